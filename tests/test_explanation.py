"""`Report.explain`: how a figure came to be, and why one did not."""

from __future__ import annotations

from pathlib import Path

import pytest

from govinfo_parse import Report, parse, parse_all
from govinfo_parse.forms import national_forms

from .test_diagnostics import EXAMPLES

CASES = sorted((Path(__file__).parent / "cases").rglob("*.txt"))
HEADER = "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n"
RULES = "disclosure.regulations"


def lines(text: str, key: str) -> list[str]:
    return parse(text).explain(key).splitlines()


def test_a_figure_is_told_by_its_cell_its_row_its_column_and_its_unit() -> None:
    assert lines(f"{HEADER}规章 | 1 | 20 | 3 |\n以上。", f"{RULES}.repealed") == [
        "第二十条第（一）项 > 规章 > 本年废止件数: 20 件.",
        "Form: 2021, 二、主动公开政府信息情况.",
        "Cell: line 2, column 10 (characters 43 to 45); it says '20'.",
        "Row: 规章, by its label, at line 2, column 1 (characters 34 to 36).",
        "Column: 本年废止件数, number 2 of the 3 of its row.",
        "Unit: 件, as on the form.",
    ]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("行政规范性文件 | 1 | 2 | 3 |\n", "by its label, at line 2, column 1"),
        ("行政规范\n性文件 | 1 | 2 | 3 |\n", "by its label (行政规范 性文件), at line 2, column 1"),
        ("行政規範性文件 | 1 | 2 | 3 |\n", "by its label (行政規範性文件), at line 2, column 1"),
        ("行政規(guī)范性文件 | 1 | 2 | 3 |\n", "by its label (行政規(guī)范性文件), at line 2, column 1"),
        ("规范性文件 | 1 | 2 | 3 |\n", "as it is also called (规范性文件), at line 2, column 1"),
        (
            "规章 | 1 | 2 | 3 |\n行政规范姓文件 | 1 | 2 | 3 |\n",
            "by likeness: 行政规范姓文件 differs in 1 of 7 characters, at line 3, column 1",
        ),
    ],
)
def test_the_label_of_a_row_is_told_by_how_it_was_matched(row: str, said: str) -> None:
    found = lines(f"{HEADER}{row}以上。", "disclosure.normative_documents.issued")
    assert [line for line in found if line.startswith(f"Row: 行政规范性文件, {said}")]


def test_values_without_a_number_and_units_are_told() -> None:
    fees = "信息内容 | 本年收费金额（单位：万元） |\n行政事业性收费 | {} |\n以上。"
    key = "disclosure.fees.amount"
    label = "第二十条第（八）项 > 行政事业性收费 > 本年收费金额（单位：万元）"
    assert lines(fees.format("无"), key)[0] == f"{label}: the cell says that there is none."
    assert lines(fees.format("约5"), key)[0] == f"{label}: the cell holds no exact quantity."
    assert "Unit: 元, as the cell itself says." in lines(fees.format("500元"), key)
    assert "Unit: 元, as the text says beside or above it." in lines(fees.format("500").replace("万元", "元"), key)
    found = lines(f"{HEADER}规章 | 1 |  | 3 |\n以上。", f"{RULES}.repealed")
    assert found[0] == "第二十条第（一）项 > 规章 > 本年废止件数: the cell is there, and blank."
    assert found[2].endswith("; it is empty.")


@pytest.mark.parametrize(
    ("code", "key", "words"),
    [
        ("cells-inferred", "applications.new.total", "Proof: 14 figures without labels"),
        ("cells-proved", "applications.carried_out.total", "Proof: 四、结转下年度继续办理: cells are lost"),
        ("figures-cut", f"{RULES}.issued", "Proof: 规章: the cells were run together"),
        ("figure-at-end", f"{RULES}.in_force", "Note: 第二十条第（一）项 > 规章 > 现行有效件数: the figure 13"),
        (
            "value-unreadable",
            f"{RULES}.repealed",
            "Note: 第二十条第（一）项 > 规章 > 本年废止件数: 若干 is no quantity",
        ),
        ("figures-glued", "disclosure.normative_documents.issued", "It may be '3912' at line 1, column 44"),
        ("figures-without-place", f"{RULES}.issued", "It may be '12' at line 2, column 11"),
        ("figures-without-place", f"{RULES}.issued", "规章: figures beside it: 2, cells on the form: 3"),
        ("unit-contradicted", "disclosure.fees.amount", "cannot be true of 5件"),
        ("row-of-several-forms", f"{RULES}.issued", "规章 stands on several forms"),
        ("row-cut", "disclosure.compulsion.decisions", "行政强制: the text ends in this row"),
        ("row-cut", f"{RULES}.issued", "The report is on form 2019, which has no such cell."),
        ("no-report", "review.total", "No standard table was found"),
        ("lines-removed", "review.total", "Lines of the tables are gone"),
        ("edition-open", "review.total", "No cell of 四、政府信息公开行政复议、行政诉讼情况 was found."),
        ("edition-open", "applications.new.total", "No figures were read beside the label 一、本年新收"),
    ],
)
def test_what_the_diagnostics_tell_is_told_of_the_figure(code: str, key: str, words: str) -> None:
    assert words in parse(EXAMPLES[code][0]).explain(key)


def test_rules_are_told_by_whether_they_hold() -> None:
    row = "二、上年结转政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | {}"
    key = "applications.carried_in.total"
    assert "Rules that hold with it: applications.applicants.carried_in." in lines(row.format(1), key)
    assert "Rules that fail with it: applications.applicants.carried_in." in lines(row.format(2), key)
    assert "Rules left open: applications.balance.total." in lines(row.format(2), key)


def test_a_report_restored_from_data_tells_lines_where_it_is_given_its_text() -> None:
    text = f"{HEADER}规章 | 1 | 20 | 3 |\n以上。"
    report = Report.from_dict(parse(text).to_dict())
    assert "Cell: characters 43 to 45; it says '20'." in report.explain(f"{RULES}.repealed")
    assert report.explain(f"{RULES}.repealed", text) == parse(text).explain(f"{RULES}.repealed")


def test_a_key_that_no_form_has_is_an_error() -> None:
    with pytest.raises(KeyError, match=r"made\.up"):
        parse("").explain("made.up")


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("appeals.cumulative", r"is on the form pre2014-\w only; parse the text with forms=\['pre2014"),
        ("applications.new", r"is no cell but a group of them; ask for one: applications\.new\.natural_person, "),
    ],
)
def test_a_key_of_another_form_and_a_group_are_told_as_such(key: str, words: str) -> None:
    report = parse("二、上年结转政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1")
    with pytest.raises(KeyError, match=words):
        report.explain(key)


@pytest.mark.parametrize("path", CASES[::4], ids=lambda path: path.stem)
def test_every_key_can_be_explained(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    for report in parse_all(text) or [parse(text)]:
        for form in national_forms():
            for key in [*form.indicators][::7]:
                said = report.explain(key).splitlines()
                assert len(said) > 1
                if key in report.indicators:
                    assert said[2].startswith("Cell: line ")
                    assert said[3].startswith("Row: ")
                else:
                    assert said[0].endswith("no such cell was found.")
                    assert len(said) > 2
