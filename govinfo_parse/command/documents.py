"""A document for each report: one to standard output or into a file, several into a folder.

In: files, and how a report becomes a document. Out: the documents, and where they were written. A file without a report
gives none.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from attrs import frozen

from ..report import Report
from .console import Console
from .inputs import find_inputs
from .reading import Reader, results

__all__ = ["write_documents"]

# How the names of documents end.
_DOCUMENTS: Final = (".html", ".htm", ".md", ".markdown", ".json")


@frozen
class _Document:
    source: str
    text: str


def write_documents(
    names: Sequence[str],
    output: str | None,
    ending: str,
    write: Callable[[Report], str],
    reader: Reader,
    jobs: int,
    console: Console,
) -> list[Path]:
    """Writes the documents; those in a folder are called as their files, with this `ending`. Returns their paths."""
    is_folder = output is not None and (os.path.isdir(output) or output.endswith(("/", os.sep)))
    inputs = find_inputs(names, console, output)
    is_one = inputs.is_one and not is_folder
    if is_one:
        console.write_to(output)
    elif output is None or output == "-" or os.path.isfile(output) or (not is_folder and _names_file(output)):
        console.give_up(output or console.words("standard_output"), console.words("needs_folder"))
    taken: set[Path] = set()
    paths: list[Path] = []
    for document in results(inputs, partial(_document, write), reader, jobs, console):
        if document is None:
            continue
        if is_one:
            console.write(document.text)
            paths += [Path(output)] if output and output != "-" else []
        else:
            path = next(path for path in _names(Path(output or ""), Path(document.source), ending) if path not in taken)
            taken.add(path)
            console.write_file(path, document.text)
            paths.append(path)
    return paths


def _names_file(output: str) -> bool:
    """Whether a name that nothing has yet is that of a document, and not of a folder."""
    return os.path.splitext(output)[1].lower() in _DOCUMENTS


def _document(write: Callable[[Report], str], report: Report) -> _Document | None:
    return _Document(report.source or "", write(report)) if report.indicators else None


def _names(folder: Path, source: Path, ending: str) -> Iterator[Path]:
    """What a document may be called: as its file, or with more of its name where there are several of that."""
    stem = "standard-input" if str(source) == "-" else source.stem
    yield folder / f"{stem}{ending}"
    yield folder / f"{source.name}{ending}"
    # Files of one name from several folders.
    for number in range(2, 1_000_000):
        yield folder / f"{stem}-{number}{ending}"
