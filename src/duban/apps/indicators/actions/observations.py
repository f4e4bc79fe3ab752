"""实际值: enter a figure or many, correct one with its reason, withdraw one, add up those of the places below."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from duban.apps.indicators import entering, figure_rows
from duban.apps.indicators.entering import Entered, Entry, Ground
from duban.apps.indicators.figure_rows import locked_indicators
from duban.apps.indicators.models import Indicator, Observation
from duban.apps.indicators.queries import observations as queries
from duban.apps.organizations.models import Jurisdiction
from duban.apps.progress.models import ReportFigure
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
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
    indicators = locked_indicators(entry.indicator for entry in entries)
    ground = entering.ground_of(entries, indicators, at, by)
    done = [_prepared(entry, ground) for entry in entries]
    figure_rows.write_figures(done, ground, by=by)
    return done


def _prepared(entry: Entry, ground: Ground) -> Entered:
    try:
        return entering.prepared(entry, ground)
    except (Invalid, Conflict) as refusal:
        return Entered(entry, refusal=refusal)


@transaction.atomic
def withdraw_observation(*, observation: Observation, reason: str, at: datetime, by: Actor) -> Observation:
    """Take a figure back; it stays in the history, and the next lower status counts again."""
    permissions.check_can(by, Permission.ENTER_OBSERVATION)
    indicator = locked_indicators([observation.indicator])[observation.indicator_id]
    row = Observation.objects.select_related("jurisdiction").get(pk=observation.pk)
    row.indicator = indicator
    check_withdrawable(row, by)
    if not reason.strip():
        raise Invalid("请写明撤回原因", "reason")
    figure_rows.take_back(row, reason.strip(), at=at, by=by)
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
    found = queries.sum_below(locked_indicators([indicator])[indicator.pk], year, month)
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
