"""The examples of docs/command.md and docs/zh.md: each is run as it stands there, and gives what stands there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = "".join((ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("command.md", "zh.md"))
BLOCKS = re.findall(r"```console\n(.*?)```", TEXT, re.DOTALL)


def runs(block: str) -> list[tuple[str, str]]:
    """The commands of a block with what they give; a line of ``…`` stands for any lines."""
    parts = re.split(r"^\$ (.*)\n", block, flags=re.MULTILINE)[1:]
    return list(zip(parts[::2], parts[1::2], strict=True))


@pytest.mark.skipif(os.name != "posix" or shutil.which("sh") is None, reason="the examples are for a shell of POSIX")
@pytest.mark.parametrize("block", BLOCKS, ids=[block.split("\n")[0][2:50] for block in BLOCKS])
def test_examples_give_what_they_say(block: str, tmp_path: Path) -> None:
    (tmp_path / "docs").symlink_to(ROOT / "docs")
    script = tmp_path / "bin" / "govinfo-parse"
    script.parent.mkdir()
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m govinfo_parse "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    path = os.pathsep.join([str(script.parent), os.environ["PATH"]])
    # Nothing of the caller's Python: without PYTHONUNBUFFERED the two outputs come in order by the command's own care.
    others = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    environment = {**others, "PATH": path, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", "COLUMNS": "80"}
    for line, given in runs(block):
        done = subprocess.run(  # noqa: S603
            ["/bin/sh", "-c", f"{line}"],
            cwd=tmp_path,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        pattern = "".join(".*" if part == "…\n" else re.escape(part) for part in given.splitlines(True))
        assert re.fullmatch(pattern, done.stdout.decode(), re.DOTALL), f"$ {line}\n{done.stdout.decode()}"
