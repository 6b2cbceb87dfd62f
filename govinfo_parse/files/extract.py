"""What the readers of files give: the lines of a text, and what there is to say of the file."""

from __future__ import annotations

from attrs import frozen

from ..diagnostics import Diagnostic
from ..text_rows import WrittenLines

__all__ = ["Extract", "NotReadError"]


@frozen
class Extract:
    """The lines of a file. `diagnostics` hold in any case, `elsewhere` where the text holds no report."""

    lines: WrittenLines
    diagnostics: tuple[Diagnostic, ...] = ()
    elsewhere: tuple[Diagnostic, ...] = ()


class NotReadError(Exception):
    """A file that is not read, and why."""

    def __init__(self, diagnostic: Diagnostic):
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic
