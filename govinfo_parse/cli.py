"""The command: ``govinfo-parse parse FILE…``.

In: names of files. Out: their reports on standard output, as a table for a person or as JSON, JSON Lines or CSV for a
program; what went wrong on standard error, by file and line. Each file is read, parsed, written and forgotten before
the next, so that any number of them can be given. A file that fails does not stop the others; the exit status tells.
"""

from __future__ import annotations

import argparse
import csv
import errno
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import TextIOWrapper
from typing import Final, NamedTuple

from . import parse
from ._version import __version__
from .decoding import UndecodableError, decode
from .report import Report
from .show import Lines, render
from .terminal import plain
from .terms import digits

__all__ = ["main"]

_PROGRAM: Final = "govinfo-parse"
_UNUSABLE: Final = 2  # argparse, too, exits with 2
_NO_REPORT: Final = 3

_DESCRIPTION: Final = """\
Read the standard tables of Chinese government information disclosure reports
from text that was extracted from web pages.
"""
_PARSE_DESCRIPTION: Final = """\
Parse files of extracted text and write the indicators of their reports.

Each file holds one report as plain text in UTF-8, in UTF-16 or UTF-32 with its
byte order mark, or in GB18030 (GB2312, GBK). - stands for standard input.
"""
_EXAMPLES: Final = f"""\
examples:
  {_PROGRAM} parse page.txt                        the tables, for a person
  {_PROGRAM} parse page.txt --format json          one JSON document
  {_PROGRAM} parse pages/*.txt --format jsonl      one line of JSON for each file
  {_PROGRAM} parse pages/*.txt --format csv        one row for each indicator
  pdftotext -layout report.pdf - | {_PROGRAM} parse -

exit status:
  0  every file gave a report
  2  unusable arguments, or a file that cannot be read
  3  a file without a report
"""
_CSV_HEADER: Final = (
    *("source", "edition", "year", "agency", "key", "label", "value", "unit", "status", "raw", "start", "end"),
)


class _Parsed(NamedTuple):
    report: Report
    text: str


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the command with these arguments (those of the process if None) and returns its exit status.

    As `argparse` does, ``--help``, ``--version`` and unusable arguments raise `SystemExit`.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # Whatever the locale says: the reports are Chinese, and programs that read them expect one encoding.
            stream.reconfigure(encoding="utf-8", newline="\n")
    arguments = _parser().parse_args(argv)
    # Where the caller has closed a standard stream, Python has None in its place.
    if sys.stdout is None:
        _complain("standard output", "it is closed")
        return _UNUSABLE
    statuses = {0}
    parsed = _parse_files(arguments.files, statuses)
    try:
        for chunk in _FORMATS[arguments.format](parsed, len(arguments.files)):
            sys.stdout.write(chunk)
        sys.stdout.flush()
    except OSError as error:
        # What is left in the buffer cannot be written either; without this, Python would try again at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):  # a closed pipe means that the reader has seen enough
            _complain("standard output", error.strerror or str(error))
            statuses.add(_UNUSABLE)
    # An unreadable file weighs more than a file without a report.
    return _UNUSABLE if _UNUSABLE in statuses else max(statuses)


def _parser() -> argparse.ArgumentParser:
    layout = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(
        prog=_PROGRAM, description=_DESCRIPTION, epilog=_EXAMPLES, formatter_class=layout, allow_abbrev=False
    )
    parser.add_argument("--version", action="version", version=f"{_PROGRAM} {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    command = commands.add_parser(
        "parse",
        help="write the indicators of the reports in these files",
        description=_PARSE_DESCRIPTION,
        epilog=_EXAMPLES,
        formatter_class=layout,
        allow_abbrev=False,
    )
    command.add_argument("files", nargs="+", metavar="FILE", help="a text file, or - for standard input")
    command.add_argument("--format", choices=tuple(_FORMATS), default="table", help="what to write (default: table)")
    return parser


def _parse_files(names: Iterable[str], statuses: set[int]) -> Iterator[_Parsed]:
    """The reports of the files one by one, with their texts; says what failed and notes it in `statuses`."""
    for name in names:
        source = _printable(name)
        try:
            text = decode(_read(name))
        except (OSError, UndecodableError) as error:
            reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            _complain(source, f"cannot be read: {reason}")
            statuses.add(_UNUSABLE)
            continue
        report = parse(text, source=source)
        if not report.indicators:
            _complain_of_none(report, text)
            statuses.add(_NO_REPORT)
        yield _Parsed(report, text)


def _read(name: str) -> bytes:
    if name == "-":
        if sys.stdin is None:
            raise OSError(errno.EBADF, "standard input is closed")
        return sys.stdin.buffer.read()
    with open(name, "rb") as file:
        return file.read()


def _printable(name: str) -> str:
    """A file's name as text that can be written: where the locale could not decode it, it is most likely UTF-8."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return os.fsencode(name).decode("utf-8", "backslashreplace")
    return name


def _complain_of_none(report: Report, text: str) -> None:
    """Says that a text held no report; the first of the gravest diagnostics says why."""
    gravest = ("error", "warning", "info")
    reasons = sorted(report.diagnostics, key=lambda item: gravest.index(item.severity))
    span, reason = (reasons[0].span, plain(reasons[0].message)) if reasons else (None, "nothing was found in it")
    _complain(Lines(text).place(report.source, span), f"no report: {reason}")


def _complain(place: str, problem: str) -> None:
    if sys.stderr is not None:  # `print` would take standard output for it
        print(f"{_PROGRAM}: {plain(place)}: {problem}", file=sys.stderr)


# --- the formats: each writes reports as they come, and is told how many files were asked for ------------------------


def _table(parsed: Iterable[_Parsed], count: int) -> Iterator[str]:
    width = max(80, shutil.get_terminal_size().columns) if sys.stdout.isatty() else 100
    between = ""
    for report, text in parsed:
        yield between + render(report, text, width=width)
        between = "\n" + "=" * width + "\n\n"


def _json(parsed: Iterable[_Parsed], count: int) -> Iterator[str]:
    """One document: the report, or for several files the list of their reports."""
    documents = (json.dumps(report.to_dict(), ensure_ascii=False, indent=2) for report, _ in parsed)
    if count == 1:
        yield from (f"{document}\n" for document in documents)
        return
    yield "["
    between = "\n"
    for document in documents:
        yield between + "  " + document.replace("\n", "\n  ")
        between = ",\n"
    yield "\n]\n"


def _jsonl(parsed: Iterable[_Parsed], count: int) -> Iterator[str]:
    for report, _ in parsed:
        yield json.dumps(report.to_dict(), ensure_ascii=False, separators=(",", ":")) + "\n"


class _Row:
    """Takes a row from the `csv` module, which writes no file but calls this."""

    text = ""

    def write(self, text: str) -> None:
        # With "\n" as its line end, the module would leave a lone "\r" in a field without quotes.
        self.text = text.removesuffix("\r\n") + "\n"


def _csv(parsed: Iterable[_Parsed], count: int) -> Iterator[str]:
    row = _Row()
    writer = csv.writer(row, lineterminator="\r\n")
    writer.writerow(_CSV_HEADER)
    yield row.text
    for report, _ in parsed:
        about = (report.source, report.edition, report.metadata.year, report.metadata.agency)
        for item in report.indicators.values():
            value = None if item.value is None else digits(item.value)
            start, end = item.span or (None, None)
            writer.writerow((*about, item.key, item.label, value, item.unit, item.status, item.raw, start, end))
            yield row.text


_FORMATS: Final[dict[str, Callable[[Iterable[_Parsed], int], Iterator[str]]]] = {
    "table": _table,
    "json": _json,
    "jsonl": _jsonl,
    "csv": _csv,
}
