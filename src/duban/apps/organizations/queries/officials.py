"""People with the posts they hold, their careers, and the groups they sit in."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet

from duban.apps.organizations.models import Appointment, Membership, Official, Unit
from duban.apps.organizations.queries.people import posts_held_by
from duban.apps.organizations.validity import holds
from duban.rulebook.actors import Actor


def officials_with_posts(actor: Actor, *, on: date) -> QuerySet[Official]:
    """People one may see, each with the appointments of the day in `held`; `in_sight`: so is the post's unit."""
    in_sight = Exists(Unit.objects.visible_to(actor).filter(pk=OuterRef("post__unit")))
    held = Prefetch("appointments", queryset=_held_on(on).annotate(in_sight=in_sight), to_attr="held")
    return Official.objects.visible_to(actor).select_related("jurisdiction").prefetch_related(held)


def posts_on(day: date, through: str = "appointments") -> Prefetch[str]:
    """For `prefetch_related`: the appointments of the day, with post and unit, as a list in each person's `held`."""
    return Prefetch(through, queryset=_held_on(day), to_attr="held")


def _held_on(day: date) -> QuerySet[Appointment]:
    return Appointment.objects.on(day).select_related("post__unit").order_by("post__order", "pk")


def career_of(official: Official) -> QuerySet[Appointment]:
    """Every post a person held, the latest first; records that were made void come last."""
    return official.appointments.select_related("post__unit__jurisdiction").order_by(
        F("until").desc(nulls_first=True), F("since").desc(nulls_last=True)
    )


def seats_of(official: Official, *, on: date) -> QuerySet[Membership]:
    """Seats in leading groups on the day: in person, or by a post held that day."""
    posts = [appointment.post_id for appointment in posts_held_by(official, on=on)]
    seats = Membership.objects.on(on).filter(Q(official=official) | Q(post__in=posts))
    running = holds(on, "leading_group__")
    return seats.filter(running).select_related("leading_group", "post__unit").order_by("leading_group__name", "order")
