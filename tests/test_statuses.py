"""Statuses and editions are enumerations, and plain text wherever text is expected."""

from __future__ import annotations

import json
import pickle

import pytest

from govinfo_parse import Edition, Indicator, Report, Status, parse
from govinfo_parse.forms import national_forms

ROW = (
    "一、本年新收政府信息公开申请数量 | 1 | 2 | 3 | 4 | 5 | 6 | 21 |\n"
    "二、上年结转政府信息公开申请数量 | 1 | | 无 | — | 若干 | 0 | 1 |\n以上。"
)


def test_every_status_of_a_report_is_a_member() -> None:
    row = parse(ROW).applications.carried_in
    found = [row.natural_person, row.business, row.research, row.public_welfare, row.legal_service]
    assert [cell.status for cell in found] == ["reported", "blank", "none", "dash", "unreadable"]
    for cell, member in zip(found, Status, strict=False):
        assert cell.status is member
    assert parse("").complaints.status is Status.ABSENT


@pytest.mark.parametrize("member", [*Status, *Edition])
def test_a_member_is_its_text(member: Status | Edition) -> None:
    text = member.value
    assert member == text
    assert {text: 1}[member] == {member: 1}[text] == 1
    assert (str(member), repr(member), f"{member}", f"{member:>12}", "%s" % member) == (  # noqa: UP031
        text, repr(text), text, f"{text:>12}", text,
    )  # fmt: skip
    assert json.dumps({"status": member}) == json.dumps({"status": text})
    assert pickle.loads(pickle.dumps(member)) is member  # noqa: S301


def test_the_data_of_a_report_holds_plain_text() -> None:
    data = parse(ROW).to_dict()
    assert {type(item["status"]) for item in data["indicators"].values()} == {str}
    again = Report.from_dict(json.loads(json.dumps(data)))
    assert all(type(indicator.status) is Status for indicator in again.indicators.values())


def test_an_indicator_takes_a_status_as_text_but_no_other_word() -> None:
    assert Indicator("a", "甲", status="blank").status is Status.BLANK
    with pytest.raises(ValueError, match="'empty' is not a valid Status"):
        Indicator("a", "甲", status="empty")


def test_the_editions_are_the_national_forms() -> None:
    assert [str(edition) for edition in Edition] == [form.name for form in national_forms()]


def test_a_match_statement_takes_both() -> None:
    report = parse(ROW)
    match report.applications.carried_in.business.status:
        case Status.BLANK:
            pass
        case _:
            raise AssertionError
