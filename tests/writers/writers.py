"""The writers: libraries and programs that turn a page into text, and the cleaners that corpora run over the text.

A writer is a function from HTML to text that runs in an environment (`environments.py`): a virtual environment with the
library, or the machine itself for programs. This file is also the worker that runs there: it reads JSON lines
``[writer, html]`` and writes the texts as JSON lines, so one start serves many pages. It therefore imports nothing but
the standard library, and each writer its own library.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

CURRENT = "current"  # the environment with the newest versions of all libraries
PROGRAMS = "programs"  # no environment: the machine's own programs
TRAFILATURA = ("1.2.2", "1.6.1", "1.8.0", "1.8.1", "1.9.0", "1.12.2", "2.0.0", "2.1.0", "2.3.1")


@dataclass(frozen=True)
class Writer:
    """`write` turns HTML into text inside `environment`; `program` is the command that it needs."""

    name: str
    environment: str
    write: Callable[[str], str]
    program: str = ""


@dataclass(frozen=True)
class Cleaner:
    """`clean` changes a text as corpora do. `drops` says that whole lines may go, so a cell may be lost that its mark
    does not show."""

    name: str
    clean: Callable[[str], str]
    drops: bool = False


def _library(name: str) -> Any:
    """The module, imported where it is used: only the worker's environment has it."""
    return import_module(name)


def _soup_text(separator: str, strip: bool) -> Callable[[str], str]:
    def write(html: str) -> str:
        return str(_library("bs4").BeautifulSoup(html, "lxml").get_text(separator, strip=strip))

    return write


def _soup_cells(html: str) -> str:
    """Rows as people write them by hand: a line a row, bars between cells."""
    soup = _library("bs4").BeautifulSoup(html, "html.parser")
    for row in soup.find_all("tr"):
        if not row.find("table"):
            cells = [cell.get_text("", strip=True) for cell in row.find_all(["td", "th"])]
            row.replace_with(" | ".join(cells) + "\n")
    return str(soup.get_text())


def _lxml_text(html: str) -> str:
    return str(_library("lxml.html").document_fromstring(html).text_content())


def _lxml_pieces(html: str) -> str:
    texts = _library("lxml.html").document_fromstring(html).xpath("//body//text()")
    return "\n".join(text.strip() for text in texts if text.strip())


def _html2text(**options: object) -> Callable[[str], str]:
    def write(html: str) -> str:
        converter = _library("html2text").HTML2Text()
        for name, value in options.items():
            setattr(converter, name, value)
        return str(converter.handle(html))

    return write


def _markdownify(html: str) -> str:
    return str(_library("markdownify").markdownify(html))


def _markitdown(html: str) -> str:
    return str(
        _library("markitdown").MarkItDown().convert_stream(BytesIO(html.encode()), file_extension=".html").text_content
    )


def _inscriptis(**options: object) -> Callable[[str], str]:
    def write(html: str) -> str:
        config = _library("inscriptis.model.config").ParserConfig(**options)
        return str(_library("inscriptis").get_text(html, config))

    return write


def _html_text(**options: object) -> Callable[[str], str]:
    def write(html: str) -> str:
        return str(_library("html_text").extract_text(html, **options))

    return write


def _resiliparse(**options: object) -> Callable[[str], str]:
    def write(html: str) -> str:
        return str(_library("resiliparse.extract.html2text").extract_plain_text(html, **options))

    return write


def _justext(html: str) -> str:
    paragraphs = _library("justext").justext(html.encode(), frozenset(), encoding="utf-8", length_low=0, length_high=0)
    return "\n".join(paragraph.text for paragraph in paragraphs)


def _readability(then: Callable[[str], str]) -> Callable[[str], str]:
    def write(html: str) -> str:
        return then(_library("readability").Document(html).summary(html_partial=True))

    return write


def _trafilatura(**options: object) -> Callable[[str], str]:
    def write(html: str) -> str:
        return str(_library("trafilatura").extract(html, include_tables=True, **options) or "")

    return write


def _html2txt(html: str) -> str:
    return str(_library("trafilatura").html2txt(html) or "")


def _command(*command: str) -> Callable[[str], str]:
    """A program that reads the page from a file, whose name stands for FILE."""

    def write(html: str) -> str:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "page.html"
            path.write_text(html, encoding="utf-8")
            arguments = [str(path) if part == "FILE" else part for part in command]
            done = subprocess.run(arguments, capture_output=True, check=True, timeout=120)  # noqa: S603 - a test's own
        return done.stdout.decode("utf-8", "replace")

    return write


_SEPARATORS = (("newline", "\n"), ("bar", "|"), ("tab", "\t"), ("space", " "), ("nothing", ""))

WRITERS: tuple[Writer, ...] = (
    *(Writer(f"bs4 {name}", CURRENT, _soup_text(text, strip=False)) for name, text in _SEPARATORS),
    *(Writer(f"bs4 {name} strip", CURRENT, _soup_text(text, strip=True)) for name, text in _SEPARATORS),
    Writer("bs4 rows", CURRENT, _soup_cells),
    Writer("lxml text_content", CURRENT, _lxml_text),
    Writer("lxml texts", CURRENT, _lxml_pieces),
    Writer("html2text", CURRENT, _html2text(body_width=0)),
    Writer("html2text wrapped", CURRENT, _html2text()),
    Writer("html2text padded", CURRENT, _html2text(body_width=0, pad_tables=True)),
    Writer("html2text no tables", CURRENT, _html2text(body_width=0, ignore_tables=True)),
    Writer("markdownify", CURRENT, _markdownify),
    Writer("markitdown", CURRENT, _markitdown),
    Writer("inscriptis", CURRENT, _inscriptis()),
    Writer("inscriptis tabs", CURRENT, _inscriptis(table_cell_separator="\t")),
    Writer("html-text", CURRENT, _html_text()),
    Writer("html-text no layout", CURRENT, _html_text(guess_layout=False)),
    Writer("resiliparse", CURRENT, _resiliparse()),
    Writer("resiliparse main", CURRENT, _resiliparse(main_content=True)),
    Writer("resiliparse no formatting", CURRENT, _resiliparse(preserve_formatting=False)),
    Writer("justext", CURRENT, _justext),
    Writer("readability bs4 newline", CURRENT, _readability(_soup_text("\n", strip=True))),
    Writer("readability html2text", CURRENT, _readability(_html2text(body_width=0))),
    Writer("readability lxml", CURRENT, _readability(_lxml_text)),
    Writer("trafilatura html2txt", CURRENT, _html2txt),
    *(Writer(f"trafilatura {version}", f"trafilatura-{version}", _trafilatura()) for version in TRAFILATURA),
    *(
        Writer(f"trafilatura {version} markdown", f"trafilatura-{version}", _trafilatura(output_format="markdown"))
        for version in ("1.9.0", "1.12.2", "2.3.1")
    ),
    Writer("trafilatura 1.12.2 recall", "trafilatura-1.12.2", _trafilatura(favor_recall=True)),
    Writer("pandoc plain", PROGRAMS, _command("pandoc", "-f", "html", "-t", "plain", "FILE"), "pandoc"),
    Writer(
        "pandoc plain wide",
        PROGRAMS,
        _command("pandoc", "-f", "html", "-t", "plain", "--columns=400", "FILE"),
        "pandoc",
    ),
    Writer("pandoc gfm", PROGRAMS, _command("pandoc", "-f", "html", "-t", "gfm", "--wrap=none", "FILE"), "pandoc"),
    Writer(
        "pandoc grid",
        PROGRAMS,
        _command(
            "pandoc",
            "-f",
            "html",
            "-t",
            "markdown-pipe_tables-simple_tables-multiline_tables+grid_tables",
            "--columns=200",
            "FILE",
        ),
        "pandoc",
    ),
    Writer("pandoc rst", PROGRAMS, _command("pandoc", "-f", "html", "-t", "rst", "--columns=200", "FILE"), "pandoc"),
    Writer("pandoc asciidoc", PROGRAMS, _command("pandoc", "-f", "html", "-t", "asciidoc", "FILE"), "pandoc"),
    Writer("lynx", PROGRAMS, _command("lynx", "-dump", "-nolist", "-display_charset=utf-8", "FILE"), "lynx"),
    Writer(
        "lynx wide",
        PROGRAMS,
        _command("lynx", "-dump", "-nolist", "-width=500", "-display_charset=utf-8", "FILE"),
        "lynx",
    ),
    Writer("w3m", PROGRAMS, _command("w3m", "-dump", "-O", "UTF-8", "FILE"), "w3m"),
    Writer("w3m wide", PROGRAMS, _command("w3m", "-dump", "-O", "UTF-8", "-cols", "250", "FILE"), "w3m"),
    Writer("links", PROGRAMS, _command("links", "-dump", "-codepage", "utf8", "FILE"), "links"),
    Writer("links wide", PROGRAMS, _command("links", "-dump", "-codepage", "utf8", "-width", "250", "FILE"), "links"),
)


def _without_blank_lines(text: str) -> str:
    return "\n".join(line for line in text.split("\n") if line.strip())


def _without_one_character_lines(text: str) -> str:
    """Lines of one Chinese character are gone, as extractors drop them that ask for words."""
    return "\n".join(line for line in text.split("\n") if not re.fullmatch("[一-鿿]", line.strip(" |\t\u3000")))


def _without_repeated_lines(text: str) -> str:
    seen: set[str] = set()
    lines = []
    for line in text.split("\n"):
        if line.strip() not in seen:
            lines.append(line)
        if line.strip():
            seen.add(line.strip())
    return "\n".join(lines)


CLEANERS: tuple[Cleaner, ...] = (
    Cleaner("no blank lines", _without_blank_lines),
    Cleaner("no one-character lines", _without_one_character_lines, drops=True),
    Cleaner("no repeated lines", _without_repeated_lines, drops=True),
    Cleaner("one line", lambda text: " ".join(text.split())),
    Cleaner("no bars", lambda text: text.replace("|", "")),
    Cleaner("NFKC", lambda text: unicodedata.normalize("NFKC", text)),
)
CLEANED = ("bs4 newline strip", "bs4 bar strip", "html2text", "inscriptis", "markitdown", "trafilatura 1.12.2")


def available(writer: Writer) -> bool:
    """Whether the machine has the writer's program; a library's environment is checked by `environments`."""
    return not writer.program or shutil.which(writer.program) is not None


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


if __name__ == "__main__":
    serve()
