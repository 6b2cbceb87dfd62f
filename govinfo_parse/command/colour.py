"""Whether there are colours on a stream.

In: where the output goes, what the user asked for, and the environment. Out: a `Paint`. NO_COLOR (https://no-color.org)
and FORCE_COLOR are known, and TERM=dumb has none.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TextIO

from ..terminal import Paint

__all__ = ["is_coloured", "paint_for"]


def paint_for(stream: TextIO | None, asked: str) -> Paint:
    """The paint for a stream; `asked` is ``auto``, ``always`` or ``never``."""
    return Paint(on=is_coloured(stream is not None and stream.isatty(), asked, os.environ, os.name))


def is_coloured(terminal: bool, asked: str, environment: Mapping[str, str], system: str = "posix") -> bool:
    """Whether there are colours: as asked for, or else as the environment says, or else on a terminal.

    `system` is that of `os.name`.

    >>> is_coloured(True, "auto", {"NO_COLOR": "1"}), is_coloured(False, "auto", {"FORCE_COLOR": "1"})
    (False, True)
    """
    if asked != "auto":
        return asked == "always"
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    if not terminal or environment.get("TERM") == "dumb":
        return False
    # The old console of Windows shows the sequences for colours as they are; the newer terminals name themselves.
    return system != "nt" or any(environment.get(name) for name in ("WT_SESSION", "ANSICON", "TERM"))
