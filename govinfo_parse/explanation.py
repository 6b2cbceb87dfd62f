"""How a figure came to be, in words: from which cell, by which label, with which proof; or why it is not there.

In: a report, a key, and the text that the report was parsed from, where it is at hand. Out: lines of English or Chinese
with the labels of the form. Nothing is recorded for this while a text is parsed: how it was read follows from the
result, its diagnostics and the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from attrs import frozen

from .alignment import edit_distance
from .diagnostics import Diagnostic
from .forms import Block, Form, FormTable, IndicatorSpec, Row, form_with_key, known_form, known_forms
from .indicator import Indicator
from .labels import folded_char, reworded, split_label, without_pinyin
from .report import Report
from .show import Lines
from .terms import digits
from .wording import Language, in_language

__all__ = ["explanation"]

# So far before a figure the label of its row is looked for; a row with its notes is not longer.
_REACH: Final = 2000
_STATUS: Final = {
    "blank": ("the cell is there, and blank", "有此单元格，为空白"),
    "none": ("the cell says that there is none", "单元格填写“无”"),
    "dash": ("the cell holds a dash", "单元格填写“—”"),
    "unreadable": ("the cell holds no exact quantity", "单元格中不是确切的数值"),
}
_VERDICT: Final = {
    "pass": ("Rules that hold with it", "成立的勾稽关系"),
    "fail": ("Rules that fail with it", "不成立的勾稽关系"),
    "unknown": ("Rules left open", "无法核对的勾稽关系"),
}
# Figures and rows beyond these are counted.
_MOST: Final = 3
_MOST_CELLS: Final = 8
# Diagnostics that begin with the label of a row, and tell how its figures were placed, or why they were not.
_OF_PROOF: Final = frozenset({"cells-proved", "figures-cut"})
_OF_LOSS: Final = frozenset(
    {"figures-without-place", "figures-glued", "row-cut", "row-of-several-forms", "unit-contradicted"}
)


@frozen
class _Place:
    """Where a cell stands on its form."""

    form: Form
    table: FormTable
    block: Block
    row: Row
    spec: IndicatorSpec

    @classmethod
    def of(cls, key: str, form: Form) -> _Place | None:
        """The place of the cell, if the form has it."""
        spec = form.indicators.get(key)
        if spec is None:
            return None
        table = next(table for table in form.tables if table.name == spec.table)
        block = table.blocks[spec.block]
        row = next(row for row in block.rows if any(table.key(row, column) == key for column in block.columns))
        return cls(form, table, block, row, spec)

    @property
    def label(self) -> str:
        """What diagnostics call the row: its own label, or the table's title where it has none."""
        return self.row.label[-1] if self.row.label else self.table.title

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the row."""
        return tuple(self.table.key(self.row, column) for column in self.block.columns)


@frozen
class _Source:
    """What there is to tell from."""

    report: Report
    place: _Place
    forms: str
    lines: Lines | None
    language: Language

    def said(self, en: str, zh: str) -> str:
        """One of two wordings."""
        return in_language(self.language, en, zh)

    @property
    def text(self) -> str | None:
        """What the report was parsed from, where it is at hand."""
        return None if self.lines is None else self.lines.text

    def at(self, span: tuple[int, int]) -> str:
        """A place in the text, in words."""
        start, end = span
        english = f"characters {start} to {end}" if start < end else f"character {start}"
        said = self.said(english, f"第{start}至{end}字符" if start < end else f"第{start}字符处")
        if self.lines is None:
            return said
        line, column = self.lines.at(start)
        return self.said(f"line {line}, column {column} ({said})", f"第{line}行第{column}列（{said}）")

    def about_row(self, codes: frozenset[str]) -> list[str]:
        """What the diagnostics with these codes say of the row."""
        found = (item for item in self.report.diagnostics if item.code in codes)
        labels = (f"{self.place.label}:", f"{self.place.spec.label}:", f"{self.place.label} stands on")
        return [self.quoted(item) for item in found if item.message.startswith(labels)]

    def quoted(self, item: Diagnostic) -> str:
        """What a diagnostic says, with its code."""
        return f"{item.describe(self.language)} [{item.code}]"


def explanation(report: Report, key: str, forms: Sequence[Form], lines: Lines | None, language: Language = "en") -> str:
    """How the figure of `key` came to be, or why there is none; `KeyError` where none of the `forms` has the key.

    Of the forms, those that fit the report best stand first. Without the text's `lines`, places are told in characters
    alone.
    """
    places = [place for form in forms if (place := _Place.of(key, form))]
    if not places:
        raise KeyError(_where_it_is(key, forms))
    names = [report.edition] if report.edition else report.edition_candidates
    fitting = [place.form.name for place in places if place.form.name in names]
    fits = in_language(language, " or ", "或").join(fitting or [places[0].form.name])
    source = _Source(report, places[0], fits, lines, language)
    indicator = report.indicators.get(key)
    return "\n".join(_missing(source) if indicator is None else _found(source, indicator))


def _where_it_is(key: str, forms: Sequence[Form]) -> str:
    """What a key is that none of the `forms` has: one of another built-in form, or of a place that has cells below."""
    if form := form_with_key(key, forms):
        return (
            f"{key!r} is on the form {form.name} only; parse the text with forms=[{form.name!r}] if it is on that form"
        )
    for form in (*forms, *map(known_form, known_forms())):
        if below := [own for own in form.indicators if own.startswith(f"{key}.")]:
            cells = ", ".join(below[:_MOST_CELLS]) + (", …" if len(below) > _MOST_CELLS else "")
            return f"{key!r} is no cell but a group of them; ask for one: {cells}"
    return f"{key!r} is on no known form (docs/schema.md lists the keys)"


# --- a figure that was found -----------------------------------------------------------------------------------------


def _found(source: _Source, indicator: Indicator) -> Iterator[str]:
    place, said = source.place, source.said
    value = _value(source, indicator)
    yield said(f"{indicator.label}: {value}.", f"{indicator.label}：{value}。")
    yield _form(source)
    if indicator.span:
        at, raw = source.at(indicator.span), indicator.raw
        yield said(
            f"Cell: {at}; {f'it says {raw!r}' if raw else 'it is empty'}.",
            f"单元格：{at}，{f'填写“{raw}”' if raw else '为空'}。",
        )
        row = _row(source, indicator.span[0])
        yield said(f"Row: {row}.", f"行：{row}。")
    if len(place.block.columns) > 1:
        number, count, path = place.keys.index(indicator.key) + 1, len(place.keys), " > ".join(place.spec.column)
        yield said(
            f"Column: {path}, number {number} of the {count} of its row.",
            f"列：{path}，本行{count}格中的第{number}格。",
        )
    if indicator.value is not None and indicator.unit:
        unit = _unit(source, indicator)
        yield said(f"Unit: {indicator.unit}, {unit}.", f"单位：{indicator.unit}，{unit}。")
    if indicator.origin == "inferred":
        yield said("Proof: ", "推定依据：") + _proof(source, indicator)
    for status, words in _VERDICT.items():
        rules = [check.rule for check in source.report.checks if check.status == status and indicator.key in check.keys]
        if rules:
            yield said(f"{words[0]}: {', '.join(rules)}.", f"{words[1]}：{'、'.join(rules)}。")
    for item in source.report.diagnostics:
        if item.span is not None and item.span == indicator.span:
            yield said("Note: ", "说明：") + source.quoted(item)


def _form(source: _Source) -> str:
    title = source.place.table.title
    return source.said(f"Form: {source.forms}, {title}.", f"表样：{source.forms}，{title}。")


def _value(source: _Source, indicator: Indicator) -> str:
    if indicator.value is None:
        return source.said(*_STATUS[indicator.status])
    return f"{digits(indicator.value)} {indicator.unit or source.said('(no unit is stated)', '（未注明单位）')}"


def _unit(source: _Source, indicator: Indicator) -> str:
    if indicator.unit and indicator.unit in indicator.raw:
        return source.said("as the cell itself says", "单元格中已注明")
    if indicator.unit == source.place.spec.unit:
        return source.said("as on the form", "与表样相同")
    return source.said("as the text says beside or above it", "见旁边或上方的文字")


def _row(source: _Source, figure: int) -> str:
    """By what the row was told."""
    label, said = source.place.label, source.said
    if not source.place.row.label:
        return said(
            "without a label of its own; the headers above it and the order of its cells tell it",
            "没有自己的名称，由上方表头和单元格的次序认定",
        )
    found = _label_before(source, figure)
    for item in reversed(source.report.diagnostics):
        if item.code == "label-approximate" and item.span and item.message.endswith(f" was read as {label}."):
            start = item.span[0]
            if figure - _REACH < start <= figure and (found is None or found[0][0] < start):
                written = item.message.removesuffix(f" was read as {label}.")
                likeness, at = _likeness(source, written, label), source.at(item.span)
                return said(
                    f"{label}, by likeness: {written} {likeness}, at {at}",
                    f"{label}，由“{written}”近似认定（{likeness}），在{at}",
                )
    if found:
        at = source.at(found[0])
        return said(f"{label}, {found[1]}, at {at}", f"{label}，{found[1]}，在{at}")
    if source.text is None:
        return label
    return said(f"{label}, which does not stand in one piece before the cell", f"{label}，在单元格之前没有完整出现")


def _likeness(source: _Source, written: str, label: str) -> str:
    own, official = split_label(written).body, split_label(label).body
    if official.startswith(own):
        return source.said("is its beginning", "是其开头")
    count, length = edit_distance(own, official, len(own) + len(official)), len(official)
    return source.said(f"differs in {count} of {length} characters", f"{length}字中有{count}字不同")


def _label_before(source: _Source, figure: int) -> tuple[tuple[int, int], str] | None:
    """The label of the row that ends last before the figure: its place, and what it is to the official one."""
    if source.text is None:
        return None
    first = max(0, figure - _REACH)
    window = without_pinyin(source.text[first:figure])
    folded = [(char, place) for place, written in enumerate(window, first) for char in folded_char(written)]
    body = reworded("".join(char for char, _ in folded))
    label = source.place.label
    variants = source.place.table.variants.get(label, ())
    best: tuple[int, int, str] | None = None
    for name in (label, *variants):
        for wanted in (split_label(name).full, split_label(name).body):
            at = body.rfind(wanted) if wanted else -1
            # Of labels that end in the same place the longest is the one.
            if at >= 0 and (best is None or (at + len(wanted), -at) > (best[1], -best[0])):
                best = (at, at + len(wanted), name)
    if best is None:
        return None
    start, end = folded[best[0]][1], folded[best[1] - 1][1] + 1
    written = source.text[start:end]
    if best[2] != label:
        return (start, end), source.said(f"as it is also called ({written})", f"写作“{written}”")
    if written in label:
        return (start, end), source.said("by its label", "由名称认定")
    plain = " ".join(written.split())
    return (start, end), source.said(f"by its label ({plain})", f"由名称（{plain}）认定")


def _proof(source: _Source, indicator: Indicator) -> str:
    """The diagnostic that tells how the figure was placed."""
    start, end = indicator.span or (0, 0)
    for item in source.report.diagnostics:
        if item.code == "cells-inferred" and item.span and item.span[0] <= start and end <= item.span[1]:
            return source.quoted(item)
    alone = "the rules of the form leave this value and this place alone.", "勾稽关系只容许这一数值和位置。"
    return next(iter(source.about_row(_OF_PROOF)), source.said(*alone))


# --- a figure that was not found -------------------------------------------------------------------------------------


def _missing(source: _Source) -> Iterator[str]:
    report, place, said = source.report, source.place, source.said
    yield said(f"{place.spec.label}: no such cell was found.", f"{place.spec.label}：未找到此单元格。")
    yield _form(source)
    others = [x for x in report.diagnostics if x.code in ("no-report", "lines-removed")]
    yield from map(source.quoted, others)
    elsewhere = bool(report.edition) and report.edition != place.form.name
    if elsewhere:
        yield said(
            f"The report is on form {report.edition}, which has no such cell.",
            f"报告用的是{report.edition}表样，没有此单元格。",
        )
    own = [figure for figure in report.unplaced if place.spec.key in figure.candidates]
    for figure in own[:_MOST]:
        at = source.at(figure.span)
        yield said(
            f"It may be {figure.raw!r} at {at}: this was read, and nothing tells its cell.",
            f"可能是{at}的“{figure.raw}”：已读到此数，但无法判断属于哪个单元格。",
        )
    if len(own) > _MOST:
        count = len(own) - _MOST
        yield said(
            f"It may also be one of {count} more figures under `unplaced`.",
            f"也可能是“unplaced”中另外{count}个数字之一。",
        )
    about = source.about_row(_OF_LOSS)
    yield from about
    if not (others or own or about or elsewhere):
        yield _what_is_there(source)


def _what_is_there(source: _Source) -> str:
    """What was found near a cell of which nothing is known."""
    report, place, said = source.report, source.place, source.said
    beside, count = sum(1 for key in place.keys if key in report.indicators), len(place.keys)
    if beside:
        return said(f"Of its row, cells that were found: {beside} of {count}.", f"本行{count}格中找到{beside}格。")
    if any(table.name == place.table.name for table in report.tables):
        return said(
            f"No figures were read beside the label {place.label}, or it does not stand in the text.",
            f"文本中没有“{place.label}”，或其旁边没有读到数字。",
        )
    return said(f"No cell of {place.table.title} was found.", f"没有找到“{place.table.title}”的任何单元格。")
