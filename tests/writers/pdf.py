"""PDF files of the pages, and what libraries and programs read in them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from .cache import cached
from .libraries import library
from .programs import browser, office, run

Maker = Callable[[str], Path]
Reader = Callable[[Path], str]

# As offices print: A4, lines around the cells, narrow columns for groups of rows, so that their label has one or two
# characters a line, and the page's number at its foot.
_PRINTED = """<style>
@page { size: A4; margin: 20mm; @bottom-center { content: "- " counter(page) " -"; } }
body { font-family: "Noto Serif CJK SC", serif; font-size: 11pt; }
table { border-collapse: collapse; width: 100%; }
td, th { padding: 1pt 2pt; }
td[rowspan]:not([colspan]) { width: 1.2em; }
</style></head>"""
# The same for LibreOffice, which knows less of CSS and draws the pages' numbers in a footer of its own. Small type, as
# it breaks figures that are wider than their column.
_SMALL = "<style>td, td p, td div { font-size: 9pt; }</style></head>"
_FOOTER = """<div title="footer">
<p align="center">- <sdfield type=page subtype=random format=page>1</sdfield> -</p>
</div></body>"""


def by_office(html: str) -> Path:
    """The page printed by LibreOffice."""
    page = html.replace("</head>", _SMALL).replace("</body>", _FOOTER)
    return cached(".office.pdf", page, lambda new: office(page, "pdf:writer_pdf_Export", new))


def by_browser(html: str) -> Path:
    """The page printed by Chromium."""
    page = html.replace("</head>", _PRINTED)

    def make(new: Path) -> None:
        browser(page, "--no-pdf-header-footer", f"--print-to-pdf={new}")

    return cached(".browser.pdf", page, make)


def of_pdf(make: Maker, read: Reader) -> Callable[[str], str]:
    """The writer that prints the page and reads the print."""
    return lambda html: read(make(html))


def pdftotext(*options: str) -> Reader:
    return lambda path: run("pdftotext", "-enc", "UTF-8", *options, str(path), "-")


def pypdf(**options: object) -> Reader:
    def read(path: Path) -> str:
        return "\n".join(page.extract_text(**options) for page in library("pypdf").PdfReader(path).pages)

    return read


def pdfminer(path: Path) -> str:
    return str(library("pdfminer.high_level").extract_text(path))


def pymupdf(**options: object) -> Reader:
    def read(path: Path) -> str:
        with library("pymupdf").open(path) as document:
            return "\n".join(page.get_text(**options) for page in document)

    return read


def pypdfium2(path: Path) -> str:
    document = library("pypdfium2").PdfDocument(path)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def pdfplumber(path: Path) -> str:
    with library("pdfplumber").open(path) as document:
        return "\n".join(page.extract_text() for page in document.pages)


def pdfplumber_tables(path: Path) -> str:
    """The tables alone, a line a row and bars between cells, as people write them who ask for tables."""
    with library("pdfplumber").open(path) as document:
        rows = [row for page in document.pages for table in page.extract_tables() for row in table]
    return "\n".join(" | ".join((cell or "").replace("\n", "") for cell in row) for row in rows)
