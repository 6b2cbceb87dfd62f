"""Stage 1: text to cells.

What comes in is any `str`; what goes out are `Cell`s in reading order that do not overlap, each with its offsets. A bar,
a tab, a line break or a gap of several spaces ends a cell. Nothing is decided here that the text does not say:

- an empty cell and the padding at a row's end may look the same; `Cell.padding` is then None;
- a lone line break may end a cell or stand inside one. Inside a run of bars, lines between two bars are one cell
  (a label and the note below it); elsewhere every line is a cell, and `Cell.closed_by` tells the later stages that
  only a line break parts it from the next.

Strategy: one pass over the lines. Lines without a bar are held back, since a bar on a later line may close them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, Literal

from attrs import frozen

__all__ = ["Cell", "tokenize"]

ClosedBy = Literal["|", "\t", " ", "\n", ""]

# Characters that some writers use for the bar, each of the bar's width, and the escaped bar, which is text.
_BARS: Final = (("｜", "|"), ("│", "|"), ("┃", "|"), ("\\|", "\\\0"))
# White space and characters without width, stripped from both ends of a cell.
SPACE: Final = " \t\n\r\f\v\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\u200b\u200c\u200d\u2060\ufeff\xad"
# A Markdown ruler: three hyphens or more in every cell. It carries no cell.
_RULER: Final = re.compile(r"[|\s]*(?::?-{3,}:?[|\s]*)+")
_GAP: Final = re.compile(r"[ \t\xa0\u3000]{2,}")
# A line without any white space inside, nor a tab after it: one cell.
_WORD: Final = re.compile(r"\S+[ \xa0\u3000]*\Z")
_NUMBER: Final = re.compile(r"[+-]?[0-9０-９][0-9０-９,，.．]*")
_GROUPED: Final = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+")
# Lines held back between two bars belong to one cell up to this many lines and characters; a table's last bar and the
# next table's first may have a page of prose between them.
_CELL_LINES: Final = 4
_CELL_LENGTH: Final = 160
# The start of a numbered section or of a Markdown heading: it opens what follows rather than continuing a cell.
_SECTION: Final = re.compile(r"#|[一二三四五六七八九十]{1,3}、")


@frozen
class Cell:
    """A piece of text that may be a cell of a table.

    - `text`: what stands in it, without outer white space; lines of one cell are joined by ``\\n``.
    - `start`, `end`: its place in the source, in characters; ``source[start:end]`` holds the text.
    - `closed_by`: what ends it: a bar, a tab, a gap of spaces, a line break, or the end of the text (``""``).
    - `breaks`: the number of line breaks between it and the next cell, bars left aside.
    - `padding`: False for a cell with text; True for an empty one that the text shows to be filler (bars without
      space between them); None for an empty one that may be a blank cell or filler.
    - `starts_line`: whether it is the first of its line.
    """

    text: str
    start: int
    end: int
    closed_by: ClosedBy = "\n"
    breaks: int = 1
    padding: bool | None = False
    starts_line: bool = True


def tokenize(text: str) -> Sequence[Cell]:
    """Splits a text into cells.

    >>> [cell.text for cell in tokenize("规章 |\\n0 |\\n|\\n行政规范性文件 | 3 | 1 |\\n")]
    ['规章', '0', '', '行政规范性文件', '3', '1']

    Raises `TypeError` for anything but a `str`.
    """
    if not isinstance(text, str):
        raise TypeError(f"tokenize() takes a str, not {type(text).__name__}; decode bytes first")
    work = text
    for variant, bar in _BARS:
        if variant in work:
            work = work.replace(variant, bar)
    return _Tokenizer(text, work).run()


class _Tokenizer:
    """The state of one pass: `cells` so far, and `held`, the pieces of text that no separator has closed yet."""

    def __init__(self, text: str, work: str) -> None:
        self.text = text
        self.work = work
        self.cells: list[Cell] = []
        self.held: list[tuple[int, int, bool]] = []
        self.in_table = False
        self.breaks = 0

    def run(self) -> list[Cell]:
        offset = 0
        lines = self.work.splitlines(keepends=True)
        for line, open_ended in zip(lines, _open_ended(lines), strict=True):
            if "|" in line:
                if "--" not in line or not _RULER.fullmatch(line):
                    self._bar_line(line, offset, open_ended=open_ended)
            else:
                self._bare_line(line, offset)
            offset += len(line)
        self._release()
        return self._with_breaks()

    def _bare_line(self, line: str, offset: int) -> None:
        """A line without bars: hold it back, or split it at tabs and gaps."""
        piece = self._piece(line, offset)
        if piece is None:
            if self.held:
                self._release(blank_line=True)
            return
        start, end = piece
        if not _WORD.match(self.work, start, offset + len(line.rstrip("\r\n"))):
            parts = list(_split_bare(line, offset, start, end, self.work))
            if len(parts) > 1:
                self._release()
                self.in_table = False
                for number, (a, b, closed_by) in enumerate(parts):
                    self._emit(a, b, closed_by, starts_line=number == 0)
                return
        self._hold(start, end, starts_line=True)
        if len(self.held) > _CELL_LINES:
            self._release()

    def _bar_line(self, line: str, offset: int, *, open_ended: bool) -> None:
        pieces = line.split("|")
        tight = any(
            left and right and (not left[-1].isspace() or not right[0].isspace())
            for left, right in zip(pieces[:-1], pieces[1:], strict=True)
            if left.strip(SPACE) or right.strip(SPACE)
        )
        if self.held and self.held[-1][2] and len(pieces) > 2 and not pieces[0].strip(SPACE) and line.strip("|" + SPACE):
            # A row that begins with a bar: that bar opens the row and does not close the line above.
            self._release()
        first = True
        position = offset
        for number, content in enumerate(pieces):
            piece = self._piece(content, position)
            bar = position + len(content)
            position = bar + 1
            if number == len(pieces) - 1:
                # What follows the last bar of a line ends with the line, unless the next line begins with a bar.
                if piece is not None:
                    self._hold(*piece, starts_line=first)
                elif open_ended:
                    end = position - 1 + len(content.rstrip("\r\n")) - len(content)
                    self._emit(end, end, "\n", starts_line=False, padding=None)
            elif piece is not None:
                self._hold(*piece, starts_line=first)
                self._close()
            elif self.held:
                self._close()
            else:
                # No text since the last bar. Bars that touch each other are padding, unless this writer puts no
                # space around any bar.
                touches = (number > 0 and not content) or (number < len(pieces) - 2 and not pieces[number + 1])
                self._emit(bar, bar, "|", starts_line=first, padding=True if touches and not tight else None)
            first = False
        self.in_table = True

    def _hold(self, start: int, end: int, *, starts_line: bool) -> None:
        """Holds a piece back. What stands after the last bar of a line ends its row: more text does not continue it."""
        if self.held and not self.held[-1][2]:
            self._release()
            self.in_table = True
        self.held.append((start, end, starts_line))

    def _close(self) -> None:
        """A bar closes the held pieces: one cell if they are lines of one, else only the last of them is closed."""
        held, self.held = self.held, []
        start, end = held[0][0], held[-1][1]
        one = self.in_table and end - start <= _CELL_LENGTH and not _SECTION.match(self.work, start)
        if len(held) > 1 and one:
            self._emit(start, end, "|", starts_line=held[0][2])
            return
        for piece_start, piece_end, starts_line in held[:-1]:
            self._emit(piece_start, piece_end, "\n", starts_line=starts_line)
        self._emit(held[-1][0], end, "|", starts_line=held[-1][2])

    def _release(self, *, blank_line: bool = False) -> None:
        """No bar will close the held pieces: each is a cell that ends with its line."""
        for start, end, starts_line in self.held:
            self._emit(start, end, "\n", starts_line=starts_line)
        if self.held and not blank_line:
            self.in_table = False
        self.held.clear()

    def _emit(
        self, start: int, end: int, closed_by: ClosedBy, *, starts_line: bool, padding: bool | None = False
    ) -> None:
        content = self.text[start:end]
        if "\n" in content or "\r" in content:
            content = "\n".join(part.strip(SPACE) for part in content.splitlines())
        self.cells.append(Cell(content, start, end, closed_by, 0, padding, starts_line))

    def _piece(self, content: str, offset: int) -> tuple[int, int] | None:
        """Where the text of a piece begins and ends, None where there is only white space."""
        stripped = content.lstrip(SPACE)
        if not stripped:
            return None
        start = offset + len(content) - len(stripped)
        return start, start + len(stripped.rstrip(SPACE))

    def _with_breaks(self) -> list[Cell]:
        """The cells with `breaks` counted, and the last one closed by the end of the text where nothing else does."""
        done: list[Cell] = []
        starts = [cell.start for cell in self.cells] + [len(self.work)]
        for cell, following in zip(self.cells, starts[1:], strict=True):
            between = self.work[cell.end : following]
            breaks = len(between.splitlines()) - (not between.endswith(_LINE_ENDS)) if between else 0
            closed_by: ClosedBy = "" if following == cell.end == len(self.work) and not breaks else cell.closed_by
            done.append(
                Cell(cell.text, cell.start, cell.end, closed_by, max(breaks, 0), cell.padding, cell.starts_line)
            )
        return done


def _open_ended(lines: Sequence[str]) -> Iterator[bool]:
    """For each line, whether a bar at its end is followed by one more cell, an empty one.

    That is so where most rows of the table end with text after their last bar.
    """
    block: list[int] = []
    ended = 0
    for line in lines:
        if "|" in line:
            content = line.strip(SPACE)
            # Only lines that hold a row can tell: several cells, and no bar that opens it.
            row = not content.startswith("|")
            block.append(row)
            ended += row and (-1 if content.endswith("|") else 1)
        elif block and not line.isspace():
            yield from (bool(row) and ended > 0 for row in block)
            yield False
            block, ended = [], 0
        elif block:
            block.append(False)
        else:
            yield False
    yield from (bool(row) and ended > 0 for row in block)


_LINE_ENDS: Final = ("\n", "\r", "\f", "\v", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029")


def _split_bare(
    line: str, offset: int, start: int, end: int, work: str
) -> Iterator[tuple[int, int, ClosedBy]]:
    """The cells of a line without bars: parted by tabs if it has any inside, else by gaps, else before a tail of
    numbers."""
    row = line.rstrip("\r\n\f\v\x1c\x1d\x1e\x85\u2028\u2029")
    if "\t" in row[start - offset :]:
        # Tabs before the first text stand for empty cells here; elsewhere they would be indentation.
        position = offset
        for content in row.split("\t"):
            stripped = content.strip(SPACE)
            inner = position + (len(content) - len(content.lstrip(SPACE)) if stripped else 0)
            yield inner, inner + len(stripped), "\t"
            position += len(content) + 1
        return
    position = start
    for gap in (*_GAP.finditer(work, start, end), None):
        stop = gap.start() if gap else end
        yield from _split_numbers(position, stop, work)
        position = gap.end() if gap else end


def _split_numbers(start: int, end: int, work: str) -> Iterator[tuple[int, int, ClosedBy]]:
    """Cuts off the numbers at the end of a piece, as in ``行政处罚 12`` or ``3 0 0``; ``1 234`` is one number."""
    content = work[start:end]
    words = content.split()
    tail = len(words)
    while tail and _NUMBER.fullmatch(words[tail - 1]):
        tail -= 1
    if tail == len(words) or len(words) == 1 or _GROUPED.fullmatch(content):
        yield start, end, " "
        return
    position = start
    if tail:
        head = work.rindex(words[tail - 1], start, work.index(words[tail], start + sum(map(len, words[:tail])), end))
        position = head + len(words[tail - 1])
        yield start, position, " "
    for word in words[tail:]:
        position = work.index(word, position)
        yield position, position + len(word), " "
        position += len(word)
