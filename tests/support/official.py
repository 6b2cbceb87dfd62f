"""The national forms' cells as `tests/data/official/indicators.tsv` lists them: labels, units, order.

A `Spec` is one line of that file. Labels are half width, as crawls have them; `full` is the official full-width label.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from attrs import frozen

_FILE = Path(__file__).parent.parent / "data" / "official" / "indicators.tsv"


@frozen
class Spec:
    """A cell of a form: `row` and `column` are its label paths, outermost first."""

    edition: str
    table: str
    key: str
    row: tuple[str, ...]
    column: tuple[str, ...]
    unit: str | None
    heading: bool
    full: str

    @property
    def note(self) -> str:
        """The second line of the label, which stands in the official label but not in the row path."""
        full = half_width(self.full)
        return full[len(self.row[-1]) :] if self.row and full.startswith(self.row[-1]) else ""


_HALF = str.maketrans("（）：，", "():,")
_FULL = str.maketrans("():,/", "（）：，／")


def half_width(label: str) -> str:
    """The label with the half-width punctuation of crawls."""
    return label.translate(_HALF)


def full_width(label: str) -> str:
    """The label with the full-width punctuation of the official form."""
    return label.translate(_FULL)


@cache
def specs(edition: str) -> tuple[Spec, ...]:
    """The cells of an edition in reading order."""
    lines = [line for line in _FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    rows = [line.split("\t") for line in lines[1:]]
    return tuple(
        Spec(row[0], row[1], row[3], _path(row[4]), _path(row[5]), row[6] or None, row[7] == "heading", row[8])
        for row in rows
        if row[0] == edition
    )


def _path(text: str) -> tuple[str, ...]:
    return tuple(text.split(" > ")) if text else ()
