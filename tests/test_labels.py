"""Labels: one official label, many ways to write it, and where on the forms it stands."""

from __future__ import annotations

import pytest

from govinfo_parse.labels import Match, label_index, split_label

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


def best(text: str, edition: str) -> list[Match]:
    """The matches of a text on a form, if it is the official wording of each of them."""
    return [match for match in INDEX.find(text) if match.element.form.name == edition and match.quality == 1]


def row_labels(spec: Spec) -> list[str]:
    """The label of the row itself and those of its groups; a title is a block's."""
    return [label for label in spec.row[:-1] if label] + ([spec.full] if spec.full else [])


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_official_label_finds_itself(edition: str) -> None:
    for spec in specs(edition):
        rows = {m.element.row.key for m in best(spec.full, edition) if m.element.row is not None} if spec.full else {""}
        assert any(spec.key.endswith(f"{key}.{last(spec)}".strip(".")) or key == spec.key for key in rows), spec
        for label in spec.column:
            assert [m for m in best(label, edition) if m.element.kind in ("column", "heading")], label


def last(spec: Spec) -> str:
    return spec.key
