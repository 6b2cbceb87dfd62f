"""The screen for crawls: may a text hold a report's table at all?

In: a text. Out: yes or no, by a search for pieces of labels; nothing is cut, folded or matched. The pieces
(`Form.marks`) are form data. A page of prose about the subject has one of them now and then, a table has many.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from .forms import national_forms

__all__ = ["looks_like_report"]

# A single row of a table already holds this many marks.
_ENOUGH: Final = 2


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
    found = 0
    for mark in _marks():
        if mark in text:
            found += 1
            if found == _ENOUGH:
                return True
    return False


@cache
def _marks() -> tuple[str, ...]:
    return tuple(dict.fromkeys(mark for form in national_forms() for mark in form.marks))
