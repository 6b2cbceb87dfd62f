"""What sentences state which indicator: the rules of ``claims.json`` (among the forms' data), made ready for matching.

In: the file, which says what its fields mean. Out: `Rule` values in its order; the guards, patterns for what tells
that a figure is not of this body and this year; and the neutral words, which narrow nothing down.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from attrs import frozen

from .prose import prose_data

__all__ = ["Rule", "guard", "neutral", "rules", "topics"]


@frozen
class Rule:
    """An entry of ``claims.json``, which says under ``about`` what the fields mean."""

    keys: Mapping[str, tuple[str, ...]]
    anchors: tuple[str, ...]
    patterns: tuple[re.Pattern[str], ...]
    value: int | None
    only: int | None
    several: bool
    money: bool
    whole: bool
    weak: bool
    compares: bool
    sections: frozenset[str]
    words: tuple[str, ...]
    within: frozenset[str]
    after: re.Pattern[str] | None
    not_after: re.Pattern[str] | None
    not_before: re.Pattern[str] | None
    sums: tuple[tuple[str, ...], ...]


@cache
def rules() -> tuple[Rule, ...]:
    """All rules; a sentence that fits several claims for each what it says."""
    data = prose_data("claims")
    return tuple(_rule(item, data["pieces"]) for item in data["claims"])


@cache
def topics() -> re.Pattern[str]:
    """A pattern for what a sentence must have that states any indicator."""
    return re.compile("|".join(sorted({re.escape(anchor) for rule in rules() for anchor in rule.anchors})))


def _rule(item: Mapping[str, Any], pieces: Mapping[str, str]) -> Rule:
    def compiled(name: str) -> re.Pattern[str] | None:
        return re.compile(_whole(item[name], pieces)) if name in item else None

    return Rule(
        keys={edition: tuple(keys) for edition, keys in item["keys"].items()},
        anchors=tuple(item["anchors"]),
        patterns=tuple(re.compile(_whole(pattern, pieces)) for pattern in item["patterns"]),
        value=item.get("value"),
        only=item.get("only"),
        several=item.get("several", False),
        money=item.get("money", False),
        whole=item.get("whole", False),
        weak=item.get("weak", False),
        compares=item.get("compares", False),
        sections=frozenset(item.get("sections", ())),
        words=tuple(item.get("words", ())),
        within=frozenset(item.get("within", ())),
        after=compiled("after"),
        not_after=compiled("not_after"),
        not_before=compiled("not_before"),
        sums=tuple(map(tuple, item.get("sums", ()))),
    )


def _whole(pattern: str, pieces: Mapping[str, str]) -> str:
    """A pattern with its pieces put in; pieces may hold pieces."""
    while "{" in pattern:
        replaced = re.sub(r"\{([A-Z]+)\}", lambda name: pieces[name[1]], pattern)
        if replaced == pattern:
            break
        pattern = replaced
    return pattern


@cache
def guard(name: str) -> re.Pattern[str]:
    """The pattern of that name for what may stand in a sentence: ``plans``, ``area``, ``subset`` and so on."""
    data = prose_data("claims")
    return re.compile(_whole(data["guards"][name], data["pieces"]))


@cache
def neutral(of_none: bool) -> re.Pattern[str]:
    """A pattern for words that make no figure that of a part: time, the body, manner; more for what says none."""
    data = prose_data("claims")
    bodies = (data["guards"]["own"], data["guards"]["area"])
    return re.compile("|".join([*bodies, *(data["neutral_none"] if of_none else ()), *data["neutral"]]))
