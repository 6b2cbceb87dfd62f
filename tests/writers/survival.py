"""Which cells of a page come through a writer, and which of them still tell their column: judged by the writer's text
alone, before anything is parsed.

In: a page and what the writer makes of it with marks for figures, and of its variants, in which each row has the same
marks in other columns. A cell's text survives if its mark comes out. A row's places survive if in every variant the
writer's text around the row's marks is another one; where it is the same, the text cannot tell the columns. A row
without blank cells has its places as long as its marks stay together and in order.

What is not about blank cells is told apart as well: figures that are run together, rows whose label does not come out,
rows in pieces, rows of which a cleaner dropped lines.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from attrs import evolve, frozen

from .pages import CORE, Line, Page

# What stands between cells and says nothing of its own: white space, bars, and AsciiDoc's sign for how a cell is set,
# rulers, the lines of drawn tables, tags.
_FRAME: Final = r"(?:[\s|+=:*\u2500-\u257f-]|\ba(?=\|)|</?[a-z][^<>]*>)*"
_LEFT = re.compile(f"{_FRAME}$")
_RIGHT = re.compile(_FRAME)
_WIDEST: Final = 1500  # how far back the text before a mark is looked at

# The traditional characters of the labels, as OpenCC writes them.
_SIMPLIFIED: Final = str.maketrans(
    "佈個傳內動務區參員國圍執報專對屬強後徑從復應採數於時會條業構機權沒況濟為無熱爲獲現當發眾確祕穩範糾納結絡經維網線編總繳繼續罰聞職舉處衆補製複覆規計訓訟訪設許訴詢"
    "認談請議護讀負責費購輯輿轉辦這過郵錯門開閱閲關隱電項題類駁體點",
    "布个传内动务区参员国围执报专对属强后径从复应采数于时会条业构机权没况济为无热为获现当发众确秘稳范纠纳结络经维网线编总缴继续罚闻职举处众补制复复规计训讼访设许诉询"
    "认谈请议护读负责费购辑舆转办这过邮错门开阅阅关隐电项题类驳体点",
)

NIL: Final = "无"
PLACED, LOST, GLUED, UNKNOWN = "placed", "lost", "glued", "unknown"


@frozen
class Fate:
    """What became of a row: `kept` are the marks that came out, and how much of their places did.

    - placed: the text tells the column of each of them;
    - lost: they come out in order below their label, but the text is the same with other blank cells;
    - glued: as lost, or not, but figures run together;
    - unknown: the label did not come out, the row is in pieces, or lines were dropped.
    """

    line: Line
    kept: tuple[str, ...]
    places: str
    blanks: bool = False  # whether the text tells the row's blank cells
    run: str = ""  # the digits of all its figures, where they run together and into nothing else


@frozen
class Survival:
    """What became of a page's rows. Where it is `damaged`, figures are gone, and no rule tells which."""

    fates: tuple[Fate, ...]
    damaged: bool = False

    @property
    def kept(self) -> frozenset[str]:
        """The keys of the cells whose text came out."""
        return frozenset(key for fate in self.fates for key in _keys(fate.line, fate.kept))

    @property
    def placed(self) -> frozenset[str]:
        """The keys of the cells whose text and place came out."""
        return frozenset(key for fate in self.fates if fate.places == PLACED for key in _keys(fate.line, fate.kept))

    @property
    def blanks(self) -> frozenset[str]:
        """The keys of the blank cells that left a trace."""
        return frozenset(key for fate in self.fates if fate.blanks for key in _keys(fate.line, ("",)))

    def of(self, key: str) -> str:
        """What became of the place of the cell of this key."""
        return next((fate.places for fate in self.fates if key in fate.line.keys), UNKNOWN)


def _keys(line: Line, marks: Sequence[str]) -> Iterator[str]:
    return (key for key, mark in zip(line.keys, line.marks, strict=True) if key is not None and mark in marks)


@frozen
class _Text:
    """A writer's text and where each mark stands in it: `at` its start and end, `starts` and `ends` the way back.

    `cores` are where the cores of all marks stand, also of those that lost the word beside it.
    """

    text: str
    at: Mapping[str, tuple[int, int]]
    cores: Mapping[str, tuple[int, int]]
    starts: Mapping[int, str]
    ends: Mapping[int, str]

    def kept(self, line: Line) -> list[str]:
        return [mark for mark in line.marks if mark in self.at]

    def before(self, mark: str) -> str:
        start = self._place(mark)[0]
        return _LEFT.search(self.text[max(0, start - _WIDEST) : start])[0]  # type: ignore[index]  # as below

    def after(self, mark: str) -> str:
        return _RIGHT.match(self.text, self._place(mark)[1])[0]  # type: ignore[index]  # matches nothing as well

    def around(self, line: Line) -> str:
        """The text from the word before a row's first mark to the word behind its last one."""
        marks = [mark for mark in line.marks if mark in self.at or mark in self.cores]
        first, last = marks[0], marks[-1]
        inner = self.text[self._place(first)[0] : self._place(last)[1]]
        return f"{self.before(first)}{inner}{self.after(last)}"

    def _place(self, mark: str) -> tuple[int, int]:
        return self.at[mark] if mark in self.at else self.cores[mark]

    def area(self, mark: str | None, other: str | None) -> tuple[int, int]:
        """What lies between two marks."""
        return 0 if mark is None else self.at[mark][1], len(self.text) if other is None else self.at[other][0]

    def words(self, mark: str | None, other: str | None) -> str:
        """The words between two marks and the frames between these words."""
        start, end = self.area(mark, other)
        start += len(self.after(mark)) if mark is not None else 0
        end -= len(self.before(other)) if other is not None else 0
        return self.text[start:end]


def _text(page: Page, text: str) -> _Text:
    cores = _cores(page)
    at: dict[str, tuple[int, int]] = {}
    places: dict[str, tuple[int, int]] = {}
    for found in CORE.finditer(text):
        mark = cores.get(found[0], "")
        if mark:
            places.setdefault(mark, found.span())
        left, _, right = mark.partition(found[0])
        start = _beside(text, found.start(), left[::-1], -1)
        end = _beside(text, found.end(), right, 1)
        if mark and start is not None and end is not None:
            at.setdefault(mark, (start, end))
    starts = {start: mark for mark, (start, _) in at.items()}
    return _Text(text, at, places, starts, {end: mark for mark, (_, end) in at.items()})


def _cores(page: Page) -> dict[str, str]:
    """The mark of each core."""
    return {CORE.search(mark)[0]: mark for mark in page.raws}  # type: ignore[index]  # every mark has a core


def _beside(text: str, at: int, word: str, step: int) -> int | None:
    """Where the word beside a mark's core ends; white space or a bar may part its characters."""
    for letter in word:
        while (between := text[at - (step < 0) :][:1]).isspace() or between == "|":
            at += step
        if text[at - (step < 0) :][:1] != letter:
            return None
        at += step
    return at


def survival(page: Page, marked: str, variants: Sequence[str]) -> Survival:
    """What became of the page's rows in a writer's text."""
    text = _text(page, marked)
    others = [_text(page, variant) for variant in variants]
    full = [number for number, line in enumerate(page.lines) if text.kept(line)]
    fates = {
        number: _fate(page, text, others, page.lines[number], *_neighbours(page, text, full, number)) for number in full
    }
    # Rows of blank cells only have no marks: they are judged by the words and frames between the rows around them.
    for number, line in enumerate(page.lines):
        if number not in fates:
            before, after = _neighbours(page, text, full, number)
            there = not any(line.marks) and _blank_rows_show(text, others[0], before, after)
            fates[number] = Fate(line, (), PLACED if there else LOST, there)
    return Survival(tuple(fates[number] for number in range(len(page.lines))))


def _neighbours(page: Page, text: _Text, full: Sequence[int], number: int) -> tuple[str | None, str | None]:
    """The last mark of the row with marks before this one, and the first mark of the one after it."""
    before = [other for other in full if other < number]
    after = [other for other in full if other > number]
    return (
        text.kept(page.lines[before[-1]])[-1] if before else None,
        text.kept(page.lines[after[0]])[0] if after else None,
    )


def _fate(page: Page, text: _Text, others: Sequence[_Text], line: Line, before: str | None, after: str | None) -> Fate:
    kept = text.kept(line)
    fate = Fate(line, tuple(kept), UNKNOWN)
    area = text.text[slice(*text.area(before, after))]
    if _between(text, kept[0], kept[-1]) != kept or not _label_shows(line.label, area):
        return fate
    if any(_glued(page, text, mark) for mark in kept):
        return evolve(fate, places=GLUED, run=_run(page, text, line, kept))
    if "" not in line.marks:
        return evolve(fate, places=PLACED)
    own = text.around(line)
    told = all(other.kept(line) != kept or other.around(line) != own for other in others)
    return evolve(fate, places=PLACED if told else LOST, blanks=told)


def _between(text: _Text, first: str, last: str) -> list[str]:
    """The marks from one to another, in the order of the text."""
    start, end = text.at[first][0], text.at[last][0]
    return sorted((mark for mark, (at, _) in text.at.items() if start <= at <= end), key=lambda mark: text.at[mark])


def _label_shows(label: str, area: str) -> bool:
    """Whether the label, or most of it, stands in the text between the marks before and behind the row. A label in a
    narrow column is in pieces, with the row's marks between them. The script does not matter."""
    letters = re.findall(r"\w", label)
    area = area.translate(_SIMPLIFIED)
    at = shown = 0
    for letter in letters:
        found = area.find(letter, at)
        if found >= 0:
            at, shown = found + 1, shown + 1
    return 2 * shown >= len(letters)


def _blank_rows_show(text: _Text, other: _Text, before: str | None, after: str | None) -> bool:
    if any(mark is not None and mark not in other.at for mark in (before, after)):
        return True
    return text.words(before, after) != other.words(before, after)


# Characters that go on a figure: where two of them meet, nobody can tell where one figure ends.
_OF_FIGURES = frozenset("0123456789０１２３４５６７８９.．,，+-—/%")


def _glued(page: Page, text: _Text, mark: str) -> bool:
    """Whether the figure that stands for the mark runs on into what stands before or behind it."""
    raw = page.raws[mark]
    start, end = text.at[mark]
    before = page.raws[text.ends[start]] if start in text.ends else text.text[max(0, start - 1) : start]
    after = page.raws[text.starts[end]] if end in text.starts else text.text[end : end + 1]
    return (raw[0] in _OF_FIGURES and before[-1:] in _OF_FIGURES) or (
        raw[-1] in _OF_FIGURES and after[:1] in _OF_FIGURES
    )


def _run(page: Page, text: _Text, line: Line, kept: Sequence[str]) -> str:
    """The digits of a row's figures, if they stand side by side and are nothing but digits."""
    raws = [page.raws[mark] for mark in kept]
    start, end = text.at[kept[0]][0], text.at[kept[-1]][1]
    alone = not any(sign in _OF_FIGURES for sign in text.text[start - 1 : start] + text.text[end : end + 1])
    together = text.text[start:end] == "".join(kept)
    plain = all(raw.isascii() and raw.isdigit() for raw in raws)
    return "".join(raws) if alone and together and plain and len(kept) == sum(map(bool, line.marks)) else ""


def after_drops(page: Page, result: Survival, written: str, marked: str, cleaned: str) -> Survival:
    """The survival where a cleaner dropped lines because of what they say, which the lines with marks do not show.
    `written` and `marked` are the writer's text with figures and with marks, `cleaned` is what is left of `written`."""
    if cleaned == written:
        return result
    where = places(page, written, marked)
    if where is None:
        # What is gone cannot be told, so nothing is asked of any row.
        return Survival(tuple(evolve(fate, places=UNKNOWN, blanks=False, run="") for fate in result.fates))
    left = _lines_left(written.split("\n"), cleaned.split("\n"))
    starts = [0, *(number for number, sign in enumerate(written, 1) if sign == "\n")]

    def line(mark: str) -> int:
        return bisect(starts, where[mark][0]) - 1

    def are_nil(marks: Iterable[str]) -> bool:
        return all(page.raws[mark] == NIL for mark in marks)

    parted = "|" in cleaned or "\t" in cleaned
    fates = []
    full = [number for number, fate in enumerate(result.fates) if fate.kept]
    for number, fate in enumerate(result.fates):
        before = [line(result.fates[other].kept[-1]) for other in full if other < number]
        after = [line(result.fates[other].kept[0]) for other in full if other > number]
        area = left[before[-1] + 1 if before else 0 : after[0] if after else len(left)]
        kept = tuple(mark for mark in fate.kept if left[line(mark)])
        gone = [mark for mark in fate.kept if mark not in kept]
        if all(area):
            fates.append(fate)
        elif area.count(False) == len(gone) and are_nil(gone) and not parted:
            # A cell that said there is nothing, and is gone with its line, is as one that was left blank.
            marks = tuple("" if mark in gone else mark for mark in fate.line.marks)
            places_ = LOST if fate.places == PLACED else fate.places
            fates.append(evolve(fate, line=evolve(fate.line, marks=marks), kept=kept, places=places_, blanks=False))
        else:
            fates.append(evolve(fate, kept=kept, places=UNKNOWN, blanks=False, run=""))
    return Survival(tuple(fates), damaged=not are_nil(mark for mark in where if not left[line(mark)]))


def _lines_left(before: Sequence[str], after: Sequence[str]) -> list[bool]:
    """Which lines are still there; of equal ones, the first."""
    rest = iter([*after, None])
    following = next(rest)
    left = []
    for line in before:
        left.append(line == following)
        if line == following:
            following = next(rest)
    return left


def confirmed(page: Page, result: Survival, text: str, marked: str) -> Survival:
    """The survival less the cells whose mark came out, but whose own text did not: some writers drop cells because of
    what they say. Where the two texts cannot be held against each other, the marks must do."""
    where = places(page, text, marked, whole=False)
    if where is None:
        where = places(page, text, marked, whole=False, apart=True)
    if where is None:
        return result
    fates = []
    for fate in result.fates:
        kept = tuple(mark for mark in fate.kept if mark in where)
        gone = {mark for mark in fate.kept if mark not in kept}
        if not gone:
            fates.append(fate)
        elif fate.places in (PLACED, LOST) and not any(any(map(str.isdigit, page.raws[mark])) for mark in gone):
            # A cell that said there is nothing, and is gone, is as one that was left blank.
            marks = tuple("" if mark in gone else mark for mark in fate.line.marks)
            fates.append(evolve(fate, line=evolve(fate.line, marks=marks), kept=kept, places=LOST, blanks=False))
        else:
            fates.append(evolve(fate, kept=kept, places=UNKNOWN, blanks=False, run=""))
    return Survival(tuple(fates))


def places(
    page: Page, text: str, marked: str, *, whole: bool = True, apart: bool = False
) -> dict[str, tuple[int, int]] | None:
    """Where the figure of each mark stands in the text, by the text with marks; None where the two differ in more than
    figures, white space and the length of rulers. Unless the text is `whole`, figures may be missing; `apart` tells
    that none is the beginning of another then."""
    cores = _cores(page)
    at = 0
    found: dict[str, tuple[int, int]] = {}
    for piece in re.split(f"({CORE.pattern})", marked):
        mark = cores.get(piece, "")
        left, _, right = mark.partition(piece) if mark else ("", "", "")
        raw = page.raws[mark][len(left) :].removesuffix(right) if mark else piece
        place = _match(text, at, raw)
        if apart and mark and place is not None and text[place[1] : place[1] + 1].isdecimal():
            place = None
        if place is None and (whole or not mark):
            return None
        if place is not None:
            at = place[1]
            if mark:
                found[mark] = place
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
