"""Charts of reports, with matplotlib: applications by result and by applicant, and figures over the years.

In: one report, or those of several years. Out: the matplotlib axes that were drawn on. Everything is drawn from
`Report.harmonized`, so reports of all editions can be drawn alike. A figure that is not there is never drawn as 0:
there is a gap, and the chart says which figure is missing and why.

Needs matplotlib, the extra ``plot``, and for Chinese a font that has its characters; both are looked for when a chart
is drawn, and nothing of matplotlib's settings is changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from .across import as_reports, by_year, check_body
from .errors import ReportsError
from .harmonized import Concept, HarmonizedFigure, crosswalk
from .indicator import Number
from .plot_fonts import FontError
from .plot_parts import (
    GRID,
    NOTE_HEIGHT,
    SOFT,
    Pen,
    axes_of,
    finish,
    form_named,
    note_lines,
    reason_of,
    ticks,
    write_below,
)
from .report import Report
from .terminal import wrap
from .terms import MONEY, digits, in_unit
from .wording import Language

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["FontError", "applicants", "results", "series"]

# What a decision on an application comes to, in the order of the forms.
_RESULTS: Final = (
    *("already_public", "granted", "partially_granted", "denied", "unavailable", "not_processed", "other"),
)
_SERIES: Final = ("received", "granted", "partially_granted", "denied", "unavailable")
_APPLICANTS: Final = {
    "natural_person": ("Natural persons", "自然人"),
    "business": ("Businesses", "商业企业"),
    "research": ("Research institutions", "科研机构"),
    "public_welfare": ("Public welfare organizations", "社会公益组织"),
    "legal_service": ("Legal service organizations", "法律服务机构"),
    "other_organization": ("Other organizations", "其他组织"),
}
_UNITS: Final = {"件": "number", "万元": "10,000 yuan", "元": "yuan"}
# Told apart also by eyes that do not tell red from green (Okabe and Ito), and by their shapes.
_COLOURS: Final = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#5A5A5A")
_SHAPES: Final = "osD^vPX"
# How wide the names in the legend are, Chinese characters counting as two, and how high, in inches.
_NAME_WIDTH: Final = 24
_NAME_HEIGHT: Final = 0.25


def results(report: Report, *, ax: Axes | None = None, language: Language = "en") -> Axes:
    r"""What the decisions on applications came to, as bars.

    `ax` is what to draw on; without it, matplotlib makes a figure (``axes.figure``) and keeps it until it is closed.
    `language` is that of the labels: English (``en``) or Chinese (``zh``). A result whose figure is blank or missing
    has no bar; its reason stands in its place. Where the form has results that the editions do not share, a note says
    how many decisions are not shown.

    >>> from govinfo_parse import parse, plot
    >>> row = "（一）予以公开 | 21 | 3 | 0 | 1 | 2 | 0 | 27"
    >>> axes = plot.results(parse(f"三、本年度办理结果 |\n{row}", forms=["2021"]))
    >>> [float(bar.get_width()) for bar in axes.patches], axes.texts[1].get_text()
    ([27.0], 'not found')

    Raises `TypeError` for anything but a report, `ImportError` where matplotlib is not installed, `FontError` where no
    font has Chinese characters and `language` needs them, and `ValueError` for another language.
    """
    [report] = as_reports([report], "results() takes a report")
    pen = Pen.of(language)
    view = report.harmonized
    shown = [view[name] for name in _RESULTS if view[name].status != "absent"]
    bars = [(pen.name(crosswalk().concept(figure.key)), figure) for figure in shown]
    title = pen.says("Applications by result", "政府信息公开申请办理结果")
    return _bars(report, bars, title, list(_not_shown(view["handled"], shown, pen)), ax, pen)


def applicants(report: Report, *, ax: Axes | None = None, language: Language = "en") -> Axes:
    """Who made the applications that were received in the year, as bars.

    Arguments, result and errors are those of `results`. The form of 2014 does not tell applicants apart; the chart of
    such a report says so.

    >>> from govinfo_parse import parse, plot
    >>> axes = plot.applicants(parse("一、本年新收政府信息公开申请数量 | 18 | 4 | 0 | 1 | | 1 | 24"))
    >>> [float(bar.get_width()) for bar in axes.patches], axes.texts[4].get_text()
    ([18.0, 4.0, 0.0, 1.0, 1.0], 'blank')
    """
    [report] = as_reports([report], "applicants() takes a report")
    pen = Pen.of(language)
    figures = report.harmonized["received"].by_applicant
    bars = [(pen.says(*names), figures[name]) for name, names in _APPLICANTS.items() if name in figures]
    return _bars(report, bars, pen.says("Applications by applicant", "政府信息公开申请人情况"), [], ax, pen)


def series(
    reports: Iterable[Report],
    concepts: Sequence[str] = _SERIES,
    *,
    years: Sequence[int] | None = None,
    same_body: bool = False,
    ax: Axes | None = None,
    language: Language = "en",
) -> Axes:
    """Figures of one body over the years, as lines.

    `reports` come in any order, one for each year; `years` are theirs where they do not say them. `concepts` are names
    of `Report.harmonized` (docs/crosswalk.md), all counted in one unit; amounts of money are brought to it. Lines are
    broken where a year has no figure, and notes below the chart say why. A dotted line stands where the form changes:
    what is counted may have changed with it.

    >>> from govinfo_parse import parse, plot
    >>> row = "一、本年新收政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | "
    >>> reports = [parse(row + "24"), parse(row + "无"), parse(row + "31")]
    >>> axes = plot.series(reports, ["received"], years=[2021, 2022, 2023])
    >>> [float(value) for value in axes.lines[0].get_ydata()], axes.texts[0].get_text()
    ([24.0, nan, 31.0], 'Applications received in the year: no figure for 2022 (says "none")')

    Raises what `results` does, `ReportsError` where a year is not known or comes twice, there are no reports or
    concepts, or two reports name different bodies (as ``check_series``; a body that was renamed is one all the same
    with ``same_body=True``), `KeyError` for a concept that there is not, and `ValueError` for concepts that are
    counted in different units.
    """
    found = by_year(as_reports(reports, "series() takes a list of reports"), years)
    if isinstance(concepts, str):
        raise TypeError(f"series() takes a list of concepts: [{concepts!r}]")
    wanted = [crosswalk().concept(name) for name in dict.fromkeys(concepts)]
    if not found or not wanted:
        raise ReportsError("a series needs one report and one concept at least")
    units = {concept.unit for concept in wanted}
    if len(units) > 1:
        raise ValueError(f"concepts counted in {' and '.join(sorted(units))}; draw one chart for each unit")
    found = {year: found[year] for year in sorted(found)}
    if not same_body:
        check_body(list(found.values()))
    return _lines(found, wanted, units.pop(), ax, Pen.of(language))


# --- bars ------------------------------------------------------------------------------------------------------------


def _bars(
    report: Report,
    bars: Sequence[tuple[str, HarmonizedFigure]],
    title: str,
    notes: Sequence[str],
    ax: Axes | None,
    pen: Pen,
) -> Axes:
    lines = note_lines(notes)
    axes = axes_of(ax, 7, 1.2 + 0.42 * max(len(bars), 2) + NOTE_HEIGHT * len(lines))
    places = range(len(bars))
    values = [None if figure.value is None else float(figure.value) for _, figure in bars]
    there = [(place, value) for place, value in zip(places, values, strict=True) if value is not None]
    axes.barh([place for place, _ in there], [value for _, value in there], height=0.62, color=_COLOURS[0])
    for place, (_, figure) in zip(places, bars, strict=True):
        if figure.value is None:
            pen.write(axes, reason_of(figure, pen), (0, place), (5, 0), va="center", style="italic", color=SOFT)
        else:
            pen.write(axes, digits(figure.value), (float(figure.value), place), (5, 0), va="center")
    axes.set_yticks(list(places), [name for name, _ in bars], family=pen.fonts)
    axes.set_ylim(max(len(bars), 1) - 0.5, -0.5)
    axes.set_xlim(0, max([1.0, *(value * 1.1 for _, value in there)]))
    axes.tick_params(axis="y", length=0)
    if bars:
        ticks(axes.xaxis, whole=True, most=6)
        axes.grid(axis="x", color=GRID)
        axes.set_xlabel(pen.says("applications", "件"), family=pen.fonts, color=SOFT)
    else:
        axes.set_xticks([])
        pen.write(axes, _no_bars(report, pen), (0, 0), (5, 0), va="center", color=SOFT)
    year = report.metadata.year
    finish(axes, [title, pen.says(f"{year}", f"{year}年") if year else "", pen.bodies([report])], pen)
    write_below(axes, lines, 38, pen)
    return axes


def _no_bars(report: Report, pen: Pen) -> str:
    if not report.indicators:
        return pen.says("No figures were found.", "未找到数字。")
    return pen.says("The report's form does not tell this apart.", "报告所用表式未作此区分。")


def _not_shown(handled: HarmonizedFigure, shown: Sequence[HarmonizedFigure], pen: Pen) -> Iterator[str]:
    """How many decisions have results that no bar shows."""
    values = [figure.value for figure in shown if figure.value is not None]
    if handled.value is not None and len(values) == len(shown):
        rest = handled.value - sum(values)
        if rest > 0:
            yield pen.says(
                f"Of {digits(handled.value)} decisions, {digits(rest)} had results that are not shown.",
                f"共办理{digits(handled.value)}件，其中{digits(rest)}件为图中未列的其他结果。",
            )


# --- lines -----------------------------------------------------------------------------------------------------------


def _lines(found: Mapping[int, Report], concepts: Sequence[Concept], unit: str, ax: Axes | None, pen: Pen) -> Axes:
    """Draws the reports, which stand in the order of their years."""
    years = range(min(found), max(found) + 1)
    names = ["\n".join(wrap(pen.name(concept), _NAME_WIDTH)) for concept in concepts]
    notes = [note for concept in concepts for note in _gap(found, concept, unit, pen)]
    if without := [year for year in years if year not in found]:
        said = _in_words(without, pen)
        notes.append(pen.says(f"No report for {said}", f"{said}无报告"))
    in_legend = sum(name.count("\n") + 1 for name in names)
    lines = note_lines(notes)
    in_legend = sum(name.count("\n") + 1 for name in names)
    axes = axes_of(ax, 7.5, max(4, 0.8 + _NAME_HEIGHT * in_legend) + NOTE_HEIGHT * len(lines))
    drawn = []
    for number, (name, concept) in enumerate(zip(names, concepts, strict=True)):
        values = {year: _value(report.harmonized[concept.name], unit) for year, report in found.items()}
        drawn += [float(value) for value in values.values() if value is not None]
        axes.plot(
            list(years),
            [float("nan") if (value := values.get(year)) is None else float(value) for year in years],
            color=_COLOURS[number % len(_COLOURS)],
            # Where colours come again, their shapes are others.
            marker=_SHAPES[(number + number // len(_COLOURS)) % len(_SHAPES)],
            linewidth=2,
            label=name,
        )
    ticks(axes.xaxis, whole=True)
    ticks(axes.yaxis, whole=unit not in MONEY)
    axes.set_xlim(years[0] - 0.4, years[-1] + 0.4)
    highest, lowest = max([*drawn, 0]) or 1, min([*drawn, 0])
    # Room for what is said of the forms, and for the lower half of a point at 0.
    axes.set_ylim(lowest - 0.02 * (highest - lowest), highest + 0.15 * (highest - lowest))
    axes.grid(axis="y", color=GRID)
    axes.set_ylabel(pen.says(_UNITS.get(unit, unit), unit), family=pen.fonts, color=SOFT)
    axes.legend(loc="upper left", bbox_to_anchor=(1.01, 1), frameon=False, borderaxespad=0, prop={"family": pen.fonts})
    _changes_of_form(axes, found, pen)
    period = [years[0]] if len(years) == 1 else [years[0], years[-1]]
    title = pen.says(" to ".join(map(str, period)), "至".join(f"{year}年" for year in period))
    finish(axes, [title, pen.bodies(found.values())], pen)
    axes.spines["bottom"].set_visible(False)
    write_below(axes, lines, 26, pen)
    return axes


def _gap(found: Mapping[int, Report], concept: Concept, unit: str, pen: Pen) -> Iterator[str]:
    """For which years there is no figure, and why."""
    reasons: dict[str, list[int]] = {}
    for year, report in found.items():
        figure = report.harmonized[concept.name]
        if _value(figure, unit) is None:
            reasons.setdefault(reason_of(figure, pen), []).append(year)
    if reasons:
        en = "; ".join(f"{_in_words(years, pen)} ({reason})" for reason, years in reasons.items())
        zh = "；".join(f"{_in_words(years, pen)}（{reason}）" for reason, years in reasons.items())
        yield pen.says(f"{pen.name(concept)}: no figure for {en}", f"{pen.name(concept)}：无数字：{zh}")


def _changes_of_form(axes: Axes, found: Mapping[int, Report], pen: Pen) -> None:
    """A dotted line before the first year that is known to be on another form than the years before it."""
    editions = [(year, report.edition) for year, report in found.items() if report.edition]
    changes = [(after - 0.5, new) for (_, old), (after, new) in pairwise(editions) if new != old]
    first, last = axes.get_xlim()
    for number, (place, edition) in enumerate(changes):
        axes.axvline(place, color=SOFT, linestyle=":", linewidth=1)
        # Changes may follow each other soon, and the last one may be near the end.
        near_end = place > first + 0.6 * (last - first)
        pen.write(
            axes,
            form_named(edition, pen) + (" →" if near_end else ""),
            (place, 1),
            (-3 if near_end else 3, -2 - 11 * (number % 2)),
            xycoords=("data", "axes fraction"),
            ha="right" if near_end else "left",
            va="top",
            fontsize="small",
            color=SOFT,
        )


def _value(figure: HarmonizedFigure, unit: str) -> Number | None:
    """A figure in the unit of the chart; None where there is none, or one of money of which nobody knows how much."""
    if not figure.value or unit not in MONEY:
        return figure.value
    return in_unit(figure.value, figure.unit, unit)


def _in_words(years: Sequence[int], pen: Pen) -> str:
    """Years in words; more than two that follow each other are told as the first and the last."""
    runs: list[list[int]] = []
    for year in years:
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    parts = [f"{run[0]}–{run[-1]}" if len(run) > 2 else pen.says(", ", "、").join(map(str, run)) for run in runs]
    return pen.says(", ".join(parts), "、".join(parts) + "年")
