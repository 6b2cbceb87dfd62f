"""Writers that are Python libraries for HTML. Each imports its own: only the worker's environment has it."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from importlib import import_module
from io import BytesIO, StringIO
from typing import Any


def library(name: str) -> Any:
    """The module, imported where it is used."""
    return import_module(name)


def soup_text(separator: str, strip: bool) -> Callable[[str], str]:
    def write(html: str) -> str:
        return str(library("bs4").BeautifulSoup(html, "lxml").get_text(separator, strip=strip))

    return write


def _innermost_rows(soup: Any) -> Iterator[tuple[Any, list[str]]]:
    """The rows without a table in them, and the texts of their cells; a merged cell stands once."""
    for row in soup.find_all("tr"):
        if not row.find("table"):
            yield row, [cell.get_text("", strip=True) for cell in row.find_all(["td", "th"])]


def soup_cells(html: str) -> str:
    """Rows as people write them by hand: a line a row, bars between cells."""
    soup = library("bs4").BeautifulSoup(html, "html.parser")
    for row, cells in list(_innermost_rows(soup)):
        row.replace_with(" | ".join(cells) + "\n")
    return str(soup.get_text())


def soup_csv(delimiter: str) -> Callable[[str], str]:
    """The tables alone, as a file for a spreadsheet."""

    def write(html: str) -> str:
        text = StringIO()
        rows = _innermost_rows(library("bs4").BeautifulSoup(html, "html.parser"))
        csv.writer(text, delimiter=delimiter, lineterminator="\n").writerows(cells for _, cells in rows)
        return text.getvalue()

    return write


def pandas_csv(separator: str) -> Callable[[str], str]:
    """The tables alone; merged cells stand in every place that they cover."""

    def write(html: str) -> str:
        frames = library("pandas").read_html(StringIO(html))
        return "\n".join(frame.to_csv(sep=separator, index=False, header=False) for frame in frames)

    return write


def lxml_text(html: str) -> str:
    return str(library("lxml.html").document_fromstring(html).text_content())


def lxml_pieces(html: str) -> str:
    texts = library("lxml.html").document_fromstring(html).xpath("//body//text()")
    return "\n".join(text.strip() for text in texts if text.strip())


def html2text(**options: object) -> Callable[[str], str]:
    def write(html: str) -> str:
        converter = library("html2text").HTML2Text()
        for name, value in options.items():
            setattr(converter, name, value)
        return str(converter.handle(html))

    return write


def markdownify(html: str) -> str:
    return str(library("markdownify").markdownify(html))


def markitdown(html: str) -> str:
    page = BytesIO(html.encode())
    return str(library("markitdown").MarkItDown().convert_stream(page, file_extension=".html").text_content)


def inscriptis(**options: object) -> Callable[[str], str]:
    def write(html: str) -> str:
        config = library("inscriptis.model.config").ParserConfig(**options)
        return str(library("inscriptis").get_text(html, config))

    return write


def html_text(**options: object) -> Callable[[str], str]:
    def write(html: str) -> str:
        return str(library("html_text").extract_text(html, **options))

    return write


def resiliparse(**options: object) -> Callable[[str], str]:
    def write(html: str) -> str:
        return str(library("resiliparse.extract.html2text").extract_plain_text(html, **options))

    return write


def justext(html: str) -> str:
    paragraphs = library("justext").justext(html.encode(), frozenset(), encoding="utf-8", length_low=0, length_high=0)
    return "\n".join(paragraph.text for paragraph in paragraphs)


def readability(then: Callable[[str], str]) -> Callable[[str], str]:
    def write(html: str) -> str:
        return then(library("readability").Document(html).summary(html_partial=True))

    return write


def trafilatura(**options: object) -> Callable[[str], str]:
    def write(html: str) -> str:
        return str(library("trafilatura").extract(html, include_tables=True, **options) or "")

    return write


def html2txt(html: str) -> str:
    return str(library("trafilatura").html2txt(html) or "")


def traditional(conversion: str, write: Callable[[str], str]) -> Callable[[str], str]:
    """Text in traditional characters, as OpenCC converts it."""
    return lambda html: str(library("opencc").OpenCC(conversion).convert(write(html)))
