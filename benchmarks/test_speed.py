"""The time of each public function on each document, beside its anchors: two operations of the standard library that a
reader can judge, on the same text and on the same answer.

Processor time is taken, not the time on the wall: what else a machine does would blur the ratios.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable

import pytest

from govinfo_parse import looks_like_report, parse

from .conftest import ANCHOR, Benchmark
from .documents import Sample, samples

# What is timed on a document's text and answer, by name.
_MEASUREMENTS: dict[str, Callable[[str, str], object]] = {
    f"{ANCHOR}str.split": lambda text, _: text.split("\n"),
    f"{ANCHOR}json.loads": lambda _, answer: json.loads(answer),
    "parse": lambda text, _: parse(text),
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
