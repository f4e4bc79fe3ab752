"""What is entered of an implementation plan: measures, milestones row by row; what the head and the office say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from duban.apps.organizations.forms.days import DayField
from duban.apps.plans.models import Target
from duban.apps.progress.actions.implementation import LONGEST_MEASURES, LONGEST_NOTE
from duban.apps.progress.actions.implementation_review import LONGEST_REASON
from duban.apps.progress.actions.milestones import LONGEST
from duban.apps.progress.implementing import MOST
from duban.apps.progress.models import ImplementationPlan
from duban.apps.progress.pasting import rows_pasted
from duban.apps.progress.queries.milestones import name_of
from duban.apps.web.forms import UploadField
from duban.rulebook.figures import plain
from duban.rulebook.milestones import Step

PREFIX, MORE = "steps", 2
NAMES = ("key", "content", "due", "target", "figure", "section", "person")
_WRITTEN = ("content", "due", "figure", "section", "person")  # a line with none of them is none


class PlanForm(forms.Form):
    measures = forms.CharField(
        label="工作举措",
        required=False,
        max_length=LONGEST_MEASURES,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="怎样做：抓手、分工、保障。可以先存着，报送前补齐。",
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)


class StepForm(forms.Form):
    """One milestone. `figure` is of the only target where there is one, else `target` chooses."""

    key = forms.IntegerField(required=False, widget=forms.HiddenInput)
    due = DayField(label="完成时间", required=False)
    content = forms.CharField(
        label="工作内容", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    target = forms.TypedChoiceField(label="目标", required=False, coerce=int, empty_value=None)
    figure = forms.DecimalField(label="阶段目标值", required=False, max_digits=16, decimal_places=4)
    section = forms.CharField(label="科室", required=False, max_length=60)
    person = forms.CharField(label="责任人", required=False, max_length=40)

    def __init__(self, *args: Any, targets: Sequence[Target], **options: Any) -> None:
        super().__init__(*args, **options)
        self.targets = targets
        self.fields["figure"].widget.attrs["inputmode"] = "decimal"
        if len(targets) > 1:
            choice = self.fields["target"]
            assert isinstance(choice, forms.TypedChoiceField)
            choice.choices = [("", "不涉及"), *((str(one.pk), name_of(one)) for one in targets)]
        else:
            del self.fields["target"]
        if not targets:
            del self.fields["figure"]

    @property
    def is_written(self) -> bool:
        """Whether there is anything in the line."""
        return any(self.cleaned_data.get(name) not in (None, "") for name in _WRITTEN)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.is_written and not cleaned.get("due") and "due" not in self.errors:
            self.add_error("due", "请填写完成时间")
        if cleaned.get("figure") is not None and len(self.targets) > 1 and not cleaned.get("target"):
            self.add_error("target", "请选择是哪个目标的数")
        return cleaned

    def step(self, order: int) -> Step:
        given = self.cleaned_data
        only = self.targets[0].pk if len(self.targets) == 1 and given.get("figure") is not None else None
        return Step(
            content=given["content"],
            due=given["due"],
            target=given.get("target") or only,
            figure=given.get("figure"),
            section=given["section"],
            person=given["person"],
            key=given.get("key"),
            order=order,
        )


Steps = forms.formset_factory(StepForm, extra=0, max_num=MOST + 20, absolute_max=MOST + 20)
StepSet = forms.BaseFormSet[StepForm]


def steps_for(data: Any, targets: Sequence[Target]) -> StepSet:
    return Steps(data, prefix=PREFIX, form_kwargs={"targets": targets})


def steps_offered(lines: Sequence[Mapping[str, Any]], targets: Sequence[Target], *, more: int = 0) -> StepSet:
    """Lines to write in, with what is known of them, and `more` empty ones."""
    offered = [*lines, *({} for _ in range(more))][: MOST + 20]
    return Steps(initial=offered, prefix=PREFIX, form_kwargs={"targets": targets})


def steps_written(steps: StepSet) -> list[Step]:
    """The milestones of a set that is valid; a line that was left empty is gone."""
    return [form.step(at) for at, form in enumerate(steps.forms) if form.is_written]


def lines_of(plan: ImplementationPlan) -> list[dict[str, Any]]:
    rows = plan.milestones.values("pk", *NAMES[1:])
    return [{"key": row.pop("pk"), **row, "figure": plain(row["figure"])} for row in rows]


def lines_typed(data: Any, *, without: int | None = None) -> list[dict[str, str]]:
    """What stands in the posted lines, unread; a form that only changes its lines gives it back so."""
    total = data.get(f"{PREFIX}-TOTAL_FORMS", "0")
    count = int(total) if total.isascii() and total.isdecimal() and len(total) < 4 else 0
    lines = [{name: data.get(f"{PREFIX}-{at}-{name}", "") for name in NAMES} for at in range(min(count, MOST + 20))]
    return [line for at, line in enumerate(lines) if at != without]


def lines_with_days(lines: Sequence[dict[str, str]], days: Sequence[date]) -> list[dict[str, str]]:
    """The lines in which something stands, and one for each day none of them has yet."""
    kept = [line for line in lines if any(line.get(name) for name in _WRITTEN)]
    known = {line["due"] for line in kept}
    return [*kept, *({"due": day.isoformat()} for day in days if day.isoformat() not in known)]


def lines_with_pasted(lines: Sequence[dict[str, str]], text: str, year: int) -> list[dict[str, str]]:
    kept = [line for line in lines if any(line.get(name) for name in _WRITTEN)]
    return [*kept, *rows_pasted(text, year)]


class NoteForm(forms.Form):
    """The head's word on what is to be changed."""

    note = forms.CharField(label="修改意见", max_length=LONGEST_NOTE, widget=forms.Textarea(attrs={"rows": 3}))
    seen = forms.IntegerField(widget=forms.HiddenInput)


class SeenForm(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput)


class ReturnForm(forms.Form):
    reason = forms.CharField(
        label="退回原因",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="写明缺什么、怎样改，单位照着改就能通过。",
    )
    due = DayField(label="重报期限")
    seen = forms.IntegerField(widget=forms.HiddenInput)


class AskForm(forms.Form):
    due = DayField(label="报送期限", help_text="每个牵头单位对每项在办任务报一份；已要求过的不重复要求。")


class FinishForm(forms.Form):
    done_on = DayField(label="完成日期")
    words = forms.CharField(
        label="完成情况",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="写一两句：做成了什么，数字是多少，有什么可以核对。",
    )
    seen = forms.CharField(widget=forms.HiddenInput)


class SetBackForm(forms.Form):
    reason = forms.CharField(label="退回原因", max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}))
    seen = forms.CharField(widget=forms.HiddenInput)


class WorkbookForm(forms.Form):
    file = UploadField(
        label="文件",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.ods"}),
        help_text="从这里导出、填好的落实方案表（.xlsx、.xls、.ods）。",
    )
