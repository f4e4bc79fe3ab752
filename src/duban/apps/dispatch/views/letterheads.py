"""发文机关: the heads an office writes under, how they look, where their numbers begin."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from duban.apps.dispatch.actions import letterheads as actions
from duban.apps.dispatch.forms.documents import SeenForm
from duban.apps.dispatch.forms.settings import LetterheadForm, SeriesForm
from duban.apps.dispatch.models import Letterhead
from duban.apps.dispatch.offered import offered_letterheads
from duban.apps.dispatch.queries.letterheads import letterheads_of
from duban.apps.dispatch.queries.series import codes_of, last_serials
from duban.apps.dispatch.showing import head_shown
from duban.apps.organizations.models import Jurisdiction, Unit
from duban.apps.organizations.views.form_pages import confirm_page, done
from duban.apps.web.access import require
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request
from duban.rulebook.dispatches import number
from duban.rulebook.permissions import Permission, why_not

P = Permission


@require(P.SET_LETTERHEAD)
def list_letterheads(request: Request) -> HttpResponse:
    year, rows = timezone.localdate().year, list(letterheads_of(request.actor.jurisdiction))
    last = last_serials(request.actor.jurisdiction, year)
    unit = get_object_or_404(Unit.objects.select_related("jurisdiction"), pk=request.actor.unit)
    there = {(row.code, row.shape) for row in rows}
    context = {
        "rows": [(row, actions.in_words(row), number(row.code, year, last.get(row.code, 0) + 1)) for row in rows],
        "offered": [row for row in offered_letterheads(unit) if (row.code, row.shape) not in there],
    }
    return render(request, "dispatch/letterheads/list.html", context)


@require(P.SET_LETTERHEAD)
def create_letterhead(request: Request) -> HttpResponse:
    unit = get_object_or_404(Unit, pk=request.actor.unit)
    form = LetterheadForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        row = attempt(form, actions.create_letterhead, unit=unit, **form.values, by=request.actor)
        if row is not None:
            messages.success(request, f"已新建发文机关“{row}”。")
            return redirect("dispatch:letterhead", row.pk)
    return render(request, "dispatch/letterheads/form.html", {"form": form, "unit": unit})


@require(P.SET_LETTERHEAD)
def change_letterhead(request: Request, pk: int) -> HttpResponse:
    row = _found(request, pk)
    form = LetterheadForm(request.POST or None, letterhead=row)
    if request.method == "POST" and form.is_valid():
        given = {**form.values, "seen": form.cleaned_data["seen"], "by": request.actor}
        if attempt(form, actions.change_letterhead, letterhead=row, **given):
            messages.success(request, "已保存。")
            return redirect("dispatch:letterhead", pk)
    context = {"form": form, "row": row, "unit": row.unit, "sheet": head_shown(row, timezone.localdate().year)}
    why = why_not(actions.check_can_delete, row, request.actor)
    return render(request, "dispatch/letterheads/form.html", {**context, "can_delete": not why})


@require(P.SET_LETTERHEAD)
@require_POST
def take_over_letterheads(request: Request) -> HttpResponse:
    unit = get_object_or_404(Unit, pk=request.actor.unit)
    made = actions.take_over_letterheads(unit=unit, by=request.actor)
    messages.success(request, f"已新建 {len(made)} 个发文机关，请核对代字。" if made else "这些发文机关都有了。")
    return redirect("dispatch:letterheads")


@require(P.SET_LETTERHEAD)
def retire_letterhead(request: Request, pk: int) -> HttpResponse:
    row = _found(request, pk)
    form = SeenForm(request.POST or None, initial={"seen": row.version})
    if done(request, form, actions.retire_letterhead, letterhead=row, at=timezone.now()):
        messages.success(request, f"已停用“{row}”。")
        return redirect("dispatch:letterheads")
    return confirm_page(
        request,
        form,
        question=f"停用“{row}”吗？",
        consequences=["不再用它拟新的公文。", "已印发的公文不变，文号仍连着编。"],
        cancel_url=reverse("dispatch:letterhead", args=[pk]),
        submit="停用",
    )


@require(P.SET_LETTERHEAD)
@require_POST
def restore_letterhead(request: Request, pk: int) -> HttpResponse:
    row = actions.restore_letterhead(letterhead=_found(request, pk), by=request.actor)
    messages.success(request, f"已恢复使用“{row}”。")
    return redirect("dispatch:letterheads")


@require(P.SET_LETTERHEAD)
def delete_letterhead(request: Request, pk: int) -> HttpResponse:
    row = _found(request, pk)
    actions.check_can_delete(row, request.actor)
    form = SeenForm(request.POST or None, initial={"seen": row.version})
    if done(request, form, actions.delete_letterhead, letterhead=row):
        messages.success(request, f"已删除“{row}”。")
        return redirect("dispatch:letterheads")
    return confirm_page(
        request,
        form,
        question=f"删除“{row}”吗？",
        consequences=["还没有公文用过它，删除后可以重新建。"],
        cancel_url=reverse("dispatch:letterhead", args=[pk]),
    )


@require(P.SET_LETTERHEAD)
def set_series_start(request: Request) -> HttpResponse:
    place, year = get_object_or_404(Jurisdiction, pk=request.actor.jurisdiction), timezone.localdate().year
    form = SeriesForm(request.POST or None, codes=codes_of(place.pk))
    if done(request, form, actions.set_series_start, jurisdiction=place, year=year):
        messages.success(request, "起始序号已设定。")
        return redirect("dispatch:letterheads")
    context = {"form": form, "year": year, "cancel_url": reverse("dispatch:letterheads")}
    return render(request, "dispatch/letterheads/series.html", context)


def _found(request: Request, pk: int) -> Letterhead:
    return get_object_or_404(letterheads_of(request.actor.jurisdiction).select_related("jurisdiction", "unit"), pk=pk)
