"""How reporting dates are entered: all in one field, as people list them.

In: words, the year they are of.  Out: days; a sentence about the first that is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from django import forms
from django.core.exceptions import ValidationError

from duban.apps.organizations.forms.days import DayField

HOW_TO_WRITE = "用顿号、空格或换行分开，如“4月10日、7月10日、10月10日”。"
_BETWEEN = re.compile(r"[、，,；;\s]+")
_WITHOUT_YEAR = re.compile(r"\d{1,2}月\d{1,2}日")
_DAY = DayField(label="报送日期")


class ReportingDatesField(forms.CharField):
    def __init__(self, *, help_text: str) -> None:
        area = forms.Textarea(attrs={"rows": 3})
        super().__init__(label="报送日期", required=False, max_length=1000, widget=area, help_text=help_text)


def days_of(words: str, *, year: int | None) -> list[date]:
    """The days that are written; those without a year are of `year`."""
    return [_day(part, year) for part in _BETWEEN.split(words) if part]


def shown_days(days: Iterable[str]) -> str:
    """The same for a form to begin with, from days as 2026-04-10."""
    return "、".join(days)


def _day(part: str, year: int | None) -> date:
    written = f"{year}年{part}" if year and _WITHOUT_YEAR.fullmatch(part) else part
    try:
        found = _DAY.clean(written)
    except ValidationError as wrong:
        raise ValidationError(f"“{part}”不是日期，请写成 2026-04-10，或者几月几日") from wrong
    assert found is not None  # it is not blank
    return found
