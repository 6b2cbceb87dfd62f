"""Lines that were cut at a fixed width wherever it fell, inside words and figures too, as ``fold`` cuts them.

In: the lines of a text. Out: those that are as wide as can be, and what was lost between them and the next one.

The very next character does not fit behind such a line. Lines of a table may be equally wide by themselves; but there,
one that is as wide as any does not end between two characters of a word or a figure, or inside a line that is drawn. So
a text was cut if, of the lines that end so and are about as wide as any, most are full.

Programs count columns of a page, characters or bytes, and a tab as far as the next stop, or as one. One that counts
bytes may cut a character in two, and what reads its output leaves out both parts, or sets a sign for each.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import Final, NamedTuple

from .drawn import Width, is_rule

__all__ = ["FRAMED", "Cut", "cut_lines", "is_inside"]

_Pair = tuple[int, str, str]  # the number of a line, the line and the one below it

# A line of a drawn box: one between upright lines, or one across.
FRAMED: Final = re.compile(r"\s*[|+\u2500-\u257f].*[|+\u2500-\u257f]\s*")
# What stands at the left edge of a box, at the right one, and in its lines across.
_LEFT: Final = "|+│┃║├┌└┝┠┣┏┗╠╔╚╟╞╒╘╓╙"
_RIGHT: Final = "|+│┃║┤┐┘┥┨┫┓┛╣╗╝╢╡╕╛╖╜"
_RULES: Final = "-=─━═"
# Widths at which text is cut.
_NARROWEST: Final = 20
_WIDEST: Final = 160
# So many lines at least are cut inside something, and so large a share of those that end near the width.
_FEWEST: Final = 4
_NEARLY: Final = 8
_MOSTLY: Final = 0.7
_LEAST: Final = 2
_MANY: Final = 8
_BLANK: Final = re.compile("[ \t]")
_ONE_BLANK: Final = re.compile(r"[^ \t] \Z|\t\Z")
_UP_TO_BLANK: Final = re.compile("[^ \t]*[ \t]?")
# A tab goes on to the next column that is a multiple of this.
_STOP: Final = 8
# A Chinese character has so many bytes.
_BYTES: Final = 3
# What stands for a part of a character, or for one that was lost.
_BROKEN: Final = "\ufffd"
# What nothing ends inside: a word, a figure, a line across.
_WORD: Final = re.compile("[\u4e00-\u9fff]{2}|--|==|──|━━|══|\ufffd.|.\ufffd")
_KEPT: Final = re.compile("[0-9]{2,}[%.0-9]*")
# The number of a label or of a row.
_NUMBERED: Final = re.compile(r"[0-9]{1,3}(?:[.．、](?!\d)|\t| {2})")
_FIGURE: Final = re.compile("[0-9０-９]{2}")


class Cut(NamedTuple):
    """A way in which lines may have been cut: the full ones with what was lost behind each.

    `at_blanks`: a line is cut behind its last blank, and anywhere only if it has none. How many lines have `shown` it,
    and how many are `against` it; `is_sure`: whether that suffices.
    """

    glues: Mapping[int, str]
    at_blanks: bool
    shown: int
    against: int
    is_sure: bool


def cut_lines(bodies: Sequence[str], measures: Sequence[Width], in_bytes: Width) -> Cut | None:
    """How lines were cut, None where they were not, or figures and words were kept whole.

    `measures` are the ways to count how wide a line is, and `in_bytes` is one more.
    """
    longest = max(map(len, bodies), default=0)
    if not _NARROWEST // _BYTES <= longest <= _WIDEST:
        return None
    ways = list(_measures(bodies, longest, (*measures, in_bytes)))
    if not ways:
        return None
    boxed = any(map(is_rule, bodies))
    pairs = [
        (number, above, below)
        for number, (above, below) in enumerate(pairwise(bodies))
        # A line of a box may be as wide as the text.
        if above and below and not (boxed and _ends_in_box(above, below))
    ]
    if not _may_be_cut(pairs):
        return None
    found = [
        [_cut(near, find(near, widest, width, at_blanks), widest, width, at_blanks) for at_blanks in (False, True)]
        for widest, width, measure in ways
        for near in ([pair for pair in pairs if _may_be_full(pair, widest, width)],)
        for find in _finders(bodies, in_bytes=measure is in_bytes)
    ]
    best = max(found, key=lambda both: max((cut.shown, len(cut.glues)) for cut in both))
    return min((cut for cut in best if cut.is_sure), key=lambda cut: cut.against, default=None)


def _may_be_cut(pairs: Sequence[_Pair]) -> bool:
    """Whether there are lines enough that could show a cut, full or not."""
    inside = sum(1 for _, above, below in pairs if below[0] == "\t" or is_inside(above, below))
    return inside >= _LEAST or sum(1 for _, above, _ in pairs if above[-1] in " \t") >= _MANY


def _may_be_full(pair: _Pair, widest: int, width: Width) -> bool:
    """Whether a line is nearly as wide as the widest, ends in a blank, or has a sign of lost bytes: the others show
    nothing.
    """
    _, above, _ = pair
    return above[-1] in " \t" or width(above) >= widest - _NEARLY or _BROKEN in above


def _finders(bodies: Sequence[str], *, in_bytes: bool) -> Sequence[Callable[..., Iterator[tuple[int, str]]]]:
    if in_bytes and any(_BROKEN in body for body in bodies):
        return (_in_parts,)
    return (_whole, _in_parts) if in_bytes else (_whole,)


def _measures(bodies: Sequence[str], longest: int, measures: Iterable[Width]) -> Iterator[tuple[int, Width, Width]]:
    """The greatest width of a line in each measure in which some others are nearly as wide, the measure with tabs up to
    their stops or as one, and the measure of anything else.
    """
    tabbed = any("\t" in body for body in bodies)
    wide = [body.strip(_BROKEN) for body in bodies if tabbed or _BYTES * (len(body) + _NEARLY) >= longest]
    for measure in measures:
        for width in (measure, partial(_to_stops, measure)) if tabbed else (measure,):
            widths = [width(body) for body in wide]
            widest = max(widths)
            near = sum(1 for own in widths if own >= widest - _NEARLY)
            if _NARROWEST <= widest <= _WIDEST and near >= _FEWEST:
                yield widest, width, measure


def is_inside(above: str, below: str) -> bool:
    """Whether a line ends inside a word, a figure or a line that is drawn."""
    end = above[-1:] + below[:1]
    return _WORD.fullmatch(end) is not None or (_FIGURE.fullmatch(end) is not None and not _NUMBERED.match(below))


def _ends_in_box(above: str, below: str) -> bool:
    """Whether a line of a box ends above another one, or with the box."""
    if above[-1:] not in _RIGHT:
        return False
    return below[0] in _LEFT or (is_rule(above) and above.lstrip()[0] in _LEFT and below[0] not in _RULES)


def _to_stops(measure: Width, line: str) -> int:
    """How wide a line is if each tab goes on to the next stop."""
    first, *others = line.split("\t")
    own = measure(first)
    for part in others:
        own = (own // _STOP + 1) * _STOP + measure(part)
    return own


def _whole(pairs: Sequence[_Pair], widest: int, width: Width, at_blanks: bool) -> Iterator[tuple[int, str]]:
    """The lines behind which the next character does not fit, or the next word."""
    for number, above, below in pairs:
        if at_blanks and _BLANK.search(above):
            if _is_cut_at_blank(above, below, widest, width):
                yield number, ""
        elif width(above + below[0]) > widest:
            yield number, ""


def _is_cut_at_blank(above: str, below: str, widest: int, width: Width) -> bool:
    word = _UP_TO_BLANK.match(below)
    return above[-1] in " \t" and word is not None and width(above + word[0]) > widest


def _in_parts(pairs: Sequence[_Pair], widest: int, width: Width, at_blanks: bool) -> Iterator[tuple[int, str]]:
    """The lines that are as wide as can be but for the first bytes of a character, the others of which are missing at
    the beginning of the next one.
    """
    signs = any(_BROKEN in above for _, above, _ in pairs)
    missing, last = 0, -1
    for number, above, below in pairs:
        shown = "?" * (missing if last == number - 1 else 0) + above.strip(_BROKEN)
        missing, last = 0, number
        if at_blanks and _BLANK.search(above):
            if _is_cut_at_blank(shown, below, widest, width):
                yield number, ""
            continue
        lost = widest - width(shown)
        if below[0] == "\t":  # it may be wide
            if width(shown + below[0]) > widest:
                yield number, ""
        elif 0 <= lost < _BYTES and (not signs or (lost > 0) == above.endswith(_BROKEN)):
            yield number, "" if signs or not lost else _BROKEN
            missing = (_BYTES - lost) % _BYTES


def _cut(pairs: Sequence[_Pair], full: Iterable[tuple[int, str]], widest: int, width: Width, at_blanks: bool) -> Cut:
    """Counts the lines that show this cut, and those that contradict it.

    A line that is nearly full contradicts it where only a cut makes a line end, or where the figure below would have
    been cut. Behind a blank, a line that is not full shows or contradicts that lines are cut there.
    """
    glues = dict(full)
    inside = words = figures = nearly = whole = blanks = loose = others = 0
    seen: set[str] = set()
    for number, above, below in pairs:
        if above in seen or (number not in glues and width(above) < widest - _NEARLY):
            continue  # a line that comes again was not cut: it is the header of several tables
        seen.add(above)
        is_full, is_tight = number in glues, width(above + below[0]) > widest
        if is_inside(above, below) or below[0] == "\t":
            inside += is_full
            nearly += not is_full
            figures += is_full and below[0].isdecimal()
            words += is_full and not below[0].isdecimal()
        elif _ONE_BLANK.search(above):
            is_cut = _is_cut_at_blank(above, below, widest, width)
            is_near = width(above) >= widest - _NEARLY
            blanks += is_cut and is_near
            loose += is_cut and is_near and not is_tight
            others += not is_cut
        elif is_tight:
            others += not is_full and _BLANK.search(above) is not None
        if not (is_full or is_tight) and (kept := _KEPT.match(below)):
            whole += width(above + kept[0]) > widest
    if at_blanks:
        shown, against = inside + blanks, nearly + others
        is_many = blanks >= max(_LEAST, _MOSTLY * (blanks + others)) and inside >= _LEAST and whole <= figures
        is_sure = (is_many or (blanks >= _MANY and loose >= _LEAST)) and shown >= _MOSTLY * (shown + against)
    else:
        shown, against = inside, nearly + loose
        is_sure = inside >= _FEWEST and words >= _LEAST and whole <= figures and inside >= _MOSTLY * (inside + nearly)
    return Cut(glues, at_blanks, shown if is_sure else inside, against, is_sure)
