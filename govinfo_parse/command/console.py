"""Everything that the command writes: results, complaints, progress, and with which status it ends.

In: texts. Out: UTF-8 on standard output, or in the file that was asked for; complaints, notes and progress on standard
error. Output that nobody reads any more (``| head``) ends the command quietly, any other failure of it with a
complaint.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path
from typing import Final, NoReturn, TextIO

from ..terminal import Paint, plain
from .colour import paint_for
from .progress import Progress
from .words import Words

__all__ = ["CHECK_FAILED", "NO_REPORT", "PROGRAM", "UNUSABLE", "Console", "OutputError"]

PROGRAM: Final = "govinfo-parse"

# The exit statuses, by weight: a file that cannot be read leaves more open than one that contradicts itself, and that
# more than one without a report. argparse, too, exits with 2.
UNUSABLE: Final = 2
CHECK_FAILED: Final = 1
NO_REPORT: Final = 3
_BY_WEIGHT: Final = (UNUSABLE, CHECK_FAILED, NO_REPORT)


class OutputError(Exception):
    """The output cannot be written, or must not be. The console has said so, and the command ends."""


class Console:
    """Where a subcommand writes. `words` are those of the user's language, `paint` the colours of its output."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.paint = Paint()
        self._statuses: set[int] = set()
        self._progress = Progress(None)
        self._output: TextIO | None = sys.stdout
        self._file: str | None = None
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):
                # Whatever the locale says: the reports are Chinese, and programs that read them expect one encoding.
                stream.reconfigure(encoding="utf-8", newline="\n")

    @property
    def status(self) -> int:
        """The exit status: the gravest that was noted."""
        return next((status for status in _BY_WEIGHT if status in self._statuses), 0)

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Ends what was begun: takes progress away, and sees that all output is written."""
        self._progress = Progress(sys.stderr)
        try:
            yield
            self._begin()  # no output is an empty file, and not that of last time
        finally:
            self.clear()
            self.finish()

    def write_to(self, output: str | None, colour: str = "never") -> None:
        """Writes output to this file (None or ``-``: standard output), in the colours that were asked for."""
        if output is not None and output != "-":
            self._file, self._output = output, None
        elif sys.stdout is None:  # where the caller has closed a standard stream, Python has None in its place
            self.give_up(self.words("standard_output"), self.words("is_closed"))
        self.paint = paint_for(self._output, colour)

    @property
    def is_terminal(self) -> bool:
        """Whether a person reads the output as it comes."""
        return self._output is not None and self._output.isatty()

    def write(self, text: str) -> None:
        """Writes output; raises `OutputError` where nobody takes it. A file is made when there is something for it."""
        if not text:
            return
        self.clear()
        self._begin()
        if self._output is not None:
            try:
                self._output.write(text)
            except OSError as error:
                self._lose(error)

    def write_file(self, path: Path, text: str) -> None:
        """Writes a file of its own, and the folder that it is in; raises `OutputError` where that cannot be done."""
        self.clear()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        except OSError as error:
            self.give_up(str(path), self.words("cannot_be_written", reason=self.words.of_error(error)))

    def complain(self, place: str, problem: str) -> None:
        """Says on standard error what is wrong, and where."""
        self.note(f"{plain(place)}: {problem}")

    def note(self, said: str) -> None:
        """Says something on standard error, after all the output that came before it."""
        if self._file is None and self._output is not None:
            self._flush(self._output)  # both may go to one place, and Python keeps back what is no terminal's
        if sys.stderr is not None:  # `print` would take standard output for it
            self.clear()
            with suppress(OSError):
                print(f"{PROGRAM}: {said}", file=sys.stderr)

    def refuse(self, problem: str, place: str = "") -> None:
        """Says what cannot be done, and where, as far as it has a place; the rest is done all the same."""
        if place:
            self.complain(place, problem)
        else:
            self.note(problem)
        self.fail(UNUSABLE)

    def give_up(self, place: str, problem: str) -> NoReturn:
        """Says what is wrong, and ends the command."""
        self.refuse(problem, place)
        raise OutputError

    def fail(self, status: int) -> None:
        """Notes an exit status; the gravest counts."""
        self._statuses.add(status)

    def progress(self, done: int, total: int, name: str) -> None:
        """Says how far long work has come."""
        # On a terminal that shows the output too, this is how far it has come.
        if not self.is_terminal:
            self._progress.show(done, total, name)

    def clear(self) -> None:
        """Takes the progress away."""
        with suppress(OSError):
            self._progress.clear()

    def _begin(self) -> None:
        if self._output is None and self._file is not None:
            try:
                self._output = open(self._file, "w", encoding="utf-8", newline="\n")  # noqa: SIM115 - closed in the end
            except OSError as error:
                self._lose(error)

    def finish(self) -> None:
        """Sees that all output is where it should be."""
        if self._output is None:
            return
        if self._file is None:
            self._flush(self._output)
            return
        try:
            self._output.close()
        except OSError as error:
            self._lose(error)

    def _flush(self, output: TextIO) -> None:
        try:
            output.flush()
        except OSError as error:
            self._lose(error)

    def _lose(self, error: OSError) -> NoReturn:
        """Notes that output is lost, and ends the command."""
        if self._file is None and self._output is not None:
            # What is left in the buffer cannot be written either; without this, Python would try again at its end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), self._output.fileno())
        self._output = None
        # A closed pipe means that the reader has seen enough; Windows has another word for it.
        if not isinstance(error, BrokenPipeError) and not (os.name == "nt" and error.errno == errno.EINVAL):
            place = self.words("standard_output") if self._file is None else self._file
            problem = self.words.of_error(error)
            self.refuse(problem if self._file is None else self.words("cannot_be_written", reason=problem), place)
        raise OutputError from error
