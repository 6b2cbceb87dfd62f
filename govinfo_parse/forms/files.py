"""The files of forms: the built-in ones by name, those that a text shows, and the caller's own.

In: names, a text, or paths. Out: `Form`s. Nothing about an edition stands in code, and no file is read before its form
is asked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from os import PathLike
from pathlib import Path
from typing import Final

from .model import Form
from .reading import placed
from .sources import evidence, known_data, known_forms, national_names, read_json

__all__ = [
    "chosen_forms",
    "form_with_key",
    "forms_shown_by",
    "forms_with",
    "known_form",
    "load_form",
    "national_forms",
    "own_forms",
    "shows_other_forms",
]


def load_form(path: str | PathLike[str]) -> Form:
    """Reads a form of your own from a JSON file, in the format of the built-in ones (docs/forms.md).

    Give the result to `govinfo_parse.parse(text, forms=[form])`. Raises `FormError`, a `ValueError` that names the
    file, the place in it and what is expected there, `OSError` where the file cannot be read, and `TypeError` for what
    is no path.
    """
    if not isinstance(path, (str, PathLike)):
        raise TypeError(
            f"load_form() takes the path of a file, not {type(path).__name__}; "
            "Form.from_data makes a form of its content"
        )
    return placed(str(path), lambda file: Form.from_data(read_json(Path(file))), path)


# Filled once, also by threads that start together: a built-in form is known by being the one in here.
_FORMS: Final[dict[str, Form]] = {}


def known_form(name: str) -> Form:
    """The built-in form of a name; raises `KeyError` where there is none.

    >>> known_form("2014").title
    '政府信息公开情况统计表'
    """
    form = _FORMS.get(name)
    return form if form is not None else _FORMS.setdefault(name, Form.from_data(known_data(name)))


@cache
def national_forms() -> tuple[Form, ...]:
    """The national forms, oldest first.

    >>> [form.name for form in national_forms()]
    ['2014', '2019', '2021']
    >>> len(national_forms()[-1].indicators)
    200
    """
    return tuple(map(known_form, national_names()))


def forms_shown_by(text: str) -> tuple[Form, ...]:
    """The built-in forms, other than the national ones, that a text may be of. Their files are read only then.

    >>> forms_shown_by("第二十条第（一）项 | 信息内容 | 本年制发件数")
    ()
    """
    names = (name for pieces, names in evidence() if all(piece in text for piece in pieces) for name in names)
    return tuple(map(known_form, dict.fromkeys(names)))


def shows_other_forms(text: str) -> bool:
    """Whether `forms_shown_by` a text are any; no form's file is read."""
    return any(all(piece in text for piece in pieces) for pieces, _ in evidence())


def chosen_forms(forms: Iterable[Form | str]) -> tuple[Form, ...]:
    """The forms of a caller's choice: forms of its own, and names of built-in ones.

    >>> [form.name for form in chosen_forms(["2019", "2021"])]
    ['2019', '2021']

    Raises `TypeError` for what is neither, and `ValueError` where a name is not known or stands twice, or for none.
    """
    if isinstance(forms, (str, Form)):
        raise TypeError("forms is a list of forms and of names of forms; put it in brackets")
    chosen: list[Form] = []
    for item in forms:
        if not isinstance(item, (str, Form)):
            raise TypeError(f"a form is a Form or the name of a built-in one, not {type(item).__name__}")
        if isinstance(item, str) and item not in known_forms():
            raise ValueError(f"{item!r} is no built-in form ({', '.join(known_forms())}); read your own with load_form")
        chosen.append(known_form(item) if isinstance(item, str) else item)
    twice = next((name for name, count in Counter(form.name for form in chosen).items() if count > 1), None)
    if twice is not None:
        raise ValueError(f"two of the forms have the name {twice!r}; give each a name of its own")
    if not chosen:
        raise ValueError("forms is empty; leave it out for the built-in forms")
    return tuple(chosen)


def forms_with(names: Iterable[str | None], own: Sequence[Form] = ()) -> tuple[Form, ...]:
    """The forms of these names, then the caller's `own`, then the national ones, newest first: where to look for keys.

    A name means the caller's own form where there is one.
    """
    by_name = {form.name: form for form in own}
    named = (by_name.get(name) or known_form(name) for name in names if name in by_name or name in known_forms())
    others = (form for form in reversed(national_forms()) if form.name not in by_name)
    return tuple(dict.fromkeys((*named, *own, *others)))


def own_forms(forms: Sequence[Form]) -> tuple[Form, ...]:
    """Those of the forms that are not built in."""
    return tuple(form for form in forms if form is not _FORMS.get(form.name))


def form_with_key(key: str, forms: Sequence[Form]) -> Form | None:
    """The first of the forms that has the key, or else of the built-in ones; None where none has it."""
    for form in forms:
        if key in form.indicators:
            return form
    return next((form for form in map(known_form, known_forms()) if key in form.indicators), None)
