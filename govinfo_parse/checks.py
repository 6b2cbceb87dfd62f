"""Reconciliation rules (勾稽关系) held against a report's figures.

In: the rules of a form and the indicators that were read. Out: one `Check` a rule, never an opinion on a figure: a
check that fails says that the report contradicts itself, not which figure is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Context, Decimal
from typing import Final, Literal

from attrs import frozen

from .forms import Rule
from .indicator import Indicator, Number

__all__ = ["Check", "run_checks"]

Verdict = Literal["pass", "fail", "unknown"]

# Sums of money are exact, and raise nothing, whatever the caller has set as decimal context or its default.
_EXACT: Final = Context(prec=60, traps=[])

# Cells that an office may have left without a number because there was nothing to report.
NIL: Final = frozenset({"blank", "none", "dash"})


@frozen
class Check:
    """A rule held against the figures.

    - `rule`: the rule's id; `severity`: ``hard`` (holds on every correctly filled form) or ``soft`` (usually holds).
    - `status`: ``pass``, ``fail``, or ``unknown`` where a term has no number.
    - `if_blank_is_zero`: the verdict if blank, 无 and dash cells counted as 0. An absent cell leaves both unknown.
    - `left`, `right`, `difference`: both sides and left minus right, None while the status is unknown.
    - `keys`: the indicators that take part, left side first.

    >>> from govinfo_parse import parse
    >>> report = parse("二、上年结转政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 2")
    >>> [failed] = [check for check in report.checks if check.status == "fail"]
    >>> failed.rule, failed.left, failed.relation, failed.right, failed.difference
    ('applications.applicants.carried_in', 2, '=', 1, 1)
    """

    rule: str
    severity: str
    relation: str
    status: Verdict
    if_blank_is_zero: Verdict
    left: Number | None
    right: Number | None
    difference: Number | None
    keys: tuple[str, ...]


def run_checks(rules: Iterable[Rule], indicators: Mapping[str, Indicator]) -> tuple[Check, ...]:
    """Holds each rule against the indicators, in the order of the rules."""
    return tuple(_run(rule, indicators) for rule in rules)


def _run(rule: Rule, indicators: Mapping[str, Indicator]) -> Check:
    left, right = _side(rule.left, indicators), _side(rule.right, indicators)
    lenient = _verdict(_side(rule.left, indicators, nil=0), rule.relation, _side(rule.right, indicators, nil=0))
    known = left is not None and right is not None
    return Check(
        rule=rule.id,
        severity=rule.severity,
        relation=rule.relation,
        status=_verdict(left, rule.relation, right),
        if_blank_is_zero=lenient,
        left=left if known else None,
        right=right if known else None,
        difference=_difference(left, right),
        keys=rule.left + rule.right,
    )


def _side(keys: Iterable[str], indicators: Mapping[str, Indicator], nil: int | None = None) -> Number | None:
    """The sum of one side, None where a term has no number; `nil` is what a nil cell counts as."""
    total: Number = 0
    for key in keys:
        indicator = indicators.get(key)
        if indicator is None:
            return None
        term = nil if indicator.status in NIL else indicator.value
        if term is None:
            return None
        total = total + term if isinstance(total, int) and isinstance(term, int) else _sum(total, term)
    return total


def _sum(a: Number, b: Number) -> Decimal:
    return _EXACT.add(Decimal(a), Decimal(b))


def _difference(left: Number | None, right: Number | None) -> Number | None:
    if left is None or right is None:
        return None
    return (
        left - right if isinstance(left, int) and isinstance(right, int) else _sum(left, _EXACT.minus(Decimal(right)))
    )


def _verdict(left: Number | None, relation: str, right: Number | None) -> Verdict:
    if left is None or right is None:
        return "unknown"
    holds = left == right if relation == "=" else left <= right if relation == "<=" else left >= right
    return "pass" if holds else "fail"
