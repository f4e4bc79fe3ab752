"""Granting and revoking roles, and the table of what each role may do."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from duban.apps.accounts import pages
from duban.apps.accounts.actions import roles as actions
from duban.apps.accounts.forms import GrantRoleForm
from duban.apps.accounts.models import Account, RoleGrant
from duban.apps.web.access import require
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request
from duban.rulebook.permissions import Permission
from duban.rulebook.roles import LABELS, Role


@require(Permission.SEE_ACCOUNTS)
def roles(request: Request) -> HttpResponse:
    return render(request, "accounts/roles/matrix.html", {"roles": LABELS.values(), "parts": pages.matrix()})


@require(Permission.GRANT_ROLE)
def grant_role(request: Request, pk: int) -> HttpResponse:
    accounts = Account.objects.visible_to(request.actor).select_related("unit__jurisdiction")
    account, today = get_object_or_404(accounts, pk=pk), timezone.localdate()
    actions.check_can_grant(account, by=request.actor)
    form = GrantRoleForm(request.POST or None, actor=request.actor, on=today, account=account)
    arguments = {"account": account, "on": today, "by": request.actor}
    if form.is_valid() and (granted := attempt(form, actions.grant_role, **arguments, **form.cleaned_data)):
        messages.success(request, f"{granted}角色已授予，立即生效")
        return redirect("accounts:account", pk)
    context = {"form": form, "title": f"给{account}授予角色", "submit": "授予", "account": account}
    return render(request, "accounts/roles/grant.html", context)


@require(Permission.REVOKE_ROLE)
def revoke_role(request: Request, pk: int) -> HttpResponse:
    visible = RoleGrant.objects.filter(account__in=Account.objects.visible_to(request.actor))
    grant = get_object_or_404(visible.select_related("account__unit__jurisdiction", "unit__jurisdiction"), pk=pk)
    today, role = timezone.localdate(), f"{grant.unit.name}的{LABELS[Role(grant.role)]}"
    if request.method == "POST":
        actions.revoke_role(grant=grant, at=timezone.now(), on=today, by=request.actor)
        messages.success(request, f"{role}角色已收回")
        return redirect("accounts:account", grant.account_id)
    actions.check_can_revoke(grant, on=today, by=request.actor)
    consequences = (
        "从今天起不能再以这个身份办理。",
        "这个账号现在的登录立即结束。",
        "以这个身份办过的事，记录都保留。",
    )
    context = {
        "question": f"收回{grant.account}{role}角色吗？",
        "consequences": consequences,
        "submit": "收回角色",
        "kind": "danger",
        "cancel_url": reverse("accounts:account", args=[grant.account_id]),
    }
    return render(request, "components/confirm.html", context)
