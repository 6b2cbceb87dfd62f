"""Sends seeded pages through the writers, parses what comes out and compares it with the truth.

``python -m tests.writers.run [--documents N] [--writers NAME …] [--show NAME] [--save]`` prints a line for each writer:

- `cells`: value cells with text that the writer kept, by the marks of `pages`;
- `exact`: read with the right value, unit and status; `filled`: the same on the pages that have no blank cell;
- `wrong`: reported with another value or unit, or reported where the truth is no figure;
- `status`: read as blank, none, dash or unreadable where it is something else;
- `missing`: not in the result; `unplaced`: figures that the result lists without a place;
- `blanks`: blank cells read as blank, of all blank ones; a writer that drops them leaves nothing to read;
- `edition`: documents taken for another edition; `crashes`: documents at which the parser raised.
"""

from __future__ import annotations

import argparse
import json
import sys
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path

from attrs import asdict, frozen

from govinfo_parse import Report, parse

from .environments import ready, texts
from .pages import Page, Truth, page
from .writers import CLEANED, CLEANERS, WRITERS, Cleaner, Writer

DOCS = Path(__file__).parents[2] / "docs" / "dialects.md"
BEGIN, END = "<!-- table: python -m tests.writers.run --save -->", "<!-- end of the table -->"


COLUMNS = (
    "documents",
    "cells",
    "exact",
    "filled",
    "wrong",
    "status",
    "missing",
    "unplaced",
    "blanks",
    "edition",
    "crashes",
)


@frozen
class Chain:
    """A writer, and a cleaner that its text goes through."""

    writer: Writer
    cleaner: Cleaner | None = None

    @property
    def name(self) -> str:
        return f"{self.writer.name} + {self.cleaner.name}" if self.cleaner else self.writer.name


CHAINS = (
    *(Chain(writer) for writer in WRITERS),
    *(Chain(writer, cleaner) for cleaner in CLEANERS for writer in WRITERS if writer.name in CLEANED),
)


@frozen
class Output:
    """A page's text as a writer left it, with figures and with `marked` figures; `kept` are the keys of the cells whose
    figures are in it."""

    page: Page
    text: str
    marked: str
    kept: frozenset[str]


@frozen
class Difference:
    """A cell that was not read as it is."""

    kind: str
    seed: int
    style: str
    key: str
    got: str
    should: str
    around: str


@frozen
class Score:
    """The counts of one writer."""

    name: str
    documents: int
    cells: int
    exact: int
    filled: tuple[int, int]
    wrong: int
    status: int
    missing: int
    unplaced: int
    blanks: str
    edition: int
    crashes: int


def outputs(chain: Chain, pages: Sequence[Page]) -> list[Output]:
    """What the chain makes of the pages; pages at which the writer fails are left out."""
    plain = texts(chain.writer, [page.html for page in pages])
    marked = texts(chain.writer, [page.marked for page in pages])
    return [
        _output(chain.cleaner, page, text, marks)
        for page, text, marks in zip(pages, plain, marked, strict=True)
        if text is not None and marks is not None
    ]


def _output(cleaner: Cleaner | None, page: Page, written: str, with_marks: str) -> Output:
    text, marked = (cleaner.clean(written), cleaner.clean(with_marks)) if cleaner else (written, with_marks)
    kept = {key for key, mark in page.marks.items() if mark in marked}
    if cleaner is not None and cleaner.drops:
        # A line that goes because of what it says: of equal cells, nobody can say which is left.
        before, after = _lines(written), _lines(text)
        kept = {key for key in kept if before[raw := page.truth[key].raw] == after[raw]}
    return Output(page, text, marked, frozenset(kept))


def _lines(text: str) -> Counter[str]:
    return Counter(line.strip(" |\t\u3000") for line in text.split("\n"))


def differences(output: Output, report: Report) -> Iterator[Difference]:
    """The cells that were not read as they are. A cell that the writer lost may be missing or blank, a blank one
    missing."""
    for key, truth in output.page.truth.items():
        found = report.indicators.get(key)
        got = None if found is None else (found.status, found.value, found.unit if found.status == "reported" else None)
        should = (truth.status, truth.value, truth.unit if truth.status == "reported" else None)
        if got == should or (got is None and key not in output.kept):
            continue
        if got is None:
            kind = "missing"
        elif got[0] == "reported":
            kind = "wrong"
        elif key not in output.kept and got[0] == "blank":
            continue
        else:
            kind = "status"
        span = found.span if found is not None else None
        yield _difference(kind, output, key, str(got), truth, span)
    for key in report.indicators.keys() - output.page.truth.keys():
        found = report.indicators[key]
        if found.status == "reported":
            nowhere = Truth("", None, "not on this form", None)
            got_ = str((found.status, found.value, found.unit))
            yield _difference("wrong", output, key, got_, nowhere, found.span)


def _difference(
    kind: str, output: Output, key: str, got: str, truth: Truth, span: tuple[int, int] | None
) -> Difference:
    around = ""
    if span is not None:
        start, end = span
        around = f"{output.text[max(0, start - 170) : start]}⟦{output.text[start:end]}⟧{output.text[end : end + 130]}"
    should = str((truth.status, truth.value, truth.unit, truth.raw))
    return Difference(kind, output.page.seed, output.page.style, key, got, should, around)


@cache
def _pages(documents: int) -> tuple[Page, ...]:
    return tuple(map(page, range(documents)))


def score(name: str, documents: int) -> tuple[Score, list[Difference]]:
    """The counts of the chain of this name, and every difference behind them."""
    chain = next(chain for chain in CHAINS if chain.name == name)
    written = outputs(chain, _pages(documents))
    every: list[Difference] = []
    unplaced = blanks_read = blanks = edition = 0
    for output in written:
        try:
            report = parse(output.text)
        except Exception:  # never allowed, and no reason to end the run
            text = traceback.format_exc(limit=-3)
            every.append(Difference("crash", output.page.seed, output.page.style, "", text, "a report", output.text))
            continue
        every += differences(output, report)
        unplaced += len(report.unplaced)
        empty = [key for key, truth in output.page.truth.items() if truth.status == "blank"]
        blanks += len(empty)
        blanks_read += sum(key in report.indicators and report.indicators[key].status == "blank" for key in empty)
        edition += report.edition not in (None, output.page.edition)
    cells = sum(len(output.kept) for output in written)
    kinds = Counter(difference.kind for difference in every)
    kept = {output.page.seed: output.kept for output in written}
    unread: Counter[int] = Counter()
    for item in every:
        unread[item.seed] += len(kept[item.seed]) if item.kind == "crash" else item.key in kept[item.seed]
    full = [output.page.seed for output in written if output.page.filled]
    cells_filled = sum(len(kept[seed]) for seed in full)
    return (
        Score(
            name=name,
            documents=len(written),
            cells=cells,
            exact=cells - sum(unread.values()),
            filled=(cells_filled - sum(unread[seed] for seed in full), cells_filled),
            wrong=kinds["wrong"],
            status=kinds["status"],
            missing=kinds["missing"],
            unplaced=unplaced,
            blanks=f"{blanks_read}/{blanks}",
            edition=edition,
            crashes=kinds["crash"],
        ),
        every,
    )


def _score(arguments: tuple[str, int]) -> tuple[Score, list[Difference]]:
    return score(*arguments)


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "–"


def table(scores: Iterable[Score]) -> str:
    """The scores as a Markdown table."""
    lines = [f"| writer | {' | '.join(COLUMNS)} |", "|---" + "|--:" * len(COLUMNS) + "|"]
    for row in scores:
        values = (
            row.documents,
            row.cells,
            _share(row.exact, row.cells),
            _share(*row.filled),
            row.wrong,
            row.status,
            row.missing,
            row.unplaced,
            row.blanks,
        )
        lines.append(f"| {row.name} | {' | '.join(map(str, values))} | {row.edition} | {row.crashes} |")
    return "\n".join(lines) + "\n"


def save(text: str) -> None:
    """Puts the table into the documentation, between its marks."""
    page_text = DOCS.read_text(encoding="utf-8")
    before, _, rest = page_text.partition(BEGIN)
    _, _, after = rest.partition(END)
    DOCS.write_text(f"{before}{BEGIN}\n\n{text}\n{END}{after}", encoding="utf-8")


def show(every: Iterable[Difference]) -> None:
    """Prints the first differences with the text around them, the worst ones first."""
    for item in sorted(every, key=lambda item: ("crash", "wrong", "status", "missing").index(item.kind))[:20]:
        print(f"{item.kind} page {item.seed} ({item.style}) {item.key}: {item.got}, is {item.should}")
        print("    " + item.around.replace("\n", "\n    ") + "\n")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.writers.run", description=__doc__.split("\n")[0])
    parser.add_argument("--documents", type=int, default=60, help="how many pages, 60 by default")
    parser.add_argument("--writers", nargs="+", metavar="NAME", help="only writers whose name contains one of these")
    parser.add_argument("--show", metavar="NAME", help="the first differences of this writer, wrong ones first")
    parser.add_argument("--differences", type=Path, metavar="FILE", help="every difference as JSON lines")
    parser.add_argument("--save", action="store_true", help="write the table into docs/dialects.md")
    options = parser.parse_args()
    wanted = [options.show] if options.show else options.writers
    names = [
        chain.name
        for chain in CHAINS
        if ready(chain.writer) and (not wanted or any(part in chain.name for part in wanted))
    ]
    if left_out := sorted({chain.writer.name for chain in CHAINS if not ready(chain.writer)}):
        print(f"not on this machine (python -m tests.writers.environments): {', '.join(left_out)}", file=sys.stderr)
    with ProcessPoolExecutor() as pool:
        results = list(pool.map(_score, [(name, options.documents) for name in names]))
    if options.show:
        show([item for _, items in results for item in items])
    print(table(row for row, _ in results), end="")
    if options.differences:
        with options.differences.open("w", encoding="utf-8") as file:
            for row, items in results:
                file.writelines(
                    json.dumps({"writer": row.name, **asdict(item)}, ensure_ascii=False) + "\n" for item in items
                )
    if options.save:
        save(table(row for row, _ in results))
    return 0


if __name__ == "__main__":
    sys.exit(main())
