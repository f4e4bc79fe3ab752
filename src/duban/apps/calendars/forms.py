"""What is entered about a day, and the notice of a year."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from duban.apps.calendars.labels import KINDS
from duban.apps.calendars.named_days import NamedDay
from duban.apps.calendars.notices import LONGEST_NAME, Notice, read_notice
from duban.apps.calendars.reading import text_of
from duban.apps.web.forms import UploadField
from duban.documents.errors import UnreadableFile
from duban.rulebook.working_days import DayKind, is_weekend

FIRST_YEAR, LAST_YEAR = 2000, 2099
BY_WEEK = "week"  # the choice that says nothing of the day
EXAMPLE = "元旦：1月1日（周五）至3日（周日）放假，共3天。"


class DayForm(forms.Form):
    kind = forms.ChoiceField(label="这一天", widget=forms.RadioSelect)
    name = forms.CharField(
        label="名称", max_length=LONGEST_NAME, required=False, help_text="放假或调休上班时填写，如“国庆节”。"
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, day: date, **options: Any) -> None:
        super().__init__(*args, **options)
        week = "按周计算，周末休息" if is_weekend(day) else "按周计算，上班"
        choices = [(BY_WEEK, week), (DayKind.OFF.value, KINDS[DayKind.OFF])]
        if is_weekend(day):
            choices.append((DayKind.WORKING.value, KINDS[DayKind.WORKING]))
        self.fields["kind"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        kind, name = given.get("kind", BY_WEEK), given.get("name", "")
        return given | ({"kind": None, "name": ""} if kind == BY_WEEK else {"kind": DayKind(kind), "name": name})


class NoticeForm(forms.Form):
    """Gives the notice it read as `notice`."""

    year = forms.IntegerField(label="年度", min_value=FIRST_YEAR, max_value=LAST_YEAR)
    text = forms.CharField(
        label="通知正文",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=f"把放假安排的通知整篇粘贴进来，例如：{EXAMPLE}",
    )
    file = UploadField(
        label="文件",
        required=False,
        max_length=200,
        help_text="通知的 Word、PDF、网页，或者表格（.xlsx）：每行一天，依次是日期、放假或上班、名称。",
    )
    notice: Notice

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if self.errors:
            return given
        if bool(given["text"]) == bool(given["file"]):
            raise ValidationError("粘贴通知正文，或者选择一个文件，两者取一")
        self.notice = _read(given["text"] or _text(given["file"]), given["year"])
        if self.notice.year not in (None, given["year"]):
            self.add_error("year", f"通知写的是{self.notice.year}年，请核对年度")
        elif not any(day.year == given["year"] for day in self.notice.days):
            raise ValidationError(f"没有读到{given['year']}年的放假日期，请核对年度和内容")
        return given


class ConfirmForm(forms.Form):
    """The days as lines, as the preview showed them."""

    year = forms.IntegerField(min_value=FIRST_YEAR, max_value=LAST_YEAR, widget=forms.HiddenInput)
    days = forms.CharField(max_length=20_000, widget=forms.HiddenInput)
    source = forms.CharField(label="依据", max_length=200, help_text="通知的名称和文号，或者从哪里得到。")
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def named_days(self) -> list[NamedDay]:
        return sorted(_read(self.cleaned_data["days"], self.cleaned_data["year"]).days.values())


def _read(text: str, year: int) -> Notice:
    return read_notice(text, year=year)


def _text(file: Any) -> str:
    try:
        return text_of(file.read(), file.name)
    except UnreadableFile as refusal:
        raise ValidationError(str(refusal)) from None
