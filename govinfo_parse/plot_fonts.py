"""A font with Chinese characters among those that are installed, for charts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain
from typing import Final

__all__ = ["FontError", "chinese_font"]

# Characters that the labels have; a font without them is none for this.
_SAMPLE: Final = "政府信息公开申请"
# Those that look best in a chart come first; any other that has the characters does as well.
_KNOWN: Final = (
    *("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "PingFang SC"),
    *("Microsoft YaHei", "Hiragino Sans GB", "Heiti SC", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "SimHei"),
    *("Noto Sans CJK JP", "Source Han Sans", "Arial Unicode MS", "SimSun"),
)
_REMEDY: Final = (
    "no installed font has Chinese characters; install one (Debian and Ubuntu: fonts-noto-cjk, Fedora: "
    "google-noto-sans-cjk-fonts, Alpine: font-noto-cjk), or draw with language='en'"
)


class FontError(LookupError):
    """Chinese labels were asked for, and no installed font can write them; the message says what to install."""


def chinese_font(*, needed: bool) -> list[str]:
    """The name of the font in a list; none where there is no such font, which is an error if it is `needed`."""
    from matplotlib.font_manager import fontManager

    name = _found({font.name: font.fname for font in fontManager.ttflist})
    if name is None and needed:
        raise FontError(_REMEDY)
    return [name] if name else []


def _found(fonts: Mapping[str, str]) -> str | None:
    """The best of the fonts that have the characters; `fonts` are their files by name."""
    ranks = {name: rank for rank, name in enumerate(_KNOWN)}
    ordered = sorted(fonts.items(), key=lambda font: ranks.get(font[0], len(ranks)))
    return next((name for name, path in chain(ordered, _installed_since()) if _has_characters(path)), None)


def _installed_since() -> Iterator[tuple[str, str]]:
    """Fonts that matplotlib's own list, which is written once, does not have yet; it gets those that will do."""
    from matplotlib.font_manager import findSystemFonts, fontManager, get_font

    known = {font.fname for font in fontManager.ttflist}
    for path in findSystemFonts():
        if path not in known and _has_characters(path):
            fontManager.addfont(path)
            yield get_font(path).family_name, path


@cache
def _has_characters(path: str) -> bool:
    from matplotlib.font_manager import get_font

    try:
        characters = get_font(path).get_charmap()
    except (OSError, RuntimeError):  # a file that is gone, or no font
        return False
    # Matplotlib's own font of last resort has all characters, but each of them is the same box.
    glyphs = {characters.get(ord(char)) for char in _SAMPLE}
    return None not in glyphs and len(glyphs) == len(_SAMPLE)
