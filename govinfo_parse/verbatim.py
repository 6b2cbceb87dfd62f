"""Tables that stand in a text just as a form prints them, read at once.

In: a text. Out: the figures of its tables, or None where anything is not as on the form; then the text goes the whole
way. Most texts of a crawl come from few writers, and most offices fill in the form as it is: every label stands there,
in order, and every row has all its cells. Such a text needs no search: written in a code of one character a line, its
tables are matched by one pattern (`manners.py`).

What is read here is what the whole way reads: the tests hold one against the other. This is but the shorter way.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import cache, cached_property
from itertools import accumulate, compress, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from attrs import frozen

from .forms import Form, IndicatorSpec, national_forms
from .indicator import Indicator, Number, Status, read_later
from .manners import BAR, BARRED, BLANK, LONGEST, MARGIN, MOST_KEPT, NIL, QUANTITY, TEXT, Book, Pattern
from .quantity import MONEY, Quantity, read_quantity
from .units import is_in_yuan, is_money, quantity_of
from .years import YEAR_LINE, has_line_of_other_year

if TYPE_CHECKING:
    from .diagnostics import Diagnostic

__all__ = ["Verbatim", "read_verbatim"]

_UNPLAIN: Final = QUANTITY + chr(ord(QUANTITY) + BARRED)
# Among so many cells beside each other some are equal.
_PAIRS: Final = 10
# How many lines above a table may say something of it.
_ABOVE: Final = 10
_PARTS: Final = re.compile("[报報结結]|函|请示|总体|概|基本|主要")
# Signs that end a line as well as a line break does.
_BREAKS: Final = "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_APART: Final = re.compile(r"\s{2}|\u3000")
_SCALE: Final = re.compile("单.{0,3}位.*[元万千百亿萬億]|[(（][万千百亿]")
_YEAR: Final = re.compile(r"(?<!\d)20\d\d(?!\d)")


@frozen
class Verbatim:
    """What stands in the tables: the form, its cells, and of each the piece of the text that it stands in."""

    form: Form
    keys: Sequence[str]
    specs: Sequence[IndicatorSpec]
    pieces: Sequence[str]
    places: Sequence[int]
    values: Sequence[Number | None]
    in_rows: bool

    def indicators(self) -> dict[str, Indicator]:
        """The figures by key."""
        return dict(zip(self.keys, read_later(self, self.values), strict=True))

    def read(self, number: int) -> tuple[object, ...]:
        """All that is said of one of the figures (`indicator.Cells`)."""
        spec = self.specs[number]
        raw, span, quantity = self._cell(number)
        unit = quantity.unit or (None if spec.heading else spec.unit)
        status = Status(quantity.status)
        return spec.key, spec.label, unit, status, raw, span, "table", quantity.approximate, spec.english

    def diagnostics(self, length: int) -> tuple[Diagnostic, ...]:
        """What is to be said of the figures in a text so long: that the last may be cut off, where it ends the text."""
        from .diagnostics import diagnostic

        last = self.places.index(max(self.places))
        raw, span, quantity = self._cell(last)
        if quantity.status != "reported" or span[1] != length:
            return ()
        return (diagnostic("figure-at-end", span, label=self.specs[last].label, raw=raw),)

    def _cell(self, number: int) -> tuple[str, tuple[int, int], Quantity]:
        """The text of a cell, its place, and what it says."""
        piece = self.pieces[self.places[number]]
        raw = _cell_text(piece)
        # A blank cell is where the bar at its end begins, or where it does itself.
        before = piece.index(raw) if raw else len(piece) if self.in_rows else len(piece) - len(piece.lstrip(MARGIN))
        start = self._starts[self.places[number]] + before
        quantity = quantity_of(self.specs[number], raw)
        raw = "" if quantity.status == "blank" else raw  # It may stand there as a mark.
        return raw, (start, start + len(raw)), quantity

    @cached_property
    def _starts(self) -> list[int]:
        """Where each piece begins in the text."""
        # The line breaks around a bar in a row are not those of the text.
        return [0, *accumulate(0 if self.in_rows and piece == "|" else len(piece) + 1 for piece in self.pieces)]


# What stands around the text of a cell.
_AROUND: Final = f"{MARGIN}|"


def _cell_text(piece: str) -> str:
    return piece.strip(_AROUND)


# The value of a figure that is no plain number, and may have a unit or a sign.
_UNKNOWN: Final = Decimal("NaN")


_Known = TypeVar("_Known")


class _Kept(dict[str, _Known]):
    """What was read in each cell that was seen lately."""

    def __init__(self, read: Callable[[str], _Known]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, piece: str) -> _Known:
        if len(self) > MOST_KEPT:
            self.clear()
        known = self[piece] = self._read(piece)
        return known


def _plain_value(piece: str) -> Number | None:
    """The value of a cell if it is a plain number or none, else `_UNKNOWN`."""
    text = _cell_text(piece)
    quantity = read_quantity(text)
    is_plain = quantity is not None and (quantity.value is None or (text.isascii() and text.isdigit()))
    return quantity.value if quantity is not None and is_plain else _UNKNOWN


class _Said(NamedTuple):
    """What a line above or between tables says of them."""

    parts: bool  # where it stands between them, the next may be another report's
    more: bool  # of another year, or of a unit
    years: list[str]


def _said(line: str) -> _Said | None:
    parts = "\t" in line or _PARTS.search(line) is not None or _APART.search(line.strip(MARGIN)) is not None
    more = _SCALE.search(line) is not None or has_line_of_other_year(line)
    years = _YEAR.findall(line) if "20" in line and YEAR_LINE.fullmatch(line) else []
    return _Said(parts, more, years) if parts or more or years else None


_VALUES: Final = _Kept(_plain_value)
_TEXTS: Final = _Kept(_cell_text)
_SAID: Final = _Kept(_said)


@cache
def _book() -> Book:
    return Book(national_forms())


def read_verbatim(text: str) -> Verbatim | None:
    """The figures of the tables in a text where every table of a form stands in the form's own words, else None."""
    if any(map(text.__contains__, _BREAKS)):
        return None
    book = _book()
    for pieces, in_rows in _cuts(text):
        codes = "".join(map(book.codes.__getitem__, pieces))
        first = book.firsts.search(codes)
        for pattern in book.patterns if first else ():
            if pattern.in_rows is in_rows and first and (match := pattern.match(codes, first.start())):
                return _checked(pattern, pieces, codes, match)
    return None


def _cuts(text: str) -> Iterator[tuple[list[str], bool]]:
    """The text in lines, and in the cells and bars of its lines."""
    yield text.split("\n"), False
    for bar in "|\t":
        if bar in text:
            yield text.replace(bar, "\n|\n").split("\n"), True


def _checked(pattern: Pattern, pieces: list[str], codes: str, match: re.Match[str]) -> Verbatim | None:
    """The tables that were found, if nothing else in the text bears on them, and their cells say what they count."""
    form, in_rows = pattern.form, pattern.in_rows
    start, end = match.span()
    outside = codes[:start] + codes[end:]
    if in_rows:
        outside = outside.replace(BLANK + BAR, "", 1)  # the bar before the first cell
    if outside.strip(TEXT + BLANK + NIL + _book().titles) or _says_more(pieces, codes, start, end):
        return None
    places: tuple[int, ...] = next(zip(*match.regs[1:], strict=True))
    if _has_bare_blank_row(form, codes, places):
        return None
    keys, specs = _book().cells[form.name]
    if -1 in places:  # of headings that have no cell
        there = [place >= 0 for place in places]
        keys, specs = tuple(compress(keys, there)), tuple(compress(specs, there))
        places = tuple(compress(places, there))
    cells = itemgetter(*places)(pieces)
    if in_rows and "" in cells:
        return None  # bars that touch fill up a row
    values = list(map(_VALUES.__getitem__, cells))
    for number in _unplain(codes, places, start, end):
        quantity = _plain_quantity(specs[number], cells[number])
        if quantity is None:
            return None
        values[number] = quantity.value
    if not in_rows:
        kinds = "".join(itemgetter(*places)(codes))
        if (BLANK in kinds or BAR in kinds) and _may_have_lost_lines(form, cells, places, pieces):
            return None
        having = _book().spaced if pattern.in_lines else _book().tabbed
        if having and not having.isdisjoint(pieces[start:end]):
            return None  # cells stand beside each other in a line
        if pattern.in_lines and not _adds_up(form, values, keys):
            return None
    return Verbatim(form, keys, specs, pieces, places, values, in_rows)


def _says_more(pieces: Sequence[str], codes: str, start: int, end: int) -> bool:
    """Whether lines above or between the tables may say of which year they are, or in which unit, or part reports."""
    above = [_SAID[line] for line in pieces[max(0, start - _ABOVE) : start] if len(line) <= LONGEST]
    said = list(filter(None, above))
    between = codes.find(TEXT, start, end)
    while between >= 0:
        line = pieces[between]
        if known := _said(line) if len(line) > LONGEST else _SAID[line]:
            if known.parts:
                return True
            said.append(known)
        between = codes.find(TEXT, between + 1, end)
    if any(each.more for each in said):
        return True
    years = {year for each in said for year in each.years}
    if not years:
        return False
    titles = [line for line in pieces[:start] if len(line) <= LONGEST and "报告" in line]
    return years != set(_YEAR.findall("\n".join(titles)))


def _unplain(codes: str, places: Sequence[int], start: int, end: int) -> Iterator[int]:
    """The cells that are no plain number, and may have a unit or a sign."""
    for code in _UNPLAIN:
        at = codes.find(code, start, end)
        while at >= 0:
            yield places.index(at)
            at = codes.find(code, at + 1, end)


def _plain_quantity(spec: IndicatorSpec, piece: str) -> Quantity | None:
    """The quantity of a cell that counts in what the form does, or says in which money; else None."""
    raw = _cell_text(piece)
    quantity = quantity_of(spec, raw)
    if quantity.status != "reported" or is_in_yuan(raw) or len(raw.split()) > 1:
        return None
    if is_money(spec):
        is_plain = quantity.unit is None or quantity.unit in MONEY
    else:
        is_plain = quantity.unit is None and isinstance(quantity.value, int)
    return quantity if is_plain else None


def _adds_up(form: Form, values: Sequence[Number | None], keys: Sequence[str]) -> bool:
    """Whether every row adds up. Else, between lines, a cell may be gone, or be the number of a page."""
    figures = dict(zip(keys, values, strict=True))
    return all(
        sum(figures[key] or 0 for key in left) == sum(figures[key] or 0 for key in right)
        for left, right in _book().sums[form.name]
    )


def _has_bare_blank_row(form: Form, codes: str, places: Sequence[int]) -> bool:
    """Whether a row without label and figures stands there, which may as well be bars that fill up a table."""
    return any(
        all(codes[place] in (BLANK, BAR) for place in places[first:last])
        for first, last in _book().bare_rows[form.name]
    )


def _may_have_lost_lines(form: Form, cells: Sequence[str], places: Sequence[int], pieces: Sequence[str]) -> bool:
    """Whether cells that look blank may be lines that a cleaner took: short ones, or such as stood before."""
    texts = list(map(_TEXTS.__getitem__, cells))
    figures = list(compress(cells, texts))
    if len(set(figures)) == len(figures) or all(len(text) != 1 for text in texts):
        return True
    if form.name not in _book().several:
        return False
    # Cells of one row stand below each other, perhaps with an empty line between them.
    pairs = 0
    for at, (first, last) in enumerate(pairwise(places)):
        if 0 < last - first <= 2 and texts[at] and texts[at + 1] and (last - first == 1 or not pieces[first + 1]):
            if cells[at] == cells[at + 1]:
                return False
            pairs += 1
    return pairs >= _PAIRS
