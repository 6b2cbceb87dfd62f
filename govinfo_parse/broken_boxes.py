"""Rows of drawn boxes whose lines were broken anew, so that nothing stands below each other any more.

In: the lines of a text. Out: those that go on in the next one, and where rows are *in pieces*.

Such a box shows itself: a line of it begins or ends without an upright line, or holds more than one row. Its rows are
what stands between two lines across. One with as many upright lines as the line across above it has corners was one
line, and has its cells in their order: it can be put together again. Of a row that was several lines, nothing tells any
more which piece of a label, or which figure, stood below which: no figure in it has a place.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

from .drawn import WIDTHS, without_frames
from .folding import FRAMED, is_inside
from .quantity import read_quantity

__all__ = ["figures_in", "joined_rows", "rows_in_pieces", "rules_across"]

# A line across from its first corner to its last, which may have been broken anywhere but between two corners.
_RULE: Final = re.compile(
    r"(?<![-=─])[+┌├└](?:[-=:─+├┼┤┬┴┐┘]|(?<=[-=─])\s{1,2}(?=[-=─+├┼┤┬┴┐┘])|(?<=[+├┼┤┬┴])\s{1,2}(?=[-=─]))*"
)
_DASHES: Final = re.compile("[-=─]{3}")
_CORNER: Final = re.compile("[+├┼┤┬┴┌┐└┘]")
_UPRIGHT: Final = re.compile("[|│]")
_CELL: Final = re.compile(r"[^|│\n]+")
_EMPTY_LINE: Final = re.compile(r"\n[ \t]*\r?\n")
# A box with a line across above each row has so many rows at least.
_FEWEST_ROWS: Final = 3


class _Row(NamedTuple):
    """What stands between two lines across of a box: its place, and how many corners the line above it has.

    `above` and `below` are where the line above begins and the line below ends.
    """

    above: int
    start: int
    stop: int
    below: int
    corners: int


def rules_across(text: str) -> list[tuple[int, int]]:
    """The places of the lines across of boxes, which may be broken."""
    return [rule.span() for rule in _RULE.finditer(text) if _DASHES.search(rule[0])]


def joined_rows(bodies: Sequence[str]) -> dict[int, str]:
    """The lines that go on in the next one, and what stood between the two: of rows, and of lines across."""
    if not any(map(_DASHES.search, bodies)):
        return {}
    text = "\n".join(bodies)
    starts = list(accumulate((len(body) + 1 for body in bodies), initial=0))

    def lines(start: int, stop: int) -> range:
        """The lines that end in a stretch of the text."""
        return range(bisect_right(starts, start) - 1, bisect_right(starts, stop) - 1)

    joined: dict[int, str] = {}
    for box in filter(partial(_is_broken, text), _boxes(text)):
        for row in box:
            content = text[row.start : row.stop]
            if len(_UPRIGHT.findall(content)) == row.corners:
                first = row.start + len(content) - len(content.lstrip())
                own = lines(first, row.start + len(content.rstrip()))
                joined.update((number, _glue(bodies[number], bodies[number + 1])) for number in own)
            joined.update(dict.fromkeys(lines(row.above, row.start), ""))
        joined.update(dict.fromkeys(lines(box[-1].stop, box[-1].below), ""))
    return joined


def _glue(above: str, below: str) -> str:
    """The blank that was dropped between two lines, if it is not there, nor a word or a figure was cut."""
    return "" if above[-1:].isspace() or below[:1].isspace() or is_inside(above, below) else " "


def rows_in_pieces(text: str) -> list[tuple[int, int]]:
    """Where rows stand that were several lines, each with the line across below it, in broken boxes with a line across
    above each row.
    """
    text = without_frames(text)
    return [
        (row.start, row.below)
        for box in _boxes(text)
        if len(box) >= _FEWEST_ROWS and _is_broken(text, box)
        for row in box
        if len(_UPRIGHT.findall(text, row.start, row.stop)) != row.corners
    ]


def figures_in(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Where figures stand between the upright lines of a stretch of a text."""
    for match in _CELL.finditer(text, start, stop):
        content = match[0].strip()
        if content and read_quantity(content) is not None:
            first = text.index(content, match.start())
            yield first, first + len(content)


def _boxes(text: str) -> Iterator[list[_Row]]:
    """The rows of each box that has any."""
    box: list[_Row] = []
    for (above, start), (stop, below) in pairwise(rules_across(text)):
        between = text[start:stop]
        if _UPRIGHT.search(between) and not _EMPTY_LINE.search(between):
            box.append(_Row(above, start, stop, below, len(_CORNER.findall(text, above, start))))
        elif box:
            yield box
            box = []
    if box:
        yield box


def _is_broken(text: str, box: Sequence[_Row]) -> bool:
    """Whether lines of a box are not equally wide, and begin or end without an upright line, hold more than one row,
    or have not all upright lines of their row.
    """
    corners = max(row.corners for row in box)
    first, last = text.rfind("\n", 0, box[0].above) + 1, text.find("\n", box[-1].below)
    lines = text[first : None if last < 0 else last].splitlines()
    counts = {line: len(_UPRIGHT.findall(line)) for line in lines}
    if all(FRAMED.fullmatch(line) and count <= corners for line, count in counts.items() if count):
        rows = (text[row.start : row.stop].splitlines() for row in box)
        if all(len({counts[line] for line in row if counts.get(line)}) <= 1 for row in rows):
            return False
    return len(lines) <= len(box) or all(len({sum(map(width, line.strip())) for line in lines}) > 1 for width in WIDTHS)
