"""What corpora do to text that a writer has made: cleaners drop lines, wrap them, or change characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Cleaner:
    """`clean` changes a text as corpora do. `drops` says that whole lines may go, so a cell may be lost that its mark
    does not show."""

    name: str
    clean: Callable[[str], str]
    drops: bool = False


def _without_blank_lines(text: str) -> str:
    return "\n".join(line for line in text.split("\n") if line.strip())


def _without_one_character_lines(text: str) -> str:
    """Lines of one Chinese character are gone, as extractors drop them that ask for words."""
    return "\n".join(line for line in text.split("\n") if not re.fullmatch("[一-鿿]", line.strip(" |\t\u3000")))


def _without_short_lines(text: str) -> str:
    """Lines of one character of any kind are gone, so one-digit figures too where each cell is a line."""
    return "\n".join(line for line in text.split("\n") if len(line.strip(" |\t\u3000")) != 1)


def _without_repeated_lines(text: str) -> str:
    seen: set[str] = set()
    lines = []
    for line in text.split("\n"):
        if line.strip() not in seen:
            lines.append(line)
        if line.strip():
            seen.add(line.strip())
    return "\n".join(lines)


_PIECE = re.compile("[!-~０-９．，]+|.", re.DOTALL)  # what is never broken: a word or a figure, or another character


def _wrapped(columns: int) -> Callable[[str], str]:
    """Lines broken at a fixed width, in which a Chinese character counts twice, wherever that falls in a label."""

    def clean(text: str) -> str:
        return "\n".join(part for line in text.split("\n") for part in _parts(line, columns))

    return clean


def _parts(line: str, columns: int) -> list[str]:
    parts, used = [""], 0
    for piece in _PIECE.findall(line):
        width = sum(1 + (unicodedata.east_asian_width(character) in "WF") for character in piece)
        if used and used + width > columns:
            parts.append("")
            used = 0
        parts[-1] += piece
        used += width
    return parts


def _joined(text: str) -> str:
    """Cells with nothing between them."""
    return re.sub(r"[|\t\r\n]", "", text)


CLEANERS: tuple[Cleaner, ...] = (
    Cleaner("no blank lines", _without_blank_lines),
    Cleaner("no one-character lines", _without_one_character_lines, drops=True),
    Cleaner("no short lines", _without_short_lines, drops=True),
    Cleaner("no repeated lines", _without_repeated_lines, drops=True),
    Cleaner("one line", lambda text: " ".join(text.split())),
    Cleaner("no bars", lambda text: text.replace("|", "")),
    Cleaner("joined", _joined),
    Cleaner("wrapped at 40", _wrapped(40)),
    Cleaner("wrapped at 80", _wrapped(80)),
    Cleaner("NFKC", lambda text: unicodedata.normalize("NFKC", text)),
)
CLEANED = (
    "bs4 newline strip",
    "bs4 bar strip",
    "bs4 rows",
    "html2text",
    "inscriptis",
    "markitdown",
    "trafilatura 1.12.2",
    "chromium innerText",
    "libreoffice pdf pdftotext layout",
)
