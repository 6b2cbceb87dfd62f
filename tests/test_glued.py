"""Texts whose cells were joined with nothing between them: what is told of the figures, and that no more is said."""

from __future__ import annotations

import html
import re
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from govinfo_parse import Report, parse
from tests.writers.pages import page

REGULATIONS = "第二十条第（一）项信息内容本年制发件数本年废止件数现行有效件数"
LICENSING = "第二十条第（五）项信息内容本年处理决定数量"
PENALTIES = "第二十条第（六）项信息内容本年处理决定数量"
FEES = "第二十条第（八）项信息内容本年收费金额（单位：万元）"
APPLICATIONS = "三、收到和处理政府信息公开申请情况"
STATISTICS = "统计指标单位统计数一、主动公开情况——（一）主动公开政府信息数"


def reported(report: Report) -> dict[str, object]:
    return {key: indicator.value for key, indicator in report.indicators.items() if indicator.value is not None}


def unplaced(report: Report) -> dict[str, tuple[object, int]]:
    """The figures without a place, with their values and how many cells they may belong to."""
    return {figure.raw: (figure.value, len(figure.candidates)) for figure in report.unplaced}


def test_the_run_beside_a_row_of_one_column_is_its_figure() -> None:
    text = f"{LICENSING}行政许可1234{PENALTIES}行政处罚0行政强制56{FEES}行政事业性收费83.41{APPLICATIONS}"
    report = parse(text)
    assert reported(report) == {
        "disclosure.licensing.decisions": 1234,
        "disclosure.penalties.decisions": 0,
        "disclosure.compulsion.decisions": 56,
        "disclosure.fees.amount": Decimal("83.41"),
    }
    assert report.disclosure.fees.amount.unit == "万元"
    assert {item.origin for item in report.indicators.values()} == {"table"}
    for item in report.indicators.values():
        assert item.span is not None
        assert text[slice(*item.span)] == item.raw


def test_the_number_of_the_next_label_behind_a_figure_ends_its_row() -> None:
    """Between blanks 39 is the last figure of a row and 2 the number of the next label; 141 and 3 likewise."""
    rows = "1．信访举报投诉类申请  39  0  392．重复申请  64  77  1413．要求提供公开出版物  147  0  147"
    report = parse(f"{APPLICATIONS}  申请人情况  自然人  商业企业  总计（五）不予处理  {rows}（六）其他处理")
    assert not {"64", "77"} & {item.raw for item in report.indicators.values() if ".petition." in item.key}
    assert 392 not in reported(report).values()


def test_a_unit_that_runs_into_the_next_title_is_that_of_the_figure_before_it() -> None:
    head = "2020年政府信息公开工作年度报告\n第二十条第（九）项\n信息内容  采购项目数量  采购总金额\n"
    report = parse(f"{head}政府集中采购  82  730443.64 元三、收到和处理政府信息公开申请情况\n")
    amount = report.disclosure.procurement.amount
    assert (amount.value, amount.unit) == (Decimal("730443.64"), "元")


def test_an_item_number_is_no_digit_of_the_figure_before_it() -> None:
    report = parse(
        STATISTICS + "条5,9661．政府公报公开政府信息数条1,2892．政府网站公开政府信息数条03.政务微博公开政府信息数条"
    )
    assert report.disclosure.total.value == 5966
    assert report.disclosure.channels.gazette.value == 1289
    assert report.disclosure.channels.website.value == 0
    assert report.disclosure.channels.weibo.status == "absent"


def test_a_digit_that_may_be_an_item_number_leaves_the_figure_open() -> None:
    report = parse(
        STATISTICS + "条5961政府公报公开政府信息数条128" + "其中：主动公开规范性文件数条7制发规范性文件总数件"
    )
    assert "disclosure.total" not in reported(report)
    assert unplaced(report)["5961"] == (None, 1)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"行政许可208{PENALTIES}行政处罚5行政强制6{FEES}", id="a header is missing"),
        pytest.param(
            "第二十条第（五）项信息内容上年数量本年处理决定数量行政许可208" + PENALTIES,
            id="a local column in the header",
        ),
        pytest.param(f"{LICENSING}行政许可2082022年统计{PENALTIES}", id="text that begins with a figure"),
        pytest.param(f"{LICENSING}非行政许可208{PENALTIES}", id="the end of another word"),
        pytest.param(f"{LICENSING}行政许可事项208{PENALTIES}", id="the beginning of another word"),
        pytest.param(f"{LICENSING}行政许可20- 8 -{PENALTIES}", id="a page number"),
        pytest.param(f"{LICENSING}行政许可208", id="the end of the text"),
    ],
)
def test_a_figure_whose_end_or_column_is_not_sure_is_not_read(text: str) -> None:
    assert "disclosure.licensing.decisions" not in reported(parse(text))


def test_figures_after_two_labels_may_be_of_both() -> None:
    report = parse(f"{LICENSING}行政许可7{PENALTIES}行政处罚行政强制34{FEES}行政事业性收费5{APPLICATIONS}")
    assert reported(report) == {"disclosure.licensing.decisions": 7, "disclosure.fees.amount": 5}


def test_a_row_that_can_be_cut_in_one_way_only_is_cut() -> None:
    report = parse(f"{REGULATIONS}规章000行政规范性文件3912{LICENSING}行政许可5{PENALTIES}")
    row = report.disclosure.regulations
    assert [row.issued.value, row.repealed.value, row.in_force.value] == [0, 0, 0]
    assert row.issued.origin == "inferred"
    assert unplaced(report) == {"3912": (None, 3)}
    assert report.disclosure.licensing.decisions.value == 5


@pytest.mark.parametrize("run", ["120", "00", "012", "12", "120无", "1无"])
def test_a_row_with_room_for_a_blank_cell_is_left_open(run: str) -> None:
    report = parse(f"{REGULATIONS}规章{run}行政规范性文件3912{LICENSING}行政许可5{PENALTIES}")
    assert reported(report) == {"disclosure.licensing.decisions": 5}
    assert set(unplaced(report)) == {run, "3912"}


def test_marks_between_figures_are_cuts() -> None:
    report = parse(f"{REGULATIONS}规章3件0件12件行政规范性文件无无5{LICENSING}行政许可5{PENALTIES}")
    assert reported(report) == {
        "disclosure.regulations.issued": 3,
        "disclosure.regulations.repealed": 0,
        "disclosure.regulations.in_force": 12,
        "disclosure.normative_documents.in_force": 5,
        "disclosure.licensing.decisions": 5,
    }
    assert report.disclosure.normative_documents.issued.status == "none"


def test_figures_placed_by_proof_have_the_unit_that_the_text_states() -> None:
    report = parse(
        f"{REGULATIONS}规章000行政规范性文件012{LICENSING}第二十条第（九）项信息内容采购项目数量采购总金额（元）"
        "政府集中采购/8150三、收到和处理政府信息公开申请情况"
    )
    assert (report.disclosure.procurement.amount.value, report.disclosure.procurement.amount.unit) == (8150, "元")


def test_two_dashes_may_be_one_cell() -> None:
    full = "规章——0——行政规范性文件——00"
    assert not reported(parse(f"{REGULATIONS}规章——0行政规范性文件——00{LICENSING}行政许可5{PENALTIES}")).keys() & {
        "disclosure.regulations.in_force",
    }
    assert parse(f"{REGULATIONS}{full}{LICENSING}").disclosure.normative_documents.in_force.value == 0


def test_label_and_figures_glued_line_by_line() -> None:
    report = parse("信息内容本年制发件数本年废止件数现行有效件数\n规章000\n行政规范性文件1 2 3\n以上。")
    assert [report.disclosure.regulations.issued.value, report.disclosure.normative_documents.in_force.value] == [0, 3]


def test_a_label_glued_to_the_first_of_its_figures() -> None:
    report = parse("信息内容 本年制发件数 本年废止件数 现行有效件数\n规章12 0 3\n行政规范性文件4 5 6\n以上。")
    assert reported(report)["disclosure.regulations.issued"] == 12
    assert reported(report)["disclosure.normative_documents.in_force"] == 6


def test_prose_with_figures_is_no_table() -> None:
    text = "全年办理申请，其中予以公开12件，部分公开3件，不予公开5件；行政许可18件、行政处罚5件、行政强制3件。"
    report = parse(text)
    assert not report.indicators
    assert not report.unplaced


ROWS = [
    ("一、本年新收政府信息公开申请数量", (18, 4, 0, 1, 0, 1)),
    ("二、上年结转政府信息公开申请数量", (2, 0, 0, 0, 0, 0)),
    ("三、本年度办理结果（一）予以公开", (9, 3, 0, 0, 0, 1)),
    ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", (5, 0, 0, 0, 0, 0)),
    ("（三）不予公开1.属于国家秘密", (0,) * 6),
    ("2.其他法律行政法规禁止公开", (0,) * 6),
    ("3.危及“三安全一稳定”", (0,) * 6),
    ("4.保护第三方合法权益", (1, 1, 0, 0, 0, 0)),
    ("5.属于三类内部事务信息", (0,) * 6),
    ("6.属于四类过程性信息", (0,) * 6),
    ("7.属于行政执法案卷", (0,) * 6),
    ("8.属于行政查询事项", (0,) * 6),
    ("（四）无法提供1.本机关不掌握相关政府信息", (4, 0, 0, 1, 0, 0)),
    ("2.没有现成信息需要另行制作", (0,) * 6),
    ("3.补正后申请内容仍不明确", (0,) * 6),
    ("（五）不予处理1.信访举报投诉类申请", (0,) * 6),
    ("2.重复申请", (0,) * 6),
    ("3.要求提供公开出版物", (0,) * 6),
    ("4.无正当理由大量反复申请", (0,) * 6),
    ("5.要求行政机关确认或重新出具已获取信息", (0,) * 6),
    ("（六）其他处理1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", (0,) * 6),
    ("2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", (0,) * 6),
    ("3.其他", (0,) * 6),
    ("（七）总计", (19, 4, 0, 1, 0, 1)),
    ("四、结转下年度继续办理", (1, 0, 0, 0, 0, 0)),
]


def applications(nil: str = "0", *, wrong: int = 0) -> str:
    """The table of `ROWS` in one piece. The total of the first row is `wrong` by so much."""
    rows = [[*figures, sum(figures)] for _, figures in ROWS]
    rows[0][-1] += wrong
    written = ["".join(str(figure) if figure else nil for figure in figures) for figures in rows]
    return "".join(label + row for (label, _), row in zip(ROWS, written, strict=True)) + "四、政府信息公开行政复议情况"


def test_the_sums_of_the_form_tell_where_a_figure_ends() -> None:
    text = applications()
    assert "数量184010124二、" in text  # 18, 4, 0, 1, 0, 1, 24, or 1, 8, 4, 0, 10, 1, 24 by its own sum
    report = parse(text)
    assert len(reported(report)) == 25 * 7
    assert [item.value for key, item in report.indicators.items() if ".new." in key] == [18, 4, 0, 1, 0, 1, 24]
    assert {item.origin for item in report.indicators.values()} == {"inferred"}
    assert "figures-cut" in {item.code for item in report.diagnostics}
    assert not report.unplaced
    assert Report.from_dict(report.to_dict()).to_dict() == report.to_dict()


@pytest.mark.parametrize("end", ["- 9 -", "注：表中数据由6个科室汇总。"])
def test_a_page_number_or_a_note_ends_the_last_run(end: str) -> None:
    text = applications().replace("四、政府信息公开行政复议", f"{end}四、政府信息公开行政复议")
    report = parse(text)
    assert len(reported(report)) == 25 * 7
    assert report.applications.carried_out.total.value == 1
    assert not report.unplaced


def test_what_may_be_a_page_number_is_taken_for_one_by_proof_only() -> None:
    report = parse(f"{REGULATIONS}规章000行政规范性文件012- 8 -{LICENSING}")
    assert not {key for key in reported(report) if "normative" in key}


def test_the_foot_of_a_page_ends_the_last_run() -> None:
    report = parse(
        STATISTICS + "条5961.政府公报公开政府信息数条/九、政府信息公开会议和培训情况——（一）召开会议数"
        "（二）举办各类培训班数次0（三）接受培训人员数人次146主办单位：某局"
    )
    assert report.training.trainees.value == 146
    assert report.disclosure.channels.gazette.status == "dash"


def test_a_row_alone_proves_nothing() -> None:
    report = parse("一、本年新收政府信息公开申请数量184010124二、上年结转政府信息公开申请数量2000002三、本年度办理结果")
    assert not reported(report)
    assert unplaced(report) == {"184010124": (None, 7), "2000002": (None, 7)}
    assert Report.from_dict(report.to_dict()).unplaced == report.unplaced


def test_two_tables_in_one_text_are_not_proved_together() -> None:
    first, second = applications(), applications(wrong=3)
    assert reported(parse(first + second)) == reported(parse(first))


def test_where_the_office_got_a_sum_wrong_nothing_is_proved_by_sums() -> None:
    report = parse(applications(wrong=3))
    assert "184010127" in unplaced(report)
    assert "194010125" in unplaced(report)  # (七)总计, which is right
    # Rows with as many digits as cells need no sum to be cut in a table that leaves no cell blank.
    assert report.applications.carried_in.total.value == 2


def test_blank_cells_leave_rows_open_in_which_they_may_stand_anywhere() -> None:
    report = parse(applications(nil=""))
    for key, value in reported(report).items():
        row, _, column = key.removeprefix("applications.").rpartition(".")
        truth = {"new": ROWS[0], "carried_in": ROWS[1], "granted": ROWS[2], "total": ROWS[23], "carried_out": ROWS[24]}
        if row in truth:
            figures = [*truth[row][1], sum(truth[row][1])]
            assert value == figures[list(_COLUMNS).index(column)]


_COLUMNS = ("natural_person", "business", "research", "public_welfare", "legal_service", "other_organization", "total")


def glue(markup: str, separator: str = "") -> str:
    """A page's text nodes with nothing but a separator between them."""
    body = re.sub(r"<(script|style|head)\b.*?</\1>", "", markup, flags=re.DOTALL | re.IGNORECASE)
    texts = (html.unescape(piece).strip() for piece in re.split(r"<[^>]*>", body))
    return separator.join(filter(None, texts))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from(["", " ", "\n", "|", "\t"]))
@example(1072, "")  # a unit in the header of a run
@example(2363, "")  # two dashes that are one cell
@example(3049, " ")  # a page number in words
@example(3087, "\n")  # figures in the notes of labels, and figures in pieces
@example(3090, "|")  # a column of last year's figures
@example(3307, "\t")  # item numbers parted from their labels
@example(3381, "\n")  # blank cells beside last year's figures
@example(78720, "")  # a row of the office's own that the forms before 2014 have
def test_every_figure_of_a_glued_page_that_is_reported_is_right(seed: int, separator: str) -> None:
    drawn = page(seed)
    text = glue(drawn.html, separator)
    report = parse(text)
    for key, indicator in report.indicators.items():
        if indicator.status == "reported":
            truth = drawn.truth[key]
            assert (indicator.value, indicator.unit) == (truth.value, truth.unit)
        elif key in drawn.truth and indicator.status in ("none", "dash"):
            assert indicator.status == drawn.truth[key].status
        if indicator.span is not None and indicator.raw:
            assert "".join(text[slice(*indicator.span)].split()) == "".join(indicator.raw.split())
    for figure in report.unplaced:
        assert "".join(text[slice(*figure.span)].split()) == "".join(figure.raw.split())
