"""The time to start Python and import the package, beside the start with its two dependencies and the bare start."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest

from .conftest import ANCHOR, Benchmark

_STATEMENTS = {
    f"{ANCHOR}bare start": "pass",
    f"{ANCHOR}regex, attrs": "import regex, attrs",
    "import govinfo_parse": "import govinfo_parse",
}


@pytest.mark.parametrize("name", _STATEMENTS)
def test_import(name: str, benchmark: Benchmark, record: Callable[[str, str], None]) -> None:
    def start() -> None:
        subprocess.run([sys.executable, "-c", _STATEMENTS[name]], check=True)  # noqa: S603 - statements from above

    benchmark.group = "start of Python with an import"
    # The first round, which may have to compile modules, does not count.
    benchmark.pedantic(start, rounds=10, warmup_rounds=1)
    record(benchmark.group, name)
