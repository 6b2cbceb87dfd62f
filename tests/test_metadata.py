"""The metadata of reports of invented places: what is stated is read, and what only looks like it is left alone."""

from __future__ import annotations

import sys
from datetime import date
from types import FrameType
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from govinfo_parse.metadata import Metadata, read_metadata

BODY = "\n一、总体情况\n本机关依法公开政府信息。\n"
LETTER = (
    "云泽政办〔2018〕32号\n云泽县人民政府办公室\n关于上报《云泽县2017年度政府信息公开\n工作年度报告》的报告\n"
    "海岱市政务公开办公室:\n根据贵办通知(海政办秘〔2018〕14号)，现将我县的报告呈上。\n2018年3月9日\n"
)
OF_PINYIN = Metadata(
    "雲澤縣審計局2020年政府信息公開工作年度報告",
    "雲澤縣審計局",
    2020,
    published="2021-01-13",
    period=("2020-01-01", "2020-12-31"),
)

EXAMPLES: dict[str, tuple[str, Metadata]] = {
    # Titles.
    "plain": (
        "云泽县2021年政府信息公开工作年度报告" + BODY,
        Metadata("云泽县2021年政府信息公开工作年度报告", "云泽县", 2021),
    ),
    "year first": (
        "2021年云泽县政府信息公开工作年度报告" + BODY,
        Metadata("2021年云泽县政府信息公开工作年度报告", "云泽县", 2021),
    ),
    "version": (
        "海岱市云泽区2021年政府信息公开工作年度报告(文字版)\n云泽区人民政府(文字版)" + BODY,
        Metadata("海岱市云泽区2021年政府信息公开工作年度报告(文字版)", "海岱市云泽区", 2021),
    ),
    "summing up": (
        "双塘2018年度政府信息公开工作年度总结报告\n发布时间:2019-01-16\n今年以来，双塘镇依法公开。",
        Metadata("双塘2018年度政府信息公开工作年度总结报告", "双塘", 2018, published="2019-01-16"),
    ),
    "of affairs": (
        "云泽市市场监督管理局2013年政务信息公开年度报告" + BODY,
        Metadata("云泽市市场监督管理局2013年政务信息公开年度报告", "云泽市市场监督管理局", 2013),
    ),
    "a name like a sentence": (
        "中共云泽县委机构编制委员会办公室2021年政府信息公开工作年度报告" + BODY,
        Metadata(
            "中共云泽县委机构编制委员会办公室2021年政府信息公开工作年度报告", "中共云泽县委机构编制委员会办公室", 2021
        ),
    ),
    "government at the end": (
        "云泽县人民政府信息公开工作年度报告\n（2021年度）" + BODY,
        Metadata("云泽县人民政府信息公开工作年度报告", "云泽县人民政府", 2021),
    ),
    "year within": (
        "云泽县政府信息公开工作2021年度报告" + BODY,
        Metadata("云泽县政府信息公开工作2021年度报告", "云泽县", 2021),
    ),
    "year in numerals": (
        "二○二一年云泽县政府信息公开工作年度报告" + BODY,
        Metadata("二○二一年云泽县政府信息公开工作年度报告", "云泽县", 2021),
    ),
    "agency above": (
        "云泽县水务局\n2021年政府信息公开工作年度报告\n2021年政府信息公开工作年度报告" + BODY,
        Metadata("云泽县水务局2021年政府信息公开工作年度报告", "云泽县水务局", 2021),
    ),
    "agency and year above": (
        "云泽县水务局\n2021年度\n政府信息公开工作年度报告" + BODY,
        Metadata("云泽县水务局2021年度政府信息公开工作年度报告", "云泽县水务局", 2021),
    ),
    "the government's site above": (
        "云泽县人民政府\n云泽县水务局\n2021年政府信息公开工作年度报告" + BODY,
        Metadata("云泽县水务局2021年政府信息公开工作年度报告", "云泽县水务局", 2021),
    ),
    "the site above, no place below": (
        "云泽县人民政府\n县水务局\n2021年政府信息公开工作年度报告" + BODY,
        Metadata("县水务局2021年政府信息公开工作年度报告", "县水务局", 2021),
    ),
    "the same name on every line": (
        "云泽县人民政府\n云泽县人民政府\n云泽县人民政府2021年度\n信息公开年度报告\n（2022年1月）" + BODY,
        Metadata("云泽县人民政府2021年度信息公开年度报告", "云泽县人民政府", 2021),
    ),
    "a name in two lines": (
        "云泽县东湖风景区管理委员会\n卫生健康办公室\n2021年政府信息公开工作年度报告" + BODY,
        Metadata(
            "云泽县东湖风景区管理委员会卫生健康办公室2021年政府信息公开工作年度报告",
            "云泽县东湖风景区管理委员会卫生健康办公室",
            2021,
        ),
    ),
    "a government's office in two lines": (
        "云泽县人民政府\n外事办公室\n2021年政府信息公开工作年度报告" + BODY,
        Metadata("云泽县人民政府外事办公室2021年政府信息公开工作年度报告", "云泽县人民政府外事办公室", 2021),
    ),
    "the place above": (
        "云泽县\n水务局\n2021年政府信息公开工作年度报告" + BODY,
        Metadata("云泽县水务局2021年政府信息公开工作年度报告", "云泽县水务局", 2021),
    ),
    "two lines": (
        "云泽县水务局2021年政府信息\n公开工作年度报告" + BODY,
        Metadata("云泽县水务局2021年政府信息公开工作年度报告", "云泽县水务局", 2021),
    ),
    "inner spaces": (
        "云泽县  水务局 2021 年政府信息公开 工作年度报告" + BODY,
        Metadata("云泽县 水务局 2021 年政府信息公开 工作年度报告", "云泽县 水务局", 2021),
    ),
    "said twice in a line": (
        "云泽县2021年政府信息公开年报云泽县2021年政府信息公开年报" + BODY,
        Metadata("云泽县2021年政府信息公开年报", "云泽县", 2021),
    ),
    "heading": (
        "# 云泽县2021年政府信息公开工作年度报告" + BODY,
        Metadata("云泽县2021年政府信息公开工作年度报告", "云泽县", 2021),
    ),
    "traditional": (
        "索引號: | 3306/2015-28256 | 公開方式: | 主動公開\n文號: | 公開日期: | 2015-07-27 16:32 | |\n"
        "發布單位: | 下湖鎮 |\n2014年度下湖鎮政府信息公開年度報告 | ||\n一、主動公開",
        Metadata("2014年度下湖鎮政府信息公開年度報告", "下湖鎮", 2014, published="2015-07-27"),
    ),
    "traditional, words of Taiwan": (
        "釋出日期：2016-02-06\n下湖縣教育局2015年政府資訊公開工作年度報告\n一、主動公開",
        Metadata("下湖縣教育局2015年政府資訊公開工作年度報告", "下湖縣教育局", 2015),
    ),
    "below site headings": (
        "政府信息公开年报\n您的位置: 首页 > 信息公开 > 下湖乡 > 政府信息公开年度报告\n"
        "下湖乡2021年政府信息公开工作年度报告" + BODY,
        Metadata("下湖乡2021年政府信息公开工作年度报告", "下湖乡", 2021),
    ),
    "date after title": (
        "云泽县2021年政府信息公开工作年度报告 2022-01-20\n2022年1月21日" + BODY,
        Metadata("云泽县2021年政府信息公开工作年度报告", "云泽县", 2021, published="2022-01-21"),
    ),
    "a sentence behind the title": (
        "云泽县水务局2021年政府信息公开工作年度报告 全年收到申请4件,均已答复。" + BODY,
        Metadata("云泽县水务局2021年政府信息公开工作年度报告", "云泽县水务局", 2021),
    ),
    "no year, no agency": ("政府信息公开工作年度报告" + BODY, Metadata()),
    "format, not report": ("中华人民共和国政府信息公开工作年度报告格式\n附件" + BODY, Metadata()),
    "notice, not report": ("关于做好2020年政府信息公开工作年度报告编制工作的\n通知" + BODY, Metadata()),
    "file name": ("云泽县2021年政府信息公开工作年度报告.docx" + BODY, Metadata()),
    "sentence": (
        "特向社会公布2021年度云泽县水务局政府信息公开工作年度报告" + BODY,
        Metadata(None, "云泽县水务局", 2021),
    ),
    "written up": (
        "现编制形成《云泽县水务局2021年政府信息公开工作年度报告》" + BODY,
        Metadata(None, "云泽县水务局", 2021),
    ),
    "cited": (
        "本机关编制《云泽县水务局2021年政府信息公开工作年度报告》" + BODY,
        Metadata(None, "云泽县水务局", 2021),
    ),
    "sentence over the publisher": (
        "发布机构 | 市政府办 | 发文日期 | 2018-02-28 |\n现公布云泽市人民政府2017年政府信息公开工作年度报告。" + BODY,
        Metadata(None, "云泽市人民政府", 2017, published="2018-02-28"),
    ),
    "sentence of a town's government": (
        "特向社会公布2018年度下湖镇人民政府信息公开年度报告" + BODY,
        Metadata(None, "下湖镇人民政府", 2018),
    ),
    "sentence of who presents its own": (
        "根据有关要求,云泽县税务局向社会公布本单位2020年政府信息公开工作年度报告。" + BODY,
        Metadata(None, "云泽县税务局", 2020),
    ),
    "sentence of who presents another's": (
        "根据有关要求,我办向社会公布本单位2020年政府信息公开工作年度报告。" + BODY,
        Metadata(None, None, 2020),
    ),
    "sentence of a report drawn up": (
        "根据有关要求,制定水务局2024年政府信息公开工作年度报告;报告起止时间为2024年1月1日至2024年12月31日。" + BODY,
        Metadata(None, "水务局", 2024, period=("2024-01-01", "2024-12-31")),
    ),
    "sentence with a year, and who writes it": (
        "根据有关要求,云泽县东湖街道特编制2023年政府信息公开年度报告。" + BODY,
        Metadata(None, "云泽县东湖街道", 2023),
    ),
    "by whom it was written": ("本年报由云泽县水务局结合有关统计数据编制。" + BODY, Metadata(None, "云泽县水务局")),
    "by an office of the body": ("本年报由下湖镇人民政府党政办公室编制。" + BODY, Metadata(None, "下湖镇人民政府")),
    "by an office that writes for all": (
        "本年报由云泽县政府办公室汇总各部门数据编制。" + BODY,
        Metadata(),
    ),
    "by an office of disclosure": ("本年报由云泽县政务公开办根据各部门的报告编写。" + BODY, Metadata()),
    "a name that the title hides": (
        "yunze.gov.cn下湖镇2019年政府信息公开工作年度报告\n现公布下湖镇2019年政府信息公开工作年度报告。" + BODY,
        Metadata("yunze.gov.cn下湖镇2019年政府信息公开工作年度报告", "下湖镇", 2019),
    ),
    "up to a day": ("一、总体情况\n截止2024年12月31日,本局主动公开信息62条。\n二、其他情况\n", Metadata(year=2024)),
    "up to two days": (
        "一、总体情况\n截至2024年12月31日,公开62条,截至2023年12月31日公开40条。\n二、其他情况\n",
        Metadata(),
    ),
    "Pinyin without tones": (
        "雲(yun)澤縣(xian)審計(ji)局(ju)2020年(nian)政府信息(xi)公開(kai)工作年度報告\n發布時間(jian):2021-01-13\n"
        "本報告(gao)所列數(shu)據的(de)統計(ji)期限(xian)為2020年1月1日至12月31日。" + BODY,
        OF_PINYIN,
    ),
    "Pinyin behind characters": (
        "雲澤縣審計(jì)局2020年政府信息公開工作年度報(bào)告\n發(fā)布時(shí)間:2021-01-13\n"
        "本報(bào)告所列數(shù)據(jù)的統(tǒng)計(jì)期限為2020年1月1日至12月31日。" + BODY,
        OF_PINYIN,
    ),
    "sentences about others": (
        "按照县政府办公室关于编制和公布2021年度政府信息公开工作年度报告的通知,我局编制本报告。" + BODY,
        Metadata(),
    ),
    "name over two lines": (
        "云泽县人民政府东湖街道\n办事处2021年政府信息公开工作年度报告" + BODY,
        Metadata("云泽县人民政府东湖街道办事处2021年政府信息公开工作年度报告", "云泽县人民政府东湖街道办事处", 2021),
    ),
    "name above a title that begins with about": (
        "关于2021年度政府信息公开工作的年度报告\nwww.yunze.gov.cn     发布时间:2022-01-25     来源:下湖镇党政办\n"
        "云泽县下湖镇人民政府\n关于2021年度政府信息公开工作的年度报告" + BODY,
        Metadata(
            "云泽县下湖镇人民政府关于2021年度政府信息公开工作的年度报告",
            "云泽县下湖镇人民政府",
            2021,
            published="2022-01-25",
        ),
    ),
    "links to other reports": (
        "云泽县2021年政府信息公开工作年度报告\n云泽县2020年政府信息公开工作年度报告" + BODY,
        Metadata(),
    ),
    "below the body": (
        "一、总体情况\n略。\n相关阅读\n云泽县2021年政府信息公开工作年度报告",
        Metadata(),
    ),
    # Agencies.
    "all of us": (
        "2021年全县政府信息公开工作年度报告" + BODY,
        Metadata("2021年全县政府信息公开工作年度报告", None, 2021),
    ),
    "who fills in the form": (
        "云泽县2017年政府信息公开工作年度报告\n发布机构：云泽县大数据局\n一、概述\n附件\n"
        "政府信息公开情况统计表\n(2017年度)\n填报单位（盖章）：云泽县人民政府办公室    填报日期：2018年1月5日\n",
        Metadata(
            "云泽县2017年政府信息公开工作年度报告",
            "云泽县人民政府办公室",
            2017,
            reporting_unit="云泽县人民政府办公室",
            filed="2018-01-05",
        ),
    ),
    "form left blank": (
        "政府信息公开情况统计表\n填报单位: 年 季度\n序号",
        Metadata(),
    ),
    "office within": (
        "云泽县2021年政府信息公开工作年度报告\n信息来源:党政办公室" + BODY,
        Metadata("云泽县2021年政府信息公开工作年度报告", "云泽县", 2021),
    ),
    "signature": (
        "一、总体情况\n略。\n云泽县水务局\n2022年1月20日\n",
        Metadata(agency="云泽县水务局", published="2022-01-20"),
    ),
    "source beside the title": (
        "云泽区下湖街道2020年政府信息公开工作年度报告\n更新日期:2021-01-20 信息来源:云泽区政务公开办 浏览:" + BODY,
        Metadata("云泽区下湖街道2020年政府信息公开工作年度报告", "云泽区下湖街道", 2020, published="2021-01-20"),
    ),
    "source alone": ("信息来源:云泽县水务局" + BODY, Metadata(agency="云泽县水务局")),
    "who signs and the source": (
        "信息来源:云泽县政务公开办" + BODY + "云泽县水务局\n2022年1月20日\n",
        Metadata(agency="云泽县水务局", published="2022-01-20"),
    ),
    "publisher, less than the title": (
        "海岱市水务局2020年政府信息公开年报\n发布单位: 市水务局 主题分类: 水务" + BODY,
        Metadata("海岱市水务局2020年政府信息公开年报", "海岱市水务局", 2020),
    ),
    "publisher, more than the title": (
        "下湖镇2020年政府信息公开年报\n发布机构: 云泽县下湖镇人民政府" + BODY,
        Metadata("下湖镇2020年政府信息公开年报", "云泽县下湖镇人民政府", 2020),
    ),
    "publisher, a neighbour": (
        "云泽县水务局2020年政府信息公开年报\n发布机构: 云泽县大数据局" + BODY,
        Metadata("云泽县水务局2020年政府信息公开年报", "云泽县水务局", 2020),
    ),
    "publisher above the title's body": (
        "云泽县下湖镇2020年政府信息公开年报\n发布机构: 云泽县" + BODY,
        Metadata("云泽县下湖镇2020年政府信息公开年报", "云泽县下湖镇", 2020),
    ),
    "publisher within the title's body": (
        "云泽县2020年政府信息公开年报\n发布机构: 云泽县下湖镇" + BODY,
        Metadata("云泽县2020年政府信息公开年报", "云泽县", 2020),
    ),
    # Pages in one line.
    "behind navigation": (
        "登录 注册 无障碍浏览 下湖街道办事处2020年政府信息公开工作年度报告 发布日期:2021-01-12 点击数: "
        "下湖街道办事处2020年政府信息公开工作年度报告 一、总体情况",
        Metadata("下湖街道办事处2020年政府信息公开工作年度报告", "下湖街道办事处", 2020, published="2021-01-12"),
    ),
    "behind the name of a column": (
        "政府信息公开 海岱市云泽区2016年政府信息公开工作年度报告" + BODY,
        Metadata("海岱市云泽区2016年政府信息公开工作年度报告", "海岱市云泽区", 2016),
    ),
    "behind templates": (
        "{{ title }} {{ errorMessage }} {{ registerSuccessMessage }} {{ more }} "
        "2020年云泽县水务局政府信息公开工作年度报告 打印",
        Metadata("2020年云泽县水务局政府信息公开工作年度报告", "云泽县水务局", 2020),
    ),
    "behind the site's name": (
        "云泽县人民政府门户网站 双塘2020年政府信息公开年报" + BODY,
        Metadata("双塘2020年政府信息公开年报", "双塘", 2020),
    ),
    "behind words unheard of": (
        "惠民一点通 云泽县水务局2020年政府信息公开年报" + BODY,
        Metadata("云泽县水务局2020年政府信息公开年报", "云泽县水务局", 2020),
    ),
    "words that may be the name's": (
        "云泽县 市场 监督 管理局2020年政府信息公开年报" + BODY,
        Metadata("云泽县 市场 监督 管理局2020年政府信息公开年报", None, 2020),
    ),
    "behind the sizes of letters": (
        "打印 大 中 小 水务局2020年政府信息公开年报" + BODY,
        Metadata("大 中 小 水务局2020年政府信息公开年报", None, 2020),
    ),
    "behind navigation, traditional": (
        "登錄 註冊 政府信息公開 下湖鎮2020年政府信息公開年度報告" + BODY,
        Metadata("下湖鎮2020年政府信息公開年度報告", "下湖鎮", 2020),
    ),
    "places before the name": (
        "首页 海岱市 云泽县 水务局2020年政府信息公开年报" + BODY,
        Metadata("海岱市 云泽县 水务局2020年政府信息公开年报", "海岱市 云泽县 水务局", 2020),
    ),
    "characters set apart": (
        "云 泽 县 水 务 局2020年政府信息公开年报" + BODY,
        Metadata("云 泽 县 水 务 局2020年政府信息公开年报", "云 泽 县 水 务 局", 2020),
    ),
    "government set apart": (
        "无障碍阅读 云泽县人民 政府信息公开工作2020年度报告" + BODY,
        Metadata("云泽县人民 政府信息公开工作2020年度报告", "云泽县人民 政府", 2020),
    ),
    "letter behind navigation": (
        "登录 注册 云泽县水务局关于报送2017年政府信息公开工作年度报告的报告\n2018年3月9日\n",
        Metadata(
            "云泽县水务局关于报送2017年政府信息公开工作年度报告的报告", "云泽县水务局", 2017, published="2018-03-09"
        ),
    ),
    # Fields of metadata tables and lines.
    "neighbouring cells": (
        "| 索 引 号 | 1237/2018-51 | 分 类 | 年报 |\n| 发布机构 | 云泽县水务局 | 发文日期 | 2018-02-28 |\n"
        "| 文 号 | 云水〔2018〕5号 | 有 效 性 | |\n按照规定，公布如下。" + BODY,
        Metadata(agency="云泽县水务局", document_number="云水〔2018〕5号", published="2018-02-28"),
    ),
    "neighbouring cells between tabs": (
        "發布機構\t雲澤縣水務局\t發文日期\t2018-02-28\n文 號\t雲水〔2018〕5號" + BODY,
        Metadata(agency="雲澤縣水務局", document_number="雲水〔2018〕5號", published="2018-02-28"),
    ),
    "neighbouring cells that are empty": (
        "| 发布机构 | | 主送机关 | | 发文日期 | | 文号 | |" + BODY,
        Metadata(),
    ),
    "date of the page": (
        "云泽县2020年政府信息公开年报\n日期:2021-01-29 21:39\n更新日期:2021-02-01\n字体: 大 中 小" + BODY,
        Metadata("云泽县2020年政府信息公开年报", "云泽县", 2020, published="2021-01-29"),
    ),
    "date of something else": (
        "云泽县2020年政府信息公开年报\n填报日期:2021-01-05\n填报 日期:2021-01-05" + BODY,
        Metadata("云泽县2020年政府信息公开年报", "云泽县", 2020),
    ),
    "date run into the source": (
        "云泽县2020年政府信息公开年报\n云泽县水务局\n2021年01月18日来源:1\n[字体: ]" + BODY,
        Metadata("云泽县2020年政府信息公开年报", "云泽县", 2020, published="2021-01-18"),
    ),
    "changed after it was signed": (
        "云泽县2020年政府信息公开年报\n更新日期:2021-02-01" + BODY + "云泽县\n2021年1月20日\n",
        Metadata("云泽县2020年政府信息公开年报", "云泽县", 2020, published="2021-01-20"),
    ),
    "changed years later": (
        "云泽县2020年政府信息公开年报\n更新时间:2023-06-01" + BODY,
        Metadata("云泽县2020年政府信息公开年报", "云泽县", 2020),
    ),
    "table": (
        "标题: | 云泽县旅游局2020年度政府信息公开年度报告 | ||\n---|---|---|---\n"
        "索引号: | 1237/2021-51 | 文号: | 无文号 |\n发文日期: | 2021-01-29 | 发布机构: | 云泽县旅游局 |\n"
        "云泽县旅游局2020年度政府信息公开年度报告" + BODY,
        Metadata("云泽县旅游局2020年度政府信息公开年度报告", "云泽县旅游局", 2020, published="2021-01-29"),
    ),
    "line": (
        "名 称: 下湖街道办事处2022年度 政府信息公开工作年度报告\n"
        "索 引 号: 0000/2023-05 发布日期: 2023-01-17 发布机构: 下湖街道\n文 号: 文件分类: 所属机构:\n"
        "下湖街道办事处2022年度 政府信息公开工作年度报告" + BODY,
        Metadata("下湖街道办事处2022年度 政府信息公开工作年度报告", "下湖街道", 2022, published="2023-01-17"),
    ),
    "a cell each": (
        "发文字号 :\n|\n云水〔2022〕 5 号\n|\n成文日期:\n|\n二〇二二年一月二十日\n|\n"
        "云泽县水务局2021年政府信息公开年报" + BODY,
        Metadata("云泽县水务局2021年政府信息公开年报", "云泽县水务局", 2021, "云水〔2022〕 5 号", "2022-01-20"),
    ),
    "time beside source": (
        "云泽县水务局信息公开工作年度报告\n来源:本站原创 | 时间:2022-01-18 点击数:-\n"
        "本报告统计时限为2021年1月1日至12月31日止。",
        Metadata(
            "云泽县水务局信息公开工作年度报告", "云泽县水务局", 2021, None, "2022-01-18", ("2021-01-01", "2021-12-31")
        ),
    ),
    "time of anything": (
        "办公时间:2022-01-18\n时间:2022-01-18\n云泽县2021年政府信息公开年报" + BODY,
        Metadata("云泽县2021年政府信息公开年报", "云泽县", 2021),
    ),
    "published before signed": (
        "云泽县2021年政府信息公开年报\n成文日期:2022年1月5日 发布日期:2022/1/9 10:00" + BODY + "云泽县\n2022年1月3日",
        Metadata("云泽县2021年政府信息公开年报", "云泽县", 2021, published="2022-01-09"),
    ),
    "mangled dates": (
        "云泽县2018年政府信息公开年报\n发布日期:2019119日 成文日期:2019年2月29日 公开日期:2018年1231日" + BODY,
        Metadata("云泽县2018年政府信息公开年报", "云泽县", 2018),
    ),
    "leap day": (
        "云泽县2019年政府信息公开年报\n发布日期:2020-02-29" + BODY,
        Metadata("云泽县2019年政府信息公开年报", "云泽县", 2019, published="2020-02-29"),
    ),
    "dates that differ": (
        "云泽县2019年政府信息公开年报" + BODY + "云泽县水务局\n2020年1月9日\n2020年1月19日",
        Metadata("云泽县2019年政府信息公开年报", "云泽县", 2019),
    ),
    "date that ends a sentence": (
        "云泽县2019年政府信息公开年报" + BODY + "所有数据截至\n2019年12月31日",
        Metadata("云泽县2019年政府信息公开年报", "云泽县", 2019),
    ),
    # Letters and numbers.
    "letter and report": (
        LETTER + "云泽县2017年政府信息公开工作年度报告" + BODY,
        Metadata(
            "云泽县2017年政府信息公开工作年度报告", "云泽县", 2017, "云泽政办〔2018〕32号", published="2018-03-09"
        ),
    ),
    "letter in sections": (
        "云泽县人民政府办公室关于报送2017年政府信息公开工作年度报告的报告\n一、编制情况\n略。\n2018年3月9日\n"
        "云泽县2017年政府信息公开工作年度报告" + BODY,
        Metadata("云泽县2017年政府信息公开工作年度报告", "云泽县", 2017, published="2018-03-09"),
    ),
    "letter alone": (
        LETTER,
        Metadata(
            "关于上报《云泽县2017年度政府信息公开工作年度报告》的报告",
            "云泽县",
            2017,
            "云泽政办〔2018〕32号",
            published="2018-03-09",
        ),
    ),
    "letter alone, from the body above": (
        "云泽县水务局\n关于报送2017年政府信息公开工作年度报告的报告\n县政府:\n根据下列通知:\n海政办秘〔2018〕14号\n现将报告呈上。",
        Metadata("关于报送2017年政府信息公开工作年度报告的报告", "云泽县水务局", 2017),
    ),
    "number cited in a letter": (
        "云泽县水务局关于报送2017年政府信息公开工作年度报告的报告\n县政府:\n根据下列通知:\n海政办秘〔2018〕14号\n"
        "云泽县2017年政府信息公开工作年度报告" + BODY,
        Metadata("云泽县2017年政府信息公开工作年度报告", "云泽县", 2017),
    ),
    "report worded as a letter": (
        "下湖镇关于2017年度政府信息公开工作情况的报告" + BODY,
        Metadata("下湖镇关于2017年度政府信息公开工作情况的报告", "下湖镇", 2017),
    ),
    "number in square brackets": (
        "云水[2022]第5号　　签发人：王某\n云泽县水务局2021年政府信息公开工作年度报告" + BODY,
        Metadata("云泽县水务局2021年政府信息公开工作年度报告", "云泽县水务局", 2021, "云水[2022]第5号"),
    ),
    "numbers cited": (
        "云泽县2021年政府信息公开工作年度报告\n根据《通知》(国办公开办函〔2021〕30号)\n国办公开办函〔2021〕30号\n"
        "海政办〔2021〕9号文件" + BODY,
        Metadata("云泽县2021年政府信息公开工作年度报告", "云泽县", 2021),
    ),
    # Periods and years.
    "period, year left out": (
        "本年度报告中所列数据的统计期限自2020年1月1日起，至12月31日止。",
        Metadata(year=2020, period=("2020-01-01", "2020-12-31")),
    ),
    "period over lines": (
        "云泽县\n报告所列统计期限从 2024 年 1 月 1 日\n到 2024 年 12 月 31 日止。",
        Metadata(year=2024, period=("2024-01-01", "2024-12-31")),
    ),
    "period with a dash": (
        "统计时间为：2016年1月1日——2016年12月31日。",
        Metadata(year=2016, period=("2016-01-01", "2016-12-31")),
    ),
    "period, traditional": (
        "本報告所列數據的統計期限為2016年1月1日至2016年12月31日。",
        Metadata(year=2016, period=("2016-01-01", "2016-12-31")),
    ),
    "title before period": (
        "云泽县2013年政府信息公开年报\n统计期限自2014年1月1日起至2014年12月31日止。" + BODY,
        Metadata("云泽县2013年政府信息公开年报", "云泽县", 2013, period=("2014-01-01", "2014-12-31")),
    ),
    "period of two years": (
        "统计期限自2015年7月1日起至2016年6月30日止。",
        Metadata(period=("2015-07-01", "2016-06-30")),
    ),
    "period, day and month run together": ("统计数据时限为2018年11日至2018年1231日。", Metadata()),
    "period, day lost": ("统计期限自2017年1月日起至2017年12月31日止。", Metadata()),
    "period, year and month run together": ("统计期限自20231月1日起至202312月31日止。", Metadata()),
    "period backwards": ("统计期限自2020年12月31日起至1月1日止。", Metadata()),
    "period of something else": ("公示自2020年1月1日起至2020年1月31日止。统计期限内无投诉。", Metadata()),
    "year of the 2014 table": ("附件\n政府信息公开情况统计表\n\n（2017年度）\n统计指标", Metadata(year=2017)),
    "year of section one": (
        "一、总体情况\n2019年,我局公开信息。一是做好公开。2019年,我局未收到申请。\n二、主动公开\n2020年,我局将改进。",
        Metadata(year=2019),
    ),
    "years of section one": ("一、总体情况\n2019年,我局公开信息。2020年,我局将改进。\n", Metadata()),
    "year of the opening": (
        "按照规定，现将2021年度政府信息公开工作情况报告如下：" + BODY,
        Metadata(year=2021),
    ),
    "year of the opening, traditional": ("現將我局2021年度政府信息公開情況報告如下。" + BODY, Metadata(year=2021)),
    "year within section one": ("一、总体情况\n本报告介绍我镇2021年政府信息公开工作。\n二、", Metadata(year=2021)),
    "year not told": (
        "针对我镇2019年政府信息公开工作，提出改进。现将2021年政务公开工作要点公布如下：略。"
        "现将2021年1至6月信息公开情况报告如下：略。现将2019年和2020年信息公开情况报告如下：略。" + BODY,
        Metadata(),
    ),
    "years told that differ": (
        "现将2021年度政府信息公开工作情况报告如下：\n一、总体情况\n2020年,我镇公开信息。\n二、",
        Metadata(),
    ),
    "year told of the year to come": (
        "一、总体情况\n略。\n二、打算\n现将我镇2021年政府信息公开工作情况报告如下：",
        Metadata(),
    ),
    "year of a plan": ("一、总体情况\n公开信息。\n公开信息。\n公开信息。\n2020年,我局将改进。\n", Metadata()),
    "year of a decree": ("一、总体情况\n2019年5月15日新条例施行。\n", Metadata()),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_example(name: str) -> None:
    text, expected = EXAMPLES[name]
    assert read_metadata(text) == expected


FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


@pytest.mark.parametrize("name", EXAMPLES)
def test_dress_does_not_matter(name: str) -> None:
    text, expected = EXAMPLES[name]
    lines = text.split("\n")
    assert read_metadata("\ufeff" + "\r\n".join(lines)) == expected
    assert read_metadata("\n\n".join(f"\u3000\xa0{line}\u3000" for line in lines)) == expected
    assert read_metadata(text.translate(FULL_WIDTH)) == evolve(
        expected,
        title=expected.title and expected.title.translate(FULL_WIDTH),
        document_number=expected.document_number and expected.document_number.translate(FULL_WIDTH),
    )


WORDS = """
云泽县 水务局 2021 二〇二一 年 度 政府信息公开 工作 年度报告 关于 《 》的报告 标题: 发布时间: 发布机构: 文号:
云政〔2021〕5号 填报单位(盖章): 政府信息公开情况统计表 ( ) (2021年度) 统计期限自 1月1日 至 12月31日 2022-01-09
一、总体情况 二、 。 | #
"""
PIECES = [*WORDS.split(), "\n", "\r", " ", "\u3000"]


def bare(text: str) -> str:
    return "".join(char for char in text if not char.isspace() and char not in "|#*·•●◆■\ufeff\u200b")


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=40).map("".join))
def test_total_and_taken_from_the_text(text: str) -> None:
    found = read_metadata(text)
    for value in (found.title, found.agency, found.document_number):
        assert value is None or (value == " ".join(value.split()) and bare(value) in bare(text))
    assert found.year is None or 2000 <= found.year < 2100
    for day in (found.published, *(found.period or ())):
        assert day is None or date.fromisoformat(day).isoformat() == day
    assert found.period is None or found.period[0] <= found.period[1]


@pytest.mark.parametrize(
    "unit", [*PIECES, "云泽县2021年政府信息公开工作年度报告\n", "发布机构:云泽县\n", "2021年1月1日\n"]
)
def test_work_does_not_grow_with_the_text(unit: str) -> None:
    counts = []
    for size in (50_000, 500_000):
        text = unit * (size // len(unit))
        calls = 0

        def count(frame: FrameType, event: str, argument: Any) -> None:
            nonlocal calls
            calls += event in ("call", "c_call")

        sys.setprofile(count)
        try:
            read_metadata(text)
        finally:
            sys.setprofile(None)
        counts.append(calls)
    assert counts[1] <= counts[0] + 50
