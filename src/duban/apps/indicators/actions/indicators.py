"""Indicators by hand: add one or a part of one, change, move and remove it, settle direction and nature of many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from duban.apps.audit import recording
from duban.apps.audit.recording import Entry
from duban.apps.indicators import giving, scheme_rows
from duban.apps.indicators.answering import Answering, write_units
from duban.apps.indicators.changing import check_can_edit, check_reason, locked_set
from duban.apps.indicators.measuring import write_meanings
from duban.apps.indicators.models import Indicator, IndicatorField, IndicatorSet, IndicatorTarget
from duban.apps.indicators.ordering import renumber
from duban.apps.indicators.set_values import indicator_values
from duban.apps.organizations.changes import check_version, differences, locked
from duban.rulebook.actors import Actor
from duban.rulebook.indicators import Aggregation, IndicatorKind, SetState
from duban.rulebook.refusals import Conflict, Invalid
from duban.rulebook.tasks import ResponsibilityRole

COLUMNS = (
    "number",
    "part",
    "name",
    "definition",
    "unit",
    "kind",
    "direction",
    "nature",
    "baseline_year",
    "baseline_value",
    "baseline_text",
    "aggregation",
    "accrues",
)
JUDGED_BY = ("direction", "baseline_year", "baseline_value")  # what targets mean in figures follows from these
_LAST = 2**31 - 1  # until the set is numbered again


@dataclass(frozen=True, slots=True)
class Content:
    """What a person enters of an indicator; `field` of a part is that of its whole."""

    name: str
    number: str = ""
    part: str = ""
    field: IndicatorField | None = None
    definition: str = ""
    unit: str = ""
    kind: str = IndicatorKind.VALUE.value
    direction: str = ""
    nature: str = ""
    baseline_year: int | None = None
    baseline_value: Decimal | None = None
    baseline_text: str = ""
    aggregation: str = Aggregation.NONE.value
    accrues: bool = False
    lead: Sequence[Answering] = ()
    support: Sequence[Answering] = ()


@transaction.atomic
def add_indicator(
    *,
    indicator_set: IndicatorSet,
    content: Content,
    parent: Indicator | None = None,
    reason: str = "",
    at: datetime,
    by: Actor,
) -> Indicator:
    """The last of its set, or of the parts of `parent`; judged by the scheme in force, which grows a line."""
    one = locked_set(indicator_set)
    check_can_edit(one, by)
    check_reason(one, reason)
    indicator = Indicator(indicator_set=one, parent=parent, order=_LAST)
    _set(indicator, content)
    indicator.save()
    renumber(one)
    indicator.refresh_from_db()
    _answer(indicator, content, at, by)
    scheme_rows.judge_indicator(indicator, at=at, by=by)
    after = indicator_values(indicator)
    _record("indicator.added", indicator, by, after=after, note=reason.strip())
    return indicator


@transaction.atomic
def change_indicator(
    *, indicator: Indicator, content: Content, reason: str = "", seen: int | None = None, at: datetime, by: Actor
) -> Indicator:
    """What its targets mean in figures follows a changed direction or baseline."""
    one, indicator = _locked(indicator)
    check_can_edit(one, by)
    check_version(indicator, seen)
    old = indicator_values(indicator)
    judged = [getattr(indicator, name) for name in JUDGED_BY]
    _set(indicator, content)
    _answer(indicator, content, at, by)
    before, after = differences(old, indicator_values(indicator))
    if not after:
        return indicator
    check_reason(one, reason)
    indicator.version += 1
    indicator.save(update_fields=[*COLUMNS, "field", "version"])
    indicator.parts.exclude(field=indicator.field).update(field=indicator.field)
    if judged != [getattr(indicator, name) for name in JUDGED_BY]:
        write_meanings(IndicatorTarget.objects.filter(indicator=indicator))
    _record("indicator.changed", indicator, by, before=before, after=after, note=reason.strip())
    return indicator


@transaction.atomic
def settle_indicators(
    *,
    indicator_set: IndicatorSet,
    choices: Mapping[int, tuple[str, str]],
    seen: Mapping[int, int] | None = None,
    by: Actor,
) -> list[Indicator]:
    """Direction and nature of many, by their keys; those that changed. All or none."""
    one = locked_set(indicator_set)
    check_can_edit(one, by)
    found = {row.pk: row for row in one.indicators.select_for_update(of=("self",)).filter(pk__in=choices)}
    if missing := choices.keys() - found.keys():
        raise Conflict(f"有{len(missing)}项指标已被他人删除，请刷新后再改")
    entries, changed, turned = [], [], []
    for key, (direction, nature) in choices.items():
        row = found[key]
        check_version(row, (seen or {}).get(key))
        if (row.direction, row.nature) == (direction, nature):
            continue
        if row.direction != direction:
            turned.append(row)
        old = indicator_values(row)
        row.direction, row.nature, row.version = direction, nature, row.version + 1
        _check_words(row)
        before, after = differences(old, indicator_values(row))
        entries.append(Entry("indicator.settled", row, before, after, about=[one], jurisdiction_path=_path(one)))
        changed.append(row)
    Indicator.objects.bulk_update(changed, ["direction", "nature", "version"], batch_size=500)
    write_meanings(IndicatorTarget.objects.filter(indicator__in=[row.pk for row in turned]))
    if entries:
        recording.record_many(entries, by=by)
    return changed


@transaction.atomic
def move_indicator(*, indicator: Indicator, after: Indicator | None, by: Actor) -> Indicator:
    """Put it, with its parts, behind another one beside it, or first."""
    one, indicator = _locked(indicator)
    check_can_edit(one, by)
    renumber(one, moved=indicator, after=after)
    indicator.refresh_from_db()
    _record("indicator.moved", indicator, by, after={"排在其后": str(after or "最前")})
    return indicator


@transaction.atomic
def remove_indicator(*, indicator: Indicator, reason: str = "", by: Actor) -> None:
    """Delete it with its parts and targets; only while nobody has entered a figure."""
    one, indicator = _locked(indicator)
    check_can_remove_indicator(indicator, by)
    check_reason(one, reason)
    before = indicator_values(indicator) | {"分项数": indicator.parts.count()}
    _record("indicator.removed", indicator, by, before=before, note=reason.strip())
    indicator.delete()
    renumber(one)


def check_can_remove_indicator(indicator: Indicator, by: Actor) -> None:
    one = indicator.indicator_set
    check_can_edit(one, by)
    parts = list(indicator.parts.values_list("pk", flat=True))
    figures = one.indicators.filter(pk__in=[indicator.pk, *parts], observations__isnull=False).count()
    if figures:
        raise Conflict(f"“{indicator}”已有{figures}个实际值，不能删除")
    if one.state != SetState.DRAFT:
        scheme_rows.check_unused(one, indicator)


def check_can_add_part(parent: Indicator, by: Actor) -> None:
    """A part has no parts; what has figures of its own has none either."""
    check_can_edit(parent.indicator_set, by)
    if parent.parent_id:
        raise Conflict("分项下面不能再设分项")
    if parent.kind != IndicatorKind.COMPOSITE:
        raise Conflict("只有类型为“合成”的指标可以设分项，请先修改类型")


def _set(indicator: Indicator, content: Content) -> None:
    was = indicator.kind if indicator.pk else content.kind
    for name in COLUMNS:
        value = getattr(content, name)
        setattr(indicator, name, value.strip() if isinstance(value, str) else value)
    indicator.field = indicator.parent.field if indicator.parent else content.field
    _check_place(indicator)
    _check_words(indicator)
    if indicator.pk and was != indicator.kind:
        _check_kind(indicator)


def _check_place(indicator: Indicator) -> None:
    parent, group = indicator.parent, indicator.field
    if parent is not None:
        if parent.indicator_set_id != indicator.indicator_set_id:
            raise Invalid("上级指标不在这个指标体系中", "name")
        if parent.parent_id or parent.kind != IndicatorKind.COMPOSITE:
            raise Conflict("只有类型为“合成”的指标可以设分项，分项下面不能再设分项")
        if indicator.kind == IndicatorKind.COMPOSITE:
            raise Invalid("分项不能再由分项组成", "kind")
    if group is not None and group.indicator_set_id != indicator.indicator_set_id:
        raise Invalid("领域不在这个指标体系中", "field")


def _check_words(indicator: Indicator) -> None:
    if not indicator.name:
        raise Invalid("请填写指标名称", "name")
    same = Indicator.objects.filter(
        indicator_set=indicator.indicator_set_id,
        parent=indicator.parent_id,
        name=indicator.name,
        number=indicator.number,
        part=indicator.part,
    )
    if same.exclude(pk=indicator.pk).exists():
        raise Invalid("已有序号和名称都相同的指标", "name")
    if indicator.accrues and indicator.kind != IndicatorKind.VALUE:
        raise Invalid("只有数值类的指标可以年内逐月累计", "accrues")
    if indicator.kind == IndicatorKind.RATE and indicator.aggregation == Aggregation.SUM:
        raise Invalid("比率不能相加；由下级汇总的，选分子、分母分别相加", "aggregation")
    if indicator.kind != IndicatorKind.RATE and indicator.aggregation == Aggregation.RATE:
        raise Invalid("只有比率类的指标可以由分子、分母汇总", "aggregation")


def _check_kind(indicator: Indicator) -> None:
    if indicator.kind == IndicatorKind.COMPOSITE:
        if indicator.observations.exists() or indicator.targets.exists():
            raise Invalid("已有目标值或实际值，不能改为由分项组成", "kind")
    elif indicator.parts.exists():
        raise Invalid("下面还有分项，类型只能是“合成”", "kind")


def _answer(indicator: Indicator, content: Content, at: datetime, by: Actor) -> None:
    """In a set in force a collective unit that is new becomes its members of this day."""
    role = ResponsibilityRole
    write_units(indicator, {role.LEAD: content.lead, role.SUPPORT: content.support}, by)
    if indicator.indicator_set.state == SetState.IN_FORCE:
        giving.resolve_groups([indicator], on=timezone.localtime(at).date())


def _locked(indicator: Indicator) -> tuple[IndicatorSet, Indicator]:
    one = locked_set(indicator.indicator_set)
    return one, locked(indicator, "indicator_set__jurisdiction", "field", "parent__field")


def _path(one: IndicatorSet) -> str:
    return one.jurisdiction.path


def _record(verb: str, indicator: Indicator, by: Actor, **said: Any) -> None:
    one = indicator.indicator_set
    recording.record(verb, indicator, by=by, about=[one], jurisdiction_path=_path(one), **said)
