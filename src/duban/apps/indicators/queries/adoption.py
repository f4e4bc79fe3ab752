"""Whether a draft of indicators can become a set, and what would be made of it.

In: an import.  Out: a refusal that says all that is missing; the facts its confirmation shows; the set it became.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import QuerySet

from duban.apps.indicators.adopting.pairing import Likeliest, likeliest_set
from duban.apps.indicators.drafting.composites import composite_of, indicator_count, wholes
from duban.apps.indicators.models import DraftIndicator, IndicatorSet
from duban.apps.organizations.changes import digest
from duban.apps.plans.models import DraftName, MatchedBy, PlanImport, PlanImportKind, PlanImportState
from duban.apps.plans.queries.adoption import still_open, used_names
from duban.rulebook.actors import Actor
from duban.rulebook.indicators import SetState
from duban.rulebook.refusals import Conflict

_VALUES = ("number", "part", "parent", "field", "name", "unit", "kind", "direction", "nature", "baseline_year")
_MORE = ("baseline_value", "baseline_text", "weight", "targets", "figures", "lead", "support", "tasks")


@dataclass(frozen=True, slots=True)
class Prospect:
    """What adoption would make, in numbers by their words. `seen` goes back with the confirmation."""

    counts: tuple[tuple[str, int], ...]
    stages: int
    figures: int
    removed: int
    only_words: list[DraftName]
    known: Likeliest | None
    seen: str


def rows_of(plan_import: PlanImport) -> QuerySet[DraftIndicator]:
    return DraftIndicator.objects.filter(plan_import=plan_import).order_by("order", "pk")


def check_adoptable(plan_import: PlanImport) -> None:
    """Refuse with everything that is still to be done, in one sentence."""
    if plan_import.kind != PlanImportKind.INDICATORS:
        raise Conflict("这次导入的是任务，不能导入为指标体系")
    if plan_import.state != PlanImportState.REVIEWING:
        raise Conflict(f"这次导入{plan_import.get_state_display()}，不能采用")
    if missing := [*still_open(plan_import), *_missing(plan_import)]:
        raise Conflict("、".join(missing))


def made_of(plan_import: PlanImport) -> IndicatorSet | None:
    """The set an import became or was written into; None while it was not."""
    if plan_import.state != PlanImportState.ADOPTED:
        return None
    own = IndicatorSet.objects.filter(plan_import=plan_import).first()
    return own or IndicatorSet.objects.filter(indicators__drafts__plan_import=plan_import).first()


def sets_to_update(plan_import: PlanImport, actor: Actor) -> QuerySet[IndicatorSet]:
    """The sets of its place that may still be changed."""
    sets = IndicatorSet.objects.visible_to(actor).filter(jurisdiction=plan_import.source.jurisdiction_id)
    return sets.exclude(state=SetState.CLOSED)


def prospect(plan_import: PlanImport) -> Prospect:
    rows = list(rows_of(plan_import))
    taken = [row for row in rows if not row.removed]
    whole = wholes(taken)
    counts = (
        ("领域", len({row.field for row in taken if row.field})),
        ("指标", indicator_count(taken)),
        ("分项", sum(composite_of(row, whole) is not None for row in taken)),
        ("目标值", sum(len(row.targets) for row in taken)),
        ("重点工作任务", len({task["text"] for row in taken for task in row.tasks})),
    )
    return Prospect(
        counts,
        len(plan_import.document.get("stages", ())),
        sum(bool(one.get("value") and one.get("year")) for row in taken for one in row.figures),
        len(rows) - len(taken),
        used_names(plan_import, MatchedBy.LEFT),
        likeliest_set(plan_import.source.jurisdiction_id, taken),
        seen_of(plan_import, taken),
    )


def seen_of(plan_import: PlanImport, rows: list[DraftIndicator] | None = None) -> str:
    """A digest of all that would be made."""
    taken = rows if rows is not None else list(rows_of(plan_import).filter(removed=False))
    values = [[getattr(row, name) for name in (*_VALUES, *_MORE)] for row in taken]
    names = sorted(plan_import.names.values_list("name", "unit", "unit_group"), key=str)
    return digest([plan_import.title, plan_import.number, plan_import.issuer, plan_import.issued_on, values, names])


def _missing(plan_import: PlanImport) -> list[str]:
    rows = list(rows_of(plan_import).filter(removed=False))
    missing = [] if plan_import.title else ["没有填标题"]
    if not rows:
        missing.append("没有要导入的指标")
    silent = sum(not one.get("year") for row in rows for one in row.targets)
    if silent:
        missing.append(f"{silent} 个目标值没有写年度")
    twice = [row.name for row in rows if _has_one_twice(row)]
    if twice:
        missing.append(f"“{twice[0]}”同一年度、同一层次有两个目标值")
    if rows and _same_twice(rows):
        missing.append(f"有两项“{_same_twice(rows)}”，序号和名称都相同")
    if rows and years_of(plan_import, rows) is None:
        missing.append("没有写明基期年和目标年")
    return missing


def years_of(plan_import: PlanImport, rows: list[DraftIndicator]) -> tuple[int, int] | None:
    """From the year most baselines are of to the last year with targets; the document's own where it names none."""
    based = Counter(row.baseline_year for row in rows if row.baseline_year)
    years = [one["year"] for row in rows for one in row.targets if one.get("year")] or [plan_import.year]
    wanted = [year for year in years if year]
    if not wanted:
        return None
    starts = based.most_common(1)[0][0] if based else min(wanted)
    return min(starts, *wanted), max(wanted)


def _has_one_twice(row: DraftIndicator) -> bool:
    keys = [(one.get("year"), one.get("level") or "") for one in row.targets]
    return len(set(keys)) < len(keys)


def _same_twice(rows: list[DraftIndicator]) -> str:
    """The name that two rows of one number share."""
    counted = Counter((row.number, row.part, row.parent, row.name) for row in rows)
    (key, count), *_ = counted.most_common(1)
    return key[3] if count > 1 else ""
