"""What does a line of the ledger (台账) say of a task?

In: tasks, an actor, a day.  Out: tasks with `today`, `given_out`, `aims` and three counts of receipts.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Case, DateField, OuterRef, Prefetch, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from duban.apps.organizations.models import Jurisdiction, Post, Unit
from duban.apps.organizations.queries.people import holders_on
from duban.apps.plans.models import Plan, Receipt, ReportingRound, Responsibility, Section, Target, Task
from duban.apps.plans.queries.counting import counted
from duban.rulebook.actors import Actor
from duban.rulebook.tasks import PlanState, ReceiptState

NOT_IN_A_LINE = ("search", "grams", "places", "measures")


def dressed(tasks: QuerySet[Task], *, actor: Actor, on: date) -> QuerySet[Task]:
    """The tasks with what a line says of them, in as many queries for ten as for a thousand.

    `today` is the day asked about; who sees no jurisdiction whole counts the receipts of the own units."""
    plans = Plan.objects.select_related("jurisdiction").only("title", "number", "year", "jurisdiction__name")
    sections = Section.objects.select_related("parent__parent")
    return (
        tasks.defer(*NOT_IN_A_LINE)
        .annotate(
            today=Value(on, DateField()),
            asked_count=_receipts(actor, ~Q(state=ReceiptState.RELEASED)),
            acknowledged_count=_receipts(actor, Q(state=ReceiptState.ACKNOWLEDGED)),
            objected_count=_receipts(actor, Q(state=ReceiptState.OBJECTED)),
        )
        .prefetch_related(
            Prefetch("plan", queryset=plans),
            Prefetch("section", queryset=sections),
            Prefetch("responsibilities", queryset=responsibilities_on(on), to_attr="given_out"),
            Prefetch("targets", queryset=Target.objects.order_by("order", "pk"), to_attr="aims"),
        )
    )


def responsibilities_on(day: date) -> QuerySet[Responsibility]:
    """Who answers for a task on a day, as the document lists them; a leader's post with its holder in `held`."""
    lasting = Q(until=None) | Q(until__gt=day)
    posts = Post.objects.select_related("unit").prefetch_related(holders_on(day))
    rows = Responsibility.objects.filter(lasting, through=None).select_related("unit", "unit_group")
    return rows.prefetch_related(Prefetch("post", queryset=posts)).order_by("role", "order", "pk")


def next_round(actor: Actor, *, on: date) -> ReportingRound | None:
    """The reporting date that comes next in the plans one sees; a plan of the own place goes before others."""
    plans = Plan.objects.visible_to(actor).filter(state=PlanState.ISSUED)
    rounds = ReportingRound.objects.filter(plan__in=plans, due__gte=on).select_related("plan")
    others = Case(When(plan__jurisdiction=actor.jurisdiction, then=0), default=1)
    return rounds.order_by(others, "due", "plan__jurisdiction__path", "pk").first()


def places(actor: Actor) -> QuerySet[Jurisdiction]:
    """The places whose tasks one may see: one's own, those below, those above that give tasks down."""
    above = [int(key) for key in actor.path.split("/") if key]
    return Jurisdiction.objects.filter(Q(pk__in=above) | Q(pk__in=Jurisdiction.objects.visible_to(actor)))


def _receipts(actor: Actor, condition: Q) -> Coalesce:
    rows = Receipt.objects.filter(condition, task=OuterRef("pk"))
    if not actor.sees_jurisdiction:
        rows = rows.filter(unit__in=Unit.objects.visible_to(actor))
    return counted(rows, "task")
