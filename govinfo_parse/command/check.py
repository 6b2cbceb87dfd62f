"""``govinfo-parse check``: whether the figures of reports add up, each by itself and those of several together."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from attrs import evolve, frozen

from ..across import check_rollup, check_series
from ..errors import ReportsError
from ..report import Report
from .arguments import Parser, add_files, add_form, add_jobs, add_output, choice
from .console import CHECK_FAILED, Console
from .inputs import Inputs, find_inputs, is_same_file
from .reading import reader_of, results
from .verdicts import Style, Subject, Verdict, verdict
from .words import Words

__all__ = ["add_arguments", "run"]


def add_arguments(parser: Parser) -> None:
    """What ``check`` takes."""
    words, options = parser.words, parser.options
    add_files(parser)
    together = options.add_mutually_exclusive_group()
    together.add_argument("--series", action="store_true", help=words("help_series"))
    together.add_argument("--rollup", metavar="PARENT", help=words("help_rollup"))
    options.add_argument("--years", type=_years(words), metavar="Y,Y,…", help=words("help_years"))
    options.add_argument("--blanks-as-zero", action="store_true", help=words("help_blanks"))
    options.add_argument("--strict", action="store_true", help=words("help_strict"))
    shown = options.add_mutually_exclusive_group()
    shown.add_argument("-q", "--quiet", action="store_true", help=words("help_quiet"))
    shown.add_argument("-v", "--verbose", action="store_true", help=words("help_verbose"))
    formats = choice(words, ("text", "jsonl"))
    options.add_argument("-f", "--format", default="text", help=words("help_check_format"), **formats)
    add_output(parser)
    add_jobs(parser)
    add_form(parser)


def _years(words: Words) -> Callable[[str], list[int]]:
    def years(value: str) -> list[int]:
        parts = value.replace("，", ",").split(",")
        if not all(part.strip().isascii() and part.strip().isdigit() for part in parts):
            raise argparse.ArgumentTypeError(words("not_years", value=value))
        return list(map(int, parts))

    return years


def run(arguments: argparse.Namespace, console: Console) -> None:
    """Says what fails in each report, and then in all of them together."""
    console.write_to(arguments.output, arguments.color)
    reader = reader_of(arguments.form, console)
    if reader is None:
        return
    style = Style(
        console.words.language,
        coloured=console.paint.on,
        as_data=arguments.format == "jsonl",
        only_failures=arguments.quiet,
        all_rules=arguments.verbose,
        strict=arguments.strict,
        blanks_as_zero=arguments.blanks_as_zero,
    )
    inputs = find_inputs(arguments.files, console, arguments.output)
    years = _years_of(arguments.years, inputs, console) if arguments.series else {}
    if years is None:
        return
    parent = find_inputs([arguments.rollup], console) if arguments.rollup else Inputs((), is_one=True)
    below = [item for item in inputs.items if not any(is_same_file(item.path, own.path) for own in parent.items)]
    all_inputs = Inputs((*parent.items, *below), is_one=False)
    together = bool(arguments.series or arguments.rollup)
    reports = []
    count = failed = 0
    for checked in results(all_inputs, partial(_checked, style, together), reader, arguments.jobs, console):
        if checked is not None:
            _tell(checked.verdict, console)
            count, failed = count + 1, failed + checked.verdict.fails
            if checked.report is not None:
                reports.append(checked.report)
    if count > 1 and not style.as_data:
        said = console.words("all_checked", count=count, failed=failed)
        console.write(console.paint("bad" if failed else "title", said) + "\n")
    if arguments.series:
        _check_series(reports, years, style, console)
    elif arguments.rollup:
        _check_rollup(parent, reports, style, console)


@frozen
class _Checked:
    """A report that was checked; it is kept where it is to be held against others."""

    verdict: Verdict
    report: Report | None


def _checked(style: Style, kept: bool, report: Report) -> _Checked | None:
    """The checks of a report by itself; None for a text without one."""
    if not report.indicators:
        return None
    about = {
        "source": report.source,
        "edition": report.edition,
        "agency": report.metadata.agency,
        "year": report.metadata.year,
    }
    subject = Subject(report.source or "", {"": report}, about)
    return _Checked(verdict(subject, report.checks, style), report if kept else None)


def _tell(said: Verdict, console: Console) -> None:
    console.write(said.text)
    if said.fails:
        console.fail(CHECK_FAILED)


# --- years -----------------------------------------------------------------------------------------------------------


def _years_of(years: Sequence[int] | None, inputs: Inputs, console: Console) -> dict[str, int] | None:
    """The year of each file, where the user gave them; None, after a complaint, where they are not as many."""
    if years is None:
        return {}
    if len(years) != len(inputs.items):
        console.refuse(console.words("years_for_files", years=len(years), files=len(inputs.items)))
        return None
    return {item.source: year for item, year in zip(inputs.items, years, strict=True)}


def _check_series(reports: Sequence[Report], years: dict[str, int], style: Style, console: Console) -> None:
    """Holds the reports of each body against each other."""
    known = []
    for report in reports:
        year = years.get(report.source or "", report.metadata.year)
        if year is None:
            console.refuse(console.words("year_unknown"), report.source or "")
        else:
            known.append(evolve(report, metadata=evolve(report.metadata, year=year)))
    for agency, own in _by_agency(known).items():
        name = agency or console.words("unnamed")
        if len(own) < 2:
            console.refuse(console.words("one_year_only", agency=name), own[0].source or "")
            continue
        try:
            checks = check_series(own)
        except ReportsError as error:
            console.refuse(str(error), name)
            continue
        by_year = {str(report.metadata.year): report for report in own}
        said = console.words("series_of", agency=name, years="–".join((min(by_year), max(by_year))))
        data = {"series": [by_year[year].source for year in sorted(by_year)], "agency": agency}
        _tell(verdict(Subject(said, by_year, data), checks, style), console)


def _by_agency(reports: Iterable[Report]) -> dict[str | None, list[Report]]:
    """The reports of each body; all of them where at most one body is named."""
    found: dict[str | None, list[Report]] = {}
    for report in reports:
        found.setdefault(report.metadata.agency, []).append(report)
    names = [agency for agency in found if agency]
    if len(names) > 1:
        return found
    every = [report for own in found.values() for report in own]
    return {next(iter(names), None): every} if every else {}


# --- bodies ----------------------------------------------------------------------------------------------------------


def _check_rollup(parent: Inputs, reports: Sequence[Report], style: Style, console: Console) -> None:
    """Holds the first report, if it is that of the parent, against the others."""
    sources = [item.source for item in parent.items]
    if len(sources) != 1 or not reports or reports[0].source != sources[0]:
        console.refuse(console.words("no_parent"))
        return
    whole, *below = reports
    try:
        checks = check_rollup(whole, below)
    except ReportsError as error:
        console.refuse(str(error), sources[0])
        return
    owners = {(report.metadata.agency or report.source or ""): report for report in reports}
    said = console.words("rollup_of", parent=whole.metadata.agency or whole.source, count=len(below))
    data: dict[str, Any] = {"rollup": whole.source, "of": [report.source for report in below]}
    _tell(verdict(Subject(said, owners, data), checks, style), console)
