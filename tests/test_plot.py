"""Charts: bars and points are the figures, and what is missing is a gap that says why, never a 0."""

from __future__ import annotations

import math
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import matplotlib as mpl
import pytest
from matplotlib import font_manager, pyplot
from matplotlib.figure import Figure

from govinfo_parse import Report, parse
from govinfo_parse.errors import ReportsError
from govinfo_parse.harmonized import crosswalk
from govinfo_parse.plot import FontError, applicants, results, series
from govinfo_parse.plot_fonts import chinese_font

EXAMPLE = (Path(__file__).parent.parent / "docs" / "examples" / "lincheng-2021.txt").read_bytes().decode("utf-8")
NEW = "一、本年新收政府信息公开申请数量"
HAS_CHINESE = bool(chinese_font(needed=False))


@pytest.fixture(autouse=True)
def _no_window() -> Iterator[None]:
    """Charts are drawn on no screen, and closed."""
    mpl.use("agg")
    yield
    pyplot.close("all")


def bars(axes: Any) -> dict[str, float]:
    """The bars, by the label that stands beside each."""
    names = [label.get_text() for label in axes.get_yticklabels()]
    return {names[round(bar.get_y() + bar.get_height() / 2)]: bar.get_width() for bar in axes.patches}


def points(line: Any) -> list[float | None]:
    """The figures of a line, None where it has a gap."""
    return [None if math.isnan(y) else float(y) for y in line.get_ydata()]


def ticks(axis: Any) -> list[str]:
    """What stands along an axis, as far as it is shown."""
    low, high = sorted(axis.get_view_interval())
    shown = zip(axis.get_majorticklocs(), axis.get_majorticklabels(), strict=True)
    return [label.get_text() for place, label in shown if low <= place <= high]


def texts(axes: Any) -> list[str]:
    return [text.get_text() for text in axes.texts]


def of_year(year: int, *figures: object, form: str = "2021", body: str = "云泽县水务局") -> Report:
    """A report with one row of figures."""
    title = f"{body}{year}年政府信息公开工作年度报告\n"
    return parse(f"{title}{NEW} | {' | '.join(map(str, figures))} |\n", forms=[form])


# --- bars ------------------------------------------------------------------------------------------------------------


def test_bars_are_as_long_as_the_figures() -> None:
    report = parse(EXAMPLE)
    view = report.harmonized
    assert bars(results(report)) == {
        "Granted in full": 27,
        "Granted in part": 3,
        "Denied, on whatever ground": view.denied.value,
        "Could not be provided": view.unavailable.value,
        "Not processed": view.not_processed.value,
        "Dealt with in another way": view.other.value,
    }
    assert sum(bars(results(report)).values()) == view.handled.value


def test_bars_of_applicants() -> None:
    assert bars(applicants(parse(EXAMPLE))) == {
        "Natural persons": 57,
        "Businesses": 9,
        "Research institutions": 1,
        "Public welfare organizations": 2,
        "Legal service organizations": 3,
        "Other organizations": 0,
    }


def test_each_bar_has_its_figure_and_begins_at_0() -> None:
    axes = results(parse(EXAMPLE))
    assert texts(axes) == [str(round(width)) for width in bars(axes).values()]
    assert {bar.get_x() for bar in cast("Any", axes.patches)} == {0}
    assert axes.get_xlim()[0] == 0


@pytest.mark.parametrize(
    ("cell", "reason"), [("", "blank"), ("无", 'says "none"'), ("—", "a dash"), ("约3", "no exact figure")]
)
def test_a_cell_without_a_number_has_no_bar_and_says_why(cell: str, reason: str) -> None:
    axes = applicants(of_year(2022, 5, cell, 0, 0, 0, 0, 5))
    assert bars(axes) == {
        "Natural persons": 5,
        "Research institutions": 0,
        "Public welfare organizations": 0,
        "Legal service organizations": 0,
        "Other organizations": 0,
    }
    assert texts(axes) == ["5", reason, "0", "0", "0", "0"]


def test_a_form_that_does_not_tell_applicants_apart() -> None:
    axes = applicants(
        parse("统计指标 | 单位 | 统计数\n（一）收到申请数 | 件 | 7\n1.当面申请数 | 件 | 4\n2.传真申请数 | 件 | 3\n")
    )
    assert bars(axes) == {}
    assert texts(axes) == ["The report's form does not tell this apart."]
    assert texts(results(parse("没有报告。"), language="en")) == ["No figures were found."]


def test_results_that_no_bar_shows_are_counted() -> None:
    rows = (
        "（三）申请答复数 | 件 | 20",
        "1.属于已主动公开范围数 | 件 | 3",
        "2.同意公开答复数 | 件 | 8",
        "3.同意部分公开答复数 | 件 | 1",
        "4.不同意公开答复数 | 件 | 2",
        "5.不属于本行政机关公开数 | 件 | 6",
    )
    axes = results(parse("统计指标 | 单位 | 统计数\n" + "\n".join(rows) + "\n以上。"))
    assert bars(axes)["Granted in full"] == 8
    assert texts(axes)[-1] == "Of 20 decisions, 6 had results that are not shown."


# --- lines -----------------------------------------------------------------------------------------------------------


def test_points_are_the_figures_and_years_without_one_are_gaps() -> None:
    reports = [of_year(2024, *[0] * 6, 31), of_year(2021, *[0] * 6, 24), of_year(2022, *[0] * 6, "无")]
    axes = series(reports, ["received", "carried_in"])
    received, carried_in = axes.lines
    assert ticks(axes.xaxis) == ["2021", "2022", "2023", "2024"]
    assert points(received) == [24, None, None, 31]
    assert points(carried_in) == [None] * 4
    [note] = texts(axes)
    assert note.split("\n") == [
        'Applications received in the year: no figure for 2022 (says "none")',
        "Applications carried over from the year before: no figure for 2021, 2022, 2024 (not found)",
        "No report for 2023",
    ]


def test_ticks_are_whole_years_and_the_scale_begins_at_0() -> None:
    axes = series([of_year(2021, *[0] * 6, 240), of_year(2023, *[0] * 6, 250)], ["received"])
    assert ticks(axes.xaxis) == ["2021", "2022", "2023"]
    assert ticks(axes.yaxis)[0] == "0"


def test_counts_have_no_fractions_and_are_written_out() -> None:
    assert ticks(series([of_year(2021, *[0] * 7)], ["received"]).yaxis) == ["0", "1"]
    assert ticks(applicants(of_year(2021, *[0] * 7)).xaxis) == ["0", "1"]
    assert ticks(applicants(of_year(2021, 12_345_678, *[0] * 6)).xaxis) == ["0", "5000000", "10000000"]


def test_many_years_are_told_in_few_words() -> None:
    axes = series([of_year(year, *[0] * 6, year) for year in range(2005, 2026, 2)], ["received", "carried_in"])
    assert 3 <= len(ticks(axes.xaxis)) <= 12
    early = [of_year(year, *[0] * 6, "无") for year in (2008, 2009, 2010, 2012, 2013)]
    note = texts(series([*early, of_year(2020, *[0] * 6, 3)], ["received"]))[-1]
    assert note.split("\n") == [
        'Applications received in the year: no figure for 2008–2010, 2012, 2013 (says "none")',
        "No report for 2011, 2014–2019",
    ]


def test_a_single_year_is_no_period() -> None:
    axes = series([of_year(2021, *[0] * 6, 5)], ["received"])
    assert ticks(axes.xaxis) == ["2021"]
    assert axes.get_title(loc="left").startswith("2021")
    assert " to " not in axes.get_title(loc="left")


def test_a_change_of_the_form_is_told() -> None:
    axes = series([of_year(2020, *[0] * 6, 4, form="2019"), of_year(2021, *[0] * 6, 5)], ["received"])
    assert "form of 2021" in texts(axes)
    [dotted] = [line for line in axes.lines if line.get_linestyle() == ":"]
    assert list(cast("Any", dotted.get_xdata())) == [2020.5, 2020.5]


def test_a_change_of_the_form_across_a_report_on_no_form() -> None:
    nothing = parse("云泽县水务局2020年政府信息公开工作年度报告\n表格见附件。")
    axes = series([of_year(2019, *[0] * 6, 4, form="2019"), nothing, of_year(2021, *[0] * 6, 5)], ["received"])
    [dotted] = [line for line in axes.lines if line.get_linestyle() == ":"]
    assert list(cast("Any", dotted.get_xdata())) == [2020.5, 2020.5]
    assert texts(axes)[-1] == "Applications received in the year: no figure for 2020 (not found)"


def test_a_concept_that_a_form_does_not_have() -> None:
    old = parse("统计指标 | 单位 | 统计数\n（一）收到申请数 | 件 | 7\n1.当面申请数 | 件 | 4\n2.传真申请数 | 件 | 3\n")
    axes = series([old, of_year(2019, 1, 0, 0, 0, 0, 0, 1, form="2019")], ["unavailable"], years=[2018, 2019])
    assert texts(axes)[-1] == ("Could not be provided: no figure for 2018 (not on the form of 2014); 2019 (not found)")


def test_amounts_are_brought_to_one_unit() -> None:
    row = "云泽县水务局{}年政府信息公开工作年度报告\n信息内容 | 本年收费金额（单位：{}）\n行政事业性收费 | {}"
    reports = [parse(row.format(2021, "万元", "3.5")), parse(row.format(2022, "元", "20000"))]
    axes = series(reports, ["administrative_fees"])
    assert points(axes.lines[0]) == [3.5, 2]
    assert axes.get_ylabel() == "10,000 yuan"


def test_an_amount_whose_unit_nobody_knows_is_a_gap_unless_it_is_0() -> None:
    def report(amount: int) -> Report:
        data = parse(f"信息内容 | 本年收费金额（单位：万元）\n行政事业性收费 | {amount}").to_dict()
        data["indicators"]["disclosure.fees.amount"]["unit"] = None
        return Report.from_dict(data)

    axes = series([report(0), report(5)], ["administrative_fees"], years=[2021, 2022])
    assert points(axes.lines[0]) == [0, None]
    assert texts(axes) == ["Administrative charges taken in the year: no figure for 2022 (no unit of money)"]


def test_lines_differ_in_colour_and_shape() -> None:
    axes = series([parse(EXAMPLE)])
    looks = {(line.get_color(), line.get_marker()) for line in axes.lines}
    assert len(looks) == len({colour for colour, _ in looks}) == len({shape for _, shape in looks}) == 5


def test_also_many_lines_differ() -> None:
    counted = [concept.name for concept in crosswalk().concepts if concept.unit == "件"]
    axes = series([parse(EXAMPLE)], counted)
    assert len({(line.get_color(), line.get_marker()) for line in axes.lines}) == len(counted) > 40


@pytest.mark.parametrize(
    ("concepts", "error", "words"),
    [
        (["recieved"], KeyError, "recieved: no such concept"),
        (["recieved"], KeyError, "did you mean received"),
        ("received", TypeError, r"a list of concepts: \['received'\]"),
        (["received", "administrative_fees"], ValueError, "draw one chart for each unit"),
        ([], ReportsError, "one concept at least"),
    ],
)
def test_misuse_of_concepts(concepts: Any, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        series([parse(EXAMPLE)], concepts)


def test_a_series_is_of_one_body() -> None:
    one, other = of_year(2021, *[0] * 6, 5), of_year(2022, *[0] * 6, 7, body="临澄县民政局")
    with pytest.raises(ReportsError, match="not one body"):
        series([one, other], ["received"])
    renamed = series([one, other], ["received"], same_body=True)
    assert points(renamed.lines[0]) == [5, 7]
    shorter = series([one, of_year(2022, *[0] * 6, 7, body="水务局")], ["received"])
    if HAS_CHINESE:
        assert renamed.get_title(loc="left") == "2021 to 2022 · 云泽县水务局 / 临澄县民政局"
        assert shorter.get_title(loc="left") == "2021 to 2022 · 云泽县水务局 / 水务局"


def test_reports_are_reports() -> None:
    with pytest.raises(TypeError, match=r"results\(\) takes a report, and str is none"):
        results(cast("Any", EXAMPLE))
    with pytest.raises(TypeError, match=r"applicants\(\) takes a report, and list is none"):
        applicants(cast("Any", [parse(EXAMPLE)]))
    with pytest.raises(TypeError, match=r"series\(\) takes a list of reports, not Report"):
        series(cast("Any", parse(EXAMPLE)))


def test_reports_need_years() -> None:
    with pytest.raises(ReportsError, match="does not say its year"):
        series([parse(f"{NEW} | 1 | 0 | 0 | 0 | 0 | 0 | 1 |")])
    with pytest.raises(ReportsError, match="one report"):
        series([])


# --- labels and fonts ------------------------------------------------------------------------------------------------


@pytest.mark.skipif(not HAS_CHINESE, reason="needs a font with Chinese characters")
def test_labels_in_chinese_are_drawn_by_a_font_that_has_them(tmp_path: Path) -> None:
    figure, axes = pyplot.subplots(3)
    results(parse(EXAMPLE), ax=axes[0], language="zh")
    applicants(parse(EXAMPLE), ax=axes[1], language="zh")
    series([parse(EXAMPLE)], ax=axes[2], language="zh")
    assert list(bars(axes[0]))[:2] == ["予以公开", "部分公开"]
    assert next(iter(bars(axes[1]))) == "自然人"
    assert axes[0].get_title(loc="left") == "政府信息公开申请办理结果 · 2021年 · 临澄县人民政府"
    # A character that the font does not have would be a warning, which is an error here.
    figure.savefig(tmp_path / "chart.png")


@pytest.fixture
def only_fonts_of_matplotlib(monkeypatch: pytest.MonkeyPatch) -> None:
    """Among them is one of last resort, which has a box for each Chinese character."""
    manager = font_manager.fontManager
    own = [font for font in manager.ttflist if Path(font.fname).is_relative_to(mpl.get_data_path())]
    monkeypatch.setattr(manager, "ttflist", own)
    monkeypatch.setattr(font_manager, "findSystemFonts", list)


@pytest.mark.usefixtures("only_fonts_of_matplotlib")
def test_without_a_font_the_error_says_what_to_install_and_no_figure_is_left() -> None:
    with pytest.raises(FontError, match="fonts-noto-cjk"):
        results(parse(EXAMPLE), language="zh")
    assert pyplot.get_fignums() == []


@pytest.mark.usefixtures("only_fonts_of_matplotlib")
def test_without_a_font_charts_in_english_have_no_chinese_character(tmp_path: Path) -> None:
    axes = applicants(of_year(2022, 5, "", "无", "—", "约3", 0, 5))
    assert axes.get_title(loc="left") == "Applications by applicant · 2022"
    # A character that the font does not have would be a warning, which is an error here.
    cast("Any", axes.figure).savefig(tmp_path / "chart.png")


@pytest.mark.skipif(not HAS_CHINESE, reason="needs a font with Chinese characters")
def test_a_font_that_was_installed_since_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    manager = font_manager.fontManager
    [name] = chinese_font(needed=True)
    path = next(font.fname for font in manager.ttflist if font.name == name)
    monkeypatch.setattr(manager, "ttflist", [font for font in manager.ttflist if "DejaVu" in font.name])
    monkeypatch.setattr(font_manager, "findSystemFonts", lambda: [path])
    assert chinese_font(needed=True)


def test_another_language_is_refused() -> None:
    with pytest.raises(ValueError, match="'en' or 'zh'"):
        results(parse(EXAMPLE), language="fr")  # type: ignore[arg-type]
    assert pyplot.get_fignums() == []


@pytest.mark.skipif(not HAS_CHINESE, reason="needs a font with Chinese characters")
def test_long_titles_are_broken() -> None:
    body = "新疆维吾尔自治区巴音郭楞蒙古自治州和静县人力资源和社会保障局"
    title = applicants(of_year(2021, *[0] * 6, 5, body=body)).get_title(loc="left")
    assert title.replace("\n", "") == f"Applications by applicant · 2021 · {body}"
    assert "\n" in title


def test_settings_of_matplotlib_stay_as_they_are() -> None:
    before = dict(mpl.rcParams)
    results(parse(EXAMPLE))
    series([parse(EXAMPLE)])
    assert dict(mpl.rcParams) == before


def test_axes_of_the_callers_own_are_drawn_on() -> None:
    own = Figure().subplots()
    assert results(parse(EXAMPLE), ax=own) is own
    assert pyplot.get_fignums() == []


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_charts_are_saved_as(kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"chart.{kind}"
    cast("Any", series([parse(EXAMPLE)]).figure).savefig(path)
    assert path.stat().st_size > 1000


def test_without_matplotlib_the_error_names_the_extra() -> None:
    program = (
        "import sys; sys.modules['matplotlib'] = None\n"
        "from govinfo_parse import parse, plot\n"
        "try:\n    plot.results(parse(''))\nexcept ImportError as error:\n    print(error)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603
    assert "pip install 'govinfo-parse[plot]'" in done.stdout
