"""Figures in the prose of invented reports: what is stated is claimed, and what only looks like it is not."""

from __future__ import annotations

import json
import pickle
import time
from decimal import Decimal, localcontext
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govinfo_parse import Claim, Report, parse, parse_all
from govinfo_parse.claim_rules import rules
from govinfo_parse.forms import known_form, known_forms, national_forms
from govinfo_parse.prose import prose_data

CASES = Path(__file__).parent / "cases"
NEW = "applications.new.total"
TOTAL = "applications.total.total"
REVIEW = "review.total"
DIRECT = "litigation.direct.total"
AFTER = "litigation.after_review.total"
RECEIVED = "applications.received"
ROW = "一、本年新收政府信息公开申请数量 | 18 | 4 | 0 | 1 | 0 | 1 | 24 |\n"


def report_of(year: int, prose: str) -> Report:
    return parse(f"云泽县水务局{year}年政府信息公开工作年度报告\n{prose}")


def stated(year: int, prose: str) -> set[tuple[str, int | Decimal]]:
    return {(claim.key, claim.value) for claim in report_of(year, prose).claims}


STATED = {
    # The whole of the year, however its months are named.
    "to the end of the year": (2021, "截至2021年12月底，收到政府信息公开申请5件。", {(NEW, 5)}),
    "from January to December": (2021, "1至12月，收到政府信息公开申请5件。", {(NEW, 5)}),
    "a month and the year": (2021, "新条例自5月15日起施行，全年收到政府信息公开申请5件。", {(NEW, 5)}),
    "several ways": (2021, "通过网络、信函等方式收到政府信息公开申请5件。", {(NEW, 5)}),
    "businesses alone": (2021, "收到商业企业政府信息公开申请2件。", {("applications.new.business", 2)}),
    "natural persons alone": (2021, "收到自然人政府信息公开申请5件。", {("applications.new.natural_person", 5)}),
    # Applications received and handled.
    "received": (2021, "全年共收到政府信息公开申请12件。", {(NEW, 12)}),
    "received on request": (2022, "本年度受理依申请公开3件，均按时答复。", {(NEW, 3)}),
    "the number before the word": (2023, "我局收到6件政府信息公开申请。", {(NEW, 6)}),
    "numerals": (2021, "全年收到政府信息公开申请十二件。", {(NEW, 12)}),
    "separators": (2021, "全年收到政府信息公开申请1,234件。", {(NEW, 1234)}),
    "full width, spaces": (2021, "全年 收到 政府信息公开 申请 １２ 件。", {(NEW, 12)}),
    "traditional": (2021, "全年共收到政府信息公開申請12件。", {(NEW, 12)}),
    "over two lines": (
        2021,
        "本机关坚持以公开为常态不公开为例外，全年共收到政府信息\n公开申请12件，均已答复。",
        {(NEW, 12)},
    ),
    "broken at the tags": (2021, "全年收到\n政府信息公开申请\n12\n件\n，均已答复。", {(NEW, 12)}),
    "behind another 其中": (2021, "公开文件9件，其中新发布2件，收到政府信息公开申请12件。", {(NEW, 12)}),
    "in the section on them": (2021, "（二）依申请公开。全年共收到申请12件。", {(NEW, 12)}),
    "the form of 2014": (2016, "全年收到政府信息公开申请12件。", {(RECEIVED, 12)}),
    "what was left over": (
        2024,
        "新收政府信息公开申请30件，上年结转1件，共办结24件，结转下年度办理7件。",
        {(NEW, 30), ("applications.carried_in.total", 1), (TOTAL, 24), ("applications.carried_out.total", 7)},
    ),
    "left over, the number first": (
        2024,
        "全县收到依申请公开件927件，办结930件，31件结转到2025年度继续办理。",
        {(NEW, 927), (TOTAL, 930), ("applications.carried_out.total", 31)},
    ),
    "results": (
        2021,
        "答复申请9件。其中，予以公开5件，部分公开1件，本机关不掌握相关信息3件。",
        {
            (TOTAL, 9),
            ("applications.granted.total", 5),
            ("applications.partially_granted.total", 1),
            ("applications.unavailable.not_held.total", 3),
        },
    ),
    "results of 2014, in quotes": (
        2015,
        "共答复申请9件，“属于已主动公开范围”的3件，占33.3%；申请办理中，“申请信息不存在”的2件。",
        {
            ("applications.answered", 9),
            ("applications.answered.already_public", 3),
            ("applications.answered.nonexistent", 2),
        },
    ),
    "ways": (
        2015,
        "收到政府信息公开申请9件，其中当面申请2件、传真申请0件、网络申请3件、信函申请4件。",
        {
            (RECEIVED, 9),
            (f"{RECEIVED}.in_person", 2),
            (f"{RECEIVED}.fax", 0),
            (f"{RECEIVED}.online", 3),
            (f"{RECEIVED}.letter", 4),
        },
    ),
    # Nothing of it.
    "none received": (2021, "2021年，我局未收到政府信息公开申请。", {(NEW, 0)}),
    "none received, from anyone": (2021, "街道未收到任何公民、法人和其他组织提出的公开政府信息的申请。", {(NEW, 0)}),
    "none put in": (2022, "年度内未有公民、法人或其他组织提出政府信息公开申请。", {(NEW, 0)}),
    "none, in the section on them": (2016, "三、依申请公开情况\n我镇2016年度无申请。", {(RECEIVED, 0)}),
    "no reviews and lawsuits": (
        2021,
        "未发生因政府信息公开引起的行政复议、行政诉讼。",
        {(REVIEW, 0), (DIRECT, 0), (AFTER, 0)},
    ),
    "not one": (
        2016,
        "全年无一例因政府信息公开申请行政复议和提起行政诉讼发生。",
        {("review", 0), ("litigation", 0)},
    ),
    "all of them zero": (
        2021,
        "四、政府信息公开行政复议、行政诉讼情况\n行政复议、行政诉讼均为0件。",
        {(REVIEW, 0), (DIRECT, 0), (AFTER, 0)},
    ),
    "each zero": (
        2017,
        "政府信息公开申请行政复议数为0件、提起行政诉讼数0件，举报投诉数量0件。",
        {("review", 0), ("litigation", 0), ("complaints", 0)},
    ),
    "no fees": (2017, "在办理政府信息公开申请中未收取任何费用。", {("fees", 0)}),
    # Reviews.
    "outcomes of reviews": (
        2024,
        "政府信息公开行政复议12件，其中结果维持7件，结果纠正2件，其他结果2件，尚未审结1件；"
        "政府信息公开行政诉讼4件，其中结果维持3件。",
        {(REVIEW, 12), ("review.upheld", 7), ("review.corrected", 2), ("review.other", 2), ("review.pending", 1)},
    ),
    "lawsuits by their way": (2021, "未经复议直接起诉2件、复议后起诉1件。", {(DIRECT, 2), (AFTER, 1)}),
    # What is published, decided and spent.
    "documents": (
        2023,
        "制发行政规范性文件6件，废止规范性文件2件，现行有效行政规范性文件18件。",
        {
            ("disclosure.normative_documents.issued", 6),
            ("disclosure.normative_documents.repealed", 2),
            ("disclosure.normative_documents.in_force", 18),
        },
    ),
    "decisions": (2020, "行政许可处理决定数量776件。", {("disclosure.licensing.decisions", 776)}),
    "money": (2022, "行政事业性收费金额12.5万元。", {("disclosure.fees.amount", Decimal("12.5"))}),
    "channels": (
        2016,
        "主动公开政府信息863条，其中政府网站公开640条、政务微博公开71条。",
        {
            ("disclosure.total", 863),
            ("disclosure.channels.website", 640),
            ("disclosure.channels.weibo", 71),
        },
    ),
    "means": (
        2016,
        "八、机构建设和保障经费情况\n设政府信息公开查阅点3个，专职人员1名，兼职人员4名，专项经费6.5万元。",
        {
            ("organization.reading_points", 3),
            ("organization.staff.full_time", 1),
            ("organization.staff.part_time", 4),
            ("organization.budget", Decimal("6.5")),
        },
    ),
}

NOTHING = {
    # A part of the year, which the cells count whole.
    "half a year": (2021, "上半年收到政府信息公开申请12件。"),
    "a quarter": (2021, "第三季度未收到政府信息公开申请。"),
    "ten months": (2021, "1至10月，收到政府信息公开申请12件。"),
    "up to a month": (2021, "截至6月底，收到政府信息公开申请5件。"),
    "one month": (2021, "2021年3月，收到政府信息公开申请2件。"),
    # A part of the applications, or those that others answer.
    "one way of several": (2021, "通过网络收到政府信息公开申请12件。"),
    "repeated ones": (2021, "收到重复政府信息公开申请12件。"),
    "too late": (2021, "逾期答复政府信息公开申请2件。"),
    "for another body": (2021, "协助市政府答复政府信息公开申请2件。"),
    # Reviews that the body decides, not those of what it did.
    "as the body that reviews": (2021, "我厅作为行政复议机关，受理政府信息公开类行政复议30件。"),
    "against bodies below": (2021, "受理以下级机关为被申请人的政府信息公开行政复议申请30件。"),
    "fees waived": (2017, "减免信息公开收费35.6元。"),
    # Other things that are counted by 件 and 条.
    "hotline": (2014, "12345热线全年共受理群众各类诉求231.3万件，办结率97.7%，受理投诉求助近2000件。"),
    "messages": (2023, "共处理群众留言92条，办理12345政务热线3612件，答复咨询76件。"),
    "advice": (2018, "全年收到咨询投诉9件，均在规定时间内答复。"),
    "permits": (2023, "全年未收到行政许可申请，受理低保申请36件，收到补贴申请12件。"),
    "certificates": (2020, "办理登记3120件，发放不动产权证书810件，完成交易127.33亿元。"),
    "motions": (2020, "承办建议提案34件，公开答复22件。"),
    "items": (2014, "现有行政许可143项、行政处罚2864类、行政事业性收费81项。"),
    "published permits": (2025, "双公示系统中公开行政许可信息55项，行政处罚3项。"),
    "reviews of others": (2022, "依法公开政府信息，办理行政复议案件35件，审结行政诉讼12件。"),
    "kinds of documents": (2018, "制作公文100件，其中主动公开50件，依申请公开30件，不予公开20件。"),
    # Percentages, changes, plans, other years.
    "percentages": (2021, "政府信息公开申请按时办结率100%，予以公开占33.9%。"),
    "a change": (2021, "收到政府信息公开申请较上年增加3件。"),
    "last year": (2021, "去年收到政府信息公开申请12件。"),
    "another year": (2021, "2020年，收到政府信息公开申请12件。"),
    "a plan": (2021, "力争收到政府信息公开申请不超过12件。"),
    "a plan among the problems": (2021, "五、存在的主要问题及改进情况\n收到政府信息公开申请12件。"),
    # A part of it, sums, late answers.
    "a part": (2021, "市本级收到政府信息公开申请4件。"),
    "within": (2021, "各单位公开信息若干条，其中，收到政府信息公开申请4件。"),
    "within, without a comma": (2021, "各单位公开信息若干条，其中教育局收到政府信息公开申请4件。"),
    "a sum of two rows": (2021, "政府信息公开申请中，予以公开和部分公开275件。"),
    "with what was left over": (2024, "办理政府信息公开申请69件，含2023年转至今年办理的件。"),
    "none overdue": (2021, "无政府信息公开申请超期，没有行政复议被纠错。"),
    "a blank": (2021, "收到政府信息公开申请  件，主动公开信息  条。"),
    "lawsuits in one sum": (2021, "因政府信息公开被提起行政诉讼19件。"),
    "nothing left unsaid": (2018, "目前尚无发现应主动公开政府信息而未予公开的情况。"),
    "an older form": (2010, "收到政府信息公开申请12件。"),
}


@pytest.mark.parametrize("name", STATED)
def test_what_is_stated(name: str) -> None:
    year, prose, expected = STATED[name]
    assert stated(year, prose) == expected


def _sentences(kind: str) -> list[list[str]]:
    """The lines of a file of sentences: the year of the report, what it states, and the prose."""
    lines = (CASES / "claims" / f"{kind}.tsv").read_text(encoding="utf-8").splitlines()
    return [line.replace("\\n", "\n").split("\t") for line in lines[1:]]


KNOWN_FAILURE = pytest.mark.xfail(strict=True, raises=AssertionError, reason="known failure")
KINDS = ("in_the_wild", "synthetic", "negative", "known_failures")
SENTENCES = [
    pytest.param(*case, id=f"{kind}-{case[2]}", marks=[KNOWN_FAILURE] if kind == "known_failures" else [])
    for kind in KINDS
    for case in _sentences(kind)
]


def _written(year: str, prose: str) -> set[str]:
    claims = report_of(int(year), prose).claims
    return {f"{claim.key}={claim.value}{' cumulative' * (claim.period == 'cumulative')}" for claim in claims}


def _wanted(claims: str) -> set[str]:
    return set(claims.split("; ")) - {"-"}


@pytest.mark.parametrize(("year", "claims", "prose"), SENTENCES)
def test_sentences(year: str, claims: str, prose: str) -> None:
    assert _written(year, prose) == _wanted(claims)


def test_nothing_wrong_is_claimed() -> None:
    for kind in KINDS:
        for year, claims, prose in _sentences(kind):
            assert _written(year, prose) <= _wanted(claims), prose


@pytest.mark.parametrize(
    "words",
    ["关于征地的", "上级转办的", "涉密", "企业提出的", "网上", "历史遗留问题类", "书面", "首批", "疑难"],
)
def test_words_that_narrow_down_make_it_a_part(words: str) -> None:
    """Unless the table says the same: a part that is as large as the whole is the whole."""
    prose = f"全年收到{words}政府信息公开申请{{}}件。\n"
    assert report_of(2021, prose.format(12)).claims == ()
    assert report_of(2021, prose.format(12) + ROW).claims == ()
    assert [claim.agrees for claim in report_of(2021, prose.format(24) + ROW).claims] == [True]


@pytest.mark.parametrize(
    "subject", ["县教育局", "邻县水务局", "局办公室", "各村", "各县区", "窗口", "下属单位", "乡镇"]
)
def test_what_others_received(subject: str) -> None:
    assert report_of(2021, f"{subject}收到政府信息公开申请12件。").claims == ()


@pytest.mark.parametrize("subject", ["雨田县水务局", "县教育局", "县教育局2021年共", "兄弟单位", "县政府办公室共"])
def test_what_others_received_is_no_claim_even_if_the_table_says_the_same(subject: str) -> None:
    assert report_of(2021, f"{subject}收到政府信息公开申请24件。\n{ROW}").claims == ()


def test_what_others_decided_is_no_claim_even_if_the_table_says_the_same() -> None:
    table = "第二十条第（五）项\n信息内容 | 本年处理决定数量\n行政许可 | 120\n"
    [claim] = report_of(2021, f"县水务局作出行政许可120件。\n{table}").claims
    assert claim.agrees is True
    assert report_of(2021, f"县教育局作出行政许可120件。\n{table}").claims == ()


def test_what_the_office_of_a_government_received() -> None:
    prose = "云泽县人民政府2021年政府信息公开工作年度报告\n县政府办公室共收到政府信息公开申请24件，办结24件。\n"
    assert parse(prose).claims == ()
    assert parse(prose + ROW).claims == ()


@pytest.mark.parametrize("subject", ["云泽县水务局", "县水务局", "水务局", "我局", "本机关", "全局", ""])
def test_what_the_body_itself_received(subject: str) -> None:
    [claim] = report_of(2021, f"{subject}收到政府信息公开申请12件。").claims
    assert (claim.value, claim.scope) == (12, "body")


@pytest.mark.parametrize("name", NOTHING)
def test_what_states_nothing(name: str) -> None:
    year, prose = NOTHING[name]
    assert stated(year, prose) == set()


@pytest.mark.parametrize("name", STATED)
def test_dress_does_not_matter(name: str) -> None:
    year, prose, expected = STATED[name]
    half = prose.translate(str.maketrans("，；：（）", ",;:()"))
    assert stated(year, half) == expected
    assert stated(year, prose.replace("\n", "\r\n\r\n\u3000\u3000") if "两行" in name else prose) == expected
    assert {(c.key, c.value) for c in parse(f"{year}年政府信息公开工作年度报告\n| {prose} |").claims} == expected


def test_a_claim_and_its_place() -> None:
    report = report_of(2021, "全年共收到政府信息公开申请 12 件，均按时答复。")
    [claim] = report.claims
    assert claim == Claim(
        key=NEW, value=12, unit="件", raw="收到政府信息公开申请 12 件", span=claim.span, scope="body", period="year"
    )
    text = f"云泽县水务局2021年政府信息公开工作年度报告\n全年共{claim.raw}"
    assert text[slice(*claim.span)] == claim.raw
    assert not report.indicators


def test_pinyin_behind_characters_is_no_part_of_a_sentence() -> None:
    prose = "全年受理政府信息公開申請(qǐng)7件,已經(jīng)答復(fù)。"
    [claim] = report_of(2021, prose).claims
    assert (claim.key, claim.value, claim.raw) == (NEW, 7, "受理政府信息公開申請(qǐng)7件")


@pytest.mark.parametrize(
    ("written", "value", "bound", "agreeing", "differing"),
    [
        ("5500余条", 5500, "above", 5512, 5612),
        ("近2000条", 2000, "below", 1988, 2010),
        ("约120条", 120, "about", 118, 190),
        ("逾100条", 100, "above", 130, 90),
    ],
)
def test_inexact_figures_are_kept_as_such(written: str, value: int, bound: str, agreeing: int, differing: int) -> None:
    table = "统计指标 | 单位 | 统计数\n（一）主动公开政府信息数 | 条 | {}\n其中：主动公开规范性文件数 | 条 | 1\n"
    prose = f"全年主动公开政府信息{written}。\n"
    for own, agrees in ((agreeing, True), (differing, False)):
        [claim] = report_of(2017, prose + table.format(own)).claims
        assert (claim.value, claim.approximate, claim.agrees) == (value, bound, agrees)


@pytest.mark.parametrize(
    ("prose", "scope", "period"),
    [
        ("全县共收到政府信息公开申请12件。", "area", "year"),
        ("各部门共收到政府信息公开申请12件。", "area", "year"),
        ("全县各部门加强公开，我局收到政府信息公开申请12件。", "body", "year"),
        ("截至目前累计收到政府信息公开申请12件。", "body", "cumulative"),
        ("历年累计收到政府信息公开申请12件。", "body", "cumulative"),
        ("今年以来累计收到政府信息公开申请12件。", "body", "year"),
    ],
)
def test_of_whom_and_of_when(prose: str, scope: str, period: str) -> None:
    [claim] = report_of(2021, prose).claims
    assert (claim.scope, claim.period) == (scope, period)


@pytest.mark.parametrize(
    ("prose", "agrees"),
    [
        ("全年收到政府信息公开申请24件。", True),
        ("全年收到政府信息公开申请25件。", False),
        ("全县共收到政府信息公开申请24件。", True),
        ("全县共收到政府信息公开申请99件。", None),  # the table may be that of the office alone
        ("历年累计收到政府信息公开申请24件。", None),
        ("全年办结政府信息公开申请24件。", None),  # the table has no such row
    ],
)
def test_whether_the_table_says_the_same(prose: str, agrees: bool | None) -> None:
    [claim] = report_of(2021, f"{prose}\n{ROW}").claims
    assert claim.agrees is agrees


def test_received_may_mean_what_was_left_over_too() -> None:
    rows = ROW + "二、上年结转政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1\n"
    assert report_of(2021, f"全年收到政府信息公开申请25件。\n{rows}").claims == ()
    assert len(report_of(2021, f"全年收到政府信息公开申请26件。\n{rows}").claims) == 1


def test_figures_that_contradict_each_other() -> None:
    prose = "全年收到政府信息公开申请24件。收到依申请公开申请20件。\n"
    assert report_of(2021, prose).claims == ()
    [claim] = report_of(2021, prose + ROW).claims
    assert (claim.value, claim.agrees) == (24, True)


def test_amounts_are_compared_in_one_unit_whatever_the_decimal_context() -> None:
    table = "第二十条第（八）项\n信息内容 | 本年收费金额（单位：万元）\n行政事业性收费 | 3.94\n"
    with localcontext() as context:
        context.prec = 2
        claims = report_of(2021, f"行政事业性收费金额39400元。\n{table}").claims
    assert [(claim.value, claim.unit, claim.agrees) for claim in claims] == [(39400, "元", True)]


def test_cells_of_tables_are_no_prose() -> None:
    for text in (
        "一、本年新收政府信息公开申请数量 | 24件 |",
        "一、本年新收政府信息公开申请数量\n|\n24件\n|\n",
        "统计指标\n单位\n统计数\n（一）收到申请数\n件\n24\n1.当面申请数\n件\n24件\n2.传真申请数\n件\n0\n",
    ):
        assert report_of(2021, text).claims == ()
        assert report_of(2016, text).claims == ()


@pytest.mark.parametrize("path", sorted(CASES.glob("*/*.txt")), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_claims_stand_outside_of_the_tables(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    report = parse(text)
    keys = {key for form in national_forms() for key in form.indicators}
    cells = [x.span for x in report.indicators.values() if x.span]
    for claim in report.claims:
        assert claim.key in keys
        assert text[slice(*claim.span)] == claim.raw
        assert all(end <= claim.span[0] or claim.span[1] <= start for start, end in cells)


def test_each_report_of_a_collection_has_its_own() -> None:
    one = (
        "{}2022年政府信息公开工作年度报告\n收到政府信息公开申请{}件。\n第二十条第（五）项\n"
        "信息内容 | 本年处理决定数量\n行政许可 | 18\n"
    )
    text = one.format("云泽县水务局", 3) + one.format("云泽县民政局", 5)
    reports = parse_all(text)
    assert [[claim.value for claim in report.claims] for report in reports] == [[3], [5]]
    assert all(text[slice(*claim.span)] == claim.raw for report in reports for claim in report.claims)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        # The edition of the figures, whatever the year.
        (f"2022年政府信息公开工作年度报告\n未收到政府信息公开申请。\n{ROW}", NEW),
        # Of prose alone, that of its year; of a year that is not told, of the one before it was published.
        ("2018年政府信息公开工作年度报告\n未收到政府信息公开申请。", RECEIVED),
        ("云泽县水务局政府信息公开工作年度报告\n未收到政府信息公开申请。\n云泽县水务局\n2019年1月20日", RECEIVED),
        ("未收到政府信息公开申请。", None),
    ],
)
def test_the_edition_of_the_keys(text: str, key: str | None) -> None:
    assert [claim.key for claim in parse(text).claims] == ([key] if key else [])


def test_a_report_on_a_form_before_2014() -> None:
    table = (
        "指标名称 | 计量单位 | 代码 | 本期实际 | 本年累计\n申请总次数 | 条 | 10 | 3 | 21\n"
        "行政复议数 | 件 | 32 | 0 | 0\n以上。\n"
    )
    prose = "2010年，本市共收到政府信息公开申请21件，未发生因政府信息公开引起的行政复议、行政诉讼。\n"
    report = parse(f"平陵市2010年政府信息公开工作年度报告\n{prose}{table}")
    assert [(claim.key, claim.value, claim.unit, claim.agrees) for claim in report.claims] == [
        ("applications.received.cumulative", 21, "条", True),
        ("review.cumulative", 0, "件", True),
        ("litigation.cumulative", 0, "件", None),
    ]


def test_to_json_and_back() -> None:
    report = report_of(2021, f"全年收到政府信息公开申请约24件。未发生政府信息公开行政复议。\n{ROW}")
    data = json.loads(json.dumps(report.to_dict()))
    assert data["claims"][0] == {
        "key": NEW,
        "value": 24,
        "unit": "件",
        "raw": "收到政府信息公开申请约24件",
        "span": list(report.claims[0].span),
        "scope": "body",
        "period": "year",
        "approximate": "about",
        "agrees": True,
    }
    restored = Report.from_dict(data)
    assert restored.claims == report.claims
    assert restored.to_dict() == data
    assert restored == report
    assert pickle.loads(pickle.dumps(report)).claims == report.claims  # noqa: S301 - our own data


def test_the_rules_are_about_indicators_of_their_editions() -> None:
    forms = {name: known_form(name) for name in known_forms()}
    names = {rule["name"] for rule in prose_data("sections")["names"]}
    data = prose_data("claims")["claims"]
    assert len({item["id"] for item in data}) == len(data)
    for rule, item in zip(rules(), data, strict=True):
        for edition, keys in rule.keys.items():
            assert set(keys) <= set(forms[edition].indicators), item["id"]
        assert {key for keys in rule.sums for key in keys} <= set(forms["2021"].indicators)
        assert rule.sections | rule.within <= names
        for pattern in rule.patterns:
            assert "{" not in "".join(part for part in pattern.pattern.split("{") if part[:1].isupper()), item["id"]
            assert any(set(anchor) & set(pattern.pattern) for anchor in rule.anchors)
            assert rule.value is not None or "#" in pattern.pattern, item["id"]


PIECES = [
    *(
        "收到",
        "未收到",
        "政府信息公开申请",
        "依申请公开",
        "12件",
        "约3件",
        "其中",
        "行政复议",
        "行政诉讼",
        "均为0",
        "予以公开",
    ),
    *(
        "，",
        "。",
        "；",
        "（",
        "）",
        "\n",
        "全县",
        "2020年",
        "2021年",
        "上年结转",
        "主动公开政府信息",
        "5条",
        "费用",
        "没有",
        "|",
    ),
]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=40).map("".join))
def test_total(prose: str) -> None:
    report = report_of(2021, prose)
    for claim in report.claims:
        assert claim.raw in f"云泽县水务局2021年政府信息公开工作年度报告\n{prose}"
    assert Report.from_dict(report.to_dict()).to_dict() == report.to_dict()


@pytest.mark.parametrize("unit", [*PIECES, "未收到政府信息公开申请，", "没有因政府信息公开", "收到1件", "1"])
def test_linear(unit: str) -> None:
    times = []
    for size in (20_000, 160_000):
        report = Report(edition="2021", text=unit * (size // len(unit)))
        start = time.process_time()
        _ = report.claims
        times.append(time.process_time() - start)
    assert times[1] < 8 * times[0] * 6 + 0.2
