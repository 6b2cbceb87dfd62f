"""Where one report of a text ends and the next begins.

In: a stream, and the tables found in it. Out: `Part`s, each the stretch of the text that one report takes up. A part
is parsed on its own, so that no figure of a report can come into another one, nor what one writer does with its blank
cells into the reading of another's.

Strategy: whatever may be the beginning of a report is taken for one, since to cut a report in two loses figures, and
to read two as one mixes them. A report begins

1. at a title that names another body or another year than the one above it, or is the first to name a body;
2. at its first section (一、总体情况) below a table, or at a line there that is the name of another body;
3. where a table of the form comes again, or the form begins anew, or a table follows of an edition without the others.

A table that comes again with the same figures is the same table (pages that overlap, a page for small screens), as is
a whole report under the same title; one that is said to be of another year (上年同期, or 2021年数据 in a report of
2022) is no report. Titles with nothing below them are links or a table of contents, and begin nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Final, NamedTuple

from attrs import evolve, field, frozen

from .alignment import GLUED, Found, Item, Stream
from .beginnings import PROSE, Group, Who, between, find_groups, first_sections
from .forms import own_forms
from .metadata import begins_field
from .settling import Instance, Option, SettledRow, edition_of
from .titles import MARGIN, fold, is_body
from .years import YEAR_LINE, names_other_year

__all__ = ["COMPLETE", "Part", "divide", "first_complete"]

# A report is taken if it is at least this share as full as the fullest one.
COMPLETE: Final = 0.8
# So many different figures that are not zero are those of one office in one year.
_TELLING: Final = 3
# How many items above a table may say what it is, and how long they are.
_ABOVE: Final = 6
_HEADING: Final = 40
# How many items above a table's first row are looked at for its year.
_MOST_ABOVE: Final = 40
# How many lines of a metadata table may stand above a title, and how many items between a title and its repetition.
_FIELD_LINES: Final = 12
_NEAR: Final = 12
# With how many reports that may be the same a report is compared.
_COPIES: Final = 8

_PERIOD: Final = re.compile(r"统计[期时]限|统计时间|数据时限|所列数据|信息公开条例")
_DATED: Final = re.compile(r"\s*(?:20\d\d|二[〇○0零]\S\S)\s*[年.-]")
_MONTH: Final = re.compile(r"\s*\d{1,2}\s*月")
_NOTHING: Final = "0０〇零无—-/ "


class _Year(NamedTuple):
    """The year that a line above a table names. `certain`: it says that the figures are those of this year. `stale`: it
    may have been left there.
    """

    number: int
    certain: bool
    stale: bool

    def is_other_than(self, year: int) -> bool:
        """Whether the figures are not those of the report of a year. A later one may be that of its publication."""
        return self.number != year if self.certain else self.number < year


@frozen
class _Piece:
    """A table, or what of it stands in one report: `first` and `last` are items.

    `is_open`: some of its rows are of several forms. `of_other_year`: the words above it say so. `year`: the one that a
    line above it names. `no_report`: that is not the year of the report.
    """

    instance: Instance
    rows: tuple[SettledRow, ...]
    first: int
    last: int
    is_open: bool
    of_other_year: bool
    year: _Year | None = None
    no_report: bool = False

    @property
    def name(self) -> str:
        """The table's name."""
        return self.instance.name

    @property
    def figures(self) -> dict[str, str]:
        """The texts of the cells that have a place, by key."""
        return {
            key: cell.item.cell.text if cell.item is not None else ""
            for row in self.rows
            for key, cell in zip(row.options[0].keys, row.options[0].reading.cells, strict=True)
        }

    @property
    def items(self) -> frozenset[int]:
        """Where the figures of its rows begin in the text, those with a place and those without."""
        readings = [option.reading for row in self.rows for option in row.options]
        items = [item for reading in readings for item in (*(cell.item for cell in reading.cells), *reading.lost)]
        return frozenset(item.cell.start for item in items if item is not None)

    @property
    def is_filled(self) -> bool:
        """Whether it has cells, with a place or without."""
        return self.is_open or bool(self.figures or self.items)

    @property
    def is_bare(self) -> bool:
        """Whether it is rows without a title or headers, of a form that has no other table which could follow them."""
        chains = self.instance.chains
        return all(len(x.form.tables) == 1 and all(f.element.row is not None for f in x.found) for x in chains)

    def repeats(self, other: _Piece) -> bool:
        """Whether rows of the other table come again, with figures that are not the same ones."""
        return bool({row.key for row in self.rows} & {row.key for row in other.rows}) and not self.items <= other.items

    def on_form_with(self, other: _Piece) -> bool:
        """Whether some edition has both tables; one of a form of the caller's own may stand beside any."""
        forms = [chain.form for piece in (self, other) for chain in piece.instance.chains]
        tables = (table for chain in self.instance.chains for table in chain.form.tables)
        return any(table.name == other.name for table in tables) or bool(own_forms(forms))


@frozen
class _Sequence:
    """The tables of one report; `asides` are copies and tables of another year.

    `again`: it begins with the table that the one before ends with, so that what follows may be of either.
    """

    tables: list[_Piece] = field(factory=list)
    asides: list[_Piece] = field(factory=list)
    again: bool = False

    @property
    def first(self) -> int:
        """The first item of its tables."""
        return min(piece.first for piece in (*self.tables, *self.asides))

    @property
    def last(self) -> int:
        """The last label of its tables."""
        return max(piece.last for piece in (*self.tables, *self.asides))

    @property
    def figures(self) -> dict[str, str]:
        """The texts of all cells, by key; of a table in two pieces, the first counts."""
        return {key: text for piece in reversed(self.tables) for key, text in piece.figures.items()}


@frozen
class Part:
    """A report's stretch of the text from `start` to `end`, with its own tables.

    `copies` is how often the same report stands in the text elsewhere.
    """

    start: int
    end: int
    tables: tuple[Instance, ...]
    who: Who
    figures: Mapping[str, str]
    copies: int = 0

    @property
    def fullness(self) -> float:
        """The share of the cells of its form that have a place."""
        forms = {chain.form.name: len(chain.form.indicators) for table in self.tables for chain in table.chains}
        _, candidates = edition_of(self.tables)
        return len(self.figures) / max((forms[name] for name in candidates), default=1)


def first_complete(parts: Sequence[Part]) -> int:
    """The number of the first report that has about as many of its form's cells as any."""
    shares = [part.fullness for part in parts]
    return next(number for number, share in enumerate(shares) if share >= COMPLETE * max(shares))


def divide(text: str, stream: Stream, instances: Sequence[Instance]) -> list[Part]:
    """The reports of a text that have tables, in its order, and those of which there are labels only.

    A table may have been found across the title that parts two reports. The one whose rows it hides has no figures
    here, and is seen when its part is read by itself.
    """
    marks = first_sections(stream)
    places = sorted(_place(row) for instance in instances for row in _rows(instance))
    labels = sorted(found.first for instance in instances for chain in instance.chains for found in chain.found)
    groups = list(find_groups(stream, places, labels, marks))
    marks = sorted({*marks, *_other_bodies(stream, groups)})
    cuts = sorted({*marks, *(group.start for group in groups)})
    pieces = sorted((x for table in instances for x in _pieces(table, cuts, stream)), key=lambda piece: piece.first)
    begun: list[tuple[int, Who, _Sequence | None]] = []
    for group, following in zip_longest(groups, groups[1:]):
        stop = following.start if following else len(stream.items)
        low, high = (bisect_left(pieces, at, key=lambda piece: piece.first) for at in (group.start, stop))
        before: _Sequence | None = None
        for sequence in _sequences(pieces[low:high], group, marks):
            start = _beginning(before.last, sequence.first, group, marks, stream) if before else group.start
            begun.append((_offset(text, start, group, stream), group.who, sequence))
            before = sequence
        if before is None:  # prose: a report whose tables are not in the text
            hidden = _Sequence() if between(labels, group.start, stop) else None
            begun.append((_offset(text, group.start, group, stream), group.who, hidden))
    ends = [*(start for start, _, _ in begun[1:]), len(text)]
    return _without_copies(
        Part(
            start,
            end,
            tuple({id(piece.instance): piece.instance for piece in sequence.tables}.values()),
            who,
            sequence.figures,
        )
        for (start, who, sequence), end in zip(begun, ends, strict=False)
        if sequence is not None
    )


def _other_bodies(stream: Stream, groups: Sequence[Group]) -> Iterator[int]:
    """The items with a line that is the name of a body, once in the text, below the title that names another.

    A name above a date signs the report, one that comes again stands at the head of each page, and one beside a figure
    is the label of a row.
    """
    lines: dict[str, list[int]] = defaultdict(list)
    for at, item in enumerate(stream.items):
        if item.role == "text" and len(item.cell.text) <= _HEADING and not item.cell.column:
            *above, last = item.cell.text.split("\n")
            beside = at + 1 < len(stream.items) and stream.items[at + 1].role == "figure"
            for line in (*above, "" if beside or not _is_alone(item, stream, False) else last):
                lines[line.strip(MARGIN)].append(at)
    starts = [group.start for group in groups]
    for line, places in lines.items():
        group = bisect_right(starts, places[0]) - 1
        if len(places) > 1 or group < 0 or not is_body(name := fold(line)):
            continue
        who = groups[group].who
        below = stream.items[places[0] + 1].cell.text if places[0] + 1 < len(stream.items) else ""
        is_office = name.startswith(who.agency) and name.endswith("办公室")
        if who.agency and who.differs(Who(name)) and not is_office and not _DATED.match(below):
            yield places[0]


def _place(row: SettledRow | tuple[Option, ...]) -> int:
    """The item after which a row's figures stand."""
    return _label(row).last


def _label(row: SettledRow | tuple[Option, ...]) -> Found:
    return (row.options if isinstance(row, SettledRow) else row)[0].reading.label


def _rows(instance: Instance) -> tuple[SettledRow | tuple[Option, ...], ...]:
    """The rows of a table, those included that are of several forms."""
    return (*instance.rows, *instance.open_rows)


# --- tables ---------------------------------------------------------------------------------------------------------


def _pieces(instance: Instance, cuts: Sequence[int], stream: Stream) -> Iterator[_Piece]:
    """The table, in pieces where a report begins between two of its rows."""
    rows: dict[int, list[SettledRow]] = defaultdict(list)
    places: dict[int, list[int]] = defaultdict(list)
    for row in instance.rows:
        rows[bisect_right(cuts, _place(row))].append(row)
    for each in _rows(instance):
        places[bisect_right(cuts, _place(each))] += [_label(each).first, _place(each)]
    for number, cut in enumerate(sorted(places)):
        first = min(places[cut]) if number or instance.first < cuts[cut - 1] else instance.first
        above = stream.items[max(0, first - _ABOVE) : first]
        headings = (item.cell.text for item in above if item.role == "text" and len(item.cell.text) <= _HEADING)
        of_other_year = any(map(names_other_year, headings))
        is_open = len(places[cut]) > 2 * len(rows[cut])
        top = min(_label(each).first for each in _rows(instance) if bisect_right(cuts, _place(each)) == cut)
        year = _year_above(stream, first, top)
        yield _Piece(instance, tuple(rows[cut]), first, max(places[cut]), is_open, of_other_year, year)


def _year_above(stream: Stream, first: int, row: int) -> _Year | None:
    """The year that a line of its own names above a table, or above its first row, below all figures before it."""
    below = ""
    for number in range(row, max(-1, first - _ABOVE - 1, row - _MOST_ABOVE), -1):
        item = stream.items[number]
        if item.role in ("figure", *GLUED) and not YEAR_LINE.fullmatch(item.cell.text):
            break
        lines = item.cell.text.split("\n")
        for at in range(len(lines) - 1, -1, -1):
            line = lines[at]
            # A cell that begins a row has taken in the lines above it.
            above_row = at < len(lines) - 1 and not item.cell.column
            found = YEAR_LINE.fullmatch(line)
            if found and not _MONTH.match(below) and (above_row or _is_alone(item, stream, number > first)):
                return _Year(int(found["year"]), bool(found["data"]) or "表" in line, bool(found["more"]))
            below = line
    return None


def _is_alone(item: Item, stream: Stream, among_headers: bool) -> bool:
    """Whether an item has a line of its own. Years may be headers too."""
    if item.cell.row is None:
        return not among_headers
    return sum(bool(cell.text) for cell in stream.grids[item.grid].between(item.cell.row, item.cell.row)) == 1


def _dated(pieces: Sequence[_Piece], year: int | None) -> Iterator[_Piece]:
    """The tables below one title that names a year; those are marked which are of another.

    What a line says of a table it says of those below it too that come again, as far as they go on on the form.
    """
    left = Counter(piece.name for piece in pieces)
    own = {piece.name for piece in pieces if piece.year and piece.year.number == year}
    before: _Piece | None = None
    for piece in pieces:
        left[piece.name] -= 1
        goes_on = before is not None and before.no_report and before.instance.rank < piece.instance.rank
        if year and piece.year:
            other = piece.year.is_other_than(year) and (not piece.year.stale or piece.name in own)
        else:
            other = goes_on and left[piece.name] > 0
        before = evolve(piece, of_other_year=True, no_report=True) if other else piece
        yield before


def _sequences(pieces: Sequence[_Piece], group: Group, marks: Sequence[int]) -> list[_Sequence]:
    """The tables of each report below one title."""
    pieces = list(_dated(pieces, group.who.year))
    of_year = Counter(piece.name for piece in pieces if piece.is_filled and not piece.of_other_year)
    is_repeated = any(count > 1 for count in of_year.values())
    sequences = [_Sequence()]
    for piece in pieces:
        current = sequences[-1]
        known = [table for table in current.tables if table.is_filled]
        twins = [table for table in known if table.name == piece.name]
        last = known[-1].last if known else piece.first
        titled = bool(between(group.titles, last, piece.first + 1))
        if between(marks, last, piece.first + 1) or (twins and titled and not _added(twins, piece)):
            sequences.append(_Sequence([piece]))
        elif piece.no_report or (piece.of_other_year and piece.name in of_year):
            current.asides.append(piece)
        elif not known or not piece.is_filled:
            current.tables.append(piece)
        elif twins and not piece.figures and not any(piece.repeats(table) for table in twins):
            current.tables.append(piece)  # labels in disorder, as in the text of pages, and nothing that has a place
        elif not any(piece.on_form_with(table) for table in known):
            sequences.append(_Sequence([piece]))
        elif twins and (added := _added(twins, piece)) is not None:
            (current.tables if added else current.asides).append(piece)
        elif twins and piece.is_bare and not any(piece.repeats(table) for table in twins):
            current.tables.append(piece)  # rows in another order, as in a list
        elif twins and piece.is_bare and len(piece.rows) == 1:
            current.asides.append(piece)
        elif twins:
            sequences.append(_Sequence([piece], again=known[-1] in twins))
        elif (is_repeated and piece.instance.rank < max(table.instance.rank for table in known)) or (
            current.again and piece.name not in {table.name for table in sequences[-2].tables}
        ):
            sequences.append(_Sequence([piece]))
        else:
            current.tables.append(piece)
    return [sequence for sequence in sequences if sequence.tables or sequence.asides]


def _added(twins: Sequence[_Piece], piece: _Piece) -> bool | None:
    """Whether a table that comes again has more rows; None where it is not the same table for certain."""
    known = {key: text for table in twins for key, text in table.figures.items()}
    return bool(piece.figures.keys() - known.keys()) if _is_copy(known, piece.figures) else None


def _is_copy(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Whether the figures that both have are the same, and so many that they are of one office in one year."""
    shared = one.keys() & other.keys()
    telling = {one[key] for key in shared if one[key].strip(_NOTHING)}
    return len(telling) >= _TELLING and all(one[key] == other[key] for key in shared)


# --- places in the text ---------------------------------------------------------------------------------------------


def _beginning(above: int, first: int, group: Group, marks: Sequence[int], stream: Stream) -> int:
    """The item with which a report begins whose first table does so at the item `first`, below the row `above`."""
    if titles := list(between(group.titles, above, first + 1)):
        start = titles.pop()
        while titles and start - titles[-1] <= _NEAR:
            start = titles.pop()
        return start
    if sections := between(marks, above, first + 1):
        start = sections[-1]
        # The sentence on the period of the figures stands above the first section.
        return start - 1 if start - 1 > above and _PERIOD.search(stream.items[start - 1].cell.text) else start
    # Prose between two tables is of either report; what stands below it is of the second.
    return next((at + 1 for at in range(first - 1, above, -1) if len(stream.items[at].cell.text) > PROSE), first)


def _offset(text: str, start: int, group: Group, stream: Stream) -> int:
    """The place in the text of an item with which a report begins: its line, and above a title the lines of fields."""
    if start == 0:
        return 0
    place = stream.items[start].cell.start
    line = text.rfind("\n", 0, place) + 1
    if text[line:place].strip("|" + MARGIN):
        return place
    if start in group.titles:
        above = line
        for _ in range(_FIELD_LINES):
            begin = text.rfind("\n", 0, above - 1) + 1
            content = text[begin:above].strip("|" + MARGIN)
            if begin == above or (content and not begins_field(content)):
                break
            above = begin
            line = above if content else line
    return line


# --- copies ---------------------------------------------------------------------------------------------------------


def _without_copies(parts: Iterator[Part]) -> list[Part]:
    """The reports, each once: of a report that stands in the text twice, the first that is about as full as any."""
    kept: list[Part] = []
    for part in parts:
        number = next((at for at in reversed(range(len(kept))[-_COPIES:]) if _is_same(kept[at], part)), None)
        if number is None:
            kept.append(part)
            continue
        known = kept[number]
        better = (known, part)[first_complete((known, part))]
        kept[number] = evolve(better, copies=known.copies + 1)
    return kept


def _is_same(one: Part, other: Part) -> bool:
    if one.who.differs(other.who) or not one.figures:
        return False
    named = one.who == other.who and one.who.agency and one.who.year
    return _is_copy(one.figures, other.figures) or bool(named and one.figures == other.figures)
