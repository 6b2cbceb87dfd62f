"""The command's own words, in English and Chinese.

`WORDS` is data: a key and both wordings; what stands in braces is filled in. The pages of help are in `help_words.py`.
Checks, hints, diagnostics, explanations and tables are put into words where the library makes them.
"""

from __future__ import annotations

import errno
import re
from collections.abc import Mapping
from typing import Final

from ..wording import Language

__all__ = ["WORDS", "Words"]

WORDS: Final[Mapping[str, tuple[str, str]]] = {
    # arguments
    "usage": ("usage: ", "用法："),
    "group_arguments": ("arguments", "参数"),
    "group_options": ("options", "选项"),
    "group_everywhere": ("options of all commands", "通用选项"),
    "group_commands": ("commands", "子命令"),
    "help_help": ("show this help and exit", "显示本帮助"),
    "help_version": ("show the version and exit", "显示版本号"),
    "help_lang": (
        "language of what the command says (default: that of your locale)",
        "界面语言（默认随系统语言）",
    ),
    "help_color": ("colours (default: auto, on a terminal only)", "是否用颜色（默认auto，仅在终端上用）"),
    "help_files": (
        "a file, a folder (with all below it), a pattern such as '*.txt', or - for standard input",
        "文件、文件夹（含下级）、通配符（如 '*.txt'），或以 - 表示标准输入",
    ),
    "help_format": ("what to write (default: table, for a person)", "输出格式（默认table，供人阅读）"),
    "help_jobs": (
        "read with so many processes at once; 0: one for each processor (default: 1)",
        "同时用几个进程读取，0表示每个处理器一个（默认1）",
    ),
    "help_output": ("write to this file, not to standard output", "写入此文件，而非标准输出"),
    "help_form": (
        "look for this form alone: the name of a built-in one, or a file (docs/forms.md); may be given several times",
        "只按此表样读取：内置表样的名称，或表样文件（docs/forms.md）；可多次使用",
    ),
    "of_argument": ("argument {name}: {problem}", "参数 {name}：{problem}"),
    "no_value": ("a value is missing", "缺少取值"),
    "takes_no_value": ("it takes no value, such as {value}", "不带取值，如{value}"),
    "not_with": ("cannot be used together with {other}", "不能与 {other} 同时使用"),
    "required": ("an argument is missing: {names}", "缺少参数：{names}"),
    "not_one_of": ("{value!r} is none of: {names}", "没有“{value}”，可选：{names}"),
    "not_a_count": ("{value!r} is no number of processes (0, 1, 2, …)", "“{value}”不是进程数（0、1、2……）"),
    "no_command": ("name a command, or a file to read", "请给出子命令，或要读取的文件"),
    "no_such_command": (
        "{name!r} is no command, and no such file is there",
        "没有“{name}”这一子命令，也没有此文件",
    ),
    "no_such_option": ("there is no option {name}", "没有选项 {name}"),
    "one_too_many": ("one argument too many: {name}", "多余的参数：{name}"),
    "did_you_mean": ("; did you mean {names}?", "；是否要输入 {names}？"),
    "or": (" or ", " 或 "),
    "see_help": ("Try '{command}'.", "请看“{command}”。"),
    "help_series": (
        "hold the reports of a body for several years against each other, too",
        "并核对同一机关几个年度的报告",
    ),
    "help_rollup": (
        "hold the report in this file against the sum of the others, too",
        "并核对此文件中的报告与其余各报告之和",
    ),
    "help_years": (
        "with --series: the year of each file, in their order, where the reports do not say it",
        "与 --series 同用：依次给出各文件的年度（报告未写明年度时）",
    ),
    "not_years": ("{value!r} is no list of years such as 2021,2022", "“{value}”不是年度，应如2021,2022"),
    "help_blanks": ("count blank, 无 and dash cells as 0", "空白、“无”和“—”按0计"),
    "help_strict": ("soft rules count, too: end with 1 where one fails", "“警告”也计入退出状态"),
    "help_quiet": ("say only what fails", "只列出不成立的"),
    "help_verbose": ("say every rule, also those that hold", "列出每一条，包括成立的"),
    "help_check_format": (
        "text for a person, or jsonl: one line of JSON for each report",
        "text供人阅读；jsonl每份报告一行JSON",
    ),
    "help_file": ("the file that holds the report, or - for standard input", "含报告的文件，或以 - 表示标准输入"),
    "help_key": ("the key of an indicator, or a word of its label", "指标的键，或其名称中的词"),
    "help_which_form": ("the name of a form, or a file that holds one", "表样的名称，或表样文件"),
    "help_json": ("as JSON, for a program", "以JSON输出"),
    "help_keys": ("only the keys, one in a line", "只列出指标的键，每行一个"),
    "help_shell": ("your shell", "所用的命令行"),
    "help_page": (
        "write the page to this file; of several reports, to files in this folder",
        "写入此文件；有多份报告时，写入此文件夹",
    ),
    "help_open": ("show it in your browser", "在浏览器中打开"),
    "help_document": (
        "write to this file; of several reports, documents go to files in this folder, tables to one file",
        "写入此文件；有多份报告时，文档写入此文件夹，数据表写入一个文件",
    ),
    "help_to": ("what to write (default: what the ending of the output says)", "输出格式（默认按输出文件的扩展名）"),
    "help_bom": (
        "of CSV: a byte order mark in front, without which Excel shows no Chinese",
        "CSV文件加字节顺序标记，否则Excel不能正确显示中文",
    ),
    # files
    "standard_output": ("standard output", "标准输出"),
    "is_closed": ("it is closed", "已关闭"),
    "input_closed": ("standard input is closed", "标准输入已关闭"),
    "waits": ("reading standard input; end it with {keys}", "正在读取标准输入，以 {keys} 结束"),
    "cannot_be_read": ("cannot be read: {reason}", "无法读取：{reason}"),
    "cannot_be_written": ("cannot be written: {reason}", "无法写入：{reason}"),
    "no_such_file": ("there is no such file or folder", "没有此文件或文件夹"),
    "no_permission": ("you have no permission to do that", "没有权限"),
    "is_a_folder": ("it is a folder", "这是文件夹"),
    "is_output": ("it is what the output would overwrite", "输出会覆盖此文件"),
    "nothing_matches": ("no file matches this pattern", "没有文件符合此通配符"),
    "nothing_in_folder": (
        "the folder holds no file of a kind that reports are in ({kinds})",
        "文件夹中没有可能是报告的文件（{kinds}）",
    ),
    "passed_over": ("files of other kinds passed over: {count} ({kinds})", "略过其他类型的文件{count}个（{kinds}）"),
    "worker_gone": (
        "a process that was reading ended unexpectedly, perhaps for want of memory; try fewer --jobs",
        "一个读取进程意外结束，可能是内存不足，请减少 --jobs",
    ),
    "no_report": ("no report: {reason}", "不含报告：{reason}"),
    "nothing_found": ("nothing was found in it", "其中什么也没有找到"),
    "needs_folder": (
        "there are several documents; name a folder for them with -o FOLDER/",
        "有多份文档，请用 -o 文件夹/ 给出文件夹",
    ),
    "needs_file": (
        "a workbook goes into a file; name it with -o FILE.xlsx",
        "工作簿须写入文件，请用 -o 文件.xlsx 给出文件名",
    ),
    "page_on_terminal": (
        "a page is not for a terminal; name a file with -o, or show it in your browser with --open",
        "网页不宜输出到终端，请用 -o 给出文件，或用 --open 在浏览器中打开",
    ),
    "no_browser": ("no browser could be started; open this file in one", "无法启动浏览器，请在浏览器中打开此文件"),
    "name_the_format": (
        "say what to write with --to, or by the ending of -o FILE",
        "请用 --to 给出输出格式，或在 -o 的文件名中给出扩展名",
    ),
    # checks
    "all_hold": ("all {count} rules hold", "全部{count}条勾稽关系成立"),
    "some_fail": ("{failed} of {count} rules fail", "{count}条勾稽关系中{failed}条不成立"),
    "one_fails": ("1 of {count} rules fails", "{count}条勾稽关系中1条不成立"),
    "some_open": (
        "no rule fails, {open} of {count} cannot be held (cells are blank or missing)",
        "没有不成立的勾稽关系，{count}条中{open}条无法核对（有空白或缺失的单元格）",
    ),
    "also_open": ("; {open} cannot be held (cells are blank or missing)", "；{open}条无法核对（有空白或缺失的单元格）"),
    "no_rules": ("no rules apply, since the edition is not known", "版本不明，没有适用的勾稽关系"),
    "severity_hard": ("error", "错误"),
    "severity_soft": ("warning", "警告"),
    "severity_pass": ("holds", "成立"),
    "severity_unknown": ("open", "待定"),
    "in_lines": ("The figures stand in lines {first} to {last}.", "有关数字在第{first}行至第{last}行。"),
    "under_zero": (
        "If blank cells count as 0, {count} more fail; --blanks-as-zero shows them.",
        "如空白按0计，另有{count}条不成立，用 --blanks-as-zero 查看。",
    ),
    "series_of": ("{agency}, {years}", "{agency}，{years}"),
    "unnamed": ("(agency not known)", "（机关名称不明）"),
    "one_year_only": (
        "the only report of {agency}; a series needs those of several years",
        "{agency}只有这一份报告，跨年核对需要几个年度的报告",
    ),
    "year_unknown": (
        "the report does not say its year, so it cannot be held against others; give the years with --years",
        "报告未写明年度，无法跨年核对，请用 --years 给出年度",
    ),
    "years_for_files": (
        "--years takes one year for each file: there are {years} years and {files} files",
        "--years 须逐个文件给出年度：现有{years}个年度、{files}个文件",
    ),
    "no_parent": ("the report of the body above has to be read first", "须先能读取上级的报告"),
    "rollup_of": ("{parent}, sum of {count} bodies", "{parent}，{count}个下级之和"),
    "all_checked": (
        "reports: {count}; with a rule that fails: {failed}",
        "报告{count}份，其中{failed}份有不成立的勾稽关系",
    ),
    # explain
    "no_such_key": ("there is no indicator {key!r}", "没有“{key}”这一指标"),
    "keys_below": ("{key!r} is a group; its indicators are:", "“{key}”是一组指标，其中有："),
    "keys_labelled": ("indicators with {key!r} in their label:", "名称中含“{key}”的指标："),
    "and_more": ("… and {count} more", "……另有{count}个"),
    "are_like_it": ("; like it are:", "；相近的有："),
    "list_of_keys": ("'{program} forms 2021' lists the keys of a form.", "“{program} forms 2021”列出表样的全部指标。"),
    # forms
    "year_of_form": ("report year {first}", "{first}报告年度"),
    "years_of_form": ("report years {first} to {last}", "{first}至{last}报告年度"),
    "years_from": ("report years from {first} on", "{first}报告年度起"),
    "size_of_form": (
        "tables: {tables}, cells: {cells}, rules: {rules}",
        "{tables}张表，{cells}个单元格，{rules}条勾稽关系",
    ),
    "extent_of_form": ("{years}; {size}", "{years}；{size}"),
    "rule_hard": ("hard", "必然成立"),
    "rule_soft": ("soft", "通常成立"),
    "rules": ("Rules", "勾稽关系"),
    "rules_between": ("Rules between years", "跨年勾稽关系"),
    "no_such_form": (
        "{name!r} is no built-in form ({names}) and no file",
        "没有“{name}”这一内置表样（{names}），也没有此文件",
    ),
    "needs": ("this needs {what}; install with: {command}", "需要 {what}，请安装：{command}"),
}

# How the library says that one is missing.
_NEEDS: Final = re.compile(r"needs? (.+); install (?:it|them) with: (.+)")


class Words:
    """The words of one language.

    >>> Words("zh")("required", names="FILE")
    '缺少参数：FILE'
    """

    __slots__ = ("language",)

    def __init__(self, language: Language) -> None:
        self.language: Language = language

    def __call__(self, key: str, /, **facts: object) -> str:
        """The wording of a key, filled with `facts`."""
        return WORDS[key][self.language == "zh"].format(**facts)

    def of_error(self, error: OSError | ImportError) -> str:
        """What an error of the system means, or a library that is not installed."""
        if isinstance(error, ImportError):
            found = _NEEDS.search(str(error))
            return self("needs", what=found[1], command=found[2]) if found else str(error)
        keys = {errno.ENOENT: "no_such_file", errno.EACCES: "no_permission", errno.EISDIR: "is_a_folder"}
        key = keys.get(error.errno or 0)
        return self(key) if key else error.strerror or str(error)
