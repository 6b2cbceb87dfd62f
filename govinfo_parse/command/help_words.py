"""The pages of help: what each subcommand does, how it is called, examples, and its exit statuses.

Data: for each subcommand, by language, a `Page`; ``""`` is the command as a whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

__all__ = ["HELP", "Page"]


class Page(NamedTuple):
    """A page of help: one line for the list of commands, how the command is called, what it does, and examples."""

    summary: str
    usage: str
    description: str
    epilog: str


_STATUS_EN: Final = """\
exit status:
  0  every file gave a report
  2  unusable arguments, a file that cannot be read, output that cannot be written
  3  a file without a report
"""
_STATUS_ZH: Final = """\
退出状态：
  0  每个文件都读出了报告
  2  参数有误、文件无法读取或结果无法写入
  3  有文件不含报告
"""
_READS_EN: Final = """\
A file is read by its content, whatever it is called. Text is in UTF-8, in UTF-16
or UTF-32 with its byte order mark, or in GB18030 (GB2312, GBK). Of a folder all
files are read that may hold a report. - stands for standard input.
"""
_READS_ZH: Final = """\
文件类型按内容判断，与文件名无关。文本可以是UTF-8、带标记的UTF-16或UTF-32、
GB18030（含GB2312、GBK）。文件夹则读取其中（含下级）可能是报告的全部文件。
- 表示标准输入。
"""

HELP: Final[Mapping[str, Mapping[str, Page]]] = {
    "": {
        "en": Page(
            "",
            "govinfo-parse COMMAND [OPTION]… [FILE]…\n       govinfo-parse FILE…",
            """\
Read the standard tables of Chinese government information disclosure reports
(政府信息公开工作年度报告) from text, web pages and documents.
""",
            """\
examples:
  govinfo-parse page.html                       the tables, for a person
  govinfo-parse parse pages --format csv        one row for each indicator
  govinfo-parse check report.txt                does the report add up?
  govinfo-parse explain report.txt review.total where does this figure come from?
  govinfo-parse COMMAND --help                  more on a command

A file that is called like a command is given as ./check.
""",
        ),
        "zh": Page(
            "",
            "govinfo-parse 子命令 [选项]… [文件]…\n       govinfo-parse 文件…",
            "从文本、网页和文档中读取政府信息公开工作年度报告的标准表格。\n",
            """\
示例：
  govinfo-parse page.html                       显示各表，供人阅读
  govinfo-parse parse pages --format csv        每个指标一行
  govinfo-parse check report.txt                报告的数字对得上吗？
  govinfo-parse explain report.txt review.total 这个数字从何而来？
  govinfo-parse 子命令 --help                   查看子命令的帮助

如文件与子命令同名，请写作 ./check。
""",
        ),
    },
    "parse": {
        "en": Page(
            "write the indicators of the reports in these files",
            "govinfo-parse parse [OPTION]… FILE…",
            f"Read files and write the indicators of their reports.\n\n{_READS_EN}",
            f"""\
examples:
  govinfo-parse parse page.txt                        the tables, for a person
  govinfo-parse parse page.html --format json         one JSON document
  govinfo-parse parse pages --format jsonl --jobs 0   one line of JSON for each file
  govinfo-parse parse pages -o all.csv --format csv   one row for each indicator
  pdftotext -layout report.pdf - | govinfo-parse parse -

{_STATUS_EN}""",
        ),
        "zh": Page(
            "读取文件并写出其中报告的指标",
            "govinfo-parse parse [选项]… 文件…",
            f"读取文件，写出其中报告的指标。\n\n{_READS_ZH}",
            f"""\
示例：
  govinfo-parse parse page.txt                        显示各表，供人阅读
  govinfo-parse parse page.html --format json         一个JSON文档
  govinfo-parse parse pages --format jsonl --jobs 0   每个文件一行JSON
  govinfo-parse parse pages -o all.csv --format csv   每个指标一行
  pdftotext -layout report.pdf - | govinfo-parse parse -

{_STATUS_ZH}""",
        ),
    },
    "check": {
        "en": Page(
            "tell whether the figures of a report add up",
            "govinfo-parse check [OPTION]… FILE…",
            f"""\
Hold reports against the rules of their form (勾稽关系): a total is the sum of its
parts, what was received is what was dealt with and what is left. Each rule that
fails is said in words, with both sides, their difference and the line where the
figures stand. A hard rule (error) holds on every form that is filled in right; a
soft one (warning) usually does.

{_READS_EN}""",
            """\
examples:
  govinfo-parse check report.txt                  before it is published
  govinfo-parse check reports --quiet             only those that fail
  govinfo-parse check 2021.txt 2022.txt --series  this year's against last year's
  govinfo-parse check --rollup county.txt bureaus the county's against its bureaus'

exit status:
  0  no hard rule fails (with --strict: no rule at all)
  1  a rule fails
  2  unusable arguments, a file that cannot be read, output that cannot be written
  3  a file without a report
Of several, it is the first in the order 2, 1, 3.
""",
        ),
        "zh": Page(
            "核对报告中的数字是否相符",
            "govinfo-parse check [选项]… 文件…",
            f"""\
按表样的勾稽关系核对报告：总计等于各分项之和，收到的等于办结的与结转的之和，等等。
每条不成立的关系都用文字写明两边、差额及数字所在的行。“错误”是填写正确就必然成立
的关系不成立，“警告”是通常成立的关系不成立。

{_READS_ZH}""",
            """\
示例：
  govinfo-parse check report.txt                  公布之前核对
  govinfo-parse check reports --quiet             只列出有问题的
  govinfo-parse check 2021.txt 2022.txt --series  与上年报告核对
  govinfo-parse check --rollup county.txt bureaus 全县与各部门之和核对

退出状态：
  0  没有“错误”（用 --strict 时，也没有“警告”）
  1  有勾稽关系不成立
  2  参数有误、文件无法读取或结果无法写入
  3  有文件不含报告
几种情况并存时，按2、1、3的次序取第一个。
""",
        ),
    },
    "explain": {
        "en": Page(
            "say how a figure was read, or why it was not",
            "govinfo-parse explain [OPTION]… FILE KEY…",
            """\
Say in words where a figure of a report comes from: its cell, the label by which
its row was found, its unit, and the rules that see it; or why it is not there.
""",
            """\
examples:
  govinfo-parse explain page.txt review.total
  govinfo-parse explain page.txt 行政复议          indicators with that in their label
  govinfo-parse forms 2021                        all keys of a form

exit status:
  0  the figures were explained, also where they are not there
  2  unusable arguments, no such key, a file that cannot be read
  3  the file holds no report
""",
        ),
        "zh": Page(
            "说明一个数字是怎样读出的，或为什么没有",
            "govinfo-parse explain [选项]… 文件 指标…",
            """\
用文字说明报告中一个数字的来历：所在单元格、据以认定该行的名称、计量单位、涉及的
勾稽关系；如果没有读到，说明为什么。
""",
            """\
示例：
  govinfo-parse explain page.txt review.total
  govinfo-parse explain page.txt 行政复议          列出名称中含此词的指标
  govinfo-parse forms 2021                        列出表样的全部指标

退出状态：
  0  已说明（包括没有此数字的情况）
  2  参数有误、没有此指标或文件无法读取
  3  文件不含报告
""",
        ),
    },
    "view": {
        "en": Page(
            "write a page that shows a report beside its text",
            "govinfo-parse view [OPTION]… FILE…",
            """\
Write an HTML page to look at: the text with every figure marked, beside the
official tables filled in; what fails or is doubtful stands out. The page is one
file, which needs no network.
""",
            f"""\
examples:
  govinfo-parse view report.txt -o page.html
  govinfo-parse view report.docx --open           in your browser
  govinfo-parse view reports -o pages/            a page for each, in a folder

{_STATUS_EN}""",
        ),
        "zh": Page(
            "写出供查看的网页，报告原文与各表对照",
            "govinfo-parse view [选项]… 文件…",
            """\
写出一个HTML网页供查看：左为原文，标出每个数字；右为填好的标准表格；不相符和存疑之处
突出显示。网页只有一个文件，无需联网。
""",
            f"""\
示例：
  govinfo-parse view report.txt -o page.html
  govinfo-parse view report.docx --open           在浏览器中打开
  govinfo-parse view reports -o pages/            每份报告一个网页，写入文件夹

{_STATUS_ZH}""",
        ),
    },
    "convert": {
        "en": Page(
            "write reports as Markdown, HTML, CSV, Excel and more",
            "govinfo-parse convert --to FORMAT [OPTION]… FILE…",
            """\
Write reports in another form. Documents, one for each report: markdown, html (the
official tables filled in), json. Tables of data, one for all reports, as CSV: long
(or csv; a row for each figure), wide (a row for each report), harmonized (the same,
with what all editions have in common). jsonl: a line for each report. And xlsx: the
official tables in one Excel file, a sheet for each report.
""",
            f"""\
examples:
  govinfo-parse convert page.txt --to markdown
  govinfo-parse convert pages -o all.csv --bom    for Excel
  govinfo-parse convert pages -o tables.xlsx
  govinfo-parse convert pages --to wide -o years.csv --jobs 0
  govinfo-parse convert pages --to html -o tables/

{_STATUS_EN}""",
        ),
        "zh": Page(
            "把报告写成Markdown、HTML、CSV、Excel等格式",
            "govinfo-parse convert --to 格式 [选项]… 文件…",
            """\
把报告写成其他格式。文档，每份报告一个：markdown、html（填好的标准表格）、json。数据表，
全部报告一张，CSV格式：long（即csv，每个数字一行）、wide（每份报告一行）、harmonized（每份
报告一行，只含各版表样共有的内容）。jsonl：每份报告一行。还有xlsx：标准表格写入一个Excel
文件，每份报告一张工作表。
""",
            f"""\
示例：
  govinfo-parse convert page.txt --to markdown
  govinfo-parse convert pages -o all.csv --bom    供Excel打开
  govinfo-parse convert pages -o tables.xlsx
  govinfo-parse convert pages --to wide -o years.csv --jobs 0
  govinfo-parse convert pages --to html -o tables/

{_STATUS_ZH}""",
        ),
    },
    "schema": {
        "en": Page(
            "write the JSON Schema of a report's data",
            "govinfo-parse schema [OPTION]…",
            """\
Write the JSON Schema (2020-12) of what parse --format json and jsonl write for a
report.
""",
            """\
examples:
  govinfo-parse schema -o report.schema.json
""",
        ),
        "zh": Page(
            "写出报告数据的JSON Schema",
            "govinfo-parse schema [选项]…",
            """\
写出 parse --format json 和 jsonl 所写报告数据的JSON Schema（2020-12）。
""",
            """\
示例：
  govinfo-parse schema -o report.schema.json
""",
        ),
    },
    "forms": {
        "en": Page(
            "list the forms, or the tables and keys of one",
            "govinfo-parse forms [OPTION]… [FORM]",
            """\
List the forms that reports are read by, or show the tables, keys and rules of one:
of a built-in form by its name, or of your own by its file (docs/forms.md).
""",
            """\
examples:
  govinfo-parse forms
  govinfo-parse forms 2021
  govinfo-parse forms 2021 --json
  govinfo-parse forms hotline.json       is this file a form?
""",
        ),
        "zh": Page(
            "列出表样，或一种表样的各表和指标",
            "govinfo-parse forms [选项]… [表样]",
            """\
列出可读取的表样，或显示一种表样的各表、指标和勾稽关系：内置表样用名称，自定义表样
用文件名（docs/forms.md）。
""",
            """\
示例：
  govinfo-parse forms
  govinfo-parse forms 2021
  govinfo-parse forms 2021 --json
  govinfo-parse forms hotline.json       检查表样文件
""",
        ),
    },
    "completion": {
        "en": Page(
            "write a script that completes commands in your shell",
            "govinfo-parse completion bash|zsh|fish|powershell",
            """\
Write a script for your shell, by which it completes commands, options, files and
keys. It needs shtab: pip install 'govinfo-parse[completion]'
""",
            """\
examples:
  govinfo-parse completion bash >> ~/.bash_completion
  govinfo-parse completion zsh > ~/.zfunc/_govinfo-parse   (a folder of your $fpath)
  govinfo-parse completion fish > ~/.config/fish/completions/govinfo-parse.fish
  govinfo-parse completion powershell >> $PROFILE
""",
        ),
        "zh": Page(
            "写出供命令行自动补全的脚本",
            "govinfo-parse completion bash|zsh|fish|powershell",
            """\
写出供所用命令行的脚本，自动补全子命令、选项、文件和指标。
需要 shtab：pip install 'govinfo-parse[completion]'
""",
            """\
示例：
  govinfo-parse completion bash >> ~/.bash_completion
  govinfo-parse completion zsh > ~/.zfunc/_govinfo-parse   （$fpath 中的文件夹）
  govinfo-parse completion fish > ~/.config/fish/completions/govinfo-parse.fish
  govinfo-parse completion powershell >> $PROFILE
""",
        ),
    },
}
