"""``govinfo-parse parse``: the indicators of the reports in files."""

from __future__ import annotations

import argparse
import shutil
from functools import partial

from .arguments import Parser, add_files, add_form, add_jobs, add_output, choice
from .console import Console
from .formats import FORMATS, Look, format_of, written
from .inputs import find_inputs
from .reading import reader_of, results

__all__ = ["add_arguments", "run"]


def add_arguments(parser: Parser) -> None:
    """What ``parse`` takes."""
    add_files(parser)
    formats = choice(parser.words, tuple(FORMATS))
    parser.options.add_argument("-f", "--format", default="table", help=parser.words("help_format"), **formats)
    add_output(parser)
    add_jobs(parser)
    add_form(parser)


def run(arguments: argparse.Namespace, console: Console) -> None:
    """Writes the reports, each before the next is read, so that any number of files can be given."""
    console.write_to(arguments.output, arguments.color)
    reader = reader_of(arguments.form, console)
    if reader is None:
        return
    inputs = find_inputs(arguments.files, console, arguments.output)
    width = max(80, shutil.get_terminal_size().columns) if console.is_terminal else 100
    look = Look(width, console.words.language, console.paint.on)
    work = partial(written, arguments.format, not inputs.is_one, look)
    form = format_of(arguments.format, not inputs.is_one)
    console.write(form.head)
    between = ""
    for text in results(inputs, work, reader, arguments.jobs, console):
        console.write(between + text)
        between = form.between
    console.write(form.tail)
