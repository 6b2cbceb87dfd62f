"""The form data against the official forms, and what a form file may and may not say."""

import copy
import csv
from pathlib import Path
from typing import Any

import pytest

from govinfo_parse.forms import Form, FormError, national_forms

OFFICIAL = Path(__file__).parent / "data" / "official"
FORMS = {form.name: form for form in national_forms()}
EDITIONS = ("2014", "2019", "2021")


def official(name: str, edition: str) -> list[dict[str, str]]:
    with (OFFICIAL / name).open(encoding="utf-8", newline="") as file:
        provenance = next(file)
        assert provenance.startswith("# Copied from")
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [row for row in rows if row["edition"] == edition]


def half_width(path: tuple[str, ...]) -> str:
    return " > ".join(path).translate(str.maketrans("（），：", "(),:"))


@pytest.mark.parametrize("edition", EDITIONS)
def test_indicators_are_those_of_the_official_form(edition: str) -> None:
    rows = official("indicators.tsv", edition)
    # Row paths leave out the notes in brackets that some labels of 2014 carry; the official label has them.
    full = {row["row"]: half_width((row["label_official"],)) for row in rows} if edition == "2014" else {}

    def row_path(path: str) -> str:
        parts = path.split(" > ")
        prefixes = [" > ".join(parts[: depth + 1]) for depth in range(len(parts))]
        return " > ".join(full.get(prefix, part) for prefix, part in zip(prefixes, parts, strict=True))

    expected = [
        (
            row["table"],
            row["key"],
            row["unit"],
            row["kind"] == "heading",
            row_path(row["row"]),
            row["label_official"],
            "" if edition == "2014" else row["column"],  # its single column, 统计数, is in no label
        )
        for row in rows
    ]
    found = [
        (
            spec.table,
            spec.key,
            spec.unit or "",
            spec.heading,
            half_width(spec.row),
            spec.row[-1] if spec.row else "",
            half_width(spec.column),
        )
        for spec in FORMS[edition].indicators.values()
    ]
    assert found == expected


@pytest.mark.parametrize("edition", EDITIONS)
def test_rules_are_those_of_the_official_form(edition: str) -> None:
    expected = {
        row["id"]: (row["left"], row["relation"], row["right"], row["severity"], row["source"])
        for row in official("rules.tsv", edition)
    }
    rules = FORMS[edition].rules
    assert len(rules) == len(expected)
    assert {
        rule.id: (
            " + ".join(rule.left),
            rule.relation,
            " + ".join(rule.right) or "0",
            rule.severity,
            rule.source,
        )
        for rule in rules
    } == expected


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_form_agrees_with_itself(edition: str) -> None:
    form = FORMS[edition]
    for rule in form.rules:
        assert set(rule.left + rule.right) <= form.indicators.keys(), rule.id
    for table in form.tables:
        labels = {label for block in table.blocks for row in block.rows for label in row.label}
        labels |= {label for block in table.blocks for column in block.columns for label in column.label}
        labels |= {block.title for block in table.blocks if block.title}
        assert table.variants.keys() <= labels, table.name


PROVINCIAL: dict[str, Any] = {
    "name": "made-up",
    "title": "某省公园开放情况表",
    "source": "made up for this test",
    "years": [2030, None],
    "tables": [
        {
            "name": "parks",
            "title": "公园开放情况",
            "width": 4,
            "prefix": "parks",
            "blocks": [
                {
                    "title": "甲部分",
                    "columns": [
                        {"key": "city", "label": ["地区", "市区"], "unit": "座"},
                        {"key": "county", "label": ["地区", "县区"], "unit": "座", "span": 2},
                    ],
                    "rows": [
                        {"key": "all", "label": ["一、公园总数"]},
                        {"key": "kind.free", "label": ["一、公园总数", "其中：免费"]},
                        {"key": "visitors", "label": ["二、游客"], "unit": "万人次"},
                    ],
                }
            ],
        }
    ],
    "rules": [
        {
            "id": "parks.free.{column}",
            "each": "parks.columns",
            "equation": "parks.kind.free.{column} <= parks.all.{column}",
            "severity": "hard",
            "source": "其中",
        },
        {
            "id": "parks.{row}.not_negative",
            "each": "parks.rows",
            "equation": "parks.{row}.city + parks.{row}.county >= 0",
            "severity": "soft",
            "source": "bound by meaning",
        },
    ],
}


def test_a_new_edition_needs_no_code() -> None:
    form = Form.from_data(PROVINCIAL)
    assert [(spec.key, spec.label, spec.unit, spec.span) for spec in form.indicators.values()] == [
        ("parks.all.city", "甲部分 > 一、公园总数 > 地区 > 市区", "座", 1),
        ("parks.all.county", "甲部分 > 一、公园总数 > 地区 > 县区", "座", 2),
        ("parks.kind.free.city", "甲部分 > 一、公园总数 > 其中：免费 > 地区 > 市区", "座", 1),
        ("parks.kind.free.county", "甲部分 > 一、公园总数 > 其中：免费 > 地区 > 县区", "座", 2),
        ("parks.visitors.city", "甲部分 > 二、游客 > 地区 > 市区", "万人次", 1),
        ("parks.visitors.county", "甲部分 > 二、游客 > 地区 > 县区", "万人次", 2),
    ]
    assert [(rule.id, rule.left, rule.relation, rule.right) for rule in form.rules] == [
        ("parks.free.city", ("parks.kind.free.city",), "<=", ("parks.all.city",)),
        ("parks.free.county", ("parks.kind.free.county",), "<=", ("parks.all.county",)),
        ("parks.all.not_negative", ("parks.all.city", "parks.all.county"), ">=", ()),
        ("parks.kind.free.not_negative", ("parks.kind.free.city", "parks.kind.free.county"), ">=", ()),
        ("parks.visitors.not_negative", ("parks.visitors.city", "parks.visitors.county"), ">=", ()),
    ]


def test_groups_are_the_labels_that_have_no_row_of_their_own() -> None:
    [block] = Form.from_data(PROVINCIAL).tables[0].blocks
    assert block.groups == ()
    assert FORMS["2021"].tables[1].blocks[0].groups == (
        "三、本年度办理结果",
        "（三）不予公开",
        "（四）无法提供",
        "（五）不予处理",
        "（六）其他处理",
    )


PARTS = {
    "title": (),
    "tables": (),
    "years": (),
    "columns": ("tables", 0, "blocks", 0),
    "label": ("tables", 0, "blocks", 0, "rows", 1),
    "equation": ("rules", 0),
    "severity": ("rules", 1),
}


@pytest.mark.parametrize("part", PARTS)
def test_a_missing_part_is_named(part: str) -> None:
    data = copy.deepcopy(PROVINCIAL)
    place: Any = data
    for step in PARTS[part]:
        place = place[step]
    del place[part]
    with pytest.raises(FormError, match=f"form 'made-up': .*'{part}'"):
        Form.from_data(data)


def test_a_part_that_no_form_has_is_named() -> None:
    data = copy.deepcopy(PROVINCIAL)
    data["tables"][0]["blocks"][0]["rows"][0]["colour"] = "green"
    with pytest.raises(FormError, match=r"'made-up'.*'colour'"):
        Form.from_data(data)


BLOCK = ("tables", 0, "blocks", 0)


@pytest.mark.parametrize(
    ("place", "value", "said"),
    [
        (
            ("rules", 0, "each"),
            "zoos.columns",
            r"rule 'parks\.free\.{column}': each 'zoos\.columns' is none of parks\.rows",
        ),
        (("rules", 0, "each"), "parks.cells", r"each 'parks\.cells' is none of parks\.rows, parks\.columns"),
        (("rules", 0, "equation"), "parks.al.{column} = 0", r"rule 'parks\.free\.city': its term 'parks\.al\.city'"),
        (("rules", 0, "equation"), "parks.all.city = 0 = 0", r"its term '0 = 0' is the key of no cell"),
        ((*BLOCK, "rows", 1, "key"), "all", r"2 cells have the key 'parks\.all\.city'"),
        ((*BLOCK, "columns", 1, "key"), "city", r"2 cells have the key 'parks\.all\.city'"),
        ((*BLOCK, "rows", 0, "label"), "一、公园总数", r"label is a list of strings, not '一、公园总数'"),
        ((*BLOCK, "columns", 0, "label"), "市区", r"label is a list of strings, not '市区'"),
        ((*BLOCK, "columns", 0, "label"), ["市区", 1], r"label is a list of strings"),
        (("tables", 0, "variants"), {"市区": "城区"}, r"variants of '市区' is a list of strings, not '城区'"),
        (("tables", 0, "variants"), ["市区"], r"missing or misplaced"),
        (("marks",), "公园", r"marks is a list of strings, not '公园'"),
        (("english",), "Parks", r"english is an object of texts and meanings, not 'Parks'"),
        (("english",), {"市区": ""}, r"english of '市区' is text, not ''"),
        (("english",), {"市 区": "City"}, r"english: '市 区' is no title, header or part of a label"),
    ],
)
def test_what_cannot_be_of_a_form_is_named(place: tuple[str | int, ...], value: object, said: str) -> None:
    data: Any = copy.deepcopy(PROVINCIAL)
    changed = data
    for step in place[:-1]:
        changed = changed[step]
    changed[place[-1]] = value
    with pytest.raises(FormError, match=f"form 'made-up': .*{said}"):
        Form.from_data(data)


def test_a_rule_without_a_relation_is_named() -> None:
    data = copy.deepcopy(PROVINCIAL)
    data["rules"][1]["equation"] = "parks.{row}.city"
    with pytest.raises(FormError, match=r"parks\.all\.not_negative.*<="):
        Form.from_data(data)
