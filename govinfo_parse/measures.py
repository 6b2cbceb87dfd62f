"""Stage 3, continued: what stands for a blank cell where only line breaks or white space part the cells of a row.

In: the entries of all rows. Out: how many empty lines, or characters of white space, stand around the figures of full
rows, and how many more of them a blank cell leaves. Nothing is taken that one row contradicts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain as chained
from itertools import pairwise, takewhile
from typing import Final

from attrs import evolve

from .entries import Entries
from .glued_rows import as_figures, as_runs, is_glued

__all__ = [
    "best_fitting",
    "counted_blanks",
    "extra",
    "measured",
    "with_counted_spaces",
    "without_merged_blanks",
]

Gaps = tuple[int, int, int]

# Empty lines are blank cells if so many rows agree on how many lines make one.
_ENOUGH_STEPS: Final = 2
_ENOUGH_WITHOUT_FULL: Final = 5
# A blank cell leaves no more empty lines than these.
_STEPS: Final = (1, 2, 3)


def with_counted_spaces(entries: Sequence[Sequence[Entries]]) -> list[list[Entries]]:
    """The same rows; those whose white space stands for blank cells, as all rows of their kind show, with these cells.

    A writer that sets one space between cells, and one for what a blank cell holds, leaves as many more of them.
    """
    rows = [row for row in chained.from_iterable(entries) if row.separator == "\n" and len(row.columns) > 1]
    rows = [row for row in rows if row.texts and not row.anchor.has_unit]
    if all(len(row.texts) == len(row.columns) for row in rows):
        return [list(own) for own in entries]
    found = _with_runs_cut(rows) if any(map(is_glued, rows)) else _with_spaces(rows)
    return [[found.get(id(row), row) for row in own] for own in entries]


def without_merged_blanks(entries: Sequence[Sequence[Entries]]) -> list[list[Entries]]:
    """The same rows; where the empty lines behind them are also those of labels that go on in the row below, without
    these.

    A writer that sets a blank cell in each row that a merged label covers leaves them before the next row's own label.
    They are taken for such where the lines of all rows then agree on what a blank cell leaves, and do not as they are.
    """
    covered = {id(row): count for own in entries for row, count in _covered_below(own)}
    if not any(covered.values()):
        return [list(own) for own in entries]
    rows = [row for row in best_fitting(chained.from_iterable(entries)) if row.separator == "\n"]
    labelled = [row for row in rows if id(row) in covered and len(row.columns) > 1]
    if measured(labelled)[1] is not None:
        return [list(own) for own in entries]
    for step in _STEPS:
        less = {id(row): _ending_sooner(row, step * covered[id(row)]) for row in labelled}
        if None not in less.values() and measured([row for row in less.values() if row])[1] == step:
            return [[_ending_sooner(row, step * covered.get(id(row), 0)) or row for row in own] for own in entries]
    return [list(own) for own in entries]


def _covered_below(rows: Sequence[Entries]) -> Iterator[tuple[Entries, int]]:
    """Each row of a chain but the last, and how many labels go on from the row above in the one that follows it."""
    for row, below in pairwise(rows):
        groups = below.anchor.row.label[:-1]
        if not groups or row.block != below.block:
            yield row, 0
            continue
        element, own = below.anchor.label.element, below.anchor.row
        above = element.table.blocks[element.block].rows
        # A part that the form has beside each other may be a row of the text's own.
        number = next((at for at, each in enumerate(above) if each.key == own.key and each == own), 0)
        before = above[number - 1].label[:-1] if number else ()
        yield row, sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(groups, before, strict=False)))


def _ending_sooner(row: Entries, less: int) -> Entries | None:
    """The row without so many empty lines behind its last figure, None if it has fewer."""
    if row.texts and row.gaps[-1] < less and not row.last_of_block:
        return None
    return evolve(row, cells=row.cells[: len(row.cells) - less]) if less and row.texts else row


def _with_spaces(rows: Sequence[Entries]) -> dict[int, Entries]:
    """By their identity, the rows with their white space as cells, where it is as much in all rows of a width."""
    found: dict[int, Entries] = {}
    by_width: dict[int, list[Entries]] = defaultdict(list)
    for row in best_fitting(rows):
        by_width[len(row.columns)].append(row)
    unknown = [width for width, own in by_width.items() if measured(own)[1] is None]
    told = [width for width in unknown if measured([row.in_spaces() for row in by_width[width]])[1] is not None]
    for row in rows if told else ():
        if len(row.columns) in unknown:
            found[id(row)] = row.in_spaces()
    return found


def _with_runs_cut(rows: Sequence[Entries]) -> dict[int, Entries]:
    """By their identity, the rows of a text where figures side by side run together but blank cells leave white space.

    Their runs are cut where the number of cells tells how.
    """
    own = [row for row in best_fitting(rows) if row.anchor.row.label]
    outer = [(row.gaps[0], row.gaps[-1]) for row in (row.in_spaces() for row in own) if not row.last_of_block]
    if not outer:
        return {}
    before, after = map(min, zip(*outer, strict=True))
    # Where no row has more white space at its end, a cleaner may have taken it away, and with it blank cells.
    ends_kept = any(last > after for _, last in outer)
    counted = [as_figures(row.in_spaces().less(before, after), ends_kept=ends_kept) for row in own]
    if measured([row for row in counted if row is not None])[1] is None:
        return {}
    found: dict[int, Entries] = {}
    for row in rows:
        if row.anchor.row.label:
            cut = as_figures(row.in_spaces().less(before, after), ends_kept=ends_kept)
            found[id(row)] = cut or as_runs(row)
    return found


def best_fitting(rows: Iterable[Entries]) -> Iterator[Entries]:
    """For each row of the text, its entries as the form sees them whose columns they fit best.

    A row of one column misread as one of three would look as if two of its cells had been dropped.
    """
    by_label: dict[int, Entries] = {}
    for row in rows:
        known = by_label.get(row.anchor.label.last)
        if known is None or row.misfit < known.misfit:
            by_label[row.anchor.label.last] = row
    return iter(by_label.values())


def measured(
    rows: Sequence[Entries], elsewhere: tuple[int, int, int] | None = None
) -> tuple[tuple[int, int, int] | None, int | None]:
    """The empty lines before, between and after the figures of full rows, and how many of them stand for a blank cell.

    Where no row is full, they are those of the full rows `elsewhere` in the text, or the least numbers, if they explain
    every row in the same way.
    """
    lines = [row for row in rows if row.separator == "\n" and len(row.columns) > 1 and row.texts and not row.at_end]
    full = [row.gaps for row in lines if len(row.texts) == len(row.columns) and not row.last_of_block]
    # What follows the last row of a block is no part of it.
    short = [row for row in lines if len(row.texts) < len(row.columns) and not row.last_of_block]
    known = _usual_gaps(full) if full else elsewhere
    least = _least_gaps([row.gaps for row in (*short, *(row for row in lines if row.gaps in full))])
    # Where figures side by side run together, every row that can be counted has some white space between two.
    touching = (0, 0, least[2]) if least and not full else None
    for gaps, enough in ((known, _ENOUGH_STEPS), (least, _ENOUGH_WITHOUT_FULL), (touching, _ENOUGH_WITHOUT_FULL)):
        steps = [_step_of(row, gaps) for row in short] if gaps else []
        if len(steps) >= enough and len(set(steps)) == 1 and steps[0] is not None:
            return gaps, steps[0]
    return known if full else None, None


def _usual_gaps(full: Sequence[tuple[int, ...]]) -> tuple[int, int, int] | None:
    """The numbers of empty lines that all full rows have; those after their last figures may differ."""
    inner = {gap for gaps in full for gap in gaps[1:-1]}
    before = {gaps[0] for gaps in full}
    if len(inner) != 1 or len(before) != 1:
        return None
    after = Counter(gaps[-1] for gaps in full).most_common(1)[0][0]
    return before.pop(), inner.pop(), after


def _least_gaps(rows: Sequence[tuple[int, ...]]) -> tuple[int, int, int] | None:
    inner = [gap for gaps in rows for gap in gaps[1:-1]]
    return (min(gaps[0] for gaps in rows), min(inner), min(gaps[-1] for gaps in rows)) if inner else None


def _step_of(row: Entries, gaps: tuple[int, int, int]) -> int | None:
    more = extra(row, gaps)
    step, rest = divmod(sum(more), len(row.columns) - len(row.texts))
    return step if step > 0 and not rest and all(gap >= 0 and gap % step == 0 for gap in more) else None


def extra(row: Entries, gaps: tuple[int, int, int]) -> list[int]:
    """The empty lines of a row beyond those that a full row has."""
    before, between, after = gaps
    own = row.gaps
    usual = [before, *[between] * (len(own) - 2), after]
    return [gap - expected for gap, expected in zip(own, usual, strict=True)]


def counted_blanks(entries: Entries, gaps: tuple[int, int, int], step: int) -> list[int] | None:
    """How many blank cells stand before each figure of a row and after the last; None if its lines do not fit."""
    more = extra(entries, gaps)
    missing = len(entries.columns) - len(entries.texts)
    if not entries.anchor.row.label and sum(more[1:-1]) == step * missing:
        more[0] = more[-1] = 0  # nothing is left for the lines around the row
    if entries.last_of_block:
        # More lines than those of its blank cells may follow.
        more[-1] = min(more[-1], step * missing - sum(more[:-1]))
    if sum(more) != step * missing or any(gap < 0 or gap % step for gap in more):
        return None
    return [gap // step for gap in more]
