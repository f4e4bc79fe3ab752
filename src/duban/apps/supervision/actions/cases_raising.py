"""升级: a graver step in the place of one that did not help; once it is served, it takes over."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from duban.apps.organizations.changes import check_version
from duban.apps.supervision.actions.cases import open_case
from duban.apps.supervision.case_keys import key_of_case
from duban.apps.supervision.case_record import LONGEST, check_office, locked_case
from duban.apps.supervision.models import Case
from duban.apps.web.templatetags.duban import day
from duban.rulebook.actors import Actor
from duban.rulebook.cases import LADDER, LEVELS, CaseState, Level, next_level
from duban.rulebook.clocks import Limit
from duban.rulebook.refusals import Conflict, Invalid
from duban.rulebook.texts import required_text

BY_HAND = "raised"  # in the place of a trigger: a person raised it


@transaction.atomic
def raise_case(
    *,
    case: Case,
    reason: str,
    limit: Limit,
    level: Level | None = None,
    at: datetime,
    seen: int | None = None,
    by: Actor,
) -> Case:
    """The new one waits for its decision; until it is served the old one stays in force."""
    row = locked_case(case)
    check_can_raise(row, by)
    check_version(row, seen)
    wanted = level or next_level(Level(row.level))
    if wanted is None or LADDER.index(wanted) <= LADDER.index(Level(row.level)):
        raise Invalid(f"升级后的层级要高于{row.get_level_display()}", "level")
    why = required_text(reason, "reason", "请写明升级的原因", most=LONGEST)
    served = f"{day(timezone.localdate(row.served_at))}已{LEVELS[Level(row.level)]}" if row.served_at else ""
    return open_case(
        unit=row.unit.merged_into or row.unit,
        level=wanted,
        subject=row.subject,
        reason="；".join(filter(None, [why, served]))[:LONGEST],
        basis=row.basis,
        demand=row.demand,
        limit=limit,
        task=row.task,
        report=row.report,
        milestone=row.milestone,
        implementation_plan=row.implementation_plan,
        instruction=row.instruction,
        indicator=row.indicator,
        raised_from=row,
        occasion=_occasion(row, wanted),
        at=at,
        by=by,
    )


def check_can_raise(row: Case, by: Actor) -> None:
    check_office(row, by)
    if row.state not in (CaseState.SERVED, CaseState.ANSWERED):
        raise Conflict(f"督办件{row.get_state_display()}，不能升级")
    if next_level(Level(row.level)) is None:
        raise Conflict("已是最高层级")
    if Case.objects.filter(raised_from=row).exists():
        raise Conflict("升级已提出，等待决定")


def _occasion(row: Case, level: Level) -> str:
    """Like those of the ladder, so that it goes on from here; numbered when it was proposed before."""
    first = f"{BY_HAND}:{key_of_case(row)}:{level}"
    taken = set(Case.objects.filter(unit=row.unit, occasion__startswith=first).values_list("occasion", flat=True))
    names = [first, *(f"{first}:{number}" for number in range(2, len(taken) + 3))]
    return next(name for name in names if name not in taken)
