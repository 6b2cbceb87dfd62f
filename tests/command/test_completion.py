"""The scripts for shells: they complete what the command takes."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import Govinfo

pytest.importorskip("shtab")


def shell(name: str, *arguments: str) -> str:
    path = shutil.which(name)
    if path is None:
        pytest.skip(f"{name} is not installed")
    done = subprocess.run([path, *arguments], capture_output=True, check=False)  # noqa: S603
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout.decode()


def completed(script: Path, line: str) -> set[str]:
    """What bash completes a line with."""
    words = line.split(" ")
    program = f"""
source {script}
COMP_WORDS=({" ".join(f"'{word}'" for word in words)}); COMP_CWORD={len(words) - 1}; COMP_LINE='{line}'
_shtab_govinfo_parse; printf '%s\\n' "${{COMPREPLY[@]}}"
"""
    return set(shell("bash", "-c", program).split())


@pytest.fixture
def script(govinfo: Govinfo, tmp_path: Path) -> Path:
    path = tmp_path / "complete.bash"
    path.write_text(govinfo("completion", "bash").output, encoding="utf-8")
    return path


def test_bash_knows_the_command(script: Path) -> None:
    assert "govinfo-parse" in shell("bash", "-c", f"source {script}; complete -p govinfo-parse")


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("govinfo-parse ch", {"check"}),
        ("govinfo-parse parse --fo", {"--form", "--format"}),
        ("govinfo-parse parse --format js", {"json", "jsonl"}),
        ("govinfo-parse check --lang ", {"en", "zh"}),
        ("govinfo-parse completion f", {"fish"}),
    ],
)
def test_bash_completes_subcommands_options_and_values(script: Path, line: str, found: set[str]) -> None:
    assert completed(script, line) == found


def test_bash_completes_files(script: Path, tmp_path: Path) -> None:
    assert completed(script, f"govinfo-parse parse {tmp_path}/comp") == {str(script)}


def test_the_script_asks_the_command_for_keys(script: Path) -> None:
    assert "govinfo-parse forms --keys" in script.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["zsh", "fish"])
def test_other_shells_can_read_their_scripts(govinfo: Govinfo, tmp_path: Path, name: str) -> None:
    path = tmp_path / f"complete.{name}"
    path.write_text(govinfo("completion", name).output, encoding="utf-8")

    shell(name, "-n", str(path))
    assert "check" in path.read_text(encoding="utf-8")


def test_without_shtab_the_extra_is_named(govinfo: Govinfo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "shtab", None)

    assert govinfo("completion", "bash") == (
        2,
        "",
        "govinfo-parse: this needs shtab; install with: pip install 'govinfo-parse[completion]'\n",
    )
