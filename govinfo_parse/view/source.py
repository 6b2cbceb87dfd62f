"""The left side of the page: the text, line by line, with everything marked that was read in it.

In: the report's text and the places of its figures, claims and diagnostics. Out: HTML. What stands far from all of them
is folded away, and of a very long text left out, so that a page of a large file stays a page.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, Literal

from attrs import field, frozen

from ..show import LINE_END, Lines
from .context import Context
from .elements import Html, element, joined, text

__all__ = ["source"]

# Stretches without a mark that are longer than this are folded, but for so much at both ends.
_LONG: Final = {"inside": 20_000, "outside": 1_200}
_NEAR: Final = {"inside": 4_000, "outside": 400}
# A folded stretch longer than the first is left out; so are those for which the second leaves no room.
_FOLDED: Final = 60_000
_ALL_FOLDED: Final = 400_000
# So far a stretch is moved to begin with a line.
_TO_LINE_END: Final = 300
# Of what a diagnostic speaks of no more than this is marked.
_SAID_OF: Final = 120
# Of several marks in one place, the one that pointing at it means: by the first letter of its id.
_RANK: Final = "fuxcg"
Kind = Literal["shown", "folded", "left_out"]


@frozen
class _Mark:
    """Something that was read: where, what it is, and where pointing at it leads."""

    start: int
    end: int
    id: str
    kind: str
    goes_to: str
    says: str
    has_to_do_with: str = ""


@frozen
class _Stretch:
    """A part of the text: shown, folded away, or left out."""

    start: int
    end: int
    kind: Kind
    of_report: bool


def source(context: Context) -> Html:
    """The text with its marks; a note where the report has no text."""
    if context.lines is None:
        return element("p", text(context.words("no_text")), class_="note")
    marks = sorted(_marks(context), key=lambda mark: (mark.start, mark.end))
    extent = context.report.extent or (0, len(context.lines.text))
    writer = _Writer(context, context.lines, marks)
    return joined(writer.stretch(stretch) for stretch in _stretches(context.lines.text, extent, marks))


def _marks(context: Context) -> Iterator[_Mark]:
    """Everything that was read, the most telling first where several stand in one place."""
    words = context.words
    for key, indicator in context.report.indicators.items():
        if indicator.span:
            name = context.id_of(key)
            kind = f"figure {indicator.status}"
            kind += " inferred" * (indicator.origin == "inferred")
            kind += " failed" * (key in context.failed) + " disputed" * (key in context.disputed)
            says = f"{context.name(key)}: {context.said(indicator)}"
            yield _Mark(*indicator.span, name, kind, context.way_to(key), says)
    for name, figure in context.unplaced:
        with_ = context.ids_of(figure.candidates)
        yield _Mark(*figure.span, name, "figure unplaced", name, words("unplaced_figure", raw=figure.raw), with_)
    for name, extra in context.extras:
        yield _Mark(*extra.span, name, "figure extra", name, words("extra_figure", raw=extra.raw))
    for name, claim in context.claims:
        verdict = {True: "agrees", False: "differs", None: "open"}[claim.agrees]
        says = f"{words('claim')}: {context.name(claim.key)}, {words(f'claim_{verdict}')}"
        yield _Mark(*claim.span, name, f"claim {verdict}", name, says, context.ids_of([claim.key]))
    for name, item in context.diagnostics:
        if item.span and item.span[0] < item.span[1]:
            start, end = item.span
            says = item.title or item.code
            yield _Mark(start, min(end, start + _SAID_OF), name, f"said {item.severity}", name, says)


# --- which parts are shown -------------------------------------------------------------------------------------------


def _stretches(content: str, extent: tuple[int, int], marks: Sequence[_Mark]) -> Iterator[_Stretch]:
    """The parts of the text from its beginning to its end, none of them empty."""
    folds = {start: (end, fits) for start, end, fits in _folds(content, extent, marks)}
    cuts = {0, len(content), *extent, *folds, *(end for end, _ in folds.values())}
    for start, end in pairwise(sorted(cuts)):
        folded = next((fold for first, fold in folds.items() if first <= start < fold[0]), None)
        kind: Kind = "shown" if folded is None else "folded" if folded[1] else "left_out"
        yield _Stretch(start, end, kind, extent[0] <= start < extent[1])


def _folds(content: str, extent: tuple[int, int], marks: Sequence[_Mark]) -> Iterator[tuple[int, int, bool]]:
    """What is not shown, from place to place, and whether it fits into the page."""
    room = _ALL_FOLDED
    for start, end in pairwise(sorted({0, len(content), *extent, *(mark.start for mark in marks)})):
        inside = extent[0] <= start < extent[1]
        where = "inside" if inside else "outside"
        if end - start > _LONG[where]:
            # Nothing stands at the ends of the text that what is outside of the report could be near to.
            first = start + _NEAR[where] * (inside or start > 0)
            last = end - _NEAR[where] * (inside or end < len(content))
            first, last = _line_start(content, first), _line_start(content, last)
            fits = last - first <= min(_FOLDED, room)
            room -= (last - first) * fits
            yield first, last, fits


def _line_start(content: str, at: int) -> int:
    """The next start of a line, where there is one near."""
    found = content.find("\n", at, at + _TO_LINE_END)
    return at if found < 0 or at == 0 else found + 1


# --- what is written -------------------------------------------------------------------------------------------------


@frozen
class _Writer:
    """Writes stretches of the text, one after the other."""

    context: Context
    lines: Lines
    marks: Sequence[_Mark]
    written: set[str] = field(factory=set)

    def stretch(self, stretch: _Stretch) -> Html:
        """A stretch: its lines, or what stands for them."""
        words = self.context.words
        if stretch.kind == "shown":
            return joined(self._lines(stretch))
        count, first = f"{stretch.end - stretch.start:,}", self.lines.at(stretch.start)[0]
        if stretch.kind == "left_out":
            return element("p", text(words("left_out", count=count, line=first)), class_="fold")
        summary = element("summary", text(words("folded", count=count, line=first)))
        return element("details", summary, *self._lines(stretch), class_="fold")

    def _lines(self, stretch: _Stretch) -> Iterator[Html]:
        waiting = deque(mark for mark in self.marks if mark.start <= stretch.end and mark.end >= stretch.start)
        open_: list[_Mark] = []
        number = self.lines.at(stretch.start)[0]
        for start, end in _lines_of(self.lines.text, stretch):
            while waiting and waiting[0].start <= end:
                open_.append(waiting.popleft())
            open_ = [mark for mark in open_ if mark.end >= start]
            parts = self._parts(start, end, open_)
            yield element("div", *parts, class_="line" if stretch.of_report else "line other", data_n=number)
            number += 1

    def _parts(self, start: int, end: int, marks: Sequence[_Mark]) -> Iterator[Html]:
        """A line cut where marks begin and end. A blank cell, which has no width, stands before what follows it."""
        places = {start, end, *(at for mark in marks for at in (mark.start, mark.end) if start < at < end)}
        blanks = [mark for mark in marks if mark.start == mark.end]
        for first, last in pairwise([*sorted(places), end]):
            yield from (self._mark((mark,), text("")) for mark in blanks if mark.start == first)
            here = text(self.lines.text[first:last])
            over = [mark for mark in marks if mark.start <= first < last <= mark.end]
            over.sort(key=lambda mark: _RANK.index(mark.id[0]))
            yield self._mark(over, here) if over else here

    def _mark(self, over: Sequence[_Mark], content: Html) -> Html:
        lead, *others = over
        first = lead.id not in self.written
        # What another mark covers where it begins can still be led to.
        begun = [element("span", id=f"s-{mark.id}") for mark in others if mark.id not in self.written]
        self.written.update(mark.id for mark in over)
        link = element(
            "a",
            content,
            class_=" ".join(dict.fromkeys(mark.kind for mark in over)),
            id=f"s-{lead.id}" if first else None,
            href=f"#{lead.goes_to}",
            tabindex=None if first else -1,
            aria_label=lead.says if first else None,
            data_of=" ".join(mark.id for mark in over),
            data_with=" ".join(filter(None, (mark.has_to_do_with for mark in over))) or None,
        )
        return joined((*begun, link))


def _lines_of(content: str, stretch: _Stretch) -> Iterator[tuple[int, int]]:
    """The places of the lines of a stretch, without their ends. One that a line end closes has no empty line behind."""
    start = stretch.start
    for found in LINE_END.finditer(content, stretch.start, stretch.end):
        yield start, found.start()
        start = found.end()
    if start < stretch.end:
        yield start, stretch.end
