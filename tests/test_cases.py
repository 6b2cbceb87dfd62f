"""Every case file under `tests/cases` holds: a text, and beside it what a parser has to find (`cases/README.md`)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from govinfo_parse import Report, parse

from .support.truth import differences

CASES = Path(__file__).parent / "cases"
KNOWN_FAILURE = pytest.mark.xfail(strict=True, raises=AssertionError, reason="known failure")


def _cases() -> list[Any]:
    return [
        pytest.param(path, id=f"{kind}/{path.stem}", marks=[KNOWN_FAILURE] if kind == "known_failures" else [])
        for kind in ("synthetic", "negative", "in_the_wild", "prose", "writers", "known_failures")
        for path in sorted((CASES / kind).glob("*.txt"))
    ]


def test_there_are_cases() -> None:
    assert len(list((CASES / "synthetic").glob("*.txt"))) >= 14
    assert len(list((CASES / "negative").glob("*.txt"))) >= 3


@pytest.mark.parametrize("path", _cases())
def test_case(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    data = parse(text).to_dict()
    found = json.loads(json.dumps(data))
    assert found == data
    assert Report.from_dict(found).to_dict() == data
    problems = differences(text, found, expected)
    assert not problems, "\n".join(problems)
    hard = {check["rule"] for check in found["checks"] if (check["severity"], check["status"]) == ("hard", "fail")}
    assert hard == {rule for rule, verdict in expected["checks"].items() if verdict == "fail"}
    for name in ("claims", "sections"):
        if name in expected:
            kept = [{field: item[field] for field in wanted} for item, wanted in _pairs(found[name], expected[name])]
            assert kept == expected[name]
    # A text without a report says why it has none.
    assert found["indicators"] or any(item["severity"] == "error" for item in found["diagnostics"])


def _pairs(found: list[Any], expected: list[Any]) -> Iterator[tuple[Any, Any]]:
    """What was found beside what is expected, which may name fewer fields; there may be none too many or too few."""
    assert [item.get("raw", item.get("title")) for item in found] == [
        item.get("raw", item.get("title")) for item in expected
    ]
    return zip(found, expected, strict=True)
