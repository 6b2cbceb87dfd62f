"""The documents that are timed: one report for each form and way of writing it, and a page without a report.

The reports are case files of the tests (`tests/cases/synthetic`). Real reports tell more around the same tables, so
each is brought to the usual length of its kind by paragraphs before the tables; what the case expects moves along.
The page without a report is such prose alone, on the same subject: the page that a screen for crawls meets most often
and cannot tell by its topic.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any, Final

from attrs import frozen

from govinfo_parse import Report, looks_like_report
from tests.support.truth import differences

_CASES: Final = Path(__file__).parent.parent / "tests" / "cases" / "synthetic"

# Characters of a common report: the case's name, and the length it is brought to.
_LENGTHS: Final = {"2014_bar_line": 5300, "2014_paragraph": 2950, "2019_cell_bar": 3950, "2021_cell_bar": 3900}
_NO_REPORT: Final = 6500

# Sentences of an office about its work, with figures and words of the subject, but none of the tables' labels.
_PROSE: Final = (
    "第{n}次专题会议研究了门户网站改版方案,{a}个单位参加,会后向{b}个科室下达整改清单,要求月底前逐条销号。",
    "政务大厅新设自助查询机{n}台,累计打印材料{a}份,窗口工作人员辅导群众{b}人次,平均等候时间缩短到{n}分钟。",
    "围绕惠企政策开设图解专栏,刊发图解{n}期、短视频{a}条,其中单条阅读量最高达{b}.6万次,评论区提问全部由业务科室回复。",
    "对照上级反馈的{n}类共性问题开展自查,清理失效链接{a}处、错别字{b}处,补发遗漏的会议纪要摘要并附修改说明。",
    "组织新任职干部{a}人学习条例,编印问答手册{b}本,把常见的{n}个疑难情形写成案例,发到每一个乡镇和街道的工作群。",
    "热线全年接听来电{b}万个,满意率{a}.{n}%,对重复反映的路灯、停车、物业问题,联合住建和城管部门逐一上门核实。",
    "下一步将完善目录动态更新机制,每季度抽查{a}个栏目,对连续{n}次不合格的单位由办公室约谈,并在{b}日内复查。",
)


@frozen
class Sample:
    """A text to time, and what has to be found in it, in the shape of a case file."""

    name: str
    text: str
    expected: dict[str, Any]

    def answer(self, report: Report) -> str:
        """The JSON text of a report's edition, metadata and indicators: what `json.loads` is timed on."""
        data = report.to_dict()
        return json.dumps({name: data[name] for name in ("edition", "metadata", "indicators")}, ensure_ascii=False)

    def check(self, report: Report) -> None:
        """Fails where the report, or the screen, does not say of this text what the case expects."""
        problems = differences(self.text, json.loads(json.dumps(report.to_dict())), self.expected)
        assert not problems, "\n".join(problems)
        assert looks_like_report(self.text) is (self.expected["edition"] is not None)


def samples() -> list[Sample]:
    """All documents, those of the oldest form first."""
    nothing: dict[str, Any] = {"edition": None, "indicators": {}, "optional": [], "extras": [], "checks": {}}
    page = f"政务信息公开工作纪要\n{_prose(_NO_REPORT, chr(10))}"
    return [*(_lengthened(name, length) for name, length in _LENGTHS.items()), Sample("no_report", page, nothing)]


def _lengthened(name: str, length: int) -> Sample:
    """The case with paragraphs after its first line, and its expectations moved by their length."""
    path = _CASES / f"{name}.txt"
    text = path.read_bytes().decode("utf-8")
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    title, newline, rest = text.partition("\n\n" if name.endswith("paragraph") else "\n")
    prose = _prose(length - len(text), newline)
    for cell in [*expected["indicators"].values(), *expected["extras"]]:
        for bounds in ("span", "within"):
            if bounds in cell:
                cell[bounds] = [place + len(prose) for place in cell[bounds]]
    return Sample(name, title + newline + prose + rest, expected)


def _prose(length: int, newline: str) -> str:
    """Paragraphs of at least this many characters together, no two alike."""
    paragraphs = ""
    for paragraph in _paragraphs():
        paragraphs += paragraph + newline
        if len(paragraphs) >= length:
            break
    return paragraphs


def _paragraphs() -> Iterator[str]:
    for number in count():
        sentence = _PROSE[number % len(_PROSE)]
        yield sentence.format(n=number % 9 + 1, a=number * 7 % 83 + 12, b=number * 13 % 61 + 3)
