"""What programs set around the lines of a text: quotation signs, bullets, numbers, marks for line breaks, entities."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govinfo_parse import parse
from govinfo_parse.dressing import undressed
from tests.writers.pages import page

from .test_formats import as_bars, truth
from .test_formats import page as whole

BARS = whole(as_bars)


def quoted(text: str) -> str:
    return "\n".join(f"> {line}" for line in text.split("\n"))


def quoted_twice(text: str) -> str:
    return "\n".join(f">> {line}" if line else ">>" for line in text.split("\n"))


def in_a_list(text: str) -> str:
    return "\n".join(f"- {line}" for line in text.split("\n") if line)


def numbered(text: str) -> str:
    return "\n".join(f"{number:6}\t{line}" for number, line in enumerate(text.split("\n"), 1))


def numbered_with_spaces(text: str) -> str:
    return "\n".join(f"{number:4} {line}".rstrip() for number, line in enumerate(text.split("\n"), 1))


def numbered_with_colons(text: str) -> str:
    return "\n".join(f"L{number}: {line}" for number, line in enumerate(filter(None, text.split("\n")), 7))


def in_one_line(text: str) -> str:
    return text.replace("\n", "<br>")


def in_one_line_of_entities(text: str) -> str:
    return text.replace("\n", "&#13;&#10;")


def escaped(text: str) -> str:
    return html.escape(text).replace(" ", "&nbsp;").replace("\n", "&#10;\n")


def with_pilcrows(text: str) -> str:
    return text.replace("\n", "¶")


DRESSES = (
    quoted,
    quoted_twice,
    in_a_list,
    numbered,
    numbered_with_spaces,
    numbered_with_colons,
    in_one_line,
    in_one_line_of_entities,
    escaped,
    with_pilcrows,
)


@pytest.mark.parametrize("dress", DRESSES)
def test_a_dressed_text_holds_the_same_figures_in_the_same_words(dress: Callable[[str], str]) -> None:
    report = parse(dress(BARS))
    found = {key: indicator.value for key, indicator in report.indicators.items() if indicator.value is not None}
    assert found == truth()
    assert [indicator.raw for indicator in report.indicators.values() if indicator.value == 307] == ["307"]


def test_line_numbers_are_no_figures() -> None:
    rows = ["五、存在的问题", "无", "（一）", "（二）", "规章 | 3 | 4 | 5", "收费 | 6", "其他", "报告"]
    assert undressed("\n".join(f"{n}\t{row}" for n, row in enumerate(rows, 98))).split() == " ".join(rows).split()


@pytest.mark.parametrize(
    "text",
    [
        "1\n2\n3\n4\n5\n6\n7\n8\n9 元",  # figures, one below the other: what is behind the last is its unit
        "\n".join(f"{n} 规章 3" for n in (1, 2, 3, 5, 6, 7, 8, 9, 10)),
        "- 4 -\n" + "行政许可 | 3\n" * 9,
        "首页\n>\n政务公开\n>\n年报",
        "行政<br>许可 | 3\n" * 9,
        "-3\n" * 9,
    ],
)
def test_what_is_not_before_every_line_stays(text: str) -> None:
    assert undressed(text) == text


@given(st.text(st.sampled_from("> -*1234\t|:\n<br>&#10;¶规"), max_size=80))
def test_every_place_stays_what_it_was(text: str) -> None:
    assert len(undressed(text)) == len(text)


def test_a_row_whose_end_became_a_sign_ends_there() -> None:
    report = parse(
        "（六）其他处理 |  | 9 | 0 | 0 | 0 | 0 | 0 | 9；（七）总计 |  | 42 | 4 | 9 | 2 | 3 | 4 | 64"
        "；四、结转下年度继续办理 |  |  | 2 | 0 | 0 | 2 | 0 | 0 | 4"
    )
    assert report.applications.total.natural_person.value == 42
    assert report.applications.total.total.value == 64


@pytest.mark.parametrize("seed", [102, 106])
def test_where_lines_were_joined_with_nothing_no_figure_moves(seed: int) -> None:
    own = page(seed)
    rows = [" | ".join(line) for line in _cells(own.html)]
    report = parse("".join(rows))
    assert report.indicators
    for key, indicator in report.indicators.items():
        assert (indicator.status, indicator.value) == own.figures[key]


def _cells(source: str) -> list[list[str]]:
    rows = (row.split("</t") for row in source.split("</tr>"))
    return [[re.sub(r"<[^<>]*>?", "", f"<{cell}").strip() for cell in row[:-1]] for row in rows]
