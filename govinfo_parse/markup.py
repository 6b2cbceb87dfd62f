"""Stage 1, aside: tables that are still HTML inside a text, as Markdown writers and page readers leave them.

In: a text. Out: its innermost tables, each cell with its place and the rows and columns that its tags say it spans; and
the text with the same length in which all other tags are white space. This reads the tags of a table and nothing else
of HTML: a page as a whole is for an HTML parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

__all__ = [
    "MarkedCell",
    "MarkedTable",
    "has_tags",
    "marked_tables",
    "spans_in",
    "tables_within",
    "text_of",
    "without_tags",
]

# HTML's tags, and those of TEI.
_CELL: Final = re.compile(r"<(?:t[dh]|cell)\b", re.IGNORECASE)
_TABLE_TAG: Final = re.compile(r"<(/?)(table|tr|row|td|th|cell)\b([^<>]*)>", re.IGNORECASE)
_ROWS: Final = ("tr", "row")
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]*>|<!--.*?-->", re.DOTALL)
_BLOCK: Final = re.compile(r"</?(?:p|div|br|li|ul|ol|h[1-6]|tr|table|tbody|thead|section)\b", re.IGNORECASE)
_CLOSING: Final = re.compile(r"</(?:span|p|b|strong|font|div|td|a|u|em|i)>", re.IGNORECASE)
_FEWEST_TAGS: Final = 4
_SPACE: Final = re.compile(r"&(?:nbsp|ensp|emsp|thinsp|#160|#xa0);", re.IGNORECASE)
_SPAN: Final = re.compile(r"\b(row|col)span\s*=\s*[\"']?\s*([0-9]{1,3})", re.IGNORECASE)
_MOST_SPANNED: Final = 200


class MarkedCell(NamedTuple):
    """The content of a cell, between its tags, and the rows and columns that it spans."""

    start: int
    end: int
    rows: int
    columns: int


class MarkedTable(NamedTuple):
    """A table from its first tag to its last, and its rows from top to bottom."""

    start: int
    end: int
    rows: tuple[tuple[MarkedCell, ...], ...]


def marked_tables(text: str) -> list[MarkedTable]:
    """The innermost tables of a text, in its order. One that the text's end cuts is taken as far as it goes."""
    if not _CELL.search(text):
        return []
    return [table for table in _tables(text) if any(len(row) > 1 for row in table.rows)]


def _tables(text: str) -> Iterator[MarkedTable]:
    start, end = 0, 0
    rows: list[list[MarkedCell]] = []
    open_cell: tuple[int, int, int] | None = None

    def close(at: int) -> None:
        nonlocal open_cell
        if open_cell is not None:
            rows[-1].append(MarkedCell(open_cell[0], at, open_cell[1], open_cell[2]))
        open_cell = None

    for tag in _TABLE_TAG.finditer(text):
        closing, name = bool(tag.group(1)), tag.group(2).lower()
        if name == "table":
            if closing:
                close(tag.start())
                if rows:
                    yield MarkedTable(start, tag.end(), tuple(map(tuple, rows)))
            # What a table holds another table in is layout.
            rows, open_cell, start = [], None, tag.end() if closing else tag.start()
            continue
        if not rows:
            start = min(start, tag.start()) if start else tag.start()
        end = tag.end()
        close(tag.start())
        if closing:
            continue
        if name in _ROWS:
            rows.append([])
        else:
            if not rows:
                rows.append([])
            open_cell = (tag.end(), *spans_in(tag.group(3)))
    if rows:
        if open_cell is not None:
            end = len(text)
            close(end)
        yield MarkedTable(start, end, tuple(map(tuple, rows)))


def tables_within(tables: Iterable[MarkedTable], start: int, end: int) -> list[MarkedTable]:
    """What of the tables stands in a stretch of their text, by its places in that."""
    found = []
    for table in tables:
        rows = [row for row in table.rows if start <= row[0].start and row[-1].end <= end]
        if rows:
            moved = [tuple(x._replace(start=x.start - start, end=x.end - start) for x in row) for row in rows]
            own_start, own_end = max(table.start, start) - start, min(table.end, end) - start
            found.append(MarkedTable(own_start, own_end, tuple(moved)))
    return found


def spans_in(attributes: str) -> tuple[int, int]:
    """How many rows and columns the attributes of a cell say it spans."""
    spans = {kind.lower(): max(1, min(int(size), _MOST_SPANNED)) for kind, size in _SPAN.findall(attributes)}
    return spans.get("row", 1), spans.get("col", 1)


def has_tags(text: str) -> bool:
    """Whether tags stand in a text as in one that was a page's."""
    return "</" in text and len(_CLOSING.findall(text)) >= _FEWEST_TAGS


def without_tags(text: str) -> str:
    """The text with every tag and no-break space as white space of the same length; a block's tag breaks the line."""

    def blank(tag: re.Match[str]) -> str:
        return ("\n" if _BLOCK.match(tag.group()) else " ") + " " * (len(tag.group()) - 1)

    return _SPACE.sub(lambda space: " " * len(space.group()), _TAG.sub(blank, text))


def text_of(content: str) -> str:
    """What a reader sees of a cell's content: no tags, characters for their names, a line for each block."""
    from html import unescape  # a large table of names that few texts need

    plain = _TAG.sub(lambda tag: "\n" if _BLOCK.match(tag.group()) else "", content)
    return "\n".join(line.strip() for line in unescape(plain).splitlines() if line.strip())
