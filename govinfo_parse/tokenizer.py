"""Stage 1: text to cells.

What comes in is any `str`; what goes out are `Cell`s in reading order that do not overlap, each with its offsets. A
bar, a tab, a line break or a gap of several spaces ends a cell. Nothing is decided here that the text does not say:

- an empty cell and the padding at a row's end may look the same; `Cell.padding` is then None;
- a lone line break may end a cell or stand inside one. Inside a run of bars, lines between two bars are one cell
  (a label and the note below it); elsewhere every line is a cell, and `Cell.closed_by` tells the later stages that
  only a line break parts it from the next.

Strategy: one pass over the lines. Lines without a bar are held back, since a bar on a later line may close them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from attrs import evolve, frozen

from .aligned import dashed_tables, left_aligned_tables, right_aligned_tables
from .asciidoc import asciidoc_tables
from .delimited import delimited_rows, with_bars_for_tabs, with_tabs_joined
from .drawn import Piece, drawn_boxes, is_rule, without_frames
from .literals import as_meant
from .markup import MarkedTable, has_tags, marked_tables, text_of, without_tags
from .quantity import CHANGES, is_page_number, read_quantity, unit_in
from .unfolding import with_rows_unfolded
from .wiki import wiki_tables
from .wrapping import unwrapped

__all__ = ["Cell", "cells_of", "tokenize"]

ClosedBy = Literal["|", "\t", ",", " ", "\n", ""]

# Characters that some writers use for the bar, each of the bar's width, and the escaped bar, which is text.
_BARS: Final = (("｜", "|"), ("│", "|"), ("┃", "|"), ("║", "|"), ("┆", "|"), ("┊", "|"), ("\\|", "\\\0"))
# White space and characters without width, stripped from both ends of a cell.
SPACE: Final = (
    " \t\n\r\f\v\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\u200b\u200c\u200d\u2060\ufeff\xad"
)
# What `str.splitlines` ends a line at.
_LINE_END: Final = "\n\r\f\v\x1c\x1d\x1e\x85\u2028\u2029"
# A Markdown ruler: three hyphens or more in every cell, or fewer beside a colon. It carries no cell.
_RULER: Final = re.compile(r"[|\s]*(?:(?::-+:?|-+:|-{3,})(?:[|\s]+|\Z))+")
# Bars that stand before and after cells meet where a cell has a line of its own.
_DOUBLED: Final = re.compile(r"\|\|[^|\s][^|]*\Z")
# What writers set inside a cell for a line break, a no-break space or a block; where nothing else stands, it is blank.
_BREAKS: Final = ("\\", "+", ">", ";", "::")
_BREAK: Final = re.compile(
    r"(?:\s*(?:^\.\. [a-z-]+::(?: [\w-]+)?|\\|(?:^|(?<=\s))\+|<br */?>|&nbsp;|&#160;))+\Z", re.IGNORECASE
)
# What a line that is drawn across a page has.
_DRAWN: Final = re.compile(r"[-=+|][-=]{2}|[─━═]")
_WORDS: Final = re.compile(r"\S+")
_GAP: Final = re.compile(r"[ \t\xa0\u3000]{2,}")
# So many tabs behind a single text are the empty cells of a row.
_TABS_OF_ROW: Final = 2
# A line without any white space inside, nor a tab after it: one cell.
_WORD: Final = re.compile(r"\S+[ \xa0\u3000]*\Z")
_NUMBER: Final = re.compile(r"[+-]?[0-9０-９][0-9０-９,，.．]*(?<![.．])")
# What stands in the cells of a table: numbers, signs for none, units.
_FIGURE: Final = re.compile(r"[+-]?[0-9０-９][0-9０-９,，.．]*(?<![.．])|[-—/]+|无|[条件次篇个人项元]|人次|[万亿]元")
# Lines with so many bars are rows; if more than this share of them ends without a bar, it is how rows end.
_ROW_BARS: Final = 2
_OPEN: Final = 0.05
# A report's tables have so many widths; so large a share of the lines must have one of them.
_WIDTHS: Final = 6
_ROWS: Final = 0.9
# A line of so many words in which so many figures follow each other directly is a table.
_TABLE_WORDS: Final = 20
_TABLE_PAIRS: Final = 6
# So many lines show that a bar stands before each cell.
_FEWEST_LEADING: Final = 6
# So many lines that begin with a bar show that the bar parts a broken cell from the next.
_FEWEST_BROKEN: Final = 2
_GROUPED: Final = re.compile(r"[0-9]{1,3}(?: [0-9]{3})+")
# In a line of more pieces, they are two figures rather than one.
_GROUPED_BESIDE: Final = 2
# Lines held back between two bars belong to one cell up to this many lines and characters; a table's last bar and the
# next table's first may have a page of prose between them.
_CELL_LINES: Final = 4
_CELL_LENGTH: Final = 160
# The start of a numbered section or of a Markdown heading: it opens what follows rather than continuing a cell.
_SECTION: Final = re.compile(r"#|[*_]*[一二三四五六七八九十]{1,3}、")


@frozen(weakref_slot=False)  # there are many
class Cell:
    r"""A piece of text that may be a cell of a table.

    - `text`: what stands in it, without outer white space; lines of one cell are joined by ``\n``.
    - `start`, `end`: its place in the source, in characters; ``source[start:end]`` holds the text.
    - `closed_by`: what ends it: a bar, a tab, a comma between values, a gap of spaces, a line break, or the end of
      the text (``""``).
    - `breaks`: the number of line breaks between it and the next cell, bars left aside.
    - `padding`: False for a cell with text; True for an empty one that the text shows to be filler (bars without
      space between them); None for an empty one that may be a blank cell or filler.
    - `starts_line`: whether it is the first of its line.
    - `edges`: in a drawn box, the columns of the page of the upright lines beside it; where white space keeps the
      columns of a table, the columns of the page where its own begins and the next one does. None elsewhere.
    - `spans`: where tags mark the cell, how many rows and columns they say it spans.
    - `ruled`: in a drawn box, whether a line across the whole box stands above it.
    """

    text: str
    start: int
    end: int
    closed_by: ClosedBy = "\n"
    breaks: int = 1
    padding: bool | None = False
    starts_line: bool = True
    edges: tuple[int, int] | None = None
    ruled: bool = False
    spans: tuple[int, int] | None = None


def tokenize(text: str) -> Sequence[Cell]:
    r"""Splits a text into cells.

    >>> [cell.text for cell in tokenize("规章 |\n0 |\n|\n行政规范性文件 | 3 | 1 |\n")]
    ['规章', '0', '', '行政规范性文件', '3', '1']

    Raises `TypeError` for anything but a `str`.
    """
    if not isinstance(text, str):
        raise TypeError(f"tokenize() takes a str, not {type(text).__name__}; decode bytes first")
    text = as_meant(text)
    whole = unwrapped(text)
    if whole is None:
        return cells_of(text)
    cells = cells_of(whole.text)
    places = (whole.original(cell.start, cell.end) for cell in cells)
    return [evolve(cell, start=start, end=end) for cell, (start, end) in zip(cells, places, strict=True)]


def cells_of(text: str, known: Sequence[MarkedTable] = ()) -> Sequence[Cell]:
    """The cells of a text whose lines are not wrapped. Of `known` tables it is told where the cells stand."""
    work = text
    for variant, bar in _BARS:
        if variant in work:
            work = work.replace(variant, bar)
    if "|" in work and _DRAWN.search(work):
        work = without_frames(work)
    if "\t" in work:
        work = with_tabs_joined(with_bars_for_tabs(work))
    if "|" in work:
        work = with_rows_unfolded(work)
    if known:
        return _Tokenizer(text, work, tagged=False).run(known)
    tables = marked_tables(work)
    tagged = bool(tables) or has_tags(work)
    tables = tables or list(asciidoc_tables(work)) or list(wiki_tables(work))
    return _Tokenizer(text, without_tags(work) if tagged else work, tagged=tagged).run(tables)


class _Held(NamedTuple):
    """A piece of text that no separator has closed yet, and the line it stands on.

    `row_tail`: it follows the last bar of a line. `after_blank`: an empty line stands before it.
    """

    start: int
    end: int
    line_start: int
    line_end: int
    row_tail: bool
    after_blank: bool


_Found = tuple[str, int, int, ClosedBy, bool | None, bool, tuple[int, int] | None, bool, tuple[int, int] | None]


class _Tokenizer:
    """The state of one pass: the `cells` so far but for the last one `found`, and the pieces `held` back.

    `texts` are those of the cells, which come again and again: each is kept once. `in_table`: the last separator was a
    bar. `open_ended`: rows end without a bar. `bars_lead`: a bar stands before each cell, and every cell has lines of
    its own. `broken_blanks`: blank cells hold a line break, so that a row goes on in the next line.
    """

    def __init__(self, text: str, work: str, *, tagged: bool) -> None:
        self.text = text
        self.work = work
        self.tagged = tagged
        self.cells: list[Cell] = []
        # What is known of the last cell: all but the number of line breaks behind it.
        self.found: _Found | None = None
        self.texts: dict[str, str] = {}
        self.only_newlines = not any(sign in work for sign in _LINE_END if sign != "\n")
        self.held: list[_Held] = []
        self.in_table = False
        self.after_blank = False
        self.open_ended = False
        self.bars_lead = False
        self.broken_blanks = False
        self.lone_spaces = "\xa0" in work

    def run(self, tables: Sequence[MarkedTable] = ()) -> list[Cell]:
        position = 0
        for table in tables:
            self._lines(position, table.start)
            self._marked_table(table)
            position = table.end
        self._lines(position, len(self.work))
        self._finish(len(self.work))
        return self.cells

    def _lines(self, offset: int, end: int) -> None:
        """Tokenizes a stretch of the text, line by line."""
        work = self.work[offset:end]
        lines = work.splitlines(keepends=True)
        self.open_ended = "|" in work and _open_ended(lines)
        self.bars_lead = "|" in work and not self.open_ended and _bars_lead(lines)
        self.broken_blanks = self.open_ended and _broken_blanks(lines)
        drawn = _DRAWN.search(work) is not None
        boxes = {**drawn_boxes(lines), **dashed_tables(lines)} if drawn else {}
        aligned = {**right_aligned_tables(lines), **left_aligned_tables(lines)} if _GAP.search(work) else {}
        delimited = delimited_rows(lines) if "," in work else {}
        for number, line in enumerate(lines):
            if number in boxes:
                self._pieces(boxes[number], offset, "|")
            elif number in delimited:
                self._pieces(delimited[number], offset, ",")
            elif number in aligned:
                self._pieces(aligned[number], offset, " ")
            elif drawn and is_rule(line):
                pass
            elif "|" not in line:
                self._bare_line(line, offset)
            elif "-" not in line or not _RULER.fullmatch(line):
                self._bar_line(line, offset, lines[number + 1] if number + 1 < len(lines) else "")
            offset += len(line)
        self._release(len(self.held))

    def _marked_table(self, table: MarkedTable) -> None:
        """Takes over the cells of a table whose tags are in the text."""
        for row in table.rows:
            for number, cell in enumerate(row):
                inner = self._piece(self.work[cell.start : cell.end], cell.start)
                start, end = inner or (cell.start, cell.start)
                self._emit(
                    start,
                    end,
                    "|",
                    starts_line=number == 0,
                    padding=False if inner else None,
                    spans=(cell.rows, cell.columns),
                )

    def _bare_line(self, line: str, offset: int) -> None:
        piece = self._piece(line, offset)
        if piece is None:
            self.after_blank = True
            return
        self._hold(piece, offset, offset + len(line.rstrip(_LINE_END)), row_tail=False)

    def _bar_line(self, line: str, offset: int, following: str) -> None:
        pieces = line.split("|")
        tight = any(piece.strip(" -:") and not piece[-1].isspace() for piece in pieces[:-1])
        opened = not pieces[0].strip(SPACE) and len(pieces) > 2 and (line.strip("|" + SPACE) or all(pieces[1:-1]))
        opened = opened and not _DOUBLED.match(line)
        if self.held and (opened or (self.after_blank and self.held[-1].row_tail)):
            # A row that begins with a bar: that bar does not close the line above.
            self._release(len(self.held))
        position = offset
        for number, content in enumerate(pieces):
            piece = self._piece(content, position)
            bar = position + len(content)
            if number == len(pieces) - 1:
                # What follows the last bar of a line ends with the line, unless the next line begins with a bar.
                if piece is not None:
                    self._hold(piece, position, bar, row_tail=number > 0)
                elif self._is_blank_tail(number, content, following):
                    end = position + len(content.rstrip(_LINE_END))
                    self._emit(end, end, "\n", starts_line=False, padding=None)
            elif piece is not None:
                self._hold(piece, position, bar, row_tail=number > 0)
                self._close()
            elif self.held:
                self._close()
            else:
                # No text since the last bar. Bars that touch each other are padding, unless this writer puts no
                # space between a cell and its bar.
                touches = (number > 0 and not content) or (number < len(pieces) - 2 and not pieces[number + 1])
                padding = True if touches and not tight else None
                self._emit(bar, bar, "|", starts_line=number == 0, padding=padding)
            position = bar + 1
        self.in_table = True

    def _pieces(self, pieces: Sequence[Piece], offset: int, closed_by: ClosedBy) -> None:
        """Takes over what is already known to be the cells of a line."""
        self._release(len(self.held))
        for number, piece in enumerate(pieces):
            begin = offset + piece.start
            start, end = self._piece(self.work[begin : offset + piece.end], begin) or (begin, begin)
            self._emit(
                start,
                end,
                closed_by,
                starts_line=number == 0,
                padding=False if start < end else None,
                edges=None if closed_by == "," else (piece.left, piece.right),
                ruled=piece.ruled and closed_by == "|",
            )

    def _is_blank_tail(self, bars: int, content: str, following: str) -> bool:
        """Whether what stands after the last bar of a line, white space, is a blank cell of its own."""
        if self.broken_blanks:
            return not following.lstrip(SPACE).startswith("|")
        return self.open_ended and bars >= _ROW_BARS and bool(content)

    def _hold(self, piece: tuple[int, int], line_start: int, line_end: int, *, row_tail: bool) -> None:
        """Holds a piece back until it is known what closes it."""
        if self.held and self.held[-1].row_tail and not self.bars_lead:
            # What stands after the last bar of a line ends its row; more text does not continue it.
            self._release(len(self.held))
            self.in_table = True
        self.held.append(_Held(*piece, line_start, line_end, row_tail, self.after_blank))
        self.after_blank = False
        if len(self.held) > _CELL_LINES:
            self._release(1)
            self.in_table = False

    def _close(self) -> None:
        """A bar closes the last held line, with the lines above it that are of the same cell."""
        first = len(self.held) - 1
        if self.in_table:
            while (
                first and not self.held[first].after_blank and self._continues(self.held[first - 1], self.held[first])
            ):
                first -= 1
            if self.held[-1].end - self.held[first].start > _CELL_LENGTH:
                first = len(self.held) - 1
        self._release(first)
        held, self.held = self.held, []
        self.after_blank = False
        self._emit(held[0].start, held[-1].end, "|", starts_line=self._starts_line(held[0]))

    def _starts_line(self, held: _Held) -> bool:
        """Whether a held piece begins its line, but for a bar that stands before each cell."""
        return not held.row_tail or self.bars_lead

    def _continues(self, above: _Held, below: _Held) -> bool:
        """Whether two lines between bars may be of one cell: a figure stands alone, and a section's title too."""
        if _NUMBER.fullmatch(self.work, above.start, above.end):
            return False
        if above.row_tail and read_quantity(self.work[above.start : above.end]) is not None:
            return False
        return not (_SECTION.match(self.work, above.start) or _SECTION.match(self.work, below.start))

    def _release(self, count: int) -> None:
        """No bar will close the first held pieces: each ends with its line, or is cells parted by tabs and gaps."""
        for held in self.held[:count]:
            # The last cell of a table has its bar before it as all others have.
            end: ClosedBy = "|" if held.row_tail and self.bars_lead else "\n"
            parts: Iterable[tuple[int, int, ClosedBy]] = [(held.start, held.end, end)]
            if not held.row_tail and not _WORD.match(self.work, held.start, held.line_end):
                parts = _split_line(self.work, held)
                line = self.work[held.start : held.line_end] if self.lone_spaces else ""
                if "\xa0" in line and "\t" not in line:
                    parts = _with_blanks(self.work, parts, held.line_end)
            starts_line = self._starts_line(held)
            for start, stop, closed_by in parts:
                self._emit(start, stop, closed_by, starts_line=starts_line, padding=None if start == stop else False)
                starts_line = False
        if count == len(self.held):
            self.in_table = False
        del self.held[:count]

    def _emit(
        self,
        start: int,
        end: int,
        closed_by: ClosedBy,
        *,
        starts_line: bool,
        padding: bool | None = False,
        edges: tuple[int, int] | None = None,
        ruled: bool = False,
        spans: tuple[int, int] | None = None,
    ) -> None:
        content = self.text[start:end]
        if self.tagged and ("<" in content or "&" in content):
            # A figure with tags inside is not what stands at its place, and so is left unreadable.
            shown = text_of(content)
            content = shown if read_quantity(shown) is None else content
        elif "\n" in content or "\r" in content:
            lines = content.splitlines()
            if spans:
                lines = [line.removesuffix(" +") for line in lines]  # AsciiDoc's sign that a line ends
            content = "\n".join(line.strip(SPACE) for line in lines)
        self._finish(start)
        content = self.texts.setdefault(content, content)
        self.found = content, start, end, closed_by, padding, starts_line, edges, ruled, spans

    def _piece(self, content: str, offset: int) -> tuple[int, int] | None:
        """Where the text of a piece begins and ends, None where there is only white space."""
        stripped = content.lstrip(SPACE)
        start = offset + len(content) - len(stripped)
        stripped = stripped.rstrip(SPACE)
        if stripped.endswith(_BREAKS) or stripped.startswith(".. "):
            stripped = _BREAK.sub("", stripped)
        return (start, start + len(stripped)) if stripped else None

    def _finish(self, following: int) -> None:
        """Makes the last cell, as it is known now where the next one begins, or the text ends."""
        if self.found is None:
            return
        text, start, end, closed_by, padding, starts_line, edges, ruled, spans = self.found
        breaks = self.work.count("\n", end, following) if self.only_newlines else _breaks(self.work[end:following])
        if following == end == len(self.work) and not breaks:
            closed_by = ""
        self.cells.append(Cell(text, start, end, closed_by, breaks, padding, starts_line, edges, ruled, spans))


def _breaks(between: str) -> int:
    """How many lines end in a text."""
    return len(between.splitlines()) - (not between.endswith(tuple(_LINE_END))) if between else 0


def _open_ended(lines: Sequence[str]) -> bool:
    """Whether rows end without a bar, so that nothing after the last bar of a row is one more cell, an empty one.

    Rows that end with a bar all do; so some that end with text show that the others end with an empty cell. Lines of
    very different numbers of bars are no rows, but pieces of them.
    """
    bars = [(line.count("|"), line) for line in lines if line.count("|") >= _ROW_BARS and not _DOUBLED.match(line)]
    widths = Counter(count for count, _ in bars).most_common(_WIDTHS)
    if sum(count for _, count in widths) < _ROWS * len(bars):
        return False
    return sum(1 for _, line in bars if not line.strip(SPACE).endswith("|")) > _OPEN * len(bars)


def _bars_lead(lines: Sequence[str]) -> bool:
    """Whether a bar stands before each cell, and only there, so that a line without one goes on with the cell above."""
    with_bar = [line.strip(SPACE) for line in lines if "|" in line]
    leading = sum(line.startswith("|") and line.count("|") == 1 for line in with_bar)
    return len(with_bar) >= _FEWEST_LEADING and leading >= _ROWS * len(with_bar)


def _broken_blanks(lines: Sequence[str]) -> bool:
    """Whether blank cells hold a line break: each breaks its line after the bar before it, but for a few where a width
    broke lines anew.
    """
    broken = others = 0
    for above, line in pairwise(["", *lines]):
        if "|" not in line or _RULER.fullmatch(line):
            continue
        pieces = [piece.strip(SPACE) for piece in line.split("|")]
        others += not all(pieces[1:-1])
        if not pieces[0]:
            broken += 1
            others += bool(above.strip(SPACE)) and not above.rstrip(SPACE).endswith("|")
    return broken >= _FEWEST_BROKEN and others <= _OPEN * broken


def _split_line(work: str, held: _Held) -> Iterator[tuple[int, int, ClosedBy]]:
    """The cells of a line without bars: parted by tabs if it has any inside, else by gaps, else before a tail of
    numbers.
    """
    indented = "\t" in work[held.line_start : held.start] and "\t" not in work[held.start : held.end]
    indented = indented and work.count("\t", held.end, held.line_end) < _TABS_OF_ROW
    if "\t" in work[held.start : held.line_end] and not indented:
        # Tabs before the first text stand for empty cells here; elsewhere they would be indentation.
        position = held.line_start
        for content in work[held.line_start : held.line_end].split("\t"):
            stripped = content.strip(SPACE)
            inner = position + (len(content) - len(content.lstrip(SPACE)) if stripped else 0)
            yield inner, inner + len(stripped), "\t"
            position += len(content) + 1
        return
    words = [match.span() for match in _WORDS.finditer(work, held.start, held.end)]
    if _is_table(work, words):
        for word in words:
            yield *word, " "
        return
    position = held.start
    gaps = [*_GAP.finditer(work, held.start, held.end), None]
    for gap in gaps:
        stop = gap.start() if gap else held.end
        yield from _split_figures(position, stop, work, grouped=len(gaps) <= _GROUPED_BESIDE)
        position = stop if gap is None else gap.end()


def _with_blanks(
    work: str, parts: Iterable[tuple[int, int, ClosedBy]], end: int
) -> Iterator[tuple[int, int, ClosedBy]]:
    """The cells of a line with an empty one for each no-break space behind one of them: the content of a blank cell."""
    last: int | None = None
    for part in parts:
        if last is not None:
            yield from ((at, at, " ") for at in range(last, part[0]) if work[at] == "\xa0")
        yield part
        last = part[1]
    if last is not None:
        yield from ((at, at, " ") for at in range(last, end) if work[at] == "\xa0")


def _is_table(work: str, words: Sequence[tuple[int, int]]) -> bool:
    """Whether a line is a whole table whose white space was collapsed: in prose, figures seldom stand side by side."""
    if len(words) < _TABLE_WORDS:
        return False
    figures = [_FIGURE.fullmatch(work, *word) is not None for word in words]
    return sum(1 for pair in pairwise(figures) if all(pair)) >= _TABLE_PAIRS


def _split_figures(start: int, end: int, work: str, *, grouped: bool) -> Iterator[tuple[int, int, ClosedBy]]:
    """Cuts off the figures and signs for none at the end of a piece, as in ``行政处罚 12 无`` or ``当面申请数 件 3``.

    ``1 234`` is one number if figures may be `grouped` here, and ``- 4 -`` is that of a page.
    """
    words = [match.span() for match in _WORDS.finditer(work, start, end)]
    tail = len(words)
    while tail and _is_figure(work[slice(*words[tail - 1])], work[slice(*words[tail])] if tail < len(words) else ""):
        tail -= 1
    whole = tail == len(words) or len(words) == 1
    if whole or (grouped and _GROUPED.fullmatch(work, start, end)) or is_page_number(work[start:end].strip()):
        yield start, end, " "
        return
    if tail > 1 and unit_in(work[slice(*words[tail - 1])]):
        tail -= 1
    if tail:
        yield start, words[tail - 1][1], " "
    for word in words[tail:]:
        yield *word, " "


def _is_figure(word: str, following: str) -> bool:
    """Whether a word is a number, with a unit or without, says that there is none, or says how the next one changes."""
    if word in CHANGES:
        return _NUMBER.fullmatch(following) is not None
    return _NUMBER.fullmatch(word) is not None or read_quantity(word) is not None
