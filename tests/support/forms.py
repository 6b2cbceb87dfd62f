"""Builds the official tables of an edition around given values.

Layout (headers, spans, groups) is that of the official forms; labels and units come from `official`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import groupby

from .document import Block, Cell, Figure, Row, Table, Value
from .official import Spec, specs

SECTIONS = {
    "disclosure": "二、主动公开政府信息情况",
    "applications": "三、收到和处理政府信息公开申请情况",
    "review_litigation": "四、政府信息公开行政复议、行政诉讼情况",
}

_CORNER = "(本列数据的勾稽关系为:第一项加第二项之和,等于第三项加第四项之和)"

# How many grid columns the header cells and the value cells of a block of the disclosure table cover, by its number of
# value columns; the 2019 form splits header and body differently.
_SPANS = {
    ("2019", "第二十条第(一)项"): ((1, 2, 1), (1, 2, 1)),
    ("2019", "第二十条第(五)项"): ((1, 2, 1), (2, 1, 1)),
    ("2019", "第二十条第(六)项"): ((1, 2, 1), (2, 1, 1)),
    ("2019", "第二十条第(八)项"): ((2, 2), (2, 2)),
    ("2019", "第二十条第(九)项"): ((2, 2), (2, 2)),
    ("2021", "第二十条第(一)项"): ((1, 1, 1), (1, 1, 1)),
}
_ONE_VALUE = ((3,), (3,))


def tables(
    edition: str,
    values: Mapping[str, Value],
    default: Value,
    wording: Mapping[str, str] | None = None,
    heading_unit: str = "",
    header_units: Mapping[str, str] | None = None,
) -> tuple[Table, ...]:
    """The edition's tables. `values` by key, `default` for all others; `wording` replaces the labels of headers,
    `heading_unit` is what heading rows have in the unit column, `header_units` the unit that such a wording gives a
    key."""
    unknown = set(values) - {spec.key for spec in specs(edition)}
    assert not unknown, unknown
    units = header_units or {}

    def figure(spec: Spec) -> Figure:
        blank = Value() if spec.heading else default
        return Figure(spec.key, units.get(spec.key, spec.unit), values.get(spec.key, blank), spec.heading)

    def header(text: str, columns: int = 1, rows: int = 1) -> Cell:
        return Cell(((wording or {}).get(text, text),), columns, rows)

    if edition == "2014":
        return (_statistics(figure, header, heading_unit),)
    return (
        _disclosure(edition, figure, header),
        _applications(edition, figure, header),
        _review_litigation(edition, figure, header),
    )


_MakeFigure = Callable[[Spec], Figure]
_MakeHeader = Callable[..., Cell]


def _of(edition: str, table: str) -> list[Spec]:
    return [spec for spec in specs(edition) if spec.table == table]


def _statistics(figure: _MakeFigure, header: _MakeHeader, heading_unit: str) -> Table:
    rows = tuple(
        Row(spec.row[-1:], (figure(spec),), spec.note, heading_unit if spec.heading else spec.unit or "")
        for spec in _of("2014", "statistics")
    )
    top = (header("统计指标"), header("单位"), header("统计数"))
    return Table("statistics", 3, (Block((top,), rows, 1, (1,)),))


def _disclosure(edition: str, figure: _MakeFigure, header: _MakeHeader) -> Table:
    blocks = []
    for title, group in groupby(_of(edition, "disclosure"), key=lambda spec: spec.row[0]):
        members = [list(row) for _, row in groupby(group, key=lambda spec: spec.row[1])]
        above, below = _SPANS.get((edition, title), _ONE_VALUE)
        columns = (header(spec.column[-1], span) for spec, span in zip(members[0], above, strict=True))
        rows = tuple(Row(row[0].row[1:], tuple(map(figure, row))) for row in members)
        blocks.append(Block(((header("信息内容"), *columns),), rows, 1, below, title))
    return Table("disclosure", {"2019": 5, "2021": 4}[edition], tuple(blocks))


def _applications(edition: str, figure: _MakeFigure, header: _MakeHeader) -> Table:
    members = [list(row) for _, row in groupby(_of(edition, "applications"), key=lambda spec: spec.row)]
    organizations = (header(spec.column[-1]) for spec in members[0][1:-1])
    top = (
        (header(_CORNER, 3, 3), header("申请人情况", 7)),
        (header("自然人", 1, 2), header("法人或其他组织", 5), header("总计", 1, 2)),
        tuple(organizations),
    )
    rows = tuple(Row(row[0].row, tuple(map(figure, row))) for row in members)
    return Table("applications", 10, (Block(top, rows, 3, (1,) * 7),))


def _review_litigation(edition: str, figure: _MakeFigure, header: _MakeHeader) -> Table:
    members = _of(edition, "review_litigation")
    outcomes = [spec.column[-1] for spec in members[:5]]
    top = (
        (header("行政复议", 5), header("行政诉讼", 10)),
        (*(header(text, 1, 2) for text in outcomes), header("未经复议直接起诉", 5), header("复议后起诉", 5)),
        tuple(header(text) for text in outcomes * 2),
    )
    return Table("review_litigation", 15, (Block(top, (Row((), tuple(map(figure, members))),), 0, (1,) * 15),))
