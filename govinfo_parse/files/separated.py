"""Values separated by commas, tabs or semicolons as text: a line for each record.

In: a text. Out: its records, as the module `csv` reads them, where the text is such a file: all of its records have as
many fields, as spreadsheet programs write them, however wide the sheet's other rows are. A text whose lines merely have
commas in them is not; `parse` reads it as it is.
"""

from __future__ import annotations

import csv
import io
from typing import Final

from ..text_rows import cell_text, row_line

__all__ = ["separated_lines"]

_SEPARATORS: Final = ",\t;"
_FEWEST_RECORDS: Final = 3


def separated_lines(text: str) -> list[str] | None:
    r"""The lines of a file of separated values, None for another text.

    >>> separated_lines('信息内容,"本年处理\n决定数量"\n行政许可,"1,208"\n行政处罚,\n')
    ['| 信息内容 | 本年处理决定数量 |', '| 行政许可 | 1,208 |', '| 行政处罚 |  |']
    >>> separated_lines("全年收到申请18件，办结17件。\n") is None
    True
    """
    for separator in _SEPARATORS:
        records = _records(text, separator)
        if records is not None:
            return [row_line(record) for record in records if any(record)]
    return None


def _records(text: str, separator: str) -> list[list[str]] | None:
    """The records of a text, None where it has none that are parted by this."""
    if separator not in text:
        return None
    file = io.StringIO(text.removeprefix("\ufeff"), newline="")
    records: list[list[str]] = []
    try:
        for record in csv.reader(file, delimiter=separator, strict=True):
            if record:
                if len(record) == 1 or (records and len(record) != len(records[0])):
                    return None
                records.append([_one_line(field) for field in record])
    except csv.Error:
        return None
    return records if len(records) >= _FEWEST_RECORDS else None


def _one_line(field: str) -> str:
    return cell_text(line.strip() for line in field.replace("\t", " ").splitlines())
