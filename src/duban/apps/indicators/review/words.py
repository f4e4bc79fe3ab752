"""How values of a draft of indicators read: baseline, targets with what they mean, figures, tasks with their units.

In: a row of a draft.  Out: words.  2020年 力争 58000元, ≥58000; 增长30%: 应达到1.378.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from duban.apps.indicators.measuring import meaning_of
from duban.apps.indicators.models import DraftIndicator, Indicator, IndicatorTarget
from duban.apps.plans.labels.targets import amount_in_words
from duban.rulebook.indicators import (
    DIRECTIONS,
    INDICATOR_KINDS,
    NATURES,
    TARGET_LEVELS,
    TARGET_RULES,
    TargetLevel,
    TargetRule,
)
from duban.rulebook.observations import period_words


class TargetShown(NamedTuple):
    """`meaning` is what the words want in figures, "" where they say it themselves."""

    when: str
    words: str
    meaning: str

    @property
    def brief(self) -> str:
        return " ".join(filter(None, (self.when, self.words)))


def target_shown(row: DraftIndicator, target: Mapping[str, Any]) -> TargetShown:
    level = target.get("level") or ""
    when = f"{target['year']}年" if target.get("year") else "未写年度"
    if level in set(TargetLevel) and level:
        when += TARGET_LEVELS[TargetLevel(level)]
    evaluation = f"，计划评价值{target['evaluation']}" if target.get("evaluation") else ""
    return TargetShown(when, str(target.get("text") or ""), f"{meaning_words(row, target)}{evaluation}".strip("，"))


def meaning_words(row: DraftIndicator, target: Mapping[str, Any]) -> str:
    """应达到 ≥ 1.378; why no figure can be said; nothing where the words are the figure."""
    rule = str(target.get("rule") or TargetRule.VALUE)
    meant = meaning_of(target_of(row, target), baseline=row.baseline_value, baseline_year=row.baseline_year)
    if rule == TargetRule.VALUE and meant.goal is not None:
        return amount_in_words(meant.comparator, meant.goal, None, row.unit)
    told = TARGET_RULES[TargetRule(rule)]
    if meant.goal is None:
        return f"{told}，{meant.words}" if meant.words and rule != TargetRule.WORDS else told
    return f"{told}，应达到 {amount_in_words(meant.comparator, meant.goal, meant.goal_to, row.unit)}"


def target_of(row: DraftIndicator, target: Mapping[str, Any]) -> IndicatorTarget:
    """The target as a row of its table, unsaved, of an indicator that is not there yet."""
    indicator = Indicator(name=row.name, unit=row.unit, direction=row.direction)
    return IndicatorTarget(
        indicator=indicator,
        year=target.get("year") or row.plan_import.year or 0,
        level=target.get("level") or "",
        comparator=target.get("comparator") or "",
        value=number(target.get("value")),
        value_to=number(target.get("value_to")),
        text=target.get("text") or "",
        rule=target.get("rule") or TargetRule.VALUE,
        amount=number(target.get("amount")),
        evaluation=number(target.get("evaluation")),
    )


def baseline_words(row: DraftIndicator) -> str:
    """2016年 31502元; the document's own words, for they may say more than the figure."""
    words, value = row.baseline_text, row.baseline_value
    if not words and value is not None:
        words = amount_in_words("=", value, None, row.unit)
    return " ".join(filter(None, (f"{row.baseline_year}年" if row.baseline_year and words else "", words)))


def figure_words(row: DraftIndicator, figure: Mapping[str, Any]) -> str:
    when = period_words(figure["year"], figure.get("month") or 12) if figure.get("year") else "未写年度"
    value = number(figure.get("value"))
    return f"{when} {amount_in_words('=', value, None, row.unit) if value is not None else figure.get('text', '')}"


def number(kept: Any) -> Decimal | None:
    return Decimal(str(kept)) if kept not in (None, "") else None


def readable(field: str, value: Any) -> Any:
    """A value as the record tells it: all of it, in words."""
    if field in _CHOICES:
        return _CHOICES[field].get(value, "")
    if field == "targets":
        return [target_said(one) for one in value]
    if field == "tasks":
        return [_task_said(one) for one in value]
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value


_CHOICES: dict[str, Mapping[Any, str]] = {"kind": INDICATOR_KINDS, "direction": DIRECTIONS, "nature": NATURES}


def target_said(target: Mapping[str, Any]) -> str:
    """A target with all it says: 2026年确保增长30%（比基期增长 30）."""
    level = TARGET_LEVELS[TargetLevel(target["level"])] if target.get("level") else ""
    rule = TARGET_RULES[TargetRule(target.get("rule") or TargetRule.VALUE)]
    value, value_to = number(target.get("value")), number(target.get("value_to"))
    figure = amount_in_words(str(target.get("comparator") or ""), value, value_to, "") if value is not None else ""
    meant = " ".join(str(one) for one in (rule, target.get("amount") or figure) if one)
    evaluation = f"，计划评价值{target['evaluation']}" if target.get("evaluation") else ""
    return f"{target.get('year') or ''}年{level}{target.get('text')}（{meant}{evaluation}）"


def _task_said(task: Mapping[str, Any]) -> str:
    units = "；".join("、".join(task[role]) for role in ("lead", "support") if task.get(role))
    return f"{task['text']}（{units}）" if units else str(task["text"])
