"""Text as UTF-8 can write it.

A `str` may hold half of a surrogate pair, as a program leaves it that cut a text between the two; it is no character,
and no encoding has it. `parse` takes such a text as it is, and what is written of it has U+FFFD in its place.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["encodable"]

_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def encodable(text: str) -> str:
    r"""The text with U+FFFD for each lone surrogate.

    >>> encodable("总计\ud83d")
    '总计\ufffd'
    """
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)
