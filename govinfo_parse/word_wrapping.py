"""Lines that were filled with words: broken at blanks, and within words only where no line holds one.

In: the lines of a text. Out: those that go on in the next one, and what stood at each break.

Such lines end before the width, since words are long. So what tells a break from the end of a row is that the next
word did not fit, and that bars stand around it as they do around no end of a row. Where all lines of a paragraph were
filled anew (by ``fmt``, or once all line breaks had become blanks), no two lines that follow each other fit in one, and
rows end inside of lines: then no line's end says anything.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from .drawn import Width
from .line_ends import WORDS, Transition, beginning, is_above_figures, is_ruled, is_title, transition, transitions
from .quantity import is_page_number

__all__ = ["Filling", "fills_with_word", "joined_words"]

# Blanks between two bars, behind one and before one, and how many there usually are.
_BETWEEN: Final = re.compile(r"(?<=\|) {1,4}(?=\|)"), 2
_BEHIND_BAR: Final = re.compile(r"(?<=\|) {1,4}(?=[^ |])"), 1
_BEFORE_BAR: Final = re.compile(r"(?<=[^ |]) {1,4}(?=\|)"), 1
_WORD: Final = re.compile("[^ ]* ?")
_BLANKS: Final = re.compile("[ \xa0\u3000]+")
# A figure that ends a row, and the label behind it that begins the next.
_ROW_END: Final = re.compile(
    r"(?<=[0-9０-９无/—条件次篇个人元])(?: +| *\|[ |]*)"
    r"(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)](?!项)|[1-9][0-9]?[.．、](?!\d))"
)
_SENTENCE_ENDS: Final = "。；：！？"
_VALUES: Final = ("figure", "nil")
# Bars at one side of a line's end only.
_BEHIND: Final = (True, False)
_BEFORE: Final = (False, True)
# Widths at which text is wrapped.
_NARROWEST: Final = 30
_WIDEST: Final = 160
# So many lines at least are broken, and so large a share of those that end near the width.
_FEWEST: Final = 3
_NEARLY: Final = 8
_MOSTLY: Final = 0.5
# Where no two lines fit in one, so large a share of lines that end inside a row shows that all do by chance.
_BROKEN: Final = 0.3
# What is rarer than this is an exception.
_RARE: Final = 0.05
# A word so short begins a line by chance only, unless it did not fit above.
_SHORT: Final = 4


class Filling(NamedTuple):
    """What stood at the end of each line that goes on in the next one; `flows` where line ends say nothing at all."""

    glues: Mapping[int, str]
    flows: bool = False


def joined_words(bodies: Sequence[str], measures: Sequence[Width]) -> Filling | None:
    """The lines that go on in the next one, None where none was broken at a blank.

    `measures` are the ways to count how wide a line is; the one that explains most breaks is taken.
    """
    spaced = [body.rstrip() for body in bodies if " " in body.strip()]
    longest = max(map(len, spaced), default=0)
    if not _NARROWEST // 3 <= longest <= _WIDEST:
        return None
    gaps = _Gaps(*(_usual(bodies, *gap) for gap in (_BETWEEN, _BEHIND_BAR, _BEFORE_BAR)))
    pairs = [
        _Pair(number, above, below, gaps) for number, (above, below) in enumerate(pairwise(bodies)) if above and below
    ]
    barred = [pair for pair in pairs if "|" in pair.above or "|" in pair.below]
    widths = [(max(map(measure, spaced)), measure) for measure in measures]
    widths = [(widest, measure) for widest, measure in widths if _NARROWEST <= widest <= _WIDEST]
    if any(_no_two_fit(pairs, widest, measure) for widest, measure in widths) and _may_flow(spaced, pairs, barred):
        return Filling({pair.number: pair.blank for pair in pairs if not is_title(pair.above)}, flows=True)
    if all(pair.bars == barred[0].bars for pair in barred):
        return None
    found = [way for widest, measure in widths if (way := _broken_at(pairs, widest, measure))]
    return _filling(bodies, pairs, max(found, key=lambda way: (way.short, way.broken))) if found else None


class _Gaps(NamedTuple):
    """How many blanks a text usually has between two bars, behind a bar and before one."""

    between: int
    behind: int
    before: int


class _Pair:
    """A line, the one below it, and what is known of the line's end."""

    __slots__ = ("_sign", "_transition", "above", "bars", "below", "gap", "number", "word")

    def __init__(self, number: int, above: str, below: str, gaps: _Gaps) -> None:
        self.number = number
        if above.endswith("|"):
            self.gap = gaps.between if below.startswith("|") else gaps.behind
        else:
            self.gap = gaps.before if below.startswith("|") else 1
        self.above = above
        self.below = below
        self.bars = above.rstrip().endswith("|"), below.lstrip().startswith("|")
        self.word = _first_word(below)
        self._transition: Transition | None = None
        self._sign: tuple[tuple[bool, bool], bool] | None = None

    @property
    def blank(self) -> str:
        """The blank that was dropped at the line's end, if none is left there."""
        return "" if self.above.endswith(" ") or self.below.startswith(" ") else " "

    @property
    def transition(self) -> Transition:
        """What stands around the line's end, without the blanks beside bars, which are gone where a line broke."""
        if self._transition is None:
            found = transition(self.above, self.below)
            self._transition = found._replace(tail=_squeezed(found.tail).rstrip(" "), head=_squeezed(found.head))
        return self._transition

    @property
    def sign(self) -> tuple[tuple[bool, bool], bool]:
        """Where bars stand around the line's end, and whether a figure or a blank cell comes next."""
        if self._sign is None:
            self._sign = self.bars, beginning(self.below)[1] in (*_VALUES, "")
        return self._sign

    @property
    def ends_row(self) -> bool:
        """Whether something that ends a row stands above something that begins one."""
        own = self.transition
        return own.above in _VALUES and (own.below == "item" or (own.below == "text" and not any(self.bars)))

    def fits(self, own: int, widest: int, width: Width) -> bool:
        """Whether the first word of the next line fits behind the line, which is `own` wide."""
        return not _is_filled(own, self.above, self.word, widest, width, self.gap)


def fills_with_word(own: int, above: str, below: str, widest: int, width: Width) -> bool:
    """Whether the first word of the next line does not fit behind a line so wide and a blank."""
    return _is_filled(own, above, _first_word(below), widest, width, 1)


def _is_filled(own: int, above: str, word: str, widest: int, width: Width, gap: int) -> bool:
    """Whether a word does not fit behind a line so wide and so many blanks. Where lines keep the blank that they break
    at, the word's own must fit too.
    """
    if above.endswith(" "):
        return own + width(word) > widest
    return own + gap + width(word.rstrip()) > widest


def _first_word(line: str) -> str:
    """The first word of a line, with a blank behind it; nothing where the line begins with a blank."""
    found = _WORD.match(line)
    return found[0] if found else ""


def _usual(bodies: Sequence[str], gap: re.Pattern[str], otherwise: int) -> int:
    """How many blanks most such gaps of a text have."""
    widths = Counter(len(blanks) for body in bodies for blanks in gap.findall(body))
    return widths.most_common(1)[0][0] if widths else otherwise


def _may_flow(spaced: Sequence[str], pairs: Sequence[_Pair], barred: Sequence[_Pair]) -> bool:
    """Whether rows end inside of lines, or lines inside of rows."""
    # The number of a row stands before its label too, but at the line's beginning.
    inside = sum(len(_ROW_END.findall(body, body.find(" ", 1) + 1)) for body in spaced)
    if inside >= _FEWEST and len(pairs) >= _NEARLY:
        return True
    # Rows may end with a bar each; where a line has one before it only, or a figure behind one, a row was broken.
    split = sum(1 for pair in barred if pair.bars == _BEFORE or (pair.bars == _BEHIND and pair.sign[1]))
    both = sum(1 for pair in barred if all(pair.bars))
    return split >= _FEWEST and split + both >= _BROKEN * len(barred)


def _no_two_fit(pairs: Sequence[_Pair], widest: int, width: Width) -> bool:
    """Whether no two lines that follow each other fit in one."""
    allowed = int(_RARE * len(pairs))
    for pair in pairs:
        if width(pair.above) + pair.gap + width(pair.below) <= widest:
            allowed -= 1
            if allowed < 0:
                return False
    return len(pairs) >= _FEWEST


class _Way(NamedTuple):
    """A way to explain breaks: at this width, so measured, so many lines are `broken`, of which `short` are followed by
    a short word.
    """

    widest: int
    width: Width
    broken: int
    short: int


def _broken_at(pairs: Sequence[_Pair], widest: int, width: Width) -> _Way | None:
    """How many lines end where no row does because the next word does not fit; None if too few do."""
    full: list[tuple[_Pair, bool]] = []
    ends: list[_Pair] = []
    nearly = short = 0
    for pair in pairs:
        if is_ruled(pair.above, pair.below):
            continue
        own = width(pair.above)
        is_near = own >= widest - _NEARLY
        if pair.fits(own, widest, width):
            ends.append(pair)
            nearly += is_near
            continue
        short += len(pair.word) <= _SHORT
        if "|" in pair.above + pair.below and (" " in pair.above or own > widest):
            full.append((pair, is_near))
    full = [
        (pair, is_near) for pair, is_near in full if not pair.ends_row and not is_above_figures(pair.above, pair.below)
    ]
    if not _is_enough(full, nearly, short):
        return None
    signs = Counter(pair.sign for pair in ends if "|" in pair.above or "|" in pair.below)
    usual = {sign for sign, count in signs.items() if count > _RARE * sum(signs.values())}
    full = [(pair, is_near) for pair, is_near in full if pair.sign not in usual]
    if not _is_enough(full, nearly, short):
        return None
    known = {pair.transition for pair in ends}
    broken = [(pair, is_near) for pair, is_near in full if pair.transition not in known]
    if not _is_enough(broken, nearly, short):
        return None
    return _Way(widest, width, len(broken), short)


def _is_enough(full: Sequence[tuple[_Pair, bool]], nearly: int, short: int) -> bool:
    """Whether lines were broken, if these full ones are: enough of them end near the width, and `nearly` others do not
    outweigh them.
    """
    # A figure where bars stand as around no row's end is no row's beginning.
    is_sure = any(any(pair.bars) and pair.transition.below in _VALUES for pair, _ in full)
    tight = sum(is_near for _, is_near in full)
    if tight < (1 if is_sure else _FEWEST):
        return False
    return short >= _FEWEST or tight >= _MOSTLY * (tight + nearly)


def _filling(bodies: Sequence[str], pairs: Sequence[_Pair], way: _Way) -> Filling:
    """The lines that go on in the next one."""
    widest, width = way.widest, way.width
    full = [pair for pair in pairs if not pair.fits(width(pair.above), widest, width)]
    others = len(pairs) - len(full)
    if len(full) >= _NEARLY and others <= _RARE * len(full):
        return Filling({pair.number: _glue(pair, way) for pair in full}, flows=True)
    numbers = {pair.number for pair in full}
    ends = {pair.transition for pair in pairs if pair.number not in numbers}
    inner = {found._replace(tail=_squeezed(found.tail)) for body in bodies for found in transitions(body)}
    return Filling(
        {pair.number: _glue(pair, way) for pair in full if _is_cut_word(pair, way) or not _is_end(pair, ends, inner)}
    )


def _is_end(pair: _Pair, ends: set[Transition], inner: set[Transition]) -> bool:
    """Whether a full line ends where a row or a sentence does all the same."""
    own = pair.transition
    if pair.ends_row or (own in ends and own._replace(tail=own.tail + own.head, head="") not in inner):
        return True
    if not any(pair.bars) and own.above in WORDS:
        above = pair.above.strip()
        if own.below == "item" or above[-1:] in _SENTENCE_ENDS or " " not in above:
            return True
    lines = pair.above, pair.below
    return (
        is_above_figures(*lines)
        or is_ruled(*lines)
        or is_title(pair.above)
        or any(is_page_number(line.strip()) for line in lines)
    )


def _is_cut_word(pair: _Pair, way: _Way) -> bool:
    """Whether a line without a bar ends within a label that no line holds, whose row goes on in the next line."""
    starts = "|" in pair.below and "|" not in pair.above and " " not in pair.above.strip()
    joined = way.width(pair.above.strip() + pair.word.rstrip()) > way.widest
    is_text = pair.transition.above == "item" and pair.transition.below == "text"
    return starts and is_text and joined and way.width(pair.above + pair.below[:1]) > way.widest


def _glue(pair: _Pair, way: _Way) -> str:
    """The blank that was dropped between two lines; none inside a word that is too long for any line."""
    last, first = pair.above[pair.above.rfind(" ") + 1 :], pair.word.rstrip()
    is_cut = way.width(pair.above) >= way.widest - 1 and way.width(last + first) > way.widest
    return "" if is_cut and not any(pair.bars) else pair.blank


def _squeezed(gap: str) -> str:
    """The bars between two cells, no more than two, without the blanks beside them."""
    return _BLANKS.sub("", gap)[:2] or gap[:1]
