"""A report written back: the official tables with its figures in them, as HTML and as Markdown.

In: a `Report`. Out: text. What a cell says is what it said in the source (`Indicator.raw`): blank cells are empty, 无
and dashes stand as they were, and a cell that the source did not have holds `ABSENT_MARK`, which `parse` takes for no
cell. In a Markdown table with texts that are no figures, only a mark tells which cells are blank (`BLANK_MARK`). So
`parse` of the Markdown, and `parse_html` of the HTML, give the same figures again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from .encodable import encodable
from .forms import Block, FormTable, forms_with
from .layout import LayoutBlock, LayoutCell, filled, layout
from .mixed_forms import Part, joined
from .quantity import ABSENT_MARK, BLANK_MARK, MONEY, read_quantity

if TYPE_CHECKING:
    from .indicator import Indicator
    from .report import Report

__all__ = ["cell_text", "notes", "report_title", "shown_tables", "to_html", "to_markdown"]

_NOTE: Final = f"注：空白处原文空白，{ABSENT_MARK} 处原文无此格。"
_NOTE_MARKED: Final = f"注：空白处及 {BLANK_MARK} 处原文空白，{ABSENT_MARK} 处原文无此格。"
# What the form of 2014 prints in the unit column of a row without figures.
_HEADING_UNIT: Final = "——"
_UNIT_IN_HEADER: Final = re.compile(r"[(（][^()（）]*元[)）]")
# A bar that is not escaped yet, and what makes a line below headers.
_BAR: Final = re.compile(r"(?<!\\)\|")
_RULE: Final = re.compile(r":?-{3,}:?|:-+:?|-+:")
_ESCAPES: Final = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"))
_NO_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def to_markdown(report: Report) -> str:
    """The report's official tables in Markdown; see `Report.to_markdown`."""
    parts = [f"# {' '.join(title.split())}" for title in report_title(report)]
    marked = False
    for table, blocks in shown_tables(report, merged=False):
        blank = _blank(blocks, report)
        marked = marked or bool(blank)
        rows = [
            [
                "" if cell is None else cell_text(cell, block.block, table, report) or (cell.key and blank) or ""
                for cell in line
            ]
            for block in blocks
            for line in filled(block.rows)
        ]
        width = max(map(len, rows))
        lines = [_line([*row, *[""] * (width - len(row))]) for row in rows]
        ruler = "|" + " --- |" * width
        parts += [f"## {table.title}", "\n".join([lines[0], ruler, *lines[1:]])]
    return encodable("\n\n".join([*parts, *notes(report, marked=marked)]) + "\n")


def to_html(report: Report) -> str:
    """The report's official tables in HTML; see `Report.to_html`."""
    lines = ['<article lang="zh-CN">', *(f"<h1>{_html(title)}</h1>" for title in report_title(report))]
    for table, blocks in shown_tables(report, merged=True):
        lines += [f"<h2>{_html(table.title)}</h2>", "<table>"]
        for block in blocks:
            for row in block.rows:
                cells = (_tag(cell, cell_text(cell, block.block, table, report), report) for cell in row)
                lines.append(f"<tr>{''.join(cells)}</tr>")
        lines.append("</table>")
    return "\n".join([*lines, *(f"<p>{note}</p>" for note in notes(report)), "</article>"]) + "\n"


# --- what is written ------------------------------------------------------------------------------------------------


def report_title(report: Report) -> Iterator[str]:
    """The report's title, or one made of its body and year."""
    metadata = report.metadata
    year = f"{metadata.year}年" if metadata.year else ""
    if metadata.title or metadata.agency or year:
        yield metadata.title or f"{metadata.agency or ''}{year}政府信息公开工作年度报告"


def notes(report: Report, *, marked: bool = False) -> list[str]:
    """What stands below the last table: a row that a text ends with may be cut, and this tells that it is whole."""
    return [_NOTE_MARKED if marked else _NOTE] if report.tables else []


def shown_tables(report: Report, *, merged: bool) -> Iterator[tuple[FormTable, list[LayoutBlock]]]:
    """The tables of which a cell was found: whole ones of the report's edition, of others the rows that were found.

    Where an office mixed forms, tables of one title are one.
    """
    parts: dict[tuple[str, str], list[Part]] = {}
    for found in report.tables:
        form = forms_with((found.form,), report.own_forms)[0]
        table = next(item for item in form.tables if item.name == found.name)
        keys = {cell.key for cell in found.cells}
        rows = tuple(
            frozenset(row.key for row in block.rows if any(table.key(row, column) in keys for column in block.columns))
            for block in table.blocks
        )
        parts.setdefault((table.title, table.prefix), []).append(Part(table, rows, found.form == report.edition))
    for own in parts.values():
        table, shown = joined(sorted(own, key=lambda part: not part.whole))
        yield table, layout(table, shown, merged=merged)


def _blank(blocks: Iterable[LayoutBlock], report: Report) -> str:
    """What a table's blank cells hold: nothing, or a mark where texts that are no figures stand in some."""
    keys = (cell.key for block in blocks for row in block.rows for cell in row if cell.key is not None)
    found = (report.indicators.get(key) for key in keys)
    return BLANK_MARK if any(x is not None and x.status == "unreadable" for x in found) else ""


def cell_text(cell: LayoutCell, block: Block, table: FormTable, report: Report) -> str:
    """What stands in a cell."""
    if cell.key is not None:
        return _written(report.indicators.get(cell.key))
    if cell.role == "unit" and cell.row is not None:
        stated = _stated_unit((table.key(cell.row, column) for column in block.columns), report)
        return _HEADING_UNIT if cell.row.heading else stated or cell.text
    if cell.column is not None and not block.unit_column:
        stated = _stated_unit((table.key(row, cell.column) for row in block.rows), report)
        if stated in MONEY and stated != cell.column.unit:
            return f"{_UNIT_IN_HEADER.sub('', cell.text)}（单位：{stated}）"
    return cell.text


def _written(indicator: Indicator | None) -> str:
    """What the source says in a cell; for a figure that nobody read from a text, its digits, 无 or a dash."""
    if indicator is None:
        return ABSENT_MARK
    if indicator.value is not None and not indicator.raw:
        return f"{indicator.value:f}" if isinstance(indicator.value, Decimal) else str(indicator.value)
    return indicator.raw or {"none": "无", "dash": "—"}.get(indicator.status, "")


def _stated_unit(keys: Iterable[str], report: Report) -> str | None:
    """The unit of the cells that do not name theirs themselves: what the row or column says of it."""
    for key in keys:
        indicator = report.indicators.get(key)
        if indicator is not None and indicator.unit is not None:
            quantity = read_quantity(indicator.raw, money=indicator.unit in MONEY)
            if quantity is None or quantity.unit is None:
                return indicator.unit
    return None


# --- Markdown -------------------------------------------------------------------------------------------------------


def _line(cells: Sequence[str]) -> str:
    """A row between bars. Where nothing but rules would stand in it, it would be taken for the line below headers."""
    written = [" ".join(_BAR.sub(r"\\|", cell).split()) for cell in cells]
    if all(not cell or _RULE.fullmatch(cell) for cell in written):
        written = [f"\\{cell}" if cell else cell for cell in written]
    return "| " + " | ".join(written) + " |"


# --- HTML -----------------------------------------------------------------------------------------------------------


def _tag(cell: LayoutCell, text: str, report: Report) -> str:
    """A cell as an element. That of a figure names its key and, as its class, its status."""
    spans = (f' rowspan="{cell.rows}"' if cell.rows > 1 else "") + (
        f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    )
    if cell.key is None:
        name = "td" if cell.role in ("unit", "code", "letter") else "th"
        return f"<{name}{spans}>{_html(text)}</{name}>"
    indicator = report.indicators.get(cell.key)
    status = indicator.status if indicator else "absent"
    return f'<td{spans} class="{status}" data-key="{_html(cell.key)}">{_html(text)}</td>'


def _html(text: str) -> str:
    """Text in an element or an attribute; what XML has no character for is left out."""
    for char, escape in _ESCAPES:
        text = text.replace(char, escape)
    return _NO_XML.sub("", text)
