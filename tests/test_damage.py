"""Texts out of which a cleaner took lines: they are recognised, and no figure of them is read wrongly.

The cleaners are those of corpora, over the documents in every dialect. What is read must be what the document says; a
figure without a place must have its key among the candidates.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govinfo_parse import parse

from .support.document import Document, Figure, Value, change_figures
from .support.documents import DOCUMENTS
from .support.figures import ZERO, number
from .support.mutations import MUTATIONS, other_nils, other_numbers, rows_left_out
from .support.writers import write

TABLED = tuple(document for document in DOCUMENTS if document.tables)
NEW = "一、本年新收政府信息公开申请数量"
CARRIED_IN = "二、上年结转政府信息公开申请数量"
GRANTED = "（一）予以公开"


def each_line_once(text: str) -> str:
    """A line that stood before is gone."""
    seen: set[str] = set()
    kept = []
    for line in text.split("\n"):
        if not line.strip() or line.strip() not in seen:
            kept.append(line)
        seen.add(line.strip())
    return "\n".join(kept)


def each_line_once_without_blank_lines(text: str) -> str:
    return "\n".join(line for line in each_line_once(text).split("\n") if line.strip())


def each_cell_once(text: str) -> str:
    """A line that stood before is gone, the bars at its ends aside."""
    seen: set[str] = set()
    kept = []
    for line in text.split("\n"):
        content = line.strip(" |")
        if not content or content not in seen:
            kept.append(line)
        seen.add(content)
    return "\n".join(kept)


def not_twice_in_a_row(text: str) -> str:
    """As the program `uniq` does."""
    lines = [line for line in text.split("\n") if line.strip()]
    return "\n".join(line for before, line in zip(["", *lines], lines, strict=False) if line.strip() != before.strip())


def without_single_characters(text: str) -> str:
    return "\n".join(line for line in text.split("\n") if len(line.strip(" |")) != 1)


def without_pairs_of_characters(text: str) -> str:
    return "\n".join(line for line in text.split("\n") if len(line.strip(" |")) not in (1, 2))


CLEANERS: tuple[Callable[[str], str], ...] = (
    each_line_once,
    each_line_once_without_blank_lines,
    each_cell_once,
    not_twice_in_a_row,
    without_single_characters,
    without_pairs_of_characters,
)


def small_figures(document: Document, rng: Random) -> Document:
    """Figures as small offices have them: most are 0."""
    zeros = rng.choice((0.3, 0.6, 0.9))

    def change(figure: Figure) -> Value:
        if figure.value.status != "reported" or figure.heading:
            return figure.value
        return ZERO if rng.random() < zeros else number(rng.randrange(10 ** rng.choice((1, 1, 2, 3, 4))))

    return change_figures(document, change)


def problems(document: Document, clean: Callable[[str], str]) -> Iterator[str]:
    """What is read from the cleaned text and is not so."""
    written = write(document)
    expected = written.expected()["indicators"]
    report = parse(clean(written.text))
    for key, found in report.indicators.items():
        want = expected.get(key, {"status": "blank", "value": None, "raw": ""})
        value = found.value if found.value is None or isinstance(found.value, int) else float(found.value)
        if (found.status, value) != (want["status"], want["value"]):
            yield f"{key}: {found.status} {found.raw!r}, not {want['status']} {want['raw']!r}"
    counts = Counter(want["raw"] for want in expected.values())
    keys = {want["raw"]: key for key, want in expected.items() if counts[want["raw"]] == 1}
    for figure in report.unplaced:
        if figure.raw in keys and keys[figure.raw] not in figure.candidates:
            yield f"{figure.raw!r} is {keys[figure.raw]}, but cannot be by its candidates"


@settings(derandomize=True, deadline=None, max_examples=150)
@given(st.sampled_from(TABLED), st.sampled_from(CLEANERS), st.integers(0, 10**9))
def test_no_figure_is_read_wrongly(document: Document, clean: Callable[[str], str], seed: int) -> None:
    rng = Random(seed)  # noqa: S311 - draws test data
    document = rng.choice((small_figures, small_figures, other_numbers))(document, rng)
    for change in (rows_left_out, other_nils):
        if rng.random() < 0.3:
            document = change(document, rng)
    cleaned = clean(write(document).text)
    if not re.search(r"^[|\s]*\d[\d,.]*[|\s]*$", cleaned, re.MULTILINE) and clean in CLEANERS[-2:]:
        return  # without any figure, it is a table that nobody filled in
    assert not list(problems(document, clean))


@pytest.mark.parametrize("clean", [each_line_once, not_twice_in_a_row, without_single_characters])
def test_what_is_gone_is_said(clean: Callable[[str], str]) -> None:
    document = next(document for document in TABLED if document.name == "2021_lines")
    report = parse(clean(write(document).text))
    assert "lines-removed" in {item.code for item in report.diagnostics}
    assert report.indicators


def test_a_row_that_is_complete_beyond_doubt_keeps_its_places() -> None:
    rows = (
        (NEW, "18", "4", "0", "1", "3", "2", "28"),
        (CARRIED_IN, "5", "7"),  # 5 0 0 0 0 2 7, or other cells of it
        (GRANTED, "11", "9", "31"),
        ("（七）总计", "16", "21"),
    )
    report = parse("\n".join(line for row in rows for line in row))
    assert [item.value for item in report.indicators.values()] == [18, 4, 0, 1, 3, 2, 28]
    assert all(key.startswith("applications.new.") for key in report.indicators)
    seven = next(figure for figure in report.unplaced if figure.raw == "7")
    assert {"applications.carried_in.business", "applications.carried_in.total"} <= set(seven.candidates)


def test_equal_figures_that_bars_part_are_none_twice_in_a_row() -> None:
    """Blank cells leave nothing here, and a cleaner of lines equal to the one above would have found no such line."""
    rows = (
        (NEW, "18", "4", "0", "0", "3", "2", "27"),
        (CARRIED_IN, "5", "2", "7"),
        (GRANTED, "11", "4", "15"),
        ("（二）部分公开", "3", "1", "4"),
        ("1.属于国家秘密", "3", "1", "4"),
        ("2.其他法律行政法规禁止公开", "2", "1", "3"),
        ("3.危及“三安全一稳定”", "2", "1", "3"),
        ("（七）总计", "23", "6", "1", "30"),
    )
    text = "\n|\n".join(cell for row in rows for cell in row)
    assert "lines-removed" not in [item.code for item in parse(text).diagnostics]


def test_figures_above_a_label_that_is_not_the_next_one_have_no_places() -> None:
    rows = (
        (NEW, "18", "4", "0", "1", "3", "2", "28"),  # some may be of the row below, whose label is gone
        (GRANTED, "11", "9", "31"),
        ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "5", "7"),
        ("（七）总计", "16", "21"),
    )
    report = parse("\n".join(line for row in rows for line in row))
    assert not report.indicators
    eighteen = next(figure for figure in report.unplaced if figure.raw == "18")
    assert {"applications.new.natural_person", "applications.carried_in.natural_person"} <= set(eighteen.candidates)


def test_what_is_left_of_a_row_with_local_columns_has_no_place() -> None:
    rows = (
        ("（一）收到申请数", "640", "112", "57"),  # this year's, last year's and the district's: the form has one
        ("1.当面申请数", "38"),
        ("2.传真申请数",),
        ("3.网络申请数", "414", "71"),
        ("4.信函申请数", "16"),
        ("（二）申请办结数", "623", "29"),
        ("1.按时办结数", "87"),
        ("2.延期办结数",),
        ("（三）申请答复数", "618", "52"),
        ("1.属于已主动公开范围数", "43"),
        ("2.同意公开答复数", "19"),
        ("3.同意部分公开答复数", "25"),
        ("4.不同意公开答复数", "14"),
        ("其中：涉及国家秘密",),
        ("涉及商业秘密", "17"),
        ("涉及个人隐私", "12"),
        ("危及国家安全、公共安全、经济安全和社会稳定",),
        ("不是《条例》所指政府信息", "13"),
        ("法律法规规定的其他情形", "11"),
        ("5.不属于本行政机关公开数", "21"),
        ("6.申请信息不存在数", "15"),
    )
    header = ("三、依申请公开情况", "统计数", "上年统计数", "区直单位统计数")
    report = parse("\n".join(f"{cell} |" for row in (header, *rows) for cell in row))
    assert "lines-removed" in {item.code for item in report.diagnostics}
    assert not report.indicators


@pytest.mark.parametrize("document", TABLED, ids=lambda document: document.name)
def test_a_whole_text_is_not_taken_for_a_damaged_one(document: Document) -> None:
    for change in (None, *MUTATIONS):
        changed = change(document, Random(f"{document.name} {change.__name__}")) if change else document  # noqa: S311
        assert "lines-removed" not in {item.code for item in parse(write(changed).text).diagnostics}
