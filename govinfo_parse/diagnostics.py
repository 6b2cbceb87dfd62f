"""What the parser has to say about its input: problems are values, with a stable code and a place.

Each code stands once in `CATALOGUE`, with its name in Chinese, its severity, whose matter it is (the source document's,
the extractor's or the parser's), what it says, what to do about it, when it appears, and what its span points at.
`diagnostic` makes a `Diagnostic` from a code; ``docs/diagnostics.md`` is generated from the catalogue.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from attrs import frozen

if TYPE_CHECKING:
    from .wording import Language

__all__ = ["CATALOGUE", "FAULTS", "SEVERITIES", "Diagnostic", "diagnostic"]

Severity = Literal["error", "warning", "info"]
Fault = Literal["source", "extractor", "parser"]
SEVERITIES: Final[tuple[Severity, ...]] = ("error", "warning", "info")
FAULTS: Final[tuple[Fault, ...]] = ("source", "extractor", "parser")


@frozen
class Diagnostic:
    """Something to know about the result: `span` gives its place in the source, where it has one.

    >>> from govinfo_parse import parse
    >>> found = parse("某市昨日召开会议。").diagnostics[0]
    >>> found.code, found.severity, found.fault, found.span
    ('no-report', 'error', 'source', None)
    """

    code: str
    severity: Severity
    fault: Fault
    message: str
    hint: str
    span: tuple[int, int] | None = None

    @property
    def title(self) -> str:
        """What the code is called in Chinese; empty for one that this version does not know.

        >>> from govinfo_parse import parse
        >>> parse("某市昨日召开会议。").diagnostics[0].title
        '没有报告表格'
        """
        return CATALOGUE[self.code].title if self.code in CATALOGUE else ""

    def describe(self, language: Language = "en") -> str:
        """The message in English (``en``) or Chinese (``zh``); `ValueError` for another language.

        >>> from govinfo_parse import parse
        >>> parse("某市昨日召开会议。").diagnostics[0].describe("zh")
        '未找到标准表格：文本中没有依次出现的表格名称。'
        """
        from .diagnostic_words import message_in_chinese
        from .wording import in_language

        return in_language(language, self.message, message_in_chinese(self.code, self.message))

    def advise(self, language: Language = "en") -> str:
        """The hint in English (``en``) or Chinese (``zh``); `ValueError` for another language."""
        from .diagnostic_words import WORDS_ZH
        from .wording import in_language

        return in_language(language, self.hint, WORDS_ZH[self.code][1] if self.code in WORDS_ZH else self.hint)


class _Entry(NamedTuple):
    title: str
    severity: Severity
    fault: Fault
    message: str
    hint: str
    when: str
    place: str


CATALOGUE: Final[dict[str, _Entry]] = {
    "no-report": _Entry(
        "没有报告表格",
        "error",
        "source",
        "No standard table was found: {reason}.",
        "If the page shows the table as an image or an attachment, read that instead.",
        "No cell of a standard table was read: the text has no labels of one, or no figures that have a place.",
        "",
    ),
    "report-elsewhere": _Entry(
        "报告可能在图片或附件中",
        "warning",
        "source",
        "There is no report in the text, but there is {places}.",
        "Give an attachment to `parse_file`; a picture needs OCR first, such as `tesseract PICTURE text -l chi_sim`.",
        "A page or a document without a report in its text has pictures, attachments or embedded files.",
        "",
    ),
    "file-empty": _Entry(
        "空文件",
        "error",
        "source",
        "There is {content} in the file.",
        "Fetch it again: a download may have failed.",
        "A file has no bytes, or holds white space or NUL bytes alone.",
        "",
    ),
    "file-other": _Entry(
        "未支持的文件格式",
        "error",
        "source",
        "The file is {kind}, which is not read here: {remedy}.",
        "Then parse the file that comes out of it.",
        "A file is of a kind that is not read, such as DOC, WPS, ODT and OFD, or an archive.",
        "",
    ),
    "file-image": _Entry(
        "图片或扫描件",
        "error",
        "source",
        "The file is {kind}: it holds a picture of the report, and no text.",
        "Read its text with OCR, such as `ocrmypdf -l chi_sim FILE new.pdf` or `tesseract FILE text -l chi_sim`.",
        "A file is an image, or a PDF document without a layer of text, or with one whose characters have no meaning.",
        "",
    ),
    "pages-without-text": _Entry(
        "部分页面没有文字层",
        "warning",
        "source",
        "These pages of the document are pictures, of which nothing was read: {pages}.",
        "Read their text with OCR, such as `ocrmypdf -l chi_sim --skip-text FILE new.pdf`, and parse the new file.",
        "Some pages of a PDF document have a layer of text, others are pictures only.",
        "",
    ),
    "file-encrypted": _Entry(
        "文件已加密",
        "error",
        "source",
        "The file is {kind} that is encrypted.",
        "Open it with its password and save it without one, or fetch a copy that has none.",
        "A document can be opened with a password only.",
        "",
    ),
    "file-damaged": _Entry(
        "文件损坏",
        "error",
        "source",
        "The file looks like {kind}, but cannot be read: {reason}.",
        "Fetch it again; if it opens in its own program, save it there once more.",
        "A file breaks off, or is not what its beginning says.",
        "",
    ),
    "file-too-large": _Entry(
        "文件过大",
        "error",
        "source",
        "The file is larger than {limit}, and was not read.",
        "Save the pages of the report as a file of their own.",
        "A file has more bytes than any report; the limits are in docs/files.md.",
        "",
    ),
    "cells-inferred": _Entry(
        "按表格顺序推定的数字",
        "info",
        "extractor",
        "{count} figures without labels of their own were placed in the order of the form: {rules} hold for them.",
        "Their `origin` is `inferred`.",
        "Figures stand where the labels of their rows are lost or apart from them; the form has exactly as many"
        " cells there, and its rules hold for them in this order.",
        "the figures, from the first to the last",
    ),
    "cells-proved": _Entry(
        "按勾稽关系推定位置的数字",
        "info",
        "extractor",
        "{label}: cells are lost; the places of {count} figures are the only ones under which the form's sums hold.",
        "Their `origin` is `inferred`.",
        "A row has fewer figures than the form has cells, and the sums of the form leave some of them only one place.",
        "the label of the row",
    ),
    "figures-cut": _Entry(
        "按勾稽关系拆分的数字",
        "info",
        "extractor",
        "{label}: the cells were run together; {count} figures are the only ones under which the form's sums hold.",
        "Their `origin` is `inferred`.",
        "The figures of a row stand together with nothing between them, and the form leaves only one way to cut them.",
        "the label of the row",
    ),
    "figures-glued": _Entry(
        "连写而无法拆分的数字",
        "warning",
        "extractor",
        "{label}: the cells were run together, and nothing tells where in {raw} a figure ends.",
        "The figures are listed under `unplaced`, without a value; look at the original page.",
        "The figures of a row stand together with nothing between them, and can be cut in several ways.",
        "the label of the row",
    ),
    "lines-removed": _Entry(
        "表格缺行",
        "warning",
        "extractor",
        "Lines of the tables are gone: {sign}.",
        "Extract the page again, and let no cleaner drop lines that are short or that stood before.",
        "Cells have lines of their own, and a table of this size is without what it must have: a cell twice, or twice"
        " in a row, or one of one character. Only figures are placed whose row is complete beyond doubt.",
        "",
    ),
    "lines-cut": _Entry(
        "行被截断",
        "warning",
        "extractor",
        "Lines were cut at a width, and some may end where rows do; figures that are without a place for it: {count}.",
        "Extract the page again, and let no program wrap its lines.",
        "Lines were cut at a width. The ends of some may be cuts or ends of rows, and only figures are placed that have"
        " the same place in both cases.",
        "",
    ),
    "figures-without-place": _Entry(
        "位置不明的数字",
        "warning",
        "extractor",
        "{label}: figures beside it: {found}, cells on the form: {expected}; nothing tells which is in which.",
        "The figures are listed under `unplaced`; look at the original page.",
        "A row has fewer or more figures than the form has cells, or nothing tells its columns.",
        "the label of the row",
    ),
    "row-cut": _Entry(
        "文本在行中截断",
        "info",
        "source",
        "{label}: the text ends in this row, after {found} of {expected} cells.",
        "Parse the whole page if you have it.",
        "The text ends before the last cell of a row.",
        "the label of the row",
    ),
    "figure-at-end": _Entry(
        "文本末尾的数字可能不全",
        "warning",
        "source",
        "{label}: the figure {raw} stands at the very end of the text and may be cut off.",
        "Parse the whole page if you have it.",
        "The last character of a figure is the last character of the text.",
        "the figure",
    ),
    "unit-contradicted": _Entry(
        "计量单位矛盾",
        "warning",
        "source",
        "{label}: what the text says of the unit cannot be true of {raw}, and nothing tells what it counts.",
        "The figure is listed under `unplaced`; look at the original page.",
        "A figure has a unit that its cell cannot have, is a part of what can only be whole, is below zero where things"
        " are counted, or stands under a header that counts by thousands or more.",
        "the figure",
    ),
    "value-unreadable": _Entry(
        "不是数值",
        "warning",
        "source",
        "{label}: {raw} is no quantity.",
        "The text is kept as `raw`; the value is null.",
        "A cell holds text that is neither a number nor one of the ways to say that there is none, such as 无 and —.",
        "the cell",
    ),
    "value-approximate": _Entry(
        "约数",
        "info",
        "source",
        "{label}: {raw} is inexact, and no exact figure stands in the cell.",
        "The value is null; the number and how it is meant stand in `approximate`.",
        "A cell gives a number with a word such as 约, 余, 多, 近, 逾, 左右 or 以上.",
        "the cell",
    ),
    "label-approximate": _Entry(
        "近似匹配的指标名称",
        "info",
        "source",
        "{raw} was read as {label}.",
        "Compare the label with the original page if the figure matters.",
        "A label is misspelt, cut or reworded, and was found by its likeness and its place.",
        "the label as it is written",
    ),
    "row-extra": _Entry(
        "表外的行",
        "info",
        "source",
        "The row {raw} is not in the form; its figures are under `extras`.",
        "Local offices add rows of their own; the standard rows are not affected.",
        "A row stands in a table under a label that is not on the form there.",
        "the label of the row",
    ),
    "table-unknown": _Entry(
        "表样未知的统计表",
        "info",
        "parser",
        "A table of labels, units and figures is on no known form; its {count} figures are under `extras`.",
        "Write its form down (docs/forms.md) and parse with `forms=[…]` to have them as indicators.",
        "A table has the headers of a statistical one (指标, 单位, then those of the values), and labels of no form.",
        "the table",
    ),
    "figure-left-over": _Entry(
        "多余的数字",
        "warning",
        "parser",
        "The figure {raw} stands in a table but belongs to no cell of the form.",
        "Look at the original page.",
        "A figure stands in a table where the form has no cell that is still free.",
        "the figure",
    ),
    "table-repeated": _Entry(
        "重复的表格",
        "warning",
        "source",
        "The table {table} also stands here, with cells that are not in this result: {count}.",
        "It is a copy, or says the figures of another year; look at the original page.",
        "A table stands in a report for a second time, with the same figures, or is said to be of another year.",
        "the table that is passed over, from its first label to its last",
    ),
    "more-reports": _Entry(
        "文本含多份报告",
        "warning",
        "source",
        "The text holds {count} reports; this is number {number}.",
        "`parse_all` gives each of them.",
        "Several reports stand in the text; `parse` gives the first that is about as full as any.",
        "",
    ),
    "report-repeated": _Entry(
        "重复的报告",
        "info",
        "source",
        "The same report stands in the text {count} times; one of them was read.",
        "The page may have been taken for two screens, or crawled twice.",
        "A report stands in the text again, under the same title or none, with the same figures.",
        "",
    ),
    "cell-repeated": _Entry(
        "重复的单元格",
        "info",
        "source",
        "{label} appears again; the first is kept.",
        "The text may hold more than one report.",
        "A cell stands in its table for a second time.",
        "the cell that comes again",
    ),
    "forms-mixed": _Entry(
        "混用不同版本的表格",
        "warning",
        "source",
        "Table {table} follows the {edition} form, unlike most of the report.",
        "Each cell keeps the key of the form whose shape it has.",
        "Rows of a table have the shape of another form than that of the report's edition.",
        "",
    ),
    "row-of-several-forms": _Entry(
        "版本不明的行",
        "warning",
        "extractor",
        "{label} stands on several forms ({editions}) with other columns, and the headers that would tell are lost.",
        "The figures are listed under `unplaced`; look at the original page.",
        "A row is on several forms with other columns on each, and its own columns are not known.",
        "the label of the row",
    ),
    "edition-open": _Entry(
        "版本未定",
        "info",
        "source",
        "The tables fit several forms equally well: {editions}.",
        "Each cell keeps the key of the form whose shape it has; the year of the report may tell the edition.",
        "No form fits the tables better than the others: `edition` is null, and `edition_candidates` names them.",
        "",
    ),
}


def diagnostic(code: str, span: tuple[int, int] | None = None, /, **facts: object) -> Diagnostic:
    """The diagnostic of that code, its message filled with `facts`.

    >>> diagnostic("row-extra", (3, 9), raw="其他").message
    'The row 其他 is not in the form; its figures are under `extras`.'
    """
    entry = CATALOGUE[code]
    return Diagnostic(code, entry.severity, entry.fault, entry.message.format(**facts), entry.hint, span)
