"""What the benchmarks share: the option for the size of the growth texts, and the tables printed at the end of a run.

The tables state what was measured and judge nothing. Times are the machine's; ratios to the anchors of the same run can
be compared between machines.
"""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeAlias

import pytest

Benchmark: TypeAlias = Any  # the fixture of pytest-benchmark, which is typed in part and only in its later versions

# Measurements whose names begin so are what the others of their subject are held against.
ANCHOR = "anchor: "

# Subject, then name of the measurement, then seconds; and for each growth text, one line.
_TIMES = pytest.StashKey[dict[str, dict[str, float]]]()
_GROWTH = pytest.StashKey[list[str]]()
_SUMMARY = pytest.StashKey[list[str]]()
Times: TypeAlias = dict[str, dict[str, float]]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--growth-top",
        type=int,
        default=100_000,
        metavar="N",
        help="repetitions in the largest text of the growth benchmarks (default: %(default)s)",
    )
    parser.addoption("--save-performance", action="store_true", help="write what was measured to docs/performance.md")


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_TIMES] = {}
    config.stash[_GROWTH] = []
    config.stash[_SUMMARY] = []


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


@pytest.fixture
def times(request: pytest.FixtureRequest) -> Times:
    """The best times so far: subject, then name of the measurement, then seconds."""
    return request.config.stash[_TIMES]


@pytest.fixture
def summary(request: pytest.FixtureRequest) -> list[str]:
    """Lines that stand by themselves at the end of a run."""
    return request.config.stash[_SUMMARY]


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    sections = list(_sections(config))
    for title, lines in sections:
        terminalreporter.section(title)
        for line in lines:
            terminalreporter.write_line(line)
    if config.getoption("--save-performance") and sections:
        _PAGE.write_text(_page(sections), encoding="utf-8")


def _sections(config: pytest.Config) -> Iterator[tuple[str, list[str]]]:
    """What was measured, under its titles."""
    for subject, times in config.stash[_TIMES].items():
        anchors = [name for name in times if name.startswith(ANCHOR)]
        lines = [f"{'':24}{'best, us':>12}" + "".join(f"{'x ' + name.removeprefix(ANCHOR):>18}" for name in anchors)]
        for name, seconds in times.items():
            ratios = "".join(f"{seconds / times[anchor]:>18.2f}" for anchor in anchors)
            lines.append(f"{name:24}{seconds * 1e6:>12.1f}{ratios}")
        yield subject, lines
    if config.stash[_GROWTH]:
        yield "growth: exponent of the time of parse over the length", config.stash[_GROWTH]
    if config.stash[_SUMMARY]:
        yield "in short", config.stash[_SUMMARY]


_PAGE = Path(__file__).parent.parent / "docs" / "performance.md"


def _page(sections: list[tuple[str, list[str]]]) -> str:
    tables = "\n\n".join(
        f"## {title[:1].upper()}{title[1:]}\n\n```text\n{chr(10).join(lines)}\n```" for title, lines in sections
    )
    versions = ", ".join(f"{name} {version(name)}" for name in ("govinfo-parse", "attrs", "pytest-benchmark"))
    python = f"{platform.python_implementation()} {platform.python_version()}"
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors"
    return f"""# Performance

Made by `python -m pytest benchmarks --save-performance`; [benchmarks/README.md](../benchmarks/README.md) says what is
measured and how to read it. Times are those of one machine, ratios can be compared between machines.

{python} on {machine}; {versions}.

{tables}
"""
