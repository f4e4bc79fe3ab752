"""Rows of schemes: the first version of a set, a further one as a copy, lines for what is added to the set later.

In: a set, a field or an indicator.  Out: rows. What an evaluation was computed by stays as it is: what is added
later then begins a new version.
"""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from duban.apps.dispatch.models.dispatches import ISSUED
from duban.apps.indicators.models import Indicator, IndicatorField, IndicatorSet, Scheme, SchemeField, SchemeLine
from duban.rulebook.actors import Actor
from duban.rulebook.refusals import Conflict

SETTINGS = ("cap", "tolerance", "behind_points", "severe_points", "ahead_points")
LINE = ("weight", "method", "lower", "upper", "must_pass")


def first_scheme(one: IndicatorSet, *, since: date, at: datetime, by: Actor) -> Scheme:
    """Version 1: all fields and indicators the set has weigh alike, methods follow direction and targets."""
    scheme = Scheme.objects.create(indicator_set=one, number=1, since=since, made_at=at, made_by=by.name)
    SchemeField.objects.bulk_create(SchemeField(scheme=scheme, field=field) for field in one.fields.all())
    SchemeLine.objects.bulk_create(SchemeLine(scheme=scheme, indicator=row) for row in one.indicators.all())
    return scheme


def newest_scheme(one: IndicatorSet) -> Scheme | None:
    return one.schemes.order_by("-number").first()


def is_used(scheme: Scheme) -> bool:
    """Whether an evaluation that was issued was computed by it."""
    return scheme.evaluations.filter(dispatch__state__in=ISSUED).exists()


def check_unused(one: IndicatorSet, thing: object) -> None:
    """Refuse to take away what an evaluation was computed with."""
    if one.evaluations.filter(dispatch__state__in=ISSUED).exists():
        raise Conflict(f"已有评估按含有“{thing}”的计算办法算出，不能删除")


def copy_scheme(old: Scheme, *, since: date, reason: str, at: datetime, by: Actor) -> Scheme:
    """The next version, alike."""
    settings = {name: getattr(old, name) for name in SETTINGS}
    new = Scheme.objects.create(
        indicator_set=old.indicator_set,
        number=old.number + 1,
        since=since,
        reason=reason,
        made_at=at,
        made_by=by.name,
        **settings,
    )
    fields = [SchemeField(scheme=new, field_id=row.field_id, weight=row.weight) for row in old.fields.all()]
    SchemeField.objects.bulk_create(fields)
    lines = [
        SchemeLine(scheme=new, indicator_id=row.indicator_id, **{name: getattr(row, name) for name in LINE})
        for row in old.lines.all()
    ]
    SchemeLine.objects.bulk_create(lines)
    return new


def weigh_field(field: IndicatorField, *, at: datetime, by: Actor) -> None:
    """A line for a field that was added."""
    SchemeField.objects.get_or_create(scheme=_open_version(field.indicator_set, field, at, by), field=field)


def judge_indicator(indicator: Indicator, *, at: datetime, by: Actor) -> None:
    """A line for an indicator that was added."""
    SchemeLine.objects.get_or_create(
        scheme=_open_version(indicator.indicator_set, indicator, at, by), indicator=indicator
    )


def _open_version(one: IndicatorSet, thing: object, at: datetime, by: Actor) -> Scheme:
    on = timezone.localtime(at).date()
    newest = newest_scheme(one)
    if newest is None:
        return first_scheme(one, since=min(on, date(one.starts, 1, 1)), at=at, by=by)
    if not is_used(newest):
        return newest
    return copy_scheme(newest, since=max(on, newest.since), reason=f"增加“{thing}”"[:500], at=at, by=by)
