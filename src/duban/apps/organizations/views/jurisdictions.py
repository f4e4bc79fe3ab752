"""Places: create below another, change, delete. They are shown as the tree beside the units."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from duban.apps.organizations.actions import jurisdictions as actions
from duban.apps.organizations.changes import token
from duban.apps.organizations.forms.jurisdictions import ChangeJurisdictionForm, CreateJurisdictionForm
from duban.apps.organizations.models import Jurisdiction
from duban.apps.organizations.views.form_pages import bare_form, confirm_page, done, form_page
from duban.apps.web.access import require
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request
from duban.rulebook.permissions import Permission, why_not


def page_of(place: Jurisdiction) -> str:
    return f"{reverse('organizations:index')}?place={place.pk}"


@require(Permission.CREATE_JURISDICTION)
def create_jurisdiction(request: Request, pk: int) -> HttpResponse:
    parent = _place(request, pk)
    form = CreateJurisdictionForm(request.POST or None, levels=actions.levels_below(parent))
    if request.method == "POST" and form.is_valid():
        place = attempt(form, actions.create_jurisdiction, parent=parent, by=request.actor, **form.cleaned_data)
        if place is not None:
            messages.success(request, f"已在{parent}之下新建“{place}”。")
            return redirect(page_of(place))
    about = f"上级行政区：{parent}"
    return form_page(
        request, form, heading="新建下级行政区", about=about, submit="新建", cancel_url=page_of(parent), tab="units"
    )


@require(Permission.RENAME_JURISDICTION)
def change_jurisdiction(request: Request, pk: int) -> HttpResponse:
    place = _place(request, pk)
    shown = {"name": place.name, "code": place.code, "order": place.order, "seen": token(place)}
    form = ChangeJurisdictionForm(request.POST or None, initial=shown)
    if done(request, form, actions.change_jurisdiction, jurisdiction=place):
        messages.success(request, "已保存。")
        return redirect(page_of(place))
    return form_page(
        request,
        form,
        heading="修改行政区",
        about=place,
        submit="保存",
        cancel_url=page_of(place),
        template="organizations/jurisdictions/change.html",
        history_of=place,
        delete_url=reverse("organizations:jurisdiction-delete", args=[place.pk]),
        why_not_delete=why_not(actions.check_can_delete_jurisdiction, place, request.actor),
    )


@require(Permission.DELETE_JURISDICTION)
def delete_jurisdiction(request: Request, pk: int) -> HttpResponse:
    place = _place(request, pk)
    form = bare_form(request)
    if done(request, form, actions.delete_jurisdiction, jurisdiction=place):
        messages.success(request, f"已删除行政区“{place}”。")
        return redirect("organizations:index")
    told = ["只能删除没有单位、人员和下级的行政区。", "删除后不能恢复；操作记录仍然保留。"]
    return confirm_page(request, form, question=f"删除行政区“{place}”", consequences=told, cancel_url=page_of(place))


def _place(request: Request, pk: int) -> Jurisdiction:
    return get_object_or_404(Jurisdiction.objects.visible_to(request.actor), pk=pk)
