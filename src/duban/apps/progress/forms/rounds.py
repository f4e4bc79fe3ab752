"""What is entered about rounds: why one is opened again, the days on which a plan in force is reported."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from duban.apps.plans.forms.reporting_dates import HOW_TO_WRITE, ReportingDatesField, days_of, shown_days
from duban.apps.plans.models import Plan
from duban.apps.progress.actions.rounds import LONGEST_REASON


class ReopenForm(forms.Form):
    reason = forms.CharField(
        label="重新打开的原因",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="写在这一轮的页面上，看得到这一轮的人都能看到。",
    )


class DaysForm(forms.Form):
    reporting_dates = ReportingDatesField(
        help_text=f"{HOW_TO_WRITE}“每月23日”从今天以后算起。已开始填报的日期不能去掉。"
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, plan: Plan, on: date) -> None:
        rounds = list(plan.rounds.order_by("due"))
        opened = [one.due for one in rounds if one.opened_at is not None]
        self.plan, self.since = plan, max([on, *opened])
        days = shown_days(one.due.isoformat() for one in rounds)
        super().__init__(data, initial={"reporting_dates": days, "seen": plan.version})

    def clean_reporting_dates(self) -> list[date]:
        return days_of(self.cleaned_data["reporting_dates"], year=self.plan.year, since=self.since)
