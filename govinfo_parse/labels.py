"""Labels: what a cell's text says, freed of how it is written, and where on the forms such a label stands.

In: a cell's text. Out: the `Element`s of the forms that it may be, each with the quality of the match. One official
label is written in many ways; the mechanical ones are folded away here (full or half width, spaces and line breaks
inside, item numbers ``1.`` ``1、`` ``（一）``, quotes, traditional characters, Pinyin in brackets, notes in
brackets), the others are listed as variants in the form data. Folding is for matching only: positions and raw text
are never touched.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from attrs import frozen

from .forms import Block, Column, Form, FormTable, Row, national_forms

__all__ = [
    "NOTE_MARK",
    "SIMPLIFIED",
    "Element",
    "Label",
    "LabelIndex",
    "folded_char",
    "label_index",
    "reworded",
    "simplified",
    "split_label",
    "without_annotations",
    "without_pinyin",
]

ElementKind = Literal["title", "block", "corner", "heading", "column", "group", "row"]

# Traditional characters of the forms' labels and their simplified ones, character by character.
SIMPLIFIED: Final[dict[int, int]] = str.maketrans(
    "佈係俬個傢傳億內動務區參員單噹國圍埰執報寀審專對屬廢強後徑從復應捲採據數於時暫會査條業構標機權決沒況減濟為無熱爲獲現當發眞眾確祕穩穫箇範糾納組結絡統經綫"
    "維網線編總織繫繳繼續罰聞職舉萬蔘處號衆衕補製複規計訓訟訪設許訴註詢誌認談請議護讀負責費購踰輯輿轉辦迴這過錯錶門開間閤閱閲關隱隻項題額類駁體髮麵點齣資訊釋覆檔",
    "布系私个家传亿内动务区参员单当国围采执报采审专对属废强后径从复应卷采据数于时暂会查条业构标机权决没况减济为无热为获现当发真众确秘稳获个范纠纳组结络统经线"
    "维网线编总织系缴继续罚闻职举万参处号众同补制复规计训讼访设许诉注询志认谈请议护读负责费购逾辑舆转办回这过错表门开间合阅阅关隐只项题额类驳体发面点出资讯释复档",
)
# Words that converters to traditional characters replace, undone after the characters. All are of the same length, so
# that places in a text stay what they are.
_REWORDED: Final = (
    ("档案", "文件"),
    ("资讯", "信息"),
    ("网路", "网络"),
    ("透过", "通过"),
    ("释出", "发布"),
    ("线上", "在线"),
    ("专案", "项目"),
    ("设定", "设置"),
    ("资料", "数据"),
)
# Characters without width, and the sign that makes the next one plain in many a markup, are no part of a label.
_FOLDED: Final = {**SIMPLIFIED, **dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\xad\\"))}
_PINYIN: Final = re.compile(r"\([a-z\u00df-\u01dc\u0251\u0261]+\)")
_PINYIN_WRITTEN: Final = re.compile(r"[(（][a-z\u00df-\u01dc\u0251\u0261]+[)）]")
# Pinyin for certain, with the mark of a tone; a literal bracket makes the search fast.
_TONED: Final = re.compile(r"\([a-z]{0,3}[\u00df-\u01dc][a-z\u00df-\u01dc\u0251\u0261]{0,4}\)")
# Without the marks of tones it is Pinyin where it comes so often.
_TONELESS: Final = re.compile(r"[\u3400-\u9fff]\([a-z]{1,6}\)")
_OFTEN: Final = 8
# So much of a text shows whether it has Pinyin.
_SHOWN: Final = 4000
# An item number; the first of several parts may have both: 其中：1.当面申请数.
_ITEM_NUMBER: Final = re.compile(
    r"(?:其中:?)?(\((?:[一二三四五六七八九十]{1,3}|\d{1,2})\)[、.]?"
    r"|[一二三四五六七八九十]{1,3}[、.,:]"
    r"|\d{1,2}(?:[.、,):](?!\d)|(?=[\u4e00-\u9fff])))"
    r"|其中:?"
)
# The mark of a note behind a label.
NOTE_MARK: Final = re.compile(r"[\[［【]注?\d{1,2}[\]］】]|[①-⑳]")
_NOTE_MARKS: Final = re.compile(rf"(?:{NOTE_MARK.pattern})+\Z")
_NOTE_ENDS: Final = frozenset("]］】①②③④⑤⑥⑦⑧⑨⑩")
_PUNCTUATION: Final = re.compile(r"[^\w]|_")
_NUMERALS: Final = str.maketrans("一二三四五六七八九", "123456789")
# A longer text is prose; no label of the forms comes near it, even with a local note.
LONGEST_LABEL: Final = 160
# A label cut to fewer characters than this could be any word.
_SHORTEST_CUT: Final = 3


class Label(NamedTuple):
    """A label taken apart: item number, the text before any bracket, and the whole without punctuation."""

    number: str
    body: str
    full: str


@lru_cache(maxsize=4096)
def split_label(text: str) -> Label:
    """Folds a label and takes it apart.

    >>> split_label("（二） 部分公开（区分处理的，只计这一情形）")
    Label(number='(二)', body='部分公开', full='部分公开区分处理的只计这一情形')
    >>> split_label("本年制發(fā)件數(shù)").body
    '本年制发件数'
    """
    if text[-1:] in _NOTE_ENDS:
        text = _NOTE_MARKS.sub("", text)
    folded = "".join(unicodedata.normalize("NFKC", text).lower().split()).translate(_FOLDED)
    if "(" in folded:
        folded = _PINYIN.sub("", folded)
    folded = reworded(folded).lstrip("#*")
    match = _ITEM_NUMBER.match(folded)
    number = (match[1] or match[0]).rstrip(".、,:") if match else ""
    rest = folded[match.end() :] if match else folded
    full = _PUNCTUATION.sub("", rest)
    body, bracket, note = rest.partition("(")
    # Only a bracket at the end holds a note: 第二十条第（一）项 has one inside.
    noted = body and bracket and (note.endswith(")") or ")" not in note)
    return Label(number, _PUNCTUATION.sub("", body) if noted else full, full)


@frozen(eq=False)
class Element:
    """A labelled place on a form. `order` counts the places of a table in reading order.

    `row` or `column` is set for the labels of rows and columns; a group label or a heading has neither.
    """

    form: Form
    table: FormTable
    block: int
    kind: ElementKind
    order: int
    label: Label
    row: Row | None = None
    column: Column | None = None

    @property
    def weight(self) -> float:
        """How much finding this label tells: a long one tells more than a word that stands anywhere."""
        return min(len(self.label.body), 6) / 6


class Match(NamedTuple):
    """An element that a text may be, and how well it fits: 1 is the official label, number included."""

    element: Element
    quality: float


class _Spelling(NamedTuple):
    """A way to write an element's label, and the item number it must have to mean that (None: any or none)."""

    element: Element
    quality: float
    number: str | None


class LabelIndex:
    """All labels of some forms, by folded text."""

    def __init__(self, forms: Sequence[Form]) -> None:
        self.forms = tuple(forms)
        self.elements: dict[tuple[str, str], tuple[Element, ...]] = {}
        self._exact: dict[str, list[_Spelling]] = {}
        self._cut: dict[str, list[_Spelling]] = {}
        # Beginnings that are too short: the tables that have such a label, and its number.
        self._begun: dict[str, set[tuple[FormTable, str]]] = {}
        self.prefixes: set[str] = {""}
        for form in forms:
            for table in form.tables:
                elements = tuple(_elements(form, table))
                self.elements[form.name, table.name] = elements
                for element, written in zip(elements, _written(table), strict=True):
                    self._add(element, written, table.variants.get(written, ()))
        self._longer = _longer_labels(self.elements)
        self._titles = tuple(
            (element.label.full, element)
            for elements in self.elements.values()
            for element in elements
            if element.kind == "block"
        )

    def _add(self, element: Element, written: str, variants: Sequence[str]) -> None:
        for text, quality in ((written, 1.0), *((variant, 0.9) for variant in variants)):
            label = split_label(text)
            # A variant that is listed with its number, such as （六）其他, is too short to stand without.
            required = label.number if quality < 1 and label.number else None
            for key in {label.full, label.body}:
                _append(self._exact, key, _Spelling(element, quality, required))
                self.prefixes.update(key[:length] for length in range(1, len(key)))
                enough = max(_SHORTEST_CUT, (len(key) + 1) // 3)
                for length in range(enough, len(key)):
                    _append(self._cut, key[:length], _Spelling(element, 0.5 * quality, required))
                for length in range(_SHORTEST_CUT, enough):
                    self._begun.setdefault(key[:length], set()).add((element.table, element.label.number))

    def spellings(self) -> Iterator[tuple[str, tuple[Element, ...]]]:
        """Every folded label of the forms, with the elements that carry it."""
        for text, spellings in self._exact.items():
            yield text, tuple(spelling.element for spelling in spellings)

    def keys_ending_with(self, label: Element) -> Sequence[tuple[str, ...]]:
        """The keys of each row whose label ends with that of another row of the table, and is longer."""
        return self._longer.get(label.label.body, ())

    def find(self, text: str) -> Sequence[Match]:
        """The elements that carry this label, whatever its item number, in the order of the forms."""
        if len(text) > LONGEST_LABEL:
            return ()
        label = split_label(text)
        found = self._exact.get(label.full) or self._exact.get(label.body)
        if found:
            return _agreeing(label, found)
        return [Match(element, 0.8) for title, element in self._titles if label.full.endswith(title)]

    def find_whole(self, text: str) -> Sequence[Match]:
        """As `find`, but the text must be the label from end to end, without a note of its own."""
        label = split_label(text)
        return _agreeing(label, self._exact.get(label.full, ()))

    def find_cut(self, text: str) -> Sequence[Match]:
        """The elements whose label begins with this text, for labels that lost their end.

        Where so little is left that another label of the table, with the same number, may have begun so too, it is
        none of them.
        """
        label = split_label(text)
        found = _agreeing(label, self._cut.get(label.full, ()))
        begun = self._begun.get(label.full, ())
        others = {table for table, number in begun if not label.number or number in ("", label.number)}
        return [match for match in found if match.element.table not in others]

    def goes_on(self, text: str, piece: str) -> bool:
        """Whether a piece goes on with a label that begins with `text`, or is a note to it."""
        whole = split_label(text + piece)
        known = any(text in self.prefixes or text in self._exact for text in (whole.full, whole.body))
        return known or piece.lstrip().startswith(("(", "（"))

    def begins_label(self, text: str) -> bool:
        """Whether more text could make a label of this one."""
        return split_label(text).full in self.prefixes


def _longer_labels(elements: Mapping[tuple[str, str], Sequence[Element]]) -> dict[str, list[tuple[str, ...]]]:
    """By the text of a row's label, the keys of the rows of all forms whose labels end with it and are longer."""
    rows = [(element, element.row) for own in elements.values() for element in own if element.row is not None]
    bodies = {element.label.body for element, _ in rows}
    longer: dict[str, list[tuple[str, ...]]] = {}
    for element, row in rows:
        body = element.label.body
        columns = element.table.blocks[element.block].columns
        for tail in (body[start:] for start in range(1, len(body))):
            if tail in bodies:
                longer.setdefault(tail, []).append(tuple(element.table.key(row, column) for column in columns))
    return longer


@lru_cache(maxsize=8192)
def folded_char(char: str) -> str:
    """A character as it is in a folded label: nothing where it is space or punctuation."""
    return _PUNCTUATION.sub("", "".join(unicodedata.normalize("NFKC", char).lower().split()).translate(_FOLDED))


def without_pinyin(text: str) -> str:
    """The text with spaces for the Pinyin in brackets that some pages put behind characters; places stay the same.

    >>> without_pinyin("規(guī)章")
    '規     章'
    """
    return _PINYIN_WRITTEN.sub(lambda found: " " * len(found[0]), text)


def without_annotations(text: str) -> str:
    """The text without the Pinyin in brackets that some pages put behind characters.

    >>> without_annotations("規(guī)章")
    '規章'
    """
    has_pinyin = _TONED.search(text, 0, _SHOWN) or len(_TONELESS.findall(text, 0, _SHOWN)) >= _OFTEN
    return _PINYIN_WRITTEN.sub("", text) if has_pinyin else text


def simplified(text: str) -> str:
    """The text with the traditional characters that labels have in their simplified form, one for one."""
    return text.translate(SIMPLIFIED)


def reworded(folded: str) -> str:
    """A folded text with the words of the mainland, each in the place of its own.

    >>> reworded("".join(map(folded_char, "透過不同渠道公開政府資訊")))
    '通过不同渠道公开政府信息'
    """
    for written, meant in _REWORDED:
        folded = folded.replace(written, meant)
    return folded


def _append(spellings: dict[str, list[_Spelling]], key: str, spelling: _Spelling) -> None:
    own = spellings.setdefault(key, [])
    if all(other.element is not spelling.element for other in own):
        own.append(spelling)


def _agreeing(label: Label, spellings: Sequence[_Spelling]) -> list[Match]:
    return [
        Match(element, quality * _agreement(label.number, element.label.number))
        for element, quality, required in spellings
        if required is None or required == label.number
    ]


def _agreement(number: str, expected: str) -> float:
    """How well item numbers agree: offices drop them, write them in another style, and shift them by one."""
    if number == expected:
        return 1.0
    if not number:
        return 0.8
    if not expected:
        return 0.4
    return 0.9 if _counted(number) == _counted(expected) else 0.5


def _counted(number: str) -> str:
    """An item number without its style: ``(七)`` and ``7`` are both ``7``."""
    return number.strip("()").translate(_NUMERALS)


def _places(table: FormTable) -> Iterator[tuple[str, int, ElementKind, Row | None, Column | None]]:
    """Every label of a table in reading order: (text, block, kind, row, column)."""
    if table.title:
        yield table.title, 0, "title", None, None
    for number, block in enumerate(table.blocks):
        yield from _header_places(number, block)
        seen: set[str] = set(block.groups)
        for row in block.rows:
            for group in row.label[:-1]:
                if group in seen:
                    seen.discard(group)
                    yield group, number, "group", None, None
            if row.label:
                yield row.label[-1], number, "row", row, None


def _header_places(number: int, block: Block) -> Iterator[tuple[str, int, ElementKind, Row | None, Column | None]]:
    if block.title:
        yield block.title, number, "block", None, None
    if block.corner:
        yield block.corner, number, "corner", None, None
    if block.unit_column:
        yield block.unit_column, number, "heading", None, None
    if block.code_column:
        yield block.code_column, number, "heading", None, None
    if block.heading:
        yield block.heading, number, "heading", None, None
    # Column headers as the official table's rows show them: level by level, from left to right.
    depth = max(len(column.label) for column in block.columns)
    previous: tuple[str, ...]
    for level in range(depth):
        previous = ()
        for column in block.columns:
            path = column.label[: level + 1]
            if len(path) <= level or path == previous:
                continue
            previous = path
            if len(column.label) == level + 1:
                yield path[-1], number, "column", None, column
            else:
                yield path[-1], number, "heading", None, None


def _elements(form: Form, table: FormTable) -> Iterator[Element]:
    for order, (text, block, kind, row, column) in enumerate(_places(table)):
        yield Element(form, table, block, kind, order, split_label(text), row, column)


def _written(table: FormTable) -> list[str]:
    return [place[0] for place in _places(table)]


@lru_cache(maxsize=16)  # of forms of a caller's own there may be any number in time
def label_index(forms: tuple[Form, ...] = ()) -> LabelIndex:
    """The index over these forms, by default the national ones."""
    return LabelIndex(forms or national_forms())
