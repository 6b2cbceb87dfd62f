"""What corpora do to text that a writer has made: cleaners drop lines, wrap them, or change characters."""

from __future__ import annotations

import re
import shutil
import subprocess
import textwrap
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

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
# Where words are kept whole, what counts is how rows end: one writer for each manner.
FILLED = (
    "bs4 newline strip",
    "bs4 rows",
    "html2text",
    "inscriptis",
    "markdownify",
    "pandoc grid",
    "trafilatura 1.12.2",
)
# Where lines are cut anywhere, what counts is what parts cells.
CUT = ("bs4 bar strip", "bs4 rows", "bs4 newline strip", "pandas csv tabs", "pandoc grid", "resiliparse")


@dataclass(frozen=True)
class Cleaner:
    """`clean` changes a text as corpora do. `drops` says that whole lines may go, so a cell may be lost that its mark
    does not show; `writers` are those whose text it is put on."""

    name: str
    clean: Callable[[str], str]
    drops: bool = False
    writers: tuple[str, ...] = CLEANED


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


def _columns(text: str) -> int:
    return sum(1 + (unicodedata.east_asian_width(character) in "WF") for character in text)


def _bytes(text: str) -> int:
    return len(text.encode())


_PIECE = re.compile("[!-~０-９．，]+|.", re.DOTALL)  # what is never broken: a word or a figure, or another character


def _wrapped(columns: int) -> Callable[[str], str]:
    """Lines broken at a fixed width, in which a Chinese character counts twice, wherever that falls in a label."""

    def clean(text: str) -> str:
        return "\n".join(part for line in text.split("\n") for part in _parts(line, columns))

    return clean


def _parts(line: str, columns: int) -> list[str]:
    parts, used = [""], 0
    for piece in _PIECE.findall(line):
        width = _columns(piece)
        if used and used + width > columns:
            parts.append("")
            used = 0
        parts[-1] += piece
        used += width
    return parts


def _filled(width: int, *, long_words: bool = True) -> Callable[[str], str]:
    """Each line as `textwrap.fill` breaks it: at white space, which is gone there, and inside words that are too long
    for a line unless `long_words` stay whole."""

    def clean(text: str) -> str:
        lines = text.split("\n")
        return "\n".join(textwrap.fill(line, width, break_long_words=long_words) for line in lines)

    return clean


def _at_blanks(width: int, measure: Callable[[str], int]) -> Callable[[str], str]:
    """Lines broken at blanks only, with the blank gone, by bytes or by columns of a page."""

    def clean(text: str) -> str:
        return "\n".join(part for line in text.split("\n") for part in _words(line, width, measure))

    return clean


def _words(line: str, width: int, measure: Callable[[str], int]) -> list[str]:
    parts: list[str] = []
    for gap, word in re.findall(r"([ \t]*)([^ \t]*)", line):
        if parts and measure(parts[-1] + gap + word) <= width:
            parts[-1] += gap + word
        elif word or not parts:
            parts.append(word if parts else gap + word)
    return parts


def _cut(width: int, measure: Callable[[str], int]) -> Callable[[str], str]:
    """Lines cut wherever they reach the width, as ``fold`` cuts them, inside words and figures too."""

    def clean(text: str) -> str:
        return "\n".join(part for line in text.split("\n") for part in _cuts(line, width, measure))

    return clean


def _cuts(line: str, width: int, measure: Callable[[str], int]) -> list[str]:
    parts, used = [""], 0
    for character in line:
        if used and used + measure(character) > width:
            parts.append("")
            used = 0
        parts[-1] += character
        used += measure(character)
    return parts


def _folded(width: int, measure: Callable[[str], int]) -> Callable[[str], str]:
    """Lines as ``fold -s`` breaks them: behind the last blank that fits, which stays; without one, where it falls."""

    def clean(text: str) -> str:
        return "\n".join(part for line in text.split("\n") for part in _folds(line, width, measure))

    return clean


def _folds(line: str, width: int, measure: Callable[[str], int]) -> list[str]:
    parts = []
    while measure(line) > width:
        end = 1
        while measure(line[: end + 1]) <= width:
            end += 1
        end = max(line.rfind(blank, 0, end) for blank in " \t") + 1 or end
        parts.append(line[:end])
        line = line[end:]
    return [*parts, line]


def _formatted(width: int) -> Callable[[str], str]:
    """Paragraphs as ``fmt`` fills them: lines that begin at the same column are one, and break where it looks best."""

    def clean(text: str) -> str:
        done = subprocess.run(["fmt", "-w", str(width)], input=text.encode(), capture_output=True, check=True)  # noqa: S603, S607
        return done.stdout.decode()

    return clean


def _joined(text: str) -> str:
    """Cells with nothing between them."""
    return re.sub(r"[|\t\r\n]", "", text)


def _fillers() -> Iterator[Cleaner]:
    for width in (40, 60, 72, 80):
        yield Cleaner(f"filled at {width}", _filled(width), writers=FILLED)
        yield Cleaner(f"filled at {width} words whole", _filled(width, long_words=False), writers=FILLED)
        yield Cleaner(f"blanks at {width} columns", _at_blanks(width, _columns), writers=FILLED)
        yield Cleaner(f"blanks at {width} bytes", _at_blanks(width, _bytes), writers=FILLED)
        yield Cleaner(f"fold -s {width} columns", _folded(width, _columns), writers=FILLED)
        yield Cleaner(f"fold -s {width} bytes", _folded(width, _bytes), writers=FILLED)
        yield Cleaner(f"all filled at {width}", partial(textwrap.fill, width=width), writers=FILLED)
        if shutil.which("fmt"):
            yield Cleaner(f"fmt {width}", _formatted(width), writers=FILLED)


def _cutters() -> Iterator[Cleaner]:
    for width in (40, 60, 80):
        yield Cleaner(f"cut at {width} columns", _cut(width, _columns), writers=CUT)
        yield Cleaner(f"cut at {width} characters", _cut(width, len), writers=CUT)
        yield Cleaner(f"cut at {width} bytes", _cut(width, _bytes), writers=CUT)


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
    *_fillers(),
    *_cutters(),
)
