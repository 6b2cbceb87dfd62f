"""Titles: the lines at the front of a report that name it, with its agency and its year.

In: the cells of the front. Out: the report's own title and that of a letter that hands it in, each None where no line
says it plainly. Nothing raises.

Strategy: cells are matched *folded*: without white space, in half-width digits and simplified characters, one for one.
What is returned is cut from the source, runs of white space made one space. White space is looked at once: where a page
became one line, the words of the site's navigation stand before the title, and only the last words that can be a
body's name belong to it. Where they may or may not, no agency is named.

Patterns are compiled when first used, which keeps the import light; every repetition in them is bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Final, NamedTuple

__all__ = [
    "IN_SCRIPTS",
    "MARGIN",
    "Title",
    "cells_of",
    "compiled",
    "either",
    "find_titles",
    "fold",
    "is_body",
    "is_name",
    "iso_date",
    "number",
    "read_sheet",
    "read_titles",
    "spaced",
]

# Of a longer cell the beginning is enough; one longer than a title is none.
_CELL: Final = 300
_TITLE_CELL: Final = 120
# Where this many titles stand, they are a list.
_ENOUGH_TITLES: Final = 12

_TRADITIONAL: Final = "發佈開報結單號時間標題統計務與構機關況總會辦縣區鎮鄉廳處隊學於稱來據編現將點擊瀏覽訪問"
_SIMPLIFIED: Final = "发布开报结单号时间标题统计务与构机关况总会办县区镇乡厅处队学于称来据编现将点击浏览访问"
_FOLD: Final = str.maketrans(_TRADITIONAL + "０１２３４５６７８９（）［］：", _SIMPLIFIED + "0123456789()[]:")
# Words that Taiwan has for others, of the same length.
_REWORDED: Final = (("資訊", "信息"), ("釋出", "发布"))
IN_SCRIPTS: Final = {
    **{new: f"[{new}{old}]" for new, old in zip(_SIMPLIFIED, _TRADITIONAL, strict=True)},
    "信": "[信資]",
    "息": "[息訊]",
    "发": "[发發釋]",
    "布": "[布佈出]",
}
_NUMERALS: Final = str.maketrans("〇零○ＯOo一二三四五六七八九", "000000123456789")
MARGIN: Final = "#*·•●◆■ \t\r\n\xa0\u3000\ufeff\u200b"

_YEAR: Final = r"(?:(?<!\d)20\d\d(?!\d)|二[〇零○ＯOo0][〇零○ＯOo0一二三四五六七八九]{2}(?=年))"
_YEAR_CELL: Final = rf"\(?{_YEAR}年度?\)?"
# The end of a body's name that a line break parted from it.
_NAME_END: Final = rf"(?:街道|街道办事处|办事处|人民政府|(?:管理)?委员会|管委会|办公室)(?:{_YEAR}年?度?)?的?"
# How the name of an office within a body ends, which has the body's before it.
_OFFICE_NAME: Final = "(?:办公室|办公厅|办事处)$"
# What a title begins with whose body stands on the line above.
_NAME_ABOVE: Final = rf"(?:关于)?(?:{_YEAR_CELL})?|{_NAME_END}"

_NAME: Final = r"[\u3400-\u9fff()·]{2,40}"
_BODY: Final = (
    r"[\u3400-\u9fff()·]{2,38}(?:政府|机关|委员会|办公室|管委会|办事处|街道|中心|公司|学校|大学|学院"
    r"|[局委办厅镇乡县区市省州盟旗院所队部署])"
)
# What stands where a body's name may stand, and is a heading of the site, an office within a body, or no name at all.
_NO_BODY: Final = (
    r"乡?镇街道|走进政府|(?:新闻|服务|政务服务|信息|个人|会员)中心|(?:党政|综合|行政)综?合?办(?:公室)?|年.*|.*年"
    r"|[全我本各][省市县区州镇乡局委办]|.{1,3}机关|各?(?:部门|乡镇|单位)|[本上下]级|历年"
    r"|本站|本站原创|原创|转载|(?:系统)?管理员|互联网|网络|未知|暂无"
)

# 政府信息公开工作年度报告 and its relatives, with the parts that titles of 2008 to 2025 have.
_TITLE: Final = (
    r"(?P<before>[^，。；、,;:!?！？“”\"<>《》›»/\\|]{0,120}?)"
    r"(?P<topic>政府信息[与和]政务公开|政府信息公开[和与暨]政务公开|政务公开[和与暨]政府信息公开"
    r"|政府信息公开|政务信息公开|政务公开|信息公开)"
    rf"(?:工作)?(?:情况)?的?(?:{_YEAR}年?)?(?:年度|度)?(?:工作)?(?:情况)?(?:总结报告|报告|年报|总结)"
    r"(?:[(【\[][^()【】\[\]]{1,12}[)】\]])?"
)
# The heading of the municipal tables before 2014, which are reports of their own, and the year below it.
_SHEET: Final = (
    rf"(?P<who>{_NAME}?)??(?P<before>{_YEAR}年?度?)?政府信息公开情况统计报表"
    rf"(?:\(?(?P<behind>{_YEAR})年?(?:度|\d{{1,2}}月)?\)?)?"
)
_YEAR_BELOW: Final = rf"\(?{_YEAR}年(?:度|\d{{1,2}}月)?\)?"
# What may follow a title on its line; anything else (格式, 的通知, .docx) makes the line something else.
_AFTER: Final = (
    r"20\d\d[-/.年]|[-–—_【\[]|发布|公开日期|来源|信息来源|时间|日期|作者|浏览|字号|字体|索引|发文|文号|点击|访问"
    r"|更新|打印|根据|按照|依据|现将|本报告|全年|本年|一年来|我[省市州县区镇乡局委办厅院]|一、"
)
_NUMBERING: Final = r"\(?[一二三四五六七八九十\d]{1,2}[)、.]"
_NAMED: Final = r"(?:[标標]\s{0,3}[题題]|名\s{0,3}[称稱]|信息名称|文件名称)\s{0,3}[:：]\s{0,9}"
_WHO: Final = rf"(?:关于)?(?:{_YEAR}年?度?)?(?P<who>.{{0,60}}?)(?:关于)?(?:{_YEAR}年?度?)?的?"
# Words of a sentence or of a path through the site, which stand before the topic in no title but a letter's.
_PROSE: Final = r"公布|发布|(?<!机构)编制|根据|按照|依据|现将|现就|做好|印发|要求|报送|上报|呈报|首页|位置|附件"
# Words of the site around a report: menu items, what menu items are made up of, and all that is not Chinese.
_NAVIGATION: Final = (
    r"登[录錄陆陸]|登录注册|注册|註冊|(?:无障碍|适老|长[者辈]|关怀).{0,4}|(?:大字|简体|繁体|手机|移动|电脑)版?|(?:返回|设为).{1,4}"
    r"|(?:加入)?收藏|打印|分享|关闭|搜索|检索|导航|正文|微信|微博|走[进近].{1,6}|.{2,20}(?:网站|门户网?|专栏|专题|频道|目录)"
    r"|(?:网站|首页|新闻|中心|政务|政府|信息|公开|公示|互动|交流|公众|参与|办事|大厅|服务|便民|通知|公告|动态|要闻|资讯"
    r"|政策|法规|文件|解读|回应|关切|热点|数据|开放|机构|职能|概况|领导|之窗|工作|重点|领域|法定|主动|依申请|内容|指南"
    r"|制度|年度|报告|年报|专题|专栏|民生|图片|视频|投资|招商|旅游|[县市区镇乡]情){1,8}"
    r"|.*[^\u3400-\u9fff()·\d〇○ＯOo].*"
)
# A word that says where the body of the following word is; the other one, that a body's name says so itself.
_PLACE: Final = (
    r"(?![全我本各]|[省市州盟县区旗镇乡街道]{2,11}$)[\u3400-\u9fff·]{1,10}(?:[省市州盟县旗镇乡]|(?<![专社园校])区|街道)"
)
_PLACED: Final = r"[\u3400-\u9fff·]{1,12}?(?<!城)(?:[省市州盟县区旗镇乡](?!场)|街道)"
_LETTER: Final = r"([^，。；,;:]{0,40}?)关于[^，。；,;]{0,90}公开[^，。；,;]{0,40}的(?:报告|函|请示)"


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern, compiled when it is first used."""
    return re.compile(pattern)


def either(pattern: str) -> str:
    """The pattern for either script."""
    return "".join(IN_SCRIPTS.get(char, char) for char in pattern)


# --- reading a cell ---------------------------------------------------------------------------------


def cells_of(head: str, *, front: bool) -> Iterator[str]:
    """The cells of the head, trimmed, those that are empty left out; with `front`, up to the first numbered section."""
    for line in head.splitlines():
        for part in line.replace("\t", "|").split("|"):
            cell = part.strip(MARGIN)
            if not cell:
                continue
            if front and ((cell[1:2] == "、" and cell[0] in "一二三四五六") or cell.startswith("第二十")):
                return
            yield cell[:_CELL]


def fold(text: str) -> str:
    """The text without white space, in half-width digits and simplified characters."""
    folded = "".join(text.split())
    for written, meant in _REWORDED:
        folded = folded.replace(written, meant)
    return folded.translate(_FOLD)


def spaced(text: str) -> str:
    """The text with runs of white space made one space."""
    return " ".join(text.split())


def _cut(source: str, start: int, stop: int) -> str:
    """The part of `source` whose folded text is ``[start:stop]``."""
    places = list(islice((place for place, char in enumerate(source) if not char.isspace()), stop))
    return source[places[start] : places[-1] + 1]


def is_name(folded: str) -> bool:
    """Whether this may be the name of a public body where one is expected."""
    return bool(compiled(_NAME).fullmatch(folded)) and not compiled(_NO_BODY).fullmatch(folded)


def is_body(folded: str) -> bool:
    """Whether this is the name of a public body and can be nothing else."""
    return bool(compiled(_BODY).fullmatch(folded)) and not compiled(_NO_BODY).fullmatch(folded)


def _year(folded: str) -> int | None:
    """The year that `folded` names, if it names one alone."""
    years = {number(year) for year in compiled(_YEAR).findall(folded)}
    return years.pop() if len(years) == 1 else None


def number(numeral: str) -> int:
    """The number that up to four digits in any script make, 0 where they make none: 2021, 二〇二一, 十二, 二十五."""
    digits = numeral.translate(_NUMERALS)
    if "十" in digits:
        tens, _, ones = digits.partition("十")
        digits = f"{tens or 1}{ones or 0}"
    return int(digits) if digits.isdecimal() else 0


def iso_date(year: str, month: str, day: str) -> str | None:
    """An ISO date, None for a day that the calendar has not, or that is not in this century."""
    y, m, d = number(year), number(month), number(day)
    leap = y % 4 == 0 and (y % 100 != 0 or y % 400 == 0)
    days = (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return f"{y}-{m:02}-{d:02}" if 2000 <= y < 2100 and 1 <= m <= 12 and 1 <= d <= days[m - 1] else None


# --- titles -----------------------------------------------------------------------------------------


class Title(NamedTuple):
    """A line that is a title, with what it says."""

    text: str
    agency: str | None
    year: int | None
    rank: int  # 0 names agency and year, 1 one of them, 2 is worded 关于…的报告, 3 is a letter's
    first: int  # the cells that it takes up
    last: int


def read_titles(cells: Sequence[str]) -> tuple[Title | None, Title | None]:
    """The report's own title, and that of a letter: the first of the best rank.

    Where titles of the best rank name different years or agencies, they are links to reports, and none is taken.
    """
    found = list(islice(find_titles(cells), _ENOUGH_TITLES))
    ranked = sorted((title for title in found if title.rank < 3), key=lambda title: (title.rank, not title.agency))
    own = ranked[0] if ranked else None
    if own and any(title.rank == own.rank and _differ(title, own) for title in found):
        own = None
    return own, next((title for title in found if title.rank == 3), None)


def read_sheet(cells: Sequence[str]) -> Title | None:
    """The heading of a statistical table that is a report of its own, with the year in it or in the cell below.

    >>> found = read_sheet(["平陵市政府信息公开情况统计报表", "（2010年度）"])
    >>> found.text, found.agency, found.year
    ('平陵市政府信息公开情况统计报表', '平陵市', 2010)
    """
    for place, cell in enumerate(cells):
        found = compiled(_SHEET).fullmatch(fold(cell)) if "统" in cell or "統" in cell else None
        if found is None:
            continue
        year = _year(found[0])
        below = fold(cells[place + 1]) if place + 1 < len(cells) else ""
        if year is None and compiled(_YEAR_BELOW).fullmatch(below):
            year = _year(below)
        who = found["who"] or ""
        agency = _cut(cell, *found.span("who")) if is_body(who) else None
        return Title(spaced(cell), agency, year, 0, place, place)
    return None


def find_titles(cells: Sequence[str]) -> Iterator[Title]:
    """All titles among the cells."""
    return (title for last in range(len(cells)) if (title := _title(cells, last)))


def _differ(one: Title, other: Title) -> bool:
    names = sorted((fold(one.agency or ""), fold(other.agency or "")), key=len)
    return one.year != other.year or names[0] not in names[1]


def _title(cells: Sequence[str], last: int) -> Title | None:
    """The title that ends in that cell; it may have begun in the one before."""
    cell = cells[last]
    if (last and len(cell) > _TITLE_CELL) or not compiled("[报報结結函示]").search(cell):
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
    source = "".join(map(spaced, cells[first : last + 1]))
    if (":" in source or "：" in source) and (named := compiled(_NAMED).search(source)):
        source = source[named.end() :]
    folded = fold(source)
    half = len(folded) // 2
    return source, folded[:half] if folded[:half] == folded[half:] else folded


def _match_title(folded: str) -> re.Match[str] | None:
    found = compiled(_TITLE).match(folded)
    if not found or "年" not in found[0] or compiled(_NUMBERING).match(folded):
        return None
    return found if found.end() == len(folded) or compiled(_AFTER).match(folded, found.end()) else None


def _own_title(cells: Sequence[str], first: int, last: int, source: str, folded: str) -> Title | None:
    found = _match_title(folded)
    if found and compiled(_NAME_ABOVE).fullmatch(found["before"]):
        # The agency stands on the line above, or the year does, and the agency above that.
        name = ""
        while first > max(0, last - 3) and _leads(cells[first - 1], name):
            first -= 1
            name = _year_off(cells[first])
        source, folded = _joined(cells, first, last)
        found = _match_title(folded)
    if not found:
        return None
    start, agency = _agency(source, found)
    if compiled(_NAME_END).fullmatch(found["before"]):
        agency = None
    before = folded[start : found.end("before")]
    about, prose = "关于" in before, compiled(_PROSE).search(before)
    if prose and not about:
        return None
    year = _year(folded[start : found.end()])
    if year is None and last + 1 < len(cells) and compiled(_YEAR_CELL).fullmatch(below := fold(cells[last + 1])):
        year = _year(below)
    if year is None and not (agency and is_body(fold(agency))):
        return None  # 政府信息公开年报 alone is the heading of a column of the site.
    rank = (3 if prose else 2) if about else 0 if agency and year else 1
    return Title(_cut(source, start, found.end()), agency, year, rank, first, last)


def _leads(cell: str, name: str) -> bool:
    """Whether a cell may be the line above the rest of its title: the agency, the year, or both.

    `name` is what stands below it of the agency, and may be the rest of its name.
    """
    above = _year_off(cell)
    if above != fold(cell):
        return not above or (not name and bool(compiled(_NAME).fullmatch(above)))
    return is_body(above) and (not name or _goes_on(above, name))


def _year_off(cell: str) -> str:
    """The folded cell without the year at its end."""
    return compiled(rf"{_YEAR_CELL}\Z").sub("", fold(cell))


def _goes_on(above: str, name: str) -> bool:
    """Whether two lines are one name (云泽县, 水务局), and the upper one is no heading of the government's site."""
    if compiled(_PLACED).match(name):
        return bool(compiled(_PLACE).fullmatch(above)) and not name.startswith(above[:2])
    return not above.endswith("政府") or bool(compiled(_OFFICE_NAME).search(name))


def _agency(source: str, found: re.Match[str]) -> tuple[int, str | None]:
    """Where in its folded line a title begins, and the agency it names: what stands before its topic, but the year."""
    start = _behind_navigation(source, found.start("before"), found.end("before"))
    who = compiled(_WHO).fullmatch(found.string, start, found.end("before"))
    if not who or not is_name(who["who"]):
        return start, None
    first, stop = who.span("who")
    if who["who"].endswith("人民") and found["topic"].startswith("政府"):
        stop += len("政府")
    own = _own_name(source, first, stop)
    if own is None:
        return start, None
    return own if first == start else start, _cut(source, own, stop)


def _behind_navigation(source: str, start: int, stop: int) -> int:
    """Where between those places of the folded line the words of the site's navigation are over."""
    words = _cut(source, start, stop).split() if start < stop else []
    over = 0
    if len(words) > 1:
        over = max((n for n, word in enumerate(words, 1) if compiled(_NAVIGATION).fullmatch(fold(word))), default=0)
    return start + sum(map(len, words[:over]))


def _own_name(source: str, start: int, stop: int) -> int | None:
    """Where the name of a body begins, of which only the last word is certain; None where that cannot be told.

    To it belong the words that say where the body is (云泽县 水务局); what is before a name that says so does not.
    """
    words = _cut(source, start, stop).split()
    if all(len(word) == 1 for word in words):  # Set with spaces between all characters.
        return start
    name = words.pop()
    while words and (len(name) == 1 or name == "政府"):  # The end of a word that a space came into.
        name = words.pop() + name
    placed = bool(compiled(_PLACED).match(folded := fold(name)))
    while words and compiled(_PLACE).fullmatch(word := fold(words[-1])) and not folded.startswith(word[:2]):
        placed = True
        name = words.pop() + name
    return stop - len(name) if not words or (placed and is_body(folded)) else None


def _letter_title(cells: Sequence[str], first: int, last: int, source: str, folded: str) -> Title | None:
    """关于上报《…年度报告》的报告 and its like: the title of a letter that hands the report in."""
    found = compiled(_LETTER).fullmatch(folded) if "关于" in folded else None
    if not found:
        return None
    inner = compiled(_TITLE).match(folded, folded.index("《") + 1) if "《" in folded else None
    agency = _agency(source, inner)[1] if inner else None
    start = _behind_navigation(source, 0, found.end(1))
    if is_body(folded[start : found.end(1)]) and (own := _own_name(source, start, found.end(1))) is not None:
        start = own
        agency = agency or _cut(source, own, found.end(1))
    if agency is None and first and is_body(fold(cells[first - 1])):
        agency = spaced(cells[first - 1])
    return Title(_cut(source, start, len(folded)), agency, _year(folded[start:]), 3, first, last)
