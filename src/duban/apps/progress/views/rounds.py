"""报送情况: the matrix of units and rounds; one round with its reports."""

from __future__ import annotations

from typing import Any, cast

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from duban.apps.calendars.queries import distance
from duban.apps.plans.models import Plan, ReportingRound
from duban.apps.plans.queries.plan_rounds import on_axis, round_marks
from duban.apps.progress.queries.matrix import Matrix, matrix_of
from duban.apps.progress.queries.rounds import (
    opening_day_of,
    plan_to_show,
    plans_reported,
    reason_reopened,
    reports_of,
    rounds_seen,
)
from duban.apps.progress.rounds_matrix import Shown, labelled, matrix_file
from duban.apps.progress.rounds_table import RoundTable, drafts_hidden
from duban.apps.progress.views.round_runs import buttons_of
from duban.apps.web.access import require
from duban.apps.web.requests import Request
from duban.rulebook.permissions import Permission

_WEEK = "一二三四五六日"


@require(Permission.SEE_PLANS)
def show_matrix(request: Request) -> HttpResponse:
    on, actor = timezone.localdate(), request.actor
    asked = _key(request, "plan")
    plan = plan_to_show(actor, on=on, asked=asked)
    if plan is None and asked is not None:
        raise Http404
    if plan is None:
        return render(request, "progress/rounds/none.html")
    matrix = matrix_of(plan, actor, on=on, chosen=_key(request, "round"))
    if request.GET.get("export") == "xlsx":
        return cast("HttpResponse", matrix_file(matrix))
    return render(request, "progress/rounds/matrix.html", _context(request, matrix, plan))


@require(Permission.SEE_PLANS)
def show_round(request: Request, pk: int) -> HttpResponse:
    on, round = timezone.localdate(), get_object_or_404(rounds_seen(request.actor), pk=pk)
    table = RoundTable(request, drafts_hidden(reports_of(round, actor=request.actor, on=on), request.actor, on=on))
    context = {"plan": round.plan, "on": on, "reopened_for": reason_reopened(round)}
    context |= {"buttons": buttons_of(round, request.actor, on=on)} | _facts(round)
    return table.respond("progress/rounds/round.html", context)


def _context(request: Request, matrix: Matrix, plan: Plan) -> dict[str, Any]:
    on, current = timezone.localdate(), matrix.current
    asked = {name: request.GET.get(name, "") for name in ("owing", "sort")}
    shown = Shown(matrix, only_owing=asked["owing"] == "1", by_owing=asked["sort"] == "owing")
    others = [one for one in plans_reported(request.actor) if one.pk != plan.pk]
    return {
        "plan": plan,
        "others": [{"label": str(one), "url": f"{reverse('progress:rounds')}?plan={one.pk}"} for one in others],
        "matrix": matrix,
        "shown": shown,
        "groups": list(shown.groups()),
        "total": shown.total(),
        "on": on,
        "today_x": on_axis(plan, on),
        "marks": labelled(round_marks(plan, on=on)),
        "buttons": buttons_of(current, request.actor, on=on) if current else [],
        **(_facts(current) if current else {}),
    }


def _facts(round: ReportingRound) -> dict[str, Any]:
    on = timezone.localdate()
    opens_on = opening_day_of(round, on=on) if round.opened_at is None else None
    weekday, far = f"周{_WEEK[round.due.weekday()]}", distance(round.due, on=on).words
    return {"round": round, "weekday": weekday, "distance": far, "opens_on": opens_on}


def _key(request: Request, name: str) -> int | None:
    asked = request.GET.get(name, "")
    return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 19 else None
