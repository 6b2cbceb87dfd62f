"""The result of parsing: a `Report` and its parts, all immutable, and their way to JSON data and back.

The parts hold what was read; what follows from them by the forms alone (the checks, the official tables) is worked out
when it is asked for.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import repeat
from os import PathLike
from typing import IO, TYPE_CHECKING, Any, Final, Protocol

from attrs import Attribute, field, fields, frozen

from ._version import __version__
from .accessors import ReportAccessors
from .errors import nearest
from .forms import Form, IndicatorSpec, Rule, form_with_key, forms_with
from .indicator import Indicator, Indicators, Number

# What only some users of a report ask for is loaded when they do.
if TYPE_CHECKING:
    from .checks import Checks
    from .claims import Claim
    from .diagnostics import Diagnostic
    from .harmonized import Harmonized
    from .metadata import Metadata
    from .sections import Section
    from .wording import Language

__all__ = ["Extra", "Report", "Table", "TableCell", "Unplaced"]


@frozen
class Unplaced:
    r"""A figure that was read but whose cell the text no longer tells; `candidates` are the keys it may belong to.

    >>> from govinfo_parse import parse
    >>> report = parse("信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n规章 | 11 | 12 |\n以上。")
    >>> figure = report.unplaced[0]
    >>> figure.value, figure.span, figure.candidates[0]
    (11, (39, 41), 'disclosure.regulations.issued')
    """

    raw: str
    value: Number | None
    span: tuple[int, int]
    candidates: tuple[str, ...]


@frozen
class Extra:
    r"""A figure of a row or column that is not in the form; `labels` are those beside and above it, `unit` the one that
    the row of a table on no form states.

    >>> from govinfo_parse import parse
    >>> report = parse("信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数\n规章 | 1 | 0 | 3\n镇级文件 | 4 | 0 | 6")
    >>> report.extras[0].labels, report.extras[0].value
    (('镇级文件', '本年制发件数'), 4)
    """

    labels: tuple[str, ...]
    raw: str
    value: Number | None
    span: tuple[int, int]
    unit: str | None = None


@frozen
class TableCell:
    """A value cell of an official table.

    `row` and `column` are the label paths, outermost first; `row_span` and `column_span` what the cell covers on the
    official form; `start` and `end` its place in the source (None where the source has no place for it).

    >>> from govinfo_parse import parse
    >>> [table] = parse("二、上年结转政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1").tables
    >>> cell = table.cells[1]
    >>> cell.key, cell.column, cell.text
    ('applications.carried_in.business', ('法人或其他组织', '商业企业'), '0')
    """

    key: str
    row: tuple[str, ...]
    column: tuple[str, ...]
    row_span: int
    column_span: int
    text: str
    start: int | None
    end: int | None
    indicator: Indicator


@frozen
class Table:
    r"""An official table with the cells that were found, in the order of the form; `form` is the edition they are of,
    `english` the title in English.

    >>> from govinfo_parse import parse
    >>> [table] = parse("信息内容 | 本年处理决定数量\n行政许可 | 18582").tables
    >>> table.title, table.form, [cell.text for cell in table.cells]
    ('二、主动公开政府信息情况', '2021', ['18582'])
    >>> table.english
    '2. Proactive disclosure of government information'
    """

    name: str
    title: str
    form: str
    cells: tuple[TableCell, ...]
    english: str = ""


def _text_or_none(report: Report, attribute: Attribute[str | None], value: object) -> None:
    if value is not None and not isinstance(value, str):
        raise TypeError(f"source is a str or None, not {type(value).__name__}; pass a name, as in source=str(path)")


def _nothing_said() -> Metadata:
    from .metadata import Metadata

    return Metadata()


@frozen
class Restored:
    """What the data of a report says that is otherwise read from its text."""

    sections: tuple[Section, ...]
    claims: tuple[Claim, ...]


@frozen
class Report(ReportAccessors):
    """A parsed report. Made by `govinfo_parse.parse`; `from_dict` restores one from its JSON data.

    - `source`: the name that the caller gave the text.
    - `edition`: the name of the form, ``"2014"``, ``"2019"``, ``"2021"``, that of another built-in form or of your own;
      None where no form fits, or several fit equally.
    - `edition_candidates`: all forms that fit.
    - `indicators`: key to `Indicator`, in the order of the form. A cell that was not found is not in it.
    - `unplaced`, `extras`: figures that were read and belong to no known cell, so that nothing is lost.
    - `metadata`, `diagnostics`: what the text says of itself, and what the parser says of the text.
    - `own_forms`: the forms of the caller's own that the text was read by. They are in no data: `from_dict` takes them.
    """

    source: str | None = field(default=None, validator=_text_or_none)
    edition: str | None = None
    edition_candidates: tuple[str, ...] = ()
    metadata: Metadata = field(factory=_nothing_said)
    indicators: Indicators = field(factory=Indicators, converter=Indicators)
    extras: tuple[Extra, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    library_version: str = __version__
    own_forms: tuple[Form, ...] = field(default=(), eq=False, repr=False)
    # What the views on prose are read from: the caller's text, and where in it this report stands.
    _text: str | None = field(default=None, eq=False, repr=False)
    _extent: tuple[int, int] | None = field(default=None, eq=False, repr=False)
    # The views of a report that was restored from its data.
    _restored: Restored | None = field(default=None, eq=False, repr=False)
    # Reads what the short way through a text leaves out.
    _rest: Rest | None = field(default=None, init=False, eq=False, repr=False)

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> object:
            """Called for a field that was not set: reads the text once more for it."""
            if name not in _READ_LATER:
                hint = "" if name.startswith("_") else nearest(name, dir(type(self)))
                raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}{hint}")
            for field_name, value in self._rest.read(name).items():
                object.__setattr__(self, field_name, value)
            return getattr(self, name)

        def __reduce__(self) -> tuple[object, ...]:
            return Report, tuple(getattr(self, name) for name in _FIELDS)

    @property
    def text(self) -> str | None:
        """The text that all spans are places in: the caller's own, or that of the page; None where it was not kept."""
        return self._text

    @property
    def extent(self) -> tuple[int, int] | None:
        """Where in the text this report stands; None where that is not known, as in one that was restored from data."""
        return self._extent

    @cached_property
    def forms(self) -> tuple[Form, ...]:
        """The forms that the report's keys may be of: those that fit it, its own, and the national ones, newest first.

        >>> [form.name for form in Report(edition="2019").forms]
        ['2019', '2021', '2014']
        """
        return forms_with((self.edition, *self.edition_candidates), self.own_forms)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The numbered sections of the text, with the tables that stand in them."""
        if self._restored:
            return self._restored.sections
        if self._text is None:
            return ()
        from .sections import read_sections

        places: dict[str, list[int]] = {}
        for table in self.tables:
            places.setdefault(table.name, []).extend(cell.start for cell in table.cells if cell.start is not None)
        return read_sections(self._text, self._extent or (0, len(self._text)), places)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The figures that the prose states, and whether the tables agree."""
        if self._restored:
            return self._restored.claims
        if self._text is None:
            return ()
        from .claims import Source, editions_of, read_claims

        source = Source(
            text=self._text,
            extent=self._extent or (0, len(self._text)),
            cells=[*(x.span for x in self.indicators.values() if x.span), *(x.span for x in self.unplaced)]
            + [x.span for x in self.extras],
            sections=self.sections,
            indicators=self.indicators,
            editions=editions_of(self.edition, self.edition_candidates, self.indicators, self.metadata),
            year=self.metadata.year,
            agency=self.metadata.agency,
        )
        return read_claims(source)

    @cached_property
    def checks(self) -> Checks:
        """Every reconciliation rule of the edition, held against the figures.

        Where several editions fit, the rules that all of them have. A hard equation that fails has a `hint` where a
        slip explains it.
        """
        from .checks import run_checks
        from .slips import with_hints

        forms = forms_of(self)
        rules = common_rules([form.rules for form in forms])
        # A table of the caller's own beside those of the edition has rules of its own.
        known = {rule.id for rule in rules}
        beside = [form for form in self.own_forms if form not in forms and self.indicators.keys() & form.indicators]
        rules += tuple(rule for form in beside for rule in form.rules if rule.id not in known)
        checks = run_checks(rules, self.indicators)
        return with_hints(checks, self.indicators, forms[0] if forms else None)

    @property
    def is_consistent(self) -> bool | None:
        """False if a hard rule of the edition fails, True if all of them hold, None if it is open.

        It is open where no hard rule fails but some cannot be held, for cells are blank or missing, or the edition is
        not known. ``checks.counting_blanks_as_zero().is_consistent`` answers for offices that leave cells blank for 0.

        >>> from govinfo_parse import parse
        >>> parse("二、上年结转政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 2").is_consistent
        False
        """
        return self.checks.is_consistent

    @cached_property
    def harmonized(self) -> Harmonized:
        """What the report has in common with those of other editions, under one name (docs/crosswalk.md)."""
        from .harmonized import Harmonized

        fits = (self.edition,) if self.edition else self.edition_candidates
        return Harmonized(self.indicators, fits)

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The official tables with the cells that were found, each under the form that its key belongs to."""
        cells: dict[tuple[str, str], list[TableCell]] = {}
        forms = dict.fromkeys(self.forms)
        for indicator in self.indicators.values():
            form, spec = place_of(indicator.key, self.forms)
            forms.setdefault(form)
            start, end = indicator.span or (None, None)
            cells.setdefault((form.name, spec.table), []).append(
                TableCell(spec.key, spec.row, spec.column, 1, spec.span, indicator.raw, start, end, indicator)
            )
        return tuple(
            Table(
                table.name,
                table.title,
                form.name,
                tuple(cells[form.name, table.name]),
                form.in_english(table.title),
            )
            for form in forms
            for table in form.tables
            if (form.name, table.name) in cells
        )

    def explain(self, key: str, text: str | None = None, *, language: Language = "en") -> str:
        r"""Says in words how a figure came to be, or as far as that is known, why it is not there.

        It tells the cell, the label by which its row was found, its column, its unit, the proof of an inferred figure,
        and the rules that see it, in English (``en``) or Chinese (``zh``). `text` is what the report was parsed from; a
        report that was just parsed has it, one that was restored from data tells places in characters, without lines
        and columns, unless it is given.

        >>> from govinfo_parse import parse
        >>> report = parse("二、上年结转政府信息公开申请数量 |\n1 |\n0 |\n0 |\n0 |\n0 |\n0 |\n1 |\n")
        >>> print(report.explain("applications.carried_in.business"))
        二、上年结转政府信息公开申请数量 > 法人或其他组织 > 商业企业: 0 件.
        Form: 2019 or 2021, 三、收到和处理政府信息公开申请情况.
        Cell: line 3, column 1 (characters 23 to 24); it says '0'.
        Row: 二、上年结转政府信息公开申请数量, by its label, at line 1, column 3 (characters 2 to 16).
        Column: 法人或其他组织 > 商业企业, number 2 of the 7 of its row.
        Unit: 件, as on the form.
        Rules that hold with it: applications.applicants.carried_in.
        Rules left open: applications.balance.business.
        >>> print(report.explain("review.total"))
        行政复议 > 总计: no such cell was found.
        Form: 2019 or 2021, 四、政府信息公开行政复议、行政诉讼情况.
        No cell of 四、政府信息公开行政复议、行政诉讼情况 was found.

        Raises `KeyError` for a key that no known form has, and `ValueError` for another language.
        """
        from .explanation import explanation  # which is asked for seldom, and itself looks at reports
        from .show import Lines

        text = self._text if text is None else text
        return explanation(self, key, self.forms, None if text is None else Lines(text), language)

    def to_dict(self) -> dict[str, Any]:
        """The report as plain data that `json.dumps` takes; `from_dict` is the way back.

        >>> Report(edition="2021").to_dict()["edition"]
        '2021'
        """
        from .report_data import to_data

        return to_data(self)

    def to_rows(self) -> list[dict[str, Any]]:
        """One row for each figure that was found, as plain data: what `long_table([report])` has (docs/tables.md).

        >>> from govinfo_parse import parse
        >>> rows = parse("二、上年结转政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1").to_rows()
        >>> len(rows), rows[0]["key"], rows[0]["value"], rows[0]["unit"], rows[0]["status"], rows[0]["start"]
        (7, 'applications.carried_in.natural_person', 1, '件', 'reported', 19)
        """
        from .data_tables import long_table

        return list(long_table([self]))

    def to_markdown(self) -> str:
        r"""The official tables with the report's figures in them, in Markdown, below the report's title.

        `parse` of it gives the same edition and figures again, with the same keys, values, units, statuses and texts.
        A cell that was not found holds ∅. Spans, figures without a place and what is no table are not in it.

        >>> from govinfo_parse import parse
        >>> report = parse("信息内容 | 本年处理决定数量\n行政处罚 | 18\n行政强制 | 无")
        >>> written = parse(report.to_markdown())
        >>> written.edition, [indicator.raw for indicator in written.indicators.values()]
        ('2021', ['18', '无'])
        """
        from .writing import to_markdown

        return to_markdown(self)

    def to_html(self) -> str:
        """The official tables with the report's figures in them, in HTML, laid out with the spans of the form.

        One ``article``, well-formed as XML too. Each figure's cell has its key as ``data-key`` and its status as
        ``class``; a cell that was not found holds ∅ and is of the class ``absent``.

        >>> from govinfo_parse import parse
        >>> html = parse("二、上年结转政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1").to_html()
        >>> '<td class="reported" data-key="applications.carried_in.total">1</td>' in html
        True
        """
        from .writing import to_html

        return to_html(self)

    def to_page(self, language: Language = "en", text: str | None = None) -> str:
        """A page to look at, as HTML in one piece: the text beside the official tables (docs/view.md).

        Every figure is marked in the text; pointing at it shows its cell, and the other way round. What wants attention
        stands out and says why. The page loads nothing from anywhere, and what the text says is never a part of its
        program. Write it to a file as UTF-8.

        `language` is that of the page's own words: English (``en``) or Chinese (``zh``). `text` is what the report was
        parsed from; a report that was just parsed has it, the page of one that was restored from data has only the
        tables, unless it is given. Raises `ValueError` for another language.

        >>> from govinfo_parse import parse
        >>> page = parse("二、上年结转政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 2").to_page()
        >>> page.startswith("<!DOCTYPE html>"), "does not hold: 2 and 1, a difference of 1" in page
        (True, True)
        """
        from .view import to_page

        return to_page(self, language, self._text if text is None else text)

    def to_xlsx(self, path: str | PathLike[str] | IO[bytes]) -> None:
        """Writes the official tables with the report's figures to an XLSX file, in the layout of the form.

        A second sheet, 核对, lists the rules that fail and the figures without a cell. `write_xlsx` puts several
        reports in one file, and says what may go wrong (extra ``xlsx``).
        """
        from .workbook import write_xlsx

        write_xlsx([self], path)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], *, forms: Iterable[Form | str] = ()) -> Report:
        """Restores a report from the data of `to_dict`, also after a trip through JSON text.

        The checks are worked out anew from the figures; fields that `to_dict` does not write are passed over. A report
        that was read by forms of your own needs them: pass the `forms` that `parse` had. Raises `ValueError` where the
        data is none of a report; the message begins with the field's path.

        >>> from govinfo_parse import parse
        >>> data = parse("二、上年结转政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1").to_dict()
        >>> Report.from_dict(data).to_dict() == data
        True
        >>> data["edition"] = "1999"
        >>> Report.from_dict(data)
        Traceback (most recent call last):
        ValueError: report.edition: expected the name of a built-in form, or of one given as forms=[…], not '1999'
        """
        from .report_data import from_data

        return from_data(data, forms)


def forms_of(report: Report) -> tuple[Form, ...]:
    """The form of a report's edition, or where several fit, all of them."""
    names = (report.edition,) if report.edition else report.edition_candidates
    return tuple(form for form in report.forms if form.name in names)


def common_rules(rules: Sequence[tuple[Rule, ...]]) -> tuple[Rule, ...]:
    """The rules that all of these have, in the order of the first."""
    first, *others = rules or ((),)
    return tuple(rule for rule in first if all(rule in other for other in others))


# The fields of a report that the short way through a text does not give, those that it gives, and all in their order.
_READ_LATER: Final = ("metadata", "extras", "unplaced", "diagnostics", "_extent")
_KNOWN: Final = (
    *("source", "edition", "edition_candidates", "indicators", "library_version", "own_forms"),
    *("_text", "_restored", "_rest"),
)
_FIELDS: Final = tuple(attribute.name for attribute in fields(Report) if attribute.init)


class Rest(Protocol):
    """What reads the fields of a report that are not known yet."""

    def read(self, name: str) -> Mapping[str, object]:
        """The field of this name, and all others that are read with it."""


def report_read_later(
    text: str, source: str | None, edition: str | None, indicators: Mapping[str, Indicator], rest: Rest
) -> Report:
    """A report of which the indicators are known; `rest` reads the other fields when they are asked for."""
    report = object.__new__(Report)
    known = (source, edition, (edition,) if edition else (), Indicators(indicators), __version__, (), text, None, rest)
    deque(map(object.__setattr__, repeat(report), _KNOWN, known), 0)
    return report


def place_of(key: str, forms: tuple[Form, ...]) -> tuple[Form, IndicatorSpec]:
    """The first form that has the key, and what it says of it; `KeyError` names a key that no form has."""
    form = form_with_key(key, forms)
    if form is None:
        raise KeyError(f"{key!r} is on no known form")
    return form, form.indicators[key]


def checked_reports(reports: Iterable[Report], made: str) -> Iterator[Report]:
    """The reports that something is `made` of; `TypeError` for anything else."""
    if isinstance(reports, Report) or not isinstance(reports, Iterable):
        raise TypeError(f"{made} is made of a list of reports, not {type(reports).__name__}; put it in brackets")
    for report in reports:
        if not isinstance(report, Report):
            raise TypeError(f"{made} is made of reports, and {type(report).__name__} is none; parse it first")
        yield report
