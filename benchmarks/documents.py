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
from tests.support.documents import DOCUMENTS
from tests.support.truth import differences
from tests.writers.render import STYLES, render

_CASES: Final = Path(__file__).parent.parent / "tests" / "cases" / "synthetic"

# Characters of a common report: the case's name, and the length it is brought to.
_LENGTHS: Final = {"2014_bar_line": 5300, "2014_paragraph": 2950, "2019_cell_bar": 3950, "2021_cell_bar": 3900}
_NO_REPORT: Final = 6500

# Texts that writers made of pages whose tables are not in cells any more: columns of white space, boxes, prints, cells
# run together.
_WRITTEN: Final = _CASES.parent / "writers"
_HARD: Final = (
    "2014_bs4_nothing_word",
    "2014_chromium_pdf_pdftotext_layout_spaced",
    "2019_inscriptis_divs_nbsp",
    "2019_w3m_wide_head_paragraph",
)

# Pages that have the words of the tables, and no table: a guide to filing a request, and rules about it.
_RULES: Final = (
    "第{n}条 申请人可以当面提出申请，也可以通过传真、网络、信函提出；受理机构应当登记编号，出具回执，写明办理期限。",
    "第{n}条 决定予以公开的，告知获取的方式；决定不予公开的，说明理由，并告知申请行政复议或者提起行政诉讼的途径。",
    "第{n}条 属于国家秘密、商业秘密、个人隐私的，不予公开；涉及第三方合法权益的，书面征求意见，限{a}个工作日内回复。",
    "第{n}条 行政许可、行政处罚、行政强制的依据、条件、程序和结果，属于主动公开的范围，自形成之日起{a}个工作日内公布。",
    "第{n}条 规章和规范性文件应当定期清理，废止的及时从目录中移出，现行有效的标明文号，便于查阅。",
    "第{n}条 重复申请、信访举报投诉类申请、要求提供公开出版物的，告知不作为公开申请处理。",
)
_NEWS: Final = (
    "本报讯 城东大桥维修工程昨日完工，恢复双向通行，比原定工期提前{n}天，过往司机普遍反映路面平整、标线清晰。",
    "气象台预计，本周后期有一次降温过程，最低气温{n}度左右，出行请注意添衣，山区路面可能结冰。",
    "市图书馆新馆周六开放，藏书{a}万册，读者凭身份证即可入馆，儿童阅览区增设绘本角。",
    "第{n}届社区运动会落幕，{a}名居民参加拔河、跳绳、乒乓球等项目，冠军由红星社区代表队获得。",
)

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


def hard_samples() -> list[Sample]:
    """Texts whose cells are told by white space, by what a print shows, or by the forms alone."""
    return [
        Sample(
            name,
            (_WRITTEN / f"{name}.txt").read_bytes().decode("utf-8"),
            json.loads((_WRITTEN / f"{name}.json").read_text(encoding="utf-8")),
        )
        for name in _HARD
    ]


def prose_pages() -> list[Sample]:
    """Pages of at least 100 lines without a report: work of the office, rules, news."""
    pages = {"office": _PROSE, "rules": _RULES, "news": _NEWS}
    return [
        Sample(name, "\n".join(_sentences(sentences, 140)), {"edition": None, "indicators": {}})
        for name, sentences in pages.items()
    ]


def _sentences(sentences: tuple[str, ...], number: int) -> Iterator[str]:
    for at in range(number):
        yield sentences[at % len(sentences)].format(n=at % 40 + 1, a=at * 7 % 83 + 12, b=at * 13 % 61 + 3)


def page_of() -> str:
    """A page of about 100 KB: the 2021 report as Word saves it, in what a content system has around an article."""
    document = next(document for document in DOCUMENTS if document.name == "2021_cell_bar")
    style = next(style for style in STYLES if style.name == "word_runs")
    page = render(document, style, "临澄县人民政府", "2022-01-20")
    links = "".join(f'<li class="nav"><a href="/zwgk/{at}/" title="栏目{at}">栏目{at}</a></li>\n' for at in range(300))
    script = "<script>var config = {" + ",".join(f'"key{at}": {at}' for at in range(300)) + "};</script>"
    return page.replace("<body>", f"<body>{script}<ul>{links}</ul>")


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
