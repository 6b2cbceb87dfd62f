"""The labels of the forms in English: complete, distinct, without Chinese, and the same for the same label."""

import re
from collections import Counter

import pytest

from govinfo_parse import Indicator, Report, parse
from govinfo_parse.forms import Form, FormTable, known_form, known_forms, national_forms
from govinfo_parse.layout import layout
from govinfo_parse.wording import name_of

from .test_own_forms import EXTENSION

NOT_ENGLISH = re.compile(r"[^ -~]")
OFF = "二、上年结转政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1"


@pytest.mark.parametrize("name", known_forms())
def test_every_indicator_of_every_built_in_form_has_an_english_label_of_its_own(name: str) -> None:
    form = known_form(name)
    labels = {key: spec.english for key, spec in form.indicators.items()}
    assert not [key for key, label in labels.items() if not label or NOT_ENGLISH.search(label)]
    assert not [label for label, count in Counter(labels.values()).items() if count > 1]
    # The labels are those that the file gives, part by part: no key in words among them.
    assert [label.count(" > ") for label in labels.values()] == [x.label.count(" > ") for x in form.indicators.values()]


@pytest.mark.parametrize("name", known_forms())
def test_all_that_a_table_prints_has_its_meaning_in_english(name: str) -> None:
    form = known_form(name)

    def printed(table: FormTable) -> set[str]:
        cells = (cell for block in layout(table) for row in block.rows for cell in row)
        return {cell.text for cell in cells if cell.role not in ("unit", "code", "letter")}

    texts = {form.title}.union(*({table.title} | printed(table) for table in form.tables)) - {""}
    assert not [text for text in texts if NOT_ENGLISH.search(form.in_english(text))]


def test_items_keep_their_numbers() -> None:
    digits = str.maketrans("一二三四五六七八九", "123456789")
    for form in map(known_form, known_forms()):
        for text, english in form.english.items():
            number = re.match(r"[（]?([一二三四五六七八九]|\d+)[、.）]", text)
            assert re.match(r"\(?(\d+)[.)]", english) if number else not re.match(r"\(?\d", english), text
            if number:
                assert english.lstrip("(").startswith(number[1].translate(digits)), text


def test_the_same_label_is_the_same_in_english_on_every_form_of_the_nation() -> None:
    seen: dict[str, str] = {}
    for form in national_forms():
        for text, english in form.english.items():
            assert seen.setdefault(text, english) == english


@pytest.mark.parametrize("text", [OFF, OFF.replace(" | ", "\n")], ids=["row", "lines"])
def test_an_indicator_and_its_accessor_have_it(text: str) -> None:
    report = parse(text)
    expected = "2. Applications carried over from last year > Natural persons"
    assert report.indicators["applications.carried_in.natural_person"].english == expected
    assert report.applications.carried_in.natural_person.english == expected
    assert report.tables[0].english == "3. Applications for government information received and handled"
    restored = Report.from_dict(report.to_dict())
    assert restored.indicators["applications.carried_in.natural_person"].english == expected


def test_a_cell_that_was_not_found_has_it_too() -> None:
    report = parse(OFF)
    assert report.review.total.english == "Administrative review > Total"
    assert report.review.english == "4. Administrative review"  # a figure of its own on the form of 2014


def test_a_blank_cell_and_an_unreadable_one_have_it() -> None:
    row = parse("二、上年结转政府信息公开申请数量 | 1 | | 约12件 | 0 | 0 | 0 | 1\n以上。").applications.carried_in
    assert (row.business.status, row.business.english.rpartition(" > ")[2]) == ("blank", "Commercial enterprises")
    assert (row.research.status, row.research.english.rpartition(" > ")[2]) == ("unreadable", "Research institutions")


REVIEW = "行政复议\n结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计\n1 | 0 | 2 | 0 | {total}"


def test_an_english_sentence_on_a_check_has_each_label_in_both_languages() -> None:
    [check] = parse(REVIEW.format(total=4)).checks.failed
    assert check.describe() == (
        "Administrative review 行政复议: Total 总计 4 = Upheld 结果维持 1 + Other result 其他结果 2 + 0 (2 more)"
        " does not hold: 4 and 3, a difference of 1."
    )
    assert str(check.hint) == (
        "Perhaps: Administrative review 行政复议 > Total 总计 4 would be 3"
        " (Administrative review 行政复议 > Upheld 结果维持 counted twice in the sum)."
    )
    assert check.describe("zh") == "行政复议：总计 4 = 结果维持 1 + 其他结果 2 + 0（另2项），不成立：4与3，相差1。"


def test_item_numbers_and_notes_of_a_label_are_not_said_twice() -> None:
    row = "（二）部分公开（区分处理的，只计这一情形，不计其他情形） | 1 | 0 | 0 | 0 | 0 | 0 | 2"
    [check] = parse(f"三、本年度办理结果\n{row}").checks.failed
    assert check.describe().startswith(
        "Results in this year 三、本年度办理结果 > Partially granted （二）部分公开: Total 总计 2 = Natural persons"
    )


def test_a_label_without_english_is_said_as_it_is_printed() -> None:
    local = "Hotline > Calls"  # the key in words
    total = Indicator("review.total", "行政复议 > 总计", english="Administrative review > Total")
    own = Indicator("hotline.calls", "热线 > 来电", english=local)
    assert name_of(total, "en") == "Administrative review 行政复议 > Total 总计"
    assert name_of(own, "en") == name_of(own, "zh") == "热线 > 来电"
    assert name_of(Indicator("hotline.calls", ""), "en") == "hotline.calls"


def test_without_english_a_label_is_the_key_in_words() -> None:
    without = Form.from_data(EXTENSION)
    assert without.indicators["disclosure.other_documents.made"].english == "Disclosure > Other documents > Made"
    assert without.in_english("其他主动公开文件") == "其他主动公开文件"
    # What the form has that is extended stays, and what the file adds is put with it.
    assert without.in_english("规章") == "Regulations"
    given = Form.from_data({**EXTENSION, "english": {"其他主动公开文件": "Other documents"}})
    assert given.indicators["disclosure.other_documents.made"].english == (
        "Article 20, item (1) > Other documents > Newly made this year"
    )
