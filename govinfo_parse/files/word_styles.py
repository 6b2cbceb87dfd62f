"""What styles say of the runs of a DOCX file, written to the runs themselves.

In: an open document. Out: nothing; each run has by itself what hides it, strikes it out or raises it, whether its own
properties say so, or its character style, its paragraph style, or a style that one of these is based on.

ISO/IEC 29500-1, 17.7.2 and 17.7.3: the properties of a run go before those of its character style, these before those
of the paragraph's style; of ``vanish`` and ``strike`` two styles that both say so undo each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

__all__ = ["is_on", "value", "write_out_styles"]

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF: Final = ("0", "false", "off")
_RAISED: Final = ("superscript", "subscript")


def write_out_styles(document: Any) -> None:
    """Write what styles say to the runs of a python-docx document."""
    styles = {style.get(f"{_W}styleId"): style for style in document.styles.element.iter(f"{_W}style")}
    defaults = {
        style.get(f"{_W}type"): name for name, style in styles.items() if style.get(f"{_W}default") not in (None, *_OFF)
    }
    for paragraph in document.element.body.iter(f"{_W}p"):
        beside = _style(paragraph.find(f"{_W}pPr"), "pStyle") or defaults.get("paragraph")
        of_paragraph = list(_chain(beside, styles))
        ground = None  # how high the first run with text stands: all of a cell's text may be moved a little
        for run in _own_runs(paragraph):
            own = run.find(f"{_W}rPr")
            of_run = list(_chain(_style(own, "rStyle") or defaults.get("character"), styles))
            if own is None:
                own = run.makeelement(f"{_W}rPr")
                run.insert(0, own)
            for name in ("vanish", "strike"):
                if own.find(_W + name) is None and _says(of_run, name) != _says(of_paragraph, name):
                    _set(own, name, "1")
            levels = [own, *of_run, *of_paragraph]
            if own.find(f"{_W}dstrike") is None and _says(levels, "dstrike"):
                _set(own, "dstrike", "1")
            height = _first(levels, "position") or "0"
            if ground is None and any((text.text or "").strip() for text in run.iterfind(f"{_W}t")):
                ground = height
            if (align := _first(levels, "vertAlign")) in _RAISED or height != (ground or height):
                _set(own, "vertAlign", align if align in _RAISED else _RAISED[0])


def is_on(properties: Any, name: str) -> bool:
    """Whether properties have one that is on or off, and it is on."""
    element = properties.find(_W + name)
    return element is not None and element.get(f"{_W}val") not in _OFF


def value(properties: Any, name: str) -> str | None:
    """The value of a property; None where there is none."""
    element = properties.find(_W + name)
    return None if element is None else element.get(f"{_W}val")


def _own_runs(paragraph: Any) -> Iterator[Any]:
    """The runs of a paragraph, without those of the text boxes that are anchored in it."""
    for run in paragraph.iter(f"{_W}r"):
        if next(run.iterancestors(f"{_W}p")) is paragraph:
            yield run


def _style(properties: Any, name: str) -> str | None:
    return None if properties is None else value(properties, name)


def _chain(name: str | None, styles: dict[str, Any]) -> Iterator[Any]:
    """The run properties of a style and of those that it is based on, its own first."""
    seen = set()
    while name in styles and name not in seen:
        seen.add(name)
        properties = styles[name].find(f"{_W}rPr")
        if properties is not None:
            yield properties
        name = value(styles[name], "basedOn")


def _says(levels: list[Any], name: str) -> bool:
    """Whether the first of the properties that speak of this say that it is on."""
    return next((is_on(each, name) for each in levels if each.find(_W + name) is not None), False)


def _first(levels: list[Any], name: str) -> str | None:
    return next((found for each in levels if (found := value(each, name)) is not None), None)


def _set(properties: Any, name: str, said: str) -> None:
    element = properties.find(_W + name)
    if element is None:
        element = properties.makeelement(_W + name)
        properties.append(element)
    element.set(f"{_W}val", said)
