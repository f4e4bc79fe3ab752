"""延期: a later deadline; targets due that day and the milestones named move along, the original dates stay."""

from __future__ import annotations

from datetime import date

from django.db.models import F, QuerySet

from duban.apps.organizations.labels.people import in_words
from duban.apps.plans.models import Task
from duban.apps.progress.adjusting.way import Moment, Told, Values, Way
from duban.apps.progress.models import ImplementationPlan, Milestone
from duban.rulebook.refusals import Conflict, Invalid
from duban.rulebook.reports import FilingState


def open_milestones(task: Task) -> QuerySet[Milestone]:
    """The steps in force that are not done, which may move along."""
    accepted = Milestone.objects.filter(implementation_plan__task=task, implementation_plan__state=FilingState.ACCEPTED)
    return accepted.filter(done_on=None).order_by("due", "order", "pk")


def wish(deadline: date, milestones: dict[int, tuple[str, date]] | None = None) -> Values:
    """`milestones`: the new day of those that move, with their words, by key."""
    moved = [
        {"milestone": key, "content": words, "due": due.isoformat()} for key, (words, due) in (milestones or {}).items()
    ]
    return {"deadline": deadline.isoformat(), **({"milestones": moved} if moved else {})}


def _standing(task: Task, after: Values) -> Values:
    dues = dict(open_milestones(task).values_list("pk", "due"))
    moved = [
        one | {"due": dues[one["milestone"]].isoformat()} for one in _milestones(after) if one["milestone"] in dues
    ]
    deadline = task.deadline.isoformat() if task.deadline else None
    return {"deadline": deadline, **({"milestones": moved} if moved else {})}


def _check(task: Task, after: Values, on: date) -> None:
    new = date.fromisoformat(after["deadline"])
    if task.deadline is None:
        raise Conflict("这项任务没有写明完成时限，不需要延期")
    if new <= task.deadline:
        raise Invalid(f"新的完成时限应晚于现在的{in_words(task.deadline)}", "deadline")
    if new < on:
        raise Invalid("新的完成时限不能早于今天", "deadline")
    dues = dict(open_milestones(task).values_list("pk", "due"))
    for one in _milestones(after):
        due, field = date.fromisoformat(one["due"]), f"milestone_{one['milestone']}"
        if one["milestone"] not in dues:
            raise Conflict(f"节点“{one['content'][:30]}”已完成或已调整，请刷新后再办")
        if not dues[one["milestone"]] < due <= new:
            raise Invalid(f"节点的新时间应晚于{in_words(dues[one['milestone']])}，不晚于新的完成时限", field)


def _apply(task: Task, after: Values, moment: Moment) -> None:
    new = date.fromisoformat(after["deadline"])
    task.targets.filter(due=task.deadline).exclude(due=None).update(due=new)
    task.deadline = new
    moved = [one["milestone"] for one in _milestones(after)]
    for one in _milestones(after):
        Milestone.objects.filter(pk=one["milestone"]).update(due=date.fromisoformat(one["due"]))
    ImplementationPlan.objects.filter(milestones__in=moved).update(version=F("version") + 1)


def _told(values: Values) -> list[Told]:
    deadline = values.get("deadline")
    told = [Told("deadline", "完成时限", in_words(date.fromisoformat(deadline) if deadline else None, ""))]
    return told + [
        Told(f"milestone_{one['milestone']}", f"节点：{one['content'][:30]}", in_words(date.fromisoformat(one["due"])))
        for one in _milestones(values)
    ]


def _milestones(values: Values) -> list[Values]:
    return list(values.get("milestones") or [])


WAY = Way(_standing, _check, _apply, _told, moves_duties=False)
