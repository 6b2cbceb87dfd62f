"""Tables as CSV (RFC 4180, but for the line end, which is a single line feed).

In: names and rows. Out: lines, one by one, so that any number of reports can be written. Numbers are digits alone,
never with an exponent. A text that a spreadsheet program would take for a formula gets an apostrophe in front: whoever
wrote the page decides what stands in it, and a formula can fetch and send.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final

from .data_tables import long_names, long_rows
from .encodable import encodable
from .report import Report
from .terms import digits

__all__ = ["csv_lines", "long_csv"]

_BOM: Final = "\ufeff"
# What a formula begins with, also after white space and in full width, and what parts cells.
_FORMULA: Final = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
# A signed number, or dashes alone: what a cell of a report says, and no formula.
_HARMLESS: Final = re.compile(r"[+\-]\d[\d,]*(?:\.\d+)?|-+")


def csv_lines(
    names: Sequence[str], rows: Iterable[Sequence[str | int | Decimal | None]], *, bom: bool, formulas: bool
) -> Iterator[str]:
    """The lines of a table, first one of the names, if there are any. Unless `formulas` are to stay, they are text."""
    line = _Line()
    writer = csv.writer(line, lineterminator="\r\n")
    written = _as_it_is if formulas else _safe
    if names:
        writer.writerow(map(written, names))
        yield (_BOM if bom else "") + line.text
    for row in rows:
        writer.writerow(map(written, row))
        yield line.text


def long_csv(
    reports: Iterable[Report], *, header: bool = True, bom: bool = False, formulas: bool = False
) -> Iterator[str]:
    r"""The lines of `long_table(reports).to_csv()`, written as the reports come; without `header` their figures alone.

    >>> from govinfo_parse import parse
    >>> report = parse("信息内容 | 本年处理决定数量\n行政处罚 | 18\n以上。", source="2021.txt")
    >>> header, line = long_csv([report])
    >>> header
    'source,edition,year,agency,key,label,value,unit,status,raw,start,end,label_en,origin\n'
    """
    return csv_lines(long_names() if header else (), long_rows(reports), bom=bom, formulas=formulas)


class _Line:
    """Takes a line from the `csv` module, which writes no file but calls this."""

    text = ""

    def write(self, text: str) -> None:
        # With "\n" as its line end, the module would leave a lone "\r" in a field without quotes.
        self.text = text.removesuffix("\r\n") + "\n"


def _as_it_is(value: str | int | Decimal | None) -> str | int | None:
    if isinstance(value, str):
        return encodable(value)
    return digits(value) if isinstance(value, Decimal) else value


def _safe(value: str | int | Decimal | None) -> str | int | None:
    written = _as_it_is(value)
    is_formula = isinstance(written, str) and _FORMULA.match(written) and not _HARMLESS.fullmatch(written)
    return f"'{written}" if is_formula else written
