"""The page of a report: its text beside its tables, each figure in both; nothing in the text is taken for markup."""

from __future__ import annotations

import json
import re
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import html

import govinfo_parse
from govinfo_parse import Report, parse, parse_all, parse_html

EXAMPLE = (Path(__file__).parent.parent / "docs" / "examples" / "lincheng-2021.txt").read_bytes().decode("utf-8")
ROW = "一、本年新收政府信息公开申请数量"
WORDS: dict[str, dict[str, str]] = json.loads(
    resources.files(govinfo_parse).joinpath("view", "words.json").read_text(encoding="utf-8")
)


def tree(report: Report, *arguments: Any) -> Any:
    return html.document_fromstring(report.to_page(*arguments).encode("utf-8"))


def one(page: Any, path: str) -> Any:
    [found] = page.xpath(path)
    return found


def with_class(name: str) -> str:
    return f"contains(concat(' ', @class, ' '), ' {name} ')"


def showing(page: Any, name: str, inside: str) -> Any:
    """The one element in a part of the page that shows the thing of that id."""
    return one(page, f"//*[@id='{inside}']//a[contains(concat(' ', @data-of, ' '), ' {name} ')]")


def lines_of(page: Any) -> list[str]:
    """The lines of the text, as a reader sees them."""
    return [line.text_content() for line in page.xpath(f"//*[@id='text']//*[{with_class('line')}]")]


def group(page: Any, name: str) -> list[str]:
    """The findings of a kind."""
    return [" ".join(" ".join(item.itertext()).split()) for item in page.xpath(f"//*[@id='group-{name}']//li")]


# --- what is shown ---------------------------------------------------------------------------------------------------


def test_every_figure_is_marked_in_the_text_and_filled_in_below_its_labels() -> None:
    report = parse(EXAMPLE)
    page = tree(report)
    cells = {cell.get("data-key"): cell[0] for cell in page.xpath("//td[@data-key]")}
    marks = {f"#{mark.get('id')}": mark for mark in page.xpath("//*[@id='text']//a[@id]")}
    cards = {card.get("data-card"): card for card in page.xpath("//article")}
    assert cells.keys() == report.indicators.keys()
    for key, cell in cells.items():
        mark = marks[cell.get("href")]
        assert mark.text_content() == cell.text_content() == report.indicators[key].raw
        assert mark.get("href") == f"#{cell.get('id')}"
        assert mark.get("data-of").split()[0] == cell.get("data-of")
        assert cards[cell.get("data-of")].xpath("string(.//code)") == key
    total = cards[cells["review.total"].get("data-of")]
    assert [item.text_content() for item in total.xpath(".//li")] == report.explain("review.total").split("\n")[1:]


def test_the_text_stands_there_line_by_line_with_the_numbers_that_explanations_name() -> None:
    page = tree(parse(EXAMPLE))
    assert lines_of(page) == EXAMPLE.removesuffix("\n").split("\n")
    numbers = page.xpath(f"//*[{with_class('line')}]/@data-n")
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]


def test_a_blank_cell_has_a_mark_where_it_stands() -> None:
    report = parse(f"{ROW} | 1 |  | 0 | 无 | 0 | 0 | 1 |")
    page = tree(report)
    cell = one(page, "//td[@data-key='applications.new.business']/a")
    mark = one(page, f"//*[@id='{cell.get('href')[1:]}']")
    assert "blank" in mark.get("class").split()
    assert mark.text_content() == ""
    assert mark.getprevious().text_content() == "1"


def test_a_cell_that_was_not_found_says_why() -> None:
    figures = "| 1 | 0 | 0 | 0 | 0 | 0 | 1 |"
    page = tree(parse(f"{ROW} {figures}\n四、结转下年度继续办理 {figures}", forms=["2021"]))
    cell = one(page, "//td[@data-key='applications.carried_in.total']/a")
    assert cell.text_content() == "∅"
    card = one(page, f"//*[@id='{cell.get('href')[1:]}']")
    assert "No figures were read beside the label 二、上年结转政府信息公开申请数量" in card.text_content()


def test_a_heading_row_without_a_figure_misses_none() -> None:
    page = tree(
        parse("统计指标 | 单位 | 统计数\n（一）收到申请数 | 件 | 7\n1.当面申请数 | 件 | 4\n2.传真申请数 | 件 | 3\n")
    )
    assert one(page, "//td[@data-key='applications']").text_content() == ""
    assert one(page, "//td[@data-key='applications.received.letter']").text_content() == "∅"


def test_findings_say_why() -> None:
    page = tree(parse(EXAMPLE))
    [failed] = group(page, "failed")
    assert "does not hold: 7 and 6, a difference of 1." in failed
    assert "Administrative review 行政复议: Total 总计 7 = Upheld 结果维持 3 + " in failed
    assert "Perhaps: Administrative review 行政复议 > Total 总计 7 would be 6" in failed
    [claim] = group(page, "differing")
    assert claim.startswith("收到公开申请415件 (line 5)")
    assert claim.endswith("the prose says 415 件, the table 72 件.")
    assert len(group(page, "holding")) == 41


def test_what_a_finding_is_about_is_marked_on_both_sides() -> None:
    page = tree(parse(EXAMPLE))
    total = one(page, "//td[@data-key='review.total']")
    check = one(page, "//*[@id='group-failed']//li")
    assert "failed" in total.get("class").split()
    assert total[0].get("data-of") in check.get("data-with").split()
    assert check.get("id") in total[0].get("data-with").split()
    received = one(page, "//td[@data-key='applications.new.total']")
    claim = one(page, "//*[@id='group-differing']//li")
    assert "disputed" in received.get("class").split()
    assert showing(page, claim.get("id"), "text").text_content() == "收到公开申请415件"


def test_figures_without_a_place_are_marked_with_the_cells_they_may_belong_to() -> None:
    page = tree(parse("信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n规章 | 11 | 12 |\n以上。"))
    first, last = group(page, "unplaced")
    assert first == "11 (line 2)"
    assert last.startswith("12 (line 2) May be: ")
    assert "Regulations 规章 › Issued this year 本年制发件数" in last
    mark = showing(page, "u0", "text")
    assert mark.text_content() == "11"
    assert "may be" in one(page, "//*[@id='d-f0']").text_content().lower()


def test_figures_that_are_not_on_the_form_and_what_the_parser_says() -> None:
    text = "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数\n规章 | 1 | 0 | 3\n镇级文件 | 4 | 0 | 6"
    page = tree(parse(text))
    assert group(page, "extras")[0] == "4 (line 3) 镇级文件 › 本年制发件数"
    assert any("镇级文件 is not in the form" in said for said in group(page, "diagnostics"))
    chinese = tree(parse(text), "zh")
    assert any(said.startswith("“镇级文件”一行不在表样上") for said in group(chinese, "diagnostics"))


def test_a_text_without_a_report_says_so() -> None:
    page = tree(parse("本市昨日召开政务公开工作会议。"))
    assert "No report was found" in one(page, "//h1").text_content()
    assert group(page, "diagnostics")
    assert lines_of(page) == ["本市昨日召开政务公开工作会议。"]


def test_the_page_of_a_web_page_shows_the_text_that_spans_are_places_in() -> None:
    report = parse_html("<table><tr><td>信息内容<td>本年处理决定数量<tr><td>行政许可<td><p>18582</p></table>")
    page = tree(report)
    cell = one(page, "//td[@data-key='disclosure.licensing.decisions']/a")
    assert showing(page, cell.get("data-of"), "text").text_content() == "18582"


def test_a_report_restored_from_data_has_its_tables_and_with_its_text_both() -> None:
    restored = Report.from_dict(parse(EXAMPLE).to_dict())
    page = tree(restored)
    assert one(page, "//td[@data-key='review.total']").text_content() == "7"
    assert "was not kept" in one(page, "//*[@id='text']").text_content()
    assert restored.to_page("en", EXAMPLE) == parse(EXAMPLE).to_page()


def test_a_report_among_others_shows_the_rest_of_the_text_apart() -> None:
    other = "临澄县水务局2021年政府信息公开工作年度报告\n行政强制 | 本年处理决定数量 |\n行政许可 | 12 |\n"
    first, second = parse_all(f"{EXAMPLE}\n{other}")
    assert lines_of(tree(first))[0] == lines_of(tree(second))[0] == EXAMPLE.split("\n")[0]
    others = f"//*[{with_class('line')} and {with_class('other')}]"
    assert [line.text_content() for line in tree(first).xpath(others)][-1] == "行政许可 | 12 |"
    assert tree(second).xpath(f"{others}//a") == []


# --- in both languages -----------------------------------------------------------------------------------------------


def test_each_wording_is_there_in_both_languages_with_the_same_facts() -> None:
    facts = re.compile(r"\{(\w+)\}")
    for name, wordings in WORDS.items():
        assert wordings.keys() == {"en", "zh"}, name
        assert sorted(facts.findall(wordings["en"])) == sorted(facts.findall(wordings["zh"])), name


def test_the_page_in_chinese() -> None:
    page = tree(parse(EXAMPLE), "zh")
    assert page.get("lang") == "zh-Hans"
    [failed] = group(page, "failed")
    assert "不成立：7与6，相差1。" in failed
    [claim] = group(page, "differing")
    assert "正文为415 件，表格为72 件" in claim


def test_the_language_of_the_report_is_told_from_that_of_the_page() -> None:
    page = tree(parse(EXAMPLE))
    assert page.get("lang") == "en"
    for path in ("//h1", "//table", f"//*[{with_class('lines')}]"):
        assert {found.get("lang") for found in page.xpath(path)} == {"zh-Hans"}


def test_an_english_page_says_what_the_form_means() -> None:
    path = f"//th[{with_class('label')} and contains(text(), '予以公开')]/small"
    assert [gloss.text_content() for gloss in tree(parse(EXAMPLE)).xpath(path)] == ["(1) Granted"]
    assert tree(parse(EXAMPLE), "zh").xpath(path) == []


def test_another_language_is_refused() -> None:
    with pytest.raises(ValueError, match="'en' or 'zh', not 'fr'"):
        parse(EXAMPLE).to_page("fr")  # type: ignore[arg-type]


# --- one file, and safe ----------------------------------------------------------------------------------------------

ELEMENTS = (
    "html head meta link title style body script nav header main section article aside div details summary h1 h2 h3 p "
    "small a b i q span code button dl dt dd ul li table tbody tr th td"
)
HOSTILE = (
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    "</title></style></textarea>--><svg onload=alert(1)>",
    "'\"><a href=javascript:alert(1)>",
    "&lt;b&gt;&#60;&amp;",
    "\u2028\u2029",
    "\u202e\u2066\u202d",
    "\0\x01\x1b[31m\x7f\x85",
    "\ud800\udfff\udc00",
    "\ufffe\uffff\ufeff",
    "<!--",
    "]]>",
    "<![CDATA[",
)


def seen(char: str) -> str:
    """What a reader sees of a character of the text."""
    if char < " " and char != "\t":
        return chr(0x2400 + ord(char))
    replaced = (("\x7f", "\x9f"), ("\ud800", "\udfff"), ("\ufdd0", "\ufdef"), ("\ufffe", "\uffff"))
    if any(first <= char <= last for first, last in replaced):
        return "\ufffd"
    if char in "\u061c\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069":
        return f"U+{ord(char):04X}"
    return char


def check_page(report: Report, text: str) -> None:
    """The page holds nothing but what we put there, its ids are unique, its links lead somewhere, its text is whole."""
    written = report.to_page()
    page = html.document_fromstring(written.encode("utf-8"))
    assert {element.tag for element in page.iter()} <= set(ELEMENTS.split())
    assert written.count("<script") == written.count("</script") == 1
    assert not page.xpath("//@*[starts-with(name(), 'on')] | //@style | //@src")
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in page.xpath("//a/@href")} <= set(ids)
    assert [line for line in lines_of(page) if line] == [
        "".join(map(seen, line)) for line in re.split(r"\r\n|\n|\r", text) if line
    ]


@given(text=st.text())
@settings(max_examples=50)
@example(text="")
@example(text="\r\n\r\r\n")
def test_any_text_has_a_page(text: str) -> None:
    check_page(parse(text, source=text), text)


SHORT = (
    "临澄县水务局2021年政府信息公开工作年度报告\n本年度收到公开申请415件。\n"
    "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数\n规章 | 无 | 12 |  | \n"
    "镇级文件 | 4 | 0 | 6\n行政规范性文件 | 1 | 2\n"
)


@given(
    places=st.lists(st.integers(0, len(SHORT)), min_size=1, max_size=4),
    pieces=st.lists(st.one_of(st.sampled_from(HOSTILE), st.characters()), min_size=4, max_size=4),
)
@settings(max_examples=50)
def test_nothing_in_a_text_is_markup(places: list[int], pieces: list[str]) -> None:
    text = SHORT
    for place, piece in zip(sorted(places, reverse=True), pieces, strict=False):
        text = text[:place] + piece + text[place:]
    check_page(parse(text), text)


@pytest.mark.parametrize("piece", HOSTILE)
def test_nothing_in_a_cell_a_label_or_a_title_is_markup(piece: str) -> None:
    text = SHORT.replace("无", piece).replace("临澄县水务", piece).replace("镇级", piece).replace("12", f"12{piece}")
    check_page(parse(text, source=piece), text)


def test_the_page_may_load_nothing() -> None:
    written = parse(EXAMPLE).to_page()
    policy = one(html.document_fromstring(written), "//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert not re.search(r"https?:|//[a-z]|@import|url\(", written)


def test_the_same_report_gives_the_same_page() -> None:
    assert parse(EXAMPLE).to_page() == parse(EXAMPLE).to_page()


# --- large texts -----------------------------------------------------------------------------------------------------


def test_of_a_large_text_only_what_is_near_stays() -> None:
    filler = "本市召开会议，听取了汇报。\n" * 20_000
    page_of_all = parse(filler + EXAMPLE + filler).to_page()
    assert len(page_of_all) < len(parse(EXAMPLE).to_page()) + 100_000
    page = html.document_fromstring(page_of_all)
    lines = lines_of(page)
    start = lines.index(EXAMPLE.split("\n")[0])
    assert lines[start : start + EXAMPLE.count("\n")] == EXAMPLE.removesuffix("\n").split("\n")
    assert 0 < start < 1000
    assert len(lines) < 2500
    first = one(page, f"//*[text()='{EXAMPLE.split(chr(10))[0]}' and {with_class('line')}]")
    assert first.get("data-n") == "20001"
    left_out = [note.text_content() for note in page.xpath(f"//p[{with_class('fold')}]")]
    assert [note.endswith("are left out of this page") for note in left_out] == [True, True]


def test_a_long_stretch_of_prose_is_folded_and_stays_whole() -> None:
    prose = "".join(f"第{number}场会议，与会者听取了汇报。\n" for number in range(2000))
    text = EXAMPLE.replace("二、主动公开", prose + "二、主动公开", 1)
    page = tree(parse(text))
    assert lines_of(page) == text.removesuffix("\n").split("\n")
    folded = page.xpath(f"//details[{with_class('fold')}]//*[{with_class('line')}]")
    assert 1000 < len(folded) < 2000
    assert not page.xpath(f"//details[{with_class('fold')}]//a")


def test_a_text_in_one_line_has_a_page() -> None:
    text = "会议听取了汇报。" * 20_000 + EXAMPLE.replace("\n", " ") + "会议听取了汇报。" * 20_000
    report = parse(text)
    assert report.indicators
    page = tree(report)
    total = one(page, "//td[@data-key='applications.new.total']/a")
    assert one(page, f"//*[@id='{total.get('href')[1:]}']").text_content() == "72"
    assert len(report.to_page()) < 1_000_000
