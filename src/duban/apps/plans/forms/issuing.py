"""What is entered to issue a plan."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from duban.apps.organizations.forms.days import DayField


class IssueForm(forms.Form):
    """`shown_on`: the day for which the page told whom collective units mean; another one is shown before anything is
    issued."""

    number = forms.CharField(
        label="文号", max_length=60, required=False, help_text="如“青府〔2026〕6号”；没有文号的不填。"
    )
    issued_on = DayField(label="成文日期", help_text="集合单位按这一天的成员落实，印发以后不再变。")
    acknowledge_by = DayField(label="签收期限", help_text="各单位应在这一天以前签收。")
    shown_on = forms.DateField(widget=forms.HiddenInput)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        shown, day = data.pop("shown_on", None), data.get("issued_on")
        if day is not None and shown != day:
            words = "成文日期改了，集合单位的成员已按新的日期重新确定，请核对后再次按“印发”"
            self.add_error("issued_on", words)
        return data

    @property
    def day(self) -> date:
        """The day the page is to tell of: the one entered, else the one proposed."""
        proposed: date = self.initial["issued_on"]
        if not self.is_bound:
            return proposed
        try:
            entered: date | None = self.fields["issued_on"].clean(self["issued_on"].value())
        except forms.ValidationError:
            return proposed
        return entered or proposed

    def show_day(self) -> None:
        """What is sent next was shown for the day now entered."""
        if self.is_bound:
            self.data = {**{name: self.data.get(name) for name in self.data}, "shown_on": self.day.isoformat()}
