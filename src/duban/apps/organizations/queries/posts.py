"""Lists of posts: with their holder today, and the leaders of a place with what they are in charge of."""

from __future__ import annotations

from datetime import date

from django.db.models import Case, CharField, OuterRef, QuerySet, Subquery, Value, When

from duban.apps.organizations.models import Appointment, Jurisdiction, Post
from duban.apps.organizations.queries.people import holders_on
from duban.rulebook.actors import Actor

HELD, VACANT, ABOLISHED = "held", "vacant", "abolished"
STATES = ((HELD, "在任"), (VACANT, "空缺"), (ABOLISHED, "已撤销"))


def posts_with_holders(actor: Actor, *, on: date) -> QuerySet[Post]:
    """Posts one may see, with `holder_key`, `holder_name`, `held_since` and `state` on the day."""
    held = Appointment.objects.on(on).filter(post=OuterRef("pk"))
    return (
        Post.objects.visible_to(actor)
        .select_related("unit__jurisdiction")
        .annotate(
            holder_key=Subquery(held.values("official")[:1]),
            holder_name=Subquery(held.values("official__name")[:1]),
            held_since=Subquery(held.values("since")[:1]),
        )
        .annotate(
            state=Case(
                When(until__lte=on, then=Value(ABOLISHED)),
                When(holder_key__isnull=False, then=Value(HELD)),
                default=Value(VACANT),
                output_field=CharField(),
            )
        )
    )


def leaders_of(actor: Actor, jurisdiction: Jurisdiction, *, on: date) -> QuerySet[Post]:
    """The posts that lead a place on the day, each with its holder in `held` (none: 空缺)."""
    posts = Post.objects.visible_to(actor).on(on).filter(unit__jurisdiction=jurisdiction, leads_jurisdiction=True)
    return posts.select_related("unit").prefetch_related(holders_on(on)).order_by("order", "unit__order", "seat")


def places_with_leaders(actor: Actor) -> QuerySet[Jurisdiction]:
    """Places one may see that have leaders on record."""
    led = Post.objects.visible_to(actor).filter(leads_jurisdiction=True)
    return Jurisdiction.objects.visible_to(actor).filter(pk__in=led.values("unit__jurisdiction"))
