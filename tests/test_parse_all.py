"""Several reports in one text: each is read by itself, and never a figure of one in another."""

from __future__ import annotations

import sys
import time
import tracemalloc
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from govinfo_parse import Indicator, Report, parse, parse_all

from .support.document import Document, Heading, Part, Table
from .support.documents import DOCUMENTS
from .support.mutations import other_numbers, rows_left_out
from .support.writers import write

TABLED = tuple(document for document in DOCUMENTS if document.tables)
REGULATIONS = "第二十条第（一）项\n信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数\n规章 | {} | {} | {}\n"
LICENSING = "第二十条第（五）项\n信息内容 | 本年处理决定数量\n行政许可 | {}\n"
ACTIONS = "信息内容 | 本年处理决定数量\n行政许可 | {}\n行政处罚 | {}\n行政强制 | {}\n"
STATISTICS = "云泽县2017年政府信息公开工作年度报告\n政府信息公开情况统计表\n统计指标 | 单位 | 统计数\n"
NEW = "一、本年新收政府信息公开申请数量 | {} | {} | 0 | 1 | 0 | 1 | {} |\n"
CARRIED_IN = "二、上年结转政府信息公开申请数量 | {} | {} | 0 | 1 | 0 | 1 | {} |\n"
CARRIED_OUT = "四、结转下年度继续办理 | {} | {} | 0 | 1 | 0 | 1 | {} |\n"
WATER = "云泽县水务局2022年政府信息公开工作年度报告\n"
CIVIL = "云泽县民政局2022年政府信息公开工作年度报告\n"
EARLIER = "云泽县水务局2021年政府信息公开工作年度报告\n"
SECTION = (
    "一、总体情况\n本年度各项工作有序推进，主动公开的渠道进一步拓宽，群众的满意程度比往年有所提高，"
    "没有发生任何失泄密事件和负面舆情。\n"
)

PLACES, BODIES = "甲乙丙丁戊己庚辛", ("财政局", "民政局", "水务局", "档案馆", "人民政府")
BETWEEN = st.sampled_from(("", "\n", "以下为另一单位的报告，共收录12份，另有图解3期。\n", "返回目录\n\n"))


def values(report: Report) -> dict[str, object]:
    """The values by their last two keys, those of cells of zero left out."""
    return {".".join(key.split(".")[-2:]): item.value for key, item in report.indicators.items() if item.value}


def described(text: str) -> list[tuple[str | None, int | None, list[object]]]:
    """Agency, year and values of each report."""
    return [(x.metadata.agency, x.metadata.year, list(values(x).values())) for x in parse_all(text)]


# --- where a report begins ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "reports"),
    [
        pytest.param(
            WATER + LICENSING.format(18) + CIVIL + LICENSING.format(3),
            [("云泽县水务局", 2022, [18]), ("云泽县民政局", 2022, [3])],
            id="two bodies",
        ),
        pytest.param(
            WATER + LICENSING.format(18) + EARLIER + LICENSING.format(3),
            [("云泽县水务局", 2022, [18]), ("云泽县水务局", 2021, [3])],
            id="last year's report below",
        ),
        pytest.param(
            WATER + REGULATIONS.format(2, 3, 5) + CIVIL + NEW.format(4, 7, 13),
            [("云泽县水务局", 2022, [2, 3, 5]), ("云泽县民政局", 2022, [4, 7, 1, 1, 13])],
            id="tables that would make one report",
        ),
        pytest.param(
            WATER + LICENSING.format(18) + CIVIL + SECTION + EARLIER + NEW.format(4, 7, 13),
            [("云泽县水务局", 2022, [18]), ("云泽县水务局", 2021, [4, 7, 1, 1, 13])],
            id="a report in prose between two with tables",
        ),
        pytest.param(
            WATER + CIVIL + "\n" + WATER + SECTION + LICENSING.format(18) + CIVIL + SECTION + LICENSING.format(3),
            [("云泽县水务局", 2022, [18]), ("云泽县民政局", 2022, [3])],
            id="a table of contents",
        ),
        pytest.param(
            SECTION + LICENSING.format(18) + SECTION + NEW.format(4, 7, 13),
            [(None, None, [18]), (None, None, [4, 7, 1, 1, 13])],
            id="first sections, and no titles",
        ),
        pytest.param(
            NEW.format(4, 7, 13) + "以上。\n" + NEW.format(5, 7, 14),
            [(None, None, [4, 7, 1, 1, 13]), (None, None, [5, 7, 1, 1, 14])],
            id="a table that comes again with other figures",
        ),
        pytest.param(
            "（一）主动公开政府信息数 | 条 | 51 |\n1.政府网站公开政府信息数 | 条 | 44 |\n" + NEW.format(4, 7, 13),
            [(None, None, [51, 44]), (None, None, [4, 7, 1, 1, 13])],
            id="tables of editions that do not go together",
        ),
        pytest.param(
            WATER + REGULATIONS.format(2, 3, 5) + WATER + LICENSING.format(18),
            [("云泽县水务局", 2022, [2, 3, 5, 18])],
            id="a title on each page",
        ),
        pytest.param(
            WATER + LICENSING.format(18) + NEW.format(4, 7, 13) + WATER + LICENSING.format(18) + NEW.format(4, 7, 13),
            [("云泽县水务局", 2022, [18, 4, 7, 1, 1, 13])],
            id="a report for two screens",
        ),
        pytest.param(
            WATER + NEW.format(4, 7, 13) + CARRIED_IN.format(2, 5, 9) + CARRIED_IN.format(2, 5, 9)
            + CARRIED_OUT.format(8, 7, 17),
            [("云泽县水务局", 2022, [4, 7, 1, 1, 13, 2, 5, 1, 1, 9, 8, 7, 1, 1, 17])],
            id="pages that overlap",
        ),
        pytest.param(
            WATER + NEW.format(4, 7, 13) + "上年同期数据\n" + NEW.format(5, 7, 14) + LICENSING.format(18),
            [("云泽县水务局", 2022, [18, 4, 7, 1, 1, 13])],
            id="last year's figures in a table of their own",
        ),
        pytest.param(
            WATER + "上年同期：\n" + ACTIONS.format(5, 6, 7) + "本年：\n" + ACTIONS.format(18, 2, 3),
            [("云泽县水务局", 2022, [18, 2, 3])],
            id="this year's table right below last year's",
        ),
        pytest.param(
            WATER + "表1 2021年\n" + ACTIONS.format(5, 6, 7) + "表2 2022年\n" + ACTIONS.format(18, 2, 3),
            [("云泽县水务局", 2022, [18, 2, 3])],
            id="a year above each table",
        ),
        pytest.param(
            WATER + "2021年度主动公开情况：\n\n" + ACTIONS.format(5, 6, 7) + "\n2022年度主动公开情况：\n\n"
            + ACTIONS.format(18, 2, 3),
            [("云泽县水务局", 2022, [18, 2, 3])],
            id="a heading with its year above each table",
        ),
        pytest.param(
            WATER + "2021年度主动公开情况：\n\n" + ACTIONS.format(18, 2, 3),
            [("云泽县水务局", 2022, [18, 2, 3])],
            id="a heading that was left there from the report before",
        ),
        pytest.param(
            WATER + LICENSING.format(18) + NEW.format(4, 7, 13) + "云泽县民政局\n" + CARRIED_IN.format(2, 5, 9),
            [("云泽县水务局", 2022, [18, 4, 7, 1, 1, 13]), (None, None, [2, 5, 1, 1, 9])],
            id="another body above a table",
        ),
        pytest.param(
            WATER + LICENSING.format(18) + "云泽县水务局办公室\n" + NEW.format(4, 7, 13)
            + "云泽县民政局 | 1 | 1 | 0 | 0 | 0 | 0 | 2\n"
            + CARRIED_IN.format(2, 5, 9),
            [("云泽县水务局", 2022, [18, 4, 7, 1, 1, 13, 2, 5, 1, 1, 9])],
            id="the body itself above a table, and another as a row",
        ),
        pytest.param(
            WATER + "2021年数据\n" + ACTIONS.format(5, 6, 7) + NEW.format(5, 7, 14) + "2022年数据\n"
            + ACTIONS.format(18, 2, 3) + NEW.format(4, 7, 13),
            [("云泽县水务局", 2022, [18, 2, 3, 4, 7, 1, 1, 13])],
            id="a year above several tables",
        ),
        pytest.param(
            WATER + LICENSING.format(18) + "（2021年数据，供参考）\n" + NEW.format(4, 7, 13),
            [("云泽县水务局", 2022, [18])],
            id="a table of which only another year's is there",
        ),
        pytest.param(WATER + "（2021年数据，供参考）\n" + LICENSING.format(18), [], id="only another year's table"),
        pytest.param(
            WATER + "2023年\n1月12日\n" + LICENSING.format(18),
            [("云泽县水务局", 2022, [18])],
            id="a date in pieces above a table",
        ),
        pytest.param(
            STATISTICS + "六、举报投诉数量 | 件 | 4\n四、行政复议数量 | 件 | 2\n",
            [("云泽县", 2017, [2, 4])],
            id="rows in another order",
        ),
        pytest.param(
            STATISTICS + "四、行政复议数量 | 件 | 2\n六、举报投诉数量 | 件 | 4\n六、举报投诉数量 | 件 | 5\n",
            [("云泽县", 2017, [2, 4])],
            id="a row that comes again",
        ),
        pytest.param(
            WATER + SECTION + LICENSING.format(18) + CIVIL + EARLIER,
            [("云泽县水务局", 2022, [18])],
            id="links to other reports",
        ),
        pytest.param(WATER + SECTION, [], id="prose"),
        pytest.param("", [], id="nothing"),
    ],
)  # fmt: skip
def test_reports_of_a_text(text: str, reports: list[tuple[str | None, int | None, list[object]]]) -> None:
    assert described(text) == reports


def test_the_same_figures_under_two_names_are_two_reports() -> None:
    tables = LICENSING.format(0) + NEW.format(4, 7, 13)
    assert [agency for agency, _, _ in described(WATER + tables + CIVIL + tables)] == ["云泽县水务局", "云泽县民政局"]


def test_a_table_twice_in_a_row_leaves_open_whose_the_next_one_is() -> None:
    regulations = REGULATIONS.format(2, 3, 5) + REGULATIONS.format(6, 3, 9)
    assert [read for _, _, read in described(regulations + NEW.format(4, 7, 13))] == [
        [2, 3, 5],
        [6, 3, 9],
        [4, 7, 1, 1, 13],
    ]


def test_parse_gives_the_first_complete_report_and_says_that_there_are_more() -> None:
    fragment = WATER + LICENSING.format(18)
    whole = write(TABLED[-1]).text
    report = parse(fragment + whole + CIVIL + LICENSING.format(3))
    assert report.metadata.agency == parse(whole).metadata.agency
    assert [item.message for item in report.diagnostics if item.code == "more-reports"] == [
        "The text holds 3 reports; this is number 2."
    ]


def test_a_text_with_one_report_gives_what_parse_gives() -> None:
    for document in TABLED:
        text = write(document).text
        assert parse_all(text, source="page") == [parse(text, source="page")]


def test_anything_but_text_is_refused() -> None:
    with pytest.raises(TypeError, match=r"parse\(\) takes a str, not (Posix|Windows)Path; read it with parse_file\(\)"):
        parse(Path("report.txt"))  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"parse_all\(\) takes a str"):
        parse_all(b"")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="source is a str"):
        parse_all("", source=1)  # type: ignore[arg-type]


# --- any reports, one after the other -----------------------------------------------------------------------------


def moved(report: Report, offset: int) -> dict[str, Indicator]:
    """The indicators with their places so many characters later."""
    return {
        key: evolve(item, span=(item.span[0] + offset, item.span[1] + offset) if item.span else None)
        for key, item in report.indicators.items()
    }


@settings(derandomize=True, deadline=None, max_examples=25)
@given(st.lists(st.tuples(st.sampled_from(TABLED), BETWEEN), min_size=1, max_size=4, unique_by=lambda x: x[0].name))
def test_reports_in_any_dialects_are_read_as_each_alone(joined: list[tuple[Document, str]]) -> None:
    text, expected = "", []
    for document, between in joined:
        own = write(document).text
        text += between
        expected.append((parse(own), len(text)))
        text += own + "\n"
    reports = parse_all(text)
    assert [report.metadata for report in reports] == [alone.metadata for alone, _ in expected]
    for report, (alone, offset) in zip(reports, expected, strict=True):
        assert dict(report.indicators) == moved(alone, offset)


def altered(document: Document, rng: Random) -> Document:
    """The document with other figures, fewer tables and rows, another title, and perhaps no prose or no headings."""
    document = rows_left_out(other_numbers(document, rng), rng)
    tables = document.tables
    gone = rng.sample(tables, rng.randrange(len(tables)))
    agency, year = f"{rng.choice(PLACES)}{rng.choice('山水河湖')}县{rng.choice(BODIES)}", rng.randint(2015, 2024)
    title = Heading(f"{rng.choice((agency, agency, ''))}{year}年政府信息公开工作年度报告")
    kept: Sequence[Part] = [part for part in document.parts[1:] if part not in gone]
    kept = rng.choice((kept, kept, [part for part in kept if isinstance(part, Table)]))
    return evolve(document, parts=(title, *kept))


@settings(derandomize=True, deadline=None, max_examples=50)
@given(st.lists(st.sampled_from(TABLED), min_size=2, max_size=4), st.integers(0, 10**9))
def test_figures_of_two_reports_are_never_mixed(documents: list[Document], seed: int) -> None:
    rng = Random(seed)  # noqa: S311 - draws test data
    text, ends = "", []
    for document in documents:
        text += write(altered(document, rng)).text + "\n"
        ends.append(len(text))
    for report in parse_all(text):
        spans = [item.span for item in report.indicators.values() if item.span]
        spans += [item.span for item in report.unplaced] + [item.span for item in report.extras]
        owners = {next(at for at, end in enumerate(ends) if span[0] < end) for span in spans}
        assert len(owners) == 1


def test_many_reports_are_all_read() -> None:
    rng = Random("many")  # noqa: S311 - draws test data
    documents = [other_numbers(TABLED[number % len(TABLED)], rng) for number in range(60)]
    text = "\n".join(write(document).text for document in documents)
    assert len(parse_all(text)) == 60


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(NEW.strip(), id="rows in one line"),
        pytest.param(NEW.replace(" | ", "    ").replace("|", ""), id="rows in columns"),
    ],
)
def test_time_grows_with_the_length(row: str) -> None:
    row = row.format(18, 4, 24)
    times = []
    for size in (5_000, 40_000):
        start = time.process_time()
        parse(row * (size // len(row)))
        times.append(time.process_time() - start)
    assert times[1] < 8 * times[0] * 2.5 + 0.2


def test_memory_is_a_small_multiple_of_the_text() -> None:
    name = "2014_chromium_pdf_pdftotext_layout_spaced.txt"
    text = 5 * (Path(__file__).parent / "cases" / "writers" / name).read_text(encoding="utf-8")
    parse(text)  # what is kept for all texts
    tracemalloc.start()
    parse(text)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 25 * sys.getsizeof(text)
