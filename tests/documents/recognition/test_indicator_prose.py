"""Indicators written out one by one, in the habits of many offices."""

from __future__ import annotations

import pytest

from documents.recognition.recognition_text import paragraphs
from duban.documents.model import IndicatorDraft, Nature
from duban.documents.recognition.indicators import IndicatorReading, has_indicator_prose, read_indicators
from duban.documents.recognition.responsibility import RoleRules

CAMPAIGN = """
三、任务措施
（一）经济发展领域。
1、人均工业产值(2015年不变价)。
牵头责任单位:市工业和信息化局、各县(市、区)政府。
(1)工作目标。
2021年,我市人均工业产值为21502元,低于全省平均水平。通过开展攻坚行动,力争到2025年底我市实现人均工业产值(2015年不变价)38000元。
(2)重点工作任务。
一是培育新兴产业。建设青泽新材料园。二是改造传统产业。(市各有关单位、各县〈市、区〉政府分别负责)
2、乡村旅游收入占比。
牵头责任单位:市文广旅体局。
(1)工作目标。
2021年,我市乡村旅游收入占比较低。通过开展攻坚行动,确保我市2022-2025年乡村旅游收入占比15%。
(2)重点工作任务。
办好云栖采茶节。(市文广旅体局,市农业农村局、各县〈市、区〉政府负责)(原则上排在首位的为牵头单位,下同。)
推出精品线路。(市文广旅体局,市交通运输局负责)
（二）人居环境领域。
3、绿色出行指数。
(1)每万人拥有共享单车数。
牵头责任单位:市交通运输局。
工作目标。
2021年,我市每万人拥有共享单车数为31.84辆。通过开展攻坚行动,力争到2025年底达44辆以上。
重点工作任务。
规划停放点。(市交通运输局负责)
(2)行政村公交通达率。
牵头责任单位:市交通运输局。
工作目标。
通过开展攻坚行动,努力完成该项指标任务。
重点工作任务。
新开通线路。
4、单位产值耗水量(2015年不变价)。
牵头责任单位:市水务局。
(1)工作目标。
2021年,我市单位产值耗水量(2015年不变价)为107.48立方米/万元。到2025年底,确保我市单位产值耗水量(2015年不变价)95.4立方米/万元,力争80立方米/万元。
(2)重点工作任务。
严格取水许可。(市水务局,市发展改革局负责)
5、污水处理指数(包括城区污水处理率、圩镇污水处理率)
牵头责任单位:市住房城乡建设局。
(1)工作目标。
2021年,我市城区污水处理率90.8%,圩镇污水处理率为65%。通过开展攻坚行动,力争到2025年底我市城区污水处理率达97%以上,圩镇污水处理率达85%以上。
(2)重点工作任务。
推进管网建设。(市住房城乡建设局,各县〈市、区〉政府负责)
四、时间安排
（一）研究部署阶段(2022年1月-2022年3月)。制定方案。
"""


def read(text: str, *, year: int | None = 2024) -> IndicatorReading:
    return read_indicators(paragraphs(text), rules=RoleRules(), year=year)


def one(text: str, *, year: int | None = 2024) -> IndicatorDraft:
    (draft,) = read(text, year=year).indicators
    return draft


def targets(draft: IndicatorDraft) -> list[str]:
    return [
        f"{target.year or ''}{target.comparator.value}{'' if target.value is None else target.value}"
        f"{'' if target.value_to is None else f'..{target.value_to}'} {target.level or ''}".strip()
        for target in draft.targets
    ]


@pytest.fixture(scope="module")
def campaign() -> dict[str, IndicatorDraft]:
    return {draft.number + draft.part: draft for draft in read(CAMPAIGN, year=2022).indicators}


def test_every_indicator_is_found_once_with_its_parts(campaign: dict[str, IndicatorDraft]) -> None:
    assert list(campaign) == ["1", "2", "3(1)", "3(2)", "4", "5(1)", "5(2)"]
    assert [draft.field for draft in campaign.values()] == ["经济发展"] * 2 + ["人居环境"] * 5


def test_a_baseline_and_a_target_stand_in_one_paragraph(campaign: dict[str, IndicatorDraft]) -> None:
    draft = campaign["1"]
    assert draft.name == "人均工业产值(2015年不变价)"
    assert draft.baseline is not None
    assert (draft.baseline.year, str(draft.baseline.value), draft.baseline.text) == (2021, "21502", "21502元")
    assert (targets(draft), draft.measurement_unit) == (["2025>=38000 strive"], "元")
    assert draft.lead == ("市工业和信息化局", "各县(市、区)政府")


def test_a_maintained_value_is_a_target_of_every_year(campaign: dict[str, IndicatorDraft]) -> None:
    assert targets(campaign["2"]) == [f"{year}>=15 ensure" for year in (2022, 2023, 2024, 2025)]


def test_a_baseline_in_words_keeps_its_words(campaign: dict[str, IndicatorDraft]) -> None:
    baseline = campaign["2"].baseline
    assert baseline is not None
    assert (baseline.year, baseline.value) == (2021, None)
    assert "较低" in baseline.text


def test_two_levels_of_one_year_are_two_targets(campaign: dict[str, IndicatorDraft]) -> None:
    assert targets(campaign["4"]) == ["2025<=95.4 ensure", "2025<=80 strive"]
    assert campaign["4"].measurement_unit == "立方米/万元"


def test_two_measures_of_one_goal_are_two_parts(campaign: dict[str, IndicatorDraft]) -> None:
    first, second = campaign["5(1)"], campaign["5(2)"]
    assert [first.name, second.name] == ["城区污水处理率", "圩镇污水处理率"]
    assert [targets(first), targets(second)] == [["2025>=97 strive"], ["2025>=85 strive"]]
    assert [str(part.baseline.value) for part in (first, second) if part.baseline] == ["90.8", "65"]
    assert first.parent == second.parent == "污水处理指数"


def test_a_part_knows_the_indicator_it_belongs_to(campaign: dict[str, IndicatorDraft]) -> None:
    assert campaign["3(1)"].parent == "绿色出行指数"
    assert campaign["3(1)"].name == "每万人拥有共享单车数"


def test_the_first_unit_leads_from_the_paragraph_that_says_so(campaign: dict[str, IndicatorDraft]) -> None:
    (before,) = campaign["1"].tasks
    assert (before.lead, before.implement) == ((), ("市各有关单位", "各县〈市、区〉政府"))
    first, second = campaign["2"].tasks
    assert (first.lead, first.support) == (("市文广旅体局",), ("市农业农村局", "各县〈市、区〉政府"))
    assert (second.lead, second.support) == (("市文广旅体局",), ("市交通运输局",))
    assert first.text == "办好云栖采茶节。"


def test_what_the_text_leaves_open_is_said() -> None:
    said = {(diagnostic.code, diagnostic.message) for diagnostic in read(CAMPAIGN, year=2022).diagnostics}
    assert {code for code, _ in said} == {"indicator-without-figure", "no-unit"}
    assert any("行政村公交通达率" in message for code, message in said if code == "indicator-without-figure")


def test_places_lead_back_to_the_text() -> None:
    for draft in read(CAMPAIGN, year=2022).indicators:
        assert draft.source is not None
        assert (draft.parent if draft.part == "(1)" else draft.name) in CAMPAIGN[draft.source.start : draft.source.end]
        for task in draft.tasks:
            assert task.source is not None
            assert CAMPAIGN[task.source.start : task.source.end].startswith(task.text[:5])


HEAD = "1．{name}\n牵头单位：市甲局\n{goal}\n2．森林覆盖率\n牵头单位：市林业局\n工作目标：到2025年达到60%。\n"
GOALS = [  # name, goal, baseline, targets
    ("规上工业增加值增速", "年度目标：增长8%以上，力争达到9%。", None, ["2024>=8", "2024>=9 strive"]),
    ("固定资产投资增速", "现状：2023年下降2.3%。\n年度目标：增长5%左右。", "-2.3", ["2024~5"]),
    ("城镇登记失业率", "现状：3.2%。\n目标：控制在4.5%以内。", "3.2", ["<=4.5"]),
    ("城镇登记失业率", "工作目标。2023年为3.2%，今年不超过4%。", "3.2", ["2024<=4"]),
    ("自来水普及率", "目标：由2023年的88.2%提高到2025年的95%。", "88.2", ["2025>=95"]),
    ("自来水普及率", "目标：从88.2%提升至95%以上。", "88.2", [">=95"]),
    ("万元GDP用水量", "目标：2025年比2020年下降16%。", None, ["2025=16"]),
    (
        "发明专利拥有量",
        "目标：2024年、2025年、2026年分别达到5件、6件、7.5件。",
        None,
        ["2024>=5", "2025>=6", "2026>=7.5"],
    ),
    ("孕产妇死亡率", "工作目标。2022年为9.8/10万，力争2025年降至8/10万以下。", "9.8", ["2025<=8 strive"]),
    ("公众安全感", "工作目标。保持稳定，位居全省前列。", None, ["words"]),
    ("粮食总产量", "2024年目标：120万吨\n2025年目标：121.5万吨以上", None, ["2024=120", "2025>=121.5"]),
    (
        "全社会用电量",
        "工作目标：2021年为56亿千瓦时。到2025年，突破80亿千瓦时，力争翻番。",
        "56",
        ["2025>=80", "2025times2 strive"],
    ),
    (
        "义务教育巩固率",
        "现状：截至2023年底为97.8%，较上年提高0.3个百分点。\n目标：到2026年底稳定在98%以上。",
        "97.8",
        ["2026>=98"],
    ),
    ("地区生产总值", "工作目标。到“十四五”末，达到1,200亿元。", None, ["2025>=1200"]),
    (
        "地区生产总值",
        "工作目标。确保完成120亿元，力争突破130亿元，冲刺150亿元。",
        None,
        [">=120 ensure", ">=130 strive", ">=150 strive"],
    ),
    ("资产负债率", "目标：控制在60%—65%。", None, ["range60..65"]),
    ("5岁以下儿童死亡率", "工作目标。2022年，5岁以下儿童死亡率为4.2‰。到2025年控制在4‰以内。", "4.2", ["2025<=4"]),
    ("PM2.5年均浓度", "工作目标。到2025年，PM2.5年均浓度控制在28微克/立方米以下。", None, ["2025<=28"]),
    ("居民收入", "工作目标。2023年为36,521元。2024年增速与经济增长基本同步。", "36521", ["2024words"]),
    ("毕业生就业率", "【目标值】2025年达到100%，2024年保持在95%以上", None, ["2025>=100", "2024>=95"]),
    ("综合覆盖率", "工作目标。2016年为95.3%。力争到2020年底达到110%。", "95.3", ["2020>=110 strive"]),
    (
        "平均预期寿命",
        "工作目标。2019年，我市平均预期寿命为75.88岁。力争到2025年底77.34岁。",
        "75.88",
        ["2025>=77.34 strive"],
    ),
]


@pytest.mark.parametrize(("name", "goal", "baseline", "expected"), GOALS, ids=[goal for _, goal, _, _ in GOALS])
def test_a_goal_is_read_in_every_wording(name: str, goal: str, baseline: str | None, expected: list[str]) -> None:
    draft = read(HEAD.format(name=name, goal=goal)).indicators[0]
    assert targets(draft) == expected
    assert (str(draft.baseline.value) if draft.baseline else None) == baseline


def test_two_subjects_share_a_verb_by_turns() -> None:
    text = HEAD.format(name="城区、圩镇污水处理率", goal="工作目标：到2025年，城区、圩镇污水处理率分别达到98%和85%。")
    first, second, _ = read(text).indicators
    assert [(part.part, part.name, targets(part)) for part in (first, second)] == [
        ("(1)", "城区污水处理率", ["2025>=98"]),
        ("(2)", "圩镇污水处理率", ["2025>=85"]),
    ]


def test_a_second_subject_is_a_second_measure() -> None:
    goal = "工作目标：到2025年，比例不低于18%，有服务时间记录的志愿者占注册总数的比例不低于65%。"
    first, second, _ = read(HEAD.format(name="注册志愿者占城镇人口比例", goal=goal)).indicators
    assert [(part.name, targets(part)) for part in (first, second)] == [
        ("注册志愿者占城镇人口比例", ["2025>=18"]),
        ("有服务时间记录的志愿者占注册总数的比例", ["2025>=65"]),
    ]


def test_labels_inside_one_paragraph_are_cut() -> None:
    text = (
        "1.森林覆盖率。牵头单位：市林业局。配合单位：市财政局。目标：2025年达到60%。重点任务：造林。（市林业局负责）\n"
        "2.湿地保护率。责任单位：市林业局、市水务局。目标：2025年达到55%。重点任务：划定红线。（市林业局牵头，市水务局配合）"
    )
    first, second = read(text).indicators
    assert (first.name, first.lead, first.support) == ("森林覆盖率", ("市林业局",), ("市财政局",))
    assert [task.text for task in second.tasks] == ["划定红线。"]
    assert "roles-undivided" in {diagnostic.code for diagnostic in read(text).diagnostics}


def test_units_may_stand_in_the_heading_and_tasks_under_their_own_headings() -> None:
    draft = one(
        "（一）服务业增加值增速（牵头单位：市商务局；配合单位：市统计局）\n1.目标任务。今年增长7%。\n2.工作举措。\n"
        "（1）培育主体。\n新增限上企业60家。（市商务局、市统计局按职责分工负责）\n（2）扩大消费。\n办好展会。（市商务局牵头）"
    )
    assert (draft.lead, draft.support) == (("市商务局",), ("市统计局",))
    assert [task.text for task in draft.tasks] == ["培育主体。新增限上企业60家。", "扩大消费。办好展会。"]


@pytest.mark.parametrize(
    ("heading", "nature", "unit"),
    [
        ("粮食综合生产能力（万吨，约束性）", Nature.BINDING, "万吨"),
        ("城镇化率（%）", None, "%"),
        ("森林蓄积量（预期性）", Nature.ANTICIPATORY, ""),
    ],
)
def test_brackets_of_a_name_tell_unit_and_nature(heading: str, nature: Nature | None, unit: str) -> None:
    draft = one(f"一、{heading}\n责任单位：市甲局\n目标值：55\n")
    assert (draft.nature, draft.measurement_unit) == (nature, unit)
    assert "（" not in draft.name


@pytest.mark.parametrize(
    "plan",
    [
        "1.推进临川产业园建设。\n工作目标：完成投资20亿元。\n牵头单位：市工业和信息化局\n2.提升旅游收入。\n工作目标：增长10%。\n"
        "牵头单位：市文广旅体局\n3.新建云栖水库。\n工作目标：年底前开工。\n牵头单位：市水务局",
        "（一）加强组织领导。各单位要落实责任。\n（二）强化督促检查。市政府督查室要开展督查。",
        "1．抓好粮食生产。播种面积不少于100万亩。\n部门分工：市农业农村局牵头。",
        "",
    ],
)
def test_a_task_plan_has_no_indicators(plan: str) -> None:
    assert not has_indicator_prose(paragraphs(plan))
    assert read(plan).indicators == ()


def test_hostile_lines_are_read_in_linear_time() -> None:
    for piece in ("（", "1,", "2024年", "由", "牵头单位：市甲局。", "力争到2020年底达到95%以上，"):
        long = piece * (40_000 // len(piece))
        assert len(read(HEAD.format(name="空置率", goal=f"工作目标。{long}")).indicators) >= 2
