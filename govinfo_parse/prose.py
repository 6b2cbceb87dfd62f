"""The prose of a report: its paragraphs and sentences, made fit for matching, and what is said about prose as data.

In: a text, and where its tables stand. Out: the paragraphs between the tables, their sentences, and `Folded` text:
without white space, in half width and simplified characters, one for one, so that each of its places is one of the
text; `Marked` text has a sign in place of each number too.

A paragraph is a line, or several where lines were wrapped or broken at tags: a long line without an end of a sentence
goes on in the next one, and so do short ones before a line that begins with a comma. Cells are no prose: a line with
bars is a paragraph for each cell, and one that is short goes on in none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, Final, NamedTuple

from attrs import frozen

from .labels import simplified, without_pinyin
from .written_numbers import WrittenNumber, numbers_in

__all__ = ["Folded", "Marked", "folded", "marked", "paragraphs", "prose_data", "sentences"]

_DATA: Final = Path(__file__).parent / "forms" / "data" / "prose"
_VISIBLE: Final = re.compile("[^\\s\u200b\ufeff]+")
# Full width to half width, and signs that mean the same.
_WIDTH: Final[dict[int, int]] = {0xFF01 + n: 0x21 + n for n in range(94)}
_WIDTH.update(zip(map(ord, "〔〕【】﹝﹞〇○"), map(ord, "()()()00"), strict=True))
# Traditional characters that no label has, and prose has.
_WIDTH.update(
    zip(
        map(
            ord,
            "與鄉書亂爭產償劃別廳歷縣臺諮場導將並戶擬損來欄畢滿環電監級綜羣聯記論證該說敗貼載較轄達進違遞郵銷鎮長問隊順預領館",
        ),
        map(
            ord,
            "与乡书乱争产偿划别厅历县台咨场导将并户拟损来栏毕满环电监级综群联记论证该说败贴载较辖达进违递邮销镇长问队顺预领馆",
        ),
        strict=True,
    )
)
_LINE: Final = re.compile("[^\n\r\f\v|\t\x85\u2028\u2029]+")
# A line shorter than this was not wrapped, and one without a mark is prose only if it is no shorter.
_WRAPPED: Final = 16
# How a section begins; a line that is no more than that and a title goes on in none.
_BEGINS: Final = re.compile(r"[一二三四五六七八九十]{1,3}\s?[、.．]|[（(]\s?[一二三四五六七八九十]{1,3}\s?[)）]")
_HEADING: Final = re.compile(rf"(?:{_BEGINS.pattern}|[（(]\d{{1,2}}[)）]|\d{{1,2}}\s?[、.．])[^。，；,;]{{1,50}}")
# How a title ends, which goes on in no sentence.
_TITLE: Final = re.compile(r"(?:信息|政[务務])公[开開].{0,16}(?:报告|年报|報告|年報)[)）]?\Z")
_SENTENCE_END: Final = "。！？!?；;：:."
_LONGEST_TITLE: Final = 60
# What no cell begins with, and how many lines it may be that a sentence was broken into.
_WITHIN: Final = "，。；、,;）)"
_MOST_PIECES: Final = 12
_MARK: Final = re.compile("[，。；,;.]")
_BETWEEN_SENTENCES: Final = re.compile(r"[。！？!?]|\.(?!\d)")
_LONGEST_SENTENCE: Final = 600
# Cells of a table that stand no farther apart have no paragraph between them.
_BETWEEN_CELLS: Final = 200
_QUOTES: Final = frozenset("“”\"'‘’「」『』")
# Numbers with these units count nothing that an indicator counts.
_OTHER_UNITS: Final = frozenset(
    ("年", "月", "日", "号", "届", "级", "岁", "类", "%", "‰", "个百分点", "百分点", "美元", "港元", "欧元", "日元")
)


def paragraphs(
    text: str, extent: tuple[int, int], cells: Iterable[tuple[int, int]], sections: Iterable[int] = ()
) -> Iterator[tuple[int, int]]:
    r"""Where the paragraphs of a report stand, none of which goes on in the next section.

    `cells` are the places of what was read of its tables; `sections` is where its sections begin.

    >>> text = "全年收到\n一、总计 | 12\n本年度共收到申请。"
    >>> [text[slice(*place)] for place in paragraphs(text, (0, len(text)), [(12, 14)])]
    ['本年度共收到申请。']
    """
    for start, end in _cut(_between(extent, cells), sorted(sections)):
        lines = [
            (line.start() + line[0].index(piece), line.start() + line[0].index(piece) + len(piece))
            for line in _LINE.finditer(text, start, end)
            if (piece := line[0].strip())
        ]
        begun: tuple[int, int] | None = None
        for line, goes_on in zip(lines, _continued(text, lines), strict=True):
            if begun and not goes_on:
                yield from _as_prose(text, begun)
            begun = (begun[0] if begun and goes_on else line[0], line[1])
        if begun:
            yield from _as_prose(text, begun)


def _continued(text: str, lines: Sequence[tuple[int, int]]) -> list[bool]:
    """Whether each line goes on with the one before."""
    may = [number > 0 and _may_go_on(text, lines[number - 1], line) for number, line in enumerate(lines)]
    goes_on = []
    length = 0  # of the paragraph so far
    for (first, last), possible in zip(lines, may, strict=True):
        goes_on.append(possible and length >= _WRAPPED)
        length = last - first + (length if goes_on[-1] else 0)
    # A line that begins within a sentence was broken off the lines before it, as at the tags around a number.
    for number, (first, _) in enumerate(lines):
        if text[first] in _WITHIN:
            for back in range(number, max(0, number - _MOST_PIECES), -1):
                if not may[back]:
                    break
                goes_on[back] = True
    return goes_on


def _may_go_on(text: str, line: tuple[int, int], following: tuple[int, int]) -> bool:
    return (
        text[line[1] - 1] not in _SENTENCE_END
        and text[line[1] : following[0]].strip(" \u3000\xa0") in ("\n", "\r\n", "\r")
        and not _HEADING.fullmatch(text, *line)
        and not _TITLE.search(text[line[0] : line[1]][-_LONGEST_TITLE:])
        and not _BEGINS.match(text, *following)
    )


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the sentences of a paragraph stand; a very long one is cut."""
    for found in chain(_BETWEEN_SENTENCES.finditer(text, start, end), (None,)):
        stop = found.start() if found else end
        while stop - start > _LONGEST_SENTENCE:
            yield start, start + _LONGEST_SENTENCE
            start += _LONGEST_SENTENCE
        if stop > start:
            yield start, stop
        start = found.end() if found else end


def _cut(stretches: Iterable[tuple[int, int]], places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The stretches, cut at places that are in order."""
    number = 0
    for start, end in stretches:
        while number < len(places) and places[number] < end:
            if places[number] > start:
                yield start, places[number]
                start = places[number]
            number += 1
        yield start, end


def _as_prose(text: str, place: tuple[int, int]) -> Iterator[tuple[int, int]]:
    if _MARK.search(text, *place) or place[1] - place[0] >= _WRAPPED:
        yield place


def _between(extent: tuple[int, int], cells: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The stretches between the tables."""
    start = extent[0]
    last = None
    for first, end in sorted(cells):
        if last is None or first - last > _BETWEEN_CELLS:
            yield start, max(start, first)
        start = last = max(end, last or end)
    yield start, max(start, extent[1])


@cache
def prose_data(name: str) -> Any:
    """The content of a file about prose: ``sections`` or ``claims``."""
    return json.loads((_DATA / f"{name}.json").read_text(encoding="utf-8"))


@frozen
class Folded:
    """A stretch of text folded for matching; ``places[n]`` is where its character ``n`` stands in the whole text."""

    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the whole text of the characters from `start` to before `end`, at least one."""
        return self.places[start], self.places[end - 1] + 1


def folded(text: str, start: int, end: int) -> Folded:
    """The stretch ``text[start:end]``, folded.

    >>> found = folded("收到申請　１２ 件", 0, 10)
    >>> found.text, found.span(4, 6)
    ('收到申请12件', (5, 7))
    """
    stretch = text[start:end]
    pieces = list(_VISIBLE.finditer(without_pinyin(stretch) if "(" in stretch else stretch))
    places = tuple(start + place for piece in pieces for place in range(*piece.span()))
    return Folded(simplified("".join(piece[0] for piece in pieces).translate(_WIDTH)), places)


class Marked(NamedTuple):
    """A sentence in which ``#`` stands for each number that counts something, with the places of its characters."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    numbers: Mapping[int, WrittenNumber]


def marked(plain: Folded) -> Marked:
    """The sentence without quotation marks, and with a sign and the unit in place of each number that has one.

    >>> text = "全年收到申请 12 件。"
    >>> found = marked(folded(text, 0, len(text)))
    >>> found.text, found.numbers[6].value, found.starts[6], found.ends[6]
    ('全年收到申请#件。', 12, 7, 11)
    """
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    numbers: dict[int, WrittenNumber] = {}
    place = 0
    counting = [x for x in numbers_in(plain.text) if x.unit is not None and x.unit not in _OTHER_UNITS]
    for number in (*counting, None):
        stop = number.start if number else len(plain.text)
        for char, where in zip(plain.text[place:stop], plain.places[place:stop], strict=True):
            if char not in _QUOTES:
                pieces.append(char if char != "#" else " ")
                starts.append(where)
                ends.append(where + 1)
        if number and number.unit:
            first, last = plain.span(number.start, number.end)
            numbers[len(starts)] = number
            pieces.append("#" + number.unit)
            starts.extend([first] * (1 + len(number.unit)))
            ends.extend([last] * (1 + len(number.unit)))
            place = number.end
    return Marked("".join(pieces), starts, ends, numbers)
