"""From files to reports, and what is said of those that give none.

In: the files to read, and what is to be done with each report. Out: what that gives, in the order of the files. A file
that cannot be read, or holds no report, is complained of and does not stop the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from typing import Final, Generic, TypeVar

from attrs import frozen

from ..diagnostics import SEVERITIES, Diagnostic
from ..files import LARGEST_FILE, parse_data
from ..forms import Form, chosen_forms, known_forms, load_form, national_forms
from ..report import Report
from ..show import Lines
from ..terminal import plain
from ..wording import Language
from .arguments import nearest
from .console import NO_REPORT, UNUSABLE, Console
from .inputs import Input, Inputs, with_data
from .jobs import WorkerGoneError, in_order
from .words import Words

__all__ = ["Reader", "load_forms", "reader_of", "results"]

R = TypeVar("R")
# The diagnostics of files that are not read, and the one that says where a report may be instead.
_OF_FILES: Final = "file-"
_ELSEWHERE: Final = "report-elsewhere"


@frozen
class Reader:
    """How files are read: by which forms (names of built-in ones, or of files), and in which language that is spoken
    of.
    """

    forms: tuple[str, ...]
    language: Language


def reader_of(forms: Sequence[str], console: Console) -> Reader | None:
    """The reader for the forms that were asked for; None, after a complaint, where one of them is none."""
    names = tuple(dict.fromkeys(forms))
    if names and load_forms(names, console) is None:
        return None
    return Reader(names, console.words.language)


def load_forms(names: Sequence[str], console: Console) -> tuple[Form, ...] | None:
    """The forms of these names or in these files; None, after a complaint, where one of them is none."""
    try:
        return chosen_forms(_forms(tuple(names)) or ())
    except FileNotFoundError as error:
        name = str(error.filename)
        said = console.words("no_such_form", name=name, names=", ".join(known_forms()))
        # Who names a year means the form of that year.
        of_year = [form.name for form in national_forms() if name.isdecimal() and _covers(form, int(name))]
        console.refuse(said + nearest(name, of_year or known_forms(), console.words))
    except OSError as error:
        reason = console.words.of_error(error)
        console.refuse(console.words("cannot_be_read", reason=reason), str(error.filename))
    except ValueError as error:  # no form, or two of one name; it names the file and the place
        console.refuse(str(error))
    return None


def _covers(form: Form, year: int) -> bool:
    first, last = form.years
    return first <= year and (last is None or year <= last)


@frozen
class _Done(Generic[R]):
    """What was done with a file: the result, unless it cannot be read, and what there is to complain of."""

    result: R | None = None
    place: str = ""
    problem: str = ""
    status: int = 0


def results(inputs: Inputs, work: Callable[[Report], R], reader: Reader, jobs: int, console: Console) -> Iterator[R]:
    """What the work gives for the report of each file that can be read, in their order.

    Done by so many processes; so the work has to be picklable, and what it gives. A text without a report gives one
    without indicators.
    """
    total = len(inputs.items)
    given = (with_data(item, console) for item in inputs.items)
    try:
        for number, done in enumerate(in_order(partial(_work, work, reader), given, jobs), 1):
            if done.status:
                console.complain(done.place, done.problem)
                console.fail(done.status)
            if done.result is not None:
                yield done.result
            console.progress(number, total, inputs.items[min(number, total - 1)].source)
    except WorkerGoneError:
        console.refuse(console.words("worker_gone"))


def _work(work: Callable[[Report], R], reader: Reader, item: Input) -> _Done[R]:
    words = Words(reader.language)
    if item.problem:
        return _Done(None, item.source, item.problem, UNUSABLE)
    try:
        report = _read(item, reader)
    except (OSError, ImportError) as error:
        return _Done(None, item.source, words("cannot_be_read", reason=words.of_error(error)), UNUSABLE)
    if report.indicators:
        return _Done(work(report))
    refused = next((said for said in report.diagnostics if said.code.startswith(_OF_FILES)), None)
    if refused is not None:
        return _Done(None, item.source, words("cannot_be_read", reason=_sentences([refused], words)), UNUSABLE)
    place, reason = _why_none(report, words)
    return _Done(work(report), place, words("no_report", reason=reason), NO_REPORT)


def _read(item: Input, reader: Reader) -> Report:
    data = item.data
    if data is None:
        with open(item.path, "rb") as file:
            data = file.read(LARGEST_FILE + 1)
    return parse_data(data, item.source, _forms(reader.forms))


@cache
def _forms(names: tuple[str, ...]) -> Sequence[Form | str] | None:
    """The forms of these names, those in files once for each process."""
    return tuple(name if name in known_forms() else load_form(name) for name in names) or None


def _why_none(report: Report, words: Words) -> tuple[str, str]:
    """Where and why a text holds no report: the first of the gravest diagnostics says so, and what says where it is."""
    if not report.diagnostics:
        return report.source or "", words("nothing_found")
    gravest = min(report.diagnostics, key=lambda item: SEVERITIES.index(item.severity))
    elsewhere = [item for item in report.diagnostics if item.code == _ELSEWHERE and item != gravest]
    said = plain(gravest.describe(words.language))
    place = Lines(report.text or "").place(report.source, gravest.span)
    return place, _joint(words).join(filter(None, (said, _sentences(elsewhere, words))))


def _sentences(diagnostics: Sequence[Diagnostic], words: Words) -> str:
    """What diagnostics say, and what to do about it."""
    language = words.language
    said = (said for item in diagnostics for said in (item.describe(language), item.advise(language)))
    return _joint(words).join(map(plain, said))


def _joint(words: Words) -> str:
    """What stands between two sentences."""
    return " " if words.language == "en" else ""
