"""The source of the typed accessors: of all forms together, and of one edition alone.

In: forms. Out: the text of a Python module with a class for each place of their trees that has places below it. Places
with the same children under the same labels share a class.
"""

from __future__ import annotations

import keyword
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from attrs import Factory, define

from ..indicator import Node
from . import Column, Form, FormError, FormTable, Row

__all__ = ["accessors", "accessors_of_edition", "camel", "common"]

# Names that an accessor cannot have: what every node has, and the decorator that the generated classes use.
_TAKEN: Final = frozenset({*dir(Node), "property"})


def accessors(forms: Sequence[Form], command: str) -> str:
    """The module of the accessors that every report has: the places of all forms, and the ways to one edition's.

    Raises `FormError` where a part of a key cannot be the name of an accessor.
    """
    root, imports = _tree(forms), ""
    for form in forms:
        imports += f"    from .accessors_{form.name} import Report{form.name}\n"
    first = [*_ROOT, *(line for form in forms for line in _way_to(form))]
    header = _HEADER.replace("COMMAND", command).replace("IMPORTS\n", imports)
    return header + "\n\n".join(_classes(root, first))


def accessors_of_edition(form: Form, command: str) -> str:
    """The module of the accessors of one edition, with nothing that its form does not have."""
    root = _tree([form])
    first = [line.replace("EDITION", form.name).replace("TITLE", form.title) for line in _ROOT_OF_EDITION]
    classes = "\n\n".join(_classes(root, first, alone=True))
    names = [name for name in ("Branch", "Indicator", "Indicators", "Node", "absent") if f"{name}" in classes]
    header = _HEADER_OF_EDITION.replace("EDITION", form.name).replace("COMMAND", command)
    return header.replace("NAMES", ", ".join(names)) + classes


# The tree of the forms


@define
class _Place:
    """A place in the tree: its key, what each edition calls it, and the places below it.

    `figures` are the editions that have a cell there.
    """

    key: tuple[str, ...]
    labels: dict[str, str] = Factory(dict)
    children: dict[str, _Place] = Factory(dict)
    figures: dict[str, str | None] = Factory(dict)

    def doc(self, *, alone: bool = False) -> str:
        """The labels, each with the editions that use it; of an edition `alone`, with the unit."""
        if alone:
            [(edition, label)] = self.labels.items()
            unit = self.figures.get(edition)
            return f"{label} ({unit})" if unit else label
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
                        place = _plant(root, form.name, _path(table, row, column))
                        place.figures[form.name] = form.indicators[table.key(row, column)].unit
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


def _plant(root: _Place, edition: str, path: Iterable[tuple[str, str]]) -> _Place:
    place, label = root, ""
    for part, label in path:
        if not part.isidentifier() or keyword.iskeyword(part) or part in _TAKEN:
            key = ".".join((*place.key, part))
            raise FormError(f"form {edition!r}: {part!r} in the key {key!r} cannot name an attribute; choose another")
        place = place.children.setdefault(part, _Place((*place.key, part)))
        place.labels.setdefault(edition, label)
    # A row of its own says better than the rows below it what its place is called.
    place.labels[edition] = label
    return place


# Classes


def _classes(root: _Place, first: Sequence[str], *, alone: bool = False) -> Iterator[str]:
    """The class of the root, which begins with the lines `first`, and those of the places below it."""
    groups: dict[object, list[_Place]] = {}
    for place in _nodes(root):
        groups.setdefault(_shape(place), []).append(place)
    names = _names(groups)
    lines = [*first]
    for name, place in root.children.items():
        if place.children:
            kind = names[_shape(place)]
            lines += _property(name, kind, place.doc(alone=alone), f'{kind}(self.indicators, "{name}")')
        else:
            result = f'self.indicators.get("{name}") or absent("{name}")'
            lines += _property(name, "Indicator", place.doc(alone=alone), result)
    yield "\n".join(lines)
    for shape, places in groups.items():
        yield _class(names[shape], places, names, alone=alone)


def _nodes(place: _Place) -> Iterator[_Place]:
    for child in place.children.values():
        if child.children:
            yield child
            yield from _nodes(child)


def _shape(place: _Place) -> object:
    children = tuple(
        (name, frozenset(child.labels.values()), frozenset(child.figures.values()), _shape(child))
        for name, child in place.children.items()
    )
    return bool(place.figures), children


def _names(groups: Mapping[object, Sequence[_Place]]) -> dict[object, str]:
    """The class of each shape.

    A class of one place is called by its key; a shared one by what the keys of its places begin with, or by its first
    place where another shared class begins with the same.
    """
    shared = {shape: common([p.key for p in places]) for shape, places in groups.items() if len(places) > 1}
    uses = Counter(shared.values())
    names = {}
    for shape, places in groups.items():
        if shape not in shared:
            names[shape] = camel(places[0].key)
        else:
            prefix = shared[shape]
            names[shape] = camel(prefix if prefix and uses[prefix] == 1 else places[0].key) + "Columns"
    return names


def camel(key: Iterable[str]) -> str:
    """The parts of a key as the name of a class."""
    return "".join(part.title().replace("_", "") for part in key)


def common(keys: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """What all keys begin with; each keeps at least its last part for itself."""
    first, *others = keys
    length = 0
    while all(length < len(key) - 1 for key in keys) and all(key[length] == first[length] for key in others):
        length += 1
    return first[:length]


def _class(name: str, places: Sequence[_Place], names: Mapping[object, str], *, alone: bool) -> str:
    first, *others = (f"``{'.'.join(place.key)}``" for place in places)
    more = f" and of {len(others)} more places with the same" if others else ""
    # Of all forms together, a place that is a group in one edition may be a figure in another.
    base = "Branch" if alone and not places[0].figures else "Node"
    lines = [f"class {name}({base}):", f'    """The children of {first}{more}."""', "", "    __slots__ = ()", ""]
    for part, child in places[0].children.items():
        # All places have the same labels, but not each in all editions.
        merged = _Place(child.key, figures=child.figures)
        for place in places:
            merged.labels.update(place.children[part].labels)
        merged.labels = dict(sorted(merged.labels.items()))
        doc = merged.doc(alone=alone)
        if child.children:
            kind = names[_shape(child)]
            lines += _property(part, kind, doc, f'{kind}(self._indicators, f"{{self._key}}.{part}")')
        else:
            lines += _property(part, "Indicator", doc, f'self._leaf("{part}")')
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


# The beginnings of the modules


_HEADER: Final = '''"""Typed accessors of a report: ``report.applications.new.natural_person.value``.

Generated from the form files by ``COMMAND``; do not edit. The classes are those of all
national forms together, and each docstring is the official label with the editions that use it. Where places share a
class, the editions are those of all of them, and the place above says which of them it is in.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from .indicator import Indicator, Node, absent

if TYPE_CHECKING:
IMPORTS

__all__ = ["ReportAccessors"]


'''

_ROOT: Final = [
    "class ReportAccessors:",
    '    """The indicators of a report by attribute; whoever inherits has them as a mapping, and the editions."""',
    "",
    "    __slots__ = ()",
    "",
    "    indicators: Mapping[str, Indicator]",
    "    edition: str | None",
    "    edition_candidates: tuple[str, ...]",
    "",
]


def _way_to(form: Form) -> list[str]:
    """The method that leads to the accessors of one edition, which are imported when somebody asks for them."""
    return [
        f"    def as_{form.name}(self) -> Report{form.name}:",
        f'        """The report by the form of {form.name} alone; `EditionError` where it is of another edition."""',
        f"        from .accessors_{form.name} import Report{form.name}",
        "        from .editions import indicators_of",
        "",
        f'        return Report{form.name}(indicators_of(self, "{form.name}"))',
        "",
    ]


_HEADER_OF_EDITION: Final = '''"""Typed accessors of a report of the EDITION edition alone: ``report.as_EDITION()``.

Generated from the form file by ``COMMAND``; do not edit. Each docstring is the official
label and, of a figure, the unit of the form.
"""

from __future__ import annotations

from attrs import frozen

from .indicator import NAMES

__all__ = ["ReportEDITION"]


'''

_ROOT_OF_EDITION: Final = [
    "@frozen(repr=False)",
    "class ReportEDITION:",
    '    """A report by the form TITLE.',
    "",
    "    `indicators` are the cells that are on it.",
    '    """',
    "",
    "    indicators: Indicators",
    "",
]
