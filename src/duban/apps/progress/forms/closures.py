"""What is asked when a task is said to be finished, when that is checked, and when it is opened again."""

from __future__ import annotations

from typing import Any

from django import forms

from duban.apps.organizations.forms.days import DayField
from duban.apps.progress.forms.evidence import EvidenceField

ACCEPT, REFUSE = "accept", "refuse"
VERDICTS = ((ACCEPT, "验收通过，予以销号"), (REFUSE, "不同意，退回继续办理"))


def _words(label: str, hint: str = "", *, rows: int = 3, required: bool = True) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=1900, widget=area, help_text=hint, required=required)


class AskClosureForm(forms.Form):
    statement = _words("完成情况", "任务要求的每一项做到了什么，数字写准。", rows=5)
    finished_on = DayField(label="按要求完成的日期", help_text="由单位申报；是否通过由督查室核查后另行记录。")
    why_no_files = _words("没有佐证材料的原因", "没有上传佐证材料时填写。", rows=2, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["files"] = EvidenceField()
        self.order_fields(["statement", "finished_on", "files"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not cleaned.get("files") and not cleaned.get("why_no_files"):
            self.add_error("files", "请上传佐证材料；确实没有的，在下面写明原因")
        return cleaned


class CheckClosureForm(forms.Form):
    verification = _words("核查情况", "怎样核查（看材料、到现场、问群众），看到什么。")
    verdict = forms.ChoiceField(label="结论", choices=VERDICTS, widget=forms.RadioSelect)
    decision = _words("意见", "不同意时写明还缺什么，申请单位会看到。", required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("verdict") == REFUSE and not cleaned.get("decision") and "decision" not in self.errors:
            self.add_error("decision", "请写明不同意的理由，还缺什么")
        return cleaned


class ReopenForm(forms.Form):
    reason = _words("重新打开的原因", "问题怎样反弹，怎样发现的。重新打开后，从今天起恢复报送。")
    seen = forms.IntegerField(widget=forms.HiddenInput)
