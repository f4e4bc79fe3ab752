"""Stages of campaigns, as plans of many provinces print them; all invented."""

from __future__ import annotations

from datetime import date

import pytest
from recognition_text import paragraphs, table

from duban.documents.recognition.stages.reading import read_stages


def told(text: str, year: int | None = 2024):
    return [(stage.name, stage.starts_on, stage.ends_on) for stage in read_stages(paragraphs(text), year=year)]


START = date(2024, 3, 1), date(2024, 3, 31)
MIDDLE = date(2024, 4, 1), date(2024, 9, 30)
TWO = [("动员部署阶段", *START), ("集中整治阶段", *MIDDLE)]
SHORT = [("动员部署", *START), ("集中整治", *MIDDLE)]

CASES = {
    "（一）动员部署阶段（2024年3月1日至3月31日）。开会。\n（二）集中整治阶段（2024年4月1日至9月30日）。全面排查。": TWO,
    "1.动员部署阶段(2024年3月)。召开会议。\n2.集中整治阶段(2024年4月-9月)。全面排查。": TWO,
    "一、动员部署阶段（3月）\n召开会议。\n二、集中整治阶段（4月—9月）\n全面排查。": TWO,
    "第一阶段：动员部署（3月1日—3月31日）。召开会议。\n第二阶段：集中整治（4月1日—9月30日）。全面排查。": SHORT,
    "第一阶段：动员部署阶段（3月1日至31日）。召开会议。\n第二阶段：集中整治阶段（4月至9月）。全面排查。": TWO,
    "第一阶段（3月1日至3月31日）：动员部署。召开会议。\n第二阶段（4月至9月）：集中整治。全面排查。": SHORT,
    "第一阶段（3月1日至3月31日），动员部署阶段。开会。\n第二阶段（4月至9月），集中整治阶段。排查。": TWO,
    "（一）第一阶段：动员部署（2024年3月）。\n（二）第二阶段：集中整治（2024年4月至9月）。": SHORT,
    "动员部署阶段：2024年3月1日至3月31日。召开会议。\n集中整治阶段：2024年4月至9月。全面排查。": TWO,
    "四、实施步骤\n（一）动员部署（2024年3月）。开会。\n（二）集中整治（2024年4月至9月）。排查。\n五、要求": SHORT,
    "本次行动分两个阶段：第一阶段，动员部署阶段（3月1日至3月31日），召开会议；"
    "第二阶段，集中整治阶段（4月至9月），全面排查。": TWO,
    "（一）动员部署阶段。（2024年3月）召开会议。\n（二）集中整治阶段。（2024年4月至9月）全面排查。": TWO,
    "（一）2024年3月为动员部署阶段。\n（二）2024年4月至9月为集中整治阶段。": TWO,
    "**（一）动员部署阶段（2024年3月）。** 开会。\n**（二）集中整治阶段（2024年4月至9月）。** 排查。": TWO,
    "（一）动员部署阶段（即日起至3月底）。召开会议。\n（二）集中整治阶段（4月初至9月底）。全面排查。": [
        ("动员部署阶段", None, date(2024, 3, 31)),
        ("集中整治阶段", date(2024, 4, 1), date(2024, 9, 30)),
    ],
    "动员部署阶段：2024年3月底前\n集中整治阶段：2024年9月底前": [
        ("动员部署阶段", None, date(2024, 3, 31)),
        ("集中整治阶段", None, date(2024, 9, 30)),
    ],
    "（一）宣传发动、调查摸底阶段（2024年3月）。\n（二）总结验收阶段（2024年11月至2025年1月）。": [
        ("宣传发动、调查摸底阶段", *START),
        ("总结验收阶段", date(2024, 11, 1), date(2025, 1, 31)),
    ],
}


@pytest.mark.parametrize(("text", "expected"), CASES.items())
def test_stages_have_names_and_days(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize("text", CASES)
def test_a_document_with_stages_is_known(text):
    assert len(read_stages(paragraphs(text), year=None)) >= 2


@pytest.mark.parametrize(
    "text",
    [
        "现阶段，我市正处于转型发展的关键阶段。",
        "加快青泽新能源二阶段工程建设，推进一期项目投产。",
        "（一）对接阶段（代办对接）。\n1.投资促进部门。形成清单。\n（二）商事登记阶段（企业开办）。\n1.税务部门。完成审批。",
        "按立项许可、施工许可、竣工验收等阶段发送给审批部门。",
        "本次行动分三个阶段实施。",
        "（一）项目建设阶段（2024年3月至6月）。只有一个。",
        "四、时间安排\n各单位按要求推进。",
    ],
)
def test_a_mention_of_stages_is_none(text):
    assert told(text) == []
    assert read_stages(paragraphs(text), year=None) == ()


def test_numbered_items_that_follow_belong_to_the_stage():
    text = (
        "四、工作步骤\n（一）动员部署阶段（2024年3月）。\n1.召开动员会。签订责任书。\n2.制定方案。\n"
        "（二）集中整治阶段（2024年4月至9月）。全面排查；建立台账。\n五、工作要求\n（一）加强领导。"
    )
    first, second = read_stages(paragraphs(text), year=2024)
    assert first.work == ("召开动员会。签订责任书。", "制定方案。")
    assert second.work == ("全面排查；", "建立台账。")


ROWS = table(
    ("序号", "阶段", "完成时间", "工作内容和措施"),
    ("1", "动员部署阶段", "2024年3月底前", "1. 召开专题会。 2. 制定方案。责任到人。"),
    ("2", "迎检验收阶段", "2024年4月1日至9月30日", "1. 组织验收。"),
)


def test_a_table_alone_tells_the_stages():
    stages = read_stages([ROWS], year=2024)
    assert [(s.name, s.starts_on, s.ends_on, s.work) for s in stages] == [
        ("动员部署阶段", None, date(2024, 3, 31), ("召开专题会。", "制定方案。责任到人。")),
        ("迎检验收阶段", *MIDDLE, ("组织验收。",)),
    ]


def test_table_and_prose_tell_the_same_stages_once():
    prose = "（一）动员部署阶段（2024年3月1日至3月31日）。动员。\n（二）迎接验收阶段（2024年4月1日至9月30日）。自查。"
    stages = read_stages([*paragraphs(prose), ROWS], year=2024)
    assert [(s.name, s.starts_on, s.ends_on, s.work) for s in stages] == [
        ("动员部署阶段", *START, ("动员。", "召开专题会。", "制定方案。责任到人。")),
        ("迎接验收阶段", *MIDDLE, ("自查。", "组织验收。")),
    ]


def test_a_later_stage_without_a_year_takes_the_year_before_it():
    assert told("（一）启动阶段（2023年3月）。甲。\n（二）推进阶段（4月至9月）。乙。", year=2020)[1][2] == date(
        2023, 9, 30
    )


def test_every_stage_says_where_it_was_read():
    text = "通知如下。\n（一）启动阶段（2024年3月）。甲。\n（二）推进阶段（4月至9月）。乙。"
    sources = [stage.source for stage in read_stages(paragraphs(text), year=2024)]
    assert [text[s.start : s.end] for s in sources if s] == text.split("\n")[1:]
