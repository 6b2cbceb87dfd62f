"""Reports out of files: `parse_file` reads what offices publish and what crawls keep, whatever its name.

In: a path. Out: the report in the file's text, in which a line is a row of a table and bars part its cells. What a file
is decides its content (`kinds`); a module for each kind makes the text: `word`, `excel`, `pdf`, `separated`, and
`govinfo_parse.pages` for HTML. A file that cannot be read is no error: the report says in a diagnostic what it is and
what to do about it, so that a job over many files goes on.
"""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from attrs import evolve

from ..decoding import UndecodableError, decode, decode_page
from ..diagnostics import diagnostic
from ..forms import Form
from ..pages import parse_html
from ..parsing import parse, parse_written
from ..report import Report
from .archived import archived_page
from .excel import read_xls, read_xlsx
from .extract import Extract, NotReadError
from .kinds import Kind, is_page, kind_of
from .pdf import read_pdf
from .separated import separated_lines
from .word import read_docx

__all__ = ["LARGEST_FILE", "LARGEST_UNPACKED", "parse_data", "parse_file"]

# Reports take kilobytes, with pictures some megabytes. Larger files are not read, nor such as unpack to more text.
LARGEST_FILE: Final = 128 * 2**20
LARGEST_UNPACKED: Final = 64 * 2**20

# The errors that say something of this machine, not of the file.
_NOT_OF_THE_FILE: Final = (ImportError, MemoryError)

_READERS: Final[dict[str, Callable[[bytes], Extract]]] = {
    "docx": read_docx,
    "xlsx": read_xlsx,
    "xls": read_xls,
    "pdf": read_pdf,
}


def parse_file(
    path: str | os.PathLike[str],
    *,
    source: str | None = None,
    forms: Iterable[Form | str] | None = None,
    charset: str | None = None,
) -> Report:
    """Reads the indicators of a report from a file: text, HTML, CSV, DOCX, XLSX, XLS, or PDF with a layer of text.

    What the file is decides its content, not its name. The report's spans are places in `Report.text`, the text of the
    file: a text as it is, of other files a line for each paragraph and for each row of a table. `source` is the path
    unless it is given; `forms` are those of `parse`; `charset` is the encoding of a text, a page or separated values
    where it is known, and is found out otherwise.

    >>> from pathlib import Path
    >>> report = parse_file("docs/examples/lincheng-2021.txt")
    >>> report.metadata.agency, report.source
    ('临澄县人民政府', 'docs/examples/lincheng-2021.txt')

    A file that is not read (a scan, an encrypted or damaged document, one of another kind) gives a report without
    indicators whose first diagnostic says what it is and what to do (docs/files.md).

    Raises `OSError` for a file that does not exist or cannot be opened, `ImportError` where the library for its kind is
    not installed, `LookupError` for a charset that Python does not know, and `TypeError` for anything but a path.
    """
    name = os.fspath(path)
    if not isinstance(name, str):
        raise TypeError(f"parse_file() takes a path as str or os.PathLike, not {type(path).__name__}; use os.fsdecode")
    source = os.fsencode(name).decode("utf-8", "backslashreplace") if source is None else source
    with open(name, "rb") as file:
        data = file.read(LARGEST_FILE + 1)
    return parse_data(data, source, forms, charset)


def parse_data(
    data: bytes,
    source: str | None = None,
    forms: Iterable[Form | str] | None = None,
    charset: str | None = None,
) -> Report:
    """Reads the indicators of a report from the bytes of a file or of a server's response, as `parse_file` does.

    >>> page = "<table><tr><td>信息内容<td>本年处理决定数量<tr><td>行政许可<td>18</table>"
    >>> parse_data(page.encode("gb18030"), charset="gb2312").disclosure.licensing.decisions.value
    18

    Raises `ImportError`, `LookupError` and `TypeError` as `parse_file` does.
    """
    if not isinstance(data, (bytes, bytearray, memoryview)):
        raise TypeError(f"parse_data() takes bytes, not {type(data).__name__}; parse and parse_html take text")
    data = bytes(data)
    forms = None if forms is None else list(forms)
    kind = kind_of(data)
    try:
        if len(data) > LARGEST_FILE:
            raise NotReadError(diagnostic("file-too-large", limit=_mib(LARGEST_FILE)))
        if kind.how == "text":
            return _of_text(data, source, forms, charset)
        if kind.how == "mail":
            return parse_html(archived_page(data), source=source, forms=forms)
        extract = _extract(data, kind)
    except NotReadError as error:
        return Report(source=source, diagnostics=(error.diagnostic,), text="")
    report = parse_written(extract.lines, source, forms)
    elsewhere = () if report.indicators else extract.elsewhere
    if not (extract.diagnostics or elsewhere):
        return report
    return evolve(report, diagnostics=(*extract.diagnostics, *report.diagnostics, *elsewhere))


def _of_text(data: bytes, source: str | None, forms: Sequence[Form | str] | None, charset: str | None) -> Report:
    """The report in a file that is a text, the source of a page, or separated values."""
    page = decode_page(data, charset)
    if is_page(page):
        return parse_html(page, source=source, forms=forms)
    try:
        text = decode(data) if charset is None else page
    except UndecodableError as error:
        raise NotReadError(diagnostic("file-damaged", kind="a text", reason=error)) from error
    lines = separated_lines(text)
    return parse(text if lines is None else "\n".join(lines), source=source, forms=forms)


def _extract(data: bytes, kind: Kind) -> Extract:
    """The text of a document."""
    if kind.how == "image":
        raise NotReadError(diagnostic("file-image", kind=kind.name))
    if kind.how == "encrypted":
        raise NotReadError(diagnostic("file-encrypted", kind=kind.name))
    if kind.how == "other":
        raise NotReadError(diagnostic("file-other", kind=kind.name, remedy=kind.remedy))
    if kind.how == "empty":
        raise NotReadError(diagnostic("file-empty", content=kind.name))
    if kind.how == "damaged":
        raise NotReadError(diagnostic("file-damaged", kind=kind.name, reason="it breaks off, or is none"))
    try:
        if kind.how in ("docx", "xlsx"):
            _check_size(data)
        return _READERS[kind.how](data)
    except (NotReadError, *_NOT_OF_THE_FILE):
        raise
    except Exception as error:  # the libraries raise what they happen to meet in a damaged file
        reason = "some of its content is missing or was changed"
        raise NotReadError(diagnostic("file-damaged", kind=kind.name, reason=reason)) from error


def _check_size(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = sum(member.file_size for member in archive.infolist() if member.filename.endswith((".xml", ".rels")))
    if size > LARGEST_UNPACKED:
        raise NotReadError(diagnostic("file-too-large", limit=f"{_mib(LARGEST_UNPACKED)} when it is unpacked"))


def _mib(size: int) -> str:
    return f"{size >> 20} MiB"
