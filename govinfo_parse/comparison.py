"""Two reports side by side: the cells in which they differ, and those that only one of them has.

In: two reports, of whatever text: two extractions of one page, a draft and what was published, two years. Out: a
`Comparison`. What counts is what a cell says, not how it is written or where: ``5``, ``５件`` and ``5.0`` are the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from .indicator import Indicator
from .report import Report
from .terms import digits, in_unit

__all__ = ["Comparison", "Difference", "compare"]


@frozen
class Difference:
    """A cell that both reports have, and in which they say different things."""

    key: str
    label: str
    first: Indicator
    second: Indicator

    def __str__(self) -> str:
        return f"{self.label}: {_said(self.first)} / {_said(self.second)}"


@frozen
class Comparison:
    r"""What two reports say differently.

    - `differing`: the cells that both have, with what each says; `same`: how many say the same.
    - `only_first`, `only_second`: the cells that only one of them has.
    - `editions`: those of both reports; `same_edition` is None where one is not known.

    `str` gives it as lines for a person. `len` is the number of cells that are not the same, and iteration gives these
    as differences: those of `differing`, then those that only one has, the other being ``absent``.

    >>> from govinfo_parse import parse
    >>> rows = "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n规章 | {} | {} | 3 |\n以上。"
    >>> comparison = compare(parse(rows.format(1, 2)), parse(rows.format(1, "")))
    >>> print(comparison)
    第二十条第（一）项 > 规章 > 本年废止件数: 2件 / blank
    >>> comparison.same, comparison.is_same
    (2, False)
    >>> for key, first, second in ((x.key, x.first, x.second) for x in comparison):
    ...     print(key, first.value, second.status)
    disclosure.regulations.repealed 2 blank
    """

    editions: tuple[str | None, str | None]
    differing: tuple[Difference, ...]
    only_first: tuple[Indicator, ...]
    only_second: tuple[Indicator, ...]
    same: int

    @property
    def is_same(self) -> bool:
        """Whether both have the same cells, and these say the same."""
        return not (self.differing or self.only_first or self.only_second)

    @property
    def same_edition(self) -> bool | None:
        """Whether both are of one edition, None where that of one is not known."""
        return None if None in self.editions else self.editions[0] == self.editions[1]

    def __len__(self) -> int:
        return len(self.differing) + len(self.only_first) + len(self.only_second)

    def __bool__(self) -> bool:
        """A comparison is there, also where nothing differs; ask for `is_same`."""
        return True

    def __iter__(self) -> Iterator[Difference]:
        yield from self.differing
        yield from (Difference(x.key, x.label, x, Indicator(x.key, x.label)) for x in self.only_first)
        yield from (Difference(x.key, x.label, Indicator(x.key, x.label), x) for x in self.only_second)

    def __str__(self) -> str:
        lines = [f"editions: {self.editions[0]} / {self.editions[1]}"] if self.editions[0] != self.editions[1] else []
        lines += map(str, self.differing)
        lines += (f"{x.label}: {_said(x)} / not there" for x in self.only_first)
        lines += (f"{x.label}: not there / {_said(x)}" for x in self.only_second)
        return "\n".join(lines)


def compare(first: Report, second: Report) -> Comparison:
    """The cells in which two reports differ.

    Cells are the same if they have the same status, value and unit; amounts of money also where their units differ and
    the amounts do not (1.5万元 and 15000元), and 0 in whatever unit. Blank, 无, a dash and 0 all differ, and so do an
    amount and one without a unit. Of cells that cannot be read the text is compared, but for white space. How a figure
    was found, `origin` and `span`, is not compared.

    Raises `TypeError` for what is no report.
    """
    for report in (first, second):
        if not isinstance(report, Report):
            raise TypeError(f"compare() takes two reports, not {type(report).__name__}")
    ours, theirs = first.indicators, second.indicators
    both = [(ours[key], theirs[key]) for key in ours if key in theirs]
    differing = tuple(Difference(a.key, a.label, a, b) for a, b in both if not _same(a, b))
    return Comparison(
        editions=(first.edition, second.edition),
        differing=differing,
        only_first=tuple(x for key, x in ours.items() if key not in theirs),
        only_second=tuple(x for key, x in theirs.items() if key not in ours),
        same=len(both) - len(differing),
    )


def _same(a: Indicator, b: Indicator) -> bool:
    if a.status != b.status:
        return False
    if a.value is None or b.value is None:
        return a.status != "unreadable" or a.raw.split() == b.raw.split()
    if a.unit == b.unit or not (a.value or b.value):
        return a.value == b.value
    return b.unit is not None and in_unit(a.value, a.unit, b.unit) == b.value


def _said(indicator: Indicator) -> str:
    if indicator.value is not None:
        return digits(indicator.value) + (indicator.unit or "")
    return indicator.raw if indicator.status == "unreadable" else indicator.status
