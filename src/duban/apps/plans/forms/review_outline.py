"""What a person enters about the outline and the header of a draft under review."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from duban.apps.organizations.forms.days import DayField
from duban.apps.plans.forms.reporting_dates import HOW_TO_WRITE, ReportingDatesField, days_of, shown_days
from duban.apps.plans.labels.plans import RULES
from duban.apps.plans.models import DraftSection, PlanImport, PlanImportKind
from duban.apps.plans.review.header import FIELDS, header_token
from duban.apps.plans.review.outline import Heading, is_within


class SectionForm(forms.Form):
    label = forms.CharField(label="序号", max_length=20, required=False, help_text="如“一、”“（二）”。")
    title = forms.CharField(label="标题", max_length=300)
    parent = forms.TypedChoiceField(label="上级章节", required=False, coerce=int, empty_value=None)
    after = forms.TypedChoiceField(
        label="排在哪一章节之后", required=False, coerce=int, empty_value=None, help_text="选了这一项的，与它同级。"
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, found: Sequence[Heading], section: DraftSection | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        held = [heading for heading in found if heading.section is not None]
        outside = [one for one in held if section is None or one.section is None or not _below(one, section, found)]
        self._offer("parent", [("", "没有，是第一级"), *map(_choice, outside)])
        if section is None:
            self._offer("after", [("", "最后"), *map(_choice, held)])
        else:
            del self.fields["after"]

    def _offer(self, name: str, choices: list[tuple[Any, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = choices


class HeaderForm(forms.Form):
    title = forms.CharField(label="标题", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    number = forms.CharField(label="文号", max_length=60, required=False)
    issuer = forms.CharField(label="发文机关", max_length=100, required=False)
    issued_on = DayField(label="成文日期", required=False)
    year = forms.IntegerField(label="年度", min_value=1980, max_value=2099, required=False)
    reporting_dates = ReportingDatesField(help_text=HOW_TO_WRITE)
    implementation_plans_due_on = DayField(label=RULES["implementation_plans_due_on"], required=False)
    monthly_reporting_day = forms.IntegerField(
        label=RULES["monthly_reporting_day"], min_value=1, max_value=31, required=False
    )
    report_to = forms.CharField(label=RULES["report_to"], max_length=100, required=False)
    counts_in_appraisal = forms.BooleanField(label=RULES["counts_in_appraisal"], required=False)
    interviews = forms.BooleanField(label=RULES["interviews"], required=False)
    disclosed = forms.BooleanField(label="主动公开", required=False)
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, plan_import: PlanImport, **options: Any) -> None:
        super().__init__(*args, **options)
        self.kept: dict[str, Any] = {}
        if plan_import.kind == PlanImportKind.INDICATORS:  # it asks nobody for reports on tasks
            self.kept = {name: plan_import.rules.get(name) for name in RULES}
            self.kept |= {"reporting_dates": plan_import.reporting_dates}
            for name in self.kept:
                del self.fields[name]

    def clean_title(self) -> str:
        """In one line, whatever was pasted."""
        return "".join(self.cleaned_data["title"].split("\n")).replace("\r", "").strip()

    def clean_reporting_dates(self) -> list[date]:
        year, since = self.cleaned_data.get("year"), self.cleaned_data.get("issued_on")
        return days_of(self.cleaned_data["reporting_dates"], year=year, since=since)

    def values(self) -> dict[str, Any]:
        return self.kept | {name: value for name, value in self.cleaned_data.items() if name != "seen"}


def header_shown(plan_import: PlanImport) -> dict[str, Any]:
    """The header as its form shows it."""
    own = {name: getattr(plan_import, name) for name in FIELDS}
    own["reporting_dates"] = shown_days(plan_import.reporting_dates)
    rules = {name: plan_import.rules.get(name) for name in RULES}
    return own | rules | {"seen": header_token(plan_import)}


def _below(heading: Heading, section: DraftSection, found: Sequence[Heading]) -> bool:
    return heading.section is not None and is_within(heading.section, section, found)


def _choice(heading: Heading) -> tuple[Any, str]:
    assert heading.section is not None
    return heading.section.pk, "　" * (len(heading.path) - 1) + str(heading.section)
