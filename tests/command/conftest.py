"""The command as these tests use it: in this process, in a folder of its own, in English."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from govinfo_parse.command import main


class Ended(NamedTuple):
    """How the command ended, and what it wrote."""

    status: int
    output: str
    errors: str

    @property
    def lines(self) -> list[str]:
        return self.output.splitlines()


Govinfo = Callable[..., Ended]


@pytest.fixture
def govinfo(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path
) -> Callable[..., Ended]:
    """Runs the command with these arguments and returns how it ended; unusable arguments end it with 2."""
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_ALL", "C")
    # argparse lays out its help by it.
    monkeypatch.setenv("COLUMNS", "100")

    def govinfo(*arguments: str | Path, stdin: bytes = b"") -> Ended:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        try:
            status = main([os.fspath(argument) for argument in arguments])
        except SystemExit as stop:
            status = int(stop.code or 0)
        output, errors = capsysbinary.readouterr()
        return Ended(status, output.decode(), errors.decode())

    return govinfo


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., None]:
    """Writes files into the folder, by their names."""

    def written(**files: str | bytes) -> None:
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())

    return written
