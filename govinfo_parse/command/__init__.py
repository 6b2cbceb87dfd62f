"""The command ``govinfo-parse``: what it reads, what it writes, and how it ends.

In: the arguments of the process. Out: what was asked for on standard output, what went wrong on standard error, by file
and line, and an exit status (docs/command.md). Each subcommand is a module of its own, which is loaded when it is
chosen: ``add_arguments`` says what it takes, ``run`` does it. What they share is in modules of its own too:

- `arguments.py`: from the arguments to a subcommand and its options; `language.py`, `words.py`, `help_words.py`: the
  command's own words, English and Chinese
- `inputs.py`: names of files, folders and patterns to what is read; `reading.py`: from there to reports; `jobs.py`: by
  several processes
- `console.py`: everything that is written, with `colour.py` and `progress.py`
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Final

from .arguments import module_of, read_arguments
from .console import Console, OutputError
from .language import language_of
from .words import Words

__all__ = ["main"]

_INTERRUPTED: Final = 130  # what shells say of a process that Ctrl-C ended


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the command with these arguments (those of the process if None) and returns its exit status.

    As `argparse` does, ``--help``, ``--version`` and unusable arguments raise `SystemExit`.
    """
    given = list(sys.argv[1:] if argv is None else argv)
    console = Console(Words(language_of(given)))
    arguments = read_arguments(given, console.words)
    try:
        with console.at_work():
            module_of(arguments.command).run(arguments, console)
    except OutputError:
        pass  # the console has said what there is to say
    except KeyboardInterrupt:
        console.clear()
        return _INTERRUPTED
    return console.status
