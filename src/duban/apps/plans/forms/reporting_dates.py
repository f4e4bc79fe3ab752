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
from duban.apps.plans.rounds import monthly_days

HOW_TO_WRITE = "用顿号、空格或换行分开，如“4月10日、7月10日、10月10日”；每月都报的，写“每月23日”。"
_BETWEEN = re.compile(r"[、，,；;\s]+")
_WITHOUT_YEAR = re.compile(r"\d{1,2}月\d{1,2}日")
_MONTHLY = re.compile(r"每月(\d{1,2})[日号]前?", re.ASCII)
_LONGEST_MONTH = 31
_DAY = DayField(label="报送日期")


class ReportingDatesField(forms.CharField):
    def __init__(self, *, help_text: str) -> None:
        area = forms.Textarea(attrs={"rows": 3})
        super().__init__(label="报送日期", required=False, max_length=1000, widget=area, help_text=help_text)


def days_of(words: str, *, year: int | None, since: date | None = None) -> list[date]:
    """The days that are written; those without a year are of `year`, those of every month begin with `since`."""
    return sorted({day for part in _BETWEEN.split(words) if part for day in _days(part, year, since)})


def shown_days(days: Iterable[str]) -> str:
    """The same for a form to begin with, from days as 2026-04-10."""
    return "、".join(days)


def _days(part: str, year: int | None, since: date | None) -> list[date]:
    monthly = _MONTHLY.fullmatch(part)
    if monthly is None:
        return [_day(part, year)]
    if year is None:
        raise ValidationError(f"填了年度，才知道“{part}”是哪几天")
    number = int(monthly.group(1))
    if not 1 <= number <= _LONGEST_MONTH:
        raise ValidationError(f"“{part}”不是一个月里的日子")
    return monthly_days(number, year=year, since=since)


def _day(part: str, year: int | None) -> date:
    written = f"{year}年{part}" if year and _WITHOUT_YEAR.fullmatch(part) else part
    try:
        found = _DAY.clean(written)
    except ValidationError as wrong:
        raise ValidationError(f"“{part}”不是日期，请写成 2026-04-10，或者几月几日") from wrong
    assert found is not None  # it is not blank
    return found
