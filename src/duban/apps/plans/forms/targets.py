"""What is entered about a target of a task."""

from __future__ import annotations

from django import forms

from duban.apps.organizations.forms.days import DayField
from duban.apps.plans.labels.targets import COMPARATORS
from duban.rulebook.targets import LABELS, TargetKind

KIND = "累计数按全年进度衡量，水平值看现在达到多少，增长率看当期增速，节点看是否按时完成，定性由督查室判断。"
FIELDS = ("measure", "comparator", "value", "value_to", "unit", "due", "kind")


def kind_field() -> forms.TypedChoiceField:
    choices = [(kind.value, LABELS[kind]) for kind in TargetKind]
    return forms.TypedChoiceField(label="计量方式", choices=choices, coerce=TargetKind, help_text=KIND)


class TargetForm(forms.Form):
    measure = forms.CharField(label="指标", max_length=200, help_text="衡量的是什么，如“新开工重点项目”。")
    comparator = forms.ChoiceField(label="关系", choices=COMPARATORS)
    value = forms.DecimalField(label="目标值", max_digits=16, decimal_places=4, required=False)
    value_to = forms.DecimalField(
        label="目标值上限", max_digits=16, decimal_places=4, required=False, help_text="关系为“区间”的填写。"
    )
    unit = forms.CharField(label="计量单位", max_length=30, required=False, help_text="如“个”“亿元”“%”。")
    due = DayField(label="期限", required=False)
    kind = kind_field()


class ChangeTargetForm(TargetForm):
    seen = forms.CharField(widget=forms.HiddenInput)


class ConfirmKindForm(forms.Form):
    kind = kind_field()
    seen = forms.CharField(widget=forms.HiddenInput)
