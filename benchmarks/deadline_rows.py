"""The last hour of a round in rows: a city, its units with their people signed in, a plan in force, a round open.

In: numbers.  Out: who sits where: the session's cookie of each person, and which reports are whose to file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

OF_A_UNIT, REVIEWERS, LEADERS = 20, 10, 5
BROWSER = "benchmark"
BEGUN = datetime(2026, 3, 1, 1, 0, tzinfo=UTC)
TEXT = (
    "本季度新开工项目{at}个，完成投资{at}亿元，已召开工作专班会议3次，逐项核对进度。下阶段重点推进用地报批、管线迁改和竣工验收，"
    "对进度慢的项目由分管负责同志每周现场协调，确保按时间节点完成全年任务。"
)


@dataclass(slots=True)
class Seat:
    """One person at a browser that is signed in; `reports`: key and the key of its target, for each one to file."""

    name: str
    cookie: str
    reports: list[tuple[int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Seats:
    filers: list[Seat]
    reviewers: list[Seat]
    leaders: list[Seat]
    round: int
    plan: int


def fill(units: int, users: int) -> Seats:
    """Rows as issuing a plan and opening its round leave them; each report was begun and saved before."""
    from duban.apps.organizations.models import Jurisdiction, Unit

    city = Jurisdiction.objects.get(parent=None)
    offices = Unit.objects.bulk_create(
        [Unit(jurisdiction=city, name=f"青泽市第{at + 1}局", order=at + 1) for at in range(units)]
    )
    plan, round_of_all = _plan(city)
    tasks = _tasks(plan, offices)
    reports = _reports(round_of_all, tasks)
    people = [("liaison" if at < units or at % 2 else "unit_head", offices[at % units]) for at in range(users)]
    filers = [_seat(f"filer{at}", unit, role) for at, (role, unit) in enumerate(people)]
    for at, seat in enumerate(filers):
        mates = range(at % units, users, units)
        seat.reports = reports[people[at][1].pk][mates.index(at) :: len(mates)]
    office = Unit.objects.get(name="青泽市人民政府办公室")
    reviewers = [_seat(f"reviewer{at}", office, "office") for at in range(REVIEWERS)]
    leaders = [_seat(f"leader{at}", office, "leader") for at in range(LEADERS)]
    return Seats(filers, reviewers, leaders, round_of_all.pk, plan.pk)


def _plan(city: Any) -> tuple[Any, Any]:
    from django.utils import timezone

    from duban.apps.plans.models import Plan, ReportingRound

    today = timezone.localdate()
    plan = Plan.objects.create(
        jurisdiction=city,
        year=today.year,
        title=f"青泽市{today.year}年重点任务分工方案",
        state="issued",
        issued_on=today - timedelta(days=60),
        put_in_force_at=timezone.now() - timedelta(days=60),
    )
    opened = timezone.now() - timedelta(days=20)
    return plan, ReportingRound.objects.create(plan=plan, sequence=1, due=today, opened_at=opened)


def _tasks(plan: Any, offices: list[Any]) -> list[tuple[Any, Any]]:
    """Each unit leads `OF_A_UNIT` tasks, each with a figure to reach; the unit after it supports."""
    from duban.apps.plans.models import Receipt, Responsibility, Section, Target, Task
    from duban.apps.plans.searching import write_search

    section = Section.objects.create(plan=plan, title="一、重点任务", order=0)
    last = date(plan.year, 12, 31)
    shared = {"plan": plan, "section": section, "jurisdiction": plan.jurisdiction, "year": plan.year}
    shared |= {"jurisdiction_path": plan.jurisdiction.path, "deadline": last, "original_deadline": last}
    tasks = Task.objects.bulk_create(
        Task(
            order=at,
            number=str(at + 1),
            text=f"推进第{at + 1}批项目建设，全年新开工100个。",
            state="in_force",
            **shared,
        )
        for at in range(OF_A_UNIT * len(offices))
    )
    Target.objects.bulk_create(
        Target(
            task=task, measure="新开工", comparator=">=", value=100, unit="个", text="新开工100个", kind="cumulative"
        )
        for task in tasks
    )
    roles, receipts = [], []
    for task in tasks:
        lead, mate = (offices[(task.order // OF_A_UNIT + step) % len(offices)] for step in (0, 1))
        for unit, role in ((lead, "lead"), (mate, "support")):
            roles.append(Responsibility(task=task, role=role, unit=unit, since=plan.issued_on))
            receipts.append(Receipt(task=task, unit=unit, state="acknowledged", asked_at=plan.put_in_force_at))
    Responsibility.objects.bulk_create(roles)
    Receipt.objects.bulk_create(receipts)
    write_search(tasks)
    return [(task, offices[task.order // OF_A_UNIT]) for task in tasks]


def _reports(round_of_all: Any, tasks: list[tuple[Any, Any]]) -> dict[int, list[tuple[int, int]]]:
    """Drafts, with the figure; by unit."""
    from duban.apps.plans.models import Target
    from duban.apps.progress.models import Report, ReportFigure
    from duban.apps.progress.standing import stand_again

    kept = {"round": round_of_all, "due": round_of_all.due, "original_due": round_of_all.due, "state": "draft"}
    kept |= {"stated": "on_pace", "begun_at": BEGUN, "changed_at": BEGUN, "written_by": "填报人"}
    reports = Report.objects.bulk_create(
        Report(task=task, unit=unit, text=TEXT.format(at=task.order), **kept) for task, unit in tasks
    )
    targets = dict(Target.objects.values_list("task", "pk"))
    ReportFigure.objects.bulk_create(
        ReportFigure(report=report, target_id=targets[report.task_id], value=80) for report in reports
    )
    stand_again([task.pk for task, _ in tasks])
    found: dict[int, list[tuple[int, int]]] = {}
    for report in reports:
        found.setdefault(report.unit_id, []).append((report.pk, targets[report.task_id]))
    return found


def _seat(username: str, unit: Any, role: str) -> Seat:
    """An account in its role, signed in beforehand: hashing passwords is not what is measured."""
    from django.conf import settings
    from django.test import Client
    from django.utils import timezone

    from duban.apps.accounts.models import Account, RoleGrant

    account = Account.objects.create(username=username, name=username, unit=unit, must_change_password=False)
    RoleGrant.objects.create(account=account, unit=unit, role=role, since=timezone.localdate())
    client = Client(HTTP_USER_AGENT=BROWSER)
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return Seat(username, client.cookies[settings.SESSION_COOKIE_NAME].value)
