"""What is asked when a clock stops or is extended."""

from __future__ import annotations

from datetime import datetime, time

from django import forms
from django.utils import timezone

from duban.apps.calendars.queries import work_calendar
from duban.apps.organizations.forms.days import DayField
from duban.apps.progress.actions.clocks import LONGEST_REASON
from duban.rulebook.clocks import close_of


def _reason(hint: str) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label="原因", max_length=LONGEST_REASON, widget=widget, help_text=hint)


class StopForm(forms.Form):
    reason = _reason("写明等什么，例如：项目正在听证，结果出来后恢复计时。")
    seen = forms.IntegerField(widget=forms.HiddenInput)


class ExtendForm(forms.Form):
    due = DayField(label="新的期限", help_text="到这一天下班时为止。原定期限仍然保留，统计时看得到。")
    reason = _reason("谁申请的，为什么，什么时候能办完。")
    seen = forms.IntegerField(widget=forms.HiddenInput)

    @property
    def due_at(self) -> datetime:
        """When the office closes on that day."""
        begins = timezone.make_aware(datetime.combine(self.cleaned_data["due"], time()))
        return close_of(begins.date(), begins, work_calendar())
