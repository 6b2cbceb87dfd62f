r"""Stage 0, aside: texts and rows as programs write them down, with the same characters in the same places.

In: a text. Out: a text of the same length in which each place stands for the same place, and which reads as the one
that was written down: the escapes ``\n`` and ``\t`` of a string as the line break and the tab that they are, and rows
such as ``['规章', '', '3']`` or ``("规章", None, 3)`` as lines with a bar behind each cell.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["as_meant"]

# An escaped line break, which may be that of Windows; in front of letters it is more likely a command, as \newline.
_ESCAPED_BREAK: Final = re.compile(r"(?:\\r)?\\n(?![a-z])")
_ESCAPED: Final = re.compile(r"(?:\\r)?\\n(?![a-z])|\\t(?![a-z])|\\u(?:3000|00a0)")
# So many of them, and so many for each line break of the text's own.
_FEWEST_ESCAPES: Final = 8
_FOR_EACH_BREAK: Final = 4
_UNSEEN: Final = "\u200b"  # a character without width, which is part of no cell
# Spaces as pages write them.
_SPACE: Final = re.compile("&(?:nbsp|ensp|emsp|thinsp|#160|#xa0|#12288|#x3000);", re.IGNORECASE)
# Signs around a figure that set it in bold, in a type of its own, or between quotation marks, and numbers of notes
# behind it; a cell or a line holds nothing else.
_FIGURE: Final = (
    r"(?:[+-]|增加?|减少?|上升|下降)?[0-9０-９][0-9０-９,，.．]*(?:[万亿]?元|人次|[条件次篇个人项])?"
    r"|无|没有|暂无|[-—/]+|N/A"
)
_DECORATED: Final = re.compile(
    rf"(?m)(?<![^|\t\n\r \xa0])(\*{{1,3}}|_{{1,2}}|`|\"|')?({_FIGURE})"
    r"(?:(?(1)\1|(?!))|\*{1,2}|[①-⑤]|\[[0-9]{1,2}\])(?=[ \xa0]*(?:[|\t\r\n]|\Z))"
)
_DECORATION: Final = re.compile("[*_`\"'\\[①-⑤]")
_MAY_BE_FIGURE: Final = re.compile("[0-9０-９元件条项次篇个人无有/+增减上下-]")
# What programs write for a cell that holds nothing, where separators stand around it.
_NAMES: Final = ("None", "null", "NULL", "nan", "NaN", "NaT", "<NA>")
_NOTHING: Final = "|".join(_NAMES)
_EMPTY: Final = re.compile(rf"(?m)(^|[|\t,])[ \xa0]*(?:{_NOTHING})(?=[ \xa0]*(?:[|\t,\r\n]|\Z))")

_STRING: Final = r'"(?:[^"\\\r\n]|\\.)*"|' + r"'(?:[^'\\\r\n]|\\.)*'"
_NUMBER: Final = r"[+-]?[0-9][0-9.]*"
_ITEM: Final = rf"(?:{_STRING}|{_NOTHING}|{_NUMBER})"
_ROW: Final = re.compile(rf"(,\s*|[\[(]\s*|\s)?[\[(]\s*{_ITEM}(?:\s*,\s*{_ITEM})+\s*,?\s*([\])](?:\s*[\])])*)")
_PIECE: Final = re.compile(rf"({_STRING})|({_NOTHING})|({_NUMBER})|.", re.DOTALL)
_ESCAPE_IN_STRING: Final = re.compile(r"\\[nrt]|\\(?=[\"'\\])")
_WORDS: Final = re.compile("[\"'][^\"'\r\n]*[\u4e00-\u9fff]")
# So many rows are written in this way on purpose.
_FEWEST_ROWS: Final = 3


def as_meant(text: str) -> str:
    r"""The text as it was before a program wrote it down as a string or as lists.

    >>> print(as_meant("['规章', '', 3],['文件', None, 5],['收费', '', 7]"))
    | 规章 |   | 3|
    | 文件 |     | 5|
    | 收费 |   | 7|
    """
    if "\\n" in text:
        text = _with_breaks(text)
    if ("'," in text or '",' in text) and _WORDS.search(text):
        text = _with_rows(text)
    if "&" in text and ";" in text:
        text = _SPACE.sub(lambda space: " ".rjust(len(space.group()), _UNSEEN), text)
    if _has_decorations(text):
        text = _DECORATED.sub(_plain, text)
    if any(name in text for name in _NAMES):
        text = _EMPTY.sub(lambda cell: cell[1] + " " * (len(cell.group()) - len(cell[1])), text)
    return text


def _has_decorations(text: str) -> bool:
    """Whether such a sign stands beside what may be a figure; most texts have none, and this is soon seen."""
    beside = (text[max(0, sign.start() - 1) : sign.end() + 1] for sign in _DECORATION.finditer(text))
    return any(_MAY_BE_FIGURE.search(around) for around in beside)


def _plain(figure: re.Match[str]) -> str:
    before, number = figure[1] or "", figure[2]
    return (_UNSEEN * len(before) + number).ljust(len(figure.group()), _UNSEEN)


def _with_breaks(text: str) -> str:
    escaped = len(_ESCAPED_BREAK.findall(text))
    if escaped < max(_FEWEST_ESCAPES, _FOR_EACH_BREAK * text.count("\n")):
        return text
    return _ESCAPED.sub(_unescaped, text)


def _unescaped(escape: re.Match[str]) -> str:
    sign = "\n" if escape.group().endswith("n") else "\t" if escape.group().endswith("t") else " "
    return sign.rjust(len(escape.group()))


def _with_rows(text: str) -> str:
    rows = sum(1 for row in _ROW.finditer(text) if _WORDS.search(row.group()))
    return _ROW.sub(_as_line, text) if rows >= _FEWEST_ROWS else text


def _as_line(row: re.Match[str]) -> str:
    """A row between brackets as a line with a bar before and behind each cell."""
    before = row[1] or ""
    inner = "".join(map(_in_line, _PIECE.finditer(row.string, row.start() + len(before) + 1, row.start(2))))
    return "\n".ljust(len(before)) * bool(before) + "|" + inner + "|".ljust(len(row[2]))


def _in_line(piece: re.Match[str]) -> str:
    string, nothing, number = piece.groups()
    if string is not None:
        return " " + _ESCAPE_IN_STRING.sub(lambda sign: " " * len(sign.group()), string[1:-1]) + " "
    if nothing is not None:
        return " " * len(nothing)
    return number if number is not None else "|" if piece.group() == "," else " "
