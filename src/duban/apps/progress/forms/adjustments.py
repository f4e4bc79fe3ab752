"""What is asked when a task is to be changed, and when that is decided: the fields of each kind, and the words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django import forms

from duban.apps.organizations.forms.days import DayField
from duban.apps.organizations.labels.people import in_words
from duban.apps.organizations.models import Unit, UnitGroup
from duban.apps.plans.answering import who
from duban.apps.plans.forms.tasks import PickSeveralField, PickSeveralWidget
from duban.apps.plans.forms.tasks import in_words as named_apart
from duban.apps.plans.models import Task
from duban.apps.progress.adjusting import WAYS, content, postponing, responsibility, terminating
from duban.apps.progress.adjusting.way import Values
from duban.apps.progress.forms.evidence import EvidenceField
from duban.rulebook.actors import Actor
from duban.rulebook.figures import plain
from duban.rulebook.refusals import Invalid
from duban.rulebook.requests import AdjustmentKind
from duban.rulebook.roles import Role
from duban.rulebook.tasks import ROLE_LABELS, UNIT_ROLES, ResponsibilityRole

GRANT, REFUSE, REFER = "grant", "refuse", "refer"
MOST_NAMES = 400  # offered while a unit is typed
Fields = dict[str, forms.Field]


class UnitsWidget(PickSeveralWidget):
    """The names of the place's units are in the page: whoever asks need not see their pages."""

    template_name = "progress/changes/_units.html"

    def __init__(self) -> None:
        super().__init__("unit")
        self.names: list[str] = []

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["names"] = self.names
        return context


class ChangeForm(forms.Form):
    """The fields of a kind, filled with `values`; `cleaned_data["after"]` is the change as its row keeps it."""

    def __init__(
        self, *args: Any, task: Task, kind: AdjustmentKind, actor: Actor, values: Values | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.task, self.kind = task, kind
        own = _fields(task, kind, actor, values)
        self.fields = {**own, **self.fields}  # what changes stands first

    @property
    def wants_change(self) -> bool:
        return True

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.wants_change and not self.errors:
            try:
                cleaned["after"] = _wish(self.task, self.kind, cleaned)
            except Invalid as refusal:
                self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal))
        return cleaned


class AskForm(ChangeForm):
    reason = forms.CharField(label="理由", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    progress = forms.CharField(
        label="目前进展",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="做到哪一步，还差什么。",
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["files"] = EvidenceField()
        self.fields["progress"].required = self.kind is AdjustmentKind.POSTPONE


class DecideForm(ChangeForm):
    """`verdicts`: what this actor may decide, with its words."""

    verdict = forms.ChoiceField(label="审批结论", widget=forms.RadioSelect)
    decision = forms.CharField(
        label="意见",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="申请单位会看到；呈领导审批时，这里写拟办意见。",
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)
    task_seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, verdicts: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["verdict"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = verdicts
        if GRANT not in dict(verdicts):
            self.fields = {name: self.fields[name] for name in ("verdict", "decision", "seen", "task_seen")}
        self.order_fields(["verdict"])

    @property
    def wants_change(self) -> bool:
        return self.cleaned_data.get("verdict") == GRANT


def _fields(task: Task, kind: AdjustmentKind, actor: Actor, wished: Values | None) -> Fields:
    values = WAYS[kind].standing(task, {}) if wished is None else wished
    match kind:
        case AdjustmentKind.POSTPONE:
            return _postponing(task, values, is_wished=wished is not None)
        case AdjustmentKind.CONTENT:
            return _content(task, values)
        case AdjustmentKind.RESPONSIBILITY:
            return _responsibility(task, actor, values)
        case AdjustmentKind.TERMINATE:
            return {}


def _wish(task: Task, kind: AdjustmentKind, given: dict[str, Any]) -> Values:
    match kind:
        case AdjustmentKind.POSTPONE:
            words = {one.pk: one.content for one in postponing.open_milestones(task)}
            moved = {key: (words[key], due) for key in words if (due := given.get(f"milestone_{key}"))}
            return postponing.wish(given["deadline"], moved)
        case AdjustmentKind.CONTENT:
            figures = {one.pk: given.get(f"target_{one.pk}", one.value) for one in task.targets.all()}
            return content.wish(task, text=given["text"], measures=given["measures"], figures=figures)
        case AdjustmentKind.RESPONSIBILITY:
            return responsibility.wish({role: given[role.value] for role in UNIT_ROLES})
        case AdjustmentKind.TERMINATE:
            return terminating.wish()


def _postponing(task: Task, values: Values, *, is_wished: bool) -> Fields:
    """Every open milestone may be named; once the wish is known, only those it names are decided."""
    wished = date.fromisoformat(values["deadline"]) if values.get("deadline") else None
    shown = wished if wished != task.deadline else None
    fields: Fields = {"deadline": DayField(label="延期至", initial=shown, help_text=_deadline_now(task))}
    moved = {one["milestone"]: date.fromisoformat(one["due"]) for one in values.get("milestones", ())}
    named = postponing.open_milestones(task)
    for one in named.filter(pk__in=moved) if is_wished else named:
        label, hint = f"节点“{one.content[:30]}”改到", f"现在是{in_words(one.due)}；不改的不填。"
        fields[f"milestone_{one.pk}"] = DayField(label=label, required=False, help_text=hint, initial=moved.get(one.pk))
    return fields


def _deadline_now(task: Task) -> str:
    now = f"现在的完成时限是{in_words(task.deadline, '未写明')}"
    if task.original_deadline and task.original_deadline != task.deadline:
        return f"{now}，原定{in_words(task.original_deadline)}。"
    return f"{now}。"


def _content(task: Task, values: Values) -> Fields:
    rows = forms.Textarea(attrs={"rows": 4})
    fields: Fields = {
        "text": forms.CharField(label="任务内容", initial=values["text"], widget=rows),
        "measures": forms.CharField(label="工作措施", required=False, initial=values["measures"], widget=rows),
    }
    wished = {one["target"]: one["value"] for one in values["targets"]}
    for one in task.targets.order_by("order", "pk"):
        if one.value is not None and not one.value_to:
            unit = f"（{one.unit}）" if one.unit else ""
            fields[f"target_{one.pk}"] = forms.DecimalField(
                label=f"目标值：{one.measure[:40]}{unit}",
                max_digits=19,
                decimal_places=4,
                initial=wished.get(one.pk, plain(one.value)),
                widget=forms.NumberInput(attrs={"step": "any"}),
                help_text="与任务内容里的数字一致；不改的照原样。",
            )
    return fields


def _responsibility(task: Task, actor: Actor, values: Values) -> Fields:
    """Units are looked for in the task's place: a unit may name those whose pages it does not see."""
    reader = replace(
        actor, role=Role.READER, path=task.jurisdiction_path, jurisdiction=task.jurisdiction_id, unit_governs=False
    )
    names = list(Unit.objects.visible_to(reader).filter(until=None).values_list("name", flat=True)[:MOST_NAMES])
    names += UnitGroup.objects.visible_to(reader).values_list("name", flat=True)[:MOST_NAMES]
    standing = [who(row) for row in responsibility.standing_rows(task)]
    fields: Fields = {}
    for role in UNIT_ROLES:
        hint = "单位或集合单位的全称，一格填一个；清空一格就是去掉。"
        field = PickSeveralField("unit", label=ROLE_LABELS[role], help_text=hint)
        shown = _rows(values[role.value])
        words = named_apart(shown)
        field.widget, field.actor, field.initial = UnitsWidget(), reader, words
        field.widget.names, field.required = names, role is ResponsibilityRole.LEAD
        field.kept = dict(zip(named_apart(standing), standing, strict=True)) | dict(zip(words, shown, strict=True))
        fields[role.value] = field
    return fields


def _rows(named: list[Values]) -> list[Any]:
    """Whom a kept change names."""
    units = Unit.objects.in_bulk([one["key"] for one in named if one["kind"] == "unit"])
    groups = UnitGroup.objects.in_bulk([one["key"] for one in named if one["kind"] == "unit_group"])
    found: dict[str, dict[int, Any]] = {"unit": units, "unit_group": groups}
    return [found[one["kind"]][one["key"]] if one["kind"] in found else one["key"] for one in named]
