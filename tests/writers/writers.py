"""The writers: libraries and programs that turn a page into text.

A writer is a function from HTML to text that runs in an environment (`environments.py`): a virtual environment with the
library, or the machine itself for programs. `serve` is the worker that runs there: it reads JSON lines
``[writer, html]`` and writes the texts as JSON lines, so one start serves many pages. So this module and those with the
functions import nothing but the standard library, and each writer its own library.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from . import libraries, others, pdf, programs
from .cleaners import CLEANERS, Cleaner
from .programs import command

__all__ = ["CLEANERS", "CURRENT", "OTHERS", "PROGRAMS", "TRAFILATURA", "WRITERS", "Cleaner", "Writer", "available"]

CURRENT = "current"  # the environment with the newest versions of all libraries
OTHERS = "others"  # one with what need not be side by side with them
PROGRAMS = "programs"  # no environment: the machine's own programs
TRAFILATURA = (
    "1.2.2",
    "1.4.1",
    "1.6.1",
    "1.6.4",
    "1.8.0",
    "1.8.1",
    "1.9.0",
    "1.10.0",
    "1.11.0",
    "1.12.2",
    "2.0.0",
    "2.1.0",
    "2.2.0",
    "2.3.1",
)


@dataclass(frozen=True)
class Writer:
    """`write` turns HTML into text inside `environment`; `programs` are the commands that it needs."""

    name: str
    environment: str
    write: Callable[[str], str]
    programs: tuple[str, ...] = ()


_SEPARATORS = (("newline", "\n"), ("bar", "|"), ("tab", "\t"), ("space", " "), ("nothing", ""))

_LIBRARIES: tuple[tuple[str, Callable[[str], str]], ...] = (
    *((f"bs4 {name}", libraries.soup_text(text, strip=False)) for name, text in _SEPARATORS),
    *((f"bs4 {name} strip", libraries.soup_text(text, strip=True)) for name, text in _SEPARATORS),
    ("bs4 rows", libraries.soup_cells),
    ("bs4 rows traditional", libraries.traditional("s2t", libraries.soup_cells)),
    ("bs4 newline strip Taiwan", libraries.traditional("s2twp", libraries.soup_text("\n", strip=True))),
    ("bs4 csv", libraries.soup_csv(",")),
    ("bs4 csv tabs", libraries.soup_csv("\t")),
    ("pandas csv", libraries.pandas_csv(",")),
    ("pandas csv tabs", libraries.pandas_csv("\t")),
    ("lxml text_content", libraries.lxml_text),
    ("lxml texts", libraries.lxml_pieces),
    ("html2text", libraries.html2text(body_width=0)),
    ("html2text wrapped", libraries.html2text()),
    ("html2text padded", libraries.html2text(body_width=0, pad_tables=True)),
    ("html2text no tables", libraries.html2text(body_width=0, ignore_tables=True)),
    ("markdownify", libraries.markdownify),
    ("markitdown", libraries.markitdown),
    ("inscriptis", libraries.inscriptis()),
    ("inscriptis tabs", libraries.inscriptis(table_cell_separator="\t")),
    ("html-text", libraries.html_text()),
    ("html-text no layout", libraries.html_text(guess_layout=False)),
    ("resiliparse", libraries.resiliparse()),
    ("resiliparse main", libraries.resiliparse(main_content=True)),
    ("resiliparse no formatting", libraries.resiliparse(preserve_formatting=False)),
    ("justext", libraries.justext),
    ("readability bs4 newline", libraries.readability(libraries.soup_text("\n", strip=True))),
    ("readability html2text", libraries.readability(libraries.html2text(body_width=0))),
    ("readability lxml", libraries.readability(libraries.lxml_text)),
    ("trafilatura html2txt", libraries.html2txt),
)

_OTHERS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("selectolax", others.selectolax()),
    ("selectolax newline", others.selectolax(separator="\n", strip=True)),
    ("selectolax bar", others.selectolax(separator=" | ", strip=True)),
    ("pyquery", others.pyquery()),
    ("pyquery unsqueezed", others.pyquery(squash_space=False)),
    ("parsel texts", others.selector("\n", "//body//text()")),
    ("parsel texts space", others.selector(" ", "//body//text()")),
    ("parsel cells bar", others.selector("|", "//body//text()[not(ancestor::script)]")),
    ("parsel rows", others.string_of_rows),
    ("w3lib", others.without_tags),
    ("html5lib", others.html5),
    ("newspaper", others.newspaper),
    ("boilerpy everything", others.boilerpy("KeepEverythingExtractor")),
    ("boilerpy article", others.boilerpy("ArticleExtractor")),
    ("html-to-markdown", others.html_to_markdown),
    ("html2markdown", others.html2markdown),
    ("readabilipy", others.readabilipy),
    ("frame to_string", others.frames(lambda frame: str(frame.to_string()))),  # type: ignore[attr-defined]
    ("frame to_markdown", others.frames(lambda frame: str(frame.to_markdown()))),  # type: ignore[attr-defined]
    ("frame to_html", others.frames(lambda frame: str(frame.to_html()))),  # type: ignore[attr-defined]
    ("frame repr", others.frames(repr)),
    *(
        (f"tabulate {style}", others.tabulated(style))
        for style in ("grid", "simple", "fancy_grid", "orgtbl", "tsv", "plain", "presto", "psql", "jira", "pipe")
    ),
    ("prettytable", others.frames(others.prettytable)),
    ("polars", others.frames(others.polars)),
)
_OF_DOCX: tuple[tuple[str, Callable[[Path], str]], ...] = (
    ("mammoth", others.mammoth),
    ("mammoth text", others.mammoth_text),
    ("docx2txt", others.docx2txt),
    ("docx2python", others.docx2python),
    ("python-docx rows", others.python_docx),
)

_DOCX = "docx:MS Word 2007 XML"

_PANDOC_GRID = (
    "markdown-pipe_tables-simple_tables-multiline_tables+grid_tables"
    "-bracketed_spans-native_spans-fenced_divs-native_divs-raw_html"
)
_LYNX = ("lynx", "-dump", "-nolist", "-display_charset=utf-8")
_LINKS = ("links", "-dump", "-codepage", "utf8")
_COMMANDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("pandoc plain", ("pandoc", "-f", "html", "-t", "plain", "FILE")),
    ("pandoc plain wide", ("pandoc", "-f", "html", "-t", "plain", "--columns=400", "FILE")),
    ("pandoc gfm", ("pandoc", "-f", "html", "-t", "gfm", "--wrap=none", "FILE")),
    ("pandoc grid", ("pandoc", "-f", "html", "-t", _PANDOC_GRID, "--columns=200", "FILE")),
    ("pandoc rst", ("pandoc", "-f", "html", "-t", "rst", "--columns=200", "FILE")),
    ("pandoc asciidoc", ("pandoc", "-f", "html", "-t", "asciidoc", "FILE")),
    ("lynx", (*_LYNX, "FILE")),
    ("lynx wide", (*_LYNX, "-width=500", "FILE")),
    ("w3m", ("w3m", "-dump", "-O", "UTF-8", "FILE")),
    ("w3m wide", ("w3m", "-dump", "-O", "UTF-8", "-cols", "250", "FILE")),
    ("links", (*_LINKS, "FILE")),
    ("links wide", (*_LINKS, "-width", "250", "FILE")),
)

_PRINTERS = (("libreoffice", pdf.by_office, "soffice"), ("chromium", pdf.by_browser, "chromium"))
_PDF_PROGRAMS = (
    ("pdftotext", pdf.pdftotext()),
    ("pdftotext layout", pdf.pdftotext("-layout")),
    ("pdftotext raw", pdf.pdftotext("-raw")),
)
_PDF_LIBRARIES = (
    ("pypdf", pdf.pypdf()),
    ("pypdf layout", pdf.pypdf(extraction_mode="layout")),
    ("pdfminer", pdf.pdfminer),
    ("pymupdf", pdf.pymupdf()),
    ("pymupdf sorted", pdf.pymupdf(sort=True)),
    ("pdfplumber", pdf.pdfplumber),
    ("pdfplumber tables", pdf.pdfplumber_tables),
    ("pypdfium2", pdf.pypdfium2),
)


def _of_pdf() -> Iterator[Writer]:
    for printer, make, program in _PRINTERS:
        for name, read in _PDF_PROGRAMS:
            yield Writer(f"{printer} pdf {name}", PROGRAMS, pdf.of_pdf(make, read), (program, "pdftotext"))
        for name, read in _PDF_LIBRARIES:
            yield Writer(f"{printer} pdf {name}", CURRENT, pdf.of_pdf(make, read), (program,))


WRITERS: tuple[Writer, ...] = (
    *(Writer(name, CURRENT, write) for name, write in _LIBRARIES),
    *(Writer(f"trafilatura {version}", f"trafilatura-{version}", libraries.trafilatura()) for version in TRAFILATURA),
    *(
        Writer(
            f"trafilatura {version} markdown",
            f"trafilatura-{version}",
            libraries.trafilatura(output_format="markdown"),
        )
        for version in ("1.9.0", "1.12.2", "2.3.1")
    ),
    Writer("trafilatura 1.12.2 recall", "trafilatura-1.12.2", libraries.trafilatura(favor_recall=True)),
    *(Writer(name, PROGRAMS, command(*parts), parts[:1]) for name, parts in _COMMANDS),
    Writer("libreoffice text", PROGRAMS, programs.office_text, ("soffice",)),
    Writer("libreoffice docx pandoc", PROGRAMS, programs.office_docx_pandoc, ("soffice", "pandoc")),
    Writer("chromium innerText", PROGRAMS, programs.inner_text, ("chromium",)),
    Writer("chromium selection", PROGRAMS, programs.selection, ("chromium",)),
    *_of_pdf(),
    *(Writer(name, OTHERS, write) for name, write in _OTHERS),
    *(
        Writer(f"libreoffice docx {name}", OTHERS, others.of_office("docx", _DOCX, read), ("soffice",))
        for name, read in _OF_DOCX
    ),
)


def available(writer: Writer) -> bool:
    """Whether the machine has the writer's programs; a library's environment is checked by `environments`."""
    return all(shutil.which(program) is not None for program in writer.programs)


def serve() -> None:
    """Answers JSON lines ``[writer, html]`` with ``{"text": …}`` or ``{"error": …}`` until the input ends."""
    writers = {writer.name: writer for writer in WRITERS}
    sys.stdin.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    answers, sys.stdout = sys.stdout, sys.stderr  # what a library prints is no answer
    for line in sys.stdin:
        name, html = json.loads(line)
        try:
            answer = {"text": writers[name].write(html)}
        except Exception as error:  # a writer's failure is an answer
            answer = {"error": f"{type(error).__name__}: {error}"}
        answers.write(json.dumps(answer) + "\n")
        answers.flush()
