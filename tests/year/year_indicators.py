"""The campaign of indicators (003) and the health plan (001) over their years: what was entered, what was told.

In: the cast's city, the corpus.  Out: `Told`, one a document. All figures are invented, and their source says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from cast import SINCE, City
from corpus import corpus_file
from duban.apps.dispatch.actions.issuing import issue_dispatch, submit_dispatch
from duban.apps.dispatch.actions.letterheads import take_over_letterheads
from duban.apps.dispatch.models import Dispatch
from duban.apps.indicators.actions.adoption import adopt_indicators
from duban.apps.indicators.actions.evaluations import draft_evaluation
from duban.apps.indicators.actions.observations import enter_many, enter_observation
from duban.apps.indicators.actions.set_states import start_set
from duban.apps.indicators.actions.targets import confirm_targets
from duban.apps.indicators.entering import Entry
from duban.apps.indicators.evaluating.comparing import ItemChange, changes
from duban.apps.indicators.evaluating.state_now import recomputed
from duban.apps.indicators.measuring import SetStanding, measure_years
from duban.apps.indicators.models import Evaluation, Indicator, IndicatorSet, IndicatorTarget
from duban.apps.indicators.queries.evaluations import figures_named
from duban.apps.jobs.running import run_waiting
from duban.apps.organizations.changes import token
from duban.apps.plans.actions.imports import start_import
from duban.apps.plans.actions.names import leave_name, match_name
from duban.apps.plans.actions.questions import answer_question
from duban.apps.plans.models import DraftName, MatchedBy, PlanImport, PlanImportKind, Question
from duban.rulebook.indicators import EvaluationKind, ObservationStatus

SOURCE = "虚构数据，仅供测试"
LEADS = ("1.1", "0.9", "0.5", "1")  # how fast, beside a straight way to the target
UNITS = {"发展改革": "发改", "财政": "财政"}  # of the cast; other names stay words
UNKNOWN, OF = 5, 13  # every 13th indicator has no figures
Key = tuple[str, str]  # number and part


@dataclass(frozen=True)
class Told:
    """`figures`: what was entered, by indicator and year; `issued`: results kept, by kind; `changed`: after it."""

    figures: dict[tuple[Key, int], Decimal]
    standings: dict[int, SetStanding]
    targets: list[IndicatorTarget]
    issued: dict[str, dict[str, Any]]
    texts: dict[str, str]
    after: dict[str, dict[str, Any]]
    changed: list[ItemChange]


def key(indicator: Indicator) -> Key:
    return indicator.number, indicator.part


class IndicatorStory:
    """One document, by the office of the city."""

    def __init__(self, city: City, number: str, issued_on: date) -> None:
        self.city, self.by, self.issued_on = city, city.actor("office"), issued_on
        self.place = city.places["青泽市"]
        self.at = datetime(issued_on.year, issued_on.month, issued_on.day, 9, tzinfo=UTC)
        self.set = self._started(self._adopted(number))
        self.indicators = list(self.set.indicators.exclude(kind="composite").order_by("order"))
        self.figures: dict[tuple[Key, int], Decimal] = {}

    def _adopted(self, number: str) -> IndicatorSet:
        file = corpus_file(number)
        started = start_import(jurisdiction=self.place, data=file.read_bytes(), file_name=file.name, by=self.by)
        run_waiting()
        row = PlanImport.objects.get(source=started.source, kind=PlanImportKind.INDICATORS)
        for question in row.questions.filter(answer=""):
            answer_question(question=question, answer=_answer(question), at=self.at, by=self.by)
        for name in row.names.filter(matched_by=MatchedBy.OPEN):
            self._settle(name)
        return adopt_indicators(plan_import=row, seen=None, at=self.at, by=self.by)

    def _settle(self, name: DraftName) -> None:
        unit = next((self.city.units[unit] for word, unit in UNITS.items() if word in name.name), None)
        if unit is None:
            leave_name(draft_name=name, seen=None, by=self.by)
        else:
            match_name(draft_name=name, unit=unit, seen=None, on=SINCE, by=self.by)

    def _started(self, one: IndicatorSet) -> IndicatorSet:
        targets = IndicatorTarget.objects.filter(indicator__indicator_set=one, rule_confirmed=False)
        confirm_targets(indicator_set=one, seen={row.pk: token(row) for row in targets}, by=self.by)
        one.refresh_from_db()
        return start_set(indicator_set=one, issued_on=self.issued_on, on=self.issued_on, at=self.at, by=self.by)

    def enter(self, years: range) -> None:
        for year in years:
            at = datetime(year + 1, 1, 15, 2, tzinfo=UTC)
            done = enter_many(entries=list(self._entries(year)), at=at, by=self.by)
            assert not [one.refusal for one in done if one.refusal]

    def _entries(self, year: int) -> list[Entry]:
        found = []
        for at, one in enumerate(self.indicators):
            goal = one.targets.order_by("-year", "level").values_list("goal", flat=True).first()
            if at % OF == UNKNOWN or goal is None:
                continue
            value = _invented(one, goal, year, self.set, Decimal(LEADS[at % len(LEADS)]))
            self.figures[key(one), year] = value
            found.append(
                Entry(one, self.place, year, 12, ObservationStatus.STATED, SOURCE, value, reason="", note="虚构")
            )
        return found

    def issue(self, kind: EvaluationKind, year: int) -> Evaluation:
        at = datetime(year + 1, 1, 20, 2, tzinfo=UTC)
        row = draft_evaluation(indicator_set=self.set, kind=kind, year=year, at=at, by=self.by)
        submit_dispatch(dispatch=Dispatch.objects.get(pk=row.dispatch_id), at=at, by=self.by)
        dispatch = Dispatch.objects.get(pk=row.dispatch_id)
        issue_dispatch(dispatch=dispatch, at=at, by=self.city.actor("leader"))
        return Evaluation.objects.get(pk=row.pk)

    def correct(self, number: str, year: int, value: str) -> None:
        """After everything was issued."""
        indicator = self.set.indicators.get(number=number, part="")
        enter_observation(
            indicator=indicator,
            place=self.place,
            year=year,
            month=12,
            status=ObservationStatus.STATED,
            value=Decimal(value),
            source=SOURCE,
            reason="复核后更正",
            at=datetime(year + 1, 3, 1, 2, tzinfo=UTC),
            by=self.by,
        )

    def told(self, rows: dict[str, Evaluation], standings: dict[int, SetStanding]) -> Told:
        return Told(
            figures=self.figures,
            standings=standings,
            targets=list(IndicatorTarget.objects.filter(indicator__indicator_set=self.set)),
            issued={name: row.results for name, row in rows.items()},
            texts={name: Dispatch.objects.get(pk=row.dispatch_id).text for name, row in rows.items()},
            after={name: Evaluation.objects.get(pk=row.pk).results for name, row in rows.items()},
            changed=_changed(Evaluation.objects.get(pk=rows["final"].pk)) if "final" in rows else [],
        )


def tell_indicators() -> dict[str, Told]:
    """Both documents, each from its file to what was said at the end."""
    city = City()
    take_over_letterheads(unit=city.units["市政府办"], by=city.actor("office"))
    campaign = IndicatorStory(city, "003", date(2018, 2, 26))
    campaign.enter(range(2017, 2021))
    standings = dict(measure_years(campaign.set, range(2017, 2021)))
    rows = {
        "bulletin": campaign.issue(EvaluationKind.PERIODIC, 2019),
        "final": campaign.issue(EvaluationKind.FINAL, 2020),
    }
    campaign.correct("1", 2020, "59999")
    health = IndicatorStory(city, "001", date(2023, 1, 16))
    health.enter(range(2021, 2025))
    return {
        "003": campaign.told(rows, standings),
        "001": health.told({}, dict(measure_years(health.set, range(2021, 2025)))),
    }


def _changed(row: Evaluation) -> list[ItemChange]:
    standing = recomputed(row)[0].ground.standing
    named = figures_named(row.results, [found.pk for one in standing.every for found in one.figures.values()])
    return changes(row.results, standing, named)


def _answer(question: Question) -> str:
    """What a question of direction says itself; else the first answer, and a target that is missing comes later."""
    if question.code == "direction-open":
        return "higher_is_better" if "应为正向" in question.message else "lower_is_better"
    return str(question.answers[0][0])


def _invented(one: Indicator, goal: Decimal, year: int, of: IndicatorSet, lead: Decimal) -> Decimal:
    if one.baseline_value is None or one.baseline_year is None:
        return goal * 4 / 5
    share = lead * (year - one.baseline_year) / (of.ends - one.baseline_year)
    return (one.baseline_value + (goal - one.baseline_value) * share).quantize(Decimal("0.001"))
