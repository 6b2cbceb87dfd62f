"""Bytes to text: which encoding a file or a page is in.

In: the bytes of a file. Out: its text, character by character as it stands there: a byte order mark and every carriage
return stay, since offsets count them. Bytes that are no text raise `UndecodableError`, which says what they are and
what to do about it.

Order of the trials: a file that begins as a known binary format is not text. A mark of UTF-32 or UTF-16 decides; that
of UTF-32 comes first, since it begins like the other, and no text goes on with a NUL. Then UTF-8, which text in another
encoding passes only by rare accident; then GB18030, the superset of GB2312 and GBK, whose labels in the wild mean no
more than "some version of it".

A page of the web says itself what it is in, or its server does, is often wrong, and has stray bytes: `decode_page`
refuses none.
"""

from __future__ import annotations

import codecs
import re
from contextlib import suppress
from typing import Final

__all__ = ["UndecodableError", "decode", "decode_page"]

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
# Nor are more than so many of them to each wrong byte.
_FEW: Final = 3


# Where a page names its encoding, within so many bytes.
_NAMED: Final = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)"
    rb"|\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]+)",
    re.IGNORECASE,
)
_HEAD: Final = 4096
_GB: Final = frozenset(("gb2312", "gb2312-80", "gb_2312-80", "gbk", "x-gbk", "cp936", "euc-cn"))
# What Chinese cannot be written in; libraries name the first where a server names none.
_WESTERN: Final = frozenset(("iso8859-1", "cp1252", "ascii"))
# What Python has codecs for, and no page is in.
_NO_CHARSETS: Final = frozenset(("idna", "punycode", "unicode-escape", "raw-unicode-escape"))


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


def decode_page(data: bytes, charset: str | None = None) -> str:
    """The text of a page's bytes. Bytes that are wrong in the encoding become U+FFFD.

    In this order decide: a byte order mark; `charset`, if it is given; bytes that can be nothing but UTF-8, or nothing
    else but for a few of them; what the
    page says in its ``<meta>`` or XML declaration; what the bytes fit best. Names such as gb2312 and gbk mean GB18030,
    as browsers take them; those of encodings without Chinese, such as iso-8859-1, say nothing. Raises `LookupError`
    for a charset that Python does not know.

    >>> decode_page('<meta charset="gb2312"><p>总计䶮</p>'.encode("gb18030"))
    '<meta charset="gb2312"><p>总计䶮</p>'
    """
    for mark, encoding in ((codecs.BOM_UTF8, "utf-8"), *((mark, encoding) for mark, encoding, _ in _MARKS)):
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if charset is not None and (encoding := _encoding(charset)) not in _WESTERN:
        return data.decode(encoding, "replace")
    utf8 = _decoded(data, "utf-8")
    if utf8 is None and _is_utf8_with_strays(data):
        return data.decode("utf-8", "replace")
    match = _NAMED.search(data, 0, _HEAD)
    if utf8 is not None and (match is None or sum(char > "\x7f" for char in utf8) >= _UTF8_BEYOND_DOUBT):
        return utf8
    named = (match[1] or match[2]).decode("ascii") if match else "utf-8"
    for name in (named, "utf-8", "gb18030", "big5"):
        if (text := _decoded(data, name)) is not None:
            return text
    trials = [data.decode(encoding, "replace") for encoding in ("utf-8", "gb18030")]
    return min(trials, key=lambda trial: trial.count("\ufffd"))


def _is_utf8_with_strays(data: bytes) -> bool:
    """Whether bytes are UTF-8 but for a few: in another encoding hardly a character in seven would look like it."""
    text = data.decode("utf-8", "replace")
    strays = text.count("\ufffd")
    sound = sum(char > "\x7f" for char in text) - strays
    return sound >= _UTF8_BEYOND_DOUBT and sound > _FEW * strays


def _decoded(data: bytes, name: str) -> str | None:
    """The text of bytes that are all right in an encoding that is known, and that Chinese is written in."""
    with suppress(UnicodeDecodeError, LookupError):
        encoding = _encoding(name)
        return None if encoding in _WESTERN else data.decode(encoding)
    return None


def _encoding(name: str) -> str:
    compact = name.strip().lower()
    if compact in _GB:
        return "gb18030"
    with suppress(LookupError, ValueError):
        encoding = codecs.lookup(compact).name
        bytes(4).decode(encoding)  # fails for what is no encoding of text
        if encoding not in _NO_CHARSETS:
            return encoding
    raise LookupError(f"unknown charset {name!r}; pass a name that Python knows, such as 'gb18030'")
