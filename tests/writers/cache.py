"""Where the environments and all that the writers made are kept, outside the repository."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path


def cache_folder() -> Path:
    """``$GOVINFO_PARSE_WRITERS``, or ``govinfo-parse-writers`` below ``$XDG_CACHE_HOME`` or ``~/.cache``."""
    if named := os.environ.get("GOVINFO_PARSE_WRITERS"):
        return Path(named)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "govinfo-parse-writers"


def cached(suffix: str, content: str, make: Callable[[Path], None]) -> Path:
    """The file that `make` makes of this content; it is made once, as several writers may read it."""
    digest = hashlib.sha256(content.encode()).hexdigest()[:32]
    path = cache_folder() / "made" / f"{digest}{suffix}"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent) as folder:
            new = Path(folder) / path.name
            make(new)
            new.replace(path)  # at once, as other processes may look for it
    return path
