"""What is entered to merge two units: which, from when, and what goes along."""

from __future__ import annotations

from typing import Any

from django import forms

from duban.apps.organizations.forms.days import DayField
from duban.apps.organizations.forms.picking import PickField, PickForm
from duban.apps.organizations.forms.units import BASIS
from duban.apps.organizations.merging import Item, Part


class ChooseWinningUnitForm(PickForm):
    winning = PickField("unit", label="并入哪个单位", help_text="职责由它承接的单位；下一页对照两个单位，再确认。")


class MergeUnitsForm(forms.Form):
    """One field per part of which there is anything, each thing ticked as offered."""

    since = DayField(label="合并日期", help_text="从这一天起原单位不再存在；以前的日期不受影响。")
    basis = forms.CharField(label="合并依据", max_length=200, help_text=BASIS)
    seen_losing = forms.CharField(widget=forms.HiddenInput)
    seen_winning = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, offered: list[tuple[Part, list[Item]]], **options: Any) -> None:
        super().__init__(*args, **options)
        self._parts = [part.key for part, items in offered if items]
        for part, items in offered:
            if items:
                self.fields[f"move_{part.key}"] = forms.MultipleChoiceField(
                    label=f"转入的{part.label}",
                    choices=[(item.key, item.words) for item in items],
                    initial=[item.key for item in items if item.moves],
                    required=False,
                    widget=forms.CheckboxSelectMultiple,
                    help_text=f"不勾选的{part.left_behind}。",
                )

    def chosen(self) -> dict[str, list[str]]:
        return {key: self.cleaned_data[f"move_{key}"] for key in self._parts}
