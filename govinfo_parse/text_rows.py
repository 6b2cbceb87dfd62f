"""How pages and files are written as text: a line for each row of a table with bars between its cells.

In: the cells of a row as they stand in a page or a file, merged cells once, where they begin; the lines of a cell. Out:
the line that `parse` reads. One way of writing for all sources, so that a table is read alike whatever it came from.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

__all__ = ["RAISED", "cell_text", "row_line"]

# Marks of notes and powers are no digits of the figure before them.
RAISED: Final = {ord(digit): raised for digit, raised in zip("0123456789+-()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾", strict=True)}


def cell_text(lines: Iterable[str]) -> str:
    """The text of a cell in one line: words that markup breaks are put together, figures are kept apart.

    >>> cell_text(["商业", "企业"]), cell_text(["1", "8"])
    ('商业企业', '1 8')
    """
    text = ""
    for line in lines:
        joint = " " if text and line and not (_is_wide(text[-1]) or _is_wide(line[0])) else ""
        text += joint + line
    return text.replace("|", "｜").strip()


def row_line(cells: Sequence[str]) -> str:
    """The line of a row; a cell that is alone in its row is a line of text, and may be empty.

    >>> row_line(["规章", "", "12"]), row_line(["第二十条第（一）项"])
    ('| 规章 |  | 12 |', '第二十条第（一）项')
    """
    return f"| {' | '.join(cells)} |" if len(cells) > 1 else "".join(cells)


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"
