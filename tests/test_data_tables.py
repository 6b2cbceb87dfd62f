"""Reports as tables of data: rows, long, wide and harmonized, as data frames and as CSV."""

from __future__ import annotations

import csv
import io
import json
import pickle
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govinfo_parse import (
    DataTable,
    Form,
    Indicator,
    Report,
    harmonized_table,
    load_form,
    long_table,
    parse,
    wide_table,
)
from govinfo_parse.comma_separated import csv_lines, long_csv
from govinfo_parse.forms import known_form

ROOT = Path(__file__).parent.parent
CASES = sorted((ROOT / "tests" / "cases" / "synthetic").glob("*.txt"))
REPORTS = [parse(path.read_bytes().decode("utf-8"), source=path.name) for path in CASES]
FEES = "disclosure.fees.amount"
COSTS = "{}\n信息内容 | 本年收费金额（单位：万元）\n行政事业性收费 | {}\n以上。"
# The form of 2019 prints no unit here.
PROCUREMENT = "2019年\n信息内容 | 采购项目数量 | 采购总金额\n政府集中采购 | 3 | {}\n以上。"
BOUGHT = "disclosure.procurement.amount"


def costs(year: int, amount: str) -> Report:
    return parse(COSTS.format(f"{year}年", amount))


# --- rows -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.source)
def test_the_rows_say_what_the_data_says(report: Report) -> None:
    rows = report.to_rows()
    assert json.loads(json.dumps(rows)) == rows
    data = report.to_dict()
    assert [row["key"] for row in rows] == list(data["indicators"])
    for row in rows:
        said = data["indicators"][row["key"]]
        assert [row[name] for name in ("value", "unit", "status", "raw", "origin")] == [
            said[name] for name in ("value", "unit", "status", "raw", "origin")
        ]
        assert [row["start"], row["end"]] == said["span"]
        assert (row["source"], row["edition"]) == (data["source"], data["edition"])
        assert (row["year"], row["agency"]) == (data["metadata"]["year"], data["metadata"]["agency"])
        indicator = report.indicators[row["key"]]
        assert (row["label"], row["label_en"]) == (indicator.label, indicator.english)


def test_a_row_is_in_plain_order() -> None:
    assert list(REPORTS[0].to_rows()[0]) == [
        *("source", "edition", "year", "agency", "key", "label", "value", "unit", "status", "raw", "start", "end"),
        *("label_en", "origin"),
    ]


def test_a_table_is_a_sequence_of_rows() -> None:
    table = long_table(REPORTS)
    rows = [row for report in REPORTS for row in report.to_rows()]
    assert list(table) == rows
    assert (table[-1], table[2:5], len(table)) == (rows[-1], rows[2:5], len(rows))
    with pytest.raises(IndexError):
        table[len(rows)]
    again = pickle.loads(pickle.dumps(table))  # noqa: S301 - our own data
    assert (list(again), again.columns) == (rows, table.columns)


def test_no_report_is_no_row_of_figures_and_a_row_of_its_own_without_any() -> None:
    nothing = parse("本市昨日召开政务公开工作会议。", source="news.txt")
    assert long_table([nothing]).to_csv().count("\n") == 1
    [row] = wide_table([nothing, REPORTS[0]])[:1]
    assert row["source"] == "news.txt"
    assert {value for name, value in row.items() if name != "source"} == {None}
    assert list(wide_table([nothing])) == [{"source": "news.txt", "edition": None, "year": None, "agency": None}]


@pytest.mark.parametrize("make", [long_table, wide_table, harmonized_table])
def test_what_is_no_list_of_reports_is_said(make: Any) -> None:
    with pytest.raises(TypeError, match="a list of reports, not Report; put it in brackets"):
        make(REPORTS[0])
    with pytest.raises(TypeError, match="str is none; parse it first"):
        make(["行政处罚 | 18"])


# --- wide -----------------------------------------------------------------------------------------------------------


def test_a_wide_table_has_every_cell_of_the_forms() -> None:
    table = wide_table([report for report in REPORTS if report.edition == "2021"])
    form = known_form("2021")
    assert [column.name for column in table.columns] == ["source", "edition", "year", "agency", *form.indicators]
    spec, column = form.indicators[FEES], table.columns[4 + list(form.indicators).index(FEES)]
    assert (column.kind, column.unit, column.label, column.english) == ("decimal", "万元", spec.label, spec.english)


@pytest.mark.parametrize("of", ["value", "status", "unit", "raw"])
def test_each_cell_of_a_wide_table_is_that_of_its_report(of: Any) -> None:
    table = wide_table(REPORTS, of=of)
    assert len(table) == len(REPORTS)
    amounts = {column.name for column in wide_table(REPORTS).columns if column.unit == "万元"}
    for number, report in enumerate(REPORTS):
        for column in table.columns[4:]:
            indicator, said = report.indicators.get(column.name), table.values(column.name)[number]
            if indicator is None:
                assert said == ("absent" if of == "status" else None)
            elif column.name not in amounts or of in ("status", "raw"):
                assert said == getattr(indicator, of)
            elif indicator.value is None or indicator.unit is not None:
                assert said == {"value": indicator.value and indicator.as_unit("万元"), "unit": "万元"}[of]
            else:
                assert said == {"value": None, "unit": None}[of]


def test_amounts_are_in_one_unit_whatever_the_reports_say() -> None:
    reports = [costs(2021, "3.5"), costs(2022, "12000元"), costs(2023, "0.2亿元"), costs(2024, "无")]
    table = wide_table(reports, keys=[FEES])
    assert table.values(FEES) == [Decimal("3.5"), Decimal("1.2"), 2000, None]
    assert wide_table(reports, keys=[FEES], money="元").values(FEES) == [35000, 12000, 20000000, None]
    assert wide_table(reports, keys=[FEES], of="unit").values(FEES) == ["万元", "万元", "万元", "万元"]
    assert wide_table(reports, keys=[FEES], of="status").values(FEES) == ["reported"] * 3 + ["none"]
    assert [row["value"] for row in long_table(reports)] == [3.5, 12000, 0.2, None]
    assert [row["unit"] for row in long_table(reports)][:3] == ["万元", "元", "亿元"]


def test_an_amount_in_a_unit_that_nobody_knows_has_no_value_beside_others() -> None:
    reports = [parse(PROCUREMENT.format(amount)) for amount in ("8040", "8040元", "0")]
    assert wide_table(reports, keys=[BOUGHT]).values(BOUGHT) == [None, Decimal("0.804"), 0]
    assert wide_table(reports, keys=[BOUGHT], of="unit").values(BOUGHT) == [None, "万元", "万元"]
    assert [row["value"] for row in long_table(reports) if row["key"] == BOUGHT] == [8040, 8040, 0]


def test_counts_in_other_words_are_counts_and_those_of_something_else_are_not() -> None:
    def counted(key: str, unit: str | None) -> Report:
        return Report(edition="2014", indicators={key: Indicator(key, "", 12, unit, "reported", "12", None, "table")})

    key = "training.trainees"  # 人次
    assert wide_table([counted(key, unit) for unit in ("人次", "人", "万元", None)]).values(key) == [12, None, None, 12]
    key = "complaints"  # 件
    assert wide_table([counted(key, unit) for unit in ("件", "条", "万件", "元")]).values(key) == [12, 12, 120000, None]


def test_a_count_with_decimals_makes_a_column_of_decimals() -> None:
    key = "applications.carried_in.natural_person"
    cells = [Indicator(key, "", value, "件", "reported", "", None, "table") for value in (3, Decimal("2.5"))]
    reports = [Report(edition="2021", indicators={key: cell}) for cell in cells]
    table = wide_table(reports, keys=[key])
    assert (table.columns[4].kind, table.values(key)) == ("decimal", [3, Decimal("2.5")])
    assert wide_table(reports[:1], keys=[key]).columns[4].kind == "integer"


def test_columns_of_ones_choice() -> None:
    keys = ["review.total", "applications.received", "review.total"]
    table = wide_table([costs(2021, "3.5")], keys=keys, of="status")
    assert [column.name for column in table.columns[4:]] == keys[:2]
    with pytest.raises(KeyError, match=r"'review\.totl': no form of these reports has this key"):
        wide_table([costs(2021, "3.5")], keys=["review.totl"])
    with pytest.raises(TypeError, match="put it in brackets"):
        wide_table([costs(2021, "3.5")], keys="review.total")
    with pytest.raises(ValueError, match="of='values': a table is of 'value', 'status', 'unit', 'raw'"):
        wide_table([], of="values")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="money='美元': amounts are in 元, 万元, 亿元"):
        wide_table([], money="美元")


def test_a_form_of_ones_own_has_its_columns_beside_those_of_the_edition() -> None:
    form = load_form(ROOT / "docs" / "examples" / "jiangyuan-supplement.json")
    text = "2021年\n指标 | 单位 | 数值\n二、政务热线受理数 | 件 | 2310\n其中：按时办结数 | 件 | 2290\n以上。"
    report = parse(f"{COSTS.format('2021年', '3.5')}\n{text}", forms=["2021", form])
    table = wide_table([report])
    names = [column.name for column in table.columns]
    assert names[-5:] == list(form.indicators)
    assert (names[4], table[0]["supplement.hotline.on_time"]) == ("disclosure.regulations.issued", 2290)


def test_a_key_that_is_named_like_a_column_of_the_report_is_refused() -> None:
    block = {"columns": [{"key": "", "label": ["数值"]}], "rows": [{"key": "year", "label": ["一、年内场次"]}]}
    table = {"name": "t", "title": "场次表", "width": 2, "prefix": "", "blocks": [{**block, "corner": "指标"}]}
    form = Form.from_data({"name": "own", "title": "", "source": "", "years": [2020, None], "tables": [table]})
    cell = Indicator("year", "一、年内场次", 3, None, "reported", "3", None, "table")
    with pytest.raises(ValueError, match="'year' is the name of two columns"):
        wide_table([Report(edition="own", indicators={"year": cell}, own_forms=(form,))])


def test_editions_meet_in_the_harmonized_table() -> None:
    table = harmonized_table(REPORTS)
    names = [column.name for column in table.columns[4:]]
    statuses = harmonized_table(REPORTS, of="status")
    for number, report in enumerate(REPORTS):
        assert [statuses.values(name)[number] for name in names] == [x.status for x in report.harmonized.values()]
        for name, figure in report.harmonized.items():
            value = table.values(name)[number]
            assert value == (
                figure.as_unit("万元") if figure.unit == "元" and figure.value is not None else figure.value
            )
    received = table.values("received")
    assert {report.edition for report, value in zip(REPORTS, received, strict=True) if value} == {
        "2014",
        "2019",
        "2021",
    }
    column = table.columns[4]
    assert (column.name, column.label, column.english) == (
        *("received", "收到申请"),
        "applications received in the year",
    )


# --- data frames ----------------------------------------------------------------------------------------------------

TABLES = {
    "long": long_table(REPORTS),
    "wide": wide_table(REPORTS),
    "status": wide_table(REPORTS, of="status"),
    "harmonized": harmonized_table(REPORTS),
    "empty": wide_table([]),
    "no rows": long_table([]),
}


@pytest.mark.parametrize("name", TABLES)
def test_every_frame_has_exactly_the_values_of_the_table(name: str) -> None:
    table = TABLES[name]
    arrow, polars, pandas = table.to_arrow(), table.to_polars(), table.to_pandas()
    names = [column.name for column in table.columns]
    assert arrow.column_names == polars.columns == list(pandas.columns) == names
    assert len(arrow) == len(polars) == len(pandas) == len(table)
    for column in table.columns:
        values = list(table.values(column.name))
        assert arrow[column.name].to_pylist() == values
        assert polars[column.name].to_list() == values
        assert [None if pd.isna(value) else value for value in pandas[column.name]] == values
        kinds = (str(arrow.schema.field(column.name).type), str(polars.schema[column.name]))
        assert (*kinds, str(pandas.dtypes[column.name])) == {
            "text": ("string", "String", "string"),
            "integer": ("int64", "Int64", "Int64"),
            "decimal": ("decimal128(38, 6)", "Decimal(precision=38, scale=6)", "decimal128(38, 6)[pyarrow]"),
        }[column.kind]


def test_no_digit_of_an_amount_is_lost() -> None:
    amounts = ["0.1", "0.2", "123456789012.34", "3.1234567890123"]
    table = wide_table([costs(2021, amount) for amount in amounts], keys=[FEES])
    exact = sum(map(Decimal, amounts))
    assert table.to_pandas()[FEES].sum() == table.to_polars()[FEES].sum() == exact
    assert pa.compute.sum(table.to_arrow()[FEES]).as_py() == exact
    assert sum(Decimal(str(row[FEES])) for row in table) == exact


def test_frames_say_what_their_columns_are() -> None:
    field = wide_table([costs(2021, "3.5")]).to_arrow().schema.field(FEES)
    assert {name.decode(): value.decode() for name, value in field.metadata.items()} == {
        "label": "第二十条第（八）项 > 行政事业性收费 > 本年收费金额（单位：万元）",
        "label_en": (
            "Article 20, item (8) > Administrative and institutional fees > "
            "Amount charged this year (unit: 10,000 yuan)"
        ),
        "unit": "万元",
    }


def test_more_digits_than_a_frame_holds_are_refused() -> None:
    cells = {FEES: Indicator(FEES, "", Decimal(f"1{'0' * 35}.5"), "万元", "reported", "", None, "table")}
    table = wide_table([Report(edition="2021", indicators=cells)])
    for make in (table.to_arrow, table.to_pandas, table.to_polars):
        with pytest.raises(ValueError, match=rf"{FEES}: 1000.* has more digits than the decimals of a data frame"):
            make()
    assert table.to_csv().endswith(",\n")
    assert table[0][FEES] == "100000000000000000000000000000000000.5"


@pytest.mark.parametrize(
    ("make", "missing", "extra"),
    [
        (DataTable.to_arrow, "pyarrow", "arrow"),
        (DataTable.to_pandas, "pandas", "pandas"),
        (DataTable.to_polars, "polars", "polars"),
    ],
)
def test_a_missing_library_is_named_with_its_extra(
    make: Any, missing: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(ImportError, match=rf"pip install 'govinfo-parse\[{extra}\]'"):
        make(TABLES["long"])


# --- CSV ------------------------------------------------------------------------------------------------------------


def read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("name", TABLES)
def test_csv_has_every_value_of_the_table(name: str) -> None:
    table = TABLES[name]
    header, *lines = read(table.to_csv(formulas=True))
    assert header == [column.name for column in table.columns]
    for line, number in zip(lines, range(len(table)), strict=True):
        for column, written in zip(table.columns, line, strict=True):
            value = table.values(column.name)[number]
            assert written == ("" if value is None else str(value))
            if isinstance(value, (int, Decimal)):
                assert Decimal(written) == value


def test_csv_is_written_as_the_reports_come() -> None:
    asked: list[str | None] = []

    def coming() -> Any:
        for report in REPORTS:
            asked.append(report.source)
            yield report

    lines = long_csv(coming())
    next(lines)
    next(lines)
    assert asked == [REPORTS[0].source]
    assert "".join(long_csv(REPORTS)) == long_table(REPORTS).to_csv()
    parts = [*long_csv([]), *(line for report in REPORTS for line in long_csv([report], header=False))]
    assert "".join(parts) == long_table(REPORTS).to_csv()


def test_a_file_of_csv(tmp_path: Path) -> None:
    path = tmp_path / "figures.csv"
    table = TABLES["wide"]
    assert table.to_csv(path) is None
    assert path.read_bytes().decode("utf-8") == table.to_csv()
    table.to_csv(path, bom=True)
    assert path.read_bytes().startswith(b"\xef\xbb\xbfsource,edition,year,agency,")
    assert path.read_bytes().decode("utf-8-sig") == table.to_csv()
    assert pd.read_csv(path)["source"].tolist() == [report.source for report in REPORTS]
    assert pl.read_csv(path, infer_schema=False)["source"].to_list() == [report.source for report in REPORTS]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("\u3000=1", "'\u3000=1"),
        ("＝1", "'＝1"),
        ("--253", "'--253"),
        # What cells of reports say, and what is no formula.
        ("-45", "-45"),
        ("+1,234.5", "+1,234.5"),
        ("-", "-"),
        ("——", "——"),
        ("无", "无"),
        ("规章=0", "规章=0"),
        ("1-2", "1-2"),
    ],
)
def test_what_a_spreadsheet_would_calculate_is_text(text: str, written: str) -> None:
    assert read("".join(csv_lines(["t"], [[text]], bom=False, formulas=False)))[1] == [written]
    assert read("".join(csv_lines(["t"], [[text]], bom=False, formulas=True)))[1] == [text]


def test_signed_numbers_stay_numbers() -> None:
    rows: list[list[int | Decimal | None]] = [[-45, Decimal("-0.5"), Decimal("1E+3"), 12, None]]
    assert "".join(csv_lines([], rows, bom=False, formulas=False)) == "-45,-0.5,1000,12,\n"


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), st.booleans())
def test_whatever_a_text_is_it_is_one_cell_and_no_formula(text: str, formulas: bool) -> None:
    [[name], *rows] = read("".join(csv_lines(["t"], [[text]], bom=False, formulas=formulas)))
    assert name == "t"
    if not text:
        assert rows == [[""]]
        return
    [[written]] = rows
    if formulas:
        assert written == text
    else:
        assert written in (text, f"'{text}")
        assert written[0] not in "=@\t\r\n"
        if written[0] in "+-":
            assert set(written) <= {"-"} or Decimal(written.replace(",", "")) is not None


def test_half_of_a_pair_of_surrogates_is_written_as_what_no_encoding_has(tmp_path: Path) -> None:
    report = parse("信息内容 | 本年处理决定数量\n行政许可 | 18\ud83d\n行政处罚 | 3\n以上。", source="\udc80")
    for table in (long_table([report]), wide_table([report]), harmonized_table([report])):
        table.to_csv(tmp_path / "table.csv")
        written = (tmp_path / "table.csv").read_text(encoding="utf-8")
        assert written == table.to_csv()
        assert "\ufffd" in written
        for frame in (table.to_pandas(), table.to_polars()):
            assert frame["source"][0] == "\ufffd"
        assert table.to_arrow()["source"][0].as_py() == "\ufffd"
    assert "18\ufffd" in report.to_markdown()
