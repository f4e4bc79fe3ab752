"""提醒设置: how one is reminded."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from duban.apps.organizations.changes import token
from duban.apps.outbox.actions import subscriptions as actions
from duban.apps.outbox.channels import email_is_set_up
from duban.apps.outbox.forms import SettingsForm
from duban.apps.outbox.labels import FEEDS_OFF, NO_EMAIL
from duban.apps.outbox.models import Subscription
from duban.apps.outbox.queries.feeds import offers
from duban.apps.web.access import require
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission


@require(Permission.RECEIVE_REMINDERS)
def change_settings(request: Request) -> HttpResponse:
    form, today = SettingsForm(request.POST or None, initial=_shown(request.actor)), timezone.localdate()
    if request.method == "POST" and form.is_valid():
        attempt(form, actions.change_settings, on=today, by=request.actor, **form.cleaned_data)
        if not form.errors:
            messages.success(request, "提醒设置已保存")
            return redirect("outbox:settings")
    context = {
        "form": form,
        "offers": offers(request.actor.account or 0, on=today),
        "no_email": "" if email_is_set_up() else NO_EMAIL,
        "no_feeds": "" if settings.FEEDS else FEEDS_OFF,
    }
    return render(request, "outbox/settings.html", context)


def _shown(actor: Actor) -> dict[str, Any]:
    account = actor.account or 0
    row = Subscription.objects.filter(account=account).first() or Subscription(account_id=account)
    return {"email": row.email, "quiet_until": row.quiet_until, "seen": token(row)}
