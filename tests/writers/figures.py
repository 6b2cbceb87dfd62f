"""What an office might report: figures drawn at random, consistent by the form's arithmetic, and how it writes them.

`draw` gives plain numbers by key, `Hand` writes them down: nil cells as 0, blank, 无 or a dash, large figures with
separators or in full-width digits, amounts with decimals, changes with a sign, units inside cells.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from random import Random

from attrs import evolve, field, frozen

from tests.support.document import Value
from tests.support.figures import APPLICANTS, BLANK, NONE, ZERO, dash, money, number
from tests.support.official import Spec, specs

Figures = dict[str, int | Decimal]

MONEY = ("fees", "organization.budget", "disclosure.fees.amount", "disclosure.procurement.amount")


def draw(edition: str, rng: Random) -> Figures:
    """Figures for every value cell. One office in six breaks the form's arithmetic in a few cells."""
    scale = rng.choice((3, 12, 12, 40, 40, 400, 6000))
    if edition == "2014":
        figures = _statistics(rng, scale)
    else:
        figures = {**_disclosure(edition, rng, scale), **_applications(edition, rng, scale), **_outcomes(rng, scale)}
    assert figures.keys() == {spec.key for spec in specs(edition) if not spec.heading}
    if rng.random() < 1 / 6:
        counts = [key for key in figures if key not in MONEY]
        for key in rng.sample(counts, rng.randint(1, 4)):
            figures[key] += rng.randint(1, 9)
    return figures


def _amount(rng: Random) -> int | Decimal:
    if rng.random() < 0.4:
        return 0
    digits = rng.randrange(10 ** rng.randint(1, 6))
    return Decimal(f"{digits}.{rng.randint(1, 10 ** rng.choice((1, 2, 2, 4))):02}") if rng.random() < 0.7 else digits


def _some(rng: Random, top: int, chance: float = 0.7) -> int:
    return rng.randint(0, max(1, top)) if rng.random() < chance else 0


def _keys(edition: str, table: str) -> list[str]:
    return [spec.key for spec in specs(edition) if spec.table == table]


def _disclosure(edition: str, rng: Random, scale: int) -> Figures:
    figures: Figures = {}
    for key in _keys(edition, "disclosure"):
        if key in MONEY:
            figures[key] = _amount(rng)
        elif key.endswith(".change"):
            figures[key] = rng.choice((0, 1, -1)) * _some(rng, scale)
        else:
            figures[key] = _some(rng, scale * rng.choice((1, 1, 8)), 0.4 if "regulations" in key else 0.8)
    return figures


def _applications(edition: str, rng: Random, scale: int) -> Figures:
    rows = list(dict.fromkeys(key.rpartition(".")[0] for key in _keys(edition, "applications")))
    frame = [f"applications.{name}" for name in ("new", "carried_in", "total", "carried_out")]
    counts: dict[str, list[int]] = {}
    busy = rng.choice((0.15, 0.4, 0.4, 0.95))
    for row in (row for row in rows if row not in frame):
        chance = 0.9 if row.endswith(".granted") else busy
        counts[row] = [_some(rng, scale, chance), *(_some(rng, scale // 5, chance * 0.5) for _ in APPLICANTS[1:-1])]
    new, carried_in, total, carried_out = frame
    counts[total] = [sum(column) for column in zip(*counts.values(), strict=True)]
    counts[carried_out] = [_some(rng, scale // 4, 0.3) for _ in APPLICANTS[:-1]]
    settled = [done + left for done, left in zip(counts[total], counts[carried_out], strict=True)]
    counts[carried_in] = [min(_some(rng, scale // 4, 0.3), all_) for all_ in settled]
    counts[new] = [all_ - before for all_, before in zip(settled, counts[carried_in], strict=True)]
    return {
        f"{row}.{applicant}": count
        for row in rows
        for applicant, count in zip(APPLICANTS, [*counts[row], sum(counts[row])], strict=True)
    }


def _outcomes(rng: Random, scale: int) -> Figures:
    chance = rng.choice((0, 0.3, 0.9))
    figures: Figures = {}
    keys = _keys("2021", "review_litigation")
    for group in (keys[:5], keys[5:10], keys[10:]):
        parts = [_some(rng, scale // 3, chance) for _ in range(4)]
        figures.update(zip(group, [*parts, sum(parts)], strict=True))
    return figures


# The sums of the 2014 form, smaller ones first.
_SUMS = {
    "applications.received": ("in_person", "fax", "online", "letter"),
    "applications.closed": ("on_time", "extended"),
    "organization.staff": ("full_time", "part_time"),
}


def _statistics(rng: Random, scale: int) -> Figures:
    chance = rng.choice((0.3, 0.7, 0.95))
    figures: Figures = {}
    for spec in specs("2014"):
        if spec.key in MONEY:
            figures[spec.key] = _amount(rng)
        elif not spec.heading:
            big = spec.key.startswith("disclosure.") and "normative" not in spec.key
            figures[spec.key] = _some(rng, scale * (20 if big else 1), chance)
    for key, parts in _SUMS.items():
        figures[key] = sum(figures[f"{key}.{part}"] for part in parts)
    for key in ("applications.answered.denied", "applications.answered"):
        figures[key] = sum(figures[part] for part in figures if part.rpartition(".")[0] == key)
    for leaders in ("press_conferences_by_leaders", "online_interviews_by_leaders"):
        whole = f"response.channels.{leaders.removesuffix('_by_leaders')}"
        figures[f"response.channels.{leaders}"] = min(figures[f"response.channels.{leaders}"], figures[whole])
    figures["disclosure.normative_documents"] = min(
        figures["disclosure.normative_documents"], figures["disclosure.total"]
    )
    return figures


_WIDE = str.maketrans("0123456789.", "０１２３４５６７８９．")
_DASHES = ("—", "——", "-", "/")
_SIGNED = ("{:+}", "{}", "{}", "减少{0}|增加{0}", "减{0}|增{0}")


@frozen
class Hand:
    """How one office writes figures down. `nils` are the ways it writes a nil cell."""

    nils: tuple[Value, ...] = (ZERO,)
    comma: str = ""
    wide: bool = False
    signed: str = "{}"
    units: float = 0.0  # how often a cell holds its unit
    nil_totals: bool = True  # whether a nil total is written as other nil cells are
    rng: Random = field(factory=Random, eq=False, repr=False)

    @classmethod
    def drawn(cls, rng: Random) -> Hand:
        one_dash = dash(rng.choice(_DASHES))
        nils = rng.choice(
            (
                (ZERO,),
                (ZERO,),
                (ZERO,),
                (BLANK,),
                (BLANK,),
                (BLANK, ZERO),
                (NONE,),
                (one_dash,),
                (ZERO, BLANK, NONE, one_dash),
            )
        )
        return cls(
            nils=nils,
            comma=rng.choice(("", "", "", "", ",", "，")),
            wide=rng.random() < 0.05,
            signed=rng.choice(_SIGNED),
            units=rng.choice((0, 0, 0, 0, 0, 0, 0.3)),
            nil_totals=rng.random() < 0.7,
            rng=rng,
        )

    def write(self, spec: Spec, figure: int | Decimal) -> Value:
        """The figure as this office writes it."""
        if figure == 0:
            return ZERO if spec.key.endswith("total") and not self.nil_totals else self.count(0)
        if spec.key in MONEY:
            unit = self.rng.choice((None, None, "元", "万元"))
            written = money(str(figure), unit)
            value = number(figure, unit=unit) if isinstance(figure, int) else written
            value = evolve(value, raw=self._grouped(figure) + (unit or ""))
        elif spec.key.endswith(".change"):
            value = number(int(figure), self._change(int(figure)))
        else:
            unit = spec.unit if self.rng.random() < self.units else None
            value = number(int(figure), self._grouped(figure) + (unit or ""), unit)
        return evolve(value, raw=value.raw.translate(_WIDE)) if self.wide else value

    def count(self, figure: int) -> Value:
        """A plain count as this office writes it."""
        return number(figure, self._grouped(figure)) if figure else self.rng.choice(self.nils)

    def _grouped(self, figure: int | Decimal) -> str:
        return f"{figure:,}".replace(",", self.comma)

    def _change(self, figure: int) -> str:
        less, _, more = self.signed.partition("|")
        return (less if figure < 0 else more).format(abs(figure)) if more else less.format(figure)


def written(edition: str, figures: Mapping[str, int | Decimal], hand: Hand) -> dict[str, Value]:
    """The value cells by key; heading rows are left to the form."""
    return {spec.key: hand.write(spec, figures[spec.key]) for spec in specs(edition) if not spec.heading}
