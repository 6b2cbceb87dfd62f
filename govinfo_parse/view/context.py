"""What all parts of the page share: the report, its text's lines, the words, and a name for everything that is shown.

Everything that can be pointed at has an id: ``f12`` a figure of a form, ``u0`` a figure without a place, ``x0`` one
that is not on the form, ``c0`` a claim, ``k0`` a check, ``g0`` a diagnostic. Elements say in ``data-of`` which of them
they show, and in ``data-with`` which they have to do with; the page's program needs no more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from attrs import frozen

from ..checks import Check
from ..claims import Claim
from ..diagnostics import Diagnostic
from ..forms import FormTable, form_with_key
from ..indicator import Indicator
from ..layout import LayoutBlock
from ..report import Extra, Report, Unplaced
from ..show import Lines
from ..terms import digits
from ..wording import Language, name_of
from ..writing import shown_tables
from .elements import Html, element, text
from .words import Words

__all__ = ["MOST", "Context", "chinese"]

# Of figures without a place, figures not on the form and diagnostics, more than these are counted, not shown.
MOST: Final = 300


@frozen
class Context:
    """What the parts of the page are made from."""

    report: Report
    lines: Lines | None
    words: Words
    tables: Sequence[tuple[FormTable, list[LayoutBlock]]]
    # Key to number, of all cells that are shown or spoken of; the tables show those with numbers below `shown`.
    numbers: Mapping[str, int]
    shown: int
    # Key to the ids of what is said against its figure, or may be it.
    failed: Mapping[str, Sequence[str]]
    disputed: Mapping[str, Sequence[str]]
    may_be: Mapping[str, Sequence[str]]

    @classmethod
    def of(cls, report: Report, text: str | None, words: Words) -> Context:
        """The context of a report and the text it was parsed from."""
        tables = list(shown_tables(report, merged=True))
        cells = (cell for _, blocks in tables for block in blocks for row in block.rows for cell in row)
        keys = list(dict.fromkeys(cell.key for cell in cells if cell.key))
        shown = len(keys)
        keys += [claim.key for claim in report.claims]
        keys += [key for figure in report.unplaced[:MOST] for key in figure.candidates]
        keys += [key for check in report.checks for key in check.keys]
        return cls(
            report=report,
            lines=None if text is None else Lines(text),
            words=words,
            tables=tables,
            numbers={key: number for number, key in enumerate(dict.fromkeys(keys))},
            shown=shown,
            failed=_by_key((f"k{n}", check.keys) for n, check in enumerate(report.checks) if check.status == "fail"),
            disputed=_by_key((f"c{n}", [claim.key]) for n, claim in enumerate(report.claims) if claim.agrees is False),
            may_be=_by_key((f"u{n}", figure.candidates) for n, figure in enumerate(report.unplaced[:MOST])),
        )

    def id_of(self, key: str) -> str:
        """The id of a cell's figure."""
        return f"f{self.numbers[key]}"

    def way_to(self, key: str) -> str:
        """Where a cell is shown: in its table, or where no table has it, among all figures."""
        return f"{'t' if self.numbers[key] < self.shown else 'd'}-{self.id_of(key)}"

    def ids_of(self, keys: Iterable[str]) -> str:
        """The ids of several, as an attribute has them."""
        return " ".join(self.id_of(key) for key in dict.fromkeys(keys))

    def indicator(self, key: str) -> Indicator:
        """The figure of a cell, ``absent`` where it was not found."""
        found = self.report.indicators.get(key)
        if found is None:
            form = form_with_key(key, self.report.forms)
            spec = form.indicators[key] if form else None
            found = Indicator(key, spec.label, english=spec.english) if spec else Indicator(key, key)
        return found

    def expects_nothing(self, key: str) -> bool:
        """Whether a cell that was not found is one of a heading row, which the form leaves without a figure."""
        form = None if key in self.report.indicators else form_with_key(key, self.report.forms)
        return form is not None and form.indicators[key].heading

    def said(self, indicator: Indicator) -> str:
        """What a cell says, in the page's words: its number with the unit, or why there is none."""
        if indicator.value is None:
            return self.words(f"status_{indicator.status}")
        return f"{digits(indicator.value)} {indicator.unit or ''}".rstrip()

    def name(self, key: str, language: Language | None = None) -> str:
        """What a person calls a cell, in the page's language if no other is asked for."""
        return name_of(self.indicator(key), language or self.words.language).replace(" > ", " › ")

    def gloss(self, printed: str) -> Html:
        """What a text that is printed on the form means, below it on an English page; nothing where nobody says."""
        forms = self.report.forms if self.words.language == "en" else ()
        english = next((form.english[printed] for form in forms if printed in form.english), None)
        return element("small", text(english), lang="en") if english else text("")

    def place(self, span: tuple[int, int]) -> str:
        """Where something stands, in the page's words."""
        return self.words("line", number=self.lines.at(span[0])[0]) if self.lines else self.words("at", start=span[0])

    @property
    def checks(self) -> Iterator[tuple[str, Check]]:
        """The checks with their ids; so the others."""
        return ((f"k{number}", item) for number, item in enumerate(self.report.checks))

    @property
    def claims(self) -> Iterator[tuple[str, Claim]]:
        """The claims of the prose."""
        return ((f"c{number}", item) for number, item in enumerate(self.report.claims))

    @property
    def unplaced(self) -> Iterator[tuple[str, Unplaced]]:
        """The figures without a place that are shown."""
        return ((f"u{number}", item) for number, item in enumerate(self.report.unplaced[:MOST]))

    @property
    def extras(self) -> Iterator[tuple[str, Extra]]:
        """The figures that are not on the form, as far as they are shown."""
        return ((f"x{number}", item) for number, item in enumerate(self.report.extras[:MOST]))

    @property
    def diagnostics(self) -> Iterator[tuple[str, Diagnostic]]:
        """The diagnostics that are shown."""
        return ((f"g{number}", item) for number, item in enumerate(self.report.diagnostics[:MOST]))


def chinese(words: object, name: str = "span", /, **attributes: str | None) -> Html:
    """Text of the form or of the report, which is Chinese whatever the language of the page."""
    return element(name, text(words), lang="zh-Hans", **attributes)


def _by_key(pairs: Iterable[tuple[str, Iterable[str]]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, keys in pairs:
        for key in keys:
            found.setdefault(key, []).append(name)
    return found
