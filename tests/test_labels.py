"""Labels: one official label, many ways to write it, and where on the forms it stands."""

from __future__ import annotations

import pytest

from govinfo_parse import parse
from govinfo_parse.forms import national_forms
from govinfo_parse.labels import Element, label_index, split_label

from .support.official import Spec, specs

EDITIONS = ("2014", "2019", "2021")
INDEX = label_index()


@pytest.mark.parametrize(
    ("written", "number", "body"),
    [
        # half and full width
        ("(一)予以公开", "(一)", "予以公开"),
        ("（一）予以公开", "(一)", "予以公开"),
        ("１．属于国家秘密", "1", "属于国家秘密"),
        # numbers
        ("1.属于国家秘密", "1", "属于国家秘密"),
        ("1、属于国家秘密", "1", "属于国家秘密"),
        ("1 属于国家秘密", "1", "属于国家秘密"),
        ("①属于国家秘密", "1", "属于国家秘密"),
        ("一、总计", "一", "总计"),
        ("十二.总计", "十二", "总计"),
        ("(七)、总计", "(七)", "总计"),
        ("其中:涉及国家秘密", "其中", "涉及国家秘密"),
        ("其中：1.当面申请数", "1", "当面申请数"),
        ("其中:(1)信息不存在数", "(1)", "信息不存在数"),
        ("2019年", "", "2019年"),
        ("1.5倍", "", "15倍"),
        # spaces and line breaks inside
        ("商 业\u3000企\xa0业", "", "商业企业"),
        ("本年新\n制作数量", "", "本年新制作数量"),
        ("(一 )予以公开", "(一)", "予以公开"),
        # quotes and other punctuation
        ("3.危及“三安全一稳定”", "3", "危及三安全一稳定"),
        ('3.危及"三安全一稳定"', "3", "危及三安全一稳定"),
        ("3.危及「三安全一稳定」", "3", "危及三安全一稳定"),
        ("本年增/减", "", "本年增减"),
        # traditional characters and words
        ("對外公開總數量", "", "对外公开总数量"),
        ("政府資訊公開", "", "政府信息公开"),
        ("規範性檔案", "", "规范性文件"),
        ("採購專案數量", "", "采购项目数量"),
        ("同意公開答覆數", "", "同意公开答复数"),
        ("政策解讀稿件釋出數", "", "政策解读稿件发布数"),
        ("透過不同渠道公開政府資訊", "", "通过不同渠道公开政府信息"),
        # Pinyin that a page's markup left behind
        ("本年制發(fā)件數(shù)", "", "本年制发件数"),
        # notes at the end, closed or cut
        ("部分公开(区分处理的,只计这一情形)", "", "部分公开"),
        ("部分公开(区分处理的,只计", "", "部分公开"),
        ("第二十条第(一)项", "", "第二十条第一项"),
        # marks of Markdown
        ("## 二、主动公开政府信息情况", "二", "主动公开政府信息情况"),
        ("**总计**", "", "总计"),
        # nothing
        ("", "", ""),
        ("(一)", "(一)", ""),
    ],
)
def test_a_label_taken_apart(written: str, number: str, body: str) -> None:
    label = split_label(written)
    assert (label.number, label.body) == (number, body)


def test_a_note_is_in_the_whole_label() -> None:
    assert split_label("（二）部分公开（区分处理的，只计这一情形）").full == "部分公开区分处理的只计这一情形"


def elements(text: str, edition: str, kinds: str) -> list[Element]:
    """The places on a form whose official label is this text, number and all."""
    found = [match.element for match in INDEX.find(text) if match.quality == 1]
    return [element for element in found if element.form.name == edition and element.kind in kinds.split()]


def keys(spec: Spec) -> set[str]:
    """The keys of the cells where a row and a column of these labels meet."""
    columns = elements(spec.column[-1], spec.edition, "column")
    if not spec.full:
        return {x.table.key(x.table.blocks[x.block].rows[0], x.column) for x in columns if x.column}
    return {
        x.table.key(x.row, y.column)
        for x in elements(spec.full, spec.edition, "row")
        for y in columns
        if x.row and y.column and (x.table, x.block) == (y.table, y.block)
    }


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_official_label_finds_itself(edition: str) -> None:
    for spec in specs(edition):
        assert spec.key in keys(spec)
        for label in spec.row[:-1]:
            assert elements(label, edition, "block group row"), label
        for label in spec.column[:-1]:
            assert elements(label, edition, "heading"), label


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_variant_finds_its_label(edition: str) -> None:
    for table in (table for form in national_forms() if form.name == edition for table in form.tables):
        for label, variants in table.variants.items():
            for variant in variants:
                found = [match for match in INDEX.find(variant) if match.element.table is table]
                assert split_label(label) in [match.element.label for match in found], variant
                assert all(match.quality <= 1 for match in found)


def quality(text: str, key: str) -> float:
    """How well a text fits the row with that key on the 2021 form."""
    rows = ((match.quality, match.element) for match in INDEX.find(text) if match.element.form.name == "2021")
    return max((found for found, element in rows if element.row and element.row.key == key), default=0)


def test_the_official_wording_and_number_fit_best() -> None:
    written = ["（七）总计", "(7)总计", "总计", "（三）总计"]
    fits = [quality(text, "total") for text in written]
    assert fits[0] == 1
    assert fits == sorted(fits, reverse=True)
    assert len(set(fits)) == len(fits)
    assert quality("规章", "regulations") > quality("本年新收", "new") > 0


@pytest.mark.parametrize("text", ["规章制度", "属于国家秘密的信息", "予以", "行政", "12", "", "总计。" * 60])
def test_other_words_are_no_label(text: str) -> None:
    assert list(INDEX.find(text)) == []


def test_a_note_of_the_offices_own_changes_nothing_unless_the_whole_is_asked_for() -> None:
    assert quality("行政许可（含初审）", "licensing") == 1
    assert list(INDEX.find_whole("行政许可（含初审）")) == []


def test_a_label_that_lost_its_end() -> None:
    found = {match.element.row.key for match in INDEX.find_cut("5.要求行政机关确认或重新") if match.element.row}
    assert found == {"not_processed.confirmation"}
    assert list(INDEX.find_cut("要")) == []


@pytest.mark.parametrize(
    ("written", "row"),
    [
        ("7.属于执法案卷", "denied.enforcement_files"),
        ("7.行政执法卷宗", None),
        ("2.没有现成信息须另行制作", "unavailable.needs_creation"),
        ("2.没有现成数据或者图表", None),
    ],
)
def test_a_row_whose_label_is_misspelt_is_read_and_another_row_in_its_place_is_not(written: str, row: str) -> None:
    labels = ["6.属于四类过程性信息", written, "8.属于行政查询事项"]
    if written.startswith("2"):
        labels = ["1.本机关不掌握相关政府信息", written, "3.补正后申请内容仍不明确"]
    report = parse("".join(f"{label} | 2 | 0 | 0 | 0 | 0 | 1 | 3 |\n" for label in labels))
    rows = {key.rpartition(".")[0] for key in report.indicators}
    assert len(rows) == (3 if row else 2)
    if row:
        assert f"applications.{row}" in rows
        assert "label-approximate" in [item.code for item in report.diagnostics]
    else:
        assert len(report.extras) == 7


def test_a_label_of_which_a_character_is_lost_is_read_and_one_with_another_word_is_not() -> None:
    header = "第二十条第（一）项\n信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量\n"
    rows = header + "规章 | 1 | 1 | 4\n{} | 2 | 2 | 6\n第二十条第（五）项\n"
    assert parse(rows.format("规范文件")).disclosure.normative_documents.made.value == 2
    assert parse(rows.format("规划类文件")).disclosure.normative_documents.made.status == "absent"


@pytest.mark.parametrize("number", ["3", "4"])
def test_a_short_label_of_another_number_is_read_in_its_own_group(number: str) -> None:
    rows = ["1.信访举报投诉类申请", "2.重复申请", "（六）其他处理 | 1.申请人无正当理由逾期不补正", f"{number}.其他"]
    report = parse("（五）不予处理\n" + "".join(f"| {row} | 4 | 0 | 0 | 0 | 0 | 0 | 4 |\n" for row in rows))
    assert report.applications.other_handling.other.natural_person.value == 4


def test_a_short_label_of_another_number_in_another_group_is_a_row_of_the_offices_own() -> None:
    rows = ["4.无正当理由大量反复申请", "5.要求行政机关确认或重新出具已获取信息", "6.其他"]
    report = parse("（五）不予处理\n" + "".join(f"| {row} | 4 | 0 | 0 | 0 | 0 | 0 | 4 |\n" for row in rows))
    assert report.applications.not_processed.excessive.natural_person.value == 4
    assert report.applications.other_handling.other.natural_person.value is None
    assert [extra.labels[0] for extra in report.extras] == ["6.其他"] * 7


def test_a_label_cut_so_short_that_it_may_be_another_of_the_table_is_neither() -> None:
    index = label_index(tuple(form for form in national_forms() if form.name == "2014"))
    assert not index.find_cut("2.政府网")  # 政府网站公开政府信息数, 政府网站在线访谈次数
    assert {match.element.label.body for match in index.find_cut("2.政府网站在")} == {"政府网站在线访谈次数"}
