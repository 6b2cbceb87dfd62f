"""The page's own words, which stand in ``words.json``: for each name one wording in English and one in Chinese."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Final

from attrs import frozen

from ..wording import Language, in_language

__all__ = ["Words"]

_FILE: Final = Path(__file__).parent / "words.json"


@frozen
class Words:
    """The page's words in one language.

    >>> Words.of("en")("line", number=3), Words.of("zh")("line", number=3)
    ('line 3', '第3行')
    """

    language: Language

    @classmethod
    def of(cls, language: Language) -> Words:
        """The words of a language; raises `ValueError` for one that is not there."""
        in_language(language, "", "")
        return cls(language)

    def __call__(self, name: str, **facts: object) -> str:
        """The wording of that name, filled with facts."""
        return _all()[name][self.language].format(**facts)

    @property
    def html_language(self) -> str:
        """What HTML calls the language."""
        return in_language(self.language, "en", "zh-Hans")


@cache
def _all() -> dict[str, dict[str, str]]:
    words: dict[str, dict[str, str]] = json.loads(_FILE.read_text(encoding="utf-8"))
    return words
