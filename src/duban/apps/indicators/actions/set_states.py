"""The life of a set: put it in force, close it, take it back to be drawn up again, reopen it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from duban.apps.audit import recording
from duban.apps.indicators import giving, report_following
from duban.apps.indicators.changing import locked_set
from duban.apps.indicators.models import IndicatorSet, IndicatorUnit, Observation, TargetLink
from duban.apps.indicators.queries.readiness import readiness
from duban.apps.organizations.changes import check_version
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.indicators import SET_LIFE, SetState
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, Invalid


@transaction.atomic
def start_set(
    *, indicator_set: IndicatorSet, issued_on: date, on: date, seen: int | None = None, at: datetime, by: Actor
) -> IndicatorSet:
    """Collective units are those of `issued_on`, whatever becomes of them later; what is open is said and refused."""
    one = locked_set(indicator_set)
    _check_move(one, SetState.IN_FORCE, by, is_draft=True)
    check_version(one, seen)
    if issued_on > on:
        raise Invalid("成文日期不能晚于今天", "issued_on")
    if refusal := readiness(one).refusal:
        raise Conflict(refusal)
    rows = list(one.indicators.all())
    giving.resolve_groups(rows, on=issued_on)
    one.issued_on = issued_on
    _move(one, SetState.IN_FORCE, "issued_on")
    units = IndicatorUnit.objects.filter(indicator__indicator_set=one, unit__isnull=False)
    after = {"成文日期": issued_on, "指标": len(rows), "单位": units.values("unit").distinct().count()}
    _record("indicator_set.started", one, by, after=after)
    links = TargetLink.objects.filter(indicator__indicator_set=one)
    report_following.take_filed(list(links), at=at, by=by)
    return one


@transaction.atomic
def close_set(*, indicator_set: IndicatorSet, seen: int | None = None, by: Actor) -> IndicatorSet:
    """Nothing is asked or changed any more; everything stays to be read."""
    one = locked_set(indicator_set)
    _check_move(one, SetState.CLOSED, by)
    check_version(one, seen)
    _move(one, SetState.CLOSED)
    _record("indicator_set.closed", one, by)
    return one


@transaction.atomic
def take_back_set(*, indicator_set: IndicatorSet, reason: str, seen: int | None = None, by: Actor) -> IndicatorSet:
    """A draft again, with its collective units open; only while nobody reported and nothing was evaluated."""
    one = locked_set(indicator_set)
    check_can_take_back(one, by)
    check_version(one, seen)
    _check_reason(reason)
    IndicatorUnit.objects.filter(indicator__indicator_set=one, through__isnull=False).delete()
    _move(one, SetState.DRAFT)
    _record("indicator_set.taken_back", one, by, note=reason.strip())
    return one


@transaction.atomic
def reopen_set(*, indicator_set: IndicatorSet, reason: str, seen: int | None = None, by: Actor) -> IndicatorSet:
    """In force once more, with who answered for it before."""
    one = locked_set(indicator_set)
    _check_move(one, SetState.IN_FORCE, by, is_draft=False)
    check_version(one, seen)
    _check_reason(reason)
    _move(one, SetState.IN_FORCE)
    _record("indicator_set.reopened", one, by, note=reason.strip())
    return one


def check_can_start(one: IndicatorSet, by: Actor) -> None:
    """What the button asks; what is open in the indicators is said on the page."""
    _check_move(one, SetState.IN_FORCE, by, is_draft=True)
    if not one.indicators.exists():
        raise Conflict("还没有指标，请先增加指标再启用")


def check_can_close(one: IndicatorSet, by: Actor) -> None:
    _check_move(one, SetState.CLOSED, by)


def check_can_reopen(one: IndicatorSet, by: Actor) -> None:
    _check_move(one, SetState.IN_FORCE, by, is_draft=False)


def check_can_take_back(one: IndicatorSet, by: Actor) -> None:
    _check_move(one, SetState.DRAFT, by)
    if Observation.objects.filter(indicator__indicator_set=one).exists():
        raise Conflict("已有实际值，不能退回拟定")
    if one.evaluations.exists():
        raise Conflict("已有评估，不能退回拟定")


def _check_move(one: IndicatorSet, to: SetState, by: Actor, *, is_draft: bool | None = None) -> None:
    permissions.check_can(by, Permission.EDIT_INDICATORS, within=one.jurisdiction.path)
    now = SetState(one.state)
    SET_LIFE.check_move(now, to)
    if is_draft is not None and (now is SetState.DRAFT) != is_draft:
        raise Conflict(f"指标体系{SET_LIFE.labels[now]}，不能这样办理")


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise Invalid("请写明原因", "reason")


def _move(one: IndicatorSet, to: SetState, *more: str) -> None:
    one.state = to
    one.version += 1
    one.save(update_fields=["state", "version", *more])


def _record(verb: str, one: IndicatorSet, by: Actor, **said: Any) -> None:
    recording.record(verb, one, by=by, jurisdiction_path=one.jurisdiction.path, **said)
