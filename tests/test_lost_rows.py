"""Rows that lost their blank cells, as extractors leave them: what the form's sums still tell, and nothing else."""

from __future__ import annotations

import pytest

from govinfo_parse import Report, parse

NEW = "一、本年新收政府信息公开申请数量"
CARRIED_IN = "二、上年结转政府信息公开申请数量"
RESULTS = (
    "（一）予以公开",
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
    "1.属于国家秘密",
    "2.其他法律行政法规禁止公开",
    "3.危及“三安全一稳定”",
    "4.保护第三方合法权益",
    "5.属于三类内部事务信息",
    "6.属于四类过程性信息",
    "7.属于行政执法案卷",
    "8.属于行政查询事项",
    "1.本机关不掌握相关政府信息",
    "2.没有现成信息需要另行制作",
    "3.补正后申请内容仍不明确",
    "1.信访举报投诉类申请",
    "2.重复申请",
    "3.要求提供公开出版物",
    "4.无正当理由大量反复申请",
    "5.要求行政机关确认或重新出具已获取信息",
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "3.其他",
)
TOTAL, CARRIED_OUT = "（七）总计", "四、结转下年度继续办理"
COLUMNS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
BELOW = ("注：表中数据由各科室汇总。", "四、政府信息公开行政复议、行政诉讼情况")


def table(rows: dict[str, str], below: tuple[str, ...] = BELOW, *, serials: bool = False) -> Report:
    """The report whose table of applications has these rows, and no figures in all others. A figure has a line of its
    own unless bars show the lines."""
    lines = ["序号", *COLUMNS] if serials else list(COLUMNS)
    for number, label in enumerate((NEW, CARRIED_IN, *RESULTS, TOTAL, CARRIED_OUT), 1):
        lines += [*([str(number)] if serials else []), label, *_lines(rows.get(label, ""))]
    return parse("\n".join((*lines, *below)))


def _lines(row: str) -> list[str]:
    return row.strip("|").split("|") if "|" in row else row.split()


def read(report: Report) -> dict[str, object]:
    """The figures by the last two parts of their keys."""
    return {".".join(key.split(".")[-2:]): item.value for key, item in report.indicators.items() if item.raw}


GRANTED, SECRET, REPEATED, OTHER = RESULTS[0], RESULTS[2], RESULTS[14], RESULTS[20]
SMALL = {
    NEW: "20 7 5 32",
    GRANTED: "12 5 17",
    REPEATED: "7 7",
    OTHER: "8 8",
    TOTAL: "20 7 5 32",
}


def test_totals_are_told_by_the_sums_of_rows_and_the_rest_by_those_of_columns() -> None:
    report = table(SMALL)
    assert read(report) == {
        "new.total": 32,
        "granted.total": 17,
        "duplicate.total": 7,
        "other.total": 8,
        "total.total": 32,
    }
    assert {item.origin for item in report.indicators.values() if item.raw} == {"inferred"}
    full = table({**SMALL, NEW: "20 7 0 0 0 5 32", TOTAL: "20 7 0 0 0 5 32"})
    assert (
        read(full).items()
        >= {
            "granted.natural_person": 12,
            "granted.other_organization": 5,
            "granted.total": 17,
            "duplicate.business": 7,
            "other.natural_person": 8,
        }.items()
    )


def test_nil_cells_in_words_count_as_nothing() -> None:
    full = {**SMALL, NEW: "20 7 0 0 0 5 32", TOTAL: "20 7 0 0 0 5 32"}
    words = table({**full, GRANTED: "12 无 5 17", REPEATED: "无 7 — 7"})
    assert words.applications.granted.natural_person.value == 12
    assert words.applications.granted.other_organization.value == 5
    assert words.applications.not_processed.duplicate.business.value == 7
    assert not words.unplaced or {figure.raw for figure in words.unplaced} <= {"无", "—"}


def test_a_row_without_figures_counts_as_nothing() -> None:
    full = {**SMALL, NEW: "20 7 5 32", TOTAL: "20 7 0 0 0 5 32"}
    for report in (table(full), table(full, below=("- 2 -", *BELOW)), table(full, serials=True)):
        assert report.applications.new.business.value == 7
        assert report.applications.granted.natural_person.value == 12
    # Where the text ends, what stood in its last row may be gone.
    cut = table(full, below=())
    assert cut.applications.granted.natural_person.value == 12
    assert cut.applications.new.business.status == "absent"


def test_where_a_sum_is_wrong_nothing_is_told_of_rows_that_are_tied_to_it() -> None:
    wrong = table({**SMALL, NEW: "20 7 0 0 0 5 32", TOTAL: "20 7 0 0 0 5 33"})
    assert not any(item.origin == "inferred" for item in wrong.indicators.values())
    other = table({**SMALL, REPEATED: "7 6"})
    assert "granted.natural_person" not in read(other)
    assert "duplicate.total" not in read(other)


@pytest.mark.parametrize("figures", ["20 7 0 0 0 5 32", "20 7 无 — 0 5 32"])
def test_runs_are_parted_at_white_space(figures: str) -> None:
    report = table({**SMALL, NEW: f"|{figures}", TOTAL: f"|{figures}"})
    assert report.applications.new.natural_person.value == 20
    assert report.applications.new.other_organization.value == 5


def test_a_space_between_thousands_may_part_two_cells() -> None:
    rows = {**dict.fromkeys((NEW, GRANTED, TOTAL), "53 367|420"), **dict.fromkeys((CARRIED_IN, CARRIED_OUT), "4 4")}
    report = table(rows)
    assert report.applications.new.total.value == 420
    assert not any(item.value == 53367 for item in report.indicators.values())
    assert {figure.raw for figure in report.unplaced} >= {"53 367"}


HEADERS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        (("1", "1", "4", "2", "6", "3", "3"), {"review.total": 1, "direct.total": 6, "after_review.total": 3}),
        (("1", "2", "4"), {}),
    ],
)
def test_a_row_of_fifteen_cells(figures: tuple[str, ...], expected: dict[str, int]) -> None:
    text = "\n".join(("行政复议", "行政诉讼", *HEADERS, "未经复议直接起诉", "复议后起诉", *HEADERS, *HEADERS, *figures))
    report = parse(f"四、政府信息公开行政复议、行政诉讼情况\n{text}\n五、存在的主要问题及改进情况\n没有。")
    assert read(report) == expected


def test_fifteen_figures_below_headers_that_a_print_sets_upright() -> None:
    upright = (
        "结 结 其 尚",
        "结 结 其 尚 结 结 其 尚",
        "总计 果 果 他 未 总 果 果 他 未 总",
        "维 纠 结 审 计 维 纠 结 审 计",
    )
    headers = "\n".join(("行政复议 行政诉讼", "未经复议直接起诉 复议后起诉", *upright, "持 正 果 结 持 正 果 结"))
    above = f"四、政府信息公开行政复议、行政诉讼情况\n{headers}\n"
    below = "\n五、存在的主要问题及改进情况\n没有。"
    report = parse(f"{above}3 1 0 2 6 4 0 1 0 5 0 1 0 0 1{below}")
    assert (report.review.pending.value, report.litigation.direct.other.value) == (2, 1)
    assert (report.litigation.after_review.total.value, report.review.total.origin) == (1, "inferred")
    wrong = parse(f"{above}3 1 0 2 7 4 0 1 0 5 0 1 0 0 1{below}")
    assert not wrong.indicators
    assert len(wrong.unplaced) == 15


def test_figures_among_the_headers_of_a_print_are_kept_without_a_place() -> None:
    pieces = (
        *("行政复议", "行政诉讼", "未经复议直接起诉", "结果", "其他结", "尚未", "维持", "果", "审结", "总计"),
        *("7", "2", "5", "1", "复议后起诉", "结果", "结果", "其他", "尚未审", "维持", "纠正", "结果", "结"),
        *("3", "0", "1", "0", "总计", "15", "结果维持", "4", "0", "2", "1", "7", "总计", "4"),
    )
    text = "\n\n".join(pieces)
    report = parse(f"四、政府信息公开行政复议、行政诉讼情况\n{text}\n\n五、存在的主要问题及改进情况\n2024年有2处不足。")
    assert not report.indicators
    assert " ".join(figure.raw for figure in report.unplaced) == "7 2 5 1 3 0 1 0 15 4 0 2 1 7 4"
    assert all(len(figure.candidates) == 15 for figure in report.unplaced)


def test_headings_with_prose_below_them_have_no_figures() -> None:
    report = parse(
        "四、政府信息公开行政复议、行政诉讼情况\n行政复议\n全年3件，维持2件，纠正1件。\n行政诉讼\n全年没有。"
    )
    assert not report.unplaced


def test_large_figures_without_a_nil_cell_are_not_those_of_a_damaged_text() -> None:
    rows = {
        NEW: "203 81 61 345",
        GRANTED: "116 31 147",
        SECRET: "22 13 35",
        REPEATED: "41 27 43 111",
        OTHER: "10 2 7 19",
        TOTAL: "189 73 50 312",
        CARRIED_OUT: "14 8 11 33",
    }
    report = table(rows)
    assert "lines-removed" not in {item.code for item in report.diagnostics}
    assert read(report).items() >= {"granted.total": 147, "duplicate.total": 111, "new.total": 345}.items()
    gone = table({**rows, GRANTED: "116 31", SECRET: "22 13"})
    assert "lines-removed" in {item.code for item in gone.diagnostics}
    assert not read(gone)


def test_units_on_lines_of_their_own_belong_to_the_figures_above() -> None:
    report = table({**SMALL, GRANTED: "12 件 5 17 件"})
    assert report.applications.granted.total.value == 17
    assert report.applications.granted.total.unit == "件"


@pytest.mark.parametrize("below", ["1 | 1 | 4", "4"])
def test_a_row_above_figures_without_a_label_may_have_lost_what_it_goes_on_with(below: str) -> None:
    """The sums would tell one place for each of its figures, if these were all."""
    header = "行政复议 | 行政诉讼\n" + " | ".join(["结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计"] * 3)
    row = "1 | 1 | 0 | 1 | 3 | 1 | 0 | 1 | 0 | 2 | 1 | 1"
    assert parse(f"{header}\n{row} |\n\n以上。\n").litigation.after_review.total.value == 1
    report = parse(f"{header}\n{row} |\n{below}\n\n以上。\n")
    assert not report.indicators


def test_a_row_with_blank_cells_above_figures_without_a_label_may_be_a_part_of_one() -> None:
    """Beside a merged label, two of its cells would be blank ones of the label, and those that it lacks stand below."""
    rows = (
        f"{' | '.join(COLUMNS)} |",
        f"{NEW} | | | 20 | 1 | 2 | 0 | 5 |",
        "0 | 28 |",
        f"{CARRIED_IN} | | | 2 | 1 | 2 | 0 | 5 | 0 | 10 |",
    )
    found = read(parse("\n".join(rows)))
    assert "new.natural_person" not in found
    assert found["carried_in.natural_person"] == 2
