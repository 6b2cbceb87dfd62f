"""What is to be read: the files that the arguments name.

In: names of files, folders and patterns, and ``-``. Out: one `Input` for each file, in the order of the arguments and
by name within a folder. What cannot be found has its place among them, with the problem.

Of a folder only files are taken that a report may be in, by the ending of their names: a folder of saved pages holds
their pictures and styles too. Files that hold a report and cannot be read (.doc, .wps) are taken as well, so that
nobody believes that they were read.
"""

from __future__ import annotations

import glob
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from attrs import evolve, frozen

from .console import Console

__all__ = ["KINDS", "Input", "Inputs", "find_inputs", "is_same_file", "with_data"]

KINDS: Final = (
    *(".txt", ".text", ".md", ".markdown", ".htm", ".html", ".xhtml", ".shtml", ".mht", ".mhtml"),
    *(".docx", ".doc", ".wps", ".rtf", ".odt", ".xlsx", ".xls", ".et", ".ods", ".csv", ".tsv", ".pdf", ".ofd"),
)
# Kinds that a message names, the most frequent first.
_MOST_NAMED: Final = 5


@frozen
class Input:
    """What is to be read: `path` is the file, `source` its name as it can be written, `data` what standard input held.

    `problem` says why it cannot be read, where that is known before.
    """

    path: str
    source: str
    data: bytes | None = None
    problem: str = ""


@frozen
class Inputs:
    """The files to read. `is_one` tells that the user named one file, and no folder or pattern."""

    items: tuple[Input, ...]
    is_one: bool


def find_inputs(names: Sequence[str], console: Console, output: str | None = None) -> Inputs:
    """The files of these names. `output` is the file that will be written, which is not to be read.

    Ends the command where it is named as one to read, so that nothing is lost.
    """
    items = tuple(item for name in names for item in _inputs_of(name, console, output))
    return Inputs(items, len(names) == 1 and not (_is_pattern(names[0]) or os.path.isdir(names[0])))


def with_data(item: Input, console: Console) -> Input:
    """The input with the bytes of standard input, if it is that."""
    if item.path != "-" or item.problem:
        return item
    words = console.words
    if sys.stdin is None:
        return evolve(item, problem=words("cannot_be_read", reason=words("input_closed")))
    if sys.stdin.isatty():
        console.note(words("waits", keys="Ctrl-Z, Enter" if os.name == "nt" else "Ctrl-D"))
    return evolve(item, data=sys.stdin.buffer.read())


def printable(name: str) -> str:
    """A file's name as text that can be written: where the locale could not decode it, it is most likely UTF-8."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return os.fsencode(name).decode("utf-8", "backslashreplace")
    return name


def is_same_file(one: str, other: str | None) -> bool:
    """Whether two names are those of one file that is there."""
    try:
        return other is not None and one != "-" and os.path.samefile(one, other)
    except OSError:
        return False


def _inputs_of(name: str, console: Console, output: str | None) -> Iterator[Input]:
    """The files that a name stands for."""
    if _is_pattern(name):
        found = sorted(glob.glob(name, recursive=True))
        if not found:
            yield _refused(name, console.words("nothing_matches"))
        for path in found:
            if os.path.isdir(path):
                yield from _below(path, console, output)
            elif not is_same_file(path, output):
                yield Input(path, printable(path))
    elif name != "-" and os.path.isdir(name):
        yield from _below(name, console, output)
    elif is_same_file(name, output):
        console.give_up(printable(name), console.words("is_output"))
    else:
        yield Input(name, printable(name))


def _is_pattern(name: str) -> bool:
    """Whether a name is a pattern, which shells leave to the program where they know none or nothing matches."""
    return glob.has_magic(name) and not os.path.lexists(name)


def _below(folder: str, console: Console, output: str | None) -> Iterator[Input]:
    """The files below a folder that a report may be in. Hidden files and folders are passed over."""
    words = console.words
    others: Counter[str] = Counter()
    failed: list[OSError] = []
    is_empty = True
    for place, folders, files in os.walk(folder, onerror=failed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = os.path.join(place, name)
            ending = os.path.splitext(name)[1].lower()
            # Programs that have a document open keep a file beside it (~$report.docx).
            if name.startswith((".", "~$")) or is_same_file(path, output):
                continue
            if ending in KINDS:
                is_empty = False
                yield Input(path, printable(path))
            else:
                others[ending or "?"] += 1
    for error in failed:
        yield _refused(error.filename or folder, words("cannot_be_read", reason=words.of_error(error)))
    if is_empty and not failed:
        reason = words("nothing_in_folder", kinds=", ".join(KINDS))
        yield _refused(folder, words("cannot_be_read", reason=reason))
    elif others:
        most = sorted(others.items(), key=lambda item: (-item[1], item[0]))[:_MOST_NAMED]
        kinds = ", ".join(f"{ending} {number}" for ending, number in most)
        more = ", …" if len(others) > _MOST_NAMED else ""
        console.complain(printable(folder), words("passed_over", count=others.total(), kinds=kinds + more))


def _refused(name: str, problem: str) -> Input:
    return Input(name, printable(name), problem=problem)
