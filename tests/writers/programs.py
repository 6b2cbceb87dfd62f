"""Writers that are programs of the machine: converters, text browsers, an office and a browser without a screen."""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
from collections.abc import Callable
from functools import cache
from html import unescape
from pathlib import Path

# The Debian package of each program.
PACKAGES = {
    "pandoc": "pandoc",
    "w3m": "w3m",
    "lynx": "lynx",
    "links": "links",
    "pdftotext": "poppler-utils",
    "soffice": "libreoffice-writer",
    "chromium": "chromium",
}
FONTS = "fonts-noto-cjk"  # without it, PDF files have empty boxes for Chinese text

_SECONDS = 120  # for one page

# The same page has to give the same text everywhere: nothing is fetched, and no earlier run is remembered.
_CHROMIUM = (
    "chromium",
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def command(*parts: str) -> Callable[[str], str]:
    """A program that reads the page from a file, whose name stands for FILE."""

    def write(html: str) -> str:
        with tempfile.TemporaryDirectory() as folder:
            page = _page(folder, html)
            return run(*(str(page) if part == "FILE" else part for part in parts))

    return write


def run(*parts: str) -> str:
    """What the program writes to its standard output."""
    done = subprocess.run(parts, capture_output=True, check=True, timeout=_SECONDS)  # noqa: S603 - a test's own
    return done.stdout.decode("utf-8", "replace")


def _page(folder: str, html: str) -> Path:
    path = Path(folder) / "page.html"
    path.write_text(html, encoding="utf-8")
    return path


def office(html: str, target: str, new: Path) -> None:
    """Converts the page in LibreOffice's text processor; `target` is an extension, with a filter's name behind a
    colon."""
    with tempfile.TemporaryDirectory() as folder:
        page = _page(folder, html)
        run(
            "soffice",
            f"-env:UserInstallation={Path(_profile().name).as_uri()}",
            "--headless",
            "--infilter=HTML (StarWriter)",
            "--convert-to",
            target,
            "--outdir",
            folder,
            str(page),
        )
        page.with_suffix(f".{target.partition(':')[0]}").replace(new)


@cache
def _profile() -> tempfile.TemporaryDirectory[str]:
    """LibreOffice's settings for this process: making them takes long, and two processes cannot share them."""
    return tempfile.TemporaryDirectory(ignore_cleanup_errors=True)


def office_text(html: str) -> str:
    """The page saved as text by LibreOffice."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.txt"
        office(html, "txt:Text (encoded):UTF8", path)
        return path.read_text(encoding="utf-8-sig")


def office_docx_pandoc(html: str) -> str:
    """The page saved for Word by LibreOffice, and that read by pandoc."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.docx"
        office(html, "docx:MS Word 2007 XML", path)
        return run("pandoc", "-f", "docx", "-t", "plain", "--columns=400", str(path))


def browser(html: str, *options: str) -> str:
    """Opens the page in Chromium; returns what it prints."""
    with tempfile.TemporaryDirectory() as folder:
        return run(*_CHROMIUM, f"--user-data-dir={folder}/profile", *options, _page(folder, html).as_uri())


_INNER_TEXT = "document.body.innerText"
_SELECTION = "(getSelection().selectAllChildren(document.body), String(getSelection()))"


def _browser_text(expression: str) -> Callable[[str], str]:
    """The text that this expression gives in the browser. A script at the page's end puts it in the page's place, and
    the browser prints the page."""
    script = (
        f"<script>const text = JSON.stringify({expression}); const pre = document.createElement('pre');"
        "pre.textContent = text; document.body.replaceChildren(pre);</script></body>"
    )

    def write(html: str) -> str:
        printed = browser(html.replace("</body>", script), "--dump-dom")
        found = re.search("<pre>(.*)</pre>", printed, re.DOTALL)
        if found is None:
            raise ValueError("the browser printed a page without the text")
        return str(json.loads(unescape(found[1])))

    return write


inner_text = _browser_text(_INNER_TEXT)
selection = _browser_text(_SELECTION)
