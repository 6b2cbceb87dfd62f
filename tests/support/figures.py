"""The figures of the documents: what an office might report, consistent by the form's own rules.

The small functions at the top write values down shortly; the rest is data.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from .document import Value
from .official import specs

BLANK = Value()
NONE = Value("无", None, "none")
ZERO = Value("0", 0, "reported")


def number(value: int, raw: str = "", unit: str | None = None) -> Value:
    """A count, written plainly or as `raw`."""
    return Value(raw or str(value), value, "reported", unit)


def money(amount: str, unit: str | None = None) -> Value:
    """An amount with decimals, and its unit where the cell has one."""
    return Value(amount + (unit or ""), Decimal(amount), "reported", unit)


def dash(raw: str) -> Value:
    """A mark for "not applicable"."""
    return Value(raw, None, "dash")


def inexact(raw: str, unit: str | None = None) -> Value:
    """A text with digits that is not the cell's figure: an inexact number, or a change where none is due."""
    return Value(raw, None, "unreadable", unit)


APPLICANTS = (
    "natural_person",
    "business",
    "research",
    "public_welfare",
    "legal_service",
    "other_organization",
    "total",
)


def applications(edition: str, **rows: str) -> dict[str, Value]:
    """The applications table from the first six figures of its rows, all others 0, totals added up.

    A row's name is its key with ``__`` for the dot: ``denied__state_secret="1 0 0 0 0 0"``.
    """
    counts = {key.replace("__", "."): [int(count) for count in row.split()] for key, row in rows.items()}
    keys = dict.fromkeys(
        spec.key.split(".", 1)[1].rpartition(".")[0] for spec in specs(edition) if spec.table == "applications"
    )
    assert set(counts) <= set(keys), set(counts) - set(keys)
    results = [row for key, row in counts.items() if key not in ("new", "carried_in", "carried_out")]
    counts["total"] = [sum(column) for column in zip(*results, strict=True)] or [0] * 6
    return {
        f"applications.{key}.{applicant}": number(count)
        for key in keys
        for row in [counts.get(key, [0] * 6)]
        for applicant, count in zip(APPLICANTS, [*row, sum(row)], strict=True)
    }


def outcomes(figures: str) -> dict[str, Value]:
    """The fifteen figures of the review and litigation table, in their order."""
    keys = [spec.key for spec in specs("2021") if spec.table == "review_litigation"]
    return {key: number(int(figure)) for key, figure in zip(keys, figures.split(), strict=True)}


def counts(**figures: int) -> dict[str, Value]:
    """Plain figures by key, ``__`` for the dot."""
    return {key.replace("__", "."): number(figure) for key, figure in figures.items()}


STATISTICS = counts(
    disclosure__total=1264,
    disclosure__normative_documents=21,
    disclosure__normative_documents_issued=27,
    disclosure__channels__gazette=18,
    disclosure__channels__website=903,
    disclosure__channels__weibo=112,
    disclosure__channels__wechat=205,
    disclosure__channels__other=64,
    response__total=33,
    response__channels__press_conferences=6,
    response__channels__press_conferences_by_leaders=2,
    response__channels__online_interviews=4,
    response__channels__online_interviews_by_leaders=3,
    response__channels__policy_interpretations=41,
    response__channels__weibo_wechat=17,
    response__channels__other=6,
    applications__received=29,
    applications__received__in_person=7,
    applications__received__fax=1,
    applications__received__online=13,
    applications__received__letter=8,
    applications__closed=28,
    applications__closed__on_time=26,
    applications__closed__extended=2,
    applications__answered=28,
    applications__answered__already_public=11,
    applications__answered__granted=8,
    applications__answered__partially_granted=2,
    applications__answered__denied=3,
    applications__answered__denied__trade_secret=1,
    applications__answered__denied__personal_privacy=2,
    applications__answered__not_this_agency=1,
    applications__answered__nonexistent=2,
    applications__answered__correction_requested=1,
    review=2,
    review__upheld=1,
    review__other=1,
    litigation=1,
    litigation__upheld=1,
    complaints=5,
    organization__agencies=1,
    organization__reading_points=14,
    organization__staff=9,
    organization__staff__full_time=2,
    organization__staff__part_time=7,
    training__meetings=3,
    training__courses=2,
    training__trainees=146,
)
STATISTICS_PASS = {
    "applications.received.channels": "pass",
    "applications.closed.timeliness": "pass",
    "applications.answered.results": "pass",
    "organization.staff.kinds": "pass",
    "disclosure.normative_within_total": "pass",
}

APPLICATIONS_2021 = applications(
    "2021",
    new="57 9 1 2 3 0",
    carried_in="4 0 0 0 1 0",
    granted="21 3 0 1 2 0",
    partially_granted="2 1 0 0 0 0",
    denied__state_secret="1 0 0 0 0 0",  # noqa: S106 - a row of the form
    denied__third_party_rights="3 2 0 0 0 0",
    denied__process_information="0 0 1 0 0 0",
    denied__enforcement_files="4 0 0 0 1 0",
    unavailable__not_held="12 1 0 1 0 0",
    unavailable__needs_creation="5 0 0 0 0 0",
    unavailable__still_unclear="1 0 0 0 0 0",
    not_processed__petition="6 0 0 0 0 0",
    not_processed__duplicate="2 1 0 0 0 0",
    other_handling__no_correction="1 0 0 0 0 0",
    other_handling__other="0 1 0 0 0 0",
    carried_out="3 0 0 0 1 0",
)
APPLICATIONS_2019 = applications(
    "2019",
    new="16 5 0 0 2 1",
    carried_in="3 0 0 0 0 0",
    granted="8 2 0 0 1 1",
    partially_granted="1 0 0 0 0 0",
    denied__internal_affairs="2 0 0 0 0 0",
    denied__inquiry_matters="0 1 0 0 0 0",
    unavailable__not_held="3 1 0 0 1 0",
    not_processed__excessive="1 0 0 0 0 0",
    not_processed__confirmation="1 0 0 0 0 0",
    other_handling="2 0 0 0 0 0",
    carried_out="1 1 0 0 0 0",
)
BALANCED = {
    **{f"applications.{which}.{applicant}": "pass" for which in ("balance", "results") for applicant in APPLICANTS},
    "applications.applicants.new": "pass",
    "applications.applicants.total": "pass",
    "review.outcomes": "pass",
    "litigation.direct.outcomes": "pass",
    "litigation.after_review.outcomes": "pass",
}
OUTCOMES = outcomes("3 1 0 2 6 2 0 1 1 4 1 0 0 0 1")

DISCLOSURE_2021 = counts(
    disclosure__regulations__issued=1,
    disclosure__regulations__repealed=2,
    disclosure__regulations__in_force=38,
    disclosure__normative_documents__issued=12,
    disclosure__normative_documents__repealed=5,
    disclosure__normative_documents__in_force=147,
    disclosure__licensing__decisions=30416,
    disclosure__penalties__decisions=2875,
    disclosure__compulsion__decisions=69,
) | {"disclosure.fees.amount": money("5203.47")}
DISCLOSURE_2019 = counts(
    disclosure__regulations__made=1,
    disclosure__regulations__disclosed=1,
    disclosure__regulations__disclosed_total=23,
    disclosure__normative_documents__made=8,
    disclosure__normative_documents__disclosed=7,
    disclosure__normative_documents__disclosed_total=92,
    disclosure__licensing__items_last_year=214,
    disclosure__licensing__decisions=6630,
    disclosure__other_services__items_last_year=77,
    disclosure__other_services__decisions=1508,
    disclosure__penalties__items_last_year=361,
    disclosure__penalties__change=4,
    disclosure__penalties__decisions=95,
    disclosure__compulsion__items_last_year=19,
    disclosure__compulsion__change=0,
    disclosure__compulsion__decisions=6,
    disclosure__fees__items_last_year=11,
    disclosure__fees__change=0,
    disclosure__procurement__items=42,
) | {
    "disclosure.licensing.change": number(-12, "减少12"),
    "disclosure.other_services.change": number(3, "+3"),
    "disclosure.procurement.amount": money("813506.25", "元"),
}


def nil_blank(values: Mapping[str, Value]) -> dict[str, Value]:
    """The same figures from an office that leaves nil cells blank."""
    return {key: BLANK if value.raw == "0" else value for key, value in values.items()}
