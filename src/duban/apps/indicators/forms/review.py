"""What a person enters while reviewing a draft of indicators: an indicator with its targets and its tasks.

Targets are typed in words (≥60, 增长30%, 25左右); what was read and not typed anew keeps the figure it was read as.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from duban.apps.indicators.drafting.names import ROLES, named_in
from duban.apps.indicators.drafting.rows import fitting, target_row
from duban.apps.indicators.models import DraftIndicator
from duban.apps.plans.drafting.targets import figure
from duban.apps.plans.forms.review import NamesField
from duban.apps.plans.review.words import names_typed
from duban.documents.recognition.targets import read_value
from duban.rulebook.figures import plain
from duban.rulebook.indicators import DIRECTIONS, INDICATOR_KINDS, NATURES, TARGET_LEVELS, IndicatorKind

_SHOWN = ("number", "part", "parent", "field", "name", "unit", "kind", "direction", "nature", "baseline_year")
_KEPT = ("baseline_value", "baseline_text", "weight", "lead", "support")
_OPEN = ("", "未确定")


class IndicatorForm(forms.Form):
    number = forms.CharField(label="序号", max_length=20, required=False)
    part = forms.CharField(label="分项", max_length=20, required=False)
    name = forms.CharField(label="指标", max_length=200)
    parent = forms.CharField(label="上级指标", max_length=200, required=False)
    field = forms.CharField(label="领域", max_length=100, required=False)
    unit = forms.CharField(label="计量单位", max_length=30, required=False)
    kind = forms.ChoiceField(
        label="类型",
        choices=[(one.value, INDICATOR_KINDS[one]) for one in INDICATOR_KINDS if one != IndicatorKind.COMPOSITE],
    )
    direction = forms.ChoiceField(
        label="方向", required=False, choices=[_OPEN, *((one.value, words) for one, words in DIRECTIONS.items())]
    )
    nature = forms.ChoiceField(
        label="性质", required=False, choices=[_OPEN, *((one.value, words) for one, words in NATURES.items())]
    )
    baseline_year = forms.IntegerField(label="基期年", min_value=1949, max_value=2199, required=False)
    baseline_value = forms.DecimalField(
        label="基期值", required=False, max_digits=24, decimal_places=6, widget=forms.TextInput
    )
    baseline_text = forms.CharField(label="基期值原文", max_length=200, required=False)
    weight = forms.DecimalField(
        label="权重", required=False, max_digits=8, decimal_places=4, min_value=0, widget=forms.TextInput
    )
    lead = NamesField("牵头单位")
    support = NamesField("配合单位")
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, draft: DraftIndicator | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.draft, self.known = draft, set(named_in(draft)) if draft else set()
        targets = [_target_shown(one, at) for at, one in enumerate(draft.targets)] if draft else []
        tasks = [_task_shown(one, at) for at, one in enumerate(draft.tasks)] if draft else []
        self.targets = TargetFormSet(self.data or None, initial=targets, prefix="targets")
        self.tasks = TaskFormSet(self.data or None, initial=tasks, prefix="tasks")

    def is_valid(self) -> bool:
        return all([super().is_valid(), self.targets.is_valid(), self.tasks.is_valid()])

    def values(self) -> dict[str, Any]:
        """What was entered, as the draft keeps it."""
        entered = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        entered |= {role: names_typed(entered[role], self.known) for role in ROLES}
        targets = [self._target(one) for one in _lines(self.targets) if one["text"]]
        tasks = [self._task(one) for one in _lines(self.tasks) if one["text"]]
        return entered | {"targets": targets, "tasks": tasks}

    def _target(self, entered: Mapping[str, Any]) -> dict[str, Any]:
        read = _stored(self.draft.targets if self.draft else [], entered["at"])
        said = {name: entered[name] for name in ("year", "level", "text")}
        evaluation = figure(entered["evaluation"])
        if read.get("text") == entered["text"] and not self._is_measured_otherwise():
            return {**read, **said, "evaluation": evaluation}
        found = read_value(entered["text"], measurement_unit=self.cleaned_data["unit"])
        value = fitting(found.value)
        return target_row(
            comparator=found.comparator.value if value is not None else "words",
            value=value,
            value_to=fitting(found.value_to),
            name=self.cleaned_data["name"],
            unit=self.cleaned_data["unit"],
            evaluation=entered["evaluation"],
            **said,
        )

    def _is_measured_otherwise(self) -> bool:
        """What the same words mean follows from name and unit."""
        now = self.draft
        return now is None or (now.name, now.unit) != (self.cleaned_data["name"], self.cleaned_data["unit"])

    def _task(self, entered: Mapping[str, Any]) -> dict[str, Any]:
        read = _stored(self.draft.tasks if self.draft else [], entered["at"])
        named = {role: names_typed(entered[role], self.known) for role in ROLES}
        return {"places": {}, **read, "text": entered["text"].replace("\r\n", "\n"), **named}


class TargetForm(forms.Form):
    year = forms.IntegerField(label="年度", min_value=1949, max_value=2199, required=False)
    level = forms.ChoiceField(
        label="层次", required=False, choices=[(one.value, words) for one, words in TARGET_LEVELS.items()]
    )
    text = forms.CharField(label="目标值", max_length=200, required=False)
    evaluation = forms.DecimalField(
        label="计划评价值", required=False, max_digits=7, decimal_places=2, widget=forms.TextInput
    )
    at = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        entered = super().clean() or self.cleaned_data
        if entered.get("text") and not entered.get("year"):
            self.add_error("year", "请填写年度")
        return entered


class TaskForm(forms.Form):
    text = forms.CharField(label="任务", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    lead = NamesField("牵头")
    support = NamesField("配合")
    at = forms.IntegerField(widget=forms.HiddenInput, required=False)


class _Lines(forms.BaseFormSet[forms.Form]):
    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = "删去"


class _Targets(_Lines):
    def clean(self) -> None:
        keys = [(one["year"], one["level"]) for one in _lines(self) if one.get("text") and one.get("year")]
        if len(set(keys)) < len(keys):
            raise ValidationError("同一年度、同一层次只能有一个目标值")


def _many(form: type[forms.Form], base: type[_Lines]) -> Any:
    return forms.formset_factory(form, formset=base, extra=1, can_delete=True, can_delete_extra=False, max_num=200)


TargetFormSet, TaskFormSet = _many(TargetForm, _Targets), _many(TaskForm, _Lines)


def draft_shown(draft: DraftIndicator) -> dict[str, Any]:
    """A row as its form shows it."""
    shown = {name: getattr(draft, name) for name in (*_SHOWN, *_KEPT)}
    return shown | {name: plain(shown[name]) for name in ("baseline_value", "weight")} | {"seen": draft.version}


def _lines(formset: Any) -> list[Mapping[str, Any]]:
    entered = (form.cleaned_data for form in formset.forms if getattr(form, "cleaned_data", None))
    return [one for one in entered if not one.get("DELETE")]


def _stored(rows: list[dict[str, Any]], at: int | None) -> dict[str, Any]:
    return rows[at] if at is not None and 0 <= at < len(rows) else {}


def _target_shown(target: Mapping[str, Any], at: int) -> dict[str, Any]:
    return {name: target.get(name) for name in ("year", "level", "text", "evaluation")} | {"at": at}


def _task_shown(task: Mapping[str, Any], at: int) -> dict[str, Any]:
    return {"text": task["text"], **{role: task.get(role, []) for role in ROLES}, "at": at}
