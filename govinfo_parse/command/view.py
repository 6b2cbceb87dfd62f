"""``govinfo-parse view``: a report as a page to look at, its text beside its tables."""

from __future__ import annotations

import argparse
import tempfile
import webbrowser
from functools import partial
from pathlib import Path

from ..report import Report
from ..wording import Language
from .arguments import Parser, add_files, add_form, add_jobs
from .console import Console
from .documents import write_documents
from .reading import reader_of

__all__ = ["add_arguments", "run"]


def add_arguments(parser: Parser) -> None:
    """What ``view`` takes."""
    add_files(parser)
    parser.options.add_argument("-o", "--output", metavar="PAGE", help=parser.words("help_page"))
    parser.options.add_argument("--open", action="store_true", help=parser.words("help_open"))
    add_jobs(parser)
    add_form(parser)


def run(arguments: argparse.Namespace, console: Console) -> None:
    """Writes the pages, and shows them in a browser if that was asked for."""
    reader = reader_of(arguments.form, console)
    if reader is None:
        return
    output = arguments.output
    if output is None and arguments.open:
        # It stays there: the browser may read it later, and who looks at it may want it again.
        output = tempfile.mkdtemp(prefix="govinfo-parse-")
    elif output is None and console.is_terminal:
        console.give_up(console.words("standard_output"), console.words("page_on_terminal"))
    page = partial(_page, console.words.language)
    paths = write_documents(arguments.files, output, ".html", page, reader, arguments.jobs, console)
    if arguments.open:
        console.finish()  # the browser reads it now
        for path in paths:
            _open(path, console)


def _page(language: Language, report: Report) -> str:
    return report.to_page(language)


def _open(path: Path, console: Console) -> None:
    if not webbrowser.open(path.resolve().as_uri()):
        console.refuse(console.words("no_browser"), str(path))
