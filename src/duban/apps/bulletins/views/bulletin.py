"""One bulletin: how far its document is, the figures it tells, the rows behind each, what they would be now."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from duban.apps.bulletins.models import Bulletin
from duban.apps.bulletins.queries.rows import rows_of
from duban.apps.bulletins.state_now import figures_shown, look_at, recomputed
from duban.apps.bulletins.writing.panel import grouped
from duban.apps.dispatch.actions import issuing
from duban.apps.dispatch.live.figures import Figure
from duban.apps.dispatch.placeholders import named_in
from duban.apps.dispatch.showing import shown
from duban.apps.web.access import require
from duban.apps.web.requests import Request
from duban.rulebook.dispatches import DispatchState
from duban.rulebook.permissions import Permission, can, why_not
from duban.rulebook.refusals import Conflict


@require(Permission.SEE_DISPATCHES)
def show_bulletin(request: Request, pk: int) -> HttpResponse:
    row = find(request, pk)
    figures = figures_shown(row)
    writes = can(request.actor, Permission.WRITE_BULLETIN, within=row.jurisdiction.path)
    context = {
        "row": row,
        "sheet": shown(row.dispatch),
        "used": [figures[key] for key in named_in(_text(row)) if key in figures],
        "changed": [] if row.figures or not writes else look_at(row, row.dispatch.text).changed(row.dispatch.text),
        "is_past": row.as_of < timezone.localdate(),
        "may": _may(request, row, writes=writes),
    }
    return render(request, "bulletins/bulletin.html", context)


@require(Permission.SEE_DISPATCHES)
def list_figures(request: Request, pk: int) -> HttpResponse:
    """All figures with their definitions; of the one asked for the rows it counted."""
    row = find(request, pk)
    figures = _told_to(request, row, figures_shown(row))
    asked = request.GET.get("key", "")
    if asked and asked not in figures:
        raise Http404
    context: dict[str, Any] = {"row": row, "groups": grouped(figures), "is_past": row.as_of < timezone.localdate()}
    if asked:
        lines, unseen = rows_of(figures[asked], request.actor)
        context |= {"one": figures[asked], "lines": lines, "unseen": unseen, "ledger": _ledger(row, asked)}
    return render(request, "bulletins/figures.html", context)


@require(Permission.WRITE_BULLETIN)
def compare_bulletin(request: Request, pk: int) -> HttpResponse:
    """What was issued beside what the record tells of the same day now; nothing is changed by it."""
    row = find(request, pk)
    if not row.figures:
        raise Conflict("通报还没有印发，数据随时更新，不用比较")
    _, differing = recomputed(row)
    correct = reverse("dispatch:dispatch-correct", args=[row.dispatch_id])
    context = {"row": row, "differences": differing, "total": len(row.figures), "correct": correct}
    context["may_correct"] = not why_not(issuing.check_can_correct, row.dispatch, request.actor)
    return render(request, "bulletins/compare.html", context)


def find(request: Request, pk: int) -> Bulletin:
    related = ("plan__jurisdiction", "round", "jurisdiction", "dispatch__letterhead", "dispatch__jurisdiction")
    found: Bulletin = get_object_or_404(Bulletin.objects.visible_to(request.actor).select_related(*related), pk=pk)
    return found


def figure_url(row: Bulletin, key: str) -> str:
    return f"{reverse('bulletins:figures', args=[row.pk])}?{urlencode({'key': key})}"


def _told_to(request: Request, row: Bulletin, figures: dict[str, Figure]) -> dict[str, Figure]:
    """Who writes and who signs read all that was computed; to others it tells what the document tells."""
    within = row.jurisdiction.path
    if any(can(request.actor, one, within=within) for one in (Permission.WRITE_BULLETIN, Permission.SIGN_DISPATCH)):
        return figures
    return {key: figures[key] for key in named_in(_text(row)) if key in figures}


def _text(row: Bulletin) -> str:
    """With the names of its figures."""
    return str(row.dispatch.frozen.get("text", "") or row.dispatch.text)


def _ledger(row: Bulletin, key: str) -> str:
    """The tasks of the plan that stand so today."""
    health = {"滞后数": "behind", "逾期数": "overdue", "已完成数": "done", "超前数": "ahead", "正常数": "on_pace"}
    health |= {"未启动数": "not_started"}
    if key not in health and key != "任务总数":
        return ""
    asked = {"plan": row.plan_id} | ({"health": health[key]} if key in health else {})
    return f"{reverse('plans:ledger')}?{urlencode(asked)}"


def _may(request: Request, row: Bulletin, *, writes: bool) -> dict[str, Any]:
    is_draft = row.dispatch.state == DispatchState.DRAFT
    return {"edit": writes and is_draft, "compare": writes and bool(row.figures)}
