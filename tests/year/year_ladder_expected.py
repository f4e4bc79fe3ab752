"""What the ladder has to propose in the year, by day, worked out by hand from its rules and the story; not from a run.

Who is late, missing or behind from when stands in `year_rounds`, `year_filing` and `year_expected`. Days are working
days; the first is the one after the day it was due. A reminder waits for its answer until the second day after it went
out (of plans, steps and tasks the third): the day after that it may be urged. A figure counts from the day of its
report, so what is behind begins anew with each. After a case about a task was answered and ended, the next step waits
as long again as its rule says.
"""

from __future__ import annotations

from datetime import date

_REFORM, _SCIENCE, _ROADS, _HOUSES = "发展和改革局", "科技局", "交通运输局", "住房城乡建设局"
_WOODS, _COUNTS, _HEALTH, _LABOUR = "林业局", "统计局", "医疗保障局", "人力资源社会保障局"
_SCHOOLS, _MONEY, _WATER, _LAW, _INDUSTRY = "教育局", "财政局", "水务局", "司法局", "工业和信息化局"
_POLICE, _TRADE, _LETTERS = "公安局", "投资促进局", "信访局"
_NEVER = {_HEALTH: 1, _LABOUR: 1}  # 142 and 130: no plan, no report, all the year


def _day(month: int, day: int, **by_level: dict[str, int]) -> tuple[date, dict[tuple[str, str], int]]:
    found = {(level, unit): count for level, units in by_level.items() for unit, count in units.items()}
    return date(2025 if month == 13 else 2024, month % 12 or 12, day), found


PROPOSED: dict[date, dict[tuple[str, str], int]] = dict(
    [
        # Plans were due on Monday 11 March.
        _day(3, 12, reminder={_WOODS: 10, **_NEVER}),
        _day(3, 18, urging=_NEVER),  # due on the 15th; the fifth day, four are enough
        # The ninth day. 医疗保障局 answered on the 20th, was sent back on the 21st and has time until the 26th.
        _day(3, 22, notice={_LABOUR: 1}),
        _day(4, 1, reminder={_REFORM: 1}),  # the step of 8 of Sunday 31 March; decided against
        _day(4, 3, interview={_LABOUR: 1}),  # the notice was due on 29 March: 1, 2, 3 April
        _day(4, 9, notice={_HEALTH: 1}),  # ended on 26 March, nine days ago with Sunday 7 April; decided against
        # Behind since their reports of the 8th: 1, 24, 89.
        _day(4, 10, reminder={_REFORM: 1, _SCIENCE: 1, _ROADS: 1}),
        _day(4, 11, reminder={_WOODS: 10, _COUNTS: 2, **_NEVER}),  # the 14 that are missing
        _day(4, 15, reminder={_POLICE: 1, _LABOUR: 1}),  # 135 was given back on the 11th, 130 never came: three days
        _day(4, 16, urging={_COUNTS: 2, **_NEVER}),
        _day(5, 6, urging={_LABOUR: 1}),  # promised for 30 April; the first five days of May are off
        # Ended on 11 April; twenty days with Sunday 28 April and Saturday 11 May, without 1 to 5 May.
        _day(5, 11, urging={_REFORM: 1, _SCIENCE: 1, _ROADS: 1}),
        _day(5, 15, urging={_LABOUR: 1}),  # 130, ended on 16 April
        _day(7, 1, reminder={_REFORM: 1, _SCIENCE: 1}),  # the steps of 8 of Sunday 30 June and of 16 of 28 June
        _day(7, 3, reminder={_SCIENCE: 1}),  # which puts 16 behind since the 29th
        # The step of 8 again, six days after the 2nd. Behind since their reports of the 8th: 8, 89.
        _day(7, 10, urging={_REFORM: 1}, reminder={_REFORM: 1, _ROADS: 1}),
        _day(7, 11, reminder={_SCHOOLS: 9, _COUNTS: 2, **_NEVER}),
        _day(7, 15, reminder={_SCHOOLS: 2}),  # 155 and 157, an hour before they report
        _day(7, 16, urging={_COUNTS: 2, **_NEVER}),
        _day(7, 17, reminder={_MONEY: 1}),  # 6 was found behind on the 16th
        # The round is open again since the 25th; ended on the 18th, six days ago.
        _day(7, 26, notice={_COUNTS: 2, **_NEVER}),
        _day(8, 2, notice={_REFORM: 1}),  # the step of 8, sixteen days after 11 July
        _day(8, 8, urging={_REFORM: 1, _ROADS: 1}),  # 8, 89: twenty after 11 July
        _day(8, 15, urging={_MONEY: 1}),  # 6: twenty after 18 July
        _day(10, 8, reminder={_REFORM: 1}),  # the step of 8 of 30 September, on the first day after the holidays
        _day(10, 10, reminder={_HOUSES: 1}, urging={_ROADS: 1}),  # 32 behind, 89 severely, since the 8th
        _day(10, 11, reminder={_WATER: 7, **_NEVER}),
        _day(10, 15, urging=_NEVER),  # with Saturday the 12th
        _day(10, 16, reminder={_LAW: 7}),  # given back on the 11th, due again on the 15th
        _day(10, 17, reminder={_REFORM: 1}),  # 1 was found at 4.9 on the 16th
        _day(11, 7, notice={_ROADS: 1}, urging={_HOUSES: 1}),  # 89, 32: twenty after 11 October
        _day(11, 11, reminder={_WOODS: 10, **_NEVER}),  # due on a Sunday
        _day(11, 12, reminder={_INDUSTRY: 1}),  # 55 says so itself on the 8th
        _day(11, 14, urging=_NEVER),
        _day(12, 10, reminder={_INDUSTRY: 1}),  # 66, since the 6th
        # 55 as a task, twenty after 13 November, and its report
        _day(12, 11, reminder={_TRADE: 5, _INDUSTRY: 1, **_NEVER}, urging={_INDUSTRY: 1}),
        _day(12, 16, urging={_INDUSTRY: 1, **_NEVER}, reminder={_LETTERS: 2}),  # given back until the 13th
        _day(12, 19, urging={_LETTERS: 2}),
        _day(12, 20, notice={_INDUSTRY: 1, **_NEVER}),  # the eighth day; in the other rounds it was over by then
        _day(13, 2, urging={_INDUSTRY: 2, _ROADS: 1, _LABOUR: 1}),  # overdue: 55, 66, 89, 130
    ]
)

_PLAN, _REPORT = "落实方案应于3月11日报送", "应于{}月10日报送"
REASONS: dict[tuple[date, str, str], str] = {
    (date(2024, 3, 12), _WOODS, "reminder"): f"{_PLAN}，逾期1个工作日",
    (date(2024, 3, 18), _HEALTH, "urging"): f"{_PLAN}，逾期5个工作日；3月12日已提醒，逾期未反馈",
    (date(2024, 3, 22), _LABOUR, "notice"): f"{_PLAN}，逾期9个工作日；3月12日已提醒；3月18日已催办，逾期未反馈",
    (date(2024, 4, 3), _LABOUR, "interview"): "督办单应于3月29日反馈，逾期3个工作日；3月22日已发督办单，逾期未反馈",
    # 12 to 29 March 14, April 1, 2, 3, 7, 8, 9; it had answered
    (date(2024, 4, 9), _HEALTH, "notice"): f"{_PLAN}，逾期20个工作日；3月12日已提醒；3月18日已催办",
    (date(2024, 4, 10), _REFORM, "reminder"): "4.5%（第1轮自报），低于目标 0.5 个百分点，已持续3个工作日",
    (date(2024, 4, 11), _COUNTS, "reminder"): f"{_REPORT.format(4)}，逾期1个工作日",
    (date(2024, 4, 16), _COUNTS, "urging"): f"{_REPORT.format(4)}，逾期4个工作日；4月11日已提醒，逾期未反馈",
    (date(2024, 5, 6), _LABOUR, "urging"): "整改事项“补报落实方案。”应于4月30日完成，逾期1个工作日",
    # 8 to 30 April 18 with the 28th, May 6 to 11 six
    (date(2024, 5, 11), _REFORM, "urging"): "4.5%（第1轮核定），低于目标 0.5 个百分点，已持续24个工作日；4月10日已提醒",
    (date(2024, 7, 26), _COUNTS, "notice"): f"{_REPORT.format(7)}，逾期12个工作日；7月11日已提醒；7月16日已催办",
    # July 23, August 1 and 2
    (date(2024, 8, 2), _REFORM, "notice"): "节点“6月底前完成阶段任务”应于6月30日完成，逾期25个工作日；"
    "7月1日已提醒；7月10日已催办",
    (date(2024, 10, 8), _REFORM, "reminder"): "节点“9月底前完成阶段任务”应于9月30日完成，逾期1个工作日",
    (date(2024, 10, 10), _ROADS, "urging"): "累计 27/60（第3轮自报），时序进度 77%，滞后 32 个百分点，已持续3个工作日",
    (date(2024, 10, 16), _LAW, "reminder"): "退回后应于10月15日报送，逾期1个工作日",
    # 8 to 31 October 19 with the 12th, November five
    (date(2024, 11, 7), _ROADS, "notice"): "累计 27/60（第3轮核定），时序进度 77%，滞后 32 个百分点，"
    "已持续24个工作日；10月10日已催办",
    (date(2024, 12, 20), _HEALTH, "notice"): f"{_REPORT.format(12)}，逾期8个工作日；"
    "12月11日已提醒；12月16日已催办，逾期未反馈",
}
