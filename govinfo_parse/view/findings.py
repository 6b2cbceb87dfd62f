"""What wants attention: failed checks, claims, figures without a place or form, and what the parser says; and why.

In: the context. Out: a list for each of these, and how many there are of each. What is as it should be is folded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, get_args

from attrs import frozen

from ..checks import Check, Verdict
from ..claims import Claim
from ..terms import digits
from .context import MOST, Context, chinese
from .elements import Html, element, joined, text

__all__ = ["Group", "findings", "groups"]

# Of the cells a figure may belong to, more than these are counted.
_MOST_CELLS: Final = 6


@frozen
class Group:
    """A list of findings of one kind. `tone` is how much it matters: ``bad``, ``odd`` or ``fine``."""

    name: str
    tone: str
    items: Sequence[Html]
    more: int = 0

    @property
    def count(self) -> int:
        """How many there are, also of those that are not shown."""
        return len(self.items) + max(self.more, 0)


def groups(context: Context) -> list[Group]:
    """The kinds of findings of which there are any, those that matter most first."""
    report = context.report
    checks = {status: [pair for pair in context.checks if pair[1].status == status] for status in get_args(Verdict)}
    as_zero = [pair for pair in checks["unknown"] if pair[1].if_blank_is_zero == "fail"]
    claims = {agrees: [pair for pair in context.claims if pair[1].agrees is agrees] for agrees in (True, False, None)}
    grave = any(item.severity != "info" for item in report.diagnostics)
    found = (
        Group("failed", "bad", [_check(context, *pair) for pair in checks["fail"]]),
        Group("differing", "bad", [_claim(context, *pair) for pair in claims[False]]),
        Group("failing_as_zero", "odd", [_check(context, *pair) for pair in as_zero]),
        Group("unplaced", "odd", list(_unplaced(context)), len(report.unplaced) - MOST),
        Group("extras", "odd", list(_extras(context)), len(report.extras) - MOST),
        Group("diagnostics", "odd" if grave else "fine", list(_diagnostics(context)), len(report.diagnostics) - MOST),
        Group("holding", "fine", [_check(context, *pair) for pair in checks["pass"]]),
        Group("open", "fine", [_check(context, *pair) for pair in checks["unknown"] if pair not in as_zero]),
        Group("agreeing", "fine", [_claim(context, *pair) for pair in claims[True]]),
        Group("incomparable", "fine", [_claim(context, *pair) for pair in claims[None]]),
    )
    return [group for group in found if group.items]


def findings(context: Context, found: Sequence[Group]) -> Html:
    """The lists: those that matter open, those of what is as it should be folded."""
    parts = [_list(context, group) for group in found]
    if not any(group.tone == "bad" for group in found):
        parts.insert(0, element("p", text(context.words("nothing_bad")), class_="note"))
    return joined(parts)


def _list(context: Context, group: Group) -> Html:
    words = context.words
    title = words(f"group_{group.name}")
    head = (text(title), text(" "), element("span", text(group.count), class_="count"))
    items = list(group.items)
    if group.more > 0:
        items.append(element("li", text(words("more", count=group.more)), class_="note"))
    rows = element("ul", *items)
    if group.tone == "fine":
        summary = element("summary", element("h3", *head))
        return element("details", summary, rows, class_="group fine", id=f"group-{group.name}")
    return element("section", element("h3", *head), rows, class_=f"group {group.tone}", id=f"group-{group.name}")


def _item(name: str, lead: Html, goes_to: str | None, *rest: Html, with_: str = "") -> Html:
    """A finding: its first words lead to what they speak of."""
    first = element("a", lead, href=f"#{goes_to}", class_="lead") if goes_to else element("span", lead, class_="lead")
    return element("li", first, *rest, id=name, data_of=name, data_card=name, data_with=with_ or None)


def _aside(*parts: Html) -> Html:
    return element("p", *parts, class_="aside")


def _check(context: Context, name: str, check: Check) -> Html:
    language = context.words.language
    facts = [context.words(f"severity_{check.severity}"), check.rule]
    rest = [_aside(text(check.hint.describe(language)))] if check.hint and check.status != "pass" else []
    rest.append(element("p", text(" · ".join(facts)), class_="key"))
    lead = text(check.describe(language))
    first = context.way_to(check.keys[0]) if check.keys else None
    return _item(name, lead, first, *rest, with_=context.ids_of(check.keys))


def _claim(context: Context, name: str, claim: Claim) -> Html:
    words, own = context.words, context.indicator(claim.key)
    about = words(f"approximate_{claim.approximate}") if claim.approximate else ""
    stated = f"{about}{digits(claim.value)} {claim.unit or ''}".rstrip()
    said = words("claim_says", label=context.name(claim.key), stated=stated, table=context.said(own))
    why = [words(f"claim_{reason}") for reason in (claim.scope, claim.period) if reason in ("area", "cumulative")]
    lead = joined([chinese(claim.raw, "q"), text(f" ({context.place(claim.span)})")])
    return _item(name, lead, f"s-{name}", _aside(text(" ".join([said, *why]))), with_=context.id_of(claim.key))


def _unplaced(context: Context) -> Iterator[Html]:
    """The figures without a place. Those of a row share their candidates, which are told once."""
    words = context.words
    for candidates, members in groupby(context.unplaced, key=lambda pair: pair[1].candidates):
        names = [context.name(key) for key in candidates]
        more = words("more", count=len(names) - _MOST_CELLS) if len(names) > _MOST_CELLS else ""
        own = list(members)
        for name, figure in own:
            lead = joined([chinese(figure.raw, "b"), text(f" ({context.place(figure.span)})")])
            cells = "; ".join(filter(None, (*names[:_MOST_CELLS], more)))
            rest = [_aside(text(words("may_be", cells=cells)))] if name == own[-1][0] else []
            yield _item(name, lead, f"s-{name}", *rest, with_=context.ids_of(candidates))


def _extras(context: Context) -> Iterator[Html]:
    for name, extra in context.extras:
        said = f"{extra.raw} {extra.unit or ''}".rstrip()
        lead = joined([chinese(said, "b"), text(f" ({context.place(extra.span)})")])
        yield _item(name, lead, f"s-{name}", element("p", chinese(" › ".join(extra.labels)), class_="aside"))


def _diagnostics(context: Context) -> Iterator[Html]:
    """What the parser says of the text, and what to do about it."""
    words = context.words
    for name, item in context.diagnostics:
        place = f" ({context.place(item.span)})" if item.span else ""
        lead = item.describe(words.language)
        facts = f"{words(f'severity_{item.severity}')} · {words(f'fault_{item.fault}')} · {item.code}"
        goes_to = f"s-{name}" if item.span and item.span[0] < item.span[1] else None
        advice = _aside(text(item.advise(words.language)))
        yield _item(name, text(f"{lead}{place}"), goes_to, advice, element("p", text(facts), class_="key"))
