"""The slips of a hand that explain why a rule fails: two digits swapped, a cell in the next column, a row shifted, …

In: the checks of a report, and its form. Out: the same checks, each hard equation that fails, or would if blank cells
counted as 0, with a `Hint` if there is one. A slip counts if, with it undone, every rule that touches the changed
figures holds.

A slip made on a form that was right is always found here, for undoing it makes all rules hold again. So of the slips
found, those that explain most of what fails are kept; where exactly one is left, it is the one, if it was one of these
kinds at all, and where several are left, nothing tells which it was. A slip whose undoing leaves a figure free, with no
rule but the one that this figure then fits, has nothing to speak for it: it makes others uncertain, and alone it is not
told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import pairwise
from typing import Final, NamedTuple

from attrs import evolve, frozen

from .checks import Check, Checks
from .forms import Form
from .hints import Change, Explanation, Hint, Slip
from .indicator import Indicator, Number
from .terms import MONEY, NIL, digits, in_unit, minus, plus, simple
from .wording import name_of

__all__ = ["with_hints"]

# Of more explanations than this none is told.
_MOST: Final = 4

# What is there after a slip is undone: key to value.
Changes = dict[str, Number]


class _Candidate(NamedTuple):
    """A slip undone, and its name in English and Chinese; `free`: how many values were chosen so that a rule holds."""

    slip: Slip
    changes: Changes
    english: str
    chinese: str
    free: int = 0


class _Verdict(NamedTuple):
    """What undoing a slip comes to: how many equations that fail it `solved`.

    `only_fits`: nothing speaks for it but the equation that its free figure was made to fit, or a soft rule is against.
    """

    solved: int
    only_fits: bool


def with_hints(checks: Checks, indicators: Mapping[str, Indicator], form: Form | None) -> Checks:
    """The checks of these figures, with hints for the hard equations that fail, or would if blank cells counted as 0.

    `form` says which cells stand beside each other.
    """
    if not any(map(_wants_hint, checks)):
        return checks
    # Nobody knows whether a blank cell is a 0: slips are looked for in both readings, where they differ.
    lenient = checks.counting_blanks_as_zero()
    readings = [_Figures.of(own, indicators, form) for own in ((checks,) if lenient == checks else (checks, lenient))]
    pairs = zip(checks, lenient, strict=True)
    return Checks(_with_hint(check, own, readings) if _wants_hint(check) else check for check, own in pairs)


def _with_hint(check: Check, lenient: Check, readings: Sequence[_Figures]) -> Check:
    hint = _hint(lenient, readings if check.status == "fail" else readings[1:])
    return evolve(check, hint=hint and evolve(hint, if_blank_is_zero=check.status != "fail"))


def _wants_hint(check: Check) -> bool:
    if check.if_blank_is_zero != "fail" or check.severity != "hard" or check.relation != "=":
        return False
    # Where a side is blank as a whole, the office gives no figures for it.
    return all(any(term.value is not None for term in side) for side in (check.left_terms, check.right_terms) if side)


def _hint(check: Check, readings: Sequence[_Figures]) -> Hint | None:
    """What explains a check that fails, whichever of the readings is true."""
    held = _Held.of(check)
    found = [item for figures in readings for item in _best(held, figures)]
    if not found:
        alone = _only_figure(held, readings[0])
        return Hint((_explanation([alone], readings[0]),)) if alone else None
    told: dict[frozenset[tuple[str, Number]], list[_Candidate]] = {}
    # Those that only fit come last.
    for _, candidate in sorted(found, key=lambda item: item[0].only_fits):
        told.setdefault(frozenset(candidate.changes.items()), []).append(candidate)
    if all(verdict.only_fits for verdict, _ in found) or len(told) > _MOST:
        return None
    return Hint(tuple(_explanation(same, readings[0]) for same in told.values()))


def _best(held: _Held, figures: _Figures) -> list[tuple[_Verdict, _Candidate]]:
    """The slips that explain most of what fails: one for several checks is less to assume than one for each."""
    tried = ((figures.verdict(candidate, held), candidate) for candidate in _candidates(held, figures))
    found = [(verdict, candidate) for verdict, candidate in tried if verdict]
    most = max((verdict.solved for verdict, _ in found), default=0)
    return [(verdict, candidate) for verdict, candidate in found if verdict.solved == most]


def _explanation(candidates: Sequence[_Candidate], figures: _Figures) -> Explanation:
    """The candidates that come to the same changes, as one explanation."""
    return Explanation(
        tuple(dict.fromkeys(candidate.slip for candidate in candidates)),
        tuple(Change(figures.indicators[key], value) for key, value in candidates[0].changes.items()),
        " or ".join(dict.fromkeys(candidate.english for candidate in candidates)),
        "或".join(dict.fromkeys(candidate.chinese for candidate in candidates)),
    )


# --- the figures, and what the rules say of them ---------------------------------------------------------------------


@frozen(eq=False)
class _Held:
    """A check that could be held. `signs`: how often each of its keys is added on the left, less those on the right."""

    check: Check
    signs: dict[str, int]

    @classmethod
    def of(cls, check: Check) -> _Held:
        signs: dict[str, int] = {}
        for terms, sign in ((check.left_terms, 1), (check.right_terms, -1)):
            for term in terms:
                signs[term.key] = signs.get(term.key, 0) + sign
        return cls(check, signs)

    @property
    def is_equation(self) -> bool:
        """Whether it is an equation that holds on every form that is filled in right."""
        return self.check.relation == "=" and self.check.severity == "hard"


@frozen(eq=False)
class _Figures:
    """The figures of a report, and what the rules say of them.

    - `values`: the numbers, 0 for a blank cell: a figure may have to be there.
    - `touching`: the checks that could be held and that each takes part in.
    - `parts`: of what a figure is the sum, as far as that is known.
    - `rows` and `columns`: the cells of the form, from left to right and from top to bottom.
    """

    indicators: Mapping[str, Indicator]
    values: dict[str, Number]
    touching: dict[str, list[_Held]]
    parts: dict[str, list[Indicator]]
    rows: list[tuple[str, ...]]
    columns: list[tuple[str, ...]]

    @classmethod
    def of(cls, checks: Checks, indicators: Mapping[str, Indicator], form: Form | None) -> _Figures:
        touching: dict[str, list[_Held]] = {}
        parts: dict[str, list[Indicator]] = {}
        for check in checks:
            held = _Held.of(check)
            if check.status != "unknown":
                for key in held.signs:
                    touching.setdefault(key, []).append(held)
            sides = (check.left_terms, check.right_terms)
            for side, other in (sides, sides[::-1]):
                if len(side) == 1 and len(other) > 1 and check.relation == "=":
                    parts.setdefault(side[0].key, []).extend(other)
        values = {key: 0 if x.status in NIL else x.value for key, x in indicators.items()}
        rows: list[tuple[str, ...]] = []
        columns: list[tuple[str, ...]] = []
        for table in form.tables if form else ():
            for block in table.blocks:
                # The form leaves headings without a figure, so that the rows around one are neighbours.
                figured = [row for row in block.rows if not row.heading]
                grid = [tuple(table.key(row, column) for column in block.columns) for row in figured]
                rows += grid
                columns += zip(*grid, strict=True)
        known = {key: value for key, value in values.items() if value is not None}
        return cls(indicators, known, touching, parts, rows, columns)

    def needed(self, key: str, held: _Held, changes: Changes) -> Number | None:
        """The value that a figure must have for an equation to hold, beside these changes."""
        sign, difference = held.signs[key], self.difference(held, changes)
        if difference is not None and held.check.unit:
            difference = in_unit(difference, held.check.unit, self.indicators[key].unit or held.check.unit)
        if difference is None or abs(sign) != 1:
            return None
        return simple(minus(self.values[key], difference) if sign > 0 else plus(self.values[key], difference))

    def difference(self, held: _Held, changes: Changes) -> Number | None:
        """Left minus right with these changes."""
        result = held.check.difference
        for key, value in changes.items():
            for _ in range(abs(held.signs.get(key, 0))):
                step: Number | None = minus(value, self.values[key])
                if step and held.check.unit:
                    step = in_unit(step, self.indicators[key].unit, held.check.unit)
                if step is None or result is None:
                    return None
                result = plus(result, step) if held.signs[key] > 0 else minus(result, step)
        return result

    def verdict(self, candidate: _Candidate, held: _Held) -> _Verdict | None:
        """What undoing the slip comes to, None if it does not explain the check."""
        changes = candidate.changes
        if any(value < 0 for value in changes.values()) or not self._holds(held, changes):
            return None
        touched = {id(item): item for key in changes for item in self.touching.get(key, ())}.values()
        if not all(self._holds(item, changes) for item in touched if item.check.severity == "hard"):
            return None
        equations = [item.check.status for item in touched if item.is_equation]
        fits_all = all(self._holds(item, changes) for item in touched)
        return _Verdict(equations.count("fail"), only_fits=len(equations) <= candidate.free or not fits_all)

    def _holds(self, held: _Held, changes: Changes) -> bool:
        difference = self.difference(held, changes)
        if not difference:
            return difference is not None
        return difference < 0 if held.check.relation == "<=" else difference > 0 and held.check.relation == ">="


# --- the slips -------------------------------------------------------------------------------------------------------


def _candidates(held: _Held, figures: _Figures) -> Iterator[_Candidate]:
    own = {key: sign for key, sign in held.signs.items() if sign}.keys()
    for key in own:
        yield from _of_one_figure(key, held, figures)
    for line in (*figures.rows, *figures.columns):
        for pair in pairwise(line):
            if not own.isdisjoint(pair):
                yield from _exchanged(*pair, figures)
    for row in figures.rows:
        if not own.isdisjoint(row) and all(key in figures.values for key in row):
            yield from _shifted(row, own, figures)
            yield from _turned(row, figures)


def _of_one_figure(key: str, held: _Held, figures: _Figures) -> Iterator[_Candidate]:
    stands, value = figures.values[key], figures.needed(key, held, {})
    if value is None or value == stands:
        return
    for slip, english, chinese in (
        *_misspelt(stands, value),
        *_in_other_unit(stands, value, figures.indicators[key].unit),
        *_wrong_sum(key, stands, value, figures),
    ):
        yield _Candidate(slip, {key: value}, english, chinese)


_Words = tuple[Slip, str, str]


def _misspelt(stands: Number, value: Number) -> Iterator[_Words]:
    """Slips of the pen between the figure that stands there and the one that was meant."""
    if stands == -value:
        yield "sign", "the sign is wrong", "正负号相反"
    written, meant = digits(stands), digits(value)
    if len(written) == len(meant):
        first, *others = [place for place, (a, b) in enumerate(zip(written, meant, strict=True)) if a != b] or (-1,)
        if len(others) == 1 and (written[first], written[others[0]]) == (meant[others[0]], meant[first]):
            yield "digits_swapped", "two digits swapped", "两位数字颠倒"
    if any(_without(meant, place) == written for place in range(len(meant))):
        yield "digit_dropped", "a digit left out", "漏写一位数字"
    if any(a == b and _without(written, place) == meant for place, (a, b) in enumerate(pairwise(written))):
        yield "digit_doubled", "a digit written twice", "一位数字重复"


def _without(text: str, place: int) -> str:
    return text[:place] + text[place + 1 :]


def _in_other_unit(stands: Number, value: Number, unit: str | None) -> Iterator[_Words]:
    if unit in MONEY and value in (in_unit(stands, "万元", "元"), in_unit(stands, "元", "万元")):
        yield "unit", "元 and 万元 mixed up", "混淆元与万元"


def _wrong_sum(key: str, stands: Number, value: Number, figures: _Figures) -> Iterator[_Words]:
    """Slips where a figure is the sum of others."""
    parts = figures.parts.get(key)
    if not parts:
        return
    for column in figures.columns:
        if key in column:
            place = column.index(key)
            for near, english, chinese in ((place - 1, "above", "上"), (place + 1, "below", "下")):
                if 0 <= near < len(column) and figures.values.get(column[near]) == stands:
                    yield "total_copied", f"copied from the row {english}", f"抄自{chinese}一行"
    sums: tuple[tuple[Slip, Number, str, str], ...] = (
        ("part_missing", minus(value, stands), "left out of the sum", "合计漏加"),
        ("part_twice", minus(stands, value), "counted twice in the sum", "合计重复计入"),
    )
    for slip, gap, english, chinese in sums:
        alike = {part.key: part for part in parts if part.value and part.value == gap}
        if len(alike) == 1:
            [part] = alike.values()
            yield slip, f"{name_of(part, 'en')} {english}", chinese + name_of(part, "zh")
        elif alike:
            yield slip, f"one of the parts that are {digits(gap)} {english}", f"{chinese}其中一个{digits(gap)}"


def _exchanged(first: str, second: str, figures: _Figures) -> Iterator[_Candidate]:
    """Figures of two neighbouring cells that stand in each other's place."""
    a, b = figures.values.get(first), figures.values.get(second)
    if a is not None and b is not None and a != b:
        english, chinese = "each stands in the cell of the other", "相邻两格填反"
        yield _Candidate("cells_exchanged", {first: b, second: a}, english, chinese)


def _shifted(row: Sequence[str], own: Set[str], figures: _Figures) -> Iterator[_Candidate]:
    """Rows with a cell too many, so that the last figure is lost, or without one of its cells."""
    values = [figures.values[key] for key in row]
    for start in range(len(row) - 1):
        if values[start] in (0, values[start + 1], values[start - 1] if start else 0):
            # A blank, or a figure that was written twice, moves what follows to the right.
            moved = [*values[:start], *values[start + 1 :], values[-1]]
            yield from _fitted(row, moved, len(row) - 1, own, figures)
        if values[-1] in (0, values[-2]):
            moved = [*values[:start], values[start], *values[start:-1]]
            yield from _fitted(row, moved, start, own, figures)


def _fitted(
    row: Sequence[str], moved: Sequence[Number], free: int, own: Set[str], figures: _Figures
) -> Iterator[_Candidate]:
    """The row with these figures, the one at the place `free` chosen so that an equation holds."""
    last = row[free]
    changes = {key: new for key, new in zip(row, moved, strict=True) if key != last and new != figures.values[key]}
    if last not in own and own.isdisjoint(changes):
        return
    for held in figures.touching.get(last, ()):
        value = figures.needed(last, held, changes) if held.is_equation else None
        if value is not None:
            if value != figures.values[last]:
                changes[last] = value
            yield _Candidate("row_shifted", changes, "the row is shifted by one cell", "整行错位一格", free=1)
            return


def _turned(row: Sequence[str], figures: _Figures) -> Iterator[_Candidate]:
    """Rows whose sum stands in front of its parts, or the first part behind the sum."""
    sums = {id(held): held for key in row for held in figures.touching.get(key, ()) if held.is_equation}.values()
    for held in sums:
        run = [key for key in row if key in held.signs]
        if len(run) < len(held.signs) or len(run) < 3:
            continue
        values = [figures.values[key] for key in run]
        for turned, english, chinese in (
            ([*values[1:], values[0]], "the last figure of the row stands first", "行末数字误置行首"),
            ([values[-1], *values[:-1]], "the first figure of the row stands last", "行首数字误置行末"),
        ):
            changes = {key: new for key, new in zip(run, turned, strict=True) if new != figures.values[key]}
            if changes:
                yield _Candidate("row_shifted", changes, english, chinese)


def _only_figure(held: _Held, figures: _Figures) -> _Candidate | None:
    """The one figure whose change alone makes all its rules hold, if several of them fail now."""
    found = []
    for key in held.signs:
        value = figures.needed(key, held, {})
        failing = [item for item in figures.touching[key] if item.is_equation and item.check.status == "fail"]
        if value is not None and len(failing) > 1:
            english, chinese = "the only figure whose change makes all rules hold", "仅改这一格即可使各项勾稽关系成立"
            candidate = _Candidate("one_figure", {key: value}, english, chinese, free=1)
            if (verdict := figures.verdict(candidate, held)) and not verdict.only_fits:
                found.append(candidate)
    return found[0] if len(found) == 1 else None
