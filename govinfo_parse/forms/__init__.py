"""The standard forms as data: tables, labels, units and reconciliation rules of each edition.

A form is one JSON file under ``data/``; nothing about an edition stands in code. This package reads the files into
immutable values and derives from them what the later stages ask for: the indicators by key, and the rules written out
for each row or column.

What comes in is a file of the package or one of the caller's (`load_form`); what goes out is a `Form`. A file that is
not a form raises `FormError`, which names the place and the mend.
"""

from .files import (
    chosen_forms,
    form_with_key,
    forms_shown_by,
    forms_with,
    known_form,
    load_form,
    national_forms,
    own_forms,
    shows_other_forms,
)
from .model import PREVIOUS, Block, Column, Form, FormError, FormTable, IndicatorSpec, Row, Rule
from .sources import known_forms

__all__ = [
    "PREVIOUS",
    "Block",
    "Column",
    "Form",
    "FormError",
    "FormTable",
    "IndicatorSpec",
    "Row",
    "Rule",
    "chosen_forms",
    "form_with_key",
    "forms_shown_by",
    "forms_with",
    "known_form",
    "known_forms",
    "load_form",
    "national_forms",
    "own_forms",
    "shows_other_forms",
]
