"""节假日: a year to look at, a day to change, a notice to take over."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from duban.apps.calendars import actions, queries
from duban.apps.calendars.forms import BY_WEEK, FIRST_YEAR, LAST_YEAR, ConfirmForm, DayForm, NoticeForm
from duban.apps.calendars.labels import WEEKDAYS, not_announced
from duban.apps.calendars.models import CalendarDay
from duban.apps.calendars.months import months_of
from duban.apps.calendars.named_days import NamedDay, as_lines, in_words
from duban.apps.web.access import require
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request
from duban.rulebook.permissions import Permission, can, why_not

SEE, EDIT = Permission.SEE_CALENDAR, Permission.EDIT_CALENDAR
SOURCE = "国务院办公厅关于{}年部分节假日安排的通知"


@require(SEE)
@require_GET
def show_this_year(request: Request) -> HttpResponse:
    return _page(request, timezone.localdate().year)


@require(SEE)
@require_GET
def show_year(request: Request, year: int) -> HttpResponse:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    return _page(request, year)


def _page(request: Request, year: int) -> HttpResponse:
    today, days, row = timezone.localdate(), queries.days_of_year(year), queries.year_row(year)
    months = months_of(year, days, queries.work_calendar(), on=today)
    context = {
        "year": year,
        "this_year": today.year,
        "years": [one for one in (year - 1, year, year + 1) if FIRST_YEAR <= one <= LAST_YEAR],
        "row": row,
        "not_announced": "" if row and row.is_announced else not_announced(year),
        "months": months,
        "working_days": sum(month.working_days for month in months),
        "weekdays": WEEKDAYS,
        "holidays": in_words(days),
        "may_edit": can(request.actor, EDIT),
        "why_not": why_not(actions.check_can_edit, request.actor),
    }
    return render(request, "calendars/year.html", context)


@require(EDIT)
def change_day(request: Request, year: int, month: int, day: int) -> HttpResponse:
    actions.check_can_edit(request.actor)
    when = _day(year, month, day)
    row = CalendarDay.objects.filter(day=when).first()
    shown = {"kind": row.kind if row else BY_WEEK, "name": row.name if row else "", "seen": actions.seen_of(row)}
    form = DayForm(request.POST or None, initial=shown, day=when)
    if request.method == "POST" and form.is_valid():
        attempt(form, actions.change_day, day=when, by=request.actor, **form.cleaned_data)
        if not form.errors:
            messages.success(request, "已保存。")
            return redirect("calendars:year", year)
    return render(request, "calendars/day.html", {"form": form, "day": when, "weekday": WEEKDAYS[when.weekday()]})


@require(EDIT)
def import_notice(request: Request) -> HttpResponse:
    """The first step; what was read is shown and nothing changes."""
    actions.check_can_edit(request.actor)
    form = NoticeForm(request.POST or None, request.FILES or None, initial={"year": _next_year()})
    if request.method == "POST" and form.is_valid():
        year, days = form.cleaned_data["year"], sorted(form.notice.days.values())
        return _preview(request, year, days, SOURCE.format(year), form.notice.doubts)
    return render(request, "calendars/import.html", {"form": form})


@require(EDIT)
@require_POST
def confirm_import(request: Request) -> HttpResponse:
    actions.check_can_edit(request.actor)
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        return render(
            request, "calendars/import.html", {"form": NoticeForm(initial={"year": _next_year()})}, status=400
        )
    year, source, days = form.cleaned_data["year"], form.cleaned_data["source"], form.named_days()
    seen = form.cleaned_data["seen"]
    attempt(form, actions.import_year, year=year, days=days, source=source, seen=seen, by=request.actor)
    if form.errors:
        return _preview(request, year, days, source, [str(error) for error in form.non_field_errors()])
    messages.success(request, f"已导入{year}年放假安排。")
    return redirect("calendars:year", year)


def _preview(request: Request, year: int, days: list[NamedDay], source: str, doubts: list[str]) -> HttpResponse:
    seen = actions.seen_of_years(queries.year_rows({year, *(one.day.year for one in days)}))
    given = {"year": year, "days": as_lines(days), "source": source, "seen": seen}
    months = months_of(year, [one for one in days if one.day.year == year], queries.as_calendar(days), on=date.min)
    context: dict[str, Any] = {
        "form": ConfirmForm(initial=given),
        "year": year,
        "doubts": doubts,
        "comparison": queries.compare(year, days),
        "holidays": in_words(days),
        "months": months,
        "weekdays": WEEKDAYS,
        "working_days": sum(month.working_days for month in months),
    }
    return render(request, "calendars/preview.html", context)


def _day(year: int, month: int, day: int) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    try:
        return date(year, month, day)
    except ValueError:
        raise Http404 from None


def _next_year() -> int:
    """The first year without a notice, at least the current one."""
    year = timezone.localdate().year
    announced = set(queries.announced_years())
    return next(one for one in range(year, year + len(announced) + 2) if one not in announced)
