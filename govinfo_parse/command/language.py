"""Which language the command speaks: what it was asked for, or that of the user's locale.

In: the arguments and the environment. Out: ``en`` or ``zh``. Figures, labels as they are printed and all formats for
programs are the same in both.
"""

from __future__ import annotations

import locale
import os
from collections.abc import Mapping, Sequence
from itertools import pairwise

from ..wording import Language

__all__ = ["language_of"]


def language_of(argv: Sequence[str], environment: Mapping[str, str] = os.environ) -> Language:
    """The language of the option ``--lang``, or else of the locale: Chinese where that is, English everywhere else.

    The option is looked for before the arguments are read, since help and complaints about them have a language too. A
    value that is no language is left to them.

    >>> language_of(["parse", "page.txt", "--lang=zh"])
    'zh'
    >>> language_of(["parse", "page.txt"], {"LC_ALL": "", "LANG": "zh_CN.UTF-8"})
    'zh'
    """
    for option, value in pairwise([*argv, ""]):
        if option == "--":
            break
        asked = value if option == "--lang" else option.removeprefix("--lang=")
        if asked in ("en", "zh") and option.startswith("--lang"):
            return "zh" if asked == "zh" else "en"
    names = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    # Windows sets none of them, and calls the language of its settings Chinese (Simplified)_China.
    name = next(filter(None, names), None) or locale.getlocale()[0] or ""
    return "zh" if name.lower().startswith(("zh", "chinese")) else "en"
