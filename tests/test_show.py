"""The rendering for a person: what stands beside what, and that nothing is shown as something else."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import attrs
import pytest

from govinfo_parse import Metadata
from govinfo_parse.diagnostics import diagnostic
from govinfo_parse.forms import Form, national_forms
from govinfo_parse.indicator import Indicator
from govinfo_parse.report import Extra, Report, Unplaced
from govinfo_parse.show import Lines, render
from govinfo_parse.terminal import plain, text_width

FORMS = {form.name: form for form in national_forms()}
NEW = "applications.new."


def reported(key: str, value: int | Decimal, unit: str | None = "件", raw: str = "") -> Indicator:
    return Indicator(key, "", value, unit, "reported", raw or str(value), (0, 0), "table")


def without_number(key: str, status: str, raw: str) -> Indicator:
    return Indicator(key, "", None, None, status, raw, (0, 0), "table")


def figures(edition: str, values: Mapping[str, int]) -> Report:
    units = FORMS[edition].indicators
    return Report(
        source="page.txt",
        edition=edition,
        edition_candidates=(edition,),
        indicators={key: reported(key, value, units[key].unit) for key, value in values.items()},
    )


def line_with(output: str, label: str) -> str:
    lines = [line for line in output.splitlines() if label in line]
    assert len(lines) == 1, lines
    return lines[0]


@pytest.mark.parametrize(
    ("offset", "place"),
    [(0, (1, 1)), (2, (1, 3)), (3, (1, 4)), (4, (2, 1)), (5, (2, 2)), (6, (3, 1)), (7, (4, 1)), (8, (4, 2))],
)
def test_lines_end_with_any_of_the_three_line_ends(offset: int, place: tuple[int, int]) -> None:
    assert Lines("\ufeffa\r\nb\r\nc"[:5] + "\n\rc").at(offset) == place


@pytest.mark.parametrize("width", [80, 100, 200])
@pytest.mark.parametrize("edition", list(FORMS))
def test_every_figure_stands_beside_its_label(edition: str, width: int) -> None:
    form = FORMS[edition]
    values = {key: 1000 + place for place, key in enumerate(form.indicators)}
    lines = render(figures(edition, values), "", width=width).split("\nChecks:")[0].splitlines()

    assert max(map(text_width, lines)) <= width
    for key, value in values.items():
        (line,) = (line for line in lines if str(value) in line)
        spec = form.indicators[key]
        # A row without labels is turned: its columns' groups are the labels then.
        label = spec.row[-1] if spec.row else spec.column[-2]
        assert line.split()[0].startswith(label[:8])


def test_the_statistics_table_has_a_unit_column() -> None:
    report = figures("2014", {"complaints": 3, "training.trainees": 8})

    output = render(report, "")

    assert line_with(output, "统计指标").split() == ["统计指标", "单位", "统计数"]
    assert line_with(output, "六、举报投诉数量").split() == ["六、举报投诉数量", "件", "3"]
    assert line_with(output, "（三）接受培训人员数").split() == ["（三）接受培训人员数", "人次", "8"]
    assert line_with(output, "九、").split() == ["九、政府信息公开会议和培训情况"]


def test_applications_stand_under_their_applicants_and_groups() -> None:
    keys = [column.key for column in FORMS["2021"].tables[1].blocks[0].columns]
    report = figures(
        "2021", {f"applications.{row}.{key}": 0 for row in ("granted", "denied.state_secret") for key in keys}
    )

    lines = render(report, "", width=120).splitlines()
    start = lines.index("三、收到和处理政府信息公开申请情况")

    assert "申请人情况" in lines[start + 1]
    assert "法人或其他组织" in lines[start + 2]
    assert lines[start + 3].split()[-7:] == [
        "自然人",
        "商业企业",
        "科研机构",
        "社会公益组织",
        "法律服务机构",
        "其他",
        "总计",
    ]
    assert [line.split()[0] for line in lines[start + 4 :][:2]] == ["三、本年度办理结果", "（一）予以公开"]
    assert "  三、本年度办理结果" in lines
    assert "    （三）不予公开" in lines
    assert any(line.startswith("      1.属于国家秘密 ") for line in lines)


def test_reviews_and_litigation_are_rows_by_outcome() -> None:
    report = figures("2021", {"review.upheld": 1, "litigation.direct.pending": 2, "litigation.after_review.total": 3})

    output = render(report, "")

    assert line_with(output, "结果维持").split() == ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    assert line_with(output, "  行政复议").split() == ["行政复议", "1", "·", "·", "·", "·"]
    assert line_with(output, "未经复议直接起诉").split() == ["未经复议直接起诉", "·", "·", "·", "2", "·"]
    assert line_with(output, "复议后起诉").split() == ["复议后起诉", "·", "·", "·", "·", "3"]


def test_each_status_looks_different() -> None:
    inferred = Indicator(NEW + "legal_service", "", 6, "件", "reported", "6", (0, 1), "inferred")
    indicators = {
        NEW + "natural_person": reported(NEW + "natural_person", 0),
        NEW + "business": without_number(NEW + "business", "none", "无"),
        NEW + "research": without_number(NEW + "research", "dash", "——"),
        NEW + "public_welfare": without_number(NEW + "public_welfare", "unreadable", "若干\n件"),
        NEW + "legal_service": inferred,
        NEW + "total": without_number(NEW + "total", "blank", ""),
    }

    output = render(Report(edition="2021", indicators=indicators), "")

    assert line_with(output, "一、本年新收").split()[1:] == ["0", "无", "——", "若干", "件?", "6*", "·"]
    explained = [line[0] for line in output.splitlines() if line.startswith(("·", "?", "*", "(empty)"))]
    assert explained == ["(", "·", "?", "*"]


def test_only_marks_that_occur_are_explained() -> None:
    output = render(figures("2014", {"complaints": 3}), "")

    assert "inferred" not in output
    assert "no such cell" not in output


def test_a_unit_that_is_not_the_forms_stands_with_the_figure() -> None:
    amount = reported("disclosure.procurement.amount", Decimal("68949.08"), "元", "68949.08元")
    fees = reported("fees", 3500, "元", "3500元")

    assert line_with(render(Report(edition="2019", indicators={amount.key: amount}), ""), "政府集中采购").endswith(
        "68949.08元"
    )
    assert line_with(render(Report(edition="2014", indicators={fees.key: fees}), ""), "七、").split()[1:] == [
        "万元",
        "3500元",
    ]


def test_rows_around_those_found_are_counted_and_gaps_are_shown() -> None:
    output = render(figures("2021", {"applications.new.total": 5, "applications.granted.total": 5}), "")

    assert line_with(output, "二、上年结转").split()[1:] == ["·"] * 7
    assert "（二）部分公开" not in output
    assert "(rows of the form above or below these that were not found: 22)" in output
    assert "二、主动公开政府信息情况: no cell was found" in output


def test_cells_of_another_form_stand_apart() -> None:
    mixed = figures("2021", {"disclosure.licensing.decisions": 7})
    change = reported("disclosure.licensing.change", -45, "项")
    report = Report(edition="2021", indicators={**mixed.indicators, change.key: change})

    own, other = render(report, "").split("二、主动公开政府信息情况 (as on the 2019 form)")

    assert line_with(own, "行政许可").split() == ["行政许可", "7"]
    assert line_with(other, "行政许可").split() == ["行政许可", "·", "-45", "7"]
    assert "其他对外管理服务事项" not in other


def test_a_form_that_is_only_data_is_shown() -> None:
    form = Form.from_data(
        {
            "name": "local",
            "title": "某省补充表",
            "source": "made up",
            "years": [2020, None],
            "tables": [
                {
                    "name": "hotline",
                    "title": "补充表",
                    "width": 3,
                    "prefix": "hotline",
                    "blocks": [
                        {
                            "corner": "渠道",
                            "columns": [
                                {"key": "month", "label": ["本月"], "unit": "件"},
                                {"key": "year", "label": ["累计", "本年"], "unit": "件"},
                            ],
                            "rows": [{"key": "phone", "label": ["热线", "电话"]}, {"key": "mail", "label": ["信箱"]}],
                        },
                        {
                            "columns": [{"key": "all", "label": ["合计"], "unit": "件"}],
                            "rows": [{"key": "", "label": []}],
                        },
                    ],
                }
            ],
        }
    )
    values = {key: place for place, key in enumerate(form.indicators, start=1)}
    indicators = {key: reported(key, value) for key, value in values.items()}
    report = Report(edition="local", indicators=indicators, own_forms=(form,))

    lines = [line.split() for line in render(report, "").splitlines()]

    assert lines[lines.index(["补充表"]) + 1 :][:7] == [
        ["累计"],
        ["渠道", "本月", "本年"],
        ["热线"],
        ["电话", "1", "2"],
        ["信箱", "3", "4"],
        ["合计"],
        ["5"],
    ]


def test_a_failed_check_is_told_in_words() -> None:
    values = {"review.upheld": 1, "review.corrected": 0, "review.other": 1, "review.pending": 0, "review.total": 3}

    output = render(figures("2021", values), "")

    unknown = len(FORMS["2021"].rules) - 1
    assert f"Checks: 0 passed, 1 failed, {unknown} unknown (not all figures are there)\n" in output
    assert "  FAILED review.outcomes (hard): 3 = 2 does not hold, difference 1\n" in output
    assert "    left  3 = 3 (行政复议 > 总计)\n" in output
    assert "    right 2 = 1 (行政复议 > 结果维持) + 1 (行政复议 > 其他结果) + 0 (2 more)\n" in output
    assert "counting blank" not in output


def test_checks_that_are_all_known_need_no_excuse() -> None:
    output = render(figures("2021", dict.fromkeys(FORMS["2021"].indicators, 0)), "")

    assert f"Checks: {len(FORMS['2021'].rules)} passed, 0 failed, 0 unknown\n" in output


def test_what_blank_cells_as_zero_would_change_is_told() -> None:
    report = figures("2021", {"review.upheld": 1, "review.corrected": 0, "review.other": 1, "review.total": 3})
    blank = without_number("review.pending", "blank", "")

    output = render(Report(edition="2021", indicators={**report.indicators, blank.key: blank}), "")

    unknown = len(FORMS["2021"].rules) - 1
    assert f"counting blank, 无 and dash cells as 0: 0 passed, 1 failed, {unknown} unknown" in output
    assert "    fails then: review.outcomes\n" in output
    assert "FAILED" not in output


def test_figures_without_a_cell_and_diagnostics_have_their_place() -> None:
    text = "一行\r\n其他文件 86\r\n12 3"
    report = Report(
        source="page.txt",
        edition="2021",
        indicators={"review.total": reported("review.total", 1)},
        unplaced=(Unplaced("12", 12, (13, 15), ("applications.new.business", "applications.new.research")),),
        extras=(Extra(("其他文件",), "86", 86, (9, 11)),),
        diagnostics=(
            diagnostic("row-extra", (4, 8), raw="其他\x1b[31m文件"),
            diagnostic("edition-open", editions="2019"),
        ),
    )

    lines = render(report, text, width=120).splitlines()

    new = "一、本年新收政府信息公开申请数量"
    assert f"  page.txt:3:1: 12  may be {new} > 商业企业, {new} > 科研机构" in lines
    assert "  page.txt:2:6: 86  其他文件" in lines
    (found,) = (line for line in lines if line.endswith("[row-extra]"))
    assert found.startswith("page.txt:2:1: info: The row 其他\ufffd[31m文件 is not in the form")
    assert any(line.startswith("page.txt: info: The tables fit several forms") for line in lines)


def test_figures_with_the_same_candidates_are_told_together() -> None:
    keys = tuple(f"{NEW}{column.key}" for column in FORMS["2021"].tables[1].blocks[0].columns)
    text = "".join(f"{number}\n" for number in range(10, 45))
    row = [Unplaced(str(number), number, (3 * line, 3 * line + 2), keys) for line, number in enumerate(range(10, 45))]
    report = Report(unplaced=(*row[:30], attrs.evolve(row[30], candidates=keys[:1]), *row[31:]))

    lines = render(report, text, width=60).split("no longer tells:\n")[1].splitlines()

    assert [line for line in lines if "text:" in line] == [
        "  text:1:1: 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20,",
        "  text:31:1: 40  may be 一、本年新收政府信息公开申请数量 >",
        "  text:32:1: 41, 42, 43, 44  may be 一、本年新收政府信息公",
    ]
    assert max(map(text_width, lines)) <= 60
    told = " ".join(" ".join(lines).split())
    assert all(told.count(str(number)) == 1 for number in range(33, 45))
    assert told.count("and 4 more") == 2


def test_the_head_says_what_is_known() -> None:
    metadata = Metadata(
        "某县2021年报告", "某县人民政府", 2021, "某政办〔2022〕3号", "2022-01-20", ("2021-01-01", "2021-12-31")
    )
    known = Report(source="a.txt", metadata=metadata, indicators={"review.total": reported("review.total", 1)})

    head = render(known, "").split("\n\n")[0].splitlines()

    assert head[0] == "a.txt: 某县2021年报告"
    assert [line.split(maxsplit=1) for line in head[1:]] == [
        ["agency", "某县人民政府"],
        ["year", "2021"],
        ["document", "某政办〔2022〕3号"],
        ["published", "2022-01-20"],
        ["statistics", "2021-01-01 to 2021-12-31"],
    ]


def test_a_text_without_a_report_says_why() -> None:
    report = Report(source="page.txt", diagnostics=(diagnostic("no-report", reason="there is no label"),))

    assert render(report, "").splitlines()[::2] == [
        "page.txt: no report",
        "page.txt: error: No standard table was found: there is no label. [no-report]",
    ]


@pytest.mark.parametrize(
    ("text", "shown", "width"),
    [
        ("总计", "总计", 4),
        ("e\u0301", "e\u0301", 1),
        ("\ufeff1\u200b2", "12", 2),
        ("1\u3000\n2", "1 2", 3),
        ("\x9b\x07", "\ufffd\ufffd", 2),
    ],
)
def test_text_is_made_safe_and_measured(text: str, shown: str, width: int) -> None:
    assert plain(text) == shown
    assert text_width(shown) == width
