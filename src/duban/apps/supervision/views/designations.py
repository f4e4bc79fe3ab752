"""督查授权: which departments are designated for what; a leader designates, and ends it early."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from duban.apps.organizations.changes import token
from duban.apps.organizations.models import Jurisdiction
from duban.apps.organizations.views.form_pages import done, form_page
from duban.apps.supervision.actions import designations as actions
from duban.apps.supervision.forms.inspections import DesignateForm, EndDesignationForm
from duban.apps.supervision.queries.inspections import designations_for
from duban.apps.web.access import require
from duban.apps.web.requests import Request
from duban.rulebook.permissions import Permission, can


@require(Permission.SEE_CASES)
def list_designations(request: Request) -> HttpResponse:
    context = {
        "rows": designations_for(request.actor),
        "today": timezone.localdate(),
        "can_designate": can(request.actor, Permission.DESIGNATE_UNIT),
    }
    return render(request, "supervision/inspections/designations.html", context)


@require(Permission.DESIGNATE_UNIT)
def designate_unit(request: Request) -> HttpResponse:
    place = get_object_or_404(Jurisdiction, pk=request.actor.jurisdiction)
    form = DesignateForm(request.POST or None, actor=request.actor)
    if done(request, form, actions.designate_unit, jurisdiction=place, at=timezone.now()):
        messages.success(request, "已指定，部门可以在授权的事项、范围和期限内开展督查。")
        return redirect("supervision:designations")
    back = reverse("supervision:designations")
    return form_page(request, form, heading="指定部门开展督查", submit="指定", cancel_url=back, about=place)


@require(Permission.DESIGNATE_UNIT)
def end_designation(request: Request, pk: int) -> HttpResponse:
    row = next((one for one in designations_for(request.actor) if one.pk == pk), None)
    if row is None:
        raise Http404
    if request.method == "GET":
        actions.check_can_end(row, request.actor)
    form = EndDesignationForm(request.POST or None, initial={"seen": token(row), "until": timezone.localdate()})
    if done(request, form, actions.end_designation, designation=row):
        messages.success(request, "督查授权已终止。")
        return redirect("supervision:designations")
    back = reverse("supervision:designations")
    return form_page(request, form, heading="提前终止督查授权", submit="终止", cancel_url=back, about=row)
