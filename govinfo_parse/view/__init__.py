"""A report as one page to look at: its text beside its tables, everything in one in touch with its place in the other.

In: a `Report` that has its text. Out: HTML in one piece, which loads nothing from anywhere. What stands in the text
gets into it through `elements.py` alone. The page is whole without its program: the marks are links to each other.
The program (``page.js``) shows both at once; it reads what belongs together from the elements' own attributes.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ..wording import Language
from ..writing import report_title
from .context import Context, chinese
from .elements import Html, element, flat, raw, text
from .findings import Group, findings, groups
from .source import source
from .tables import cards, legend, tables
from .words import Words

if TYPE_CHECKING:
    from ..report import Report

__all__ = ["to_page"]

_FOLDER: Final = Path(__file__).parent
# Where the dark colours hold, unless the reader says otherwise; paper is never dark.
_DARK: Final = "screen and (prefers-color-scheme: dark)"


def to_page(report: Report, language: Language, source_text: str | None) -> str:
    """The report as a page; see `Report.to_page`."""
    words = Words.of(language)
    context = Context.of(report, source_text, words)
    return "<!DOCTYPE html>\n" + element(
        "html", _head(context), element("body", *_body(context)), lang=words.html_language
    )


def _head(context: Context) -> Html:
    """What the page may do, which is to use its own style and program, and nothing else."""
    style, dark, program = _file("page.css"), _file("dark.css"), _file("page.js")
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}' '{_hash(dark)}'; script-src '{_hash(program)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="referrer", content="no-referrer"),
        element("link", rel="icon", href="data:,"),
        element("title", flat(_title(context))),
        element("style", raw(style)),
        element("style", raw(dark), id="dark", media=_DARK),
    )


def _body(context: Context) -> Iterator[Html]:
    words, found = context.words, groups(context)
    yield element(
        "nav",
        *(element("a", text(words(f"skip_{name}")), href=f"#{name}") for name in ("findings", "tables", "text")),
        class_="skip",
    )
    yield element("header", _headline(context), _facts(context), _chips(context, found))
    left = _pane("text", words("text"), element("div", source(context), class_="lines", lang="zh-Hans"))
    lists = _section("findings", words("findings"), findings(context, found))
    filled = _section("tables", words("tables"), legend(context), tables(context))
    every = element("summary", element("h2", text(words("cards"))))
    each = element("details", every, cards(context), id="cards")
    yield element("main", left, element("div", lists, filled, each, class_="pane", id="right"))
    yield element(
        "aside",
        element("div", text(words("inspector_hint")), class_="content", aria_live="polite"),
        element("button", text("×"), type="button", id="close", aria_label=words("close"), hidden=True),
        id="inspector",
        aria_label=words("inspector"),
        hidden=True,
    )
    yield element("script", raw(_file("page.js")))


def _pane(name: str, title: str, *content: Html) -> Html:
    return element("section", element("h2", text(title)), *content, class_="pane", id=name, tabindex=-1)


def _section(name: str, title: str, *content: Html) -> Html:
    return element("section", element("h2", text(title)), *content, id=name, tabindex=-1)


# --- the head of the page --------------------------------------------------------------------------------------------


def _title(context: Context) -> str:
    report, words = context.report, context.words
    title = next(report_title(report), report.source or words("report"))
    return title if report.indicators else f"{title} · {words('no_report')}"


def _headline(context: Context) -> Html:
    words = context.words
    buttons = (element("button", text(words(name)), type="button", id=name) for name in ("wrap", "theme"))
    return element(
        "div",
        chinese(_title(context), "h1"),
        element("div", *buttons, class_="tools", hidden=True),
        class_="headline",
    )


def _facts(context: Context) -> Html:
    """What the report says of itself, as far as it does."""
    report, metadata, words = context.report, context.report.metadata, context.words
    titles = {form.name: form.title for form in report.forms}
    editions = (report.edition,) if report.edition else report.edition_candidates
    start, end = metadata.period or ("", "")
    facts = {
        "agency": metadata.agency,
        "year": metadata.year,
        "edition": words("or").join(editions) + (f" {titles.get(report.edition, '')}" if report.edition else ""),
        "period": words("period_from_to", start=start, end=end) if metadata.period else None,
        "document": metadata.document_number,
        "published": metadata.published,
        "file": report.source,
    }
    said = (
        element("div", element("dt", text(words(name))), chinese(fact, "dd")) for name, fact in facts.items() if fact
    )
    return element("dl", *said, class_="facts")


def _chips(context: Context, found: Sequence[Group]) -> Html:
    """How many there are of everything, each the way to its list."""
    words = context.words
    chips = [("figures", "", len(context.report.indicators), "tables")]
    chips += [(group.name, group.tone, group.count, f"group-{group.name}") for group in found]
    links = (
        element(
            "li",
            element("a", text(f"{words(f'group_{name}')} "), element("b", text(f"{count:,}")), href=f"#{goes_to}"),
            class_=f"chip {tone}",
        )
        for name, tone, count, goes_to in chips
    )
    return element("ul", *links, class_="chips", aria_label=words("summary"))


# --- files of the package --------------------------------------------------------------------------------------------


@cache
def _file(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    """What a policy calls an element with this content."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode("ascii")
