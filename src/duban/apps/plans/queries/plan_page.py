"""The page of a plan: its outline with counts, a page of its tasks with who answers for each, states, receipts.

In: a plan, an actor, a day.  Out: `PlanPage`; the number of queries does not grow with the tasks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q
from django.urls import reverse

from duban.apps.organizations.models import Appointment, Official, Unit
from duban.apps.organizations.queries.people import holders_of
from duban.apps.plans.ledger.wording import amount
from duban.apps.plans.models import Plan, Responsibility, Task
from duban.apps.plans.outline import Heading, headings
from duban.apps.plans.queries.receipts import receipts_of_units_seen
from duban.apps.web.pictures import Part
from duban.rulebook.actors import Actor
from duban.rulebook.tasks import ROLE_LABELS, TASK_LABELS, ReceiptState, ResponsibilityRole, TaskState

PAGE = 200  # tasks shown at once
FILLS = {
    TaskState.DRAFT: "draft",
    TaskState.IN_FORCE: "accepted",
    TaskState.CLOSED: "done",
    TaskState.TERMINATED: "not-started",
}


@dataclass(frozen=True, slots=True)
class Named:
    """Who answers; `unit` or `official` is the key of a page of their tasks, 0 where there is none."""

    words: str
    unit: int = 0
    official: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A task as the page of its plan lists it: beneath the headings that begin with it."""

    task: Task
    headings: list[Heading]
    targets: list[tuple[str, str]]  # measure, "" where there is no figure, and amount
    leaders: list[Named]
    roles: list[tuple[str, list[Named]]]
    is_led: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading of the outline with the number of tasks in it and below; `page`: where they begin, 0 without tasks."""

    heading: Heading
    count: int
    page: int


@dataclass(frozen=True, slots=True)
class PlanPage:
    page: Page[int]
    lines: list[Line]
    outline: list[Entry]
    parts: list[Part]
    asked: int
    acknowledged: int


def plan_page(plan: Plan, actor: Actor, *, on: date, number: int) -> PlanPage:
    """The tasks of the plan one sees, `PAGE` at a time."""
    seen = Task.objects.visible_to(actor).filter(plan=plan).order_by("order", "pk")
    rows = list(seen.values_list("pk", "section", "state"))
    found = headings(plan.sections.all())
    page = Paginator([pk for pk, _, _ in rows], PAGE).get_page(number)
    sections = {pk: section for pk, section, _ in rows}
    states = Counter(state for _, _, state in rows)
    before = sections[rows[page.start_index() - 2][0]] if page.number > 1 else None
    asked, acknowledged = _receipt_counts(plan, actor)
    ledger = f"{reverse('plans:ledger')}?plan={plan.pk}"
    return PlanPage(
        page=page,
        lines=_lines(list(page.object_list), found, before, actor, on=on),
        outline=_outline(found, [section for _, section, _ in rows]),
        parts=[
            Part(TASK_LABELS[one], states[one], FILLS[one], f"{ledger}&state={one}") for one in TaskState if states[one]
        ],
        asked=asked,
        acknowledged=acknowledged,
    )


def _receipt_counts(plan: Plan, actor: Actor) -> tuple[int, int]:
    rows = receipts_of_units_seen(actor).filter(task__plan=plan).exclude(state=ReceiptState.RELEASED)
    done = Count("pk", filter=Q(state=ReceiptState.ACKNOWLEDGED))
    counted = rows.aggregate(asked=Count("pk"), acknowledged=done)
    return counted["asked"], counted["acknowledged"]


def _outline(found: list[Heading], sections: list[int | None]) -> list[Entry]:
    """Each heading counts its tasks and those below it, and leads to the page where the first of them stands."""
    first: dict[int | None, int] = {}
    for place, section in enumerate(sections):
        first.setdefault(section, place)
    own, entries = Counter(sections), []
    for index, heading in enumerate(found):
        below = [heading.section.pk]
        for other in found[index + 1 :]:
            if other.depth <= heading.depth:
                break
            below.append(other.section.pk)
        count = sum(own[key] for key in below)
        begins = min((first[key] for key in below if key in first), default=-PAGE)
        entries.append(Entry(heading, count, begins // PAGE + 1))
    return entries


def _lines(keys: list[int], found: list[Heading], before: int | None, actor: Actor, *, on: date) -> list[Line]:
    """The tasks with these keys; `before`: the section of the task before them, whose heading is not repeated."""
    tasks = (
        Task.objects.filter(pk__in=keys).select_related("section").prefetch_related("targets").order_by("order", "pk")
    )
    named = _named(keys, actor, on=on)
    paths = _ancestors(found)
    lines, shown = [], set(paths.get(before or 0, ()))
    by_key = {heading.section.pk: heading for heading in found}
    for task in tasks:
        new = [by_key[key] for key in paths.get(task.section_id or 0, ()) if key not in shown]
        shown |= {heading.section.pk for heading in new}
        roles = named.get(task.pk, {})
        answering = [(ROLE_LABELS[role], roles[role]) for role in list(ResponsibilityRole)[1:] if role in roles]
        targets = [(one.measure if one.value is not None else "", amount(one)) for one in task.targets.all()]
        led = ResponsibilityRole.LEAD in roles
        lines.append(Line(task, new, targets, roles.get(ResponsibilityRole.LEADER, []), answering, led))
    return lines


def _ancestors(found: list[Heading]) -> dict[int, list[int]]:
    """The keys of a section and those above it, the highest first."""
    paths: dict[int, list[int]] = {}
    for heading in found:
        above = paths.get(heading.section.parent_id or 0, [])
        paths[heading.section.pk] = [*above, heading.section.pk]
    return paths


def _named(keys: Iterable[int], actor: Actor, *, on: date) -> dict[int, dict[ResponsibilityRole, list[Named]]]:
    """Who answers for each task, as the document names them; a post with its holder of the day."""
    rows = list(
        Responsibility.objects.filter(task__in=keys, through=None, until=None)
        .select_related("unit", "unit_group", "post__unit")
        .annotate(members=Count("resolved"))
        .order_by("task", "order", "pk")
    )
    held = holders_of([row.post for row in rows if row.post is not None], on=on)
    seen = _seen(rows, held, actor)
    named: dict[int, dict[ResponsibilityRole, list[Named]]] = {}
    for row in rows:
        one = _of_row(row, held)
        shown = one if (one.unit or -one.official) in seen else replace(one, unit=0, official=0)
        named.setdefault(row.task_id, {}).setdefault(ResponsibilityRole(row.role), []).append(shown)
    return named


def _seen(rows: Iterable[Responsibility], held: dict[int, Appointment], actor: Actor) -> set[int]:
    """The units whose pages the actor may see, and, as negative keys, the officials."""
    units = Unit.objects.visible_to(actor).filter(pk__in={row.unit_id for row in rows if row.unit_id})
    officials = Official.objects.visible_to(actor).filter(pk__in={one.official_id for one in held.values()})
    return {*units.values_list("pk", flat=True), *(-key for key in officials.values_list("pk", flat=True))}


def _of_row(row: Responsibility, held: dict[int, Appointment]) -> Named:
    if row.post is not None:
        appointment = held.get(row.post.pk)
        if appointment is None:
            return Named(row.listed_name or "空缺", note=f"{row.post.title}（空缺）")
        return Named(appointment.official.name, official=appointment.official_id, note=row.post.title)
    if row.unit_group is not None:
        members: int = row.members  # type: ignore[attr-defined]
        return Named(row.unit_group.name, note=f"{members}个" if members else "")
    return Named(row.unit.name if row.unit else row.listed_name, unit=row.unit_id or 0)
