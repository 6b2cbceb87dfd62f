"""Where a report may be when the text of a page or a document holds none: in pictures, attachments, embedded files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from .diagnostics import Diagnostic, diagnostic

__all__ = ["report_elsewhere"]

_MOST_NAMES: Final = 3


def report_elsewhere(pictures: int, attachments: Sequence[str]) -> tuple[Diagnostic, ...]:
    """What to say of so many pictures and of attachments with these names; nothing where there are none.

    >>> report_elsewhere(1, ["2022年报.pdf"])[0].message
    'There is no report in the text, but there is 1 picture and 1 attached file: 2022年报.pdf.'
    """
    places = [_counted(pictures, "picture")] if pictures else []
    if attachments:
        more = ["…"] if len(attachments) > _MOST_NAMES else []
        names = [*attachments[:_MOST_NAMES], *more]
        places.append(f"{_counted(len(attachments), 'attached file')}: {', '.join(names)}")
    return (diagnostic("report-elsewhere", places=" and ".join(places)),) if places else ()


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'s' if count > 1 else ''}"
