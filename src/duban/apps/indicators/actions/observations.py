"""实际值: enter a figure or many, correct one with its reason, withdraw one, add up those of the places below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from duban.apps.audit import recording
from duban.apps.audit.recording import Entry as Event
from duban.apps.indicators import entering
from duban.apps.indicators.entering import Entered, Entry, Ground
from duban.apps.indicators.models import Indicator, Observation
from duban.apps.indicators.queries import observations as queries
from duban.apps.organizations.models import Jurisdiction
from duban.apps.progress.models import ReportFigure
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.figures import plain
from duban.rulebook.indicators import ObservationStatus
from duban.rulebook.observations import period_words
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, Invalid


@transaction.atomic
def enter_observation(
    *,
    indicator: Indicator,
    place: Jurisdiction,
    year: int,
    month: int,
    status: ObservationStatus,
    source: str,
    value: Decimal | None = None,
    numerator: Decimal | None = None,
    denominator: Decimal | None = None,
    note: str = "",
    reason: str = "",
    seen: int | None = None,
    report_figure: ReportFigure | None = None,
    at: datetime,
    by: Actor,
) -> Observation:
    """Keep a figure; one of the same status that is there is corrected, with the reason, and stays beside it."""
    entry = Entry(
        indicator=indicator,
        place=place,
        year=year,
        month=month,
        status=status,
        value=value,
        numerator=numerator,
        denominator=denominator,
        source=source,
        note=note,
        reason=reason,
        seen=seen,
        report_figure=report_figure,
    )
    (done,) = enter_many(entries=[entry], at=at, by=by)
    if done.refusal is not None:
        raise done.refusal
    assert done.observation is not None  # one or the other
    return done.observation


@transaction.atomic
def enter_many(*, entries: Sequence[Entry], at: datetime, by: Actor) -> list[Entered]:
    """Keep what can be kept of many figures, each whole or not at all; the others come back with their refusals."""
    permissions.check_can(by, Permission.ENTER_OBSERVATION)
    indicators = _locked(entry.indicator for entry in entries)
    ground = entering.ground_of(entries, indicators, at, by)
    done = [_prepared(entry, ground) for entry in entries]
    new = [one for one in done if one.is_new and one.observation is not None]
    replaced = [one.replaced.pk for one in new if one.replaced is not None]
    Observation.objects.filter(pk__in=entering.overtaken(new, ground)).update(counts=False)
    Observation.objects.filter(pk__in=replaced).update(is_current=False, counts=False)
    Observation.objects.bulk_create([one.observation for one in new if one.observation], batch_size=200)
    recording.record_many([_event(one.observation, one.replaced) for one in new if one.observation], by=by)
    return done


def _prepared(entry: Entry, ground: Ground) -> Entered:
    try:
        return entering.prepared(entry, ground)
    except (Invalid, Conflict) as refusal:
        return Entered(entry, refusal=refusal)


def _locked(indicators: Iterable[Indicator]) -> dict[int, Indicator]:
    """In one order, so that two who enter the same figures wait for each other."""
    asked = {one.pk: one for one in indicators}
    rows = Indicator.objects.select_for_update(of=("self",)).filter(pk__in=asked).order_by("pk")
    found = {row.pk: row for row in rows.select_related("indicator_set__jurisdiction")}
    if gone := next((one for key, one in asked.items() if key not in found), None):
        raise Conflict(f"“{gone}”已被他人删除")
    return found


@transaction.atomic
def withdraw_observation(*, observation: Observation, reason: str, at: datetime, by: Actor) -> Observation:
    """Take a figure back; it stays in the history, and the next lower status counts again."""
    permissions.check_can(by, Permission.ENTER_OBSERVATION)
    indicator = _locked([observation.indicator])[observation.indicator_id]
    row = Observation.objects.select_related("jurisdiction").get(pk=observation.pk)
    row.indicator = indicator
    check_withdrawable(row, by)
    if not reason.strip():
        raise Invalid("请写明撤回原因", "reason")
    row.is_current = row.counts = False
    row.withdrawn_at, row.withdrawn_by, row.withdrawal = at, by.name, reason.strip()
    row.save(update_fields=["is_current", "counts", "withdrawn_at", "withdrawn_by", "withdrawal"])
    left = queries.current_at({queries.cell_of(row)}).get(queries.cell_of(row), [])
    if left:
        Observation.objects.filter(pk=left[0].pk).update(counts=True)
    recording.record(
        "observation.withdrawn",
        row,
        by=by,
        before=_told(row),
        note=row.withdrawal,
        about=[indicator, indicator.indicator_set],
        jurisdiction_path=row.jurisdiction.path,
    )
    return row


def check_withdrawable(row: Observation, by: Actor) -> None:
    keys, status = {row.indicator_id}, ObservationStatus(row.status)
    is_seen = bool(queries.visible_indicators(by, keys))
    led = queries.led_by(by, [row.indicator])
    entering.check_may_give(row.indicator, row.jurisdiction, status, by, is_seen=is_seen, led=led)
    if not row.is_current:
        raise Conflict("这个数已被更正或撤回")
    if row.report_figure_id:
        raise Conflict("这个数来自报送的进展情况，请在那里更正")


@transaction.atomic
def sum_up_places(
    *,
    indicator: Indicator,
    year: int,
    month: int,
    reason: str = "",
    incomplete: bool = False,
    seen: int | None = None,
    at: datetime,
    by: Actor,
) -> Observation:
    """Enter what the places below make as the place's own verified figure; with some missing only when that is said."""
    of = indicator.indicator_set.jurisdiction
    permissions.check_can(by, Permission.PUBLISH_OBSERVATION, within=of.path)
    found = queries.sum_below(_locked([indicator])[indicator.pk], year, month)
    if found is None:
        raise Conflict(f"“{indicator}”不由下级汇总")
    if found.value is None:
        raise Conflict(f"{period_words(year, month)}还没有下级的数可汇总")
    if found.missing and not incomplete:
        raise Invalid(f"还缺{'、'.join(place.name for place in found.missing)}的数；确要先汇总的，请勾选", "incomplete")
    return enter_observation(
        indicator=indicator,
        place=of,
        year=year,
        month=month,
        status=ObservationStatus.VERIFIED,
        value=found.value,
        numerator=found.numerator,
        denominator=found.denominator,
        source=found.source[:200],
        reason=reason,
        seen=seen,
        at=at,
        by=by,
    )


def _told(row: Observation) -> dict[str, str]:
    words = {
        "指标": str(row.indicator),
        "地区": str(row.jurisdiction),
        "期间": period_words(row.year, row.month),
        "实际值": f"{plain(row.value)}{row.indicator.unit}",
        "性质": row.get_status_display(),
        "数据来源": row.source,
        "说明": row.note,
    }
    if row.numerator is not None:
        words |= {"分子": plain(row.numerator), "分母": plain(row.denominator)}
    return words


def _event(row: Observation, replaced: Observation | None) -> Event:
    if replaced is not None:
        replaced.indicator, replaced.jurisdiction = row.indicator, row.jurisdiction
    return Event(
        "observation.corrected" if replaced else "observation.entered",
        row,
        before=_told(replaced) if replaced else {},
        after=_told(row),
        note=row.reason,
        about=[row.indicator, row.indicator.indicator_set],
        jurisdiction_path=row.jurisdiction.path,
    )
