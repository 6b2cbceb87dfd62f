"""The time of each public function on each document, beside its anchors: two operations of the standard library that a
reader can judge, on the same text and on the same answer.

Processor time is taken, not the time on the wall: what else a machine does would blur the ratios.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from statistics import fmean

import pytest

from govinfo_parse import Report, looks_like_report, parse, parse_html
from govinfo_parse.pages import page_text

from .conftest import ANCHOR, Benchmark, Times
from .documents import Sample, hard_samples, page_of, prose_pages, samples

SPLIT = f"{ANCHOR}str.split"
LOADS = f"{ANCHOR}json.loads"


def parse_and_read(text: str) -> list[object]:
    """The report with the value of every indicator."""
    return [indicator.value for indicator in parse(text).indicators.values()]


# What is timed on a document's text and answer, by name.
_MEASUREMENTS: dict[str, Callable[[str, str], object]] = {
    SPLIT: lambda text, _: text.split("\n"),
    LOADS: lambda _, answer: json.loads(answer),
    "parse, all values": lambda text, _: parse_and_read(text),
    "parse, metadata": lambda text, _: parse(text).metadata,
    "parse, to_dict": lambda text, _: parse(text).to_dict(),
    "looks_like_report": lambda text, _: looks_like_report(text),
}


@pytest.mark.benchmark(timer=time.process_time)
@pytest.mark.parametrize("name", _MEASUREMENTS)
@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.name)
def test_speed(sample: Sample, name: str, benchmark: Benchmark, record: Callable[[str, str], None]) -> None:
    report = parse(sample.text)
    sample.check(report)
    answer = sample.answer(report)
    subject = f"{sample.name}: {len(sample.text)} characters, answer of {len(answer)}"
    benchmark.group = subject
    benchmark(_MEASUREMENTS[name], sample.text, answer)
    record(subject, name)


def test_mean_over_the_reports(times: Times, summary: list[str]) -> None:
    """The mean ratio of the reports with tables, from the measurements above."""
    reports = [own for subject, own in times.items() if "answer of" in subject and not subject.startswith("no_report")]
    for name in ("parse, all values", "parse, to_dict"):
        ratios = [own[name] / own[LOADS] for own in reports if name in own and LOADS in own]
        if ratios:
            summary.append(f"{name}: {fmean(ratios):.2f} x json.loads of the answer, mean over {len(ratios)} reports")


@pytest.mark.benchmark(timer=time.process_time)
@pytest.mark.parametrize("name", ["parse, all values", "looks_like_report"])
@pytest.mark.parametrize("sample", hard_samples(), ids=lambda sample: sample.name)
def test_hard_cases(sample: Sample, name: str, benchmark: Benchmark, record: Callable[[str, str], None]) -> None:
    """Columns of white space, the text of prints, cells run together."""
    report = parse(sample.text)
    sample.check(report)
    subject = f"hard: {sample.name}, {len(sample.text)} characters"
    benchmark.group = subject
    benchmark(_MEASUREMENTS[name], sample.text, "")
    record(subject, name)


@pytest.mark.benchmark(timer=time.process_time)
@pytest.mark.parametrize("name", [SPLIT, "looks_like_report", "parse"])
@pytest.mark.parametrize("page", prose_pages(), ids=lambda page: page.name)
def test_pages_without_a_report(
    page: Sample, name: str, benchmark: Benchmark, record: Callable[[str, str], None]
) -> None:
    """Pages of at least 100 lines that a crawl turns away, on the same subject and on others."""
    assert page.text.count("\n") >= 100
    assert not looks_like_report(page.text)
    assert not parse(page.text).indicators
    subject = f"no report: {page.name}, {len(page.text)} characters"
    benchmark.group = subject
    measured = {"parse": parse, "looks_like_report": looks_like_report, SPLIT: lambda text: text.split("\n")}
    benchmark(measured[name], page.text)
    record(subject, name)


def _lxml(html: str) -> object:
    return import_module("lxml.html").fromstring(html)


def _selectolax(html: str) -> object:
    return import_module("selectolax.parser").HTMLParser(html).body


def _pandas(html: str) -> object:
    return import_module("pandas").read_html(import_module("io").StringIO(html))


def _trafilatura(html: str) -> object:
    return import_module("trafilatura").extract(html)


def _page(html: str) -> Report:
    return parse_html(html)


_PEERS: dict[str, tuple[str, Callable[[str], object]]] = {
    f"{ANCHOR}lxml": ("lxml", _lxml),
    "selectolax": ("selectolax", _selectolax),
    "pandas.read_html": ("pandas", _pandas),
    "trafilatura": ("trafilatura", _trafilatura),
    "parse_html": ("lxml", _page),
}


@pytest.mark.benchmark(timer=time.process_time)
@pytest.mark.parametrize(
    "name", [*(name for name, (module, _) in _PEERS.items() if find_spec(module)), "parse of its text"]
)
def test_html_peers(name: str, benchmark: Benchmark, record: Callable[[str, str], None]) -> None:
    """What it takes to read a page of 100 KB, and to parse its text. Peers that are not installed are left out."""
    html = page_of()
    subject = f"a page of {len(html) // 1000} KB"
    benchmark.group = subject
    if name in _PEERS:
        benchmark(_PEERS[name][1], html)
    else:
        text = page_text(_lxml(html))
        assert len(parse(text).indicators) == 200
        benchmark(parse_and_read, text)
    record(subject, name)
