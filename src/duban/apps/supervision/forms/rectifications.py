"""What is asked when items are required, reported done, checked, extended, cancelled, or come back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField

from duban.apps.organizations.forms.days import DayField
from duban.apps.progress.forms.evidence import EvidenceField
from duban.apps.supervision.actions.rectifications import LONGEST, LONGEST_REASON, LONGEST_STATEMENT
from duban.apps.supervision.actions.verification import LONGEST_FINDING
from duban.apps.supervision.models import Verification

FIRST_LINES, MORE_LINES, MOST_LINES = 3, 3, 30
PASS, RETURN = "pass", "return"
VERDICTS = ((PASS, "核查通过"), (RETURN, "没有整改到位，退回"))


def words(label: str, hint: str = "", *, most: int, rows: int = 3, required: bool = True) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=most, widget=area, help_text=hint, required=required)


def way_field() -> forms.ChoiceField:
    ways = Verification._meta.get_field("way").flatchoices
    return forms.ChoiceField(label="核查方式", choices=ways, initial="files", widget=forms.RadioSelect)


class LinesForm(forms.Form):
    """Several items, each with its day; as many lines as were sent, and some more where more are asked for."""

    needs_one = True

    def __init__(self, data: Any = None, *args: Any, **options: Any) -> None:
        super().__init__(data, *args, **options)
        self.lines = _lines_in(data) + (MORE_LINES if data and "more" in data else 0)
        for number in range(1, min(self.lines, MOST_LINES) + 1):
            area = forms.Textarea(attrs={"rows": 2, "aria-label": f"第{number}项内容"})
            text = forms.CharField(label="内容", max_length=LONGEST, widget=area, required=False)
            due = DayField(label="期限", required=False)
            due.widget.attrs["aria-label"] = f"第{number}项期限"
            self.fields[f"text_{number}"], self.fields[f"due_{number}"] = text, due

    @property
    def wants_more(self) -> bool:
        """Sent for further lines, not to be kept."""
        return "more" in self.data

    def is_sent(self) -> bool:
        """Whether it is to be kept: right, and not only sent for further lines."""
        if self.wants_more:
            self.errors.clear()
            return False
        return self.is_valid()

    @property
    def rows(self) -> Iterator[tuple[BoundField, BoundField]]:
        for number in range(1, MOST_LINES + 1):
            if f"text_{number}" in self.fields:
                yield self[f"text_{number}"], self[f"due_{number}"]

    @property
    def others(self) -> list[BoundField]:
        """The fields beside the lines, in their order."""
        return [self[name] for name in self.fields if not name.startswith(("text_", "due_"))]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        found: list[tuple[str, date]] = []
        for number in range(1, MOST_LINES + 1):
            text, due = cleaned.pop(f"text_{number}", ""), cleaned.pop(f"due_{number}", None)
            if text and due:
                found.append((text, due))
            elif text and f"due_{number}" not in self.errors:
                self.add_error(f"due_{number}", "请填期限")
            elif due and f"text_{number}" not in self.errors:
                self.add_error(f"text_{number}", "请写内容")
        if self.needs_one and not found and not self.errors:
            self.add_error(None, "请至少写一项内容和期限")
        cleaned["items"] = found
        return cleaned


def _lines_in(data: Any) -> int:
    sent = (key.removeprefix("text_") for key in data or () if key.startswith("text_"))
    return max([FIRST_LINES, *(int(key) for key in sent if key.isascii() and key.isdecimal() and len(key) < 3)])


class ReportForm(forms.Form):
    statement = words("整改情况", "做了什么，现在怎样，数字写准。", most=LONGEST_STATEMENT, rows=5)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["files"] = EvidenceField()


class VerifyForm(forms.Form):
    on = DayField(label="核查日期")
    way = way_field()
    finding = words("核查情况", "看了哪些材料，到了哪些现场，看到什么。", most=LONGEST_FINDING)
    verdict = forms.ChoiceField(label="结论", choices=VERDICTS, widget=forms.RadioSelect)
    due = DayField(label="退回后的整改期限", required=False, help_text="退回时填；不填，期限不变。")
    seen = forms.IntegerField(widget=forms.HiddenInput)


class VerifySeveralForm(forms.Form):
    on = DayField(label="核查日期")
    way = way_field()
    finding = words("核查情况", "写入每一项的核查记录。", most=LONGEST_FINDING)


class ExtendForm(forms.Form):
    due = DayField(label="新的期限")
    reason = words("延期原因", "单位会看到。原来的期限留在记录里。", most=LONGEST_REASON)
    seen = forms.IntegerField(widget=forms.HiddenInput)


class RelapseForm(forms.Form):
    on = DayField(label="发现日期")
    reason = words("问题怎样反弹", "怎样发现的，现在是什么情况。单位会看到。", most=LONGEST_REASON)
    due = DayField(label="重新整改的期限")
    seen = forms.IntegerField(widget=forms.HiddenInput)


class CancelForm(forms.Form):
    reason = words("取消原因", "单位会看到。", most=LONGEST_REASON, rows=2)
    seen = forms.IntegerField(widget=forms.HiddenInput)
