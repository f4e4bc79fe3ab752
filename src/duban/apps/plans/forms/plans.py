"""What is entered about a plan and its outline."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from duban.apps.organizations.forms.days import DayField
from duban.apps.organizations.forms.officials import offer_places
from duban.apps.organizations.models import Jurisdiction
from duban.apps.plans.forms.reporting_dates import HOW_TO_WRITE, ReportingDatesField, days_of, shown_days
from duban.apps.plans.forms.tasks import offer_sections
from duban.apps.plans.labels.plans import RULES
from duban.apps.plans.models import Plan, Section
from duban.apps.plans.rounds import demanded_days
from duban.rulebook.actors import Actor


class CreatePlanForm(forms.Form):
    monthly_before: int | None = None
    jurisdiction = forms.ModelChoiceField(Jurisdiction.objects.none(), label="行政区", empty_label=None)
    title = forms.CharField(label="标题", max_length=300)
    year = forms.IntegerField(label="年度", min_value=1949, max_value=2099)
    issuer = forms.CharField(label="发文机关", max_length=100, required=False)
    reporting_dates = ReportingDatesField(help_text=f"牵头单位报送进展情况的日期，{HOW_TO_WRITE}")
    report_to = forms.CharField(
        label=RULES["report_to"], max_length=100, required=False, help_text="收进展情况的单位或处室。"
    )
    implementation_plans_due_on = DayField(label=RULES["implementation_plans_due_on"], required=False)
    monthly_reporting_day = forms.IntegerField(
        label=RULES["monthly_reporting_day"],
        min_value=1,
        max_value=31,
        required=False,
        help_text="文件要求每月某日前报送的，填几号。",
    )
    counts_in_appraisal = forms.BooleanField(label=RULES["counts_in_appraisal"], required=False)
    interviews = forms.BooleanField(label=RULES["interviews"], required=False)
    disclosed = forms.BooleanField(label="主动公开", required=False)

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        offer_places(self, actor)

    def clean_reporting_dates(self) -> list[date]:
        return days_of(self.cleaned_data["reporting_dates"], year=self.cleaned_data.get("year"))

    def clean(self) -> dict[str, Any]:
        """What the notice demands together, under `rules`."""
        data = super().clean() or {}
        rules = {name: data.pop(name, None) for name in RULES}
        due = rules["implementation_plans_due_on"]
        data["rules"] = rules | {"implementation_plans_due_on": due.isoformat() if due else None}
        monthly = rules["monthly_reporting_day"]
        if monthly != self.monthly_before:  # those of a day that stays stand among the dates, where one can be left out
            data["reporting_dates"] = demanded_days(
                data.get("reporting_dates", []), monthly=monthly, year=data.get("year")
            )
        return data


class ChangePlanForm(CreatePlanForm):
    jurisdiction = None  # type: ignore[assignment]
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, plan: Plan) -> None:
        days = shown_days(one.due.isoformat() for one in plan.rounds.order_by("due"))
        shown = {name: getattr(plan, name) for name in ("title", "year", "issuer", "disclosed")}
        shown |= {name: plan.rules.get(name) for name in RULES} | {"reporting_dates": days, "seen": plan.version}
        forms.Form.__init__(self, data, initial=shown)
        self.monthly_before = plan.rules.get("monthly_reporting_day")


class SectionForm(forms.Form):
    label = forms.CharField(label="序号", max_length=20, required=False, help_text="连同标点，如“一、”“（一）”。")
    title = forms.CharField(label="标题", max_length=300)
    parent = forms.TypedChoiceField(label="上级章节", required=False, empty_value=None)

    def __init__(self, *args: Any, plan: Plan, section: Section | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        offer_sections(self.fields["parent"], plan, without=section)


class ChangeSectionForm(SectionForm):
    seen = forms.CharField(widget=forms.HiddenInput)
