"""The formats in which `parse` writes reports.

In: a `Report`. Out: text. A format says how a report is written, and what stands before all of them, between two and at
the end, so that each can be written as it comes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from attrs import frozen

from ..comma_separated import long_csv
from ..report import Report
from ..show import render
from ..terminal import Paint
from ..wording import Language

__all__ = ["FORMATS", "Format", "Look", "format_of", "written"]


@frozen
class Look:
    """How output for a person looks: how many columns wide it is, in which language, and whether in colours."""

    width: int
    language: Language
    coloured: bool


class Format(NamedTuple):
    """A format: `one` writes a report, the rest stands around and between them."""

    one: Callable[[Report, Look], str]
    head: str = ""
    between: str = ""
    tail: str = ""


def format_of(name: str, is_list: bool) -> Format:
    """The format of a name, for a document of one report or for a list of them."""
    return _JSON_LIST if name == "json" and is_list else FORMATS[name]


def written(name: str, is_list: bool, look: Look, report: Report) -> str:
    """A report in a format."""
    return format_of(name, is_list).one(report, look)


def _table(report: Report, look: Look) -> str:
    paint = Paint(on=look.coloured)
    return render(report, report.text or "", width=look.width, language=look.language, paint=paint)


def _json(report: Report, look: Look) -> str:
    return json.dumps(report.to_dict(), ensure_ascii=False, indent=2) + "\n"


def _json_in_list(report: Report, look: Look) -> str:
    return "  " + _json(report, look).rstrip("\n").replace("\n", "\n  ")


def _jsonl(report: Report, look: Look) -> str:
    return json.dumps(report.to_dict(), ensure_ascii=False, separators=(",", ":")) + "\n"


def _csv(report: Report, look: Look) -> str:
    return "".join(long_csv([report], header=False))


_JSON_LIST: Final = Format(_json_in_list, "[\n", ",\n", "\n]\n")

FORMATS: Final[Mapping[str, Format]] = {
    "table": Format(_table, between="\n" + "=" * 80 + "\n\n"),
    "json": Format(_json),
    "jsonl": Format(_jsonl),
    "csv": Format(_csv, head="".join(long_csv([]))),
}
