"""A report as text for a person: the official tables with their figures, then everything that wants attention.

In: a `Report`, and the text that it was parsed from (for line numbers). Out: lines of plain text, without colour.
Nothing here knows an edition: the forms' data says which rows, columns, groups and units a table has, and the report
says which cells were found.

What a person must be able to tell apart is kept apart: a blank cell is empty, 无 and dashes stand as the report writes
them, and marks that no report uses for its figures say the rest (`_LEGEND`). Characters that would steer a terminal
never get through.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import groupby
from typing import Final

from attrs import frozen

from .checks import Check
from .forms import Block, Form, FormTable, form_with_key, forms_with
from .indicator import Indicator
from .layout import header_paths
from .report import Report, Table
from .terminal import balanced, centred, cut, ljust, plain, text_width, wrap
from .terms import digits

__all__ = ["LINE_END", "Lines", "render"]

_LEGEND: Final = {
    "": "(empty) the cell is there, and blank",
    "·": "·  no such cell was found",
    "?": "?  no quantity, as it is written",
    "*": "*  inferred: the only value or place that the form's arithmetic allows",
}
# What ends a line of a text.
LINE_END: Final = re.compile(r"\r\n|\n|\r")
_GAP: Final = "  "
# With less room for labels the headers wrap; in a wider column the eye loses the way from label to figure.
_LABEL_WIDTH: Final = (40, 60)
_HEADER_WIDTHS: Final = (32, 16, 12, 8, 4)
_FIGURE_WIDTH: Final = 12
_TERM_WIDTH: Final = 40


@frozen
class Lines:
    r"""Lines and columns of a text, worked out when somebody asks. A line ends with \r\n, \n or \r.

    >>> Lines("总计\r\n12").at(5)
    (2, 2)
    """

    text: str

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(end.end() for end in LINE_END.finditer(self.text))]

    def at(self, offset: int) -> tuple[int, int]:
        """The line and column of an offset, both counted from 1."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def place(self, source: str | None, span: tuple[int, int] | None) -> str:
        """``source:line:column``, or the source alone where there is no span."""
        name = plain(source or "text")
        return name if span is None else "{}:{}:{}".format(name, *self.at(span[0]))


def render(report: Report, text: str, *, width: int = 100) -> str:
    """The report as text for a person, each line at most about `width` columns of a terminal wide.

    `text` is what the report was parsed from. The result ends with a line end.

    >>> print(render(Report(source="page.txt"), ""), end="")
    page.txt: no report
    """
    lines = Lines(text)
    source = plain(report.source or "text")
    sections = [list(_head(report, source))]
    if report.indicators:
        marks: set[str] = set()
        main = report.tables[0].form
        sections += [list(_table(table, report, main, width, marks)) for table in report.tables]
        sections.append(list(_missing(report)))
        sections.append([explanation for mark, explanation in _LEGEND.items() if mark in marks])
        sections.append(list(_checks(report, width)))
    sections += [list(_left_over(report, lines, width)), list(_diagnostics(report, lines))]
    return "\n".join("".join(f"{line.rstrip()}\n" for line in section) for section in sections if section)


# --- the head --------------------------------------------------------------------------------------------------------


def _head(report: Report, source: str) -> Iterator[str]:
    metadata = report.metadata
    yield f"{source}: {plain(metadata.title or 'report')}" if report.indicators else f"{source}: no report"
    titles = {form.name: form.title for form in report.forms}
    edition = f"{report.edition} {titles.get(report.edition, '')}" if report.edition else ""
    facts = {
        "agency": metadata.agency,
        "year": metadata.year,
        "edition": edition or " or ".join(report.edition_candidates),
        "document": metadata.document_number,
        "published": metadata.published,
        "statistics": " to ".join(metadata.period) if metadata.period else None,
    }
    for name, fact in facts.items():
        if fact:
            yield f"  {name:<10}  {plain(str(fact))}"


# --- the tables ------------------------------------------------------------------------------------------------------


@frozen
class _Row:
    """A row to show: its labels from the outermost group down, and the keys of its cells (None: not on the form)."""

    path: tuple[str, ...]
    keys: tuple[str | None, ...]
    unit: str | None = None


def _table(table: Table, report: Report, main: str, width: int, marks: set[str]) -> Iterator[str]:
    """The blocks of a table. Rows above the first and below the last that was found are counted, not shown."""
    form = forms_with((table.form,), report.own_forms)[0]
    shape = next(item for item in form.tables if item.name == table.name)
    blocks = [_shape(form, shape, block) for block in shape.blocks]
    # Of a form that only some cells fit, the cells that are not there were never to be expected.
    own = {cell.key for cell in table.cells}
    found = [any(key in own for key in row.keys) for _, rows in blocks for row in rows]
    first, last = found.index(True), len(found) - found[::-1].index(True)
    shown = [first <= place < last if table.form == main else found[place] for place in range(len(found))]

    yield plain(table.title) + ("" if table.form == main else f" (as on the {table.form} form)")
    remaining = iter(shown)
    for block, (columns, rows) in zip(shape.blocks, blocks, strict=True):
        kept = [row for row in rows if next(remaining)]
        if kept:
            if block.title:
                yield f"  {block.title}"
            yield from _block(block, columns, kept, form, report, width, marks)
    if table.form == main and not all(shown):
        yield f"(rows of the form above or below these that were not found: {shown.count(False)})"


def _missing(report: Report) -> Iterator[str]:
    """The tables of the report's form of which no cell was found."""
    found = {table.name for table in report.tables if table.form == report.edition}
    tables = (table for form in report.forms if form.name == report.edition for table in form.tables)
    yield from (f"{table.title}: no cell was found" for table in tables if table.name not in found)


def _shape(form: Form, table: FormTable, block: Block) -> tuple[tuple[tuple[str, ...], ...], list[_Row]]:
    """Header paths and rows of a block. A single row without a label is turned: its column groups become the rows."""
    if len(block.rows) == 1 and not block.rows[0].label:
        cells = {column.label: table.key(block.rows[0], column) for column in block.columns}
        heads = tuple(dict.fromkeys(label[-1:] for label in cells))
        groups = dict.fromkeys(label[:-1] for label in cells)
        return heads, [_Row(group, tuple(cells.get(group + head) for head in heads)) for group in groups]
    unit = ((block.unit_column,),) if block.unit_column else ()
    rows = []
    for row in block.rows:
        keys = tuple(table.key(row, column) for column in block.columns)
        rows.append(_Row(row.label, keys, form.indicators[keys[0]].unit or "" if unit else None))
    return (*unit, *header_paths(block)), rows


def _block(
    block: Block,
    columns: Sequence[tuple[str, ...]],
    rows: Sequence[_Row],
    form: Form,
    report: Report,
    width: int,
    marks: set[str],
) -> Iterator[str]:
    texts = []
    for row in rows:
        unit = [] if row.unit is None else [row.unit]
        texts.append(unit + [_figure(key, form, report, marks) for key in row.keys])
    needed = [max(text_width(line[place]) for line in texts) for place in range(len(columns))]
    labels = list(_labels(rows))
    longest = max(2 * (depth + 1) + text_width(label) for depth, label, _ in labels)
    # Wide headers wrap until the labels have room.
    for limit in _HEADER_WIDTHS:
        heads = [balanced(path[-1], limit) for path in columns]
        widths = [max(size, *map(text_width, head)) for size, head in zip(needed, heads, strict=True)]
        room = width - sum(widths) - len(_GAP) * len(widths)
        if room >= min(longest, _LABEL_WIDTH[0]):
            break
    label_width = min(longest, max(room, _LABEL_WIDTH[0] // 2), _LABEL_WIDTH[1])

    corner = [f"  {line}" for line in wrap(block.corner or "", label_width - 2)]
    header = _header(columns, heads, widths)
    height = max(len(corner), len(header))
    for left, right in zip(_bottom(corner, height), _bottom(header, height), strict=True):
        yield ljust(left, label_width) + right
    figures = iter(texts)
    for depth, label, is_row in labels:
        indent = "  " * (depth + 1)
        room = label_width - len(indent)
        first, *more = wrap(label, room if text_width(label) <= room else room - 2)
        line = indent + first
        if is_row:
            line = ljust(line, label_width) + _joined(next(figures), widths)
        yield line
        # Deeper than the label, or the rest of it would look like a row of blank cells.
        yield from (f"{indent}  {part}" for part in more)


def _labels(rows: Iterable[_Row]) -> Iterator[tuple[int, str, bool]]:
    """Depth and text of each label to print, and whether it is that of a row; groups come before their first row."""
    last: tuple[str, ...] = ()
    for row in rows:
        for depth in range(len(row.path) - 1):
            if row.path[: depth + 1] != last[: depth + 1]:
                yield depth, row.path[depth], False
        yield max(len(row.path) - 1, 0), "".join(row.path[-1:]), True
        last = row.path


def _figure(key: str | None, form: Form, report: Report, marks: set[str]) -> str:
    """What stands in a cell, its unit only where that is not the form's; notes in `marks` what wants explaining."""
    if key is None:
        return ""
    spec, indicator = form.indicators[key], report.indicators.get(key)
    if indicator is None:
        # The form expects no figure in a heading row.
        if not spec.heading:
            marks.add("·")
        return "" if spec.heading else "·"
    mark = ""
    if indicator.value is not None:
        text = digits(indicator.value) + (plain(indicator.unit or "") if indicator.unit != spec.unit else "")
    elif indicator.status == "blank":
        text = ""
        if not spec.heading:
            marks.add("")
    else:
        text = cut(plain(indicator.raw), _FIGURE_WIDTH)
        mark = "?" if indicator.status == "unreadable" else ""
    mark += "*" if indicator.origin == "inferred" else ""
    marks.update(mark)
    return text + mark


def _header(columns: Sequence[tuple[str, ...]], heads: Sequence[list[str]], widths: Sequence[int]) -> list[str]:
    """Lines of the column headers: groups drawn over their columns, then the columns' own labels, bottom-aligned."""
    lines: list[str] = []
    for level in range(max(map(len, columns)) - 1):
        line = ""
        place = 0
        for group, members in groupby(columns, key=lambda path: path[: level + 1] if len(path) > level + 1 else None):
            count = len(list(members))
            size = sum(widths[place : place + count]) + len(_GAP) * (count - 1)
            line += _GAP + (centred(group[-1], size) if group else " " * size)
            place += count
        lines.append(line)
    height = max(map(len, heads))
    leaves = zip(*(_bottom(head, height) for head in heads), strict=True)
    return [*lines, *(_joined(parts, widths) for parts in leaves)]


def _joined(texts: Iterable[str], widths: Iterable[int]) -> str:
    return "".join(_GAP + " " * (width - text_width(text)) + text for text, width in zip(texts, widths, strict=True))


def _bottom(lines: Sequence[str], height: int) -> list[str]:
    return [""] * (height - len(lines)) + list(lines)


# --- what wants attention --------------------------------------------------------------------------------------------


def _checks(report: Report, width: int) -> Iterator[str]:
    checks = report.checks
    if not checks:
        yield "Checks: none, since the edition is not known" if not report.edition_candidates else "Checks: none"
        return
    yield f"Checks: {_tally([check.status for check in checks])}"
    changed = [check for check in checks if check.if_blank_is_zero != check.status]
    if changed:
        yield f"  counting blank, 无 and dash cells as 0: {_tally([check.if_blank_is_zero for check in checks])}"
        for check in changed:
            if check.if_blank_is_zero == "fail":
                yield f"    fails then: {check.rule}"
                yield from _hint(check, width)
    for check in checks:
        if check.status == "fail":
            yield from _failure(check, report, width)


def _tally(verdicts: Sequence[str]) -> str:
    passed, failed, unknown = map(verdicts.count, ("pass", "fail", "unknown"))
    why = " (not all figures are there)" if unknown else ""
    return f"{passed} passed, {failed} failed, {unknown} unknown{why}"


def _failure(check: Check, report: Report, width: int) -> Iterator[str]:
    left, right, difference = (digits(side or 0) for side in (check.left, check.right, check.difference))
    equation = f"{left} {check.relation} {right} does not hold, difference {difference}"
    yield f"  FAILED {check.rule} ({check.severity}): {equation}"
    for name, total, terms in (("left ", left, check.left_terms), ("right", right, check.right_terms)):
        start, *more = wrap(f"{total} = {_sum(terms, report)}", width - 10)
        yield f"    {name} {start}"
        yield from (f"          {line}" for line in more)
    yield from _hint(check, width)


def _hint(check: Check, width: int) -> Iterator[str]:
    if check.hint:
        yield from (f"    {line}" for line in wrap(check.hint.describe(), width - 4))


def _sum(terms: Sequence[Indicator], report: Report) -> str:
    """A side of an equation in words: its figures with their labels; terms that are 0 are only counted."""
    said = [f"{digits(x.value or 0)} ({_name(x.key, report)})" for x in terms if x.value or len(terms) == 1]
    zeros = len(terms) - len(said)
    return " + ".join(said + ([f"0 ({zeros} more)"] if zeros else [])) or "0"


def _name(key: str, report: Report) -> str:
    """A short name of an indicator for a person: its innermost row and column labels, as the report's form has them."""
    form = form_with_key(key, report.forms)
    if form is None:
        return key
    spec = form.indicators[key]
    labels = spec.row[-1:] + spec.column[-1:] if spec.row else spec.column[-2:]
    return " > ".join(cut(label, _TERM_WIDTH) for label in labels)


def _left_over(report: Report, lines: Lines, width: int) -> Iterator[str]:
    if report.unplaced:
        yield "Figures whose cell the text no longer tells:"
    # The figures of a row share their candidates: they are told together, at the place of the first.
    for candidates, members in groupby(report.unplaced, key=lambda figure: figure.candidates):
        figures = list(members)
        names = [_name(key, report) for key in candidates]
        more = f" and {len(names) - 3} more" if len(names) > 3 else ""
        raws = ", ".join(plain(figure.raw) for figure in figures)
        place = lines.place(report.source, figures[0].span)
        first, *others = wrap(f"{place}: {raws}  may be {', '.join(names[:3])}{more}", width - 4)
        yield f"  {first}"
        yield from (f"    {line}" for line in others)
    if report.extras:
        yield "Figures that are not on the form:"
    for extra in report.extras:
        labels = " > ".join(plain(label) for label in extra.labels)
        yield f"  {lines.place(report.source, extra.span)}: {plain(extra.raw)}  {labels}"


def _diagnostics(report: Report, lines: Lines) -> Iterator[str]:
    for item in report.diagnostics:
        place = lines.place(report.source, item.span)
        yield f"{place}: {item.severity}: {plain(item.message)} [{item.code}]"
        if item.hint:
            yield f"  {plain(item.hint)}"
