"""Metadata: what a report's text says about the report itself - title, agency, year, number, date, period.

In: the text. Out: a `Metadata` in which everything that the text does not say plainly is None; a wrong value is worse
than none. Nothing raises.

Strategy: metadata stands in few places, and only these are looked at, so the cost does not grow with the text (but for
three searches for a fixed word).

1. The *front*: what stands above the first numbered section, cut into cells at line ends and bars. The title, the
   fields of a metadata table (``发布机构:``, ``文号:`` ...) and a cover letter stand there.
2. The *statement of the period*, found by its words (``统计期限`` and its like).
3. The heading of the 2014 table: ``(2017年度)`` and ``填报单位(盖章):``.
4. The *signature*: the last lines of the text, or of the report proper where the 2014 table follows as an annex.

Matching is done on a *folded* copy of a cell, without white space and with full-width and traditional characters
replaced one for one; what is returned is cut from the source, with runs of white space made one space.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from attrs import frozen

__all__ = ["Metadata", "read_metadata"]

# How far the front, the statement of the period and the first section are looked for, and the signature from the end.
_FRONT: Final = 4000
_STATEMENT: Final = 20_000
_SECTION: Final = 3000
_SIGNATURE: Final = 600
_CELL: Final = 300  # longer cells are prose; the head of one is enough
_TITLE_CELL: Final = 120
_OCCURRENCES: Final = 3

_TRADITIONAL: Final = "發開報結單號時間標題統計務與導構機關數據況總會辦實縣區鎮鄉廳處隊學報於題稱"
_SIMPLIFIED: Final = "发开报结单号时间标题统计务与导构机关数据况总会办实县区镇乡厅处队学报于题称"
_VARIANT: Final = dict(zip(_SIMPLIFIED, _TRADITIONAL, strict=True))
_FOLD: Final = str.maketrans(
    _TRADITIONAL + "０１２３４５６７８９（）：［］", _SIMPLIFIED + "0123456789():[]"
)
_NUMERALS: Final = str.maketrans("〇零○ＯOo一二三四五六七八九", "000000123456789")
_MARGIN: Final = "#* \t\r\n\xa0\u3000\ufeff\u200b"

_ZERO: Final = "〇零○ＯOo0０"
_YEAR: Final = rf"(?<!\d)20\d\d(?!\d)|二[{_ZERO}][{_ZERO}一二三四五六七八九]{{2}}(?=年)"
_Y: Final = rf"(\d{{4}}|二[{_ZERO}一二三四五六七八九]{{3}})"
_N: Final = r"(\d{1,2}|[一二三四五六七八九十]{1,3})"
_DAY: Final = rf"{_Y}\s{{0,4}}年\s{{0,4}}{_N}\s{{0,4}}月\s{{0,4}}{_N}\s{{0,4}}日"

_NAME: Final = re.compile(r"[\u3400-\u9fff()·]{2,40}")
_BODY_ENDS: Final = (
    *("政府", "机关", "局", "委员会", "委", "办公室", "办公厅", "厅", "镇", "乡", "街道", "办事处", "管委会", "中心", "县"),
    *("区", "市", "省", "州", "盟", "旗", "院", "所", "大队", "支队", "总队", "部", "署", "公司", "学校", "大学", "学院"),
)
# Ends like the name of a body, but is a heading of the site or no name at all.
_NO_NAME: Final = frozenset(
    ["乡镇街道", "镇街道", "新闻中心", "服务中心", "信息中心", "个人中心", "会员中心", "走进政府", "政务服务中心"]
    + ["本站", "本站原创", "原创", "转载", "管理员", "系统管理员", "互联网", "网络", "未知", "暂无", "无", "全部"]
)

# 政府信息公开工作年度报告 and its relatives. The parts are those seen in titles from 2008 to 2025.
_TITLE: Final = re.compile(
    r"(?P<before>[^，。；、,;:!?！？“”\"<>《》›»/\\|]{0,60}?)"
    r"(?P<topic>政府信息与政务公开|政府信息公开[和与暨]政务公开|政务公开[和与暨]政府信息公开|政府信息公开|政务信息公开|政务公开|信息公开)"
    rf"(?:工作)?(?:情况)?的?(?:(?:{_YEAR})年?)?(?:年度|度)?(?:工作)?(?:情况)?(?:总结报告|报告|年报|总结)"
    r"(?:[(【\[][^()【】\[\]]{1,12}[)】\]])?"
)
# What may follow a title in its line; anything else (格式, 的通知, .docx) makes the line something else.
_AFTER: Final = re.compile(
    r"20\d\d[-/.年]|[-–—_【\[]|发布|来源|时间|日期|作者|浏览|字号|字体|索引|信息来源|发文|文号|公开日期|点击|访问|打印|根据|一、"
)
_COVER: Final = re.compile(r"([^，。；,;:]{0,40}?)关于[^，。；,;]{0,90}公开[^，。；,;]{0,40}的(?:报告|函|请示)")
_NAMED: Final = re.compile(r"(?:标\s{0,3}题|名\s{0,3}称|題\s{0,3}名|题\s{0,3}名|標\s{0,3}題|名\s{0,3}稱|信息名称|文件名称)\s{0,3}[:：]\s*")
_WHO: Final = re.compile(
    rf"(?:关于)?(?:(?:{_YEAR})年?度?)?(?P<who>.{{0,60}}?)(?:关于)?(?:(?:{_YEAR})年?度?)?的?"
)
_PROSE: Final = re.compile(r"公布|发布|(?<!机构)编制|根据|按照|依据|现将|现就|做好|印发|要求|报送|上报|呈报|首页|位置|附件")
_WHOLE: Final = re.compile(r"[全我本][省市县区州镇乡局委办]")
_YEAR_CELL: Final = re.compile(rf"\(?(?:{_YEAR})年度?\)?")
_YEARS: Final = re.compile(_YEAR)

_PUBLISHED: Final = (
    *("发布日期", "发布时间", "公开日期", "公开时间", "公布日期", "公布时间"),
    *("发文日期", "发文时间", "成文日期", "生成日期", "时间"),
)
_PUBLISHER: Final = ("发布机构", "发布单位", "发布机关", "发文机关", "发文机构", "发文单位", "制发机关", "信息来源")
_NUMBERED: Final = ("发文字号", "文号")


def _spelt(label: str) -> str:
    """A pattern for the label in either script, its characters set apart or not."""
    return r"\s{0,3}".join(f"[{char}{_VARIANT[char]}]" if char in _VARIANT else char for char in label)


_FIELD: Final = re.compile(
    rf"((?:{'|'.join(map(_spelt, (*_PUBLISHED[:-1], *_PUBLISHER, *_NUMBERED)))})"
    rf"|(?<![\u3400-\u9fff]){_spelt('时间')})\s{{0,3}}[:：]"
)
_OTHER_FIELD: Final = re.compile(r"\s(?:[^\s:：]\s?){1,8}[:：]")
_NUMBER: Final = re.compile(
    r"[\u3400-\u9fff]{1,14}\s{0,3}[〔﹝\[［(（【]\s{0,3}\d{4}\s{0,3}[〕﹞\]］)）】]\s{0,3}第?\s{0,3}\d{1,5}\s{0,3}[号號]"
)
_DATE: Final = re.compile(rf"{_DAY}|(\d{{4}})([-/.])(\d{{1,2}})\5(\d{{1,2}})(?!\d)")
_CLOCK: Final = re.compile(r"\s{0,4}\d{1,2}:\d{2}(?::\d{2})?")
_REPORTING: Final = re.compile(r"\s{0,3}(?:[(（]?\s{0,3}(?:盖\s{0,3}章|蓋\s{0,3}章|公章)\s{0,3}[)）]?)?\s{0,3}[:：]([^|\r\n]{1,120})")
_TABLE_YEAR: Final = re.compile(r"[)）]?\s{0,8}[(（]\s{0,4}(\d{4})\s{0,4}年\s{0,4}度?\s{0,4}[)）]")

_STATEMENTS: Final = (
    *("统计期限", "统计时限", "统计时间", "统计时段", "统计周期", "数据时限", "数据期限", "所列数据"),
    *("統計期限", "統計時限", "統計時間", "數據時限", "所列數據"),
)
_PERIOD: Final = re.compile(
    rf"[^\d。；;]{{0,14}}?{_DAY}\s{{0,4}}(?:起|始|开始|開始)?\s{{0,4}}[,，]?\s{{0,4}}(?:到|至|[-–—―─~～]{{1,2}})"
    rf"\s{{0,4}}(?:(?:{_Y}\s{{0,4}}年|[同当當]年)\s{{0,4}})?{_N}\s{{0,4}}月\s{{0,4}}{_N}\s{{0,4}}日"
)
_OPENER: Final = re.compile(r"(20\d\d)年(?:度)?(?=[,，我全])")


@frozen
class Metadata:
    """What the text says about the report itself; each is None where the text does not say it.

    `title` and `agency` as written; `year` is the report year; `document_number` a 文号 such as ``格政办〔2018〕32号``;
    `published` an ISO date; `period` the first and last day of the statistics, as ISO dates.
    """

    title: str | None = None
    agency: str | None = None
    year: int | None = None
    document_number: str | None = None
    published: str | None = None
    period: tuple[str, str] | None = None


def read_metadata(text: str) -> Metadata:
    """What `text` says about the report itself. Any `str` will do, and nothing raises.

    >>> read_metadata("云泽县水务局2021年政府信息公开工作年度报告\\n发布时间:2022-01-20\\n一、总体情况\\n...")
    Metadata(title='云泽县水务局2021年政府信息公开工作年度报告', agency='云泽县水务局', year=2021, document_number=None, \
published='2022-01-20', period=None)
    """
    head = text[:_FRONT]
    front = list(_cells(head, front=True))
    title, letter = _titles(front)
    if letter and not title:  # The letter may itself be in numbered sections: its report stands further down.
        front = list(_cells(head, front=False))
        title, letter = _titles(front)
    named = title or letter
    fields = _fields(front)
    table = _line_of(text, "政府信息公开情况统计表")
    signed, signer = _signature(text, table)
    period = _period(text[:_STATEMENT])
    years = (
        title and title.year,
        letter and letter.year,
        _table_year(text, table),
        _year_of(period),
        _section_year(head),
    )
    return Metadata(
        title=named.text if named else None,
        agency=_reporting_body(text) or _publisher(fields) or (named.agency if named else None) or signer,
        year=next((year for year in years if year), None),
        document_number=_document_number(front, fields, named),
        published=_published(fields) or _dated(front, title, letter) or signed,
        period=period,
    )


# --- the front ---------------------------------------------------------------------------------------------------------


def _cells(head: str, *, front: bool) -> Iterator[str]:
    """The cells of the head, trimmed and not empty; with `front`, only those above the first numbered section."""
    for line in head.splitlines():
        for part in line.split("|"):
            cell = part.strip(_MARGIN)
            if front and (cell[1:2] == "、" and cell[0] in "一二三四五六" or cell.startswith("第二十条")):
                return
            if cell:
                yield cell[:_CELL]


def _fold(text: str) -> str:
    """`text` as it is matched: without white space, in half-width digits and the simplified characters that matter."""
    return "".join(text.split()).translate(_FOLD)


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _cut(source: str, start: int, stop: int) -> str:
    """The part of `source` whose folded text is ``[start:stop]``."""
    places = [place for place, char in enumerate(source) if not char.isspace()]
    return source[places[start] : places[stop - 1] + 1]


def _is_body(folded: str) -> bool:
    """Whether this is the name of a public body and nothing else."""
    return len(folded) > 2 and folded.endswith(_BODY_ENDS) and bool(_NAME.fullmatch(folded)) and folded not in _NO_NAME


def _year(folded: str) -> int | None:
    """The year that `folded` names, if it names one alone."""
    years = {_number(year) for year in _YEARS.findall(folded)}
    return years.pop() if len(years) == 1 else None


class _Title(NamedTuple):
    text: str
    agency: str | None
    year: int | None
    rank: int  # 0 best
    first: int  # the cells that the title takes up
    last: int


def _titles(cells: Sequence[str]) -> tuple[_Title | None, _Title | None]:
    """The report's own title, and that of a letter that hands it in: the first of the best kind."""
    found = [title for last in range(len(cells)) if (title := _title(cells, last))]
    own = min((title for title in found if title.rank < 3), key=lambda title: title.rank, default=None)
    return own, next((title for title in found if title.rank == 3), None)


def _title(cells: Sequence[str], last: int) -> _Title | None:
    """The title that ends in that cell; it may have begun in an earlier one."""
    cell = cells[last]
    if len(cell) > _TITLE_CELL and last or not any(char in cell for char in "报報结結函示"):
        return None
    for first in (last, last - 1):
        if first >= 0 and (title := _own_title(cells, first, last) or _letter_title(cells, first, last)):
            return title
    return None


def _joined(cells: Sequence[str], first: int, last: int) -> tuple[str, str]:
    """Those cells as one line without ``标题:``, and its folded text; of a line that says it all twice, once."""
    source = _NAMED.sub("", "".join(map(_spaced, cells[first : last + 1])), count=1)
    folded = _fold(source)
    half = len(folded) // 2
    return source, folded[:half] if folded[:half] == folded[half:] else folded


def _own_title(cells: Sequence[str], first: int, last: int) -> _Title | None:
    source, folded = _joined(cells, first, last)
    found = _match_title(folded)
    if found and found["before"] == "" or found and _YEAR_CELL.fullmatch(found["before"]):
        # No agency: it stands on the line above, or the year does and the agency above that.
        while first and last - first < 3 and _leads(cells[first - 1]):
            first -= 1
            source, folded = _joined(cells, first, last)
        found = _match_title(folded)
    if not found:
        return None
    about = "关于" in found["before"]
    if _PROSE.search(found["before"]) and not about:
        return None
    agency = _agency_of(source, found)
    year = _year(found[0])
    if year is None and last + 1 < len(cells) and _YEAR_CELL.fullmatch(below := _fold(cells[last + 1])):
        year = _year(below + "年")
    if year is None and not (agency and _is_body(_fold(agency))):
        return None  # 政府信息公开年报 alone is the heading of a column of the site
    rank = (3 if _PROSE.search(found["before"]) else 2) if about else 0 if agency and year else 1
    return _Title(_cut(source, 0, found.end()), agency, year, rank, first, last)


def _leads(cell: str) -> bool:
    """Whether a cell may be the beginning of the title below it: the agency, or what ends in the year."""
    folded = _fold(cell)
    return _is_body(folded) or bool(_YEAR_CELL.fullmatch(folded)) or bool(_ENDS_IN_YEAR.fullmatch(folded))


def _match_title(folded: str) -> re.Match[str] | None:
    found = _TITLE.match(folded)
    if not found or not ("年" in found[0]) or re.match(r"[(（]?[一二三四五六七八九十\d]{1,2}[)、.]", folded):
        return None
    return found if found.end() == len(folded) or _AFTER.match(folded, found.end()) else None


def _agency_of(source: str, found: re.Match[str]) -> str | None:
    """The agency that a title names: what is left of it without the year and the words of the report."""
    who = _WHO.fullmatch(found["before"])
    if not who or not _NAME.fullmatch(who["who"]) or _WHOLE.fullmatch(who["who"]) or "年" in who["who"][-1:]:
        return None
    start, stop = found.start("before") + who.start("who"), found.start("before") + who.end("who")
    if who["who"].endswith("人民") and found["topic"].startswith("政府"):
        stop += 2
    return _cut(source, start, stop)


def _letter_title(cells: Sequence[str], first: int, last: int) -> _Title | None:
    """关于上报《…年度报告》的报告 and the like: the title of a letter that comes before the report."""
    source, folded = _joined(cells, first, last)
    found = _COVER.fullmatch(folded)
    if not found or "年" not in folded:
        return None
    inner = _TITLE.match(folded, folded.find("《") + 1) if "《" in folded else None
    agency = _agency_of(source, inner) if inner else None
    if agency is None and _is_body(found[1]):
        agency = _cut(source, 0, found.end(1))
    return _Title(source, agency, _year(folded), 3, first, last)


def _fields(cells: Sequence[str]) -> dict[str, str]:
    """The fields of a metadata table or line, by their folded labels; the first of each counts.

    A value ends where the next label begins; where nothing follows a label, the next cell is its value.
    """
    fields: dict[str, str] = {}
    for place, cell in enumerate(cells):
        if ":" not in cell and "：" not in cell:
            continue
        labels = list(_FIELD.finditer(cell))
        for number, found in enumerate(labels):
            is_last = number + 1 == len(labels)
            value = cell[found.end() : len(cell) if is_last else labels[number + 1].start()].strip()
            if not value and is_last and place + 1 < len(cells):
                value = cells[place + 1]
            label = _fold(found[1])
            # 时间 alone may be of anything; beside the page's source it is that of the publication.
            if label != "时间" or any("来源" in near or "來源" in near for near in cells[max(0, place - 1) : place + 2]):
                fields.setdefault(label, value)
    return fields


def _body_named(value: str) -> str | None:
    """The public body that a field's value names, if it is a name."""
    value = _spaced(_OTHER_FIELD.split(value, maxsplit=1)[0])
    folded = _fold(value)
    named = _NAME.fullmatch(folded) and folded not in _NO_NAME and not folded.startswith("年")
    return value if named else None


def _publisher(fields: dict[str, str]) -> str | None:
    return next((body for label in _PUBLISHER if label in fields and (body := _body_named(fields[label]))), None)


def _published(fields: dict[str, str]) -> str | None:
    for label in _PUBLISHED:
        if found := _DATE.match(fields.get(label, "")):
            return _iso_of(found)
    return None


def _document_number(cells: Sequence[str], fields: dict[str, str], title: _Title | None) -> str | None:
    """The report's own number: in its field, or alone on a line at the top; never one that prose cites."""
    for label in _NUMBERED:
        if found := _NUMBER.match(fields.get(label, "")):
            return _spaced(found[0])
    for cell in cells[: title.last + 3 if title else 5]:
        found = _NUMBER.match(cell)
        if found and (found.end() == len(cell) or _fold(cell[found.end() :]).startswith("签发人")):
            return _spaced(found[0])
    return None


def _dated(cells: Sequence[str], title: _Title | None, letter: _Title | None) -> str | None:
    """The date on a line of its own under the title, else under the letter."""
    spans = []
    if title:
        spans.append((title.last + 1, title.last + 4))
    if letter:
        spans.append((letter.last + 1, title.first if title and title.first > letter.last else letter.last + 20))
    for start, stop in spans:
        for place in range(start, min(stop, len(cells))):
            if iso := _date_alone(cells, place, signed=False):
                return iso
    return None


# --- the table of 2014, the period, the first section, the signature ---------------------------------------------------


def _line_of(text: str, words: str) -> int:
    """Where `words` begin a line or nearly so, -1 if nowhere; only the first few occurrences count."""
    place = -1
    for _ in range(_OCCURRENCES):
        place = text.find(words, place + 1)
        if place < 0:
            break
        before = text[max(0, place - 16) : place]
        if len(before) < 16 or "\n" in before or "\r" in before:
            return place
    return -1


def _table_year(text: str, table: int) -> int | None:
    """The year of ``(2017年度)`` below the heading of the 2014 table."""
    if table < 0:
        return None
    found = _TABLE_YEAR.match(text, table + len("政府信息公开情况统计表"))
    found = found or re.compile(r"\s{0,8}[(（]\s{0,4}(\d{4})").match(text, table + len("政府信息公开情况统计表"))
    return _number(found[1]) if found else None


def _reporting_body(text: str) -> str | None:
    """The body after ``填报单位(盖章):``."""
    for words in ("填报单位", "填報單位"):
        place = text.find(words)
        for _ in range(_OCCURRENCES):
            if place < 0:
                break
            found = _REPORTING.match(text, place + len(words))
            if found and (body := _body_named(re.split(r"\s{2,}", found[1].strip(), maxsplit=1)[0])):
                return body
            place = text.find(words, place + 1)
    return None


def _period(text: str) -> tuple[str, str] | None:
    """The first statement of the period that gives two whole dates in order."""
    periods = []
    for words in _STATEMENTS:
        place = text.find(words)
        for _ in range(_OCCURRENCES):
            if place < 0:
                break
            found = _PERIOD.match(text, place + len(words))
            if found:
                year, month, day, last_year, last_month, last_day = found.groups()
                first, last = _iso(year, month, day), _iso(last_year or year, last_month, last_day)
                if first and last and first <= last:
                    periods.append((place, (first, last)))
                    break
            place = text.find(words, place + 1)
    return min(periods)[1] if periods else None


def _year_of(period: tuple[str, str] | None) -> int | None:
    return int(period[0][:4]) if period and period[0][:4] == period[1][:4] else None
