"""PDF documents with a layer of text as text: their ruled tables row by row, and the lines around them.

In: the bytes of the file. Out: its lines as `text_rows` writes them, from the top of the first page to the foot of the
last. The lines that are drawn tell the cells: a cell is what stands in its box, and a merged one stands once, where it
begins. What prints add is taken away again (`prints`): numbers of pages, headers of tables on every page, the ends of
lines.

pdfplumber, the extra ``pdf``, finds the boxes.
"""

from __future__ import annotations

import io
import logging
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from typing import Any, Final

from ..diagnostics import Diagnostic, diagnostic
from ..text_rows import CUT, RAISED, cell_text
from .extract import Extract, NotReadError
from .prints import Cell, Line, Part, Table, written

__all__ = ["MOST_PAGES", "read_pdf"]

_NO_PDF: Final = "reading PDF files needs pdfplumber; install it with: pip install 'govinfo-parse[pdf]'"
Box = tuple[float, float, float, float]

_KIND: Final = "a PDF document"
# A report has some ten pages; a collection of them may have some hundred.
MOST_PAGES: Final = 400
# A page with fewer characters is a picture with a number or a stamp on it.
_FEWEST_CHARACTERS: Final = 20
_DIGITS: Final = frozenset("0123456789０１２３４５６７８９")
# How far a digit may stand over the line between two cells, in points, and what is added to both if it does.
_OVER: Final = 1.0
# A digit of less than this part of another one's size is the mark of a note, if it is no more than so many digits off.
_SMALL: Final = 0.8
_FAR: Final = 3.0
# Spaces of colors in which 1 is white.
_LIGHTS: Final = frozenset(("DeviceGray", "DeviceRGB", "CalGray", "CalRGB", "ICCBased"))
_SLANT: Final = 0.05
# A figure that was broken in a narrow cell: all of its lines but the last end where no more than a digit has room.
_BROKEN: Final = re.compile(r"-?[0-9０-９][0-9０-９,，.．]*(?:\n[0-9０-９,，.．]+)+[件条项元万个]?")
_ROOM: Final = 2.0  # in widths of a digit, with what stands free around the cell's text
# What a font has in place of characters: the radicals that look like them.
_RADICALS: Final = range(0x2F00, 0x2FE0)
# How pdfplumber writes a character of which the document does not say what it is.
_UNKNOWN: Final = re.compile(r"\(cid:\d+\)")


def read_pdf(data: bytes) -> Extract:
    """The text of a PDF document; a diagnostic names pages without a layer of text.

    Raises `NotReadError` for an encrypted document, one of more than `MOST_PAGES` pages, and one of pictures only;
    `ImportError` where pdfplumber is not installed, and whatever that raises for a file that is damaged.
    """
    try:
        import pdfplumber
        from pdfminer.pdfdocument import PDFPasswordIncorrect
        from pdfplumber.utils.exceptions import PdfminerException
    except ImportError as error:
        raise ImportError(_NO_PDF) from error
    # It says of many a font that something is missing in it, which changes nothing here.
    logging.getLogger("pdfminer").addHandler(_SILENT)
    try:
        # What may stand before the document does not count in the places that it names.
        document = pdfplumber.open(io.BytesIO(data[max(0, data.find(b"%PDF-")) :]))
    except PdfminerException as error:
        if error.args and isinstance(error.args[0], PDFPasswordIncorrect):
            raise NotReadError(diagnostic("file-encrypted", kind=_KIND)) from error
        raise
    with document:
        if len(document.pages) > MOST_PAGES:
            raise NotReadError(diagnostic("file-too-large", limit=f"{MOST_PAGES} pages"))
        pages, pictures = [], []
        for page in document.pages:
            if _is_picture(page):
                pictures.append(page.page_number)
            # Bold type may be the same words twice, a hair apart; words across the page are none of its text.
            pages.append(_parts(_seen(page.filter(_is_straight)).dedupe_chars()))
            page.close()
        encrypted = bool(document.doc.encryption)
    lines = written(pages)
    if encrypted and (len(pictures) == len(pages) or not lines.text):
        # Anyone may open it, but none of its characters has a meaning, or there are none.
        raise NotReadError(diagnostic("file-encrypted", kind=_KIND))
    if len(pictures) == len(pages):
        raise NotReadError(diagnostic("file-image", kind="a PDF document without a layer of text"))
    return Extract(lines, _said_of(pictures))


_SILENT: Final = logging.NullHandler()


def _said_of(pictures: Sequence[int]) -> tuple[Diagnostic, ...]:
    return (diagnostic("pages-without-text", pages=", ".join(map(str, pictures))),) if pictures else ()


def _is_picture(page: Any) -> bool:
    """Whether what is seen on a page is not in its layer of text: pictures, or characters without a meaning."""
    unknown = sum(_UNKNOWN.fullmatch(char["text"]) is not None for char in page.chars)
    return len(page.chars) - unknown < _FEWEST_CHARACTERS and bool(page.images or unknown)


def _is_straight(item: Any) -> bool:
    """Whether a character stands upright or on its side; those of a stamp or a watermark stand aslant."""
    if item["object_type"] != "char":
        return True
    along, across = (abs(part) for part in item["matrix"][:2])
    return bool(min(along, across) < _SLANT * max(along, across))


def _seen(page: Any) -> Any:
    """The page without white characters on white paper; those of a header may be white on a colour."""
    if not any(_is_white(char) for char in page.chars):
        return page
    painted = [
        (item["x0"], item["top"], item["x1"], item["bottom"])
        for item in (*page.rects, *page.curves, *page.images)
        if item["object_type"] == "image" or (item["fill"] and not _is_white(item))
    ]
    return page.filter(
        lambda item: item["object_type"] != "char" or not _is_white(item) or any(_is_in(item, box) for box in painted)
    )


def _is_white(item: Any) -> bool:
    """Whether an item is filled with white light; of inks, such as those of a separation, 1 is the most."""
    color = item.get("non_stroking_color")
    return item.get("ncs") in _LIGHTS and isinstance(color, tuple) and len(color) in (1, 3) and set(color) == {1}


def _parts(page: Any) -> list[Part]:
    """The tables of a page and the lines outside of them, from top to bottom."""
    settings = {"explicit_horizontal_lines": _ends(page)}
    found = [table for table in page.find_tables(settings) if len(table.cells) > 1]
    boxes = [table.bbox for table in found]
    around = page.filter(lambda item: item["object_type"] == "char" and not any(_is_in(item, box) for box in boxes))
    lines = (
        Line(_as_characters(line["text"]), line["x0"], line["top"], line["x1"], line["bottom"])
        for line in around.extract_text_lines(return_chars=False)
    )
    parts: list[Part] = [*lines, *(_table(table, page) for table in found)]
    return sorted(parts, key=lambda part: part.top)


def _ends(page: Any) -> list[float]:
    """Where the highest line between columns begins and the lowest ends: there the cells of a table end that goes on on
    another page, and some prints draw no line.
    """
    columns = [edge for edge in page.edges if edge["orientation"] == "v"]
    return [min(edge["top"] for edge in columns), max(edge["bottom"] for edge in columns)] if columns else []


def _table(table: Any, page: Any) -> Table:
    _mark_small_digits(table, page)
    cut = _cut_by_lines(table, page)
    tops = sorted({top for _, top, _, _ in table.cells})
    rows = []
    for row, texts in zip(table.rows, table.extract(), strict=True):
        boxes = [(box, text or "") for box, text in zip(row.cells, texts, strict=True) if box]
        rows.append(tuple(_cell(_cell_text(text, box, page) + cut.get(box, ""), box, tops) for box, text in boxes))
    left, top, right, bottom = table.bbox
    return Table(tuple(row for row in rows if row), left, top, right, bottom)


def _cell(text: str, box: Box, tops: Sequence[float]) -> Cell:
    _, top, _, bottom = box
    return Cell(text, *box, rows=bisect_left(tops, bottom) - bisect_left(tops, top))


def _mark_small_digits(table: Any, page: Any) -> None:
    """Write the marks of notes as raised: digits beside much larger ones of the same cell."""
    digits = [char for char in page.chars if char["text"] in _DIGITS and _is_in(char, table.bbox)]
    largest = max((char["size"] for char in digits), default=0.0)
    for small in [char for char in digits if char["size"] < _SMALL * largest]:
        boxes = [box for box in table.cells if _is_in(small, box)]
        if any(_is_beside(small, char) and any(_is_in(char, box) for box in boxes) for char in digits):
            small["text"] = small["text"].translate(RAISED)


def _is_beside(small: Any, char: Any) -> bool:
    """Whether a digit stands in the line of a much larger one, and not far from it."""
    far = _FAR * char["width"]
    return bool(
        small["size"] < _SMALL * char["size"]
        and min(small["bottom"], char["bottom"]) > max(small["top"], char["top"])
        and char["x0"] - far < small["x0"] < char["x1"] + far
    )


def _cut_by_lines(table: Any, page: Any) -> dict[Box, str]:
    """What to say of cells between which a figure stands over the line: nothing tells which of them it is in."""
    cut: dict[Box, str] = {}
    for char in page.chars:
        if char["text"] in _DIGITS and _is_in(char, table.bbox):
            beside = [box for box in table.cells if _is_over(char, box)]
            cut.update((box, CUT) for box in beside if len(beside) > 1)
    return cut


def _is_over(char: Any, box: Box) -> bool:
    """Whether a character stands in a box, and by more than a trifle."""
    left, top, right, bottom = box
    return bool(
        top <= (char["top"] + char["bottom"]) / 2 < bottom and char["x0"] < right - _OVER and char["x1"] > left + _OVER
    )


def _cell_text(text: str, box: Sequence[float], page: Any) -> str:
    if _BROKEN.fullmatch(text) and _is_filled(page.crop(box), text.count("\n")):
        return text.replace("\n", "")
    return cell_text(_as_characters(line.strip()) for line in text.splitlines())


def _is_filled(cell: Any, count: int) -> bool:
    """Whether so many lines of a cell leave no room for a digit."""
    lines = cell.extract_text_lines()[:count]
    return len(lines) == count and all(
        cell.width - (line["x1"] - line["x0"]) < _ROOM * max(char["width"] for char in line["chars"]) for line in lines
    )


def _as_characters(text: str) -> str:
    text = _UNKNOWN.sub("\ufffd", text)
    return "".join(unicodedata.normalize("NFKC", char) if ord(char) in _RADICALS else char for char in text)


def _is_in(item: Any, box: Sequence[float]) -> bool:
    x, y = (item["x0"] + item["x1"]) / 2, (item["top"] + item["bottom"]) / 2
    return bool(box[0] <= x < box[2] and box[1] <= y < box[3])
