"""What the parser has to say about its input: problems are values, with a stable code and a place.

Each code stands once in `CATALOGUE`, with its severity, whose matter it is (the source document's, the extractor's or
the parser's), what it says, and what to do about it. `diagnostic` makes a `Diagnostic` from a code.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

from attrs import frozen

__all__ = ["CATALOGUE", "Diagnostic", "diagnostic"]

Severity = Literal["error", "warning", "info"]
Fault = Literal["source", "extractor", "parser"]


@frozen
class Diagnostic:
    """Something to know about the result: `span` gives its place in the source, where it has one."""

    code: str
    severity: Severity
    fault: Fault
    message: str
    hint: str
    span: tuple[int, int] | None = None


class _Entry(NamedTuple):
    severity: Severity
    fault: Fault
    message: str
    hint: str


CATALOGUE: Final[dict[str, _Entry]] = {
    "no-report": _Entry(
        "error",
        "source",
        "No standard table was found: {reason}.",
        "If the page shows the table as an image or an attachment, read that instead.",
    ),
    "table-without-figures": _Entry(
        "warning",
        "extractor",
        "The labels of table {table} were found, but no cell beside them.",
        "The extractor may have dropped the table's cells; try another extractor on the page.",
    ),
    "cells-inferred": _Entry(
        "info",
        "extractor",
        "{count} figures without labels of their own were placed in the order of the form: {rules} hold for them.",
        "Their `origin` is `inferred`.",
    ),
    "cells-proved": _Entry(
        "info",
        "extractor",
        "{label}: cells are lost; the places of {count} figures are the only ones under which the form's sums hold.",
        "Their `origin` is `inferred`.",
    ),
    "figures-without-place": _Entry(
        "warning",
        "extractor",
        "{label}: {found} of {expected} cells are left, and nothing tells which.",
        "The figures are listed under `unplaced`; look at the original page.",
    ),
    "row-cut": _Entry(
        "info",
        "source",
        "{label}: the text ends in this row, after {found} of {expected} cells.",
        "Parse the whole page if you have it.",
    ),
    "figure-at-end": _Entry(
        "warning",
        "source",
        "{label}: the figure {raw} stands at the very end of the text and may be cut off.",
        "Parse the whole page if you have it.",
    ),
    "value-unreadable": _Entry(
        "warning",
        "source",
        "{label}: {raw} is no quantity.",
        "The text is kept as `raw`; the value is null.",
    ),
    "label-approximate": _Entry(
        "info",
        "source",
        "{raw} was read as {label}.",
        "Compare the label with the original page if the figure matters.",
    ),
    "row-extra": _Entry(
        "info",
        "source",
        "The row {raw} is not in the form; its figures are under `extras`.",
        "Local offices add rows of their own; the standard rows are not affected.",
    ),
    "figure-left-over": _Entry(
        "warning",
        "parser",
        "The figure {raw} stands in a table but belongs to no cell of the form.",
        "Look at the original page.",
    ),
    "cell-repeated": _Entry(
        "info",
        "source",
        "{label} appears again; the first is kept.",
        "The text may hold more than one report.",
    ),
    "forms-mixed": _Entry(
        "warning",
        "source",
        "Table {table} follows the {edition} form, unlike most of the report.",
        "Each cell keeps the key of the form whose shape it has.",
    ),
    "row-of-several-forms": _Entry(
        "warning",
        "extractor",
        "{label} stands on several forms ({editions}) with other columns, and the headers that would tell are lost.",
        "The figures are listed under `unplaced`; look at the original page.",
    ),
    "edition-open": _Entry(
        "info",
        "source",
        "The tables fit several forms: {editions}.",
        "The cells that were found are the same on all of them.",
    ),
}


def diagnostic(code: str, span: tuple[int, int] | None = None, /, **facts: object) -> Diagnostic:
    """The diagnostic of that code, its message filled with `facts`.

    >>> diagnostic("row-extra", (3, 9), raw="其他").message
    'The row 其他 is not in the form; its figures are under `extras`.'
    """
    entry = CATALOGUE[code]
    return Diagnostic(code, entry.severity, entry.fault, entry.message.format(**facts), entry.hint, span)
