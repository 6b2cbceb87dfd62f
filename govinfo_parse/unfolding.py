"""Stage 1, first: where the rows of a table ended that a cleaner has written in one line.

In: the text. Out: the same text, of the same length, in which white space where a row ended is a line break again.

Where white space was collapsed, the last cell of a row and the first of the next stand together between two bars:
``… | 3 | 0 | 3 行政规范性文件 | 12 | …``. A figure with text behind it is such an end, no doubt. Where the last cell
is blank, the next row's label stands alone between its bars, and only the number of bars tells that it begins a row:
the rows between two sure ends must have as many bars as the rows near them, and there must be one way to do it. Where
rows are numbered, the numbers must count. A bar before and after each row is another matter (`outer_bars`).
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence, Set
from itertools import pairwise, product
from typing import Final, Literal, NamedTuple

from .broken_boxes import rules_across
from .outer_bars import outer_row_ends
from .quantity import CHANGES, read_quantity, unit_in

__all__ = ["with_rows_unfolded"]

# No row of a table has so many bars with text between them.
_FOLDED: Final = 18
# A line is folded rows if so many places show where a row ends.
_FEWEST_ENDS: Final = 3
# So many neighbours on each side tell how many bars a row has; so many rows at most may stand between two sure ends.
_NEAR: Final = 6
_MOST_BARS: Final = 200
# A row has fewer labels side by side. A row without any is a long one.
_LABELS: Final = 4
_LONG: Final = 10
_TWO: Final = 2
# Tables whose merged cells leave blank ones have at least so many bars a row.
_REGULAR: Final = 3
# Rows are numbered if so many ends have a number behind them, nearly each of them greater than the one before.
_FEWEST_SERIALS: Final = 3
_COUNTING: Final = 0.8
_WORDS: Final = re.compile(r"\S+")
_SERIAL: Final = re.compile(r"[0-9０-９]{1,3}")
# What begins a row's label; alone it is no label.
_ITEM: Final = re.compile(r"(?:[(（]?[一二三四五六七八九十]{1,3}[)）、.．]|[(（]?[0-9０-９]{1,2}[)）、.．]|其中)")
_ITEM_ALONE: Final = re.compile(r"[(（]?(?:[一二三四五六七八九十]{1,3}|[0-9０-９]{1,2})[)）、.．]*")
# A note behind a figure, such as （其中修订16件).
_NOTE: Final = re.compile(r"[(（](?![一二三四五六七八九十]{1,3}[)）])")
# A page's number, between the last figure of a page and the first label of the next.
_PAGE_NUMBER: Final = re.compile(r"\s\\?[-—–]\s?[0-9]{1,3}\s?\\?[-—–]\Z")
# The line below a header in Markdown, which tells both its end and that of the rows above.
_RULER: Final = re.compile(r"(?<=\s)(?::?-{3,}:?)(?: ?\| ?:?-{3,}:?)+(?=\s)|(?<=[^\s|]\s)---(?=\s[^\s|])")

# A row's last cell with the first of the next, where nothing took the place of the line break: 191.属于…, 3其中…, —2.…
_GLUED: Final = re.compile(
    r"(?<=\|)\s?(?:\d{2,}[.．、]\s?[^\W\d_]|\d+(?:[(（][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|[^\W\d_]{2})"
    r"|[-—]+(?:\d[.．、]|[(（]?[^\W\d_]{2}))"
)

Kind = Literal["blank", "value", "text"]


class _Piece(NamedTuple):
    """What stands between two bars: its place, its words' places, and what it is.

    `end` is the place of the white space after the last cell of a row, if one surely ends in it; `serial` is the number
    of the row that begins with it.
    """

    start: int
    stop: int
    kind: Kind
    words: tuple[tuple[int, int], ...]
    end: int | None = None
    serial: int | None = None


def with_rows_unfolded(work: str) -> str:
    """The text with a line break for the white space at which a row ends, in lines that are whole tables."""
    work = _broken_at(work, list(_beside_rules(work)))
    places: list[int] = []
    offset = 0
    for line in work.splitlines(keepends=True):
        if line.count("|") >= _FOLDED and sum(1 for _ in _GLUED.finditer(line)) < _FEWEST_ENDS:
            places += (offset + place for place in outer_row_ends(line) or _row_ends(line))
        offset += len(line)
    return _broken_at(work, places)


def _broken_at(work: str, places: Sequence[int]) -> str:
    if not places:
        return work
    characters = list(work)
    for place in places:
        characters[place] = "\n"
    return "".join(characters)


def _beside_rules(work: str) -> Iterator[int]:
    """The places of the blanks between the rows of a box and its lines across."""
    for start, stop in rules_across(work):
        if work[max(0, start - 2) : start] == "| ":
            yield start - 1
        if work[stop : stop + 2] == " |":
            yield stop


def _row_ends(line: str) -> Sequence[int]:
    """The places of the white space in a line at which rows end; none if the line is not of folded rows."""
    ends: list[int] = []
    sure = 0
    start = 0
    for ruler in (*_RULER.finditer(line), None):
        stop = ruler.start() if ruler else len(line)
        pieces = _pieces(line, start, stop)
        certain = [number for number, piece in enumerate(pieces) if piece.end is not None]
        sure += len(certain) + (ruler is not None)
        ends += _ends(line, pieces, certain)
        if ruler:
            ends += (ruler.start() - 1, ruler.end())
            start = ruler.end() + 1
    return ends if sure >= _FEWEST_ENDS else ()


# --- what stands between the bars -----------------------------------------------------------------------------------


def _pieces(line: str, start: int, stop: int) -> list[_Piece]:
    """What stands between the bars of a stretch of a line, with the ends of rows that are sure by themselves."""
    pieces: list[_Piece] = []
    position = start
    for content in line[start:stop].split("|"):
        words = tuple(match.span() for match in _WORDS.finditer(line, position, position + len(content)))
        values = _leading_values(line, words)
        kind: Kind = "blank" if not words else "value" if values == len(words) else "text"
        end = None
        if pieces and 0 < values < len(words) and not _NOTE.match(line, words[values][0]):
            page = _PAGE_NUMBER.search(line, words[0][1], words[values - 1][1])
            end = page.start() if page else words[values - 1][1]
        pieces.append(_Piece(position, position + len(content), kind, words, end))
        position += len(content) + 1
    _number(line, pieces)
    for number in range(1, len(pieces) - 1):
        _end_header(line, pieces, number)
    return pieces


def _leading_values(line: str, words: Sequence[tuple[int, int]]) -> int:
    """How many words at the beginning are a figure with its unit, or a unit alone."""
    count = 0
    while count < len(words) and _is_value(line, words[count]):
        count += 1
    return count


def _is_value(line: str, word: tuple[int, int]) -> bool:
    text = line[slice(*word)]
    return text in CHANGES or unit_in(text) is not None or _is_figure(line, word)


def _is_figure(line: str, word: tuple[int, int]) -> bool:
    return read_quantity(line[slice(*word)]) is not None


def _number(line: str, pieces: list[_Piece]) -> None:
    """Marks the rows that begin with a number of their own, if the rows are numbered."""
    found: list[tuple[int, int]] = []
    for number, (piece, below) in enumerate(pairwise(pieces)):
        if len(piece.words) > 1 and below.kind == "text" and _SERIAL.fullmatch(line, *piece.words[-1]):
            found.append((number, int(line[slice(*piece.words[-1])])))
    counting = sum(1 for (_, above), (_, below) in pairwise(found) if below > above)
    if len(found) >= _FEWEST_SERIALS and counting >= _COUNTING * (len(found) - 1):
        for number, serial in found:
            piece = pieces[number]
            pieces[number] = piece._replace(end=piece.words[-2][1], serial=serial)


def _end_header(line: str, pieces: list[_Piece], number: int) -> None:
    """Marks the end of a header right above a row without a label: the header ends before the row's first figure, or
    with its last cell where the first figure is blank: then more labels stand alone than a row has.
    """
    piece, above, below = pieces[number], pieces[number - 1], pieces[number + 1]
    if piece.end is not None or piece.kind != "text" or above.kind != "text" or below.kind == "text":
        return
    if len(piece.words) > 1 and _is_figure(line, piece.words[-1]):
        pieces[number] = piece._replace(end=piece.words[-2][1])
        return
    if any(len(cell.words) > 1 and not _is_spaced(cell) for cell in pieces[max(0, number - _LABELS + 1) : number + 1]):
        return  # the label of the row below the header may stand behind the header's last cell
    first, last = number - 1, number + 1
    while first > 0 and pieces[first].kind == "text" and pieces[first].end is None:
        first -= 1
    while last < len(pieces) - 1 and pieces[last].kind != "text":
        last += 1
    if number - first >= _LABELS and last - number >= _LONG:
        pieces[number] = piece._replace(end=piece.words[-1][1])


def _is_spaced(piece: _Piece) -> bool:
    """Whether single characters stand in a piece, as in 总 计."""
    return all(stop - start == 1 for start, stop in piece.words)


# --- the ends of rows -----------------------------------------------------------------------------------------------


class _Cut(NamedTuple):
    """A place at which a row may end: the piece, the white space in it, None where that is not known, and the number of
    the row below. `regular`: only if all rows are of one length, since a row begins with a blank cell there, or a
    header ends with one.
    """

    number: int
    place: int | None
    serial: int | None = None
    regular: bool = False


def _ends(line: str, pieces: Sequence[_Piece], certain: Sequence[int]) -> Iterator[int]:
    """The places at which rows end in a stretch of a line."""
    numbered = any(piece.serial is not None for piece in pieces)
    gaps = list(pairwise([0, *certain]))
    cuts = [tuple(_possible_cuts(line, pieces, gap, numbered=numbered)) for gap in gaps]
    single = [_single(gap, own) for gap, own in zip(gaps, cuts, strict=True)]
    for at, (gap, own) in enumerate(zip(gaps, cuts, strict=True)):
        if not own:
            continue
        lengths = {length for length in single[max(0, at - _NEAR) : at + _NEAR + 1] if length}
        ways = _ways(gap, own, lengths | set(_headers(pieces, gap, own)))
        beside = single[at + 1] if at + 1 < len(single) else 0
        if len(ways) > 1 and beside and _are_labels(pieces, gap[1] - beside, gap[1]):
            # A header has as many cells as the row below it.
            ways = {way for way in ways if way and gap[1] - way[-1].number == beside}
        if len(ways) > 1 and _has_labels_inside(pieces, *gap):
            ways.discard(())
        serial = pieces[gap[0]].serial
        chosen = ways.pop() if len(ways) == 1 else ()
        if not _counts([serial, *(cut.serial for cut in chosen), pieces[gap[1]].serial]):
            chosen = ()
        if not chosen and serial is not None:
            chosen = tuple(_counted(serial, own))
        yield from (cut.place for cut in chosen if cut.place is not None)
    yield from (end for number in certain if (end := pieces[number].end) is not None)


def _single(gap: tuple[int, int], cuts: Sequence[_Cut]) -> int:
    """The number of bars of a row between two sure ends, or of a header and the row below it; 0 where it is open."""
    above, below = gap
    if below - above > _MOST_BARS:
        return 0
    cuts = [cut for cut in cuts if not cut.regular]
    if not cuts:
        return below - above
    return cuts[0].number - above if len(cuts) == 1 and 2 * cuts[0].number == above + below else 0


def _headers(pieces: Sequence[_Piece], gap: tuple[int, int], cuts: Sequence[_Cut]) -> Iterator[int]:
    """How many bars the headers have that stand between two sure ends: the rows below may have as many."""
    for above, below in pairwise([gap[0], *(cut.number for cut in cuts if not cut.regular)]):
        if _are_labels(pieces, above, below) and below - above > 1:
            yield below - above


def _are_labels(pieces: Sequence[_Piece], first: int, last: int) -> bool:
    return all(piece.kind == "text" for piece in pieces[first : last + 1])


def _has_labels_inside(pieces: Sequence[_Piece], above: int, below: int) -> bool:
    """Whether two labels stand side by side behind a figure, so that there is more than a single row."""
    inside = [piece.kind for piece in pieces[above + 1 : below]]
    first = inside.index("value") if "value" in inside else below
    return any(pair == ("text", "text") for pair in pairwise(inside[first:]))


def _possible_cuts(line: str, pieces: Sequence[_Piece], gap: tuple[int, int], *, numbered: bool) -> Iterator[_Cut]:
    """Where a row may end between two sure ends."""
    above, below = gap
    for number in range(above + 1, below if below - above <= _MOST_BARS else above):
        piece, left, right = pieces[number], pieces[number - 1], pieces[number + 1]
        spaced = line[piece.start : piece.start + 1].isspace()
        if piece.kind == "text":
            if number > above + 1 and left.kind != "text":
                if numbered and _is_serial(line, left):
                    continue
                between: Sequence[int | None] = [piece.start] if spaced else []
                if _in_header(pieces, number):
                    # Alone, it may be the header's last cell as well as the first of the next row.
                    between = _between_labels(line, piece) or ([None] if right.kind == "blank" else between)
                yield from (_Cut(number, place) for place in between)
            elif right.kind != "text" and (between := _between_labels(line, piece)):
                yield from (_Cut(number, place) for place in between)
            elif spaced and number > above + 1:
                # A numbered row whose figure is blank ends right behind its label, where a header follows.
                plain = numbered and number == above + _TWO and right.kind == "text"
                yield _Cut(number, piece.start, regular=not plain)
        elif numbered:
            if spaced and right.kind == "text" and _is_serial(line, piece):
                yield _Cut(number, piece.start, int(line[slice(*piece.words[0])]))
        elif piece.words or spaced:
            label = next((cell for cell in pieces[number + 1 : below] if cell.words), None)
            if label is not None and label.kind == "text":
                yield _Cut(number, piece.words[-1][1] if piece.words else piece.start, regular=True)


def _is_serial(line: str, piece: _Piece) -> bool:
    return len(piece.words) == 1 and _SERIAL.fullmatch(line, *piece.words[0]) is not None


def _in_header(pieces: Sequence[_Piece], number: int) -> bool:
    """Whether the cells before a piece are labels and, between them and it, blank cells that a merged header covers."""
    last = number - 1
    while last > 1 and pieces[last].kind == "blank":
        last -= 1
    return pieces[last].kind == pieces[last - 1].kind == "text"


def _between_labels(line: str, piece: _Piece) -> Sequence[int | None]:
    """The place between the last header cell and the first label below it, which may be in one piece; None where there
    are several.
    """
    words = piece.words
    if len(words) < _TWO or _ITEM_ALONE.fullmatch(line, *words[0]):
        return ()
    items = [word for word in range(1, len(words)) if _ITEM.match(line, *words[word])]
    before = 1 if len(words) == _TWO else items[0] if len(items) == 1 else None
    return (None if before is None else words[before - 1][1],)


def _ways(gap: tuple[int, int], cuts: Sequence[_Cut], lengths: Set[int]) -> set[tuple[_Cut, ...]]:
    """The ways to cut the cells between two sure ends into rows of these lengths; the plain ones if there are any."""
    plain = [cut for cut in cuts if not cut.regular]
    return (set(_plain_ways(gap, plain, lengths)) if plain else set()) or set(_regular_ways(gap, cuts, lengths))


def _regular_ways(gap: tuple[int, int], cuts: Sequence[_Cut], lengths: Set[int]) -> Iterator[tuple[_Cut, ...]]:
    """The ways in which all rows are of one length, or those of two tables below each other of two."""
    by_number = {cut.number: cut for cut in cuts}
    wide = [length for length in lengths if length >= _REGULAR]
    down = [_steps(gap[0], gap[1], length, by_number) for length in wide]
    up = [_steps(gap[1], gap[0], -length, by_number) for length in wide]
    for above, below in product(down, up):
        for turn in set(above) & set(below):
            numbers = [*above[1 : above.index(turn) + 1], *below[below.index(turn) : 0 : -1]]
            yield tuple(by_number[number] for number in dict.fromkeys(numbers) if number not in gap)


def _steps(start: int, stop: int, step: int, cuts: Container[int]) -> list[int]:
    """The places from a sure end on, at equal steps, as long as rows may end there."""
    numbers = [start]
    for number in range(start + step, stop, step):
        if number not in cuts:
            return numbers
        numbers.append(number)
    return [*numbers, stop] if (stop - start) % step == 0 else numbers


def _plain_ways(gap: tuple[int, int], cuts: Sequence[_Cut], lengths: Set[int]) -> Sequence[tuple[_Cut, ...]]:
    """The ways in which rows are of any of these lengths, two at most."""
    ways: dict[int, list[tuple[_Cut, ...]]] = {gap[0]: [()]}
    for cut in (*cuts, _Cut(gap[1], None)):
        known = [(*way, cut) for length in sorted(lengths) for way in ways.get(cut.number - length, ())]
        if known:
            ways[cut.number] = known[:_TWO]
    return [way[:-1] for way in ways.get(gap[1], ())]


def _counted(serial: int, cuts: Sequence[_Cut]) -> Iterator[_Cut]:
    """The ends of rows that their numbers alone show: each is one more than the one before."""
    for cut in cuts:
        if cut.serial == serial + 1:
            serial += 1
            yield cut


def _counts(serials: Sequence[int | None]) -> bool:
    """Whether numbers of rows below each other count."""
    return all(above is None or below is None or below in (1, above + 1) for above, below in pairwise(serials))
