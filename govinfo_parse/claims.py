"""Figures that a report states in its prose, and whether its tables say the same.

In: the text of a report, with its tables, sections and metadata. Out: `Claim` values in the order of the text. A claim
never becomes an indicator. Nothing raises.

Strategy: precision before recall. Each sentence between the tables is made into a plain string in which ``#`` stands
for a number, and the rules of `claim_rules.py` are matched against it; they say which indicator of which edition the
words mean, and what must or must not stand around them. What is said of plans, of other years, of a part of the body
or in a comparison is passed over; so is a figure that may as well be the sum of two cells, and figures that contradict
each other, unless the table bears one of them out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Context, Decimal
from functools import cache
from typing import Any, Final

from attrs import asdict, evolve, field, frozen

from .claim_context import (
    Period,
    Scope,
    is_of_other_body,
    is_of_part,
    is_of_part_of_year,
    is_of_year,
    is_sure,
    period_of,
    scope_of,
    what_it_goes_on_with,
)
from .claim_rules import Rule, guard, topics
from .claim_rules import rules as claim_rules
from .fields import Field, encoded
from .forms import known_form, national_forms
from .indicator import BOUNDS, Bound, Indicator, Number
from .metadata import Metadata
from .prose import Marked, folded, marked, paragraphs, sentences
from .sections import Section
from .written_numbers import WrittenNumber

__all__ = ["Claim", "Source", "editions_of", "read_claims"]

_SCOPES: Final[tuple[Scope, ...]] = ("body", "area")
_PERIODS: Final[tuple[Period, ...]] = ("year", "cumulative")

_MONEY: Final = {"元": 1, "万元": 10**4, "亿元": 10**8}
# Reports appear in the first months of the next year.
_PUBLISHED_BY: Final = "06"
# Exact whatever decimal context the caller has set.
_EXACT: Final = Context(prec=60, traps=[])
_CLAUSE: Final = re.compile(r"[,;:(]")
# 予以公开和部分公开12件 counts both together: no figure stands before the word that joins them.
_JOINED: Final = re.compile(r"(?<![#件条次项个份宗起)%])[和及与或、]\Z")
# What the sections on problems and plans count is not of this year.
_NOT_THIS_YEAR: Final = frozenset({"problems"})


@frozen
class Claim:
    r"""A figure that the prose states for an indicator.

    - `key`: the indicator, of the edition of the report (of a report without tables, of the edition of its year).
    - `value`, `unit`: as stated, in the unit of the indicator; of money, in the one that is written.
    - `approximate`: None for an exact figure, else how the true one lies to it: ``about`` (约), ``above`` (余, 多, 逾),
      ``below`` (近, 不足).
    - `raw`, `span`: the words that state it, and their place in the source.
    - `scope`: ``body``, or ``area`` where the sentence speaks of a whole area or all of its bodies (全市, 各部门).
    - `period`: ``year``, or ``cumulative`` where it counts several years together (历年, 以来累计).
    - `agrees`: whether the table's own cell says the same; None where it has no number, or counts something else: a
      cumulative figure, or one of an area that the table may not cover.

    >>> from govinfo_parse import parse
    >>> row = "一、本年新收政府信息公开申请数量 | 18 | 4 | 0 | 1 | 0 | 1 | 24 |"
    >>> [claim] = parse(f"全年共收到政府信息公开申请24件。\n{row}").claims
    >>> claim.key, claim.value, claim.unit, claim.raw, claim.agrees
    ('applications.new.total', 24, '件', '收到政府信息公开申请24件', True)
    """

    key: str
    value: Number
    unit: str | None
    raw: str
    span: tuple[int, int]
    scope: Scope = "body"
    period: Period = "year"
    approximate: Bound | None = None
    agrees: bool | None = None

    def to_dict(self) -> dict[str, Any]:
        """The claim as JSON-ready data, as it stands in that of a report."""
        return {**asdict(self), "value": encoded(self.value), "span": list(self.span)}

    @classmethod
    def from_data(cls, data: Field, key: str) -> Claim:
        """The claim of a key from the rest of its data; raises `ValueError` where that is none of a claim."""
        return cls(
            key=key,
            value=data["value"].number(),
            unit=data["unit"].optional(Field.text),
            raw=data["raw"].text(),
            span=data["span"].span(),
            scope=data["scope"].one_of(_SCOPES),
            period=data["period"].one_of(_PERIODS),
            approximate=data["approximate"].optional(lambda bound: bound.one_of(BOUNDS)),
            agrees=data["agrees"].optional(Field.truth),
        )


@frozen
class Source:
    """What claims are read from: the text, where its report and the cells of its tables stand, and what is known."""

    text: str
    extent: tuple[int, int]
    cells: Sequence[tuple[int, int]]
    sections: Sequence[Section]
    indicators: Mapping[str, Indicator]
    editions: tuple[str, ...]
    year: int | None
    agency: str | None = None


def editions_of(
    edition: str | None, candidates: tuple[str, ...], indicators: Mapping[str, Indicator], metadata: Metadata
) -> tuple[str, ...]:
    """The editions whose keys claims may have: the one of the figures, else those that fit, else the one of the year.

    The year is that of the report; where it is not told, the one before a publication in the first months of a year.
    """
    if not any(indicator.value is not None for indicator in indicators.values()):
        edition, candidates = None, ()  # Prose alone may look like the rows of another form.
    if edition:
        return (edition,)
    year = metadata.year
    if year is None and metadata.published and metadata.published[5:7] <= _PUBLISHED_BY:
        year = int(metadata.published[:4]) - 1
    of_year = tuple(
        form.name
        for form in national_forms()
        if year is not None and form.years[0] <= year and (form.years[1] is None or year <= form.years[1])
    )
    return tuple(name for name in of_year if name in candidates) or candidates or of_year


def read_claims(source: Source) -> tuple[Claim, ...]:
    """The claims of a report, in the order of its text."""
    found = [
        (evolve(one.claim, agrees=_agrees(one.claim, source.indicators.get(one.claim.key))), one)
        for one in _stated(source)
    ]
    found = [(claim, one) for claim, one in found if one.is_sure or claim.agrees]
    said = {_what(claim): claim.value for claim, one in found if not one.is_weak}
    judged = [claim for claim, one in found if not one.is_weak or said.get(_what(claim), claim.value) == claim.value]
    judged.sort(key=lambda claim: (claim.span, claim.key))
    values: dict[object, set[Number]] = {}
    for claim in judged:
        if claim.approximate is None:
            values.setdefault(_what(claim), set()).add(claim.value)
    return tuple(claim for claim in judged if claim.agrees or len(values.get(_what(claim), ())) <= 1)


def _what(claim: Claim) -> tuple[str, str, str]:
    """What a claim is of: two that differ contradict each other."""
    return claim.key, claim.scope, claim.period


# --- sentences ------------------------------------------------------------------------------------------------


@frozen
class _Context:
    """What stands around a sentence: the one before it in its paragraph, and the names of its sections."""

    before: str
    sections: frozenset[str]
    source: Source = field(repr=False)


@frozen
class _Found:
    """A claim as it was found: where its number stands (-1 for none), and how far the words can be relied on."""

    claim: Claim
    number: int
    is_sure: bool
    is_weak: bool


def _stated(source: Source) -> Iterator[_Found]:
    """All that the prose states, still without a look at the tables."""
    if not source.editions:
        return
    text = source.text
    at = 0
    open_sections: list[Section] = []
    begins = [section.span[0] for section in source.sections]
    for start, end in paragraphs(text, source.extent, source.cells, begins):
        while at < len(source.sections) and source.sections[at].span[0] <= start:
            open_sections.append(source.sections[at])
            at += 1
        open_sections = [section for section in open_sections if section.span[1] > start]
        names = frozenset(section.name for section in open_sections if section.name)
        if names & _NOT_THIS_YEAR:
            continue
        before = ""
        for first, last in sentences(text, start, end):
            plain = folded(text, first, last)
            if not topics().search(plain.text):
                before = ""
                continue
            sentence = marked(plain)
            yield from _claims(sentence, _Context(before, names, source))
            before = sentence.text


def _claims(sentence: Marked, context: _Context) -> Iterator[_Found]:
    """The claims of one sentence, of each number and each key one, and a sure one where there is any."""
    by_place: dict[tuple[str, int], _Found] = {}
    for rule, keys in _rules_of(context.source.editions):
        if not any(anchor in sentence.text for anchor in rule.anchors) or not _is_about(rule, sentence.text, context):
            continue
        for pattern in rule.patterns:
            for match in pattern.finditer(sentence.text):
                for found in _claim(rule, keys, match, sentence, context):
                    place = found.claim.key, found.number
                    if place not in by_place or (found.is_sure and not by_place[place].is_sure):
                        by_place[place] = found
    yield from by_place.values()


@cache
def _rules_of(editions: tuple[str, ...]) -> tuple[tuple[Rule, tuple[str, ...]], ...]:
    """The rules with their keys, if all editions that are possible have the same."""
    found = ((rule, {rule.keys.get(edition, ()) for edition in editions}) for rule in claim_rules())
    return tuple((rule, keys) for rule, options in found if len(options) == 1 and (keys := min(options)))


def _is_about(rule: Rule, text: str, context: _Context) -> bool:
    """Whether a sentence is about what the rule is about."""
    if not rule.sections and not rule.words:
        return True
    return bool(rule.sections & context.sections) or any(word in text for word in rule.words)


def _claim(
    rule: Rule, keys: tuple[str, ...], match: re.Match[str], sentence: Marked, context: _Context
) -> Iterator[_Found]:
    """What a match claims."""
    text = sentence.text
    part = text[text.rfind(";", 0, match.start()) + 1 : match.start()]
    if not _may_stand(rule, match, part, context):
        return
    place = text.rfind("#", match.start(), match.end())
    number = sentence.numbers.get(place) if rule.value is None else None
    value = number.value if number else rule.value if rule.value is not None else 0
    if (rule.several and value != 0) or (rule.only is not None and value != rule.only):
        return
    # 其中 goes on with what the sentence before it spoke of.
    subject = scope_of(f"{context.before if text.startswith('其中') else ''};{text[: match.end()]}")
    if subject is None or not is_of_year(text[: match.start()], context.source.year):
        return
    period = period_of(text[: match.end()])
    if period == "year" and is_of_part_of_year(text[: match.end()]):
        return
    if is_of_other_body(text[: match.end()], context.source.agency):
        return
    goes_on: bool | None = True
    if keys[0].startswith("applications.") and not guard("applications").search(match[0]):
        goes_on = what_it_goes_on_with(f"{context.before};{text[: match.start()]}", context.source.agency)
    if goes_on is None:
        return
    sure = goes_on and is_sure(rule, match, part, context.source.agency)
    span = sentence.starts[match.start()], sentence.ends[match.end() - 1]
    for key in keys:
        claim = Claim(
            key=key,
            value=value,
            unit=_unit(rule, number, key, context.source.editions),
            raw=context.source.text[slice(*span)],
            span=span,
            scope=subject,
            period=period,
            approximate=number.bound if number else None,
        )
        if not _is_sum(rule, claim, context.source.indicators):
            yield _Found(claim, place if number else -1, sure, rule.weak)


def _may_stand(rule: Rule, match: re.Match[str], part: str, context: _Context) -> bool:
    """Whether what stands around a match lets it mean what it says; `part` is what is before it up to a semicolon."""
    clause = _CLAUSE.split(part)[-1] + match[0]
    if guard("plans").search(clause) or (not rule.compares and guard("compared").search(clause)):
        return False
    if rule.whole and is_of_part(part, match[0]):
        return False
    if rule.after and not (rule.within & context.sections or rule.after.search(f"{context.before};{part}{match[0]}")):
        return False
    if rule.not_after and (rule.not_after.search(part) or rule.not_after.search(clause)):
        return False
    if rule.not_before and rule.not_before.match(match.string, match.end()):
        return False
    return rule.value is not None or rule.several or not _JOINED.search(part)


def _unit(rule: Rule, number: WrittenNumber | None, key: str, editions: tuple[str, ...]) -> str | None:
    """The unit of the indicator; of money, that of the number."""
    if rule.money and number:
        return number.unit
    return known_form(editions[0]).indicators[key].unit


# --- the tables' own figures ------------------------------------------------------------------------------------


def _is_sum(rule: Rule, claim: Claim, indicators: Mapping[str, Indicator]) -> bool:
    """Whether a figure is the sum of other cells that the words may mean, and not that of its own."""
    own = indicators.get(claim.key)
    if not claim.value or own is None or own.value == claim.value:
        return False
    for keys in rule.sums:
        values = [indicators[key].value for key in keys if key in indicators]
        numbers = [value for value in values if isinstance(value, int)]
        if len(numbers) == len(keys) and sum(numbers) == claim.value:
            return True
    return False


def _agrees(claim: Claim, indicator: Indicator | None) -> bool | None:
    """Whether the table says the same, None where it says nothing of the kind."""
    if indicator is None or indicator.value is None or claim.period == "cumulative":
        return None
    own: Number = indicator.value
    value = claim.value
    if claim.unit != indicator.unit and value:
        if claim.unit not in _MONEY or indicator.unit not in _MONEY:
            return None
        own, value = _in_yuan(own, indicator.unit), _in_yuan(value, claim.unit)
    agrees = _compatible(value, own, claim.approximate)
    return agrees if agrees or claim.scope == "body" else None


def _in_yuan(value: Number, unit: str) -> Decimal:
    return _EXACT.multiply(Decimal(value), _MONEY[unit])


def _compatible(value: Number, own: Number, bound: Bound | None) -> bool:
    """Whether the figure of a table may be what a sentence gives, exactly or not: 5500余 may be 5512 and not 5600."""
    if bound is None:
        return value == own
    step = 1
    while value and value % (step * 10) == 0:
        step *= 10
    lowest = value if bound == "above" else value - step
    highest = value if bound == "below" else value + step
    return lowest <= own <= highest
