"""What is entered about a leading group and its seats."""

from __future__ import annotations

from typing import Any

from django import forms

from duban.apps.organizations.forms.days import DayField
from duban.apps.organizations.forms.officials import offer_places
from duban.apps.organizations.forms.picking import PickField, PickForm
from duban.apps.organizations.models import Jurisdiction, MembershipRole
from duban.rulebook.actors import Actor


class ChangeLeadingGroupForm(PickForm):
    name = forms.CharField(label="名称", max_length=120, help_text="文件上的全称。")
    basis = forms.CharField(label="设立依据", max_length=200, required=False, help_text="设立文件的文号或名称。")
    since = DayField(label="设立日期", required=False)
    term_ends_on = DayField(
        label="任期至", required=False, help_text="任期的最后一天；过了这一天仍未撤销的，会提示到期。"
    )
    end_condition = forms.CharField(
        label="撤销条件",
        max_length=300,
        required=False,
        help_text="如“工作任务完成后自行撤销”。任期和撤销条件至少写明一项。",
    )
    office_unit = PickField("unit", label="办公室所在单位", required=False)
    duties = forms.CharField(label="职责", required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 4}))
    seen = forms.CharField(widget=forms.HiddenInput)


class CreateLeadingGroupForm(ChangeLeadingGroupForm):
    seen = None  # type: ignore[assignment]
    jurisdiction = forms.ModelChoiceField(Jurisdiction.objects.none(), label="行政区", empty_label=None)
    field_order = ["jurisdiction"]

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, actor=actor, **options)
        offer_places(self, actor)


class AddMemberForm(PickForm):
    role = forms.ChoiceField(label="小组职务", choices=MembershipRole.choices, initial=MembershipRole.MEMBER)
    post = PickField(
        "post",
        required=False,
        help_text="按职务列入的，职务易人后由接任者担任。职务、人员、单位三项只填一项，一般填这一项。",
    )
    official = PickField("official", required=False, help_text="按本人列入的填这一项。")
    unit = PickField("unit", required=False, help_text="只列单位、不列具体人的填这一项。")
    since = DayField(label="列入日期", required=False, help_text="不填的，按自设立之日起。")
    listed_name = forms.CharField(label="文件所列姓名", max_length=40, required=False)
    listed_title = forms.CharField(label="文件所列职务", max_length=200, required=False)


class EndMemberForm(forms.Form):
    until = DayField(label="调出日期", help_text="从这一天起不再是成员。")
    basis = forms.CharField(label="调整依据", max_length=200, required=False)


class DissolveLeadingGroupForm(forms.Form):
    until = DayField(label="撤销日期")
    basis = forms.CharField(label="撤销依据", max_length=200, help_text="撤销文件的文号，或已经具备的撤销条件。")
