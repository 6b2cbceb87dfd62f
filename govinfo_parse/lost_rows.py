"""Stage 3, continued: rows whose figures have no place yet, placed as far as the form's arithmetic proves it.

In: the `Findings` with the rows that placement gave up: their blank cells were dropped, or their cells run together.
Out, in the same `Findings`: the figures that can stand in one place only, and all others without a place.

A run of figures is cut by proof too, or where no other number of figures is possible than the row has cells.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import product
from math import prod
from typing import Final

from attrs import evolve

from .alignment import Item, Stream
from .diagnostics import diagnostic
from .findings import Findings, LostRow, inferred, is_glued, take_lost
from .forms import Rule
from .indicator import Number
from .inference import OpenRow, dropped_cells, prove
from .labels import LONGEST_LABEL
from .quantity import read_quantity
from .segments import dashes_are_double, figures_in, glued_cells, without_page_number
from .settling import Option
from .solutions import Figure
from .terms import NIL
from .units import unit_of

__all__ = ["take_lost_rows"]

# So many rows that are certain to have no blank cell show that the office leaves none.
_ENOUGH_FULL: Final = 3
# What a sum can be made of: numbers, and cells that say that there is none.
_COUNTED: Final = NIL | {"reported"}
# What white space parts for certain, and what may be one figure or several.
_PARTS: Final = re.compile(r"[1-9]\d{0,2}(?: \d{3})+(?!\S)|\S+")
_GROUPED: Final = re.compile(r"[1-9]\d{0,2}(?: \d{3})+")
# So many items may stand between the label of a row without figures and the next label.
_REST: Final = 4
# A row whose figures can be read in more ways than this is left alone.
_MOST_WAYS: Final = 16


def take_lost_rows(findings: Findings) -> None:
    """Places the figures of the lost rows as far as the other rows prove it; the others are kept without a place."""
    # What is lost to one reading of a table may have its place in another.
    findings.lost[:] = [row for row in findings.lost if not _is_read(row, findings)]
    if not findings.lost:
        return
    known: dict[str, Number] = {}
    for key, indicator in findings.indicators.items():
        if indicator.value is not None or indicator.status in NIL:
            known[key] = indicator.value or 0
    lost = [row._replace(option=_parted(row.option)) for row in findings.lost]
    times = Counter(row.option.reading.row for row in lost)
    # Of a row that stands there twice, as where a text holds two reports, nobody knows which to believe.
    alone = {
        number: option
        for number, (option, *_) in enumerate(lost)
        if times[option.reading.row] == 1 and findings.indicators.keys().isdisjoint(option.all_keys)
    }
    unparted = {number: findings.lost[number].option for number in alone}
    forms = {option.chain.form.name: option.chain.form for option, *_ in findings.lost}
    rules = list(
        {(rule.left, rule.relation, rule.right): rule for form in forms.values() for rule in form.rules}.values()
    )
    rows = {number: row for number, option in alone.items() if (row := _open_row(option, rules, findings)) is not None}
    nil_rows = _nil_rows(findings, known)
    fits = partial(_fits_gaps, stream=findings.stream)
    proofs = zip(rows, prove([*rows.values(), *nil_rows], known, rules), strict=False)
    places = {number: proved for number, proved in proofs if proved and fits(alone[number], proved)}
    places |= {number: row for number, row in _complete_rows(unparted, blanks=bool(nil_rows)) if number not in places}
    for number, lost_row in enumerate(lost):
        _take(lost_row, places.get(number, {}), findings)


def _is_read(row: LostRow, findings: Findings) -> bool:
    return all(item.cell.start in findings.used for item in row.option.reading.lost)


def _open_row(option: Option, rules: Sequence[Rule], findings: Findings) -> OpenRow | None:
    """The ways to read a lost row; None where too much is unknown of it."""
    reading = option.reading
    if reading.cut or _has_more(option, findings):
        return None  # nobody knows what else the row held
    if (run := _run(option)) is not None:
        return _glued_row(run, option.all_keys, rules)
    every = [list(_figures(item)) for item in reading.lost]
    if prod(map(len, every)) not in range(1, _MOST_WAYS + 1):
        return None
    ways = [dropped_cells(option.all_keys, [x for figures in way for x in figures]) for way in product(*every)]
    readings = [reading for row in ways if row is not None for reading in row.readings]
    return OpenRow(option.all_keys, tuple(readings)) if None not in ways else None


def _glued_row(run: Item, keys: Sequence[str], rules: Sequence[Rule]) -> OpenRow | None:
    """The ways to read a run; what looks like the number of a page at its end may be that, or cells."""
    texts = dict.fromkeys((run.cell.text, without_page_number(run.cell.text)))
    rows = [glued_cells(text, run.cell.start, keys, rules) for text in texts]
    readings = [reading for row in rows if row is not None for reading in row.readings]
    return OpenRow(tuple(keys), tuple(readings), glued=True) if None not in rows else None


def _figures(item: Item) -> Iterator[list[Figure]]:
    """The ways to read an item that stands in one cell or several: ``53 367`` is one figure or two."""
    if item.role == "figure" and (figure := _figure(item)) is not None:
        yield [figure]
        if _GROUPED.fullmatch(item.cell.text):
            parts = [_part(item, item.cell.start + x.start(), item.cell.start + x.end()) for x in _words(item)]
            yield [figure for part in parts if (figure := _figure(part)) is not None]


def _figure(item: Item) -> Figure | None:
    """The figure of a cell that can stand in a sum."""
    quantity = read_quantity(item.cell.text)
    if quantity is None or quantity.status not in _COUNTED:
        return None
    return Figure(quantity.value or 0, item.cell.start, item.cell.end)


def _words(item: Item) -> Iterator[re.Match[str]]:
    return re.finditer(r"\S+", item.cell.text)


def _parted(option: Option) -> Option:
    """The same row with its runs parted at white space, but for what may be a space between thousands."""
    lost: list[Item] = []
    for item in option.reading.lost:
        is_run = item.role == "glued" or (item.role == "figure" and _figure(item) is None)
        is_run = is_run and without_page_number(item.cell.text) == item.cell.text
        lost += _parts(item) if is_run else [item]
    return option._replace(reading=evolve(option.reading, lost=tuple(lost)))


def _parts(item: Item) -> list[Item]:
    places = [
        (item.cell.start + found.start(), item.cell.start + found.end()) for found in _PARTS.finditer(item.cell.text)
    ]
    parts = [evolve(_part(item, *place), role="figure") for place in places]
    return parts if len(parts) > 1 and None not in map(_figure, parts) else [item]


def _has_more(option: Option, findings: Findings) -> bool:
    """Whether a figure or a text with digits stands between a row's label and the next one, beside what was read."""
    label, items = option.reading.label, findings.stream.items
    read = {item.cell.start for item in option.reading.lost}
    below = min((found.first for found in option.chain.found if found.first > label.last), default=None)
    if below is None:
        # Below the last row, only what follows right on its figures may be one more of them: ``2注：表中数据``.
        last = option.reading.lost[-1].cell.start
        rest = (item for item in items[label.last + 1 :] if item.cell.start > last and item.cell.text)
        behind = next(rest, None)
        return behind is not None and behind.role in ("text", "unit", "figure") and behind.cell.text[:1].isdigit()
    between = items[label.last + 1 : below]
    return any(
        (item.role == "figure" and item.cell.start not in read)
        or (item.role in ("text", "unit") and any(map(str.isdigit, item.cell.text)))
        for item in between
    )


def _run(option: Option) -> Item | None:
    """The run of figures that is all that a row of several columns has; one of a single column is for placement."""
    lost = option.reading.lost
    return lost[0] if len(lost) == 1 < len(option.all_keys) and lost[0].role == "glued" else None


def _nil_rows(findings: Findings, known: Mapping[str, Number]) -> list[OpenRow]:
    """The rows that hold nothing beside the lost ones: another label follows on theirs."""
    taken = {*known, *findings.indicators, *(key for option, *_ in findings.lost for key in option.all_keys)}
    rows: list[OpenRow] = []
    for chain in {id(option.chain): option.chain for option, *_ in findings.lost}.values():
        firsts = {found.first for found in chain.found}
        for found in chain.found:
            if found.element.row is not None and _holds_nothing(found.last, firsts, findings):
                block = chain.table.blocks[found.element.block]
                keys = tuple(chain.table.key(found.element.row, column) for column in block.columns)
                if taken.isdisjoint(keys):
                    taken.update(keys)
                    rows.append(OpenRow(keys, ((None,) * len(keys),)))
    return rows


def _holds_nothing(label: int, firsts: Collection[int], findings: Findings) -> bool:
    """Whether no figure stands between a label and the next one, or prose; a few words may be the rest of the label."""
    items = findings.stream.items
    for number in range(label + 1, min(label + 1 + _REST, len(items))):
        item = items[number]
        if number in firsts:
            return True
        if item.role == "text" and (findings.index.find(item.cell.text) or len(item.cell.text) > LONGEST_LABEL):
            return True
        if item.role not in ("text", "serial", "footer"):
            return False
    return False


def _complete_rows(options: Mapping[int, Option], *, blanks: bool) -> Iterator[tuple[int, dict[str, Figure]]]:
    """The glued rows with a figure for each cell: no fewer are possible, or no more and the office leaves no blanks."""
    runs = {
        number: run
        for number, option in options.items()
        if (run := _run(option)) is not None and without_page_number(run.cell.text) == run.cell.text
    }
    double = dashes_are_double(run.cell.text for run in runs.values())
    counts = {number: figures_in(run.cell.text, double=double) for number, run in runs.items()}
    widths = {number: len(options[number].reading.columns) for number in runs}
    certain = {number for number, (least, _) in counts.items() if least == widths[number]}
    short = any(most < widths[number] for number, (_, most) in counts.items())
    usual = len(certain) >= _ENOUGH_FULL and not blanks and not short
    full_blocks = {_block(options[number]) for number in certain}
    for number, run in runs.items():
        if number not in certain and not usual:
            continue
        keys = options[number].all_keys
        sums = [rule for rule in options[number].chain.form.rules if set(keys).issuperset(rule.left + rule.right)]
        # What is usual in one table need not be so in the next: the row's own sums or its neighbours must agree.
        if number in certain or sums or _block(options[number]) in full_blocks:
            cut = glued_cells(run.cell.text, run.cell.start, keys, (), full=True)
            if cut is None or len(cut.readings) != 1:
                continue
            figures = {key: figure for key, figure in zip(keys, cut.readings[0], strict=True) if figure is not None}
            if number in certain or all(map(partial(_holds, figures), sums)):
                yield number, figures


def _fits_gaps(option: Option, proved: Mapping[str, Figure], stream: Stream) -> bool:
    """Whether a proof leaves a cell free wherever more empty lines than usual stand between two figures of a row.

    An office that leaves a total blank makes its last term look like the sum of the others.
    """
    order = {figure.start: option.all_keys.index(key) for key, figure in proved.items()}
    starts = [item.cell.start for item in option.reading.lost]
    gaps: list[tuple[int, int, int]] = []
    before, empty, number = -1, 0, option.reading.label.last + 1
    while number < len(stream.items) and stream.items[number].cell.start <= max(starts):
        item = stream.items[number]
        if item.role == "empty":
            empty += 1
        elif item.cell.start in starts:
            gaps += [(empty, before, item.cell.start)] if before >= 0 else []
            before, empty = item.cell.start, 0
        number += 1
    usual = min((gap for gap, _, _ in gaps), default=0)
    wide = [(one, other) for gap, one, other in gaps if gap > usual and one in order and other in order]
    return all(order[other] - order[one] > 1 for one, other in wide)


def _block(option: Option) -> tuple[str, int]:
    return option.chain.table.name, option.reading.label.element.block


def _holds(figures: Mapping[str, Figure], rule: Rule) -> bool:
    """Whether a sum within a row holds for its figures."""
    return sum(figures[key].value for key in rule.left) == sum(figures[key].value for key in rule.right)


def _take(row: LostRow, proved: Mapping[str, Figure], findings: Findings) -> None:
    """Takes over a lost row: the proved figures with their places, the others without."""
    option, span = row.option, row.span
    reading = option.reading
    label = reading.row.label[-1] if reading.row.label else option.chain.table.title
    glued = any(map(is_glued, reading.lost))
    for key, figure in proved.items():
        item = next(item for item in reading.lost if item.cell.start <= figure.start < item.cell.end)
        spec = option.chain.form.indicators[key]
        unit = unit_of(spec, option, findings.stream)
        findings.indicators[key] = inferred(spec, _part(item, figure.start, figure.end), unit)
        findings.used.add(figure.start)
    count = len(proved)
    if proved and glued:
        findings.diagnostics.append(diagnostic("figures-cut", span, label=label, count=count))
    elif proved:
        findings.diagnostics.append(diagnostic("cells-proved", span, label=label, count=count))
    left = [
        part
        for item in reading.lost
        for part in _unproved(item, proved.values())
        if without_page_number(part.cell.text)  # a page's number is no figure
    ]
    before = len(findings.unplaced)
    take_lost(left, tuple(key for key in row.keys if key not in proved), findings)
    raw = " ".join(figure.raw for figure in findings.unplaced[before:])
    found, expected = len(reading.lost), len(option.all_keys)
    if raw and glued:
        findings.diagnostics.append(diagnostic("figures-glued", span, label=label, raw=raw))
    elif found > count:
        findings.diagnostics.append(
            diagnostic("figures-without-place", span, label=label, found=found, expected=expected)
        )


def _part(item: Item, start: int, stop: int) -> Item:
    """The part of an item between two places of the text."""
    if (start, stop) == (item.cell.start, item.cell.end):
        return item
    text = item.cell.text[start - item.cell.start : stop - item.cell.start]
    return evolve(item, cell=evolve(item.cell, text=text, start=start, end=stop))


def _unproved(item: Item, proved: Iterable[Figure]) -> Iterator[Item]:
    """What no proved figure covers of an item."""
    start = item.cell.start
    for figure in sorted(proved, key=lambda figure: figure.start):
        if item.cell.start <= figure.start < item.cell.end:
            if start < figure.start:
                yield _part(item, start, figure.start)
            start = figure.end
    if start < item.cell.end:
        yield _part(item, start, item.cell.end)
