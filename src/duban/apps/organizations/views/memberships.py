"""The seats of a leading group: add, end."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from duban.apps.organizations.actions import memberships as actions
from duban.apps.organizations.forms.leading_groups import AddMemberForm, EndMemberForm
from duban.apps.organizations.models import LeadingGroup, Membership, MembershipRole
from duban.apps.organizations.views.form_pages import done, form_page
from duban.apps.organizations.views.leading_groups import TAB, page_of
from duban.apps.web.access import require
from duban.apps.web.requests import Request
from duban.rulebook.permissions import Permission


@require(Permission.ADD_MEMBER)
def add_member(request: Request, pk: int) -> HttpResponse:
    """After one member the empty form comes again: a group has thirty."""
    group = get_object_or_404(LeadingGroup.objects.visible_to(request.actor), pk=pk)
    form = AddMemberForm(request.POST or None, actor=request.actor, initial={"since": group.since})
    if done(request, form, actions.add_member, group=group):
        named = next(form.cleaned_data[kind] for kind in ("post", "official", "unit") if form.cleaned_data[kind])
        messages.success(request, f"已添加{MembershipRole(form.cleaned_data['role']).label}：{named}。可以接着添加。")
        return redirect(reverse("organizations:member-add", args=[group.pk]))
    words = {"heading": "添加成员", "submit": "添加，并继续", "cancel_url": page_of(group), "cancel": "返回领导小组"}
    return form_page(request, form, about=group, tab=TAB, **words)


@require(Permission.END_MEMBER)
def end_member(request: Request, pk: int) -> HttpResponse:
    groups = LeadingGroup.objects.visible_to(request.actor)
    seats = Membership.objects.filter(leading_group__in=groups).select_related("leading_group", "post__unit", "unit")
    seat = get_object_or_404(seats, pk=pk)
    form = EndMemberForm(request.POST or None)
    if done(request, form, actions.end_member, membership=seat):
        messages.success(request, f"已将“{seat}”调出。")
        return redirect(page_of(seat.leading_group))
    about = f"{seat.leading_group}{seat.get_role_display()}：{seat}"
    words = {"heading": "调出成员", "submit": "调出", "cancel_url": page_of(seat.leading_group)}
    return form_page(request, form, about=about, tab=TAB, **words)
