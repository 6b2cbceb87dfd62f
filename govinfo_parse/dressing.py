r"""Stage 0, aside: what programs set around the lines of a text that they quote, number or keep in one line.

In: a text. Out: a text of the same length, in which each place stands for the same place, without what is no part of
the lines: the ``>`` before each line of a quotation, the bullet before each item of a list, the numbers of the lines
themselves, and the marks that stand for line breaks (``<br>``, ``&#10;``, ``¶``) where a text was put in one line.

A sign before some lines may be anything; only what stands before every line, or numbers them one by one, is of this
kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

__all__ = ["stand_for_breaks", "undressed"]

_QUOTE: Final = re.compile(r"[ \t]{0,3}(?:>[ \t]?)+")
_QUOTED: Final = re.compile(r"(?m)^[ \t]{0,3}>[^\n]*\n[ \t]{0,3}>")
_BULLETS: Final = "-*+•·●○■▪◆"
# A text begins after no more white space.
_MARGIN: Final = 200
# The number of a line, and what may stand behind all of them.
_NUMBERS: Final = tuple(
    re.compile(rf"[ \t]*\[?L?(\d{{1,6}})\]?(?:{sign}|[ \t]*\Z)") for sign in (r"\t", " *[:：|│→] ?", " ")
)
# So many lines in a row show that something stands before each of them on purpose.
_FEWEST_QUOTED: Final = 3
_FEWEST_LINES: Final = 8
_MARK: Final = re.compile(r"<br[ \t]*/?>|&#(?:0*10|0*13|xa|xd);|[¶↵⏎␤]", re.IGNORECASE)
# So many marks, and so many for each line break of the text's own, show that they stand for line breaks.
_FEWEST_MARKS: Final = 8
_FOR_EACH_BREAK: Final = 4


def undressed(text: str) -> str:
    r"""The lines of a text without what a program set before each, or in place of their ends.

    >>> undressed("> | 规章 | 3 |\n> | 文件 | 5 |\n> | 收费 | 7 |")
    '  | 规章 | 3 |\n  | 文件 | 5 |\n  | 收费 | 7 |'
    """
    if "<br" in text or "&#" in text or "¶" in text or "↵" in text or "⏎" in text or "␤" in text:
        text = _with_breaks(text)
    first = text[:_MARGIN].lstrip()[:1]
    if first and first in _BULLETS:
        text = _without_bullets(text, first)
    elif first and first in "[L0123456789":
        text = _without_numbers(text)
    return _without_quotes(text) if ">" in text and _QUOTED.search(text) else text


def stand_for_breaks(mark: re.Pattern[str], text: str) -> bool:
    """Whether marks stand for the line breaks of a text: there are many, and hardly any line breaks beside them."""
    return len(mark.findall(text)) >= max(_FEWEST_MARKS, _FOR_EACH_BREAK * text.count("\n"))


def _with_breaks(text: str) -> str:
    if not stand_for_breaks(_MARK, text):
        # Beside a line break of the text's own an entity is the same one, escaped.
        return text
    return _MARK.sub(lambda mark: "\n".rjust(len(mark.group())), text)


def _without_bullets(text: str, bullet: str) -> str:
    """The text without the bullet that begins it, if it begins every line."""
    lines = text.splitlines(keepends=True)
    begun = [line for line in lines if line.strip()]
    if len(begun) < _FEWEST_LINES or not all(_is_item(line.strip(), bullet) for line in begun):
        return text
    return "".join(line.replace(bullet, " ", 1) for line in lines)


def _is_item(line: str, bullet: str) -> bool:
    return line == bullet or (line.startswith(bullet) and line[1].isspace())


def _without_numbers(text: str) -> str:
    """The text without the numbers of its lines, if every line has one, and each is the next."""
    lines = text.splitlines(keepends=True)
    for number in _NUMBERS:
        matches = list(_counting(number, filter(None, map(str.rstrip, lines))))
        alone = sum(match.end() == len(match.string) for match in matches)
        if len(matches) >= max(_FEWEST_LINES, 2 * alone) and len(matches) == sum(1 for line in lines if line.strip()):
            return "".join(number.sub(lambda match: " " * len(match.group()), line, count=1) for line in lines)
    return text


def _counting(number: re.Pattern[str], lines: Iterable[str]) -> Iterator[re.Match[str]]:
    """The numbers of lines, as far as each line has the next one."""
    due: int | None = None
    for match in map(number.match, lines):
        if match is None or due not in (None, int(match[1])):
            return
        due = int(match[1]) + 1
        yield match


def _without_quotes(text: str) -> str:
    """The text without the signs of quotation before several lines that follow each other."""
    lines = text.splitlines(keepends=True)
    run: list[int] = []
    for number, line in enumerate([*lines, ""]):
        if line.lstrip(" \t").startswith(">"):
            run.append(number)
            continue
        if len(run) >= _FEWEST_QUOTED:
            for at in run:
                sign = _QUOTE.match(lines[at])
                if sign is not None:
                    lines[at] = sign.group().replace(">", " ") + lines[at][sign.end() :]
        run = []
    return "".join(lines)
