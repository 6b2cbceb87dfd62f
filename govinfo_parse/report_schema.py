"""The JSON Schema of a report's data: what `Report.to_dict` writes, field by field, for programs in any language.

It is a file of the package, ``report.schema.json``. Nothing here validates; a well-kept library for JSON Schema does.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

__all__ = ["json_schema"]

_FILE: Final = Path(__file__).parent / "report.schema.json"


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of `Report.to_dict()`, as plain data of your own.

    The version of the data that it describes is that of ``schema_version``; the ``$id`` names it too (docs/json.md).

    >>> json_schema()["$id"]
    'urn:govinfo-parse:report:1'
    >>> json_schema()["properties"]["schema_version"]["const"]
    1
    """
    schema: dict[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))
    return schema
