"""The ladder as a table that is edited: one line for each fact and step; a line whose days are empty is no rule.

In: the rules in force.  Out: the rules as JSON.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from duban.apps.organizations.forms.days import DayField
from duban.apps.supervision.actions.ladders import MOST_WAITS
from duban.rulebook.cases import LADDER, LEVELS, TRIGGERS, Level, Trigger
from duban.rulebook.ladder_rules import ALWAYS_APPROVED, MOST_DAYS, MOST_TIMES, Rule, from_json
from duban.rulebook.refusals import Invalid


@dataclass(frozen=True, slots=True)
class Cell:
    """A fact and a step, with the inputs for its days; `times` only where it is counted."""

    level: str
    after: forms.BoundField
    within: forms.BoundField
    times: forms.BoundField | None


def _number(label: str, most: int, least: int = 0) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"aria-label": label, "class": "narrow"})
    return forms.IntegerField(label=label, min_value=least, max_value=most, required=False, widget=widget)


class LadderForm(forms.Form):
    since = DayField(label="从哪天起执行", help_text="以前的版本留在下面。")
    waits = forms.IntegerField(
        label="提醒后等待几个工作日再催办", min_value=0, max_value=MOST_WAITS, help_text="每升一级之前都至少等这么久。"
    )
    approved_levels = forms.MultipleChoiceField(
        label="须领导批准的层级",
        choices=[(level.value, LEVELS[level]) for level in LADDER if level not in ALWAYS_APPROVED],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="通报批评建议一律由领导批准。",
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, rules: Sequence[Rule], initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial | _initial(rules))
        self._notes = {(rule.trigger, rule.level): rule.note for rule in rules}
        for trigger in Trigger:
            for level in LADDER:
                words, name = f"{TRIGGERS[trigger]}，{LEVELS[level]}", _name(trigger, level)
                self.fields[f"{name}_after"] = _number(f"{words}：满几个工作日", MOST_DAYS)
                self.fields[f"{name}_within"] = _number(f"{words}：几个工作日内反馈", MOST_DAYS, 1)
                if trigger is Trigger.REPORT_RETURNED:
                    self.fields[f"{name}_times"] = _number(f"{words}：满几次", MOST_TIMES, 1)

    def lines(self) -> list[tuple[str, list[Cell]]]:
        """Each fact with its steps, in the order of the ladder."""
        return [(TRIGGERS[trigger], [self._cell(trigger, level) for level in LADDER]) for trigger in Trigger]

    def head(self) -> list[forms.BoundField]:
        """What stands above the table."""
        return [self[name] for name in ("since", "waits", "approved_levels")]

    def clean(self) -> dict[str, Any]:
        """`rules` in the place of the single inputs."""
        entered: dict[str, Any] = super().clean() or {}
        given = [rule for trigger in Trigger for level in LADDER if (rule := self._rule(trigger, level, entered))]
        for name in [name for name in entered if name.startswith("r_")]:
            del entered[name]
        if not self.errors:
            try:
                from_json(given)
            except Invalid as refusal:
                raise ValidationError(str(refusal)) from refusal
        return entered | {"rules": given}

    def _rule(self, trigger: Trigger, level: Level, entered: dict[str, Any]) -> dict[str, Any] | None:
        name = _name(trigger, level)
        after, within = entered.get(f"{name}_after"), entered.get(f"{name}_within")
        if after is None and within is None:
            return None
        if after is None or within is None:
            self.add_error(f"{name}_after", f"{TRIGGERS[trigger]}，{LEVELS[level]}：两个天数要么都填，要么都不填")
            return None
        rule = {"trigger": trigger.value, "level": level.value, "after_days": after, "answer_within": within}
        times = entered.get(f"{name}_times") or 1
        return rule | {"times": times, "note": self._notes.get((trigger, level), "")}

    def _cell(self, trigger: Trigger, level: Level) -> Cell:
        name = _name(trigger, level)
        times = self[f"{name}_times"] if trigger is Trigger.REPORT_RETURNED else None
        return Cell(LEVELS[level], self[f"{name}_after"], self[f"{name}_within"], times)


def _initial(rules: Sequence[Rule]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for rule in rules:
        name = _name(rule.trigger, rule.level)
        found |= {f"{name}_after": rule.after_days, f"{name}_within": rule.answer_within, f"{name}_times": rule.times}
    return found


def _name(trigger: Trigger, level: Level) -> str:
    return f"r_{trigger.value}_{level.value}"
