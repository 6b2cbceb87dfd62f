"""Writes the sample of the writers' output that the plain test run reads: ``python -m tests.writers.sample [NAME …]``.

One case for each writer, and one for each cleaner, in `tests/cases/writers` (`tests/cases/README.md`); with names, only
those of writers whose name contains one of them, and the other cases stay. The places of the figures come from the page
with marks, not from the parser; a page counts only if it is read without any difference.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import zlib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any

from attrs import frozen

from govinfo_parse import parse
from tests.support.truth import differences

from .environments import ready
from .pages import EDITIONS, Page, page
from .render import STYLES
from .run import CHAINS, Chain, Output, outputs
from .writers import CLEANERS

TESTS = Path(__file__).parents[1]
FOLDER = TESTS / "cases" / "writers"
_TRIES = 60  # pages that are tried for each chain

# Writers whose texts are much like those of another, or not worth a case of their own.
_ALIKE = (
    "bs4 tab",
    "bs4 tab strip",
    "lxml texts",
    "html2text wrapped",
    "html2text padded",
    "markdownify",
    "html-text no layout",
    "resiliparse main",
    "readability bs4 newline",
    "readability html2text",
    "readability lxml",
    "trafilatura 1.9.0 markdown",
    "trafilatura 1.12.2 markdown",
    "trafilatura 1.12.2 recall",
    "trafilatura 2.3.1 markdown",
    "pandoc plain",
    "pandoc asciidoc",
    "lynx",
    "w3m",
    "links",
    "bs4 newline strip Taiwan",
    "pandas csv",
    "trafilatura 1.6.4",
    "trafilatura 1.10.0",
    "trafilatura 1.11.0",
    "libreoffice docx pandoc",
    "chromium selection",
    *(
        f"{printer} pdf {reader}"
        for printer, readers in (
            ("libreoffice", ("pypdf", "pypdf layout", "pymupdf", "pdfplumber", "pypdfium2")),
            ("chromium", ("pdftotext raw", "pdfminer", "pdfplumber tables")),
        )
        for reader in readers
    ),
)

Case = dict[str, Any]


def places(output: Output) -> dict[str, tuple[int, int]] | None:
    """Where each figure stands in the text, by the text with marks; None where the two differ in more than figures,
    white space and the length of rulers."""
    page_marks = {mark: key for key, mark in output.page.marks.items()}
    text, at = output.text, 0
    found: dict[str, tuple[int, int]] = {}
    for piece in re.split(r"(Q\d{4}Z)", output.marked):
        key = page_marks.get(piece)
        raw = output.page.truth[key].raw if key is not None else piece
        place = _match(text, at, raw)
        if place is None:
            return None
        if key is not None:
            found[key] = place
        at = place[1]
    return found if _past(_UNSEEN, text, at) == len(text) else None


_UNSEEN = re.compile(r"[\s\u2500-\u257f]*")  # white space and the lines of drawn tables


def _match(text: str, at: int, piece: str) -> tuple[int, int] | None:
    """Where the piece stands in the text from `at` on; white space and the length of rulers do not count."""
    start = None
    for unit in re.findall(r"-{2,}|={2,}|[^\s\u2500-\u257f]", piece):
        at = _past(_UNSEEN, text, at)
        start = at if start is None else start
        if not text.startswith(unit[0], at):
            return None
        at = at + 1 if len(unit) == 1 else _past(re.compile(f"{unit[0]}+"), text, at)
    return (at if start is None else start), at


def _past(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at


@frozen
class Made:
    """A case: its text and what has to be found in it."""

    edition: str
    style: str
    text: str
    expected: Case


def case(chain: Chain, source: Page) -> Made | None:
    """The case of this chain and page, or None where the text is not read without difference."""
    written = outputs(chain, [source])
    if not written or written[0].kept != source.marks.keys():
        return None
    output = written[0]
    found_places = places(output)
    if found_places is None:
        return None
    data = json.loads(json.dumps(parse(output.text).to_dict()))
    expected = _expected(source, found_places, data["indicators"], len(output.text))
    hard = {check["rule"] for check in data["checks"] if (check["severity"], check["status"]) == ("hard", "fail")}
    if hard != expected["checks"].keys() or differences(output.text, data, expected):
        return None
    return Made(source.edition, source.style, output.text, expected)


def _expected(source: Page, where: Mapping[str, tuple[int, int]], read: Mapping[str, Any], length: int) -> Case:
    indicators: dict[str, Case] = {}
    optional = []
    before, order = 0, list(source.truth)
    for number, key in enumerate(order):
        truth = source.truth[key]
        cell: Case = {"value": _number(truth.value), "unit": truth.unit, "status": truth.status, "raw": truth.raw}
        if key in where:
            indicators[key] = {**cell, "span": list(where[key])}
            before = where[key][1]
        elif key in read:  # the writer left a trace of the blank cell
            after = next((where[later][0] for later in order[number + 1 :] if later in where), length)
            indicators[key] = {**cell, "within": [before, after]}
        else:
            optional.append(key)
    checks = dict.fromkeys(_broken(source), "fail")
    return {
        "edition": source.edition,
        "indicators": indicators,
        "optional": optional,
        "extras": [],
        "checks": checks,
    }


def _number(value: object) -> object:
    if not isinstance(value, Decimal):
        return value
    return float(value) if Decimal(repr(float(value))) == value else str(value)


def _broken(source: Page) -> Iterator[str]:
    """The hard rules that the page's figures break."""
    rules = (TESTS / "data" / "official" / "rules.tsv").read_text(encoding="utf-8").splitlines()[2:]
    for rule, edition, left, relation, right, severity, *_ in (line.split("\t") for line in rules):
        if edition != source.edition or severity != "hard":
            continue
        sums = [[source.truth.get(key) for key in side.split(" + ")] for side in (left, right)]
        if any(term is None or term.status != "reported" for side in sums for term in side):
            continue
        one, two = (sum(Decimal(str(term.value)) for term in side if term is not None) for side in sums)
        if not {"=": one == two, "<=": one <= two, ">=": one >= two}[relation]:
            yield rule


def _sources(chain: Chain) -> Iterator[Page]:
    """Pages for the chain, those of one edition first. They have one or two tables, which keeps the files small. They
    hang on the chain's name alone, so a new writer leaves the others' cases as they are; readers of PDF files share
    pages, as printing takes long."""
    number = zlib.crc32(re.sub(" pdf .*", "", chain.name).encode()) % 1000
    seeds = range(1000 + 7 * number, 1000 + 7 * number + _TRIES)
    preferred = EDITIONS[number % len(EDITIONS)]
    for seed in sorted(seeds, key=lambda seed: EDITIONS[seed % len(EDITIONS)] != preferred):
        yield page(seed, without=frozenset({"review_litigation" if number % 4 == 0 else "applications"}))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.writers.sample", description=__doc__.split("\n")[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help="only writers whose name contains one of these")
    names = parser.parse_args().names
    FOLDER.mkdir(exist_ok=True)
    chains = [chain for chain in CHAINS if ready(chain.writer) and chain.writer.name not in _ALIKE]
    # The cleaners take turns with the writers: one case for each.
    of_cleaner = [[chain for chain in chains if chain.cleaner is cleaner] for cleaner in CLEANERS]
    cleaned = [group[number % len(group)] for number, group in enumerate(of_cleaner)]
    wanted = [
        chain
        for chain in [*(chain for chain in chains if chain.cleaner is None), *cleaned]
        if not names or any(name in chain.name for name in names)
    ]
    if not names:
        for old in FOLDER.iterdir():
            old.unlink()
    for chain in wanted:
        made = next((made for source in _sources(chain) if (made := case(chain, source))), None)
        if made is None:
            print(f"no page is read without difference from {chain.name}", file=sys.stderr)
            continue
        for edition, style in product(EDITIONS, STYLES):
            _path(edition, chain, style.name, "txt").unlink(missing_ok=True)
            _path(edition, chain, style.name, "json").unlink(missing_ok=True)
        _path(made.edition, chain, made.style, "txt").write_bytes(made.text.encode("utf-8"))
        _path(made.edition, chain, made.style, "json").write_text(_json(made.expected), encoding="utf-8")
    print(f"{len(list(FOLDER.glob('*.txt')))} cases")
    return 0


def _path(edition: str, chain: Chain, style: str, suffix: str) -> Path:
    name = re.sub(r"[^a-z0-9]+", "_", f"{edition} {chain.name} {style}".lower())
    return FOLDER / f"{name}.{suffix}"


def _json(expected: Case) -> str:
    """The case with a line for each indicator."""
    cells = ",\n".join(
        f"  {json.dumps(key)}: {json.dumps(cell, ensure_ascii=False)}" for key, cell in expected["indicators"].items()
    )
    rest = {name: value for name, value in expected.items() if name not in ("edition", "indicators")}
    tail = json.dumps(rest, ensure_ascii=False)[1:]
    return f'{{"edition": {json.dumps(expected["edition"])}, "indicators": {{\n{cells}\n }}, {tail}\n'


if __name__ == "__main__":
    sys.exit(main())
