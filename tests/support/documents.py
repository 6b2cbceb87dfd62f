"""The documents that the fixtures and the mutations start from: invented bodies, their prose and their tables.

The prose is full of figures that are no cells of the tables. `python -m tests.support.documents` writes the documents
to `tests/cases/synthetic` and the negative ones to `tests/cases/negative`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from .document import Document, Heading, Part, Prose, Table, Value
from .figures import (
    APPLICATIONS_2019,
    APPLICATIONS_2021,
    BALANCED,
    BLANK,
    DISCLOSURE_2019,
    DISCLOSURE_2021,
    NONE,
    OUTCOMES,
    STATISTICS,
    STATISTICS_PASS,
    ZERO,
    dash,
    inexact,
    money,
    nil_blank,
    number,
    outcomes,
)
from .forms import SECTIONS, tables
from .writers import write

CASES = Path(__file__).parent.parent / "cases"

# Sentences such as such reports have. Their figures are figures of prose: none is a cell.
_GENERAL = (
    "(一)主动公开。全年在门户网站发布各类信息{a}条,其中工作动态{b}条、通知公告{c}条;政务微信推送{d}条,阅读量1.6万次。",
    "(二)依申请公开。本年度收到公开申请{b}件,均在20个工作日内作出答复,没有发生超期情况。",
    "(三)信息管理。清理失效文件{d}份,更正表述不当的网页{c}处,新建台账3本。",
    "(四)平台建设。{y}年8月完成栏目改版,一级栏目由12个并为9个,平均打开时间降至0.8秒。",
    "(五)监督保障。两次抽查共抽取稿件{b}篇,合格率98.5%,通报单位{d}家。",
)
_PROBLEMS = (
    "一年来的工作还有两点不足:一是更新间隔偏长,有{d}个栏目超过30日未更新;二是解读形式单一,图解只占{c}%。",
    "下一年将新增专职岗位1个,办两期培训,力争在{z}年6月底前完成整改。",
)


def _filled(sentences: tuple[str, ...], year: int, figures: tuple[int, int, int, int]) -> tuple[Prose, ...]:
    slots = dict(zip("abcd", figures, strict=True), y=year, z=year + 1)
    return tuple(Prose(sentence.format(**slots)) for sentence in sentences)


def _report(
    name: str,
    dialect: str,
    agency: str,
    year: int,
    prose: tuple[int, int, int, int],
    made: tuple[Table, ...],
    checks: Mapping[str, str],
) -> Document:
    """A report on the 2019 or the 2021 form."""
    parts: list[Part] = [
        Heading(f"{agency}{year}年政府信息公开工作年度报告"),
        Prose(f"本报告依照《中华人民共和国政府信息公开条例》编制,统计期限为{year}年1月1日至{year}年12月31日。"),
        Heading("一、总体情况"),
        *_filled(_GENERAL, year, prose),
    ]
    for table in made:
        parts += [Heading(SECTIONS[table.name]), table]
    parts += [
        Heading("五、存在的主要问题及改进情况"),
        *_filled(_PROBLEMS, year, prose),
        Heading("六、其他需要报告的事项"),
        Prose("本年度没有收取信息处理费,无其他需要报告的事项。"),
    ]
    return Document(name, name[:4], dialect, tuple(parts), checks)


def _statistics(
    name: str,
    dialect: str,
    agency: str,
    year: int,
    prose: tuple[int, int, int, int],
    made: tuple[Table, ...],
    checks: Mapping[str, str],
) -> Document:
    """A report with the 2014 form as its annex."""
    first, second, third, *_ = _filled(_GENERAL, year, prose)
    parts: tuple[Part, ...] = (
        Heading(f"{agency}{year}年度政府信息公开工作年度报告"),
        Prose(f"现将{year}年度工作情况报告如下,所列数据截至{year}年12月31日,联系电话6120033。"),
        Heading("一、工作概述"),
        first,
        second,
        Heading("二、存在的问题和改进措施"),
        third,
        *_filled(_PROBLEMS, year, prose),
        Heading("政府信息公开情况统计表"),
        Heading(f"({year}年度)"),
        Heading(f"填报单位(盖章):{agency}"),
        *made,
        Prose("【打印本页】【关闭窗口】"),
    )
    return Document(name, "2014", dialect, parts, checks)


def _documents() -> tuple[Document, ...]:
    small = {"fees": money("0.35"), "organization.budget": money("12.8")}
    figures_in_headings = {
        "disclosure.channels": number(1302),
        "response.channels": number(74),
        "applications": ZERO,
        "training": ZERO,
    }
    sparse = {
        key: value
        for key, value in STATISTICS.items()
        if key.count(".") < 2 and not key.startswith(("training", "review", "litigation"))
    }
    mixed = {
        "disclosure.regulations.made": NONE,
        "disclosure.regulations.disclosed": NONE,
        "disclosure.regulations.disclosed_total": NONE,
        "disclosure.normative_documents.made": BLANK,
        "disclosure.normative_documents.disclosed_total": BLANK,
        "disclosure.other_services.items_last_year": dash("/"),
        "disclosure.other_services.change": BLANK,
        "disclosure.other_services.decisions": BLANK,
        "disclosure.compulsion.items_last_year": NONE,
        "disclosure.compulsion.change": BLANK,
        "disclosure.compulsion.decisions": BLANK,
        "disclosure.fees.items_last_year": NONE,
        "disclosure.fees.change": BLANK,
    }
    bare_amount = {"disclosure.procurement.amount": money("160.5964")}
    whole_amount = {"disclosure.procurement.amount": number(95800)}
    cut = {"本年新制作数量": "本年新", "本年新公开数量": "本年新"}
    in_10000 = {"采购总金额": "采购总金额(万元)"}
    wrapped = {"商业企业": "商业 企业", "科研机构": "科研 机构"}
    review_wrong = outcomes("0 1 4 0 5 2 0 0 0 2 1 0 1 0 3")
    balance_only = {f"applications.balance.{applicant}": "pass" for applicant in ("natural_person", "total")}
    full_2021 = {**DISCLOSURE_2021, **APPLICATIONS_2021, **OUTCOMES}
    full_2019 = {**DISCLOSURE_2019, **APPLICATIONS_2019, **OUTCOMES}
    nil_2021 = {**DISCLOSURE_2021, **nil_blank(APPLICATIONS_2021), **nil_blank(OUTCOMES)}
    return (
        _statistics(
            "2014_bar_line",
            "bar line",
            "云溪县档案局",
            2016,
            (518, 96, 23, 11),
            tables("2014", {**STATISTICS, **small, **figures_in_headings}, ZERO, {"单位": "单 位"}),
            STATISTICS_PASS,
        ),
        _statistics(
            "2014_paragraph",
            "paragraph",
            "澜口镇人民政府",
            2018,
            (187, 35, 16, 7),
            tables("2014", {**sparse, "fees": ZERO}, BLANK, {"统计指标": "统 计 指 标"}, heading_unit="——"),
            {"organization.staff.kinds": "unknown"},
        ),
        _statistics(
            "2014_cell_bar",
            "cell bar",
            "青禾区文化和旅游局",
            2017,
            (742, 130, 51, 9),
            tables("2014", {**STATISTICS, **small, "litigation": NONE, "complaints": dash("—")}, BLANK),
            {"organization.staff.kinds": "pass", "applications.received.channels": "pass"},
        ),
        _statistics(
            "2014_lines",
            "lines",
            "砚北街道办事处",
            2015,
            (96, 14, 8, 5),
            tables("2014", {**STATISTICS, "fees": ZERO, "complaints": NONE}, ZERO, heading_unit="——"),
            STATISTICS_PASS,
        ),
        _report(
            "2019_cell_bar",
            "cell bar",
            "白石市水务局",
            2019,
            (655, 240, 87, 13),
            tables("2019", {**full_2019, **nil_blank(APPLICATIONS_2019), **review_wrong, **mixed}, BLANK, wording=cut),
            {
                **balance_only,
                "review.outcomes": "pass",
                "litigation.direct.outcomes": "pass",
                "litigation.after_review.outcomes": "fail",
                "applications.balance.research": "unknown",
            },
        ),
        _report(
            "2019_paragraph",
            "paragraph",
            "临澄县住房保障中心",
            2020,
            (404, 58, 31, 6),
            tables("2019", {**full_2019, **whole_amount}, ZERO),
            BALANCED,
        ),
        _report(
            "2019_bare_rows",
            "bare rows",
            "沙棠市市场监督管理局",
            2020,
            (1330, 212, 64, 18),
            tables(
                "2019",
                {**full_2019, **bare_amount, "disclosure.regulations.made": BLANK, "disclosure.fees.change": BLANK},
                ZERO,
                wording=in_10000,
                header_units={"disclosure.procurement.amount": "万元"},
            ),
            BALANCED,
        ),
        _report(
            "2021_cell_bar",
            "cell bar",
            "临澄县人民政府",
            2021,
            (3921, 415, 302, 24),
            tables("2021", full_2021, ZERO, wording=wrapped),
            BALANCED,
        ),
        _report(
            "2021_bar_line",
            "bar line",
            "云溪县交通运输局",
            2022,
            (276, 83, 19, 12),
            tables("2021", {**nil_2021, "disclosure.regulations.issued": dash("/")}, BLANK),
            balance_only,
        ),
        _report(
            "2021_grid_rows",
            "grid rows",
            "青禾区教育局",
            2023,
            (588, 175, 46, 10),
            tables("2021", {**nil_2021, "disclosure.compulsion.decisions": dash("—")}, BLANK),
            balance_only,
        ),
        _report(
            "2021_padded_rows",
            "padded rows",
            "白石市财政局",
            2024,
            (467, 102, 38, 15),
            tables("2021", {**nil_2021, "disclosure.compulsion.decisions": NONE}, BLANK),
            balance_only,
        ),
        _report(
            "2021_markdown",
            "markdown",
            "沙棠市自然资源局",
            2022,
            (809, 144, 72, 17),
            tables("2021", full_2021, ZERO),
            BALANCED,
        ),
        _report(
            "2021_tabs",
            "tabs",
            "砚北区民政局",
            2021,
            (352, 91, 27, 8),
            tables("2021", {**nil_2021, "disclosure.regulations.repealed": NONE}, BLANK),
            balance_only,
        ),
        _report(
            "2021_lines",
            "lines",
            "澜口区卫生健康委员会",
            2023,
            (1045, 167, 93, 21),
            tables("2021", full_2021, ZERO),
            BALANCED,
        ),
    )


_NAMES_OF_ROWS = ("一、主动公开情况", "二、回应解读情况", "三、依申请公开情况", "八、机构建设和保障经费情况")
_UNDER_THEM = (
    "全年主动公开政府信息863条,其中政府网站公开640条、政务微博公开71条、政务微信公开152条,制发规范性文件5件。",
    "回应公众关注热点9次,举办新闻发布会2次,发布政策解读稿件14篇,在线访谈1次。",
    "收到申请12件,其中网络申请10件、信函申请2件;已办结11件,结转下年度1件,行政复议和行政诉讼各0件。",
    "设查阅点3个,专职人员1人,兼职人员4人,专项经费6.5万元,培训班2期、86人次。",
)


def _spelt() -> tuple[Document, ...]:
    """Figures as offices write them, in every way but plain digits, in rows that are told and in rows that are not."""
    figures = {
        "disclosure.regulations.made": number(12, "十二"),
        "disclosure.regulations.disclosed": number(305, "三百零五"),
        "disclosure.regulations.disclosed_total": number(1234, "1,234"),
        "disclosure.normative_documents.made": inexact("约12件", "件"),
        "disclosure.normative_documents.disclosed": inexact("30余"),
        "disclosure.normative_documents.disclosed_total": number(23000, "2.3万件", "件"),
        "disclosure.licensing.items_last_year": number(120, "壹佰贰拾"),
        "disclosure.licensing.change": number(-45, "减少45"),
        "disclosure.licensing.decisions": number(6630, "6，630"),
        "disclosure.other_services.items_last_year": number(8, "8项", "项"),
        "disclosure.other_services.change": number(0, "持平"),
        "disclosure.penalties.items_last_year": number(361),
        "disclosure.penalties.change": number(3, "↑3"),
        "disclosure.penalties.decisions": inexact("近100"),
        "disclosure.compulsion.items_last_year": inexact("+22"),
        "disclosure.compulsion.change": number(-253, "--253"),
        "disclosure.fees.items_last_year": number(2, "两项", "项"),
        "disclosure.fees.change": number(3, "同比增加3"),
        "disclosure.procurement.items": number(12, "１２"),
        "disclosure.procurement.amount": Value("人民币160.5964万元", Decimal("160.5964"), "reported", "万元"),
    }
    spelt = tables("2019", {**DISCLOSURE_2019, **APPLICATIONS_2019, **OUTCOMES, **figures}, ZERO)
    return tuple(
        _report(f"2019_spelt_{dialect.replace(' ', '_')}", dialect, "白石市水务局", 2019, (655, 240, 87, 13), spelt, {})
        for dialect in ("cell bar", "grid rows", "tabs")
    )


def _negatives() -> tuple[Document, ...]:
    """Texts without a table of the form: nothing of them may be reported."""
    prose: list[Part] = [Heading("浮梁湖景区管理委员会2016年度政府信息公开工作年度报告")]
    for name, text in zip(_NAMES_OF_ROWS, _UNDER_THEM, strict=True):
        prose += [Heading(name), Prose(text)]
    lost: list[Part] = [
        Heading("栖霜街道办事处2021年政府信息公开工作年度报告"),
        Heading("一、总体情况"),
        *_filled(_GENERAL, 2021, (73, 22, 9, 4)),
        *(Heading(title) for title in SECTIONS.values()),
        Heading("五、存在的主要问题及改进情况"),
        *_filled(_PROBLEMS, 2021, (73, 22, 9, 4)),
    ]
    other: list[Part] = [
        Heading("栖霜街道2021年部门决算公开"),
        Prose("本表反映部门本年度的总收支,行政许可、行政处罚、行政强制工作经费12.60万元已包含在内。"),
        Prose("项目 |\n行次 |\n金额 |\n一、一般公共预算财政拨款收入 |\n1 |\n1326.40 |\n二、上级补助收入 |\n2 |\n|"),
        Prose("其他 |\n3 |\n18.75 |\n总计 |\n4 |\n1345.15 |"),
        Prose("上年结转18.75万元,结转下年度0万元,其中人员经费占71.3%。"),
    ]
    return tuple(
        Document(name, None, "bar line", tuple(parts), {})
        for name, parts in (("prose_only", prose), ("tables_lost", lost), ("another_table", other))
    )


DOCUMENTS = _documents()
NEGATIVES = _negatives()


def _save(document: Document, folder: Path) -> None:
    written = write(document)
    (folder / f"{document.name}.txt").write_bytes(written.text.encode("utf-8"))
    expected = json.dumps(written.expected(), ensure_ascii=False, indent=1)
    (folder / f"{document.name}.json").write_text(expected + "\n", encoding="utf-8")


if __name__ == "__main__":
    for made in (*DOCUMENTS, *_spelt()):
        _save(made, CASES / "synthetic")
    for made in NEGATIVES:
        _save(made, CASES / "negative")
