r"""Typed, checked indicators from the flattened tables of Chinese government information disclosure reports.

>>> import govinfo_parse
>>> report = govinfo_parse.parse("第二十条第（五）项\n信息内容 | 本年处理决定数量\n行政许可 | 18582")
>>> report.disclosure.licensing.decisions.value
18582
"""

from ._version import __version__
from .across import check_rollup, check_series
from .arithmetic import Amount
from .checks import Check, Checks
from .claims import Claim
from .comparison import Comparison, Difference, compare
from .diagnostics import Diagnostic
from .errors import EditionError, NotReportedError, ReportsError, UnitError
from .forms import Form, FormError, load_form
from .grid import Grid, GridCell, reconstruct
from .hints import Change, Explanation, Hint
from .indicator import Approximation, Edition, Indicator, Status
from .metadata import Metadata
from .pages import parse_html
from .parsing import parse, parse_all
from .report import Extra, Report, Table, TableCell, Unplaced
from .screen import looks_like_report
from .sections import Section
from .terms import Term
from .tokenizer import Cell, tokenize

__all__ = [
    "Amount",
    "Approximation",
    "Cell",
    "Change",
    "Check",
    "Checks",
    "Claim",
    "Comparison",
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
    "load_form",
    "looks_like_report",
    "parse",
    "parse_all",
    "parse_html",
    "reconstruct",
    "tokenize",
]
