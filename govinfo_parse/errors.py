"""What the library raises where it is asked for what a report does not have, or what reports together do not give.

`parse` raises none of these. Each is a `ValueError`, and its message says what to do instead.
"""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["EditionError", "NotReportedError", "ReportsError", "UnitError", "nearest"]


class NotReportedError(ValueError):
    """A number was asked for where the report gives none: such a cell never counts as 0.

    `key` names the indicator, and `status` says what its cell holds (``blank``, ``none``, ``dash``, ``unreadable``,
    ``absent``).

    >>> from govinfo_parse import parse
    >>> carried_in = parse("二、上年结转政府信息公开申请数量 | 1 | | 0 | 无 | 0 | 0 | 1").applications.carried_in
    >>> carried_in.natural_person + carried_in.business
    Traceback (most recent call last):
    govinfo_parse.errors.NotReportedError: applications.carried_in.business: the report gives no number there \
(status: blank), and it does not count as 0; look at `status` first, or take `value`, which is None
    """

    def __init__(self, key: str, status: str) -> None:
        super().__init__(key, status)
        self.key = key
        self.status = status

    def __str__(self) -> str:
        return (
            f"{self.key}: the report gives no number there (status: {self.status}), and it does not count as 0; "
            "look at `status` first, or take `value`, which is None"
        )


class UnitError(ValueError):
    """Figures were put together, or one converted, whose units do not go together or are not known."""


class EditionError(ValueError):
    """A report was asked for the accessors of an edition that it is not of."""


class ReportsError(ValueError):
    """Reports that cannot be held against each other; the message names the report and says why."""


def nearest(name: str, names: Iterable[str]) -> str:
    """What a message says of the public names that a wrong one is like, nothing if there are none.

    >>> nearest("aplications", ["applications", "disclosure"])
    '; did you mean applications?'
    """
    from difflib import get_close_matches  # few programs have such a mistake

    alike = get_close_matches(name, [own for own in names if not own.startswith("_")], n=3)
    return f"; did you mean {' or '.join(alike)}?" if alike else ""
