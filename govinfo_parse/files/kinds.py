"""What a file is, by its content: names lie, and offices save pages as .xls and spreadsheets as .doc.

In: the bytes of a file. Out: its `Kind`: how it is read, or what it is and what to do about it. A file is told by how
it begins; a ZIP archive by the names in it, an OLE file by those of its streams.
"""

from __future__ import annotations

import codecs
import io
import re
import zipfile
from typing import Final, Literal

from attrs import frozen

__all__ = ["Kind", "is_page", "kind_of"]

How = Literal["text", "mail", "docx", "xlsx", "xls", "pdf", "image", "encrypted", "damaged", "empty", "other"]

_TO_DOCX: Final = "convert it with `soffice --headless --convert-to docx FILE`"
_TO_XLSX: Final = "convert it with `soffice --headless --convert-to xlsx FILE`"
_UNPACK: Final = "unpack it and parse the files in it"
_DECOMPRESS: Final = "decompress it and parse the file in it"
_TO_PDF: Final = "print it to a PDF file"
_SAVE: Final = "if it is a document, open it in the program that made it and save it as DOCX, XLSX or PDF"


@frozen
class Kind:
    """How a file is read; or for one that is not, its `name` and the `remedy`."""

    how: How
    name: str
    remedy: str = ""


_XLS: Final = Kind("xls", "an Excel workbook (XLS)")
_ENCRYPTED: Final = Kind("encrypted", "an Office document")

# What a file may consist of that holds nothing.
_NOTHING: Final = b"\0 \t\r\n\v\f"
# How files begin.
_BEGINNINGS: Final = (
    (b"\x89PNG\r\n\x1a\n", Kind("image", "a PNG image")),
    (b"\xff\xd8\xff", Kind("image", "a JPEG image")),
    (b"GIF8", Kind("image", "a GIF image")),
    (b"II*\0", Kind("image", "a TIFF image")),
    (b"MM\0*", Kind("image", "a TIFF image")),
    (b"\0\0\0\x0cjP  \r\n", Kind("image", "a JPEG 2000 image")),
    (b"AT&TFORM", Kind("image", "a DjVu scan")),
    (rb"{\rtf", Kind("other", "an RTF document", _TO_DOCX)),
    (b"\x1f\x8b", Kind("other", "a gzip archive", _DECOMPRESS)),
    (b"BZh", Kind("other", "a bzip2 archive", _DECOMPRESS)),
    (b"\xfd7zXZ\0", Kind("other", "an xz archive", _DECOMPRESS)),
    (b"Rar!\x1a\x07", Kind("other", "a RAR archive", _UNPACK)),
    (b"7z\xbc\xaf'\x1c", Kind("other", "a 7z archive", _UNPACK)),
    (b"%!PS", Kind("other", "a PostScript document", "convert it with `ps2pdf FILE`")),
)
# What HEIC images begin with after a length.
_HEIF: Final = (b"ftyphei", b"ftypmif1", b"ftypavif")
_BMP: Final = re.compile(rb"BM.{4}\0\0\0\0", re.DOTALL)
# PDF documents may begin behind something else, such as the header of a server's response.
_PDF: Final = re.compile(rb".{0,1024}?%PDF-\d\.\d.{0,4096}?\b\d+ \d+ obj\b", re.DOTALL)
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")

# Streams of OLE files.
_STREAMS: Final = (
    ("EncryptedPackage", _ENCRYPTED),
    ("WordDocument", Kind("other", "a Word 97-2003 or WPS document (DOC, WPS)", _TO_DOCX)),
    ("Workbook", _XLS),
    ("Book", _XLS),
    ("PowerPoint Document", Kind("other", "a presentation (PPT)", _TO_PDF)),
    ("HwpSummaryInformation", Kind("other", "an HWP document", _SAVE)),
)
# Members of ZIP archives, likewise: a name, or the folder it is in.
_MEMBERS: Final = (
    ("word/", Kind("docx", "a Word document (DOCX)")),
    ("xl/workbook.bin", Kind("other", "a binary Excel workbook (XLSB)", _TO_XLSX)),
    ("xl/", Kind("xlsx", "an Excel workbook (XLSX)")),
    ("ppt/", Kind("other", "a presentation (PPTX)", _TO_PDF)),
    (
        "OFD.xml",
        Kind("other", "an OFD document", "save it as PDF in an OFD reader, or convert it with ofdrw or easyofd"),
    ),
)
# What the first member of some archives says of them.
_OPEN_HEAD: Final = 200
_OPEN_DOCUMENTS: Final = (
    (b"application/vnd.oasis.opendocument.text", Kind("other", "an OpenDocument text (ODT)", _TO_DOCX)),
    (b"application/vnd.oasis.opendocument.spreadsheet", Kind("other", "an OpenDocument spreadsheet (ODS)", _TO_XLSX)),
    (b"application/vnd.oasis.opendocument", Kind("other", "an OpenDocument file", _TO_PDF)),
    (b"application/epub+zip", Kind("other", "an EPUB book", "convert it with `pandoc -t html FILE`")),
)

_XML_HEAD: Final = 2048
_OFFICE_XML: Final = (
    (b"Word.Document", Kind("other", "a Word 2003 XML document", _TO_DOCX)),
    (b"Excel.Sheet", Kind("other", "an Excel 2003 XML workbook", _TO_XLSX)),
)
# A page begins with a tag of HTML, behind what may stand before it, or it ends as one.
_HTML: Final = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*|<!--.{0,4000}?-->\s*)*"
    r"<(?:!doctype\s+html|/?(?:html|head|body|meta|title|link|script|style|base|div|span|p|table|thead|tbody|tr|td|th|"
    r"center|font|h[1-6]|ul|ol|br|hr|article|section|main|form|strong|b|iframe)(?=[\s/>]))",
    re.IGNORECASE | re.DOTALL,
)
_HTML_ENDS: Final = re.compile(r"</(?:html|body)\s*>\s*\Z", re.IGNORECASE)
_ARCHIVED_PAGE: Final = re.compile(rb"\s*(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*?){0,20}?MIME-Version:", re.IGNORECASE)


def kind_of(data: bytes) -> Kind:
    """The kind of a file of these bytes. What is not known by its beginning is taken for text.

    >>> kind_of(b"%PDF-1.7").name, kind_of("总计 | 3".encode()).how
    ('a PDF document', 'text')
    """
    if not data.strip(_NOTHING) or data in (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return Kind("empty", "nothing but NUL bytes" if b"\0" in data else "nothing")
    for beginning, kind in _BEGINNINGS:
        if data.startswith(beginning):
            return kind
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return Kind("image", "a WebP image")
    if data[4:12].startswith(_HEIF):
        return Kind("image", "a HEIC image")
    if _BMP.match(data):
        return Kind("image", "a BMP image")
    if data.startswith(_OLE):
        return _ole(data)
    if data.startswith(_ZIP):
        return _zip(data)
    if data.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"%PDF-") or _PDF.match(data):
        return Kind("pdf", "a PDF document")
    if _ARCHIVED_PAGE.match(data):
        return Kind("mail", "an archived page (MHTML)")
    for program, kind in _OFFICE_XML:
        if b"<?mso-application" in data[:_XML_HEAD] and program in data[:_XML_HEAD]:
            return kind
    return Kind("text", "a text")


def _ole(data: bytes) -> Kind:
    """The kind of an OLE file: its own stream comes before those of the documents that are embedded in it."""
    places = {kind: data.find(stream.encode("utf-16-le") + b"\0\0") for stream, kind in reversed(_STREAMS)}
    found = {kind: place for kind, place in places.items() if place >= 0}
    if _ENCRYPTED in found:
        return _ENCRYPTED
    return min(found, key=lambda kind: found[kind]) if found else Kind("other", "an OLE file", _SAVE)


def _zip(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [name.replace("\\", "/") for name in archive.namelist()]
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return Kind("damaged", "a ZIP archive or an Office document")
    for kind in (kind for mark, kind in _OPEN_DOCUMENTS if b"mimetype" + mark in data[:_OPEN_HEAD]):
        return kind
    for member, kind in _MEMBERS:
        if any(name == member or (member.endswith("/") and name.startswith(member)) for name in names):
            return kind
    return Kind("other", "a ZIP archive", _UNPACK)


def is_page(text: str) -> bool:
    """Whether a text is the source of an HTML page, or a piece of one.

    >>> is_page("<!DOCTYPE html><p>"), is_page("<tr><td>总计"), is_page("总计 < 3")
    (True, True, False)
    """
    return _HTML.match(text) is not None or _HTML_ENDS.search(text, max(0, len(text) - 1000)) is not None
