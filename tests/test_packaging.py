"""The package as its users get it: what an import costs, what ships, and that a result depends on the text alone."""

from __future__ import annotations

import json
import os
import pickle
import re
import shutil
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from decimal import Context, Inexact, Rounded, localcontext
from importlib import metadata, resources
from multiprocessing import get_context
from pathlib import Path

import pytest

import govinfo_parse
from govinfo_parse import Report, parse

ROOT = Path(__file__).parent.parent
PATHS = sorted((ROOT / "tests" / "cases" / "synthetic").glob("*.txt"))
TEXTS = [path.read_bytes().decode("utf-8") for path in PATHS]

TOP = {"pyproject.toml", "govinfo_parse", "tests", "docs", "benchmarks", "CHANGELOG.md", "README.md", "LICENSE"}
# Slow to import, or for a job that the core does not have.
HEAVY = {
    *("argparse", "asyncio", "concurrent", "csv", "dataclasses", "difflib", "email", "getpass", "html", "http"),
    *("logging", "multiprocessing", "optparse", "pydoc", "random", "shutil", "socket", "sqlite3", "ssl", "statistics"),
    *("subprocess", "tempfile", "unittest", "urllib.request", "uuid", "xml", "zipfile"),
}
# Amounts that lose digits wherever a caller's decimal context is used.
MONEY = """第二十条第(八)项
信息内容 | 本年收费金额(单位:万元)
行政事业性收费 | -96171.625
一、本年新收政府信息公开申请数量 | 12345.0 | 1.2346万 | 0 | 1 | 0 | 1 | 24693.0
"""
MACHINE_PATH = re.compile(r"(?<![\w./~-])/(?:home|root|Users|work|mnt|opt|private|tmp)/\w|\b[A-Z]:\\+(?:Users|Win)")
REGISTRY_HOST = re.compile(r"pypi\.(?:org|python)|python[h]osted|//[\w.-]*(?:mirror|nexus|devpi|registry)", re.I)


def _python(program: str, *arguments: str, hash_seed: str = "0") -> str:
    """What a fresh interpreter prints."""
    command = [sys.executable, "-c", program, *arguments]
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONUTF8": "1"}
    done = subprocess.run(command, capture_output=True, env=environment, check=False)  # noqa: S603 - our own programs
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    return done.stdout.decode("utf-8")


def _modules_of(statement: str) -> set[str]:
    """The modules that a statement imports into a fresh interpreter."""
    program = f"import sys; before = set(sys.modules)\n{statement}\nprint(*sorted(set(sys.modules) - before))"
    return set(_python(program).split())


def test_import_is_light() -> None:
    modules = _modules_of("import govinfo_parse")
    foreign = {name.partition(".")[0] for name in modules} - sys.stdlib_module_names
    assert foreign <= {"govinfo_parse", "attr", "attrs", "regex"}
    assert not (modules - _modules_of("import attrs, regex")) & HEAVY
    assert "govinfo_parse.command" not in modules


def test_what_ships() -> None:
    assert metadata.version("govinfo-parse") == govinfo_parse.__version__
    for name in ("py.typed", *(f"view/{part}" for part in ("page.css", "dark.css", "page.js", "words.json"))):
        assert resources.files(govinfo_parse).joinpath(name).is_file(), name
    requirements = metadata.requires("govinfo-parse") or []
    assert {re.split(r"[^\w-]", line)[0] for line in requirements if "extra ==" not in line} == {"attrs", "regex"}


def _tracked_files() -> list[Path]:
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    done = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)  # noqa: S603 - constant
    paths = [Path(name) for name in done.stdout.decode("utf-8").split("\0") if name]
    return [path for path in paths if (ROOT / path).is_file()]


def test_top_level_of_the_repository() -> None:
    names = {path.parts[0] for path in _tracked_files()}
    assert {name for name in names if not name.startswith(".")} <= TOP


def test_no_machine_and_no_registry_is_named() -> None:
    named = [
        f"{path}: {match[0]}"
        for path in _tracked_files()
        if path.suffix != ".png"
        for pattern in (MACHINE_PATH, REGISTRY_HOST)
        for match in pattern.finditer((ROOT / path).read_text(encoding="utf-8"))
    ]
    assert not named


def _json(report: Report) -> str:
    return json.dumps(report.to_dict())


# Threads that start together with nothing loaded yet, each of which has to say the same.
PARSE_IN_THREADS = """
import json, sys, threading
from pathlib import Path
from govinfo_parse import parse

texts = [Path(name).read_bytes().decode("utf-8") for name in sys.argv[2:]]
answers, start = [], threading.Barrier(int(sys.argv[1]))

def work():
    start.wait()
    answers.append([json.dumps(parse(text).to_dict()) for text in texts])

sys.setswitchinterval(1e-5)
threads = [threading.Thread(target=work) for _ in range(start.parties)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert len(answers) == start.parties and all(answer == answers[0] for answer in answers)
print(*answers[0], sep="\\n")
"""


@pytest.mark.parametrize(("hash_seed", "threads"), [("0", 1), ("1", 1), ("4294967295", 1), ("0", 8)])
def test_same_result_whatever_the_hash_seed_and_the_threads(hash_seed: str, threads: int) -> None:
    printed = _python(PARSE_IN_THREADS, str(threads), *map(str, PATHS), hash_seed=hash_seed).splitlines()
    pairs = zip(PATHS, printed, TEXTS, strict=True)
    assert [path.name for path, line, text in pairs if line != _json(parse(text))] == []


def test_same_result_whatever_the_decimal_context() -> None:
    texts = [*TEXTS, MONEY]
    reports = [parse(text) for text in texts]
    written = [_json(report) for report in reports]
    assert '"value": -96171.625' in written[-1]
    assert '"left": 24693.0, "right": 24693.0' in written[-1]
    with localcontext(Context(prec=3, traps=[Inexact, Rounded])):
        assert [parse(text) for text in texts] == reports
        assert [_json(parse(text)) for text in texts] == written
        assert [_json(Report.from_dict(json.loads(line))) for line in written] == written


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_a_report_pickles(protocol: int) -> None:
    for text in TEXTS:
        report = parse(text)
        fresh = pickle.dumps(report, protocol)
        written = _json(report)  # works out what a report works out when asked
        used = pickle.dumps(report, protocol)
        for data in (fresh, used):
            restored = pickle.loads(data)  # noqa: S301 - our own data
            assert restored == report
            assert _json(restored) == written


def test_a_spawned_process_gives_the_same_reports() -> None:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as executor:
        assert list(executor.map(parse, TEXTS)) == [parse(text) for text in TEXTS]
