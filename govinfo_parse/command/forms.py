"""``govinfo-parse forms``: the forms that reports are read by, and what is on them."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from typing import Any

from ..forms import Form, Rule, known_form, known_forms
from .arguments import Parser, add_output
from .console import Console
from .reading import load_forms
from .words import Words

__all__ = ["add_arguments", "run"]


def add_arguments(parser: Parser) -> None:
    """What ``forms`` takes."""
    parser.main.add_argument("form", nargs="?", metavar="FORM", help=parser.words("help_which_form"))
    shown = parser.options.add_mutually_exclusive_group()
    shown.add_argument("--json", action="store_true", help=parser.words("help_json"))
    shown.add_argument("--keys", action="store_true", help=parser.words("help_keys"))
    add_output(parser)


def run(arguments: argparse.Namespace, console: Console) -> None:
    """Lists the forms, or shows one."""
    console.write_to(arguments.output, arguments.color)
    if arguments.form is None:
        forms = tuple(map(known_form, known_forms()))
    else:
        found = load_forms([arguments.form], console)
        if found is None:
            return
        forms = found
    if arguments.keys:
        keys = dict.fromkeys(key for form in forms for key in form.indicators)
        console.write("".join(f"{key}\n" for key in keys))
    elif arguments.json:
        data = [_summary(form) for form in forms] if arguments.form is None else _data(forms[0])
        console.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")
    else:
        lines = _list(forms, console) if arguments.form is None else _form(forms[0], console)
        console.write("".join(f"{line.rstrip()}\n" for line in lines))


# --- for a person ----------------------------------------------------------------------------------------------------


def _list(forms: tuple[Form, ...], console: Console) -> Iterator[str]:
    width = max(len(form.name) for form in forms)
    for form in forms:
        yield f"{console.paint('title', form.name)}{' ' * (width - len(form.name))}  {_title(form, console.words)}"
        yield " " * (width + 2) + _extent(form, console.words)


def _form(form: Form, console: Console) -> Iterator[str]:
    words, paint = console.words, console.paint
    yield paint("title", f"{form.name}  {_title(form, words)}")
    yield _extent(form, words)
    yield form.source
    width = max(map(len, form.indicators))
    for table in form.tables:
        yield ""
        yield paint("title", f"{table.title} ({table.name})")
        for spec in form.indicators.values():
            if spec.table == table.name:
                yield f"  {spec.key:<{width}}  {spec.label}" + (f" ({spec.unit})" if spec.unit else "")
    for title, rules in (("rules", form.rules), ("rules_between", form.between_years)):
        if rules:
            yield ""
            yield paint("title", words(title))
        for rule in rules:
            yield f"  {rule.id} ({words(f'rule_{rule.severity}')})"
            yield f"    {_equation(rule)}"


def _title(form: Form, words: Words) -> str:
    english = form.in_english(form.title)
    return f"{form.title} ({english})" if words.language == "en" and english != form.title else form.title


def _extent(form: Form, words: Words) -> str:
    return words("extent_of_form", years=_years(form, words), size=_size(form, words))


def _years(form: Form, words: Words) -> str:
    first, last = form.years
    if last is None:
        return words("years_from", first=first)
    return words("year_of_form" if first == last else "years_of_form", first=first, last=last)


def _size(form: Form, words: Words) -> str:
    cells = sum(1 for spec in form.indicators.values() if not spec.heading)
    return words("size_of_form", tables=len(form.tables), cells=cells, rules=len(form.rules))


def _equation(rule: Rule) -> str:
    return f"{' + '.join(rule.left) or '0'} {rule.relation} {' + '.join(rule.right) or '0'}"


# --- for a program ---------------------------------------------------------------------------------------------------


def _summary(form: Form) -> dict[str, Any]:
    return {
        "name": form.name,
        "title": form.title,
        "english": form.in_english(form.title),
        "years": list(form.years),
        "source": form.source,
    }


def _data(form: Form) -> dict[str, Any]:
    tables = [
        {
            "name": table.name,
            "title": table.title,
            "indicators": [
                {"key": spec.key, "label": spec.label, "english": spec.english, "unit": spec.unit}
                for spec in form.indicators.values()
                if spec.table == table.name
            ],
        }
        for table in form.tables
    ]
    rules = {"rules": form.rules, "between_years": form.between_years}
    return {**_summary(form), "tables": tables, **{name: [_rule(rule) for rule in own] for name, own in rules.items()}}


def _rule(rule: Rule) -> dict[str, Any]:
    return {"id": rule.id, "equation": _equation(rule), "severity": rule.severity, "source": rule.source}
