"""What offices add to the form: rows and columns of their own, and numbers in front of the rows.

Their figures have no key. A parser must keep them apart from those of the form, whatever the writer does to the table.
"""

from __future__ import annotations

from random import Random

from attrs import evolve

from tests.support.document import Block, Cell, Document, Figure, Row, Value, change_tables
from tests.support.document import Table as FormTable

from .figures import Hand

# The row of the form that a local row follows, by its label's beginning, and the local row's label.
_ROWS = (
    ("其中:主动公开规范性文件数", "其中:主动公开政策解读数"),
    ("5.其他方式公开政府信息数", "6.政务服务中心公开政府信息数"),
    ("4.信函申请数", "5.电子邮件申请数"),
    ("规范性文件", "其他主动公开文件"),
    ("行政规范性文件", "其他主动公开文件"),
    ("行政强制", "行政确认"),
    ("一、本年新收政府信息公开申请数量", "其中:通过网络收到"),
)
_COLUMNS = ("区直单位统计数", "乡镇统计数", "上年统计数")


def with_local_rows(document: Document, hand: Hand, rng: Random) -> Document:
    """The document with one or two rows that are not on the form."""
    chosen = dict(rng.sample(_ROWS, rng.randint(2, 4)))

    def changed(block: Block) -> Block:
        rows: list[Row] = []
        for row in block.rows:
            rows.append(row)
            label = chosen.get(row.labels[-1]) if row.labels else None
            if label is not None:
                figures = tuple(Figure(None, figure.unit, _value(hand, rng)) for figure in row.figures)
                rows.append(evolve(row, labels=(*row.labels[:-1], label), note="", figures=figures))
        return evolve(block, rows=tuple(rows))

    return change_tables(document, lambda table: evolve(table, blocks=tuple(map(changed, table.blocks))))


def with_local_columns(document: Document, hand: Hand, rng: Random) -> Document:
    """The document with columns for other bodies beside the figures of the 2014 form."""
    labels = rng.sample(_COLUMNS, rng.randint(1, 2))

    def changed(row: Row) -> Row:
        own = tuple(
            Figure(None, row.unit, Value() if figure.heading else _value(hand, rng), figure.heading)
            for figure in row.figures
            for _ in labels
        )
        return evolve(row, figures=(*row.figures, *own))

    def widened(table: FormTable) -> FormTable:
        if table.name != "statistics":
            return table
        (block,) = table.blocks
        (top,) = block.header
        header = ((*top, *(Cell((label,)) for label in labels)),)
        spans = block.spans + (1,) * len(labels)
        block = evolve(block, header=header, spans=spans, rows=tuple(map(changed, block.rows)))
        return evolve(table, width=table.width + len(labels), blocks=(block,))

    return change_tables(document, widened)


def _value(hand: Hand, rng: Random) -> Value:
    return hand.count(rng.choice((0, 0, rng.randint(1, 20), rng.randint(1, 900))))


def numbered(table: FormTable, rows: list[list[Cell]]) -> list[list[Cell]]:
    """The rows of a table's layout with a column 序号 before them."""
    result: list[list[Cell]] = []
    at = number = 0
    for block in table.blocks:
        if block.title:
            title, *others = rows[at]
            result.append([evolve(title, columns=title.columns + 1), *others])
            at += 1
        top = Cell(("序号",), rows=len(block.header))
        result += [[top, *row] if line == 0 else row for line, row in enumerate(rows[at : at + len(block.header)])]
        at += len(block.header)
        for row in rows[at : at + len(block.rows)]:
            number += 1
            result.append([Cell((str(number),)), *row])
        at += len(block.rows)
    return result
