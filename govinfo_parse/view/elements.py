"""HTML in the making: elements and text, so that nothing gets into a page unescaped.

In: strings. Out: `Html`, which only this module makes of them: a type checker tells where a plain string would get in.
What a reader could not see, or what would turn the text around, is made visible; what no page can hold is replaced.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from html import escape
from typing import Final, NewType

__all__ = ["Html", "element", "flat", "joined", "raw", "text"]

Html = NewType("Html", str)

_VOID: Final = frozenset({"meta", "link", "br", "wbr"})
# Controls but tab and line ends, lone surrogates, what is no character, and what breaks or turns a line unseen.
_ODD: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    "\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]"
)
_REPLACEMENT: Final = "\ufffd"


def text(value: object) -> Html:
    r"""A value as text.

    >>> text("<b>\u202e12")
    '&lt;b&gt;<i class="control">U+202E</i>12'
    """
    return Html(_ODD.sub(lambda odd: _visible(odd[0]), escape(str(value)).replace("\r", "\n")))


def flat(value: object) -> Html:
    """A value as text where no element can stand: in an attribute, and in the title of a page."""
    return Html(_ODD.sub(_REPLACEMENT, escape(str(value)).replace("\r", "\n")))


def element(name: str, /, *children: Html, **attributes: str | int | bool | None) -> Html:
    """An element. Of an attribute's name ``_`` becomes ``-`` and a last one goes; None and False leave it out.

    >>> element("td", text("12"), class_="figure", data_of="f1", hidden=True)
    '<td class="figure" data-of="f1" hidden>12</td>'
    """
    written = "".join(_attribute(*item) for item in attributes.items())
    start = f"<{name}{written}>"
    return Html(start if name in _VOID else f"{start}{''.join(children)}</{name}>")


def joined(parts: Iterable[Html], between: str = "") -> Html:
    """The parts one after the other, with plain text between them."""
    return Html(text(between).join(parts))


def raw(content: str) -> Html:
    """What is HTML already: the style and the program of the page, which ship with the package."""
    return Html(content)


def _attribute(name: str, value: str | int | bool | None) -> str:
    if value is None or value is False:
        return ""
    name = name.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{flat(value)}"'


def _visible(odd: str) -> str:
    if odd < " ":
        return chr(0x2400 + ord(odd))  # the picture of the control
    if unicodedata.category(odd) in ("Cf", "Zl", "Zp"):
        return f'<i class="control">U+{ord(odd):04X}</i>'
    return _REPLACEMENT
