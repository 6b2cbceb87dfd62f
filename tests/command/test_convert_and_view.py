"""``convert``: documents and tables. ``view``: pages to look at. ``schema``: what the data is."""

from __future__ import annotations

import csv
import io
import json
import webbrowser
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import jsonschema
import pytest
from openpyxl import load_workbook

from govinfo_parse import harmonized_table, json_schema, parse, wide_table

from .conftest import Govinfo
from .pages import CONTRADICTS, HOLDS, NOTHING, decisions

Written = Callable[..., None]


@pytest.mark.parametrize(("kind", "method"), [("markdown", "to_markdown"), ("html", "to_html"), ("json", "to_dict")])
def test_a_document(govinfo: Govinfo, written: Written, kind: str, method: str) -> None:
    written(**{"a.txt": HOLDS})
    said = getattr(parse(HOLDS, source="a.txt"), method)()

    ended = govinfo("convert", "a.txt", "--to", kind)

    assert (ended.status, ended.errors) == (0, "")
    assert (json.loads(ended.output) if kind == "json" else ended.output) == said


def test_documents_of_several_reports_go_into_a_folder(govinfo: Govinfo, written: Written) -> None:
    written(**{"p/a.txt": HOLDS, "p/q/a.txt": CONTRADICTS, "p/b.txt": NOTHING, "p/c.md": HOLDS, "p/c.txt": HOLDS})

    ended = govinfo("convert", "p", "--to", "markdown", "-o", "out/")

    assert (ended.status, ended.output) == (3, "")
    assert sorted(path.name for path in Path("out").iterdir()) == ["a.md", "a.txt.md", "c.md", "c.txt.md"]
    assert Path("out/a.md").read_text(encoding="utf-8") == parse(HOLDS).to_markdown()
    assert Path("out/a.txt.md").read_text(encoding="utf-8") == parse(CONTRADICTS).to_markdown()


def test_one_document_goes_into_a_file_or_into_a_folder(govinfo: Govinfo, written: Written) -> None:
    written(**{"a.txt": HOLDS, "there/x": ""})

    for output in ("b.md", "there", "new/"):
        assert govinfo("convert", "a.txt", "--to", "markdown", "-o", output) == (0, "", "")
    assert Path("b.md").read_bytes() == Path("there/a.md").read_bytes() == Path("new/a.md").read_bytes()


def test_several_documents_need_a_folder(govinfo: Govinfo, written: Written) -> None:
    written(**{"a.txt": HOLDS, "b.txt": HOLDS, "c.md": "kept"})

    nowhere = govinfo("convert", "a.txt", "b.txt", "--to", "markdown")
    into_a_file = govinfo("convert", "a.txt", "b.txt", "-o", "c.md")

    said = "there are several documents; name a folder for them with -o FOLDER/\n"
    assert nowhere == (2, "", f"govinfo-parse: standard output: {said}")
    assert into_a_file == (2, "", f"govinfo-parse: c.md: {said}")
    assert Path("c.md").read_text(encoding="utf-8") == "kept"


def test_tables_of_data_have_all_reports(govinfo: Govinfo, written: Written) -> None:
    written(**{"a.txt": decisions("云泽县", 30), "b.txt": decisions("云泽县水务局", 12), "c.txt": NOTHING})
    reports = [parse(Path(name).read_text(encoding="utf-8"), source=name) for name in ("a.txt", "b.txt")]

    long = govinfo("convert", "a.txt", "b.txt", "c.txt", "--to", "long")
    rows = list(csv.DictReader(io.StringIO(long.output, newline="")))

    assert long.status == 3
    assert [(row["source"], row["agency"], row["value"]) for row in rows] == [
        ("a.txt", "云泽县", "30"),
        ("b.txt", "云泽县水务局", "12"),
    ]
    assert govinfo("convert", "a.txt", "b.txt", "--to", "csv").output == long.output
    assert govinfo("convert", "a.txt", "b.txt", "--to", "wide").output == wide_table(reports).to_csv()
    assert govinfo("convert", "a.txt", "b.txt", "--to", "harmonized").output == harmonized_table(reports).to_csv()
    assert govinfo("convert", "a.txt", "b.txt", "--to", "wide", "-j", "2").output == wide_table(reports).to_csv()


def test_a_workbook_has_a_sheet_for_each_report(govinfo: Govinfo, written: Written) -> None:
    written(**{"a.txt": decisions("云泽县", 30), "b.txt": decisions("云泽县水务局", 12), "c.txt": NOTHING})

    ended = govinfo("convert", "a.txt", "b.txt", "c.txt", "-o", "all.xlsx")

    assert (ended.status, ended.output) == (3, "")
    book = load_workbook("all.xlsx")
    found = [[cell.value for row in sheet.iter_rows() for cell in row] for sheet in book.worksheets[:2]]
    assert [30 in found[0], 12 in found[1], book.sheetnames[2:]] == [True, True, ["核对"]]
    assert govinfo("parse", "all.xlsx", "--format", "csv").status == 0


def test_a_workbook_needs_a_file_that_can_be_written(govinfo: Govinfo, written: Written) -> None:
    written(**{"a.txt": HOLDS, "c.txt": NOTHING})

    for output in ([], ["-o", "-"]):
        assert govinfo("convert", "a.txt", "--to", "xlsx", *output) == (
            2,
            "",
            "govinfo-parse: standard output: a workbook goes into a file; name it with -o FILE.xlsx\n",
        )
    assert govinfo("convert", "a.txt", "-o", "nowhere/all.xlsx").status == 2
    assert govinfo("convert", "c.txt", "-o", "none.xlsx").status == 3
    assert not Path("none.xlsx").exists()


def test_excel_gets_a_byte_order_mark_when_asked_for(govinfo: Govinfo, written: Written) -> None:
    written(**{"a.txt": HOLDS})

    for kind in ("long", "wide", "harmonized"):
        marked = govinfo("convert", "a.txt", "--to", kind, "--bom").output
        assert marked == "\ufeff" + govinfo("convert", "a.txt", "--to", kind).output


def test_the_ending_of_the_output_says_what_is_meant(govinfo: Govinfo, written: Written) -> None:
    written(**{"a.txt": HOLDS})

    for name, kind in (("a.md", "markdown"), ("a.htm", "html"), ("a.csv", "csv"), ("a.jsonl", "jsonl")):
        assert govinfo("convert", "a.txt", "-o", name).status == 0
        assert Path(name).read_bytes().decode() == govinfo("convert", "a.txt", "--to", kind).output
    assert govinfo("convert", "a.txt").errors == (
        "govinfo-parse: standard output: say what to write with --to, or by the ending of -o FILE\n"
    )
    assert govinfo("convert", "a.txt", "-o", "a.doc").status == 2


def test_lines_of_json_are_those_of_parse(govinfo: Govinfo, written: Written) -> None:
    written(**{"a.txt": CONTRADICTS, "b.txt": NOTHING})

    ended = govinfo("convert", "a.txt", "b.txt", "--to", "jsonl")

    assert ended.output == govinfo("parse", "a.txt", "--format", "jsonl").output
    jsonschema.validate(json.loads(ended.output), json_schema())


def test_the_schema(govinfo: Govinfo) -> None:
    assert json.loads(govinfo("schema").output) == json_schema()


# --- view ------------------------------------------------------------------------------------------------------------


def test_a_page(govinfo: Govinfo, written: Written) -> None:
    written(**{"a.txt": CONTRADICTS})

    assert govinfo("view", "a.txt", "-o", "a.html") == (0, "", "")
    assert Path("a.html").read_text(encoding="utf-8") == parse(CONTRADICTS, source="a.txt").to_page()
    assert govinfo("view", "a.txt", "--lang", "zh").output == parse(CONTRADICTS, source="a.txt").to_page("zh")


def test_pages_of_several_reports_go_into_a_folder(govinfo: Govinfo, written: Written) -> None:
    written(**{"p/a.txt": HOLDS, "p/b.txt": CONTRADICTS})

    assert govinfo("view", "p", "-o", "pages/", "-j", "2").status == 0
    assert sorted(path.name for path in Path("pages").iterdir()) == ["a.html", "b.html"]


def test_several_pages_go_into_no_folder_that_is_called_as_a_page(govinfo: Govinfo, written: Written) -> None:
    written(**{"a.txt": HOLDS, "b.txt": CONTRADICTS})

    said = "govinfo-parse: one.html: there are several documents; name a folder for them with -o FOLDER/\n"
    assert govinfo("view", "a.txt", "b.txt", "-o", "one.html") == (2, "", said)
    assert not Path("one.html").exists()
    assert govinfo("view", "a.txt", "b.txt", "-o", "one.html/").status == 0
    assert govinfo("view", "a.txt", "b.txt", "-o", "pages.2022").status == 0
    assert Path("one.html/a.html").exists()
    assert Path("pages.2022/b.html").exists()


def test_a_text_without_a_report_has_no_page(govinfo: Govinfo, written: Written) -> None:
    written(**{"a.txt": NOTHING})

    assert govinfo("view", "a.txt").output == ""
    assert govinfo("view", "a.txt").status == 3


def test_a_page_is_shown_in_the_browser(
    govinfo: Govinfo, written: Written, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shown: list[str] = []

    def browser(address: str) -> bool:
        # All of the page is there when the browser comes.
        shown.append(Path(url2pathname(urlsplit(address).path)).read_text(encoding="utf-8"))
        return "no-browser" not in address

    monkeypatch.setattr(webbrowser, "open", browser)
    written(**{"a.txt": HOLDS})

    assert govinfo("view", "a.txt", "-o", "a.html", "--open") == (0, "", "")
    assert govinfo("view", "a.txt", "--open") == (0, "", "")
    assert shown == [parse(HOLDS, source="a.txt").to_page()] * 2
    missing = govinfo("view", "a.txt", "-o", "no-browser.html", "--open")
    assert missing[::2] == (2, "govinfo-parse: no-browser.html: no browser could be started; open this file in one\n")
