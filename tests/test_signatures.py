"""The signature lines of a form: what is filled in is read, and a blank never takes the label behind it."""

from __future__ import annotations

import pytest

from govinfo_parse import Report, parse
from govinfo_parse.signatures import read_signatures

FILLED = {
    "reporting_unit": "云泽县水务局",
    "head": "李某",
    "reviewer": "赵某某",
    "preparer": "王某",
    "telephone": "0411-8415161",
    "filed": "2018-01-05",
}

EXAMPLES = {
    "one line": (
        "填报单位（盖章）：云泽县水务局　单位负责人：李某　审核人：赵某某　填报人：王某　联系电话：0411-8415161"
        "　填报日期：2018年1月5日",
        FILLED,
    ),
    "a line each": (
        "填报单位:云泽县水务局\n单位负责人: 李 某\n审核人:赵某某\n填报人:王某\n联系电话:0411-8415161\n"
        "报出日期:2018-01-05",
        FILLED,
    ),
    "nothing between": (
        "填报单位(盖章):云泽县水务局 单位负责人:李某审核人:赵某某填报人:王某联系电话:0411-8415161填报日期:2018.1.5",
        FILLED,
    ),
    "cells": (
        "| 填报单位 | 云泽县水务局 | 单位负责人 | 李某 |\n| 审核人 | 赵某某 | 填报人 | 王某 |\n"
        "| 联系电话 | 0411-8415161 | 填报日期 | 2018年1月5日 |",
        FILLED,
    ),
    "a cell a line": (
        "填报单位\n|\n云泽县水务局\n|\n单位负责人\n|\n李某\n|\n审核人\n|\n赵某某\n|\n填报人\n|\n王某\n|\n联系电话\n|\n"
        "0411-8415161\n|\n填报日期\n|\n2018年1月5日\n|",
        FILLED,
    ),
    "letters set apart, traditional": (
        "單位負責人：李某    單位蓋章：    填 報 人：王某\n聯繫電話：0411-8415161    報出日期：2018年1月5日",
        {key: FILLED[key] for key in ("head", "preparer", "telephone", "filed")},
    ),
    "blank": ("填报单位（盖章）：\n单位负责人：  审核人：  填报人：  联系电话：  填报日期：  年  月  日", {}),
    "blank cells": ("| 单位负责人 | | 审核人 | | 填报人 | | 联系电话 | |", {}),
    "blank between": (
        "单位负责人： 审核人：赵某某 填报人： 联系电话：8415161",
        {"reviewer": "赵某某", "telephone": "8415161"},
    ),
    "no day": ("填报人：王某  填报日期：2018年13月5日", {"preparer": "王某"}),
    "labels of other texts": ("负责人：李某\n联系电话：0411-8415161", {}),
    "a sentence": ("审核人员和填报人要认真核对。填报人：认真核对后由单位负责人签字。", {}),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_example(name: str) -> None:
    text, expected = EXAMPLES[name]
    assert read_signatures(text) == expected
    crowd = "一、总体情况\n本机关依法公开政府信息。\n" * 200
    assert read_signatures(f"{crowd}{text}\n{crowd}") == expected


@pytest.mark.parametrize("day", ["二〇一八年一月五日", "二○一八年 一月 五日", "20180105", "２０１８年１月５日"])
def test_a_day_is_read_as_it_may_be_written(day: str) -> None:
    assert read_signatures(f"填报人：王某　填报日期：{day}")["filed"] == "2018-01-05"


@pytest.mark.parametrize("day", ["20181305", "2018010", "二〇一八年十三月五日", "二〇一八年一月"])
def test_what_is_no_day_is_none(day: str) -> None:
    assert "filed" not in read_signatures(f"填报人：王某　填报日期：{day}")


@pytest.mark.parametrize(
    "number", ["0571－88881234", "0571-88881234转801", "0571-88881234、88881235", "0571-88881234/88881235"]
)
def test_a_telephone_number_stands_as_it_is_written(number: str) -> None:
    assert read_signatures(f"填报人：王某　联系电话：{number}　填报日期：")["telephone"] == number


def test_a_report_has_them_in_its_metadata() -> None:
    report = parse(f"第二十条第（五）项\n信息内容 | 本年处理决定数量\n行政许可 | 18\n{EXAMPLES['one line'][0]}")
    assert (report.metadata.head, report.metadata.filed) == ("李某", "2018-01-05")
    assert report.to_dict()["metadata"]["telephone"] == "0411-8415161"
    assert Report.from_dict(report.to_dict()).metadata == report.metadata
