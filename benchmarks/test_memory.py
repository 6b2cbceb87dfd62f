"""The memory that `parse` takes at its peak, beside the size of the text."""

from __future__ import annotations

import sys
import tracemalloc

import pytest

from govinfo_parse import parse

from .documents import hard_samples, samples

_TEXTS = {
    "many reports": next(sample.text for sample in samples() if sample.name == "2021_cell_bar") * 50,
    "one report": next(sample.text for sample in samples() if sample.name == "2021_cell_bar"),
    "one print": hard_samples()[1].text * 5,
    "prose": next(sample.text for sample in samples() if sample.name == "no_report") * 40,
    "labels": "其他\n总计\n" * 40_000,
}


@pytest.mark.parametrize("name", _TEXTS)
def test_memory(name: str, summary: list[str], pytestconfig: pytest.Config) -> None:
    text = _TEXTS[name]
    if len(text) > pytestconfig.getoption("--growth-top") * 40:
        text = text[: pytestconfig.getoption("--growth-top") * 40]
    parse("")  # what is loaded and kept for all texts
    parse(text[:4000])
    tracemalloc.start()
    report = parse(text)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert report.source is None
    summary.append(f"memory, {name}: {peak / sys.getsizeof(text):.1f} x the size of the text ({len(text)} characters)")
