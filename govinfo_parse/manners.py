"""How writers set the tables of a form, as patterns over a code: one character for each line, or each cell, of a text.

In: the forms. Out: a `Book`, which knows the code of every line (a label, a number, a bar, …) and for each form and
manner the pattern of all its tables, from the first label to the last cell, made when a text begins like it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from attrs import field, frozen

from .forms import Form, FormTable
from .labels import split_label
from .layout import LayoutCell, layout
from .quantity import UNITS, is_page_number, read_quantity, unit_in

__all__ = ["BAR", "BARRED", "BLANK", "LONGEST", "MARGIN", "MOST_KEPT", "NIL", "QUANTITY", "TEXT", "Book", "Pattern"]

# The codes of lines that are no label. A line that ends in a bar has the code of its cell, moved by `BARRED`.
TEXT, _ODD, BLANK, _NUMBER, NIL, QUANTITY = "?!enzq"
BARRED: Final = 0x800
_BARS: Final = 0x2500  # the code of so many bars alone
_LABELS: Final = 0xE000
BAR: Final = chr(_BARS + 1)
_MOST_BARS: Final = 32
# Longer lines are prose, which is other in each text; so many others are kept.
LONGEST: Final = 48
MOST_KEPT: Final = 1 << 16
MARGIN: Final = " \t\xa0\u3000"
# White space between words, or alone in a line.
_SPACES: Final = "".join(char for code in range(0x3001) if (char := chr(code)).isspace() and char != "\n")
_APART: Final = re.compile(rf"(?<=[^{_SPACES}])[{_SPACES}]{{2,}}(?=[^{_SPACES}])|\A[{_SPACES}]+\Z")
_NOTE: Final = re.compile(r"(.+)(（[^（）]+）)")
# How many lines of text may stand between two tables.
_GAP: Final = 6


@frozen
class _Manner:
    """How a writer sets the cells of a table, as patterns over codes.

    - `in_rows`: bars (or tabs) stand between the cells of a row; else each cell has a line.
    - `end`: what follows each cell. `barred`: a bar at the end of its line does.
    - `blank`: a blank cell, None where it leaves nothing that could be counted.
    - `fillers`: what stands in place of the cells that a merged one covers, None where nothing does; `is_padded`: bars
      at the end of the row stand for them.
    - `outer`: what stands before a row's first cell, and after its last.
    - `drops_short`: units of one character are gone.
    """

    end: str = ""
    blank: str | None = ""
    barred: bool = False
    in_rows: bool = False
    fillers: str | None = None
    is_padded: bool = False
    outer: tuple[str, str] = ("", "")
    drops_short: bool = False


_MANNERS: Final = (
    _Manner(barred=True, blank=BAR, is_padded=True),
    _Manner(end=BAR),
    _Manner(end=BLANK),
    _Manner(end=BLANK, drops_short=True),
    _Manner(blank=None),
    *(
        _Manner(in_rows=True, blank=None if is_padded else BLANK, outer=outer, fillers=fillers, is_padded=is_padded)
        for outer in ((BLANK + BAR, BAR + BLANK), ("", BAR + BLANK), ("", ""))
        for fillers, is_padded in ((BLANK, False), (None, False), (None, True))
    ),
)
# The line below a header in Markdown.
_RULER: Final = f"(?:{BLANK}(?:{BAR}[{NIL}{TEXT}])+{BAR}{BLANK})?"


@frozen
class Pattern:
    """The tables of a form in one manner."""

    form: Form
    in_rows: bool
    _book: Book
    _manner: _Manner
    _made: dict[str, re.Pattern[str]] = field(factory=dict, init=False, repr=False)

    @property
    def in_lines(self) -> bool:
        """Whether nothing but line breaks parts the cells."""
        return not self.in_rows and not self._manner.barred and self._manner.end != BAR

    def match(self, codes: str, start: int) -> re.Match[str] | None:
        """The tables that begin there, each group one cell of a figure, in the order of the form."""
        # A pattern of hundreds of cells takes milliseconds to make, one of the first rows hardly any time.
        for part in ("beginning", "whole"):
            pattern = self._made.get(part)
            if pattern is None:
                tables = self.form.tables if part == "whole" else self.form.tables[:1]
                pattern = self._made[part] = re.compile(self._pattern(tables, 2 if part == "beginning" else None))
            match = pattern.match(codes, start)
            if match is None:
                return None
        return match

    def _pattern(self, tables: Sequence[FormTable], most: int | None) -> str:
        # A title that comes again may be that of another report.
        lines = f"[{TEXT}{BLANK}]{{0,{_GAP}}}"
        gap = f"{lines}[{self._book.titles}]?{lines}"
        return gap.join(
            "".join(_rows(table, self._manner, self._book, is_first=number == 0)[:most])
            for number, table in enumerate(tables)
        )


class Book:
    """The codes of all labels of some forms, and the patterns of their tables."""

    def __init__(self, forms: Sequence[Form]) -> None:
        self._labels: dict[tuple[str, str], str] = {}
        self._beginnings = set('（(第其“"')
        for form in forms:
            for table in form.tables:
                self.codes_of(table.title, table)
        self.titles = "".join(self._labels.values())
        for form in forms:
            for table in form.tables:
                for cell in (cell for row in _printed(table) for cell in row if cell.text):
                    for text in (cell.text, *_NOTE.findall(cell.text)):
                        for part in (text,) if isinstance(text, str) else text:
                            self.codes_of(part, table)
        self.codes = _Codes(self)
        # Of the lines that have a code: those with white space that may part cells, and those with tabs.
        self.spaced: set[str] = set()
        self.tabbed: set[str] = set()
        self.cells = {form.name: (tuple(form.indicators), tuple(form.indicators.values())) for form in forms}
        self.bare_rows = {form.name: tuple(_bare_rows(form)) for form in forms}
        # The forms that have rows of several cells.
        self.several = {form.name for form in forms if any(b.columns[1:] for t in form.tables for b in t.blocks)}
        self.sums = {form.name: tuple(_sums(form)) for form in forms}
        self.patterns = tuple(Pattern(form, manner.in_rows, self, manner) for form in forms for manner in _MANNERS)
        firsts = "".join(self.codes_of(_printed(form.tables[0])[0][0].text, form.tables[0]) for form in forms)
        self.firsts = re.compile(f"[{firsts}{_barred(firsts)}]")

    def code_of(self, text: str) -> str | None:
        """The code of a label, None for any other text."""
        if text[0] not in self._beginnings:
            return None
        label = split_label(text)
        if label.full in UNITS and unit_in(text) is None:
            return None  # a label may have signs around it, a unit may not
        return self._labels.get((label.number, label.full))

    def codes_of(self, text: str, table: FormTable) -> str:
        """The codes of all that a label of a table, or a unit, may be written as."""
        codes: dict[str, None] = {}
        for written in (text, *table.variants.get(text, ())):
            label = split_label(written)
            self._beginnings.update((written[0], *label.number[:1], *label.full[:1]))
            for number in {label.number, ""} if written == text else {label.number}:
                for name in {label.full, label.body}:
                    code = self._labels.setdefault((number, name), chr(_LABELS + len(self._labels)))
                    codes[code] = None
        return "".join(codes)


def _sums(form: Form) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The rules that hold between the cells of one row."""
    rows = [
        {table.key(row, column) for column in block.columns}
        for table in form.tables
        for block in table.blocks
        for row in block.rows
    ]
    for rule in form.rules:
        if rule.relation == "=" and any(row.issuperset(rule.left + rule.right) for row in rows):
            yield rule.left, rule.right


def _bare_rows(form: Form) -> Iterator[tuple[int, int]]:
    """The cells of each row without a label: where they begin and end among all cells of the form."""
    at = 0
    for block in (block for table in form.tables for block in table.blocks):
        for row in block.rows:
            if not row.label:
                yield at, at + len(block.columns)
            at += len(block.columns)


def _printed(table: FormTable) -> list[Sequence[LayoutCell]]:
    """The rows of a table, titles and headers included."""
    return [row for block in layout(table) for row in block.rows]


class _Codes(dict[str, str]):
    """The code of each line that was seen lately; that of another is worked out."""

    def __init__(self, book: Book) -> None:
        super().__init__()
        self._book = book

    def __missing__(self, line: str) -> str:
        if len(line) > LONGEST:
            return _ODD if "|" in line or "\t" in line else TEXT
        if len(self) > MOST_KEPT:
            for kept in (self, self._book.spaced, self._book.tabbed):
                kept.clear()
        if "\t" in line:
            self._book.tabbed.add(line)
        if "\t" in line or _APART.search(line):
            self._book.spaced.add(line)
        code = self[line] = self._code(line)
        return code

    def _code(self, line: str) -> str:
        text = line.strip(MARGIN)
        if not text:
            return BLANK
        if not text.strip("|"):
            return chr(_BARS + min(len(text), _MOST_BARS))
        is_barred = text.endswith("|")
        text = text[:-1].rstrip(MARGIN) if is_barred else text
        if "|" in text or "\t" in text or is_page_number(text):
            return _ODD
        code = self._book.code_of(text) or _kind(text)
        return _barred(code) if is_barred else code


def _kind(text: str) -> str:
    """What a text that is no label is."""
    quantity = read_quantity(text)
    if quantity is None:
        return TEXT
    if text != text.strip():
        return _ODD  # white space of another kind
    if quantity.status == "reported":
        return _NUMBER if text.isascii() and text.isdigit() else QUANTITY
    return NIL if quantity.status in ("none", "dash") else _ODD


def _barred(codes: str) -> str:
    return "".join(chr(ord(code) + BARRED) for code in codes)


# Patterns


def _rows(table: FormTable, manner: _Manner, book: Book, *, is_first: bool) -> list[str]:
    """The rows of a table. The pattern begins with the label by which the first table is looked for."""
    rows = _printed(table)
    if not manner.in_rows:
        return list(_lines(table, rows, manner, book))
    first, *others = (_row(row, table, manner, book) for row in _with_fillers(rows, table.width))
    before = manner.outer[0]
    if is_first:
        first = first.replace(before, "", 1)
    return [first + (_RULER if before else ""), *others]


def _row(slots: Sequence[LayoutCell | None], table: FormTable, manner: _Manner, book: Book) -> str:
    """A row of which each column of the grid has a cell or is covered by one."""
    row = [cell for cell in slots if cell is not None]
    parts = [
        manner.fillers if cell is None else _cell(cell, row, table, manner, book)
        for cell in slots
        if cell is not None or manner.fillers is not None
    ]
    if not manner.outer[1] and row[-1].key and manner.blank:
        # Behind a row's last separator, white space may be a blank cell or none.
        parts[-1] = str(parts[-1]).replace(f"{manner.blank}])", "])")
    parts += [BLANK] * (table.width - len(row) if manner.is_padded else 0)
    before, after = manner.outer
    whole = before + BAR.join(map(str, parts)) + after
    # The only cell of a row may stand without bars.
    return f"(?:{whole}|{parts[0]})" if before and len(parts) == 1 else whole


def _with_fillers(rows: Sequence[Sequence[LayoutCell]], width: int) -> Iterator[list[LayoutCell | None]]:
    """The rows with None in each place that a merged cell goes on in, to the right or below."""
    below = [0] * width
    for row in rows:
        cells = iter(row)
        slots: list[LayoutCell | None] = []
        while len(slots) < width:
            if below[len(slots)]:
                below[len(slots)] -= 1
                slots.append(None)
                continue
            cell = next(cells)
            for column in range(len(slots), len(slots) + cell.columns):
                below[column] = cell.rows - 1
            slots += [cell, *[None] * (cell.columns - 1)]
        yield slots


def _lines(table: FormTable, rows: Sequence[Sequence[LayoutCell]], manner: _Manner, book: Book) -> Iterator[str]:
    """The rows of a table in which each cell has a line."""
    for row in rows:
        cells = [_cell(cell, row, table, manner, book) for cell in row]
        pads = table.width - len(row)
        if manner.barred and not pads and row[-1].key:
            # A bar alone at the end of a row without room for bars may be the cell of a blank that was dropped before.
            cells[-1] = f"{cells[-1].removesuffix(f'{BAR}])')}]|(?<={BAR}){BAR})"
        end = chr(_BARS + pads) if manner.is_padded and pads else ""
        yield _last_line(cells, row, end, manner) if row is rows[-1] else "".join(cells) + end


def _last_line(cells: Sequence[str], row: Sequence[LayoutCell], end: str, manner: _Manner) -> str:
    """The last row, behind which a table may end without what ends the others."""
    if manner.is_padded:
        return "".join(cells) + (f"{end}?" if end else "")
    *above, last = cells
    last = last.removesuffix(manner.end) + (f"(?:{manner.end}|\\Z)" if manner.end else "")
    if manner.end == BLANK and sum(cell.key is not None for cell in row) == 1:
        # A blank cell at the end of a text leaves nothing.
        return f"{''.join(above).removesuffix(manner.end)}(?:{manner.end}{last}|\\Z)"
    return "".join(above) + last


def _cell(cell: LayoutCell, row: Sequence[LayoutCell], table: FormTable, manner: _Manner, book: Book) -> str:
    is_heading = any(other.role == "unit" and not other.text for other in row)
    if cell.key is not None:
        return _figure(row, manner, is_heading=is_heading)
    if cell.role == "unit" and is_heading:
        optional = "" if manner.end == BLANK else "?"
        return f"[{NIL}{BLANK}]" if manner.in_rows else f"{NIL}{optional}{manner.end}"
    if cell.role == "unit" and manner.drops_short and len(cell.text) == 1:
        return ""
    codes = book.codes_of(cell.text, table)
    whole = f"[{_barred(codes) if manner.barred else codes}]"
    if (note := _NOTE.fullmatch(cell.text)) and not manner.barred:
        one, other = (book.codes_of(part, table) for part in note.groups())
        joint = manner.end if manner.end == BLANK else ""
        whole = f"(?:{whole}|[{one}]{joint}[{other}])"
    return whole + manner.end


def _figure(row: Sequence[LayoutCell], manner: _Manner, *, is_heading: bool) -> str:
    """The cell of a figure."""
    if is_heading and manner.blank is None:
        return f"([{_NUMBER}])?"  # its dash is that of the unit
    if is_heading and manner.end == BLANK:
        return f"(?:([{_NUMBER}]?){manner.end})?"
    # Where units are gone, a dash may be one of them.
    kinds = _NUMBER + QUANTITY + ("" if manner.drops_short else NIL)
    kinds = _barred(kinds) if manner.barred else kinds
    several = sum(cell.key is not None for cell in row) > 1
    is_merged = manner.fillers is not None and any(cell.key and cell.columns > 1 for cell in row)
    if manner.blank is None or is_merged or (several and manner.end == BLANK):
        return f"([{kinds}]){manner.end}"  # a blank cell may be any of several
    return f"([{kinds}{manner.blank}]){manner.end}" if manner.blank else f"([{kinds}]?){manner.end}"
