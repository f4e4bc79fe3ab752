"""A county's five-year health plan as .docx: headings, prose, and a table of indicators that runs over two pages."""

from __future__ import annotations

from official import HEADING_FONT, body, heading, imprint, red_head, signature, title
from word import cell, footer, para, run, table, table_row, write_docx

WIDTHS = (1300, 820, 3100, 980, 1000, 1160, 1060)
HEADER = ("领域", "序号", "指标", "单位", "2025年", "2030年", "属性")
NOTE = "本文件为虚构样例，地名、单位、人名均不存在"
MATTER = "临川县卫生健康事业发展“十五五”规划"

GROUPS = {
    "健康水平": [
        ("人均预期寿命", "岁", "79.2", "80.5", "预期性"),
        ("婴儿死亡率", "‰", "2.6", "≤2.4", "预期性"),
        ("5岁以下儿童死亡率", "‰", "3.9", "≤3.6", "预期性"),
        ("孕产妇死亡率", "1/10万", "8.5", "≤8", "预期性"),
        ("重大慢性病过早死亡率", "%", "13.8", "≤13", "预期性"),
    ],
    "健康生活": [
        ("经常参加体育锻炼人数比例", "%", "39.8", "42", "预期性"),
        ("居民健康素养水平", "%", "29.5", "36", "预期性"),
        ("15岁以上人群吸烟率", "%", "22.6", "<20", "预期性"),
        ("注册志愿者中卫生健康类人数", "人", "860", "1200", "预期性"),
    ],
    "健康服务": [
        ("每千常住人口医疗卫生机构床位数", "张", "6.8", "7.5", "预期性"),
        ("其中：县级医院", "张", "4.1", "4.5", "预期性"),
        ("每千常住人口执业（助理）医师数", "人", "2.9", "3.5", "预期性"),
        ("每千常住人口注册护士数", "人", "3.2", "4.2", "预期性"),
        ("每千人口拥有3岁以下婴幼儿托位数", "个", "3.8", "4.8", "预期性"),
        ("县域内就诊率", "%", "88", "≥90", "预期性"),
        ("严重精神障碍患者规范管理率", "%", "92", "95", "约束性"),
        ("适龄儿童免疫规划疫苗接种率", "%", "95", "保持在95以上", "约束性"),
    ],
    "健康保障": [
        ("个人卫生支出占卫生总费用比重", "%", "27.4", "26左右", "约束性"),
        ("基本医疗保险参保率", "%", "96.5", "稳定在95以上", "约束性"),
    ],
    "健康环境": [
        ("农村自来水普及率", "%", "94", "98", "预期性"),
        ("国家卫生乡镇占比", "%", "21", "持续提升", "预期性"),
    ],
}

BEFORE = {
    "一、发展基础": [
        "“十四五”期间，全县卫生健康系统围绕群众就近就医需求，持续完善三级服务网络，县人民医院通过二级甲等复审，"
        "紧密型县域医共体覆盖全部乡镇，居民主要健康指标优于全市平均水平。但优质资源总量不足、基层人才短缺等问题仍较突出。"
    ],
    "二、发展目标": ["到2030年，优质高效的整合型医疗卫生服务体系基本建成，居民健康水平稳步提高。主要发展指标见下表。"],
}
AFTER = {
    "三、保障措施": [
        "（一）加强组织领导。各乡镇、各有关部门要将卫生健康工作纳入重要议事日程，建立规划实施协调机制。",
        "（二）强化监测评估。县卫生健康局要建立年度监测、中期评估和终期评估制度，评估结果报县政府。",
    ]
}


def health_docx() -> bytes:
    notice = (
        red_head("临川县人民政府", "临府〔2026〕12号")
        + title(f"临川县人民政府关于印发{MATTER}的通知")
        + para("各乡镇人民政府，县政府各部门、各直属单位：")
        + body(f"现将《{MATTER}》印发给你们，请认真组织实施。")
        + para("")
        + signature("临川县人民政府", "2026年4月15日")
        + body("（此件公开发布）")
        + para("", extra="<w:pageBreakBefore/>")
    )
    plan = title(MATTER) + _chapters(BEFORE) + _caption() + _table() + _chapters(AFTER)
    foot = imprint("抄送：县委办公室，县人大常委会办公室，县政协办公室。", "临川县人民政府办公室　　2026年4月15日印发")
    return write_docx(notice + plan + foot, footer=footer(NOTE))


def _chapters(chapters: dict[str, list[str]]) -> str:
    return "".join(heading(name) + "".join(map(body, texts)) for name, texts in chapters.items())


def _caption() -> str:
    return para(run("临川县“十五五”卫生健康发展主要指标", font=HEADING_FONT, size=14), align="center", raw=True)


def _table() -> str:
    rows, number = [table_row(_cells(HEADER, WIDTHS, HEADING_FONT), header=True)], 0
    for group, indicators in GROUPS.items():
        for index, (name, *values) in enumerate(indicators):
            within = name.startswith("其中")
            number += not within
            merged = cell(_small(group) if index == 0 else "", WIDTHS[0], merge="continue" if index else "restart")
            cells = ["" if within else str(number), name, *values]
            rows.append(table_row(merged + _cells(cells, WIDTHS[1:])))
    return table("".join(rows), WIDTHS)


def _cells(texts: tuple[str, ...] | list[str], widths: tuple[int, ...], font: str = "") -> str:
    return "".join(cell(_small(text, font), width) for text, width in zip(texts, widths, strict=True))


def _small(text: str, font: str = "") -> str:
    return para(text, align="center", line=380, font=font, size=12)
