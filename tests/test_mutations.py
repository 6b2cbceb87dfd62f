"""Documents changed in ways that keep their facts parse to exactly these facts.

Each document of `support.documents` goes through every mutation of `support.mutations`, and through pairs of them drawn
at random. The draw depends on the names alone, so a failure comes back on every run.
"""

from __future__ import annotations

import json
from itertools import permutations
from random import Random
from typing import Any

import pytest

from govinfo_parse import parse

from .support.document import Document
from .support.documents import CASES, DOCUMENTS
from .support.mutations import MUTATIONS, Mutation
from .support.truth import differences
from .support.writers import write

PAIRS = 10  # for each document


def _runs() -> list[Any]:
    runs = []
    for document in DOCUMENTS:
        pairs = sorted(permutations(MUTATIONS, 2), key=lambda pair: [mutation.__name__ for mutation in pair])
        drawn = Random(document.name).sample(pairs, PAIRS)  # noqa: S311 - draws test data
        for mutations in [*((mutation,) for mutation in MUTATIONS), *drawn]:
            name = "+".join(mutation.__name__ for mutation in mutations)
            runs.append(pytest.param(document, mutations, id=f"{document.name}-{name}"))
    return runs


@pytest.mark.parametrize(("document", "mutations"), _runs())
def test_facts_survive(document: Document, mutations: tuple[Mutation, ...]) -> None:
    changed = document
    for mutation in mutations:
        changed = mutation(changed, Random(f"{document.name} {mutation.__name__}"))  # noqa: S311 - draws test data
    written = write(changed)
    found = json.loads(json.dumps(parse(written.text).to_dict()))
    problems = differences(written.text, found, {**written.expected(), "checks": {}})
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_cases_are_written_from_their_documents(document: Document) -> None:
    written = write(document)
    path = CASES / "synthetic" / f"{document.name}.txt"
    assert path.read_bytes().decode("utf-8") == written.text
    assert json.loads(path.with_suffix(".json").read_text(encoding="utf-8")) == written.expected()
