"""Writes what follows from data: the typed accessors, the page of the schema and the page of the diagnostics.

In: the national forms and the catalogue of diagnostics. Out: ``govinfo_parse/accessors.py``, ``docs/schema.md`` and
``docs/diagnostics.md``, which are checked in: editors and type checkers see the accessors, readers the keys and codes.
Run it in a checkout after a form file or the catalogue has changed::

    python -m govinfo_parse.forms.generate           # writes the files
    python -m govinfo_parse.forms.generate --check   # writes nothing, names the files that are not up to date

Importing this module imports the package and with it the present ``accessors.py``. That file may be out of date, for
nothing here looks into it, but it has to be there and importable: where it is not, restore it from version control.
"""

from __future__ import annotations

import argparse
import keyword
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from attrs import Factory, define

from ..diagnostics import CATALOGUE
from ..indicator import Node
from . import Column, Form, FormError, FormTable, Row, Rule, national_forms

__all__ = ["generated", "main"]

COMMAND: Final = "python -m govinfo_parse.forms.generate"
_ROOT: Final = Path(__file__).parents[2]

# Names that an accessor cannot have: what every node has, and the decorator that the generated classes use.
_TAKEN: Final = frozenset({*dir(Node), "property"})


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
        "govinfo_parse/accessors.py": _accessors(_tree(forms)),
        "docs/schema.md": _page(forms),
        "docs/diagnostics.md": _diagnostics(),
    }


# The merged tree of all forms


@define
class _Place:
    """A place in the merged tree: its key, what each edition calls it, and the places below it."""

    key: tuple[str, ...]
    labels: dict[str, str] = Factory(dict)
    children: dict[str, _Place] = Factory(dict)

    @property
    def doc(self) -> str:
        """The labels, each with the editions that use it."""
        editions: dict[str, list[str]] = {}
        for edition, label in self.labels.items():
            editions.setdefault(label, []).append(edition)
        return ";\n".join(f"{label} ({', '.join(names)})" for label, names in editions.items())


def _tree(forms: Sequence[Form]) -> _Place:
    root = _Place(())
    for form in forms:
        for table in form.tables:
            for block in table.blocks:
                for row in block.rows:
                    for column in block.columns:
                        _plant(root, form.name, _path(table, row, column))
    return root


def _path(table: FormTable, row: Row, column: Column) -> list[tuple[str, str]]:
    """The parts of a cell's key from the outermost in, each with its label."""
    return [
        *_labelled(table.prefix, (table.title,), table.title),
        *_labelled(row.key, row.label, table.title),
        *_labelled(column.key, column.label, table.title),
    ]


def _labelled(key: str, label: Sequence[str], default: str) -> Iterator[tuple[str, str]]:
    """Pairs the parts of a key with its label path from the innermost out: either may have parts the other has not."""
    parts = key.split(".") if key else []
    labels = [*([default] * len(parts)), *label]
    return zip(parts, labels[len(labels) - len(parts) :], strict=True)


def _plant(root: _Place, edition: str, path: Iterable[tuple[str, str]]) -> None:
    place, label = root, ""
    for part, label in path:
        if not part.isidentifier() or keyword.iskeyword(part) or part in _TAKEN:
            key = ".".join((*place.key, part))
            raise FormError(f"form {edition!r}: {part!r} in the key {key!r} cannot name an attribute; choose another")
        place = place.children.setdefault(part, _Place((*place.key, part)))
        place.labels.setdefault(edition, label)
    # A row of its own says better than the rows below it what its place is called.
    place.labels[edition] = label


# Classes: places with the same children under the same labels share one


def _accessors(root: _Place) -> str:
    groups: dict[object, list[_Place]] = {}
    for place in _nodes(root):
        groups.setdefault(_shape(place), []).append(place)
    names = _names(groups)
    classes = [_root_class(root, names), *(_node_class(names[shape], groups[shape], names) for shape in groups)]
    return _HEADER.replace("COMMAND", COMMAND) + "\n\n".join(classes)


def _nodes(place: _Place) -> Iterator[_Place]:
    for child in place.children.values():
        if child.children:
            yield child
            yield from _nodes(child)


def _shape(place: _Place) -> object:
    return tuple((name, frozenset(child.labels.values()), _shape(child)) for name, child in place.children.items())


def _names(groups: Mapping[object, Sequence[_Place]]) -> dict[object, str]:
    """The class of each shape.

    A class of one place is called by its key; a shared one by what the keys of its places begin with, or by its first
    place where another shared class begins with the same.
    """
    shared = {shape: _common([p.key for p in places]) for shape, places in groups.items() if len(places) > 1}
    uses = Counter(shared.values())
    names = {}
    for shape, places in groups.items():
        if shape not in shared:
            names[shape] = _camel(places[0].key)
        else:
            prefix = shared[shape]
            names[shape] = _camel(prefix if prefix and uses[prefix] == 1 else places[0].key) + "Columns"
    return names


def _camel(key: Iterable[str]) -> str:
    return "".join(part.title().replace("_", "") for part in key)


def _common(keys: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """What all keys begin with; each keeps at least its last part for itself."""
    first, *others = keys
    length = 0
    while all(length < len(key) - 1 for key in keys) and all(key[length] == first[length] for key in others):
        length += 1
    return first[:length]


_HEADER: Final = '''"""Typed accessors of a report: ``report.applications.new.natural_person.value``.

Generated from the form files by ``COMMAND``; do not edit. The classes are those of all
national forms together, and each docstring is the official label with the editions that use it. Where places share a
class, the editions are those of all of them, and the place above says which of them it is in.
"""

from __future__ import annotations

from collections.abc import Mapping

from .indicator import Indicator, Node, absent

__all__ = ["ReportAccessors"]


'''


def _root_class(root: _Place, names: Mapping[object, str]) -> str:
    lines = [
        "class ReportAccessors:",
        '    """The indicators of a report by attribute; whoever inherits has the mapping `indicators`."""',
        "",
        "    __slots__ = ()",
        "",
        "    indicators: Mapping[str, Indicator]",
        "",
    ]
    for name, place in root.children.items():
        if place.children:
            kind = names[_shape(place)]
            lines += _property(name, kind, place.doc, f'{kind}(self.indicators, "{name}")')
        else:
            lines += _property(name, "Indicator", place.doc, f'self.indicators.get("{name}") or absent("{name}")')
    return "\n".join(lines)


def _node_class(name: str, places: Sequence[_Place], names: Mapping[object, str]) -> str:
    first, *others = (f"``{'.'.join(place.key)}``" for place in places)
    more = f" and of {len(others)} more places with the same" if others else ""
    lines = [f"class {name}(Node):", f'    """The children of {first}{more}."""', "", "    __slots__ = ()", ""]
    for part, child in places[0].children.items():
        # All places have the same labels, but not each in all editions.
        merged = _Place(child.key)
        for place in places:
            merged.labels.update(place.children[part].labels)
        merged.labels = dict(sorted(merged.labels.items()))
        if child.children:
            kind = names[_shape(child)]
            lines += _property(part, kind, merged.doc, f'{kind}(self._indicators, f"{{self._key}}.{part}")')
        else:
            lines += _property(part, "Indicator", merged.doc, f'self._leaf("{part}")')
    return "\n".join(lines)


def _property(name: str, kind: str, doc: str, result: str) -> list[str]:
    first, *others = doc.split("\n")
    closing = [*(f"        {line}" for line in others), '        """'] if others else []
    return [
        "    @property",
        f"    def {name}(self) -> {kind}:",
        f'        """{first}' + ("" if others else '"""'),
        *closing,
        f"        return {result}",
        "",
    ]


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

Labels are those printed on the form, the path from the outermost heading in. The unit is the form's; `heading` marks a
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


def _indicators(form: Form, table: FormTable) -> str:
    rows = [
        (f"`{spec.key}`", " > ".join(spec.row), " > ".join(spec.column), "heading" if spec.heading else spec.unit or "")
        for spec in form.indicators.values()
        if spec.table == table.name
    ]
    # A table of a single row or a single column of figures has labels of one kind only.
    used = [index for index in range(4) if index in (0, 3) or any(row[index] for row in rows)]
    heads = ("key", "row", "column", "unit")
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
    head = _common(keys)
    return head, _common([key[len(head) :][::-1] for key in keys])[::-1]


def _varying(ends: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """What all of these begin with, then a placeholder if they go on differently."""
    if len(set(ends)) == 1:
        return ends[0]
    length = len(_common([(*end, "") for end in ends]))
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
