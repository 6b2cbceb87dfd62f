"""Files, folders and patterns: what is read, in which order, and what is said of the rest."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Ended, Govinfo
from .pages import CONTRADICTS, HOLDS, NOTHING

Written = Callable[..., None]


def sources(ended: Ended) -> list[str]:
    return [json.loads(line)["source"].replace(os.sep, "/") for line in ended.lines]


def test_a_folder_is_read_with_all_below_it_by_name(govinfo: Govinfo, written: Written) -> None:
    written(**{"pages/b.txt": HOLDS, "pages/a/z.md": HOLDS, "pages/a/1.TXT": HOLDS})

    ended = govinfo("parse", "pages", "--format", "jsonl")

    assert (ended.status, ended.errors) == (0, "")
    assert sources(ended) == ["pages/b.txt", "pages/a/1.TXT", "pages/a/z.md"]


def test_of_a_folder_only_files_are_read_that_a_report_may_be_in(govinfo: Govinfo, written: Written) -> None:
    written(
        **{
            "pages/a.txt": HOLDS,
            "pages/logo.png": b"\x89PNG\r\n\x1a\n",
            "pages/site.css": "p {}",
            "pages/more.css": "p {}",
            "pages/README": "x",
            "pages/.hidden.txt": "x",
            "pages/.git/x.txt": "x",
            "pages/~$a.docx": "x",
        }
    )

    ended = govinfo("parse", "pages", "--format", "jsonl")

    assert (ended.status, sources(ended)) == (0, ["pages/a.txt"])
    assert ended.errors == "govinfo-parse: pages: files of other kinds passed over: 4 (.css 2, .png 1, ? 1)\n"


def test_a_folder_without_such_a_file_cannot_be_read(govinfo: Govinfo, written: Written) -> None:
    written(**{"pages/site.css": "p {}"})

    ended = govinfo("parse", "pages")

    assert ended.status == 2
    assert ended.errors.startswith("govinfo-parse: pages: cannot be read: the folder holds no file of a kind that")


def test_a_pattern_is_for_shells_that_know_none(govinfo: Govinfo, written: Written) -> None:
    written(**{"p/b.txt": HOLDS, "p/a.txt": HOLDS, "p/q/c.txt": HOLDS, "p/d.csv": "x", "p[1].txt": HOLDS})

    assert sources(govinfo("parse", "p/*.txt", "--format", "jsonl")) == ["p/a.txt", "p/b.txt"]
    assert sources(govinfo("p/**/*.txt", "--format", "jsonl")) == ["p/a.txt", "p/b.txt", "p/q/c.txt"]
    # A file that is there is no pattern, whatever it is called.
    assert sources(govinfo("p[1].txt", "--format", "jsonl")) == ["p[1].txt"]


def test_a_pattern_that_nothing_matches_is_named(govinfo: Govinfo) -> None:
    ended = govinfo("parse", "*.txt")

    assert (ended.status, ended.errors) == (2, "govinfo-parse: *.txt: no file matches this pattern\n")


def test_a_folder_or_a_pattern_gives_a_list_also_of_one(govinfo: Govinfo, written: Written) -> None:
    written(**{"pages/a.txt": HOLDS})

    assert isinstance(json.loads(govinfo("pages", "--format", "json").output), list)
    assert isinstance(json.loads(govinfo("pages/*.txt", "--format", "json").output), list)
    assert isinstance(json.loads(govinfo("pages/a.txt", "--format", "json").output), dict)


def test_complaints_come_in_the_order_of_the_files(govinfo: Govinfo, written: Written) -> None:
    written(**{"a.txt": NOTHING, "empty/x.css": "", "b.txt": NOTHING})

    ended = govinfo("parse", "gone.txt", "a.txt", "empty", "*.md", "b.txt", "--format", "jsonl")

    named = [line.split(": ")[1] for line in ended.errors.splitlines()]
    assert named == ["gone.txt", "a.txt", "empty", "*.md", "b.txt"]
    assert (ended.status, sources(ended)) == (2, ["a.txt", "b.txt"])


@pytest.mark.skipif(os.name != "posix" or not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all")
def test_what_may_not_be_read_is_named(govinfo: Govinfo, written: Written) -> None:
    written(**{"p/a.txt": HOLDS, "p/no/b.txt": HOLDS, "p/c.txt": HOLDS})
    Path("p/no").chmod(0)
    Path("p/c.txt").chmod(0)

    ended = govinfo("parse", "p", "--format", "jsonl")

    assert (ended.status, sources(ended)) == (2, ["p/a.txt"])
    assert ended.errors.splitlines() == [
        "govinfo-parse: p/c.txt: cannot be read: you have no permission to do that",
        "govinfo-parse: p/no: cannot be read: you have no permission to do that",
    ]
    Path("p/no").chmod(0o700)


# --- output into a file ----------------------------------------------------------------------------------------------


def test_output_goes_into_a_file(govinfo: Govinfo, written: Written) -> None:
    written(**{"a.txt": HOLDS})
    said = govinfo("parse", "a.txt").output

    ended = govinfo("parse", "a.txt", "-o", "a.out")

    assert (ended.status, ended.output, ended.errors) == (0, "", "")
    assert Path("a.out").read_bytes().decode() == said


def test_a_file_is_not_overwritten_by_what_is_in_it(govinfo: Govinfo, written: Written) -> None:
    written(**{"a.txt": HOLDS, "b.txt": HOLDS})

    ended = govinfo("parse", "b.txt", "a.txt", "-o", "a.txt", "--format", "jsonl")

    assert (ended.status, ended.errors) == (2, "govinfo-parse: a.txt: it is what the output would overwrite\n")
    assert Path("a.txt").read_bytes().decode() == HOLDS


def test_a_folder_does_not_give_the_output_of_last_time(govinfo: Govinfo, written: Written) -> None:
    written(**{"p/a.txt": HOLDS})
    arguments = ("parse", "p", "-o", "p/all.csv", "--format", "csv")

    assert [govinfo(*arguments)[::2], govinfo(*arguments)[::2]] == [(0, ""), (0, "")]
    assert Path("p/all.csv").read_bytes().count(b"\n") == 201


def test_a_file_that_cannot_be_written_is_named(govinfo: Govinfo, written: Written) -> None:
    written(**{"a.txt": HOLDS})

    ended = govinfo("parse", "a.txt", "-o", "no/folder.txt")

    assert ended[::2] == (2, "govinfo-parse: no/folder.txt: cannot be written: there is no such file or folder\n")


# --- several processes -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("format_name", ["table", "json", "jsonl", "csv"])
def test_several_processes_give_what_one_gives(govinfo: Govinfo, written: Written, format_name: str) -> None:
    written(**{f"p/{n:02}.txt": NOTHING if n % 5 == 4 else CONTRADICTS for n in range(12)}, **{"p/x.pdf": b"\x89PNG"})
    names = ("p", "gone.txt", "-")

    alone = govinfo("parse", *names, "--format", format_name, stdin=HOLDS.encode())
    together = govinfo("parse", *names, "--format", format_name, "--jobs", "3", stdin=HOLDS.encode())

    assert together == alone
    assert alone.status == 2
    assert len(alone.errors.splitlines()) == 4


def test_the_forms_of_a_file_are_known_to_all_processes(govinfo: Govinfo, written: Written) -> None:
    written(**{"a.txt": CONTRADICTS, "b.txt": CONTRADICTS})

    ended = govinfo("parse", "a.txt", "b.txt", "--form", "2014", "--format", "jsonl", "--jobs", "2")

    assert [json.loads(line)["edition"] for line in ended.lines] == [None, None]
    assert ended.status == 3
