"""``govinfo-parse explain``: how a figure was read, or why it was not."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Final

from ..forms import IndicatorSpec
from ..report import Report
from .arguments import Parser, add_form
from .console import PROGRAM, Console
from .inputs import find_inputs
from .reading import reader_of, results
from .words import Words

__all__ = ["add_arguments", "run"]

# So many keys are listed where a word stands for several.
_MOST: Final = 40


def add_arguments(parser: Parser) -> None:
    """What ``explain`` takes."""
    parser.main.add_argument("file", metavar="FILE", help=parser.words("help_file"))
    parser.main.add_argument("key", nargs="+", metavar="KEY", help=parser.words("help_key"))
    add_form(parser)


def run(arguments: argparse.Namespace, console: Console) -> None:
    """Explains the figures of the keys, or says what was meant by a word that is none."""
    console.write_to(None, arguments.color)
    reader = reader_of(arguments.form, console)
    if reader is None:
        return
    between = ""
    for report in results(find_inputs([arguments.file], console), _itself, reader, 1, console):
        for key in arguments.key:
            if report.indicators:
                between = _explain(report, key, between, console)


def _itself(report: Report) -> Report:
    return report


def _explain(report: Report, key: str, between: str, console: Console) -> str:
    specs: dict[str, IndicatorSpec] = {}
    for spec in (spec for form in report.forms for spec in form.indicators.values()):
        specs.setdefault(spec.key, spec)
    # Some words are figures of one form, and groups of figures on another.
    is_group = key not in report.indicators and any(own.startswith(f"{key}.") for own in report.indicators)
    try:
        if is_group:
            raise KeyError(key)
        said = report.explain(key, language=console.words.language)
    except KeyError:
        console.refuse("\n  ".join(_instead(specs, key, console.words)))
        return between
    first, *others = said.splitlines()
    console.write(between + "\n".join([console.paint("title", first), *others]) + "\n")
    return "\n"


def _instead(specs: Mapping[str, IndicatorSpec], word: str, words: Words) -> Iterator[str]:
    """What may have been meant by a word that is no key."""
    below = [spec for key, spec in specs.items() if key.startswith(word.rstrip(".*") + ".")]
    labelled = [spec for spec in specs.values() if word in spec.label]
    if below:
        yield words("keys_below", key=word)
        yield from _listed(below, words)
    elif labelled:
        yield words("keys_labelled", key=word)
        yield from _listed(labelled, words)
    else:
        near = get_close_matches(word, specs, n=5, cutoff=0.5)
        yield words("no_such_key", key=word) + (words("are_like_it") if near else "")
        yield from _listed([specs[key] for key in near], words)
        yield words("list_of_keys", program=PROGRAM)


def _listed(specs: Sequence[IndicatorSpec], words: Words) -> Iterator[str]:
    yield from (f"{spec.key}  {spec.label}" for spec in specs[:_MOST])
    if len(specs) > _MOST:
        yield words("and_more", count=len(specs) - _MOST)
