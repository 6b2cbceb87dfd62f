"""Stage 1, aside: rows of values that commas or tabs part, as spreadsheets, data frames and browsers give them.

In: the lines of a text. Out: the fields of each row, by its first line. A comma also stands inside numbers, so lines
are read as rows only where several in a row have a comma that is not one; a field with a comma, or with a line break,
stands between quotation marks. A browser's tab rows break where a blank cell holds a line break.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from .drawn import Piece

__all__ = ["delimited_rows", "with_bars_for_tabs", "with_tabs_joined"]

# A comma, and no thousands separator: 1,234 has three digits behind it.
_COMMA: Final = re.compile(r",(?!(?<=[0-9０-９],)[0-9０-９]{3}(?![0-9０-９]))")
_FIELD: Final = re.compile(r'"((?:[^"]|"")*)"(?=,|\s*\Z)|[^,]*')
# Clauses of prose are no fields, though commas part them.
_SENTENCE: Final = "。"
_VALUE: Final = re.compile(r"[-+]?[0-9０-９][0-9０-９,，.．]*|[-—/]*|无")
# A line that ends with a tab, and one below that begins with one: the line break stands in a blank cell.
_BROKEN: Final = re.compile(r"(?<=\t)(?:\r\n|\n)(?=\t)")
# Line breaks right before or after tabs; and after a tab, line breaks before a figure.
_BESIDE_TAB: Final = re.compile(r"[\r\n]+(?=\t)|(?<=\t)[\r\n]+")
_BETWEEN_TABS: Final = re.compile(r"(?<=\t)[\r\n]+(?=\t)")
_BEFORE_FIGURE: Final = re.compile(r"(?<=\t)[\r\n]+(?=(?:[-+]?[0-9０-９][0-9０-９,，.．]*|[-—]+|无)(?:\t|\s|\Z))")
_FEWEST_BROKEN: Final = 3
_FEWEST_ROWS: Final = 3
# Tabs stand around lines if so many lines are a tab only, so many are text between two, and so large a share begins and
# ends with one.
_FEWEST_ALONE: Final = 12
_FEWEST_AROUND: Final = 3
_FRAMED: Final = 0.95
# So large a share of the rows has a field that is empty or a figure.
_WITH_VALUES: Final = 0.4
_LONGEST_FIELD: Final = 80
# A field in quotation marks goes on over so many lines at most.
_MOST_LINES: Final = 8


def delimited_rows(lines: Sequence[str]) -> Mapping[int, Sequence[Piece]]:
    """The fields of each row of comma-separated values; further lines of a row have none."""
    found: dict[int, Sequence[Piece]] = {}
    run: dict[int, Sequence[Piece]] = {}
    rows = number = 0
    while number <= len(lines):
        taken, pieces = _row(lines, number) if number < len(lines) else (1, [])
        if pieces:
            run[number] = pieces
            run.update((number + further, ()) for further in range(1, taken))
            rows += 1
        elif number == len(lines) or lines[number].strip():
            if rows >= _FEWEST_ROWS and _holds_values(lines, run):
                found.update(run)
            run, rows = {}, 0
        number += taken
    return found


def _holds_values(lines: Sequence[str], run: Mapping[int, Sequence[Piece]]) -> bool:
    rows = [number for number, pieces in run.items() if pieces]
    with_values = sum(
        any(_VALUE.fullmatch(lines[number][piece.start : piece.end].strip()) for piece in run[number])
        for number in rows
    )
    return with_values >= _WITH_VALUES * len(rows)


def _row(lines: Sequence[str], first: int) -> tuple[int, list[Piece]]:
    """How many lines the row takes that begins at a line, and its fields; no fields where it is no row."""
    text, taken = lines[first], 1
    if "," not in text and '"' not in text:
        return 1, []
    while text.count('"') % 2 and taken < _MOST_LINES and first + taken < len(lines):
        text += lines[first + taken]
        taken += 1
    if text.count('"') % 2:
        text, taken = lines[first], 1
    if not _COMMA.search(text) or _SENTENCE in text:
        return 1, []
    pieces: list[Piece] = []
    position, end = 0, len(text.rstrip("\r\n"))
    while position <= end:
        match = _FIELD.match(text, position, end)
        if match is None:
            return 1, []
        start, stop = match.span(1) if match.group(1) is not None else match.span()
        if stop - start > _LONGEST_FIELD:
            return 1, []
        pieces.append(Piece(start, stop, 0, 0, ruled=False))
        position = match.end() + 1
    return taken, pieces


def with_bars_for_tabs(text: str) -> str:
    """The text with bars for tabs if they stand around lines, one at each piece of the page's own white space.

    A browser's selection too has tabs on lines of their own, but none before a line of text and after it.
    """
    lines = [line.strip(" \r\n") for line in text.splitlines() if "\t" in line]
    framed = sum(1 for line in lines if line.startswith("\t") and line.endswith("\t"))
    alone = sum(1 for line in lines if line == "\t")
    around = sum(1 for line in lines if line.startswith("\t") and line.endswith("\t") and line.strip())
    if alone < _FEWEST_ALONE or around < _FEWEST_AROUND or framed < _FRAMED * len(lines):
        return text
    return text.replace("\t", "|")


def with_tabs_joined(text: str) -> str:
    """The text with rows of tabs joined that line breaks inside their cells broke; its length stays.

    A browser leaves three kinds of them: a tab at the end of a line and one at the beginning of the next, where the
    blank cell between them holds a line break; line breaks alone after a tab, one for each such cell; and lines of
    nothing but tabs, where every cell is a paragraph.
    """
    lines = text.splitlines()
    tabbed = [line for line in lines if "\t" in line]
    if (
        sum(not line.strip("\t ") for line in tabbed)
        >= _FEWEST_BROKEN
        > sum("\t" in line.strip("\t ") for line in tabbed)
    ):
        breaks = Counter(len(run.group()) for run in _BESIDE_TAB.finditer(text))
        usual = breaks.most_common(1)[0][0] if breaks else 0
        # Where the line between two tabs is gone, the breaks of both its sides are left, less its own.
        text = _BETWEEN_TABS.sub(lambda run: _unseen(run) if len(run.group()) < 2 * usual else run.group(), text)
        return _BESIDE_TAB.sub(lambda run: _unseen(run) if len(run.group()) <= usual else run.group(), text)
    if any("\t\t" in line.strip("\t") for line in tabbed):
        return text
    led = [number for number, line in enumerate(lines) if line.startswith("\t")]
    if led and len(led) >= _FEWEST_BROKEN and all(number and lines[number - 1].endswith("\t") for number in led):
        return _BROKEN.sub(_unseen, text)
    ended = sum(len(line) > 1 and line.endswith("\t") for line in lines)
    if not led and ended >= _FEWEST_BROKEN:
        return _BEFORE_FIGURE.sub(lambda run: run.group().replace("\n", "\t").replace("\r", "\u200b"), text)
    return text


def _unseen(run: re.Match[str]) -> str:
    return "\u200b" * len(run.group())
