"""The whole way: text, cells, grids, indicators, report."""

from __future__ import annotations

from .alignment import Stream, align
from .assembly import Tables, assemble
from .diagnostics import Diagnostic, diagnostic
from .glued import unglue
from .grid import reconstruct
from .labels import label_index
from .metadata import read_metadata
from .placement import read_rows
from .report import Report
from .tokenizer import tokenize

__all__ = ["parse"]


def parse(text: str, *, source: str | None = None) -> Report:
    """Reads the indicators of a report from text that an extractor made of its page.

    `text` is any string; it is never an error. A text without a report gives a `Report` without indicators whose
    `diagnostics` say why. `source` is kept in the report: a file's name, or the id of a record.

    >>> report = parse("一、本年新收政府信息公开申请数量 | 18 | 4 | 0 | 1 | 0 | 1 | 24 |")
    >>> report.applications.new.natural_person.value, report.applications.new.total.value
    (18, 24)
    >>> report.edition_candidates  # this row is the same on both forms
    ('2019', '2021')

    Raises `TypeError` for anything but a `str`: bytes must be decoded first, since offsets count characters.
    `source` too is a `str`, or None.
    """
    if not isinstance(text, str):
        raise TypeError(f"parse() takes a str, not {type(text).__name__}; decode it, as in data.decode('utf-8')")
    if source is not None and not isinstance(source, str):
        raise TypeError(f"source is a str or None, not {type(source).__name__}; pass a name, as in source=str(path)")
    index = label_index()
    stream = unglue(Stream.of(reconstruct(tokenize(text))), index)
    chains = align(stream, index)
    tables = assemble(stream, index, chains, read_rows(stream, chains, index), len(text))
    return Report(
        source=source,
        edition=tables.edition,
        edition_candidates=tables.candidates,
        metadata=read_metadata(text[slice(*tables.region)]),
        indicators={indicator.key: indicator for indicator in tables.indicators},
        extras=tables.extras,
        unplaced=tables.unplaced,
        diagnostics=(*_about_nothing(tables, any_labels=bool(chains)), *tables.diagnostics),
    )


def _about_nothing(tables: Tables, *, any_labels: bool) -> list[Diagnostic]:
    """Why there are no indicators, where there are none."""
    if tables.indicators:
        return []
    if tables.unplaced:
        reason = "there are figures of one, but the text does not tell their places"
    elif any_labels:
        reason = "its labels are there, but no figures beside them"
    else:
        reason = "the text has none of its labels in order"
    return [diagnostic("no-report", None, reason=reason)]
