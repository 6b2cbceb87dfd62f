"""Tables that stand in a text just as a form prints them, read at once.

In: a text. Out: the figures of its tables, or None where anything is not as on the form; then the text goes the whole
way. Most texts of a crawl come from few writers, and most offices fill in the form as it is: every label stands there,
in order, and every row has all its cells. Such a text needs no search: each line, or each cell between bars, is one
character of a code (a label, a number, a bar, …), and a table of a form in the manner of a writer is a pattern over
such codes.

What is read here is what the whole way reads, which the tests hold true for every text that they have; this is but the
shorter way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate
from operator import itemgetter
from typing import Final

from attrs import frozen

from .forms import Form, FormTable, IndicatorSpec, national_forms
from .forms.layout import PrintedCell, printed_rows
from .dividing import OTHER_YEAR, YEAR_LINE
from .labels import split_label
from .quantity import MONEY, Quantity, is_page_number, read_quantity
from .units import is_money

__all__ = ["Verbatim", "read_verbatim"]

# The codes of lines that are no label. A line that ends in a bar has the code of its cell, moved by `_BARRED`.
_TEXT, _ODD, _BLANK, _NUMBER, _NIL, _QUANTITY = "?!enzq"
_BARRED: Final = 0x800
_BARS: Final = 0x2500  # the code of so many bars alone
_LABELS: Final = 0xE000
_MOST_BARS: Final = 32
# Longer lines are prose, and lines that differ from text to text are not kept.
_LONGEST: Final = 48
_MOST_KEPT: Final = 1 << 16
_UNPLAIN: Final = _QUANTITY + chr(ord(_QUANTITY) + _BARRED)
# How many lines above a table may say something of it.
_ABOVE: Final = 10
_PARTS: Final = re.compile("报告|报表|总体情况|概况|概述")
_SCALE: Final = re.compile("单.{0,3}位.*[元万千百亿萬億]|[(（][万千百亿]")
_SENTENCE: Final = re.compile(r"[,，。;；]")
_YEAR: Final = re.compile(r"(?<!\d)20\d\d(?!\d)")
_MARGIN: Final = " \t\r\xa0\u3000"
_NOTE: Final = re.compile(r"(.+)(（[^（）]+）)")


@frozen
class _Manner:
    """How a writer sets the cells of a table, as patterns over codes.

    - `in_rows`: bars (or tabs) stand between the cells of a row; else each cell has a line.
    - `end`: what follows each cell. `barred`: a bar at the end of its line does.
    - `blank`: a blank cell, None where it leaves nothing that could be counted.
    - `fillers`: what stands in place of the cells that a merged one covers, None where nothing does; `is_padded`: bars at
      the end of the row stand for them.
    - `outer`: what stands before a row's first cell, and after its last.
    - `drops_short`: units of one character are gone.
    """

    name: str
    end: str = ""
    blank: str | None = ""
    barred: bool = False
    in_rows: bool = False
    fillers: str | None = None
    is_padded: bool = False
    outer: tuple[str, str] = ("", "")
    drops_short: bool = False


_BAR: Final = chr(_BARS + 1)
_RULER: Final = f"(?:{_BLANK}(?:{_BAR}[{_NIL}{_TEXT}])+{_BAR}{_BLANK})?"
_MANNERS: Final = (
    _Manner("a bar after each cell, rows padded", barred=True, blank=_BAR, is_padded=True),
    _Manner("a bar on a line after each cell", end=_BAR),
    _Manner("a paragraph each cell", end=_BLANK),
    _Manner("a paragraph each cell, no units of one character", end=_BLANK, drops_short=True),
    _Manner("a line each cell", blank=None),
    *(
        _Manner(
            f"rows, {where}, {what}",
            in_rows=True,
            blank=None if is_padded else _BLANK,
            outer=outer,
            fillers=fillers,
            is_padded=is_padded,
        )
        for where, outer in (
            ("bars on both sides", (_BLANK + _BAR, _BAR + _BLANK)),
            ("a bar at the end", ("", _BAR + _BLANK)),
            ("bars between", ("", "")),
        )
        for what, fillers, is_padded in (
            ("merged cells filled", _BLANK, False),
            ("merged cells once", None, False),
            ("merged cells once, rows padded", None, True),
        )
    ),
)


@frozen
class Verbatim:
    """What stands in the tables: the form, and of each of its cells the piece of the text that it stands in."""

    form: Form
    pieces: Sequence[str]
    places: Sequence[int]
    in_rows: bool

    def starts(self) -> list[int]:
        """Where each piece begins in the text."""
        if not self.in_rows:
            return [0, *accumulate(len(piece) + 1 for piece in self.pieces)]
        # Bars are pieces too, and nothing stands around them.
        return [0, *accumulate(len(piece) + 1 if piece != "|" else 0 for piece in self.pieces)]

    def cells(self) -> Iterator[tuple[IndicatorSpec, str, int, Quantity]]:
        """Each cell: what the form says of it, its text, where that begins, and what it says."""
        starts = self.starts()
        for spec, place in zip(self.form.indicators.values(), self.places, strict=True):
            if place < 0:
                continue
            piece = self.pieces[place]
            raw = piece.strip(_MARGIN + "|")
            before = piece.index(raw) if raw else len(piece) if self.in_rows else len(piece) - len(piece.lstrip(_MARGIN))
            start = starts[place] + before
            quantity = read_quantity(raw, money=is_money(spec))
            assert quantity is not None
            yield spec, raw, start, quantity


class _Codes(dict[str, str]):
    """The code of each line that was seen lately; the others are looked up or worked out."""

    def __init__(self, book: _Book) -> None:
        super().__init__()
        self._book = book

    def __missing__(self, line: str) -> str:
        if len(line) > _LONGEST:
            return _ODD if "|" in line or "\t" in line else _TEXT
        if len(self) > _MOST_KEPT:
            self.clear()
        code = self[line] = self._code(line)
        return code

    def _code(self, line: str) -> str:
        text = line.strip(_MARGIN)
        if not text:
            return _BLANK
        if not text.strip("|"):
            return chr(_BARS + min(len(text), _MOST_BARS))
        is_barred = text.endswith("|")
        text = text[:-1].rstrip(_MARGIN) if is_barred else text
        if "|" in text or "\t" in text or is_page_number(text):
            return _ODD
        code = self._book.code_of(text) or _kind(text)
        return chr(ord(code) + _BARRED) if is_barred else code


def _kind(text: str) -> str:
    """What a text that is no label is."""
    quantity = read_quantity(text)
    if quantity is None:
        return _TEXT
    if quantity.status == "reported":
        return _NUMBER if text.isascii() and text.isdigit() else _QUANTITY
    return _NIL if quantity.status in ("none", "dash") else _ODD


class _Book:
    """The codes of all labels of the forms, and the patterns of their tables."""

    def __init__(self, forms: Sequence[Form]) -> None:
        self._labels: dict[tuple[str, str], str] = {}
        self._beginnings: set[str] = set("（(第其“\"")
        for form in forms:
            for table in form.tables:
                self.codes_of(table.title, table)
        self.titles = "".join(self._labels.values())
        self.codes = _Codes(self)
        self.patterns = {
            in_rows: [
                (form, re.compile(_pattern(form, manner, self)))
                for form in forms
                for manner in _MANNERS
                if manner.in_rows is in_rows
            ]
            for in_rows in (False, True)
        }
        firsts = "".join(self.codes_of(printed_rows(form.tables[0])[0][0].text, form.tables[0]) for form in forms)
        self.firsts = re.compile("[" + firsts + "".join(chr(ord(code) + _BARRED) for code in firsts) + "]")

    def code_of(self, text: str) -> str | None:
        """The code of a label, None for any other text."""
        if text[0] not in self._beginnings:
            return None
        label = split_label(text)
        return self._labels.get((label.number, label.full))

    def codes_of(self, text: str, table: FormTable) -> str:
        """The codes of all that a label of a table may be written as."""
        codes = {}
        for written in (text, *table.variants.get(text, ())):
            label = split_label(written)
            self._beginnings.update((written[0], *label.number[:1], *label.full[:1]))
            numbers = {label.number, ""} if written == text else {label.number}
            for number in numbers:
                for name in {label.full, label.body}:
                    code = self._labels.setdefault((number, name), chr(_LABELS + len(self._labels)))
                    codes[code] = None
        return "".join(codes)

    def codes_of_unit(self, text: str) -> str:
        """The code of a unit in its own cell."""
        label = split_label(text)
        self._beginnings.add(text[0])
        return self._labels.setdefault((label.number, label.full), chr(_LABELS + len(self._labels)))


def _pattern(form: Form, manner: _Manner, book: _Book) -> str:
    gap = f"[{_TEXT}{_BLANK}{book.titles}]{{0,6}}"
    return gap.join(_table(table, manner, book, is_first=table is form.tables[0]) for table in form.tables)


def _table(table: FormTable, manner: _Manner, book: _Book, *, is_first: bool) -> str:
    rows = printed_rows(table)
    if manner.in_rows:
        return "".join(_row(number, table, rows, manner, book, is_first=is_first and number == 0) for number in range(len(rows)))
    lines = []
    for row in rows:
        cells = [_cell(cell, row, table, manner, book) for cell in row]
        pads = table.width - len(row)
        if manner.barred and not pads and row[-1].key:
            # A bar alone at the end of a row without room for bars may be the cell of a blank that was dropped before.
            cells[-1] = cells[-1].removesuffix(f"{_BAR}])") + f"]|(?<={_BAR}){_BAR})"
        if row is rows[-1]:
            lines.append(_last_row(cells, row, manner, pads))
        else:
            lines.append("".join(cells) + (chr(_BARS + pads) if manner.is_padded and pads else ""))
    return "".join(lines)


def _last_row(cells: list[str], row: Sequence[PrintedCell], manner: _Manner, pads: int) -> str:
    """The last row, behind which a table may end without what ends the others."""
    if manner.is_padded:
        return "".join(cells) + (f"{chr(_BARS + pads)}?" if pads else "")
    *above, last = cells
    last = last.removesuffix(manner.end) + (f"(?:{manner.end}|\\Z)" if manner.end else "")
    if manner.end == _BLANK and sum(cell.key is not None for cell in row) == 1:
        return f"{''.join(above).removesuffix(manner.end)}(?:{manner.end}{last}|\\Z)"  # a blank cell at the end of a text
    return "".join(above) + last


def _row(
    number: int,
    table: FormTable,
    rows: Sequence[Sequence[PrintedCell]],
    manner: _Manner,
    book: _Book,
    *,
    is_first: bool,
) -> str:
    cells = {cell.column: _cell(cell, rows[number], table, manner, book) for cell in rows[number]}
    if manner.fillers is not None:
        row = [cells.get(column, manner.fillers) for column in range(table.width)]
    else:
        row = list(cells.values())
    if manner.is_padded:
        row += [_BLANK] * (table.width - len(row))
    before, after = manner.outer
    ruler = _RULER if number == 0 and before else ""
    # The pattern begins with the label by which the table is looked for.
    return ("" if is_first else before) + _BAR.join(row) + after + ruler


def _cell(cell: PrintedCell, row: Sequence[PrintedCell], table: FormTable, manner: _Manner, book: _Book) -> str:
    is_heading = any(other.is_unit and not other.text for other in row)
    if cell.key is not None:
        kinds = _moved(_NUMBER + _NIL + _QUANTITY, manner)
        if is_heading and manner.blank is None:
            return f"([{_NUMBER}])?"  # its dash is that of the unit
        if is_heading and manner.end == _BLANK:
            return f"(?:([{_NUMBER}]?){manner.end})?"
        several = sum(other.key is not None for other in row) > 1
        merged = manner.fillers is not None and any(other.key and other.column_span > 1 for other in row)
        if manner.blank is None or merged or (several and manner.end == _BLANK):
            return f"([{kinds}]){manner.end}"  # a blank cell may be any of several
        return f"([{kinds}{manner.blank}]){manner.end}" if manner.blank else f"([{kinds}]?){manner.end}"
    if cell.is_unit:
        if is_heading:
            optional = "" if manner.end == _BLANK else "?"
            return f"[{_NIL}{_BLANK}]" if manner.in_rows else f"{_NIL}{optional}{manner.end}"
        if manner.drops_short and len(cell.text) == 1:
            return ""
        return _moved(book.codes_of_unit(cell.text), manner) + manner.end
    whole = f"[{_moved(book.codes_of(cell.text, table), manner)}]"
    note = _NOTE.fullmatch(cell.text)
    if note and not manner.barred:
        one, other = (book.codes_of(part, table) for part in note.groups())
        joint = manner.end if manner.end == _BLANK else ""
        whole = f"(?:{whole}|[{one}]{joint}[{other}])"
    return whole + manner.end


def _moved(codes: str, manner: _Manner) -> str:
    return "".join(chr(ord(code) + _BARRED) for code in codes) if manner.barred else codes


@cache
def _book() -> _Book:
    return _Book(national_forms())


def read_verbatim(text: str) -> Verbatim | None:
    """The figures of the tables in a text, where every table of a form stands there in the form's own words."""
    if "\r" in text:
        return None
    book = _book()
    for pieces, in_rows in _ways_to_cut(text):
        codes = "".join(map(book.codes.__getitem__, pieces))
        first = book.firsts.search(codes)
        for form, pattern in book.patterns[in_rows] if first else ():
            if (match := pattern.match(codes, first.start())) is not None:
                return _checked(form, pieces, codes, match, in_rows=in_rows)
    return None


def _ways_to_cut(text: str) -> Iterator[tuple[list[str], bool]]:
    """The text in lines, and in the cells and bars of its lines."""
    yield text.split("\n"), False
    for bar in "|\t":
        if bar in text:
            yield text.replace(bar, "\n|\n").split("\n"), True


def _checked(
    form: Form, pieces: list[str], codes: str, match: re.Match[str], *, in_rows: bool
) -> Verbatim | None:
    """The tables that were found, if nothing else in the text bears on them."""
    start, end = match.span()
    outside = codes[:start] + codes[end:]
    if in_rows:
        outside = outside.replace(_BLANK + _BAR, "", 1)  # the bar before the first cell
    if outside.strip(_TEXT + _BLANK + _NIL + _book().titles):
        return None
    if _says_more(pieces, codes, start, end):
        return None
    places = next(zip(*match.regs[1:], strict=True))
    if in_rows and "" in itemgetter(*places)(pieces):
        return None  # bars that touch fill up a row
    specs = tuple(form.indicators.values())
    for code in _UNPLAIN:
        at = codes.find(code, start, end)
        while at >= 0:
            if not _is_plain(specs[places.index(at)], pieces[at]):
                return None
            at = codes.find(code, at + 1, end)
    return Verbatim(form, pieces, places, in_rows)


def _says_more(pieces: Sequence[str], codes: str, start: int, end: int) -> bool:
    """Whether lines above or between the tables may say of which year they are, or in which unit, or part reports."""
    above = range(max(0, start - _ABOVE), start)
    lines = [pieces[at] for at in above if len(pieces[at]) <= _LONGEST]
    between = codes.find(_TEXT, start, end)
    while between >= 0:
        if _PARTS.search(pieces[between]):
            return True
        lines.append(pieces[between])
        between = codes.find(_TEXT, between + 1, end)
    years = None
    for line in lines:
        if _SCALE.search(line) or (OTHER_YEAR.search(line) and not _SENTENCE.search(line)):
            return True
        if year := YEAR_LINE.fullmatch(line):
            if years is None:
                years = {found for other in pieces[:start] if _is_title(other) for found in _YEAR.findall(other)}
            if years != {year["year"]}:
                return True
    return False


def _is_plain(spec: IndicatorSpec, piece: str) -> bool:
    """Whether a cell counts in what the form does, or says in which money."""
    raw = piece.strip(_MARGIN + "|")
    quantity = read_quantity(raw, money=is_money(spec))
    if quantity is None or any(sign in raw for sign in "¥￥") or len(raw.split()) > 1:
        return False
    if is_money(spec):
        return quantity.unit is None or quantity.unit in MONEY
    return quantity.unit is None and isinstance(quantity.value, int)


def _is_title(line: str) -> bool:
    return len(line) <= _LONGEST and "报告" in line
