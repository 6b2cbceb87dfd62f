"""Builds all that the writers need: ``python -m tests.writers.environments [--no-programs]``.

Libraries go into virtual environments below a cache folder outside the repository (`cache.py`), programs and fonts
are installed with apt-get where that may be done; otherwise the command is printed. What cannot be installed is named,
and its writers are left out of the runs.

`texts` sends pages through a writer and keeps what came out in the same folder, so a page is written once.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from venv import EnvBuilder

from .cache import cache_folder
from .programs import FONTS, PACKAGES
from .writers import CURRENT, OTHERS, PROGRAMS, TRAFILATURA, WRITERS, Writer, available

ROOT = Path(__file__).parents[2]

# What each environment installs. Old releases of trafilatura need an lxml that still has its HTML cleaner.
REQUIREMENTS: dict[str, tuple[str, ...]] = {
    CURRENT: (
        "beautifulsoup4",
        "html-text",
        "html2text",
        "inscriptis",
        "jusText",
        "lxml",
        "lxml_html_clean",
        "markdownify",
        "markitdown",
        "opencc-python-reimplemented",
        "pandas",
        "pdfminer.six",
        "pdfplumber",
        "pymupdf",
        "pypdf",
        "pypdfium2",
        "readability-lxml",
        "resiliparse",
        "trafilatura",
    ),
    OTHERS: (
        "boilerpy3",
        "docx2python",
        "docx2txt",
        "html-to-markdown",
        "html2markdown",
        "html5lib",
        "jieba",
        "lxml_html_clean",
        "mammoth",
        "newspaper4k[zh]",
        "pandas",
        "parsel",
        "polars",
        "prettytable",
        "pyquery",
        "python-docx",
        "readabilipy",
        "selectolax",
        "tabulate",
        "w3lib",
    ),
    **{
        f"trafilatura-{version}": (
            f"trafilatura=={version}",
            "lxml<5.2" if tuple(map(int, version.split("."))) < (1, 10) else "lxml_html_clean",
        )
        for version in TRAFILATURA
    },
}


def _python(environment: str) -> Path:
    folder = cache_folder() / environment
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _mark(environment: str) -> Path:
    """The file that lists what was installed in the environment, and with ``!`` what could not be."""
    return cache_folder() / environment / "built"


def _listed(environment: str) -> list[str]:
    mark = _mark(environment)
    return mark.read_text(encoding="utf-8").splitlines() if mark.exists() else []


def ready(writer: Writer) -> bool:
    """Whether the writer can be run on this machine: an environment counts if it was built for today's requirements."""
    if writer.environment == PROGRAMS:
        return available(writer)
    built = [name.lstrip("!") for name in _listed(writer.environment)]
    return available(writer) and built == list(REQUIREMENTS[writer.environment])


def build(environment: str) -> str:
    """Makes the environment, or adds to it what it lacks; returns what went wrong, or nothing."""
    wanted = REQUIREMENTS[environment]
    if _listed(environment) == list(wanted):
        return ""
    if not _listed(environment):
        EnvBuilder(with_pip=True, clear=True, upgrade_deps=True).create(cache_folder() / environment)
    problems = {}
    if _install(environment, *wanted):  # one package that cannot be had stops all the others
        problems = {name: problem for name in wanted if (problem := _install(environment, name))}
    if len(problems) < len(wanted):
        lines = [f"!{name}" if name in problems else name for name in wanted]
        _mark(environment).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return "; ".join(f"{name}: {problem}" for name, problem in problems.items())


def _install(environment: str, *names: str) -> str:
    """Installs the packages; returns what went wrong, or nothing."""
    command = [str(_python(environment)), "-m", "pip", "install", "--quiet", *names]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own environment
    if not done.returncode:
        return ""
    errors = [line for line in done.stderr.splitlines() if line.startswith("ERROR")] or done.stderr.splitlines()
    return errors[-1] if errors else f"pip ended with {done.returncode}"


def missing_packages() -> list[str]:
    """The Debian packages whose programs or fonts the machine lacks."""
    packages = [package for program, package in PACKAGES.items() if shutil.which(program) is None]
    return packages if _has_fonts() else [*packages, FONTS]


def _has_fonts() -> bool:
    if shutil.which("fc-list") is None:
        return False
    listed = subprocess.run(["fc-list", ":lang=zh-cn", "family"], capture_output=True, check=False)  # noqa: S607
    return bool(listed.stdout.strip())


def install(packages: Sequence[str]) -> None:
    """Installs Debian packages where that may be done without asking, and otherwise says how."""
    command = ["apt-get", "install", "--yes", "--no-install-recommends"]
    root = os.name == "posix" and os.geteuid() == 0
    if shutil.which("apt-get") is None or not (root or _sudo()):
        print(f"install as root: {' '.join(['apt-get update &&', *command, *packages])}")
        return
    as_root = [] if root else ["sudo", "--non-interactive"]
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive"]
    if not _done([*as_root, *quiet, "apt-get", "update"]):
        print("apt-get update failed; the packages are looked for in the lists that are there")
    if not _done([*as_root, *quiet, *command, *packages]):  # one package that cannot be had stops all the others
        for package in packages:
            if not _done([*as_root, *quiet, *command, package]):
                print(f"{package}: not installed")


def _sudo() -> bool:
    return shutil.which("sudo") is not None and _done(["sudo", "--non-interactive", "true"])


def _done(command: Sequence[str]) -> bool:
    return subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode == 0  # noqa: S603 - fixed names


def texts(writer: Writer, pages: Sequence[str]) -> list[str | None]:
    """What the writer makes of each page; None where it failed."""
    folder = cache_folder() / "texts" / writer.environment
    folder.mkdir(parents=True, exist_ok=True)
    digests = (hashlib.sha256(json.dumps([writer.name, page]).encode()).hexdigest() for page in pages)
    paths = [folder / f"{digest[:32]}.json" for digest in digests]
    new = [number for number, path in enumerate(paths) if not path.exists()]
    for number, answer in zip(new, _answers(writer, [pages[number] for number in new]), strict=True):
        if "text" in answer:  # a failure may pass: a program that took too long, a library that was not there
            new_file = paths[number].with_suffix(f".{os.getpid()}")
            new_file.write_text(json.dumps(answer), encoding="utf-8")
            new_file.replace(paths[number])  # at once, as other processes may look for it
    return [json.loads(path.read_text(encoding="utf-8")).get("text") if path.exists() else None for path in paths]


def _answers(writer: Writer, pages: Sequence[str]) -> Iterator[dict[str, str]]:
    if not pages:
        return
    python = sys.executable if writer.environment == PROGRAMS else str(_python(writer.environment))
    # Isolated, with the worker's path only: nothing of this environment may reach into the other.
    start = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from tests.writers.writers import serve; serve()"
    lines = "".join(json.dumps([writer.name, page]) + "\n" for page in pages)
    done = subprocess.run(  # noqa: S603 - our own worker
        [python, "-I", "-c", start], input=lines.encode(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True
    )
    for line in done.stdout.splitlines():
        yield json.loads(line)


def main() -> int:
    """Builds what is not there yet, and says what the machine still lacks; a missing piece is no failure."""
    parser = argparse.ArgumentParser(prog="python -m tests.writers.environments", description=__doc__.split("\n")[0])
    parser.add_argument("--no-programs", action="store_true", help="install libraries only")
    options = parser.parse_args()
    if (packages := missing_packages()) and not options.no_programs:
        install(packages)
    for environment in REQUIREMENTS:
        print(f"{environment}: {build(environment) or 'ready'}")
    still = missing_packages()
    print(f"missing packages: {' '.join(still)}" if still else "all programs are installed")
    if left_out := [writer.name for writer in WRITERS if not ready(writer)]:
        print(f"left out: {', '.join(left_out)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
