"""Sends seeded pages through the writers, parses what comes out and compares it with the truth.

``python -m tests.writers.run [--documents N] [--first SEED] [--writers NAME …] [--show NAME] [--save]`` prints a line
for each family of writers and one for each writer:

- `cells`: value cells with text that the writer kept; `placed`: those whose column the writer's text tells as well;
- `exact`: of the placed ones, those read with the right value, unit and status;
- `provable`: those whose column the text lost, but the rules printed on the form still tell; `inferred`: of these,
  those that are read;
- `wrong`: reported with another value or unit, or reported where the truth is no figure;
- `status`: read as blank, none, dash or unreadable where it is something else;
- `beyond`: reported, rightly, where neither the text nor the rules tell the place;
- `blanks`: blank cells read as blank, of those that left a trace in the text;
- `edition`: documents taken for another edition; `crashes`: documents at which the parser raised.

What the writer kept is judged before anything is parsed (`survival`).
"""

from __future__ import annotations

import argparse
import json
import sys
import traceback
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path

from attrs import asdict

from govinfo_parse import parse

from .environments import ready
from .judge import CHAINS, KINDS, Difference, crashed, differences, outputs, tally
from .pages import Page, page

DOCS = Path(__file__).parents[2] / "docs" / "dialects.md"
BEGIN, END = "<!-- table: python -m tests.writers.run --save -->", "<!-- end of the table -->"

COLUMNS = (
    "cells",
    "placed",
    "exact",
    "provable",
    "inferred",
    "wrong",
    "status",
    "beyond",
    "blanks",
    "edition",
    "crashes",
)


@cache
def _pages(seeds: range) -> tuple[Page, ...]:
    return tuple(map(page, seeds))


def score(name: str, seeds: range) -> tuple[Counter[str], list[Difference]]:
    """The counts of the chain of this name, and every difference behind them."""
    chain = next(chain for chain in CHAINS if chain.name == name)
    counts: Counter[str] = Counter()
    every: list[Difference] = []
    for output in outputs(chain, _pages(seeds)):
        try:
            report = parse(output.text)
        except Exception:  # never allowed, and no reason to end the run
            text = traceback.format_exc(limit=-3)
            seed, style = output.page.seed, output.page.style
            every.append(Difference("crash", "", seed, style, "", text, "a report", output.text))
            counts += crashed(output)
            continue
        found = list(differences(output, report))
        every += found
        counts += tally(output, report, found)
    return counts, every


def _score(arguments: tuple[str, range]) -> tuple[Counter[str], list[Difference]]:
    return score(*arguments)


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f} %" if whole else "–"


def table(first: str, scores: Mapping[str, Counter[str]]) -> str:
    """The scores as a Markdown table."""
    lines = [f"| {first} | {' | '.join(COLUMNS)} |", "|---" + "|--:" * len(COLUMNS) + "|"]
    for name, counts in scores.items():
        values = (
            counts["cells"],
            counts["placed"],
            _share(counts["placed_exact"], counts["placed"]),
            counts["provable"],
            _share(counts["inferred"], counts["provable"]),
            counts["wrong"],
            counts["status"],
            counts["beyond"],
            f"{counts['blanks_read']}/{counts['blanks']}",
            counts["edition"],
            counts["crash"],
        )
        lines.append(f"| {name} | {' | '.join(map(str, values))} |")
    return "\n".join(lines) + "\n"


def by_family(scores: Mapping[str, Counter[str]]) -> dict[str, Counter[str]]:
    """The sums over the writers of each family."""
    families: dict[str, Counter[str]] = {}
    for chain in CHAINS:
        if chain.name in scores:
            families.setdefault(chain.family, Counter()).update(scores[chain.name])
    return families


def save(text: str) -> None:
    """Puts the tables into the documentation, between their marks."""
    page_text = DOCS.read_text(encoding="utf-8")
    before, _, rest = page_text.partition(BEGIN)
    _, _, after = rest.partition(END)
    DOCS.write_text(f"{before}{BEGIN}\n\n{text}\n{END}{after}", encoding="utf-8")


def show(every: Iterable[Difference]) -> None:
    """Prints the first differences with the text around them, the worst ones first."""
    for item in sorted(every, key=lambda item: (KINDS.index(item.kind), item.place != "placed"))[:20]:
        print(f"{item.kind} ({item.place}) page {item.seed} ({item.style}) {item.key}: {item.got}, is {item.should}")
        print("    " + item.around.replace("\n", "\n    ") + "\n")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.writers.run", description=__doc__.split("\n")[0])
    parser.add_argument("--documents", type=int, default=60, help="how many pages, 60 by default")
    parser.add_argument("--first", type=int, default=0, metavar="SEED", help="the first page; later ones are new pages")
    parser.add_argument("--writers", nargs="+", metavar="NAME", help="only writers whose name contains one of these")
    parser.add_argument("--show", metavar="NAME", help="the first differences of this writer, wrong ones first")
    parser.add_argument("--differences", type=Path, metavar="FILE", help="every difference as JSON lines")
    parser.add_argument("--save", action="store_true", help="write the tables into docs/dialects.md")
    options = parser.parse_args()
    wanted = [options.show] if options.show else options.writers
    names = [
        chain.name
        for chain in CHAINS
        if ready(chain.writer) and (not wanted or any(part in chain.name for part in wanted))
    ]
    if left_out := sorted({chain.writer.name for chain in CHAINS if not ready(chain.writer)}):
        print(f"not on this machine (python -m tests.writers.environments): {', '.join(left_out)}", file=sys.stderr)
    seeds = range(options.first, options.first + options.documents)
    with ProcessPoolExecutor() as pool:
        results = dict(zip(names, pool.map(_score, [(name, seeds) for name in names]), strict=True))
    scores = {name: counts for name, (counts, _) in results.items()}
    if options.show:
        show([item for _, items in results.values() for item in items])
    text = f"{table('family', by_family(scores))}\n{table('writer', scores)}"
    print(text, end="")
    if options.differences:
        _write(options.differences, {name: items for name, (_, items) in results.items()})
    if options.save:
        save(text)
    return 0


def _write(path: Path, every: Mapping[str, Sequence[Difference]]) -> None:
    with path.open("w", encoding="utf-8") as file:
        for name, items in every.items():
            for item in items:
                file.write(json.dumps({"writer": name, **asdict(item)}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    sys.exit(main())
