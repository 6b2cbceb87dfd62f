"""Cells that `quantity.py` cannot read by their digits alone: numerals, inexact numbers, notes that scale, and changes.

In: the text of a cell where a figure is due. Out: a `Quantity`, which is ``unreadable`` where it is no clear number.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from .indicator import Approximation, Bound
from .numerals import read_numeral
from .quantity import COMPARED, MEASURES, MINUS, UNCHANGED, UNITS, UNREADABLE, Quantity, negative
from .written_numbers import number_at

__all__ = ["read_worded", "without_brackets"]

_UNCHANGED: Final = re.compile(UNCHANGED)
_CHANGED: Final = re.compile(
    rf"""{COMPARED}\s?
        (?P<word>增加了?|新增|增长|增|上升|上涨|提高|[+]{{1,2}}|↑
                |减少了?|減少|减|減|下降|降低|降|[\u2010-\u2015\u2212-]{{1,2}}|↓)?
        \s?(?P<number>.+?)\s?(?P<arrow>[↑↓])?""",
    re.VERBOSE | re.DOTALL,
)
_NOTED: Final = re.compile(r"(?P<number>[^()]*\d[^()]*?)\s*[(]\s*(?:单\s*位\s*[:：]?)?\s*(?P<note>[^()]*?)\s*[)]?")
# Notes that make a number inexact: words for 约, and words that stand before a number.
_ABOUT: Final = re.compile(r"约数|估[计算]|概数")
_WORD_BEFORE: Final = re.compile(r"(?:大约|大概|约|約|超过|超過|逾|超|将近|將近|接近|近|不足|不到)")
_MULTIPLIERS: Final = re.compile(r"[十百千万萬亿億]+")
_OPPOSITE: Final[dict[str, Bound]] = {"above": "below", "below": "above"}


@lru_cache(maxsize=1024)
def read_worded(text: str, *, money: bool, change: bool, unit: str | None = None) -> Quantity:
    """Reads a cell of an amount (`money`), of a difference to another year (`change`), or of a count in a `unit`.

    >>> read_worded("三百零五件", money=False, change=False)
    Quantity(status='reported', value=305, unit='件', approximate=None)
    """
    folded = unicodedata.normalize("NFKC", text).strip().removesuffix("。")
    if any(char.isdigit() and not char.isdecimal() for char in text):
        return UNREADABLE  # a footnote mark
    folded = without_brackets(folded) or folded
    is_less = False
    if change:
        if _UNCHANGED.fullmatch("".join(folded.split())):
            return Quantity("reported", 0)
        match = _CHANGED.fullmatch(folded)
        if match is None:
            return UNREADABLE
        is_less = (match["word"] or match["arrow"] or "")[:1] in MINUS
        if match["word"] and match["arrow"] and is_less != (match["arrow"] in MINUS):
            return UNREADABLE
        folded = match["number"]
    number = number_at(folded, money=money)
    if number is None or number.end != len(folded):
        return UNREADABLE
    if number.unit not in (None, *UNITS) and unit not in MEASURES.get(number.unit or "", ()):
        return UNREADABLE
    value = negative(number.value) if is_less else number.value
    if number.bound is None:
        return Quantity("reported", value, number.unit)
    bound = _OPPOSITE.get(number.bound, number.bound) if is_less else number.bound
    return Quantity("unreadable", None, number.unit, Approximation(value, bound))


def without_brackets(text: str) -> str | None:
    """The figure without the brackets of a note that is a part of it: a multiplier, a measure word, a word like 余.

    None where a note says something else, or only says the figure once more.

    >>> without_brackets("12(万件)"), without_brackets("12(约)"), without_brackets("12(其中修订3件)")
    ('12万件', '约12', None)
    """
    noted = _NOTED.fullmatch(text)
    if noted is None:
        return None
    number, note = noted["number"].strip(), "".join(noted["note"].split())
    note = _ABOUT.sub("约", note)
    if not note or note[0].isdecimal() or str(read_numeral(note)) == number:
        return None
    word = _WORD_BEFORE.match(note)
    before, behind = (word[0], note[word.end() :]) if word else ("", note)
    own = number_at(f"1{behind}")
    # What multiplies is never passed over, though it may make no number.
    is_part = not behind or _MULTIPLIERS.fullmatch(behind) or (own is not None and own.end == len(behind) + 1)
    return f"{before}{number}{behind}" if is_part else None
