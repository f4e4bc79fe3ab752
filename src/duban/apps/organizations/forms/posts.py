"""What is entered about a post and about who holds it."""

from __future__ import annotations

from django import forms

from duban.apps.organizations.forms.days import DayField
from duban.apps.organizations.forms.picking import PickField, PickForm

BASIS = "任免文件的文号或名称，如“青人任〔2026〕2号”。"
HALF_OPEN = "从这一天起不再担任；这一天起由接任者负责。"


class ChangePostForm(forms.Form):
    title = forms.CharField(label="职务", max_length=60, help_text="只用来改错；职务改设的，请撤销旧职务、新建职务。")
    portfolio = forms.CharField(
        label="分管工作",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="如“财政、税务、统计”。",
    )
    leads_jurisdiction = forms.BooleanField(label="本级政府领导，可作为任务的分管领导", required=False)
    order = forms.IntegerField(label="排序", min_value=0, max_value=9999, initial=0, help_text="数小的排在前面。")
    seen = forms.CharField(widget=forms.HiddenInput)


class CreatePostForm(ChangePostForm):
    seen = None  # type: ignore[assignment]
    order = forms.IntegerField(
        label="排序", min_value=0, max_value=9999, required=False, help_text="数小的排在前面；不填的排在最后。"
    )
    since = DayField(label="设立日期", required=False, help_text="不清楚的可不填。")


class AbolishPostForm(forms.Form):
    until = DayField(label="撤销日期", help_text="从这一天起不再设这个职务。")


class AppointForm(PickForm):
    post = PickField("post", help_text="写单位和职务，如“青泽市财政局局长”。")
    official = PickField("official", help_text="写姓名；人员库里没有的，请先新建人员。")
    since = DayField(label="任职日期", required=False, help_text="从这一天起担任。早已在任、日期不清楚的可不填。")
    acting = forms.BooleanField(label="代理或主持工作", required=False)
    basis = forms.CharField(label="任职依据", max_length=200, required=False, help_text=BASIS)


class ReplaceHolderForm(PickForm):
    official = PickField("official", label="接任人员", help_text="写姓名；人员库里没有的，请先新建人员。")
    on = DayField(label="交接日期", help_text="从这一天起由接任者担任，原任不再担任。")
    acting = forms.BooleanField(label="代理或主持工作", required=False)
    basis = forms.CharField(label="任免依据", max_length=200, required=False, help_text=BASIS)
    seen = forms.CharField(widget=forms.HiddenInput)


class EndAppointmentForm(forms.Form):
    until = DayField(label="免职日期", help_text=HALF_OPEN)
    basis = forms.CharField(label="免职依据", max_length=200, required=False, help_text=BASIS)


class CorrectAppointmentForm(PickForm):
    official = PickField("official")
    since = DayField(label="任职日期", required=False)
    until = DayField(
        label="免职日期", required=False, help_text="仍在任的不填。整条记错的，填成与任职日期同一天，这条记录即作废。"
    )
    acting = forms.BooleanField(label="代理或主持工作", required=False)
    basis = forms.CharField(label="任职依据", max_length=200, required=False)
    end_basis = forms.CharField(label="免职依据", max_length=200, required=False)
    reason = forms.CharField(label="更正原因", max_length=300, help_text="更正前后的内容和原因都会留在操作记录里。")
    seen = forms.CharField(widget=forms.HiddenInput)
