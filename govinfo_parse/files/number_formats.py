"""Numbers and dates as a spreadsheet shows them, by the cell's number format.

In: a value and its format code, such as ``#,##0.00``, ``0.0%`` or ``yyyy"年"m"月"``. Out: the text that stands in the
cell. The codes are those of ECMA-376, part 1, 18.8.30 and 18.8.31: sections parted by semicolons for numbers above,
below and equal to zero, in each a mask of digits with literal text in it. A format with a part that is not known here
(fractions, other calendars) is passed over, and the value stands as it is stored.

A number has 15 digits in a spreadsheet; what lies behind them is noise of the machine.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Final, NamedTuple

__all__ = ["is_date_format", "shown"]

Shown = int | float | date | datetime | time | timedelta

_DIGITS: Final = 15
# Whatever the caller's own context says. Nothing longer is shown by a mask.
_CONTEXT: Final = Context(prec=100, rounding=ROUND_HALF_UP, traps=[])
_LONGEST: Final = 40
# In this order: text in quotes or behind a mark, a space as wide as a character, a character that fills the cell, what
# brackets say, the value as it is stored, parts of a date, digits of a number.
_TOKEN: Final = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|_(?P<space>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>general|G/通用格式|@)|(?P<half>am/pm|a/p|上午/下午)|(?P<exponent>e[+-])"
    r"|(?P<date>y+|m+|d+|h+|s+(?:\.0+)?|a{3,4}|e+|b+|g+)|(?P<section>;)|(?P<digit>[0#?])|(?P<literal>.)",
    re.DOTALL | re.IGNORECASE,
)
_CONDITION: Final = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)\Z")
_CURRENCY: Final = re.compile(r"\$([^-]*)")
_ELAPSED: Final = re.compile(r"[hms]+\Z", re.IGNORECASE)
# Parts of dates, and how many digits they have at least.
_DATES: Final = {
    "yyyy": ("year", 4),
    "m": ("month", 1),
    "mm": ("month", 2),
    "d": ("day", 1),
    "dd": ("day", 2),
    "h": ("hour", 1),
    "hh": ("hour", 2),
    "s": ("second", 1),
    "ss": ("second", 2),
}


class _Token(NamedTuple):
    kind: str
    text: str


_Section = list[_Token]


def shown(value: Shown, code: str) -> str:
    """The text of a cell with this value and number format.

    >>> shown(18.0, "General"), shown(5203.47, "#,##0.0"), shown(0.125, "0.0%"), shown(0, '#,##0;-#,##0;"-"')
    ('18', '5,203.5', '12.5%', '-')
    >>> shown(date(2022, 1, 9), 'yyyy"年"m"月"d"日"')
    '2022年1月9日'
    """
    if isinstance(value, (int, float)):
        return _number(value, _sections(code))
    return _date(value, _sections(code)[0])


def is_date_format(code: str) -> bool:
    """Whether numbers of this format are days since 1900.

    >>> is_date_format("yyyy/m/d"), is_date_format('0"月"'), is_date_format("[Red]0.00")
    (True, False, False)
    """
    first = _sections(code)[0]
    return any(token.kind in ("date", "elapsed") for token in first) and all(token.kind != "general" for token in first)


def _sections(code: str) -> list[_Section]:
    sections: list[_Section] = [[]]
    for match in _TOKEN.finditer(code):
        kind, text = match.lastgroup or "", match[match.lastgroup or 0]
        if kind == "section":
            sections.append([])
        elif kind in ("quoted", "escaped"):
            sections[-1].append(_Token("literal", text))
        elif kind == "space":
            sections[-1].append(_Token("literal", " "))
        elif kind == "bracket":
            sections[-1].append(_bracket(text))
        elif kind == "literal":
            sections[-1].append(_Token(text if text in "%.,/" else kind, text))
        elif kind != "fill":
            sections[-1].append(_Token(kind, text))
    return sections


def _bracket(text: str) -> _Token:
    """A condition, a currency, time that has passed; colours and locales say nothing."""
    if _CONDITION.match(text):
        return _Token("condition", text)
    if _ELAPSED.match(text):
        return _Token("elapsed", text)
    currency = _CURRENCY.match(text)
    return _Token("literal", currency[1] if currency else "")


# Numbers


def _number(value: int | float, sections: Sequence[_Section]) -> str:
    stored = Decimal(f"{value:.{_DIGITS}g}") if isinstance(value, float) else Decimal(value)
    if not stored.is_finite():
        return str(value)
    section, signed = _section_for(stored, sections)
    kinds = {token.kind for token in section}
    if not section and len(sections) > 1:
        return ""  # a section that is empty shows nothing
    too_long = stored.adjusted() > _LONGEST or len(section) > _LONGEST
    if not kinds.isdisjoint(("general", "exponent", "date", "elapsed", "/")) or not section or too_long:
        return _plain(stored)
    return _masked(stored if signed else stored.copy_abs(), section).strip()


def _section_for(value: Decimal, sections: Sequence[_Section]) -> tuple[_Section, bool]:
    """The section that a number is shown by, and whether a minus stands before it."""
    numeric = sections[:3]
    conditions = [_condition(section) for section in numeric]
    if any(conditions):
        for section, condition in zip(numeric, conditions, strict=True):
            if condition is None or _holds(value, condition):
                return section, True
        return [_Token("general", "@")], True
    if value < 0 and len(numeric) > 1:
        return numeric[1], False
    return (numeric[2] if value == 0 and len(numeric) > 2 else numeric[0]), True


def _condition(section: _Section) -> re.Match[str] | None:
    return next((_CONDITION.match(token.text) for token in section if token.kind == "condition"), None)


def _holds(value: Decimal, condition: re.Match[str]) -> bool:
    bound = Decimal(condition[2])
    return {
        "<": value < bound,
        "<=": value <= bound,
        ">": value > bound,
        ">=": value >= bound,
        "=": value == bound,
        "<>": value != bound,
    }[condition[1]]


def _masked(value: Decimal, section: _Section) -> str:
    """The number in the digits of a mask, and the text around and between them."""
    kinds = [token.kind for token in section]
    point = kinds.index(".") if "." in kinds else len(kinds)
    whole = [number for number in range(point) if kinds[number] == "digit"]
    parts = [number for number in range(point, len(kinds)) if kinds[number] == "digit"]
    last = (parts or whole or [point])[-1]
    thousands = 0  # commas behind the last digit
    while kinds[last + 1 + thousands : last + 2 + thousands] == [","]:
        thousands += 1
    grouped = any(kinds[number] == "," for number in range(whole[0], whole[-1])) if whole else False
    scaled = value.copy_abs().scaleb(2 * kinds.count("%") - 3 * thousands, _CONTEXT)
    digits = f"{scaled.quantize(Decimal((0, (1,), -len(parts))), context=_CONTEXT):f}"
    before, _, behind = digits.partition(".")
    written = {number: section[number].text if kind in ("literal", "%") else "" for number, kind in enumerate(kinds)}
    written.update(_whole(before.lstrip("0"), [(number, section[number].text) for number in whole], grouped))
    if parts:
        written.update(_behind_point(behind, [(number, section[number].text) for number in parts]))
        written[point] = "."
    text = "".join(written.values())
    return f"-{text.lstrip()}" if value < 0 and digits.strip("0.") else text


def _whole(digits: str, places: Sequence[tuple[int, str]], grouped: bool) -> dict[int, str]:
    """The digits before the point, the last ones in the last places; the first place takes all that are left."""
    written: dict[int, str] = {}
    count = 0
    for number, place in reversed(places):
        taken = digits[-1:] if number != places[0][0] else digits
        digits = digits[: len(digits) - len(taken)]
        text = ""
        for digit in reversed(taken or {"0": "0", "?": " "}.get(place, "")):
            text = digit + ("," if grouped and count and count % 3 == 0 else "") + text
            count += 1
        written[number] = text
    return written


def _behind_point(digits: str, places: Sequence[tuple[int, str]]) -> dict[int, str]:
    written: dict[int, str] = {}
    needed = len(digits.rstrip("0"))
    for (number, place), digit in zip(places, digits, strict=True):
        needed -= 1
        written[number] = digit if needed >= 0 or place == "0" else {"?": " "}.get(place, "")
    return written


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


# Dates


def _date(value: date | datetime | time | timedelta, section: _Section) -> str:
    if isinstance(value, timedelta) or any(token.kind in ("general", "elapsed", "half") for token in section):
        return str(value)
    written = []
    parts = [token.text.lower() for token in section if token.kind == "date"]
    for token in section:
        if token.kind == "date":
            text = _part(value, token.text.lower(), parts)
            if text is None:
                return str(value)
            written.append(text)
        elif token.kind in ("literal", ".", ",", "/"):
            written.append(token.text)
    return "".join(written).strip()


def _part(value: date | datetime | time, part: str, parts: list[str]) -> str | None:
    """What a part of a date's format shows; None for one that is not known, or that the value does not have.

    An m stands for minutes behind an h and before an s.
    """
    number = parts.index(part)
    minutes = part in ("m", "mm") and (
        (number > 0 and parts[number - 1][0] == "h") or (number + 1 < len(parts) and parts[number + 1][0] == "s")
    )
    name, digits = ("minute", len(part)) if minutes else _DATES.get(part, ("", 0))
    found = getattr(value, name, None) if name else None
    return None if found is None else f"{found:0{digits}}"
