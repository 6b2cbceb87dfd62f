"""Text on a terminal: how wide it is, where it may break, its colours, and what must not get through.

In and out: strings. A terminal gives East Asian wide characters two columns and combining ones none; Chinese breaks
nearly anywhere, numbers and Latin words do not. Nothing here fails on any string.
"""

from __future__ import annotations

import unicodedata
from typing import Final, Literal

__all__ = ["Kind", "Paint", "balanced", "centred", "cut", "ljust", "plain", "text_width", "wrap"]

# What text is painted as: not which colour it has, but what it is.
Kind = Literal["title", "good", "bad", "doubtful", "quiet"]

_CODES: Final[dict[Kind, str]] = {"title": "1", "good": "32", "bad": "31", "doubtful": "33", "quiet": "2"}


class Paint:
    r"""Paints text by what it is; a paint that is not `on` leaves it as it is. Widths are measured before.

    >>> Paint(on=True)("bad", "fails")
    '\x1b[31mfails\x1b[0m'
    """

    __slots__ = ("on",)

    def __init__(self, *, on: bool = False) -> None:
        self.on = on

    def __call__(self, kind: Kind, text: str) -> str:
        """The text, painted as what it is."""
        return f"\x1b[{_CODES[kind]}m{text}\x1b[0m" if self.on and text else text


def plain(text: str) -> str:
    r"""The text in one line without anything that steers a terminal: white space made single, controls made visible.

    >>> plain("商业 \r\n 企业\x1b")
    '商业 企业�'
    """
    line = " ".join(text.split())
    if line.isprintable():
        return line
    # Other format characters (a zero width space, a byte order mark) are invisible, and so may be missing.
    kinds = ((character, unicodedata.category(character)) for character in line)
    return "".join("\ufffd" if kind in ("Cc", "Cs") else character for character, kind in kinds if kind != "Cf")


def text_width(text: str) -> int:
    """How many columns of a terminal the text takes: East Asian wide characters two, combining ones none.

    >>> text_width("总计12")
    6
    """
    return len(text) if text.isascii() else sum(map(_character_width, text))


def _character_width(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most that width, at least one line. Numbers and words stay whole where they can.

    >>> wrap("采购总金额（单位：万元）12", 12)
    ['采购总金额', '（单位：万', '元）12']
    >>> wrap("Granted in part", 10)
    ['Granted in', 'part']
    """
    lines, line, used = [], "", 0
    for character in text:
        size = _character_width(character)
        if used + size > width and line:
            pairs = list(zip(line, line[1:] + character, strict=True))
            place = next((place for place in range(len(line), 0, -1) if _may_break(*pairs[place - 1])), len(line))
            lines.append(line[:place].rstrip())
            line = line[place:].lstrip()
            used = text_width(line)
        if line or not lines or not character.isspace():
            line, used = line + character, used + size
    return [*lines, line]


def _may_break(before: str, after: str) -> bool:
    within = before.isascii() and after.isascii() and not (before.isspace() or after.isspace())
    return not within and before not in "（《“〔" and after not in "，、。：；）》”〕"


def balanced(text: str, width: int) -> list[str]:
    """As `wrap`, in lines of about the same width that seldom cut a word, since most words have two characters.

    >>> balanced("对外公开总数量", 12)
    ['对外公开', '总数量']
    """
    count = -(-text_width(text) // width)
    even = -(-text_width(text) // (4 * count)) * 4
    return wrap(text, min(even, width))


def cut(text: str, width: int) -> str:
    """The text, or what fits of it and an ellipsis."""
    return text if text_width(text) <= width else wrap(text, width - 1)[0] + "…"


def ljust(text: str, width: int) -> str:
    """As `str.ljust`, by width on a terminal."""
    return text + " " * (width - text_width(text))


def centred(text: str, width: int) -> str:
    """The text in the middle of a line that shows which columns it stands over."""
    text = f" {text} " if text_width(text) + 2 <= width else cut(text, width)
    rest = width - text_width(text)
    return "─" * (rest // 2) + text + "─" * (rest - rest // 2)
