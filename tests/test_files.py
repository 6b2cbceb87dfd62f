"""Files by what they hold: how each kind is read, and what is said of those that are not."""

from __future__ import annotations

import gzip
import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import govinfo_parse
from govinfo_parse import Report, parse, parse_data, parse_file
from govinfo_parse import files as reading
from govinfo_parse.diagnostics import CATALOGUE

from .support import office_files
from .support.applications import COLUMNS, applications
from .support.reading import figures_of
from .writers.pages import page

LICENSING = "disclosure.licensing.decisions"
ROWS = "第二十条第（五）项\n信息内容 | 本年处理决定数量\n行政许可 | 18582\n"
PAGE = "<table><tr><td>信息内容<td>本年处理决定数量<tr><td>行政许可<td>18582</table>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Report]:
    """Reads a file with these bytes, whose name says nothing."""

    def reader(data: bytes, **options: str) -> Report:
        path = tmp_path / "file"
        path.write_bytes(data)
        return parse_file(path, **options)

    return reader


def archive(**members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name, content in members.items():
            made.writestr(name.replace("__", "/"), content)
    return file.getvalue()


def ole(*streams: str) -> bytes:
    return OLE + b"".join(stream.encode("utf-16-le") + b"\0\0" for stream in streams)


# Texts, pages, separated values


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-32"])
@pytest.mark.parametrize("content", [ROWS, PAGE, "\n\t<!-- 年报 -->\n" + PAGE])
def test_a_text_or_a_page_in_any_encoding(content: str, encoding: str, read: Callable[..., Report]) -> None:
    assert read(content.encode(encoding)).indicators[LICENSING].value == 18582


def test_a_text_is_parsed_as_it_is(read: Callable[..., Report]) -> None:
    text = "\ufeff" + ROWS.replace("\n", "\r\n")
    report = read(text.encode())
    assert report == parse(text, source=report.source)
    assert report.text == text


def test_a_charset_that_is_known(read: Callable[..., Report]) -> None:
    assert read(ROWS.encode("utf-16-le"), charset="utf-16-le").indicators[LICENSING].value == 18582
    assert read(PAGE.encode("utf-16-le"), charset="utf-16-le").indicators[LICENSING].value == 18582
    with pytest.raises(LookupError, match="unknown charset 'klingon'"):
        read(ROWS.encode(), charset="klingon")


@pytest.mark.parametrize("separator", [",", "\t", ";"])
@pytest.mark.parametrize("seed", range(1000, 1006))
def test_every_cell_of_separated_values_is_read(seed: int, separator: str, read: Callable[..., Report]) -> None:
    source = page(seed)
    report = read(office_files.csv(source.html, separator).encode("gb18030"))
    assert figures_of(report) == source.figures


def test_separated_values_may_be_in_quotation_marks(read: Callable[..., Report]) -> None:
    report = read('信息内容,"本年处理\r\n决定数量"\r\n行政许可,"18,582"\r\n"行政""处罚""",7\r\n'.encode())
    assert report.indicators[LICENSING].value == 18582
    assert report.text == '| 信息内容 | 本年处理决定数量 |\n| 行政许可 | 18,582 |\n| 行政"处罚" | 7 |'


@pytest.mark.parametrize(
    "text", ["收到18件,办结17件\n其中3件,撤回\n无\n", 'a,"b\nc,d\ne,f', "a,b\nc,d", "a,b\nc\nd,e\n"]
)
def test_lines_with_commas_are_a_text(text: str, read: Callable[..., Report]) -> None:
    assert read(text.encode()).text == text


def test_a_page_that_was_saved_as_one_file(read: Callable[..., Report]) -> None:
    head = "From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=xyz\r\n\r\n--xyz\r\n"
    part = "Content-Type: text/html; charset=gb2312\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    assert read(f"{head}{part}{PAGE}\r\n--xyz--\r\n".encode("gbk")).indicators[LICENSING].value == 18582
    assert read(head.encode() + b"\r\nno page").diagnostics[0].code == "file-other"


# Files that are not read, with what the message has to say of each


UNREAD: dict[str, tuple[bytes, str, str]] = {
    "doc": (ole("WordDocument"), "file-other", "soffice --headless --convert-to docx"),
    "doc with a sheet in it": (ole("WordDocument", "ObjectPool", "Workbook"), "file-other", "a Word 97-2003"),
    "ppt": (ole("PowerPoint Document"), "file-other", "a presentation"),
    "other ole": (ole("Contents"), "file-other", "an OLE file"),
    "rtf": (rb"{\rtf1 18}", "file-other", "an RTF document"),
    "odt": (archive(mimetype=b"application/vnd.oasis.opendocument.text"), "file-other", "--convert-to docx"),
    "ods": (archive(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "file-other", "--convert-to xlsx"),
    "odp": (archive(mimetype=b"application/vnd.oasis.opendocument.presentation"), "file-other", "OpenDocument"),
    "epub": (archive(mimetype=b"application/epub+zip"), "file-other", "an EPUB book"),
    "ofd": (archive(**{"OFD.xml": b"<OFD/>"}), "file-other", "an OFD document"),
    "xlsb": (archive(**{"xl/workbook.bin": b""}), "file-other", "--convert-to xlsx"),
    "pptx": (archive(**{"ppt/presentation.xml": b""}), "file-other", "a presentation"),
    "zip": (archive(**{"年报.docx": b""}), "file-other", "unpack it"),
    "gzip": (gzip.compress(PAGE.encode()), "file-other", "decompress it"),
    "rar": (b"Rar!\x1a\x07\x01\0", "file-other", "a RAR archive"),
    "7z": (b"7z\xbc\xaf'\x1c\0\x04", "file-other", "a 7z archive"),
    "word xml": (b"<?xml version='1.0'?><?mso-application progid='Word.Document'?><w/>", "file-other", "Word 2003 XML"),
    "excel xml": (b"<?xml version='1.0'?><?mso-application progid='Excel.Sheet'?><w/>", "file-other", "Excel 2003 XML"),
    "png": (office_files.PNG, "file-image", "a PNG image"),
    "jpeg": (b"\xff\xd8\xff\xe0\0\x10JFIF", "file-image", "a JPEG image"),
    "tiff": (b"II*\0\x08\0\0\0", "file-image", "a TIFF image"),
    "webp": (b"RIFF\x24\0\0\0WEBPVP8 ", "file-image", "a WebP image"),
    "heic": (b"\0\0\0\x18ftypheic", "file-image", "a HEIC image"),
    "bmp": (b"BM\x36\0\0\0\0\0\0\0\x36\0\0\0", "file-image", "a BMP image"),
    "encrypted office": (ole("EncryptionInfo", "EncryptedPackage"), "file-encrypted", "an Office document"),
    "damaged docx": (archive(**{"word/document.xml": b"<w:document"}), "file-damaged", "a Word document (DOCX)"),
    "damaged xlsx": (archive(**{"xl/workbook.xml": b"<workbook"}), "file-damaged", "an Excel workbook (XLSX)"),
    "damaged xls": (ole("Workbook", "WordDocument"), "file-damaged", "an Excel workbook (XLS)"),
    "nothing": (b"", "file-empty", "There is nothing in the file."),
    "white space": (b" \r\n\t", "file-empty", "There is nothing in the file."),
    "a mark alone": (b"\xff\xfe", "file-empty", "There is nothing in the file."),
    "NUL bytes": (bytes(4096), "file-empty", "There is nothing but NUL bytes in the file."),
    "damaged zip": (archive(a=b"b" * 999)[:100], "file-damaged", "a ZIP archive"),
    "cut text": (ROWS.encode()[:-30] + b"\xe6", "file-damaged", "damaged or cut off"),
    "binary": (bytes(range(256)), "file-damaged", "NUL byte"),
}


@pytest.mark.parametrize("name", UNREAD)
def test_a_file_that_is_not_read_gives_a_report_that_says_so(name: str, read: Callable[..., Report]) -> None:
    data, code, words = UNREAD[name]
    report = read(data, source="年报")
    assert (len(report.indicators), report.source, report.text) == (0, "年报", "")
    [said] = report.diagnostics
    assert (said.code, said.severity) == (code, "error")
    assert words in said.message
    assert Report.from_dict(report.to_dict()).diagnostics == report.diagnostics


@pytest.mark.parametrize("write", [office_files.docx, office_files.xlsx, office_files.xls])
def test_what_is_said_of_a_damaged_document_is_said_of_the_document(
    write: Callable[[str], bytes], read: Callable[..., Report]
) -> None:
    data = write(page(1000).html)
    middle = len(data) // 2
    [said] = read(data[:middle] + bytes(64) + data[middle + 64 :]).diagnostics
    assert said.code == "file-damaged"
    assert said.message.endswith("but cannot be read: some of its content is missing or was changed.")


@pytest.mark.parametrize("write", [office_files.docx, office_files.xlsx, office_files.xls])
def test_a_figure_beside_the_labels_of_several_rows_is_none_of_theirs(
    write: Callable[[str], bytes], read: Callable[..., Report]
) -> None:
    rows = (
        "<tr><td>行政许可<td rowspan=2>18<tr><td>行政处罚<tr><td>行政强制<td>2<tr><td rowspan=2>以上<td rowspan=2>3<tr>"
    )
    report = read(write(f"<table><tr><td>信息内容<td>本年处理决定数量{rows}</table>"))
    found = {key.split(".")[1]: (each.status, each.raw) for key, each in report.indicators.items()}
    assert found == {
        "licensing": ("unreadable", "18…"),
        "penalties": ("unreadable", "18…"),
        "compulsion": ("reported", "2"),
    }
    assert "3…" not in (report.text or "")


@pytest.mark.parametrize("own", ["去年总计", "街道数"])
@pytest.mark.parametrize("write", [office_files.docx, office_files.xlsx, office_files.xls, office_files.pdf])
def test_a_blank_cell_does_not_move_the_office_s_own_column_into_the_form_s(
    write: Callable[[str], bytes], own: str, read: Callable[..., Report]
) -> None:
    new, carried = "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量"
    report = read(write(applications(own, f"{new} - 4 1 2 3 5 15 9", f"{carried} 7 - - - - - 7 -")))
    for name, expected in (("new", (None, 4, 1, 2, 3, 5, 15)), ("carried_in", (7, None, None, None, None, None, 7))):
        assert tuple(report.indicators[f"applications.{name}.{column}"].value for column in COLUMNS) == expected
    assert [(extra.labels[-1], extra.raw) for extra in report.extras] == [(own, "9")]


def test_a_file_that_is_too_large_is_not_read(read: Callable[..., Report], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST_FILE", 2**20)
    assert read(b"18\n" * 2**19).diagnostics[0].code == "file-too-large"


def test_a_file_that_unpacks_to_too_much_is_not_read(read: Callable[..., Report]) -> None:
    file = io.BytesIO()
    openpyxl.Workbook().save(file)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as made:
        made.writestr("xl/bomb.xml", bytes(reading.LARGEST_UNPACKED))
    [said] = read(file.getvalue()).diagnostics
    assert said.message == "The file is larger than 64 MiB when it is unpacked, and was not read."


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('<p>年报<img src="1.png"><img src="2.png">', "there is 2 pictures."),
        ('<p>年报<a href="/P0/年报.pdf">下载</a>', "1 attached file: /P0/年报.pdf."),
        ('<p>年报<iframe src="viewer/年报.PDF?page=1"></iframe>', "1 attached file"),
        ("<p>" + "".join(f'<a href="{number}.doc">附件</a>' for number in range(5)), "0.doc, 1.doc, 2.doc, …."),
    ],
)
def test_a_page_without_a_report_names_its_pictures_and_attachments(
    content: str, words: str, read: Callable[..., Report]
) -> None:
    report = read(content.encode())
    assert not report.indicators
    assert [item.code for item in report.diagnostics] == ["no-report", "report-elsewhere"]
    assert words in report.diagnostics[1].message


def test_a_page_with_a_report_says_nothing_of_its_pictures(read: Callable[..., Report]) -> None:
    assert "report-elsewhere" not in [item.code for item in read(b"<img src=1.png>" + PAGE.encode()).diagnostics]


def test_every_code_for_files_is_tried() -> None:
    tried = {code for _, code, _ in UNREAD.values()} | {"file-too-large"}
    assert tried == {code for code in CATALOGUE if code.startswith("file-")}


@given(st.binary(max_size=200), st.sampled_from([b"", b"PK\x03\x04", OLE, ole("Workbook"), b"%PDF-1.4\n", b"BM"]))
def test_no_content_is_an_error(data: bytes, beginning: bytes) -> None:
    path = Path("file")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("builtins.open", lambda *_: io.BytesIO(beginning + data))
        report = parse_file(path)
    assert report.indicators or report.diagnostics


@pytest.mark.parametrize("write", [office_files.docx, office_files.xlsx, office_files.xls])
def test_a_file_that_breaks_off_is_no_error(write: Callable[[str], bytes], read: Callable[..., Report]) -> None:
    data = write(page(1000).html)
    for part in range(1, 20):
        report = read(data[: len(data) * part // 20])
        assert report.indicators or report.diagnostics


# What is misuse


def test_a_file_that_is_not_there_raises(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        parse_file(tmp_path / "none.docx")
    with pytest.raises(OSError, match=r"directory|denied"):
        parse_file(tmp_path)


@pytest.mark.parametrize("wrong", [b"bytes.docx", 12, None])
def test_anything_but_a_path_is_refused(wrong: object) -> None:
    with pytest.raises(TypeError):
        parse_file(wrong)  # type: ignore[arg-type]


def test_the_source_is_the_path_or_what_is_given(tmp_path: Path, read: Callable[..., Report]) -> None:
    assert read(ROWS.encode()).source == os.fspath(tmp_path / "file")
    assert read(ROWS.encode(), source="id 7").source == "id 7"


def test_forms_are_those_of_parse(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text(ROWS, encoding="utf-8")
    assert parse_file(path, forms=iter(["2019"])).edition == "2019"
    assert govinfo_parse.parse_file(path, forms=["2021"]).edition == "2021"


@pytest.mark.parametrize("wrong", ["总计", None, 12])
def test_data_is_bytes(wrong: object) -> None:
    with pytest.raises(TypeError, match="takes bytes"):
        parse_data(wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", [bytes, bytearray, memoryview])
def test_data_is_read_as_a_file_is(kind: Callable[[bytes], bytes]) -> None:
    report = parse_data(kind(ROWS.encode()), source="https://example.com/", forms=iter(["2021"]))
    assert (report.indicators[LICENSING].value, report.source) == (18582, "https://example.com/")
