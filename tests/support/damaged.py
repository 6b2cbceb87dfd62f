"""Documents of a case that were cut or spoilt, and what is read wrongly from them.

A damaged text is made of stretches of the case's text and of foreign ones, so that the place of every figure that is
read is known in the case, whose truth tells what stands there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from attrs import frozen

from govinfo_parse import Report

Stretch = tuple[int, int]

_LABEL = re.compile(r"[一-鿿][一-鿿（）()、，,.．0-9\-—：:·“”]{2,60}")
_ROW = re.compile(r"(?m)^[|\s]{0,3}(?:[（(]?[一二三四五六七八九][、）)]|[1-9][.、．])[一-鿿]{4}")
_UNKNOWN = ("其他有关工作情况统计", "丙丁戊己庚辛", "全区汇总口径另计项", "壬癸")
_NOISE = "丙丁壬癸犬虫"
_SENTENCES = ("截至12月底，全年共收到申请35件，办结14件。\n", "注：以上共8件。\n", "[1] 指2019年事项数\n")
# How far around the figures a text is cut: what stands above and below the tables tells less.
_ABOVE, _BELOW = 300, 60


@frozen
class Case:
    """A text and what stands in it: the cells by key, and the keys of cells that may be missing or blank."""

    name: str
    text: str
    cells: dict[str, Any]
    optional: frozenset[str]

    @classmethod
    def read(cls, path: Path) -> Case:
        """The case whose text is this file."""
        expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        text = path.read_bytes().decode("utf-8")
        return cls(path.stem, text, expected["indicators"], frozenset(expected["optional"]))

    @property
    def places(self) -> list[Stretch]:
        """Where its figures stand."""
        return [tuple(cell["span"]) for cell in self.cells.values() if "span" in cell]


@frozen
class Damaged:
    """What was done to a case, in a word, and what its text is made of."""

    kind: str
    case: Case
    parts: tuple[Stretch | str, ...]

    @property
    def text(self) -> str:
        """The damaged text."""
        return "".join(part if isinstance(part, str) else self.case.text[slice(*part)] for part in self.parts)

    def _stretches(self) -> Iterator[tuple[int, int, int]]:
        """The stretches of the case's text: where each begins and ends here, and where it begins there."""
        at = 0
        for part in self.parts:
            length = len(part) if isinstance(part, str) else part[1] - part[0]
            if not isinstance(part, str) and length:
                yield at, at + length, part[0]
            at += length

    def problems(self, report: Report) -> Iterator[str]:
        """What a report of the damaged text says and is not so."""
        stretches = list(self._stretches())
        edges = {edge for low, high, _ in stretches for edge in (low, high)}
        warned = {item.span for item in report.diagnostics if item.code == "figure-at-end"}
        for key, found in report.indicators.items():
            assert found.span is not None
            want = self.case.cells.get(key)
            if found.span in warned or (want and found.raw and edges.intersection(found.span) and _is_cut(want, self)):
                continue  # a figure that the cut went through, or may have
            what = f"{self.kind} {self.parts}: {key} {found.status} {found.raw!r} at {found.span}"
            if want is None:
                if found.status != "blank" or key not in self.case.optional:
                    yield f"{what}, but there is none"
            elif found.status == "blank" and _is_gone(want, self):
                continue
            elif (found.status, _plain(found.value)) != (want["status"], want["value"]):
                yield f"{what}, not {want['status']} {want['raw']!r}"
            elif found.unit not in (want["unit"], None):
                yield f"{what}, unit {found.unit}, not {want['unit']}"
        keys = {tuple(cell["span"]): key for key, cell in self.case.cells.items() if "span" in cell}
        for figure in report.unplaced:
            low, high = figure.span
            for start, end, source in stretches:
                own = keys.get((low - start + source, high - start + source)) if start <= low < end else None
                if own is not None and own not in figure.candidates:
                    yield f"{self.kind} {self.parts}: {figure.raw!r} at {figure.span} is {own}, not {figure.candidates}"


def _is_cut(want: Any, damaged: Damaged) -> bool:
    low, high = want.get("span", (0, 0))
    return any(low < edge < high for part in damaged.parts if not isinstance(part, str) for edge in part)


def _is_gone(want: Any, damaged: Damaged) -> bool:
    """Whether a cell's figure is nowhere in the text, so that the cell looks blank."""
    low, high = want.get("span", (0, 0))
    return not any(not isinstance(part, str) and part[0] < high and low < part[1] for part in damaged.parts)


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, int) else float(value)


def damaged(case: Case, rng: Random) -> Iterator[Damaged]:
    """A case cut and spoilt in several ways, once in each."""
    text, end = case.text, len(case.text)
    low = max(0, min(case.places)[0] - _ABOVE)
    high = min(end, max(case.places)[1] + _BELOW)

    def without(kind: str, start: int, stop: int, *instead: str) -> Damaged:
        return Damaged(kind, case, ((0, start), *instead, (stop, end)))

    yield Damaged("a prefix", case, ((0, rng.randint(low, high)),))
    yield Damaged("a suffix", case, ((rng.randint(low, high), end),))
    start, stop = sorted((rng.randint(low, high), rng.randint(low, high)))
    yield Damaged("a middle", case, ((start, stop),))
    yield Damaged("tables again", case, ((0, end), "\n", (low, high)))
    yield without("a cell without its text", *rng.choice(case.places))
    labels = list(_LABEL.finditer(text, low, high))
    yield without("an unknown label", *rng.choice(labels).span(), rng.choice(_UNKNOWN))
    label = rng.choice(labels)
    if any(start <= label.start() < stop for start, stop in case.places):
        label = labels[0]  # a figure in words, such as 减少12
    noise = "".join(rng.choice((rng.choice(_NOISE), char)) if char >= "一" else char for char in label[0])
    yield without("a label misspelt beyond recognition", *label.span(), noise)
    first = rng.choice(case.places)[0]
    header = text.rfind("信息内容", 0, first)
    if header >= 0:
        yield without("a header cut", header, rng.randint(header, min(first, header + 30)))
    rows = [found.start() for found in _ROW.finditer(text, low, high)]
    if rows:
        at = rng.choice(rows)
        yield without("a sentence above a row", at, at, rng.choice(_SENTENCES))
