"""What is entered of a listed case: the case itself, its stages line by line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from duban.apps.organizations.forms.days import DayField
from duban.apps.organizations.forms.picking import PickField, PickForm
from duban.apps.plans.models import Task
from duban.apps.supervision.actions.listed_drafts import LONGEST, LONGEST_NAME, MOST_STAGES, Listing, StageDraft
from duban.apps.supervision.forms.rectifications import words
from duban.apps.supervision.listed_reading import ToldStage
from duban.apps.supervision.models import ListedStage
from duban.apps.web.forms import UploadField
from duban.rulebook.listings import LISTED_LEVELS, ListedLevel

PREFIX, MORE = "stages", 2
READABLE = "Word、WPS、PDF、OFD、网页、Excel、文本，或装着它们的压缩包。"


class ListingForm(PickForm):
    title = forms.CharField(label="事项", max_length=200, help_text="哪里的什么问题，例如：云栖区旧货市场火灾隐患。")
    level = forms.ChoiceField(label="挂牌层级", choices=[(key.value, name) for key, name in LISTED_LEVELS.items()])
    unit = PickField("unit", label="整治责任单位")
    supervisor = PickField("unit", label="督导单位", required=False, help_text="督促、指导整治的单位，可以不填。")
    problem = words("存在问题", "查出了什么，有多少处，不改有什么后果。", most=LONGEST, rows=4)
    goal = words("整治目标", "整治到什么程度可以摘牌。", most=LONGEST, rows=2, required=False)
    basis = forms.CharField(label="依据", max_length=300, help_text="文件名称和文号，或会议、检查的名称和日期。")
    due = DayField(label="整治期限", required=False, help_text="不填的，以最后一个阶段的完成时间为准。")
    report_day = forms.IntegerField(
        label="每月报送日", min_value=1, max_value=31, initial=23, help_text="单位每月这一天前报送整治进展。"
    )

    def listing(self, task: Task | None) -> Listing:
        given = {name: self.cleaned_data[name] for name in ListingForm.base_fields}
        return Listing(**{**given, "level": ListedLevel(given["level"])}, task=task)


class NewListingForm(ListingForm):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        hint = f"整治方案或推进表，从里面读出各阶段和时间。{READABLE}可以以后再传，也可以手工填写。"
        self.fields["file"] = UploadField(label="整治方案", required=False, max_length=200, help_text=hint)


class ChangeListingForm(ListingForm):
    seen = forms.IntegerField(widget=forms.HiddenInput)


class ReadStagesForm(forms.Form):
    file = UploadField(label="整治方案", max_length=200, help_text=f"整治方案、推进表所在的公文：{READABLE}")


class StageForm(forms.Form):
    """`told`: the number of the stage in the reading it was offered from."""

    told = forms.IntegerField(required=False, min_value=0, max_value=MOST_STAGES, widget=forms.HiddenInput)
    name = forms.CharField(label="阶段", required=False, max_length=LONGEST_NAME)
    begins = DayField(label="开始日期", required=False)
    ends = DayField(label="完成时间", required=False)
    work = forms.CharField(
        label="工作内容和措施", required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )

    @property
    def is_written(self) -> bool:
        return any(self.cleaned_data.get(name) for name in ("name", "begins", "ends", "work"))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.is_written:
            for name, missing in (("name", "请填写阶段名称"), ("ends", "请填写完成时间")):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, missing)
        return cleaned

    def stage(self, told: Sequence[ToldStage]) -> StageDraft:
        given = self.cleaned_data
        at = given.get("told")
        found = told[at] if at is not None and at < len(told) else None
        places = {"text": [[found.start, found.end]], "quote": found.quote, "page": found.page} if found else {}
        return StageDraft(given["name"], given["begins"], given["ends"], given["work"], places)


Stages = forms.formset_factory(StageForm, extra=0, max_num=MOST_STAGES + 5, absolute_max=MOST_STAGES + 5)
StageSet = forms.BaseFormSet[StageForm]


def stages_posted(data: Any) -> StageSet:
    return Stages(data, prefix=PREFIX)


def stages_told(told: Sequence[ToldStage]) -> StageSet:
    """What was read, to be corrected."""
    offered = [
        {
            "told": at,
            "name": one.name[:LONGEST_NAME],
            "begins": one.begins,
            "ends": one.ends,
            "work": one.work[:LONGEST],
        }
        for at, one in enumerate(told[:MOST_STAGES])
    ]
    return Stages(initial=offered, prefix=PREFIX)


def stages_kept(rows: Sequence[ListedStage]) -> StageSet:
    """What is there, and some empty lines."""
    kept = [{"name": one.name, "begins": one.begins, "ends": one.ends, "work": one.work} for one in rows]
    return Stages(initial=[*kept, *({} for _ in range(MORE if kept else MORE + 2))], prefix=PREFIX)


def stages_written(stages: StageSet, told: Sequence[ToldStage] = ()) -> list[StageDraft]:
    """Of a set that is valid; a line that was left empty is gone."""
    return [form.stage(told) for form in stages.forms if form.is_written]
