"""Make the demo's indicators: two documents imported and put in force, and the city's own with figures of four years.

In: the folder of samples, the city, whose hands, now.  Out: sets in force, through the actions a user sets off.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from django.utils import timezone

from duban.apps.indicators.actions.adoption import adopt_indicators
from duban.apps.indicators.actions.observations import enter_many, sum_up_places
from duban.apps.indicators.actions.set_states import start_set
from duban.apps.indicators.actions.sets import change_set
from duban.apps.indicators.actions.targets import confirm_targets
from duban.apps.indicators.entering import Entry
from duban.apps.indicators.models import Indicator, IndicatorSet, IndicatorTarget
from duban.apps.organizations.changes import token
from duban.apps.organizations.models import Jurisdiction
from duban.apps.plans.actions.questions import answer_question
from duban.rulebook.actors import Actor
from duban.rulebook.indicators import Aggregation, IndicatorKind, ObservationStatus
from duban.rulebook.observations import period_end
from duban.site.indicator_words import INDICATORS, INVENTED, PERIODS, Measured
from duban.site.making_city_set import city_set, link_to_plan, second_version
from duban.site.making_documents import Hands
from duban.site.making_evaluations import evaluated
from duban.site.making_plans import read_file, settle_names
from duban.site.making_year import liaison_of, morning

GIVEN_AFTER, PUBLISHED_AFTER = timedelta(days=12), timedelta(days=40)  # days after a period's end
ANSWERS = {"nature-open": "anticipatory"}  # of the others the first answer
_PACES = ("1.02", "0.96", "1.3", "0.4", "1", "1.1", "0.82")  # of imported indicators, one after the other
CORRECTED = "居民人均可支配收入"
PUBLISHED = "细颗粒物（PM2.5）年均浓度", "26.8"


def make_indicators(
    samples: Path, city: Jurisdiction, *, by: Actor, county_office: Actor, leader: Actor, now: datetime
) -> None:
    """The campaign of a district, the health plan of a county, the indicators of the city."""
    district = Jurisdiction.objects.get(name="云栖区", parent=city)
    county = Jurisdiction.objects.get(path=county_office.path)
    for name, place, office in (
        ("indicator-campaign.txt", district, by),
        ("health-plan.docx", county, county_office),
    ):
        one = _in_force(_adopted(samples / name, place, office), office, now)
        for year, month in ((one.starts, 12), (one.starts + 1, 6)):
            _give(_guessed(one, year, month), by=office, now=now)
    one = city_set(city, by=by, now=now)
    _city_figures(one, by=by, now=now)
    link_to_plan(one, now=now, by=by)
    evaluated(one, Hands(by, leader), now=now)


def _adopted(file: Path, place: Jurisdiction, by: Actor) -> IndicatorSet:
    """Reviewed as it was read: every doubt answered, names on record or created, natures said."""
    started = read_file(file, place, by)
    on = started.issued_on or timezone.localdate()
    for question in started.questions.filter(blocks=True, answer=""):
        answer = ANSWERS.get(question.code, question.answers[0][0])
        answer_question(question=question, answer=answer, at=morning(on), by=by)
    settle_names(started, on, by)
    return adopt_indicators(plan_import=started, seen=None, at=morning(on), by=by)


def _in_force(one: IndicatorSet, by: Actor, now: datetime) -> IndicatorSet:
    """What the targets mean is confirmed; figures are asked for half a year and the year."""
    open_rows = IndicatorTarget.objects.filter(indicator__indicator_set=one, rule_confirmed=False)
    confirm_targets(indicator_set=one, seen={row.pk: token(row) for row in open_rows}, by=by)
    kept = {name: getattr(one, name) for name in ("title", "starts", "ends", "number", "issuer", "issued_on")}
    one = change_set(indicator_set=one, **kept, due_months=[6, 12], due_days=20, by=by)
    today = timezone.localdate(now)
    return start_set(indicator_set=one, issued_on=min(one.issued_on or today, today), on=today, at=now, by=by)


def _guessed(one: IndicatorSet, year: int, month: int) -> Iterator[Entry]:
    """The baseline's own figure, afterwards part of the way to the last goal; every seventh gives none later."""
    rows = one.indicators.exclude(kind=IndicatorKind.COMPOSITE).exclude(baseline_value=None)
    for number, row in enumerate(rows.prefetch_related("targets")):
        goals = [target for target in row.targets.all() if target.goal is not None]
        base, later = row.baseline_value or Decimal(0), year > one.starts
        if later and (not goals or number % 7 == 6):
            continue
        way = Decimal(month if later else 0) / 12 / max(1, goals[-1].year - one.starts) if goals else Decimal(0)
        goal = goals[-1].goal if goals and goals[-1].goal is not None else base
        value = base + (goal - base) * way * Decimal(_PACES[number % len(_PACES)])
        yield _entry(
            row,
            one.jurisdiction,
            year,
            month,
            str(value.quantize(Decimal(1 if row.unit == "人" and base > 100 else "0.01"))),
        )


def _city_figures(one: IndicatorSet, *, by: Actor, now: datetime) -> None:
    """By lead units and counties, added up by the office; then a correction, a published figure, another scheme."""
    rows = {row.name: row for row in one.indicators.prefetch_related("units__unit__jurisdiction")}
    plain = [part for given in INDICATORS for part in (given.parts or (given,))]
    for at, (year, month) in enumerate(PERIODS):
        for given in plain:
            row = rows[given.name]
            lead = row.units.all()[0].unit
            assert lead is not None  # `city_set` gave each one
            _give(_of_period(given, row, at, year, month), by=liaison_of(lead), now=now)
            if given.aggregation != Aggregation.NONE and _when(year, month) <= now:
                summed_at = _when(year, month) + timedelta(days=2)
                sum_up_places(indicator=row, year=year, month=month, at=summed_at, by=by)
    _correct(one, rows, by=by, now=now)
    second_version(one, at=min(morning(date(2026, 1, 12)), now), by=by)


def _of_period(given: Measured, row: Indicator, at: int, year: int, month: int) -> Iterator[Entry]:
    """The lead unit states the city's and verifies the counties'."""
    place = row.indicator_set.jurisdiction
    if at < len(given.figures) and given.figures[at]:
        yield _entry(row, place, year, month, given.figures[at])
    for name, figures in given.places.items():
        below = Jurisdiction.objects.get(name=name, parent=place)
        yield _entry(row, below, year, month, figures[at], ObservationStatus.VERIFIED)


def _correct(one: IndicatorSet, rows: dict[str, Indicator], *, by: Actor, now: datetime) -> None:
    place = one.jurisdiction
    year, month = PERIODS[-2]
    at = _when(year, month) + PUBLISHED_AFTER
    row = rows[CORRECTED]
    reason = "快报数改为年报数（虚构）。"
    lead = row.units.all()[0].unit
    assert lead is not None  # as above
    _give([_entry(row, place, year, month, "34120", reason=reason)], by=liaison_of(lead), now=now, at=at)
    name, value = PUBLISHED
    published = _entry(rows[name], place, year, month, value, ObservationStatus.PUBLISHED)
    _give([published], by=by, now=now, at=at)


def _give(entries: Iterable[Entry], *, by: Actor, now: datetime, at: datetime | None = None) -> None:
    """Periods that are not over yet, or figures that would come later than now, are left out."""
    given = list(entries)
    if not given:
        return
    at = at or _when(given[0].year, given[0].month)
    if at > now:
        return
    for done in enter_many(entries=given, at=at, by=by):
        if done.refusal is not None:
            raise done.refusal


def _when(year: int, month: int) -> datetime:
    return morning(period_end(year, month) + GIVEN_AFTER)


def _entry(
    row: Indicator,
    place: Jurisdiction,
    year: int,
    month: int,
    figure: str,
    status: ObservationStatus = ObservationStatus.STATED,
    *,
    reason: str = "",
) -> Entry:
    over, _, under = figure.partition("/")
    is_rate = bool(under)
    return Entry(
        indicator=row,
        place=place,
        year=year,
        month=month,
        status=status,
        source=INVENTED,
        value=None if is_rate else Decimal(figure),
        numerator=Decimal(over) if is_rate else None,
        denominator=Decimal(under) if is_rate else None,
        reason=reason,
    )
