"""Accounts as their administrators see them: the list, one account, and what is done to it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from duban.apps.accounts import lockout, pages
from duban.apps.accounts.actions import accounts as actions
from duban.apps.accounts.actions import passwords, sessions
from duban.apps.accounts.forms import ChangeAccountForm, CreateAccountForm
from duban.apps.accounts.models import Account, AccountSession
from duban.apps.accounts.queries import accounts_with_roles, count_by_role, locked_accounts
from duban.apps.accounts.tables import AccountTable
from duban.apps.web.access import require
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request
from duban.rulebook.permissions import Permission, can
from duban.rulebook.roles import Role


@require(Permission.SEE_ACCOUNTS)
def accounts(request: Request) -> HttpResponseBase:
    today, asked = timezone.localdate(), request.GET.get("role", "")
    role = Role(asked) if asked in list(Role) else None
    table = AccountTable(request, accounts_with_roles(request.actor, on=today, role=role))
    context = {
        "tabs": pages.role_tabs(count_by_role(request.actor, on=today), role),
        "locked": locked_accounts(request.actor, at=timezone.now()),
        "may_create": can(request.actor, Permission.CREATE_ACCOUNT),
    }
    return table.respond("accounts/accounts/list.html", context)


@require(Permission.SEE_ACCOUNTS)
def account(request: Request, pk: int) -> HttpResponse:
    now, today = timezone.now(), timezone.localdate()
    shown = _visible(request, pk)
    context = {
        "account": shown,
        "locked_until": lockout.locked_until(shown.username, at=now),
        "grants": pages.grants_of(shown, request.actor, on=today),
        "sessions": AccountSession.objects.live(at=now).filter(account=shown),
        "buttons": pages.buttons(shown, request.actor, at=now, on=today),
        "may_end": can(request.actor, Permission.END_SESSION),
    }
    return render(request, "accounts/accounts/account.html", context)


@require(Permission.CREATE_ACCOUNT)
@never_cache
def create_account(request: Request) -> HttpResponse:
    form = CreateAccountForm(request.POST or None, actor=request.actor, on=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        made = attempt(form, actions.create_account, by=request.actor, **form.cleaned_data)
        if made:
            return _password_shown(request, made.account, made.password, is_new=True)
    context = {"form": form, "title": "新建账号", "submit": "新建", "cancel_url": reverse("accounts:accounts")}
    return render(request, "accounts/accounts/form.html", context)


@require(Permission.CHANGE_ACCOUNT)
def change_account(request: Request, pk: int) -> HttpResponse:
    shown, today = _visible(request, pk), timezone.localdate()
    form = ChangeAccountForm(request.POST or None, actor=request.actor, on=today, account=shown)
    arguments = {"account": shown, "on": today, "by": request.actor}
    if form.is_valid() and (changed := attempt(form, actions.change_account, **arguments, **form.cleaned_data)):
        messages.success(request, f"账号{changed}已修改")
        return redirect("accounts:account", pk)
    context = {"form": form, "title": f"修改账号 {shown.username}", "submit": "保存", "account": shown}
    return render(request, "accounts/accounts/form.html", context)


@require(Permission.DISABLE_ACCOUNT)
def disable_account(request: Request, pk: int) -> HttpResponse:
    shown, today = _visible(request, pk), timezone.localdate()
    if request.method == "POST":
        actions.disable_account(account=shown, at=timezone.now(), on=today, by=request.actor)
        messages.success(request, f"{shown}已停用")
        return redirect("accounts:account", pk)
    actions.check_can_disable(shown, on=today, by=request.actor)
    consequences = ("不能再登录，现在的登录立即结束。", "角色和历史记录都保留，启用后恢复。")
    return _confirm(request, shown, f"停用{shown}吗？", consequences, submit="停用", kind="danger")


@require(Permission.ENABLE_ACCOUNT)
@require_POST
def enable_account(request: Request, pk: int) -> HttpResponse:
    shown = actions.enable_account(account=_visible(request, pk), on=timezone.localdate(), by=request.actor)
    messages.success(request, f"{shown}已启用")
    return redirect("accounts:account", pk)


@require(Permission.RESET_PASSWORD)
@never_cache
def reset_password(request: Request, pk: int) -> HttpResponse:
    shown, today = _visible(request, pk), timezone.localdate()
    if request.method == "POST":
        password = passwords.reset_password(account=shown, at=timezone.now(), on=today, by=request.actor)
        return _password_shown(request, shown, password)
    passwords.check_can_reset(shown, on=today, by=request.actor)
    consequences = (
        "生成一个一次性密码，只显示这一次。",
        "原来的密码立即失效，现在的登录立即结束。",
        "本人登录后须先修改密码。",
    )
    return _confirm(request, shown, f"重置{shown}的密码吗？", consequences, submit="重置密码", kind="danger")


@require(Permission.UNLOCK_ACCOUNT)
@require_POST
def unlock_account(request: Request, pk: int) -> HttpResponse:
    shown = actions.unlock_account(account=_visible(request, pk), at=timezone.now(), by=request.actor)
    messages.success(request, f"{shown}已解锁，可以再次登录")
    return redirect("accounts:account", pk)


@require(Permission.END_SESSION)
@require_POST
def end_session(request: Request, pk: int) -> HttpResponse:
    visible = AccountSession.objects.filter(account__in=Account.objects.visible_to(request.actor))
    session = get_object_or_404(visible.select_related("account__unit__jurisdiction"), pk=pk)
    sessions.end_session(session=session, at=timezone.now(), on=timezone.localdate(), by=request.actor)
    messages.success(request, "那一处的登录已结束")
    return redirect("accounts:account", session.account_id)


def _visible(request: Request, pk: int) -> Account:
    rows = Account.objects.visible_to(request.actor).select_related("unit__jurisdiction", "official")
    return get_object_or_404(rows, pk=pk)


def _confirm(
    request: Request, account: Account, question: str, consequences: tuple[str, ...], **words: Any
) -> HttpResponse:
    cancel_url = reverse("accounts:account", args=[account.pk])
    context = {"question": question, "consequences": consequences, "cancel_url": cancel_url, **words}
    return render(request, "components/confirm.html", context)


def _password_shown(request: Request, account: Account, password: str, *, is_new: bool = False) -> HttpResponse:
    context = {"account": account, "password": password, "is_new": is_new}
    return render(request, "accounts/accounts/password.html", context)
