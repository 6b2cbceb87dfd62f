"""Rows of drawn boxes whose lines were broken anew, so that nothing stands below each other any more.

In: a text. Out: what stands between two lines across in which not all lines have an upright line at both ends, as they
have in a box. Where a row has no more upright lines than the line across above it has corners, a single line was
broken, and its cells are still in their order: they can be put in one line again. Where it has more, a cell may go on
in the line below, and its pieces stand between those of others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from .drawn import is_rule
from .folding import FRAMED

__all__ = ["joined_rows", "lost_rows"]

# A line across that has corners, or a part of one.
_ACROSS: Final = re.compile(r"\+[-=]{3}|[-=]{3}\+|[├┼┤┬┴]")
_RULE: Final = re.compile(r"[-=─]+")
_CORNER: Final = re.compile("[+├┼┤┬┴┌┐└┘]")
_UPRIGHT: Final = re.compile("[|│]")


class _Row(NamedTuple):
    """The lines from `first` up to `stop` of a row of a box, or of a line across that cells stand beside: `is_single`
    where a single line was broken.
    """

    first: int
    stop: int
    is_single: bool


def joined_rows(bodies: Sequence[str]) -> dict[int, str]:
    """The lines of rows that go on in the next one, and what stood between the two."""
    return {number: " " for row in _broken(bodies) if row.is_single for number in range(row.first, row.stop - 1)}


def lost_rows(text: str) -> list[tuple[int, int]]:
    """The stretches of a text that were rows of a box and cannot be put together again."""
    if not _ACROSS.search(text):
        return []
    lines = text.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    return [(starts[row.first], starts[row.stop]) for row in _broken(lines) if not row.is_single]


def _broken(lines: Sequence[str]) -> Iterator[_Row]:
    if not any(map(_ACROSS.search, lines)):
        return
    start = corners = uprights = 0
    framed, across = True, False
    for number, line in enumerate((*lines, "")):
        body = line.strip()
        is_rule_line = _ACROSS.search(body) is not None or (across and _RULE.fullmatch(body) is not None)
        if (is_rule_line or not body) and not across:
            own = [each.strip() for each in lines[start:number]]
            if corners and uprights and not framed and _UPRIGHT.match(own[0]):
                yield _Row(start, number, uprights <= corners and _UPRIGHT.match(own[-1][-1]) is not None)
            corners = uprights = 0  # an empty line ends a box
            framed = True
        if is_rule_line:
            if not is_rule(body) and not _RULE.fullmatch(body):
                yield _Row(number, number + 1, is_single=False)
            corners += len(_CORNER.findall(body))
        if is_rule_line or not body:
            start = number + 1
        else:
            uprights += len(_UPRIGHT.findall(body))
            framed = framed and FRAMED.fullmatch(body) is not None
        across = is_rule_line
