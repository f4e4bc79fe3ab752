"""指标体系 by hand: create one, change its head, delete a draft."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from duban.apps.audit import recording
from duban.apps.indicators import scheme_rows
from duban.apps.indicators.changing import check_can_edit, check_reason, locked_set
from duban.apps.indicators.models import IndicatorSet
from duban.apps.indicators.set_values import set_values
from duban.apps.organizations.changes import check_version, differences
from duban.apps.organizations.models import Jurisdiction
from duban.apps.plans.models import PlanImport, PlanImportState
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.indicators import SetState
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, Invalid

FIELDS = ("title", "number", "issuer", "issued_on", "starts", "ends", "due_months", "due_days", "shares_targets")
LONGEST, MOST_DAYS = 30, 366  # years from baseline to target; days until figures are due


@transaction.atomic
def create_set(
    *,
    jurisdiction: Jurisdiction,
    title: str,
    starts: int,
    ends: int,
    number: str = "",
    issuer: str = "",
    issued_on: date | None = None,
    due_months: Iterable[int] = (),
    due_days: int = 20,
    shares_targets: bool = False,
    at: datetime,
    by: Actor,
) -> IndicatorSet:
    """A draft without indicators, judged by a first scheme; a second one of the same title is refused."""
    place = Jurisdiction.objects.select_for_update().get(pk=jurisdiction.pk)
    permissions.check_can(by, Permission.EDIT_INDICATORS, within=place.path)
    one = IndicatorSet(jurisdiction=place, shares_targets=shares_targets)
    _set_head(one, title, number, issuer, issued_on, starts, ends, due_months, due_days)
    one.save()
    scheme_rows.first_scheme(one, since=min(timezone.localtime(at).date(), date(starts, 1, 1)), at=at, by=by)
    recording.record("indicator_set.created", one, by=by, after=set_values(one), jurisdiction_path=place.path)
    return one


@transaction.atomic
def change_set(
    *,
    indicator_set: IndicatorSet,
    title: str,
    starts: int,
    ends: int,
    number: str,
    issuer: str,
    issued_on: date | None,
    due_months: Iterable[int],
    due_days: int,
    shares_targets: bool = False,
    reason: str = "",
    seen: int | None = None,
    by: Actor,
) -> IndicatorSet:
    """Change the head; years outside which nothing is left over."""
    Jurisdiction.objects.select_for_update().get(pk=indicator_set.jurisdiction_id)
    one = locked_set(indicator_set)
    check_can_edit(one, by)
    check_version(one, seen)
    old, one.shares_targets = set_values(one), shares_targets
    _set_head(one, title, number, issuer, issued_on, starts, ends, due_months, due_days)
    _check_years_hold(one)
    before, after = differences(old, set_values(one))
    if after:
        check_reason(one, reason)
        one.version += 1
        one.save(update_fields=[*FIELDS, "version"])
        _record("indicator_set.changed", one, by, before=before, after=after, note=reason.strip())
    return one


@transaction.atomic
def delete_set(*, indicator_set: IndicatorSet, by: Actor) -> None:
    """Delete a draft with all that hangs on it; the import it came from is there to be reviewed again."""
    one = locked_set(indicator_set)
    check_can_delete_set(one, by)
    before = set_values(one) | {"指标": one.indicators.count()}
    source = one.plan_import
    if source is not None:
        PlanImport.objects.filter(pk=source.pk).update(state=PlanImportState.REVIEWING)
    about = [source] if source is not None else []
    path = one.jurisdiction.path
    recording.record("indicator_set.deleted", one, by=by, before=before, about=about, jurisdiction_path=path)
    one.delete()


def check_can_delete_set(one: IndicatorSet, by: Actor) -> None:
    permissions.check_can(by, Permission.EDIT_INDICATORS, within=one.jurisdiction.path)
    if one.state != SetState.DRAFT:
        raise Conflict("启用过的指标体系不能删除")
    if one.evaluations.exists():
        raise Conflict("已有评估用到这个指标体系，不能删除")


def _set_head(
    one: IndicatorSet,
    title: str,
    number: str,
    issuer: str,
    issued_on: date | None,
    starts: int,
    ends: int,
    due_months: Iterable[int],
    due_days: int,
) -> None:
    one.title, one.number, one.issuer, one.issued_on = title.strip(), number.strip(), issuer.strip(), issued_on
    one.starts, one.ends, one.due_months, one.due_days = starts, ends, sorted(set(due_months)), due_days
    if not one.title:
        raise Invalid("请填写名称", "title")
    if ends < starts:
        raise Invalid("目标年不能早于基期年", "ends")
    if ends - starts > LONGEST:
        raise Invalid(f"基期年到目标年最多{LONGEST}年", "ends")
    if not all(1 <= month <= 12 for month in one.due_months):
        raise Invalid("月份是1至12的数", "due_months")
    if not 0 <= due_days <= MOST_DAYS:
        raise Invalid(f"填0至{MOST_DAYS}的整数", "due_days")
    same = IndicatorSet.objects.filter(jurisdiction=one.jurisdiction_id, title=one.title, starts=starts, ends=ends)
    if same.exclude(pk=one.pk).exists():
        raise Invalid(f"{one.jurisdiction.name}已有期间和名称都相同的指标体系", "title")


def _check_years_hold(one: IndicatorSet) -> None:
    """Refuse years that leave out what is already there."""
    years: set[int] = set(one.indicators.values_list("targets__year", flat=True))
    figures: set[int] = set(one.indicators.values_list("observations__year", flat=True))
    later = [year for year in (years | figures) - {None} if year > one.ends]
    if later:
        raise Invalid(f"已有{max(later)}年的目标值或实际值，目标年不能早于这一年", "ends")
    earlier = [year for year in years - {None} if year < one.starts]
    if earlier:
        raise Invalid(f"已有{min(earlier)}年的目标值，基期年不能晚于这一年", "starts")


def _record(verb: str, one: IndicatorSet, by: Actor, **said: Any) -> None:
    recording.record(verb, one, by=by, jurisdiction_path=one.jurisdiction.path, **said)
