"""The screen for crawls: may a text hold a report's table at all?

In: a text. Out: yes or no. Most pages of a crawl are about something else, and turning them away has to cost next to
nothing; pages on the same subject (the regulations, news, guides to filing a request) have all the words of the tables.
So a text is asked three questions, each dearer than the one before and put to fewer texts:

1. Of a long text: does it have the characters that a whole table cannot be without (`Form.signs`)? To look for a single
   character is many times faster than to look for two. Characters survive where labels are broken.
2. Does a figure, or what stands for none, follow a label of a row? A single row has that, and prose has not.
3. Where figures stand apart from broken labels: are there several pieces of labels (`Form.marks`), and many figures?

The signs, marks and labels are form data. Forms that `parse` does not look for in each text are told by the pieces that
show it that they are there, and forms of the caller's choice by two of their marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from string import whitespace
from typing import Final

from .forms import Form, chosen_forms, national_forms, shows_other_forms
from .labels import SIMPLIFIED, simplified

__all__ = ["looks_like_report", "may_hold_figures"]

# A shorter text may be a piece of a table that lacks its signs.
_LONG: Final = 1000
# A character of a header that the tables before 2014 have (代码), and few other pages.
_SIGN_OF_OTHERS: Final = "码"
# So many pieces of labels, so many figures in cells of their own.
_MARKS: Final = 2
# Pages of rules have some pieces of labels; a table, or half of one, has more, figures or not.
_MARKS_OF_A_TABLE: Final = 10
_FIGURES: Final = 8
# So many labels with a figure right behind them, as where the cells were run together; prose has fewer in a page.
_GLUED: Final = 4
# How much of a label's end is looked for, so far before a figure; a shorter end than this has its number.
_TAIL: Final = 8
_BEFORE: Final = 120
_REACH: Final = 1000
_LONGEST_TAIL: Final = 24
_SHORT: Final = 3
_NUMBER: Final = re.compile(r"[（(]?((?:[一-十]{1,2}(?=[）)])|\d+(?=[.．、]))?)[）).．、]?(.+)", re.DOTALL)
# What stands between cells: white space, bars and lines, commas, tags.
_SEPARATORS: Final = "|!:：,，│┃║"
# A backslash breaks a line within a cell.
_BETWEEN: Final = _SEPARATORS + whitespace + "\\"
_NIL: Final = "无|無|零|N/A|/|[-—–─－]{1,3}"
_FIGURE: Final = rf"[-+—–－]{{0,2}}[0-9０-９]|(?:{_NIL})(?![^\s|,，<])"
_UNIT: Final = "件|条|項|条|项|次|篇|个|人次|人|万元|元|—+"
_UNIT_AT_END: Final = re.compile(rf"(?:{_UNIT})\Z")
_TAG: Final = re.compile("<[^<>]*>")
_APART: Final = re.compile(rf"[\s{_SEPARATORS}](?={_FIGURE})")
_ALONE: Final = re.compile(rf"(?:^|[|\s])(?:{_UNIT})?(?:{_FIGURE})[0-9０-９.,，]*(?:{_UNIT})?(?=$|[|\s])", re.MULTILINE)


def looks_like_report(text: str, *, forms: Iterable[Form | str] | None = None) -> bool:
    """Whether a text may hold the tables of a report, so that `parse` is worth its time.

    `forms` are those that `parse` would be given.

    >>> looks_like_report("一、本年新收政府信息公开申请数量 | 18 | 4 | 0 | 1 | 0 | 1 | 24 |")
    True
    >>> looks_like_report("本市政府信息公开工作会议昨日召开。")
    False

    Raises `TypeError` for anything but a `str`.
    """
    if not isinstance(text, str):
        raise TypeError(f"looks_like_report() takes a str, not {type(text).__name__}; decode bytes first")
    if forms is not None:
        return _has_two(_marks_of(chosen_forms(forms)), text)
    if (len(text) < _LONG or _SIGN_OF_OTHERS in text) and shows_other_forms(text):
        return True
    if len(text) >= _LONG and not _has_signs(text):
        return False
    return _has_figures_of_tables(text)


def may_hold_figures(text: str) -> bool:
    """Whether a text may hold so much as a piece of a table that `parse` reads: what it asks before it reads a page.

    It costs more than the screen and lets more pass: half a table in a long text, and a table that is all blank. A
    short text, which is read soon, always may.

    >>> may_hold_figures("本报讯 城东大桥维修工程昨日完工，恢复双向通行。" * 50)
    False
    """
    if len(text) < _LONG or _has_figures_of_tables(text) or shows_other_forms(text):
        return True
    return _are_so_many(_marks_in(text), _MARKS_OF_A_TABLE)


def _has_signs(text: str) -> bool:
    """Whether all signs of some table are in the text."""
    for signs in _signs():
        for one, other in signs:
            if one not in text and other not in text:
                break
        else:
            return True
    return False


def _has_figures_of_tables(text: str) -> bool:
    if _has_labelled_figures(text):
        return True
    return _are_so_many(_marks_in(text), _MARKS) and (_has_many_figures(text) or _has_glued_figures(text))


def _has_labelled_figures(text: str) -> bool:
    if "</" in text:  # cells that are still HTML
        text = " ".join(_TAG.sub(" ", text).split())
    return any(_is_behind_label(text, match.end()) for match in _APART.finditer(text))


def _has_glued_figures(text: str) -> bool:
    labelled = (match for match in _behind().finditer(text) if _is_behind_label(text, match.start()))
    return _are_so_many(labelled, _GLUED)


def _is_behind_label(text: str, place: int) -> bool:
    """Whether a label of a row ends before a place, but for what may stand between them: separators, a note, a unit."""
    # White space may fill a column.
    before = text[max(0, place - _REACH) : place].rstrip(_BETWEEN)[-_BEFORE:]
    before = "".join(before.split()).rstrip(_BETWEEN)
    if _ends_with_label(before):
        return True  # as a unit does, perhaps: 其他对外管理服务事项
    unit = _UNIT_AT_END.search(before)
    return unit is not None and _ends_with_label(before[: unit.start()].rstrip(_BETWEEN))


def _ends_with_label(text: str) -> bool:
    if text.endswith((")", "）")):
        text = text[: max(text.rfind("("), text.rfind("（"), 0)]
    text = text[-_LONGEST_TAIL:].rstrip('”"')
    return simplified(text).endswith(_tails())


def _has_two(marks: Iterable[str], text: str) -> bool:
    return _are_so_many((mark for mark in marks if mark in text), _MARKS)


def _marks_in(text: str) -> Iterator[str]:
    """The marks of the national forms that are in a text. Most pages have few of their first characters."""
    for first, marks in _marks_by_first().items():
        if first in text:
            yield from (mark for mark in marks if mark in text)


def _marks_of(forms: Iterable[Form]) -> tuple[str, ...]:
    """The marks of forms; of one without any, its labels."""
    return tuple(dict.fromkeys(mark for form in forms for mark in form.marks or _labels_of(form)))


def _labels_of(form: Form) -> list[str]:
    blocks = [block for table in form.tables for block in table.blocks]
    rows = [row.label for block in blocks for row in block.rows]
    columns = [column.label for block in blocks for column in block.columns]
    return [label[-1] for label in (*rows, *columns) if label]


def _has_many_figures(text: str) -> bool:
    return _are_so_many(_ALONE.finditer(text), _FIGURES)


def _are_so_many(items: Iterator[object], number: int) -> bool:
    """Whether there are at least so many; no more are looked for."""
    return sum(1 for _ in islice(items, number)) == number


@cache
def _behind() -> re.Pattern[str]:
    """A figure right behind a character that labels of rows end with, notes or units; few characters are."""
    ends = "".join({tail[-1] for tail in _tails()})
    traditional = "".join(chr(code) for code, simple in SIMPLIFIED.items() if chr(simple) in ends)
    return re.compile(f"(?<=[{ends}{traditional}）)”件条條项項次篇个個人元])(?:[0-9０-９]|无)")


@cache
def _signs() -> tuple[tuple[tuple[str, str], ...], ...]:
    """For each table the characters, in both scripts."""
    traditional = {chr(simple): chr(code) for code, simple in SIMPLIFIED.items()}
    signs = dict.fromkeys(sign for form in national_forms() for sign in form.signs)
    return tuple(tuple((char, traditional.get(char, char)) for char in sign) for sign in signs)


@cache
def _marks_by_first() -> dict[str, list[str]]:
    marks: dict[str, list[str]] = {}
    for mark in _marks_of(national_forms()):
        marks.setdefault(mark[0], []).append(mark)
    return marks


@cache
def _tails() -> tuple[str, ...]:
    """The ends of the labels of rows, in simplified characters; of a row without one, of the headers above it."""
    return tuple(dict.fromkeys(_labels(national_forms())))


def _labels(forms: Iterable[Form]) -> Iterator[str]:
    for form in forms:
        for table in form.tables:
            for block in table.blocks:
                for label in (row.label[-1] for row in block.rows if row.label):
                    for written in (label, *table.variants.get(label, ())):
                        yield from _ends(written)
                if not all(row.label for row in block.rows):
                    last, end = (column.label[-1] for column in block.columns[-2:])
                    yield from (last + between + end for between in ("", "|", "||", ","))


def _ends(label: str) -> Iterator[str]:
    """The end of a label before its note. A short one has its number, since by itself it is any word."""
    number, body = _NUMBER.fullmatch(simplified(label)).groups()  # type: ignore[union-attr]
    word = re.findall(r"\w+", body.partition("（")[0].partition("(")[0])[-1]
    if len(word) < _SHORT and number:
        yield from (number + behind + word for behind in "）).．、")
    else:
        yield word[-_TAIL:]
