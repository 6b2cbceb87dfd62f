"""Reports out of HTML pages: what is seen is read, whatever the markup, and spans are places in the page's text."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from lxml import etree, html
from parsel import Selector

from govinfo_parse import Report, parse, parse_html
from govinfo_parse.decoding import decode_page

from .support.applications import COLUMNS, applications
from .writers import pages
from .writers.pages import page
from .writers.render import STYLES, Style

LICENSING = "disclosure.licensing.decisions"


def table(*rows: str) -> str:
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


def cells(*contents: str) -> str:
    return "".join(f"<td>{content}</td>" for content in contents)


def licensing(content: str) -> str:
    """A page with the figures of three rows, among them that of 行政许可."""
    return table(
        '<td colspan="4">第二十条第（五）项</td>',
        '<td>信息内容</td><td colspan="3">本年处理决定数量</td>',
        f'<td>行政许可</td><td colspan="3">{content}</td>',
        '<td colspan="4">第二十条第（六）项</td>',
        '<td>信息内容</td><td colspan="3">本年处理决定数量</td>',
        '<td>行政处罚</td><td colspan="3">430</td>',
        '<td>行政强制</td><td colspan="3">2</td>',
    )


def figure(content: str) -> Any:
    indicator = parse_html(licensing(content)).indicators[LICENSING]
    return indicator.value if indicator.status == "reported" else indicator.status


@pytest.mark.parametrize(
    ("content", "value"),
    [
        ("18", 18),
        ("<p><span>1</span><span>8</span></p>", 18),
        ("<p>18</p><p>件</p>", 18),
        ("18<br>件", 18),
        ("&nbsp;18&#160;", 18),
        ("<div style='display: none'>7</div>18", 18),
        ("<span hidden>7</span>18<!-- 9 -->", 18),
        ("<del>7</del><ins>18</ins>", 18),
        ("<span style='text-decoration: line-through'>7</span>18", 18),
        ("<span style='font-size:0px'>7</span><b style='font-size:0.5em'>18</b>", 18),
        ("<xml><w:View>7</w:View></xml>18", 18),
        ('<input type="text" value="18">', 18),
        ('<input type="hidden" value="7">18', 18),
        ("18<script>document.write(9)</script>", 18),
        ("1 8", "unreadable"),
        ("<p>1</p><p>8</p>", "unreadable"),
        ("18<sup>1</sup>", "unreadable"),
        ("", "blank"),
        ("<p><span>&nbsp;</span></p>", "blank"),
        ("<br>", "blank"),
        ("无", "none"),
        ("——", "dash"),
        ("零", 0),
    ],
)
def test_a_cell_is_what_a_reader_sees_in_it(content: str, value: object) -> None:
    assert figure(content) == value


def test_spans_are_places_in_the_text_of_the_page() -> None:
    report = parse_html(f"<title>年报</title><p>前文&nbsp;&amp; 12</p>{licensing('<b>18</b> 件')}")
    indicator = report.indicators[LICENSING]
    assert report.text is not None
    assert indicator.span is not None
    assert report.text[slice(*indicator.span)] == indicator.raw == "18 件"
    assert "年报" not in report.text


def test_a_bar_in_a_cell_does_not_part_it() -> None:
    licensed = parse_html(licensing("18|19")).indicators[LICENSING]
    assert (licensed.status, licensed.raw) == ("unreadable", "18｜19")


# Markup that is broken, or a layout


@pytest.mark.parametrize(
    "page",
    [
        "<table><tr><td>信息内容<td>本年处理决定数量<tr><td>行政许可<td>18</table>",
        "<tr><td>信息内容</td><td>本年处理决定数量</td></tr><tr><td>行政许可</td><td>18</td></tr>",
        f"<table><tr><td>导航</td><td>{licensing('18')}</td></tr></table>",
        f"<center><table><tr><td><div>{licensing('18')}",
        f"<?xml version='1.0' encoding='gb2312'?><html xmlns='http://www.w3.org/1999/xhtml'><body>{licensing('18')}</body></html>",
        "\0" + licensing("18"),
        licensing("18").upper().replace("COLSPAN", "colspan"),
    ],
)
def test_a_table_is_found_in_any_markup(page: str) -> None:
    assert parse_html(page).indicators[LICENSING].value == 18


@pytest.mark.parametrize("page", ["", "   ", "<!-- -->", "no tags", "<html></html>", "<p>" * 5000 + "18", "\ud800"])
def test_a_page_without_a_report_gives_a_report_that_says_so(page: str) -> None:
    report = parse_html(page)
    assert not report.indicators
    assert report.diagnostics[0].code == "no-report"


def test_header_cells_may_have_empty_cells_for_spans() -> None:
    row = ["一、本年新收政府信息公开申请数量", "", "", "18", "4", "", "1", "0", "1", "24"]
    report = parse_html(
        table(
            cells("", "", "", "申请人情况", "", "", "", "", "", ""),
            cells("", "", "", "自然人", "法人或其他组织", "", "", "", "", "总计"),
            cells("", "", "", "", "商业<br>企业", "科研机构", "社会公益组织", "法律服务机构", "其他", ""),
            cells(*row),
        )
    )
    new = report.applications.new
    assert (new.natural_person.value, new.business.value, new.research.status, new.total.value) == (18, 4, "blank", 24)


# What is accepted


def test_text_bytes_and_elements_of_other_libraries_give_the_same_report() -> None:
    text = f"<html><body>{licensing('18')}</body></html>"
    pages: list[Any] = [
        text,
        text.encode(),
        bytearray(text.encode()),
        html.fromstring(text),
        etree.ElementTree(html.fromstring(text)),
        Selector(text),
        Selector(text).css("table"),
        BeautifulSoup(text, "html.parser"),
        BeautifulSoup(text, "html.parser").table,
    ]
    for one in pages:
        assert parse_html(one).indicators[LICENSING].value == 18, type(one)


@pytest.mark.parametrize("wrong", [None, 12, ["<p>"], object()])
def test_anything_else_is_refused_with_the_remedy(wrong: Any) -> None:
    with pytest.raises(TypeError, match="pass its content"):
        parse_html(wrong)


def test_without_lxml_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "lxml", None)
    with pytest.raises(ImportError, match=r"govinfo-parse\[html\]"):
        parse_html("<p>")


# Bytes


@pytest.mark.parametrize(
    ("data", "charset", "text"),
    [
        ("\ufeff总计".encode(), None, "总计"),
        ("总计".encode("utf-16"), None, "总计"),
        ("总计䶮".encode("gb18030"), "gb2312", "总计䶮"),
        ("<meta charset=gbk>总计䶮".encode("gb18030"), None, "<meta charset=gbk>总计䶮"),
        ('<meta content="text/html; charset=GB2312">总计'.encode("gbk"), None, None),
        ("總計，行政複議".encode("big5"), "big5", "總計，行政複議"),
        ("政府信息公开工作年度报告".encode("gbk"), None, "政府信息公开工作年度报告"),
        # The page says gbk, the bytes can only be UTF-8.
        ("<meta charset=gbk>政府信息公开工作年度报告".encode(), None, "<meta charset=gbk>政府信息公开工作年度报告"),
        # Stray bytes in UTF-8.
        ("<meta charset=utf-8>政府信息公开".encode() + b"\xff", None, "<meta charset=utf-8>政府信息公开\ufffd"),
        ("<p>政府信息公开年报</p>".encode() + "你".encode("gbk"), None, "<p>政府信息公开年报</p>\ufffd\ufffd"),
        (
            "<meta charset=gbk><p>政府信息公开年报".encode() + b"\xff",
            None,
            "<meta charset=gbk><p>政府信息公开年报\ufffd",
        ),
        ("<meta charset=nonsense>年报".encode(), None, "<meta charset=nonsense>年报"),
        ("<meta charset=undefined>年报".encode("gbk"), None, "<meta charset=undefined>年报"),
        # No encoding of Chinese, as some libraries say where the server says nothing.
        ("<meta charset=gbk>总计".encode("gbk"), "ISO-8859-1", "<meta charset=gbk>总计"),
        ("<meta charset=iso-8859-1>总计：行政许可".encode("gbk"), None, "<meta charset=iso-8859-1>总计：行政许可"),
    ],
)
def test_bytes_are_decoded_as_they_are_meant(data: bytes, charset: str | None, text: str | None) -> None:
    found = decode_page(data, charset)
    assert found == text if text is not None else "总计" in found


@pytest.mark.parametrize("charset", ["klingon", "hex", "idna", "undefined", "a\0b", ""])
def test_an_unknown_charset_is_misuse(charset: str) -> None:
    with pytest.raises(LookupError, match="unknown charset '"):
        parse_html(b"<p>", charset=charset)


# Every manner of writing pages


@pytest.mark.parametrize("seed", range(1000, 1000 + len(STYLES)), ids=[style.name for style in STYLES])
def test_every_cell_of_a_page_is_read(seed: int) -> None:
    source = page(seed)
    report = parse_html(source.html)
    found = {key: (each.status, each.value) for key, each in report.indicators.items()}
    assert found == {key: (truth.status, truth.value) for key, truth in source.truth.items()}
    assert_spans(report)


def assert_spans(report: Report) -> None:
    assert report.text is not None
    for indicator in report.indicators.values():
        assert indicator.span is not None
        assert report.text[slice(*indicator.span)] == indicator.raw


def test_a_style_raises_a_digit_as_its_own_element_does() -> None:
    page = "<table><tr><td>信息内容<td>本年处理决定数量<tr><td>行政许可<td>18{}</table>"
    for note in ('<span style="vertical-align: super">1</span>', '<span style="VERTICAL-ALIGN:sub">1</span>'):
        licensing = parse_html(page.format(note)).disclosure.licensing.decisions
        assert (licensing.status, licensing.value) == ("unreadable", None)
    assert parse_html(page.format('<i style="opacity:.0">1</i>')).disclosure.licensing.decisions.value == 18


def test_the_elements_of_xhtml_are_those_of_a_page() -> None:
    page = (
        '<html xmlns="http://www.w3.org/1999/xhtml"><body><table><tr><td>信息内容</td><td>本年处理决定数量</td></tr>'
        "<tr><td>行政许可</td><td>18</td></tr><tr><td>行政处罚</td><td/></tr><tr><td>行政强制</td><td>3</td></tr></table>"
        "</body></html>"
    )
    report = parse_html(etree.fromstring(page))
    assert report.disclosure.licensing.decisions.value == 18
    assert report.disclosure.penalties.decisions.status == "blank"


@pytest.mark.parametrize("read", [parse_html, parse])
def test_a_wider_table_right_below_takes_nothing_from_the_last_row(read: Callable[..., Report]) -> None:
    """Its width is not that of the table above it, whose last row lacks no cell."""
    form = table(
        "<td colspan=4>政府信息公开情况统计表",
        cells("统计指标", "单位", "部门统计数", "社区统计数"),
        cells("九、政府信息公开会议和培训情况", "——", "", ""),
        cells("（三）接受培训人员数", "人次", "6", "848"),
    )
    other = table(cells("科室", "电话", "传真", "邮箱", "地址"), cells("办公室", *["无"] * 4))
    trainees = read(form + other, forms=["2014-departments"]).indicators
    assert trainees["training.trainees.departments"].value == 6
    assert trainees["training.trainees.communities"].value == 848


# Columns and rows that an office added


@pytest.mark.parametrize("style", STYLES, ids=[style.name for style in STYLES])
@pytest.mark.parametrize("seed", [777009, 777087, 881079])
def test_every_cell_of_the_form_is_read_beside_the_office_s_own_columns(
    seed: int, style: Style, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "STYLES", (style,))
    source = page(seed)
    assert not source.filled
    assert any(None in line.keys for line in source.lines)
    report = parse_html(source.html)
    found = {key: (each.status, each.value, each.raw) for key, each in report.indicators.items()}
    assert found == {key: (truth.status, truth.value, truth.raw) for key, truth in source.truth.items()}


@pytest.mark.parametrize("read", [parse_html, parse])
def test_a_row_whose_label_is_merged_less_than_others_is_not_read_by_its_places(
    read: Callable[[str], Report],
) -> None:
    """Its figures may begin right behind the label, two columns before those of the other rows."""
    new, carried_out = "一、本年新收政府信息公开申请数量", "四、结转下年度继续办理"
    page = applications("街道数", f"{new} 8 4 1 2 3 5 23 9")
    shifted = f"<tr>{cells(carried_out, '', '', '4', '5', '3', '0', '12', '', '', '')}</tr></table>"
    report = read(page.replace("</table>", shifted))
    assert report.indicators["applications.new.total"].value == 23
    assert not any(key.startswith("applications.carried_out") for key in report.indicators)
    assert [figure.raw for figure in report.unplaced] == ["4", "5", "3", "0", "12"]


@pytest.mark.parametrize("read", [parse_html, parse])
@pytest.mark.parametrize("merged", [True, False])
@pytest.mark.parametrize("own", ["去年总计", "街道数"])
def test_a_blank_cell_does_not_move_the_office_s_own_column_into_the_form_s(
    own: str, merged: bool, read: Callable[[str], Report]
) -> None:
    """Seven figures in eight cells, the first of them blank: they would fill the form's seven columns."""
    new, carried = "一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量"
    report = read(applications(own, f"{new} - 4 1 2 3 5 15 9", f"{carried} 7 - - - - - 7 -", merged=merged))
    for name, expected in (("new", (None, 4, 1, 2, 3, 5, 15)), ("carried_in", (7, None, None, None, None, None, 7))):
        found = [report.indicators[f"applications.{name}.{column}"] for column in COLUMNS]
        assert tuple(figure.value for figure in found) == expected
        assert all(figure.status == ("reported" if figure.value is not None else "blank") for figure in found)
    assert [(extra.labels[-1], extra.raw) for extra in report.extras] == [(own, "9")]


def test_where_what_cells_span_cannot_be_right_the_rows_alone_count() -> None:
    page = applications("", "一、本年新收政府信息公开申请数量 7 4 1 2 3 5 22 -").replace("colspan=3>一", "colspan=2>一")
    report = parse_html(page.replace("<td></td></tr></table>", "</tr></table>"))
    assert [report.indicators[f"applications.new.{column}"].value for column in COLUMNS] == [7, 4, 1, 2, 3, 5, 22]


# What is seen in a cell, and what stands for it


@pytest.mark.parametrize(
    ("content", "value"),
    [
        ("1<wbr>8", 18),
        ("<span style='visibility:hidden'>7<b style='visibility:visible'>18</b></span>", 18),
        ("<span style='font-size:0'>7<b style='font-size:12px'>18</b><b style='font-size:2em'>9</b></span>", 18),
        ("<span style='display:none'>7<b style='display:inline;visibility:visible'>9</b></span>18", 18),
        ("<span style='visibility:hidden'>18</span>", "blank"),
        ("18<img src='note.png'>", 18),
        ("1<img src='point.png'>8", "unreadable"),
        ("<pre>\n18\n</pre>", 18),
        ("<pre>1\n8</pre>", "unreadable"),
        ("<img src='18.png'>", "unreadable"),
        ("<select><option>1<option selected>18</select>", "unreadable"),
        ("<svg><text>18</text></svg>", "unreadable"),
        ("<div style='display:none'><img src='18.png'></div>", "blank"),
        ("<span style='visibility:hidden'><img src='18.png'></span>", "blank"),
        ("<img src='spacer.gif' width='1' height='1'>", "blank"),
    ],
)
def test_what_a_reader_sees_of_a_cell(content: str, value: object) -> None:
    assert figure(content) == value


def test_a_hidden_cell_keeps_its_place_unless_it_takes_none() -> None:
    row = '<td style="{}">7</td><td>信息内容</td><td>本年处理决定数量</td>'
    rows = ('<td style="{}">7</td><td>行政许可</td><td>18</td>', '<td style="{}">7</td><td>行政处罚</td><td>3</td>')
    hidden = parse_html(table(row, *rows).replace("{}", "visibility: hidden"))
    assert hidden.text == "|  | 信息内容 | 本年处理决定数量 |\n|  | 行政许可 | 18 |\n|  | 行政处罚 | 3 |"
    gone = parse_html(table(row, *rows).replace("{}", "display: none"))
    assert gone.text == "| 信息内容 | 本年处理决定数量 |\n| 行政许可 | 18 |\n| 行政处罚 | 3 |"
    assert hidden.indicators[LICENSING].value == gone.indicators[LICENSING].value == 18


def test_a_picture_outside_of_a_table_s_row_is_nothing() -> None:
    assert parse_html("<p><img src=1.png></p><table><tr><td><img src=2.png></table><p>年报").text == "年报"


def test_text_that_is_set_as_it_is_written() -> None:
    text = "信息内容 | 本年处理决定数量\n行政许可 | 18\n\n行政处罚 |  430\n  行政强制 | 2"
    for written in (f"<pre>{text}</pre>", f"<table><tr><td><pre>\n{text}\r\n</pre></td></tr></table>"):
        report = parse_html(f"<p>前文\n12</p>{written}<p>后文</p>")
        assert report.text == f"前文 12\n{text}\n后文"
        assert (report.indicators[LICENSING].value, len(report.indicators)) == (18, 3)


def test_a_break_may_stand_in_a_label() -> None:
    page = "<table><tr><td>信息内容<td>本年处理决定数量<tr><td>行政<wbr>许可<td>18<tr><td>行政处罚<td>3</table>"
    for one in (page, html.fromstring(page.replace("<td>", "</td><td>")), BeautifulSoup(page, "lxml")):
        assert parse_html(one).indicators[LICENSING].value == 18, type(one)


@pytest.mark.parametrize("tag", ["div", "span", "font color=red"])
def test_elements_in_each_other_may_be_any_number(tag: str) -> None:
    page = f"<p>前文</p>{f'<{tag}>' * 5000}{licensing('18')}<span style='display: none'>7</span>"
    assert parse_html(page).indicators[LICENSING].value == 18


# Figures in cells that are merged over several rows


def test_a_figure_beside_the_labels_of_several_rows_is_none_of_theirs() -> None:
    report = parse_html(
        table(
            "<td>信息内容</td><td>本年处理决定数量</td>",
            "<td>行政许可</td><td rowspan='2'>18</td>",
            "<td>行政处罚</td>",
            "<td>行政强制</td><td>2</td>",
        )
    )
    found = {key.split(".")[1]: (each.status, each.raw) for key, each in report.indicators.items()}
    assert found == {
        "licensing": ("unreadable", "18…"),
        "penalties": ("unreadable", "18…"),
        "compulsion": ("reported", "2"),
    }
    assert [said.code for said in report.diagnostics] == ["value-unreadable"] * 2


def test_the_cells_beside_a_merged_figure_stay_under_their_headers() -> None:
    report = parse_html(
        table(
            "<td>信息内容</td><td>本年新制作数量</td><td>本年新公开数量</td><td>对外公开总数量</td>",
            "<td>规章</td><td rowspan='2'>1</td><td>2</td><td>3</td>",
            "<td>规范性文件</td><td>5</td><td>6</td>",
        )
    )
    assert report.text is not None
    assert report.text.splitlines()[1:] == ["| 规章 | 1… | 2 | 3 |", "| 规范性文件 | 1… | 5 | 6 |"]


def test_a_figure_that_is_merged_as_its_label_is_the_label_s() -> None:
    rows = ("<td rowspan='2'>行政许可</td><td rowspan='2'>18</td>", "", "<td>行政处罚</td><td>3</td>")
    assert parse_html(table("<td>信息内容</td><td>本年处理决定数量</td>", *rows)).indicators[LICENSING].value == 18


def test_a_merged_number_of_rows_is_no_figure() -> None:
    rows = ("<td rowspan='2'>1</td><td>行政许可</td><td>18</td>", "<td>行政处罚</td><td>3</td>")
    report = parse_html(table("<td>序号</td><td>信息内容</td><td>本年处理决定数量</td>", *rows))
    assert report.indicators[LICENSING].value == 18
    assert "…" not in (report.text or "")
