"""The command's words: each is there in both languages, with the same facts, and none is there for nothing."""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from string import Formatter

import pytest

import govinfo_parse.command
import govinfo_parse.files.kinds
from govinfo_parse.command.arguments import COMMANDS
from govinfo_parse.command.help_words import HELP
from govinfo_parse.command.words import WORDS
from govinfo_parse.diagnostic_words import PHRASES_ZH, WORDS_ZH, message_in_chinese
from govinfo_parse.diagnostics import CATALOGUE, diagnostic
from govinfo_parse.elsewhere import report_elsewhere
from govinfo_parse.files import parse_data

SOURCE = "".join(path.read_text(encoding="utf-8") for path in Path(govinfo_parse.command.__file__).parent.glob("*.py"))
CHINESE = re.compile("[\u4e00-\u9fff]")


def facts(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


@pytest.mark.parametrize("key", WORDS)
def test_both_wordings_say_the_same(key: str) -> None:
    english, chinese = WORDS[key]

    assert facts(chinese) <= facts(english)
    assert CHINESE.search(chinese) or not re.search("[a-z]", re.sub(r"\{.*?\}", "", chinese))
    assert not CHINESE.search(english.replace("无", ""))


@pytest.mark.parametrize("key", WORDS)
def test_no_word_is_there_for_nothing(key: str) -> None:
    used = re.search(rf"""(?<=[^\w]){key}['"](?!: \()""", SOURCE)
    assert used or key.startswith(("severity_", "rule_"))


def test_every_subcommand_has_its_page() -> None:
    assert set(HELP) == {"", *COMMANDS}
    for pages in HELP.values():
        assert set(pages) == {"en", "zh"}


@pytest.mark.parametrize("code", CATALOGUE)
def test_every_diagnostic_is_there_in_chinese(code: str) -> None:
    said = CATALOGUE[code].message
    names = facts(said)

    message = message_in_chinese(code, diagnostic(code, **{name: f"<{name}>" for name in names}).message)

    assert facts(WORDS_ZH[code][0]) <= names
    assert message == WORDS_ZH[code][0].format(**{name: f"<{name}>" for name in names})
    assert CHINESE.search(message)
    assert CHINESE.search(WORDS_ZH[code][1])


def kinds() -> set[str]:
    """What the kinds of files are called, and what is to be done about them."""
    source = inspect.getsource(govinfo_parse.files.kinds)
    found = re.findall(r'Kind\(\s*"\w+", "([^"]+)"(?:, "([^"]+)")?', source)
    return {said for pair in found for said in pair if said} | {
        value
        for name, value in vars(govinfo_parse.files.kinds).items()
        if re.match("_[A-Z]", name) and type(value) is str
    }


def test_every_kind_of_file_is_there_in_chinese() -> None:
    said = {name for name in kinds() if " " in name}

    assert len(said) > 30
    assert said <= set(PHRASES_ZH)


@pytest.mark.parametrize("english", [phrase for phrase in PHRASES_ZH if "{" not in phrase])
def test_what_messages_are_filled_with_is_there_in_chinese(english: str) -> None:
    assert diagnostic("no-report", None, reason=english).describe("zh") == f"未找到标准表格：{PHRASES_ZH[english]}。"


@pytest.mark.parametrize("pictures", [0, 1, 2])
@pytest.mark.parametrize("attached", [(), ("年报.pdf",), ("年报.pdf", "附表.xlsx")])
def test_where_a_report_may_be_is_said_in_chinese(pictures: int, attached: tuple[str, ...]) -> None:
    for found in report_elsewhere(pictures, attached):
        said = found.describe("zh")
        assert not re.search("picture|attached| and ", said)
        assert all(name in said for name in attached)
        assert f"{pictures}张图片" in said or not pictures


@pytest.mark.parametrize(
    "data",
    [
        "收到和处理政府信息公开申请".encode()[:-1],
        "总计".encode("gb18030") + b"\xff\n",
        "总计 12\n".encode("utf-16-le"),
        b"\xff\xfe\x00\xd8",
    ],
)
def test_why_bytes_are_no_text_is_said_in_chinese(data: bytes) -> None:
    [found] = parse_data(data, "a.txt").diagnostics

    assert not re.search("[a-z]{4}", found.describe("zh").replace("iconv", ""))
    assert found.describe("zh").count("字节") == 1


def test_a_message_of_another_version_stays_as_it_is() -> None:
    assert message_in_chinese("no-report", "Nothing.") == "Nothing."
    assert message_in_chinese("no-such-code", "Nothing.") == "Nothing."
