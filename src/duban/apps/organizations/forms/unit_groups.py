"""What is entered about a collective unit and its members."""

from __future__ import annotations

from typing import Any

from django import forms

from duban.apps.organizations.forms.days import DayField
from duban.apps.organizations.forms.officials import offer_places
from duban.apps.organizations.forms.picking import PickField, PickForm
from duban.apps.organizations.models import GroupRule, Jurisdiction, LeadingGroup, UnitGroup
from duban.rulebook.actors import Actor

RULE = "按规则确定的，成员随单位成立、撤销自动变化；逐个列出的，由人增减。"


class ChangeUnitGroupForm(forms.Form):
    name = forms.CharField(label="名称", max_length=60, help_text="文件里的写法，如“各镇政府”“市直各部门”。")
    rule = forms.TypedChoiceField(label="成员确定方式", choices=GroupRule.choices, coerce=GroupRule, help_text=RULE)
    leading_group = forms.ModelChoiceField(
        LeadingGroup.objects.none(),
        label="领导小组",
        required=False,
        empty_label="（不选）",
        help_text="按领导小组成员单位确定的，选择是哪个领导小组。",
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["leading_group"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = LeadingGroup.objects.visible_to(actor)


class CreateUnitGroupForm(ChangeUnitGroupForm):
    seen = None  # type: ignore[assignment]
    jurisdiction = forms.ModelChoiceField(Jurisdiction.objects.none(), label="行政区", empty_label=None)
    field_order = ["jurisdiction"]

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, actor=actor, **options)
        offer_places(self, actor)


class AddGroupMemberForm(PickForm):
    unit = PickField("unit", label="单位")
    since = DayField(label="列入日期", required=False, help_text="一直是成员的不用填。")
    until = DayField(label="终止日期", required=False, help_text="仍是成员的不用填。")


class UnitsIntoGroupForm(forms.Form):
    """The units were chosen in a list; the form asks which group, and from when."""

    group = forms.ModelChoiceField(
        UnitGroup.objects.none(), label="集合单位", empty_label=None, help_text="只有逐个列出成员的集合单位可以选。"
    )
    since = DayField(label="列入日期", required=False, help_text="一直是成员的不用填。")
    ids = forms.Field(widget=forms.MultipleHiddenInput, required=False)

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["group"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = UnitGroup.objects.visible_to(actor).filter(rule=GroupRule.LISTED)


class EndGroupMemberForm(forms.Form):
    until = DayField(label="移出日期", help_text="从这一天起不再是成员；以前的日期不受影响。")
