"""Units as a list shows them, and what a unit's page says about it on a day."""

from __future__ import annotations

from datetime import date

from django.db.models import Case, CharField, Count, OuterRef, Prefetch, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from duban.apps.organizations.models import LeadingGroup, Membership, Post, Unit, UnitName, UnitNameKind
from duban.apps.organizations.validity import holds
from duban.rulebook.actors import Actor

NOW, RETIRED, MERGED, COMING = "now", "retired", "merged", "coming"
STATES = ((NOW, "现有"), (RETIRED, "已撤销"), (MERGED, "已并入"), (COMING, "尚未成立"))


def units_with_counts(actor: Actor, *, on: date) -> QuerySet[Unit]:
    """The units one sees, each with `state`, `post_count` and, as a list, `short_names`."""
    posts = Post.objects.on(on).filter(unit=OuterRef("pk")).order_by().values("unit")
    counted = Subquery(posts.annotate(number=Count("pk")).values("number"))
    short = UnitName.objects.on(on).filter(kind__in=(UnitNameKind.SHORT, UnitNameKind.BOARD))
    return (
        Unit.objects.visible_to(actor)
        .annotate(state=_state(on), post_count=Coalesce(counted, 0))
        .select_related("jurisdiction", "parent", "merged_into")
        .prefetch_related(Prefetch("names", queryset=short, to_attr="short_names"))
    )


def state_of(unit: Unit, *, on: date) -> str:
    """The same as the list's `state`, for one unit."""
    if unit.until is not None and unit.until <= on:
        return MERGED if unit.merged_into_id else RETIRED
    return COMING if unit.since is not None and unit.since > on else NOW


def leading_groups_of(unit: Unit, *, on: date) -> QuerySet[LeadingGroup]:
    """Leading groups in which the unit, or one of its posts, has a seat on the day, or whose office it is."""
    seats = Membership.objects.on(on).filter(Q(unit=unit) | Q(post__unit=unit))
    groups = LeadingGroup.objects.filter(Q(pk__in=seats.values("leading_group")) | Q(office_unit=unit))
    return groups.filter(holds(on))


def visible_one(actor: Actor, unit: Unit | None) -> Unit | None:
    """The unit, if this actor may see its page."""
    return Unit.objects.visible_to(actor).filter(pk=unit.pk).first() if unit else None


def _state(on: date) -> Case:
    return Case(
        When(until__lte=on, merged_into__isnull=False, then=Value(MERGED)),
        When(until__lte=on, then=Value(RETIRED)),
        When(since__gt=on, then=Value(COMING)),
        default=Value(NOW),
        output_field=CharField(),
    )
