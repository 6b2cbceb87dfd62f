"""The titles in a text that may begin a report, and what stands below them.

In: a stream, and where in it rows and labels of tables stand. Out: `Group`s, which together take up the text. A title
begins a group where it names another body or another year than the one above it, or where it is the first below a table
to name a body. The title of the same report may come again, at the head of each page and above a second copy.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Final

from attrs import evolve, field, frozen

from .alignment import Stream
from .metadata import is_same_body
from .titles import MARGIN, Title, find_titles, fold

__all__ = ["PROSE", "Group", "Who", "between", "find_groups", "first_sections", "has_one_title"]

# A longer text is a paragraph, and a title is never longer than this.
PROSE: Final = 60
_LONGEST_TITLE: Final = 300
# The rank of the title of a letter.
_LETTER: Final = 3

_FIRST_SECTION: Final = re.compile(
    r"[#\s]*(?:一、|1[.、\uff0e])\s*(?:总体|总的|概[述况]|基本|工作(?:概|开展|情况|总体)|主要)"
)


@frozen
class Who:
    """Whose report a title announces."""

    agency: str = ""
    year: int | None = None

    def differs(self, other: Who) -> bool:
        """Whether these are two reports for certain."""
        if self.year and other.year and self.year != other.year:
            return True
        one, two = self.agency, other.agency
        return bool(one and two) and not (is_same_body(one, two) or is_same_body(two, one))

    def joined(self, other: Who) -> Who:
        """What both say together."""
        return Who(max(self.agency, other.agency, key=len), self.year or other.year)


@frozen
class Group:
    """The items below one title, or below several that may be of one report, from `start` on; `titles` are items."""

    start: int
    who: Who = field(factory=Who)
    titles: tuple[int, ...] = ()
    letter: bool = False


def between(places: Sequence[int], start: int, stop: int) -> Sequence[int]:
    """Those of the sorted places that are from `start` on and before `stop`."""
    return places[bisect_left(places, start) : bisect_left(places, stop)]


def first_sections(stream: Stream) -> list[int]:
    """The items that are headings of a report's first section."""
    return [at for at, item in enumerate(stream.items) if item.role == "text" and _FIRST_SECTION.match(item.cell.text)]


def find_groups(
    stream: Stream, places: Sequence[int], labels: Sequence[int], sections: Sequence[int]
) -> Iterator[Group]:
    """The text cut at the titles that begin something; the items given are those of rows, labels and first sections."""
    return _with_content(_groups(stream, places), stream, labels, sections)


def _groups(stream: Stream, places: Sequence[int]) -> list[Group]:
    """The text cut at the titles that may begin a report."""
    groups = [Group(0)]
    for first, title in _titles(stream):
        group = groups[-1]
        who = Who(fold(title.agency or ""), title.year)
        letter = title.rank == _LETTER
        below_tables = bool(between(places, group.start, first))
        new = group.who.differs(who) or bool(below_tables and who.agency and not group.who.agency)
        if new and (letter or group.letter) and not below_tables and who.year in (None, group.who.year):
            new = False  # a letter hands in a report that has a title of its own
        if new:
            groups.append(Group(first, who, (first,), letter))
        else:
            alone = letter and (group.letter or not group.titles)
            groups[-1] = Group(group.start, group.who.joined(who), (*group.titles, first), alone)
    return groups


def _titles(stream: Stream) -> Iterator[tuple[int, Title]]:
    """The titles in the text, each with the item that it begins in."""
    cells: list[str] = []
    items = array("q")
    for at, item in enumerate(stream.items):
        for line in item.cell.text.split("\n"):
            if cell := line.strip(MARGIN):
                cells.append(cell[:_LONGEST_TITLE])
                items.append(at)
    return ((items[title.first], title) for title in find_titles(cells))


def has_one_title(text: str) -> bool:
    """Whether nothing in a text can part it in reports: its titles agree, and but one section is the first."""
    lines = [line.strip(MARGIN)[:_LONGEST_TITLE] for line in text.split("\n")]
    who = Who()
    for title in find_titles([line for line in lines if line]):
        other = Who(fold(title.agency or ""), title.year)
        if who.differs(other):
            return False
        who = who.joined(other)
    return sum(_FIRST_SECTION.match(line) is not None for line in lines) <= 1


def _with_content(
    groups: Sequence[Group], stream: Stream, labels: Sequence[int], sections: Sequence[int]
) -> Iterator[Group]:
    """The groups below whose titles something stands. The others are links, and go with what follows them.

    Where the title that follows is among them, they are a table of contents, and what follows begins at its own title.
    """
    prose = [at for at, item in enumerate(stream.items) if len(item.cell.text) > PROSE]
    links: list[Group] = []
    for group, following in zip_longest(groups, groups[1:]):
        stop = following.start if following else len(stream.items)
        low = group.titles[-1] if group.titles else stop
        if between(labels, group.start, stop) or between(sections, low, stop) or between(prose, low, stop):
            announced = any(link.titles and not link.who.differs(group.who) for link in links)
            yield evolve(group, start=links[0].start if links and not announced else group.start)
            links = []
        else:
            links.append(group)
