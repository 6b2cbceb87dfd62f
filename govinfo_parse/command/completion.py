"""``govinfo-parse completion``: a script by which a shell completes the command's arguments. Needs shtab, the extra
``completion``; the script does not.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import Any, Final

from .arguments import Parser, choice, whole_parser
from .console import PROGRAM, Console

__all__ = ["add_arguments", "run"]

_SHELLS: Final = ("bash", "zsh", "fish", "powershell")
# The arguments that are files, and those that are keys.
_FILES: Final = frozenset({"file", "files", "form", "output", "rollup"})
_KEYS: Final = frozenset({"key"})


def add_arguments(parser: Parser) -> None:
    """What ``completion`` takes."""
    shells = choice(parser.words, _SHELLS)
    parser.main.add_argument("shell", help=parser.words("help_shell"), **shells)


def run(arguments: argparse.Namespace, console: Console) -> None:
    """Writes the script for a shell."""
    console.write_to(None)
    try:
        import shtab
    except ImportError:
        console.refuse(console.words("needs", what="shtab", command="pip install 'govinfo-parse[completion]'"))
        return
    root = whole_parser(console.words)
    for parser in (root, *_subparsers(root)):
        for action in parser._actions:
            found: Any = action
            if action.dest in _FILES:
                found.complete = shtab.FILE
            elif action.dest in _KEYS:
                found.complete = shtab.cmd(f"{PROGRAM} forms --keys")
    console.write(shtab.complete(root, arguments.shell) + "\n")


def _subparsers(root: argparse.ArgumentParser) -> Iterable[argparse.ArgumentParser]:
    return next(action.choices for action in root._actions if isinstance(action.choices, dict)).values()
