"""Adopt a draft of indicators: make the set it became, or write what it adds into one there is. All or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from duban.apps.audit import recording
from duban.apps.audit.recording import Entry
from duban.apps.indicators import giving, scheme_rows
from duban.apps.indicators.adopting.building import Built, build_indicators, set_row, write_stages
from duban.apps.indicators.adopting.comparing import Comparison, compare
from duban.apps.indicators.adopting.rows import Given
from duban.apps.indicators.adopting.updating import Updated, update_indicators
from duban.apps.indicators.adopting.weights import weigh
from duban.apps.indicators.changing import check_can_edit, check_reason, locked_set
from duban.apps.indicators.models import IndicatorSet
from duban.apps.indicators.ordering import renumber
from duban.apps.indicators.queries.adoption import check_adoptable, made_of, rows_of, seen_of, years_of
from duban.apps.organizations.models import Jurisdiction
from duban.apps.plans.actions.draft_changes import locked_import
from duban.apps.plans.models import PlanImport, PlanImportState
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.indicators import SetState
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, Invalid

STALE = "内容已有变化，请看过现在的内容再确认"


@transaction.atomic
def adopt_indicators(
    *, plan_import: PlanImport, seen: str | None, with_figures: bool = False, at: datetime, by: Actor
) -> IndicatorSet:
    """Make the set of a draft; asked once more, give the set it already became. `seen`: what was shown, if it was."""
    Jurisdiction.objects.select_for_update().get(pk=plan_import.source.jurisdiction_id)
    row = locked_import(plan_import, by)
    if made := made_of(row):
        return made
    check_adoptable(row)
    permissions.check_can(by, Permission.EDIT_INDICATORS, within=row.source.jurisdiction.path)
    rows = list(rows_of(row).filter(removed=False).select_for_update())
    if seen is not None and seen != seen_of(row, rows):
        raise Conflict(STALE)
    years = years_of(row, rows)
    assert years is not None  # `check_adoptable` asked for them
    one = set_row(row, years)
    _check_new(one)
    one.save()
    built = build_indicators(one, rows, row, given=_given(row, at, by) if with_figures else None)
    renumber(one)
    write_stages(one, row)
    since = min(timezone.localtime(at).date(), date(one.starts, 1, 1))
    weigh(scheme_rows.first_scheme(one, since=since, at=at, by=by), built, rows)
    _close(row)
    recording.record_many(_entries(one, row, built), by=by)
    return one


@transaction.atomic
def update_set(
    *,
    plan_import: PlanImport,
    indicator_set: IndicatorSet,
    seen: str | None,
    with_figures: bool = False,
    reason: str = "",
    at: datetime,
    by: Actor,
) -> IndicatorSet:
    """Write into a set what the comparison showed: indicators it lacks, targets that are new or other, figures."""
    one = locked_set(indicator_set)
    row = locked_import(plan_import, by)
    if made := made_of(row):
        return made
    check_adoptable(row)
    check_can_edit(one, by)
    if one.jurisdiction_id != row.source.jurisdiction_id:
        raise Invalid("这个指标体系不是这个行政区的", "indicator_set")
    comparison = compare(one, rows_of(row).filter(removed=False))
    if seen is not None and seen != comparison.token:
        raise Conflict(STALE)
    if comparison.changes_nothing and not (with_figures and comparison.figures):
        raise Conflict("没有改动，不用更新")
    check_reason(one, reason)
    given = _given(row, at, by) if with_figures else None
    updated = update_indicators(one, row, comparison, given)
    _let_grow(one, updated, at, by)
    _close(row)
    recording.record_many(_entries_of_update(one, row, comparison, updated, reason.strip()), by=by)
    return one


def _given(row: PlanImport, at: datetime, by: Actor) -> Given:
    return Given(by, at, row.source.name)


def _check_new(one: IndicatorSet) -> None:
    same = IndicatorSet.objects.filter(
        jurisdiction=one.jurisdiction_id, title=one.title, starts=one.starts, ends=one.ends
    )
    if same.exists():
        raise Conflict("已有期间和名称都相同的指标体系，请选“更新已有的指标体系”")


def _let_grow(one: IndicatorSet, updated: Updated, at: datetime, by: Actor) -> None:
    """The set's years, order and scheme take in what was added."""
    one.starts, one.ends = min(one.starts, *updated.years or [one.starts]), max(one.ends, *updated.years or [one.ends])
    one.version += 1
    one.save(update_fields=["starts", "ends", "version"])
    renumber(one)
    for indicator in updated.added:
        scheme_rows.judge_indicator(indicator, at=at, by=by)
    for field in updated.fields:
        scheme_rows.weigh_field(field, at=at, by=by)
    if one.state == SetState.IN_FORCE:
        giving.resolve_groups([*updated.added, *updated.given], on=timezone.localtime(at).date())


def _close(row: PlanImport) -> None:
    row.state = PlanImportState.ADOPTED
    row.save(update_fields=["state", "changed_at"])


def _entries(one: IndicatorSet, row: PlanImport, built: Built) -> Iterator[Entry]:
    path = one.jurisdiction.path
    after = {
        "指标体系": one.title,
        "指标": sum(not made.parent_id for made in built.indicators),
        "实际值": built.figures,
    }
    yield Entry("indicator_set.adopted", one, after=after, about=[row], jurisdiction_path=path)
    for indicator in built.indicators:
        yield Entry("indicator.adopted", indicator, about=[one], jurisdiction_path=path)


def _entries_of_update(
    one: IndicatorSet, row: PlanImport, comparison: Comparison, updated: Updated, reason: str
) -> Iterator[Entry]:
    path = one.jurisdiction.path
    note = "；".join(filter(None, (comparison.told(updated.figures), reason)))
    yield Entry("indicator_set.updated", one, note=note, about=[row], jurisdiction_path=path)
    for pair in comparison.changed:
        before = {change.label: change.before for change in pair.changes}
        after = {change.label: change.after for change in pair.changes}
        yield Entry("indicator.updated", pair.indicator, before, after, reason, about=[one], jurisdiction_path=path)
    for indicator in updated.added:
        yield Entry("indicator.supplemented", indicator, about=[one], jurisdiction_path=path)
