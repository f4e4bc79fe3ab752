"""内部分工: a unit says who inside it answers for a task, and who does which part; what of it is done."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from duban.apps.organizations.models import Unit
from duban.apps.plans.models import Task
from duban.apps.plans.queries.receipts import units_answered_by
from duban.apps.progress.actions import inner_duties as actions
from duban.apps.progress.forms import inner_duties as forms
from duban.apps.progress.models import InnerDuty
from duban.apps.progress.queries.inner_duties import accounts_in, duties_of, own_units_in, seen_of
from duban.apps.web.access import require
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request
from duban.rulebook.permissions import Permission

_WRITE = Permission.WRITE_IMPLEMENTATION_PLAN


@require(_WRITE)
def assign_duties(request: Request, pk: int) -> HttpResponse:
    """`?unit=` chooses among several units one answers for; `?rows=` gives more lines."""
    task = get_object_or_404(Task.objects.visible_to(request.actor).select_related("plan"), pk=pk)
    units = own_units_in(task, request.actor)
    unit = _chosen(request, units)
    rows, today = duties_of(task, unit), timezone.localdate()
    accounts = accounts_in(unit, on=today)
    owner = forms.OwnerForm(request.POST or None, initial=_owner(rows), accounts=accounts)
    more = _asked(request)
    parts = forms.parts_for(request.POST or None, rows, accounts, more=more)
    if (
        request.method == "POST"
        and owner.is_valid()
        and parts.is_valid()
        and _assigned(request, task, unit, owner, parts)
    ):
        return redirect("plans:task", task.pk)
    context = {"task": task, "unit": unit, "units": units, "owner": owner, "parts": parts, "rows": rows[1:]}
    return render(request, "progress/implementation/duties.html", context | {"more": more + forms.MORE, "today": today})


@require(_WRITE)
@require_POST
def finish_duty(request: Request, pk: int) -> HttpResponse:
    """Mark a part done today, or open again."""
    rows = InnerDuty.objects.filter(unit__in=units_answered_by(request.actor)).select_related("task", "unit")
    duty, today = get_object_or_404(rows, pk=pk), timezone.localdate()
    done_on = None if "open" in request.POST else today
    actions.finish_inner_duty(duty=duty, done_on=done_on, on=today, by=request.actor, seen=request.POST.get("seen"))
    messages.success(request, "已标记完成。" if done_on else "已取消完成标记。")
    return redirect(f"{reverse('progress:duties', args=[duty.task_id])}?unit={duty.unit_id}")


def _chosen(request: Request, units: list[Unit]) -> Unit:
    asked = request.GET.get("unit", "")
    found = next((unit for unit in units if str(unit.pk) == asked), units[0] if units and not asked else None)
    if found is None:
        raise Http404
    return found


def _owner(rows: list[InnerDuty]) -> dict[str, Any]:
    owner = next((row for row in rows if row.is_owner), None)
    known = {"section": owner.section, "person": owner.person, "account": owner.account_id} if owner else {}
    return {**known, "seen": seen_of(rows)}


def _asked(request: Request) -> int:
    asked = request.GET.get("rows", "")
    return min(int(asked), actions.MOST) if asked.isascii() and asked.isdecimal() and len(asked) < 3 else forms.MORE


def _assigned(request: Request, task: Task, unit: Unit, owner: forms.OwnerForm, parts: forms.PartSet) -> bool:
    made = attempt(
        owner,
        actions.assign_inner_duties,
        task=task,
        unit=unit,
        owner=owner.duty(),
        parts=forms.parts_written(parts),
        on=timezone.localdate(),
        by=request.actor,
        seen=owner.cleaned_data["seen"],
    )
    if made is not None:
        messages.success(request, f"已保存内部分工，{made[0].person}总负责。")
    return made is not None
