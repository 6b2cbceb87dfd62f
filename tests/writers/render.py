"""Writes a document as an HTML page, in one of the manners that office software and content systems have.

A `Style` says how a cell's text is wrapped, what a blank cell holds, how merged cells and header rows are written, and
what stands around the table. Merged cells are those of the official forms (`tests.support.document.layout`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from attrs import frozen

from tests.support.document import Cell, Document, Heading, Prose, Table, layout

from .local import numbered

NO_CELL = "no cell"  # a figure's text where the row ends before its cell

_MSO = 'class="MsoNormal" align="center" style="text-align:center;line-height:18.0pt"'
_FONT = 'style="font-size:10.5pt;font-family:仿宋_GB2312"'


def _plain(lines: tuple[str, ...]) -> str:
    return "<br>".join(lines)


def _paragraphs(lines: tuple[str, ...]) -> str:
    return "".join(f'<p style="text-align:center">{line}</p>' for line in lines)


def _broken_paragraph(lines: tuple[str, ...]) -> str:
    return f"<p>{'<br />'.join(lines)}</p>"


def _word(lines: tuple[str, ...]) -> str:
    return "".join(f"<p {_MSO}><span {_FONT}>{line}</span></p>" for line in lines)


def _word_runs(lines: tuple[str, ...]) -> str:
    """As Word saves it: a run for each script, so that a label such as 1.其他 is in pieces."""
    paragraphs = []
    for line in lines:
        runs = re.findall(r"[\x20-\x7e]+|[^\x20-\x7e]+", line) if "&" not in line else [line]
        spans = (
            f'<span lang="EN-US" {_FONT}>{run}</span>' if run.isascii() else f"<span {_FONT}>{run}</span>"
            for run in runs
        )
        paragraphs.append(f"<p {_MSO}>{''.join(spans)}<span {_FONT}><o:p></o:p></span></p>")
    return "".join(paragraphs)


def _spaced_paragraphs(lines: tuple[str, ...]) -> str:
    return "\n" + "\n".join(f"<p>{line}</p>" for line in lines) + "\n"


def _spaced(lines: tuple[str, ...]) -> str:
    return "\n        " + "<br/>\n        ".join(lines) + "\n      "


def _div(lines: tuple[str, ...]) -> str:
    return f'<div class="cell">{"<br>".join(lines)}</div>'


def _divs(lines: tuple[str, ...]) -> str:
    return "\n" + "\n".join(f"<div><span>{line}</span></div>" for line in lines) + "\n"


def _font(lines: tuple[str, ...]) -> str:
    return f'<div align="center"><font face="宋体" size="2">{"<br>".join(lines)}</font></div>'


@frozen
class Style:
    """A manner of writing pages. `wrap` writes a cell's lines; `blank` is the whole content of a blank cell, or None
    for `wrap` around a no-break space."""

    name: str
    wrap: Callable[[tuple[str, ...]], str]
    blank: str | None = ""
    merged: bool = True  # whether merged cells have spans; otherwise empty cells stand in their place
    head: bool = False  # whether the header rows are th in a thead
    indent: bool = True  # whether rows and cells stand on lines of their own
    nested: str = ""  # "each": every table in a layout table; "page": the whole text in one
    prose: str = "p"
    labels: str = "td"  # the tag of the cells with the rows' labels
    numbered: bool = False  # whether a column 序号 stands before the rows


STYLES = (
    Style("plain", _plain),
    Style("plain_nbsp", _plain, "&nbsp;", indent=False),
    Style("plain_br", _plain, "<br>"),
    Style("paragraph", _paragraphs, indent=False),
    Style("paragraph_nbsp", _paragraphs, None),
    Style("broken_paragraph", _broken_paragraph, ""),
    Style("word", _word, None),
    Style("word_runs", _word_runs, None),
    Style("word_one_line", _word, None, indent=False),
    Style("spaced_paragraph", _spaced_paragraphs, ""),
    Style("spaced_paragraph_nbsp", _spaced_paragraphs, None),
    Style("spaced", _spaced, ""),
    Style("div", _div, ""),
    Style("divs_nbsp", _divs, None, prose="div"),
    Style("head", _plain, "", head=True),
    Style("head_paragraph", _paragraphs, None, head=True),
    Style("head_all", _plain, "&nbsp;", head=True, labels="th"),
    Style("font", _font, None),
    Style("unmerged", _plain, "", merged=False),
    Style("unmerged_paragraph_nbsp", _paragraphs, None, merged=False),
    Style("nested_tables", _plain, "&nbsp;", nested="each"),
    Style("layout_table", _word, None, nested="page"),
)


def render(document: Document, style: Style, agency: str, published: str) -> str:
    """The page: what a site has around the text, its title, its metadata line, and the document's parts."""
    title = next(part.text for part in document.parts if isinstance(part, Heading))
    body = "\n".join(_part(part, style, first=number == 0) for number, part in enumerate(document.parts))
    if style.nested == "page":
        body = f'<table width="1000" border="0" align="center"><tr><td>\n{body}\n</td></tr></table>'
    return f"""<!DOCTYPE html>
<html lang="zh-CN">
<head><meta charset="utf-8"><title>{escape(title)}_{escape(agency)}</title>
<style>td {{ border: 1px solid #000; }}</style></head>
<body>
<div class="header"><a href="/">网站首页</a> <a href="/zwgk/">政务公开</a> <a href="/hdjl/">互动交流</a></div>
<div class="location">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; 年度报告</div>
<div class="article">
<div class="meta"><span>发布日期：{published}</span> <span>来源：{escape(agency)}</span> <span>浏览次数：</span></div>
<div class="content" id="zoom">
{body}
</div>
</div>
<div class="footer"><p>主办单位：{escape(agency)}</p><p>备案号：京ICP备00000000号</p></div>
</body>
</html>
"""


def _part(part: Heading | Prose | Table, style: Style, first: bool) -> str:
    if isinstance(part, Table):
        return _table(part, style)
    text = escape(part.text)
    if isinstance(part, Heading):
        return f"<h1>{text}</h1>" if first else f"<{style.prose}><strong>{text}</strong></{style.prose}>"
    return f'<{style.prose} style="text-indent:2em">{text}</{style.prose}>'


def _table(table: Table, style: Style) -> str:
    # A table without labels of rows has nothing to number.
    numbers = style.numbered and all(block.label_columns for block in table.blocks)
    rows = numbered(table, layout(table)) if numbers else layout(table)
    if not style.merged:
        rows = _unmerged(rows, table.width + numbers)
    top = len(table.blocks[0].header) + bool(table.blocks[0].title) if style.head else 0
    gap, end = ("    ", "\n") if style.indent else ("", "")
    written = []
    for number, row in enumerate(rows):
        there = (cell for cell in row if not (cell.figure and cell.figure.value.raw == NO_CELL))
        cells = "".join(f"{gap}{_cell(cell, style, number < top)}{end}" for cell in there)
        written.append(f"  <tr>{end}{cells}{gap[2:]}</tr>\n")
    body = "".join(written[top:])
    head = f"<thead>\n{''.join(written[:top])}</thead>\n" if top else ""
    text = f'<table border="1" cellspacing="0" cellpadding="0">\n{head}<tbody>\n{body}</tbody>\n</table>'
    if style.nested == "each":
        return f'<table border="0" width="100%">\n<tr>\n<td align="center">\n{text}\n</td>\n</tr>\n</table>'
    return text


def _cell(cell: Cell, style: Style, head: bool) -> str:
    tag = "th" if head else style.labels if cell.lines else "td"
    spans = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    spans += f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    lines = (cell.figure.value.raw,) if cell.figure else cell.lines
    if any(lines):
        content = style.wrap(tuple(escape(line, quote=False) for line in lines))
    else:
        content = style.wrap(("&nbsp;",)) if style.blank is None else style.blank
    return f"<{tag}{spans}>{content}</{tag}>"


def _unmerged(rows: list[list[Cell]], width: int) -> list[list[Cell]]:
    """The rows with an empty cell wherever a merged cell goes on."""
    below = [0] * width
    result = []
    for row in rows:
        line: list[Cell] = []
        cells = iter(row)
        while len(line) < width:
            if below[len(line)]:
                below[len(line)] -= 1
                line.append(Cell())
                continue
            cell = next(cells)
            for column in range(len(line), len(line) + cell.columns):
                below[column] = cell.rows - 1
            alone = Cell(cell.lines, figure=cell.figure, label=cell.label)
            line.extend([alone] + [Cell()] * (cell.columns - 1))
        result.append(line)
    return result
