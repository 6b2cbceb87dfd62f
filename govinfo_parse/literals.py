r"""Stage 0, aside: texts and rows as programs write them down, with the same characters in the same places.

In: a text. Out: a text of the same length in which each place stands for the same place, and which reads as the one
that was written down: the escapes ``\n`` and ``\t`` of a string as the line break and the tab that they are, and rows
such as ``['规章', '', '3']`` or ``("规章", None, 3)`` as lines with a bar behind each cell.
"""

from __future__ import annotations

import re
from typing import Final

from .dressing import stand_for_breaks, undressed

__all__ = ["as_meant"]

# An escaped line break, which may be that of Windows; in front of letters it is more likely a command, as \newline.
_ESCAPED_BREAK: Final = re.compile(r"(?:\\r)?\\n(?![a-z])")
_ESCAPED: Final = re.compile(r"(?:\\r)?\\n(?![a-z])|\\t(?![a-z])|\\u(?:3000|00a0)")
_UNSEEN: Final = "\u200b"  # a character without width, which is part of no cell
# Characters as pages write them.
_ENTITY: Final = re.compile(r"&(?:[a-zA-Z]{2,8}|#[0-9]{1,6}|#[xX][0-9a-fA-F]{1,5});")
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
# Pairs of bars, which part cells; beside a text of two cells or more, and around each cell of a line.
_PAIR: Final = 2
_BARS: Final = re.compile(r"\|+")
_BESIDE_TEXT: Final = re.compile(r"[^|\s]\|\|[^|\s]")
_HEADERS: Final = re.compile(r"^\|\|(?:[^|\n]+\|\|){3,}[ \t]*$", re.MULTILINE)
# What spreadsheets set between cells besides commas and tabs. So many of them show it, and so many rows with a cell
# between two.
_PARTING: Final = ";\uff1b^~#¦‖→"
_FEWEST_SIGNS: Final = 12
_FEWEST_PARTED: Final = 4
_LONGEST_FIELD: Final = 60
_MAY_BE_FIGURE: Final = re.compile("[0-9０-９元件条项次篇个人无有/+增减上下-]")
# In Textile, how a cell is set: at its left or right edge, in the middle, as a header.
_ALIGNED: Final = re.compile(r"(?<=\|)(?:[<>=]|<>|_)\.(?= )")
# In reStructuredText, a blank first cell, as a row would else go on with the one above.
_CONTINUED: Final = re.compile(r"(?m)^\.\.(?=  +\S)")
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
    text = undressed(text)
    if "\\n" in text:
        text = _with_breaks(text)
    if ("'," in text or '",' in text) and _WORDS.search(text):
        text = _with_rows(text)
    if "&" in text and ";" in text:
        text = _with_characters(text)
    if "||" in text:
        text = _with_single_bars(text)
    if "|" not in text and "\t" not in text:
        for sign in _PARTING:
            if text.count(sign) >= _FEWEST_SIGNS:
                text = _with_bars(text, sign)
    if _has_decorations(text):
        text = _DECORATED.sub(_plain, text)
    if "|<. " in text or "|>. " in text or "|_. " in text:
        text = _ALIGNED.sub(lambda sign: " " * len(sign.group()), text)
    if "\n.. " in text:
        text = _CONTINUED.sub(lambda blank: " " * len(blank.group()), text)
    if any(name in text for name in _NAMES):
        text = _EMPTY.sub(lambda cell: cell[1] + " " * (len(cell.group()) - len(cell[1])), text)
    return text


def _with_characters(text: str) -> str:
    """The text with the characters that entities stand for, but those that would begin a tag or an entity."""
    from html import unescape  # few texts have any

    def written(entity: re.Match[str]) -> str:
        char = unescape(entity.group())
        if len(char) != 1 or char in "<>&":
            return entity.group()
        return (" " if char.isspace() else char).rjust(len(entity.group()), _UNSEEN)

    return _ENTITY.sub(written, text)


def _with_single_bars(text: str) -> str:
    """The text with one bar for two, if no cell is parted by another number of them, or in a line of headers."""
    runs = [len(run) for run in _BARS.findall(text)]
    if max(runs) > _PAIR and not any(run % _PAIR for run in runs) and _BESIDE_TEXT.search(text):
        return text.replace("||", " |")
    return _HEADERS.sub(lambda line: line.group().replace("||", " |"), text)


def _with_bars(text: str, sign: str) -> str:
    """The text with bars for a sign that parts the cells of its rows, as spreadsheets may write it."""
    lines = text.splitlines(keepends=True)
    between = re.compile(rf"{re.escape(sign)}[ \xa0]*(?:{_FIGURE}|{_NOTHING})?[ \xa0]*(?={re.escape(sign)})")
    if sum(1 for line in lines if between.search(line)) < _FEWEST_PARTED:
        return text
    return "".join(line.replace(sign, "|") if _is_parted(line, sign) else line for line in lines)


def _is_parted(line: str, sign: str) -> bool:
    """Whether a line is a row: it has no sentence in it, and several cells or a figure at its end."""
    if sign not in line or "。" in line:
        return False
    fields = line.strip().split(sign)
    alone = re.fullmatch(_FIGURE, fields[-1].strip())
    return max(map(len, fields)) <= _LONGEST_FIELD and (len(fields) > 2 or alone is not None)


def _has_decorations(text: str) -> bool:
    """Whether such a sign stands beside what may be a figure; most texts have none, and this is soon seen."""
    beside = (text[max(0, sign.start() - 1) : sign.end() + 1] for sign in _DECORATION.finditer(text))
    return any(_MAY_BE_FIGURE.search(around) for around in beside)


def _plain(figure: re.Match[str]) -> str:
    before, number = figure[1] or "", figure[2]
    return (_UNSEEN * len(before) + number).ljust(len(figure.group()), _UNSEEN)


def _with_breaks(text: str) -> str:
    return _ESCAPED.sub(_unescaped, text) if stand_for_breaks(_ESCAPED_BREAK, text) else text


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
