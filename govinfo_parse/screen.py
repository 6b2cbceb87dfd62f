"""The screen for crawls: may a text hold a report's table at all?

In: a text. Out: yes or no. Most pages of a crawl are about something else, and turning them away has to cost next to
nothing; pages on the same subject (the regulations, news, guides to filing a request) have all the words of the tables.
So a text is asked three questions, each dearer than the one before and put to fewer texts:

1. Of a long text: does it have the characters that a whole table cannot be without (`Form.signs`)? To look for a single
   character is many times faster than to look for two. Characters survive where labels are broken.
2. Does a figure, or what stands for none, follow a label of a row? A single row has that, and prose has not.
3. Where figures stand apart from broken labels: are there several pieces of labels (`Form.marks`), and many figures alone?

The signs, marks and labels are form data.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from .forms import Form, national_forms
from .labels import SIMPLIFIED, split_label

__all__ = ["looks_like_report"]

# A shorter text may be a piece of a table that lacks its signs.
_LONG: Final = 1000
# So many pieces of labels, so many figures in cells of their own.
_MARKS: Final = 2
_FIGURES: Final = 8
# So many labels with a figure right behind them, as where the cells were run together; prose has fewer in a page.
_GLUED: Final = 4
# How much of a label's end is looked for.
_TAIL: Final = 8
_NIL: Final = "无|無|零|N/A|/|[-—–─－]{1,3}"
_FIGURE: Final = rf"[-+—–－]{{0,2}}[0-9０-９][0-9０-９,，.]*|(?:{_NIL})(?![^\s|,，<])"
_UNIT: Final = "(?:件|条|條|项|項|次|篇|个|個|人次|人|万元|元|—+)"
_ALONE: Final = re.compile(rf"(?:^|[|\s]){_UNIT}?(?:{_FIGURE}){_UNIT}?(?=$|[|\s])", re.MULTILINE)


def looks_like_report(text: str) -> bool:
    """Whether a text may hold the tables of a report, so that `parse` is worth its time.

    >>> looks_like_report("一、本年新收政府信息公开申请数量 | 18 | 4 | 0 | 1 | 0 | 1 | 24 |")
    True
    >>> looks_like_report("本市政府信息公开工作会议昨日召开。")
    False

    Raises `TypeError` for anything but a `str`.
    """
    if not isinstance(text, str):
        raise TypeError(f"looks_like_report() takes a str, not {type(text).__name__}; decode bytes first")
    if len(text) >= _LONG and not _has_signs(text):
        return False
    return _has_labelled_figures(text) or _has_scattered_figures(text)


def _has_signs(text: str) -> bool:
    """Whether all signs of some table are in the text."""
    return any(all(one in text or other in text for one, other in signs) for signs in _signs())


def _has_labelled_figures(text: str) -> bool:
    glued = 0
    for match in _labelled().finditer(text.translate(SIMPLIFIED)):
        if match["apart"]:
            return True
        glued += 1
        if glued == _GLUED:
            return True
    return False


def _has_scattered_figures(text: str) -> bool:
    if sum(1 for mark in _marks() if mark in text) < _MARKS:
        return False
    figures = _ALONE.finditer(text)
    return sum(1 for _ in zip(range(_FIGURES), figures, strict=False)) == _FIGURES


@cache
def _signs() -> tuple[tuple[tuple[str, str], ...], ...]:
    """For each table the characters, in both scripts."""
    traditional = {simplified: chr(code) for code, simplified in SIMPLIFIED.items()}
    signs = dict.fromkeys(sign for form in national_forms() for sign in form.signs)
    return tuple(tuple((char, traditional.get(char, char)) for char in sign) for sign in signs)


@cache
def _marks() -> tuple[str, ...]:
    return tuple(dict.fromkeys(mark for form in national_forms() for mark in form.marks))


@cache
def _labelled() -> re.Pattern[str]:
    """A label of a row with a figure behind it, and what stands apart between them."""
    tails = sorted(set(_tails(national_forms())), key=len, reverse=True)
    note = r"(?:[（(][^（）()]{0,80}[)）])?"
    apart = rf"(?P<apart>[\s|:：,，\"]*(?:{_UNIT}[\s|,，\"]+)?)"
    return re.compile(rf"(?:{'|'.join(tails)})[”\"]?\s?{note}{apart}(?:{_FIGURE})")


def _tails(forms: Iterable[Form]) -> Iterator[str]:
    """The ends of the labels of rows, in simplified characters, however they are spaced."""
    for form in forms:
        for table in form.tables:
            for label in (row.label[-1] for block in table.blocks for row in block.rows if row.label):
                for written in (label, *table.variants.get(label, ())):
                    own = split_label(written)
                    for name in {own.full, own.body}:
                        yield r"\s?".join(map(re.escape, name[-_TAIL:]))
