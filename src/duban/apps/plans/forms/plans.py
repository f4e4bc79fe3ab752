"""What is entered about a plan and its outline."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from duban.apps.organizations.forms.days import DayField
from duban.apps.organizations.forms.officials import offer_places
from duban.apps.organizations.models import Jurisdiction
from duban.apps.plans.forms.tasks import offer_sections
from duban.apps.plans.labels.plans import RULES
from duban.apps.plans.models import Plan, Section
from duban.rulebook.actors import Actor

_BETWEEN = re.compile(r"[、，,；;\s]+")
_SHORT = re.compile(r"(\d{1,2})月(\d{1,2})日")
_DAY = DayField(label="报送日期")


class CreatePlanForm(forms.Form):
    jurisdiction = forms.ModelChoiceField(Jurisdiction.objects.none(), label="行政区", empty_label=None)
    title = forms.CharField(label="标题", max_length=300)
    year = forms.IntegerField(label="年度", min_value=1949, max_value=2099)
    issuer = forms.CharField(label="发文机关", max_length=100, required=False)
    reporting_dates = forms.CharField(
        label="报送日期",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="牵头单位报送进展情况的日期，用顿号或空格分开，如“4月10日、7月10日、10月10日”。",
    )
    report_to = forms.CharField(label="报送至", max_length=100, required=False, help_text="收进展情况的单位或处室。")
    implementation_plans_due_on = DayField(label="落实方案期限", required=False)
    monthly_reporting_day = forms.IntegerField(
        label="每月报送日", min_value=1, max_value=31, required=False, help_text="文件要求每月某日前报送的，填几号。"
    )
    counts_in_appraisal = forms.BooleanField(label="落实情况列入绩效考核", required=False)
    interviews = forms.BooleanField(label="推进不力的约谈", required=False)
    disclosed = forms.BooleanField(label="主动公开", required=False)

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        offer_places(self, actor)

    def clean(self) -> dict[str, Any]:
        """The days as days, and what the notice demands together under `rules`."""
        data = super().clean() or {}
        if "year" in data and "reporting_dates" in data:
            try:
                data["reporting_dates"] = days_of(data["reporting_dates"], year=data["year"])
            except ValidationError as wrong:
                self.add_error("reporting_dates", wrong)
        rules = {name: data.pop(name, None) for name in RULES}
        due = rules["implementation_plans_due_on"]
        data["rules"] = rules | {"implementation_plans_due_on": due.isoformat() if due else None}
        return data


class ChangePlanForm(CreatePlanForm):
    jurisdiction = None  # type: ignore[assignment]
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, plan: Plan) -> None:
        days = "、".join(f"{one.due:%Y-%m-%d}" for one in plan.rounds.order_by("due"))
        shown = {name: getattr(plan, name) for name in ("title", "year", "issuer", "disclosed")}
        shown |= {name: plan.rules.get(name) for name in RULES} | {"reporting_dates": days, "seen": plan.version}
        forms.Form.__init__(self, data, initial=shown)


class SectionForm(forms.Form):
    label = forms.CharField(label="序号", max_length=20, required=False, help_text="连同标点，如“一、”“（一）”。")
    title = forms.CharField(label="标题", max_length=300)
    parent = forms.TypedChoiceField(label="上级章节", required=False, empty_value=None)

    def __init__(self, *args: Any, plan: Plan, section: Section | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        offer_sections(self.fields["parent"], plan, without=section)


class ChangeSectionForm(SectionForm):
    seen = forms.CharField(widget=forms.HiddenInput)


def days_of(words: str, *, year: int) -> list[date]:
    """The days that are written; those without a year are of `year`."""
    found = []
    for part in _BETWEEN.split(words.strip()):
        short = _SHORT.fullmatch(part)
        day = _DAY.clean(f"{year}年{part}" if short else part) if part else None
        if day is not None:
            found.append(day)
    return found
