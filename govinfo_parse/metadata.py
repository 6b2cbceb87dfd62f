"""Metadata: what a report's text says about the report itself - title, agency, year, number, date, period.

In: the text. Out: a `Metadata` in which everything that the text does not say plainly is None: a wrong value is worse
than none. Nothing raises.

Strategy: metadata stands in few places, and only these are looked at, so that the cost does not grow with the text
(but for the search for a fixed word):

1. the *front*: what stands above the first numbered section, cut into cells at line ends and bars. Here stand the
   title, the fields of a metadata table (``发布机构:``, ``文号:``), and a letter that hands the report in;
2. the *statement of the period*, found by its words (统计期限 and its like);
3. the heading of the 2014 table: ``(2017年度)``, ``填报单位(盖章):``;
4. the *signature*: the last lines of the text, or those before the 2014 table where it follows as an annex.

Titles are read by `titles.py`, which says how cells are matched. Where places disagree about the agency, the heading of
the 2014 table is believed first, then a metadata table where it names the same body as the title, then the title; who
signs, and who is only the source of the page, come last. A year is read from prose only where nothing else says it and
all that the opening says agrees.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice, zip_longest
from typing import Final

from attrs import frozen

from .labels import without_annotations
from .openings import begins_line, places, presented_in, told_year, writer_in
from .signatures import read_signatures
from .titles import (
    IN_SCRIPTS,
    MARGIN,
    Title,
    cells_of,
    compiled,
    fold,
    is_body,
    is_name,
    iso_date,
    number,
    read_sheet,
    read_titles,
    spaced,
)

__all__ = ["Metadata", "begins_field", "is_same_body", "may_be_one_body", "read_metadata"]

# How many characters are searched for the front, how many of its cells, and how much before an end for the signature.
_FRONT: Final = 4000
_CELLS: Final = 150
_SIGNATURE: Final = 600
# A field's label stands at a beginning.
_LABEL: Final = 20

_Y: Final = r"(\d{4}|二[〇零○ＯOo0０一二三四五六七八九]{3})"
_N: Final = r"(\d{1,2}|[一二三四五六七八九十]{1,3})"
_DAY: Final = rf"{_Y}\s{{0,4}}年\s{{0,4}}{_N}\s{{0,4}}月\s{{0,4}}{_N}\s{{0,4}}日"
_DATE: Final = rf"{_DAY}|(\d{{4}})([-/.－／．])(\d{{1,2}})\5(\d{{1,2}})(?!\d)"
_CLOCK: Final = r"\s{0,4}\d{1,2}:\d{2}(?::\d{2})?"
_BEHIND_DATE: Final = rf"{_CLOCK}|(?:{_CLOCK})?\s{{0,4}}(?:信息)?[来來]源\s{{0,3}}[:：].{{0,80}}"


def _in_scripts(*labels: str) -> str:
    """A pattern for any of the labels in either script, with their characters set apart or not."""
    return "(?:" + "|".join(r"\s{0,3}".join(IN_SCRIPTS.get(char, char) for char in label) for label in labels) + ")"


# The fields of a metadata table that are read, in the order in which they are believed.
_PUBLISHED: Final = tuple(
    what + when for what in ("发布", "发表", "公开", "公布", "发文", "成文", "生成") for when in ("日期", "时间")
)
_PUBLISHER: Final = tuple(what + who for what in ("发布", "发文", "制发") for who in ("机构", "单位", "机关"))
_SOURCE: Final = "信息来源"
_NUMBERED: Final = ("发文字号", "文号")
_UPDATED: Final = ("更新日期", "更新时间")
_PAGE_DATE: Final = "日期"
_PAGE_TIME: Final = "时间"
_LABELS: Final = frozenset((*_PUBLISHED, *_PUBLISHER, _SOURCE, *_NUMBERED, *_UPDATED))
_LABEL_ENDS: Final = frozenset("".join(IN_SCRIPTS.get(label[-1], label[-1]) for label in _LABELS)) - {"[", "]"}
_WHEN: Final = _in_scripts("日期", "时间")
_FIELD: Final = (
    r"(?=[发發公成生更制信文日时時])"
    rf"({_in_scripts('发布', '发表', '公开', '公布', '发文', '成文', '生成', '更新')}\s{{0,3}}{_WHEN}"
    rf"|{_in_scripts('发布', '发文', '制发')}\s{{0,3}}{_in_scripts('机构', '单位', '机关')}"
    rf"|{_in_scripts(_SOURCE, *_NUMBERED)}"
    # The last word of another label (填报 日期) is none.
    rf"|(?<![\u3400-\u9fff])(?<![报報表止效行施印]\s){_in_scripts(_PAGE_DATE, _PAGE_TIME)})\s{{0,3}}[:：]"
)
# A day that says itself that the page was published then, wherever in its line it stands.
_DAY_TOLD: Final = rf"{_in_scripts('发布', '发表')}\s{{0,3}}{_WHEN}\s{{0,3}}[:：]\s{{0,4}}(?:{_DATE})"
# What one name of a body may have over another.
_REST: Final = r"(?:[省市州盟县区旗镇乡]|街道)?(?:(?:人民)?政府|办事处)?"
# What a body's own office and a government have behind the name that they are known by.
_OFFICE: Final = "(?:(?:人民)?政府)?(?:办公室|办公厅|办事处)?$"
_FIELD_END: Final = r"\s(?:[^\s:：]\s?){1,8}[:：]|\s{2}"
_NUMBER: Final = (
    r"[\u3400-\u9fff]{1,14}\s{0,3}[〔﹝\[［(（【]\s{0,3}\d{4}\s{0,3}[〕﹞\]］)）】]"
    r"\s{0,3}第?\s{0,3}\d{1,5}\s{0,3}[号號]"
)

_TABLE: Final = ("政府信息公开情况统计表", "政府信息公開情況統計表")
_TABLE_YEAR: Final = r"\s{0,40}[(（]\s{0,4}([2２][0０]\d\d)\s{0,4}年\s{0,4}度?\s{0,4}[)）]"
_REPORTING: Final = ("填报单位", "填報單位")
_SEAL: Final = r"\s{0,3}(?:[(（]\s{0,3}(?:[盖蓋]\s{0,3}|公)章\s{0,3}[)）])?\s{0,3}[:：]([^|\r\n]{1,120})"
_STATEMENTS: Final = ("统计期限", "统计时限", "统计时间", "起止时间", "数据时限", "所列数据", "统计数据")
_STATEMENTS_TRADITIONAL: Final = ("統計期限", "統計時限", "統計時間", "起止時間", "數據時限", "所列數據", "統計數據")
_PERIOD: Final = (
    rf"[^\d。；;]{{0,14}}?{_DAY}\s{{0,4}}(?:起|始|开始|開始)?\s{{0,4}}[,，]?\s{{0,4}}(?:到|至|[-–—―─~～]{{1,2}})"
    rf"\s{{0,4}}(?:(?:{_Y}\s{{0,4}}年|[同当當]年)\s{{0,4}})?{_N}\s{{0,4}}月\s{{0,4}}{_N}\s{{0,4}}日"
)


@frozen
class Metadata:
    """What the text says about the report itself; each is None where the text does not say it.

    `title` and `agency` as written; `year` is the report year; `document_number` a 文号 such as ``格政办〔2018〕32号``;
    `published` an ISO date; `period` the first and last day of the statistics, as ISO dates. The signature lines of
    the form: `reporting_unit` (填报单位), `head` (单位负责人), `reviewer` (审核人), `preparer` (填报人), `telephone`
    (联系电话), and `filed` (填报日期, 报出日期), an ISO date.
    """

    title: str | None = None
    agency: str | None = None
    year: int | None = None
    document_number: str | None = None
    published: str | None = None
    period: tuple[str, str] | None = None
    reporting_unit: str | None = None
    head: str | None = None
    reviewer: str | None = None
    preparer: str | None = None
    telephone: str | None = None
    filed: str | None = None


def read_metadata(text: str) -> Metadata:
    r"""What `text` says about the report itself. Any `str` will do, and nothing raises.

    >>> found = read_metadata("云泽县水务局2021年政府信息公开工作年度报告\n发布时间:2022-01-20 09:15\n一、总体情况\n")
    >>> found.agency, found.year, found.published, found.period
    ('云泽县水务局', 2021, '2022-01-20', None)
    """
    text = without_annotations(text)
    head = text[:_FRONT]
    front = list(islice(cells_of(head, front=True), _CELLS))
    title, letter = read_titles(front)
    if letter and not title:  # A letter in numbered sections: the report stands below them.
        front = list(islice(cells_of(head, front=False), _CELLS))
        title, letter = read_titles(front)
    sheet = None if title or letter else read_sheet(front)
    named = title or letter or sheet
    fields = _fields(front, named)
    table = _table(text)
    period = _period(text)
    signed, signer = _signature(text, table)
    presented, presented_year = presented_in(head)
    owner = (named and named.agency) or presented or writer_in(head)
    year = (
        (title and title.year)
        or (letter and letter.year)
        or (sheet and sheet.year)
        or _table_year(text, table)
        or _year_of(period)
        or told_year(head)
        or presented_year
    )
    return Metadata(
        title=named.text if named else None,
        agency=_reporting_body(text) or _publisher(fields, owner) or owner or signer or _body(fields, _SOURCE),
        year=year,
        document_number=_document_number(front, fields, letter or title),
        published=_first_date(fields, (*_PUBLISHED, _PAGE_DATE, _PAGE_TIME))
        or _dated(front, title, letter)
        or signed
        or _updated(fields, year),
        period=period,
        **read_signatures(text),
    )


# --- dates ------------------------------------------------------------------------------------------


def _iso_of(found: re.Match[str]) -> str | None:
    return iso_date(found[1], found[2], found[3]) if found[1] else iso_date(found[4], found[6], found[7])


def _date_alone(cells: Sequence[str], place: int, *, signed: bool) -> str | None:
    """The date that a cell is; with `signed`, only one in words, else perhaps with the time and the page's source."""
    cell = cells[place].strip("()（）|")
    if signed and (len(cell) > 40 or cell[-1:] != "日"):
        return None
    found = compiled(_DATE).match(cell)
    if not found or (found.end() < len(cell) and (signed or not compiled(_BEHIND_DATE).fullmatch(cell, found.end()))):
        return None
    if place and cells[place - 1][-1] in "至到自从從由、,，-—":  # The second line of a sentence.
        return None
    return _iso_of(found)


# --- fields and other cells of the front ------------------------------------------------------------


def begins_field(line: str) -> bool:
    """Whether a line begins with a field of a metadata table, such as ``发布机构:``."""
    return bool(compiled(_FIELD).match(line)) or fold(line[:_LABEL].partition("|")[0]) in _LABELS


def _fields(cells: Sequence[str], named: Title | None) -> dict[str, str]:
    """The fields of a metadata table or line by their folded labels, of each the first.

    A value ends where the next label begins; where nothing follows a label, the next cell is its value. Labels stand
    at the beginning of a cell, or behind a title, and without a colon only in a cell of their own.
    """
    fields: dict[str, str] = {}
    beside: dict[str, str] = {}
    for place, cell in enumerate(cells):
        if cell[-1] in _LABEL_ENDS and len(cell) <= _LABEL and (label := fold(cell)) in _LABELS:
            beside.setdefault(label, "".join(cells[place + 1 : place + 2]))
            continue
        start = cell[: None if named and place == named.last else _LABEL]
        told = "：" in start or ":" in start or compiled(_DAY_TOLD).search(cell)
        if not told:
            continue
        labels = list(compiled(_FIELD).finditer(cell))
        for found, following in zip_longest(labels, labels[1:]):
            value = cell[found.end() : following.start() if following else len(cell)].strip()
            if not value and not following and place + 1 < len(cells):
                value = cells[place + 1]
            fields.setdefault(fold(found[1]), value)
            # Any time may be called 时间; that beside the source of the page is when the page was published.
            if not any("来源" in fold(near) for near in cells[max(0, place - 1) : place + 2]):
                fields.pop(_PAGE_TIME, None)
    return beside | fields


def _body_named(value: str) -> str | None:
    """The name that the value of a field is, up to the next field."""
    value = spaced(compiled(_FIELD_END).split(value, maxsplit=1)[0])
    return value if is_name(fold(value)) else None


def _body(fields: dict[str, str], label: str) -> str | None:
    named = _body_named(fields[label]) if label in fields else None
    return named if named and is_body(fold(named)) else None


def _publisher(fields: dict[str, str], owner: str | None) -> str | None:
    """Who published the report; where a title names whose it is, only the same body, named no less fully."""
    bodies = (_body(fields, label) for label in _PUBLISHER)
    title = fold(owner) if owner else ""
    return next((body for body in bodies if body and (not title or is_same_body(fold(body), title))), None)


def is_same_body(body: str, title: str) -> bool:
    """Whether both name one body: 下湖镇 and 云泽县下湖镇人民政府 do, 云泽县 and 云泽县下湖镇 do not."""
    _, found, rest = body.rpartition(title)
    if not found:
        rest = title.removeprefix(body)
    return bool(compiled(_REST).fullmatch(rest))


def may_be_one_body(one: str, other: str) -> bool:
    """Whether two names may be of one body, one of them shorter: 水务局 and 云泽县水务局, 云泽县 and its office.

    >>> may_be_one_body("云泽县人民政府办公室", "云泽县"), may_be_one_body("云泽县水务局", "云泽县民政局")
    (True, False)
    """
    short, long = sorted((compiled(_OFFICE).sub("", fold(name)) or fold(name) for name in (one, other)), key=len)
    return long.endswith(short)


def _first_date(fields: dict[str, str], labels: Iterable[str]) -> str | None:
    dates = (compiled(_DATE).match(fields[label].lstrip("([（")) for label in labels if label in fields)
    return next((iso for found in dates if found and (iso := _iso_of(found))), None)


def _updated(fields: dict[str, str], year: int | None) -> str | None:
    """When the page was last changed, where that may be when it was published: soon after the year of the report."""
    iso = _first_date(fields, _UPDATED)
    return iso if iso and (year is None or 0 <= int(iso[:4]) - year <= 1) else None


def _document_number(cells: Sequence[str], fields: dict[str, str], top: Title | None) -> str | None:
    """The report's own number: in its field, or alone on a line by the top title; never one that a sentence cites."""
    for label in _NUMBERED:
        if found := compiled(_NUMBER).match(fields.get(label, "")):
            return spaced(found[0])
    for cell in cells[: top.last + 3 if top else 5]:
        found = compiled(_NUMBER).match(cell)
        alone = found and (found.end() == len(cell) or fold(cell[found.end() :]).startswith("签发人"))
        # A line that wraps may begin with the number of the national notice.
        if found and alone and not cell.startswith(("国办", "國辦")):
            return spaced(found[0])
    return None


def _dated(cells: Sequence[str], title: Title | None, letter: Title | None) -> str | None:
    """The date on a line of its own right under the title, else at the end of the letter."""
    if title:
        for place in range(title.last + 1, min(title.last + 4, len(cells))):
            if iso := _date_alone(cells, place, signed=False):
                return iso
    if letter:
        stop = title.first if title and title.first > letter.last else len(cells)
        for place in range(letter.last + 1, stop):
            if iso := _date_alone(cells, place, signed=True):
                return iso
    return None


# --- places found by their words --------------------------------------------------------------------


def _table(text: str) -> int:
    """Where the heading of the 2014 table begins, -1 where there is none."""
    return next((place for place in places(text, _TABLE) if begins_line(text, place)), -1)


def _table_year(text: str, table: int) -> int | None:
    """The year of ``(2017年度)`` below the heading of the 2014 table."""
    found = compiled(_TABLE_YEAR).match(text, table + len(_TABLE[0])) if table >= 0 else None
    return number(found[1]) if found else None


def _reporting_body(text: str) -> str | None:
    """The body named after ``填报单位(盖章):``."""
    filled = (compiled(_SEAL).match(text, place + len(_REPORTING[0])) for place in places(text, _REPORTING))
    return next((body for found in filled if found and (body := _body_named(found[1].strip()))), None)


def _period(text: str) -> tuple[str, str] | None:
    """The first period that is stated in two whole dates, the second perhaps without its year."""
    stated = []
    for place in places(text, (_STATEMENTS + _STATEMENTS_TRADITIONAL) if "據" in text else _STATEMENTS):
        if found := compiled(_PERIOD).match(text, place + len(_STATEMENTS[0])):
            first = iso_date(found[1], found[2], found[3])
            last = iso_date(found[4] or found[1], found[5], found[6])
            if first and last and first <= last:
                stated.append((place, (first, last)))
    return min(stated)[1] if stated else None


def _year_of(period: tuple[str, str] | None) -> int | None:
    return int(period[0][:4]) if period and period[0][:4] == period[1][:4] else None


def _signature(text: str, table: int) -> tuple[str | None, str | None]:
    """Date and agency of the last lines; several dates that differ are none."""
    for end in (len(text), table):
        tail = text[max(0, end - _SIGNATURE) : max(0, end)]
        if "日" not in tail:
            continue
        lines = [cell for line in tail.splitlines() if (cell := line.strip(MARGIN))]
        dates = {place: iso for place in range(len(lines)) if (iso := _date_alone(lines, place, signed=True))}
        if len(set(dates.values())) == 1:
            place = max(dates)
            signer = spaced(lines[place - 1]) if place else ""
            return dates[place], signer if is_body(fold(signer)) else None
    return None, None
