"""领导小组 as of a day: state, seats with who takes them, member units, and what is doubtful about it.

A seat that names a post is taken by its holder of the day; a vacant post leaves the seat vacant, and that is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import (
    Case,
    CharField,
    Count,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    TextChoices,
    Value,
    When,
)
from django.urls import reverse

from duban.apps.organizations.holdings import Holding
from duban.apps.organizations.labels.people import VACANT
from duban.apps.organizations.models import (
    Appointment,
    LeadingGroup,
    Membership,
    MembershipRole,
    Official,
    Post,
    Unit,
    UnitKind,
)
from duban.apps.organizations.queries.officials import posts_on
from duban.apps.organizations.queries.people import holders_on
from duban.apps.organizations.validity import holds
from duban.rulebook.actors import Actor


class GroupState(TextChoices):
    RUNNING = "running", "运行中"
    EXPIRED = "expired", "到期"
    DISSOLVED = "dissolved", "已撤销"


def state_of(group: LeadingGroup, *, on: date) -> GroupState:
    if group.until is not None and group.until <= on:
        return GroupState.DISSOLVED
    past_term = group.term_ends_on is not None and group.term_ends_on < on
    return GroupState.EXPIRED if past_term else GroupState.RUNNING


def _state(on: date) -> Case:
    """`state_of`, as the database says it."""
    return Case(
        When(until__lte=on, then=Value(GroupState.DISSOLVED.value)),
        When(term_ends_on__lt=on, then=Value(GroupState.EXPIRED.value)),
        default=Value(GroupState.RUNNING.value),
        output_field=CharField(),
    )


_ROLE = MembershipRole
PARTS = (
    ("组长", (_ROLE.CHAIR,)),
    ("副组长", (_ROLE.EXECUTIVE_DEPUTY, _ROLE.DEPUTY)),
    ("成员", (_ROLE.MEMBER,)),
    ("办公室", (_ROLE.OFFICE_DIRECTOR, _ROLE.OFFICE_DEPUTY, _ROLE.OFFICE_MEMBER)),
)


@dataclass(frozen=True, slots=True)
class Seat:
    """One membership on a day; `person` is None for a unit's seat and for a vacant post."""

    membership: Membership
    person: Official | None
    title: str

    @property
    def is_vacant(self) -> bool:
        return self.membership.post is not None and self.person is None

    @property
    def name(self) -> str:
        if self.person is not None:
            return self.person.name
        return VACANT if self.is_vacant else self.membership.listed_name

    @property
    def listed(self) -> str:
        """The document's own words where they differ: another name with its title, or only another title."""
        row = self.membership
        if row.listed_name and row.listed_name != self.name:
            return f"{row.listed_name} {row.listed_title}".strip()
        return "" if row.listed_title == self.title else row.listed_title


@dataclass(frozen=True, slots=True)
class Linked:
    """Keys of those on a group's page whose own pages the reader may open; the others are named without a link."""

    officials: frozenset[int]
    units: frozenset[int]


def linked(actor: Actor, seats: Iterable[Seat], units: Iterable[Unit], office: Unit | None) -> Linked:
    """What of a group's page `actor` may follow; two queries."""
    seats = list(seats)
    people = {seat.person.pk for seat in seats if seat.person is not None}
    places = [one.pk for one in units] + [seat.membership.unit_id for seat in seats]
    places += [seat.membership.post.unit_id for seat in seats if seat.membership.post is not None]
    named = {pk for pk in (*places, office.pk if office is not None else None) if pk is not None}
    return Linked(
        frozenset(Official.objects.visible_to(actor).filter(pk__in=people).values_list("pk", flat=True)),
        frozenset(Unit.objects.visible_to(actor).filter(pk__in=named).values_list("pk", flat=True)),
    )


def groups_with_state(actor: Actor, *, on: date) -> QuerySet[LeadingGroup]:
    """Groups one may see, with `state`, `member_count` and, in `chairs`, the chair's seats of the day."""
    members = Membership.objects.on(on).filter(leading_group=OuterRef("pk")).order_by().values("leading_group")
    counted = Subquery(members.annotate(count=Count("pk")).values("count"), output_field=IntegerField())
    return (
        LeadingGroup.objects.visible_to(actor)
        .select_related("jurisdiction", "office_unit")
        .annotate(state=_state(on), member_count=counted)
        .prefetch_related(Prefetch("memberships", _memberships(on).filter(role=MembershipRole.CHAIR), to_attr="chairs"))
    )


def seats(group: LeadingGroup, *, on: date) -> list[Seat]:
    """The group's seats on the day in their order, each with who takes it; four queries at most."""
    return [seat_of(row) for row in _memberships(on).filter(leading_group=group)]


def parts(seats: Sequence[Seat]) -> list[tuple[str, list[Seat]]]:
    """The seats under 组长, 副组长, 成员 and 办公室, in this order; parts without seats are left out."""
    found = [(label, [seat for seat in seats if seat.membership.role in roles]) for label, roles in PARTS]
    return [(label, taken) for label, taken in found if taken]


def seat_of(row: Membership) -> Seat:
    """The seat of a membership that was fetched with the holders of a day."""
    if row.post is not None:
        held: list[Appointment] = getattr(row.post, "held", [])
        return Seat(row, held[0].official if held else None, str(row.post))
    if row.official is not None:
        posts: list[Appointment] = getattr(row.official, "held", [])
        return Seat(row, row.official, "、".join(str(one.post) for one in posts) or row.listed_title)
    return Seat(row, None, str(row.unit))


def _memberships(on: date) -> QuerySet[Membership]:
    rows = Membership.objects.on(on).select_related("post__unit", "official", "unit").order_by("order", "pk")
    return rows.prefetch_related(holders_on(on, "post__appointments"), posts_on(on, "official__appointments"))


def member_units(group: LeadingGroup, *, on: date) -> QuerySet[Unit]:
    """领导小组成员单位 on the day: the units of its seats and its office.

    Leaders of the group's own jurisdiction speak for no unit, and its government is left out; a deputy head of a county
    speaks for the county's government."""
    rows = Membership.objects.on(on).filter(leading_group=group)
    speaks = Q(post__leads_jurisdiction=False) | ~Q(post__unit__jurisdiction=group.jurisdiction_id)
    by_post = rows.filter(speaks, post__isnull=False).values("post__unit")
    persons = rows.filter(official__isnull=False, post=None).values("official")
    in_person = Appointment.objects.on(on).filter(speaks, official__in=persons)
    named = Q(pk__in=rows.filter(unit__isnull=False).values("unit")) | Q(pk__in=by_post)
    named |= Q(pk__in=in_person.values("post__unit")) | Q(pk=group.office_unit_id)
    own_government = Q(kind=UnitKind.GOVERNMENT, jurisdiction=group.jurisdiction_id)
    return Unit.objects.on(on).filter(named).exclude(own_government)


def doubts_of(group: LeadingGroup, *, on: date) -> list[str]:
    """A temporary body states on what it stands and what ends it; one past its term is dissolved or renewed."""
    doubts: list[str] = []
    if state_of(group, on=on) == GroupState.DISSOLVED:
        return doubts
    if not group.basis:
        doubts.append("未写明设立依据。")
    if group.term_ends_on is None and not group.end_condition:
        doubts.append("未写明任期和撤销条件；临时性议事协调机构应当明确任期和撤销条件。")
    if state_of(group, on=on) == GroupState.EXPIRED:
        doubts.append("任期已满，应当撤销或者按程序延期。")
    return doubts


def seats_hanging_on(post: Post, on: date, reader: Actor) -> Iterable[Holding]:
    """Registered in `holdings`: the seats in leading groups that go with a post."""
    rows = Membership.objects.on(on).filter(holds(on, "leading_group__"), post=post).select_related("leading_group")
    for row in rows:
        url = reverse("organizations:leading-group", args=[row.leading_group_id])
        yield Holding(f"{row.leading_group}{row.get_role_display()}", url)
