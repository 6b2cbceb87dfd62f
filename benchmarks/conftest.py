"""What the benchmarks share: the option for the size of the growth texts, and the tables printed at the end of a run.

The tables state what was measured and judge nothing: times are the machine's, ratios to the anchors of the same run
can be compared between machines.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

# Subject, then name of the measurement, then seconds; lines of text on the subject.
_TIMES = pytest.StashKey[dict[str, dict[str, float]]]()
_NOTES = pytest.StashKey[dict[str, list[str]]]()

Timed = Callable[..., Any]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--growth-top",
        type=int,
        default=100_000,
        metavar="N",
        help="repetitions in the largest text of the growth benchmarks (default: %(default)s)",
    )


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_TIMES] = {}
    config.stash[_NOTES] = {}


@pytest.fixture
def record(request: pytest.FixtureRequest, benchmark: BenchmarkFixture) -> Timed:
    """Notes the best time of the finished benchmark under a subject and a name, for the table of ratios."""

    def note(subject: str, name: str) -> None:
        if benchmark.stats:  # None where pytest-benchmark was told to time nothing
            request.config.stash[_TIMES].setdefault(subject, {})[name] = benchmark.stats.stats.min

    return note


@pytest.fixture
def remark(request: pytest.FixtureRequest) -> Timed:
    """Keeps a line for the end of the run under a heading."""

    def note(heading: str, line: str) -> None:
        request.config.stash[_NOTES].setdefault(heading, []).append(line)

    return note


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    write = terminalreporter.write_line
    for heading, lines in config.stash[_NOTES].items():
        terminalreporter.section(heading)
        for line in lines:
            write(line)
    for subject, times in config.stash[_TIMES].items():
        anchors = [name for name in times if name.startswith("anchor: ")]
        terminalreporter.section(f"{subject}: best time, and how many times the anchor's")
        write(f"{'':32}{'microseconds':>14}" + "".join(f"{name.removeprefix('anchor: '):>24}" for name in anchors))
        for name, seconds in times.items():
            ratios = "".join(f"{seconds / times[anchor]:>24.2f}" for anchor in anchors)
            write(f"{name:32}{seconds * 1e6:>14.1f}{ratios}")
