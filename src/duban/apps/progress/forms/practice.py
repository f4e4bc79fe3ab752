"""What an office's rules are entered as: whole numbers, lists of days, which adjustments the leader decides."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from duban.apps.organizations.forms.days import DayField
from duban.apps.progress.queries.practice import label_of
from duban.rulebook.requests import ADJUSTMENT_KINDS

_BREAK = re.compile(r"[\s、,，;；]+")


class DaysListField(forms.CharField):
    """3、1: whole numbers with anything between them."""

    def __init__(self, *, name: str, help_text: str) -> None:
        super().__init__(label=label_of(name), help_text=help_text, required=False, max_length=40)

    def prepare_value(self, value: Any) -> Any:
        return "、".join(map(str, value)) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        words = [one for one in _BREAK.split(super().clean(value)) if one]
        if any(not (one.isascii() and one.isdecimal() and len(one) < 4) for one in words):
            raise ValidationError("填工作日数，几个数之间用顿号隔开")
        return [int(one) for one in words]


def _number(name: str, help_text: str = "", *, least: int = 0, most: int = 60) -> forms.IntegerField:
    return forms.IntegerField(label=label_of(name), help_text=help_text, min_value=least, max_value=most)


class PracticeForm(forms.Form):
    since = DayField(label="从哪天起执行", help_text="保存后立即按新规则判断；以前的版本留在下面。")
    behind_points = _number("behind_points", "与时序进度相差多于这个数，判为滞后。", least=1, most=100)
    severe_points = _number("severe_points", least=1, most=100)
    ahead_points = _number("ahead_points", least=1, most=100)
    opens_before = _number("opens_before")
    review_within = _number("review_within")
    return_within = _number("return_within")
    remind_before = DaysListField(name="remind_before", help_text="例如 3、1；不填就只在当天提醒。")
    remind_after = DaysListField(name="remind_after", help_text="例如 1、3；不填就不再提醒。")
    leader_decides = forms.MultipleChoiceField(
        label="由领导审批的调整",
        choices=[(kind.value, words) for kind, words in ADJUSTMENT_KINDS.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="其余的由督查室审批。",
    )
    seen = forms.CharField(widget=forms.HiddenInput)
