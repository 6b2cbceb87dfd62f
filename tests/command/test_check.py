"""``check``: does a report add up, does it fit last year's, and those of the bodies below."""

from __future__ import annotations

import json
import os
from collections.abc import Callable

from .conftest import Govinfo
from .pages import CONTRADICTS, HOLDS, NOTHING, carried_in, carried_out, decisions

Written = Callable[..., None]


def test_a_report_that_adds_up(govinfo: Govinfo, written: Written) -> None:
    written(**{"a.txt": HOLDS})

    assert govinfo("check", "a.txt") == (0, "a.txt: all 42 rules hold\n", "")


def test_a_rule_that_fails_is_said_with_its_line_both_sides_and_a_hint(govinfo: Govinfo, written: Written) -> None:
    written(**{"a.txt": CONTRADICTS})

    ended = govinfo("check", "a.txt")

    assert (ended.status, ended.errors) == (1, "")
    assert ended.lines == [
        "a.txt: 1 of 42 rules fails",
        "a.txt:320:1: error: Administrative review 行政复议: Total 总计 7 = Upheld 结果维持 3 + Corrected 结果纠正 1 +"
        " Pending 尚未审结 2 + 0 (1 more) does not hold: 7 and 6, a difference of 1. [review.outcomes]",
        "  The figures stand in lines 316 to 320.",
        "  Perhaps: Administrative review 行政复议 > Total 总计 7 would be 6"
        " (Administrative review 行政复议 > Corrected 结果纠正 counted twice in the sum).",
    ]


def test_the_same_in_chinese(govinfo: Govinfo, written: Written) -> None:
    written(**{"a.txt": CONTRADICTS, "b.txt": HOLDS})

    assert govinfo("check", "a.txt", "b.txt", "--lang", "zh").lines == [
        "a.txt: 42条勾稽关系中1条不成立",
        "a.txt:320:1: 错误: 行政复议：总计 7 = 结果维持 3 + 结果纠正 1 + 尚未审结 2 + 0（另1项），不成立：7与6，相差1。"
        " [review.outcomes]",
        "  有关数字在第316行至第320行。",
        "  可能：行政复议 > 总计 7应为6（合计重复计入行政复议 > 结果纠正）。",
        "b.txt: 全部42条勾稽关系成立",
        "报告2份，其中1份有不成立的勾稽关系",
    ]


def test_what_cannot_be_held_is_no_failure(govinfo: Govinfo) -> None:
    row = "二、上年结转政府信息公开申请数量 | 3 |  |  | 1 |  |  | 5 |"

    ended = govinfo("check", "-", stdin=row.encode())

    assert ended.status == 0
    assert ended.lines[0].startswith("-: no rule fails, ")
    assert ended.lines[1] == "  If blank cells count as 0, 1 more fail; --blanks-as-zero shows them."


def test_blank_cells_can_count_as_zero(govinfo: Govinfo) -> None:
    row = "二、上年结转政府信息公开申请数量 | 3 |  |  | 1 |  |  | 5 |"

    ended = govinfo("check", "-", "--blanks-as-zero", stdin=row.encode())

    assert ended.status == 1
    assert ended.lines[1].startswith(
        "-:1:40: error: Applications carried over from last year 二、上年结转政府信息公开申请数量:"
        " Total 总计 5 = Natural persons 自然人 3 + "
    )


def test_the_exit_status_is_the_gravest(govinfo: Govinfo, written: Written) -> None:
    written(**{"bad.txt": CONTRADICTS, "good.txt": HOLDS, "none.txt": NOTHING})

    assert govinfo("check", "good.txt").status == 0
    assert govinfo("check", "good.txt", "bad.txt").status == 1
    assert govinfo("check", "none.txt").status == 3
    assert govinfo("check", "none.txt", "bad.txt").status == 1
    assert govinfo("check", "bad.txt", "gone.txt").status == 2


def test_a_text_without_a_report_is_not_checked(govinfo: Govinfo, written: Written) -> None:
    written(**{"none.txt": NOTHING})

    ended = govinfo("check", "none.txt")

    assert ended.output == ""
    assert ended.errors.startswith("govinfo-parse: none.txt: no report: ")


def test_quiet_says_what_fails_and_verbose_all(govinfo: Govinfo, written: Written) -> None:
    written(**{"p/a.txt": HOLDS, "p/b.txt": CONTRADICTS})

    quiet, verbose = govinfo("check", "p", "--quiet"), govinfo("check", "p", "--verbose")

    assert quiet.lines[0].replace(os.sep, "/") == "p/b.txt: 1 of 42 rules fails"
    assert quiet.lines[-1] == "reports: 2; with a rule that fails: 1"
    assert sum(": holds: " in line for line in verbose.lines) == 83
    assert govinfo("check", "p/a.txt", "--quiet") == (0, "", "")


def test_each_report_is_a_line_of_json(govinfo: Govinfo, written: Written) -> None:
    written(**{"a.txt": HOLDS, "b.txt": CONTRADICTS})

    ended = govinfo("check", "a.txt", "b.txt", "--format", "jsonl")
    good, bad = map(json.loads, ended.lines)

    assert ended.status == 1
    assert (good["source"], good["is_consistent"], good["year"]) == ("a.txt", True, 2021)
    [failed] = [check for check in bad["checks"] if check["status"] == "fail"]
    assert (failed["rule"], failed["difference"], failed["spans"][0]) == ("review.outcomes", 1, [2211, 2212])
    assert failed["message"].endswith("does not hold: 7 and 6, a difference of 1.")


# --- with last year's report -----------------------------------------------------------------------------------------


def test_this_years_report_against_last_years(govinfo: Govinfo, written: Written) -> None:
    written(**{"2021.txt": carried_out(2021, 4), "2022.txt": carried_in(2022, 3)})

    ended = govinfo("check", "2022.txt", "2021.txt", "--series")

    # Rules between years are soft: bodies are merged, and figures restated.
    assert ended.status == 0
    [place] = [place for place, line in enumerate(ended.lines) if line.startswith("云泽县水务局, 2021–2022: ")]
    assert ended.lines[place + 1] == (
        "2022.txt:2:20: warning: Natural persons 自然人: 2022 Applications carried over from last year"
        " 二、上年结转政府信息公开申请数量 3 = 2021 Carried over to next year 四、结转下年度继续办理 4 does not hold:"
        " 3 and 4, a difference of 1. [applications.carried_over.natural_person]"
    )
    assert govinfo("check", "2022.txt", "2021.txt", "--series", "--strict").status == 1


def test_each_body_has_a_series_of_its_own(govinfo: Govinfo, written: Written) -> None:
    other = "云泽县民政局"
    written(
        **{
            "p/a.txt": carried_out(2021, 4),
            "p/b.txt": carried_in(2022, 4),
            "p/c.txt": carried_out(2021, 4, other),
            "p/d.txt": carried_in(2022, 5, other),
        }
    )

    ended = govinfo("check", "p", "--series", "--format", "jsonl")
    series = [data for data in map(json.loads, ended.lines) if "series" in data]

    failed = {data["agency"]: [x["rule"] for x in data["checks"] if x["status"] == "fail"] for data in series}
    assert {agency: len(rules) for agency, rules in failed.items()} == {"云泽县水务局": 0, other: 2}


def test_a_series_of_one_is_none(govinfo: Govinfo, written: Written) -> None:
    written(
        **{"a.txt": carried_out(2021, 4), "b.txt": carried_out(2021, 4), "c.txt": carried_out(2022, 4, "云泽县民政局")}
    )

    alone = govinfo("check", "a.txt", "--series")
    twice = govinfo("check", "a.txt", "b.txt", "c.txt", "--series")

    assert alone.status == twice.status == 2
    assert alone.errors == (
        "govinfo-parse: a.txt: the only report of 云泽县水务局; a series needs those of several years\n"
    )
    assert "a.txt and b.txt are both of 2021; keep one of them" in twice.errors


def test_years_are_given_where_the_reports_do_not_say_them(govinfo: Govinfo, written: Written) -> None:
    bare = [carried_out(2021, 4).split("\n", 1)[1], carried_in(2022, 3).split("\n", 1)[1]]
    written(**{"a.txt": bare[0], "b.txt": bare[1]})

    unknown = govinfo("check", "a.txt", "b.txt", "--series")
    given = govinfo("check", "a.txt", "b.txt", "--series", "--years", "2021,2022")

    assert unknown.status == 2
    assert "a.txt: the report does not say its year, so it cannot be held against others; give" in unknown.errors
    assert (given.status, given.errors) == (0, "")
    assert "二、上年结转政府信息公开申请数量 3 = 2021 " in given.output
    assert govinfo("check", "a.txt", "b.txt", "--series", "--years", "2021").errors == (
        "govinfo-parse: --years takes one year for each file: there are 1 years and 2 files\n"
    )


# --- with the bodies below -------------------------------------------------------------------------------------------


def test_a_countys_report_against_its_bureaus(govinfo: Govinfo, written: Written) -> None:
    written(
        **{
            "p/county.txt": decisions("云泽县", 30),
            "p/water.txt": decisions("云泽县水务局", 12),
            "p/roads.txt": decisions("云泽县交通局", 17),
        }
    )

    # The county's own report lies in the folder, and is not one of the bodies below.
    ended = govinfo("check", "p", "--rollup", "p/county.txt")

    assert ended.status == 0
    place = ended.lines.index(
        "云泽县, sum of 2 bodies: 1 of 200 rules fails; 199 cannot be held (cells are blank or missing)"
    )
    assert ended.lines[place + 1].replace(os.sep, "/") == (
        "p/county.txt:3:8: warning: Article 20, item (5) 第二十条第（五）项 > Administrative licensing 行政许可 >"
        " Decisions this year 本年处理决定数量: 云泽县 30 = 云泽县交通局 17 + 云泽县水务局 12 does not hold:"
        " 30 and 29, a difference of 1. [rollup.disclosure.licensing.decisions]"
    )
    assert govinfo("check", "p", "--rollup", "p/county.txt", "--strict").status == 1


def test_a_body_that_stands_there_twice_is_named(govinfo: Govinfo, written: Written) -> None:
    written(**{"county.txt": decisions("云泽县", 30), "a.txt": decisions("云泽县水务局", 12), "b.txt": NOTHING})

    twice = govinfo("check", "a.txt", "a.txt", "--rollup", "county.txt")
    missing = govinfo("check", "a.txt", "--rollup", "gone.txt")
    nothing = govinfo("check", "a.txt", "--rollup", "b.txt")

    assert "county.txt: 云泽县水务局 stands twice among the children, and would be counted twice" in twice.errors
    assert missing.errors.splitlines()[-1] == "govinfo-parse: the report of the body above has to be read first"
    assert {twice.status, missing.status, nothing.status} == {2}


def test_several_processes_say_what_one_says(govinfo: Govinfo, written: Written) -> None:
    written(**{"p/a.txt": carried_out(2021, 4), "p/b.txt": carried_in(2022, 3), "p/c.txt": CONTRADICTS})

    assert govinfo("check", "p", "--series", "-j", "2") == govinfo("check", "p", "--series")
