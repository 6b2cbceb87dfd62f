"""Diagnostics in Chinese: what the messages and hints of the catalogue are there.

In: a diagnostic, whose message is English. Out: the same in Chinese. What a message was filled with is found in it
again by its template; a message of a template that this version does not know stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from .diagnostics import CATALOGUE

__all__ = ["PHRASES_ZH", "WORDS_ZH", "message_in_chinese"]

_LOOK: Final = "请查看原网页或原文件。"
_UNPLACED: Final = f"这些数字列在“unplaced”中。{_LOOK}"
_WHOLE: Final = "如有完整的网页，请解析完整的网页。"

# By code: the message, with what it is filled with in braces, and the hint.
WORDS_ZH: Final[Mapping[str, tuple[str, str]]] = {
    "no-report": ("未找到标准表格：{reason}。", "如果网页中的表格是图片或附件，请读取图片或附件。"),
    "report-elsewhere": (
        "正文中没有报告，但有{places}。",
        "附件请用“parse_file”解析；图片须先做文字识别，如“tesseract PICTURE text -l chi_sim”。",
    ),
    "file-empty": ("文件中{content}。", "请重新获取：下载可能没有成功。"),
    "file-other": ("这是{kind}，不能直接读取：{remedy}。", "然后解析转换得到的文件。"),
    "file-image": (
        "这是{kind}：其中是报告的图片，没有文字。",
        "请先做文字识别，如“ocrmypdf -l chi_sim FILE new.pdf”或“tesseract FILE text -l chi_sim”。",
    ),
    "pages-without-text": (
        "文档的这些页是图片，未能读取：{pages}。",
        "请先做文字识别，如“ocrmypdf -l chi_sim --skip-text FILE new.pdf”，然后解析得到的文件。",
    ),
    "file-encrypted": ("这是加密的{kind}。", "请用密码打开后另存为不加密的文件，或另取一份未加密的文件。"),
    "file-damaged": (
        "文件看来是{kind}，但无法读取：{reason}。",
        "请重新获取；如能用原来的程序打开，请在其中重新保存。",
    ),
    "file-too-large": ("文件大于{limit}，未读取。", "请把报告所在的页另存为一个文件。"),
    "cells-inferred": (
        "{count}个没有自己名称的数字按表样的次序放置，以下勾稽关系对它们成立：{rules}。",
        "这些数字的“origin”为“inferred”。",
    ),
    "cells-proved": (
        "{label}：有单元格丢失，{count}个数字的位置是唯一能使各项合计成立的位置。",
        "这些数字的“origin”为“inferred”。",
    ),
    "figures-cut": (
        "{label}：各单元格连写在一起，这{count}个数字是唯一能使各项合计成立的拆分。",
        "这些数字的“origin”为“inferred”。",
    ),
    "figures-glued": (
        "{label}：各单元格连写在一起，无法判断{raw}中每个数字到哪里为止。",
        f"这些数字列在“unplaced”中，没有数值。{_LOOK}",
    ),
    "lines-removed": ("表格中有的行不见了：{sign}。", "请重新提取网页，不要让清洗程序删去短行或重复的行。"),
    "lines-cut": (
        "文本按固定宽度断行，有的行尾可能是断行处，也可能是表格行的末尾，因此无法判断位置的数字：{count}个。",
        "请重新提取网页，不要让程序按宽度断行。",
    ),
    "figures-without-place": (
        "{label}：旁边有{found}个数字，表样有{expected}个单元格，无法判断哪个数字在哪一格。",
        _UNPLACED,
    ),
    "row-cut": ("{label}：文本在这一行中断，{expected}个单元格只有{found}个。", _WHOLE),
    "figure-at-end": ("{label}：数字{raw}在文本的最末，可能不全。", _WHOLE),
    "unit-contradicted": ("{label}：文本所写的单位与{raw}矛盾，无法判断所计的是什么。", _UNPLACED),
    "value-unreadable": ("{label}：{raw}不是数值。", "原文保留在“raw”中，没有数值。"),
    "value-approximate": (
        "{label}：{raw}是约数，单元格中没有确切的数字。",
        "没有数值；约数及其含义在“approximate”中。",
    ),
    "label-approximate": ("“{raw}”读作“{label}”。", "如果这个数字重要，请与原网页核对名称。"),
    "row-extra": ("“{raw}”一行不在表样上，其中的数字列在“extras”中。", "这是地方自行增加的行，标准的行不受影响。"),
    "table-unknown": (
        "有一张由指标、单位和数字组成的表，不是已知的表样，其中{count}个数字列在“extras”中。",
        "如写出它的表样（docs/forms.md），并用“forms=[…]”解析，这些数字就成为指标。",
    ),
    "figure-left-over": ("表格中的数字{raw}不属于表样的任何单元格。", _LOOK),
    "table-repeated": (
        "这里又出现“{table}”这张表，其中有{count}个单元格不在结果中。",
        f"这是重复的表，或是另一年度的数字。{_LOOK}",
    ),
    "more-reports": ("文本含有{count}份报告，这是第{number}份。", "用“parse_all”可读取每一份。"),
    "report-repeated": (
        "同一份报告在文本中出现{count}次，只读取其中一次。",
        "可能是分别给两种屏幕看的，或网页抓取了两次。",
    ),
    "cell-repeated": ("{label}再次出现，以第一次为准。", "文本可能含有不止一份报告。"),
    "forms-mixed": ("“{table}”用的是{edition}表样，与报告的其他部分不同。", "每个单元格以其所合的表样为准。"),
    "row-of-several-forms": (
        "{label}在几种表样上都有（{editions}），各表样的列不同，而能够区分的表头已丢失。",
        _UNPLACED,
    ),
    "edition-open": (
        "各表与几种表样同样相符：{editions}。",
        "每个单元格以其所合的表样为准；由报告的年度可知版本。",
    ),
}

# What messages are filled with, where that is words and not the text's own.
PHRASES_ZH: Final[Mapping[str, str]] = {
    "there are figures of one, but the text does not tell their places": "有表格中的数字，但文本未表明其位置",
    "the figures in its tables are those of another year": "表格中是另一年度的数字",
    "the figures in its tables are on no known form": "表格中的数字不在已知的表样上",
    "its labels are there, but no figures beside them": "有表格中的名称，但旁边没有数字",
    "the text has none of its labels in order": "文本中没有依次出现的表格名称",
    "no cell stands there twice": "没有任何单元格出现两次",
    "no cell has one character alone": "没有只有一个字符的单元格",
    "no cell stands there twice in a row": "没有任何单元格接连出现两次",
    # where a report may be instead
    "1 picture": "1张图片",
    "{count} pictures": "{count}张图片",
    "1 attached file: {names}": "1个附件：{names}",
    "{count} attached files: {names}": "{count}个附件：{names}",
    "1 picture and 1 attached file: {names}": "1张图片和1个附件：{names}",
    "1 picture and {count} attached files: {names}": "1张图片和{count}个附件：{names}",
    "{pictures} pictures and 1 attached file: {names}": "{pictures}张图片和1个附件：{names}",
    "{pictures} pictures and {count} attached files: {names}": "{pictures}张图片和{count}个附件：{names}",
    # bytes that are no text
    "the file is UTF-8, but damaged or cut off (first wrong byte at offset {offset}); {remedy}": (
        "文件是UTF-8编码，但已损坏或被截断（第{offset}字节起有误）"
    ),
    "the file is neither UTF-8 nor GB18030 (first wrong byte at offset {offset}); {remedy}": (
        "文件不是UTF-8编码，也不是GB18030编码（第{offset}字节起有误），请用iconv等工具转换为UTF-8"
    ),
    "the file begins with the mark of {name}, but is not {other} (first wrong byte at offset {offset}); {remedy}": (
        "文件带有{name}的标记，但不是{name}编码（第{offset}字节起有误），请用iconv等工具转换为UTF-8"
    ),
    "there is a NUL byte at offset {offset}, so this is no text in UTF-8 or GB18030; {remedy}": (
        "第{offset}字节为NUL，所以不是UTF-8或GB18030编码的文本；如果是不带标记的UTF-16编码，请先转换为UTF-8"
    ),
    "it breaks off, or is none": "文件不完整，或不是这种文件",
    "some of its content is missing or was changed": "部分内容缺失或已被改动",
    "nothing": "没有内容",
    "nothing but NUL bytes": "只有NUL字节",
    # kinds of files
    "a text": "文本文件",
    "a PNG image": "PNG图片",
    "a JPEG image": "JPEG图片",
    "a GIF image": "GIF图片",
    "a TIFF image": "TIFF图片",
    "a BMP image": "BMP图片",
    "a WebP image": "WebP图片",
    "a HEIC image": "HEIC图片",
    "a JPEG 2000 image": "JPEG 2000图片",
    "a DjVu scan": "DjVu扫描件",
    "an RTF document": "RTF文档",
    "a gzip archive": "gzip压缩文件",
    "a bzip2 archive": "bzip2压缩文件",
    "an xz archive": "xz压缩文件",
    "a RAR archive": "RAR压缩文件",
    "a 7z archive": "7z压缩文件",
    "a ZIP archive": "ZIP压缩文件",
    "a ZIP archive or an Office document": "ZIP压缩文件或Office文档",
    "a PostScript document": "PostScript文档",
    "an Office document": "Office文档",
    "a Word 97-2003 or WPS document (DOC, WPS)": "Word 97-2003或WPS文档（DOC、WPS）",
    "a presentation (PPT)": "演示文稿（PPT）",
    "a presentation (PPTX)": "演示文稿（PPTX）",
    "an HWP document": "HWP文档",
    "a Word document (DOCX)": "Word文档（DOCX）",
    "an Excel workbook (XLSX)": "Excel工作簿（XLSX）",
    "an Excel workbook (XLS)": "Excel工作簿（XLS）",
    "a binary Excel workbook (XLSB)": "二进制Excel工作簿（XLSB）",
    "an OFD document": "OFD文档",
    "an OpenDocument text (ODT)": "OpenDocument文本（ODT）",
    "an OpenDocument spreadsheet (ODS)": "OpenDocument电子表格（ODS）",
    "an OpenDocument file": "OpenDocument文件",
    "an EPUB book": "EPUB电子书",
    "a Word 2003 XML document": "Word 2003 XML文档",
    "an Excel 2003 XML workbook": "Excel 2003 XML工作簿",
    "an archived page (MHTML)": "网页存档（MHTML）",
    "a PDF document": "PDF文档",
    "an OLE file": "OLE文件",
    "a PDF document without a layer of text": "没有文字层的PDF文档",
    "a mail without a page": "不含网页的邮件",
    "save the document in it as a file of its own": "请把其中的文档另存为单独的文件",
    # what to do about them
    "convert it with `soffice --headless --convert-to docx FILE`": "用“soffice --headless --convert-to docx FILE”转换",
    "convert it with `soffice --headless --convert-to xlsx FILE`": "用“soffice --headless --convert-to xlsx FILE”转换",
    "unpack it and parse the files in it": "请解压后解析其中的文件",
    "decompress it and parse the file in it": "请解压后解析其中的文件",
    "print it to a PDF file": "请打印为PDF文件",
    "if it is a document, open it in the program that made it and save it as DOCX, XLSX or PDF": (
        "如果是文档，请用原来的程序打开，另存为DOCX、XLSX或PDF"
    ),
    "convert it with `ps2pdf FILE`": "请用“ps2pdf FILE”转换",
    "save it as PDF in an OFD reader, or convert it with ofdrw or easyofd": (
        "请用OFD阅读器另存为PDF，或用ofdrw、easyofd转换"
    ),
    "convert it with `pandoc -t html FILE`": "请用“pandoc -t html FILE”转换",
}

# Those that are filled themselves, the longest first: a shorter one may be a part of it.
_FILLED_PHRASES: Final = tuple(
    (phrase, PHRASES_ZH[phrase]) for phrase in sorted(PHRASES_ZH, key=len, reverse=True) if "{" in phrase
)


def message_in_chinese(code: str, message: str) -> str:
    """The message of a diagnostic in Chinese.

    >>> message_in_chinese("row-extra", "The row 其他 is not in the form; its figures are under `extras`.")
    '“其他”一行不在表样上，其中的数字列在“extras”中。'
    """
    match = _template(CATALOGUE[code].message).fullmatch(message) if code in WORDS_ZH else None
    if match is None:
        return message
    facts = {name: _phrase(fact) for name, fact in match.groupdict().items()}
    return WORDS_ZH[code][0].format(**facts)


def _phrase(fact: str) -> str:
    """What a message is filled with, in Chinese where it is words."""
    if fact in PHRASES_ZH or fact.isdecimal():
        return PHRASES_ZH.get(fact, fact)
    for english, chinese in _FILLED_PHRASES:
        if match := _template(english).fullmatch(fact):
            return chinese.format(**match.groupdict())
    return fact


@cache
def _template(message: str) -> re.Pattern[str]:
    """A pattern for what a template gives when it is filled."""
    parts = re.split(r"\{(\w+)\}", message)
    said = (f"(?P<{part}>.*?)" if place % 2 else re.escape(part) for place, part in enumerate(parts))
    return re.compile("".join(said), re.DOTALL)
