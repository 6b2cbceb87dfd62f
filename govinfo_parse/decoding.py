"""Bytes to text, for the command: which encoding a file is in, decided by its bytes alone.

In: the bytes of a file. Out: its text, character by character as it stands there: a byte order mark and every carriage
return stay, since offsets count them. Bytes that are no text raise `UndecodableError`, which says what they are and
what to do about it.

Order of the trials: a file that begins as a known binary format is not text. A mark of UTF-32 or UTF-16 decides; that
of UTF-32 comes first, since it begins like the other, and no text goes on with a NUL. Then UTF-8, which text in another
encoding passes only by rare accident; then GB18030, the superset of GB2312 and GBK, whose labels in the wild mean no
more than "some version of it".
"""

from __future__ import annotations

import codecs
from typing import Final

__all__ = ["UndecodableError", "decode"]

_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)

# How files begin that are often saved under a report's name, and what to do about them.
_BINARY: Final = (
    (b"%PDF", "a PDF document", "extract its text first, for example with pdftotext"),
    (b"PK\x03\x04", "a ZIP archive or an Office document (.docx, .xlsx)", "save the document as plain text"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an OLE file (.doc, .xls)", "save the document as plain text"),
    (rb"{\rtf", "an RTF document", "save the document as plain text"),
    (b"\x89PNG\r\n", "a PNG image", "read its text with OCR first"),
    (b"\xff\xd8\xff", "a JPEG image", "read its text with OCR first"),
    (b"\x1f\x8b", "a gzip archive", "decompress it first"),
)

# So many characters beyond ASCII in a row are valid UTF-8 by no accident (one character of GB18030 in seven looks so):
# the bytes are damaged UTF-8, and reading them as GB18030 would at best give nonsense.
_UTF8_BEYOND_DOUBT: Final = 8


class UndecodableError(ValueError):
    """The bytes are no text in a supported encoding; the message says what is wrong and the remedy."""


def decode(data: bytes) -> str:
    r"""The text of a file in UTF-8, in UTF-16 or UTF-32 with its byte order mark, or in GB18030.

    Raises `UndecodableError` for binary formats and for bytes that are none of these encodings.

    >>> decode("总计\r\n".encode("gbk"))
    '总计\r\n'
    """
    for signature, kind, remedy in _BINARY:
        if data.startswith(signature):
            raise UndecodableError(f"this is {kind}, not text; {remedy}")
    for mark, encoding, name in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding, f"the file begins with the mark of {name}, but is not {name}")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        sound = data[: error.start].decode("utf-8")
        if sum(character > "\x7f" for character in sound) >= _UTF8_BEYOND_DOUBT:
            raise _undecodable("the file is UTF-8, but damaged or cut off", error.start) from error
        if b"\0" in data:
            raise UndecodableError(
                f"there is a NUL byte at offset {data.index(0)}, so this is no text in UTF-8 or GB18030; "
                "if it is UTF-16 without its mark, convert it to UTF-8 first"
            ) from error
    return _strictly(data, "gb18030", "the file is neither UTF-8 nor GB18030")


def _strictly(data: bytes, encoding: str, problem: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(problem, error.start) from error


def _undecodable(problem: str, offset: int) -> UndecodableError:
    remedy = "convert it to UTF-8, for example with iconv"
    return UndecodableError(f"{problem} (first wrong byte at offset {offset}); {remedy}")
