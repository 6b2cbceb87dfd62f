"""Holds what the parser reads from a writer's text against the page's truth, cell by cell.

`outputs` sends pages through a chain and finds what came out before anything is parsed (`survival`, and `proof` for the
places that the printed rules of the form still tell); `differences` are the cells that were not read as they are, and
`tally` counts everything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache

from attrs import asdict, astuple, frozen

from govinfo_parse import Report
from tests.support.proof import LostRow, Number, Proof, equations, piece, prove

from .environments import texts
from .pages import VARIANTS, Page, Truth
from .survival import LOST, PLACED, Fate, Survival, after_drops, confirmed, survival
from .writers import CLEANERS, WRITERS, Cleaner, Writer


@frozen
class Chain:
    """A writer, and a cleaner that its text goes through."""

    writer: Writer
    cleaner: Cleaner | None = None

    @property
    def name(self) -> str:
        return f"{self.writer.name} + {self.cleaner.name}" if self.cleaner else self.writer.name

    @property
    def family(self) -> str:
        """The writers that share a manner; a cleaner makes one of all writers before it."""
        if self.cleaner:
            return f"… + {self.cleaner.name}"
        return next((family for prefix, family in _FAMILIES if self.name.startswith(prefix)), self.name.split()[0])


CHAINS = (
    *(Chain(writer) for writer in WRITERS),
    *(Chain(writer, cleaner) for cleaner in CLEANERS for writer in WRITERS if writer.name in cleaner.writers),
)

# Trafilatura's letters are those of its manners with tables: each release writes them in one of seven ways.
_FAMILIES = (
    ("markdownify", "markdownify, markitdown"),
    ("markitdown", "markdownify, markitdown"),
    ("lynx", "text browser"),
    ("w3m", "text browser"),
    ("links", "text browser"),
    ("elinks", "text browser"),
    *((name, "selectors") for name in ("selectolax", "pyquery", "parsel", "w3lib", "html5lib")),
    *((name, "printed tables") for name in ("frame", "tabulate", "prettytable", "polars")),
    ("libreoffice docx", "libreoffice docx"),
    ("trafilatura html2txt", "trafilatura html2txt"),
    ("trafilatura 1.2", "trafilatura A"),
    ("trafilatura 1.4", "trafilatura B"),
    ("trafilatura 1.6.1", "trafilatura B"),
    ("trafilatura 1.6", "trafilatura C"),
    ("trafilatura 1.7", "trafilatura C"),
    ("trafilatura 1.8.0", "trafilatura C"),
    ("trafilatura 1.8", "trafilatura D"),
    ("trafilatura 1.9", "trafilatura D"),
    ("trafilatura 1.", "trafilatura E"),
    ("trafilatura 2.0", "trafilatura F"),
    ("trafilatura 2.1", "trafilatura F"),
    ("trafilatura", "trafilatura G"),
)


@frozen
class Proved:
    """Of the cells whose places the text lost: those that the form's rules tell, and those for which the search took
    too long. `misled` are those for which the rules tell a wrong place: this office's sums are wrong, and nothing
    shows it."""

    keys: frozenset[str] = frozenset()
    undecided: frozenset[str] = frozenset()
    misled: frozenset[str] = frozenset()


@frozen
class Output:
    """A page's text as a chain left it, with figures and with `marked` figures, and what of the page came out."""

    page: Page
    text: str
    marked: str
    survival: Survival
    proved: Proved
    drops: bool  # whether lines may be gone because of what they say

    @property
    def kept(self) -> frozenset[str]:
        """The keys of the cells whose figures are in the text."""
        return self.survival.kept


def outputs(chain: Chain, pages: Sequence[Page]) -> list[Output]:
    """What the chain makes of the pages; pages at which the writer fails are left out."""
    # One run of the writer for all.
    every = texts(chain.writer, [html for page in pages for html in (page.html, page.marked, *page.variants)])
    size = 2 + VARIANTS
    found = []
    for number, page in enumerate(pages):
        written = every[number * size : (number + 1) * size]
        if None not in written:
            found.append(_output(chain.cleaner, page, [text for text in written if text is not None]))
    return found


def _output(cleaner: Cleaner | None, page: Page, written: Sequence[str]) -> Output:
    text, marked, *variants = written if cleaner is None else map(cleaner.clean, written)
    if cleaner is not None and cleaner.drops:
        # A mark is longer than many a figure: which lines are gone is told by those with figures.
        result = after_drops(page, survival(page, written[1], written[2:]), written[0], written[1], text)
    else:
        result = confirmed(page, survival(page, marked, variants), text, marked)
    return Output(page, text, marked, result, proved(page, result), cleaner is not None and cleaner.drops)


def proved(page: Page, result: Survival) -> Proved:
    """What the printed rules tell of the lost places, table by table."""
    if result.damaged:
        return Proved()
    told = (fate for fate in result.fates if fate.kept and (fate.places == LOST or fate.run))
    every = [
        _proved(page, [fate for fate in result.fates if fate.line.table == table])
        for table in dict.fromkeys(fate.line.table for fate in told)
    ]
    return Proved(*(frozenset().union(*sets) for sets in zip(*map(astuple, every), strict=True))) if every else Proved()


def _proved(page: Page, fates: Sequence[Fate]) -> Proved:
    known: dict[str, Number] = {}
    rows: list[tuple[LostRow, dict[str, str]]] = []  # with the place that each key's figure has
    for fate in fates:
        line = fate.line
        cells = {key: mark for key, mark in zip(line.keys, line.marks, strict=True) if key is not None}
        if fate.places == PLACED or not any(line.marks):
            known.update((key, _number(page, key)) for key, mark in cells.items() if not mark or mark in fate.kept)
        elif fate.places == LOST and len(fate.kept) == sum(map(bool, line.marks)) and None not in line.keys:
            own = {key: key for key, mark in cells.items() if mark}
            rows.append((LostRow(tuple(cells), tuple(_number(page, key) for key in own), tuple(own)), own))
        elif fate.run and None not in line.keys:
            rows.append(_run_row(page, fate.run, cells))
    proof = _proof(page.edition, tuple(row for row, _ in rows), frozenset(known.items()))
    found: dict[str, set[str]] = {"keys": set(), "misled": set(), "undecided": set()}
    for number, ((row, own), places) in enumerate(zip(rows, proof.places, strict=True)):
        told = dict(zip(row.hint, places, strict=True))
        open_ = {row.hint[place] for other, place in proof.undecided if other == number}
        found["undecided"].update(key for key, place in own.items() if place in open_)
        for key, place in own.items():
            if told[place] is not None:
                found["keys" if told[place] == place else "misled"].add(key)
    return Proved(**{name: frozenset(keys) for name, keys in found.items()})


def _run_row(page: Page, run: str, cells: Mapping[str, str]) -> tuple[LostRow, dict[str, str]]:
    """A row whose figures run together, and the piece of the run that is each key's figure."""
    own: dict[str, str] = {}
    hint: list[str] = []
    for key in (key for key, mark in cells.items() if mark):
        length = len(page.truth[key].raw)
        own[key] = piece(key, len(hint), len(hint) + length)
        hint += [own[key]] * length
    return LostRow(tuple(cells), (), tuple(hint), run), own


@cache
def _proof(edition: str, rows: tuple[LostRow, ...], known: frozenset[tuple[str, Number]]) -> Proof:
    """Kept, since many writers lose the same."""
    return prove(rows, dict(known), equations(edition))


def _number(page: Page, key: str) -> Number:
    """The cell's figure; 0 for one that says there is none."""
    value = page.truth[key].value
    return value if isinstance(value, (int, Decimal)) else 0


# From harm to nuisance. "beyond" is a figure in the right cell that nothing in the text tells; "blank" is a blank cell
# that the text tells and the result does not.
KINDS = ("crash", "wrong", "status", "missing", "blank", "beyond")


@frozen
class Difference:
    """A cell that was not read as it is. `place` says what the writer left of its place."""

    kind: str
    place: str
    seed: int
    style: str
    key: str
    got: str
    should: str
    around: str


def differences(output: Output, report: Report) -> Iterator[Difference]:
    """The cells that were not read as they are. A cell that the writer lost may be missing or blank, a blank one
    missing."""
    kept, blanks = output.kept, output.survival.blanks
    for key, truth in output.page.truth.items():
        found = report.indicators.get(key)
        got = None if found is None else (found.status, found.value, found.unit if found.status == "reported" else None)
        should = (truth.status, truth.value, truth.unit if truth.status == "reported" else None)
        if got == should:
            if truth.status == "blank" or not _beyond(output, key):
                continue
            kind = "beyond"
        elif got is None:
            if key not in kept and key not in blanks:
                continue
            kind = "missing" if key in kept else "blank"
        elif got[0] == "reported":
            kind = "wrong"
        elif key not in kept and got[0] == "blank":
            continue
        else:
            kind = "status"
        yield _difference(kind, output, key, str(got), truth, found.span if found is not None else None)
    for key in report.indicators.keys() - output.page.truth.keys():
        found = report.indicators[key]
        if found.status == "reported":
            nowhere = Truth("", None, "not on this form", None)
            got_ = str((found.status, found.value, found.unit))
            yield _difference("wrong", output, key, got_, nowhere, found.span)


def _beyond(output: Output, key: str) -> bool:
    """Whether nothing tells the place of this cell, or the cell is gone."""
    if key not in output.kept:
        return output.drops
    proved = output.proved
    return output.survival.of(key) == LOST and key not in proved.keys | proved.undecided


def _place(output: Output, key: str) -> str:
    if key not in output.kept and key not in output.survival.blanks:
        return "gone"
    for name, keys in asdict(output.proved, recurse=False).items():
        if key in keys:
            return {"keys": "provable"}.get(name, name)
    return output.survival.of(key)


def _difference(
    kind: str, output: Output, key: str, got: str, truth: Truth, span: tuple[int, int] | None
) -> Difference:
    should = str((truth.status, truth.value, truth.unit, truth.raw))
    around = _around(output, key) if span is None else _marked(output.text, span)
    return Difference(kind, _place(output, key), output.page.seed, output.page.style, key, got, should, around)


def _marked(text: str, span: tuple[int, int]) -> str:
    start, end = span
    return f"{text[max(0, start - 170) : start]}⟦{text[start:end]}⟧{text[end : end + 130]}"


def _around(output: Output, key: str) -> str:
    """The text with marks around a cell that was not read."""
    at = output.marked.find(output.page.marks.get(key, "no mark"))
    return output.marked[max(0, at - 170) : at + 130] if at >= 0 else ""


def tally(output: Output, report: Report, found: Sequence[Difference]) -> Counter[str]:
    """The counts of one page."""
    kinds = Counter(item.kind for item in found)
    off = {item.key for item in found if item.kind not in ("beyond", "blank")}
    kept, placed, blanks = output.kept, output.survival.placed, output.survival.blanks
    read = {key for key, item in report.indicators.items() if item.status == "blank"}
    return Counter(
        documents=1,
        cells=len(kept),
        exact=len(kept - off),
        placed=len(placed),
        placed_exact=len(placed - off),
        provable=len(output.proved.keys),
        inferred=len(output.proved.keys - off),
        undecided=len(output.proved.undecided),
        misled=len(output.proved.misled),
        unplaced=len(report.unplaced),
        blanks=len(blanks),
        blanks_read=len(blanks & read),
        edition=report.edition not in (None, output.page.edition),
        **kinds,
    )


def crashed(output: Output) -> Counter[str]:
    """The counts of a page at which the parser raised."""
    return Counter(
        documents=1,
        cells=len(output.kept),
        placed=len(output.survival.placed),
        provable=len(output.proved.keys),
        blanks=len(output.survival.blanks),
        crash=1,
    )
