"""``govinfo-parse convert``: reports as documents, one for each, as tables of data and as a workbook, one for all."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final

from attrs import evolve

from ..comma_separated import long_csv
from ..data_tables import DataTable, harmonized_table, wide_table
from ..report import Report
from ..workbook import write_xlsx
from .arguments import Parser, add_files, add_form, add_jobs, choice
from .console import Console
from .documents import write_documents
from .formats import Look, written
from .inputs import find_inputs
from .reading import reader_of, results

__all__ = ["add_arguments", "run"]

# No format for programs looks at it.
_LOOK: Final = Look(100, "en", False)
_DOCUMENTS: Final[Mapping[str, tuple[str, Callable[[Report], str]]]] = {
    "markdown": (".md", Report.to_markdown),
    "html": (".html", Report.to_html),
    "json": (".json", partial(written, "json", False, _LOOK)),
}
_TABLES: Final[Mapping[str, Callable[[Iterable[Report]], DataTable]]] = {
    "wide": wide_table,
    "harmonized": harmonized_table,
}
_LONG: Final = ("long", "csv")
_WORKBOOK: Final = "xlsx"
_KINDS: Final = (*_DOCUMENTS, "jsonl", *_LONG, *_TABLES, _WORKBOOK)
# What the ending of a file says of its format.
_ENDINGS: Final = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".xlsx": _WORKBOOK,
}


def add_arguments(parser: Parser) -> None:
    """What ``convert`` takes."""
    add_files(parser)
    parser.options.add_argument("-t", "--to", help=parser.words("help_to"), **choice(parser.words, _KINDS))
    parser.options.add_argument("-o", "--output", metavar="FILE", help=parser.words("help_document"))
    parser.options.add_argument("--bom", action="store_true", help=parser.words("help_bom"))
    add_jobs(parser)
    add_form(parser)


def run(arguments: argparse.Namespace, console: Console) -> None:
    """Writes the documents, or the table."""
    names, output = arguments.files, arguments.output
    kind = arguments.to or _ENDINGS.get(os.path.splitext(output or "")[1].lower())
    if kind is None:
        console.give_up(output or console.words("standard_output"), console.words("name_the_format"))
    reader = reader_of(arguments.form, console)
    if reader is None:
        return
    if kind in _DOCUMENTS:
        ending, write = _DOCUMENTS[kind]
        write_documents(names, output, ending, write, reader, arguments.jobs, console)
        return
    if kind == _WORKBOOK:
        if output is None or output == "-":  # said before anything is read
            console.give_up(console.words("standard_output"), console.words("needs_file"))
        found = results(find_inputs(names, console, output), _figures, reader, arguments.jobs, console)
        _write_workbook([report for report in found if report.indicators], output, console)
        return
    console.write_to(output)
    inputs = find_inputs(names, console, output)
    if kind == "jsonl":
        for line in results(inputs, _line, reader, arguments.jobs, console):
            console.write(line)
    else:
        found = results(inputs, _figures, reader, arguments.jobs, console)
        for text in _table(kind, (report for report in found if report.indicators), arguments.bom):
            console.write(text)


def _write_workbook(reports: Sequence[Report], output: str, console: Console) -> None:
    """One workbook of all reports; without any there is none."""
    if not reports:
        return
    try:
        write_xlsx(reports, output)
    except (OSError, ImportError) as error:
        console.give_up(output, console.words("cannot_be_written", reason=console.words.of_error(error)))


def _line(report: Report) -> str:
    return written("jsonl", True, _LOOK, report) if report.indicators else ""


def _figures(report: Report) -> Report:
    """The report without its text, which no table of data needs: it is sent from process to process, and kept."""
    return evolve(report, text=None)


def _table(kind: str, reports: Iterator[Report], bom: bool) -> Iterator[str]:
    if kind in _LONG:
        return long_csv(reports, bom=bom)
    return iter((_TABLES[kind](reports).to_csv(bom=bom),))
