"""挂牌事项: what one sees with its stages and months, what waits for whom.

In: an actor, a day.  Out: querysets and plain values; a fixed number of queries.
"""

from __future__ import annotations

from datetime import date

from django.db.models import (
    Case,
    Count,
    DateField,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.utils import timezone

from duban.apps.audit.models import Event
from duban.apps.plans.queries.receipts import units_answered_by
from duban.apps.progress.answering import of_units
from duban.apps.supervision.listed_ways import ways_of
from duban.apps.supervision.models import ListedCase, ListedReport, ListedStage
from duban.apps.supervision.models.listed import ListedCaseQuerySet
from duban.apps.supervision.queries.files import with_files
from duban.rulebook.actors import Actor
from duban.rulebook.listings import ON_BOARD, ListedReportState, ListedState, Step
from duban.rulebook.permissions import Permission, can
from duban.rulebook.roles import UNIT_WIDE, Role

RELATED = ("jurisdiction", "unit__jurisdiction", "unit__merged_into", "supervisor", "task", "listing", "delisting")
_OPEN_MONTH = (ListedReportState.OWED.value, ListedReportState.RETURNED.value)
_UNDER_ACCEPTANCE = (ListedState.SELF_CHECKED.value, ListedState.COUNTY_ACCEPTED.value, ListedState.CITY_ACCEPTED.value)


def seen_by(actor: Actor) -> ListedCaseQuerySet:
    """The cases one sees, with what their page shows."""
    return ListedCase.objects.visible_to(actor).select_related(*RELATED)


def board(actor: Actor, *, on: date) -> QuerySet[ListedCase]:
    """The cases one sees as the board shows them: `rank` puts first what is on it, then drafts, then what is over."""
    late = ListedReport.objects.filter(listed_case=OuterRef("pk"), state__in=_OPEN_MONTH, due__lt=on)
    behind = ListedStage.objects.filter(listed_case=OuterRef("pk"), done_on=None, ends__lt=on)
    next_month = ListedReport.objects.filter(listed_case=OuterRef("pk"), state__in=_OPEN_MONTH).order_by("month")
    rank = Case(
        When(state__in=ON_BOARD, then=Value(0)),
        When(state=ListedState.DRAFT, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    on_board = Q(state__in=ON_BOARD)
    return (
        ListedCase.objects.visible_to(actor)
        .select_related("unit", "supervisor", "jurisdiction")
        .prefetch_related("stages")
        .annotate(
            rank=rank,
            today=Value(on, output_field=DateField()),
            month_due=Subquery(next_month.values("due")[:1]),
            is_behind=Case(When(on_board & (Exists(behind) | Q(due__lt=on)), then=Value(1)), default=Value(0)),
            is_missing=Exists(late),
        )
    )


def months_of(row: ListedCase) -> QuerySet[ListedReport]:
    """The latest first, with their files."""
    return row.reports.order_by("-month").prefetch_related(with_files())


def months_seen(actor: Actor) -> QuerySet[ListedReport]:
    seen = ListedCase.objects.visible_to(actor).order_by().values("pk")
    related = [f"listed_case__{name}" for name in RELATED]
    return ListedReport.objects.filter(listed_case__in=seen).select_related(*related)


def stages_seen(actor: Actor) -> QuerySet[ListedStage]:
    seen = ListedCase.objects.visible_to(actor).order_by().values("pk")
    related = [f"listed_case__{name}" for name in RELATED]
    return ListedStage.objects.filter(listed_case__in=seen).select_related(*related)


def of_task(task_key: int, actor: Actor) -> QuerySet[ListedCase]:
    rows = ListedCase.objects.visible_to(actor).filter(task=task_key)
    return rows.select_related("unit").prefetch_related("stages")


def of_unit(unit_key: int, actor: Actor) -> QuerySet[ListedCase]:
    """Those on the board that it has to put right, or guides."""
    rows = ListedCase.objects.visible_to(actor).filter(state__in=ON_BOARD)
    own = Q(unit=unit_key) | Q(unit__merged_into=unit_key) | Q(supervisor=unit_key)
    return rows.filter(own).select_related("unit").prefetch_related("stages")


def count_waiting(actor: Actor) -> int:
    """Months the actor's units owe; for an office, months to review and steps to accept as well."""
    if actor.is_system or not (actor.role in UNIT_WIDE or actor.role == Role.OFFICE):
        return 0
    on = timezone.localdate()
    owed = Q(state__in=_OPEN_MONTH) & of_units(units_answered_by(actor), "listed_case__unit")
    if actor.role != Role.OFFICE:
        return ListedReport.objects.filter(owed).count()
    review = Q(state=ListedReportState.SUBMITTED, listed_case__jurisdiction=actor.jurisdiction)
    counted = ListedReport.objects.aggregate(n=Count("pk", filter=owed | review))["n"]
    return int(counted) + len(to_accept(actor, on=on))


def to_accept(actor: Actor, *, on: date) -> list[ListedCase]:
    """What waits for the acceptance of the actor's place, or to be taken off by it; three queries."""
    if not can(actor, Permission.ACCEPT_LISTED):
        return []
    rows = ListedCase.objects.visible_to(actor).filter(state__in=_UNDER_ACCEPTANCE)
    found = list(rows.select_related("jurisdiction", "unit__jurisdiction"))
    if not found:
        return []
    ways, waiting = ways_of(found, on=on), []
    for row in found:
        way = ways[row.pk]
        step = way.next_step(row)
        place = row.jurisdiction if step in (None, Step.SELF) else way.places[step]
        if place.pk == actor.jurisdiction:
            waiting.append(row)
    return waiting


def document_of(row: ListedCase, verb: str) -> str:
    """By which document it was listed or taken off, as the record has it; "" when it was not."""
    event = Event.objects.about(row).filter(verb=verb).order_by("-sequence").first()
    return str(event.after.get("文件", "")) if event is not None else ""
