"""Rules across reports: between the years of one body, and between a body and those below it.

In: reports that belong together. Out: checks whose terms are cells of several reports, each a `Term` that says whose
it is. The rules between years are data: each form lists them under ``between_years``. All rules here are soft:
bodies are merged, figures are restated, and a district's own office files requests too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from .checks import Check, Checks, hold
from .errors import ReportsError
from .forms import PREVIOUS, IndicatorSpec, Rule
from .metadata import may_be_one_body
from .report import Report, common_rules, forms_of
from .terms import Term, absent_term, money_of
from .units import is_money

__all__ = ["as_reports", "by_year", "check_body", "check_rollup", "check_series"]

_ROLLUP: Final = "by meaning: a body's report counts what the bodies below it report"


# --- years -----------------------------------------------------------------------------------------------------------


def check_series(reports: Iterable[Report], *, years: Sequence[int] | None = None, same_body: bool = False) -> Checks:
    r"""Holds the reports of one body for several years against each other.

    `reports` come in any order. Their years are those that they say (``metadata.year``), or `years`, one for each
    report. Each report is held against that of the year before by the rules of its edition: what was carried in
    (上年结转) is what the year before carried out (结转下年度), the documents in force (现行有效件数) are those of the
    year before with those issued and without those repealed, and so on (docs/schema.md lists all). A check is
    ``unknown`` where the edition of one of the years has no such cell, and where a year between the first and the last
    has no report. The checks stand by year, and the year is ``whose`` their terms are.

    >>> from govinfo_parse import parse
    >>> title, zeros = "云泽县水务局{}年政府信息公开工作年度报告\n", "0 | 0 | 0 | 0 | 0"
    >>> before = parse(f"{title.format(2021)}四、结转下年度继续办理 | 3 | {zeros} | 3")
    >>> after = parse(f"{title.format(2022)}二、上年结转政府信息公开申请数量 | 2 | {zeros} | 2")
    >>> checks = check_series([after, before])
    >>> len(checks.passed), [check.rule for check in checks.failed]
    (5, ['applications.carried_over.natural_person', 'applications.carried_over.total'])
    >>> print(checks.failed[0].describe("zh"))
    自然人：2022 二、上年结转政府信息公开申请数量 2 = 2021 四、结转下年度继续办理 3，不成立：2与3，相差1。

    Raises `TypeError` for anything but reports and years, and `ReportsError` where the year of one is not known, two
    are of the same year, `years` are not as many as the reports, or two name different bodies (``metadata.agency``;
    水务局 and 云泽县水务局 may be one). A body that was renamed or merged is one all the same with ``same_body=True``.
    """
    of_years = by_year(as_reports(reports, "check_series() takes a list of reports"), years)
    if not same_body:
        check_body([of_years[year] for year in sorted(of_years)])
    return Checks(check for year in sorted(of_years)[1:] for check in _with_year_before(year, of_years))


def by_year(reports: Sequence[Report], years: Sequence[int] | None) -> dict[int, Report]:
    """The reports by year, their own or those given; `ReportsError` where one has none, or two have the same."""
    if years is not None and len(years) != len(reports):
        raise ReportsError(f"{len(years)} years for {len(reports)} reports; give one for each, in their order")
    found: dict[int, Report] = {}
    for number, report in enumerate(reports):
        year = report.metadata.year if years is None else years[number]
        name = report.source or f"report {number + 1}"
        if not isinstance(year, (int, type(None))):
            raise TypeError(f"years are whole numbers, not {type(year).__name__}")
        if year is None:
            raise ReportsError(f"{name} does not say its year; pass years=[…], one for each report")
        if year in found:
            first = found[year].source or f"report {list(found).index(year) + 1}"
            raise ReportsError(f"{first} and {name} are both of {year}; keep one of them")
        found[year] = report
    return found


def check_body(reports: Sequence[Report]) -> None:
    """Raises `ReportsError` where two reports name bodies that cannot be one."""
    named = [report for report in reports if report.metadata.agency]
    for report in named[1:]:
        first, other = named[0].metadata.agency or "", report.metadata.agency or ""
        if not may_be_one_body(first, other):
            raise ReportsError(
                f"{first} and {other} are not one body by their names; hold each body's reports against each other "
                "alone, or pass same_body=True if it was renamed"
            )


def _with_year_before(year: int, by_year: Mapping[int, Report]) -> Iterator[Check]:
    own, before = by_year[year], by_year.get(year - 1, Report())
    name = str(year - 1) if year - 1 in by_year else f"{year - 1} (no report)"

    def term(key: str) -> Term:
        if key.startswith(PREVIOUS):
            return _term(name, before, key.removeprefix(PREVIOUS))
        return _term(str(year), own, key)

    for rule in common_rules([form.between_years for form in forms_of(own)]):
        yield hold(rule, tuple(map(term, rule.left)), tuple(map(term, rule.right)))


# --- bodies ----------------------------------------------------------------------------------------------------------


def check_rollup(parent: Report, children: Iterable[Report]) -> Checks:
    r"""Holds a body's report against the sum of those of the bodies below it: a district's against its bureaus'.

    One check for each cell of the parent's form that holds a figure, by a rule ``rollup.KEY``; its terms say ``whose``
    they are. Amounts of money are added in one unit, and an amount that states none leaves its check unknown. So does a
    cell that the parent or a child has not, as of a child on another edition: a key is the same figure in all editions
    that have it, and no other figure stands in for it.

    >>> from govinfo_parse import parse
    >>> row = "云泽县{}2022年政府信息公开工作年度报告\n信息内容 | 本年收费金额（单位：{}）\n行政事业性收费 | {}"
    >>> county = parse(row.format("", "万元", "3.5"))
    >>> bureaus = [parse(row.format("水务局", "元", "20000")), parse(row.format("民政局", "万元", "1"))]
    >>> [check] = check_rollup(county, bureaus).failed
    >>> check.rule, check.left, check.right, check.unit
    ('rollup.disclosure.fees.amount', Decimal('3.5'), 3, '万元')

    Raises `TypeError` for anything but reports, and `ReportsError` where there are no children, one of them stands
    there twice or is the parent, or a child's year is known to be another than the parent's.
    """
    said = "check_rollup() takes a report and a list of reports"
    [parent] = as_reports([parent], said)
    below = as_reports(children, said)
    names = _names(parent, below)
    forms = forms_of(parent)
    specs = (spec for spec in (forms[0].indicators.values() if forms else ()) if not spec.heading)
    shared = (spec for spec in specs if all(spec.key in form.indicators for form in forms))
    return Checks(_rolled_up(spec, parent, dict(zip(names, below, strict=True))) for spec in shared)


def _names(parent: Report, children: Sequence[Report]) -> list[str]:
    """What the children are called, each by another name."""
    if not children:
        raise ReportsError("there are no reports of bodies below; a sum needs one at least")
    names: list[str] = []
    for number, child in enumerate(children, 1):
        name = child.metadata.agency or child.source or f"report {number}"
        if child is parent or (child.metadata.agency and child.metadata.agency == parent.metadata.agency):
            raise ReportsError(f"{name} is the parent itself; leave it out of the children")
        if name in names:
            raise ReportsError(f"{name} stands twice among the children, and would be counted twice")
        if None not in (years := (child.metadata.year, parent.metadata.year)) and years[0] != years[1]:
            raise ReportsError(f"the report of {name} is of {years[0]}, that of the parent of {years[1]}")
        names.append(name)
    return names


def _rolled_up(spec: IndicatorSpec, parent: Report, children: Mapping[str, Report]) -> Check:
    rule = Rule(f"rollup.{spec.key}", (spec.key,), "=", (spec.key,) * len(children), "soft", _ROLLUP)
    whole = (_term(parent.metadata.agency or parent.source or "parent", parent, spec.key),)
    parts = tuple(_term(name, child, spec.key) for name, child in children.items())
    # Where no amount states a unit, each is of unknown size, unless it is 0.
    return hold(rule, whole, parts, money_of(whole + parts) or "元" if is_money(spec) else None)


# --- both ------------------------------------------------------------------------------------------------------------


def as_reports(reports: Iterable[Report], takes: str) -> list[Report]:
    """The reports as a list; `TypeError` with the words of `takes` for anything else."""
    if isinstance(reports, Report) or not isinstance(reports, Iterable):
        raise TypeError(f"{takes}, not {type(reports).__name__}")
    found = list(reports)
    for report in found:
        if not isinstance(report, Report):
            raise TypeError(f"{takes}, and {type(report).__name__} is none")
    return found


def _term(whose: str, report: Report, key: str) -> Term:
    return Term.of(whose, report.indicators.get(key) or absent_term(key))
