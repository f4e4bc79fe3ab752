"""What a milestone must say, and what figures by milestone say against the goals."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from duban.rulebook.milestones import Goal, Step, faults, hints, quarter_ends

YEAR_END = date(2026, 12, 31)
GOAL = {7: Goal("新开工重点项目（个）", Decimal(60), is_cumulative=True)}


def step(month: int, figure: int | None, *, target: int = 7) -> Step:
    return Step("推进。", date(2026, month, 28), target, Decimal(figure) if figure is not None else None, person="林")


def test_a_plan_without_milestones_is_none() -> None:
    assert faults([], YEAR_END) == ["至少写一个节点：什么时间完成什么，由谁负责"]


def test_each_fault_names_its_milestone() -> None:
    assert faults([Step("", date(2026, 3, 31), person="林"), Step("推进。", date(2027, 1, 1))], YEAR_END) == [
        "第1个节点没有写工作内容",
        "第2个节点没有写责任人",
        "第2个节点定在2027年1月1日，晚于任务的完成时限2026年12月31日",
    ]


def test_a_task_without_a_deadline_takes_any_day() -> None:
    assert faults([Step("推进。", date(2030, 1, 1), person="林")], None) == []


def test_figures_that_rise_to_the_goal_are_no_hint() -> None:
    assert hints([step(9, 45), step(3, 10), step(12, 60)], GOAL) == []


def test_a_cumulative_figure_that_falls_is_a_hint() -> None:
    assert hints([step(3, 30), step(6, 20), step(12, 60)], GOAL) == [
        "“新开工重点项目（个）”是累计数，2026年6月28日的阶段目标值20低于2026年3月28日的30"
    ]


def test_a_level_may_fall() -> None:
    assert hints([step(3, 80), step(6, 70)], {7: Goal("达标率（%）", Decimal(70), is_cumulative=False)}) == []


def test_figures_that_do_not_reach_the_goal_are_a_hint() -> None:
    assert hints([step(12, 55)], GOAL) == ["“新开工重点项目（个）”最后一个节点是55，达不到目标值60"]


def test_figures_above_a_ceiling_are_a_hint() -> None:
    ceiling = {7: Goal("能耗（%）", Decimal(3), is_cumulative=False, least=False)}

    assert hints([step(12, 4)], ceiling) == ["“能耗（%）”最后一个节点是4，超过目标值3"]


def test_a_target_without_figures_is_a_hint() -> None:
    assert hints([step(12, None)], GOAL) == ["“新开工重点项目（个）”没有分节点的阶段目标值"]


def test_the_quarters_still_to_come_end_with_the_deadline() -> None:
    assert quarter_ends(2026, after=date(2026, 4, 1), deadline=date(2026, 11, 30)) == [
        date(2026, 6, 30),
        date(2026, 9, 30),
        date(2026, 11, 30),
    ]


def test_without_a_deadline_they_are_the_four_of_the_year() -> None:
    assert [end.month for end in quarter_ends(2026, after=date(2026, 3, 1), deadline=None)] == [3, 6, 9, 12]


def test_a_deadline_that_is_past_proposes_nothing() -> None:
    assert quarter_ends(2026, after=date(2027, 1, 5), deadline=YEAR_END) == []
