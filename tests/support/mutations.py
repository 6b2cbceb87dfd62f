"""Changes to a document that keep its truth tellable: a careful reader of the changed text still sees every fact.

Each mutation takes a document and a random generator and gives a document, so that they can be combined; the truth of
the result is what the writer says of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from random import Random

from attrs import evolve

from .document import (
    Block,
    Cell,
    Document,
    Figure,
    Heading,
    Part,
    Prose,
    Row,
    Table,
    Value,
    change_blocks,
    change_figures,
    change_tables,
    relabel,
)
from .figures import BLANK, NONE, ZERO, dash, money, number
from .official import full_width

Mutation = Callable[[Document, Random], Document]

_MONEY = ("fees", "organization.budget", "disclosure.fees.amount", "disclosure.procurement.amount")


def other_numbers(document: Document, rng: Random) -> Document:
    """Every figure is another: small, large, signed in 本年增/减, with decimals and units in cells of money."""

    def change(figure: Figure) -> Value:
        if figure.value.status != "reported" or figure.heading:
            return figure.value
        if figure.key in _MONEY:
            amount = f"{rng.randrange(10 ** rng.randint(1, 7))}.{rng.randrange(10)}{rng.randint(1, 9)}"
            return money(amount, rng.choice((None, "元", "万元")))
        if figure.key and figure.key.endswith(".change"):
            size = rng.randint(1, 999)
            raw, sign = rng.choice((("+{}", 1), ("-{}", -1), ("减少{}", -1), ("增加{}", 1), ("减{}", -1), ("{}", 1)))
            return number(sign * size, raw.format(size))
        return number(rng.randrange(10 ** rng.choice((1, 1, 2, 2, 3, 4, 6, 12))))

    return change_figures(document, change)


def thousands(document: Document, rng: Random) -> Document:
    """Large figures with separators, `1,234`."""
    comma = rng.choice(",，")

    def change(figure: Figure) -> Value:
        if figure.value.status != "reported" or rng.random() < 0.4 or (figure.key or "").endswith(".change"):
            return figure.value
        value = rng.randint(1000, 10**8)
        if figure.key in _MONEY:
            return Value(f"{value:,}.25".replace(",", comma), Decimal(f"{value}.25"), "reported")
        return number(value, f"{value:,}".replace(",", comma))

    return change_figures(document, change)


def full_width_labels(document: Document, rng: Random) -> Document:
    """Labels as the official form has them, with one of the usual marks behind an item's number."""
    point = rng.choice((".", "．", "、", ". "))
    return relabel(document, lambda label: full_width(re.sub(r"^(\d)\.", rf"\1{point}", label)))


def full_width_digits(document: Document, _rng: Random) -> Document:
    """Figures in full-width digits."""
    wide = str.maketrans("0123456789.", "０１２３４５６７８９．")
    return change_figures(document, lambda figure: evolve(figure.value, raw=figure.value.raw.translate(wide)))


def labels_without_numbers(document: Document, _rng: Random) -> Document:
    """Labels without the number in front of them."""
    mark = re.compile(r"^(?:[一二三四五六七八九]、|[(（][一二三四五六七][)）]|\d[.．、] ?)")
    return relabel(document, lambda label: mark.sub("", label))


def labels_without_notes(document: Document, _rng: Random) -> Document:
    """Labels without the note in brackets behind or below them."""

    def change(block: Block) -> Block:
        return evolve(block, rows=tuple(evolve(row, note="") for row in block.rows))

    return change_blocks(
        relabel(document, lambda label: re.sub(r"(?<=[^\s(（])[(（][^()（）]{5,}[)）]$", "", label)), change
    )


# Labels that stand below both of these rows are told apart by them.
_KEPT = ("review", "litigation")


def rows_left_out(document: Document, rng: Random) -> Document:
    """About a quarter of the rows is gone."""

    def change(block: Block) -> Block:
        kept = tuple(row for row in block.rows if row.figures[0].key in _KEPT or rng.random() > 0.25)
        return evolve(block, rows=kept or block.rows[:1])

    return change_blocks(document, change)


_LOCAL_ROWS = {
    "statistics": ("主动公开行政执法信息", "主动公开机构领导、机构设置及人事信息", "主动公开政府文件数"),
    "disclosure": ("其他主动公开文件", "本级财政预决算信息"),
    "applications": ("五、本年度网上平台受理数量", "五、其中由乡镇转来的申请"),
}


def local_row(document: Document, rng: Random) -> Document:
    """A row of the office's own in each table; its figures are no indicators."""

    def change(table: Table) -> Table:
        if table.name not in _LOCAL_ROWS:
            return table
        label = rng.choice(_LOCAL_ROWS[table.name])
        first, *others = table.blocks
        # Below the last row of the block, or among the first rows of the 2014 table, never between a group's rows.
        place = rng.randint(1, min(5, len(first.rows))) if table.name == "statistics" else len(first.rows)
        unit = None if first.rows[0].unit is None else "条"
        figures = tuple(Figure(None, None, number(rng.randint(1, 99999))) for _ in first.spans)
        rows = (*first.rows[:place], Row((label,), figures, unit=unit), *first.rows[place:])
        return evolve(table, blocks=(evolve(first, rows=rows), *others))

    return change_tables(document, change)


def _around_tables(document: Document, around: Callable[[Table], tuple[Part, ...]]) -> Document:
    parts: list[Part] = []
    for part in document.parts:
        parts += around(part) if isinstance(part, Table) else (part,)
    return evolve(document, parts=tuple(parts))


_HEADINGS = ("附表{n}:有关情况统计", "表{n} 具体数据如下", "(附件{n})", "具体情况见下表(数据口径:全口径)")


def headings_between(document: Document, rng: Random) -> Document:
    """A heading of the office's own above each table."""
    return _around_tables(document, lambda table: (Heading(rng.choice(_HEADINGS).format(n=rng.randint(1, 9))), table))


_SENTENCES = (
    "截至{y}年12月底,全年共收到申请{a}件,其中自然人申请{b}件,办结{b}件。",
    "全年主动公开信息{a}条,比上年增加{b}条,增长4.7%。",
    "注:以上数据统计口径为全区{b}个单位,费用单位为万元。",
    "本年度召开会议{b}次,培训{a}人次,未收到举报投诉。",
    "受理行政复议{b}件,维持{a}件。",
)


def prose_around(document: Document, rng: Random) -> Document:
    """Sentences with figures directly above and below each table."""

    def sentence() -> Prose:
        return Prose(rng.choice(_SENTENCES).format(a=rng.randint(10, 999), b=rng.randint(1, 30), y=2021))

    return _around_tables(document, lambda table: (sentence(), table, sentence()))


def page_footers(document: Document, rng: Random) -> Document:
    """The number of the page below a table and at the end."""
    page = rng.randint(2, 9)
    style = rng.choice(("- {} -", "— {} —", "-{}-", "第 {} 页"))
    below = rng.choice(document.tables)
    changed = _around_tables(document, lambda table: (table, Prose(style.format(page))) if table is below else (table,))
    return evolve(changed, parts=(*changed.parts, Prose(style.format(page + 1))))


def markdown_headings(document: Document, rng: Random) -> Document:
    """Markdown's marks before the headings."""
    marks = rng.choice(("# ", "## ", "### "))
    parts = tuple(Heading(marks + part.text) if isinstance(part, Heading) else part for part in document.parts)
    return evolve(document, parts=parts)


_NIL: tuple[Value, ...] = (
    BLANK,
    BLANK,
    ZERO,
    ZERO,
    NONE,
    dash("—"),
    dash("/"),
    dash("-"),
    dash("——"),
    Value("没有", None, "none"),
)


def other_nils(document: Document, rng: Random) -> Document:
    """Cells with nothing to report are blank, 无, a dash or 0 at random, as far as the dialect keeps them apart."""
    choices = _NIL
    if document.dialect == "lines":
        choices = tuple(value for value in _NIL if value.raw)
    elif document.dialect == "paragraph":
        # A cell of one Chinese character is gone. So is the unit beside a value: a long dash may be that of the unit
        # column. A blank cell's place is told only where each row has one value.
        choices = tuple(value for value in _NIL if value.raw in ("0", "没有", "/"))
        choices += (BLANK, BLANK) if document.edition == "2014" else ()

    def change(figure: Figure) -> Value:
        nil = figure.value.status in ("blank", "none", "dash") or figure.value.value == 0
        return rng.choice(choices) if nil and figure.key and not figure.heading else figure.value

    return change_figures(document, change)


_SPACES = (" ", "\u00a0", "\u3000")


def spaces(document: Document, rng: Random) -> Document:
    """Spaces of all kinds around cells and inside labels, and between a figure and the word beside it."""

    # Where no other separator stands between cells, a gap of several spaces is one.
    gaps = document.dialect not in ("paragraph", "lines")

    def fits(before: str, after: str) -> bool:
        if before.isdigit() or after in ("", ".", "．"):  # 1 2 are two figures
            return False
        return gaps or not (before.isspace() or after.isspace())

    def label(text: str) -> str:
        if len(text) <= 5 and rng.random() < 0.5 and all(map(fits, text, text[1:])):
            return rng.choice(_SPACES).join(text)
        for _ in range(rng.randint(0, 2)):
            place = rng.randint(1, max(1, len(text) - 1))
            if fits(text[place - 1], text[place : place + 1]):
                text = text[:place] + rng.choice(_SPACES) + text[place:]
        return text

    def value(figure: Figure) -> Value:
        old = figure.value
        if rng.random() < 0.5 or (not old.raw and document.dialect in ("paragraph", "lines")):
            return old
        raw = re.sub(r"(?<=[\d０-９])(?=[万元])|(?<=[少加减增])(?=\d)", rng.choice(_SPACES), old.raw)
        # No tab and no line break: those are separators.
        return evolve(old, raw=raw, before=rng.choice(_SPACES), after=rng.choice(_SPACES) if raw else "")

    return change_figures(relabel(document, label), value)


def wrapped_headers(document: Document, _rng: Random) -> Document:
    """Header cells of two lines, as on a page whose columns are narrow."""

    def wrapped(cell: Cell) -> Cell:
        (text,) = cell.lines
        return evolve(cell, lines=(text[:2], text[2:])) if len(text) == 4 else cell

    def change(block: Block) -> Block:
        return evolve(block, header=tuple(tuple(map(wrapped, row)) for row in block.header))

    return change_blocks(document, change)


def crlf(document: Document, _rng: Random) -> Document:
    """Line ends as on Windows."""
    return evolve(document, newline="\r\n")


def bom(document: Document, _rng: Random) -> Document:
    """A byte order mark at the start, which counts in offsets."""
    return evolve(document, bom=True)


MUTATIONS: tuple[Mutation, ...] = (
    other_numbers,
    thousands,
    full_width_digits,
    full_width_labels,
    labels_without_numbers,
    labels_without_notes,
    spaces,
    wrapped_headers,
    rows_left_out,
    local_row,
    other_nils,
    headings_between,
    prose_around,
    page_footers,
    markdown_headings,
    crlf,
    bom,
)
