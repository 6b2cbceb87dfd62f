"""The signature lines of a report's form: who filled it in, who answers for it, when and how to reach them.

In: the text. Out: the values by field; one that is left blank is not there. Nothing raises.

The lines stand above or below the table of 2014 and of the forms before it: ``填报单位（盖章）：``, and
``单位负责人：  审核人：  填报人：  联系电话：  填报日期：``. A value ends where the next label begins, at a bar, at a
line's end or at a wide gap; where a label is a cell of its own, the next cell is its value, if that is no label. What
is no name, telephone number or day is no value. Labels that other texts have too (负责人, 联系电话) count only near one
of the others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from .titles import compiled, fold, is_name, iso_date, spaced

__all__ = ["is_signature", "read_signatures"]

# Words of the labels that stand in no other line, and how much around them is read.
_ANCHORS: Final = ("填报单位", "填报人", "审核人", "单位负责人", "报出日期", "填表人")
_ANCHORS_TRADITIONAL: Final = ("填報單位", "填報人", "審核人", "單位負責人", "報出日期", "填表人")
_AROUND: Final = 400
_TRIES: Final = 4
# The labels by field; characters may be set apart.
_LABELS: Final = {
    "reporting_unit": ("填报单位", "填報單位"),
    "head": ("单位负责人", "單位負責人", "负责人", "負責人", "主管领导"),
    "reviewer": ("审核人", "審核人"),
    "preparer": ("填报人", "填報人", "填表人", "经办人"),
    "telephone": ("联系电话", "聯繫電話", "聯系電話"),
    "filed": ("填报日期", "填報日期", "填报时间", "报出日期", "報出日期"),
}
# Labels that say nothing about the form unless one of the others stands beside them.
_COMMON: Final = frozenset({"head", "telephone"})
_FIELD: Final = (
    r"(?:"
    + "|".join(
        f"(?P<{field}>" + "|".join(r"[ \xa0\u3000]{0,3}".join(label) for label in labels) + ")"
        for field, labels in _LABELS.items()
    )
    + r")\s{0,3}(?:[(（]\s{0,3}(?:[盖蓋]\s{0,3}|公|签)[章字名]\s{0,3}[)）])?[ \xa0\u3000]{0,3}(?P<colon>[:：])?"
)
# A label without a colon begins a cell.
_WORD_BEFORE: Final = r"[\u3400-\u9fff]"
# Whatever else ends a value: another label with its colon.
_OTHER_LABEL: Final = r"[\u3400-\u9fff]{2,8}(?:[(（][^()（）]{1,4}[)）])?\s{0,3}[:：]"
_VALUE: Final = r"[ \xa0\u3000]{0,12}([^|\t\r\n]{0,60})"
_NEXT_CELL: Final = r"[ \xa0\u3000]{0,12}[|\t\r\n][|\s]{0,12}([^|\t\r\n]{1,60})"
_PERSON: Final = r"[\u3400-\u9fff·]{2,6}"
_NO_PERSON: Final = r".*(?:电话|日期|单位|签[名字章]|盖章|负责|审核|填报|[年月日号局委办厅]).*"
# A number with its extension, and further ones behind it.
_ONE_TELEPHONE: Final = r"[+(（]?\d[\d\-－—–() （）]{4,20}\d(?:\s?(?:转|轉|分机|分機)\s?\d{1,6})?"
_TELEPHONE: Final = rf"{_ONE_TELEPHONE}(?:\s?[、,，;；/／]\s?{_ONE_TELEPHONE}){{0,3}}"
_DAY: Final = r"(\d{4})(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})日?|(\d{4})(\d{2})(\d{2})"
_DAY_IN_CHARACTERS: Final = (
    r"(二[〇零○ＯOo0一二三四五六七八九]{3})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日?"
)


def read_signatures(text: str) -> dict[str, str]:
    """Reads the signature lines of a text, by the names of the fields; any `str` will do.

    >>> line = "单位负责人：李某　审核人：　填报人：王某　联系电话：0411-8415161　填报日期：2018年1月5日"
    >>> read_signatures(line)
    {'head': '李某', 'preparer': '王某', 'telephone': '0411-8415161', 'filed': '2018-01-05'}
    """
    values: dict[str, str] = {}
    for start, end in _stretches(text):
        for field, value in _fields(text, start, end):
            if read := _READERS[field](value):
                values.setdefault(field, read)
    return values


def is_signature(line: str) -> bool:
    """Whether a line is one of signatures, which is the content of no cell of figures.

    >>> is_signature("填表人：王某"), is_signature("另见说明")
    (True, False)
    """
    found = compiled(_FIELD).match(line)
    return found is not None and found["colon"] is not None


def _stretches(text: str) -> list[tuple[int, int]]:
    """The parts of the text around the words that only signature lines have, none of them twice."""
    anchors = _ANCHORS_TRADITIONAL if "報" in text else _ANCHORS
    places = sorted({place for anchor in anchors for place in _places(text, anchor)})
    stretches: list[tuple[int, int]] = []
    for place in places:
        start, end = max(0, place - _AROUND), min(len(text), place + _AROUND)
        if stretches and start <= stretches[-1][1]:
            start = stretches.pop()[0]
        stretches.append((start, end))
    return stretches


def _places(text: str, word: str) -> Iterator[int]:
    """Where the word stands the first and the last few times."""
    place = text.find(word)
    for _ in range(_TRIES):
        if place < 0:
            return
        yield place
        place = text.find(word, place + 1)
    yield text.rfind(word)


def _fields(text: str, start: int, end: int) -> Iterator[tuple[str, str]]:
    """The labels of a stretch with what stands behind them, the common ones only near one of the others."""
    found = [
        label
        for label in compiled(_FIELD).finditer(text, start, end)
        if label["colon"] or not compiled(_WORD_BEFORE).fullmatch(text[max(0, label.start() - 1) : label.start()])
    ]
    own = [label.start() for label in found if _name(label) not in _COMMON]
    for number, label in enumerate(found):
        field = _name(label)
        if field in _COMMON and not any(abs(place - label.start()) <= _AROUND // 3 for place in own):
            continue
        stop = found[number + 1].start() if number + 1 < len(found) else min(len(text), label.end() + _AROUND)
        value = compiled(_VALUE).match(text, label.end(), stop) if label["colon"] else None
        if value is None or not value[1].strip():
            value = compiled(_NEXT_CELL).match(text, label.end(), stop)
        if value:
            yield field, re.split(rf"{_OTHER_LABEL}|\s{{3,}}", value[1].strip(), maxsplit=1)[0].strip()


def _name(label: re.Match[str]) -> str:
    return next(field for field in _LABELS if label[field])


def _unit(value: str) -> str | None:
    value = spaced(value)
    return value if is_name(fold(value)) else None


def _person(value: str) -> str | None:
    name = "".join(value.split())
    return name if compiled(_PERSON).fullmatch(name) and not compiled(_NO_PERSON).fullmatch(name) else None


def _telephone(value: str) -> str | None:
    return spaced(value) if compiled(_TELEPHONE).fullmatch(value) else None


def _day(value: str) -> str | None:
    found = compiled(_DAY).fullmatch(fold(value)) or compiled(_DAY_IN_CHARACTERS).fullmatch("".join(value.split()))
    return iso_date(*filter(None, found.groups())) if found else None


_READERS: Final[dict[str, Callable[[str], str | None]]] = {
    "reporting_unit": _unit,
    "head": _person,
    "reviewer": _person,
    "preparer": _person,
    "telephone": _telephone,
    "filed": _day,
}
