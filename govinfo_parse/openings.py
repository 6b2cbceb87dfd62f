"""The opening of a report: what the sentences above its second section say of its year, and whose report it is.

In: the head of the text. Out: a year, a body, each None where no sentence says it, or where sentences differ. Nothing
raises.

Strategy: an opening has few ways to say either (现公布…, 现将…情况报告如下, 由…编制), each with a fixed word. A body is
taken only where the words can be the name of nothing else, and an office that writes the report of a whole government
is not the body whose report it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from .titles import compiled, either, fold, is_body, number

__all__ = ["begins_line", "places", "presented_in", "told_year", "writer_in"]

# How many characters the opening has at most, and how far down section one may begin.
_OPENING: Final = 1500
_HEAD: Final = 4000
# How often an anchor word may lead nowhere before it is given up.
_TRIES: Final = 3

# How prose tells the year: 现将2021年度…情况报告如下, 我镇2021年政府信息公开工作.
_TOLD_YEAR: Final = (
    r"([2２][0０]\d\d|二[〇零○ＯOo0][〇零○ＯOo0一二三四五六七八九]{2})\s{0,3}年"
    r"(?!\s{0,3}\d|[一二三四五六七八九十]{1,2}月)"
)
_NOW: Final = ("现将", "现就", "現將", "現就")
_NOW_TOLD: Final = rf"[^。；;《》]{{0,30}}?{_TOLD_YEAR}([^。；;《》]{{0,50}}?)如下"
_OUR: Final = either(
    rf"[我本](?<![对對较較比和].)[^，。；;,、《》\d]{{1,6}}?{_TOLD_YEAR}"
    r"度?(?:政府信息|政务|政务信息)公开工作(?:情况)?(?:年度)?(?:报告|总结)?[。，,；;：:]"
)
_TOLD_TOPIC: Final = either("(?:信息|政务)公开|工作(?:情况|总结|报告)")
# A report in the middle of a sentence: 云泽县水务局2021年政府信息公开工作年度报告.
_REPORT_TOLD: Final = r"的?(?:(?<!人民)政府信息公开|政务公开|信息公开)(?:工作)?(?:年度)?(?:工作)?(?:情况)?(?:报告|年报)"
# Whose report a sentence of the opening presents (现公布…), and who wrote one (…特编制2021年…), with its year.
_PRESENTED: Final = either(
    r"(?:公布|公开|发布|编制(?:形成|完成)?|制定|现将)了?[《“]?(?:(?P<before>[2２][0０]\d\d)\s{0,3}年度?)?(?P<who>[\u3400-\u9fff]{2,40}?)"
    rf"(?:(?P<behind>[2２][0０]\d\d)\s{{0,3}}年度?)?{_REPORT_TOLD}"
)
_WROTE: Final = either(
    r"(?:[，,。\n]\s{0,4}|由)(?P<who>(?!由|现|特|并)[\u3400-\u9fff]{2,40}?)(?:特|现)?(?:组织)?编制了?的?[《“]?"
    rf"(?P<before>[2２][0０]\d\d)\s{{0,3}}年度?(?P<behind>){_REPORT_TOLD}"
)
# Who presents a report of its own: 云泽县水务局向社会公布本单位2020年….
_GAVE: Final = either(
    r"[，,。\n]\s{0,4}(?P<who>(?!由|现|特|并)[\u3400-\u9fff]{2,40}?)(?:现|特)?向社会(?:公布|公开|发布)"
    rf"(?:本.{{1,3}}?)?[《“]?(?P<before>[2２][0０]\d\d)\s{{0,3}}年度?(?P<behind>){_REPORT_TOLD}"
)
# By whom a sentence says that the report was written: 由云泽县水务局结合有关统计数据编制.
_BY: Final = either(
    r"由(?P<who>[\u3400-\u9fff]{2,40}?)(?:(?:结合|综合|根据|依据|按照|汇总)[^。；;]{0,80}?|组织|负责|牵头)?编[制写]"
)
# An office within the body whose report it is, and one that writes the report of a whole government.
_INNER_OFFICE: Final = r"(?:党政|党建|综合|行政)?(?:综合)?办公室(?:[\u3400-\u9fff]{1,4}科)?"
_OFFICE_OF_ALL: Final = either("府办|政府办公|公开|大数据|政务服务")
# Not of the past year, or of more than that.
_NOT_TOLD: Final = r"[2２][0０]\d\d\s{0,3}年|[计計]划|計劃|要[点點]|安排|打算|方案"
_OPENER: Final = r"[\n。]\s{0,9}([2２][0０]\d\d)\s{0,3}年\s{0,3}度?\s{0,3}[,，我全]"
# The day up to which a report counts.
_UP_TO: Final = r"截[至止]到?([2２][0０]\d\d)\s{0,3}年\s{0,3}[1１][2２]\s{0,3}月\s{0,3}(?:[3３][1１]\s{0,3}日|底)"


def told_year(head: str) -> int | None:
    """The year that the prose of the opening tells, and sentences of section one begin with, if all agree.

    The opening ends with section one; its sentences count if the first of them comes soon.
    """
    start = next((place for place in places(head, ("一、",)) if begins_line(head, place)), _HEAD)
    stop = next((place for place in places(head, ("二、",)) if place > start and begins_line(head, place)), _HEAD)
    openers = list(compiled(_OPENER).finditer(head, start, stop))
    near = bool(openers) and len(head[start : openers[0].start()].split()) < 3
    years = {number(opener[1]) for opener in openers} if near else set()
    if len(years) > 1:
        return None
    opening = head[: min(stop, _OPENING)]
    years |= {number(told[1]) for told in compiled(_OUR).finditer(opening)}
    years |= {number(fold(told[1])) for told in compiled(_UP_TO).finditer(opening)}
    for place in places(opening, _NOW):
        told = compiled(_NOW_TOLD).match(opening, place + len(_NOW[0]))
        if told and compiled(_TOLD_TOPIC).search(told[2]) and not compiled(_NOT_TOLD).search(told[2]):
            years.add(number(told[1]))
    return years.pop() if len(years) == 1 else None


def presented_in(head: str) -> tuple[str | None, int | None]:
    """Whose report of which year sentences of the opening present, if all of them say the same."""
    sentences = (
        found for pattern in (_PRESENTED, _WROTE, _GAVE) for found in compiled(pattern).finditer(head, 0, _OPENING)
    )
    named = (x for x in sentences if is_body(fold(x["who"])) and x["who"][0] not in "我本")
    found = {(x["who"], x["before"] or x["behind"]) for x in named}
    who, year = found.pop() if len(found) == 1 else (None, None)
    return who, number(fold(year)) if year else None


def writer_in(head: str) -> str | None:
    """The body that a sentence of the opening says to have written the report, if that is no office of others."""
    found = compiled(_BY).search(head, 0, _OPENING)
    if found is None or compiled(_OFFICE_OF_ALL).search(who := found["who"]):
        return None
    office = compiled(rf"{_INNER_OFFICE}\Z").search(who)
    body = who[: office.start()] if office else who
    return body if is_body(fold(body)) and body[0] not in "我本" else None


def places(text: str, words: Sequence[str]) -> Iterator[int]:
    """Where each of the words begins in the text, the first few times."""
    for word in words:
        place = text.find(word)
        for _ in range(_TRIES):
            if place < 0:
                break
            yield place
            place = text.find(word, place + 1)


def begins_line(text: str, place: int) -> bool:
    """Whether a place stands at the beginning of a line, or near it."""
    before = text[max(0, place - 16) : place]
    return "\n" in before or "\r" in before or place < 16
