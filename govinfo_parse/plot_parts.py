"""What all charts have in common: the language and fonts of their texts, reasons in words, axes, notes.

In: axes of matplotlib, which is loaded when a chart is drawn. Out: the same axes with more on them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final, Literal

from attrs import frozen

from .harmonized import Concept, HarmonizedFigure
from .plot_fonts import chinese_font
from .report import Report
from .terminal import wrap
from .wording import Language, in_language

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis

__all__ = [
    *("GRID", "NOTE_HEIGHT", "SOFT", "Pen", "axes_of", "finish", "form_named", "note_lines", "reason_of", "ticks"),
    "write_below",
]

SOFT: Final = "#5A5A5A"
GRID: Final = "#DDDDDD"
# How high a line of the notes is, in inches.
NOTE_HEIGHT: Final = 0.16
# How wide lines are, Chinese characters counting as two.
_TITLE_WIDTH: Final = 56
_NOTE_WIDTH: Final = 100
_NO_MATPLOTLIB: Final = "charts need matplotlib; install it with: pip install 'govinfo-parse[plot]'"
_REASONS: Final = {
    "blank": ("blank", "空白"),
    "none": ('says "none"', "填“无”"),
    "dash": ("a dash", "填“—”"),
    "unreadable": ("no exact figure", "不是确切数值"),
    "absent": ("not found", "未找到"),
    "no_unit": ("no unit of money", "未注明金额单位"),
}


@frozen
class Pen:
    """Writes the texts of a chart in a language, with fonts that have its characters."""

    language: Language
    fonts: list[str]
    has_chinese: bool

    @classmethod
    def of(cls, language: Language) -> Pen:
        """With the fonts that are set, and then one with Chinese characters, if it is there or needed."""
        try:
            from matplotlib import rcParams
        except ImportError as error:
            raise ImportError(_NO_MATPLOTLIB) from error
        chinese = chinese_font(needed=in_language(language, "en", "zh") == "zh")
        return cls(language, [*rcParams["font.family"], *chinese], bool(chinese))

    def says(self, en: str, zh: str) -> str:
        """One of two wordings."""
        return in_language(self.language, en, zh)

    def name(self, concept: Concept) -> str:
        """What a concept is called."""
        return self.says(concept.meaning[0].upper() + concept.meaning[1:], concept.label)

    def bodies(self, reports: Iterable[Report]) -> str:
        """The names of the bodies, as far as they are known and can be written."""
        names = dict.fromkeys(report.metadata.agency for report in reports if report.metadata.agency)
        return " / ".join(filter(None, names)) if self.has_chinese else ""

    def write(
        self, axes: Axes, text: str, place: tuple[float, float], offset: tuple[float, float], **style: Any
    ) -> None:
        """Writes a text beside a place, `offset` points away."""
        axes.annotate(text, place, offset, textcoords="offset points", family=self.fonts, **style)


def axes_of(ax: Axes | None, width: float, height: float) -> Axes:
    """The axes to draw on: those that are given, or new ones in a figure of that size."""
    if ax is not None:
        return ax
    from matplotlib import pyplot

    return pyplot.subplots(figsize=(width, height), layout="constrained")[1]


def reason_of(figure: HarmonizedFigure, pen: Pen) -> str:
    """Why there is no number."""
    if figure.status == "absent" and figure.edition:
        form = form_named(figure.edition, pen)
        return pen.says(f"not on the {form}", f"{form}无此项")
    kinds = [str(term.status) for term in figure.terms if term.value is None]
    if not kinds:
        kinds = ["absent" if figure.status == "absent" else "no_unit"]
    return pen.says(", ", "、").join(pen.says(*_REASONS[kind]) for kind in dict.fromkeys(kinds))


def form_named(edition: str, pen: Pen) -> str:
    """What a form is called."""
    if edition.isdigit():
        return pen.says(f"form of {edition}", f"{edition}年表式")
    return pen.says(f"form {edition}", f"表式{edition}")


def ticks(axis: Axis, *, whole: bool, most: int | Literal["auto"] = "auto") -> None:
    """Numbers that are written out, in no more places than these or than there is room for, and no fractions of what
    has none.
    """
    from matplotlib.ticker import MaxNLocator, ScalarFormatter

    written_out = ScalarFormatter(useOffset=False)
    written_out.set_powerlimits((-9, 9))
    axis.set_major_formatter(written_out)
    axis.set_major_locator(MaxNLocator(most, steps=[1, 2, 5, 10], integer=whole, min_n_ticks=1))


def finish(axes: Axes, title: Sequence[str], pen: Pen) -> None:
    """Writes the title above the chart, and takes away the lines around it."""
    said = wrap(" · ".join(filter(None, title)), _TITLE_WIDTH)
    axes.set_title("\n".join(said), loc="left", family=pen.fonts, fontweight="bold", fontsize="medium", pad=12)
    axes.set_axisbelow(True)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(GRID)


def note_lines(notes: Iterable[str]) -> list[str]:
    """The notes in lines."""
    return [line for note in notes for line in wrap(note, _NOTE_WIDTH)]


def write_below(axes: Axes, lines: Sequence[str], distance: float, pen: Pen) -> None:
    """Writes the lines of the notes below the chart, `distance` points away."""
    if lines:
        style: dict[str, Any] = {"xycoords": "axes fraction", "va": "top", "fontsize": "small", "color": SOFT}
        pen.write(axes, "\n".join(lines), (0, 0), (0, -distance), **style)
