"""How far long work has come: a line on a terminal that is written over, and goes away.

In: a stream, and what was done. Out: at most one line on that stream at any time. Nothing is written to what is no
terminal, nor before the work has gone on for a while.
"""

from __future__ import annotations

import shutil
import time
from typing import Final, TextIO

from ..terminal import cut, plain, text_width

__all__ = ["Progress"]

_AFTER: Final = 1.0  # seconds; shorter work is done before anybody asks
_EVERY: Final = 0.1


class Progress:
    """A line that says how far the work has come. `clear` takes it away before anything else is written."""

    __slots__ = ("_due", "_stream", "_width")

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream if stream is not None and stream.isatty() else None
        self._due = time.monotonic() + _AFTER
        self._width = 0

    def show(self, done: int, total: int, name: str) -> None:
        """Says that so many of all are done, and which is next."""
        if self._stream is None or total < 2 or time.monotonic() < self._due:
            return
        self._due = time.monotonic() + _EVERY
        # One column is left free: some terminals go on to the next line when a line is full.
        said = cut(f"{done}/{total} {plain(name)}", max(20, shutil.get_terminal_size().columns - 1))
        self._write("\r" + said + " " * (self._width - text_width(said)))
        self._width = text_width(said)

    def clear(self) -> None:
        """Takes the line away."""
        if self._width:
            self._write("\r" + " " * self._width + "\r")
            self._width = 0

    def _write(self, text: str) -> None:
        if self._stream is not None:
            self._stream.write(text)
            self._stream.flush()
