"""Reports out of PDF documents: ruled tables cell by cell, whatever pages do to them, no figure that is in doubt."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from reportlab.lib import colors
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.platypus import Flowable, Image, PageBreak, Paragraph, Spacer, Table

from govinfo_parse import Report, parse_file
from govinfo_parse.files import pdf

from .support.office_files import PNG, pdf_of, print_style
from .support.office_files import pdf as printed
from .support.reading import figures_of, misplaced
from .writers.pages import page
from .writers.pdf import by_browser, by_office

LICENSING = "disclosure.licensing.decisions"
STYLE = print_style()


def read(tmp_path: Path, data: bytes) -> Report:
    path = tmp_path / "report"
    path.write_bytes(data)
    return parse_file(path)


def lines(tmp_path: Path, *story: Any, **options: Any) -> list[str]:
    text = read(tmp_path, pdf_of(list(story), **options)).text
    assert text is not None
    return text.splitlines()


def text(content: str) -> Paragraph:
    return Paragraph(content.replace("\n", "<br/>"), STYLE)


def table(rows: Sequence[Sequence[str]], *commands: Any, widths: float = 60, **options: Any) -> Table:
    style = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), *commands]
    return Table([[text(cell) for cell in row] for row in rows], [widths] * len(rows[0]), style=style, **options)


class Drawn(Flowable):  # type: ignore[misc]
    """A table of two cells, 12 in the first, and what is drawn besides."""

    def __init__(self, draw: Any) -> None:
        super().__init__()
        self.besides = draw

    def wrap(self, *_: float) -> tuple[float, float]:
        return 100, 100

    def draw(self) -> None:
        canvas = self.canv
        canvas.resetTransforms()
        canvas.grid([20, 60, 100], [690, 730])
        canvas.drawString(30, 705, "12")
        self.besides(canvas)


@pytest.mark.parametrize("seed", [1000, 1001, 1002])
def test_every_cell_of_a_report_is_read(seed: int, tmp_path: Path) -> None:
    source = page(seed)
    report = read(tmp_path, printed(source.html))
    assert figures_of(report) == source.figures
    assert not misplaced(report)


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(by_browser, marks=pytest.mark.skipif(not shutil.which("chromium"), reason="needs Chromium")),
        pytest.param(by_office, marks=pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")),
    ],
)
def test_every_cell_of_a_programs_print_is_read(make: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOVINFO_PARSE_WRITERS", str(tmp_path))
    source = page(1001)
    report = parse_file(make(source.html))
    assert figures_of(report) == source.figures


# Cells


def test_a_merged_cell_stands_once(tmp_path: Path) -> None:
    rows = [["申请人", "自然人", "1"], ["", "总计", "2"], ["以上", "", "3"]]
    made = table(rows, ("SPAN", (0, 0), (0, 1)), ("SPAN", (0, 2), (1, 2)))
    assert lines(tmp_path, text("前文"), made, text("后文")) == [
        "前文",
        "| 申请人 | 自然人 | 1 |",
        "| 总计 | 2 |",
        "| 以上 | 3 |",
        "后文",
    ]


def test_words_in_a_cell_are_put_together(tmp_path: Path) -> None:
    assert lines(tmp_path, table([["商业\n企业", "1\n8", ""]], widths=60)) == ["| 商业企业 | 1 8 |  |"]


def test_a_figure_that_a_narrow_cell_breaks_is_one(tmp_path: Path) -> None:
    """Where the first line leaves no room for another digit."""
    narrow = table(
        [["19,9\n40", "1\n8"]], ("LEFTPADDING", (0, 0), (-1, -1), 1), ("RIGHTPADDING", (0, 0), (-1, -1), 1), widths=17
    )
    assert lines(tmp_path, narrow) == ["| 19,940 | 1 8 |"]


def test_a_figure_over_the_line_between_two_cells_is_in_neither(tmp_path: Path) -> None:
    wide = Table([["2022", "12345678", ""]], [60, 30, 60], style=[("GRID", (0, 0), (-1, -1), 0.5, colors.black)])
    [line] = lines(tmp_path, wide)
    assert line.count("…") == 2
    assert line.startswith("| 2022 | 1234")


def test_words_that_are_printed_twice_for_bold_are_read_once(tmp_path: Path) -> None:
    def twice(canvas: Any) -> None:
        for shift in (0, 0.3):
            canvas.drawString(70 + shift, 705, "18")

    assert lines(tmp_path, Drawn(twice)) == ["| 12 | 18 |"]


def test_a_watermark_is_in_no_cell(tmp_path: Path) -> None:
    def aslant(canvas: Any) -> None:
        canvas.translate(70, 700)
        canvas.rotate(30)
        canvas.drawString(0, 0, "2022")

    assert lines(tmp_path, Drawn(aslant)) == ["| 12 |  |"]


def test_white_words_on_white_paper_are_not_read(tmp_path: Path) -> None:
    def white(canvas: Any) -> None:
        canvas.setFillGray(1)
        canvas.drawString(70, 705, "18")

    def on_color(canvas: Any) -> None:
        canvas.setFillColorRGB(0, 0, 0.5)
        canvas.rect(61, 691, 38, 38, fill=1, stroke=0)
        canvas.setFillColorRGB(1, 1, 1)
        canvas.drawString(70, 705, "18")

    assert lines(tmp_path, Drawn(white)) == ["| 12 |  |"]
    assert lines(tmp_path, Drawn(on_color)) == ["| 12 | 18 |"]


def test_the_mark_of_a_note_is_no_digit_of_the_figure(tmp_path: Path) -> None:
    def figure(canvas: Any) -> None:
        canvas.drawString(65, 705, "430")
        canvas.setFontSize(7)
        canvas.drawString(65 + canvas.stringWidth("430", "Helvetica", 12), 709, "1")

    [line] = lines(tmp_path, Drawn(figure))
    assert "4301" not in line
    assert "¹" in line


def test_a_box_around_a_paragraph_is_no_table(tmp_path: Path) -> None:
    assert lines(tmp_path, table([["说明文字"]], widths=200)) == ["说明文字"]


# Pages


def test_a_table_goes_on_on_the_next_page(tmp_path: Path) -> None:
    rows = [["项目", "数量"], *([f"第{number}项", str(number)] for number in range(1, 61))]
    found = lines(tmp_path, table(rows, repeatRows=1))
    assert found == ["| 项目 | 数量 |", *(f"| 第{number}项 | {number} |" for number in range(1, 61))]


def test_a_cell_that_goes_on_on_the_next_page_is_one(tmp_path: Path) -> None:
    above = table([["三、本年度", "予以公开", "1"]])
    below = table([["办理结果", "部分公开", "2"], ["", "不予公开", "3"]], ("SPAN", (0, 0), (0, 1)))
    assert lines(tmp_path, Spacer(1, 640), above, PageBreak(), below) == [
        "| 三、本年度办理结果 | 予以公开 | 1 |",
        "| 部分公开 | 2 |",
        "| 不予公开 | 3 |",
    ]
    new = table([["（四）无法提供", "部分公开", "2"], ["", "不予公开", "3"]], ("SPAN", (0, 0), (0, 1)))
    assert lines(tmp_path, Spacer(1, 640), table([["（三）其他", "予以公开", "1"]]), PageBreak(), new)[1:] == [
        "| （四）无法提供 | 部分公开 | 2 |",
        "| 不予公开 | 3 |",
    ]


def test_two_tables_of_other_widths_are_two(tmp_path: Path) -> None:
    one, two = table([["项目", "1"]]), table([["项目", "1"]], widths=90)
    assert lines(tmp_path, one, PageBreak(), two) == ["| 项目 | 1 |", "| 项目 | 1 |"]


def test_lines_of_a_paragraph_are_put_together(tmp_path: Path) -> None:
    sentence = "本机关全年收到政府信息公开申请一百二十三件，均在规定时间内答复。" * 4
    assert lines(tmp_path, text(sentence), text("以上。"), table([["规章", "1"]])) == [
        sentence,
        "以上。",
        "| 规章 | 1 |",
    ]


def test_without_ruled_tables_lines_stay_as_they_are(tmp_path: Path) -> None:
    sentence = "本机关全年收到政府信息公开申请一百二十三件，均在规定时间内答复。" * 4
    assert len(lines(tmp_path, text(sentence))) > 1


# Documents without text


def test_a_document_may_begin_behind_the_header_of_a_response(tmp_path: Path) -> None:
    data = pdf_of([table([["信息内容", "本年处理决定数量"], ["行政许可", "18"]])])
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n"
    for before in (b"\n", head, head + b" " * (1024 - len(head))):
        assert read(tmp_path, before + data).indicators[LICENSING].value == 18
    # A text may speak of such documents.
    assert read(tmp_path, "本附件为%PDF-1.4格式。\n信息内容|本年处理决定数量\n行政许可|18\n".encode()).indicators


def test_a_document_of_pictures_is_not_read(tmp_path: Path) -> None:
    report = read(tmp_path, pdf_of([Image(io.BytesIO(PNG), 300, 300)]))
    assert [item.code for item in report.diagnostics] == ["file-image"]


def test_pages_that_are_pictures_are_named(tmp_path: Path) -> None:
    rows = [["信息内容", "本年处理决定数量"], ["行政许可", "18582"]]
    report = read(
        tmp_path,
        pdf_of([text("第二十条第（五）项"), table(rows, widths=120), PageBreak(), Image(io.BytesIO(PNG), 9, 9)]),
    )
    assert report.indicators[LICENSING].value == 18582
    assert report.diagnostics[0].code == "pages-without-text"
    assert report.diagnostics[0].message.endswith("nothing was read: 2.")


def test_an_encrypted_document_is_not_read(tmp_path: Path) -> None:
    locked = pdf_of([text("总计")], encrypt=StandardEncryption("secret"))
    assert [item.code for item in read(tmp_path, locked).diagnostics] == ["file-encrypted"]
    for_all = pdf_of([Paragraph("annual report of 2022")], encrypt=StandardEncryption("", ownerPassword="secret"))
    assert read(tmp_path, for_all).text == "annual report of 2022"


@pytest.mark.parametrize("content", [text("总计 18" * 9), Spacer(1, 9)])
def test_an_encrypted_document_without_text_is_not_called_a_picture(content: Any, tmp_path: Path) -> None:
    """Anyone may open it, but its characters have no meaning, or there are none."""
    unknown = pdf_of([content], encrypt=StandardEncryption("", ownerPassword="secret"))
    assert [item.code for item in read(tmp_path, unknown).diagnostics] == ["file-encrypted"]


def test_a_document_of_too_many_pages_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_PAGES", 1)
    report = read(tmp_path, pdf_of([text("一"), PageBreak(), text("二")]))
    assert [item.code for item in report.diagnostics] == ["file-too-large"]


def test_without_pdfplumber_the_error_names_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pdfplumber", None)
    with pytest.raises(ImportError, match=r"govinfo-parse\[pdf\]"):
        read(tmp_path, pdf_of([text("总计")]))
