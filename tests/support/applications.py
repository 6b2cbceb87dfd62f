"""Tables of applications to which an office added a column of its own, as pages have them."""

from __future__ import annotations

_APPLICANTS = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
COLUMNS = ("natural_person", "business", "research", "public_welfare", "legal_service", "other_organization", "total")


def applications(own: str, *rows: str, merged: bool = True) -> str:
    """A table of applications with a column of the office's own behind the form's. A row is its label and its
    figures, `-` for a blank cell.
    """
    heads = [
        f"<td rowspan=3 colspan=3></td><td colspan=7>申请人情况</td><td rowspan=3>{own}</td>",
        "<td rowspan=2>自然人</td><td colspan=5>法人或其他组织</td><td rowspan=2>总计</td>",
        _cells(*_APPLICANTS),
    ]
    if not merged:
        heads = [
            _cells("", "", "", "申请人情况", *[""] * 6, own),
            _cells("", "", "", "自然人", "法人或其他组织", *[""] * 4, "总计", ""),
            _cells("", "", "", "", *_APPLICANTS, "", ""),
        ]
    body = []
    for row in rows:
        label, *figures = row.split()
        span = f"<td colspan=3>{label}</td>" if merged else _cells(label, "", "")
        body.append(span + _cells(*("" if figure == "-" else figure for figure in figures)))
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in (*heads, *body)) + "</table>"


def _cells(*contents: str) -> str:
    return "".join(f"<td>{content}</td>" for content in contents)
