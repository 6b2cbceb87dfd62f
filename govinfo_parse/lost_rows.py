"""Stage 3, continued: rows whose figures have no place yet, placed as far as the form's arithmetic proves it.

In: the `Findings` with the rows that placement gave up: their blank cells were dropped, or their cells run together.
Out, in the same `Findings`: the figures that can stand in one place only, and all others without a place.

A figure that was cut out of a run needs two rules that see it, one along its row and one down its column: the row's own
sum was used to find the cut, and a row that adds up wrongly may add up rightly when it is cut elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve

from .alignment import Item
from .checks import NIL
from .diagnostics import diagnostic
from .findings import Findings, inferred, take_lost
from .forms import Rule
from .indicator import Number
from .inference import Figure, OpenRow, dropped_cells, prove
from .quantity import read_quantity
from .report import Unplaced
from .segments import glued_cells
from .settling import Option

__all__ = ["take_lost_rows"]


def take_lost_rows(findings: Findings) -> None:
    """Places the figures of the lost rows as far as the other rows prove it; the others are kept without a place."""
    known: dict[str, Number] = {}
    for key, indicator in findings.indicators.items():
        if indicator.value is not None or indicator.status in NIL:
            known[key] = indicator.value or 0
    lost_keys = {key for option, _ in findings.lost for key in option.all_keys}
    for key in _keys_of_nil_rows(findings):
        if key not in lost_keys:
            known.setdefault(key, 0)
    forms = {option.chain.form.name: option.chain.form for option, _ in findings.lost}
    rules = {(rule.left, rule.relation, rule.right): rule for form in forms.values() for rule in form.rules}
    rows: dict[int, OpenRow] = {}
    for number, (option, _) in enumerate(findings.lost):
        if (row := _open_row(option, list(rules.values()))) is not None:
            rows[number] = row
    proofs = dict(zip(rows, prove(list(rows.values()), known, rules.values()), strict=True))
    for number, (option, span) in enumerate(findings.lost):
        proof = proofs.get(number)
        _take(option, span, {} if proof is None else proof[1], findings)


def _open_row(option: Option, rules: Sequence[Rule]) -> OpenRow | None:
    """The ways to read a lost row; None where too much is unknown of it."""
    reading = option.reading
    if reading.cut:
        return None  # of a row that the text's end cuts, nobody knows what else it held
    if len(reading.lost) == 1 and reading.lost[0].role == "glued":
        cell = reading.lost[0].cell
        return glued_cells(cell.text, cell.start, option.all_keys, rules)
    figures = [
        Figure(quantity.value, item.cell.start, item.cell.end)
        for item in reading.lost
        if item.role == "figure" and (quantity := read_quantity(item.cell.text)) and quantity.value is not None
    ]
    return dropped_cells(option.all_keys, figures) if len(figures) == len(reading.lost) else None


def _keys_of_nil_rows(findings: Findings) -> Iterator[str]:
    """The keys of rows that hold nothing: the next label follows directly on theirs."""
    for chain in {id(option.chain): option.chain for option, _ in findings.lost}.values():
        firsts = {found.first for found in chain.found}
        for found in chain.found:
            if found.element.row is not None and found.last + 1 in firsts:
                block = chain.table.blocks[found.element.block]
                yield from (chain.table.key(found.element.row, column) for column in block.columns)


def _take(option: Option, span: tuple[int, int], proved: dict[str, Figure], findings: Findings) -> None:
    """Takes over a lost row: the proved figures with their places, the others without."""
    reading = option.reading
    label = reading.row.label[-1] if reading.row.label else option.chain.table.title
    glued = any(item.role == "glued" for item in reading.lost)
    for key, figure in proved.items():
        item = next(item for item in reading.lost if item.cell.start <= figure.start < item.cell.end)
        findings.indicators[key] = inferred(option.chain.form.indicators[key], _part(item, figure.start, figure.end))
        findings.used.add(figure.start)
    if proved:
        code = "figures-cut" if glued else "cells-proved"
        findings.diagnostics.append(diagnostic(code, span, label=label, count=len(proved)))
    keys = tuple(key for key in option.all_keys if key not in proved)
    left = [part for item in reading.lost for part in _unproved(item, list(proved.values()))]
    before = len(findings.unplaced)
    take_lost(left, keys, findings)
    if len(findings.unplaced) > before:
        if glued:
            findings.diagnostics.append(diagnostic("figures-glued", span, label=label, raw=" ".join(x.raw for x in findings.unplaced[before:])))
        else:
            found, expected = len(reading.lost), len(option.all_keys)
            findings.diagnostics.append(
                diagnostic("figures-without-place", span, label=label, found=found, expected=expected)
            )


def _part(item: Item, start: int, stop: int) -> Item:
    """The part of an item between two places of the text."""
    if (start, stop) == (item.cell.start, item.cell.end):
        return item
    text = item.cell.text[start - item.cell.start : stop - item.cell.start]
    return evolve(item, cell=evolve(item.cell, text=text, start=start, end=stop))


def _unproved(item: Item, proved: Sequence[Figure]) -> Iterator[Item]:
    """What no proved figure covers of an item."""
    start = item.cell.start
    for figure in sorted(proved, key=lambda figure: figure.start):
        if item.cell.start <= figure.start < item.cell.end:
            if start < figure.start:
                yield _part(item, start, figure.start)
            start = figure.end
    if start < item.cell.end:
        yield _part(item, start, item.cell.end)
