"""Stage 3, concluded: from the readings of all tables and forms to what a `Report` holds of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from .alignment import Chain, Found, Stream
from .diagnostics import Diagnostic, diagnostic
from .findings import Findings, take_open_row, take_row
from .forms import own_forms
from .indicator import Indicator
from .labels import LabelIndex
from .leftovers import take_among_headers, take_leftovers
from .lost_rows import take_lost_rows
from .report import Extra, Unplaced
from .settling import Instance, edition_of
from .unknown_tables import take_unknown_tables

__all__ = ["Tables", "assemble"]


@frozen
class Tables:
    """What the tables of a report say."""

    edition: str | None
    candidates: tuple[str, ...]
    indicators: tuple[Indicator, ...]
    unplaced: tuple[Unplaced, ...]
    extras: tuple[Extra, ...]
    diagnostics: tuple[Diagnostic, ...]


def assemble(
    stream: Stream,
    index: LabelIndex,
    kept: Sequence[Instance],
    others: Sequence[Instance],
    bare: Sequence[Instance],
    length: int,
    *,
    is_damaged: bool,
) -> Tables:
    """Concludes what a report's tables say; `others` are the tables in the text that are not the report's own, and
    `bare` those of which no row was read.

    `length` is that of the text; where it `is_damaged`, lines of its tables are gone.
    """
    edition, candidates = edition_of(kept)
    findings = Findings(stream, index, length, is_damaged)
    # Rows that have places come first: the others may be proved by them.
    for placed in (True, False):
        for instance in kept:
            rows = instance.rows
            for row, *around in zip(rows, [None, *rows], [*rows[1:], None], strict=False):
                if placed == bool(row.cells):
                    take_row(row, (around[0], around[1]), instance, edition, findings)
    take_lost_rows(findings)
    for instance in kept:
        for options in instance.open_rows:
            take_open_row(options, findings)
        findings.diagnostics.extend(_about_forms(instance, edition))
    firsts = sorted(instance.first for instance in (*kept, *others))
    take_unknown_tables(findings, {x.first for x in _labels_of_rows((*kept, *others))})
    for instance in kept:
        limit = next((first for first in firsts if first > instance.first), len(stream.items))
        take_leftovers(instance, limit, findings)
    for instance in bare:
        take_among_headers(instance, findings)
    for instance in others:
        title = instance.chains[0].table.title
        count = instance.cells
        findings.diagnostics.append(
            diagnostic("table-repeated", _span(stream, instance.chains[0]), table=title, count=count)
        )
    if edition is None and candidates:
        findings.diagnostics.append(diagnostic("edition-open", None, editions=", ".join(candidates)))
    return Tables(
        edition,
        candidates,
        tuple(_in_form_order(findings.indicators, kept, edition)),
        tuple(findings.unplaced),
        tuple(findings.extras),
        tuple(findings.diagnostics),
    )


def _labels_of_rows(instances: Sequence[Instance]) -> Iterator[Found]:
    """The labels of rows and groups of rows."""
    for instance in instances:
        yield from (x for chain in instance.chains for x in chain.found if x.element.kind in ("row", "group"))


def _about_forms(instance: Instance, edition: str | None) -> Iterator[Diagnostic]:
    if edition is None or not instance.rows:
        return
    own = {form.name for form in own_forms([chain.form for chain in instance.chains])}
    others = {row.forms[0] for row in instance.rows if edition not in row.forms} - own
    for other in sorted(others):
        title = instance.chains[0].table.title
        yield diagnostic("forms-mixed", None, table=title, edition=other)


def _span(stream: Stream, chain: Chain) -> tuple[int, int]:
    return stream.items[chain.first].cell.start, stream.items[chain.last].cell.end


def _in_form_order(
    indicators: dict[str, Indicator], instances: Sequence[Instance], edition: str | None
) -> Iterator[Indicator]:
    """The indicators as the form has them, table after table; those of another form come last."""
    forms = {chain.form.name: chain.form for instance in instances for chain in instance.chains}
    names = sorted(forms, key=lambda name: (name != edition, name))
    rank = {key: number for number, key in enumerate(dict.fromkeys(key for x in names for key in forms[x].indicators))}
    return iter(sorted(indicators.values(), key=lambda indicator: rank[indicator.key]))
