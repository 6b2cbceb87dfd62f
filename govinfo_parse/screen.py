"""The screen for crawls: may a text hold a report's table at all?

In: a text. Out: yes or no, by a search for pieces of labels; nothing is cut, folded or matched. The pieces
(`Form.marks`, and for forms that are not looked for in each text, `evidence.tsv`) are form data. A page of prose about
the subject has one of them now and then, a table has many.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Final

from .forms import Form, chosen_forms, national_forms, shows_other_forms

__all__ = ["looks_like_report"]

# A single row of a table already holds this many marks.
_ENOUGH: Final = 2


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
    if forms is None and shows_other_forms(text):
        return True
    found = 0
    for mark in _marks() if forms is None else _marks_of(chosen_forms(forms)):
        if mark in text:
            found += 1
            if found == _ENOUGH:
                return True
    return False


@cache
def _marks() -> tuple[str, ...]:
    return _marks_of(national_forms())


def _marks_of(forms: Iterable[Form]) -> tuple[str, ...]:
    """The marks of forms; of one without any, its labels."""
    return tuple(dict.fromkeys(mark for form in forms for mark in form.marks or _labels(form)))


def _labels(form: Form) -> list[str]:
    blocks = [block for table in form.tables for block in table.blocks]
    rows = [row.label for block in blocks for row in block.rows]
    columns = [column.label for block in blocks for column in block.columns]
    return [label[-1] for label in (*rows, *columns) if label]
