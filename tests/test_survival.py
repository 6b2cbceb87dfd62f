"""What of a table comes through a writer, judged on writers that anybody can see through."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest

from tests.writers.pages import Page, page
from tests.writers.survival import GLUED, LOST, PLACED, UNKNOWN, Survival, after_drops, confirmed, survival

# Pages on which offices left cells blank.
PAGES = tuple(
    found
    for found in map(page, range(40))
    if "nested" not in found.style
    and "layout" not in found.style
    and any("" in line.marks and any(line.marks) for line in found.lines)
)[:4]


def cells(html: str) -> list[list[str]]:
    rows = re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL)
    every = [re.findall(r"<t[dh].*?>(.*?)</t[dh]>", row, re.DOTALL) for row in rows]
    return [["".join(unescape(re.sub("<.*?>", "", cell)).split()) for cell in row] for row in every]


def bars(html: str) -> str:
    """A row a line, a bar behind each cell."""
    return "\n".join("".join(f"{cell} | " for cell in row) for row in cells(html))


def lines(html: str) -> str:
    """A line for each cell that is not empty."""
    return "\n".join(cell for row in cells(html) for cell in row if cell)


def padded(html: str) -> str:
    """As `bars`, but empty cells go to the end of their row."""
    return "\n".join("".join(f"{cell} | " for cell in sorted(row, key=lambda cell: not cell)) for row in cells(html))


def glued(html: str) -> str:
    """Everything in one word."""
    return "".join(cell for row in cells(html) for cell in row)


def without_labels(html: str) -> str:
    return "\n".join(" | ".join(cell for cell in row if not re.search("[一-鿿]", cell)) for row in cells(html))


def columns_first(html: str) -> str:
    """The table column by column, as text is taken out of some PDF files."""
    return "\n".join("\n".join(row[column] for row in cells(html) if len(row) > column) for column in range(15))


def survived(source: Page, writer: Callable[[str], str]) -> Survival:
    return survival(source, writer(source.marked), [writer(variant) for variant in source.variants])


@pytest.mark.parametrize("source", PAGES, ids=lambda source: f"{source.edition} {source.style}")
class TestWriters:
    def test_a_writer_of_all_cells_keeps_everything(self, source: Page) -> None:
        found = survived(source, bars)
        assert found.kept == found.placed == source.marks.keys()
        assert found.blanks == source.truth.keys() - source.marks.keys()

    @pytest.mark.parametrize("writer", [lines, padded])
    def test_a_writer_that_drops_empty_cells_loses_the_places_in_their_rows(
        self, source: Page, writer: Callable[[str], str]
    ) -> None:
        found = survived(source, writer)
        partly = {
            key
            for line in source.lines
            if "" in line.marks
            for key, mark in zip(line.keys, line.marks, strict=True)
            if mark and key
        }
        assert partly
        assert found.kept == source.marks.keys()
        assert found.placed == source.marks.keys() - partly
        assert {found.of(key) for key in partly} == {LOST}
        assert not found.blanks & {key for line in source.lines if any(line.marks) for key in line.keys}

    def test_figures_in_one_word_have_no_places(self, source: Page) -> None:
        found = survived(source, glued)
        several = {
            key
            for line in source.lines
            if len(line.marks) > 1 and all(source.raws.get(mark, "").isdigit() for mark in line.marks)
            for key in line.keys
        }
        assert several
        assert {found.of(key) for key in several if key} == {GLUED}

    def test_figures_without_their_labels_have_no_places(self, source: Page) -> None:
        found = survived(source, without_labels)
        labelled = {key for line in source.lines if line.label for key in line.keys}
        assert labelled & found.kept
        assert not labelled & found.placed

    def test_rows_in_pieces_have_no_places(self, source: Page) -> None:
        found = survived(source, columns_first)
        several = {key for line in source.lines if sum(map(bool, line.marks)) > 1 for key in line.keys if key}
        assert {found.of(key) for key in several & found.kept} == {UNKNOWN}


def test_lines_that_a_cleaner_drops_take_the_places_of_their_row_with_them() -> None:
    source = next(found for found in map(page, range(90)) if found.edition == "2014" and found.style == "plain")
    written, marked = lines(source.html), lines(source.marked)
    found = survived(source, lines)
    key = "disclosure.channels.website"
    label = next(line.label for line in source.lines if key in line.keys)
    cleaned = "\n".join(line for line in written.split("\n") if line != label)
    assert found.of(key) == PLACED
    assert cleaned != written
    after = after_drops(source, found, written, marked, cleaned)
    assert after.of(key) == UNKNOWN
    assert key in after.kept
    assert after.of("training.trainees") == found.of("training.trainees")
    assert after_drops(source, found, written, marked, written) == found


def test_a_cell_that_a_writer_drops_for_what_it_says_is_gone() -> None:
    source = next(found for found in map(page, range(90)) if any(truth.raw == "无" for truth in found.truth.values()))
    text = "\n".join(line for line in lines(source.html).split("\n") if line != "无")
    found = survived(source, lines)
    nil = {key for key, truth in source.truth.items() if truth.raw == "无"}
    assert nil <= found.kept
    assert confirmed(source, found, text, lines(source.marked)).kept == found.kept - nil
    assert confirmed(source, found, lines(source.html), lines(source.marked)) == found
