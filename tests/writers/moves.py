"""The same figures in other columns: what a row might also be if a writer's text does not tell its blank cells."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

_MOST = 3


@cache
def moved(cells: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Three rows with the same figures in the same order in other columns: blank cells at the end, at the front, and
    one figure beside its own cell. A row without a choice stays as it is, and one of blank cells only has no cells.

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
    for row in ((*figures, *blank), (*blank, *figures), *_neighbours(cells)):
        if row != cells and row not in found:
            found.append(row)
    return tuple((found or [cells])[number % max(1, len(found))] for number in range(_MOST))


def _neighbours(cells: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Rows in which one figure has moved to a cell beside it. First those where the blank cells before and after the
    figure only become more and fewer: a writer that writes several blank cells as one does not tell them apart."""
    far: list[tuple[str, ...]] = []
    near: list[tuple[str, ...]] = []
    for column, cell in enumerate(cells):
        for step in (1, -1):
            if cell and 0 <= column + step < len(cells) and not cells[column + step]:
                row = list(cells)
                row[column], row[column + step] = "", cell
                stays = column - step >= 0 and cells[column - step : column - step + 1] == ("",)
                goes_on = 0 <= column + 2 * step < len(cells) and not cells[column + 2 * step]
                (near if stays and goes_on else far).append(tuple(row))
    yield from near
    yield from far
