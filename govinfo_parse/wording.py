"""Checks in words: English sentences with the labels of the form in both languages, or Chinese ones.

In: a check, and what it is if blank cells count as 0. Out: one sentence or two. What the labels of all terms have in
common (``自然人``, ``行政复议``) is said once, in front; terms that are 0 are counted, not listed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, Literal

from .forms.model import in_words
from .indicator import Indicator
from .terms import MONEY, NIL, Term, digits, in_unit

if TYPE_CHECKING:
    from .checks import Check

__all__ = ["Language", "described", "in_language", "name_of", "named"]

Language = Literal["en", "zh"]

_WITHOUT_NUMBER: Final = {
    "en": {
        "blank": " is blank",
        "none": " says 无",
        "dash": " is a dash",
        "unreadable": " is no quantity",
        "absent": " was not found",
        "reported": " states no unit of money",
    },
    "zh": {
        "blank": "为空白",
        "none": "填“无”",
        "dash": "填“—”",
        "unreadable": "不是数值",
        "absent": "未找到",
        "reported": "未注明金额单位",
    },
}
# More cells without a number are counted, not listed.
_MOST_LISTED: Final = 3
# A note of the form in a label, such as （区分处理的，只计这一情形，不计其他情形）.
_NOTE: Final = re.compile(r"（[^（）]*，[^（）]*）\Z")
_NOTE_IN_ENGLISH: Final = re.compile(r" \([^()]*\)\Z")
_ITEM_IN_ENGLISH: Final = re.compile(r"\A(?:\(\d+\)|\d+\.) ")


def in_language(language: str, en: str, zh: str) -> str:
    """One of two wordings; raises `ValueError` where the language is neither."""
    if language not in ("en", "zh"):
        raise ValueError(f"language is 'en' or 'zh', not {language!r}")
    return en if language == "en" else zh


def name_of(indicator: Indicator, language: Language) -> str:
    """What a person calls a cell: its labels without the notes, or its key where no form has it.

    In English they are those that the form has in English, each before the one that is printed.

    >>> total = Indicator("review.total", "行政复议 > 总计", english="Administrative review > Total")
    >>> name_of(total, "en"), name_of(total, "zh")
    ('Administrative review 行政复议 > Total 总计', '行政复议 > 总计')
    """
    return " > ".join(_said(indicator, language))


def described(check: Check, lenient: Check, language: Language) -> str:
    """The check in words; `lenient` is the same check with blank cells counted as 0."""
    front, names = named(check.terms, language)
    if check.status == "unknown":
        says = in_language(language, _unknown_en(check, names, lenient), _unknown_zh(check, names, lenient))
    else:
        left = _sum(check.left_terms, names, language)
        right = _sum(check.right_terms, names[len(check.left_terms) :], language)
        equation = f"{left} {check.relation} {right}"
        says = in_language(language, f"{equation} {_verdict_en(check)}.", f"{equation}，{_verdict_zh(check)}。")
    return f"{front}{in_language(language, ': ', '：')}{says}" if front else says


def _verdict_en(check: Check) -> str:
    if check.status == "pass":
        return "holds"
    left, right, difference = _sides(check)
    return f"does not hold: {left} and {right}, a difference of {difference}"


def _verdict_zh(check: Check) -> str:
    if check.status == "pass":
        return "成立"
    left, right, difference = _sides(check)
    return f"不成立：{left}与{right}，相差{difference}"


def _unknown_en(check: Check, names: Sequence[str], lenient: Check) -> str:
    said = "cannot be held: " + ", ".join(_without_number(check, names, "en", "{} more"))
    if lenient.status == "unknown":
        return f"{said}."
    return f"{said}; if blank cells count as 0, it {_verdict_en(lenient)}."


def _unknown_zh(check: Check, names: Sequence[str], lenient: Check) -> str:
    said = "无法核对：" + "，".join(_without_number(check, names, "zh", "另有{}项"))
    return f"{said}。" if lenient.status == "unknown" else f"{said}；空白按0计，则{_verdict_zh(lenient)}。"


def _without_number(check: Check, names: Sequence[str], language: Language, more: str) -> list[str]:
    """The cells that have no number, those first that would leave it open also if blank cells counted as 0."""
    bare = [
        (term.status in NIL, f"{name}{_WITHOUT_NUMBER[language][term.status]}")
        for term, name in zip(check.terms, names, strict=True)
        if term.value is None or (check.unit and term.value and in_unit(term.value, term.unit, check.unit) is None)
    ]
    said = [text for _, text in sorted(bare, key=lambda item: item[0])]
    return said if len(said) <= _MOST_LISTED + 1 else [*said[:_MOST_LISTED], more.format(len(said) - _MOST_LISTED)]


def _sides(check: Check) -> tuple[str, str, str]:
    """Both sides and their difference, with their unit if they are money."""
    left, right, difference = (digits(side or 0) for side in (check.left, check.right, check.difference))
    unit = check.unit or ""
    return left + unit, right + unit, difference.lstrip("-") + unit


def _sum(terms: Sequence[Indicator], names: Sequence[str], language: Language) -> str:
    """A side as a sum of its figures with their names; of several, those that are 0 are only counted."""
    said = [
        f"{name} {digits(term.value or 0)}{term.unit if term.unit in MONEY else ''}"
        for term, name in zip(terms, names, strict=False)
        if term.value or len(terms) == 1
    ]
    zeros = len(terms) - len(said)
    if zeros and said:
        said.append(in_language(language, f"0 ({zeros} more)", f"0（另{zeros}项）"))
    return " + ".join(said) or "0"


def named(terms: Sequence[Indicator], language: Language) -> tuple[str, list[str]]:
    """What the labels of all terms have in common, outermost and innermost, and what each is called besides."""
    paths, said = [_path(term) for term in terms], [_said(term, language) for term in terms]
    whose = [term.whose if isinstance(term, Term) else "" for term in terms]
    if len(paths) < 2:
        return "", [" ".join(filter(None, (owner, " > ".join(path)))) for owner, path in zip(whose, said, strict=True)]
    # Of a cell that is told by whose it is, nothing else needs to be left.
    length = min(len(path) - (not owner) for path, owner in zip(paths, whose, strict=True))
    head = next((n for n in range(length) if len({path[n] for path in paths}) > 1), length)
    length -= head
    tail = next((n for n in range(length) if len({path[-1 - n] for path in paths}) > 1), length)
    first = said[0]
    front = " > ".join((*first[:head], *first[len(first) - tail :]))
    rest = (" > ".join(path[head : len(path) - tail]) for path in said)
    return front, [" ".join(filter(None, pair)) for pair in zip(whose, rest, strict=True)]


def _path(indicator: Indicator) -> list[str]:
    """The labels of a cell from the outermost in."""
    return (indicator.label or indicator.key).split(" > ")


def _said(indicator: Indicator, language: Language) -> list[str]:
    """The labels as they are said, without their notes."""
    labels, english = _path(indicator), indicator.english.split(" > ")
    has_english = len(english) == len(labels) and indicator.english != in_words(indicator.key)
    if language == "en" and has_english:
        return list(map(_in_both, english, labels))
    return [_NOTE.sub("", label) for label in labels]


def _in_both(english: str, label: str) -> str:
    """A label in English and as it is printed: with its item number once, and without the note that it ends in."""
    plain = _NOTE.sub("", label)
    if plain != label:
        english = _NOTE_IN_ENGLISH.sub("", english)
    return f"{_ITEM_IN_ENGLISH.sub('', english)} {plain}".lstrip()
