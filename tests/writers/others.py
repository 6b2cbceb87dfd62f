"""More writers that are Python libraries: selectors, article extractors, converters, and tables printed by programs.

Each imports its own library: only the worker's environment has it.
"""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from .libraries import library
from .programs import office


def selectolax(**options: object) -> Callable[[str], str]:
    def write(html: str) -> str:
        return str(library("selectolax.lexbor").LexborHTMLParser(html).body.text(**options))

    return write


def pyquery(**options: object) -> Callable[[str], str]:
    def write(html: str) -> str:
        return str(library("pyquery").PyQuery(html)("body").text(**options))

    return write


def selector(join: str, path: str) -> Callable[[str], str]:
    """What a spider takes with a selector, joined."""

    def write(html: str) -> str:
        pieces = library("parsel").Selector(html).xpath(path).getall()
        return join.join(piece.strip() for piece in pieces if piece.strip())

    return write


def string_of_rows(html: str) -> str:
    """``string()`` of each row, white space normalised."""
    rows = library("parsel").Selector(html).xpath("//tr[not(.//tr)] | //p[not(ancestor::table)]")
    return "\n".join(" ".join(row.xpath("string()").get("").split()) for row in rows)


def without_tags(html: str) -> str:
    return str(library("w3lib.html").replace_entities(library("w3lib.html").remove_tags(html)))


def html5(html: str) -> str:
    return "".join(library("html5lib").parse(html, treebuilder="etree").itertext())


def newspaper(html: str) -> str:
    article = library("newspaper").Article("http://example.org/", language="zh")
    article.download(input_html=html)
    article.parse()
    return str(article.text)


def boilerpy(name: str) -> Callable[[str], str]:
    def write(html: str) -> str:
        return str(getattr(library("boilerpy3.extractors"), name)().get_content(html))

    return write


def html_to_markdown(html: str) -> str:
    made = library("html_to_markdown").convert(html)
    return str(getattr(made, "content", made))


def html2markdown(html: str) -> str:
    return str(library("html2markdown").convert(html))


def readabilipy(html: str) -> str:
    article = library("readabilipy").simple_json_from_html_string(html, use_readability=False)
    return "\n".join(paragraph["text"] for paragraph in article["plain_text"] or ())


def frames(show: Callable[[object], str]) -> Callable[[str], str]:
    """The tables alone, as a notebook or a terminal shows them."""

    def write(html: str) -> str:
        return "\n\n".join(map(show, library("pandas").read_html(StringIO(html), keep_default_na=False)))

    return write


def tabulated(style: str) -> Callable[[str], str]:
    return frames(lambda frame: str(library("tabulate").tabulate(frame.values.tolist(), tablefmt=style)))  # type: ignore[attr-defined]


def prettytable(frame: object) -> str:
    table = library("prettytable").PrettyTable(header=False)
    table.add_rows(frame.values.tolist())  # type: ignore[attr-defined]
    return str(table)


def polars(frame: object) -> str:
    made = library("polars").DataFrame(frame.astype(str).rename(columns=str).to_dict("list"))  # type: ignore[attr-defined]
    with library("polars").Config(tbl_rows=-1, tbl_cols=-1, fmt_str_lengths=200, tbl_width_chars=400):
        return str(made)


def of_office(suffix: str, kind: str, read: Callable[[Path], str]) -> Callable[[str], str]:
    """A file that LibreOffice makes of the page, read by a library."""

    def write(html: str) -> str:
        with TemporaryDirectory() as folder:
            path = Path(folder) / f"page.{suffix}"
            office(html, kind, path)
            return read(path)

    return write


def mammoth(path: Path) -> str:
    with path.open("rb") as file:
        return str(library("mammoth").convert_to_markdown(file).value)


def mammoth_text(path: Path) -> str:
    with path.open("rb") as file:
        return str(library("mammoth").extract_raw_text(file).value)


def docx2txt(path: Path) -> str:
    return str(library("docx2txt").process(str(path)))


def docx2python(path: Path) -> str:
    with library("docx2python").docx2python(str(path)) as document:
        return str(document.text)


def python_docx(path: Path) -> str:
    """Rows as people write them by hand: the text of each cell, a merged one in every place that it covers."""
    document = library("docx").Document(str(path))
    lines = []
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            lines += [" | ".join(cell.text.strip() for cell in row.cells) for row in block.rows]
        else:
            lines.append(block.text)
    return "\n".join(lines)
