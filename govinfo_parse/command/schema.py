"""``govinfo-parse schema``: the JSON Schema of a report's data."""

from __future__ import annotations

import argparse
import json

from ..report_schema import json_schema
from .arguments import Parser, add_output
from .console import Console

__all__ = ["add_arguments", "run"]


def add_arguments(parser: Parser) -> None:
    """What ``schema`` takes."""
    add_output(parser)


def run(arguments: argparse.Namespace, console: Console) -> None:
    """Writes the schema."""
    console.write_to(arguments.output)
    console.write(json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n")
