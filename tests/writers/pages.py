"""Seeded pages with their truth: an invented body's report on one of the national forms, as HTML.

`page(seed)` draws the edition, the style of the page, the figures and how they are written, the wording of labels and
the prose around the tables. A page also comes with every figure replaced by a mark of its own, and again with the marks
of each row in other columns, so that one can tell which cells and which places a writer keeps before anything is parsed
(`survival`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from random import Random

from attrs import evolve, frozen

from tests.support.document import (
    Block,
    Cell,
    Document,
    Heading,
    Part,
    Prose,
    Row,
    Table,
    Value,
    change_blocks,
    relabel,
)
from tests.support.forms import SECTIONS, tables
from tests.support.official import full_width

from .figures import Hand, draw, written
from .local import with_local_columns, with_local_rows
from .moves import moved
from .render import NO_CELL, STYLES, render

EDITIONS = ("2014", "2019", "2021")
_VARIANTS = Path(__file__).parent / "variants.tsv"


@frozen
class Truth:
    """What a cell says."""

    raw: str
    value: object
    status: str
    unit: str | None


@frozen
class Line:
    """A row of a page's table: its label, the keys of its value cells (None where the form has none), and the mark of
    each cell, empty where the cell is blank."""

    table: str
    label: str
    keys: tuple[str | None, ...]
    marks: tuple[str, ...]


@frozen
class Page:
    """A page and its truth by key. `marked` is the page with marks for figures, `raws` what each mark stands for,
    `marks` the mark of each key, `lines` the rows of the tables. In each of `variants` every row has the same marks in
    the same order, but in other columns where it has blank cells; rows of blank cells only have no cells there.
    `filled` says that no cell for a figure is blank."""

    seed: int
    edition: str
    style: str
    html: str
    truth: Mapping[str, Truth]
    marked: str
    marks: Mapping[str, str]
    raws: Mapping[str, str]
    lines: tuple[Line, ...]
    variants: tuple[str, ...]
    filled: bool

    @property
    def figures(self) -> dict[str, tuple[object, object]]:
        """Status and value of each cell."""
        return {key: (truth.status, truth.value) for key, truth in self.truth.items()}


VARIANTS = 3


def page(seed: int, without: frozenset[str] = frozenset()) -> Page:
    """The page of this seed, less the tables of these names; the same arguments always give the same page."""
    rng = Random(f"page {seed}")  # noqa: S311 - draws test data
    edition = EDITIONS[seed % len(EDITIONS)]
    style = STYLES[seed % len(STYLES)]
    document, agency, published = _document(edition, rng)
    parts = tuple(part for part in document.parts if not isinstance(part, Table) or part.name not in without)
    document = evolve(document, parts=parts)
    style = evolve(style, numbered=rng.random() < 1 / 10)
    rows = [(table.name, row) for table in document.tables for block in table.blocks for row in block.rows]
    marks = _marks([figure.value.raw for _, row in rows for figure in row.figures])
    lines = []
    raws: dict[str, str] = {}
    for name, row in rows:
        own = tuple(next(marks) for _ in row.figures)
        raws.update((mark, figure.value.raw) for mark, figure in zip(own, row.figures, strict=True) if mark)
        keys = tuple(figure.key for figure in row.figures)
        lines.append(Line(name, row.labels[-1] if row.labels else "", keys, own))

    def html(marked: Iterable[tuple[str, ...]] | None = None) -> str:
        return render(document if marked is None else _remarked(document, marked), style, agency, published)

    cells = {figure.key: figure for _, row in rows for figure in row.figures if figure.key is not None}
    return Page(
        seed=seed,
        edition=edition,
        style=style.name,
        html=html(),
        truth={
            key: Truth(cell.value.raw, cell.value.value, cell.value.status, cell.value.unit or cell.unit)
            for key, cell in cells.items()
        },
        marked=html(line.marks for line in lines),
        marks={key: mark for line in lines for key, mark in zip(line.keys, line.marks, strict=True) if key and mark},
        raws=raws,
        lines=tuple(lines),
        variants=tuple(html(moved(line.marks)[number] for line in lines) for number in range(VARIANTS)),
        filled=all(cell.heading or cell.value.raw for cell in cells.values()),
    )


CORE = re.compile("Q[A-Z]{2}z*")
_WORDS_BESIDE = re.compile(r"([一-鿿]*)([^一-鿿]+)([一-鿿]*)")


def _marks(raws: Iterable[str]) -> Iterator[str]:
    """A mark for each figure: its core, as long as the figure where it can be, since layouts depend on lengths, between
    the words beside the figure, since some pages part scripts (减少12, 3件)."""
    for number, raw in enumerate(raws):
        core = f"Q{chr(65 + number // 26)}{chr(65 + number % 26)}"
        if parts := _WORDS_BESIDE.fullmatch(raw):
            yield parts[1] + core.ljust(len(parts[2]), "z") + parts[3]
        else:
            yield core.ljust(len(raw), "z") if raw else ""


def _remarked(document: Document, marks: Iterable[tuple[str, ...]]) -> Document:
    """The document with these marks in its rows. A row that is blank throughout loses its cells where `marks` has
    none for it."""
    rows = iter(marks)

    def changed(row: Row) -> Row:
        own = next(rows) or (NO_CELL,) * len(row.figures)
        figures = zip(row.figures, own, strict=True)
        return evolve(row, figures=tuple(evolve(figure, value=Value(raw)) for figure, raw in figures))

    return change_blocks(document, lambda block: evolve(block, rows=tuple(map(changed, block.rows))))


_PLACES = ("云溪县", "白石市", "青禾区", "沙棠市", "砚北区", "临澄县", "澜口区")
_BODIES = ("人民政府", "水务局", "教育局", "财政局", "民政局", "交通运输局", "市场监督管理局", "档案馆", "城市管理局")

_PROSE = (
    "（一）主动公开。全年通过门户网站发布信息{a}条，其中工作动态{b}条、公告公示{c}条，政务新媒体推送{d}条，总阅读量{e}.3万次。",
    "（二）依申请公开。全年收到公开申请{b}件，同比下降{d}.5%，都在20个工作日内答复，没有收费。",
    "（三）政府信息管理。清理过期文件{c}件，更正错敏信息{d}处，归档{b}卷。",
    "（四）平台建设。{y}年{m}月完成网站改版，合并栏目{d}个，无障碍浏览通过检测。",
    "（五）监督保障。开展检查{d}次，抽查稿件{b}篇，举办培训{m}期，培训{c}人次。",
    "全年召开新闻发布会{m}场，回应群众留言{a}条，办结率99.{d}%。",
)
_PROBLEMS = (
    "存在的问题：一是更新不够及时，{d}个栏目超过{m}个月没有更新；二是解读形式单一，图解只占{c}%。",
    "下一步将在{z}年{m}月底前完成整改，新增专职人员{d}名。",
)
_ABOVE = (
    "",
    "",
    "",
    "本部分以表格形式报告。",
    "具体数据见下表：",
    "（统计时间：{y}年1月1日至{y}年12月31日）",
    "附表{m}",
)
_BELOW = ("", "", "", "", "注：表中数据由{d}个科室汇总。", "第 {m} 页", "- {m} -")


def _document(edition: str, rng: Random) -> tuple[Document, str, str]:
    year = rng.randint(*{"2014": (2014, 2018), "2019": (2019, 2020), "2021": (2021, 2025)}[edition])
    agency = rng.choice(_PLACES) + rng.choice(_BODIES)
    slots = {
        "y": year,
        "z": year + 1,
        "m": rng.randint(2, 11),
        "d": rng.randint(2, 9),
        "a": rng.randint(200, 5000),
        "b": rng.randint(20, 300),
        "c": rng.randint(10, 99),
        "e": rng.randint(1, 30),
        "agency": agency,
    }

    def prose(text: str) -> list[Part]:
        return [Prose(text.format(**slots))] if text else []

    made = _tables(edition, rng)
    degree = "度" if rng.random() < 0.5 else ""
    parts: list[Part] = [Heading(f"{agency}{year}年{degree}政府信息公开工作年度报告")]
    parts += prose("本报告依照《中华人民共和国政府信息公开条例》编制，数据统计期限为{y}年1月1日至{y}年12月31日。")
    parts += [Heading("一、总体情况"), *(part for text in rng.sample(_PROSE, 4) for part in prose(text))]
    if edition == "2014":
        parts += [Heading("二、存在的问题"), *(part for text in _PROBLEMS for part in prose(text))]
        parts += [
            Heading("政府信息公开情况统计表"),
            Heading(f"（{year}年度）"),
            Prose(f"填报单位（盖章）：{agency}"),
            *made,
        ]
    else:
        for table in made:
            parts.append(Heading(SECTIONS[table.name]))
            parts += [*prose(rng.choice(_ABOVE)), table, *prose(rng.choice(_BELOW))]
        parts += [Heading("五、存在的主要问题及改进情况"), *(part for text in _PROBLEMS for part in prose(text))]
        parts += [Heading("六、其他需要报告的事项"), Prose("本年度没有其他需要报告的事项。")]
    document = Document("", edition, "", tuple(parts), {})
    for change in (_wrapped, _widths, _spaced):
        document = change(document, rng)
    published = f"{year + 1}-{rng.randint(1, 3):02}-{rng.randint(1, 28):02}"
    return document, agency, published


def _tables(edition: str, rng: Random) -> tuple[Table, ...]:
    hand = Hand.drawn(rng)
    values = written(edition, draw(edition, rng), hand)
    plain = tables(edition, values, Value())
    labels = sorted({label for table in plain for label in _labels(table)} & _variants().keys())
    chosen = rng.sample(labels, min(len(labels), rng.choice((0, 0, 0, 1, 2, 4, 8))))
    wording = {label: rng.choice(_variants()[label]) for label in chosen}
    header_units = {"disclosure.procurement.amount": unit} if (unit := wording.get("采购总金额", ("", ""))[1]) else {}
    heading_unit = rng.choice(("", "——", "——"))
    made = tables(edition, values, Value(), header_units=header_units, heading_unit=heading_unit)
    document = Document("", edition, "", made, {})
    if rng.random() < 1 / 6:
        document = with_local_rows(document, hand, rng)
    if edition == "2014" and rng.random() < 1 / 6:
        document = with_local_columns(document, hand, rng)
    return relabel(document, lambda label: wording[label][0] if label in wording else label).tables


def _labels(table: Table) -> set[str]:
    headers = {line for block in table.blocks for row in block.header for cell in row for line in cell.lines}
    rows = {label for block in table.blocks for row in block.rows for label in row.labels}
    return headers | rows | {block.title for block in table.blocks}


@cache
def _variants() -> dict[str, list[tuple[str, str]]]:
    variants: dict[str, list[tuple[str, str]]] = {}
    for line in _VARIANTS.read_text(encoding="utf-8").splitlines()[2:]:
        label, wording, unit = line.split("\t")
        variants.setdefault(label, []).append((wording, unit))
    return variants


def _wrapped(document: Document, rng: Random) -> Document:
    """Header labels in two lines, as where columns are narrow."""
    if rng.random() < 0.6:
        return document
    every = rng.random() < 0.5

    def lines(text: str) -> tuple[str, ...]:
        if text.startswith("本年新"):
            return ("本年新", text[3:])
        return (text[:2], text[2:]) if every and re.fullmatch("[一-鿿]{4}", text) else (text,)

    def wrapped(cell: Cell) -> Cell:
        return evolve(cell, lines=lines(*cell.lines)) if len(cell.lines) == 1 else cell

    def change(block: Block) -> Block:
        return evolve(block, header=tuple(tuple(map(wrapped, row)) for row in block.header))

    return change_blocks(document, change)


def _widths(document: Document, rng: Random) -> Document:
    """Labels with full-width punctuation and one of the usual marks behind an item's number."""
    if rng.random() < 0.5:
        return document
    point = rng.choice((".", ".", "．", "、", ". "))
    return relabel(document, lambda label: full_width(re.sub(r"^(\d)\.(?! )", rf"\1{point}", label)))


def _spaced(document: Document, rng: Random) -> Document:
    """Labels indented, or with spaces between their characters."""
    change: Callable[[str], str] = rng.choice(
        (
            lambda label: label,
            lambda label: label,
            lambda label: label,
            lambda label: "\u3000\u3000" + label if re.match(r"\d|其中", label) else label,
            lambda label: " ".join(label) if re.fullmatch("[一-鿿]{2,4}", label) else label,
            lambda label: re.sub(r"^([(（][一二三四五六七][)）])", r"\1 ", label),
        )
    )
    return relabel(document, change)
