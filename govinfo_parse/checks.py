"""Reconciliation rules (勾稽关系) held against figures.

In: the rules of a form and the indicators that were read. Out: one `Check` a rule, never an opinion on a figure: a
check that fails says that the report contradicts itself, not which figure is wrong. What may have happened is a matter
of its own (`slips.py`), and so are rules between reports (`series.py`, `rollup.py`), whose checks are made here too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal, SupportsIndex, overload

from attrs import evolve, frozen

from .fields import encoded
from .forms import Rule
from .hints import Hint
from .indicator import Indicator, Number
from .terms import Term, absent_term, minus, money_of, total
from .wording import Language, described

__all__ = ["Check", "Checks", "Verdict", "hold", "run_checks"]

Verdict = Literal["pass", "fail", "unknown"]


@frozen
class Check:
    """A rule held against the figures.

    - `rule`: the rule's id; `source`: where the rule comes from.
    - `severity`: ``hard`` (holds on every correctly filled form) or ``soft`` (usually holds).
    - `relation`: what the left side is to the right one: ``=``, ``<=`` or ``>=``.
    - `status`: ``pass``, ``fail``, or ``unknown`` where a term has no number.
    - `if_blank_is_zero`: the verdict if blank, 无 and dash cells counted as 0 (`counting_blanks_as_zero` gives the sums
      too). A cell that was not found or cannot be read leaves both unknown.
    - `left`, `right`, `difference`: both sides and left minus right, None while the status is unknown.
    - `unit`: where the terms are money, the unit that both sides count in; else None.
    - `left_terms`, `right_terms`: the indicators that take part; `keys` and `spans` are those of both sides, left side
      first.
    - `hint`: for a hard equation of a report that fails, or would if blank cells counted as 0, what slip may explain
      it, where one was found.

    >>> from govinfo_parse import parse
    >>> report = parse("二、上年结转政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 2")
    >>> [check] = report.checks.failed
    >>> check.rule, check.left, check.relation, check.right, check.difference
    ('applications.applicants.carried_in', 2, '=', 1, 1)
    >>> check.keys[0], check.spans[0], check.source
    ('applications.carried_in.total', (43, 44), 'structure of the form: 总计 over the applicants')
    """

    rule: str
    severity: str
    source: str
    relation: str
    status: Verdict
    if_blank_is_zero: Verdict
    left: Number | None
    right: Number | None
    difference: Number | None
    left_terms: tuple[Indicator, ...]
    right_terms: tuple[Indicator, ...]
    unit: str | None = None
    hint: Hint | None = None

    @property
    def terms(self) -> tuple[Indicator, ...]:
        """The indicators of both sides, left side first."""
        return self.left_terms + self.right_terms

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of both sides, left side first."""
        return tuple(term.key for term in self.terms)

    @property
    def spans(self) -> tuple[tuple[int, int] | None, ...]:
        """The places of the `keys` in the source, None for a cell that was not found."""
        return tuple(term.span for term in self.terms)

    def counting_blanks_as_zero(self) -> Check:
        """The same check as if blank, 无 and dash cells counted as 0: its status is `if_blank_is_zero`.

        >>> from govinfo_parse import parse
        >>> report = parse("二、上年结转政府信息公开申请数量 | 1 | | | | | | 2")
        >>> check = report.checks["applications.applicants.carried_in"]
        >>> check.status, check.counting_blanks_as_zero().status, check.counting_blanks_as_zero().difference
        ('unknown', 'fail', 1)
        """
        if self.status != "unknown":
            return self
        left = total(self.left_terms, self.unit, nil=0)
        right = total(self.right_terms, self.unit, nil=0)
        known = left is not None and right is not None
        return evolve(
            self,
            status=self.if_blank_is_zero,
            left=left if known else None,
            right=right if known else None,
            difference=minus(left, right),
        )

    def describe(self, language: Language = "en") -> str:
        r"""The check in words, in English (``en``) or Chinese (``zh``), with the labels of the form.

        In English they stand in both languages, as far as the form has them in English.

        >>> from govinfo_parse import parse
        >>> review = parse("行政复议\n结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计\n1 | 0 | 0 | 0 | 1")
        >>> print(review.checks["review.outcomes"].describe())
        Administrative review 行政复议: Total 总计 1 = Upheld 结果维持 1 + 0 (3 more) holds.
        >>> print(review.checks["review.outcomes"].describe("zh"))
        行政复议：总计 1 = 结果维持 1 + 0（另3项），成立。

        Raises `ValueError` for another language.
        """
        return described(self, self.counting_blanks_as_zero(), language)

    def to_dict(self) -> dict[str, Any]:
        """The check as plain data that `json.dumps` takes, as in `Report.to_dict`.

        `sides` says how many of the `keys` stand on the left and on the right; `whose` is there only where the terms
        are of several reports.

        >>> from govinfo_parse import parse
        >>> [check] = parse("二、上年结转政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 2").checks.failed
        >>> data = check.to_dict()
        >>> data["rule"], data["left"], data["sides"], data["spans"][0]
        ('applications.applicants.carried_in', 2, [1, 6], [43, 44])
        """
        whose = [term.whose for term in self.terms if isinstance(term, Term)]
        return {
            "rule": self.rule,
            "severity": self.severity,
            "source": self.source,
            "relation": self.relation,
            "status": self.status,
            "if_blank_is_zero": self.if_blank_is_zero,
            "left": encoded(self.left),
            "right": encoded(self.right),
            "difference": encoded(self.difference),
            "unit": self.unit,
            "keys": list(self.keys),
            "sides": [len(self.left_terms), len(self.right_terms)],
            "spans": [span and list(span) for span in self.spans],
            "hint": self.hint and self.hint.describe(),
            **({"whose": whose} if whose else {}),
        }


class Checks(tuple[Check, ...]):
    """Checks in the order of the rules: a tuple of `Check` that is also asked by verdict, severity and rule.

    >>> from govinfo_parse import parse
    >>> checks = parse("二、上年结转政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 2").checks
    >>> [check.rule for check in checks.failed], len(checks.passed), checks.is_consistent
    (['applications.applicants.carried_in'], 0, False)
    >>> checks["review.outcomes"].status
    'unknown'
    """

    __slots__ = ()

    @property
    def failed(self) -> Checks:
        """Those that fail: the figures contradict each other."""
        return self._with_status("fail")

    @property
    def passed(self) -> Checks:
        """Those that hold."""
        return self._with_status("pass")

    @property
    def unknown(self) -> Checks:
        """Those that cannot be held, since a term has no number."""
        return self._with_status("unknown")

    @property
    def hard(self) -> Checks:
        """Those by rules that hold on every correctly filled form."""
        return Checks(check for check in self if check.severity == "hard")

    @property
    def soft(self) -> Checks:
        """Those by rules that usually hold, and may be broken for good reason."""
        return Checks(check for check in self if check.severity != "hard")

    @property
    def is_consistent(self) -> bool | None:
        """False if a hard rule fails, True if all hard rules hold, None if it is open.

        It is open where no hard rule fails but some cannot be held, as where cells are blank or missing, and where
        there are no hard rules. Soft rules do not enter.
        """
        verdicts = {check.status for check in self if check.severity == "hard"}
        if "fail" in verdicts:
            return False
        return True if verdicts == {"pass"} else None

    def counting_blanks_as_zero(self) -> Checks:
        """The same checks as if blank, 无 and dash cells counted as 0, as many offices mean them."""
        return Checks(check.counting_blanks_as_zero() for check in self)

    def of(self, rule: str) -> Checks:
        """All checks by the rule of that id: one in a report, several where several years are compared."""
        return Checks(check for check in self if check.rule == rule)

    def _with_status(self, status: Verdict) -> Checks:
        return Checks(check for check in self if check.status == status)

    @overload
    def __getitem__(self, index: SupportsIndex | str) -> Check: ...
    @overload
    def __getitem__(self, index: slice) -> Checks: ...
    def __getitem__(self, index: SupportsIndex | slice | str) -> Check | Checks:
        """The check at a place, or the one by the rule of that id (`KeyError` where there is none, or several)."""
        if isinstance(index, str):
            found = self.of(index)
            if len(found) != 1:
                raise KeyError(f"{index}: " + (f"{len(found)} checks; `of` gives them" if found else "no such check"))
            return found[0]
        return Checks(super().__getitem__(index)) if isinstance(index, slice) else super().__getitem__(index)


def run_checks(rules: Iterable[Rule], indicators: Mapping[str, Indicator]) -> Checks:
    """Holds each rule against the indicators, in the order of the rules."""

    def terms(keys: Iterable[str]) -> tuple[Indicator, ...]:
        return tuple(indicators.get(key) or absent_term(key) for key in keys)

    return Checks(hold(rule, terms(rule.left), terms(rule.right)) for rule in rules)


def hold(
    rule: Rule, left_terms: tuple[Indicator, ...], right_terms: tuple[Indicator, ...], unit: str | None = None
) -> Check:
    """Holds a rule against these terms. Amounts of money are brought to `unit`, or to that of the first of them."""
    if unit is None:
        unit = money_of((*left_terms, *right_terms))
    left, right = total(left_terms, unit), total(right_terms, unit)
    status = lenient = _verdict(left, rule.relation, right)
    if left is None or right is None:
        left_or_nil, right_or_nil = total(left_terms, unit, nil=0), total(right_terms, unit, nil=0)
        lenient = _verdict(left_or_nil, rule.relation, right_or_nil)
        left = right = None
    return Check(
        rule=rule.id,
        severity=rule.severity,
        source=rule.source,
        relation=rule.relation,
        status=status,
        if_blank_is_zero=lenient,
        left=left,
        right=right,
        difference=minus(left, right),
        left_terms=left_terms,
        right_terms=right_terms,
        unit=unit,
    )


def _verdict(left: Number | None, relation: str, right: Number | None) -> Verdict:
    if left is None or right is None:
        return "unknown"
    holds = left == right if relation == "=" else left <= right if relation == "<=" else left >= right
    return "pass" if holds else "fail"
