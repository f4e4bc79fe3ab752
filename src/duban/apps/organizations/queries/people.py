"""Who holds which post on a day, and who answered for it through time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Prefetch, QuerySet

from duban.apps.organizations.models import Appointment, Official, Post, Unit
from duban.apps.organizations.validity import holds, overlapping


def holder_of(post: Post, *, on: date) -> Appointment | None:
    """The appointment that holds on the day; None: 空缺."""
    return post.appointments.filter(holds(on)).select_related("official").first()


def holders_of(posts: Iterable[Post], *, on: date) -> dict[int, Appointment]:
    """Appointments that hold on the day by the post's key, in one query; a vacant post is absent."""
    keys = [post.pk for post in posts]
    rows = Appointment.objects.on(on).filter(post__in=keys).select_related("official")
    return {row.post_id: row for row in rows}


def holders_on(day: date, through: str = "appointments") -> Prefetch[str]:
    """For `prefetch_related`: the appointment of the day, or none, as a list in each post's `held`."""
    held = Appointment.objects.on(day).select_related("official")
    return Prefetch(through, queryset=held, to_attr="held")


def posts_of(unit: Unit, *, on: date) -> list[tuple[Post, Appointment | None]]:
    """The unit's posts that exist on the day, each with its holder; two queries."""
    posts = list(Post.objects.on(on).filter(unit=unit).select_related("unit").order_by("order", "title", "seat"))
    held = holders_of(posts, on=on)
    return [(post, held.get(post.pk)) for post in posts]


def posts_held_by(official: Official, *, on: date) -> list[Appointment]:
    """The appointments a person has on the day, with post and unit."""
    return list(official.appointments.filter(holds(on)).select_related("post__unit").order_by("post__order", "pk"))


def tenures_of(post: Post) -> QuerySet[Appointment]:
    """Who ever held the post, the latest first."""
    latest_first = (F("until").desc(nulls_first=True), F("since").desc(nulls_last=True))
    return post.appointments.select_related("official").order_by(*latest_first)


@dataclass(frozen=True, slots=True)
class Answered:
    """From `since` to the day before `until` this appointment answered for the post; None: it was vacant."""

    since: date
    until: date
    appointment: Appointment | None

    @property
    def last_day(self) -> date:
        return self.until - timedelta(days=1)


def who_answered(post: Post, between: tuple[date, date]) -> list[Answered]:
    """Who answered for the post through [first, last), without a gap: vacancies are said."""
    first, last = between
    rows = post.appointments.filter(overlapping(first, last)).select_related("official")
    stretches: list[Answered] = []
    day = first
    for row in sorted(rows, key=lambda row: row.since or date.min):
        begins, ends = max(row.since or first, first), min(row.until or last, last)
        if day < begins:
            stretches.append(Answered(day, begins, None))
        stretches.append(Answered(begins, ends, row))
        day = ends
    if day < last:
        stretches.append(Answered(day, last, None))
    return stretches


def vacancies(post: Post, *, on: date) -> list[Answered]:
    """When nobody held the post, between its first holder and the day."""
    begun = [row.since for row in post.appointments.all() if row.since is not None and not row.is_void]
    if not begun:
        return []
    return [one for one in who_answered(post, (min(begun), on + timedelta(days=1))) if one.appointment is None]
