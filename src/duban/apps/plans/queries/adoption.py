"""Whether a draft can become a plan, and what would be made of it.

In: an import.  Out: a refusal that says all that is missing; the facts its confirmation shows.
"""

from __future__ import annotations

from dataclasses import dataclass

from duban.apps.organizations.changes import digest
from duban.apps.plans.adopting.drafts import Draft, load_draft
from duban.apps.plans.comparing.changes import Comparison
from duban.apps.plans.comparing.sides import Named, TaskSide
from duban.apps.plans.drafting.kinds import kind_of
from duban.apps.plans.models import DraftName, MatchedBy, Plan, PlanImport, PlanImportKind, PlanImportState
from duban.apps.plans.queries.comparison import draft_side
from duban.rulebook.refusals import Conflict
from duban.rulebook.tasks import PlanState


def check_adoptable(plan_import: PlanImport) -> None:
    """Refuse with everything that is still to be done, in one sentence."""
    check_is_under_review(plan_import)
    if missing := _missing(plan_import):
        raise Conflict("、".join(missing))


def check_is_under_review(plan_import: PlanImport) -> None:
    if plan_import.kind == PlanImportKind.INDICATORS:
        raise Conflict("这次导入的是指标，不能导入为方案")
    if plan_import.state != PlanImportState.REVIEWING:
        raise Conflict(f"这次导入{plan_import.get_state_display()}，不能采用")
    replaced = plan_import.replaces
    if replaced is not None and replaced.state == PlanState.ARCHIVED:
        raise Conflict("要更正的方案已归档，不能再改")


def check_corrects(plan: Plan, comparison: Comparison) -> None:
    """Refuse a correction that changes nothing, or leaves open what becomes of a task in force that it drops."""
    if comparison.changes_nothing:
        raise Conflict("没有改动，不用更正")
    if plan.state == PlanState.ISSUED and comparison.undecided:
        raise Conflict(f"还有 {len(comparison.undecided)} 项原有任务没有决定终止还是保留")


def made_of(plan_import: PlanImport) -> Plan | None:
    """The plan an import became or corrected; None while it did not."""
    if plan_import.state != PlanImportState.ADOPTED:
        return None
    if plan_import.replaces is not None:
        return plan_import.replaces
    own = Plan.objects.filter(plan_import=plan_import).first()
    return own or Plan.objects.filter(tasks__drafts__plan_import=plan_import).first()


def _missing(plan_import: PlanImport) -> list[str]:
    missing = still_open(plan_import)
    if not plan_import.tasks.filter(removed=False).exists():
        missing.append("没有要导入的任务")
    missing += [
        f"没有填{word}" for word, value in (("标题", plan_import.title), ("年度", plan_import.year)) if not value
    ]
    return missing


def still_open(plan_import: PlanImport) -> list[str]:
    """Doubts nobody answered, names nobody decided about: whatever kind of draft waits for them."""
    questions = plan_import.questions.filter(blocks=True, answer="").count()
    names = len(used_names(plan_import, MatchedBy.OPEN))
    missing = [f"还有 {questions} 处存疑没有回答"] if questions else []
    if names:
        missing.append(f"{'' if missing else '还有 '}{names} 个名称没有对应")
    return missing


def used_names(plan_import: PlanImport, matched_by: MatchedBy) -> list[DraftName]:
    """The names so matched that stand in a row that is taken; a correction may have left others unused."""
    names = list(plan_import.names.filter(matched_by=matched_by))
    if not names:
        return []
    kind = kind_of(plan_import)
    used = kind.named(kind.rows(plan_import).filter(removed=False))
    return [name for name in names if (name.kind, name.name) in used]


@dataclass(frozen=True, slots=True)
class Prospect:
    """What adoption would make: numbers by their words, what is left out, names that only stand as words, alike plans.

    `seen` goes back with the confirmation: what was shown is what is made."""

    counts: tuple[tuple[str, int], ...]
    removed: int
    only_words: list[DraftName]
    groups: list[str]
    alike: list[Plan]
    seen: str


def prospect(plan_import: PlanImport) -> Prospect:
    draft = load_draft(plan_import)
    side = draft_side(draft)
    named = [one for task in side.tasks for one in _all_named(task)]
    counts = (
        ("大类、大项", len({path[:depth] for path in _paths(draft) for depth in range(1, len(path) + 1)})),
        ("任务", len(side.tasks)),
        ("责任", len(named)),
        ("量化目标", sum(len(task.targets) for task in side.tasks)),
        ("报送轮次", len(side.rounds)),
    )
    groups = list(dict.fromkeys(one.words for one in named if one.group is not None))
    removed = plan_import.tasks.filter(removed=True).count()
    left = used_names(plan_import, MatchedBy.LEFT)
    return Prospect(counts, removed, left, groups, alike_plans(plan_import), digest(side))


def seen_of(plan_import: PlanImport) -> str:
    """A digest of all that would be made."""
    return digest(draft_side(load_draft(plan_import)))


def alike_plans(plan_import: PlanImport) -> list[Plan]:
    """Plans of the same place, year and title: perhaps this one, imported before."""
    if plan_import.year is None:
        return []
    same = Plan.objects.filter(
        jurisdiction=plan_import.source.jurisdiction, year=plan_import.year, title=plan_import.title
    )
    return list(same.exclude(plan_import=plan_import))


def _all_named(task: TaskSide) -> list[Named]:
    return [*task.leader, *task.lead, *task.implement, *task.support]


def _paths(draft: Draft) -> set[tuple[str, ...]]:
    return {tuple(map(str, draft.path(task))) for task in draft.tasks}
