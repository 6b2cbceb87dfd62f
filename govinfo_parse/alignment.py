"""Stage 3: the cells of all grids against the labels of the forms.

In: grids and a `LabelIndex`. Out: `Chain`s, each a stretch of the text in which one table of one form was recognised,
with the place of every label found. Values are not looked at here beyond telling them from labels.

Strategy: labels recur (其他 and 总计 stand in several places), so cells are not matched one by one. Every cell that is
some label of some form is an event; for each table of each form the best chain of events is found whose places on the
form and in the text both go forward (a local alignment). Long labels count more than short ones, the official wording
more than a variant, and cells left aside on the way cost a little. What the exact labels leave open inside a chain is
then filled with labels that were cut or misspelt, compared only with the places that are still free there.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right, insort
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Sequence, Set
from functools import cache, lru_cache
from itertools import accumulate
from typing import Final, NamedTuple

from attrs import evolve, field, frozen

from .forms import Form, FormTable, Row
from .grid import Grid, GridCell
from .labels import LONGEST_LABEL, Element, Label, LabelIndex, Match, split_label
from .quantity import is_item_number, is_page_number, looks_like_quantity, read_quantity, unit_in

__all__ = ["GLUED", "Chain", "Found", "Item", "Stream", "align", "edit_distance"]

# Longer texts are not read as figures.
_LONGEST_FIGURE: Final = 40
# A label may be spread over this many lines: Word parts it at every sign and change of script.
_MOST_PIECES: Final = 16
# After so many characters of a label, its next piece is looked for past as many items, with none longer between.
_SURE_BEGINNING: Final = 8
_MOST_SKIPPED: Final = 4
_BESIDE: Final = 6
# How far below its last label a chain is searched for more that is nearly a label.
_REACH: Final = 160
# What passing over a cell costs a chain: an empty one or a figure, a short text, a paragraph.
_COST_FIGURE: Final = 0.004
_COST_TEXT: Final = 0.04
_COST_PROSE: Final = 0.4
_PROSE: Final = 60
# The share of its weight that passing over a label of the same table costs: it may begin the table anew.
_COST_LABEL: Final = 0.5
# So many labels above the end of a chain are looked at once more where a better chain hinders it.
_MOST_LEFT: Final = 200
# What passing over a place of the form costs.
_COST_PLACE: Final = 0.02
# What a label weighs that is only the end of a cell (统计数 in 区直单位 统计数), as a share.
_IN_PART: Final = 0.8
# A chain that weighs less than one long label has found nothing.
_LEAST_WEIGHT: Final = 0.99


# The roles of figures that nothing parts.
GLUED: Final = ("glued", "torn")
# What closes a label and says nothing.
_CLOSING: Final = ")）]］】”’》」』:： "
_OPENS: Final = ("(", "（")
_CLOSES: Final = (")", "）")
# How a sentence goes on behind its figure.
_COUNTED: Final = re.compile(r"\s*(?:[条條件项項次个個篇]|人次?|[万萬亿億]?元)\s*[，,、；;。]")
_MEASURES: Final = ("年", "月", "日", "条", "條", "件", "项", "項", "次", "个", "個", "篇", "人", "元", "万", "萬")
# A note has no more pieces.
_MOST_NOTED: Final = 6
# How well a label of another number fits at most, and the length of one that says nothing without its number.
_OTHER_NUMBER: Final = 0.5
_SHORT: Final = 2
# Titles that differ in one character, 第二十条第（五）项 and 第（六）项, are never guessed.
_EXACT_KINDS: Final = ("title", "block")


@frozen(weakref_slot=False)  # there are many
class Item:
    """A grid cell in the stream of all cells. `grid` numbers its grid; `role` is what its text is without context.

    Roles: ``empty``, ``figure`` (a quantity, or meant as one), ``unit``, ``footer`` (a page number), ``text``,
    ``serial`` (the number of a row: `serials.py`), and those in `GLUED`: ``glued`` (a run of figures that nothing
    parts), ``torn`` (one with an end that is not known).
    """

    cell: GridCell
    grid: int
    role: str


@frozen
class Stream:
    """All cells of a text in reading order, with the grids they come from."""

    items: tuple[Item, ...]
    grids: tuple[Grid, ...]
    _costs: array[float] = field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        costs = (
            _COST_FIGURE if item.role != "text" else _COST_PROSE if len(item.cell.text) > _PROSE else _COST_TEXT
            for item in self.items
        )
        object.__setattr__(self, "_costs", array("d", accumulate(costs, initial=0.0)))

    @classmethod
    def of(cls, grids: Sequence[Grid]) -> Stream:
        """The stream of these grids."""
        items = (
            Item(cell, number, role)
            for number, grid in enumerate(grids)
            for cell, role in zip(grid.cells, _roles(grid.cells), strict=True)
        )
        return cls(tuple(items), tuple(grids))

    def cost(self, start: int, stop: int) -> float:
        """What it costs a chain to pass over the items from `start` up to `stop`."""
        return self._costs[stop] - self._costs[start]


def _roles(cells: Sequence[GridCell]) -> list[str]:
    """The roles of a grid's cells. ``18.`` is the number of an item, but a figure beside others, with a stray dot."""
    roles = [_role(cell.text) for cell in cells]
    dotted = [place for place, cell in enumerate(cells) if is_item_number(cell.text)]
    for place in reversed(dotted):
        row = cells[place].row
        behind = place + 1
        while behind < len(cells) and cells[behind].row == row and roles[behind] == "empty":
            behind += 1
        if behind < len(cells) and cells[behind].row == row:
            is_figure = roles[behind] == "figure"
        else:
            before = place - 1
            is_beside = row is not None and before >= 0 and cells[before].row == row
            is_figure = is_beside and (roles[before] in ("figure", "unit") or before in dotted)
        if is_figure:
            roles[place] = "figure"
    return roles


def _role(text: str) -> str:
    if not text:
        return "empty"
    if len(text) > _LONGEST_FIGURE:
        return "text"
    if is_page_number(text):
        return "footer"
    if unit_in(text):
        return "unit"
    return "figure" if read_quantity(text) is not None or looks_like_quantity(text) else "text"


class Found(NamedTuple):
    """A label in the text: the items from `first` to `last` are the label of `element`.

    Where one item holds several labels, `word` tells which of its words this one is.
    """

    first: int
    last: int
    element: Element
    quality: float
    word: int = 0

    @property
    def weight(self) -> float:
        """What finding it adds to a chain."""
        return self.quality * self.element.weight


@frozen
class Chain:
    """A table of a form as it was found: labels in the order of the form and of the text."""

    form: Form
    table: FormTable
    found: tuple[Found, ...]

    @property
    def first(self) -> int:
        """The first item of the chain."""
        return self.found[0].first

    @property
    def last(self) -> int:
        """The last label's last item; the values of its row come after it."""
        return self.found[-1].last

    @property
    def weight(self) -> float:
        """How much was recognised."""
        return sum(found.weight for found in self.found)


def align(stream: Stream, index: LabelIndex) -> Sequence[Chain]:
    """Finds the tables of the index's forms in a stream, in the order of the text."""
    events: dict[tuple[str, str], list[Found]] = defaultdict(list)
    labels: set[int] = set()
    for found in _events(stream, index):
        events[found.element.form.name, found.element.table.name].append(found)
        labels.update(range(found.first, found.last + 1))
    chains = [
        _with_gaps_filled(chain, stream, index, labels) for own in events.values() for chain in _chains(own, stream)
    ]
    return sorted(map(_without_strangers, chains), key=lambda chain: (chain.first, chain.last))


def _without_strangers(chain: Chain) -> Chain:
    """The chain without short labels of other numbers (6.其他 for 3.其他) that do not follow one of their own group.

    Nor has it labels that stand in two groups of the form (被依法纠错数) where nothing tells the group.
    """
    doubtful = [
        number
        for number, found in enumerate(chain.found)
        if found.quality <= _OTHER_NUMBER and found.element.row is not None and len(found.element.label.body) <= _SHORT
    ]
    strangers = {
        number for number in doubtful if number and not _is_of_group(chain.found[number - 1], chain.found[number])
    }
    twins = _twins(chain.table)
    if twins:
        told = {
            group
            for found in chain.found
            for group in (found.element.label, *_groups(None if _is_twin(found, twins) else found.element.row))
        }
        strangers |= {
            number
            for number, found in enumerate(chain.found)
            if _is_twin(found, twins) and not told.intersection(_groups(found.element.row))
        }
    if not strangers or len(strangers) == len(chain.found):
        return chain
    return evolve(chain, found=tuple(found for number, found in enumerate(chain.found) if number not in strangers))


@cache
def _twins(table: FormTable) -> frozenset[tuple[str, ...]]:
    """The rows of a table whose labels stand in another group of it too."""
    rows = [row for block in table.blocks for row in block.rows if len(row.label) > 1]
    times = Counter(split_label(row.label[-1]) for row in rows)
    return frozenset(row.label for row in rows if times[split_label(row.label[-1])] > 1)


def _is_twin(found: Found, twins: Set[tuple[str, ...]]) -> bool:
    return found.element.row is not None and found.element.row.label in twins


def _groups(row: Row | None) -> tuple[Label, ...]:
    """The label of the group that a row is of."""
    return (split_label(row.label[-2]),) if row is not None and len(row.label) > 1 else ()


def _is_of_group(above: Found, found: Found) -> bool:
    """Whether a label is that of the group of rows that another one is of, or of a row in it."""
    row, other = found.element.row, above.element.row
    if row is None or len(row.label) < 2:
        return True
    return (
        other.label[:-1] == row.label[:-1] if other is not None else above.element.label == split_label(row.label[-2])
    )


# --- events ---------------------------------------------------------------------------------------------------------


def _events(stream: Stream, index: LabelIndex) -> Iterator[Found]:
    """Every item, or run of items that only line breaks part, that is a label."""
    items = stream.items
    position = 0
    while position < len(items):
        last = position
        matches: Sequence[Match] = ()
        text = items[position].cell.text
        if items[position].role == "text" and len(text) <= LONGEST_LABEL:
            words = [] if index.find(text) else list(_inner_labels(text, position, index))
            if len({found.word for found in words}) > 1:
                yield from words
            else:
                last, matches = _longest_label(items, position, index)
        if matches and _is_counted_in_prose(items, last):
            matches = [match for match in matches if match[0].row is None]
        followed = last + 1 < len(items) and items[last + 1].role != "text"
        for element, quality in matches:
            # A row's label has its cells beside it; the same words may stand above the table as its title.
            yield Found(position, last, element, quality if followed or element.row is None else 0.7 * quality)
        position = last + 1


def _longest_label(items: Sequence[Item], position: int, index: LabelIndex) -> tuple[int, Sequence[Match]]:
    """The matches of the longest label that begins at an item, and its last item."""
    text = items[position].cell.text
    best = position, index.find(text)
    if not best[1]:
        best = position, _of_last_words(text, index)
    last = position
    for _ in range(_MOST_PIECES):
        following = _next_piece(items, last, text, index)
        if following is None:
            break
        last = following
        piece = items[last].cell.text
        text += piece
        # A piece with an item number of its own is no note to the label above.
        if matches := index.find_whole(text) if split_label(piece).number else index.find(text):
            best = last, matches
    return (_end_of_note(items, position, best[0]), best[1]) if best[1] else best


def _end_of_note(items: Sequence[Item], first: int, last: int) -> int:
    """The last item of a label whose note or closing bracket goes on in the lines below, figures of the note included.

    A note in pieces is told by its brackets: ``(指`` ``2019`` ``年事项数)``.
    """
    text = "".join(item.cell.text for item in items[first : last + 1])
    end = last
    for number in range(last + 1, min(last + 1 + _MOST_NOTED, len(items))):
        item, before = items[number], items[number - 1]
        piece = item.cell.text
        # A bracket with nothing but itself, or with a number in it, may open the next label.
        opens = len(piece) > 1 and piece.startswith(_OPENS) and _unclosed(piece) > 0 and not split_label(piece).number
        goes_on = _unclosed(text) > 0 or opens or (item.role == "text" and not piece.strip(_CLOSING))
        if not before.cell.joins_next or not goes_on or (item.role != "text" and not _is_counted(items, number)):
            break
        text += piece
        if _unclosed(text) <= 0:
            end = number
    return end


def _is_counted(items: Sequence[Item], number: int) -> bool:
    """Whether an item is a figure with a measure word or 年 in the line below, as in a sentence: no cell of a row."""
    if number + 1 == len(items) or items[number].role not in ("figure", "serial"):
        return False
    below = items[number + 1]
    return items[number].cell.joins_next and below.role == "text" and below.cell.text.startswith(_MEASURES)


def _is_counted_in_prose(items: Sequence[Item], last: int) -> bool:
    """Whether a sentence goes on behind a label and a figure, where tags break prose: ``行政许可`` ``35`` ``件、``."""
    if last + 2 >= len(items) or items[last + 1].role != "figure" or not items[last].cell.joins_next:
        return False
    text = "".join(item.cell.text for item in items[last + 2 : last + 4])
    return items[last + 1].cell.joins_next and _COUNTED.match(text) is not None


def _unclosed(text: str) -> int:
    return sum(map(text.count, _OPENS)) - sum(map(text.count, _CLOSES))


def _next_piece(items: Sequence[Item], last: int, text: str, index: LabelIndex) -> int | None:
    """The item that may go on with a label of which `text`, up to the item `last`, is the beginning."""
    if not index.begins_label(text) or last + 1 >= len(items):
        return None
    if items[last].cell.joins_next and (
        items[last + 1].role == "text" and index.goes_on(text, items[last + 1].cell.text)
    ):
        return last + 1
    # A long beginning is sure enough to look past empty lines and a wrapped piece of the column beside it.
    if len(text) < _SURE_BEGINNING or items[last].cell.row is not None:
        return None
    for number in range(last + 1, min(last + 1 + _MOST_SKIPPED, len(items))):
        piece = items[number]
        if piece.role == "text" and index.goes_on(text, piece.cell.text):
            return number
        if piece.role not in ("empty", "text") or len(piece.cell.text) > _BESIDE:
            return None
    return None


def _inner_labels(text: str, position: int, index: LabelIndex) -> Iterator[Found]:
    """The labels in a cell that holds several: headers in one line, or lines above a table taken into its first cell.

    A row's label is only looked for at the cell's end, where its cells follow.
    """
    lines = text.split("\n")
    if len(lines) == 1:
        for number, word in enumerate(text.split()):
            for element, quality in index.find_whole(word):
                if element.column is not None:
                    yield Found(position, position, element, quality, number)
        return
    start = next((at for at in range(1, len(lines)) if index.find("".join(lines[at:]))), len(lines))
    for number, line in enumerate((*lines[:start], "".join(lines[start:]))):
        for element, quality in index.find(line) if line else ():
            if element.row is None or number == start:
                yield Found(position, position, element, quality, number)


def _of_last_words(text: str, index: LabelIndex) -> Sequence[Match]:
    """The label at the end of a cell that took in what stands before it: a line above the table, a group's label."""
    words = text.split()
    for start in range(1, min(len(words), _MOST_PIECES)):
        if matches := index.find_whole("".join(words[start:])):
            return [match._replace(quality=_IN_PART * match.quality) for match in matches]
    return ()


# --- chains ---------------------------------------------------------------------------------------------------------


def _chains(events: list[Found], stream: Stream) -> Iterator[Chain]:
    """The best chains of the events of one table, no two of which overlap in the text."""
    scores, before = _linked(events, stream)
    taken: list[tuple[int, int]] = []
    for end in sorted(range(len(events)), key=lambda number: -scores[number]):
        path: list[Found] = []
        at = end
        while at >= 0 and _is_apart(taken, events[at].first, events[at].last):
            path.append(events[at])
            at = before[at]
        if path and at >= 0:
            path = _unhindered(path, events, end, taken, stream)
        # What lies on both sides of a better chain is left to the ends on each side.
        if path and _is_apart(taken, path[-1].first, path[0].last):
            insort(taken, (path[-1].first, path[0].last))
            if _tells_enough(path):
                element = path[0].element
                yield Chain(element.form, element.table, tuple(reversed(path)))


def _unhindered(
    path: list[Found], events: list[Found], end: int, taken: Sequence[tuple[int, int]], stream: Stream
) -> list[Found]:
    """A path that came to an end at a better chain; or the best one of what the better chain has left, if that is more.

    The path may have passed over labels only because it began in the other chain.
    """
    at = bisect_right(taken, (path[-1].first, path[-1].last))
    start = end
    while start and end - start < _MOST_LEFT and at and events[start - 1].first > taken[at - 1][1]:
        start -= 1
    own = events[start : end + 1]
    _, before = _linked(own, stream)
    other: list[Found] = []
    number = len(own) - 1
    while number >= 0:
        other.append(own[number])
        number = before[number]
    return max(path, other, key=lambda found: sum(each.weight for each in found))


def _linked(events: list[Found], stream: Stream) -> tuple[list[float], list[int]]:
    """For each event the score of the best chain that ends with it, and the event before it there (-1: none).

    What a chain passes over is a difference of running costs, so the best event to come from is the one with the
    greatest score plus running cost among those of earlier places: one value is kept for each place of the form.
    """
    reachable: list[tuple[float, int]] = [(float("-inf"), -1)] * (1 + max(event.element.order for event in events))
    scores: list[float] = []
    before: list[int] = []
    waiting: deque[int] = deque()
    label_costs: list[float] = []
    weights: dict[tuple[int, int], float] = defaultdict(float)
    for event in events:
        weights[event.first, event.word] = max(weights[event.first, event.word], event.weight)
    # The running cost of labels of this table that stand at earlier places of the text, each place counted once.
    labels, place = 0.0, (-1, 0)
    for number, event in enumerate(events):
        if (event.first, event.word) != place:
            labels += _COST_LABEL * weights[place]
            place = (event.first, event.word)
        while waiting and (events[waiting[0]].last, events[waiting[0]].word) < place:
            done = waiting.popleft()
            earlier = events[done]
            order = earlier.element.order
            own = _COST_LABEL * weights[earlier.first, earlier.word]
            passed = stream.cost(0, earlier.last + 1) + label_costs[done] + own
            value = scores[done] + passed + _COST_PLACE * order
            reachable[order] = max(reachable[order], (value, done))
        order = event.element.order
        value, link = max(reachable[:order], default=(float("-inf"), -1))
        score = value - stream.cost(0, event.first) - labels - _COST_PLACE * (order - 1)
        scores.append(event.weight + max(score, 0.0))
        before.append(link if score > 0 else -1)
        label_costs.append(labels)
        waiting.append(number)
    return scores, before


def _is_apart(taken: list[tuple[int, int]], first: int, last: int) -> bool:
    """Whether a stretch of the text overlaps with none of the sorted ones."""
    at = bisect_right(taken, (first, last))
    return not ((at and taken[at - 1][1] >= first) or (at < len(taken) and taken[at][0] <= last))


def _tells_enough(path: Sequence[Found]) -> bool:
    """Whether labels suffice to recognise a table: their words, each counted once, weigh as much as one long label."""
    words: dict[str, float] = {}
    for found in path:
        words[found.element.label.body] = max(found.weight, words.get(found.element.label.body, 0.0))
    return sum(words.values()) >= _LEAST_WEIGHT


# --- labels that were cut or misspelt --------------------------------------------------------------------------------


def _with_gaps_filled(chain: Chain, stream: Stream, index: LabelIndex, labels: Set[int]) -> Chain:
    """The chain with the labels added that stand between two of its own in both text and form, and are nearly right.

    `labels` are the items that are exactly some label; they are not taken for another one.
    """
    elements = index.elements[chain.form.name, chain.table.name]
    added: list[Found] = []
    before: Found | None = None
    for after in (*chain.found, None):
        low = before.element.order + 1 if before else 0
        high = after.element.order if after else len(elements)
        start = before.last + 1 if before else None
        stop = after.first if after else None
        if before is not None and low < high:
            limit = stop if stop is not None else min(len(stream.items), chain.last + 1 + _REACH)
            added += _near_labels(stream, start or 0, limit, elements[low:high], index, labels)
        before = after
    if not added:
        return chain
    return Chain(chain.form, chain.table, tuple(sorted((*chain.found, *added), key=lambda found: found.first)))


def _near_labels(
    stream: Stream, start: int, stop: int, free: Sequence[Element], index: LabelIndex, labels: Set[int]
) -> Iterator[Found]:
    """Labels that are nearly one of the free places, each place taken at most once and in order."""
    orders = [element.order for element in free]
    at = 0
    position = start
    while position < stop and at < len(free):
        item = stream.items[position]
        first, position = position, position + 1
        if item.role != "text" or first in labels:
            continue
        if len(item.cell.text) > LONGEST_LABEL:
            return  # a paragraph ends what can be one table
        text = item.cell.text
        following = _next_piece(stream.items, first, text, index)
        while following is not None and following < stop and following not in labels:
            text += stream.items[following].cell.text
            position = following + 1
            following = _next_piece(stream.items, following, text, index)
        quality, element = _nearest(text, free[at:], index)
        if element is not None:
            yield Found(first, position - 1, element, quality)
            at = bisect_right(orders, element.order)


def _nearest(text: str, free: Sequence[Element], index: LabelIndex) -> tuple[float, Element | None]:
    """The free place whose label a text is nearly, if no other label of the table is as near."""
    cut = {match.element: match.quality for match in index.find_cut(text)}
    for element in free:
        if element in cut:
            return cut[element], element
    own = split_label(text)
    numbered = {element.label.body for element in free if own.number and element.label.number == own.number}
    labels = _inexact_labels(index, free[0].form.name, free[0].table.name) if free else ()
    allowed = {label: _allowed(own.body, label, numbered=label in numbered) for label in labels}
    limit = max(allowed.values(), default=0)
    shortest, longest = len(own.body) - limit, len(own.body) + limit
    near = {label: edit_distance(own.body, label, limit) for label in labels if shortest <= len(label) <= longest}
    least = min(near.values(), default=0)
    best = [label for label, distance in near.items() if distance == least and distance <= allowed[label]]
    if len(best) != 1:
        return 0.0, None
    return 0.5, next((element for element in free if element.label.body == best[0]), None)


@lru_cache(maxsize=64)
def _inexact_labels(index: LabelIndex, form: str, table: str) -> frozenset[str]:
    """The labels of a table that may be guessed where a text is nearly one."""
    return frozenset(element.label.body for element in index.elements[form, table] if element.kind not in _EXACT_KINDS)


def _allowed(text: str, label: str, *, numbered: bool) -> int:
    """How many characters of a label may be wrong; in a short one each makes another word: 行政处分, 行政处罚.

    More may be lost than changed: one of five, and a quarter of a label that is `numbered` as the free place is.
    """
    usual = 0 if len(label) < 6 else 1 if len(label) < 12 else 2 if len(label) < 20 else 3
    if len(text) >= len(label) or text[:1] not in label:
        return usual
    rest = iter(label)
    if all(char in rest for char in text):
        return max(usual, int(len(label) == 5), len(label) // 4 if numbered else 0)
    return usual


def edit_distance(a: str, b: str, limit: int) -> int:
    """The edit distance of two short texts; more than `limit` is returned as ``limit + 1``."""
    if abs(len(a) - len(b)) > limit or len(set(a) - set(b)) > limit or len(set(b) - set(a)) > limit:
        return limit + 1
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        previous, row = row, [i]
        for j, y in enumerate(b, 1):
            row.append(min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (x != y)))
        if min(row) > limit:
            return limit + 1
    return row[-1]
