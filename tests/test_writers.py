"""The runner's own tools: cleaners, and environments that are built and brought up to date."""

from __future__ import annotations

import shutil
import subprocess
import venv
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .writers import environments, programs
from .writers.cleaners import CLEANERS
from .writers.environments import REQUIREMENTS, build, install, ready, texts
from .writers.writers import CURRENT, PROGRAMS, WRITERS, Writer

CLEAN: dict[str, Callable[[str], str]] = {cleaner.name: cleaner.clean for cleaner in CLEANERS}


@pytest.mark.parametrize(
    ("cleaner", "text", "expected"),
    [
        ("no blank lines", "规章\n \n\n3\n", "规章\n3"),
        ("no one-character lines", "件\n3\n| 条 |\n规章", "3\n规章"),
        ("no short lines", "件\n3\n| 4 |\n12\n规章\n", "12\n规章\n"),
        ("no repeated lines", "规章\n0\n\n 0\n\n12", "规章\n0\n\n\n12"),
        ("one line", "规章\n | 3\t件 ", "规章 | 3 件"),
        ("no bars", "规章 | 3 |", "规章  3 "),
        ("joined", "规章|3\t4\r\n件", "规章34件"),
        ("NFKC", "１．规章（件）", "1.规章(件)"),
        # A label is broken wherever the width is used up; a figure goes to the next line whole.
        (
            "wrapped at 40",
            "（二）部分公开（区分处理的，只计这一情形，不计其他情形） 12 1,234 １，２３４，５６７",
            "（二）部分公开（区分处理的，只计这一情形\n，不计其他情形） 12 1,234 \n１，２３４，５６７",
        ),
        (
            "wrapped at 40",
            "其他法律行政法规禁止公开危及三安全一 1234\n0",
            "其他法律行政法规禁止公开危及三安全一 \n1234\n0",
        ),
    ],
)
def test_cleaners(cleaner: str, text: str, expected: str) -> None:
    assert CLEAN[cleaner](text) == expected


@given(st.text(alphabet="规章件一 |12,.\n"))
def test_wrapping_adds_line_breaks_only(text: str) -> None:
    wrapped = CLEAN["wrapped at 40"](text)
    assert wrapped.replace("\n", "") == text.replace("\n", "")
    assert CLEAN["wrapped at 40"](wrapped) == wrapped


def test_writers_have_names_of_their_own_and_packages_for_their_programs() -> None:
    assert len({writer.name for writer in WRITERS}) == len(WRITERS)
    assert {program for writer in WRITERS for program in writer.programs} == programs.PACKAGES.keys()
    assert {writer.environment for writer in WRITERS} == {PROGRAMS, *REQUIREMENTS}


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GOVINFO_PARSE_WRITERS", str(tmp_path))
    return tmp_path


class Pip:
    """Stands in for pip: knows what it was asked for, and lacks some packages."""

    def __init__(self, lacks: frozenset[str] = frozenset()) -> None:
        self.asked: list[tuple[str, ...]] = []
        self.lacks = lacks

    def __call__(self, environment: str, *names: str) -> str:
        self.asked.append(names)
        return "no such package" if self.lacks & set(names) else ""


@pytest.fixture
def pip(monkeypatch: pytest.MonkeyPatch) -> Pip:
    pip = Pip()
    monkeypatch.setattr(environments, "_install", pip)
    monkeypatch.setattr(venv.EnvBuilder, "create", lambda _, folder: Path(folder).mkdir())
    monkeypatch.setitem(REQUIREMENTS, CURRENT, ("lxml", "pypdf"))
    return pip


LIBRARY = Writer("a library", CURRENT, str)


@pytest.mark.usefixtures("cache")
def test_an_environment_is_built_once(pip: Pip) -> None:
    assert not ready(LIBRARY)
    assert build(CURRENT) == build(CURRENT) == ""
    assert ready(LIBRARY)
    assert pip.asked == [("lxml", "pypdf")]


def test_an_environment_for_other_requirements_is_brought_up_to_date(cache: Path, pip: Pip) -> None:
    (cache / CURRENT).mkdir()
    (cache / CURRENT / "built").write_text("lxml\n", encoding="utf-8")
    assert not ready(LIBRARY)
    assert build(CURRENT) == ""
    assert ready(LIBRARY)
    assert pip.asked == [("lxml", "pypdf")]


@pytest.mark.usefixtures("cache")
def test_a_package_that_cannot_be_had_stops_no_other(pip: Pip) -> None:
    pip.lacks = frozenset({"pypdf"})
    assert build(CURRENT) == "pypdf: no such package"
    assert ready(LIBRARY)
    assert pip.asked == [("lxml", "pypdf"), ("lxml",), ("pypdf",)]
    pip.lacks = frozenset()
    assert build(CURRENT) == ""


@pytest.mark.usefixtures("cache")
def test_nothing_installed_is_no_environment(pip: Pip) -> None:
    pip.lacks = frozenset({"lxml", "pypdf"})
    assert build(CURRENT) == "lxml: no such package; pypdf: no such package"
    assert not ready(LIBRARY)


def test_without_the_right_to_install_the_command_is_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    install(["w3m", "links"])
    command = "apt-get update && apt-get install --yes --no-install-recommends w3m links"
    assert capsys.readouterr().out == f"install as root: {command}\n"


def test_where_one_package_fails_the_others_are_installed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    installed: list[str] = []

    def done(command: Sequence[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        packages = command[command.index("--no-install-recommends") + 1 :] if "install" in command else []
        failed = "links" in packages
        installed.extend([] if failed else packages)
        return subprocess.CompletedProcess(command, int(failed))

    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(subprocess, "run", done)
    install(["w3m", "links", "lynx"])
    assert installed == ["w3m", "lynx"]
    assert capsys.readouterr().out == "links: not installed\n"


@pytest.mark.usefixtures("cache")
def test_what_a_writer_made_is_kept_and_what_failed_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def answers(_: Writer, pages: Sequence[str]) -> Iterator[dict[str, str]]:
        for page in pages:
            asked.append(page)
            yield {"text": page.upper()} if page != "bad" else {"error": "TimeoutExpired"}

    monkeypatch.setattr(environments, "_answers", answers)
    assert texts(LIBRARY, ["a", "bad"]) == ["A", None]
    assert texts(LIBRARY, ["a", "bad"]) == ["A", None]
    assert asked == ["a", "bad", "bad"]


PAGE = """<html><head><meta charset="utf-8"></head><body><p>说明：“&lt;无&gt;”</p><table border="1">
<tr><td rowspan="2">规章</td><td><p>3</p></td><td></td><td>件</td></tr>
<tr><td>4</td><td>&nbsp;</td><td>条</td></tr></table></body></html>"""


@pytest.mark.skipif(shutil.which("chromium") is None, reason="needs Chromium")
def test_a_browser_gives_its_own_text() -> None:
    assert programs.inner_text(PAGE) == "说明：“<无>”\n\n规章\t\n\n3\n\n\t\t件\n4\t\xa0\t条"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_an_office_writes_each_cell_in_a_line() -> None:
    lines = programs.office_text(PAGE).split("\n")
    assert [line for line in lines if line.strip()] == ["说明：“<无>”", "规章", "3", "件", "4", "条"]
