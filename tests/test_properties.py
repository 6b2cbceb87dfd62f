"""What holds for every text: any string gives a report, and a piece of a report gives no other values than the whole.

The second is the library's promise: a missing value is a nuisance, a wrong one a defect. Each document of
`cases/synthetic` is cut at many places, and whatever is still read has to be what the case says, at the same place.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govinfo_parse import Report, looks_like_report, parse
from govinfo_parse.forms import national_forms

CASES = {path.stem: path for path in sorted((Path(__file__).parent / "cases" / "synthetic").glob("*.txt"))}
# The distance between two cuts.
STRIDE = 29

LABELS = sorted(
    {label for form in national_forms() for spec in form.indicators.values() for label in (*spec.row, *spec.column)}
)
PIECES = ("|", " | ", "||", " |\n", "|\n", "\n", "\n\n", "\r\n", "\t", "  ", "\u3000", "\ufeff", "(", ")", "（", "）")
FIGURES = (
    "0",
    "12",
    "1 2",
    "3,456",
    "7.5",
    "-8",
    "减少45",
    "无",
    "——",
    "/",
    "12万元",
    "9" * 20,
    "007",
    "①",
    "件",
    "——|",
)
DOCUMENTS = [path.read_bytes().decode("utf-8") for path in CASES.values()]
ROWS = st.builds(
    lambda label, figures, bar, end: bar.join((label, *figures)) + end,
    st.sampled_from(LABELS),
    st.lists(st.sampled_from(FIGURES), max_size=9),
    st.sampled_from((" | ", " |\n", "\n|\n", "\n", "\t", "||")),
    st.sampled_from(("\n", " |\n", " | ||\n", "\n\n", "")),
)
CUTTINGS = st.builds(
    lambda text, start, length: text[start : start + length],
    st.sampled_from(DOCUMENTS),
    st.integers(0, 2000),
    st.integers(0, 400),
)
ODDS = st.one_of(st.sampled_from(LABELS), st.sampled_from(PIECES), st.text(st.characters(), max_size=4))
TEXTS = st.lists(st.one_of(ROWS, CUTTINGS, ODDS), max_size=12).map("".join)


def squeezed(text: str) -> str:
    return "".join(text.split())


@settings(derandomize=True, deadline=None, max_examples=300)
@given(TEXTS)
def test_every_text_gives_a_report_that_holds_together(text: str) -> None:
    report = parse(text)
    data = report.to_dict()
    assert json.loads(json.dumps(data)) == data
    assert Report.from_dict(data).to_dict() == data
    assert report.indicators or any(item.severity == "error" for item in report.diagnostics)
    assert looks_like_report(text) in (True, False)
    places = [(item.span, item.raw) for item in report.indicators.values() if item.span is not None]
    places += [(item.span, item.raw) for item in report.unplaced]
    places += [(item.span, item.raw) for item in report.extras]
    for (start, end), raw in places:
        assert 0 <= start <= end <= len(text)
        assert squeezed(text[start:end]) == squeezed(raw)
    figures = sorted(span for span, _ in places if span[0] < span[1])
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(figures)), figures
    for key, indicator in report.indicators.items():
        assert indicator.key == key
        assert (indicator.value is None) == (indicator.status != "reported")
        assert indicator.status != "absent"
        assert (indicator.raw == "") == (indicator.status == "blank")
    assert all(0 <= item.span[0] <= item.span[1] <= len(text) for item in report.diagnostics if item.span is not None)


@settings(derandomize=True, deadline=None, max_examples=60)
@given(TEXTS)
def test_the_same_text_gives_the_same_report(text: str) -> None:
    assert parse(text) == parse(text)


# --- pieces of documents ------------------------------------------------------------------------------------------


@cache
def case(name: str) -> tuple[str, Any]:
    path = CASES[name]
    return path.read_bytes().decode("utf-8"), json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))


def pieces(name: str) -> Iterator[tuple[int, int]]:
    """Prefixes and suffixes of a case at many places."""
    length = len(case(name)[0])
    yield from ((0, end) for end in range(length, 0, -STRIDE))
    yield from ((start, length) for start in range(STRIDE, length, STRIDE))


def wrong_values(name: str, start: int, end: int) -> Iterator[str]:
    """What is read from ``text[start:end]`` of a case and is not so."""
    text, expected = case(name)
    report = parse(text[start:end])
    warned = {item.span for item in report.diagnostics if item.code == "figure-at-end"}
    for key, found in report.indicators.items():
        assert found.span is not None
        low, high = found.span[0] + start, found.span[1] + start
        want = expected["indicators"].get(key)
        if found.span in warned or (want and _cut(want, start, end) and (low == start or found.value is None)):
            continue  # a figure that the cut went through, or may have
        what = f"[{start}:{end}] {key}: {found.status} {found.raw!r} at {(low, high)}"
        if want is None:
            if key not in expected["optional"] or found.status != "blank":
                yield f"{what}, but there is none"
        elif (found.status, _plain(found.value)) != (want["status"], want["value"]):
            yield f"{what}, not {want['status']} {want['raw']!r}"
        elif [low, high] != want.get("span", [low, high]):
            yield f"{what}, not at {want['span']}"
        elif "within" in want and not want["within"][0] <= low == high <= want["within"][1]:
            yield f"{what}, not within {want['within']}"
        elif found.unit not in (want["unit"], None):
            yield f"{what}, unit {found.unit}, not {want['unit']}"
    keys = {tuple(item["span"]): key for key, item in expected["indicators"].items() if "span" in item}
    for figure in report.unplaced:
        place = (figure.span[0] + start, figure.span[1] + start)
        if place in keys and keys[place] not in figure.candidates:
            yield f"[{start}:{end}] {figure.raw!r} at {place} is {keys[place]}, but cannot be by its candidates"


def _cut(want: Any, start: int, end: int) -> bool:
    low, high = want.get("span", (0, 0))
    return bool(low < start < high or low < end < high)


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, int) else float(value)


@pytest.mark.parametrize("name", CASES)
def test_a_piece_has_no_wrong_value(name: str) -> None:
    assert not [problem for start, end in pieces(name) for problem in wrong_values(name, start, end)]


@pytest.mark.parametrize("name", CASES)
@settings(derandomize=True, deadline=None, max_examples=40)
@given(data=st.data())
def test_a_piece_out_of_the_middle_has_no_wrong_value(name: str, data: st.DataObject) -> None:
    text, _ = case(name)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start, len(text)))
    assert not list(wrong_values(name, start, end))


@pytest.mark.parametrize(
    ("name", "before", "after", "is_start"),
    [
        pytest.param("2014_lines", "不", "同意公开答复数", True, id="the end of a label is another label"),
        pytest.param("2014_lines", "参加", "政府网站在线访谈次数", True, id="the end of a numbered label is another"),
        pytest.param("2014_lines", "——\n1.", "政府公报", False, id="an item number is no figure"),
        pytest.param("2014_bar_line", "情况\n|\n|\n", "1302", False, id="the value is not there yet, and not blank"),
        pytest.param("2019_cell_bar", "2 |\n1 |\n0 |\n1 |", "\n0 |\n3 |", False, id="a cut row is proved as if whole"),
    ],
)
def test_a_known_piece_has_no_wrong_value(name: str, before: str, after: str, is_start: bool) -> None:
    text, _ = case(name)
    cut = text.index(before + after) + len(before)
    start, end = (cut, len(text)) if is_start else (0, cut)
    assert not list(wrong_values(name, start, end))


CELLS = (
    "",
    " ",
    "3",
    "12件",
    "无",
    "规章",
    "总计",
    "申请人情况",
    "第二十条第（一）项",
    "本年制发件数",
    "栏次",
    "8%",
    "- 4 -",
)
TABLES = st.builds(
    lambda rows, cell, row: row.join(cell.join(own) for own in rows),
    st.lists(st.lists(st.sampled_from(CELLS), max_size=6), max_size=12),
    st.sampled_from(("|", " | ", "\t", "  ", ",", "")),
    st.sampled_from(("\n", " |\n| ", "|\n|", "\n|\n", "<br>")),
)


@given(TABLES)
def test_any_rows_of_cells_give_a_report(text: str) -> None:
    assert parse(text).to_dict()
