"""The same figures in other columns: what a row might also be if a writer's text does not tell its blank cells."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import permutations

_MOST = 3


@cache
def moved(cells: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Three rows with the same figures in the same order in other columns: blank cells at the end, at the front, and
    one of them in another gap. A row without a choice stays as it is, and one of blank cells only has no cells.

    >>> moved(("", "a", "", "", "b", ""))
    (('a', 'b', '', '', '', ''), ('', '', '', '', 'a', 'b'), ('', '', 'a', '', 'b', ''))
    >>> moved(("a", "b"))
    (('a', 'b'), ('a', 'b'), ('a', 'b'))
    >>> moved(("", ""))
    ((), (), ())
    """
    figures = [cell for cell in cells if cell]
    if not figures:
        return ((),) * _MOST
    blank = ("",) * (len(cells) - len(figures))
    found: list[tuple[str, ...]] = []
    for row in ((*figures, *blank), (*blank, *figures), *_with_other_gaps(cells, figures)):
        if row != cells and row not in found:
            found.append(row)
    return tuple((found or [cells])[number % max(1, len(found))] for number in range(_MOST))


def _with_other_gaps(cells: tuple[str, ...], figures: list[str]) -> Iterator[tuple[str, ...]]:
    """Rows in which one blank cell has gone to another gap. First those with the same gaps in other widths: a writer
    that writes several blank cells as one does not tell them apart."""
    gaps = [0]
    for cell in cells:
        if cell:
            gaps.append(0)
        else:
            gaps[-1] += 1
    pairs = [(one, two) for one, two in permutations(range(len(gaps)), 2) if gaps[one]]
    for one, two in sorted(pairs, key=lambda pair: not (gaps[pair[0]] > 1 and gaps[pair[1]])):
        widths = [gap - (number == one) + (number == two) for number, gap in enumerate(gaps)]
        row = [""] * widths[0]
        for figure, width in zip(figures, widths[1:], strict=True):
            row += [figure, *("",) * width]
        yield tuple(row)
