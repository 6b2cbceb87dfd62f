"""Hints: what slip of a hand may explain that a rule fails. They are for the office to look at, never a repair.

In: slips that were found (`slips.py`). Out: immutable values that say them, in English or Chinese.
"""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from .indicator import Indicator, Number
from .terms import digits
from .wording import Language, in_language, named

__all__ = ["Change", "Explanation", "Hint", "Slip"]

Slip = Literal[
    "digits_swapped",
    "digit_dropped",
    "digit_doubled",
    "sign",
    "unit",
    "total_copied",
    "part_missing",
    "part_twice",
    "cells_exchanged",
    "row_shifted",
    "one_figure",
]


@frozen
class Change:
    """A cell as it stands, and the value that it would have if the slip had not been made.

    A value of 0 may as well be a blank cell where the report leaves cells blank for 0.
    """

    indicator: Indicator
    value: Number


@frozen
class Explanation:
    """A slip that explains a failed check: with these changes, every rule that touches them holds.

    `slips` are the kinds of slip that come to the same changes; `words` and `words_zh` say them.
    """

    slips: tuple[Slip, ...]
    changes: tuple[Change, ...]
    words: str
    words_zh: str

    def describe(self, language: Language = "en") -> str:
        """The explanation in words: in English (``en``) or Chinese (``zh``); `ValueError` for another language."""
        blank = in_language(language, "(blank)", "（空白）")
        front, names = named([change.indicator for change in self.changes], language)
        both = [
            (f"{name} {_said(change.indicator, blank)}", digits(change.value))
            for name, change in zip(names, self.changes, strict=True)
        ]
        english = ", ".join(f"{name} would be {value}" for name, value in both) + f" ({self.words})"
        chinese = "，".join(f"{name}应为{value}" for name, value in both) + f"（{self.words_zh}）"
        before = in_language(language, f"{front}: ", f"{front}：") if front else ""
        return before + in_language(language, english, chinese)


def _said(indicator: Indicator, blank: str) -> str:
    return indicator.raw or blank if indicator.value is None else digits(indicator.value)


@frozen
class Hint:
    r"""What may explain a failed check: one explanation, or several of which nobody knows which it was.

    `if_blank_is_zero` tells that the check fails only where blank cells count as 0.

    >>> from govinfo_parse import parse
    >>> headers = "行政复议 | 行政诉讼\n" + "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | " * 3
    >>> [check] = parse(f"{headers}\n30 | 21 | 0 | 0 | 15 | {'0 | ' * 10}").checks.failed
    >>> print(check.hint)
    Perhaps: Administrative review 行政复议 > Total 总计 15 would be 51 (two digits swapped).
    >>> [change] = check.hint.explanations[0].changes
    >>> change.indicator.key, change.value
    ('review.total', 51)
    """

    explanations: tuple[Explanation, ...]
    if_blank_is_zero: bool = False

    @property
    def is_single(self) -> bool:
        """Whether one explanation stands alone."""
        return len(self.explanations) == 1

    def describe(self, language: Language = "en") -> str:
        """The hint in words: in English (``en``) or Chinese (``zh``); `ValueError` for another language."""
        said = [explanation.describe(language) for explanation in self.explanations]
        under = in_language(language, ", if blank cells count as 0", "空白按0计，") if self.if_blank_is_zero else ""
        if self.is_single:
            return in_language(language, f"Perhaps{under}: {said[0]}.", f"{under}可能：{said[0]}。")
        count = len(said)
        return in_language(
            language,
            f"{count} slips would explain it{under}, and nothing tells which: {'; or '.join(said)}.",
            f"{under}有{count}种可能，无法判断是哪一种：{'；或'.join(said)}。",
        )

    def __str__(self) -> str:
        return self.describe()
