"""From the arguments to a subcommand and its options.

In: the words of the command line. Out: what argparse makes of them for the subcommand that was meant. Arguments that
cannot be used end the process with status 2 and a message that says what was meant instead, as far as that can be told.

Who names files and no subcommand wants to see what is in them: ``govinfo-parse page.html`` is ``govinfo-parse parse
page.html``.
"""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from typing import Any, Final, NoReturn

from .._version import __version__
from .console import PROGRAM
from .help_words import HELP
from .words import Words

__all__ = [
    "COMMANDS",
    "Parser",
    "add_files",
    "add_form",
    "add_jobs",
    "add_output",
    "choice",
    "module_of",
    "nearest",
    "read_arguments",
    "whole_parser",
]

COMMANDS: Final = ("parse", "check", "explain", "view", "convert", "forms", "schema", "completion")

# Options with a value that may stand before the subcommand as well.
_EVERYWHERE: Final = ("--lang", "--color")
# What argparse says, and the key of our words for it.
_COMPLAINTS: Final = (
    (re.compile(r"argument (?P<name>\S+): (?P<problem>.*)", re.DOTALL), "of_argument"),
    (re.compile(r"expected (?:at least )?one argument"), "no_value"),
    (re.compile(r"not allowed with argument (?P<other>\S+)"), "not_with"),
    (re.compile(r"the following arguments are required: (?P<names>.*)"), "required"),
    (re.compile(r"ignored explicit argument (?P<value>.*)"), "takes_no_value"),
)


def module_of(command: str) -> Any:
    """The module of a subcommand, loaded now: ``add_arguments(parser)`` and ``run(arguments, console)``."""
    return import_module(f".{command}", __package__)


def read_arguments(argv: Sequence[str], words: Words) -> argparse.Namespace:
    """The options of the subcommand that was meant, its name as ``command``.

    ``--help``, ``--version`` and unusable arguments raise `SystemExit`.
    """
    everywhere, rest = _split(argv)
    command = _command(rest)
    if command is None:
        root = _root(words)
        root.parse_args([*everywhere, *[word for word in rest if word in ("-h", "--help", "--version")]])
        if not rest:
            root.error(words("no_command"))
        key = "no_such_option" if rest[0].startswith("-") else "no_such_command"
        root.error(words(key, name=rest[0]) + nearest(rest[0], COMMANDS, words))
    own = _without_dashes(rest[1:] if rest[0] == command else rest)
    arguments: argparse.Namespace = _subparser(words, command).parse_args([*everywhere, *own])
    return arguments


def whole_parser(words: Words) -> argparse.ArgumentParser:
    """The parser of all subcommands at once, for what wants to know all of them."""
    root = _root(words)
    commands = root.add_subparsers(parser_class=argparse.ArgumentParser)
    for command in COMMANDS:
        own = _subparser(words, command)
        commands.add_parser(command, parents=[own], add_help=False, help=HELP[command][words.language].summary)
    return root


def _split(argv: Sequence[str]) -> tuple[list[str], list[str]]:
    """The options that stand before the subcommand, and the rest."""
    place = 0
    while place < len(argv) and argv[place].startswith(_EVERYWHERE):
        place += 1 if "=" in argv[place] else 2
    return list(argv[:place]), list(argv[place:])


def _without_dashes(rest: Sequence[str]) -> list[str]:
    """The arguments without the two dashes behind which none is an option.

    argparse takes them for more than they are where options stand between files.
    """
    if "--" not in rest:
        return list(rest)
    place = rest.index("--")
    names = (
        os.path.join(os.curdir, word) if word.startswith("-") and word != "-" else word for word in rest[place + 1 :]
    )
    return [*rest[:place], *names]


def _command(rest: Sequence[str]) -> str | None:
    """The subcommand that was meant by the arguments, None where that cannot be told."""
    if not rest:
        return None
    if rest[0] in COMMANDS:
        return rest[0]
    if rest[0].startswith("-") and rest[0] != "-":
        # Options of `parse`, and its files behind them.
        return "parse" if any(_is_input(word) for word in rest) else None
    return "parse" if _is_input(rest[0]) else None


def _is_input(word: str) -> bool:
    """Whether a word names what can be read, or looks as if it did: a name with an ending, a path, a pattern."""
    if word == "-" or os.path.lexists(word):
        return True
    return not word.startswith("-") and re.search(r"[/\\*?\[]|\w\.\w+\Z", word) is not None


# --- parsers ---------------------------------------------------------------------------------------------------------


class Parser(argparse.ArgumentParser):
    """A parser that speaks the user's language. `words` are those of the command."""

    def __init__(self, words: Words, name: str, **options: Any) -> None:
        self.words = words
        said = HELP[name][words.language]
        # argparse has words of its own for the parts of a help; so none of its own parts are used.
        super().__init__(
            usage=said.usage,
            description=said.description,
            epilog=said.epilog,
            formatter_class=_layout(words),
            allow_abbrev=False,
            add_help=False,
            **options,
        )
        self.main = self.add_argument_group(words("group_arguments"))
        self.options = self.add_argument_group(words("group_options"))
        self.everywhere = self.add_argument_group(words("group_everywhere"))
        self.everywhere.add_argument("-h", "--help", action="help", help=words("help_help"))
        self.everywhere.add_argument("--lang", help=words("help_lang"), **choice(words, ("en", "zh")))
        colours = choice(words, ("auto", "always", "never"))
        self.everywhere.add_argument("--color", default="auto", help=words("help_color"), **colours)

    def parse_args(self, args: Any = None, namespace: Any = None) -> Any:
        """As argparse does; an option that there is not gets the name of one that is like it."""
        arguments, unknown = self.parse_known_intermixed_args(args, namespace)
        for word in unknown:
            name = word.partition("=")[0]
            options = [name for name in self._option_string_actions if name.startswith("--")]
            key = "no_such_option" if word.startswith("-") else "one_too_many"
            self.error(self.words(key, name=name) + nearest(name, options, self.words))
        return arguments

    def error(self, message: str) -> NoReturn:
        """Says what is wrong and where help is, and ends with status 2."""
        said = f"{self.format_usage()}{PROGRAM}: {_translated(message, self.words)}\n"
        self.exit(2, f"{said}{self.words('see_help', command=f'{self.prog} --help')}\n")


def _layout(words: Words) -> type[argparse.HelpFormatter]:
    class Layout(argparse.RawDescriptionHelpFormatter):
        def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
            super().add_usage(usage, actions, groups, words("usage") if prefix is None else prefix)

    return Layout


def _root(words: Words) -> Parser:
    root = Parser(words, "", prog=PROGRAM)
    summaries = "\n".join(f"  {name:<12}{HELP[name][words.language].summary}" for name in COMMANDS)
    root.description = f"{root.description}\n{words('group_commands')}:\n{summaries}"
    root.everywhere.add_argument(
        "--version", action="version", version=f"{PROGRAM} {__version__}", help=words("help_version")
    )
    return root


def _subparser(words: Words, command: str) -> Parser:
    parser = Parser(words, command, prog=f"{PROGRAM} {command}")
    parser.set_defaults(command=command)
    module_of(command).add_arguments(parser)
    return parser


def _translated(message: str, words: Words) -> str:
    """What argparse says, in the command's words where they are known."""
    for pattern, key in _COMPLAINTS:
        match = pattern.fullmatch(message)
        if match:
            facts = match.groupdict()
            if "problem" in facts:
                facts["problem"] = _translated(facts["problem"], words)
            return words(key, **facts)
    return message


def nearest(name: str, names: Iterable[str], words: Words) -> str:
    """What may have been meant instead of a name, in brackets; nothing where no name is like it."""
    from difflib import get_close_matches

    found = get_close_matches(name, list(names), n=3, cutoff=0.6)
    return words("did_you_mean", names=words("or").join(found)) if found else ""


# --- arguments that several subcommands take -------------------------------------------------------------------------


def choice(words: Words, names: Sequence[str]) -> dict[str, Any]:
    """The options of an argument that takes one of these names."""

    def one_of(value: str) -> str:
        if value not in names:
            said = words("not_one_of", value=value, names=", ".join(names))
            raise argparse.ArgumentTypeError(said + nearest(value, names, words))
        return value

    return {"type": one_of, "choices": tuple(names), "metavar": "|".join(names)}


def add_files(parser: Parser) -> None:
    """Files, folders and patterns."""
    parser.main.add_argument("files", nargs="+", metavar="FILE", help=parser.words("help_files"))


def add_jobs(parser: Parser) -> None:
    """How many processes work."""
    help_ = parser.words("help_jobs")
    parser.options.add_argument("-j", "--jobs", metavar="N", type=_count(parser.words), default=1, help=help_)


def add_output(parser: Parser) -> None:
    """Where the output goes."""
    help_ = parser.words("help_output")
    parser.options.add_argument("-o", "--output", metavar="FILE", help=help_)


def add_form(parser: Parser) -> None:
    """Which forms are looked for."""
    help_ = parser.words("help_form")
    parser.options.add_argument("--form", metavar="FORM", action="append", default=[], help=help_)


def _count(words: Words) -> Callable[[str], int]:
    def count(value: str) -> int:
        if not (value.isascii() and value.isdigit()):
            raise argparse.ArgumentTypeError(words("not_a_count", value=value))
        return int(value) or os.cpu_count() or 1

    return count
