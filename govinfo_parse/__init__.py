r"""Typed, checked indicators from the flattened tables of Chinese government information disclosure reports.

>>> import govinfo_parse
>>> report = govinfo_parse.parse("第二十条第（五）项\n信息内容 | 本年处理决定数量\n行政许可 | 18582")
>>> report.disclosure.licensing.decisions.value
18582
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from ._version import __version__

if TYPE_CHECKING:
    from .across import check_rollup, check_series
    from .arithmetic import Amount
    from .checks import Check, Checks
    from .claims import Claim
    from .comparison import Comparison, Difference, compare
    from .data_tables import DataColumn, DataTable, harmonized_table, long_table, wide_table
    from .diagnostics import Diagnostic
    from .errors import EditionError, NotReportedError, ReportsError, UnitError
    from .files import parse_data, parse_file
    from .forms import Form, FormError, load_form
    from .grid import Grid, GridCell, reconstruct
    from .hints import Change, Explanation, Hint
    from .indicator import Approximation, Edition, Indicator, Status
    from .metadata import Metadata
    from .pages import parse_html
    from .parsing import parse, parse_all
    from .report import Extra, Report, Table, TableCell, Unplaced
    from .report_schema import json_schema
    from .screen import looks_like_report
    from .sections import Section
    from .terms import Term
    from .tokenizer import Cell, tokenize
    from .workbook import write_xlsx

__all__ = [
    "Amount",
    "Approximation",
    "Cell",
    "Change",
    "Check",
    "Checks",
    "Claim",
    "Comparison",
    "DataColumn",
    "DataTable",
    "Diagnostic",
    "Difference",
    "Edition",
    "EditionError",
    "Explanation",
    "Extra",
    "Form",
    "FormError",
    "Grid",
    "GridCell",
    "Hint",
    "Indicator",
    "Metadata",
    "NotReportedError",
    "Report",
    "ReportsError",
    "Section",
    "Status",
    "Table",
    "TableCell",
    "Term",
    "UnitError",
    "Unplaced",
    "__version__",
    "check_rollup",
    "check_series",
    "compare",
    "harmonized_table",
    "json_schema",
    "load_form",
    "long_table",
    "looks_like_report",
    "parse",
    "parse_all",
    "parse_data",
    "parse_file",
    "parse_html",
    "reconstruct",
    "tokenize",
    "wide_table",
    "write_xlsx",
]

# Which module has which name. It is loaded when the name is used first: a crawler that only screens pages needs little,
# and most programs do not need all.
_NAMES = {
    "across": ("check_rollup", "check_series"),
    "arithmetic": ("Amount",),
    "checks": ("Check", "Checks"),
    "claims": ("Claim",),
    "comparison": ("Comparison", "Difference", "compare"),
    "data_tables": ("DataColumn", "DataTable", "harmonized_table", "long_table", "wide_table"),
    "diagnostics": ("Diagnostic",),
    "errors": ("EditionError", "NotReportedError", "ReportsError", "UnitError"),
    "files": ("parse_data", "parse_file"),
    "forms": ("Form", "FormError", "load_form"),
    "grid": ("Grid", "GridCell", "reconstruct"),
    "hints": ("Change", "Explanation", "Hint"),
    "indicator": ("Approximation", "Edition", "Indicator", "Status"),
    "metadata": ("Metadata",),
    "pages": ("parse_html",),
    "parsing": ("parse", "parse_all"),
    "report": ("Extra", "Report", "Table", "TableCell", "Unplaced"),
    "report_schema": ("json_schema",),
    "screen": ("looks_like_report",),
    "sections": ("Section",),
    "terms": ("Term",),
    "tokenizer": ("Cell", "tokenize"),
    "workbook": ("write_xlsx",),
}
_MODULES = {name: module for module, names in _NAMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f".{_MODULES[name]}", __name__), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
