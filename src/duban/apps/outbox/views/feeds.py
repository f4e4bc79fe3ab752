"""日历订阅: make, renew and end a secret address; what the address shows to whoever has it."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import quote_etag
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from duban.apps.organizations.changes import digest
from duban.apps.organizations.models import Unit
from duban.apps.outbox.actions import subscriptions as actions
from duban.apps.outbox.icalendar import CONTENT_TYPE, calendar_of
from duban.apps.outbox.models import Feed
from duban.apps.outbox.queries.feeds import shown_by
from duban.apps.web.access import require
from duban.apps.web.requests import Request
from duban.rulebook.permissions import Permission

RECEIVE = Permission.RECEIVE_REMINDERS


@require(RECEIVE)
@require_POST
@never_cache
def renew_feed(request: Request) -> HttpResponse:
    return _renew(request, None)


@require(RECEIVE)
@require_POST
@never_cache
def renew_unit_feed(request: Request, unit_pk: int) -> HttpResponse:
    return _renew(request, get_object_or_404(Unit.objects.visible_to(request.actor), pk=unit_pk))


def _renew(request: Request, unit: Unit | None) -> HttpResponse:
    """The address is shown this once."""
    now, today = timezone.now(), timezone.localdate()
    secret = actions.renew_feed(unit=unit, on=today, at=now, by=request.actor)
    address = f"{_site(request)}{reverse('outbox:feed', args=[secret])}"
    return render(request, "outbox/feed.html", {"address": address, "unit": unit})


@require(RECEIVE)
@require_POST
def end_feed(request: Request, pk: int) -> HttpResponse:
    feed = get_object_or_404(Feed.objects.filter(account=request.actor.account), pk=pk)
    actions.end_feed(feed=feed, by=request.actor)
    messages.success(request, "订阅地址已停用，日历里的内容会随下次更新消失")
    return redirect("outbox:settings")


@require_safe
@login_not_required
def show_feed(request: HttpRequest, secret: str) -> HttpResponse:
    """For calendars, which do not sign in; nothing there for whoever has no good address."""
    today = timezone.localdate()
    shown = shown_by(secret, on=today) if settings.FEEDS else None
    if shown is None:
        raise Http404
    text = calendar_of(shown.owed, name=shown.name, on=today, site=_site(request))
    etag = quote_etag(digest(text))
    known = request.headers.get("If-None-Match") == etag
    answer = HttpResponseNotModified() if known else HttpResponse(text, content_type=CONTENT_TYPE)
    answer["ETag"], answer["Cache-Control"] = etag, "private, no-cache"
    return answer


def _site(request: HttpRequest) -> str:
    return settings.ADDRESS or request.build_absolute_uri("/").rstrip("/")
