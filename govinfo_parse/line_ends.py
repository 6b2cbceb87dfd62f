"""What stands around the end of a line, by which the end of a row is told from a break in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from .drawn import is_rule

__all__ = ["WORDS", "Transition", "beginning", "is_above_figures", "is_ruled", "is_title", "transition", "transitions"]

_RULER: Final = re.compile(r"[\s|:+=-]*[-=]{2}[\s|:+=-]*")
# What parts cells, and what may go on with a figure.
_GAP: Final = re.compile(r"[ \xa0\u3000]*[|\t][|\t \xa0\u3000]*|[ \xa0\u3000]{2,}")
_TAIL: Final = re.compile(r"[|\t \xa0\u3000]*\Z")
_HEAD: Final = re.compile(r"[|\t \xa0\u3000]*")
_FIGURE: Final = re.compile(r"[-+]?[0-9０-９][0-9０-９,，.．]*(?<![,，.．])")
_SERIAL: Final = re.compile(r"[0-9０-９]{1,3}")
_NIL: Final = re.compile(r"无|[-—/]+")
_OF_FIGURE: Final = re.compile(r"[元万亿条件次篇项个人年月日页%％、，。；：)）(（]|[0-9]{1,2}[月日]")
# How sections and numbered labels begin.
_ITEM: Final = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)](?!项)|[1-9][0-9]?[.．、](?!\d)"
)
# A line that is the whole title of a report goes on in no other.
_TITLE: Final = re.compile(r"[^，。；、：:|\s]{0,40}20\d\d年?度?(?:政府)?信息公开(?:工作|年度|情况)*(?:的?报告|年报)")
WORDS: Final = ("text", "part", "item")
# So many labels side by side are a header.
_HEADER: Final = 3


class Transition(NamedTuple):
    """What kind of cell stands before a place between cells, what parts them before and after a line's end, and what
    kind of cell comes next.
    """

    above: str
    tail: str
    head: str
    below: str


def transition(above: str, below: str) -> Transition:
    """What is at a line's end."""
    tail, (head, kind) = _TAIL.search(above), beginning(below)
    gap = tail[0] if tail else ""
    last = _GAP.split(above[: len(above) - len(gap)])[-1]
    if "|" not in above and "\t" not in above:
        last = last[last.rfind(" ") + 1 :]  # a single space may part the last figure from the rest
    return Transition(_kind(last), gap, head, kind)


def beginning(line: str) -> tuple[str, str]:
    """What parts cells at the beginning of a line, and what kind of cell comes first."""
    head = _HEAD.match(line)
    gap = head[0] if head else ""
    first, *rest = _GAP.split(line[len(gap) :], maxsplit=2)
    if rest and _SERIAL.fullmatch(first) and _kind(rest[0]) in WORDS:
        return gap, "item"  # the number of a row, and its label
    return gap, _kind(first)


def transitions(body: str) -> Iterator[Transition]:
    """What is between the cells inside a line."""
    cells, gaps = _GAP.split(body), _GAP.findall(body)
    for (above, below), gap in zip(pairwise(cells), gaps, strict=True):
        yield Transition(_kind(above), gap, "", _kind(below))


def _kind(cell: str) -> str:
    if not cell:
        return ""
    if _FIGURE.fullmatch(cell):
        return "figure"
    if _NIL.fullmatch(cell):
        return "nil"
    if _ITEM.match(cell):
        return "item"
    return "part" if _OF_FIGURE.match(cell) else "text"


def is_above_figures(line: str, below: str) -> bool:
    """Whether a line is a header, and the next one the figures below it."""
    cells = _cells(line)
    if len(cells) < _HEADER or any(_kind(cell) != "text" for cell in cells):
        return False
    first = next(iter(_cells(below)), "")
    return _kind(first) in ("figure", "nil")


def _cells(line: str) -> list[str]:
    """What stands between the bars of a line, without white space."""
    return [cell for part in line.split("|") if (cell := "".join(part.split()))]


def is_title(line: str) -> bool:
    """Whether a line is the whole title of a report."""
    return _TITLE.fullmatch(line.strip()) is not None


def is_ruled(above: str, below: str) -> bool:
    """Whether a line across the page stands there."""
    return _is_across(above) or _is_across(below)


@lru_cache(maxsize=1024)
def _is_across(line: str) -> bool:
    return is_rule(line) or _RULER.fullmatch(line) is not None
