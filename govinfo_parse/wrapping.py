"""Before stage 1: lines that were wrapped at a fixed width, put together again.

In: a text. Out: the text without the line breaks that only the width made, and the way back to the places in the text
as it was given; or None where nothing was wrapped.

A text was wrapped if no line is wider than some width, and many lines are as wide as that, or would be wider with the
first word or character of the next line. Where a line ends for this reason, it goes on in the next one.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence, Set
from itertools import accumulate, pairwise
from operator import itemgetter
from typing import Final, NamedTuple

from attrs import frozen

from .drawn import Width, is_rule

__all__ = ["Unwrapped", "unwrapped"]

_LINE: Final = re.compile(r"([^\n\r]*)(\r\n|\n|\r|\Z)")
# Characters that take two columns of a page.
_WIDE: Final = re.compile(
    "[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff"
    "\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\U00020000-\U0003fffd]+"
)
# What is never broken: a word or a figure, or any other character.
_PIECE: Final = re.compile("[!-~０-９．，]+|.", re.DOTALL)
# A line of a drawn box: one between upright lines, or one across.
_FRAMED: Final = re.compile(r"\s*[|+\u2500-\u257f].*[|+\u2500-\u257f]\s*")
_ACROSS: Final = re.compile(r"\s*[|\u2500-\u257f]*(?:\+[-=+]+\+|[\u2500-\u257f]{3,})[|\u2500-\u257f]*\s*")
# Where something begins after a gap that keeps columns.
_COLUMN: Final = re.compile(r"(?<=\S)[ \xa0\u3000]{2,}\t?[ \xa0\u3000]*(?=\S)")
_RULER: Final = re.compile(r"[\s|:+=-]*[-=]{2}[\s|:+=-]*")
# What parts cells, and what may go on with a figure.
_GAP: Final = re.compile(r"[ \xa0\u3000]*[|\t][|\t \xa0\u3000]*|[ \xa0\u3000]{2,}")
_TAIL: Final = re.compile(r"[|\t \xa0\u3000]*\Z")
_HEAD: Final = re.compile(r"[|\t \xa0\u3000]*")
_FIGURE: Final = re.compile(r"[-+]?[0-9０-９][0-9０-９,，.．]*(?<![,，.．])")
_NIL: Final = re.compile(r"无|[-—/]+")
_OF_FIGURE: Final = re.compile(r"[元万亿条件次篇项个人年月日页%％、，。；：)）(（]|[0-9]{1,2}[月日]")
# How sections and numbered labels begin.
_ITEM: Final = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)](?!项)|[1-9][0-9]?[.．、](?!\d)"
)
# A line that is the whole title of a report goes on in no other.
_TITLE: Final = re.compile(r"[^，。；、：:|\s]{0,40}20\d\d年?度?(?:政府)?信息公开(?:工作|年度|情况)*(?:的?报告|年报)")
_WORDS: Final = ("text", "part", "item")
# Widths at which text is wrapped.
_NARROWEST: Final = 30
_WIDEST: Final = 160
# So many lines at least end right at the width, and so large a share of those that end near it.
_FEWEST: Final = 3
_NEARLY: Final = 8
_MOSTLY: Final = 0.5


@frozen
class Unwrapped:
    """A text without its wrapping. `cuts` are the places in `text` where line breaks were taken out, in order, and
    `shifts` how many characters are gone before and after each.
    """

    text: str
    cuts: Sequence[int]
    shifts: Sequence[int]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the text stands in the text as it was given."""
        first = start + self.shifts[bisect_right(self.cuts, start)]
        return first, max(first, end + self.shifts[bisect_left(self.cuts, end)])


def unwrapped(text: str) -> Unwrapped | None:
    """The text without line breaks that wrapping made, None if there are none."""
    lines = [(match[1], match[2]) for match in _LINE.finditer(text)]
    bodies = [body for body, _ in lines]
    longest = max((len(body) for body in bodies if not _is_piece(body)), default=0)
    if not _NARROWEST // 2 <= longest <= _WIDEST:
        return None
    (ends, widest), width = max(((_wrapped_at(bodies, width), width) for width in _MEASURES), key=itemgetter(0))
    if not ends:
        return None
    if any(map(_ACROSS.fullmatch, bodies)):
        bodies = ["" if _FRAMED.fullmatch(body) else body for body in bodies]
    full = _full(bodies, widest, width)
    whole = _joined(lines, full)
    if (own := _in_columns(bodies)) and own > _in_columns(whole.text.splitlines()):
        # Lines as wide as the table are no wrapped ones.
        full = frozenset(
            number for number in full if not (_COLUMN.search(bodies[number]) or _COLUMN.search(bodies[number + 1]))
        )
        whole = _joined(lines, full)
    return whole if full else None


def _joined(lines: Sequence[tuple[str, str]], full: Set[int]) -> Unwrapped:
    """The text with the full lines joined to those after them."""
    parts: list[str] = []
    cuts: list[int] = []
    gone: list[int] = [0]
    place = 0
    for number, (body, end) in enumerate(lines):
        place += len(body)
        parts.append(body)
        if number in full:
            cuts.append(place)
            gone.append(len(end))
        else:
            parts.append(end)
            place += len(end)
    return Unwrapped("".join(parts), cuts, list(accumulate(gone)))


def _wrapped_at(bodies: Sequence[str], width: Width) -> tuple[int, int]:
    """How many lines end at the width at which a text is wrapped, none if it is not, and that width."""
    # A word that is too long for any line stands alone.
    longest = max((len(body) for body in bodies if not _is_piece(body)), default=0)
    widths = {number: width(body) for number, body in enumerate(bodies) if 2 * len(body) >= longest - 2 * _NEARLY}
    widest = max((own for number, own in widths.items() if not _is_piece(bodies[number])), default=0)
    if not _NARROWEST <= widest <= _WIDEST:
        return 0, widest
    tight = nearly = 0
    seen: set[str] = set()
    for number, own in widths.items():
        following = bodies[number + 1] if number + 1 < len(bodies) else ""
        if bodies[number] in seen:
            continue  # a line that comes again was not broken by its width: it is the header of several tables
        seen.add(bodies[number])
        if following and not _is_ruled(bodies[number], following) and not _is_padded(bodies[number]):
            fills = _fills(own, following, widest, width)
            tight += fills and own >= widest - 1
            nearly += not fills and own >= widest - _NEARLY
    return tight if tight >= _FEWEST and tight >= _MOSTLY * (tight + nearly) else 0, widest


def _fills(own: int, following: str, widest: int, width: Width) -> bool:
    """Whether the first word or character of the next line does not fit behind a line so wide."""
    piece = _PIECE.match(following)
    return piece is not None and own + width(piece[0]) > widest


def _full(bodies: Sequence[str], widest: int, width: Width) -> frozenset[int]:
    """The lines that go on in the next one."""
    full: list[int] = []
    ends: set[Transition] = set()
    for number, (body, following) in enumerate(pairwise(bodies)):
        if body and following and not _is_ruled(body, following) and not _TITLE.fullmatch(body.strip()):
            if _fills(width(body), following, widest, width):
                full.append(number)
            else:
                ends.add(_transition(body, following))
    inner = {transition for body in bodies for transition in _transitions(body)}
    return frozenset(
        number for number in full if not _ends_row(_transition(bodies[number], bodies[number + 1]), ends, inner)
    )


class Transition(NamedTuple):
    """What kind of cell stands before a place between cells, what parts them before and after a line's end, and what
    kind of cell comes next.
    """

    above: str
    tail: str
    head: str
    below: str


def _transition(above: str, below: str) -> Transition:
    """What is at a line's end."""
    tail, head = _TAIL.search(above), _HEAD.match(below)
    gaps = tail[0] if tail else "", head[0] if head else ""
    last = _GAP.split(above[: len(above) - len(gaps[0])])[-1]
    if "|" not in above and "\t" not in above:
        last = last[last.rfind(" ") + 1 :]  # a single space may part the last figure from the rest
    first = _GAP.split(below[len(gaps[1]) :], maxsplit=1)[0]
    return Transition(_kind(last), *gaps, _kind(first))


def _transitions(body: str) -> Iterator[Transition]:
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


def _ends_row(own: Transition, ends: Set[Transition], inner: Set[Transition]) -> bool:
    """Whether a line that is as wide as any ends where a row does: what stands around its end is what stands around the
    ends of other lines, and never inside a line.
    """
    if not (own.tail + own.head).strip(" \xa0\u3000") and own.above in _WORDS and own.below in ("text", "part"):
        return False
    return own in ends and own._replace(tail=own.tail + own.head, head="") not in inner


def _is_piece(body: str) -> bool:
    return _PIECE.fullmatch(body) is not None


def _is_padded(body: str) -> bool:
    """Whether a line may be as wide as it is because white space keeps columns."""
    return body.endswith("  ") or ("|" not in body and _COLUMN.search(body) is not None)


def _is_ruled(above: str, below: str) -> bool:
    """Whether a line across the page stands there."""
    return any(is_rule(line) or _RULER.fullmatch(line) for line in (above, below))


def _in_columns(bodies: Sequence[str]) -> int:
    """How often something begins in a line right below where something begins in the line above."""
    return max(_below_each_other(bodies, width) for width in _MEASURES)


def _below_each_other(bodies: Sequence[str], width: Width) -> int:
    starts = [
        frozenset(width(body[: match.end()]) for match in _COLUMN.finditer(body)) for body in bodies if "|" not in body
    ]
    return sum(len(above & own) for above, own in pairwise(filter(None, starts)))


def _columns(text: str) -> int:
    return len(text) + sum(map(len, _WIDE.findall(text)))


_MEASURES: Final[Sequence[Width]] = (_columns, len)
