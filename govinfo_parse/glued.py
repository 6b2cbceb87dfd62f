"""Stage 2, amended: cells that were written with nothing between them are taken apart at the forms' labels.

In: the stream of all cells. Out: the same stream, but cells in which labels and figures stand glued together are
replaced with their pieces: labels, units, runs of figures, and what is none of these. The pieces have offsets of their
own, and the runs the role ``glued``: where in a run a figure ends is for later stages to say.

Strategy: the labels are found in the folded text of a cell, the longest one first, and what stands between two of them
is read as a whole. The number of an item belongs to its label if the form has that number there; a run is ``torn`` if
its end cannot be told from such a number, or if text follows that may have begun with a figure. Only cells in which a
digit follows on the end of a label are looked at, so a text whose cells are whole costs nothing more.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

from attrs import evolve, frozen

from .alignment import Item, Stream
from .labels import LONGEST_LABEL, LabelIndex, folded_char, reworded
from .segments import HALF_WIDTH

__all__ = ["unglue"]

_UNIT: Final = "人次|[件条條次篇个個人项項]|[万萬亿億]?元"
# Figures, and whatever else stands in their cells.
_RUN: Final = re.compile(
    rf"(?:\d+(?:[.,]\d+)*|{_UNIT}|[万萬亿億]|没有|沒有|暂无|暫無|[无無零+]|增加?|减少?|減少?"
    r"|[-\u2010-\u2015\u2212\u2500\u2501/\\]|\s)*"
)
# The cell of a unit column, before a figure or alone.
_UNIT_CELL: Final = re.compile(rf"\s*(?:{_UNIT})(?=\s*(?:[\d+\-\u2010-\u2015\u2212/\\无無零]|\Z))")
_FIGURE_AT_END: Final = re.compile(r"\d+(?:[.,]\d+)*\Z")
# What closes a label: brackets, quotes, a note of the office's own.
_BEHIND: Final = re.compile(
    r"[)\]”\"'’》]*(?:\s*\((?!\s*(?:[一二三四五六七八九十]{1,3}|\d{1,2})\s*\))[^()]{0,60}\))?:?"
)
# What opens a label: its item number unless that is bare digits, brackets, quotes.
_OPENING: Final = r"\s*[(\[“\"'‘《]*\s*\Z"
_BEFORE: Final = re.compile(
    rf"(?:\(\s*(?:[一二三四五六七八九十]{{1,3}}|\d{{1,2}})\s*\)\s*[、.]?|[一二三四五六七八九十]{{1,3}}\s*[、.,:]|其中\s*:?)?{_OPENING}"
)
_NUMBER: Final = re.compile(rf"(?<!\()(\d)\s*[.、):]{_OPENING}")
# How text begins before which a figure is certain to have ended.
_CLEAR: Final = re.compile(
    r"\s*(?:\(?[一二三四五六七八九十]{1,3}[)、]|第|其中|[备備]?[注註]:|[说說]明:|[主承][办辦]|版[权權]|[备備]案)"
)
# Text of prints has radicals for characters.
_ANY_LETTER: Final = r"(?:[^\W\d_]|[\u2e80-\u2fdf])"
_LETTER: Final = re.compile(_ANY_LETTER)
# A figure before a label, as where a row's end became a space, or another sign.
_FIGURE_FIRST: Final = re.compile(
    rf"\d[\d,.]*\s+(?:[(（]|\d[.、．]|{_ANY_LETTER})|\d{{2,}}[.．、] *{_ANY_LETTER}"
    rf"|\d+(?:{_UNIT})?(?:[(（][一二三四五六七八九十]|第|其中)|\d[\d,.]*(?:{_UNIT})?\s*[;；,，/]+\s*(?:[(（\d]|{_ANY_LETTER})"
)
# What may stand for the end of a row between its last figure and the next label.
_ROW_END: Final = re.compile(r"[\s;；,，/]*\Z")
_ONE_FIGURE: Final = re.compile(rf"\d+(?:[.,]\d+)*\s*(?:{_UNIT})?")
_DIGITS: Final = re.compile(r"\d+")
# What is left of a cell after its last figure, or of an item number.
_LAST: Final = re.compile(r"[\s\d.,，．、]*\D{0,2}\Z|[.．、)）]")
# What stands behind a figure in a sentence.
_IN_SENTENCE: Final = re.compile(rf"(?:\.\d+)?(?:(?:{_UNIT})[,，;；。、]|[;；。]|[,，](?!\d))")
_CLOSING: Final = (")", "）", "”", "》")
# So many last characters tell a label's end; shorter labels are their own. Before a digit, so many are looked at.
_ENDINGS: Final = (4, 3, 2)
_LOOK_BACK: Final = 8
# So much text that is no label may stand between two labels of a table, and no sign of a sentence.
_ASIDE: Final = 24
_SENTENCE: Final = re.compile(r"[,;。、]")
# The shortest figure with a label behind it: ``0 (三)不予公开``.
_FIGURE_WITH_LABEL: Final = 6
# A cell with text that is no label holds a table if so many labels stand in it, none far from the next.
_ENOUGH_LABELS: Final = 3
_SERIALS: Final = ("序号", "序號")
# So many blanks may part two cells of a line.
_GAP: Final = 4
# A shorter label may be part of any word.
_SURE_LABEL: Final = 4


def unglue(stream: Stream, index: LabelIndex) -> Stream:
    """The stream with those cells taken apart that hold labels and figures with nothing between them."""
    scanner = _scanner(index)
    found: dict[int, Sequence[_Piece]] = {}
    for number, item in enumerate(stream.items):
        text = item.cell.text
        # With a label in brackets behind it, a figure looks like one with a note.
        suspect = item.role == "text" or (item.role == "figure" and len(text) > _FIGURE_WITH_LABEL)
        if suspect and scanner.is_suspect(text) and (pieces := scanner.pieces(item)):
            found[number] = pieces
    if not found:
        return stream
    # A column of serial numbers puts a figure of its own before each label, which a run may end with.
    has_runs = any(piece.role == "glued" for pieces in found.values() for piece in pieces)
    numbered = has_runs and any(word in "".join(item.cell.text.split()) for item in stream.items for word in _SERIALS)
    items: list[Item] = []
    for number, item in enumerate(stream.items):
        pieces = found.get(number, ())
        if not pieces and item.role == "text" and len(item.cell.text) <= LONGEST_LABEL:
            # Where rows are glued, so are the headers above them.
            pieces = scanner.pieces(item)
        for piece in pieces:
            role = "torn" if numbered and piece.role == "glued" else piece.role
            items.append(_part(item, piece._replace(role=role), last=piece is pieces[-1]))
        if not pieces:
            # The number of the row below may be the last digits of a figure.
            torn = numbered and item.role == "figure" and _is_before_text(stream.items, number)
            items.append(evolve(item, role="torn") if torn else item)
    return Stream(tuple(items), stream.grids)


def _is_before_text(items: Sequence[Item], number: int) -> bool:
    """Whether a text, likely a label, follows an item on its line."""
    below = items[number + 1] if number + 1 < len(items) else None
    return below is not None and below.role == "text" and below.cell.start - items[number].cell.end <= _GAP


class _Piece(NamedTuple):
    """A stretch of a cell's text, and its role as an item."""

    start: int
    stop: int
    role: str


def _part(item: Item, piece: _Piece, *, last: bool) -> Item:
    start = item.cell.start
    cell = evolve(
        item.cell,
        text=item.cell.text[piece.start : piece.stop],
        start=start + piece.start,
        end=start + piece.stop,
        joins_next=last and item.cell.joins_next,
    )
    return Item(cell, item.grid, piece.role)


class _Word(NamedTuple):
    """A label in a text."""

    start: int
    stop: int
    label: str


class _Gap(NamedTuple):
    """What stands between two labels: the first ends at `behind`, the next begins at `before`, brackets, notes and item
    numbers included.

    `aside` is what is neither label nor figure; `goes_on` and `leads_on` tell that a letter of it stands directly
    behind the first label, or before the next.
    """

    behind: int
    before: int
    pieces: tuple[_Piece, ...]
    aside: str
    goes_on: bool
    leads_on: bool


@cache
def _scanner(index: LabelIndex) -> _Scanner:
    by_start: dict[str, list[str]] = defaultdict(list)
    numbers: dict[str, frozenset[str]] = {}
    strict: set[str] = set()
    for label, elements in index.spellings():
        if len(label) > 1:
            by_start[label[:2]].append(label)
            numbers[label] = frozenset(element.label.number for element in elements)
            if len(label) < _SURE_LABEL or all(element.kind in ("row", "group") for element in elements):
                strict.add(label)
    longest_first = {start: tuple(sorted(own, key=len, reverse=True)) for start, own in by_start.items()}
    endings = frozenset(label[-max(_ENDINGS) :] for label in numbers)
    return _Scanner(longest_first, numbers, frozenset(strict), endings, frozenset(ending[-1] for ending in endings))


@frozen
class _Scanner:
    """The labels of an index by their first two characters, and the item numbers that the forms give them.

    `strict` are labels that must not be part of a longer word; `endings` are the last characters of all, `last` the
    last one of each.
    """

    by_start: Mapping[str, Sequence[str]]
    numbers: Mapping[str, frozenset[str]]
    strict: frozenset[str]
    endings: frozenset[str]
    last: frozenset[str]

    def is_suspect(self, text: str) -> bool:
        """Whether figures follow on what may be the end of a label, twice or up to the end, or come first."""
        if _FIGURE_FIRST.match(text):
            return True
        found = 0
        for match in _DIGITS.finditer(text):
            if _IN_SENTENCE.match(text, match.end()):
                continue
            if self._ends_label(text[max(0, match.start() - _LOOK_BACK) : match.start()].rstrip()):
                found += 1
                if found > 1 or _LAST.match(text, match.end()):
                    return True
        return False

    def _ends_label(self, text: str) -> bool:
        """Whether a text may end with a label, or with one and a unit."""
        if text.endswith(_CLOSING):
            return True
        folded = "".join(map(folded_char, text))
        return any(
            folded[max(0, stop - length) : stop] in self.endings
            for stop in range(len(folded), max(len(folded) - 3, 0), -1)
            if folded[stop - 1] in self.last
            for length in _ENDINGS
        )

    def pieces(self, item: Item) -> Sequence[_Piece]:
        """The pieces of a cell; none where it is not glued."""
        text = item.cell.text
        if len(text) != item.cell.end - item.cell.start:
            return ()  # its lines were joined: places in it are not places in the source
        half = text.translate(HALF_WIDTH)
        words = self._in_tables(self._words(text), half)
        if not words:
            return ()
        gaps = self._gaps(words, half)
        pieces = [*gaps[0].pieces]
        for gap, following in pairwise(gaps):
            pieces += (_Piece(gap.before, following.behind, "text"), *following.pieces)
        return pieces

    def _in_tables(self, words: Sequence[_Word], half: str) -> Sequence[_Word]:
        """The labels that stand among labels and figures, and in no longer word: others are those of a sentence."""
        count = len(words) + 1
        while len(words) < count:
            count, gaps = len(words), self._gaps(words, half)
            words = [
                word
                for word, (left, right) in zip(words, pairwise(gaps), strict=True)
                if word.label not in self.strict or not (left.leads_on or right.goes_on)
            ]
        if not any(gap.aside for gap in gaps):
            return words if len(words) > 1 or gaps[0].pieces or gaps[-1].pieces else ()
        tables: list[list[_Word]] = [[]]
        for word, gap in zip(words, gaps, strict=False):
            if gap.aside and (len(gap.aside) > _ASIDE or _SENTENCE.search(gap.aside)):
                tables.append([])
            tables[-1].append(word)
        return [word for table in tables if len(table) >= _ENOUGH_LABELS for word in table]

    def _words(self, text: str) -> list[_Word]:
        """The labels in a text, from the left, the longest first."""
        chars, places = _folded(text)
        words: list[_Word] = []
        at = 0
        while at + 1 < len(chars):
            length = next((len(x) for x in self.by_start.get(chars[at : at + 2], ()) if chars.startswith(x, at)), 0)
            if length:
                words.append(_Word(places[at], places[at + length - 1] + 1, chars[at : at + length]))
            at += length or 1
        return words

    def _gaps(self, words: Sequence[_Word], half: str) -> list[_Gap]:
        """What stands before, between and after these labels."""
        return [self._gap(before, after, half) for before, after in pairwise((None, *words, None))]

    def _gap(self, above: _Word | None, below: _Word | None, half: str) -> _Gap:
        """What stands between two labels."""
        behind = 0
        if above is not None:
            stop = below.start if below else len(half)
            match = _BEHIND.match(half, above.stop)
            behind = match.end() if match and match.end() <= stop else above.stop
        before, torn = self._opening(below, half[behind : below.start]) if below else (len(half), False)
        before += behind if below else 0
        gap = _gap(half, behind, before, torn=torn, above=above is not None, below=below is not None)
        numbered = below is not None and half[before : below.start].strip()
        return gap._replace(leads_on=False) if numbered else gap

    def _opening(self, word: _Word, between: str) -> tuple[int, bool]:
        """Where in what stands before a label the label's own number and brackets begin, and whether that is unsure."""
        expected = self.numbers[word.label]
        if match := _NUMBER.search(between):
            if match[1] in expected or not between[: match.start()].strip():
                return match.start(), False
            return match.end(1), True
        match = _BEFORE.search(between)
        start = match.start() if match else len(between)
        figures = between[:start].rstrip()
        return start, any(number and figures.endswith(number) for number in expected)


def _gap(half: str, behind: int, before: int, *, torn: bool, above: bool, below: bool) -> _Gap:
    """What stands between two places, with a label `above` and one `below`; `torn`: the figures' end is not known."""
    pieces: list[_Piece | None] = []
    start = behind
    unit = _UNIT_CELL.match(half, start, before) if above else None
    if unit:
        pieces.append(_stripped(half, start, unit.end(), "unit"))
        start = unit.end()
    run = _RUN.match(half, start, before)
    end = run.end() if run else start
    ends_row = not above and below and _ROW_END.match(half, end, before) is not None
    if not above and end < before and not ends_row:
        end = start  # a sentence that begins with a figure
    sure = not torn if end == before or ends_row else _CLEAR.match(half, end) is not None
    if ends_row and sure and _ONE_FIGURE.fullmatch(half[start:end].strip()):
        role = "figure"  # the end of the row above
    else:
        role = "glued" if sure and above else "torn"
    pieces.append(_stripped(half, start, end, role))
    end = before if ends_row else end
    aside = half[end:before].strip()
    figure = _FIGURE_AT_END.search(half, end, before) if above and below else None
    middle = figure.start() if figure else before
    pieces += (_stripped(half, end, middle, "text"), _stripped(half, middle, before, "torn"))
    return _Gap(
        behind,
        before,
        tuple(piece for piece in pieces if piece),
        aside,
        goes_on=end == behind and not _CLEAR.match(aside) and _LETTER.match(aside) is not None,
        leads_on=_LETTER.match(aside[-1:]) is not None,
    )


def _stripped(half: str, start: int, stop: int, role: str) -> _Piece | None:
    text = half[start:stop]
    first = start + len(text) - len(text.lstrip())
    return _Piece(first, first + len(text.strip()), role) if text.strip() else None


def _folded(text: str) -> tuple[str, list[int]]:
    """The text as labels are folded, without anything but letters and digits, and the place of each character."""
    folded = [folded_char(char) for char in text]
    return reworded("".join(folded)), [place for place, chars in enumerate(folded) for _ in chars]
