"""What the arguments mean, and what is said where they cannot be used."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import govinfo_parse
from govinfo_parse.command.arguments import COMMANDS

from .conftest import Govinfo
from .pages import CONTRADICTS, EXAMPLE, HOLDS, NOTHING


def test_a_file_without_a_subcommand_is_parsed(govinfo: Govinfo) -> None:
    assert govinfo(EXAMPLE).output == govinfo("parse", EXAMPLE).output
    assert json.loads(govinfo("--format", "json", EXAMPLE).output)["edition"] == "2021"
    assert json.loads(govinfo(EXAMPLE, "--format", "json").output)["edition"] == "2021"


def test_standard_input_without_a_subcommand_is_parsed(govinfo: Govinfo) -> None:
    assert "review.outcomes" in govinfo("-", stdin=CONTRADICTS.encode("gb18030")).output


def test_a_file_that_is_not_there_is_no_subcommand(govinfo: Govinfo) -> None:
    ended = govinfo("pages/report.html")

    assert ended.status == 2
    assert ended.errors == "govinfo-parse: pages/report.html: cannot be read: there is no such file or folder\n"


@pytest.mark.parametrize(("typed", "meant"), [("prase", "parse"), ("chekc", "check"), ("form", "forms")])
def test_a_mistyped_subcommand_gets_the_one_that_is_like_it(govinfo: Govinfo, typed: str, meant: str) -> None:
    ended = govinfo(typed, EXAMPLE)

    assert (ended.status, ended.output) == (2, "")
    assert ended.errors.splitlines()[-2:] == [
        f"govinfo-parse: {typed!r} is no command, and no such file is there; did you mean {meant}?",
        "Try 'govinfo-parse --help'.",
    ]


def test_a_word_that_is_like_no_subcommand_gets_no_guess(govinfo: Govinfo) -> None:
    assert "did you mean" not in govinfo("xylophone").errors


def test_options_are_told_by_what_is_like_them(govinfo: Govinfo) -> None:
    assert "there is no option --fromat; did you mean --format" in govinfo("parse", EXAMPLE, "--fromat", "csv").errors
    assert "'jsn' is none of: table, json, jsonl, csv; did you mean json" in govinfo(EXAMPLE, "--format=jsn").errors


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "name a command, or a file to read"),
        (("parse",), "an argument is missing: FILE"),
        (("--fromat", "csv"), "there is no option --fromat"),
        (("parse", "a", "--format"), "argument -f/--format: a value is missing"),
        (("parse", "a", "--jobs", "many"), "argument -j/--jobs: 'many' is no number of processes (0, 1, 2, …)"),
        (("check", "a", "--strict=yes"), "argument --strict: it takes no value, such as 'yes'"),
        (("check", "a", "--series", "--rollup", "b"), "argument --rollup: cannot be used together with --series"),
        (("check", "a", "--years", "last"), "argument --years: 'last' is no list of years such as 2021,2022"),
        (("explain", "a"), "an argument is missing: KEY"),
        (("forms", "2021", "2019"), "one argument too many: 2019"),
    ],
)
def test_unusable_arguments_end_with_2_and_say_why(govinfo: Govinfo, arguments: tuple[str, ...], said: str) -> None:
    ended = govinfo(*arguments)

    assert (ended.status, ended.output) == (2, "")
    assert ended.errors.startswith("usage: govinfo-parse ")
    assert f"govinfo-parse: {said}" in ended.errors
    assert ended.errors.splitlines()[-1].startswith("Try 'govinfo-parse")


def test_options_stand_before_between_and_after_files(govinfo: Govinfo) -> None:
    outputs = {
        govinfo(*arguments).output
        for arguments in (
            ("parse", "--format", "jsonl", EXAMPLE, EXAMPLE),
            ("parse", EXAMPLE, "--format", "jsonl", EXAMPLE),
            ("parse", EXAMPLE, EXAMPLE, "--format", "jsonl"),
        )
    }
    assert [len(output.splitlines()) for output in outputs] == [2]


def test_a_file_whose_name_begins_with_a_dash_stands_behind_two_dashes(govinfo: Govinfo) -> None:
    Path("-x.txt").write_text(NOTHING, encoding="utf-8")

    assert govinfo("parse", "--", "-x.txt").errors.startswith(f"govinfo-parse: .{os.sep}-x.txt: no report")


def test_a_file_that_is_called_like_a_subcommand_is_given_as_a_path(govinfo: Govinfo) -> None:
    Path("check").write_text(HOLDS, encoding="utf-8")

    assert json.loads(govinfo("./check", "--format", "json").output)["metadata"]["year"] == 2021


# --- help, languages -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("command", COMMANDS)
def test_every_subcommand_has_help_in_both_languages(govinfo: Govinfo, command: str, language: str) -> None:
    ended = govinfo(command, "--help", "--lang", language)

    assert (ended.status, ended.errors) == (0, "")
    assert ended.output.startswith(("usage: ", "用法：")[language == "zh"] + f"govinfo-parse {command}")
    assert ("examples:", "示例：")[language == "zh"] in ended.output
    # Nothing of argparse's own is left in a help that is Chinese.
    assert language == "en" or not {"usage", "options", "show this help"} & set(ended.output.split("\n"))


def test_the_help_of_the_command_lists_the_subcommands(govinfo: Govinfo) -> None:
    ended = govinfo("--help")

    assert [line.split()[0] for line in ended.lines if line.startswith("  ") and line.split()[0] in COMMANDS] == list(
        COMMANDS
    )


def test_the_language_is_that_of_the_locale(govinfo: Govinfo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")

    assert govinfo("gone.txt").errors == "govinfo-parse: gone.txt: 无法读取：没有此文件或文件夹\n"
    assert "cannot be read" in govinfo("gone.txt", "--lang", "en").errors
    assert govinfo("parse").errors.splitlines()[1:] == [
        "govinfo-parse: 缺少参数：FILE",
        "请看“govinfo-parse parse --help”。",
    ]


def test_the_language_may_stand_before_the_subcommand(govinfo: Govinfo) -> None:
    assert govinfo("--lang", "zh", "check", EXAMPLE).output == govinfo("check", EXAMPLE, "--lang=zh").output
    assert "'fr' is none of: en, zh" in govinfo("--lang", "fr", "check", EXAMPLE).errors


# --- what is loaded --------------------------------------------------------------------------------------------------


def test_only_what_is_asked_for_is_loaded() -> None:
    program = "import sys; from govinfo_parse.command import main\ntry: main({})\nfinally: print(*sorted(sys.modules))"
    environment = {**os.environ, "PYTHONPATH": str(Path(govinfo_parse.__file__).parents[1])}

    def loaded(*arguments: str) -> set[str]:
        command = [sys.executable, "-c", program.format(list(arguments))]
        done = subprocess.run(command, capture_output=True, env=environment, check=False)  # noqa: S603
        return set(done.stdout.decode().split())

    for arguments in (("--version",), ("--help",), ("prase",)):
        assert not {"govinfo_parse.parsing", "govinfo_parse.report", "regex"} & loaded(*arguments)
    assert not {"lxml", "shtab", "concurrent.futures"} & loaded("check", str(EXAMPLE))
