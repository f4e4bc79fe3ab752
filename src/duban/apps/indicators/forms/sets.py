"""What is entered about a set, its fields and stages, and to put it in force."""

from __future__ import annotations

from typing import Any

from django import forms

from duban.apps.indicators.models import IndicatorField, IndicatorSet
from duban.apps.organizations.forms.days import DayField
from duban.apps.organizations.forms.officials import offer_places
from duban.apps.organizations.models import Jurisdiction
from duban.rulebook.actors import Actor
from duban.rulebook.indicators import SetState

FIRST, LAST = 1949, 2099
HEAD = (
    "title",
    "starts",
    "ends",
    "number",
    "issuer",
    "issued_on",
    "due_months",
    "due_days",
    "shares_targets",
)


def reason_field(*, required: bool = True, label: str = "修改原因", help_text: str = "") -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(label=label, max_length=500, required=required, help_text=help_text, widget=area)


class SetForm(forms.Form):
    jurisdiction = forms.ModelChoiceField(Jurisdiction.objects.none(), label="行政区", empty_label=None)
    title = forms.CharField(label="名称", max_length=200, help_text="如“民生指标提升行动”“五年规划主要指标”。")
    starts = forms.IntegerField(
        label="基期年", min_value=FIRST, max_value=LAST, help_text="从哪一年的数算起；只管一年的，两个年份填同一年。"
    )
    ends = forms.IntegerField(label="目标年", min_value=FIRST, max_value=LAST, help_text="有目标值的最后一年。")
    number = forms.CharField(label="文号", max_length=60, required=False)
    issuer = forms.CharField(label="发文机关", max_length=100, required=False)
    issued_on = DayField(label="成文日期", required=False)
    due_months = forms.TypedMultipleChoiceField(
        label="报数截至月份",
        choices=[(month, f"{month}月") for month in range(1, 13)],
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "months"}),
        help_text="每年截至这些月份的数要填报；12月是全年数。都不选的，不要求填报。",
    )
    due_days = forms.IntegerField(
        label="期满后多少日内报数", min_value=0, max_value=366, help_text="截至月份过后多少天以内报；遇休息日顺延。"
    )
    shares_targets = forms.BooleanField(label="下级没有自己目标的，按本级目标评价", required=False)

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        offer_places(self, actor)


class ChangeSetForm(SetForm):
    jurisdiction = None  # type: ignore[assignment]
    reason = reason_field()
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, indicator_set: IndicatorSet) -> None:
        shown = {name: getattr(indicator_set, name) for name in HEAD} | {"seen": indicator_set.version}
        forms.Form.__init__(self, data, initial=shown)
        ask_reason(self, indicator_set)


class StartForm(forms.Form):
    issued_on = DayField(label="成文日期", help_text="集合单位按这一天的成员落实，启用以后不再变。")
    seen = forms.IntegerField(widget=forms.HiddenInput)


class CloseForm(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput)


class ReasonForm(forms.Form):
    reason = reason_field(label="原因")
    seen = forms.IntegerField(widget=forms.HiddenInput)


class FieldForm(forms.Form):
    title = forms.CharField(label="领域", max_length=100, help_text="如“经济发展”“民生保障”。")


class RenameFieldForm(FieldForm):
    seen = forms.CharField(widget=forms.HiddenInput)


class RemoveFieldForm(forms.Form):
    """Where its indicators go is asked only where there are any."""

    into = forms.ModelChoiceField(
        IndicatorField.objects.none(), label="指标移到", required=False, empty_label="不分领域"
    )

    def __init__(self, data: Any = None, *, field: IndicatorField, count: int) -> None:
        super().__init__(data)
        choice = self.fields["into"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = field.indicator_set.fields.exclude(pk=field.pk)
        if not count:
            del self.fields["into"]


class StageForm(forms.Form):
    name = forms.CharField(label="阶段", max_length=100, help_text="如“研究部署阶段”“组织实施阶段”。")
    starts_on = DayField(label="开始日期", required=False)
    ends_on = DayField(label="结束日期", required=False)
    work = forms.CharField(label="工作内容", required=False, widget=forms.Textarea(attrs={"rows": 4}))


class ChangeStageForm(StageForm):
    seen = forms.CharField(widget=forms.HiddenInput)


def ask_reason(form: forms.Form, one: IndicatorSet) -> None:
    """What is in force is changed with a reason; of a draft none is asked."""
    if one.state != SetState.IN_FORCE:
        del form.fields["reason"]
