"""Holds what was parsed against what a case expects, and says every difference in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Data = Mapping[str, Any]


def differences(text: str, found: Data, expected: Data) -> list[str]:
    """What of `found`, the JSON data of a report on `text`, is not as `expected` (`tests/cases/README.md`)."""
    problems = []
    if found["edition"] != expected["edition"]:
        problems.append(f"edition {found['edition']!r}, not {expected['edition']!r}")
    problems += _keys(found["indicators"], expected)
    for key in sorted(expected["indicators"].keys() & found["indicators"].keys()):
        problems += (f"{key}: {what}" for what in _cell(found["indicators"][key], expected["indicators"][key]))
    problems += _spans(text, found)
    problems += _extras(found["extras"], expected["extras"])
    problems += (f"unplaced: {item}" for item in found["unplaced"])
    problems += _checks(found["checks"], expected["checks"])
    return problems


def _keys(found: Data, expected: Data) -> Iterator[str]:
    for key in sorted(expected["indicators"].keys() - found.keys()):
        yield f"{key}: missing"
    for key in sorted(found.keys() - expected["indicators"].keys()):
        # A blank cell that left no trace may be reported as blank or not at all.
        if key not in expected["optional"] or found[key]["status"] != "blank":
            yield f"{key}: invented, {found[key]['status']} {found[key]['raw']!r}"


def _cell(got: Data, want: Data) -> Iterator[str]:
    for name in ("status", "value", "unit"):
        if got[name] != want[name] or isinstance(got[name], bool):
            yield f"{name} {got[name]!r}, not {want[name]!r} (cell {want['raw']!r}, read {got['raw']!r})"
    if got["origin"] != "table":
        yield f"origin {got['origin']!r}, but the cell is in the text"
    if _squeezed(got["raw"]) != _squeezed(want["raw"]):
        yield f"raw {got['raw']!r}, not {want['raw']!r}"
    if "span" in want and got["span"] != want["span"]:
        yield f"span {got['span']}, not {want['span']}"
    if "within" in want and (got["span"] is None or not _empty_within(got["span"], want["within"])):
        yield f"span {got['span']}, not an empty one within {want['within']}"


def _spans(text: str, found: Data) -> Iterator[str]:
    owners: dict[tuple[int, int], str] = {}
    for key, item in found["indicators"].items():
        if item["span"] is None:
            continue
        start, end = item["span"]
        if _squeezed(text[start:end]) != _squeezed(item["raw"]):
            yield f"{key}: {item['raw']!r} does not stand at {item['span']}, {text[start:end]!r} does"
        if owners.setdefault((start, end), key) != key:
            yield f"{key}: shares its place {item['span']} with {owners[start, end]}"


def _extras(found: list[Data], expected: list[Data]) -> Iterator[str]:
    got = {tuple(item["span"]): item for item in found}
    want = {tuple(item["span"]): item for item in expected}
    for span in sorted(got.keys() - want.keys()):
        yield f"extra figure {got[span]['raw']!r} at {span} is none"
    for span, item in want.items():
        if span not in got:
            yield f"figure {item['raw']!r} at {span} of the local row {item['label']!r} is not among the extras"
        elif got[span]["value"] != item["value"]:
            yield f"extra figure at {span}: value {got[span]['value']!r}, not {item['value']!r}"
        elif _squeezed(item["label"]) not in map(_squeezed, got[span]["labels"]):
            yield f"extra figure at {span}: {item['label']!r} is not among its labels {got[span]['labels']}"


def _checks(found: list[Data], expected: Data) -> Iterator[str]:
    status = {check["rule"]: check["status"] for check in found}
    for rule, verdict in expected.items():
        if status.get(rule) != verdict:
            yield f"check {rule}: {status.get(rule)}, should be {verdict}"


def _empty_within(span: list[int], bounds: list[int]) -> bool:
    return bounds[0] <= span[0] == span[1] <= bounds[1]


def _squeezed(text: str) -> str:
    """The text without white space."""
    return "".join(text.split())
