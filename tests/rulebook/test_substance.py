"""Substance hints on sentences as units write them: what each says, and where none may speak."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from duban.rulebook.health import Health
from duban.rulebook.substance import Aim, Hint, Said, Weight, hints, likeness
from duban.rulebook.targets import TargetKind

PROJECTS = Aim(1, "新开工重点项目", "个", Decimal(60), TargetKind.CUMULATIVE)
FIRMS = Aim(2, "新增高新技术企业", "家", Decimal(30), TargetKind.CUMULATIVE)
MONEY = Aim(3, "固定资产投资", "亿元", Decimal("120.5"), TargetKind.CUMULATIVE)
RATE = Aim(4, "污水集中处理率", "%", Decimal(95), TargetKind.LEVEL)
GROWTH = Aim(5, "规模以上工业增加值", "%", Decimal(7), TargetKind.GROWTH)
LAND = Aim(6, "盘活存量用地", "亩", Decimal(3000), TargetKind.CUMULATIVE)
PEOPLE = Aim(7, "城镇新增就业", "万人", Decimal("1.2"), TargetKind.CUMULATIVE)
STEP = Aim(8, "建成市民中心", "", None, TargetKind.MILESTONE)

LAST = "一季度，组织召开项目调度会2次，梳理出用地、环评方面的堵点5条，已协调解决3条；新开工重点项目累计18个。"


def codes(now: Said, before: Said | None = None, *aims: Aim) -> list[str]:
    return [hint.code for hint in hints(now, before, aims)]


def figure(aim: Aim, value: str | None, last: str | None = None) -> dict[str, Any]:
    now = Said(figures={aim.key: Decimal(value) if value else None})
    return {"now": now, "before": Said(figures={aim.key: Decimal(last)}) if last else None, "aims": [aim]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("各项工作正在有序推进。", ["without-content"]),
        ("高度重视，加强组织领导，扎实推进，取得阶段性成效。", ["without-content"]),
        ("按时序进度推进，总体平稳。", ["without-content"]),
        ("正在积极开展相关工作。", ["without-content"]),
        ("已取得明显成效，下一步将继续推进。", ["without-content"]),
        ("扎实推进各项工作，3月持续发力，取得阶段性成效，进展顺利。", ["many-phrases"]),
        ("扎实推进项目建设，已开工46个。", []),
        ("按计划推进，已完成主体结构封顶。", []),
        ("《青泽市营商环境条例》已通过市政府常务会议审议，正在按计划推进。", []),
        ("“一网通办”平台上线运行，有序推进部门接入。", []),
        ("市民中心已竣工验收并投入使用。", []),
        ("3月12日完成招标，中标单位已进场，目前正在推进土方开挖。", []),
        ("组建工作专班，召开调度会两次，持续推进。", []),
        ("与省厅对接后，项目建议书已上报。", []),
        ("", []),
    ],
)
def test_phrases_speak_only_where_nothing_else_is_said(text: str, expected: list[str]) -> None:
    assert codes(Said(text=text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (LAST, ["repeated"]),
        (LAST.replace("，", ", ").replace("；", "。"), ["repeated"]),  # only the punctuation is other
        (LAST + "请继续支持。", ["repeated"]),
        (LAST.replace("18", "31").replace("一季度", "二季度"), ["only-figures-changed"]),
        (LAST.replace("2次", "3次").replace("5条", "6条").replace("18", "31"), ["only-figures-changed"]),
        ("二季度，青溪大道等13个项目开工，新开工重点项目累计31个；用地堵点剩余2条已报省厅。", []),
        (LAST + "二季度，青溪大道、城东水厂等项目取得施工许可，13个项目开工，累计31个；用地堵点全部解决。", []),
    ],
)
def test_the_words_of_the_last_round_are_not_news(text: str, expected: list[str]) -> None:
    assert codes(Said(text=text), Said(text=LAST)) == expected


def test_how_much_is_the_same_is_said() -> None:
    found = hints(Said(text=LAST + "请继续支持。"), Said(text=LAST), [])

    assert [hint.words for hint in found] == ["与上轮文字几乎相同（95%），请写本轮的新进展"]
    assert found[0].spans == ((0, len(LAST) + 6),)


def test_what_is_done_may_be_said_again_and_short_words_are_not_compared() -> None:
    done = Said(text="市民中心已于2月竣工验收并投入使用。", stated=Health.DONE)
    short = Said(text="正在招标。")

    assert codes(done, done) == []
    assert codes(short, short) == []


@pytest.mark.parametrize(
    ("aim", "value", "last", "expected"),
    [
        (PROJECTS, None, None, ["figure-missing"]),
        (RATE, None, "93", ["figure-missing"]),
        (STEP, None, None, []),
        (PROJECTS, "38", "46", ["figure-lower"]),
        (PROJECTS, "46", "46", []),
        (PROJECTS, "0", None, []),
        (RATE, "92", "93", []),  # a level may fall
        (GROWTH, "5.1", "6", []),
    ],
)
def test_a_figure_is_there_and_what_adds_up_does_not_fall(
    aim: Aim, value: str | None, last: str | None, expected: list[str]
) -> None:
    asked = figure(aim, value, last)

    assert codes(asked["now"], asked["before"], *asked["aims"]) == expected


UNLIKE = ["figure-unlike-text"]


@pytest.mark.parametrize(
    ("aim", "value", "text", "expected"),
    [
        (PROJECTS, "38", "截至6月底，全市累计新开工重点项目46个。", UNLIKE),
        (PROJECTS, "46", "截至6月底，全市累计新开工重点项目46个。", []),
        (PROJECTS, "46", "全市新开工重点项目四十六个。", []),
        (PROJECTS, "38", "全市新开工重点项目四十六个。", UNLIKE),
        (PROJECTS, "46", "新开工重点项目8个，累计46个。", []),
        (PROJECTS, "38", "新开工重点项目8个，累计46个。", UNLIKE),
        (PROJECTS, "46", "全年目标新开工重点项目60个，目前已开工46个。", []),
        (PROJECTS, "46", "本季度新开工重点项目8个。", []),  # a step
        (PROJECTS, "46", "新开工重点项目46个，其中亿元以上项目12个。", []),
        (PROJECTS, "46", "新开工重点项目近50个。", []),  # about so many
        (PROJECTS, "46", "新开工重点项目40余个。", []),
        (PROJECTS, "46", "下一步力争新开工重点项目60个。", []),
        (PROJECTS, "46", "临川县新开工了一个项目，另有3个项目在办手续。", []),
        (PROJECTS, "46", "召开重点项目调度会6次，协调问题18个。", []),
        (PROJECTS, "46", "已开工重点项目46个，占年度目标60个的76.7%。", []),
        (PROJECTS, "46", "临川县新开工重点项目12个，云栖区新开工重点项目34个。", []),
        (PROJECTS, "46", "临川县新开工重点项目12个。", []),
        (PROJECTS, "46", "一批新开工重点项目30个，二批新开工重点项目16个。", []),
        (PROJECTS, "46", "我县共新开工重点项目64个。", UNLIKE),
        (PROJECTS, "46", "全县新开工重点项目64个。", UNLIKE),
        (FIRMS, "11", "高新技术企业总数达到311家，今年新增11家。", []),
        (FIRMS, "11", "全市现有高新技术企业311家。", []),
        (FIRMS, "11", "高新技术企业达到311家。", []),
        (FIRMS, "11", "新增高新技术企业11家、科技型中小企业19家。", []),
        (FIRMS, "19", "新增高新技术企业11家、科技型中小企业19家。", UNLIKE),
        (MONEY, "46", "上半年完成固定资产投资46.0亿元。", []),
        (MONEY, "46.03", "上半年完成固定资产投资46.0亿元。", []),  # rounded
        (MONEY, "46", "上半年完成固定资产投资460000万元。", []),
        (MONEY, "4.6", "上半年完成固定资产投资46亿元，占年度计划的38.2%。", UNLIKE),
        (RATE, "93.5", "全市污水集中处理率达到93.5%，较去年提高1.2个百分点。", []),
        (RATE, "95.3", "全市污水集中处理率达到93.5%。", UNLIKE),
        (GROWTH, "5.2", "1—5月，规模以上工业增加值同比增长6.1%。", UNLIKE),
        (GROWTH, "6.1", "1—5月，规模以上工业增加值同比增长6.1%。", []),
        (LAND, "1250", "累计盘活存量用地1,250亩。", []),
        (LAND, "1520", "累计盘活存量用地1,250亩。", UNLIKE),
        (PEOPLE, "0.65", "城镇新增就业6500人，完成年度任务的54%。", []),
        (PEOPLE, "0.56", "城镇新增就业6500人，完成年度任务的54%。", UNLIKE),
    ],
)
def test_a_figure_in_the_text_is_that_of_the_field(aim: Aim, value: str, text: str, expected: list[str]) -> None:
    assert codes(Said(text=text, figures={aim.key: Decimal(value)}), None, aim) == expected


def test_a_step_beside_the_last_total_is_no_contradiction() -> None:
    now = Said(text="新开工重点项目8个。", figures={1: Decimal(46)})

    assert codes(now, Said(figures={1: Decimal(38)}), PROJECTS) == []


@pytest.mark.parametrize(
    ("stated", "problems", "expected"),
    [
        (Health.BEHIND, "", ["behind-without-problem"]),
        (Health.BEHIND, "暂无。", ["behind-without-problem"]),
        (Health.BEHIND, "用地指标未落实。", []),
        (Health.ON_PACE, "", []),
    ],
)
def test_who_is_behind_says_why(stated: Health, problems: str, expected: list[str]) -> None:
    assert codes(Said(stated=stated, problems=problems)) == expected


@pytest.mark.parametrize(
    ("next_step", "words"),
    [
        ("继续抓好落实。", "下一步打算没有写完成时间和由谁负责"),
        ("市自然资源局办理用地手续。", "下一步打算没有写完成时间"),
        ("8月底前完成征地。", ""),
        ("三季度完成招标，由投资科负责。", ""),
        ("国庆节前通车。", ""),
        ("无", ""),
        ("", ""),
    ],
)
def test_a_next_step_has_a_time(next_step: str, words: str) -> None:
    assert [hint.words for hint in hints(Said(next_step=next_step), None, [])] == ([words] if words else [])


def test_the_gravest_hint_comes_first_and_places_are_in_the_text() -> None:
    text = "扎实推进，新开工重点项目46个。"
    now = Said(text=text, next_step="继续推进。", figures={1: Decimal(38)})

    found: list[Hint] = hints(now, None, [PROJECTS])

    assert [hint.weight for hint in found] == [Weight.LIKELY, Weight.WORTH]
    assert text[slice(*found[0].spans[0])] == "46个"
    assert found[0].words == "正文写“46个”，“新开工重点项目”填的是38个，请核对"


@pytest.mark.parametrize(("one", "other", "least", "most"), [("", "", 0, 0), ("甲乙丙丁", "甲乙丙丁", 1, 1)])
def test_likeness_is_a_share(one: str, other: str, least: float, most: float) -> None:
    assert least <= likeness(one, other) <= most
