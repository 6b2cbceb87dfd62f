"""The short way through a text and the whole way give the same report, and common texts go the short way."""

from __future__ import annotations

import copy
import json
import pickle
import re
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from attrs import evolve

from govinfo_parse import Indicator, Report, parse, parse_all
from govinfo_parse.verbatim import read_verbatim

from .support.documents import DOCUMENTS
from .support.mutations import MUTATIONS
from .support.writers import write

CASES = {path.stem: path for path in sorted((Path(__file__).parent / "cases").glob("*/*.txt"))}
# Lines that tell where a report ends, whose figures are meant, what they count, or nothing.
LINES = (
    "- 4 -",
    "2020年",
    "2020年数据",
    "（2020年度）",
    "单位：元",
    "上年同期",
    "12",
    "无",
    "某市2020年政府信息公开工作年度报告",
    "一、总体情况",
    "|",
    "",
    "行政许可",
    "行政许可 | 12",
)


def read_whole(text: str) -> Report:
    """The report by way of `parse_all`, which has no short way."""
    reports = parse_all(text)
    assert len(reports) == 1
    return reports[0]


def read_short(text: str) -> Report | None:
    return parse(text) if read_verbatim(text) else None


@pytest.mark.parametrize("name", CASES)
def test_both_ways_give_the_same_report(name: str) -> None:
    text = CASES[name].read_bytes().decode("utf-8")
    if report := read_short(text):
        whole = read_whole(text)
        assert report.metadata == whole.metadata  # before anything else asks for the whole
        assert report == whole
        assert list(report.indicators) == list(whole.indicators)
        assert report.to_dict() == whole.to_dict()


def changed(text: str, rng: Random) -> Iterator[str]:
    """The text with a line left out, twice, elsewhere, or with another one behind it."""
    lines = text.split("\n")
    one, other = rng.randrange(len(lines)), rng.randrange(len(lines))
    yield "\n".join(lines[:one] + lines[one + 1 :])
    yield "\n".join([*lines[:one], lines[one], *lines[one:]])
    swapped = list(lines)
    swapped[one], swapped[other] = lines[other], lines[one]
    yield "\n".join(swapped)
    yield "\n".join([*lines[:one], rng.choice(LINES), *lines[one:]])


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_both_ways_give_the_same_figures_of_changed_texts(document: object) -> None:
    short = 0
    for mutation in MUTATIONS:
        rng = Random(f"{document} {mutation.__name__}"[:200])  # noqa: S311 - draws test data
        text = write(mutation(document, rng)).text  # type: ignore[arg-type]
        for each in (text, *changed(text, rng)):
            if report := read_short(each):
                short += 1
                [whole] = parse_all(each)
                assert dict(report.indicators) == dict(whole.indicators), each
                assert report == whole
                assert report.extent == whole.extent
    assert short or document.name not in SHORT  # type: ignore[attr-defined]


# Each manner that the short way knows, by the case that is written in it.
SHORT = (
    "2014_bar_line",
    "2014_lines",
    "2014_paragraph",
    "2019_cell_bar",
    "2019_paragraph",
    "2021_bar_line",
    "2021_cell_bar",
    "2021_grid_rows",
    "2021_lines",
    "2021_markdown",
)


def test_a_figure_at_the_very_end_is_told_of_both_ways() -> None:
    text = CASES["2021_lines"].read_bytes().decode("utf-8").rstrip("\n")
    cut = text[: text.rindex("五、")].rstrip("\n")
    report, whole = read_short(cut), read_whole(cut)
    assert report == whole
    assert [item.code for item in whole.diagnostics] == ["figure-at-end"]


@pytest.mark.parametrize("name", SHORT)
def test_common_manners_go_the_short_way(name: str) -> None:
    assert read_verbatim(CASES[name].read_bytes().decode("utf-8"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("本年收费金额(单位:万元)", "本年收费金额(单位:元)"),  # another unit
        ("本年处理决定数量 |", "本年处理决定数量(万件) |"),
        ("法律服务机构 |", "科研机构 |"),  # a header that is wrong
        ("二、主动公开政府信息情况", "二、主动公开政府信息情况\n上年同期"),
        ("二、主动公开政府信息情况", "二、主动公开政府信息情况\n2019年数据"),
        ("规章 |\n", "规章 |\n序号 |\n"),
        ("三、收到和处理政府信息公开申请情况\n", "三、收到和处理政府信息公开申请情况\n" * 2),  # one that begins anew
        ("三、收到和处理", "民政局政府信息公开年报\n三、收到和处理"),
        ("四、政府信息公开行政复议", "四\u3000政府信息公开行政复议"),  # white space that parts cells
        ("行政许可 |", "行政\v许可 |"),  # signs that end a line
        ("行政许可 |", "行政许可 \u2028|"),
    ],
)
def test_what_is_not_as_on_the_form_goes_the_whole_way(old: str, new: str) -> None:
    text = CASES["2021_cell_bar"].read_bytes().decode("utf-8")
    assert old in text
    assert read_verbatim(text.replace(old, new)) is None


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        # A row between lines that does not add up may have lost a blank cell, and have a page's number for its last.
        ("2021_lines", "\n72\n", "\n73\n"),
        ("2021_lines", "\n商业企业\n", "\n商业  企业\n"),
        # White space alone in a line is a blank cell, or stands around one.
        ("2014_paragraph", "1.按时办结数\n\n\n", "1.按时办结数\n \n\n"),
        ("2021_lines", "\n行政许可\n", "\n行政许可\t\n"),
        # A dash may be that of a unit that is gone.
        ("2014_paragraph", "1.按时办结数\n\n\n", "1.按时办结数\n\n—\n\n"),
        # No unit, though it has the letters of one.
        ("2014_bar_line", "\n条\n", "\n条(\n"),
    ],
)
def test_what_is_not_certain_goes_the_whole_way(name: str, old: str, new: str) -> None:
    text = CASES[name].read_bytes().decode("utf-8")
    assert old in text
    assert read_verbatim(text)
    assert read_verbatim(text.replace(old, new, 1)) is None


def test_separators_in_full_width_digits_part_no_fields() -> None:
    text = CASES["2021_grid_rows"].read_bytes().decode("utf-8")
    text = re.sub(r"\| (\d+)(?= \|)", lambda found: f"| {wide(int(found[1]) * 1001)}", text)
    report = parse(text)
    assert report.indicators["applications.new.total"].value == 72 * 1001
    assert dict(report.indicators) == dict(read_whole(text).indicators)


def wide(number: int) -> str:
    """The number with separators, in full-width digits."""
    return f"{number:,}".translate({ord(digit): chr(ord(digit) + 0xFEE0) for digit in "0123456789"})


def test_a_report_and_its_figures_are_values_however_they_were_read() -> None:
    text = CASES["2021_cell_bar"].read_bytes().decode("utf-8")
    whole = read_whole(text)
    assert pickle.loads(pickle.dumps(parse(text))) == copy.deepcopy(parse(text)) == whole  # noqa: S301 - our own
    assert hash(parse(text).indicators) == hash(whole.indicators)
    assert evolve(parse(text), source="a").source == "a"
    assert Report.from_dict(json.loads(json.dumps(parse(text).to_dict()))).to_dict() == whole.to_dict()
    one, other = (report.indicators["applications.new.total"] for report in (parse(text), whole))
    assert repr(one) == repr(other)
    one, other = (report.indicators["applications.new.total"] for report in (parse(text), whole))
    assert (one, hash(one)) == (other, hash(other))
    assert pickle.loads(pickle.dumps(one)) == evolve(one) == one  # noqa: S301 - our own


@pytest.mark.parametrize("kind", [Indicator, Report])
def test_fields_that_do_not_exist_are_an_error(kind: type) -> None:
    report = parse(CASES["2021_cell_bar"].read_bytes().decode("utf-8"))
    value = report if kind is Report else report.indicators["applications.new.total"]
    with pytest.raises(AttributeError, match=f"{kind.__name__}.* no attribute 'nonsense'"):
        value.nonsense  # type: ignore[union-attr] # noqa: B018
