"""整改核查 by the office: one, several at once; a later day, 问题反弹, cancelled."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from duban.apps.organizations.views.form_pages import done
from duban.apps.supervision.actions import rectifications, verification
from duban.apps.supervision.forms.rectifications import (
    PASS,
    CancelForm,
    ExtendForm,
    RelapseForm,
    VerifyForm,
    VerifySeveralForm,
)
from duban.apps.supervision.models import Rectification
from duban.apps.supervision.queries import rectifications as queries
from duban.apps.supervision.views.rectifications import page, seen_row
from duban.apps.web.access import require
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request
from duban.apps.web.table import selected
from duban.rulebook.permissions import Permission

MOST_NAMED = 10


@require(Permission.VERIFY_RECTIFICATION)
def verify_rectification(request: Request, pk: int) -> HttpResponse:
    row, today = seen_row(request, pk), timezone.localdate()
    verification.check_may_verify(row, request.actor)
    form = VerifyForm(request.POST or None, initial={"seen": row.version, "on": today})
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        given["passed"] = given.pop("verdict") == PASS
        who = {"at": timezone.now(), "by": request.actor}
        if attempt(form, verification.verify_rectification, rectification=row, **given, **who):
            messages.success(request, "核查通过。" if given["passed"] else f"已退回{row.unit}继续整改。")
            return redirect("supervision:rectification", pk)
    return page(request, row, verify_form=form)


@require(Permission.VERIFY_RECTIFICATION)
@require_POST
def verify_several(request: Request) -> HttpResponse:
    """What was ticked: the first post names it, the second acts."""
    chosen = selected(request, queries.to_verify(request.actor))
    rows = list(chosen.select_related(*queries.RELATED))
    confirmed = "confirmed" in request.POST
    form = VerifySeveralForm(request.POST if confirmed else None, initial={"on": timezone.localdate()})
    given = {"rectifications": rows, "at": timezone.now()}
    if confirmed and rows and done(request, form, verification.verify_rectifications, **given):
        messages.success(request, f"{len(rows)} 项整改核查通过。")
        return redirect("supervision:rectifications")
    named = [f"{row.unit}：{row}" for row in rows[:MOST_NAMED]]
    context = {"rows": rows, "named": named, "more": len(rows) - len(named), "form": form}
    return render(request, "supervision/rectifications/verify_several.html", context)


@require(Permission.REQUIRE_RECTIFICATION)
def extend_rectification(request: Request, pk: int) -> HttpResponse:
    row = seen_row(request, pk)
    rectifications.check_can_extend(row, request.actor)
    form = ExtendForm(request.POST or None, initial={"seen": row.version})
    return _asked(request, row, form, rectifications.extend_rectification, "延长期限", "已延长期限。")


@require(Permission.VERIFY_RECTIFICATION)
def relapse_rectification(request: Request, pk: int) -> HttpResponse:
    row = seen_row(request, pk)
    verification.check_can_relapse(row, request.actor)
    form = RelapseForm(request.POST or None, initial={"seen": row.version, "on": timezone.localdate()})
    return _asked(request, row, form, verification.relapse_rectification, "问题反弹", "已登记反弹，单位须重新整改。")


@require(Permission.REQUIRE_RECTIFICATION)
def cancel_rectification(request: Request, pk: int) -> HttpResponse:
    row = seen_row(request, pk)
    rectifications.check_can_cancel(row, request.actor)
    form = CancelForm(request.POST or None, initial={"seen": row.version})
    return _asked(request, row, form, rectifications.cancel_rectification, "取消整改事项", "已取消。")


def _asked(
    request: Request, row: Rectification, form: forms.Form, action: Any, heading: str, success: str
) -> HttpResponse:
    """A page with the one form; what is refused is said in it."""
    if done(request, form, action, rectification=row, at=timezone.now()):
        messages.success(request, success)
        return redirect("supervision:rectification", row.pk)
    back = reverse("supervision:rectification", args=[row.pk])
    context = {"row": row, "form": form, "heading": heading, "back": back}
    return render(request, "supervision/rectifications/ask.html", context)
