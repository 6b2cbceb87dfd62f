"""Stage 1, aside: boxes drawn with characters, as text browsers and grid tables have them.

In: the lines of a text. Out: for each line of a drawn box, its pieces between the upright lines, with the columns of
the page at which these stand. Lines across that part rows are told from a line below a header: only where every row has
its own line across is a box read in two dimensions, since only there a cell may go on in the line below.

Writers differ in how wide they take a Chinese character to be; that measure is taken in which the upright lines of a
box stand below each other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

__all__ = ["OPEN", "WIDTHS", "Piece", "Width", "drawn_boxes", "is_rule", "without_frames"]

Width = Callable[[str], int]

# The right edge of a piece that goes on as far as its line does.
OPEN: Final = 10**6

_UPRIGHT: Final = "|│┃║┆┊｜"
_CORNERS: Final = "├┤┼┬┴┌┐└┘┝┥┿┯┷┠┨╂┰┸┣┫╋┳┻┏┓┗┛╠╣╬╦╩╔╗╚╝"
_ACROSS: Final = "─━═"
_DASHES: Final = "-="
_MAY_BE_UPRIGHT: Final = re.compile(f"[+{_UPRIGHT}{_CORNERS}]")
_RULE: Final = re.compile(rf"[\s>]*[+{_UPRIGHT}{_CORNERS}][-=:+{_UPRIGHT}{_CORNERS}{_ACROSS}]{{2,}}\s*")
# A line of dashes alone, in runs as wide as columns are; three dashes may be a cell.
_DASHED: Final = re.compile(r"\s*(?:-{10,}|-{4,}(?:\s+-{4,})+|={4,}(?:\s+={4,})*)\s*")
_EDGE: Final = re.compile(rf"[\s>]*[+{_UPRIGHT}{_CORNERS}].*[+{_UPRIGHT}{_CORNERS}]\s*")
_FIGURE: Final = re.compile(r"[0-9０-９]+")
# A line across a single column, and what stands between two of them; frames may stand in frames.
_FRAME: Final = re.compile(r"^[ \t>]*(?:\+:?[-=]{8,}:?\+|[┌├└]─{8,}[┐┤┘])[ \t]*$", re.MULTILINE)
_FRAMED: Final = re.compile(rf"[ \t>]*[{_UPRIGHT}].*[{_UPRIGHT}][ \t]*")
_MOST_FRAMES: Final = 3
# A run of dashes between two bars is a cell, unless it is as long as this.
_LONG_DASHES: Final = 5
# A box is at least two rows, each below a line across.
_FEWEST_RULES: Final = 3
# A figure may be broken over two lines, but few are.
_FEW: Final = 0.25


class Piece(NamedTuple):
    """What stands between two upright lines on one line of a box.

    `start`, `end`: where in the line; `left`, `right`: the columns of the page of the upright lines beside it; `ruled`:
    whether a line across the whole box stands above.
    """

    start: int
    end: int
    left: int
    right: int
    ruled: bool


def is_rule(line: str) -> bool:
    """Whether a line is nothing but lines that are drawn: it holds no cell."""
    if _RULE.fullmatch(line):
        return any(char in line for char in _ACROSS) or sum(map(line.count, _DASHES)) >= 3
    return _DASHED.fullmatch(line) is not None


def without_frames(text: str) -> str:
    r"""The text with spaces for the lines of frames: boxes of one column around other tables, as layouts have them.

    >>> text = "+---------+\n| +-----+ |\n| | 184 | |\n| +-----+ |\n+---------+"
    >>> [line.strip() for line in without_frames(text).splitlines()]
    ['', '+-----+', '| 184 |', '+-----+', '']
    """
    for _ in range(_MOST_FRAMES):
        if not _FRAME.search(text):
            break
        lines = text.splitlines(keepends=True)
        runs = [run for run in _framed_runs(lines) if any(_holds_rule(lines[number]) for number in run)]
        for number in (number for run in runs for number in run):
            lines[number] = _without_edges(lines[number])
        if not runs:
            break
        text = "".join(lines)
    return text


def _framed_runs(lines: Sequence[str]) -> Iterator[list[int]]:
    """The numbers of lines that stand in one frame, with its own; the text may begin or end inside it."""
    run: list[int] = []
    closed = False
    for number, line in enumerate((*lines, "")):
        is_frame = _FRAME.fullmatch(line.rstrip("\r\n")) is not None
        if is_frame or _FRAMED.fullmatch(line.rstrip("\r\n")):
            run.append(number)
            closed = closed or is_frame
            continue
        if closed:
            yield run
        run, closed = [], False


def _holds_rule(line: str) -> bool:
    """Whether a line across stands between the upright lines of a frame, and apart from both."""
    content = line.strip()[1:-1]
    apart = content.startswith(" ") and content.endswith(" ") and content.strip()[:1] not in _UPRIGHT
    return apart and is_rule(content)


def _without_edges(line: str) -> str:
    if _FRAME.fullmatch(line.rstrip("\r\n")):
        return "".join(char if char in "\r\n" else " " for char in line)
    first, last = len(line) - len(line.lstrip()), len(line.rstrip()) - 1
    return f"{line[:first]} {line[first + 1 : last]} {line[last + 1 :]}"


def drawn_boxes(lines: Sequence[str]) -> Mapping[int, Sequence[Piece]]:
    """The pieces of each line, by its number, that belongs to a box with a line across above each row."""
    found: dict[int, Sequence[Piece]] = {}
    number = 0
    while number < len(lines):
        stop = number
        while stop < len(lines) and _EDGE.fullmatch(lines[stop]):
            stop += 1
        if stop - number > 2:
            found.update(_box(number, lines[number:stop]))
        number = max(stop, number + 1)
    return found


def _box(first: int, lines: Sequence[str]) -> Iterator[tuple[int, Sequence[Piece]]]:
    rules = [is_rule(line) for line in lines]
    # A Markdown ruler has no corners; dashes between bars part rows only where other lines across have corners.
    across = [line for line, rule in zip(lines, rules, strict=True) if rule]
    if len(across) < _FEWEST_RULES or not any(char in _CORNERS + "+" for line in across for char in line):
        return
    for width in WIDTHS:
        uprights = [_uprights(line, width) for line in lines]
        if len({(own[0][1], own[-1][1]) for own in uprights}) == 1:
            break
    else:
        return
    box = [() if rule else _pieces(line, own) for rule, line, own in zip(rules, lines, uprights, strict=True)]
    # Within a merged cell a line across reaches over a part of the page only.
    parted = sum(1 for pieces, own in zip(box, uprights, strict=True) if len(pieces) < len(own) - 1)
    if _rows_without_rule(lines, box) > _FEW * parted:
        return
    ruled = True
    for number, (pieces, rule) in enumerate(zip(box, rules, strict=True)):
        if pieces:
            yield first + number, [piece._replace(ruled=ruled) for piece in pieces]
        else:
            yield first + number, ()
        ruled = rule


def _uprights(line: str, width: Width) -> list[tuple[int, int]]:
    """Where the upright lines stand: the character of the line, and the column of the page."""
    found: list[tuple[int, int]] = []
    columns = list(accumulate(map(width, line), initial=0))
    for match in _MAY_BE_UPRIGHT.finditer(line):
        at = match.start()
        beside = line[max(at - 1, 0) : at + 2]
        if line[at] != "+" or any(dash in beside for dash in _DASHES):
            found.append((at, columns[at]))
    return found


def _pieces(line: str, uprights: Sequence[tuple[int, int]]) -> list[Piece]:
    """The pieces of a line that are not part of a line across."""
    pieces: list[Piece] = []
    for (before, left), (end, right) in pairwise(uprights):
        content = line[before + 1 : end]
        across = bool(content) and not content.strip(_ACROSS)
        dashes = bool(content) and not content.strip(_DASHES)
        cell = line[before] in _UPRIGHT and line[end] in _UPRIGHT and len(content) < _LONG_DASHES
        if not across and (not dashes or cell):
            pieces.append(Piece(before + 1, end, left, right, ruled=False))
    return pieces


def _rows_without_rule(lines: Sequence[str], box: Sequence[Sequence[Piece]]) -> int:
    """How many lines have a figure right below another one, without a line across between them, and are rows; all
    lines, if one of figures alone stands right below one of words.

    Each of them has its label then. Where a line has none, its figures are broken, as in a column as wide as a digit.
    """
    above: set[tuple[int, int]] = set()
    labelled: list[bool] = []  # of the lines whose figures stand right below each other
    rows = 0
    words = 0  # pieces with words in the line above, where no line across stands between
    for line, pieces in zip((*lines, ""), (*box, ()), strict=True):
        filled = [text for p in pieces if (text := line[p.start : p.end].strip())]
        if words > 1 and len(filled) > 1 and all(map(_FIGURE.fullmatch, filled)):
            return len(lines)  # a row without label right below the headers
        words = sum(_FIGURE.fullmatch(text) is None for text in filled)
        figures = {(p.left, p.right) for p in pieces if _FIGURE.fullmatch(line[p.start : p.end].strip())}
        first = next((text for p in pieces if (text := line[p.start : p.end].strip())), "")
        if not figures & above:
            rows += len(labelled) - 1 if labelled and all(labelled) else 0
            labelled = []
        labelled.append(not _FIGURE.fullmatch(first))
        above = (above & {(p.left, p.right) for p in pieces}) | figures
    return rows


class _Widths(dict[str, int]):
    """How many columns of the page each character takes, as far as it was seen."""

    def __init__(self, measure: Callable[[str], int]) -> None:
        super().__init__()
        self._measure = measure

    def __missing__(self, char: str) -> int:
        width = self[char] = self._measure(char)
        return width


def _one_each(_: str) -> int:
    return 1


def _wide_as_two(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _wide_or_doubtful(char: str) -> int:
    """As terminals do that take characters of doubtful width for wide ones, but for the lines themselves."""
    doubtful = unicodedata.east_asian_width(char) == "A" and char not in _UPRIGHT + _CORNERS + _ACROSS
    return 2 if doubtful else _wide_as_two(char)


# How many columns of the page a character takes, as different writers see it.
WIDTHS: Final[tuple[Width, ...]] = tuple(
    _Widths(measure).__getitem__ for measure in (_one_each, _wide_as_two, _wide_or_doubtful)
)
