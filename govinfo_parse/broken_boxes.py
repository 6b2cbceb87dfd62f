"""Rows of drawn boxes whose lines were broken anew, so that nothing stands below each other any more.

In: the lines of a text. Out: those that go on in the next one. Between two lines across, not all lines have an upright
line at both ends then, as they have in a box. Where a row has no more upright lines than the line across above it has
corners, a single line was broken, and its cells are still in their order: they can be put in one line again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from .folding import FRAMED

__all__ = ["joined_rows"]

# A line across that has corners, or a part of one.
_ACROSS: Final = re.compile(r"\+[-=]{3}|[-=]{3}\+|[├┼┤┬┴]")
_RULE: Final = re.compile(r"[-=─]+")
_CORNER: Final = re.compile("[+├┼┤┬┴┌┐└┘]")
_UPRIGHT: Final = re.compile("[|│]")


def joined_rows(bodies: Sequence[str]) -> dict[int, str]:
    """The lines of rows that go on in the next one, and what stood between the two."""
    return {number: " " for first, stop in _broken(bodies) for number in range(first, stop - 1)}


def _broken(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    if not any(map(_ACROSS.search, lines)):
        return
    start = corners = uprights = 0
    framed, across = True, False
    for number, line in enumerate((*lines, "")):
        body = line.strip()
        is_rule_line = _ACROSS.search(body) is not None or (across and _RULE.fullmatch(body) is not None)
        if (is_rule_line or not body) and not across:
            own = [each.strip() for each in lines[start:number]]
            if 0 < uprights <= corners and not framed and _UPRIGHT.match(own[0]) and _UPRIGHT.match(own[-1][-1]):
                yield start, number
            corners = uprights = 0  # an empty line ends a box
            framed = True
        if is_rule_line:
            corners += len(_CORNER.findall(body))
        if is_rule_line or not body:
            start = number + 1
        else:
            uprights += len(_UPRIGHT.findall(body))
            framed = framed and FRAMED.fullmatch(body) is not None
        across = is_rule_line
