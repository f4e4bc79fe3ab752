"""The indicators of the real documents: each target's words become a rule, each indicator an attainment or a reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

import pytest

from corpus import understood
from duban.documents.model import IndicatorDraft, IndicatorTarget
from duban.rulebook.attainment import Attainment, Goal, Terms, attain, goals_for
from duban.rulebook.indicator_pace import PaceClass, pace_of, track_of
from duban.rulebook.indicators import Direction, Method, TargetLevel, TargetRule
from duban.rulebook.target_rules import Meaning, meaning, rule_of

CAMPAIGN, HEALTH = "003", "001"


def indicators(number: str) -> Iterator[IndicatorDraft]:
    for document in understood(number).documents:
        yield from document.indicators


def ruled(draft: IndicatorDraft, target: IndicatorTarget) -> tuple[TargetRule, Meaning]:
    rule, amount = rule_of(
        target.text,
        comparator=target.comparator.value,
        value=target.value,
        value_to=target.value_to,
        unit=draft.measurement_unit,
        name=draft.name,
    )
    said = meaning(
        rule,
        amount,
        comparator=target.comparator.value,
        value=target.value,
        value_to=target.value_to,
        baseline=draft.baseline.value if draft.baseline else None,
        baseline_year=draft.baseline.year if draft.baseline else None,
        year=target.year or 2020,
        direction=direction(draft),
    )
    return rule, said


def direction(draft: IndicatorDraft) -> Direction | None:
    return Direction(draft.direction.value) if draft.direction else None


def goals(draft: IndicatorDraft) -> list[Goal]:
    found = []
    for target in draft.targets:
        said = ruled(draft, target)[1]
        level = TargetLevel(target.level or "")
        found.append(Goal(target.year or 2020, level, said.comparator, said.goal, said.goal_to, target.text))
    return found


def attained(draft: IndicatorDraft, value: Decimal | None, year: int) -> Attainment:
    base = draft.baseline.value if draft.baseline else None
    return attain(
        value=value,
        goals=goals_for(goals(draft), year),
        baseline=base,
        direction=direction(draft),
        terms=Terms(),
    )


def invented(draft: IndicatorDraft) -> Decimal:
    """Half way between the baseline and the last goal, as far as they are known."""
    last = goals(draft)[-1:]
    known = [draft.baseline.value if draft.baseline else None, *(goal.value for goal in last)]
    figures = [one for one in known if one is not None]
    return sum(figures, Decimal(0)) / len(figures) if figures else Decimal(1)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (CAMPAIGN, {"VALUE"}),
        (HEALTH, {"VALUE", "ABOUT", "GROW_FROM_BASE", "STEP_A_YEAR", "IMPROVE"}),
    ],
)
def test_the_words_of_every_target_become_a_rule_with_a_figure(number: str, expected: set[str]) -> None:
    found = [ruled(draft, target) for draft in indicators(number) for target in draft.targets]

    assert {rule.name for rule, _ in found} == expected
    assert all(said.goal is not None and said.words for _, said in found)


@pytest.mark.parametrize(
    ("number", "rule", "comparator", "goal"),
    [
        ("15", TargetRule.GROW_FROM_BASE, ">=", "1.378"),
        ("17", TargetRule.STEP_A_YEAR, "<=", "46.3"),
        ("8", TargetRule.IMPROVE, ">", "11.3"),
        ("20", TargetRule.ABOUT, "~", "25"),
        ("2", TargetRule.VALUE, "<", "8"),
        ("18", TargetRule.VALUE, ">=", "60"),
        ("1", TargetRule.VALUE, ">=", "81.33"),
    ],
)
def test_the_health_plan_means_these_figures(number: str, rule: TargetRule, comparator: str, goal: str) -> None:
    (draft,) = (one for one in indicators(HEALTH) if one.number == number and not one.part)

    found, said = ruled(draft, draft.targets[0])

    assert (found, said.comparator, said.goal) == (rule, comparator, Decimal(goal))


@pytest.mark.parametrize(
    ("number", "year", "without"),
    [(CAMPAIGN, 2018, Counter({"没有目标值": 2})), (HEALTH, 2023, Counter())],
)
def test_every_indicator_has_an_attainment_or_a_stated_reason(number: str, year: int, without: Counter[str]) -> None:
    found = [attained(draft, invented(draft), year) for draft in indicators(number)]

    assert Counter(one.reason for one in found if one.percent is None) == without
    assert all(0 <= one.percent <= 100 and one.working for one in found if one.percent is not None)
    assert all(dict(one.inputs).get("目标值") or one.levels for one in found if one.percent is not None)


def test_the_baselines_of_the_campaign_come_to_the_figures_of_the_monitoring() -> None:
    said = {
        draft.number: attained(draft, draft.baseline and draft.baseline.value, 2020) for draft in indicators(CAMPAIGN)
    }

    shown = {number: said[number].shown for number in ("1", "2", "11", "15", "16", "12", "20")}

    assert shown == {
        "1": "54.3%",
        "2": "68.8%",
        "11": "17.4%",
        "15": "41.7%",
        "16": "86.6%",
        "12": "100%",
        "20": "100%",
    }
    assert said["34"].method is Method.TWO_LEVEL
    assert said["36"].reason == "没有实际值"  # the text has words for its baseline


@pytest.mark.parametrize(("number", "year"), [(CAMPAIGN, 2018), (HEALTH, 2023)])
def test_every_indicator_with_a_baseline_and_a_goal_has_a_pace(number: str, year: int) -> None:
    for draft in indicators(number):
        base = draft.baseline.value if draft.baseline else None
        path = track_of(
            baseline_year=draft.baseline.year if draft.baseline else None,
            baseline=base,
            goals=goals(draft),
            direction=direction(draft),
        )

        told = pace_of(value=invented(draft), year=year, track=path, direction=direction(draft))

        assert told.words
        assert (told.standing is PaceClass.NO_PATH) is (base is None or not draft.targets)
