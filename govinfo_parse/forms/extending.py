"""A form that is another one with changes: a province's own rows and columns on the national form.

In: the data of a form file that says ``"extends": "2019"``. Out: the data of a whole form, the built-in one's with each
of the ``changes`` made. Each names a table, may name a ``block`` of it by number, and gives ``rows`` or ``columns``:
behind the one that ``after`` names by its key, or without ``after`` instead of all that the block has.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any, Final

from .model import FormError
from .sources import known_data, known_forms

__all__ = ["extended"]

# What a file says of itself, and does not take over from the form that it extends.
_OWN: Final = ("name", "title", "source", "years", "marks", "signs", "rules", "between_years")
_PARTS: Final = ("table", "block", "after", "rows", "columns", "variants")


def extended(data: Mapping[str, Any]) -> dict[str, Any]:
    """The data of the whole form; raises `FormError` where the form or a place on it is not known."""
    base = data["extends"]
    if base not in known_forms():
        raise FormError(f"extends {base!r}: no built-in form; write one of {', '.join(known_forms())}")
    whole: dict[str, Any] = copy.deepcopy(known_data(base))
    for number, change in enumerate(data.get("changes", ())):
        _make(number, change, whole)
    unknown = set(data) - {*_OWN, "extends", "changes", "english"}
    if unknown:
        raise FormError(f"{', '.join(sorted(unknown))}: not in a file that extends a form; give it as changes")
    whole.update({part: data[part] for part in _OWN if part in data})
    whole["english"] = {**whole.get("english", {}), **data.get("english", {})}
    return whole


def _make(number: int, change: Mapping[str, Any], whole: dict[str, Any]) -> None:
    try:
        _change(change, whole)
    except FormError as error:
        raise FormError(f"changes[{number}]: {error}") from None


def _change(change: Mapping[str, Any], whole: dict[str, Any]) -> None:
    unknown = set(change) - set(_PARTS)
    if unknown:
        raise FormError(f"{', '.join(sorted(unknown))}: no part of a change, which has {', '.join(_PARTS)}")
    table = next((table for table in whole["tables"] if table["name"] == change["table"]), None)
    if table is None:
        names = ", ".join(table["name"] for table in whole["tables"])
        raise FormError(f"table {change['table']!r}: the form has {names}")
    blocks, number = table["blocks"], change.get("block", 0)
    if not isinstance(number, int) or not 0 <= number < len(blocks):
        raise FormError(f"block {number!r}: the table has the blocks 0 to {len(blocks) - 1}")
    for part in ("rows", "columns"):
        if part in change:
            old = blocks[number][part]
            blocks[number][part] = _placed(change[part], old, part, change.get("after"))
            if part == "columns" and len(blocks) == 1:
                table["width"] += _width(blocks[number][part]) - _width(old)
    table["variants"] = {**table.get("variants", {}), **change.get("variants", {})}


def _width(columns: list[Any]) -> int:
    """How many columns of the grid these columns of values cover."""
    return sum(column.get("span", 1) for column in columns)


def _placed(new: list[Any], old: list[Any], part: str, after: str | None) -> list[Any]:
    if after is None:
        return list(new)
    keys = [item["key"] for item in old]
    if after not in keys:
        raise FormError(f"after {after!r}: the {part} of the block are {', '.join(map(repr, keys))}")
    place = keys.index(after) + 1
    return [*old[:place], *new, *old[place:]]
