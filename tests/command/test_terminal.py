"""On a terminal: colours, progress, and how the command ends when it is interrupted."""

from __future__ import annotations

import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import govinfo_parse
from govinfo_parse.command.colour import is_coloured

from .conftest import Govinfo
from .pages import CONTRADICTS, EXAMPLE, HOLDS

ESCAPE = "\x1b["
posix = pytest.mark.skipif(os.name != "posix", reason="needs pseudo-terminals")


# --- colours ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("terminal", "asked", "environment", "coloured"),
    [
        (True, "auto", {"TERM": "xterm"}, True),
        (True, "auto", {}, True),
        (False, "auto", {"TERM": "xterm"}, False),
        (True, "auto", {"TERM": "dumb"}, False),
        (True, "auto", {"NO_COLOR": "1"}, False),
        (True, "auto", {"NO_COLOR": ""}, True),
        (False, "auto", {"FORCE_COLOR": "1"}, True),
        (False, "auto", {"FORCE_COLOR": "0"}, False),
        (True, "auto", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (False, "always", {"NO_COLOR": "1", "TERM": "dumb"}, True),
        (True, "never", {"FORCE_COLOR": "1"}, False),
    ],
)
def test_there_are_colours_on_a_terminal_or_when_asked_for(
    terminal: bool, asked: str, environment: Mapping[str, str], coloured: bool
) -> None:
    assert is_coloured(terminal, asked, environment) is coloured


def test_the_old_console_of_windows_gets_none() -> None:
    assert not is_coloured(True, "auto", {}, "nt")
    assert is_coloured(True, "auto", {"WT_SESSION": "1"}, "nt")


@pytest.mark.parametrize("arguments", [("parse",), ("check",), ("check", "--lang", "zh"), ("parse", "--lang", "zh")])
def test_colours_change_nothing_but_the_colours(govinfo: Govinfo, arguments: tuple[str, ...]) -> None:
    plain = govinfo(*arguments, EXAMPLE)
    painted = govinfo(*arguments, EXAMPLE, "--color", "always")

    assert ESCAPE not in plain.output
    assert ESCAPE in painted.output
    assert re.sub(r"\x1b\[\d*m", "", painted.output) == plain.output


@pytest.mark.parametrize("format_name", ["json", "jsonl", "csv"])
def test_programs_get_no_colours(govinfo: Govinfo, format_name: str) -> None:
    assert ESCAPE not in govinfo(EXAMPLE, "--format", format_name, "--color", "always").output


# --- a terminal ------------------------------------------------------------------------------------------------------


def environment(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
    own = {"PYTHONPATH": str(Path(govinfo_parse.__file__).parents[1]), "LC_ALL": "C.UTF-8", "TERM": "xterm"}
    return {**kept, **own, **more}


class Terminal:
    """A pseudo-terminal, and what processes write to it."""

    def __init__(self) -> None:
        import pty

        self._ours, self._theirs = pty.openpty()

    def run(self, *arguments: str, shows: str, slowly: bool = False, **more: str) -> tuple[int, str]:
        """Runs the command on it and returns the exit status and what was seen.

        The terminal `shows` the ``output`` or the ``errors`` or ``both``; the other one is thrown away. `slowly` is as
        if each file took long, so that the command tells how far it has come.
        """
        patient = "from govinfo_parse.command import progress; progress._AFTER = progress._EVERY = -1.0\n"
        program = f"{patient if slowly else ''}import sys; from govinfo_parse.command import main\nsys.exit(main())"
        with subprocess.Popen(  # noqa: S603
            [sys.executable, "-c", program, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL if shows == "errors" else self._theirs,
            stderr=subprocess.DEVNULL if shows == "output" else self._theirs,
            env=environment(**more),
        ) as process:
            data = b""
            while process.poll() is None or select.select([self._ours], [], [], 0)[0]:
                if select.select([self._ours], [], [], 0.05)[0]:
                    data += os.read(self._ours, 65536)
        return process.returncode, data.decode()

    def close(self) -> None:
        os.close(self._ours)
        os.close(self._theirs)


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    opened = Terminal()
    yield opened
    opened.close()


@posix
def test_a_terminal_has_colours_unless_they_are_unwanted(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(CONTRADICTS, encoding="utf-8")
    arguments = ("check", str(tmp_path / "a.txt"))

    status, said = terminal.run(*arguments, shows="output")
    assert status == 1
    assert f"{ESCAPE}31m1 of 42 rules fails" in said
    assert ESCAPE not in terminal.run(*arguments, shows="output", NO_COLOR="1")[1]
    assert ESCAPE not in terminal.run(*arguments, shows="output", TERM="dumb")[1]
    assert ESCAPE not in terminal.run(*arguments, "--color=never", shows="output")[1]


@posix
def test_long_work_tells_a_terminal_how_far_it_has_come(terminal: Terminal, tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(HOLDS, encoding="utf-8")
    arguments = ("parse", str(tmp_path), "-f", "csv", "-o", str(tmp_path / "out"))

    status, said = terminal.run(*arguments, shows="both", slowly=True, COLUMNS="200")

    assert status == 0
    assert [part.split()[0] for part in said.split("\r") if part.strip()] == ["1/3", "2/3", "3/3"]
    # In the end nothing is left of it.
    assert said.endswith(" \r")
    assert b"\r" not in (tmp_path / "out").read_bytes()


@posix
def test_there_is_no_progress_where_the_terminal_shows_the_output(terminal: Terminal, tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(HOLDS, encoding="utf-8")

    assert "1/3" not in terminal.run("parse", str(tmp_path), "-f", "csv", shows="both", slowly=True)[1]


# --- interrupted -----------------------------------------------------------------------------------------------------


@posix
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupt_ends_the_command_and_its_processes(tmp_path: Path, jobs: str) -> None:
    for number in range(200):
        (tmp_path / f"{number:03}.txt").write_text(CONTRADICTS, encoding="utf-8")
    command = [sys.executable, "-m", "govinfo_parse", "parse", str(tmp_path), "--format", "jsonl", "--jobs", jobs]
    with subprocess.Popen(  # noqa: S603
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(), start_new_session=True
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()  # it is at work
        os.killpg(process.pid, signal.SIGINT)  # as Ctrl-C does: to the whole group
        process.stdout.read()
        errors = process.stderr.read()

    assert (process.returncode, errors) == (130, b"")
    # None of its processes is left.
    for _ in range(100):
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            break
        time.sleep(0.05)
    else:
        pytest.fail("a process goes on")


@posix
def test_a_reader_that_has_seen_enough_ends_several_processes(tmp_path: Path) -> None:
    for number in range(100):
        (tmp_path / f"{number:03}.txt").write_text(CONTRADICTS, encoding="utf-8")
    command = [sys.executable, "-m", "govinfo_parse", "parse", str(tmp_path), "--format", "jsonl", "--jobs", "2"]
    with subprocess.Popen(  # noqa: S603
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        errors = process.stderr.read()

    assert (process.returncode, errors) == (0, b"")
