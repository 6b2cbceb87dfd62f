"""Lines that say of which year a table is."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["YEAR_LINE", "has_line_of_other_year", "names_other_year"]

# Words that say of a table that it is not of the report's year.
_OTHER_YEAR: Final = re.compile(r"(?:上一?年度?|去年|前一?年度?)(?!结转|项目)|同期|[对比]比|比较|往年|历年")
# A line above a table that says nothing but the year of its figures: 表1 2021年, （2021年数据，供参考）. Where it says
# more, as 2021年度主动公开情况 does, an office may have left it there from the report before.
YEAR_LINE: Final = re.compile(
    r"[\s（(【#*]*(?:[一二三四五六七八九十\d]{1,2}[)）、.．]\s*)?(?:附?表\s*[一二三四五六七八九十\d]{0,2}[\s:：、.．]*)?(?P<year>20\d\d)\s*年度?\s*"
    r"(?P<data>的?(?:数据|数字|统计数?|情况|报表))?(?P<more>[^,，。;；]{0,12}情况表?)?(?:[,，;；\s]*仅?供?(?:参考|对比|比较))?[\s)）】:：*]*"
)
_SENTENCE: Final = re.compile(r"[,，。;；]")


def names_other_year(line: str) -> bool:
    """Whether a line, which is no sentence, says of the table below it that it is of another year."""
    return _OTHER_YEAR.search(line) is not None and not _SENTENCE.search(line)


def has_line_of_other_year(text: str) -> bool:
    """Whether a line of a text names another year. Most texts have none, and this is soon seen."""
    return _OTHER_YEAR.search(text) is not None and any(map(names_other_year, text.split("\n")))
