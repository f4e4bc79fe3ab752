"""What is asked when a lead unit wants material, when a supporting unit gives it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from duban.apps.organizations.forms.days import DayField
from duban.apps.organizations.models import Unit
from duban.apps.progress.actions.contributions import LONGEST, LONGEST_REQUEST
from duban.apps.progress.forms.evidence import EvidenceField
from duban.rulebook.tasks import ROLE_WORDS, ResponsibilityRole


def _request(label: str) -> forms.CharField:
    words = "写清要什么：哪些数字、哪些事项、到哪一天。"
    return forms.CharField(
        label=label, max_length=LONGEST_REQUEST, widget=forms.Textarea(attrs={"rows": 3}), help_text=words
    )


class AskForm(forms.Form):
    units = forms.MultipleChoiceField(
        label="请哪些单位提供", widget=forms.CheckboxSelectMultiple, error_messages={"required": "请选择配合单位"}
    )
    request = _request("请提供什么")
    due = DayField(label="提供期限")

    def __init__(self, *args: Any, units: Sequence[tuple[Unit, ResponsibilityRole]], **options: Any) -> None:
        super().__init__(*args, **options)
        self._units = {str(unit.pk): unit for unit, _ in units}
        field = self.fields["units"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(unit.pk, f"{unit.name}（{ROLE_WORDS[role]}）") for unit, role in units]

    def clean_units(self) -> list[Unit]:
        return [self._units[key] for key in self.cleaned_data["units"]]


class AskAgainForm(forms.Form):
    request = _request("请补充什么")
    due = DayField(label="提供期限")
    seen = forms.IntegerField(widget=forms.HiddenInput)


class GiveForm(forms.Form):
    text = forms.CharField(
        label="本单位的情况",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="写做了什么、数字是多少；牵头单位采用时会放进它的进展情况。",
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["files"] = EvidenceField()

    def clean_text(self) -> str:
        return str(self.cleaned_data["text"]).replace("\r\n", "\n")

    def clean_files(self) -> list[tuple[str, bytes]]:
        return [(one.name or "", one.read()) for one in self.cleaned_data["files"]]
