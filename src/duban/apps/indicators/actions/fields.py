"""领域 and 阶段 of a set by hand: add, rename, move and remove them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal, TypeVar

from django.db import transaction

from duban.apps.audit import recording
from duban.apps.indicators import scheme_rows
from duban.apps.indicators.changing import check_can_edit, locked_set
from duban.apps.indicators.models import IndicatorField, IndicatorSet, Stage
from duban.apps.indicators.set_values import stage_values
from duban.apps.organizations.changes import check_unchanged, differences, locked
from duban.rulebook.actors import Actor
from duban.rulebook.refusals import Conflict, Invalid

Way = Literal["up", "down"]
Ordered = TypeVar("Ordered", IndicatorField, Stage)


@transaction.atomic
def add_field(*, indicator_set: IndicatorSet, title: str, at: datetime, by: Actor) -> IndicatorField:
    """The last one of the set, with a weight of 1; the same name a second time is refused."""
    one = locked_set(indicator_set)
    check_can_edit(one, by)
    field = IndicatorField(indicator_set=one, title=title.strip(), order=_next(one.fields.all()))
    _check_title(field)
    field.save()
    scheme_rows.weigh_field(field, at=at, by=by)
    _record("indicator_set.field_added", one, by, after={"领域": field.title})
    return field


@transaction.atomic
def rename_field(*, field: IndicatorField, title: str, seen: str | None = None, by: Actor) -> IndicatorField:
    one, field = _locked_field(field)
    check_can_edit(one, by)
    check_unchanged(field, seen)
    before, field.title = field.title, title.strip()
    _check_title(field)
    if field.title != before:
        field.save(update_fields=["title"])
        _record("indicator_set.field_renamed", one, by, before={"领域": before}, after={"领域": field.title})
    return field


@transaction.atomic
def move_field(*, field: IndicatorField, way: Way, by: Actor) -> IndicatorField:
    """One place up or down; at the end nothing happens."""
    one, field = _locked_field(field)
    check_can_edit(one, by)
    if _swap(list(one.fields.order_by("order", "pk")), field, way):
        _record("indicator_set.field_moved", one, by, after={"领域": field.title})
    return field


@transaction.atomic
def remove_field(*, field: IndicatorField, into: IndicatorField | None = None, by: Actor) -> None:
    """Its indicators go `into` another field, or to none; refused when an evaluation was computed with it."""
    one, field = _locked_field(field)
    check_can_remove_field(field, by)
    if into is not None and (into.pk == field.pk or into.indicator_set_id != one.pk):
        raise Invalid("请选择这个指标体系的另一个领域", "into")
    number = field.indicators.update(field=into)
    before, after = {"领域": field.title}, {"移到": str(into or "不分领域"), "指标": number} if number else {}
    field.delete()
    _record("indicator_set.field_removed", one, by, before=before, after=after)


def check_can_remove_field(field: IndicatorField, by: Actor) -> None:
    check_can_edit(field.indicator_set, by)
    scheme_rows.check_unused(field.indicator_set, field)


@transaction.atomic
def add_stage(
    *,
    indicator_set: IndicatorSet,
    name: str,
    starts_on: date | None = None,
    ends_on: date | None = None,
    work: str = "",
    by: Actor,
) -> Stage:
    """The last one of the set; the same name a second time is refused."""
    one = locked_set(indicator_set)
    check_can_edit(one, by)
    stage = Stage(indicator_set=one, order=_next(one.stages.all()))
    _set_stage(stage, name, starts_on, ends_on, work)
    stage.save()
    _record("indicator_set.stage_added", one, by, after=stage_values(stage))
    return stage


@transaction.atomic
def change_stage(
    *,
    stage: Stage,
    name: str,
    starts_on: date | None,
    ends_on: date | None,
    work: str,
    seen: str | None = None,
    by: Actor,
) -> Stage:
    one, stage = _locked_stage(stage)
    check_can_edit(one, by)
    check_unchanged(stage, seen)
    old = stage_values(stage)
    _set_stage(stage, name, starts_on, ends_on, work)
    before, after = differences(old, stage_values(stage))
    if after:
        stage.save(update_fields=["name", "starts_on", "ends_on", "work"])
        _record("indicator_set.stage_changed", one, by, before=before, after={"阶段": stage.name} | after)
    return stage


@transaction.atomic
def move_stage(*, stage: Stage, way: Way, by: Actor) -> Stage:
    """One place up or down; at the end nothing happens."""
    one, stage = _locked_stage(stage)
    check_can_edit(one, by)
    if _swap(list(one.stages.order_by("order", "pk")), stage, way):
        _record("indicator_set.stage_moved", one, by, after={"阶段": stage.name})
    return stage


@transaction.atomic
def remove_stage(*, stage: Stage, by: Actor) -> None:
    one, stage = _locked_stage(stage)
    check_can_edit(one, by)
    before = stage_values(stage)
    stage.delete()
    _record("indicator_set.stage_removed", one, by, before=before)


def _check_title(field: IndicatorField) -> None:
    if not field.title:
        raise Invalid("请填写领域名称", "title")
    if field.indicator_set.fields.filter(title=field.title).exclude(pk=field.pk).exists():
        raise Invalid(f"已有领域“{field.title}”", "title")


def _set_stage(stage: Stage, name: str, starts_on: date | None, ends_on: date | None, work: str) -> None:
    stage.name, stage.starts_on, stage.ends_on, stage.work = name.strip(), starts_on, ends_on, work.strip()
    if not stage.name:
        raise Invalid("请填写阶段名称", "name")
    if stage.indicator_set.stages.filter(name=stage.name).exclude(pk=stage.pk).exists():
        raise Invalid(f"已有阶段“{stage.name}”", "name")
    if starts_on and ends_on and ends_on < starts_on:
        raise Invalid("结束日期不能早于开始日期", "ends_on")


def _swap(rows: list[Ordered], row: Ordered, way: Way) -> bool:
    at = next((place for place, one in enumerate(rows) if one.pk == row.pk), None)
    if at is None:
        raise Conflict("已被他人删除，请刷新后再试")
    to = at - 1 if way == "up" else at + 1
    if not 0 <= to < len(rows):
        return False
    rows[at], rows[to] = rows[to], rows[at]
    for order, one in enumerate(rows, 1):
        one.order = order
    type(row)._default_manager.bulk_update(rows, ["order"])
    return True


def _next(rows: Any) -> int:
    return max(rows.values_list("order", flat=True), default=0) + 1


def _locked_field(field: IndicatorField) -> tuple[IndicatorSet, IndicatorField]:
    one = locked_set(field.indicator_set)
    return one, locked(field, "indicator_set__jurisdiction")


def _locked_stage(stage: Stage) -> tuple[IndicatorSet, Stage]:
    one = locked_set(stage.indicator_set)
    return one, locked(stage, "indicator_set__jurisdiction")


def _record(verb: str, one: IndicatorSet, by: Actor, **said: Any) -> None:
    recording.record(verb, one, by=by, jurisdiction_path=one.jurisdiction.path, **said)
