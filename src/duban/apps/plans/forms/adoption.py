"""What is entered to adopt a draft, to confirm a correction, to say what becomes of a task, to bring a ledger back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from duban.apps.organizations.forms.days import DayField
from duban.apps.plans.comparing.sides import TaskSide
from duban.apps.web.forms import UploadField


class AdoptForm(forms.Form):
    seen = forms.CharField(max_length=40, widget=forms.HiddenInput)


class CorrectForm(AdoptForm):
    """`asks`: units newly given a task in force are asked to acknowledge it."""

    acknowledge_by = DayField(label="签收期限", required=False, help_text="新增加的责任单位应在这一天以前签收。")

    def __init__(self, *args: Any, asks: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not asks:
            del self.fields["acknowledge_by"]


class PairForm(forms.Form):
    """Which of the plan's tasks a task of the corrected version is; offered: those nothing was found for."""

    task = forms.TypedChoiceField(label="原有的任务", coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args: Any, dropped: Sequence[TaskSide], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["task"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(task.key, f"{task.number} {task.text}".strip()) for task in dropped]


class WorkbookForm(forms.Form):
    file = UploadField(
        label="文件",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.ods"}),
        help_text="从这份方案导出、改好的台账（.xlsx、.xls、.ods）；新方案也可以上传自己的表格。",
    )
