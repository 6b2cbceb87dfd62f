"""The source of what follows from the crosswalk: the accessors of the harmonized view, and its page.

In: the concepts. Out: the text of a Python module with an attribute for each, and of a page with a row for each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ..harmonized import Concept, Crosswalk
from .accessor_source import common

__all__ = ["crosswalk_page", "harmonized_accessors"]

_TAIL: Final = ".{applicant}"


def harmonized_accessors(concepts: Sequence[Concept], command: str) -> str:
    """The module with an attribute for each concept."""
    lines = [_MODULE.replace("COMMAND", command)]
    for concept in concepts:
        lines += [
            "    @property",
            f"    def {concept.name}(self) -> HarmonizedFigure:",
            f'        """{concept.label} ({", ".join(concept.keys)}):',
            f"        {concept.meaning}",
            '        """',
            f'        return self["{concept.name}"]',
            "",
        ]
    return "\n".join(lines)


def crosswalk_page(crosswalk: Crosswalk, command: str) -> str:
    """The page with a row for each concept, and the notes below."""
    known = {edition for concept in crosswalk.concepts for edition in concept.keys}
    editions = sorted(known, key=lambda name: (not name.startswith("pre"), name))
    rows = [["concept", "label", *editions], ["---"] * (2 + len(editions))]
    rows += [
        [f"`{concept.name}`", concept.label, *(_keys(concept.keys.get(name, ())) for name in editions)]
        for concept in crosswalk.concepts
    ]
    table = "".join("| " + " | ".join(row) + " |\n" for row in rows)
    page = _PAGE.replace("COMMAND", command).replace("SOURCE", crosswalk.source)
    return page + table + "\n## Notes\n\n" + "".join(_notes(crosswalk.concepts))


def _notes(concepts: Sequence[Concept]) -> Iterator[str]:
    """One item for each difference; editions with the same note stand together."""
    for concept in concepts:
        for note in dict.fromkeys(concept.notes.values()):
            editions = ", ".join(edition for edition, text in concept.notes.items() if text == note)
            yield f"- `{concept.name}` ({concept.meaning}), {editions}: {note}\n"


def _keys(keys: Sequence[str]) -> str:
    """The keys of a cell of the table: `*` for the kind of applicant, and what several have in common only once."""
    if not keys:
        return ""
    tail = ".*" if keys[0].endswith(_TAIL) else ""
    parts = [tuple(key.removesuffix(_TAIL).split(".")) for key in keys]
    if len(parts) == 1:
        return f"`{'.'.join(parts[0])}{tail}`"
    head = common(parts)
    end = common([part[len(head) :][::-1] for part in parts])[::-1]
    inner = " + ".join(".".join(part[len(head) : len(part) - len(end)]) for part in parts)
    return f"`{'.'.join((*head, f'({inner})', *end))}{tail}`"


_MODULE: Final = '''"""The concepts of the harmonized view by attribute: ``report.harmonized.received.value``.

Generated from the crosswalk by ``COMMAND``; do not edit. Each docstring is the label of
the concept, the editions that have it, and what it means.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .harmonized import HarmonizedFigure

__all__ = ["HarmonizedAccessors"]


class HarmonizedAccessors(Mapping[str, "HarmonizedFigure"]):
    """The concepts by attribute; whoever inherits has them as a mapping."""

    __slots__ = ()
'''

_PAGE: Final = """# The crosswalk: one view of all editions

Generated from `govinfo_parse/forms/data/crosswalk/national.json` by `COMMAND`; do not edit.

The forms of 2014, 2019 and 2021 and the municipal tables before them ask for the same things in other rows, or do not
ask for them at all.
`report.harmonized` gives what they have in common under one name, so that reports of several years go into one table:

```python
>>> from pathlib import Path
>>> from govinfo_parse import parse
>>> report = parse(Path("docs/examples/lincheng-2021.txt").read_bytes().decode("utf-8"))
>>> view = report.harmonized
>>> view.received.value, view.granted.value, view.denied.value, view.litigation_total.value
(72, 27, 12, 5)
>>> [term.key for term in view.litigation_total.terms]
['litigation.direct.total', 'litigation.after_review.total']
>>> view.received.by_applicant["natural_person"].value
57

```

It is a mapping too: `view["received"]`, `view.items()`, always with every concept, so that each report gives a row of
the same table. A figure's `status` says what it is:

- `reported`: the form has the concept, and every cell that it needs gives a number.
- `unknown`: the form has the concept, but a cell gives no number. `terms` are its cells, each with its own status.
- `absent`: the form does not have the concept.

```python
>>> view.application_fees.status, view.application_fees.note
('absent', '行政事业性收费 are all charges of the body, not those for applications (`administrative_fees`).')
>>> view.regulations_issued.status, view.regulations_issued.terms[0].status
('unknown', 'none')

```

Nothing is estimated. A concept that is the sum of several cells is reported where all of them are; a blank cell does
not count as 0. Where an office mixed forms, the cells decide which form a concept is read from (`edition`). The figures
can be calculated with as all others can ([quantities](quantities.md)).

Which cells count as the same is decided by the labels and the notes on the forms alone. Source: SOURCE. In a key, `*`
stands for the kind of applicant: the row's total is the concept, the others are under `by_applicant`. Of the tables
before 2014, the column of the year so far is taken (本年累计, 年度累计), the figure of the year in a table of December.

## The concepts

"""
