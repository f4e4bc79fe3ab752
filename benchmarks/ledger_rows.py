"""A city's ledger in rows: 21 places, forty departments each, plans of 200 tasks over four years.

In: how many tasks there shall be in all.  Out: plans, tasks, targets, responsibilities and receipts in the database.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import product
from typing import Any

COUNTIES, DEPARTMENTS, LEADERS, OF_A_PLAN = 20, 40, 8, 200
ASKED_AT = datetime(2026, 3, 1, 1, 0, tzinfo=UTC)
DOES = ("推进", "深化", "加快", "实施", "完善", "强化", "开展", "建设", "扩大", "优化", "落实", "提升")
WHAT = (
    "招商引资",
    "高新技术企业培育",
    "城乡供水一体化",
    "老旧小区改造",
    "营商环境评估",
    "农村公路提质",
    "义务教育学位供给",
    "基层医疗服务",
    "森林质量提升",
    "跨境电商清关",
    "职业技能培训",
    "产业园区路网",
)
HOW = (
    "建立台账按月调度",
    "分解到镇街逐项销号",
    "统筹用好专项资金",
    "组织第三方评估",
    "完善联席会议机制",
    "出台实施细则",
)


def fill(number: int) -> None:
    """Add plans until there are `number` tasks; places and units are made the first time."""
    from duban.apps.plans.models import Plan

    places = _places()
    for at in range(Plan.objects.count(), number // OF_A_PLAN):
        _plan(at, places)


def _places() -> list[Any]:
    """The city first, each place with its units."""
    from duban.apps.organizations.models import Jurisdiction, Level, Post, Unit, UnitKind

    city = Jurisdiction.objects.get(parent=None)
    if city.children.exists():
        return [city, *city.children.order_by("pk")]
    places = [city]
    for at in range(COUNTIES):
        places.append(Jurisdiction.objects.create(name=f"第{at + 1}县", level=Level.COUNTY, parent=city))
    for place in places:
        government = Unit.objects.create(jurisdiction=place, name=f"{place}人民政府", kind=UnitKind.GOVERNMENT)
        Unit.objects.bulk_create(
            [Unit(jurisdiction=place, name=f"{place}第{at + 1}局", order=at + 1) for at in range(DEPARTMENTS)]
        )
        Post.objects.bulk_create(
            [Post(unit=government, title="副市长", seat=at + 1, leads_jurisdiction=True) for at in range(LEADERS)]
        )
    return places


def _plan(at: int, places: list[Any]) -> None:
    from duban.apps.plans.models import Plan, ReportingRound, Section

    round_of_all, at_once = divmod(at, 2 * len(places))  # this year's and last year's of each place, then older ones
    place, year = places[at_once // 2], 2026 - at_once % 2 - 2 * (round_of_all % 2)
    plan = Plan.objects.create(
        jurisdiction=place,
        year=year,
        title=f"{place}{year}年第{round_of_all + 1}个重点任务分工方案",
        state="issued",
        issued_on=date(year, 3, 1),
        put_in_force_at=ASKED_AT,
    )
    ReportingRound.objects.bulk_create(
        [ReportingRound(plan=plan, sequence=one, due=date(year, month, 10)) for one, month in ((1, 4), (2, 7), (3, 10))]
    )
    titles = [f"第{one + 1}章" for one in range(10)]
    sections = [Section.objects.create(plan=plan, title=title, order=one) for one, title in enumerate(titles)]
    tasks = _tasks(plan, place, sections)
    _give(tasks, place)
    _report(plan, tasks, place)


def _tasks(plan: Any, place: Any, sections: list[Any]) -> list[Any]:
    from duban.apps.plans.models import Target, Task

    words = list(product(DOES, WHAT, HOW))
    tasks = Task.objects.bulk_create(
        [
            Task(
                plan=plan,
                section=sections[at % len(sections)],
                jurisdiction=place,
                jurisdiction_path=place.path,
                year=plan.year,
                order=at,
                number=str(at + 1),
                text=f"{does}{what}，全年新增{at + plan.pk}个，力争年底前取得阶段性成效。",
                measures=f"{how}；{place.name}{does}{what}工作专班每季度通报进展，{how}，压实责任链条。",
                deadline=date(plan.year, 12, 31),
                original_deadline=date(plan.year, 12, 31),
                state="in_force",
            )
            for at in range(OF_A_PLAN)
            for does, what, how in (words[(plan.pk * 37 + at * 11) % len(words)],)
        ]
    )
    Target.objects.bulk_create(
        [
            Target(
                task=task, measure="新增", comparator=">=", value=task.order, unit="个", text="新增", kind="cumulative"
            )
            for task in tasks
        ]
    )
    return tasks


def _give(tasks: list[Any], place: Any) -> None:
    """A leader, one lead, one that carries it out, two supporting, each asked to acknowledge."""
    from duban.apps.organizations.models import Post, Unit
    from duban.apps.plans.models import Receipt, Responsibility
    from duban.apps.plans.searching import write_search

    units = list(
        Unit.objects.filter(jurisdiction=place).exclude(order=0).order_by("order").values_list("pk", flat=True)
    )
    posts = list(Post.objects.filter(unit__jurisdiction=place).values_list("pk", flat=True))
    rows, receipts = [], []
    for task in tasks:
        since = {"task": task, "since": date(task.year, 3, 1)}
        rows.append(Responsibility(role="leader", post_id=posts[task.order % len(posts)], **since))
        for step, role in enumerate(("lead", "implement", "support", "support")):
            unit = units[(task.order * 7 + step * 3) % len(units)]
            rows.append(Responsibility(role=role, unit_id=unit, **since))
            state = "asked" if task.year == 2026 and task.order % 9 == step else "acknowledged"
            receipts.append(Receipt(task=task, unit_id=unit, state=state, asked_at=ASKED_AT))
    Responsibility.objects.bulk_create(rows)
    Receipt.objects.bulk_create(receipts)
    write_search(tasks)


def _report(plan: Any, tasks: list[Any], place: Any) -> None:
    """The first round's figures, from nothing to twice what the time asks for; and how each task stands by them."""
    from duban.apps.organizations.models import Unit
    from duban.apps.plans.models import Target
    from duban.apps.progress.models import Report, ReportFigure
    from duban.apps.progress.standing import stand_again

    first, unit = plan.rounds.get(sequence=1), Unit.objects.filter(jurisdiction=place).first()
    filed = {"unit": unit, "round": first, "due": first.due, "original_due": first.due, "state": "accepted"}
    reports = Report.objects.bulk_create([Report(task=task, **filed, submitted_at=ASKED_AT) for task in tasks])
    by_task = {report.task_id: report for report in reports}
    ReportFigure.objects.bulk_create(
        [
            ReportFigure(report=by_task[target.task_id], target=target, value=target.value * (target.pk % 7) / 12)
            for target in Target.objects.filter(task__in=tasks)
        ]
    )
    stand_again([task.pk for task in tasks])
