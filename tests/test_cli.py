"""The command: what it reads, what it writes, and how it ends."""

from __future__ import annotations

import codecs
import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

import pytest

import govinfo_parse
from govinfo_parse import Form, Metadata
from govinfo_parse import files as files_module
from govinfo_parse._version import __version__
from govinfo_parse.command import main
from govinfo_parse.decoding import UndecodableError, decode
from govinfo_parse.diagnostics import diagnostic
from govinfo_parse.indicator import Indicator
from govinfo_parse.report import Report

Run = Callable[..., tuple[int, str, str]]

WORDS = "收到和处理政府信息公开申请情况"
# In this text "figure" stands for a report, so that these tests speak of the command alone.
PAGE = f"\ufeff{WORDS}\r\nfigure"


def stand_in(text: str, *, source: str | None = None, forms: Sequence[Form | str] | None = None) -> Report:
    """A report of one figure where the text has a figure, its raw text with a line end inside."""
    start = text.find("figure")
    if start < 0:
        nothing = diagnostic("no-report", (text.find("!"), 0), reason="no label")
        return Report(source=source, diagnostics=(nothing,), text=text)
    span = (start, start + 6)
    amount = Indicator("fees", "七、费用", Decimal("1E+1"), "万元", "reported", '1"0\r\n.', span, "table")
    blank = Indicator("complaints", "六、举报", None, "件", "blank", "", (start, start), "table")
    return Report(
        source=source,
        edition="2014",
        metadata=Metadata(agency="某县", year=2017),
        indicators={"complaints": blank, "fees": amount},
        text=text,
    )


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> Run:
    monkeypatch.setattr(files_module, "parse", stand_in)
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str, **files: str | bytes) -> tuple[int, str, str]:
        for name, content in files.items():
            Path(name).write_bytes(content if isinstance(content, bytes) else content.encode())
        status = main(["parse", *arguments])
        output, errors = capsysbinary.readouterr()
        return status, output.decode(), errors.decode()

    return run


def command(
    *arguments: str,
    environment: Mapping[str, str] | None = None,
    stdout: int = subprocess.PIPE,
    given: bytes = b"",
    through: Sequence[str] = (),
) -> subprocess.CompletedProcess[bytes]:
    """Runs the command as a process of its own, perhaps `through` another program."""
    path = os.pathsep.join([str(Path(govinfo_parse.__file__).parents[1]), os.environ.get("PYTHONPATH", "")])
    return subprocess.run(  # noqa: S603
        [*through, sys.executable, "-m", "govinfo_parse", *arguments],
        env={**os.environ, "LC_ALL": "C.UTF-8", "PYTHONPATH": path, **(environment or {})},
        input=given,
        stdout=stdout,
        stderr=subprocess.PIPE,
        check=False,
    )


# --- bytes to text ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        PAGE.encode(),
        PAGE.encode("gb18030"),
        PAGE.encode("utf-16-le"),
        PAGE.encode("utf-16-be"),
        PAGE.encode("utf-32-le"),
        PAGE.encode("utf-32-be"),
    ],
    ids=["utf-8", "gb18030", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"],
)
def test_each_character_of_a_text_is_kept(data: bytes) -> None:
    assert decode(data) == PAGE


def test_text_without_a_mark_is_utf_8_or_gb18030() -> None:
    text = f"{WORDS}\r12\n"

    assert decode(text.encode()) == text
    assert decode(text.encode("gb2312")) == text
    assert decode(b"") == ""


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7\n", "a PDF document"),
        (b"PK\x03\x04\x14\0", ".docx"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 9, ".doc,"),
        (rb"{\rtf1\ansi}", "an RTF document"),
        (b"\x89PNG\r\n\x1a\n", "a PNG image"),
        (b"\xff\xd8\xff\xe0", "a JPEG image"),
        (b"\x1f\x8b\x08", "a gzip archive"),
        ("总计".encode("gb18030") + b"\xff\n", "neither UTF-8 nor GB18030 (first wrong byte at offset 4)"),
        (WORDS.encode()[:-1], f"UTF-8, but damaged or cut off (first wrong byte at offset {3 * len(WORDS) - 3})"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8", "mark of UTF-16"),
        (codecs.BOM_UTF32_LE + b"1\0\0\0\n\0", "mark of UTF-32, but is not UTF-32 (first wrong byte at offset 8)"),
        ("总计 12\n".encode("utf-16-le"), "there is a NUL byte at offset 5"),
    ],
)
def test_bytes_that_are_no_text_are_named(data: bytes, said: str) -> None:
    with pytest.raises(UndecodableError) as error:
        decode(data)

    assert said in str(error.value)
    assert any(remedy in str(error.value) for remedy in ("convert", "extract", "save", "read", "decompress"))


# --- formats ---------------------------------------------------------------------------------------------------------


def test_json_of_one_file_is_its_report(run: Run) -> None:
    status, output, errors = run("a", "--format", "json", a=PAGE)

    assert (status, errors) == (0, "")
    assert output == json.dumps(stand_in(PAGE, source="a").to_dict(), ensure_ascii=False, indent=2) + "\n"
    assert json.loads(output)["indicators"]["fees"]["span"] == [18, 24]


def test_json_of_several_files_is_a_list(run: Run) -> None:
    _, output, _ = run("a", "b", "--format", "json", a=PAGE, b="figure")

    assert [report["source"] for report in json.loads(output)] == ["a", "b"]
    assert output.startswith('[\n  {\n    "schema_version": 1,\n')
    assert output.endswith("  }\n]\n")


def test_json_of_several_files_is_a_list_even_when_none_can_be_read(run: Run) -> None:
    status, output, _ = run("a", "b", "--format", "json")

    assert (status, json.loads(output)) == (2, [])


def test_jsonl_has_a_line_for_each_file(run: Run) -> None:
    _, output, _ = run("a", "b", "--format", "jsonl", a=PAGE, b="nothing")

    lines = output.split("\n")
    assert [json.loads(line) for line in lines[:-1]] == [
        stand_in(PAGE, source="a").to_dict(),
        stand_in("", source="b").to_dict(),
    ]
    assert lines[-1] == ""
    assert '"agency":"某县"' in lines[0]


def test_csv_has_a_row_for_each_indicator(run: Run) -> None:
    _, output, _ = run("a", "b", "--format", "csv", a=PAGE, b="nothing")

    rows = list(csv.reader(io.StringIO(output, newline="")))
    assert [row[:12] for row in rows] == [
        ["source", "edition", "year", "agency", "key", "label", "value", "unit", "status", "raw", "start", "end"],
        ["a", "2014", "2017", "某县", "complaints", "六、举报", "", "件", "blank", "", "18", "18"],
        ["a", "2014", "2017", "某县", "fees", "七、费用", "10", "万元", "reported", '1"0\r\n.', "18", "24"],
    ]
    assert output.replace("\r\n.", "").count("\r") == 0


def test_a_lone_carriage_return_in_a_field_is_quoted(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    lone = Indicator("complaints", "六、举报", 12, "件", "reported", "1\r2", (0, 3), "table")
    monkeypatch.setattr(files_module, "parse", lambda text, source, forms: Report(indicators={"complaints": lone}))

    _, output, _ = run("a", "--format", "csv", a="1")

    assert next(csv.DictReader(io.StringIO(output, newline="")))["raw"] == "1\r2"


def test_the_table_is_the_default(run: Run) -> None:
    _, output, _ = run("a", "b", a=PAGE, b=PAGE)

    assert [line for line in output.splitlines() if line.endswith(": report")] == ["a: report", "b: report"]
    assert [line.split() for line in output.splitlines() if "七、" in line] == [
        ["七、依申请公开信息收取的费用", "万元", "10"]
    ] * 2


def test_files_are_parsed_one_by_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A report is written before the next file is read, so that memory holds one of them."""
    events: list[str] = []

    def parse(text: str, *, source: str, forms: None) -> Report:
        events.append(f"parsed {text}")
        return stand_in("figure", source=source)

    class Output(io.StringIO):
        def write(self, text: str) -> int:
            events.append("written")
            return len(text)

    names = [tmp_path / "a", tmp_path / "b"]
    for name in names:
        name.write_text(name.name, encoding="utf-8")
    monkeypatch.setattr(files_module, "parse", parse)
    monkeypatch.setattr(sys, "stdout", Output())

    main(["parse", *map(str, names), "--format", "jsonl"])

    assert events == ["parsed a", "written", "parsed b", "written"]


def test_a_dash_is_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PAGE.encode("gb18030"))))

    _, output, _ = run("-", "--format", "json")

    assert json.loads(output) == stand_in(PAGE, source="-").to_dict()


# --- failures --------------------------------------------------------------------------------------------------------


def test_a_bad_file_is_named_and_does_not_stop_the_others(run: Run) -> None:
    status, output, errors = run("gone", "pdf", "ok", ".", "--format", "jsonl", pdf=b"%PDF-1.4", ok=PAGE)

    assert status == 2
    assert [json.loads(line)["source"] for line in output.splitlines()] == ["ok"]
    gone, pdf, folder = errors.splitlines()
    assert gone.startswith("govinfo-parse: gone: cannot be read: ")
    assert pdf.startswith("govinfo-parse: pdf: cannot be read: The file looks like a PDF document, but ")
    assert folder.startswith("govinfo-parse: .: cannot be read: ")


def test_a_file_without_a_report_is_named_with_its_line(run: Run) -> None:
    status, _, errors = run("a", a="one\rtwo !")

    assert (status, errors) == (3, "govinfo-parse: a:2:5: no report: No standard table was found: no label.\n")


def test_an_unreadable_file_weighs_more_than_one_without_a_report(run: Run) -> None:
    assert [run("ok", ok=PAGE)[0], run("ok", "none", none="!")[0], run("none", "gone")[0]] == [0, 3, 2]


@pytest.mark.parametrize("arguments", [[], ["parse"], ["parse", "a", "--format", "xml"], ["read", "a"]])
def test_unusable_arguments_end_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(arguments)

    assert stop.value.code == 2
    assert "usage: govinfo-parse" in capsys.readouterr().err


# --- as a process ----------------------------------------------------------------------------------------------------


def test_a_page_shows_its_figures_beside_their_labels() -> None:
    rows = [
        "统计指标 | 单位 | 统计数",
        "四、行政复议数量 | 件 | 3",
        "（一）维持具体行政行为数 | 件 | 2",
        "（二）被依法纠错数 | 件 | 1",
    ]

    done = command("parse", "-", given="\r\n".join(rows).encode("gb18030"))

    assert ["四、行政复议数量", "件", "3"] in [line.split() for line in done.stdout.decode().splitlines()]
    assert done.returncode == 0


def test_version_and_help() -> None:
    assert command("--version").stdout.decode() == f"govinfo-parse {__version__}\n"
    assert b"examples:" in command("parse", "--help").stdout


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "cp1252"},
    ],
    ids=["C", "cp1252"],
)
def test_output_is_utf_8_whatever_the_locale(environment: dict[str, str], tmp_path: Path) -> None:
    page = tmp_path / "没有.txt"
    page.write_text("没有", encoding="utf-8")

    done = command("parse", str(page), "--format", "jsonl", environment=environment)

    assert done.returncode == 3
    assert json.loads(done.stdout.decode("utf-8"))["source"] == str(page)
    assert f"{page}: no report" in done.stderr.decode("utf-8") or f"{page}:1:1: no report" in done.stderr.decode(
        "utf-8"
    )


def test_a_closed_pipe_ends_quietly() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = command("parse", "-", "--format", "jsonl", stdout=writer, given=b"nothing")
    finally:
        os.close(writer)

    assert b"no report" in done.stderr
    assert b"Traceback" not in done.stderr
    assert b"Broken" not in done.stderr
    assert done.returncode == 3


@pytest.mark.skipif(os.name != "posix", reason="closes streams with a shell of POSIX")
@pytest.mark.parametrize(
    ("redirection", "name", "said"),
    [
        ("<&-", "-", "-: cannot be read: standard input is closed"),
        (">&-", "page", "standard output: it is closed"),
        ("<&- >&-", "-", "standard output: it is closed"),
    ],
)
def test_a_closed_stream_is_a_failure(redirection: str, name: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "page").write_text("nothing", encoding="utf-8")
    file = name if name == "-" else str(tmp_path / name)

    done = command("parse", file, through=("sh", "-c", f'exec "$@" {redirection}', "sh"))

    assert (done.returncode, done.stdout, done.stderr.decode()) == (2, b"", f"govinfo-parse: {said}\n")


@pytest.mark.skipif(os.name != "posix", reason="closes streams with a shell of POSIX")
def test_without_standard_error_no_complaint_gets_into_the_output() -> None:
    done = command("parse", "gone", "--format", "jsonl", through=("sh", "-c", 'exec "$@" 2>&-', "sh"))

    assert (done.returncode, done.stdout) == (2, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_output_that_cannot_be_written_is_a_failure() -> None:
    with open("/dev/full", "wb") as full:
        done = command("parse", "-", stdout=full.fileno(), given=b"nothing")

    assert done.returncode == 2
    assert b"govinfo-parse: standard output: No space left" in done.stderr
    assert b"Traceback" not in done.stderr
