"""Who leads the place, who holds which post of a unit, which groups somebody sits in; as rows of a first page."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from duban.apps.home.parts import Part, Row
from duban.apps.organizations.labels.people import VACANT, in_words
from duban.apps.organizations.models import (
    Appointment,
    Jurisdiction,
    LeadingGroup,
    Membership,
    MembershipRole,
    Official,
    Post,
    Unit,
)
from duban.apps.organizations.queries.leading_groups import GroupState, doubts_of, state_of
from duban.apps.organizations.queries.officials import seats_of
from duban.apps.organizations.queries.people import posts_held_by, posts_of
from duban.apps.organizations.queries.posts import leaders_of
from duban.rulebook.actors import Actor

_SHOWN = 12


def own_official(actor: Actor) -> Official | None:
    """The person on record behind the account."""
    return Official.objects.filter(account__pk=actor.account).first() if actor.account else None


def own_posts(official: Official, *, on: date) -> list[Row]:
    held = posts_held_by(official, on=on)
    return [
        Row(
            str(one.post),
            reverse("organizations:post", args=[one.post_id]),
            note=one.post.portfolio or f"{in_words(one.since)}任职",
        )
        for one in held
    ]


def own_groups(official: Official, *, on: date) -> list[Row]:
    """The groups the person chairs or sits in, those chaired first."""
    seats = sorted(seats_of(official, on=on), key=lambda seat: seat.role != MembershipRole.CHAIR)
    return [
        Row(seat.leading_group.name, _group(seat.leading_group), note=seat.get_role_display())
        for seat in seats[:_SHOWN]
    ]


def unit_posts(unit: Unit, *, on: date) -> list[Row]:
    """The unit's posts with their holders of the day."""
    return [
        Row(
            f"{post.title} {held.official.name}" if held else post.title,
            reverse("organizations:post", args=[post.pk]),
            note=f"{in_words(held.since)}任职" if held else "",
            warning="" if held else VACANT,
        )
        for post, held in posts_of(unit, on=on)
    ]


def vacant_posts(unit: Unit, *, on: date) -> list[Post]:
    """The unit's posts that nobody holds on the day."""
    return [post for post, held in posts_of(unit, on=on) if held is None]


def unit_groups(unit: Unit, *, on: date) -> list[Row]:
    """The groups in which the unit, or whoever holds one of its posts, has a seat; and those it runs the office of."""
    seats = Membership.objects.on(on).filter(Q(unit=unit) | Q(post__unit=unit))
    groups = LeadingGroup.objects.on(on).filter(Q(pk__in=seats.values("leading_group")) | Q(office_unit=unit))
    return [
        Row(group.name, _group(group), note="办公室设在本单位" if group.office_unit_id == unit.pk else "成员单位")
        for group in groups[:_SHOWN]
    ]


def leaders(actor: Actor, *, on: date) -> list[Row]:
    """The leaders of the actor's own place, with what each is in charge of."""
    place = Jurisdiction.objects.filter(path=actor.path).first()
    posts = leaders_of(actor, place, on=on)[:_SHOWN] if place else []
    rows = []
    for post in posts:
        held = post.held[0].official.name if post.held else ""  # type: ignore[attr-defined]
        url = reverse("organizations:post", args=[post.pk])
        rows.append(Row(f"{post.title} {held}".strip(), url, note=post.portfolio, warning="" if held else VACANT))
    return rows


def vacant_leaders(actor: Actor, *, on: date) -> list[Post]:
    """The posts of leaders that nobody holds today, in the actor's place and below."""
    held = Appointment.objects.on(on).filter(post=OuterRef("pk"))
    posts = Post.objects.visible_to(actor).on(on).filter(leads_jurisdiction=True).exclude(Exists(held))
    return list(posts.select_related("unit"))


def expired_groups(actor: Actor, *, on: date) -> list[LeadingGroup]:
    """Groups past their term and not dissolved."""
    past = LeadingGroup.objects.visible_to(actor).on(on).filter(term_ends_on__lt=on)
    return [group for group in past if state_of(group, on=on) == GroupState.EXPIRED]


def doubtful_groups(actor: Actor, *, on: date) -> list[tuple[LeadingGroup, str]]:
    """Running groups that lack what a founding document must say, each with its first doubt."""
    rows = LeadingGroup.objects.visible_to(actor).on(on)
    lacking = rows.filter(Q(basis="") | Q(term_ends_on=None, end_condition=""))
    return [(group, doubts[0]) for group in lacking if (doubts := doubts_of(group, on=on))]


def own_unit(actor: Actor) -> Unit | None:
    return Unit.objects.filter(pk=actor.unit).first() if actor.unit else None


def leaders_part(actor: Actor, *, on: date) -> Part:
    return Part(
        "本级领导",
        leaders(actor, on=on),
        "这里列出本级政府领导和他们分管的工作。",
        reverse("organizations:leaders"),
        "领导分工",
        is_stacked=True,
    )


def _group(group: LeadingGroup) -> str:
    return reverse("organizations:leading-group", args=[group.pk])
