"""Where the data of the built-in forms lies. In: names. Out: the content of their files, as JSON has it."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, Final

from .model import FormError

__all__ = ["evidence", "known_data", "known_forms", "national_names", "read_json"]

_NATIONAL: Final = Path(__file__).parent / "data"
_OTHERS: Final = _NATIONAL / "other"
_EVIDENCE: Final = _OTHERS / "evidence.tsv"


@cache
def national_names() -> tuple[str, ...]:
    """The names of the national forms, oldest first."""
    return _names(_NATIONAL)


@cache
def known_forms() -> tuple[str, ...]:
    """The names of the built-in forms: the national ones, oldest first, then the others.

    >>> known_forms()[:4]
    ('2014', '2019', '2021', '2014-departments')
    """
    return (*national_names(), *_names(_OTHERS))


def _names(folder: Path) -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in folder.glob("*.json")))


def known_data(name: str) -> Any:
    """The content of a built-in form's file; raises `KeyError` where there is no such form."""
    if name not in known_forms():
        raise KeyError(f"{name!r} is no built-in form, which are {', '.join(known_forms())}")
    return read_json((_NATIONAL if name in national_names() else _OTHERS) / f"{name}.json")


def read_json(path: Path) -> Any:
    """The content of a JSON file; raises `FormError` where it is none."""
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except json.JSONDecodeError as error:
        raise FormError(f"line {error.lineno}, column {error.colno}: no JSON ({error.msg}); mend it there") from None
    except UnicodeDecodeError as error:
        raise FormError(f"byte {error.start}: no UTF-8; save the file as UTF-8") from None


@cache
def evidence() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """Pieces of text that together show forms other than the national ones, and the names of those forms."""
    lines = _EVIDENCE.read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return tuple((tuple(pieces.split()), tuple(names.split())) for pieces, names in pairs)
