"""What is entered about a unit and its names."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from duban.apps.organizations.forms.days import DayField
from duban.apps.organizations.forms.officials import offer_places
from duban.apps.organizations.forms.picking import PickField, PickForm
from duban.apps.organizations.models import Jurisdiction, UnitKind, UnitNameKind
from duban.rulebook.actors import Actor

_BETWEEN = re.compile(r"[、，,；;\n]+")
_ADDED = [(kind.value, kind.label) for kind in UnitNameKind if kind is not UnitNameKind.OFFICIAL]
NAME = "发文和印章上的全称，如“青泽市发展和改革局”。"
CODE = "18位（GB 32100），校验位不符的会提醒，但可以保存。"
BASIS = "文件的文号或名称。"


class ChangeUnitForm(PickForm):
    kind = forms.TypedChoiceField(label="类别", choices=UnitKind.choices, coerce=UnitKind)
    parent = PickField("unit", label="上级单位", required=False, help_text="下属事业单位、派出机构等填主管单位。")
    code = forms.CharField(label="统一社会信用代码", max_length=18, required=False, help_text=CODE)
    order = forms.IntegerField(label="排序", min_value=0, max_value=99999, help_text="小的排在前面，一般按机构序列。")
    seen = forms.CharField(widget=forms.HiddenInput)


class CreateUnitForm(PickForm):
    jurisdiction = forms.ModelChoiceField(Jurisdiction.objects.none(), label="行政区", empty_label=None)
    name = forms.CharField(label="名称", max_length=100, help_text=NAME)
    short_names = forms.CharField(
        label="简称",
        max_length=400,
        required=False,
        help_text="文件里常用的写法，几个的用顿号隔开，如“市发改局、市发改委”。",
    )
    kind = forms.TypedChoiceField(
        label="类别", choices=UnitKind.choices, coerce=UnitKind, initial=UnitKind.DEPARTMENT.value
    )
    parent = PickField("unit", label="上级单位", required=False, help_text="下属事业单位、派出机构等填主管单位。")
    code = forms.CharField(label="统一社会信用代码", max_length=18, required=False, help_text=CODE)
    since = DayField(label="成立日期", required=False, help_text="早已成立的不用填；新组建的填组建之日。")
    order = forms.IntegerField(label="排序", min_value=0, max_value=99999, required=False, help_text="不填的排在最后。")

    def __init__(self, *args: Any, actor: Actor, place: Jurisdiction | None = None, **options: Any) -> None:
        super().__init__(*args, actor=actor, **options)
        offer_places(self, actor)
        if place is not None:
            self.fields["jurisdiction"].initial = place.pk

    def clean_short_names(self) -> list[str]:
        return [name.strip() for name in _BETWEEN.split(self.cleaned_data["short_names"]) if name.strip()]


class RenameUnitForm(forms.Form):
    name = forms.CharField(label="新名称", max_length=100, help_text="新的全称。")
    since = DayField(label="更名日期", help_text="从这一天起用新名称；以前的日期仍显示原名称，按原名称也能找到。")
    basis = forms.CharField(label="更名依据", max_length=200, required=False, help_text=BASIS)
    seen = forms.CharField(widget=forms.HiddenInput)


class AddUnitNameForm(forms.Form):
    name = forms.CharField(label="名称", max_length=100)
    kind = forms.TypedChoiceField(label="类别", choices=_ADDED, coerce=UnitNameKind)
    since = DayField(label="起用日期", required=False, help_text="一直在用的不用填。")
    until = DayField(label="停用日期", required=False, help_text="还在用的不用填；填了的，从这一天起不再使用。")


class RemoveUnitNameForm(forms.Form):
    until = DayField(
        label="停用日期",
        required=False,
        help_text="曾经用过、现在不用的，填停用之日，以后仍作为曾用名找得到；录入有误的不填，直接删除。",
    )


class RetireUnitForm(forms.Form):
    until = DayField(label="撤销日期", help_text="从这一天起不再存在；以前的日期不受影响。")
    basis = forms.CharField(label="撤销依据", max_length=200, help_text=BASIS)
    seen = forms.CharField(widget=forms.HiddenInput)
