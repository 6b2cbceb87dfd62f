"""Reports out of HTML pages: the text of a page with its tables as they stand there, and the way to a `Report`.

In: a page as text, as bytes, or as an element that a scraper already has. Out: the page's text, a line for each row of
a table with bars between its cells, and the report in that text. What a reader does not see is left out; what a cell
holds stays in it, whatever the markup inside.

Needs lxml, the extra ``html``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, Final

from attrs import evolve

from .decoding import decode_page
from .diagnostics import Diagnostic
from .elsewhere import report_elsewhere
from .forms import Form
from .parsing import parse
from .report import Report
from .text_rows import RAISED, cell_text, row_line

__all__ = ["page_text", "parse_html"]

_NO_LXML: Final = "parse_html needs lxml; install it with: pip install 'govinfo-parse[html]'"


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Elements that a reader does not see, or sees struck out.
_UNSEEN: Final = _names(
    "head script style template noscript object iframe svg math audio video canvas select datalist xml del s strike "
    "rt rp"
)
_BLOCKS: Final = _names(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table tbody "
    "td tfoot th thead tr ul"
)
_HIDDEN: Final = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all"
    r"|text-decoration(?:-line)?\s*:[^;]{0,60}line-through|(?:font-size|opacity)\s*:\s*(?:0(?:\.0*)?|\.0+)(?![.\d])",
    re.IGNORECASE,
)
# A style as of ``<sup>`` and ``<sub>``.
_RAISING: Final = re.compile(r"vertical-align\s*:\s*su(?:per|b)\b", re.IGNORECASE)
_LINKS: Final = ("href", "src", "data")
_ATTACHED: Final = re.compile(r"\.(?:pdf|docx?|wps|xlsx?|et|ofd|zip|rar)(?:[?#].*)?\s*\Z", re.IGNORECASE | re.DOTALL)
_WHITE: Final = re.compile(r"[ \t\r\n\f]+")


def parse_html(
    html: Any, *, charset: str | None = None, source: str | None = None, forms: Iterable[Form | str] | None = None
) -> Report:
    """Reads the indicators of a report from an HTML page.

    `html` is a page or a piece of one: a `str`, `bytes`, an lxml element or tree, a parsel selector, or a BeautifulSoup
    tag. `charset` names the encoding of bytes, as a server's header does. Without it they are decoded by their mark,
    the page's own ``<meta>``, or what they show. The report's spans are places in `Report.text`, the page's text.
    `forms` are those of `parse`.

    >>> page = "<table><tr><td>信息内容<td>本年处理决定数量<tr><td>行政许可<td><p>18582</p></table>"
    >>> report = parse_html(page)
    >>> start, end = report.disclosure.licensing.decisions.span
    >>> report.text[start:end]
    '18582'

    Raises `TypeError` for anything else, `LookupError` for a charset that Python does not know, and `ImportError` where
    lxml is not installed.
    """
    root = _root(html, charset)
    report = parse(page_text(root), source=source, forms=forms)
    if report.indicators or root is None:
        return report
    return evolve(report, diagnostics=(*report.diagnostics, *_elsewhere(root)))


def _elsewhere(root: Any) -> tuple[Diagnostic, ...]:
    """Where else the report of a page may be: in its pictures, and in files that it links to."""
    named = (element.get(name) or "" for element in root.iter("a", "iframe", "embed", "object") for name in _LINKS)
    links = dict.fromkeys(link.strip() for link in named if _ATTACHED.search(link))
    return report_elsewhere(sum(1 for _ in root.iter("img")), list(links))


def _root(html: Any, charset: str | None) -> Any:
    """The element that a page is, None for a page without any."""
    try:
        from lxml import etree
    except ImportError as error:
        raise ImportError(_NO_LXML) from error
    if isinstance(html, (bytes, bytearray, memoryview)):
        html = decode_page(bytes(html), charset)
    if isinstance(html, str):
        return _parsed(html)
    if isinstance(html, etree._ElementTree):
        html = html.getroot()
    if isinstance(html, etree._Element):
        # The elements of XHTML have a namespace in their names.
        is_named = isinstance(html.tag, str) and html.tag.startswith("{")
        return _parsed(etree.tostring(html, encoding="unicode", method="html")) if is_named else html
    if hasattr(html, "find_all") and hasattr(html, "decode"):  # BeautifulSoup
        return _parsed(html.decode())
    root = getattr(html, "root", None)  # a parsel or Scrapy selector
    if isinstance(root, (etree._Element, str)):
        return _parsed(root) if isinstance(root, str) else root
    if hasattr(html, "getall"):  # several of them
        return _parsed("\n".join(html.getall()))
    raise TypeError(
        f"parse_html() takes a str, bytes, or an element of lxml, parsel or BeautifulSoup, not {type(html).__name__}; "
        "of a response pass its content, as in response.content or response.text"
    )


def _parsed(html: str) -> Any:
    from lxml import etree

    # As bytes: a declaration of another encoding in the page would be believed, or refused.
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    data = html.replace("\0", "\ufffd").encode("utf-8", "replace")
    return etree.fromstring(data, parser) if data.strip() else None


def page_text(root: Any) -> str:
    """The text of an element as a reader sees it: a line for each block and each row, with bars between cells."""
    return "" if root is None else "\n".join(_lines(root))


def _lines(root: Any) -> Iterator[str]:
    """The lines of an element's text. White space at the ends of lines and empty lines are left out."""
    from lxml import etree

    line: list[str] = []

    def ended() -> Iterator[str]:
        text = "".join(line)
        line.clear()
        if text and not text.isspace():
            yield _WHITE.sub(" ", text).strip(" ")

    walk = etree.iterwalk(root, events=("start", "end"))
    skipped = None
    raised = 0
    for event, element in walk:
        tag = _name(element.tag) if isinstance(element.tag, str) else ""
        if event == "start":
            if element is not root and (tag in _UNSEEN or not tag or _is_hidden(element)):
                skipped = element
                walk.skip_subtree()
            elif tag == "tr" and element is not root and next(element.iterdescendants("table"), None) is None:
                yield from ended()
                cells = [cell for cell in element.iterdescendants("td", "th") if not _is_hidden(cell)]
                if row := row_line([cell_text(_lines(cell)) for cell in cells]):
                    yield row
                skipped = element
                walk.skip_subtree()
            else:
                if tag in _BLOCKS or tag == "br":
                    yield from ended()
                raised += _is_raised(tag, element)
                if tag == "input" and element.get("type", "text").lower() in ("text", "number"):
                    line.append(element.get("value") or "")
                line.append(_seen(element.text, raised))
        else:
            if element is skipped:
                skipped = None
            else:
                raised -= _is_raised(tag, element)
                if tag in _BLOCKS:
                    yield from ended()
            if element is not root:
                line.append(_seen(element.tail, raised))
    yield from ended()


def _is_raised(tag: str, element: Any) -> bool:
    style = element.get("style")
    return tag in ("sup", "sub") or (style is not None and _raises(style))


def _seen(text: str | None, raised: int) -> str:
    return (text or "").translate(RAISED) if raised else text or ""


def _is_hidden(element: Any) -> bool:
    style = element.get("style")
    return element.get("hidden") is not None or (style is not None and _hides(style))


# A page has few different tags and styles, each of them many times.
@lru_cache(maxsize=1024)
def _name(tag: str) -> str:
    """The name of an element's tag without its namespace."""
    return tag.rpartition("}")[2].lower()


@lru_cache(maxsize=1024)
def _raises(style: str) -> bool:
    return _RAISING.search(style) is not None


@lru_cache(maxsize=1024)
def _hides(style: str) -> bool:
    return _HIDDEN.search(style) is not None
