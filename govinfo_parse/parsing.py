"""The way in: `parse` and `parse_all`.

Tables that stand in a text verbatim are read the short way (`verbatim.py`); for everything else, and for what the short
way leaves out, the modules of the whole way (`reading.py`) are loaded when they are needed first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from os import PathLike
from typing import TYPE_CHECKING

from attrs import frozen

from .forms import Form, chosen_forms, forms_shown_by, national_forms
from .literals import as_meant
from .report import Report, report_read_later
from .screen import may_hold_figures
from .verbatim import Verbatim, read_verbatim

if TYPE_CHECKING:
    from .text_rows import WrittenLines

__all__ = ["parse", "parse_all", "parse_written"]


def parse(text: str, *, source: str | None = None, forms: Iterable[Form | str] | None = None) -> Report:
    """Reads the indicators of a report from text that an extractor made of its page.

    `text` is any string; it is never an error. A text without a report gives a `Report` without indicators whose
    `diagnostics` say why. `source` is kept in the report: a file's name, or the id of a record.

    >>> report = parse("一、本年新收政府信息公开申请数量 | 18 | 4 | 0 | 1 | 0 | 1 | 24 |")
    >>> report.applications.new.natural_person.value, report.applications.new.total.value
    (18, 24)
    >>> report.edition_candidates  # this row is the same on both forms
    ('2019', '2021')

    Of several reports in the text it gives the first that is about as full as any; `parse_all` gives each of them.

    `forms` are the forms to look for, and no others: names of built-in ones (`govinfo_parse.forms.known_forms`), and
    forms of your own (`load_form`). Without it these are the national forms, and the other built-in ones of which the
    text has the headers or labels of their own.

    >>> report = parse("一、本年新收政府信息公开申请数量 | 18 | 4 | 0 | 1 | 0 | 1 | 24 |", forms=["2021"])
    >>> report.edition
    '2021'

    Raises `TypeError` for anything but a `str`: bytes must be decoded first, since offsets count characters.
    `source` too is a `str`, or None. Raises `ValueError` where a name in `forms` is not known.
    """
    _check(text, source, "parse")
    return _report(text, source, forms)


def parse_written(lines: WrittenLines, source: str | None, forms: Iterable[Form | str] | None) -> Report:
    """Reads the indicators of a report from the lines of a page or a file, with what is known of its tables."""
    text = lines.text
    _check(text, source, "parse")
    return _report(text, source, forms, lines)


def _report(
    text: str, source: str | None, forms: Iterable[Form | str] | None, lines: WrittenLines | None = None
) -> Report:
    # The short way knows the national forms alone.
    if forms is None:
        if verbatim := read_verbatim(text):
            rest = _Around(text, source, verbatim)
            return report_read_later(text, source, verbatim.form.name, verbatim.indicators(), rest)
        if not may_hold_figures(as_meant(text)):
            return report_read_later(text, source, None, {}, _Rest(text, source))
    from .reading import read_whole

    return read_whole(text, source, _forms(text, forms), lines.tables() if lines is not None else ())


@frozen
class _Rest:
    """What else a text says in which no table was read."""

    text: str
    source: str | None

    def read(self, name: str) -> Mapping[str, object]:
        """The field of the report, and those that come with it."""
        from .reading import metadata_alone, read_whole

        if name == "metadata" and (metadata := metadata_alone(self.text)):
            return {"metadata": metadata}
        report = read_whole(self.text, self.source, _forms(self.text, None))
        return {each: getattr(report, each) for each in ("metadata", "extras", "unplaced", "diagnostics", "_extent")}


@frozen
class _Around(_Rest):
    """What else a text says whose tables stand in it verbatim. Nothing but titles can part it in reports, as there are
    no other labels and figures in it; nor can anything be left over.
    """

    verbatim: Verbatim

    def read(self, name: str) -> Mapping[str, object]:
        """The field of the report, and those that come with it."""
        from .reading import metadata_alone

        metadata = metadata_alone(self.text)
        if metadata is None:
            return super().read(name)
        return {
            "metadata": metadata,
            "extras": (),
            "unplaced": (),
            "diagnostics": self.verbatim.diagnostics(len(self.text)),
            "_extent": (0, len(self.text)),
        }


def parse_all(text: str, *, source: str | None = None, forms: Iterable[Form | str] | None = None) -> list[Report]:
    r"""Reads every report in a text: a collection of several bodies' reports, a page with last year's report below.

    Each report is read by itself: its metadata, figures and diagnostics are those of its own stretch of the text, and
    the spans count in the whole text. A text with one report gives a list of what `parse` gives; a text without one
    gives an empty list, and so does prose about figures that stand in no table.

    >>> table = "第二十条第（五）项\n信息内容 | 本年处理决定数量\n行政许可 | {}\n"
    >>> text = (
    ...     f"云泽县水务局2022年政府信息公开工作年度报告\n{table.format(18)}"
    ...     f"云泽县民政局2022年政府信息公开工作年度报告\n{table.format(3)}"
    ... )
    >>> for report in parse_all(text):
    ...     print(report.metadata.agency, report.disclosure.licensing.decisions.value)
    云泽县水务局 18
    云泽县民政局 3

    `forms` are those of `parse`. Raises `TypeError` and `ValueError` as `parse` does.
    """
    _check(text, source, "parse_all")
    from .reading import read_all

    return read_all(text, source, _forms(text, forms))


def _forms(text: str, forms: Iterable[Form | str] | None) -> tuple[Form, ...]:
    """The forms to look for in a text."""
    return (*national_forms(), *forms_shown_by(text)) if forms is None else chosen_forms(forms)


def _check(text: object, source: object, name: str) -> None:
    if not isinstance(text, str):
        remedy = "read it with parse_file()" if isinstance(text, PathLike) else "decode it, as in data.decode('utf-8')"
        raise TypeError(f"{name}() takes a str, not {type(text).__name__}; {remedy}")
    if source is not None and not isinstance(source, str):
        raise TypeError(f"source is a str or None, not {type(source).__name__}; pass a name, as in source=str(path)")
