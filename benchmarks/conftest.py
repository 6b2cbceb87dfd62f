"""What the benchmarks share: the option for the size of the growth texts, and the tables printed at the end of a run.

The tables state what was measured and judge nothing. Times are the machine's; ratios to the anchors of the same run can
be compared between machines.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import pytest

Benchmark: TypeAlias = Any  # the fixture of pytest-benchmark, which is typed in part and only in its later versions

# Measurements whose names begin so are what the others of their subject are held against.
ANCHOR = "anchor: "

# Subject, then name of the measurement, then seconds; and for each growth text, one line.
_TIMES = pytest.StashKey[dict[str, dict[str, float]]]()
_GROWTH = pytest.StashKey[list[str]]()


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
    config.stash[_GROWTH] = []


@pytest.fixture
def record(request: pytest.FixtureRequest, benchmark: Benchmark) -> Callable[[str, str], None]:
    """Notes the best time of the finished benchmark, as the measurement `name` of a `subject`."""

    def note(subject: str, name: str) -> None:
        if benchmark.stats:  # None where pytest-benchmark was told to time nothing
            request.config.stash[_TIMES].setdefault(subject, {})[name] = benchmark.stats.stats.min

    return note


@pytest.fixture
def growth_lines(request: pytest.FixtureRequest) -> list[str]:
    """The lines of the table of growth."""
    return request.config.stash[_GROWTH]


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    write = terminalreporter.write_line
    for subject, times in config.stash[_TIMES].items():
        anchors = [name for name in times if name.startswith(ANCHOR)]
        terminalreporter.section(subject)
        write(f"{'':24}{'best, us':>12}" + "".join(f"{'x ' + name.removeprefix(ANCHOR):>18}" for name in anchors))
        for name, seconds in times.items():
            ratios = "".join(f"{seconds / times[anchor]:>18.2f}" for anchor in anchors)
            write(f"{name:24}{seconds * 1e6:>12.1f}{ratios}")
    if config.stash[_GROWTH]:
        terminalreporter.section("growth: exponent of the time of parse over the length")
        for line in config.stash[_GROWTH]:
            write(line)
