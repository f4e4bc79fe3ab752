"""A draft beside the plan it corrects, as both are on record now.

In: an import that `replaces` a plan.  Out: a `Comparison`; as many queries for ten tasks as for a thousand.
"""

from __future__ import annotations

from collections import defaultdict

from duban.apps.organizations.labels.people import in_words
from duban.apps.plans.adopting.drafts import Draft, load_draft
from duban.apps.plans.adopting.rows import target_values
from duban.apps.plans.comparing.changes import Comparison, compare
from duban.apps.plans.comparing.sides import Named, PlanSide, TargetSide, TaskSide
from duban.apps.plans.models import DraftTask, Plan, PlanImport, Responsibility, Target, Task
from duban.apps.plans.outline import down_to
from duban.apps.plans.rounds import days_of_import
from duban.rulebook.tasks import TASK_LABELS, ResponsibilityRole, TaskState

_SETTLED = (TaskState.CLOSED, TaskState.TERMINATED)


def comparison_of(plan_import: PlanImport, draft: Draft | None = None) -> Comparison:
    assert plan_import.replaces is not None
    choices = plan_import.choices
    return compare(
        plan_side(plan_import.replaces),
        draft_side(draft or load_draft(plan_import)),
        apart={(one, other) for one, other in choices.get("apart", ())},
        decided={int(key): choice for key, choice in choices.get("dropped", {}).items()},
    )


def plan_side(plan: Plan) -> PlanSide:
    named, targets = _responsibilities(plan), _targets(plan)
    paths = _paths(plan)
    tasks = [
        _of_task(task, paths.get(task.section_id or 0, ()), named[task.pk], targets[task.pk])
        for task in plan.tasks.order_by("order", "pk")
    ]
    rounds = tuple(sorted(plan.rounds.values_list("due", flat=True)))
    return PlanSide(_header(plan), rounds, tuple(tasks))


def draft_side(draft: Draft) -> PlanSide:
    source = draft.plan_import
    return PlanSide(_header(source), tuple(days_of_import(source)), tuple(_of_draft(one, draft) for one in draft.tasks))


def _header(head: Plan | PlanImport) -> tuple[tuple[str, str], ...]:
    return (
        ("标题", head.title),
        ("年度", str(head.year or "")),
        ("文号", head.number),
        ("发文机关", head.issuer),
        ("成文日期", in_words(head.issued_on, "")),
        ("主动公开", "是" if head.disclosed else ""),
    )


def _paths(plan: Plan) -> dict[int, tuple[str, ...]]:
    by_key = {section.pk: section for section in plan.sections.all()}
    return {key: tuple(map(str, down_to(section, by_key))) for key, section in by_key.items()}


def _responsibilities(plan: Plan) -> dict[int, dict[str, list[Named]]]:
    """Who answers now, by task and role, as the document names them: not the members of a collective unit."""
    rows = Responsibility.objects.filter(task__plan=plan, through=None, until=None)
    found: dict[int, dict[str, list[Named]]] = defaultdict(lambda: defaultdict(list))
    for row in rows.select_related("unit", "unit_group", "post__unit").order_by("order", "pk"):
        found[row.task_id][row.role].append(named_in(row))
    return found


def named_in(row: Responsibility) -> Named:
    means = str(row.unit or row.unit_group or row.post or "")
    return Named(row.listed_name or means, row.unit_id, row.unit_group_id, row.post_id, means)


def _targets(plan: Plan) -> dict[int, list[TargetSide]]:
    found: dict[int, list[TargetSide]] = defaultdict(list)
    for row in Target.objects.filter(task__plan=plan).order_by("order", "pk"):
        found[row.task_id].append(
            TargetSide(row.text, row.measure, row.comparator, row.value, row.value_to, row.unit, row.due)
        )
    return found


def _of_task(task: Task, path: tuple[str, ...], named: dict[str, list[Named]], targets: list[TargetSide]) -> TaskSide:
    state = TaskState(task.state)
    return TaskSide(
        task.pk,
        path,
        task.number,
        task.text,
        task.measures,
        leader=tuple(named[ResponsibilityRole.LEADER]),
        lead=tuple(named[ResponsibilityRole.LEAD]),
        implement=tuple(named[ResponsibilityRole.IMPLEMENT]),
        support=tuple(named[ResponsibilityRole.SUPPORT]),
        targets=tuple(targets),
        deadline=task.deadline,
        deadline_text=task.deadline_text,
        settled=TASK_LABELS[state] if state in _SETTLED else "",
    )


def _of_draft(task: DraftTask, draft: Draft) -> TaskSide:
    read = [target_values(target) for target in task.targets]
    return TaskSide(
        task.pk,
        tuple(map(str, draft.path(task))),
        task.number,
        task.text,
        task.measures,
        leader=draft.named(task, ResponsibilityRole.LEADER),
        lead=draft.named(task, ResponsibilityRole.LEAD),
        implement=draft.named(task, ResponsibilityRole.IMPLEMENT),
        support=draft.named(task, ResponsibilityRole.SUPPORT),
        targets=tuple(
            TargetSide(*(one[name] for name in ("text", "measure", "comparator", "value", "value_to", "unit", "due")))
            for one in read
        ),
        deadline=task.deadline,
        deadline_text=task.deadline_text,
        continues=task.task_id,
    )
