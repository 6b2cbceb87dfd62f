"""Writes what follows from data: the typed accessors, and the pages of the schema, the crosswalk and the diagnostics.

In: the national forms, their crosswalk and the catalogue of diagnostics. Out: modules of accessors and pages under
``docs/``, which are checked in: editors and type checkers see the accessors, readers the keys and codes. Run it in a
checkout after a form file, the crosswalk or the catalogue has changed::

    python -m govinfo_parse.forms.generate           # writes the files
    python -m govinfo_parse.forms.generate --check   # writes nothing, names the files that are not up to date

Importing this module imports the package and with it the present modules of accessors. They may be out of date, for
nothing here looks into them, but they have to be there and importable: where one is not, restore it from version
control.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence, Set
from pathlib import Path
from typing import Final

from ..diagnostics import CATALOGUE
from ..harmonized import crosswalk
from . import Form, FormTable, Rule, known_form, known_forms, national_forms
from .accessor_source import accessors, accessors_of_edition, common
from .crosswalk_source import crosswalk_page, harmonized_accessors

__all__ = ["generated", "main"]

COMMAND: Final = "python -m govinfo_parse.forms.generate"
_ROOT: Final = Path(__file__).parents[2]


def main(argv: Sequence[str] | None = None, root: Path = _ROOT) -> int:
    """Writes the generated files under `root`, or with ``--check`` compares them; returns the exit status.

    1 says that a file is not up to date; standard error names it.
    """
    arguments = argparse.ArgumentParser(prog=COMMAND, description="Writes the files that follow from data.")
    arguments.add_argument("--check", action="store_true", help="write nothing; exit 1 if a file is not up to date")
    check: bool = arguments.parse_args(argv).check
    stale = False
    for name, text in generated(national_forms()).items():
        path = root / name
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        if check:
            stale = True
            print(f"{name} is not up to date; run {COMMAND}", file=sys.stderr)
        else:
            path.write_text(text, encoding="utf-8", newline="\n")
    return int(stale)


def generated(forms: Sequence[Form]) -> dict[str, str]:
    """The generated files of these forms: path within the checkout to text.

    Raises `FormError` where a part of a key cannot be the name of an accessor.
    """
    return {
        "govinfo_parse/accessors.py": accessors(forms, COMMAND),
        **{f"govinfo_parse/accessors_{form.name}.py": accessors_of_edition(form, COMMAND) for form in forms},
        "govinfo_parse/harmonized_accessors.py": harmonized_accessors(crosswalk().concepts, COMMAND),
        "docs/schema.md": _page(forms),
        "docs/schema-other.md": _other_page([known_form(name) for name in known_forms()], forms),
        "docs/crosswalk.md": crosswalk_page(crosswalk(), COMMAND),
        "docs/diagnostics.md": _diagnostics(),
    }


# The page of the schema


def _page(forms: Sequence[Form]) -> str:
    parts = [_PREAMBLE.replace("COMMAND", COMMAND), _overview(forms)]
    for form in forms:
        parts.append(f"## Edition {form.name}\n\n{form.title}: {form.source}.\n")
        parts += [_indicators(form, table) for table in form.tables]
        parts.append(f"### Rules of {form.name}\n\n" + "".join(_rules(form.rules)))
        if form.between_years:
            parts.append(f"### Rules of {form.name} with the year before\n\n" + "".join(_rules(form.between_years)))
    return "\n".join(parts)


def _other_page(known: Iterable[Form], national: Sequence[Form]) -> str:
    """The other built-in forms, with the cells that no national form has under the same key and label."""
    others = [form for form in known if form not in national]
    parts = [_OTHERS.replace("COMMAND", COMMAND), _overview(others)]
    for form in others:
        parts.append(f"## Edition {form.name}\n\n{form.title}: {form.source}.\n")
        same = {key for base in national for key, spec in base.indicators.items() if form.indicators.get(key) == spec}
        parts += [_indicators(form, table, same) for table in form.tables if not _keys(table) <= same]
        parts.append(f"### Rules of {form.name}\n\n" + "".join(_rules(form.rules)))
    return "\n".join(parts)


def _keys(table: FormTable) -> set[str]:
    return {key for keys in table.keys_of_rows().values() for key in keys}


_OTHERS: Final = """# The schema of the other forms that are built in

Generated from the form files in `govinfo_parse/forms/data/other/` by `COMMAND`; do not edit.

These are the forms of [forms.md](forms.md), as [schema.md](schema.md) has the national ones. Of a national form with
additions only the cells are listed that are new.
"""


_PREAMBLE: Final = """# The schema: indicators and reconciliation rules

Generated from the form files in `govinfo_parse/forms/data/` by `COMMAND`; do not edit.

A key names a figure, the same in each edition that has it. It leads to the figure as a key of `Report.indicators` and,
part by part, as attributes:

```python
>>> from govinfo_parse.indicator import Indicator
>>> from govinfo_parse.report import Report
>>> key = "applications.new.natural_person"
>>> report = Report(indicators={key: Indicator(key, "自然人", value=18, unit="件", status="reported")})
>>> report.indicators["applications.new.natural_person"].value
18
>>> report.applications.new.natural_person.value
18
>>> report.applications.new.business.status
'absent'

```

Labels are those printed on the form, the path from the outermost heading in, and beside them what they mean in English
(`Indicator.english`); no official translation of the forms is known. The unit is the form's; `heading` marks a
row that the form leaves without a figure, and a row without a unit has none on the form.

A rule says which sums of figures agree: a hard one on every correctly filled form, a soft one on most. Rules of the
same kind stand together: in `applications.*.{…}`, `*` stands for each term of the equation and `{…}` for the part of
the keys that the rule's id names. In the rules with the year before, `previous:` marks a cell of that year's report.
[checks.md](checks.md) says how rules are held.
"""


def _overview(forms: Iterable[Form]) -> str:
    rows = [
        (f"[{form.name}](#edition-{form.name})", form.title, _years(form.years), form.source, len(form.indicators))
        for form in forms
    ]
    return _table(("edition", "form", "reports of", "official notice", "indicators"), rows)


def _years(years: tuple[int, int | None]) -> str:
    first, last = years
    return f"{first}–{last}" if last else f"{first} onward"


def _indicators(form: Form, table: FormTable, known: Set[str] = frozenset()) -> str:
    rows = [
        (
            f"`{spec.key}`",
            " > ".join(spec.row),
            " > ".join(spec.column),
            "heading" if spec.heading else spec.unit or "",
            spec.english,
        )
        for spec in form.indicators.values()
        if spec.table == table.name and spec.key not in known
    ]
    # A table of a single row or a single column of figures has labels of one kind only.
    used = [index for index in range(5) if index in (0, 3) or any(row[index] for row in rows)]
    heads = ("key", "row", "column", "unit", "in English")
    shown = _table([heads[index] for index in used], [[row[index] for index in used] for row in rows])
    return f"### {form.name}: {table.title}\n\n{shown}"


def _table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join("| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |\n" for line in lines)


def _rules(rules: Iterable[Rule]) -> Iterator[str]:
    """One item an equation: rules that differ only in what all their keys begin or end with are told together."""
    groups: dict[object, list[Rule]] = {}
    for rule in rules:
        groups.setdefault((_equation(rule, *_ends(rule)), rule.severity, rule.source), []).append(rule)
    for members in groups.values():
        rule = members[0]
        if len(members) == 1:
            said = f"`{_equation(rule, (), ())}`"
        else:
            heads, tails = zip(*map(_ends, members), strict=True)
            where = ".".join((*_varying(heads), "*", *reversed(_varying([tail[::-1] for tail in tails]))))
            said = f"`{_equation(rule, *_ends(rule))}` in `{where}`"
        identifiers = ", ".join(f"`{member.id}`" for member in members)
        yield f"- {said} ({rule.severity}; {rule.source}): {identifiers}\n"


def _ends(rule: Rule) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What all keys of a rule begin with, and what they all end with."""
    keys = [tuple(key.split(".")) for key in rule.left + rule.right]
    head = common(keys)
    return head, common([key[len(head) :][::-1] for key in keys])[::-1]


def _varying(ends: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """What all of these begin with, then a placeholder if they go on differently."""
    if len(set(ends)) == 1:
        return ends[0]
    length = len(common([(*end, "") for end in ends]))
    return (*ends[0][:length], "{…}")


def _equation(rule: Rule, head: Sequence[str], tail: Sequence[str]) -> str:
    """The rule as an equation, without what all of its keys have in common."""
    sides = []
    for side in (rule.left, rule.right):
        terms = [key.split(".")[len(head) :] for key in side]
        sides.append(" + ".join(".".join(term[: len(term) - len(tail)]) for term in terms) or "0")
    return f"{sides[0]} {rule.relation} {sides[1]}"


# The page of the diagnostics


def _diagnostics() -> str:
    overview = _table(
        ("code", "", "severity", "fault", "span"),
        [(f"[{code}](#{code})", x.title, x.severity, x.fault, x.place or "none") for code, x in CATALOGUE.items()],
    )
    parts = [_DIAGNOSTICS.replace("COMMAND", COMMAND), overview]
    for code, entry in CATALOGUE.items():
        parts.append(
            f"## {code}\n\n{entry.title}: {entry.severity}, {entry.fault}. {entry.when}\n\n"
            f"- message: `` {entry.message} ``\n- hint: {entry.hint}\n- span: {entry.place or 'none'}\n"
        )
    return "\n".join(parts)


_DIAGNOSTICS: Final = """# The diagnostics

Generated from the catalogue in `govinfo_parse/diagnostics.py` by `COMMAND`; do not edit.

`Report.diagnostics` holds what the parser has to say about its input. Each diagnostic has a `code`, which stays the
same from version to version, a `title` in Chinese, a `severity`, a `fault`, a `message`, a `hint` that says what to do,
and the `span` of the text that it speaks of (null where it speaks of no place). In a message, words in braces stand for
what the text says; `label` is the official label of the cell or row.

| severity | means |
|---|---|
| error | nothing was read |
| warning | a figure may be missing or wrong |
| info | the figures are right as far as the text tells; this says how they were read |

The fault says where the cause lies: in the `source` document as the office wrote it, with the `extractor` that made
text of it, or with the `parser`, which met something that it does not know.
"""


if __name__ == "__main__":
    sys.exit(main())
