"""Builds the environments that the writers run in: ``python -m tests.writers.environments``.

Each is a virtual environment below a cache folder outside the repository: ``$GOVINFO_PARSE_WRITERS``, or
``govinfo-parse-writers`` below ``$XDG_CACHE_HOME`` or ``~/.cache``. What cannot be installed is named, and its writers
are left out of the runs. Programs are installed with the system's own tools; the command says which are missing.

`texts` sends pages through a writer and keeps what came out in the same folder, so a page is written once.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from venv import EnvBuilder

from . import writers
from .writers import CURRENT, PROGRAMS, TRAFILATURA, WRITERS, Writer, available

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
        "readability-lxml",
        "resiliparse",
        "trafilatura",
    ),
    **{
        f"trafilatura-{version}": (
            f"trafilatura=={version}",
            "lxml<5.2" if tuple(map(int, version.split("."))) < (1, 10) else "lxml_html_clean",
        )
        for version in TRAFILATURA
    },
}


def cache_folder() -> Path:
    """The folder that holds the environments and what the writers wrote."""
    if named := os.environ.get("GOVINFO_PARSE_WRITERS"):
        return Path(named)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "govinfo-parse-writers"


def _python(environment: str) -> Path:
    folder = cache_folder() / environment
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _built(environment: str) -> bool:
    return (cache_folder() / environment / "built").exists()


def ready(writer: Writer) -> bool:
    """Whether the writer can be run on this machine."""
    return available(writer) and (writer.environment == PROGRAMS or _built(writer.environment))


def build(environment: str) -> str:
    """Makes the environment and installs its packages; returns what went wrong, or nothing."""
    EnvBuilder(with_pip=True, clear=True, upgrade_deps=True).create(cache_folder() / environment)
    command = [str(_python(environment)), "-m", "pip", "install", "--quiet", *REQUIREMENTS[environment]]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own environment
    if done.returncode:
        errors = [line for line in done.stderr.splitlines() if line.startswith("ERROR")] or done.stderr.splitlines()
        return errors[-1] if errors else f"pip ended with {done.returncode}"
    (cache_folder() / environment / "built").write_text("\n".join(REQUIREMENTS[environment]) + "\n", encoding="utf-8")
    return ""


def texts(writer: Writer, pages: Sequence[str]) -> list[str | None]:
    """What the writer makes of each page; None where it failed."""
    folder = cache_folder() / "texts" / writer.environment
    folder.mkdir(parents=True, exist_ok=True)
    digests = (hashlib.sha256(json.dumps([writer.name, page]).encode()).hexdigest() for page in pages)
    paths = [folder / f"{digest[:32]}.json" for digest in digests]
    new = [number for number, path in enumerate(paths) if not path.exists()]
    for number, answer in zip(new, _answers(writer, [pages[number] for number in new]), strict=True):
        paths[number].write_text(json.dumps(answer), encoding="utf-8")
    return [json.loads(path.read_text(encoding="utf-8")).get("text") for path in paths]


def _answers(writer: Writer, pages: Sequence[str]) -> Iterator[dict[str, str]]:
    if not pages:
        return
    python = sys.executable if writer.environment == PROGRAMS else str(_python(writer.environment))
    # Isolated, with the worker's path only: nothing of this environment may reach into the other.
    command = [python, "-I", str(Path(writers.__file__))]
    lines = "".join(json.dumps([writer.name, page]) + "\n" for page in pages)
    done = subprocess.run(  # noqa: S603 - our own worker
        command, input=lines.encode(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True
    )
    for line in done.stdout.splitlines():
        yield json.loads(line)


def main() -> int:
    """Builds what is not there yet, and says what the machine still lacks."""
    failed = 0
    for environment in REQUIREMENTS:
        problem = "" if _built(environment) else build(environment)
        print(f"{environment}: {problem or 'ready'}")
        failed += bool(problem)
    missing = sorted({writer.program for writer in WRITERS if not available(writer)})
    print(f"programs that are not installed: {', '.join(missing)}" if missing else "all programs are installed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
