"""One view of reports of all editions: what they have in common, under one name (`forms/data/crosswalk/`).

In: the indicators of a report and the crosswalk, which says for each concept the keys that it has on each form. Out: a
`HarmonizedFigure` for each concept. Nothing is estimated: a concept that a form does not have is ``absent`` from its
reports, and one with a cell that gives no number is ``unknown``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from attrs import evolve, field, frozen

from .arithmetic import Arithmetic
from .errors import UnitError, nearest
from .forms import national_forms
from .harmonized_accessors import HarmonizedAccessors
from .indicator import Indicator, Number, absent

__all__ = ["Concept", "Crosswalk", "Harmonized", "HarmonizedFigure", "crosswalk"]

_CROSSWALK: Final = Path(__file__).parent / "forms" / "data" / "crosswalk" / "national.json"
# In a key of the crosswalk, the place of the applicant's column.
_APPLICANT: Final = "{applicant}"
_TOTAL: Final = "total"


@frozen
class Concept:
    """What several forms have in common.

    - `name`, `label`, `meaning`: what it is called here, in Chinese, and in English; `unit`: the forms' unit of it.
    - `keys`: edition to the keys whose sum it is there. An edition that does not have it is not in the mapping.
    - `notes`: edition to what is different there.
    """

    name: str
    label: str
    meaning: str
    unit: str
    keys: Mapping[str, tuple[str, ...]]
    notes: Mapping[str, str]

    def keys_of(self, edition: str, applicant: str = _TOTAL) -> tuple[str, ...]:
        """The keys of an edition, for one kind of applicant; none where the edition does not tell them apart."""
        keys = self.keys.get(edition, ())
        if applicant != _TOTAL and not all(_APPLICANT in key for key in keys):
            return ()
        return tuple(key.replace(_APPLICANT, applicant) for key in keys)


@frozen
class Crosswalk:
    """All concepts in the order of the forms, the columns of the kinds of applicant, and where it all comes from."""

    source: str
    applicants: tuple[str, ...]
    concepts: tuple[Concept, ...]

    def concept(self, name: str) -> Concept:
        """The concept of that name; raises `KeyError` where there is none."""
        for concept in self.concepts:
            if concept.name == name:
                return concept
        raise _unknown(name)


@frozen(order=False)
class HarmonizedFigure(Arithmetic):
    """What a report says of a concept.

    - `key`, `label`: name and Chinese label of the concept.
    - `value`: the number, None unless `status` is ``reported``; `unit`: what it counts in.
    - `status`: ``reported``; ``unknown`` where a cell that it needs gives no number (`terms` tell which and why); or
      ``absent`` where the report's form does not have the concept.
    - `edition`: the form that its cells are of.
    - `terms`: the indicators whose sum it is.
    - `note`: how that edition differs, if it does.
    - `by_applicant`: the same for each kind of applicant, where the form has them (since 2019).

    >>> from govinfo_parse import parse
    >>> report = parse("二、上年结转政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1")
    >>> carried_in = report.harmonized.carried_in
    >>> carried_in.value, carried_in.unit, carried_in.by_applicant["natural_person"].value
    (1, '件', 1)
    >>> report.harmonized.received.status, report.harmonized.received.terms[0].status
    ('unknown', 'absent')
    """

    key: str
    label: str
    value: Number | None
    unit: str | None
    status: Literal["reported", "unknown", "absent"]
    edition: str | None
    terms: tuple[Indicator, ...]
    note: str | None = None
    by_applicant: Mapping[str, HarmonizedFigure] = field(factory=dict, eq=False, repr=False)


class Harmonized(HarmonizedAccessors):
    r"""The concepts of the crosswalk as a report gives them: by attribute, or as a mapping from name to figure.

    `fits` are the editions that the report may be of, the likeliest first.

    >>> from govinfo_parse import parse
    >>> text = "统计指标 | 单位 | 统计数\n（一）收到申请数 | 件 | 7\n1.当面申请数 | 件 | 4\n2.传真申请数 | 件 | 3\n"
    >>> view = parse(text).harmonized
    >>> view.received.value, view["received"].terms[0].key, view.carried_in.status
    (7, 'applications.received', 'absent')
    """

    __slots__ = ("_figures", "_source")
    _figures: Mapping[str, HarmonizedFigure]
    _source: tuple[Mapping[str, Indicator], tuple[str, ...]]

    def __init__(self, indicators: Mapping[str, Indicator], fits: tuple[str, ...]) -> None:
        figures = {concept.name: _figure(concept, indicators, fits) for concept in crosswalk().concepts}
        object.__setattr__(self, "_figures", figures)
        object.__setattr__(self, "_source", (indicators, fits))

    def __getitem__(self, name: str) -> HarmonizedFigure:
        try:
            return self._figures[name]
        except KeyError:
            raise _unknown(name) from None

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> object:
            """Called for a name that is no concept."""
            # A copy that is not yet made has no figures.
            hint = "" if name.startswith("_") else nearest(name, self._figures)
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}{hint}")

    def __iter__(self) -> Iterator[str]:
        return iter(self._figures)

    def __len__(self) -> int:
        return len(self._figures)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("the figures of a report cannot be changed")

    def __reduce__(self) -> tuple[type[Harmonized], tuple[Mapping[str, Indicator], tuple[str, ...]]]:
        return Harmonized, self._source

    def __repr__(self) -> str:
        return f"<Harmonized: {sum(figure.status == 'reported' for figure in self._figures.values())} figures>"


def _unknown(name: str) -> KeyError:
    names = [concept.name for concept in crosswalk().concepts]
    return KeyError(f"{name}: no such concept (docs/crosswalk.md lists them){nearest(name, names)}")


def _figure(concept: Concept, indicators: Mapping[str, Indicator], fits: tuple[str, ...]) -> HarmonizedFigure:
    edition = _edition_of(concept, indicators, fits)
    if edition is None:
        return HarmonizedFigure(concept.name, concept.label, None, None, "absent", None, ())
    parts = {
        applicant: _of_applicant(concept, edition, applicant, indicators)
        for applicant in crosswalk().applicants
        if applicant != _TOTAL and _APPLICANT in "".join(concept.keys.get(edition, ()))
    }
    return evolve(_of_applicant(concept, edition, _TOTAL, indicators), by_applicant=parts)


def _edition_of(concept: Concept, indicators: Mapping[str, Indicator], fits: tuple[str, ...]) -> str | None:
    """The form that a concept's cells are of: where offices mixed forms, the one whose cells are there."""
    others = [form.name for form in reversed(national_forms()) if form.name not in fits]
    for edition in (*fits, *others):
        if any(key in indicators for name in crosswalk().applicants for key in concept.keys_of(edition, name)):
            return edition
    return fits[0] if fits else None


def _of_applicant(
    concept: Concept, edition: str, applicant: str, indicators: Mapping[str, Indicator]
) -> HarmonizedFigure:
    terms = tuple(indicators.get(key) or absent(key) for key in concept.keys_of(edition, applicant))
    value = _added(terms) if terms and all(term.value is not None for term in terms) else None
    units = {term.unit for term in terms if term.value is not None}
    return HarmonizedFigure(
        key=concept.name if applicant == _TOTAL else f"{concept.name}.{applicant}",
        label=concept.label,
        value=value,
        unit=units.pop() if len(units) == 1 else concept.unit if terms else None,
        status="absent" if not terms else "unknown" if value is None else "reported",
        edition=edition,
        terms=terms,
        note=concept.notes.get(edition),
    )


def _added(terms: tuple[Indicator, ...]) -> Number | None:
    """The sum of the terms; None where their units do not go together."""
    if len(terms) == 1:
        return terms[0].value
    try:
        total: Any = sum(terms)
    except UnitError:
        return None
    number: Number = total
    return number


@cache
def crosswalk() -> Crosswalk:
    """The crosswalk of the national forms.

    >>> first = crosswalk().concepts[0]
    >>> first.name, first.keys["2014"], first.keys_of("2021", "business")
    ('received', ('applications.received',), ('applications.new.business',))
    """
    data = json.loads(_CROSSWALK.read_text(encoding="utf-8"))
    concepts = tuple(
        Concept(
            name=item["name"],
            label=item["label"],
            meaning=item["meaning"],
            unit=item["unit"],
            keys={edition: tuple(keys) for edition, keys in item["keys"].items()},
            notes=item.get("notes", {}),
        )
        for item in data["concepts"]
    )
    return Crosswalk(data["source"], tuple(data["applicants"]), concepts)
