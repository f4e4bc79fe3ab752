"""What notices demand, in the wordings of many cities; texts, places and dates are invented."""

from __future__ import annotations

from datetime import date

import pytest
from recognition_text import paragraphs

from duban.documents.model import NoticeRules
from duban.documents.recognition.notices.rules import read_notice_rules


def days(*monthdays: str, year: int = 2024) -> tuple[date, ...]:
    return tuple(date(year, *map(int, monthday.split("/"))) for monthday in monthdays)


def read(text: str, year: int | None = 2024) -> NoticeRules:
    return read_notice_rules(paragraphs(text), year=year)


DUE = {
    "各部门要逐项制定落实方案，明确工作目标，于2024年3月11日前报市政府督查室备案。": date(2024, 3, 11),
    "请各牵头单位于3月20日前将实施方案报县政府办公室。": date(2024, 3, 20),
    "各责任单位要制定工作计划，3月底前报市府办。": date(2024, 3, 31),
    "请于2024-04-05前将任务分解表报送市委督查室。": date(2024, 4, 5),
    "各牵头单位要细化工作措施、完成时限，形成推进计划于四月十日之前报区政府督查室。": date(2024, 4, 10),
    "请各单位认真制定落实措施，并于2月28日前报送县政府督查室，每季度末25日前报送进展情况。": date(2024, 2, 28),
    "请各单位将贯彻落实方案（含电子版）于2024 年 3 月 15 日前反馈市政府督查室": date(2024, 3, 15),
    "各镇要将分工情况和联络员名单于3月8日前报县政府督查室。": date(2024, 3, 8),
    "收到通知后5个工作日内，将实施方案报市政府督查室。": None,
    "市政府2024年2月1日第3次常务会议审议通过本方案。": None,
    "6月30日前完成规划编制，报市政府批准。": None,
    "2024年10月底前，对整治工作进行检查验收，合格后报市政府申请检查验收。": None,
}


@pytest.mark.parametrize(("text", "expected"), DUE.items())
def test_the_day_plans_are_due(text, expected):
    assert read(text).implementation_plans_due_on == expected


DATES = {
    "各牵头单位分别于2024年4月10日、7月10日、10月10日和12月10日前将落实情况报送市政府督查室。": days(
        "4/10", "7/10", "10/10", "12/10"
    ),
    "每季度末25日前将工作进展情况报送县政府督查室。": days("3/25", "6/25", "9/25", "12/25"),
    "每季度第1个月的20日前报送进展情况。": days("1/20", "4/20", "7/20", "10/20"),
    "请于每季度首月5日前报送工作进展。": days("1/5", "4/5", "7/5", "10/5"),
    "于3月、6月、9月、12月的25日前报送进展情况至市政府督查室。": days("3/25", "6/25", "9/25", "12/25"),
    "3、6、9、12月25日前将进展情况报区政府办公室。": days("3/25", "6/25", "9/25", "12/25"),
    "请分别于6月底、12月底前将完成情况报市发展改革局。": days("6/30", "12/31"),
    "于6月20日和12月20日前报送半年、全年工作情况。": days("6/20", "12/20"),
    "每半年报送一次工作进展情况。": days("6/30", "12/31"),
    "每季度最后一个月20日前，各单位将落实情况报市委督查室。": days("3/20", "6/20", "9/20", "12/20"),
    "每季度结束后5日内报送情况。": (*days("4/5", "7/5", "10/5"), date(2025, 1, 5)),
    "每季度首月10日前报送上季度工作情况。": (*days("4/10", "7/10", "10/10"), date(2025, 1, 10)),
    "请于4月、7月、10月及次年1月的5日前报送进展情况。": (*days("4/5", "7/5", "10/5"), date(2025, 1, 5)),
    "于每季度结束前5日报送情况。": days("3/26", "6/25", "9/25", "12/26"),
    "联络员名单于2月20日前报送市政府督查室；6月5日前报送进展情况。": days("6/5"),
    "每季度末报送进展情况。": days("3/31", "6/30", "9/30", "12/31"),
    "按季度报送工作推进情况。": days("3/31", "6/30", "9/30", "12/31"),
    "12月15日前将全年工作总结报市政府办公室。": days("12/15"),
    "报送时间为4月5日、7月5日、10月8日。": days("4/5", "7/5", "10/8"),
    "每月开展现场督导，研究解决存在的问题。": (),
    "9月1日至9月30日，查漏补缺，归档台账，做好情况报送。": (),
    "本通知自2024年3月1日起施行，进展情况及时报送。": (),
    "定于2024年3月5日召开推进会，请提前报送参会名单。": (),
}


@pytest.mark.parametrize(("text", "expected"), DATES.items())
def test_the_days_of_reports(text, expected):
    assert read(text).reporting_dates == expected


MONTHLY = {
    "每月23日前要向市领导小组办公室报送整治工作情况。": 23,
    "各单位每月5日前报送上月工作进展。": 5,
    "每月底前将进展情况报县政府督查室。": 31,
    "每月的25日前，将落实情况报送市政府督查室。": 25,
    "请于每月最后一天前报送进展情况。": 31,
    "每个月10号前向区政府办反馈推进情况。": 10,
    "每月25日召开调度会。": None,
    "每季度末25日前报送进展情况。": None,
}


@pytest.mark.parametrize(("text", "expected"), MONTHLY.items())
def test_the_day_of_the_month(text, expected):
    assert read(text).monthly_reporting_day == expected


BODIES = {
    "各牵头单位于4月10日、7月10日前将落实情况报送市政府督查室。": "市政府督查室",
    "每季度末25日前将进展情况报县政府办公室（督查室）。": "县政府办公室（督查室）",
    "每月23日前要向市领导小组办公室报送工作情况。": "市领导小组办公室",
    "6月底前将工作情况报送至市发展改革局汇总。": "市发展改革局",
    "每月5日前将进展情况报市委督查室（联系电话：1234567）。": "市委督查室",
    "各责任单位将进展情况于每月20日前报牵头单位，牵头单位汇总后于每月25日前报市政府督查室。": "市政府督查室",
    "3月20日前将实施方案报区政府督查室备案。": "区政府督查室",
    "工作进展情况于每季度末20日前反馈至县委县政府督查室。": "县委县政府督查室",
    "6月30日前报市政府批准。": None,
}


@pytest.mark.parametrize(("text", "expected"), BODIES.items())
def test_the_body_that_reports_go_to(text, expected):
    assert read(text).report_to == expected


@pytest.mark.parametrize(
    "text",
    [
        "工作落实情况与绩效考核挂钩。",
        "该项工作落实情况将与年度绩效考核挂钩。",
        "落实情况纳入年度绩效考核内容。",
        "完成情况纳入年度目标责任制考核。",
        "督查结果作为年度综合考核的重要依据。",
        "将工作任务完成情况列入县直部门目标管理考评范围。",
        "并将此项工作纳入年度安全生产责任制和消防工作考核。",
        "办理情况计入全市高质量发展综合绩效考核。",
    ],
)
def test_the_plan_counts_in_the_appraisal(text):
    assert read(text).counts_in_appraisal


@pytest.mark.parametrize(
    "text",
    [
        "完善公立医院绩效考核办法。",
        "工作措施：将城市管理情况纳入经济社会发展评价考核。",
        "推进考核评价体系建设。",
        "加强对县镇的考核考评。",
        "组织干部考核。",
    ],
)
def test_a_task_about_appraisal_is_no_rule(text):
    assert not read(text).counts_in_appraisal


@pytest.mark.parametrize(
    "text",
    [
        "市有关领导将对工作落实不到位的单位进行约谈。",
        "对进度滞后的，约谈相关单位主要负责人。",
        "视情予以通报、约谈。",
        "对连续两次排名末位的县（市、区）实施约谈问责。",
        "由分管领导约谈责任单位。",
        "对推进不力的，采取通报批评、约谈等方式督促整改。",
    ],
)
def test_interviews_are_announced(text):
    assert read(text).interviews


@pytest.mark.parametrize(
    "text",
    [
        "完善问责约谈等制度。",
        "健全约谈机制。",
        "约谈企业负责人，督促整改隐患。",
        "巡查、考核、挂牌督办和问责约谈等制度。",
    ],
)
def test_a_system_of_interviews_is_no_rule(text):
    assert not read(text).interviews


def test_days_without_a_year_are_not_known():
    rules = read("请于3月20日前将实施方案报市政府督查室，每季度末25日前报送进展情况。", year=None)
    assert rules.implementation_plans_due_on is None
    assert rules.reporting_dates == ()
    assert rules.report_to == "市政府督查室"


def test_a_whole_notice():
    text = (
        "各镇人民政府：\n方案已经县政府同意，现印发给你们。\n"
        "一、各镇要逐项制定落实方案，于2025年2月20日前报县政府督查室备案。\n"
        "二、各牵头单位于4月5日、7月5日、10月8日和12月20日前将落实情况报送县政府督查室。\n"
        "三、对进展缓慢的单位进行约谈，落实情况与年度绩效考核挂钩。\n临川县人民政府\n2025年2月10日"
    )
    assert read(text, 2025) == NoticeRules(
        date(2025, 2, 20), days("4/5", "7/5", "10/8", "12/20", year=2025), None, "县政府督查室", True, True
    )
