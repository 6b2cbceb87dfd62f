"""Reports out of DOCX files: what a reader of the document sees, tables with their merged cells."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml

from govinfo_parse import Report, parse_file

from .support import office_files
from .support.reading import figures_of, misplaced
from .writers.pages import page

LICENSING = "disclosure.licensing.decisions"
NAMES = " ".join(
    f'xmlns:{name}="http://schemas.{address}"'
    for name, address in (
        ("w", "openxmlformats.org/wordprocessingml/2006/main"),
        ("mc", "openxmlformats.org/markup-compatibility/2006"),
        ("v", "microsoft.com/office/2004/7/vml"),
        ("wp", "openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    )
)


def document(*blocks: str) -> bytes:
    """A document with these paragraphs and tables, written as its XML has them."""
    made = docx.Document()
    for block in blocks:
        element = parse_xml(f"<w:body {NAMES}>{block}</w:body>")
        for child in element:
            made.element.body.insert_element_before(child, "w:sectPr")
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def read(tmp_path: Path, data: bytes) -> Report:
    path = tmp_path / "report"
    path.write_bytes(data)
    return parse_file(path)


def lines(tmp_path: Path, *blocks: str) -> list[str]:
    text = read(tmp_path, document(*blocks)).text
    assert text is not None
    return text.splitlines()


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(each if each.startswith('<') else run(each) for each in runs)}</w:p>"


def cell(*content: str, properties: str = "") -> str:
    blocks = "".join(each if each.startswith("<") else paragraph(each) for each in content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{blocks or '<w:p/>'}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


@pytest.mark.parametrize("seed", range(1000, 1009))
def test_every_cell_of_a_report_is_read(seed: int, tmp_path: Path) -> None:
    source = page(seed)
    report = read(tmp_path, office_files.docx(source.html))
    assert figures_of(report) == source.figures
    assert not misplaced(report)


# What a cell or a paragraph says


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (paragraph("1", "8"), "18"),
        (paragraph("18") + paragraph("件"), "18件"),
        (paragraph("1") + paragraph("8"), "1 8"),
        (paragraph("17", "<w:r><w:br/></w:r>", "件"), "17件"),
        (paragraph("1", "<w:r><w:tab/></w:r>", "8"), "1 8"),
        (paragraph("18", run("1", '<w:vertAlign w:val="superscript"/>')), "18¹"),
        (paragraph(run("17", "<w:vanish/>"), "18"), "18"),
        (paragraph(run("17", "<w:strike/>"), run("18", '<w:strike w:val="0"/>')), "18"),
        (paragraph(f"<w:del>{run('17').replace('w:t>', 'w:delText>')}</w:del>", f"<w:ins>{run('18')}</w:ins>"), "18"),
        (paragraph(f"<w:hyperlink>{run('18')}</w:hyperlink>"), "18"),
        (paragraph("<w:r><w:instrText>=SUM(ABOVE)</w:instrText></w:r>", "18"), "18"),
        (f"<w:sdt><w:sdtContent>{paragraph('18')}</w:sdtContent></w:sdt>", "18"),
        (paragraph("<w:r><w:noBreakHyphen/></w:r>", "3"), "-3"),
        (paragraph('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'), "\uf0fc"),
        (paragraph("18|19"), "18｜19"),
        ("<w:p/>", ""),
    ],
)
def test_a_cell_is_what_a_reader_sees_in_it(content: str, text: str, tmp_path: Path) -> None:
    assert lines(tmp_path, table(cell("行政许可") + cell(content))) == [f"| 行政许可 | {text} |"]


STYLES = (
    '<w:style w:type="character" w:styleId="hidden"><w:rPr><w:vanish/></w:rPr></w:style>',
    '<w:style w:type="character" w:styleId="struck"><w:rPr><w:strike/></w:rPr></w:style>',
    '<w:style w:type="character" w:styleId="twice"><w:rPr><w:dstrike/></w:rPr></w:style>',
    '<w:style w:type="character" w:styleId="note"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>',
    '<w:style w:type="character" w:styleId="high"><w:rPr><w:position w:val="8"/></w:rPr></w:style>',
    '<w:style w:type="character" w:styleId="based"><w:basedOn w:val="note"/></w:style>',
    '<w:style w:type="character" w:styleId="round"><w:basedOn w:val="round"/></w:style>',
    '<w:style w:type="paragraph" w:styleId="gone"><w:rPr><w:strike/></w:rPr></w:style>',
)


def styled(text: str, style: str, properties: str = "") -> str:
    return run(text, f'<w:rStyle w:val="{style}"/>{properties}')


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (paragraph(styled("17", "hidden"), "18"), "18"),
        (paragraph(styled("17", "struck"), "18"), "18"),
        (paragraph(styled("17", "twice"), "18"), "18"),
        (paragraph("430", styled("1", "note")), "430¹"),
        (paragraph("430", styled("1", "based")), "430¹"),
        (paragraph("430", styled("1", "high")), "430¹"),
        (paragraph("430", run("1", '<w:position w:val="8"/>')), "430¹"),
        (paragraph(run("43", '<w:position w:val="4"/>'), run("0", '<w:position w:val="4"/>')), "430"),
        (paragraph("18", styled("1", "note", '<w:vertAlign w:val="baseline"/>')), "181"),
        (paragraph(styled("18", "struck", '<w:strike w:val="0"/>')), "18"),
        (paragraph("<w:pPr><w:pStyle w:val='gone'/></w:pPr>", "17") + paragraph("18"), "18"),
        (paragraph("<w:pPr><w:pStyle w:val='gone'/></w:pPr>", styled("18", "struck")), "18"),
        (paragraph(styled("18", "round"), styled("5", "unknown")), "185"),
    ],
)
def test_styles_hide_strike_and_raise_as_properties_do(content: str, text: str, tmp_path: Path) -> None:
    made = docx.Document(io.BytesIO(document(table(cell("行政许可") + cell(content)))))
    for style in STYLES:
        made.styles.element.extend(parse_xml(f"<w:styles {NAMES}>{style}</w:styles>"))
    file = io.BytesIO()
    made.save(file)
    assert read(tmp_path, file.getvalue()).text == f"| 行政许可 | {text} |"


def test_paragraphs_are_lines(tmp_path: Path) -> None:
    blocks = (
        paragraph("一、总体情况"),
        "<w:p/>",
        paragraph("全年", "<w:r><w:br/></w:r>", " 收到", "<w:r><w:tab/></w:r>", "18件"),
    )
    assert lines(tmp_path, *blocks) == ["一、总体情况", "全年", "收到\t18件"]


# Tables


def test_merged_cells_stand_once(tmp_path: Path) -> None:
    begins, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = (
        cell("申请人情况", properties='<w:gridSpan w:val="3"/>'),
        cell("不予公开", properties=begins) + cell("国家秘密") + cell("1"),
        cell(properties=goes_on) + cell("其他") + cell("2"),
        cell("总计", properties='<w:gridSpan w:val="2"/>') + cell("3"),
        cell("无法提供", properties='<w:hMerge w:val="restart"/>') + cell(properties="<w:hMerge/>") + cell("4"),
    )
    assert lines(tmp_path, table(*rows)) == [
        "申请人情况",
        "| 不予公开 | 国家秘密 | 1 |",
        "| 其他 | 2 |",
        "| 总计 | 3 |",
        "| 无法提供 | 4 |",
    ]


def test_a_cell_that_goes_on_below_nothing_stands_for_itself(tmp_path: Path) -> None:
    assert lines(tmp_path, table(cell("规章", properties="<w:vMerge/>") + cell("1"))) == ["| 规章 | 1 |"]


def test_rows_that_are_hidden_or_deleted_are_left_out(tmp_path: Path) -> None:
    rows = ("<w:trPr><w:hidden/></w:trPr>" + cell("a"), "<w:trPr><w:del/></w:trPr>" + cell("b"), cell("c") + cell("d"))
    assert lines(tmp_path, table(*rows)) == ["| c | d |"]


def test_rows_and_cells_in_content_controls_are_read(tmp_path: Path) -> None:
    controlled = f"<w:sdt><w:sdtContent>{cell('1')}</w:sdtContent></w:sdt>"
    row = f"<w:sdt><w:sdtContent><w:tr>{cell('规章')}{controlled}</w:tr></w:sdtContent></w:sdt>"
    assert lines(tmp_path, f"<w:tbl>{row}</w:tbl>") == ["| 规章 | 1 |"]


def test_a_table_in_a_table_is_a_layout(tmp_path: Path) -> None:
    inner = table(cell("规章") + cell("1"), cell("总计") + cell("2"))
    assert lines(tmp_path, table(cell("左") + cell("上", inner, "下"))) == [
        "左",
        "上",
        "| 规章 | 1 |",
        "| 总计 | 2 |",
        "下",
    ]


def test_text_boxes_follow_what_they_are_anchored_in(tmp_path: Path) -> None:
    def box(*blocks: str) -> str:
        content = f"<w:txbxContent>{''.join(blocks)}</w:txbxContent>"
        modern = f'<mc:Choice Requires="wps"><w:drawing>{content}</w:drawing></mc:Choice>'
        old = f"<mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback>"
        return f"<w:r><mc:AlternateContent>{modern}{old}</mc:AlternateContent></w:r>"

    found = lines(
        tmp_path,
        paragraph("前文", box(paragraph("框内"), table(cell("规章") + cell("1")))),
        table(cell(paragraph("总计", box(paragraph("注")))) + cell("2"), cell("其他") + cell("3")),
    )
    assert found == ["前文", "框内", "| 规章 | 1 |", "| 总计 | 2 |", "| 其他 | 3 |", "注"]


def test_a_cell_with_a_picture_alone_is_not_blank(tmp_path: Path) -> None:
    """A picture that floats over the page, such as a seal, stands in no cell."""

    def picture(place: str) -> str:
        return paragraph(f"<w:r><w:drawing><wp:{place}/></w:drawing></w:r>")

    rows = [("行政许可", cell(picture("inline"))), ("行政处罚", cell(picture("anchor"))), ("行政强制", cell("2"))]
    found = table(cell("信息内容") + cell("本年处理决定数量"), *(cell(label) + content for label, content in rows))
    statuses = [each.status for each in read(tmp_path, document(found)).indicators.values()]
    assert statuses == ["unreadable", "blank", "reported"]


# Documents without a report in their text


def test_pictures_and_embedded_files_are_named(tmp_path: Path) -> None:
    report = read(tmp_path, office_files.docx_with_picture("云泽县2022年政府信息公开工作年度报告"))
    assert not report.indicators
    assert [item.code for item in report.diagnostics] == ["no-report", "report-elsewhere"]
    assert "1 picture." in report.diagnostics[1].message


def test_without_python_docx_the_error_names_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(ImportError, match=r"govinfo-parse\[docx\]"):
        read(tmp_path, document())
