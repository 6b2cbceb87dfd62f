"""DOCX files as text: paragraphs, tables and text boxes in the order in which a reader meets them.

In: the bytes of the file. Out: its lines, those of a table as `text_rows` writes them. A merged cell stands once, where
it begins. Left out is what the reader does not see: deletions of tracked changes, words that are hidden or struck out
(by a style, too: `word_styles`), codes of fields. Text boxes come after the paragraph or the table that they are
anchored in.

python-docx, the extra ``docx``, opens the file. Its own lists of paragraphs and cells leave out what stands in content
controls and tracked insertions, so the elements are walked here.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Any, Final, NamedTuple

from ..elsewhere import report_elsewhere
from ..text_rows import OBJECT, RAISED, RowCell, RowsOfTable, WrittenLines, cell_text
from .extract import Extract
from .word_styles import is_on, value, write_out_styles

__all__ = ["read_docx"]

_NO_DOCX: Final = "reading DOCX files needs python-docx; install it with: pip install 'govinfo-parse[docx]'"
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_COMPATIBLE: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_WHITE: Final = re.compile(r"[ \r\n\f]+")

# Elements with nothing in them that is read: what was deleted, codes of fields, readings of characters, properties.
_UNSEEN: Final = frozenset(
    _W + name
    for name in (
        *("del", "moveFrom", "delText", "instrText", "delInstrText", "rt"),
        *("pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr"),
    )
)
_BLOCKS: Final = frozenset((_W + "p", _W + "tbl"))
# Characters that have elements of their own. A break ends the line.
_CHARACTERS: Final = {
    f"{_W}tab": "\t",
    f"{_W}ptab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "-",
}
# Pictures and embedded objects that stand in a line of text.
_PICTURES: Final = (
    "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}inline",
    f"{_W}object",
)
_TEXTS: Final = frozenset((_W + "t", "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"))


def read_docx(data: bytes) -> Extract:
    """The text of a DOCX file, without empty lines; the report may be elsewhere, in pictures or embedded files.

    Raises `ImportError` where python-docx is not installed, and whatever that raises for a file that is damaged.
    """
    try:
        import docx
    except ImportError as error:
        raise ImportError(_NO_DOCX) from error
    document = docx.Document(io.BytesIO(data))
    write_out_styles(document)
    names = [str(part.partname) for part in document.part.package.iter_parts()]
    pictures = sum(name.startswith("/word/media/") for name in names)
    embedded = [name.rpartition("/")[2] for name in names if name.startswith("/word/embeddings/")]
    lines = WrittenLines()
    _write_blocks(document.element.body, lines)
    return Extract(lines, (), report_elsewhere(pictures, embedded))


def _write_blocks(container: Any, lines: WrittenLines) -> None:
    """Writes the paragraphs and tables in an element."""
    for element in _seen_children(container):
        if element.tag == f"{_W}p":
            for line in _paragraph_lines(element):
                lines.add(line)
            _write_boxes(element, lines)
        elif element.tag == f"{_W}tbl":
            _write_table(element, lines)
        else:
            _write_blocks(element, lines)


def _seen_children(element: Any) -> Iterator[Any]:
    """The children that are read: of the same thing for several versions of a program, the first."""
    if element.tag == f"{_COMPATIBLE}AlternateContent":
        yield from element[:1]
        return
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _UNSEEN:
            yield child


# Paragraphs


def _paragraph_lines(paragraph: Any) -> Iterator[str]:
    for line in "".join(_words(paragraph)).split("\n"):
        if text := _WHITE.sub(" ", line).strip(" \t"):
            yield text


def _words(element: Any) -> Iterator[str]:
    """What is written in an element, but not in the text boxes that are anchored in it."""
    properties = element.find(f"{_W}rPr") if element.tag == f"{_W}r" else None
    if properties is not None and any(is_on(properties, name) for name in ("vanish", "strike", "dstrike")):
        return
    raised = properties is not None and value(properties, "vertAlign") in ("superscript", "subscript")
    for child in _seen_children(element):
        if child.tag in _TEXTS:
            text = child.text or ""
            yield text.translate(RAISED) if raised else text
        elif child.tag in _CHARACTERS:
            yield _CHARACTERS[child.tag]
        elif child.tag == f"{_W}sym":
            yield _symbol(child)
        elif child.tag != f"{_W}txbxContent":
            yield from _words(child)


def _symbol(element: Any) -> str:
    """A character of a font of symbols, such as a tick."""
    code = element.get(f"{_W}char") or ""
    return chr(int(code, 16)) if re.fullmatch("[0-9A-Fa-f]{1,4}", code) else ""


def _write_boxes(element: Any, lines: WrittenLines) -> None:
    """Writes the text boxes that are anchored in an element."""
    for child in _seen_children(element):
        if child.tag == f"{_W}txbxContent":
            _write_blocks(child, lines)
        else:
            _write_boxes(child, lines)


# Tables


def _write_table(table: Any, lines: WrittenLines) -> None:
    """Writes a line for each row; the lines of the cells one after the other where a table lays out others."""
    flat = []
    rows = [row for row in _rows(table) if not _is_hidden(row)]
    places = [list(_places(row)) for row in rows]
    written = RowsOfTable()
    for number, row in enumerate(rows):
        going_on = {} if number == 0 else {place.column: place for place in places[number - 1] if place.below}
        own: list[_Place] = []
        for place in places[number]:
            above = going_on.get(place.column)
            if place.beside:
                own[-1:] = [each._replace(columns=each.columns + place.columns) for each in own[-1:]]
            elif place.below != "continue" or above is None or above.columns != place.columns:
                own.append(place)
        if any(next(place.cell.iterdescendants(f"{_W}tbl"), None) is not None for place in own):
            for place in own:
                _write_blocks(place.cell, lines)
            written = RowsOfTable()
            continue
        flat.append(row)
        cells = [
            RowCell(_text_of(place.cell), place.columns, _rows_below(place, places[number + 1 :]) + 1) for place in own
        ]
        lines.add_row(written, cells, own[0].column if own else 0)
    for row in flat:
        _write_boxes(row, lines)


class _Place(NamedTuple):
    """A cell in its row: its first column and how many it has; whether it begins or goes on below itself (``restart``,
    ``continue``), and whether it goes on beside itself.
    """

    cell: Any
    column: int
    columns: int
    below: str | None
    beside: bool


def _places(row: Any) -> Iterator[_Place]:
    properties = row.find(f"{_W}trPr")
    column = int((properties is not None and value(properties, "gridBefore")) or 0)
    for cell in _cells(row):
        columns, below, beside = _merged(cell)
        yield _Place(cell, column, columns, below, beside)
        column += columns


def _rows_below(place: _Place, rows: Sequence[Sequence[_Place]]) -> int:
    """In how many of the rows below a cell goes on."""
    if place.below is None:
        return 0
    same = (place.column, place.columns, "continue")
    goes_on = (any((x.column, x.columns, x.below) == same for x in row) for row in rows)
    return sum(1 for _ in takewhile(bool, goes_on))


def _is_hidden(row: Any) -> bool:
    properties = row.find(f"{_W}trPr")
    return properties is not None and (is_on(properties, "hidden") or properties.find(f"{_W}del") is not None)


def _text_of(cell: Any) -> str:
    """The text of a cell, or what stands for a picture in it; one that floats over the page is in no cell."""
    text = cell_text(_cell_lines(cell))
    return text or (OBJECT if any(next(cell.iter(tag), None) is not None for tag in _PICTURES) else "")


def _rows(table: Any) -> Iterator[Any]:
    return _inside(table, f"{_W}tr")


def _cells(row: Any) -> Iterator[Any]:
    return _inside(row, f"{_W}tc")


def _inside(element: Any, tag: str) -> Iterator[Any]:
    """The elements of this tag in another one, also those inside content controls and the like."""
    for child in _seen_children(element):
        if child.tag == tag:
            yield child
        elif child.tag not in _BLOCKS:
            yield from _inside(child, tag)


def _merged(cell: Any) -> tuple[int, str | None, bool]:
    """How many columns a cell has, whether it begins or goes on below itself, and whether it goes on beside itself."""
    properties = cell.find(f"{_W}tcPr")
    if properties is None:
        return 1, None, False
    below = properties.find(f"{_W}vMerge")
    beside = properties.find(f"{_W}hMerge")
    return (
        int(value(properties, "gridSpan") or 1),
        None if below is None else below.get(f"{_W}val") or "continue",
        beside is not None and (beside.get(f"{_W}val") or "continue") == "continue",
    )


def _cell_lines(cell: Any) -> Iterator[str]:
    for element in _seen_children(cell):
        if element.tag == f"{_W}p":
            yield from (line.replace("\t", " ") for line in _paragraph_lines(element))
        else:
            yield from _cell_lines(element)
