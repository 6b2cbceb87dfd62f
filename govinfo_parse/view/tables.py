"""The right side of the page: the official tables filled in, and below them every figure with how it was read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..explanation import explanation
from ..forms import FormTable
from ..layout import LayoutBlock, LayoutCell
from ..quantity import ABSENT_MARK
from ..writing import cell_text
from .context import Context, chinese
from .elements import Html, element, joined, text

__all__ = ["cards", "legend", "tables"]

# What a cell that may hold a figure without a place shows.
_MAY_BE: Final = "?"


def tables(context: Context) -> Html:
    """The tables of which a cell was found, and which tables of the form are missing."""
    written = _Writer(context)
    parts = [written.table(table, blocks) for table, blocks in context.tables]
    return joined((*parts, *_missing(context)))


def _missing(context: Context) -> Iterator[Html]:
    """The tables of the report's form of which no cell was found."""
    report = context.report
    shown = {table.title for table, _ in context.tables}
    for form in report.forms:
        for table in form.tables:
            if form.name == report.edition and table.title not in shown:
                note = element("p", text(context.words("no_cell_of_table")), class_="note")
                yield element("section", chinese(table.title, "h3"), note, class_="table missing")


class _Writer:
    """Writes the tables; each key has its id once, also where several tables show it."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.written: set[str] = set()

    def table(self, table: FormTable, blocks: list[LayoutBlock]) -> Html:
        """One table under its title, as wide as it needs to be."""
        bodies = (self._block(table, block) for block in blocks)
        inner = element("table", *bodies, lang="zh-Hans", aria_label=table.title)
        scroller = element("div", inner, class_="scroller")
        return element("section", chinese(table.title, "h3"), self.context.gloss(table.title), scroller, class_="table")

    def _block(self, table: FormTable, block: LayoutBlock) -> Html:
        rows = (
            element("tr", *(self._cell(cell, table, block, head=number < len(block.head)) for cell in row))
            for number, row in enumerate(block.rows)
        )
        return element("tbody", *rows)

    def _cell(self, cell: LayoutCell, table: FormTable, block: LayoutBlock, *, head: bool) -> Html:
        spans = {"rowspan": cell.rows if cell.rows > 1 else None, "colspan": cell.columns if cell.columns > 1 else None}
        said = cell_text(cell, block.block, table, self.context.report)
        if cell.key is not None:
            return self._figure(cell.key, said, spans)
        if cell.role in ("unit", "code", "letter"):
            return element("td", text(said), class_=cell.role, **spans)
        scope = ("colgroup" if cell.columns > 1 else "col") if head else "rowgroup" if cell.rows > 1 else "row"
        return element("th", text(said), self.context.gloss(cell.text), class_=cell.role, scope=scope, **spans)

    def _figure(self, key: str, said: str, spans: dict[str, int | None]) -> Html:
        context = self.context
        indicator, name, marks = context.indicator(key), context.id_of(key), _marks(context, key)
        may_be = context.may_be.get(key, ()) if "open" in marks else ()
        against = (*context.failed.get(key, ()), *context.disputed.get(key, ()))
        first = key not in self.written
        self.written.add(key)
        notes = [context.words(f"note_{mark}") for mark in marks if mark in ("failed", "disputed", "inferred", "open")]
        link = element(
            "a",
            text(_MAY_BE if may_be else "" if "heading" in marks else said),
            id=f"t-{name}" if first else None,
            href=f"#s-{name}" if indicator.span and context.lines else f"#d-{name}",
            aria_label="; ".join((f"{context.name(key)}: {context.said(indicator)}", *notes)),
            data_of=name,
            data_with=" ".join((*against, *may_be)) or None,
        )
        return element("td", link, class_=" ".join(("figure", *marks)), data_key=key, **spans)


def _marks(context: Context, key: str) -> list[str]:
    """What is to be told of a cell, as classes: its status, and what is said against its figure."""
    indicator = context.indicator(key)
    marks = {
        "heading" if context.expects_nothing(key) else str(indicator.status): True,
        "inferred": indicator.origin == "inferred",
        "failed": key in context.failed,
        "disputed": key in context.disputed,
        "open": indicator.status == "absent" and key in context.may_be,
    }
    return [mark for mark, holds in marks.items() if holds]


def legend(context: Context) -> Html:
    """What the marks in the cells mean, of those that there are."""
    words = context.words
    cells = [cell for _, blocks in context.tables for block in blocks for row in block.rows for cell in row]
    marks = {mark for cell in cells if cell.key for mark in _marks(context, cell.key)}
    samples = {"absent": ABSENT_MARK, "open": _MAY_BE, "unreadable": "约3", "blank": ""}
    parts = []
    for mark in ("blank", "absent", "unreadable", "inferred", "failed", "disputed", "open"):
        if mark in marks:
            sample = element("span", text(samples.get(mark, "12")), class_=f"sample {mark}")
            parts.append(element("li", sample, text(words(f"legend_{mark}"))))
    return element("ul", *parts, class_="legend", aria_label=words("legend")) if parts else text("")


# --- every figure ----------------------------------------------------------------------------------------------------


def cards(context: Context) -> Html:
    """Each figure with how it was read, or why it was not."""
    return joined(_card(context, key) for key in context.numbers)


def _card(context: Context, key: str) -> Html:
    words, name = context.words, context.id_of(key)
    indicator = context.indicator(key)
    english = indicator.english.replace(" > ", " › ")
    try:
        said = explanation(context.report, key, context.report.forms, context.lines, words.language)
        _, *lines = said.split("\n")
    except KeyError:  # in a report that somebody made, a key may be on no form
        lines = []
    value = element("p", element("b", text(context.said(indicator))), class_="said")
    facts = [text(line) for line in lines]
    for _, claim in context.claims:
        if claim.key == key:
            verdict = {True: "agrees", False: "differs", None: "open"}[claim.agrees]
            place = f"{context.place(claim.span)}, {words(f'claim_{verdict}')}"
            facts.append(joined([text(f"{words('claim')}: "), chinese(claim.raw, "q"), text(f" ({place})")]))
    return element(
        "article",
        chinese(context.name(key, "zh"), "h3"),
        *([element("p", text(english), lang="en", class_="english")] if words.language == "en" else []),
        value,
        element("ul", *(element("li", fact) for fact in facts)) if facts else text(""),
        element("p", element("code", text(key)), class_="key"),
        id=f"d-{name}",
        class_="card",
        data_card=name,
    )
