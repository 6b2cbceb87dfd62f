"""What stands around a figure in a sentence: of whom it is, of which time, and whether it may be that of a part.

In: the words before the figure and those that state it, as `prose.py` marks them. Out: yes or no, or whose it is. What
the words are is data (``claims.json``): the guards, which tell what a figure is not, and the neutral words. Nobody can
list the words that make it that of a part (关于征地的, 转办的, 县教育局): all are taken for such but the neutral ones.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Literal

from .claim_rules import Rule, guard, neutral
from .prose import folded

__all__ = [
    "Period",
    "Scope",
    "is_of_other_body",
    "is_of_part",
    "is_of_part_of_year",
    "is_of_year",
    "is_sure",
    "period_of",
    "scope_of",
    "what_it_goes_on_with",
]

Scope = Literal["body", "area"]
Period = Literal["year", "cumulative"]

_YEAR: Final = re.compile(r"(20\d\d)年(?!\d{1,2}月)")
# Years that tell nothing of a sentence: in titles, in comparisons, and where what was left over came from.
_OTHER_YEAR: Final = re.compile(
    r"《[^》]{0,80}》|[较比与]20\d\d年|自20\d\d年[^,;]{0,8}以来|20\d\d年度?(?:未办结)?(?:结转|转入|转至|转到)"
)
# 累计5928条,其中本年度新增2110条: all of the year.
_OF_THE_YEAR: Final = re.compile(r"其中[,:]?(?:20\d\d年度?|[本当今]年度?)")
_BRACKETS: Final = re.compile(r"\([^()]{0,80}\)")
# Where the words of one statement begin.
_BEFORE_IT: Final = re.compile(r"[,;:()]|(?<=#.)、|(?<=#..)、|(?<=#...)、")
_OFFICE: Final = re.compile("(?:办公室|办公厅|办事处)$")
_GOVERNMENT: Final = re.compile("(?:人民政府)?(?:办公室|办公厅|办事处)?$")
_SHORTEST_NAME: Final = 3
_SHORTEST_RUN: Final = 2
_COUNT: Final = re.compile("#(?:[件条宗起份例项次批]|个(?!工作))次?")
_DENIED: Final = re.compile("[未无]|没有")
_NAMED: Final = re.compile("申请|信息公开")


def scope_of(text: str) -> Scope | None:
    """Of whom the last subject in a text speaks; None where it is a part of the body."""
    last = -1
    scope: Scope | None = "body"
    subjects: tuple[tuple[str, Scope | None], ...] = (("area", "area"), ("own", "body"), ("subset", None))
    for name, meant in subjects:
        for found in guard(name).finditer(text):
            if found.start() > last:
                last, scope = found.start(), meant
    return scope


def is_of_year(text: str, year: int | None) -> bool:
    """Whether the last year that is named is the report's, and none of several; if unknown, whether only one is."""
    text = _OTHER_YEAR.sub("", text)
    years = list(_YEAR.finditer(text))
    for several in guard("years").finditer(text):
        one = several[1] and several[1] == several[2]
        if not one and not any(year.start() >= several.end() for year in years):
            return False
    named = [int(year[1]) for year in years]
    if not named:
        return True
    return named[-1] == year if year is not None else len(set(named)) == 1


def is_of_part_of_year(text: str) -> bool:
    """Whether the last time that is named is a part of a year (上半年, 截至6月底): the cells count the whole of it."""
    parts = [found.end() for found in guard("part_year").finditer(text)]
    wholes = [found.end() for found in guard("whole_year").finditer(text)]
    return bool(parts) and parts[-1] > max(wholes, default=0)


def period_of(text: str) -> Period:
    """Whether the figure at the end of a text counts several years together."""
    found = guard("cumulative").search(text)
    return "cumulative" if found and not guard("this_year").search(text, max(0, found.start() - 4)) else "year"


def is_of_part(part: str, words: str) -> bool:
    """Whether words that stand behind 其中 count a part; where they name what they count, only right behind it."""
    clauses = re.split("[,:]", _OF_THE_YEAR.sub("", _BRACKETS.sub("", part)))
    if _NAMED.search(words):
        return "其中" in clauses[-1] or clauses[-2:-1] == ["其中"]
    return any("其中" in clause for clause in clauses)


def is_of_other_body(text: str, agency: str | None) -> bool:
    """Whether the last body that is named as doing something is another than the one that reports."""
    if not agency:
        return False
    others, own = [0], [found.end() for name in ("own", "area") for found in guard(name).finditer(text)]
    for found in guard("other_body").finditer(text):
        (own if _is_own(found["name"], agency) else others).append(found.end())
    return others[-1] > max(own, default=0)


def _is_own(words: str | None, agency: str) -> bool:
    """Whether words end in a name of the body, behind none that narrow it down: not 雨田县水务局 for 云泽县水务局."""
    if words is None:
        return False
    if any(found.end() == len(words) for found in guard("own").finditer(words)):
        return True
    for name in _names(agency):
        start = len(words)
        rest = name
        while start and words[start - 1] in rest:
            start -= 1
            rest = rest[: rest.rindex(words[start])]
        full = words.endswith(name)
        if full or (len(words) - start >= _SHORTEST_RUN and not neutral(False).sub("", words[:start])):
            return True
    return False


def what_it_goes_on_with(text: str, agency: str | None) -> bool | None:
    """Whether what is said behind a text, without naming applications, is surely of them; None where it is not."""
    sure = True
    for clause in reversed(_BEFORE_IT.split(text)):
        counts = _COUNT.search(clause)
        rest = guard("application_parts").sub("", clause)
        if guard("applications").search(clause):
            return sure and not (counts and neutral(False).sub("", _COUNT.sub("", _without_name(rest, agency))))
        if guard("other_things").search(rest) and (counts or not _DENIED.search(clause)):
            return None
        is_comparison = guard("compared").search(clause)  # 较2020年增加4件 names nothing new.
        if counts and not is_comparison and neutral(False).sub("", _COUNT.sub("", rest)):
            sure = False
    return sure


def is_sure(rule: Rule, match: re.Match[str], part: str, agency: str | None) -> bool:
    """Whether only words that narrow nothing down stand around the words of a match, back to the last 全年."""

    def is_neutral(words: str) -> bool:
        return not neutral(rule.value is not None).sub("", _without_name(words, agency))

    *before, clause = _BEFORE_IT.split(part)
    if not is_neutral(clause) or not all(map(is_neutral, match.groups(""))):
        return False
    if guard("behind").match(match.string, match.end()):
        return False
    for earlier in reversed([*before, clause]):
        sets_scene = "#" not in earlier and guard("setting").search(earlier) and not guard("help").search(earlier)
        if sets_scene and not is_neutral(earlier):
            return False
        if guard("other_body_acts").search(guard("own").sub("", _without_name(earlier, agency))):
            return False
        if guard("whole_year").search(earlier):
            break
    return True


def _without_name(words: str, agency: str | None) -> str:
    """The words without the name of the body that reports, or a short form of it: 县水务局, 住建局, 云泽县."""
    if not agency:
        return words
    for name in _names(agency):
        for end in range(len(words), _SHORTEST_NAME - 1, -1):
            if words[end - 1] != name[-1]:
                continue
            for start in range(max(0, end - len(name)), end - _SHORTEST_NAME + 1):
                letters = iter(name)
                if all(char in letters for char in words[start:end]):
                    return words[:start] + words[end:]
    return words


@lru_cache(maxsize=16)
def _names(agency: str) -> tuple[str, ...]:
    """The name of a body as prose is matched, also without the office that writes its reports."""
    name = folded(agency, 0, len(agency)).text
    return tuple(dict.fromkeys(x for x in (name, _OFFICE.sub("", name), _GOVERNMENT.sub("", name)) if x))
