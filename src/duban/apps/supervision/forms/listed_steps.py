"""What is entered while a case is listed: stages, months, days, checks and acceptances, documents of others."""

from __future__ import annotations

from typing import Any

from django import forms

from duban.apps.organizations.forms.days import DayField
from duban.apps.progress.forms.evidence import EvidenceField
from duban.apps.supervision.actions.listed_acceptance import Finding
from duban.apps.supervision.actions.listed_drafts import LONGEST
from duban.apps.supervision.forms.rectifications import LinesForm, words

PASS, FAIL = "pass", "fail"
ACCEPT, RETURN = "accept", "return"
_BASIS = "文件名称和文号，例如：青泽市人民政府办公室关于挂牌督办的通知（青府办〔2026〕5号）。"


class SeenForm(forms.Form):
    seen = forms.CharField(max_length=40, widget=forms.HiddenInput)


class VersionForm(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput)


class FinishStageForm(SeenForm):
    statement = words("完成情况", "这个阶段做了什么，数字写准，还差什么。", most=LONGEST, rows=4)
    done_on = DayField(label="完成日期")


class ReopenStageForm(SeenForm):
    reason = words("重新打开的原因", "还差什么，怎样发现的。单位会看到。", most=LONGEST)


class ExtendStageForm(SeenForm):
    ends = DayField(label="新的完成时间")
    reason = words("延期原因", "原来的完成时间保留。", most=LONGEST)


class ExtendListedForm(VersionForm):
    due = DayField(label="新的整治期限")
    reason = words("延期原因", "原来的期限保留。", most=LONGEST)


class WithdrawForm(VersionForm):
    reason = words("撤销的原因", "撤销以后不能恢复，需要的重新拟订。", most=LONGEST)


class RelistForm(VersionForm):
    reason = words("怎样反弹", "哪里又出现了什么问题，怎样发现的。单位会看到。", most=LONGEST)
    due = DayField(label="新的整治期限", help_text="到这一天为止，另列一个反弹整治阶段。")


class RegisterForm(VersionForm):
    document = forms.CharField(label="文件", max_length=150, help_text=_BASIS)


class RegisterListingForm(RegisterForm):
    listed_on = DayField(label="挂牌日期")


class RegisterDelistingForm(RegisterForm):
    delisted_on = DayField(label="摘牌日期")


class MonthForm(VersionForm):
    text = words("整治进展", "本月做了什么，累计完成多少，数字写准。", most=LONGEST, rows=5)
    problems = words("存在问题", most=LONGEST, rows=2, required=False)
    next_steps = words("下一步", most=LONGEST, rows=2, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["files"] = EvidenceField()


class ReviewMonthForm(VersionForm):
    verdict = forms.ChoiceField(
        label="审核", choices=[(ACCEPT, "通过"), (RETURN, "退回重报")], widget=forms.RadioSelect
    )
    opinion = words("意见", "退回的，写明要补什么。", most=LONGEST, rows=2, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("verdict") == RETURN and not cleaned.get("opinion") and "opinion" not in self.errors:
            self.add_error("opinion", "请写明退回的原因，要补什么")
        return cleaned


class FindingForm(LinesForm):
    """A check or an acceptance; the lines beneath are what is to be put right when it fails."""

    needs_one = False
    on = DayField(label="日期")
    members = forms.CharField(label="参加人员", max_length=300, required=False, help_text="姓名和单位，用顿号隔开。")
    finding = words("情况", "怎样查的，看到什么，是否达到整治目标。", most=LONGEST, rows=4)
    verdict = forms.ChoiceField(
        label="结论", choices=[(PASS, "通过"), (FAIL, "不通过，继续整治")], widget=forms.RadioSelect
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *args: Any, with_items: bool = True, **options: Any) -> None:
        super().__init__(data, *args, **options)
        if not with_items:
            for name in [one for one in self.fields if one.startswith(("text_", "due_"))]:
                del self.fields[name]
        self.with_items = with_items
        self.fields["files"] = EvidenceField()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        failed = cleaned.get("verdict") == FAIL
        if self.with_items and failed and not cleaned["items"] and not self.errors:
            self.add_error(None, "验收不通过的，请列出整改事项和期限")
        return cleaned

    @property
    def found(self) -> Finding:
        given = self.cleaned_data
        files = [(one.name or "", one.read()) for one in given["files"]]
        return Finding(given["on"], given["verdict"] == PASS, given["finding"], given["members"], files)
