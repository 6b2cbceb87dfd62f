"""From the content of a form file to a `Form`, with care: what is wrong is said with its place and the mend.

In: what `json.loads` gives. Out: a `Form`, of which every stage can rely on what is checked here, so that no form makes
`parse` fail on a text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, TypeVar

from attrs import fields_dict

from .extending import extended
from .model import PREVIOUS, Block, Column, Form, FormError, FormTable, Row, Rule

__all__ = ["form_from_data", "placed"]

_RELATIONS: Final = ("<=", ">=", "=")
_SEVERITIES: Final = ("hard", "soft")
# The parts of each thing: a misspelt one would be left out in silence.
_OF_FORM: Final = tuple(name for name, part in fields_dict(Form).items() if part.init)
_OF_TABLE: Final = tuple(name for name, part in fields_dict(FormTable).items() if part.init)
_OF_RULE: Final = ("id", "each", "equation", "severity", "source")
# A key is a part of the keys of indicators, which stand in equations and between the dots of attributes.
_KEY: Final = re.compile(r"[^\s.:{}]+(?:\.[^\s.:{}]+)*")
_T = TypeVar("_T")


def form_from_data(data: Mapping[str, Any]) -> Form:
    """Builds a form; raises `FormError` where the data is none of a form."""
    name = data.get("name", "?") if isinstance(data, Mapping) else "?"
    return placed(f"form {name!r}", _form, data)


def _form(data: Mapping[str, Any]) -> Form:
    own = data
    if "extends" in data:
        data = extended(data)
    _check_parts("form", data, _OF_FORM)
    tables = _each("tables", data["tables"], _table)
    years = data["years"]
    if not isinstance(years, (list, tuple)) or len(years) != 2 or not _are_years(*years):
        raise FormError(f"years is the first year and the last one or null, not {years!r}; write [2019, null]")
    form = Form(
        name=_text("name", data["name"]),
        title=_maybe_empty("title", data["title"]),
        source=_maybe_empty("source", data["source"]),
        years=(years[0], years[1]),
        tables=tables,
        rules=_all_rules("rules", data, tables),
        between_years=_all_rules("between_years", data, tables),
        marks=_strings("marks", data.get("marks", ())),
        signs=_strings("signs", data.get("signs", ())),
        english=_english(data.get("english", {})),
    )
    for number, table in enumerate(form.tables):
        placed(f"tables[{number}]", _check_grid, table)
    _check_keys(form)
    _check_printed(own.get("english", {}), form)
    return form


def _all_rules(name: str, data: Mapping[str, Any], tables: tuple[FormTable, ...]) -> tuple[Rule, ...]:
    rules = _each(name, data.get(name, ()), lambda item: list(_rules(item, tables)))
    return tuple(rule for own in rules for rule in own)


def _are_years(first: object, last: object) -> bool:
    return isinstance(first, int) and (last is None or (isinstance(last, int) and last >= first))


def placed(place: str, build: Callable[[Any], _T], data: Any) -> _T:
    """What `build` makes of the data; what is wrong with that is said with its place."""
    try:
        return build(data)
    except FormError as error:
        raise FormError(f"{place}: {error}") from None
    except KeyError as error:
        raise FormError(f"{place}: {error} is missing; add it, as the form of docs/forms.md has it") from None
    except (TypeError, ValueError, IndexError, AttributeError) as error:
        raise FormError(f"{place}: missing or misplaced: {error}; compare the form of docs/forms.md") from error


def _each(name: str, data: Any, build: Callable[[Any], _T]) -> tuple[_T, ...]:
    """What `build` makes of each item of a list."""
    if not isinstance(data, (list, tuple)):
        raise FormError(f"{name} is a list, not {data!r}: missing or misplaced brackets")
    return tuple(placed(f"{name}[{number}]", build, item) for number, item in enumerate(data))


def _check_keys(form: Form) -> None:
    """Every cell has a key of its own, and every term of a rule is the key of a cell."""
    blocks = ((table, block) for table in form.tables for block in table.blocks)
    keys = Counter(table.key(row, column) for table, block in blocks for row in block.rows for column in block.columns)
    for key, count in keys.items():
        if count > 1:
            raise FormError(f"{count} cells have the key {key!r}; give each row of a table, and each column, its own")
    for rules in (form.rules, form.between_years):
        for identifier, count in Counter(rule.id for rule in rules).items():
            if count > 1:
                raise FormError(f"{count} rules have the id {identifier!r}; give each its own")
    for rule in form.rules:
        if any(key.startswith(PREVIOUS) for key in rule.left + rule.right):
            raise FormError(f"rule {rule.id!r}: terms of the year before belong in between_years")
    for rule in form.rules + form.between_years:
        for key in rule.left + rule.right:
            if key.removeprefix(PREVIOUS) not in keys:
                raise FormError(f"rule {rule.id!r}: its term {key!r} is the key of no cell of the form")


def _check_grid(table: FormTable) -> None:
    """Each row and each column of a block has a label of its own, and the table room for all columns."""
    for number, block in enumerate(table.blocks):
        members: tuple[tuple[str, tuple[Row, ...] | tuple[Column, ...]], ...] = (
            ("rows", block.rows),
            ("columns", block.columns),
        )
        for what, each in members:
            for label, count in Counter(member.label for member in each).items():
                if count > 1:
                    raise FormError(
                        f"blocks[{number}]: {count} {what} have the label {list(label)}; nothing would tell them "
                        "apart. Write the group above each before it"
                    )
        labels = any(row.label for row in block.rows) + bool(block.unit_column) + bool(block.code_column)
        least = labels + sum(column.span for column in block.columns)
        if table.width < least:
            raise FormError(
                f"width is {table.width}, and blocks[{number}] takes {least} columns of the grid: {labels} for labels, "
                f"units and codes, {least - labels} for figures; write {least} or more"
            )


def _check_printed(english: Mapping[str, str], form: Form) -> None:
    """What a file says in English stands on its form: a misspelt text would be left out in silence."""
    printed = {form.title}
    for table in form.tables:
        printed.add(table.title)
        for block in table.blocks:
            single = (block.title, block.corner, block.heading, block.unit_column, block.code_column)
            printed.update(text for text in single if text)
            labels = (*(row.label for row in block.rows), *(column.label for column in block.columns))
            printed.update(text for label in labels for text in label)
    for text in english:
        if text not in printed:
            raise FormError(f"english: {text!r} is no title, header or part of a label; write it as it stands there")


def _check_parts(what: str, data: Any, parts: Iterable[str]) -> None:
    """Nothing stands in a thing but parts of it; they are named to whoever misspelt one."""
    if not isinstance(data, Mapping):
        raise FormError(f"a {what} is an object of names and values, not {data!r}; write {{…}}")
    unknown = [name for name in data if name not in parts]
    if unknown:
        raise FormError(f"{', '.join(map(repr, unknown))}: no part of a {what}, which has {', '.join(parts)}")


def _check_texts(data: Mapping[str, Any], names: Iterable[str]) -> None:
    """Optional parts that are text where they are given."""
    for name in names:
        if not isinstance(data.get(name), (str, type(None))):
            raise FormError(f"{name} is text or null, not {data[name]!r}")


def _text(name: str, data: Any) -> str:
    if not isinstance(data, str) or not data.strip():
        raise FormError(f"{name} is text, not {data!r}")
    return data


def _maybe_empty(name: str, data: Any) -> str:
    return data if data == "" else _text(name, data)


def _english(data: Any) -> dict[str, str]:
    """Texts of the form and what they mean."""
    if not isinstance(data, Mapping):
        raise FormError(f'english is an object of texts and meanings, not {data!r}; write {{"规章": "Regulations"}}')
    return {text: _text(f"english of {text!r}", meaning) for text, meaning in data.items()}


def _strings(name: str, data: Any) -> tuple[str, ...]:
    """A list of strings; a lone string, which Python would take for a list of its characters, is refused."""
    if not isinstance(data, (list, tuple)) or not all(isinstance(item, str) for item in data):
        raise FormError(f'{name} is a list of strings, not {data!r}; write ["…"]')
    return tuple(data)


def _table(data: Mapping[str, Any]) -> FormTable:
    _check_parts("table", data, _OF_TABLE)
    variants = data.get("variants", {})
    width = data["width"]
    if not isinstance(width, int) or isinstance(width, bool) or width < 1:
        raise FormError(f"width is the number of grid columns, not {width!r}")
    blocks = _each("blocks", data["blocks"], _block)
    if not blocks:
        raise FormError("blocks is empty; a table has one at least")
    return FormTable(
        name=_text("name", data["name"]),
        title=_maybe_empty("title", data["title"]),
        width=width,
        prefix=_key(data, "prefix"),
        blocks=blocks,
        variants={label: _strings(f"variants of {label!r}", names) for label, names in variants.items()},
    )


def _block(data: Mapping[str, Any]) -> Block:
    _check_parts("block", data, fields_dict(Block))
    _check_texts(data, ("title", "corner", "heading", "unit_column", "code_column"))
    columns = _each("columns", data["columns"], _column)
    rows = _each("rows", data["rows"], _row)
    if not columns or not rows:
        raise FormError("a block has a column and a row at least")
    if len(rows) > 1 and not all(row.label for row in rows):
        raise FormError("rows: only a block of a single row may have one without a label; give each its label")
    return Block(**{**data, "columns": columns, "rows": rows, "letters": _strings("letters", data.get("letters", ()))})


def _column(data: Mapping[str, Any]) -> Column:
    _check_parts("column", data, fields_dict(Column))
    _check_texts(data, ("unit",))
    label = _label(data)
    if not label:
        raise FormError('label is empty; write the header of the column, as in ["统计数"]')
    return Column(**{"header_span": data.get("span", 1), **data, "key": _key(data), "label": label})


def _row(data: Mapping[str, Any]) -> Row:
    _check_parts("row", data, fields_dict(Row))
    _check_texts(data, ("unit", "code"))
    return Row(**{**data, "key": _key(data), "label": _label(data)})


def _key(data: Mapping[str, Any], name: str = "key") -> str:
    key = _maybe_empty(name, data[name])
    if key and not _KEY.fullmatch(key):
        raise FormError(
            f'{name} is words between dots, without spaces and colons, not {key!r}; write "open_days.visitors"'
        )
    return key


def _label(data: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(_text("each part of a label", part) for part in _strings("label", data["label"]))


def _rules(data: Mapping[str, Any], tables: tuple[FormTable, ...]) -> Iterator[Rule]:
    """One rule, or where it says ``each``, one for each row or column of the first block of that table."""
    _check_parts("rule", data, _OF_RULE)
    template = (data["id"], data["equation"])
    fillings: list[tuple[str, str]] = [("", "")]
    if "each" in data:
        name, _, what = data["each"].partition(".")
        block = next((table.blocks[0] for table in tables if table.name == name), None)
        if block is None or what not in ("rows", "columns"):
            known = ", ".join(f"{table.name}.rows, {table.name}.columns" for table in tables)
            raise FormError(f"rule {data['id']!r}: each {data['each']!r} is none of {known}")
        members: tuple[Row | Column, ...] = block.rows if what == "rows" else block.columns
        fillings = [("{" + what.rstrip("s") + "}", member.key) for member in members]
    for placeholder, key in fillings:
        identifier, equation = (text.replace(placeholder, key) if placeholder else text for text in template)
        relation = next((sign for sign in _RELATIONS if f" {sign} " in equation), None)
        if relation is None:
            raise FormError(f"rule {identifier!r}: the equation needs one of {_RELATIONS} between spaces")
        if data["severity"] not in _SEVERITIES:
            raise FormError(f"rule {identifier!r}: the severity is 'hard' or 'soft', not {data['severity']!r}")
        left, right = equation.split(f" {relation} ", 1)
        yield Rule(identifier, _terms(left), relation, _terms(right), data["severity"], data["source"])


def _terms(side: str) -> tuple[str, ...]:
    return () if side == "0" else tuple(side.split(" + "))
