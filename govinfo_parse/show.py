"""A report as text for a person: the official tables with their figures, then everything that wants attention.

In: a `Report`, and the text that it was parsed from (for line numbers). Out: lines of text, in English or Chinese,
plain or painted. Nothing here knows an edition: the forms' data says which rows, columns, groups and units a table has,
and the report says which cells were found.

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
from .terminal import Kind, Paint, balanced, centred, cut, ljust, plain, text_width, wrap
from .terms import digits
from .wording import Language, in_language

__all__ = ["LINE_END", "Lines", "render"]

_LEGEND: Final = {
    "": ("(empty) the cell is there, and blank", "（空）有此单元格，未填"),
    "·": ("·  no such cell was found", "·  未找到此单元格"),
    "?": ("?  no quantity, as it is written", "?  不是数值，照录原文"),
    "*": (
        "*  inferred: the only value or place that the form's arithmetic allows",
        "*  推定：勾稽关系只容许此数或此位置",
    ),
}
# What ends a line of a text.
LINE_END: Final = re.compile(r"\r\n|\n|\r")
_FACTS_ZH: Final = {
    "agency": "机关",
    "year": "年度",
    "edition": "表样",
    "document": "文号",
    "published": "公布日期",
    "statistics": "统计期间",
}
_SEVERITIES_ZH: Final = {"error": "错误", "warning": "警告", "info": "提示"}
_PAINTS: Final[dict[str, Kind]] = {"error": "bad", "warning": "doubtful", "info": "quiet"}
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


@frozen
class _Look:
    """How wide the lines are, in which language what is not the report's is said, and what it is painted with."""

    width: int
    language: Language
    paint: Paint

    def said(self, en: str, zh: str) -> str:
        """One of two wordings."""
        return in_language(self.language, en, zh)


def render(
    report: Report, text: str, *, width: int = 100, language: Language = "en", paint: Paint | None = None
) -> str:
    """The report as text for a person, each line at most about `width` columns of a terminal wide.

    `text` is what the report was parsed from. The result ends with a line end.

    >>> print(render(Report(source="page.txt"), ""), end="")
    page.txt: no report
    """
    lines = Lines(text)
    look = _Look(width, language, paint or Paint())
    sections = [list(_head(report, look))]
    if report.indicators:
        marks: set[str] = set()
        main = report.tables[0].form
        sections += [list(_table(table, report, main, look, marks)) for table in report.tables]
        sections.append(list(_missing(report, look)))
        sections.append([look.paint("quiet", look.said(*said)) for mark, said in _LEGEND.items() if mark in marks])
        sections.append(list(_checks(report, look)))
    sections += [list(_left_over(report, lines, look)), list(_diagnostics(report, lines, look))]
    return "\n".join("".join(f"{line.rstrip()}\n" for line in section) for section in sections if section)


# --- the head --------------------------------------------------------------------------------------------------------


def _head(report: Report, look: _Look) -> Iterator[str]:
    metadata = report.metadata
    title = metadata.title or look.said("report", "报告") if report.indicators else look.said("no report", "不含报告")
    yield look.paint("title", f"{plain(report.source or 'text')}: {plain(title)}")
    titles = {form.name: form.title for form in report.forms}
    edition = f"{report.edition} {titles.get(report.edition, '')}" if report.edition else ""
    facts = {
        "agency": metadata.agency,
        "year": metadata.year,
        "edition": edition or look.said(" or ", "或").join(report.edition_candidates),
        "document": metadata.document_number,
        "published": metadata.published,
        "statistics": look.said(" to ", "至").join(metadata.period) if metadata.period else None,
    }
    for name, fact in facts.items():
        if fact:
            yield f"  {ljust(look.said(name, _FACTS_ZH[name]), 10)}  {plain(str(fact))}"


# --- the tables ------------------------------------------------------------------------------------------------------


@frozen
class _Row:
    """A row to show: its labels from the outermost group down, and the keys of its cells (None: not on the form)."""

    path: tuple[str, ...]
    keys: tuple[str | None, ...]
    unit: str | None = None


def _table(table: Table, report: Report, main: str, look: _Look, marks: set[str]) -> Iterator[str]:
    """The blocks of a table. Rows above the first and below the last that was found are counted, not shown."""
    form = forms_with((table.form,), report.own_forms)[0]
    shape = next(item for item in form.tables if item.name == table.name)
    blocks = [_shape(form, shape, block) for block in shape.blocks]
    # Of a form that only some cells fit, the cells that are not there were never to be expected.
    own = {cell.key for cell in table.cells}
    found = [any(key in own for key in row.keys) for _, rows in blocks for row in rows]
    first, last = found.index(True), len(found) - found[::-1].index(True)
    shown = [first <= place < last if table.form == main else found[place] for place in range(len(found))]

    other = look.said(f" (as on the {table.form} form)", f"（按{table.form}表样）")
    yield look.paint("title", plain(table.title) + ("" if table.form == main else other))
    remaining = iter(shown)
    for block, (columns, rows) in zip(shape.blocks, blocks, strict=True):
        kept = [row for row in rows if next(remaining)]
        if kept:
            if block.title:
                yield f"  {block.title}"
            yield from _block(block, columns, kept, form, report, look.width, marks)
    if table.form == main and not all(shown):
        count = shown.count(False)
        said = (f"(rows of the form above or below these that were not found: {count})", f"（上下另有{count}行未找到）")
        yield look.paint("quiet", look.said(*said))


def _missing(report: Report, look: _Look) -> Iterator[str]:
    """The tables of the report's form of which no cell was found."""
    found = {table.name for table in report.tables if table.form == report.edition}
    tables = (table for form in report.forms if form.name == report.edition for table in form.tables)
    said = look.said(": no cell was found", "：未找到任何单元格")
    yield from (look.paint("doubtful", table.title + said) for table in tables if table.name not in found)


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


def _checks(report: Report, look: _Look) -> Iterator[str]:
    checks = report.checks
    front = look.said("Checks: ", "勾稽关系：")
    if not checks:
        unknown = look.said("none, since the edition is not known", "版本不明，没有适用的")
        yield front + (look.said("none", "无") if report.edition_candidates else unknown)
        return
    yield front + _tally([check.status for check in checks], look)
    changed = [check for check in checks if check.if_blank_is_zero != check.status]
    if changed:
        counting = look.said("counting blank, 无 and dash cells as 0: ", "空白、“无”和“—”按0计：")
        yield f"  {counting}{_tally([check.if_blank_is_zero for check in checks], look)}"
        for check in changed:
            if check.if_blank_is_zero == "fail":
                yield look.paint("doubtful", f"    {look.said('fails then: ', '不成立：')}{check.rule}")
                yield from _hint(check, look)
    for check in checks:
        if check.status == "fail":
            yield from _failure(check, report, look)


def _tally(verdicts: Sequence[str], look: _Look) -> str:
    passed, failed, unknown = map(verdicts.count, ("pass", "fail", "unknown"))
    why = look.said(" (not all figures are there)", "（数字不全）") if unknown else ""
    said = look.said(f"{passed} passed, {failed} failed", f"{passed}条成立，{failed}条不成立")
    said = look.paint("bad" if failed else "good", said)
    return said + look.said(f", {unknown} unknown{why}", f"，{unknown}条无法核对{why}")


def _failure(check: Check, report: Report, look: _Look) -> Iterator[str]:
    left, right, difference = (digits(side or 0) for side in (check.left, check.right, check.difference))
    equation = f"{left} {check.relation} {right}"
    hard = check.severity == "hard"
    said = look.said(
        f"FAILED {check.rule} ({check.severity}): {equation} does not hold, difference {difference}",
        f"不成立 {check.rule}（{'必然成立的关系' if hard else '通常成立的关系'}）：{equation}，相差{difference}",
    )
    yield "  " + look.paint("bad" if hard else "doubtful", said)
    sides = (
        (look.said("left ", "左边 "), left, check.left_terms),
        (look.said("right", "右边 "), right, check.right_terms),
    )
    for name, total, terms in sides:
        start, *more = wrap(f"{total} = {_sum(terms, report, look)}", look.width - 10)
        yield f"    {name} {start}"
        yield from (f"          {line}" for line in more)
    yield from _hint(check, look)


def _hint(check: Check, look: _Look) -> Iterator[str]:
    if check.hint:
        yield from (f"    {line}" for line in wrap(check.hint.describe(look.language), look.width - 4))


def _sum(terms: Sequence[Indicator], report: Report, look: _Look) -> str:
    """A side of an equation in words: its figures with their labels; terms that are 0 are only counted."""
    said = [f"{digits(x.value or 0)} ({_name(x.key, report)})" for x in terms if x.value or len(terms) == 1]
    zeros = len(terms) - len(said)
    return " + ".join(said + ([look.said(f"0 ({zeros} more)", f"0（另{zeros}项）")] if zeros else [])) or "0"


def _name(key: str, report: Report) -> str:
    """A short name of an indicator for a person: its innermost row and column labels, as the report's form has them."""
    form = form_with_key(key, report.forms)
    if form is None:
        return key
    spec = form.indicators[key]
    labels = spec.row[-1:] + spec.column[-1:] if spec.row else spec.column[-2:]
    return " > ".join(cut(label, _TERM_WIDTH) for label in labels)


def _left_over(report: Report, lines: Lines, look: _Look) -> Iterator[str]:
    if report.unplaced:
        said = look.said("Figures whose cell the text no longer tells:", "文本未表明所在单元格的数字：")
        yield look.paint("doubtful", said)
    # The figures of a row share their candidates: they are told together, at the place of the first.
    for candidates, members in groupby(report.unplaced, key=lambda figure: figure.candidates):
        figures = list(members)
        names = [_name(key, report) for key in candidates]
        count = len(names) - 3
        more = look.said(f" and {count} more", f"等{len(names)}个单元格") if count > 0 else ""
        raws = ", ".join(plain(figure.raw) for figure in figures)
        place = lines.place(report.source, figures[0].span)
        may_be = look.said("may be", "可能是")
        first, *others = wrap(f"{place}: {raws}  {may_be} {', '.join(names[:3])}{more}", look.width - 4)
        yield f"  {first}"
        yield from (f"    {line}" for line in others)
    if report.extras:
        yield look.said("Figures that are not on the form:", "表样之外的数字：")
    for extra in report.extras:
        labels = " > ".join(plain(label) for label in extra.labels)
        yield f"  {lines.place(report.source, extra.span)}: {plain(extra.raw)}  {labels}"


def _diagnostics(report: Report, lines: Lines, look: _Look) -> Iterator[str]:
    for item in report.diagnostics:
        place = lines.place(report.source, item.span)
        severity = look.paint(_PAINTS[item.severity], look.said(item.severity, _SEVERITIES_ZH[item.severity]))
        yield f"{place}: {severity}: {plain(item.describe(look.language))} [{item.code}]"
        if hint := item.advise(look.language):
            yield f"  {plain(hint)}"
