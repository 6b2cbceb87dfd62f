"""Charts of reports, with matplotlib: applications by result and by applicant, and figures over the years.

In: one report, or those of several years. Out: the matplotlib axes that were drawn on. Everything is drawn from
`Report.harmonized`, so reports of all editions can be drawn alike. A figure that is not there is never drawn as 0:
there is a gap, and the chart says which figure is missing and why.

Needs matplotlib, the extra ``plot``, and for Chinese a font that has its characters; both are looked for when a chart
is drawn, and nothing of matplotlib's settings is changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from textwrap import fill
from typing import TYPE_CHECKING, Any, Final

from .across import by_year
from .errors import ReportsError
from .harmonized import HarmonizedFigure, crosswalk
from .plot_fonts import FontError, chinese_font
from .report import Report
from .terms import MONEY, digits, in_unit
from .wording import Language, in_language

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["FontError", "applicants", "results", "series"]

_NO_MATPLOTLIB: Final = "charts need matplotlib; install it with: pip install 'govinfo-parse[plot]'"

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
_REASONS: Final = {
    "blank": ("blank", "空白"),
    "none": ("says 无", "填“无”"),
    "dash": ("a dash", "填“—”"),
    "unreadable": ("no exact figure", "不是确切数值"),
    "absent": ("not found", "未找到"),
    "no_report": ("no report", "无报告"),
    "no_unit": ("no unit of money", "未注明金额单位"),
}
# Told apart also by eyes that do not tell red from green (Okabe and Ito), and by their shapes.
_COLOURS: Final = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#5A5A5A")
_SHAPES: Final = "osD^vPX"
_SOFT: Final = "#5A5A5A"
_GRID: Final = "#DDDDDD"
# More lines of notes below a chart are counted.
_MOST_NOTES: Final = 6
# How many characters a line of a note has, and one of a legend beside the lines.
_NOTE_WIDTH: Final = 100
_LEGEND_WIDTH: Final = 22


def results(report: Report, *, ax: Axes | None = None, language: Language = "en") -> Axes:
    r"""What the decisions on applications came to, as bars.

    `ax` is what to draw on; without it, a figure is made (``axes.figure``). `language` is that of the labels: English
    (``en``) or Chinese (``zh``). A result whose figure is blank or missing has no bar; its reason stands in its place.
    Where the form has results that the editions do not share, a note says how many decisions are not shown.

    >>> from govinfo_parse import parse, plot
    >>> row = "（一）予以公开 | 21 | 3 | 0 | 1 | 2 | 0 | 27"
    >>> axes = plot.results(parse(f"三、本年度办理结果 |\n{row}", forms=["2021"]))
    >>> [float(bar.get_width()) for bar in axes.patches], axes.texts[1].get_text()
    ([27.0], 'not found')

    Raises `ImportError` where matplotlib is not installed, `FontError` where no font has Chinese characters and
    `language` needs them, and `ValueError` for another language.
    """
    view = report.harmonized
    shown = [view[name] for name in _RESULTS if view[name].status != "absent"]
    bars = [(_name(figure, language), figure) for figure in shown]
    title = in_language(language, "Applications by result", "政府信息公开申请办理结果")
    return _bars(report, bars, title, list(_not_shown(view["handled"], shown, language)), ax, language)


def applicants(report: Report, *, ax: Axes | None = None, language: Language = "en") -> Axes:
    """Who made the applications that were received in the year, as bars.

    Arguments, result and errors are those of `results`. The form of 2014 does not tell applicants apart; the chart of
    such a report says so.

    >>> from govinfo_parse import parse, plot
    >>> axes = plot.applicants(parse("一、本年新收政府信息公开申请数量 | 18 | 4 | 0 | 1 | | 1 | 24"))
    >>> [float(bar.get_width()) for bar in axes.patches], axes.texts[4].get_text()
    ([18.0, 4.0, 0.0, 1.0, 1.0], 'blank')
    """
    by_applicant = report.harmonized["received"].by_applicant
    bars = [
        (in_language(language, *names), by_applicant[name])
        for name, names in _APPLICANTS.items()
        if name in by_applicant
    ]
    title = in_language(language, "Applications by applicant", "政府信息公开申请人情况")
    return _bars(report, bars, title, [], ax, language)


def series(
    reports: Iterable[Report],
    concepts: Sequence[str] = _SERIES,
    *,
    years: Sequence[int] | None = None,
    ax: Axes | None = None,
    language: Language = "en",
) -> Axes:
    """Figures over the years, as lines.

    `reports` come in any order, one for each year; `years` are theirs where they do not say them. `concepts` are names
    of `Report.harmonized` (docs/crosswalk.md), all counted in one unit; amounts of money are brought to 万元. Lines are
    broken where a year has no figure, and notes below the chart say why. A dotted line stands where the form changes:
    what is counted may have changed with it.

    >>> from govinfo_parse import parse, plot
    >>> row = "一、本年新收政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | "
    >>> reports = [parse(row + "24"), parse(row + "无"), parse(row + "31")]
    >>> axes = plot.series(reports, ["received"], years=[2021, 2022, 2023])
    >>> [float(value) for value in axes.lines[0].get_ydata()], axes.texts[0].get_text()
    ([24.0, nan, 31.0], 'Applications received in the year: no figure for 2022 (says 无)')

    Raises what `results` does, `ReportsError` where a year is not known or comes twice or there are no reports, and
    `KeyError` for a concept that there is not, `ValueError` for concepts that are counted in different units.
    """
    found = by_year(list(reports), years)
    if not found or not concepts:
        raise ReportsError("a series needs one report and one concept at least")
    known = {concept.name: concept for concept in crosswalk().concepts}
    for name in concepts:
        if name not in known:
            raise KeyError(f"{name}: no such concept (docs/crosswalk.md lists them)")
    units = {known[name].unit for name in concepts}
    if len(units) > 1:
        raise ValueError(f"concepts counted in {' and '.join(sorted(units))}; draw one chart for each unit")
    return _lines(found, concepts, units.pop(), ax, language)


# --- bars ------------------------------------------------------------------------------------------------------------


def _bars(
    report: Report,
    bars: Sequence[tuple[str, HarmonizedFigure]],
    title: str,
    notes: Sequence[str],
    ax: Axes | None,
    language: Language,
) -> Axes:
    axes = _axes(ax, (7, 1.2 + 0.42 * max(len(bars), 2)))
    family = _family(language)
    places = range(len(bars))
    values = [None if figure.value is None else float(figure.value) for _, figure in bars]
    there = [(place, value) for place, value in zip(places, values, strict=True) if value is not None]
    axes.barh([place for place, _ in there], [value for _, value in there], height=0.62, color=_COLOURS[0])
    for place, (_, figure) in zip(places, bars, strict=True):
        said = _reason(figure, language) if figure.value is None else digits(figure.value)
        style: dict[str, Any] = {"style": "italic", "color": _SOFT} if figure.value is None else {}
        at = (0.0 if figure.value is None else float(figure.value), place)
        axes.annotate(said, at, (5, 0), textcoords="offset points", va="center", family=family, **style)
    axes.set_yticks(list(places), [name for name, _ in bars], family=family)
    if not bars:
        nothing = in_language(language, "The report's form does not tell this apart.", "报告所用表式未作此区分。")
        axes.annotate(nothing, (0, 0.5), (5, 0), textcoords="offset points", va="center", family=family, color=_SOFT)
    axes.set_ylim(max(len(bars), 1) - 0.5, -0.5)
    axes.set_xlim(0, max([1.0, *(value * 1.1 for _, value in there)]))
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="x", color=_GRID)
    unit = in_language(language, "applications", "件")
    axes.set_xlabel(unit, family=family, color=_SOFT)
    _finish(axes, f"{title}{_whose([report], language)}", notes, family)
    return axes


def _not_shown(handled: HarmonizedFigure, shown: Sequence[HarmonizedFigure], language: Language) -> Iterator[str]:
    """How many decisions have results that no bar shows."""
    values = [figure.value for figure in shown if figure.value is not None]
    if handled.value is not None and len(values) == len(shown):
        rest = handled.value - sum(values)
        if rest > 0:
            yield in_language(
                language,
                f"Of {digits(handled.value)} decisions, {digits(rest)} had results that are not shown.",
                f"共办理{digits(handled.value)}件，其中{digits(rest)}件为图中未列的其他结果。",
            )


# --- lines -----------------------------------------------------------------------------------------------------------


def _lines(found: dict[int, Report], concepts: Sequence[str], unit: str, ax: Axes | None, language: Language) -> Axes:
    axes = _axes(ax, (7.5, 4.2))
    family = _family(language)
    years = range(min(found), max(found) + 1)
    notes: list[str] = []
    for number, concept in enumerate(concepts):
        figures = {year: report.harmonized[concept] for year, report in found.items()}
        values = {year: _value(figure, unit) for year, figure in figures.items()}
        name = _name(next(iter(figures.values())), language)
        axes.plot(
            list(years),
            [float("nan") if (value := values.get(year)) is None else float(value) for year in years],
            color=_COLOURS[number % len(_COLOURS)],
            marker=_SHAPES[number % len(_SHAPES)],
            linewidth=2,
            label=fill(name, _LEGEND_WIDTH),
        )
        reasons: dict[str, list[str]] = {}
        for year in sorted(found):
            if values[year] is None:
                reasons.setdefault(_reason(figures[year], language), []).append(str(year))
        if reasons:
            listed = "; ".join(f"{', '.join(missing)} ({reason})" for reason, missing in reasons.items())
            notes.append(in_language(language, f"{name}: no figure for {listed}", f"{name}：无数字：{listed}"))
    without = [str(year) for year in years if year not in found]
    if without:
        notes.append(in_language(language, f"No report for {', '.join(without)}", f"{'、'.join(without)}年无报告"))
    _changes_of_form(axes, found, language, family)
    axes.set_xticks(list(years))
    axes.set_xlim(years[0] - 0.4, years[-1] + 0.4)
    axes.set_ylim(0, axes.get_ylim()[1] * 1.12)  # room for what is said of the forms
    axes.grid(axis="y", color=_GRID)
    axes.set_ylabel(
        in_language(language, {"件": "number", "万元": "10,000 yuan"}.get(unit, unit), unit), family=family, color=_SOFT
    )
    axes.legend(loc="upper left", bbox_to_anchor=(1.01, 1), frameon=False, borderaxespad=0, prop={"family": family})
    title = in_language(language, f"{years[0]} to {years[-1]}", f"{years[0]}年至{years[-1]}年")
    _finish(axes, title + _whose(list(found.values()), language, with_year=False), notes, family)
    return axes


def _changes_of_form(axes: Axes, found: dict[int, Report], language: Language, family: list[str]) -> None:
    for before, after in pairwise(sorted(found)):
        old, new = found[before].edition, found[after].edition
        if old and new and old != new:
            axes.axvline(after - 0.5, color=_SOFT, linestyle=":", linewidth=1)
            said = in_language(language, f"form of {new}", f"{new}年表式")
            axes.annotate(
                said,
                (after - 0.5, 1),
                (3, -2),
                xycoords=("data", "axes fraction"),
                textcoords="offset points",
                va="top",
                fontsize="small",
                color=_SOFT,
                family=family,
            )


def _value(figure: HarmonizedFigure, unit: str) -> Any:
    """A figure in the unit of the chart; None where there is none, or one of money of which nobody knows how much."""
    if figure.value is None or unit not in MONEY:
        return figure.value
    return in_unit(figure.value, figure.unit, unit)


# --- what both have --------------------------------------------------------------------------------------------------


def _axes(ax: Axes | None, size: tuple[float, float]) -> Axes:
    try:
        from matplotlib import pyplot
    except ImportError as error:
        raise ImportError(_NO_MATPLOTLIB) from error
    if ax is not None:
        return ax
    return pyplot.subplots(figsize=size, layout="constrained")[1]


def _family(language: Language) -> list[str]:
    """The fonts of all texts: those that are set, and then one with Chinese characters, if it is there or needed."""
    from matplotlib import rcParams

    return [*rcParams["font.family"], *chinese_font(needed=language == "zh")]


def _name(figure: HarmonizedFigure, language: Language) -> str:
    """What a concept is called."""
    concept = next(concept for concept in crosswalk().concepts if concept.name == figure.key)
    return in_language(language, concept.meaning[0].upper() + concept.meaning[1:], concept.label)


def _reason(figure: HarmonizedFigure, language: Language) -> str:
    """Why there is no number."""
    if figure.status == "absent":
        return in_language(language, f"not on the form of {figure.edition}", f"{figure.edition}年表式无此项")
    reasons = [str(term.status) for term in figure.terms if term.value is None] or ["no_unit"]
    return in_language(language, ", ", "、").join(in_language(language, *_REASONS[x]) for x in dict.fromkeys(reasons))


def _whose(reports: Sequence[Report], language: Language, *, with_year: bool = True) -> str:
    """The year and the body, as far as they are known and can be written."""
    agencies = dict.fromkeys(report.metadata.agency for report in reports)
    agency = next(iter(agencies)) if len(agencies) == 1 and chinese_font(needed=False) else None
    year = reports[0].metadata.year if with_year else None
    facts = [in_language(language, f"{year}", f"{year}年") if year else "", agency or ""]
    return "".join(f" · {fact}" for fact in facts if fact)


def _finish(axes: Axes, title: str, notes: Sequence[str], family: list[str]) -> None:
    axes.set_title(title, loc="left", family=family, fontweight="bold", fontsize="medium", pad=12)
    axes.set_axisbelow(True)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(_GRID)
    said = [fill(note, _NOTE_WIDTH) for note in notes[:_MOST_NOTES]]
    if len(notes) > _MOST_NOTES:
        said.append(f"+ {len(notes) - _MOST_NOTES}")
    if said:
        axes.annotate(
            "\n".join(said),
            (0, 0),
            (0, -38),
            xycoords="axes fraction",
            textcoords="offset points",
            va="top",
            fontsize="small",
            color=_SOFT,
            family=family,
        )
