"""目标值 by hand: those of an indicator for one place set as a whole, or the meaning of many confirmed at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction

from duban.apps.audit import recording
from duban.apps.audit.recording import Entry
from duban.apps.indicators.changing import check_can_edit, check_reason, locked_set
from duban.apps.indicators.measuring import write_meanings
from duban.apps.indicators.models import Indicator, IndicatorSet, IndicatorTarget
from duban.apps.indicators.set_values import target_words, targets_values
from duban.apps.indicators.target_reading import Wanted
from duban.apps.organizations.changes import check_fits, check_unchanged, differences, digest, locked, token
from duban.apps.organizations.models import Jurisdiction
from duban.rulebook.actors import Actor
from duban.rulebook.indicators import TARGET_LEVELS, IndicatorKind, TargetLevel, TargetRule
from duban.rulebook.refusals import Conflict, Invalid

SAID = ("text", "comparator", "value", "value_to", "rule", "amount", "evaluation")
IN_FIGURES = (TargetRule.VALUE, TargetRule.ABOUT, TargetRule.RANGE)
BY_AMOUNT = (TargetRule.GROW_FROM_BASE, TargetRule.ADD_TO_BASE, TargetRule.STEP_A_YEAR, TargetRule.GROW_A_YEAR)


@transaction.atomic
def set_targets(
    *,
    indicator: Indicator,
    place: Jurisdiction,
    wanted: Sequence[Wanted],
    reason: str = "",
    seen: str | None = None,
    by: Actor,
) -> list[IndicatorTarget]:
    """All targets of the indicator for this place, their meaning confirmed by whoever sets them; others go.

    In a set in force what stood before is changed only with a reason."""
    one, indicator = _locked(indicator)
    check_can_set_targets(indicator, by)
    if not place.path.startswith(one.jurisdiction.path):
        raise Invalid("请选择本行政区或下级行政区", "place")
    old = {(row.year, row.level): row for row in targets_of(indicator, place)}
    if seen is not None and seen != targets_token(old.values()):
        raise Conflict("目标值已被他人修改，请刷新后再改")
    _check_wanted(one, wanted)
    before = targets_values(old.values())
    was_open = any(not row.rule_confirmed for row in old.values())
    rows = [_write(indicator, place, old.pop((each.year, each.level), None), each) for each in wanted]
    IndicatorTarget.objects.filter(pk__in=[row.pk for row in old.values()]).delete()
    write_meanings(IndicatorTarget.objects.filter(pk__in=[row.pk for row in rows]))
    rows = targets_of(indicator, place)
    told, after = _both_sides(before, targets_values(rows))
    if told or after or was_open:
        if told:
            check_reason(one, reason)
        verb = "changed" if told else "set" if after else "confirmed"
        _record(f"indicator_target.{verb}", indicator, by, before=told, after=_at(place, after), note=reason.strip())
    return rows


@transaction.atomic
def confirm_targets(*, indicator_set: IndicatorSet, seen: Mapping[int, str], by: Actor) -> list[IndicatorTarget]:
    """The meaning of targets, by their keys, as they were shown; those that had been open."""
    one = locked_set(indicator_set)
    check_can_edit(one, by)
    rows = IndicatorTarget.objects.select_for_update(of=("self",)).filter(indicator__indicator_set=one, pk__in=seen)
    found = list(rows.select_related("indicator", "jurisdiction").order_by("pk"))
    if len(found) < len(seen):
        raise Conflict(f"有{len(seen) - len(found)}个目标值已被他人删除，请刷新后再确认")
    for row in found:
        check_unchanged(row, seen[row.pk])
    changed = [row for row in found if not row.rule_confirmed]
    for row in changed:
        row.rule_confirmed = True
    IndicatorTarget.objects.bulk_update(changed, ["rule_confirmed"], batch_size=500)
    if changed:
        recording.record_many([_confirmed(one, row) for row in changed], by=by)
    return changed


def check_can_set_targets(indicator: Indicator, by: Actor) -> None:
    check_can_edit(indicator.indicator_set, by)
    if indicator.kind == IndicatorKind.COMPOSITE:
        raise Conflict("由分项组成的指标没有自己的目标值，请填写各分项的目标值")


def targets_of(indicator: Indicator, place: Jurisdiction) -> list[IndicatorTarget]:
    rows = indicator.targets.filter(jurisdiction=place).select_related("jurisdiction")
    order = [level.value for level in TARGET_LEVELS]
    return sorted(rows, key=lambda row: (row.year, order.index(row.level)))


def targets_token(rows: Any) -> str:
    """What a form carries, and gives back as `seen`."""
    return digest(sorted((row.year, row.level, token(row)) for row in rows))


def _check_wanted(one: IndicatorSet, wanted: Sequence[Wanted]) -> None:
    if len({(each.year, each.level) for each in wanted}) < len(wanted):
        raise Invalid("同一年度、同一层次只能有一个目标值")
    for each in wanted:
        if refusal := _refusal(one, each):
            raise Invalid(f"{each.year}年{TARGET_LEVELS[TargetLevel(each.level)]}：{refusal}")


def _refusal(one: IndicatorSet, each: Wanted) -> str:
    rule = TargetRule(each.rule)
    if not one.starts <= each.year <= one.ends:
        return f"年度应在{one.starts}年至{one.ends}年之间"
    if not each.text.strip():
        return "请填写目标值"
    if rule in IN_FIGURES and each.value is None:
        return "请填写数值，或者把含义改为“只有文字，由人评定”"
    if rule is TargetRule.RANGE and (each.value_to is None or each.value is None or each.value_to <= each.value):
        return "区间要填上限，上限应大于数值"
    if rule in BY_AMOUNT and each.amount is None:
        return "请填写变动的幅度，下降的填负数"
    return ""


def _write(indicator: Indicator, place: Jurisdiction, row: IndicatorTarget | None, each: Wanted) -> IndicatorTarget:
    each = replace(each, text=each.text.strip())
    if row is None:
        row = IndicatorTarget(indicator=indicator, jurisdiction=place, year=each.year, level=each.level)
    if row.pk is None or any(getattr(row, name) != getattr(each, name) for name in SAID):
        row.origin = each.origin
    for name in SAID:
        setattr(row, name, getattr(each, name))
    row.rule_confirmed = True
    check_fits(row)
    row.save()
    return row


def _both_sides(old: dict[str, str], new: dict[str, str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What stood before and is another now or gone; what is new or another."""
    before, after = differences(old, new)
    gone = {name: words for name, words in old.items() if name not in new}
    return {name: words for name, words in before.items() if words is not None} | gone, after


def _at(place: Jurisdiction, values: dict[str, Any]) -> dict[str, Any]:
    return {"行政区": place.name} | values


def _confirmed(one: IndicatorSet, row: IndicatorTarget) -> Entry:
    name = f"{row.year}年{row.get_level_display()}"
    after = _at(row.jurisdiction, {name: target_words(row), "含义": row.get_rule_display()})
    path = one.jurisdiction.path
    return Entry("indicator_target.confirmed", row.indicator, after=after, about=[one], jurisdiction_path=path)


def _locked(indicator: Indicator) -> tuple[IndicatorSet, Indicator]:
    one = locked_set(indicator.indicator_set)
    return one, locked(indicator, "indicator_set__jurisdiction")


def _record(verb: str, indicator: Indicator, by: Actor, **said: Any) -> None:
    one = indicator.indicator_set
    recording.record(verb, indicator, by=by, about=[one], jurisdiction_path=one.jurisdiction.path, **said)
