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

Cells are matched *folded*: without white space, in half-width digits and simplified characters, one for one. What is
returned is cut from the source, runs of white space made one space. Patterns are compiled when first used, which keeps
the import light; every repetition in them is bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import zip_longest
from typing import Final, NamedTuple

from attrs import frozen

__all__ = ["Metadata", "read_metadata"]

# How many characters are searched for the front, and before an end for the signature.
_FRONT: Final = 4000
_SIGNATURE: Final = 600
# Of a longer cell the beginning is enough; one longer than a title is none; a field's label stands at a beginning.
_CELL: Final = 300
_TITLE_CELL: Final = 120
_LABEL: Final = 20
# How often an anchor word may lead nowhere before it is given up.
_TRIES: Final = 3

_TRADITIONAL: Final = "發佈開報結單號時間標題統計務與構機關況總會辦縣區鎮鄉廳處隊學於稱來據編現將點擊瀏覽訪問"
_SIMPLIFIED: Final = "发布开报结单号时间标题统计务与构机关况总会办县区镇乡厅处队学于称来据编现将点击浏览访问"
_FOLD: Final = str.maketrans(_TRADITIONAL + "０１２３４５６７８９（）［］：", _SIMPLIFIED + "0123456789()[]:")
_IN_SCRIPTS: Final = {new: f"[{new}{old}]" for new, old in zip(_SIMPLIFIED, _TRADITIONAL, strict=True)}
_NUMERALS: Final = str.maketrans("〇零○ＯOo一二三四五六七八九", "000000123456789")
_MARGIN: Final = "#*·•●◆■ \t\r\n\xa0\u3000\ufeff\u200b"

_YEAR: Final = r"(?:(?<!\d)20\d\d(?!\d)|二[〇零○ＯOo0][〇零○ＯOo0一二三四五六七八九]{2}(?=年))"
_YEAR_CELL: Final = rf"\(?{_YEAR}年度?\)?"
_Y: Final = r"(\d{4}|二[〇零○ＯOo0０一二三四五六七八九]{3})"
_N: Final = r"(\d{1,2}|[一二三四五六七八九十]{1,3})"
_DAY: Final = rf"{_Y}\s{{0,4}}年\s{{0,4}}{_N}\s{{0,4}}月\s{{0,4}}{_N}\s{{0,4}}日"
_DATE: Final = rf"{_DAY}|(\d{{4}})([-/.－／．])(\d{{1,2}})\5(\d{{1,2}})(?!\d)"
_CLOCK: Final = r"\s{0,4}\d{1,2}:\d{2}(?::\d{2})?"

_NAME: Final = r"[\u3400-\u9fff()·]{2,40}"
_BODY: Final = (
    r"[\u3400-\u9fff()·]{2,38}(?:政府|机关|委员会|办公室|管委会|办事处|街道|中心|公司|学校|大学|学院"
    r"|[局委办厅镇乡县区市省州盟旗院所队部署])"
)
# What stands where a body's name may stand, and is a heading of the site, an office within a body, or no name at all.
_NO_BODY: Final = (
    r"乡?镇街道|走进政府|(?:新闻|服务|政务服务|信息|个人|会员)中心|(?:党政|综合|行政)综?合?办(?:公室)?|年.*|.*年"
    r"|[全我本各][省市县区州镇乡局委办]|各?(?:部门|乡镇|单位)|[本上下]级|历年"
    r"|本站|本站原创|原创|转载|(?:系统)?管理员|互联网|网络|未知|暂无"
)

# 政府信息公开工作年度报告 and its relatives, with the parts that titles of 2008 to 2025 have.
_TITLE: Final = (
    r"(?P<before>[^，。；、,;:!?！？“”\"<>《》›»/\\|]{0,60}?)"
    r"(?P<topic>政府信息[与和]政务公开|政府信息公开[和与暨]政务公开|政务公开[和与暨]政府信息公开"
    r"|政府信息公开|政务信息公开|政务公开|信息公开)"
    rf"(?:工作)?(?:情况)?的?(?:{_YEAR}年?)?(?:年度|度)?(?:工作)?(?:情况)?(?:总结报告|报告|年报|总结)"
    r"(?:[(【\[][^()【】\[\]]{1,12}[)】\]])?"
)
# What may follow a title on its line; anything else (格式, 的通知, .docx) makes the line something else.
_AFTER: Final = (
    r"20\d\d[-/.年]|[-–—_【\[]|发布|公开日期|来源|信息来源|时间|日期|作者|浏览|字号|字体|索引|发文|文号|点击|访问"
    r"|打印|根据|一、"
)
_NUMBERING: Final = r"\(?[一二三四五六七八九十\d]{1,2}[)、.]"
_NAMED: Final = r"(?:[标標]\s{0,3}[题題]|名\s{0,3}[称稱]|信息名称|文件名称)\s{0,3}[:：]\s{0,9}"
_WHO: Final = rf"(?:关于)?(?:{_YEAR}年?度?)?(?P<who>.{{0,60}}?)(?:关于)?(?:{_YEAR}年?度?)?的?"
# Words of a sentence or of a path through the site, which stand before the topic in no title but a letter's.
_PROSE: Final = r"公布|发布|(?<!机构)编制|根据|按照|依据|现将|现就|做好|印发|要求|报送|上报|呈报|首页|位置|附件"
_LETTER: Final = r"([^，。；,;:]{0,40}?)关于[^，。；,;]{0,90}公开[^，。；,;]{0,40}的(?:报告|函|请示)"


def _in_scripts(label: str) -> str:
    """A pattern for the label in either script, with its characters set apart or not."""
    return r"\s{0,3}".join(_IN_SCRIPTS.get(char, char) for char in label)


# The fields of a metadata table that are read, in the order in which they are believed.
_PUBLISHED: Final = tuple(
    what + when for what in ("发布", "公开", "公布", "发文", "成文", "生成") for when in ("日期", "时间")
)
_PUBLISHER: Final = (*(what + who for what in ("发布", "发文", "制发") for who in ("机构", "单位", "机关")), "信息来源")
_NUMBERED: Final = ("发文字号", "文号")
_PAGE_TIME: Final = "时间"
_FIELD: Final = (
    rf"({'|'.join(map(_in_scripts, (*_PUBLISHED, *_PUBLISHER, *_NUMBERED)))}"
    rf"|(?<![\u3400-\u9fff]){_in_scripts(_PAGE_TIME)})\s{{0,3}}[:：]"
)
_FIELD_END: Final = r"\s(?:[^\s:：]\s?){1,8}[:：]|\s{2}"
_NUMBER: Final = (
    r"[\u3400-\u9fff]{1,14}\s{0,3}[〔﹝\[［(（【]\s{0,3}\d{4}\s{0,3}[〕﹞\]］)）】]"
    r"\s{0,3}第?\s{0,3}\d{1,5}\s{0,3}[号號]"
)

_TABLE: Final = ("政府信息公开情况统计表", "政府信息公開情況統計表")
_TABLE_YEAR: Final = r"\s{0,40}[(（]\s{0,4}([2２][0０]\d\d)\s{0,4}年\s{0,4}度?\s{0,4}[)）]"
_REPORTING: Final = ("填报单位", "填報單位")
_SEAL: Final = r"\s{0,3}(?:[(（]\s{0,3}(?:[盖蓋]\s{0,3}|公)章\s{0,3}[)）])?\s{0,3}[:：]([^|\r\n]{1,120})"
_STATEMENTS: Final = ("统计期限", "统计时限", "统计时间", "数据时限", "所列数据")
_STATEMENTS_TRADITIONAL: Final = ("統計期限", "統計時限", "統計時間", "數據時限", "所列數據")
_PERIOD: Final = (
    rf"[^\d。；;]{{0,14}}?{_DAY}\s{{0,4}}(?:起|始|开始|開始)?\s{{0,4}}[,，]?\s{{0,4}}(?:到|至|[-–—―─~～]{{1,2}})"
    rf"\s{{0,4}}(?:(?:{_Y}\s{{0,4}}年|[同当當]年)\s{{0,4}})?{_N}\s{{0,4}}月\s{{0,4}}{_N}\s{{0,4}}日"
)
_OPENER: Final = r"[\n。]\s{0,9}([2２][0０]\d\d)\s{0,3}年\s{0,3}度?\s{0,3}[,，我全]"


@cache
def _re(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


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
    r"""What `text` says about the report itself. Any `str` will do, and nothing raises.

    >>> found = read_metadata("云泽县水务局2021年政府信息公开工作年度报告\n发布时间:2022-01-20 09:15\n一、总体情况\n")
    >>> found.agency, found.year, found.published, found.period
    ('云泽县水务局', 2021, '2022-01-20', None)
    """
    head = text[:_FRONT]
    front = list(_cells(head, front=True))
    title, letter = _titles(front)
    if letter and not title:  # A letter in numbered sections: the report stands below them.
        front = list(_cells(head, front=False))
        title, letter = _titles(front)
    named = title or letter
    fields = _fields(front)
    table = _table(text)
    period = _period(text)
    signed, signer = _signature(text, table)
    return Metadata(
        title=named.text if named else None,
        agency=_reporting_body(text) or _publisher(fields) or (named.agency if named else None) or signer,
        year=(title and title.year)
        or (letter and letter.year)
        or _table_year(text, table)
        or _year_of(period)
        or _section_year(head),
        document_number=_document_number(front, fields, letter or title),
        published=_published(fields) or _dated(front, title, letter) or signed,
        period=period,
    )


# --- reading a cell ---------------------------------------------------------------------------------


def _cells(head: str, *, front: bool) -> Iterator[str]:
    """The cells of the head, trimmed, those that are empty left out; with `front`, up to the first numbered section."""
    for line in head.splitlines():
        for part in line.split("|"):
            cell = part.strip(_MARGIN)
            if not cell:
                continue
            if front and ((cell[1:2] == "、" and cell[0] in "一二三四五六") or cell.startswith("第二十")):
                return
            yield cell[:_CELL]


def _fold(text: str) -> str:
    return "".join(text.split()).translate(_FOLD)


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _cut(source: str, start: int, stop: int) -> str:
    """The part of `source` whose folded text is ``[start:stop]``."""
    places = [place for place, char in enumerate(source) if not char.isspace()]
    return source[places[start] : places[stop - 1] + 1]


def _is_name(folded: str) -> bool:
    return bool(_re(_NAME).fullmatch(folded)) and not _re(_NO_BODY).fullmatch(folded)


def _is_body(folded: str) -> bool:
    """Whether this is the name of a public body and can be nothing else."""
    return bool(_re(_BODY).fullmatch(folded)) and not _re(_NO_BODY).fullmatch(folded)


def _year(folded: str) -> int | None:
    """The year that `folded` names, if it names one alone."""
    years = {_number(year) for year in _re(_YEAR).findall(folded)}
    return years.pop() if len(years) == 1 else None


def _number(numeral: str) -> int:
    """The number that up to four digits in any script make, 0 where they make none: 2021, 二〇二一, 十二, 二十五."""
    digits = numeral.translate(_NUMERALS)
    if "十" in digits:
        tens, _, ones = digits.partition("十")
        digits = f"{tens or 1}{ones or 0}"
    return int(digits) if digits.isdecimal() else 0


def _iso(year: str, month: str, day: str) -> str | None:
    """An ISO date, None for a day that the calendar has not, or that is not in this century."""
    y, m, d = _number(year), _number(month), _number(day)
    leap = y % 4 == 0 and (y % 100 != 0 or y % 400 == 0)
    days = (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return f"{y}-{m:02}-{d:02}" if 2000 <= y < 2100 and 1 <= m <= 12 and 1 <= d <= days[m - 1] else None


def _iso_of(found: re.Match[str]) -> str | None:
    return _iso(found[1], found[2], found[3]) if found[1] else _iso(found[4], found[6], found[7])


def _date_alone(cells: Sequence[str], place: int, *, signed: bool) -> str | None:
    """The date that a cell is; with `signed`, only one in words, else an ISO date with the time of day as well."""
    cell = cells[place].strip("()（）|")
    if len(cell) > 40 or (signed and cell[-1:] != "日"):
        return None
    found = _re(_DATE).match(cell)
    if not found or (found.end() < len(cell) and (signed or not _re(_CLOCK).fullmatch(cell, found.end()))):
        return None
    if place and cells[place - 1][-1] in "至到自从從由、,，-—":  # The second line of a sentence.
        return None
    return _iso_of(found)


# --- titles -----------------------------------------------------------------------------------------


class _Title(NamedTuple):
    text: str
    agency: str | None
    year: int | None
    rank: int  # 0 names agency and year, 1 one of them, 2 is worded 关于…的报告, 3 is a letter's
    first: int  # the cells that it takes up
    last: int


def _titles(cells: Sequence[str]) -> tuple[_Title | None, _Title | None]:
    """The report's own title, and that of a letter: the first of the best rank.

    Where titles of the best rank name different years or agencies, they are links to reports, and none is taken.
    """
    found = [title for last in range(len(cells)) if (title := _title(cells, last))]
    own = min((title for title in found if title.rank < 3), key=lambda title: title.rank, default=None)
    if own and any(title.rank == own.rank and _differ(title, own) for title in found):
        own = None
    return own, next((title for title in found if title.rank == 3), None)


def _differ(one: _Title, other: _Title) -> bool:
    names = sorted((_fold(one.agency or ""), _fold(other.agency or "")), key=len)
    return one.year != other.year or names[0] not in names[1]


def _title(cells: Sequence[str], last: int) -> _Title | None:
    """The title that ends in that cell; it may have begun in the one before."""
    cell = cells[last]
    if (last and len(cell) > _TITLE_CELL) or not any(char in cell for char in "报報结結函示"):
        return None
    for first in range(last, max(-1, last - 2), -1):
        source, folded = _joined(cells, first, last)
        if "公开" in folded and "年" in folded:
            title = _own_title(cells, first, last, source, folded) or _letter_title(cells, first, last, source, folded)
            if title:
                return title
    return None


def _joined(cells: Sequence[str], first: int, last: int) -> tuple[str, str]:
    """Those cells as one line without ``标题:``, and its folded text; of a line that says it all twice, once."""
    source = "".join(map(_spaced, cells[first : last + 1]))
    if (":" in source or "：" in source) and (named := _re(_NAMED).search(source)):
        source = source[named.end() :]
    folded = _fold(source)
    half = len(folded) // 2
    return source, folded[:half] if folded[:half] == folded[half:] else folded


def _match_title(folded: str) -> re.Match[str] | None:
    found = _re(_TITLE).match(folded)
    if not found or "年" not in found[0] or _re(_NUMBERING).match(folded):
        return None
    return found if found.end() == len(folded) or _re(_AFTER).match(folded, found.end()) else None


def _own_title(cells: Sequence[str], first: int, last: int, source: str, folded: str) -> _Title | None:
    found = _match_title(folded)
    if found and (not found["before"] or _re(_YEAR_CELL).fullmatch(found["before"])):
        # The agency stands on the line above, or the year does, and the agency above that.
        while first > max(0, last - 3) and _leads(cells[first - 1]):
            first -= 1
        source, folded = _joined(cells, first, last)
        found = _match_title(folded)
    if not found:
        return None
    about, prose = "关于" in found["before"], _re(_PROSE).search(found["before"])
    if prose and not about:
        return None
    agency, year = _agency_of(source, found), _year(found[0])
    if year is None and last + 1 < len(cells) and _re(_YEAR_CELL).fullmatch(below := _fold(cells[last + 1])):
        year = _year(below)
    if year is None and not (agency and _is_body(_fold(agency))):
        return None  # 政府信息公开年报 alone is the heading of a column of the site.
    rank = (3 if prose else 2) if about else 0 if agency and year else 1
    return _Title(_cut(source, 0, found.end()), agency, year, rank, first, last)


def _leads(cell: str) -> bool:
    """Whether a cell may be the line above the rest of its title: the agency, the year, or both."""
    folded = _fold(cell)
    return _is_body(folded) or bool(_re(rf"(?:{_NAME})?{_YEAR_CELL}").fullmatch(folded))


def _agency_of(source: str, found: re.Match[str]) -> str | None:
    """The agency that a title names: what stands before its topic, without the year."""
    who = _re(_WHO).fullmatch(found["before"])
    if not who or not _is_name(who["who"]):
        return None
    start, stop = (found.start() + place for place in who.span("who"))
    if who["who"].endswith("人民") and found["topic"].startswith("政府"):
        stop += len("政府")
    return _cut(source, start, stop)


def _letter_title(cells: Sequence[str], first: int, last: int, source: str, folded: str) -> _Title | None:
    """关于上报《…年度报告》的报告 and its like: the title of a letter that hands the report in."""
    found = _re(_LETTER).fullmatch(folded) if "关于" in folded else None
    if not found:
        return None
    inner = _re(_TITLE).match(folded, folded.index("《") + 1) if "《" in folded else None
    agency = _agency_of(source, inner) if inner else None
    if agency is None and _is_body(found[1]):
        agency = _cut(source, 0, found.end(1))
    if agency is None and first and _is_body(_fold(cells[first - 1])):
        agency = _spaced(cells[first - 1])
    return _Title(source, agency, _year(folded), 3, first, last)


# --- fields and other cells of the front ------------------------------------------------------------


def _fields(cells: Sequence[str]) -> dict[str, str]:
    """The fields of a metadata table or line by their folded labels, of each the first.

    A value ends where the next label begins; where nothing follows a label, the next cell is its value.
    """
    fields: dict[str, str] = {}
    for place, cell in enumerate(cells):
        if ":" not in cell[:_LABEL] and "：" not in cell[:_LABEL]:
            continue
        labels = list(_re(_FIELD).finditer(cell))
        for found, following in zip_longest(labels, labels[1:]):
            value = cell[found.end() : following.start() if following else len(cell)].strip()
            if not value and not following and place + 1 < len(cells):
                value = cells[place + 1]
            fields.setdefault(_fold(found[1]), value)
            # Any time may be called 时间; that beside the source of the page is when the page was published.
            if not any("来源" in _fold(near) for near in cells[max(0, place - 1) : place + 2]):
                fields.pop(_PAGE_TIME, None)
    return fields


def _body_named(value: str) -> str | None:
    """The name that the value of a field is, up to the next field."""
    value = _spaced(_re(_FIELD_END).split(value, maxsplit=1)[0])
    return value if _is_name(_fold(value)) else None


def _publisher(fields: dict[str, str]) -> str | None:
    named = (_body_named(fields.get(label, "")) for label in _PUBLISHER)
    return next((body for body in named if body and _is_body(_fold(body))), None)


def _published(fields: dict[str, str]) -> str | None:
    dates = (_re(_DATE).match(fields.get(label, "").lstrip("([（")) for label in (*_PUBLISHED, _PAGE_TIME))
    return next((iso for found in dates if found and (iso := _iso_of(found))), None)


def _document_number(cells: Sequence[str], fields: dict[str, str], top: _Title | None) -> str | None:
    """The report's own number: in its field, or alone on a line by the top title; never one that a sentence cites."""
    for label in _NUMBERED:
        if found := _re(_NUMBER).match(fields.get(label, "")):
            return _spaced(found[0])
    for cell in cells[: top.last + 3 if top else 5]:
        found = _re(_NUMBER).match(cell)
        alone = found and (found.end() == len(cell) or _fold(cell[found.end() :]).startswith("签发人"))
        # A line that wraps may begin with the number of the national notice.
        if found and alone and not cell.startswith(("国办", "國辦")):
            return _spaced(found[0])
    return None


def _dated(cells: Sequence[str], title: _Title | None, letter: _Title | None) -> str | None:
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


def _places(text: str, words: Sequence[str]) -> Iterator[int]:
    """Where each of the words begins in the text, the first few times."""
    for word in words:
        place = text.find(word)
        for _ in range(_TRIES):
            if place < 0:
                break
            yield place
            place = text.find(word, place + 1)


def _begins_line(text: str, place: int) -> bool:
    before = text[max(0, place - 16) : place]
    return "\n" in before or "\r" in before or place < 16


def _table(text: str) -> int:
    """Where the heading of the 2014 table begins, -1 where there is none."""
    return next((place for place in _places(text, _TABLE) if _begins_line(text, place)), -1)


def _table_year(text: str, table: int) -> int | None:
    """The year of ``(2017年度)`` below the heading of the 2014 table."""
    found = _re(_TABLE_YEAR).match(text, table + len(_TABLE[0])) if table >= 0 else None
    return _number(found[1]) if found else None


def _reporting_body(text: str) -> str | None:
    """The body named after ``填报单位(盖章):``."""
    filled = (_re(_SEAL).match(text, place + len(_REPORTING[0])) for place in _places(text, _REPORTING))
    return next((body for found in filled if found and (body := _body_named(found[1].strip()))), None)


def _period(text: str) -> tuple[str, str] | None:
    """The first period that is stated in two whole dates, the second perhaps without its year."""
    stated = []
    for place in _places(text, (_STATEMENTS + _STATEMENTS_TRADITIONAL) if "據" in text else _STATEMENTS):
        if found := _re(_PERIOD).match(text, place + len(_STATEMENTS[0])):
            first = _iso(found[1], found[2], found[3])
            last = _iso(found[4] or found[1], found[5], found[6])
            if first and last and first <= last:
                stated.append((place, (first, last)))
    return min(stated)[1] if stated else None


def _year_of(period: tuple[str, str] | None) -> int | None:
    return int(period[0][:4]) if period and period[0][:4] == period[1][:4] else None


def _section_year(head: str) -> int | None:
    """The year that sentences of section one begin with, if they agree and the first comes soon."""
    start = next((place for place in _places(head, ("一、",)) if _begins_line(head, place)), _FRONT)
    stop = next((place for place in _places(head, ("二、",)) if place > start and _begins_line(head, place)), _FRONT)
    openers = list(_re(_OPENER).finditer(head, start, stop))
    years = {_number(opener[1]) for opener in openers}
    near = bool(openers) and len(head[start : openers[0].start()].split()) < 3
    return years.pop() if len(years) == 1 and near else None


def _signature(text: str, table: int) -> tuple[str | None, str | None]:
    """Date and agency of the last lines; several dates that differ are none."""
    for end in (len(text), table):
        tail = text[max(0, end - _SIGNATURE) : max(0, end)]
        if "日" not in tail:
            continue
        lines = [cell for line in tail.splitlines() if (cell := line.strip(_MARGIN))]
        dates = {place: iso for place in range(len(lines)) if (iso := _date_alone(lines, place, signed=True))}
        if len(set(dates.values())) == 1:
            place = max(dates)
            signer = _spaced(lines[place - 1]) if place else ""
            return dates[place], signer if _is_body(_fold(signer)) else None
    return None, None
