"""提醒: one's messages, day by day."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from duban.apps.outbox import pages
from duban.apps.outbox.actions import messages as actions
from duban.apps.outbox.queries.messages import count_unread, messages_of
from duban.apps.web.access import require
from duban.apps.web.requests import Request
from duban.rulebook.permissions import Permission

RECEIVE = Permission.RECEIVE_REMINDERS
A_PAGE = 10


@require(RECEIVE)
@require_GET
def list_messages(request: Request) -> HttpResponse:
    page = Paginator(messages_of(request.actor), A_PAGE).get_page(request.GET.get("page"))
    shown = [pages.shown(message) for message in page.object_list]
    context = {"page": page, "shown": shown, "unread": count_unread(request.actor), "today": timezone.localdate()}
    return render(request, "outbox/messages.html", context)


@require(RECEIVE)
@require_POST
def mark_read(request: Request, pk: int) -> HttpResponse:
    message = get_object_or_404(messages_of(request.actor), pk=pk)
    actions.mark_read(messages=[message], at=timezone.now(), by=request.actor)
    return redirect("outbox:messages")


@require(RECEIVE)
@require_POST
def mark_all_read(request: Request) -> HttpResponse:
    count = actions.mark_all_read(at=timezone.now(), by=request.actor)
    messages.success(request, f"{count} 条提醒已标为已读" if count else "没有未读的提醒")
    return redirect("outbox:messages")
