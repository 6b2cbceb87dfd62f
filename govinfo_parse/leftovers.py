"""What stands in a table and was taken by none of its rows: local rows, and rows whose labels are lost or in pieces.

In: an instance of a table, when all its rows are taken. Out, in `Findings`: figures placed by proof, figures with the
keys that they may belong to, or extras with their labels. A gap is what stands between two labels of the table; it is
looked at as a whole, since the form knows which rows belong there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from attrs import field, frozen

from .alignment import GLUED, Chain, Found, Item, Stream
from .diagnostics import diagnostic
from .findings import Findings, holds_figure, is_glued, take_lost, take_proved
from .headers import is_local
from .labels import LabelIndex, split_label
from .quantity import number_in
from .report import Extra
from .settling import Instance

__all__ = ["take_among_headers", "take_leftovers"]

# A longer text is none that an office writes in a cell.
_CELL: Final = 12
# So many figures among the headers of a table are its cells.
_FEWEST: Final = 3


@frozen
class _Gap:
    """A place in the text between two labels of a chain. `rows` are the unknown labels there, each with its figures."""

    chain: Chain
    above: Found
    below: Found | None
    rows: list[tuple[Item | None, list[Item]]] = field(factory=list)

    def keys(self, index: LabelIndex, *, is_damaged: bool = False) -> tuple[str, ...]:
        """The keys of the rows that the form has between the two labels and the text has not.

        Where lines of the text are gone, the figures may be those of the row above as well.
        """
        table = self.chain.table
        block = table.blocks[self.above.element.block]
        if not block.rows[0].label and self.above.element.kind != "title":
            return tuple(table.key(block.rows[0], column) for column in block.columns)
        if self.below is None and not is_damaged:
            return ()
        low = self.above.element.order + (not is_damaged)
        high = self.below.element.order if self.below else low + 1
        return tuple(
            table.key(element.row, column)
            for element in index.elements[self.chain.form.name, table.name]
            if element.row is not None and low <= element.order < high
            for column in table.blocks[element.block].columns
        )


def take_leftovers(instance: Instance, limit: int, findings: Findings) -> None:
    """Takes the figures of a table that no row took. The next table begins at the item `limit`."""
    for chain in _apart(instance.chains):
        for gap in _gaps(instance, chain, limit, findings):
            _take_gap(gap, findings)


def take_among_headers(instance: Instance, findings: Findings) -> None:
    """Takes the figures among and right behind the headers of a table none of whose rows was read.

    A print in the order of its pieces has them there. Only a row without a label has no other place; nothing tells
    which of its cells they are.
    """
    items = findings.stream.items
    for chain in _apart(instance.chains):
        headed = {found.element.block for found in chain.found if found.element.kind in ("heading", "column")}
        blocks = [chain.table.blocks[number] for number in sorted(headed)]
        if len(blocks) != 1 or blocks[0].rows[0].label:
            continue
        last = chain.last
        while last + 1 < len(items) and items[last + 1].role in ("empty", "figure", *GLUED):
            last += 1
        figures = [
            item
            for item in items[chain.first : last + 1]
            if item.role in ("figure", *GLUED) and item.cell.start not in findings.used
        ]
        if len(figures) >= _FEWEST:
            keys = tuple(chain.table.key(blocks[0].rows[0], column) for column in blocks[0].columns)
            take_lost(figures, keys, findings)
            span = (figures[0].cell.start, figures[-1].cell.end)
            title = chain.table.title
            findings.diagnostics.append(
                diagnostic("figures-without-place", span, label=title, found=len(figures), expected=len(keys))
            )


def _apart(chains: Sequence[Chain]) -> list[Chain]:
    """The heaviest chains that do not overlap: what another form made of the same lines adds nothing."""
    apart: list[Chain] = []
    for chain in sorted(chains, key=lambda chain: -chain.weight):
        if all(chain.first > other.last or chain.last < other.first for other in apart):
            apart.append(chain)
    return sorted(apart, key=lambda chain: chain.first)


def _gaps(instance: Instance, chain: Chain, limit: int, findings: Findings) -> list[_Gap]:
    items = findings.stream.items
    # A label that only another form's chain found is known as well: it names no local row.
    known = {number for other in instance.chains for x in other.found for number in range(x.first, x.last + 1)}
    gaps: list[_Gap] = []
    for above, below in zip(chain.found, [*chain.found[1:], None], strict=True):
        gap = _Gap(chain, above, below)
        stop = below.first if below else min(limit, _end(chain, findings.stream))
        rows: list[tuple[Item | None, list[Item]]] = [(None, [])]
        for number in range(above.last + 1, stop):
            item = items[number]
            if number in known or item.role == "text":
                rows.append((None if number in known else item, []))
            elif item.role in ("figure", *GLUED) and item.cell.start not in findings.used:
                rows[-1][1].append(item)
        gap.rows.extend(row for row in rows if row[1])
        if gap.rows:
            gaps.append(gap)
    return gaps


def _end(chain: Chain, stream: Stream) -> int:
    """Where a table ends: with its grid if bars or tabs mark the cells, else with the last row of figures.

    Below the last row that is known, a local one is a short text with as many figures as the table has columns. A short
    text right behind the last label, with a figure behind it, stands in the place of that row's first cell.
    """
    items = stream.items
    grid = items[chain.last].grid
    end = chain.last + 1
    hard = stream.grids[grid].separator != "\n"
    columns = len(chain.table.blocks[chain.found[-1].element.block].columns)
    while end < len(items) and items[end].grid == grid:
        if not hard and items[end].role == "text":
            row = items[end + 1 : end + 1 + columns]
            figures = sum(item.role == "figure" for item in row)
            is_row = 1 < columns == figures
            is_cell = end == chain.last + 1 and _may_be_cell(items[end].cell.text)
            if not (is_row or (is_cell and figures and row[0].role == "figure")):
                break
        end += 1
    return end


def _may_be_cell(text: str) -> bool:
    """Whether a text is as short as what offices write in a cell, and neither a heading nor announces something."""
    return len(text) <= _CELL and not text.endswith((":", "：")) and split_label(text).number.isascii()


def _take_gap(gap: _Gap, findings: Findings) -> None:
    keys = gap.keys(findings.index, is_damaged=findings.is_damaged)
    figures = [item for _, row in gap.rows for item in row]
    labelled = any(label is not None for label, _ in gap.rows)
    # Rows with labels of their own are local ones unless more than their own sums speak for them.
    if take_proved(figures, [(gap.chain.form, keys)], findings, witnesses=2 if labelled else 1):
        return
    for label, row in gap.rows:
        if label is None:
            take_lost(row, keys, findings)
        else:
            _take_extra(label, row, _headers(gap, findings.stream), findings)


def _headers(gap: _Gap, stream: Stream) -> tuple[str, ...]:
    """The headers above a place, where the text has those of the form, in its order."""
    number = gap.above.element.block
    found = [x for x in gap.chain.found if x.element.block == number and x.element.column is not None]
    columns = gap.chain.table.blocks[number].columns
    others = any(is_local(stream.items[x.first].cell.text, x.element.label.full) for x in found)
    return tuple(column.label[-1] for column in columns) if len(found) == len(columns) and not others else ()


def _take_extra(label: Item, figures: Sequence[Item], headers: Sequence[str], findings: Findings) -> None:
    text = " ".join(label.cell.text.split())
    before = len(findings.extras)
    named = headers if len(headers) == len(figures) > 1 else [None] * len(figures)
    for item, column in zip(figures, named, strict=True):
        if is_glued(item) or holds_figure(item):
            span = (item.cell.start, item.cell.end)
            value = None if is_glued(item) else number_in(item.cell.text)
            findings.used.add(item.cell.start)
            findings.extras.append(Extra((text, column) if column else (text,), item.cell.text, value, span))
    if len(findings.extras) > before:  # dashes alone may be a line that is drawn
        span = (label.cell.start, label.cell.end)
        findings.diagnostics.append(diagnostic("row-extra", span, raw=text))
