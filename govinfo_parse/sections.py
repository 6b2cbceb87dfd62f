"""The structure of a report: its numbered sections, with their titles and places.

In: the text of a report, and where the cells of its tables stand. Out: `Section` values in the order of the text.
Nothing raises.

Strategy: a section begins where its number stands at the beginning of a line or of a cell that is alone in its line,
and a title follows: the rest of the line, or what stands before the first full stop or colon. Where a page became one
line, numbers stand inside it; there only a title counts that is one of the usual ones, for prose too says 一、. Rows of
the official tables are numbered like sections, so their labels are none where table material follows them, nor is
anything among the cells of a table but a usual title of the first level.

The number's style tells the level: ``一、`` 1, ``（一）`` 2, ``1.`` 3. Numbers are taken as they stand, for offices
leave sections out and count wrongly. The usual titles have a name (``sections.json`` among the forms' data).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple

from attrs import frozen

from .fields import Field
from .forms import national_forms
from .labels import split_label
from .prose import folded, prose_data
from .titles import number as number_of

__all__ = ["Section", "read_sections", "section_name"]

_LINE: Final = re.compile(r"[^\n\r\f\v\x85\u2028\u2029]+")
_MARGIN: Final = " \t\xa0\u3000\ufeff\u200b|*#·•●◆■"
_COUNT: Final = "[一二三四五六七八九十]{1,3}"
_STYLES: Final = (
    re.compile(rf"(?:第\s?({_COUNT})\s?部分|({_COUNT})\s?[、.．])[、：:，,]?"),
    re.compile(rf"[（(]\s?({_COUNT})\s?[)）][、.．]?"),
    re.compile(r"(\d{1,2})\s?(?:[、．]|\.(?!\d))"),
)
# Where a section may begin inside a line that was a page.
_INSIDE: Final = re.compile(rf"(?<=[\s。；;|*#])(?:{_COUNT}、|[（(]{_COUNT}[)）])")
_LONG_LINE: Final = 60
_TITLE_END: Final = re.compile(rf"[。：:；;！!|\t]|\*\*|\s+(?=第二十条|[（(]|\d{{1,2}}[.．、])|(?=[（(]{_COUNT}[)）])")
_LONGEST_TITLE: Final = 40
# How the usual titles end; a sentence ends otherwise.
_USUAL_END: Final = re.compile(
    "(?:情况|情形|事项|措施|概述|概况|问题|打算|计划|方面|公开|回应|管理|建设|保障|工作|说明)$"
)
# What makes the rest of a line a sentence and no title.
_NO_TITLE: Final = re.compile(
    r"\A[是为即]|\A[\d一二三四五六七八九十百]+(?:月|年|日|份|个|项|件|条|类|次)|20\d\d年"
    r"|\d\s?[件条次篇个人项名期万元%％]|\s[-\d,.，]{1,12}\Z|\s(?:[件条次篇个人项]|人次|万元)\Z"
)
_HAN: Final = re.compile(r"[\u3400-\u9fff]")
# A table row goes on behind its label with a unit, a figure, a dash, a bar, or the next label.
_CELL: Final = re.compile(
    r"[\s|*#]{0,40}(?:[-—–/\\]{1,4}|无|[+-]?\d[\d,.，]{0,17}|条|件|次|篇|个|人|人次|万元)?(?=\s|\||\Z)", re.DOTALL
)
_BEHIND: Final = 120
# The heading of the table that stands below the last section on the form of 2014, with the word 附件 above.
_TABLE_HEADING: Final = re.compile(
    r"(?<![^\s|#*。])(?:附[件表录錄][\s:：\d一二三四]{0,6})?"
    r"([^\s|，。；：]{0,20}政府信息公[开開]情[况況][统統][计計]表)(?=[\s|（(*#]|\Z)"
)
_ABOVE_TABLE: Final = 3000


@frozen
class Section:
    r"""A numbered section of a report.

    - `number`: the number as written, as an int; None for the heading of the 2014 table, which has none.
    - `title`: the title as written, white space made single spaces.
    - `level`: 1 for ``一、``, 2 for ``（一）``, 3 for ``1.``; a section holds those of higher levels that follow it.
    - `name`: what the section is about, if its title is a usual one: ``overview``, ``proactive``, ``applications``,
      ``review_litigation``, ``problems``, ``other`` and so on (docs/sections.md lists them), else None.
    - `span`: from the number to where the next section begins that is not inside this one.
    - `tables`: the names of the official tables that stand in it, and in none of the sections inside it.
    - `text`: the source from the start of the span to its end; None if the report was restored without its text.

    >>> from govinfo_parse import parse
    >>> [first, second] = parse("一、总体情况\n略。\n二、主动公开政府信息情况\n行政许可 | 18").sections
    >>> first.number, first.title, first.name, first.span, first.text
    (1, '总体情况', 'overview', (0, 9), '一、总体情况\n略。')
    >>> second.name, second.tables
    ('proactive', ('disclosure',))
    """

    number: int | None
    title: str
    level: int
    name: str | None
    span: tuple[int, int]
    tables: tuple[str, ...] = ()
    text: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The section as JSON-ready data, as it stands in that of a report: without its text."""
        return {
            "number": self.number,
            "title": self.title,
            "level": self.level,
            "name": self.name,
            "span": list(self.span),
            "tables": list(self.tables),
        }

    @classmethod
    def from_data(cls, data: Field) -> Section:
        """The section without its text; raises `ValueError` where the data is none of a section."""
        return cls(
            number=data["number"].optional(Field.whole),
            title=data["title"].text(),
            level=data["level"].whole(),
            name=data["name"].optional(Field.text),
            span=data["span"].span(),
            tables=tuple(table.text() for table in data["tables"].items()),
        )


def read_sections(text: str, extent: tuple[int, int], tables: Mapping[str, Sequence[int]]) -> tuple[Section, ...]:
    """The sections of the report that stands at `extent` in the text; `tables` are the places of the tables' cells."""
    cells = {name: sorted(places) for name, places in tables.items() if places}
    above = _table_heading(text, extent, cells)
    zones = [(places[0], places[-1]) for places in cells.values()]
    if above:
        zones.append((above.end, cells["statistics"][-1]))
    headings = [x for x in _headings(text, *extent) if not _is_row(text, x, zones)]
    if above and not any(above.start <= heading.start < above.end for heading in headings):
        headings.append(above)
    headings = _without_contents(headings)
    spans = _spans(text, headings, extent[1])
    homes = _homes(spans, cells)
    return tuple(
        Section(
            heading.number,
            heading.title,
            heading.level,
            section_name(heading.title),
            span,
            tuple(name for name, home in homes.items() if home == place),
            text[slice(*span)],
        )
        for place, (heading, span) in enumerate(zip(headings, spans, strict=True))
    )


@lru_cache(maxsize=1024)
def section_name(title: str) -> str | None:
    """What a section with this title is about, None where the title is none of the usual ones.

    >>> section_name("因政府信息公开工作被申请行政复议、提起行政诉讼情况")
    'review_litigation'
    """
    plain = folded(title, 0, len(title)).text
    for rule in prose_data("sections")["names"]:
        named = any(word in plain for word in rule["words"]) or plain in rule.get("titles", ())
        if named and not any(word in plain for word in rule.get("without", ())):
            return str(rule["name"])
    return None


# --- headings -----------------------------------------------------------------------------------------------


class _Heading(NamedTuple):
    start: int
    end: int
    number: int | None
    level: int
    title: str


def _headings(text: str, start: int, end: int) -> Iterator[_Heading]:
    """Whatever may be the beginning of a section, rows of tables too."""
    for line in _LINE.finditer(text, start, end):
        cell = line[0].strip(_MARGIN)
        if not cell:
            continue
        place = line.start() + line[0].index(cell)
        stop = place + len(cell)
        while "|" not in cell and "\t" not in cell and (heading := _heading(text, place, stop, inside=False)):
            yield heading
            place = heading.end
        if stop - place > _LONG_LINE:
            for found in _INSIDE.finditer(text, place, stop):
                if heading := _heading(text, found.start(), stop, inside=True):
                    yield heading


def _heading(text: str, place: int, stop: int, *, inside: bool) -> _Heading | None:
    """The heading that begins there, if one does; `inside` a line."""
    styles = ((level, style.match(text, place, stop)) for level, style in enumerate(_STYLES, 1))
    level, number = next(((level, found) for level, found in styles if found), (0, None))
    if number is None:
        return None
    rest = text[number.end() : min(stop, number.end() + 2 * _LONGEST_TITLE)]
    ending = _TITLE_END.search(rest)
    title = rest[: ending.start()] if ending else rest
    behind = number.end() + len(title)
    alone = not text[behind : min(stop, behind + _BEHIND)].strip("。：: \xa0\u3000")
    if not alone and (inside or not ending or not ending[0].strip(" \t\xa0\u3000*")):
        title = _usual_title(title)
    title = title.strip()
    if not 2 <= len(title) <= _LONGEST_TITLE or not _HAN.search(title) or _NO_TITLE.search(title):
        return None
    if (not alone or title[-1] in ",，、") and ("，" in title or "," in title):
        return None
    count = next(filter(None, number.groups()))
    end = number.end() + len(rest) - len(rest.lstrip()) + len(title)
    return _Heading(place, end, number_of(count), level, " ".join(title.split()))


def _usual_title(rest: str) -> str:
    """The word at the front, if it is a usual title; else nothing."""
    word = (rest.split(None, 1) or [""])[0]
    return rest[: rest.index(word) + len(word)] if _USUAL_END.search(word) and section_name(word) else ""


def _is_row(text: str, heading: _Heading, zones: Iterable[tuple[int, int]]) -> bool:
    """Whether a heading is the label of a table's row; `zones` are where tables stand."""
    label = split_label(text[heading.start : heading.end])
    same_number = _labels().get(label.number, ())
    # A row of 2019 and 2021 is worded like no section; its label may be cut or have its figures behind it.
    if any(not shared and (body.startswith(label.body) or label.body.startswith(body)) for body, shared in same_number):
        return True
    is_label = any(body == label.body for body, _ in same_number)
    if any(first <= heading.start <= last for first, last in zones):
        return is_label or heading.level > 1 or section_name(heading.title) is None
    return is_label and _goes_on_as_row(text, heading.end)


def _goes_on_as_row(text: str, place: int) -> bool:
    """Whether what follows a label is a cell of its row, or the next label."""
    behind = _CELL.match(text, place, place + _BEHIND)
    if behind and behind[0].strip(_MARGIN + "\r\n"):
        return True
    following = split_label(text[place : place + _BEHIND].lstrip(_MARGIN + "\r\n"))
    return any(shared and following.body.startswith(body) for body, shared in _labels().get(following.number, ()))


@cache
def _labels() -> Mapping[str, Sequence[tuple[str, bool]]]:
    """The labels of rows and groups on the national forms by their number, and whether sections have such titles."""
    labels: dict[str, list[tuple[str, bool]]] = {}
    for form in national_forms():
        for table in form.tables:
            for label in (split_label(part) for block in table.blocks for row in block.rows for part in row.label):
                if label.number:
                    labels.setdefault(label.number, []).append((label.body, table.name == "statistics"))
    return labels


def _table_heading(text: str, extent: tuple[int, int], cells: Mapping[str, Sequence[int]]) -> _Heading | None:
    """The heading of the 2014 table where the table stands below it."""
    if "statistics" not in cells:
        return None
    first = cells["statistics"][0]
    above = list(_TABLE_HEADING.finditer(text, max(extent[0], first - _ABOVE_TABLE), first))
    return _Heading(above[-1].start(), above[-1].end(), None, 1, " ".join(above[-1][1].split())) if above else None


def _without_contents(headings: Sequence[_Heading]) -> list[_Heading]:
    """The headings in order, without those of a table of contents: they come again, and nothing stands below them."""
    ordered = sorted(headings)
    last = {(heading.level, heading.title): place for place, heading in enumerate(ordered)}
    kept = []
    for place, heading in enumerate(ordered):
        following = ordered[place + 1] if place + 1 < len(ordered) else None
        is_empty = following is not None and following.start - heading.end < 12
        if not (is_empty and last[heading.level, heading.title] > place):
            kept.append(heading)
    return kept


# --- places -------------------------------------------------------------------------------------------------


def _spans(text: str, headings: Sequence[_Heading], end: int) -> list[tuple[int, int]]:
    """The place of each section: up to the next one that is not inside it, without white space at the end."""
    spans: list[tuple[int, int]] = []
    ends = [end] * 4  # the beginning of the next section of each level or a lower one
    for heading in reversed(headings):
        stop = ends[heading.level]
        body = text[heading.start : stop].rstrip()
        spans.append((heading.start, heading.start + len(body)))
        for level in range(heading.level, len(ends)):
            ends[level] = heading.start
    return spans[::-1]


def _homes(spans: Sequence[tuple[int, int]], cells: Mapping[str, Sequence[int]]) -> dict[str, int]:
    """For each table, which section holds most of its cells."""
    starts = [start for start, _ in spans]
    homes = {}
    for name, places in cells.items():
        counts: Counter[int] = Counter()
        for place in places:
            # The innermost section is the last one that began and has not ended.
            number = bisect_left(starts, place + 1) - 1
            while number >= 0 and spans[number][1] < place:
                number -= 1
            if number >= 0:
                counts[number] += 1
        if counts:
            homes[name] = counts.most_common(1)[0][0]
    return homes
