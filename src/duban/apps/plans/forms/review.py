"""What a person enters while reviewing a draft: a task with its targets, where to cut or move it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html

from duban.apps.organizations.forms.days import DayField
from duban.apps.plans.labels.targets import COMPARATORS
from duban.apps.plans.models import DraftTask
from duban.apps.plans.models.drafts import NAME_FIELDS
from duban.apps.plans.review.outline import Heading
from duban.apps.plans.review.splitting import cuts
from duban.apps.plans.review.words import names_typed
from duban.rulebook.targets import LABELS as KINDS
from duban.rulebook.targets import TargetKind, kind_of

_MOST_ROWS = 8
_HALVES = "<span><small>前一项</small> {}</span><span><small>后一项</small> {}</span>"


class SeenForm(forms.Form):
    """A button that only says so, and the version it was shown with."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def version(self) -> int:
        """The version seen; one that never was, when none came along."""
        return int(self.cleaned_data.get("seen") or 0) if self.is_valid() else 0


class NamesField(forms.CharField):
    def __init__(self, label: str) -> None:
        super().__init__(label=label, required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value


class TaskForm(forms.Form):
    number = forms.CharField(label="序号", max_length=20, required=False)
    text = forms.CharField(label="任务内容", widget=forms.Textarea(attrs={"rows": 3}))
    measures = forms.CharField(label="工作措施", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    leaders = NamesField("分管领导")
    lead = NamesField("牵头单位")
    implement = NamesField("负责单位")
    support = NamesField("配合单位")
    deadline = DayField(label="完成时限", required=False)
    deadline_text = forms.CharField(label="时限原文", max_length=200, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, task: DraftTask | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        known = {name for field in NAME_FIELDS for name in getattr(task, field)} if task else set()
        self.known = known
        for field in NAME_FIELDS if task else ():
            self.fields[field].widget.attrs["rows"] = min(max(len(getattr(task, field)), 2), _MOST_ROWS)
        stored = task.targets if task else []
        shown = [_shown(target, at) for at, target in enumerate(stored)]
        self.targets = TargetFormSet(self.data or None, initial=shown, prefix="targets")
        self.stored = stored

    def is_valid(self) -> bool:
        return all([super().is_valid(), self.targets.is_valid()])

    def values(self) -> dict[str, Any]:
        """What was entered, as the draft keeps it."""
        entered = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        entered |= {name: entered[name].replace("\r\n", "\n") for name in ("text", "measures")}
        entered |= {name: names_typed(entered[name], self.known) for name in NAME_FIELDS}
        kept = (form.cleaned_data for form in self.targets.forms if form.cleaned_data)
        found = (self._target(one) for one in kept if not one.get("DELETE"))
        return entered | {"targets": [target for target in found if target is not None]}

    def _target(self, entered: Mapping[str, Any]) -> dict[str, Any] | None:
        """None for a line that says nothing; one that was read in words alone stays."""
        at = entered.get("at")
        old = self.stored[at] if at is not None and 0 <= at < len(self.stored) else {}
        says = entered["measure"] or entered["value"] is not None or (old and not old.get("measure"))
        return _target(entered, old) if says else None


class TargetForm(forms.Form):
    measure = forms.CharField(label="指标", max_length=200, required=False)
    comparator = forms.ChoiceField(label="关系", choices=COMPARATORS, required=False)
    value = forms.DecimalField(label="目标值", required=False, max_digits=20, decimal_places=4, widget=forms.TextInput)
    value_to = forms.DecimalField(label="至", required=False, max_digits=20, decimal_places=4, widget=forms.TextInput)
    unit = forms.CharField(label="计量单位", max_length=30, required=False)
    kind = forms.ChoiceField(
        label="计量方式", required=False, choices=[("", "自动判断"), *((one.value, KINDS[one]) for one in TargetKind)]
    )
    due = DayField(label="期限", required=False)
    at = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        entered = super().clean() or self.cleaned_data
        value, value_to = entered.get("value"), entered.get("value_to")
        if entered.get("comparator") == "range" and (value is None or value_to is None or value_to < value):
            raise ValidationError("区间要写明两个数，后一个不小于前一个")
        if value is not None and not entered.get("measure"):
            self.add_error("measure", "请填写指标")
        return entered


class _Targets(forms.BaseFormSet[TargetForm]):
    def add_fields(self, form: TargetForm, index: int | None) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = "删去"


TargetFormSet = forms.formset_factory(
    TargetForm, formset=_Targets, extra=1, can_delete=True, can_delete_extra=False, max_num=200
)


class SplitForm(forms.Form):
    at = forms.TypedChoiceField(
        label="在哪里拆开", coerce=int, widget=forms.RadioSelect, error_messages={"required": "请选择拆开的位置"}
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, task: DraftTask, **options: Any) -> None:
        super().__init__(*args, **options)
        self.cuts = cuts(task.text)
        field = self.fields["at"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [(one.at, format_html(_HALVES, one.left, one.right)) for one in self.cuts]
        self.initial.setdefault("at", self.cuts[0].at if self.cuts else None)


class MoveForm(forms.Form):
    """`place` is "s12", first in section 12, or "t34", behind task 34."""

    place = forms.ChoiceField(label="移到", widget=forms.Select(attrs={"size": 14}))
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, found: Sequence[Heading], task: DraftTask, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["place"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(heading.words or "不属于任何章节", _places(heading, task)) for heading in found]


def _places(heading: Heading, task: DraftTask) -> list[tuple[str, str]]:
    first = [(f"s{heading.section.pk}", f"{heading.section}：排在最前")] if heading.section else []
    behind = [(f"t{one.pk}", f"{one.number} {one.text[:30]}之后") for one in heading.tasks if one.pk != task.pk]
    return first + behind


def _shown(target: Mapping[str, Any], at: int) -> dict[str, Any]:
    names = ("measure", "comparator", "value", "value_to", "unit", "kind", "due")
    return {name: target.get(name) for name in names} | {"at": at}


def _target(entered: Mapping[str, Any], old: Mapping[str, Any]) -> dict[str, Any]:
    """A target as the draft keeps it; its words and place stay those of the document."""
    value, due = _figure(entered["value"]), entered["due"]
    text = old.get("text") or f"{entered['measure']}{value or ''}{entered['unit']}"
    kind = entered["kind"] or kind_of(text, unit=entered["unit"], has_value=value is not None).value
    return {
        "place": None,
        **old,
        "measure": entered["measure"],
        "comparator": (entered["comparator"] or "=") if value or old else "words",
        "value": value,
        "value_to": _figure(entered["value_to"]),
        "unit": entered["unit"],
        "text": text,
        "due": due.isoformat() if due else None,
        "kind": kind,
    }


def _figure(value: Decimal | None) -> str | None:
    return f"{value:f}" if value is not None else None
