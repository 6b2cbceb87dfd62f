"""What is said about the prose of reports as data, and prose made fit for matching.

In: the files under ``forms/data/prose``, and stretches of a text. Out: the data as it stands there, and `Folded`
text: without white space, in half width and simplified characters, one for one, so that each of its places is one of
the text.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any, Final

from attrs import frozen

from .labels import simplified

__all__ = ["Folded", "folded", "prose_data"]

_DATA: Final = Path(__file__).parent / "forms" / "data" / "prose"
_VISIBLE: Final = re.compile("[^\\s\u200b\ufeff]+")
# Full width to half width, and signs that mean the same.
_WIDTH: Final[dict[int, int]] = {0xFF01 + n: 0x21 + n for n in range(94)}
_WIDTH.update(zip(map(ord, "〔〕【】﹝﹞〇○"), map(ord, "()()()00"), strict=True))


@cache
def prose_data(name: str) -> Any:
    """The content of a file about prose: ``sections`` or ``claims``."""
    return json.loads((_DATA / f"{name}.json").read_text(encoding="utf-8"))


@frozen
class Folded:
    """A stretch of text folded for matching; ``places[n]`` is where its character ``n`` stands in the whole text."""

    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the whole text of the characters from `start` to before `end`, at least one."""
        return self.places[start], self.places[end - 1] + 1


def folded(text: str, start: int, end: int) -> Folded:
    """The stretch ``text[start:end]``, folded.

    >>> found = folded("收到申請　１２ 件", 0, 10)
    >>> found.text, found.span(4, 6)
    ('收到申请12件', (5, 7))
    """
    pieces = list(_VISIBLE.finditer(text, start, end))
    places = tuple(place for piece in pieces for place in range(*piece.span()))
    return Folded(simplified("".join(piece[0] for piece in pieces).translate(_WIDTH)), places)
