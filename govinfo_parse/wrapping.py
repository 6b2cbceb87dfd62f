"""Before stage 1: lines that were wrapped at a fixed width, put together again.

In: a text. Out: the text without the line breaks that only the width made, and the way back to the places in the text
as it was given; or None where nothing was wrapped.

A text was wrapped if no line is wider than some width, and many lines are as wide as that, or would be wider with the
first word or character of the next line. Where a line ends for this reason, it goes on in the next one. What breaks at
blanks only is another matter (`word_wrapping`).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence, Set
from itertools import accumulate, pairwise
from operator import itemgetter
from typing import Final

from attrs import evolve, frozen

from .broken_boxes import joined_rows
from .drawn import Width
from .folding import FRAMED, cut_lines, is_inside
from .line_ends import WORDS, Transition, is_ruled, is_title, transition, transitions
from .word_wrapping import fills_with_word, joined_words

__all__ = ["Unwrapped", "unwrapped"]

_LINE: Final = re.compile(r"([^\n\r]*)(\r\n|\n|\r|\Z)")
# Characters that take two columns of a page.
_WIDE: Final = re.compile(
    "[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff"
    "\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\U00020000-\U0003fffd]+"
)
# What is never broken: a word or a figure, or any other character.
_PIECE: Final = re.compile("[!-~０-９．，]+|.", re.DOTALL)
_ACROSS: Final = re.compile(r"\s*[|\u2500-\u257f]*(?:\+[-=+]+\+|[\u2500-\u257f]{3,})[|\u2500-\u257f]*\s*")
# Where something begins after a gap that keeps columns.
_COLUMN: Final = re.compile(r"(?<=\S)[ \xa0\u3000]{2,}\t?[ \xa0\u3000]*(?=\S)")
_BLANKS: Final = re.compile("[ \xa0\u3000]+")
_CHINESE: Final = re.compile("[\u4e00-\u9fff]")
# Widths at which text is wrapped.
_NARROWEST: Final = 30
_WIDEST: Final = 160
# A row has so many bars or tabs at least.
_ROW: Final = 2
# So many lines at least end right at the width, and so large a share of those that end near it.
_FEWEST: Final = 3
_NEARLY: Final = 8
_MOSTLY: Final = 0.5


@frozen
class Unwrapped:
    """A text without its wrapping. `cuts` are the places in `text` where line breaks were taken out, in order, and
    `shifts` how many characters are gone before and after each. `certain` is the text with those lines only put
    together that surely go on; None where all do.
    """

    text: str
    cuts: Sequence[int]
    shifts: Sequence[int]
    certain: Unwrapped | None = None

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the text stands in the text as it was given."""
        first = start + self.shifts[bisect_right(self.cuts, start)]
        return first, max(first, end + self.shifts[bisect_left(self.cuts, end)])


def unwrapped(text: str) -> Unwrapped | None:
    """The text without line breaks that wrapping made, None if there are none."""
    bodies = [match[1] for match in _LINE.finditer(text)]
    boxes = joined_rows(bodies)
    if cut := cut_lines(bodies, _MEASURES, _bytes):
        ends = _Ends.of(bodies, cut.glues, is_cut=True)
        joined = {n: glue for n, glue in cut.glues.items() if ends.may_go_on(n)}
        twice = set(_halves(bodies, joined))
        certain = {n: glue for n, glue in joined.items() if ends.goes_on(n) and n not in twice}
        # A blank cell stands between two bars, and no cut.
        blank = {n: glue for n, glue in boxes.items() if bodies[n].endswith("|") and bodies[n + 1].startswith("|")}
        joined, certain = {**boxes, **joined, **blank}, {**boxes, **certain, **blank}
        return evolve(_joined(text, joined), certain=None if len(certain) == len(joined) else _joined(text, certain))
    if any(map(_ACROSS.fullmatch, bodies)):
        bodies = ["" if FRAMED.fullmatch(body) else body for body in bodies]
    hard = _hard_width(bodies)
    if hard is not None:
        glues: Mapping[int, str] = dict.fromkeys(_full(bodies, *hard), "")
    else:
        filling = joined_words(bodies, (*_MEASURES, _bytes))
        if filling is None:
            return _joined(text, boxes) if boxes else None
        glues = filling.glues
        if filling.flows:
            return _joined(text, {**glues, **boxes}) if glues else None
    whole = _joined(text, {**glues, **boxes})
    if (own := _in_columns(bodies)) and own > _in_columns(whole.text.splitlines()):
        # Lines as wide as the table are no wrapped ones.
        glues = {
            number: glue
            for number, glue in glues.items()
            if not (_COLUMN.search(bodies[number]) or _COLUMN.search(bodies[number + 1]))
        }
        whole = _joined(text, {**glues, **boxes})
    return whole if glues or boxes else None


def _halves(bodies: Sequence[str], full: Container[int]) -> Iterator[int]:
    """The lines that end where as many bars or tabs stand before as behind, in what would be one line: it may be two
    rows of one table, the first of which is as wide as the text by chance.
    """
    number = 0
    while number < len(bodies):
        last = number
        while last in full:
            last += 1
        counts = [body.count("|") + body.count("\t") for body in bodies[number : last + 1]]
        for at in range(number, last if not FRAMED.match(bodies[number]) else number):
            before = sum(counts[: at - number + 1])
            if before >= _ROW and before == sum(counts[at - number + 1 :]) and is_inside(bodies[at], bodies[at + 1]):
                yield at
        number = last + 1


def _hard_width(bodies: Sequence[str]) -> tuple[int, Width] | None:
    """The width at which lines break wherever it falls, and how it is measured; None if there is none."""
    longest = max((len(body) for body in bodies if not _is_piece(body)), default=0)
    if not _NARROWEST // 2 <= longest <= _WIDEST:
        return None
    (ends, widest), width = max(((_wrapped_at(bodies, width), width) for width in _MEASURES), key=itemgetter(0))
    return (widest, width) if ends and not _keeps_words(bodies, widest, width) else None


def _keeps_words(bodies: Sequence[str], widest: int, width: Width) -> bool:
    """Whether lines break at blanks, and inside words only where no line holds one."""
    inside = blanks = 0
    for above, below in pairwise(bodies):
        if not above or not below or not fills_with_word(width(above), above, below, widest, width):
            continue
        if below.startswith(" "):
            inside += 1
        elif above.endswith(" "):
            blanks += not _fills(width(above), below, widest, width)
        elif above.endswith("|") or below.startswith("|"):
            blanks += 1
        elif _fills(width(above), below, widest, width) and _CHINESE.match(above[-1]) and _CHINESE.match(below):
            inside += width(above[above.rfind(" ") + 1 :] + below.split(" ", 1)[0]) <= widest
    return blanks > inside


def _joined(text: str, glues: Mapping[int, str]) -> Unwrapped:
    """The text with lines joined to those after them."""
    parts: list[str] = []
    cuts: list[int] = []
    gone: list[int] = [0]
    place = 0
    for number, line in enumerate(_LINE.finditer(text)):
        body, end = line.groups()
        place += len(body)
        parts.append(body)
        if number in glues:
            glue = glues[number]
            place += len(glue)
            parts.append(glue)
            cuts.append(place)
            gone.append(len(end) - len(glue))
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
        if following and not is_ruled(bodies[number], following) and not _is_padded(bodies[number]):
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
    full = {
        number
        for number, (body, following) in enumerate(pairwise(bodies))
        if body and following and not is_ruled(body, following) and _fills(width(body), following, widest, width)
    }
    ends = _Ends.of(bodies, full, is_cut=False)
    return frozenset(filter(ends.may_go_on, full))


@frozen
class _Ends:
    """What stands around the ends of lines: of `full` ones, by their number; how often around those and around others;
    and what stands between cells `inside` a line. `is_cut`: figures and words are cut too.
    """

    bodies: Sequence[str]
    full: Mapping[int, Transition]
    of_full: Counter[Transition]
    of_others: Counter[Transition]
    inside: Set[Transition]
    is_cut: bool

    @classmethod
    def of(cls, bodies: Sequence[str], full: Container[int], *, is_cut: bool) -> _Ends:
        own: dict[int, Transition] = {}
        others: Counter[Transition] = Counter()
        for number, (body, following) in enumerate(pairwise(bodies)):
            if body and following and not is_title(body):
                if number in full:
                    own[number] = transition(body, following)
                elif not is_ruled(body, following):
                    others[transition(body, following)] += 1
        inside = {_even(transition) for body in bodies for transition in transitions(body)}
        return cls(bodies, own, Counter(own.values()), others, inside, is_cut)

    def may_go_on(self, number: int) -> bool:
        """Whether a full line may go on in the next one: not if what stands around its end is what stands around the
        ends of other lines, more often than around those of full ones, and never inside a line.
        """
        own = self.full.get(number)
        if own is None:
            return False
        if self.is_cut and is_inside(self.bodies[number], self.bodies[number + 1]):
            return True
        if not (own.tail + own.head).strip(" \xa0\u3000") and own.above in WORDS and own.below in ("text", "part"):
            return True
        return self.of_full[own] > self.of_others[own] or self._is_inner(own)

    def goes_on(self, number: int) -> bool:
        """Whether a full line surely goes on: it ends inside something, or as no other line does. A line that ends with
        the tabs of blank cells is often full by chance, as they go on to a stop.
        """
        own = self.full[number]
        if is_inside(self.bodies[number], self.bodies[number + 1]):
            return True
        return not self.of_others[own] and ("\t" not in own.tail or self._is_inner(own))

    def _is_inner(self, own: Transition) -> bool:
        return _even(own) in self.inside


def _even(own: Transition) -> Transition:
    """The transition with all that parts the two cells in one gap, without the blanks beside bars and tabs."""
    gap = own.tail + own.head
    return own._replace(tail=_BLANKS.sub("", gap) or gap[:1], head="")


def _is_piece(body: str) -> bool:
    return _PIECE.fullmatch(body) is not None


def _is_padded(body: str) -> bool:
    """Whether a line may be as wide as it is because white space keeps columns."""
    return body.endswith("  ") or ("|" not in body and _COLUMN.search(body) is not None)


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


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


_MEASURES: Final[Sequence[Width]] = (_columns, len)
