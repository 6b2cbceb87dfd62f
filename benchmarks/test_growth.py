"""How the time of `parse` grows with the length of a text, for texts that tempt a parser into more than linear work.

Each text is a piece over and over. Its time is taken at five lengths, each twice the one before, and the exponent is
the slope of the line through the logarithms: 1 is linear, 2 is quadratic. Times under a millisecond or so are noise
and a fixed cost, and an exponent fitted to such times says little.
"""

from __future__ import annotations

import math
from time import process_time

import pytest

from govinfo_parse import parse

from .conftest import Benchmark
from .documents import samples

_DOUBLINGS = 4
# A text below this many seconds is timed three times, and the best time counts.
_SHORT = 0.5

_REPORT = next(sample.text for sample in samples() if sample.name == "2021_cell_bar")
_MISSPELT = _REPORT.replace("政", "攻").replace("机", "饥").replace("本", "木")
_ROW = "一、本年新收政府信息公开申请数量 | 18 | 4 | 0 | 1 | 0 | 1 | 24 | "
_REPORT_CELLS, _ROW_CELLS = 350, 8

# The piece, the repetitions that it counts for (its cells, roughly), and whether it holds figures of a report.
_TEXTS = {
    "many reports": (_REPORT, _REPORT_CELLS, True),
    "many reports on one line": (_REPORT.replace("\n", " "), _REPORT_CELLS, True),
    "many misspelt reports": (_MISSPELT, _REPORT_CELLS, True),
    "one row on one line": (_ROW, _ROW_CELLS, True),
    "one row in columns": ("    ".join(_ROW.split(" | ")) + "\n", _ROW_CELLS, True),
    "bars": ("|", 1, False),
    "bars on lines": ("|\n", 1, False),
    "digits": ("7", 1, False),
    "digits on lines": ("7\n", 1, False),
    "one label": ("其他\n", 1, False),
    "two labels in turn": ("其他 |\n总计 |\n", 2, False),
    "labels nearly right": ("行政许司\n属于国家秘蜜\n", 2, False),
    "spaces": (" ", 1, False),
    "open brackets": ("(", 1, False),
    "open wide brackets": ("（", 1, False),
}


@pytest.mark.parametrize("name", _TEXTS)
def test_growth(name: str, benchmark: Benchmark, growth_lines: list[str], pytestconfig: pytest.Config) -> None:
    piece, cells, has_figures = _TEXTS[name]
    most = max(pytestconfig.getoption("--growth-top") // cells, 1 << _DOUBLINGS)
    texts = [piece * (most >> halvings) for halvings in range(_DOUBLINGS, -1, -1)]
    benchmark.group = "growth: all five lengths together"
    seconds = benchmark.pedantic(lambda: [_best(text, has_figures) for text in texts])
    lengths = [len(text) for text in texts]
    exponent = _slope(lengths, seconds)
    benchmark.extra_info.update(lengths=lengths, seconds=seconds, exponent=exponent)
    growth_lines.append(f"{name:28}{exponent:8.2f}   ({seconds[-1]:.3f} s for {lengths[-1]} characters)")


def _best(text: str, has_figures: bool) -> float:
    """The processor time of parsing the text. Fails where figures are found that are not there, or none that are."""
    times: list[float] = []
    while len(times) < 3 and (not times or times[0] < _SHORT):
        start = process_time()
        report = parse(text)
        times.append(process_time() - start)
        assert bool(report.indicators or report.unplaced) is has_figures
    return min(times)


def _slope(lengths: list[int], seconds: list[float]) -> float:
    """The slope of the least squares line through the logarithms of both."""
    xs = [math.log(length) for length in lengths]
    ys = [math.log(max(time, 1e-9)) for time in seconds]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)
