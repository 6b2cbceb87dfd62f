"""Pages that the tests of the command read."""

from __future__ import annotations

from pathlib import Path

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "lincheng-2021.txt"
# A whole report of 2021 in which one total is wrong (review.total, in line 320), and the same without the mistake.
CONTRADICTS = EXAMPLE.read_bytes().decode("utf-8")
HOLDS = "".join("6 |\n" if number == 320 else line for number, line in enumerate(CONTRADICTS.splitlines(True), 1))
NOTHING = "本市昨日召开政务公开工作会议。\n"

_ROW = "{}{}年政府信息公开工作年度报告\n{} | {} | 0 | 0 | 0 | 0 | 0 | {}\n"


def carried_out(year: int, count: int, agency: str = "云泽县水务局") -> str:
    """A report that says how many requests it leaves to the next year."""
    return _ROW.format(agency, year, "四、结转下年度继续办理", count, count)


def carried_in(year: int, count: int, agency: str = "云泽县水务局") -> str:
    """A report that says how many requests the year before left."""
    return _ROW.format(agency, year, "二、上年结转政府信息公开申请数量", count, count)


def decisions(agency: str, count: int, year: int = 2022) -> str:
    """A report that says how many licences were decided on."""
    return f"{agency}{year}年政府信息公开工作年度报告\n信息内容 | 本年处理决定数量\n行政许可 | {count}\n"
