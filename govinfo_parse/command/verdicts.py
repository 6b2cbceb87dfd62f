"""Checks as ``check`` writes them: in words for a person, or as data for a program.

In: the checks of a report, or of several that were held against each other. Out: text, and whether a rule fails that
counts. Each failed rule has the file, line and column of its first figure in front, as compilers have it, so that
editors and build servers find it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Final

from attrs import frozen

from ..checks import Checks
from ..indicator import Indicator
from ..report import Report
from ..show import Lines
from ..terminal import Kind, Paint, plain
from ..terms import Term
from ..wording import Language
from .words import Words

__all__ = ["Style", "Subject", "Verdict", "verdict"]

_KINDS: Final[Mapping[str, Kind]] = {"hard": "bad", "soft": "doubtful", "pass": "good", "unknown": "quiet"}


@frozen
class Style:
    """How verdicts are given: which checks are told, what counts as a failure, and how the words look."""

    language: Language
    coloured: bool = False
    as_data: bool = False
    only_failures: bool = False
    all_rules: bool = False
    strict: bool = False
    blanks_as_zero: bool = False


@frozen
class Subject:
    """What was checked: its name, the reports that the figures stand in, by whose they are, and what data says of it.

    A single report belongs to nobody in particular (``""``).
    """

    name: str
    reports: Mapping[str, Report]
    data: Mapping[str, Any]

    @cached_property
    def _lines(self) -> dict[str, Lines]:
        return {whose: Lines(report.text or "") for whose, report in self.reports.items()}

    def place(self, terms: Sequence[Indicator]) -> str:
        """``file:line:column`` of the first of these figures that has a place."""
        for term in terms:
            whose = term.whose if isinstance(term, Term) else ""
            if term.span and whose in self.reports:
                return self._lines[whose].place(self.reports[whose].source, term.span)
        return plain(self.name)

    def lines_of(self, terms: Sequence[Indicator]) -> tuple[int, int] | None:
        """The first and the last line that these figures stand in, where they are those of one report."""
        if len(self.reports) != 1:
            return None
        lines = [self._lines[""].at(term.span[0])[0] for term in terms if term.span]
        return (min(lines), max(lines)) if lines else None


@frozen
class Verdict:
    """What is said of a subject, and whether a rule fails that counts."""

    text: str
    fails: bool


def verdict(subject: Subject, checks: Checks, style: Style) -> Verdict:
    """Puts checks into words, or into a line of JSON."""
    if style.blanks_as_zero:
        checks = checks.counting_blanks_as_zero()
    counted = checks.failed if style.strict else checks.failed.hard
    if style.as_data:
        told = [{**check.to_dict(), "message": check.describe(style.language)} for check in checks]
        data = {**subject.data, "is_consistent": checks.is_consistent, "checks": told}
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"
    elif style.only_failures and not checks.failed:
        text = ""
    else:
        text = "".join(f"{line}\n" for line in _said(subject, checks, style))
    return Verdict(text, bool(counted))


def _said(subject: Subject, checks: Checks, style: Style) -> Iterator[str]:
    words, paint = Words(style.language), Paint(on=style.coloured)
    yield f"{paint('title', plain(subject.name))}: {_summary(checks, words, paint)}"
    for check in checks if style.all_rules else checks.failed:
        kind = check.severity if check.status == "fail" else check.status
        severity = paint(_KINDS.get(kind, "doubtful"), words(f"severity_{kind}"))
        yield f"{subject.place(check.terms)}: {severity}: {plain(check.describe(style.language))} [{check.rule}]"
        if check.status != "fail":
            continue
        lines = subject.lines_of(check.terms)
        if lines and lines[0] < lines[1]:
            yield "  " + words("in_lines", first=lines[0], last=lines[1])
        if check.hint:
            yield "  " + plain(check.hint.describe(style.language))
    more = sum(1 for check in checks.unknown if check.if_blank_is_zero == "fail")
    if more:
        yield "  " + words("under_zero", count=more)


def _summary(checks: Checks, words: Words, paint: Paint) -> str:
    count, failed, unknown = len(checks), len(checks.failed), len(checks.unknown)
    if not count:
        return paint("doubtful", words("no_rules"))
    if failed:
        also = words("also_open", open=unknown) if unknown else ""
        kind: Kind = "bad" if checks.failed.hard else "doubtful"
        return paint(kind, words("one_fails" if failed == 1 else "some_fail", failed=failed, count=count)) + also
    if unknown:
        return paint("doubtful", words("some_open", open=unknown, count=count))
    return paint("good", words("all_hold", count=count))
