"""Reports out of HTML pages: the text of a page with its tables as they stand there, and the way to a `Report`.

In: a page as text, as bytes, or as an element that a scraper already has. Out: the page's text, a line for each row of
a table with bars between its cells, and the report in that text. What a reader does not see is left out; what a cell
holds stays in it, whatever the markup inside.

Needs lxml, the extra ``html``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Final, NamedTuple

from attrs import evolve

from .decoding import decode_page
from .diagnostics import Diagnostic
from .elsewhere import report_elsewhere
from .forms import Form
from .parsing import parse_written
from .report import Report
from .text_rows import OBJECT, RAISED, RowCell, RowsOfTable, WrittenLines, cell_text

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
    r"display\s*:\s*none|mso-hide\s*:\s*all|text-decoration(?:-line)?\s*:[^;]{0,60}line-through"
    r"|opacity\s*:\s*(?:0(?:\.0*)?|\.0+)(?![.\d])",
    re.IGNORECASE,
)
# What a style says of the text in an element, unless one inside says otherwise: that it is not seen, or that it is.
_SAID: Final = (
    re.compile(r"(?<![\w-])visibility\s*:\s*(?:(hidden|collapse)|visible)", re.IGNORECASE),
    re.compile(
        r"(?<![\w-])font-size\s*:\s*(?:((?:0(?:\.0*)?|\.0+)(?![.\d]))"
        r"|[\d.]+(?:p[xtc]|rem|[cm]m|in)|(?:x{1,3}-)?(?:small|large)(?!\w)|medium|initial)",
        re.IGNORECASE,
    ),
)
# What is seen and has no text: a cell with nothing else in it is not blank.
_OBJECTS: Final = _names("img svg canvas object iframe embed video math select")
_RAISED: Final = ("sup", "sub")
# A style as theirs.
_RAISING: Final = re.compile(r"vertical-align\s*:\s*su(?:per|b)\b", re.IGNORECASE)
# A place where a line may break. The parser takes it for an element with content.
_BREAK: Final = re.compile(r"</?wbr\b[^<>]*>", re.IGNORECASE)
# Tags without which a page has the same text.
_LAYER: Final = re.compile(
    r"<(?:/\s*)?(div|span|section|article|center|font|b|strong|i|em|u|a|big|small|blockquote|form|o:p)"
    r"(?:/?>|\s(?![^<>]*(?:style|hidden))[^<>]*>)",
    re.IGNORECASE,
)
_LINKS: Final = ("href", "src", "data")
_ATTACHED: Final = re.compile(r"\.(?:pdf|docx?|wps|xlsx?|et|ofd|zip|rar)(?:[?#].*)?\s*\Z", re.IGNORECASE | re.DOTALL)
_WHITE: Final = re.compile(r"[ \t\r\n\f]+")
_SPAN: Final = re.compile(r"\s*(\d{1,4})")
_MOST_SPANNED: Final = 1000


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
    written = _Lines().of(root) if root is not None else WrittenLines()
    report = parse_written(written, source, forms)
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
    data = _BREAK.sub("", html.replace("\0", "\ufffd")).encode("utf-8", "replace")
    root = etree.fromstring(data, parser) if data.strip() else None
    if any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log) and _LAYER.search(html):
        return _parsed(_LAYER.sub(_flat, html))  # the page goes on where the parser goes no deeper
    return root


def _flat(layer: re.Match[str]) -> str:
    """What is left of a tag where there are too many in each other: the end of a line, or nothing."""
    return "<br>" if layer[1].lower() in _BLOCKS else ""


def page_text(root: Any) -> str:
    """The text of an element as a reader sees it: a line for each block and each row, with bars between cells."""
    return "" if root is None else _Lines().of(root).text


class _Lines:
    """The lines of an element's text. White space at the ends of lines and empty lines are left out, but for those of
    text that is set as it is written (``<pre>``).

    `unseen` says what keeps the text around the element from being seen, a bit for each of `_SAID`.
    """

    def __init__(self, unseen: int = 0, *, in_cell: bool = False) -> None:
        self._unseen = unseen
        self._in_cell = in_cell
        self._raised = False
        self._verbatim = 0
        self._line: list[str] = []
        self._written = WrittenLines()
        self._tables = [RowsOfTable()]

    def of(self, root: Any) -> WrittenLines:
        """The lines of this element, whatever is around it."""
        from lxml import etree

        walk = etree.iterwalk(root, events=("start", "end"))
        skipped = None
        outside: list[tuple[Any, int, bool]] = []  # the elements that change how text is seen, and how it was before
        for event, element in walk:
            tag = _name(element.tag) if isinstance(element.tag, str) else ""
            if event == "start":
                style = _style(element)
                if (style is not _PLAIN or tag in _RAISED) and element is not root:
                    outside.append((element, self._unseen, self._raised))
                    self._unseen = style.unseen(self._unseen)
                    self._raised = self._raised or style.raises or tag in _RAISED
                if element is not root and (tag in _UNSEEN or not tag or style.hides):
                    if self._in_cell and tag in _OBJECTS and not (self._unseen or style.hides):
                        self._line.append(OBJECT)
                    skipped = element
                    walk.skip_subtree()
                elif tag == "tr" and element is not root and self._add_row(element):
                    skipped = element
                    walk.skip_subtree()
                else:
                    self._open(tag, element)
            else:
                if element is skipped:
                    skipped = None
                else:
                    self._close(tag)
                if outside and outside[-1][0] is element:
                    _, self._unseen, self._raised = outside.pop()
                if element is not root:
                    self._add(element.tail)
        self._end_line()
        return self._written

    def _open(self, tag: str, element: Any) -> None:
        if tag in _BLOCKS or tag == "br":
            self._end_line()
        if tag == "table":
            self._tables.append(RowsOfTable())
        if tag == "pre":
            self._verbatim += 1
            self._add((element.text or "").removeprefix("\n"))
            return
        if tag == "input" and element.get("type", "text").lower() in ("text", "number"):
            self._add(element.get("value"))
        elif tag == "img" and self._in_cell and not self._unseen and not _is_spacer(element):
            self._line.append(OBJECT)
        self._add(element.text)

    def _close(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._end_line()
        if tag == "table":
            self._tables.pop()
        self._verbatim -= tag == "pre"

    def _add(self, text: str | None) -> None:
        """Adds what stands in the page, as it is seen."""
        if not text or self._unseen:
            return
        if self._raised:
            text = text.translate(RAISED)
        if self._verbatim:
            *whole, text = text.replace("\r\n", "\n").split("\n")
            for line in whole:
                self._written.add(self._laid_out("".join((*self._line, line))))
                self._line.clear()
        self._line.append(text)

    def _end_line(self) -> None:
        text = "".join(self._line)
        self._line.clear()
        if text and not text.isspace():
            self._written.add(self._laid_out(text))

    def _laid_out(self, text: str) -> str:
        return text if self._verbatim and not self._in_cell else _WHITE.sub(" ", text).strip(" ")

    def _add_row(self, element: Any) -> bool:
        """Adds the line of a row, and says whether it did: not of one that lays out tables or a text with lines."""
        if next(element.iterdescendants("table"), None) is not None:
            return False
        cells = [cell for cell in element.iterdescendants("td", "th") if not _style(cell).hides]
        if len(cells) == 1 and next(element.iterdescendants("pre"), None) is not None:
            return False
        self._end_line()
        self._written.add_row(self._tables[-1], list(map(self._cell, cells)))
        return True

    def _cell(self, cell: Any) -> RowCell:
        unseen = _style(cell).unseen(self._unseen)
        if len(cell):
            text = cell_text(_Lines(unseen, in_cell=True).of(cell).lines)
        else:
            text = "" if unseen else cell_text((_WHITE.sub(" ", cell.text or ""),))
        if OBJECT in text:
            text = _WHITE.sub(" ", text.replace(OBJECT, " ")).strip(" ") or OBJECT
        return RowCell(text, _span(cell, "colspan"), _span(cell, "rowspan"))


def _is_spacer(image: Any) -> bool:
    """Whether an image is too small to be seen, as those that only keep others apart."""
    return any((image.get(side) or "").strip().removesuffix("px") in ("0", "1") for side in ("width", "height"))


def _span(cell: Any, name: str) -> int:
    """How many columns or rows a cell covers."""
    said = cell.get(name)
    match = None if said is None else _SPAN.match(said)
    return 1 if match is None else min(max(int(match[1]), 1), _MOST_SPANNED)


class _Style(NamedTuple):
    """What an element's style says of how it is seen: that it is hidden, that it is raised or lowered, and, as bits of
    `_SAID`, what keeps its text from being seen and what shows it.
    """

    hides: bool = False
    raises: bool = False
    unsees: int = 0
    sees: int = 0

    def unseen(self, around: int) -> int:
        """What keeps the element's text from being seen, where `around` keeps that around it."""
        return (around | self.unsees) & ~self.sees


_PLAIN: Final = _Style()


def _style(element: Any) -> _Style:
    style = element.get("style")
    said = _PLAIN if style is None else _said_by(style)
    return said if element.get("hidden") is None else said._replace(hides=True)


# A page has few different tags and styles, each of them many times.
@lru_cache(maxsize=1024)
def _said_by(style: str) -> _Style:
    found = _Style(_HIDDEN.search(style) is not None, _RAISING.search(style) is not None)
    for bit, pattern in enumerate(_SAID):
        for said in pattern.finditer(style):  # the last one holds
            own, other = (1 << bit, 0) if said[1] else (0, 1 << bit)
            found = found._replace(unsees=found.unsees & ~other | own, sees=found.sees & ~own | other)
    return found


@lru_cache(maxsize=1024)
def _name(tag: str) -> str:
    """The name of an element's tag without its namespace."""
    return tag.rpartition("}")[2].lower()
