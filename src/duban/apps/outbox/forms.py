"""What is entered about reminders: one's settings, a robot."""

from __future__ import annotations

from typing import Any

from django import forms

from duban.apps.organizations.forms.days import DayField
from duban.apps.organizations.forms.officials import offer_places
from duban.apps.organizations.forms.picking import PickField, PickForm
from duban.apps.organizations.models import Jurisdiction
from duban.rulebook.actors import Actor

ADDRESS = "在群里添加机器人后得到的 Webhook 地址，里面有密钥，保存后不再显示。"
KEPT = "不改的不用填，原来的地址继续用。"


class SettingsForm(forms.Form):
    email = forms.EmailField(
        label="接收邮件的地址",
        required=False,
        max_length=254,
        help_text="有到期事项的工作日早上发一封；不填就不发邮件。",
    )
    quiet_until = DayField(
        label="暂不提醒至", required=False, help_text="出差、休假时填写，到这一天为止（含当天）不生成提醒；期限不变。"
    )
    seen = forms.CharField(widget=forms.HiddenInput)


class RobotForm(PickForm):
    name = forms.CharField(label="名称", max_length=60, help_text="群的名称，如“督查工作群”。")
    unit = PickField(
        "unit", label="单位", required=False, help_text="填了的，只发这个单位的；不填的，发整个行政区各单位的件数。"
    )
    address = forms.URLField(label="地址", max_length=500, assume_scheme="https", help_text=ADDRESS)


class AddRobotForm(RobotForm):
    jurisdiction = forms.ModelChoiceField(Jurisdiction.objects.none(), label="行政区", empty_label=None)
    field_order = ("jurisdiction", "name", "unit", "address")

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, actor=actor, **options)
        offer_places(self, actor)


class ChangeRobotForm(RobotForm):
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["address"].required = False
        self.fields["address"].help_text = KEPT
