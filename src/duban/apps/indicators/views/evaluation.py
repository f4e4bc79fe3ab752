"""One evaluation: how far its document is, the figures it tells, the rows behind each, what they would be now."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from duban.apps.dispatch.actions import issuing
from duban.apps.dispatch.live.figures import Figure
from duban.apps.dispatch.placeholders import named_in
from duban.apps.dispatch.showing import shown
from duban.apps.indicators.evaluating.comparing import changes
from duban.apps.indicators.evaluating.computing import grouped
from duban.apps.indicators.evaluating.periods import period_words
from duban.apps.indicators.evaluating.results import item_of
from duban.apps.indicators.evaluating.state_now import figures_shown, look_at, recomputed
from duban.apps.indicators.models import Evaluation
from duban.apps.indicators.queries.evaluations import figures_named, rows_of
from duban.apps.indicators.set_addresses import indicator_url
from duban.apps.web.access import require
from duban.apps.web.requests import Request
from duban.rulebook.dispatches import DispatchState
from duban.rulebook.forecast import OUTLOOKS, Outlook
from duban.rulebook.indicator_pace import PACE_CLASSES, PaceClass
from duban.rulebook.permissions import Permission, can, why_not
from duban.rulebook.refusals import Conflict


@require(Permission.SEE_DISPATCHES)
def show_evaluation(request: Request, pk: int) -> HttpResponse:
    row = find(request, pk)
    figures, writes = figures_shown(row), _writes(request, row)
    context = {
        "row": row,
        "period": period_words(row.year, row.month),
        "sheet": shown(row.dispatch),
        "used": [figures[key] for key in named_in(_text(row)) if key in figures],
        "is_frozen": bool(row.results),
        "changed": [] if row.results or not writes else look_at(row).changed(row.dispatch.text),
        "may_edit": writes and row.dispatch.state == DispatchState.DRAFT,
        "may_compare": writes and bool(row.results),
        "sees_all": writes or _signs(request, row),
    }
    return render(request, "indicators/evaluations/evaluation.html", context)


@require(Permission.SEE_DISPATCHES)
def list_figures(request: Request, pk: int) -> HttpResponse:
    """All figures with their definitions; of the one asked for the rows it counted."""
    row = find(request, pk)
    figures = _told_to(request, row, figures_shown(row))
    asked = request.GET.get("key", "")
    if asked and asked not in figures:
        raise Http404
    context: dict[str, Any] = {"row": row, "groups": grouped(figures), "period": period_words(row.year, row.month)}
    if asked:
        lines, unseen = rows_of(figures[asked], request.actor)
        context |= {"one": figures[asked], "lines": lines, "unseen": unseen}
    return render(request, "indicators/evaluations/figures.html", context)


@require(Permission.SEE_DISPATCHES)
def list_results(request: Request, pk: int) -> HttpResponse:
    """How each indicator was computed: inputs, working, class, forecast; who writes and who signs read it."""
    row = find(request, pk)
    if not (_writes(request, row) or _signs(request, row)):
        raise Http404
    items = row.results["items"] if row.results else [item_of(one) for one in look_at(row).ground.standing.every]
    lines = [
        {
            **item,
            "url": indicator_url(item["key"]),
            "standing": PACE_CLASSES[PaceClass(item["class"])],
            "outlook": OUTLOOKS[Outlook(item["forecast"]["outlook"])],
        }
        for item in items
    ]
    context = {"row": row, "lines": lines, "period": period_words(row.year, row.month)}
    return render(request, "indicators/evaluations/results.html", context)


@require(Permission.EVALUATE_INDICATORS)
def compare_evaluation(request: Request, pk: int) -> HttpResponse:
    """What was issued beside what the record tells of the same period now, and why; nothing is changed by it."""
    row = find(request, pk)
    if not row.results:
        raise Conflict("还没有印发，数据随时更新，不用比较")
    look, differing = recomputed(row)
    standing = look.ground.standing
    rows = figures_named(row.results, [found.pk for one in standing.every for found in one.figures.values()])
    context = {
        "row": row,
        "period": period_words(row.year, row.month),
        "differences": [one for one in differing if not one.key.startswith("指标")],
        "items": changes(row.results, standing, rows),
        "total": len(row.results["items"]),
        "correct": reverse("dispatch:dispatch-correct", args=[row.dispatch_id]),
        "may_correct": not why_not(issuing.check_can_correct, row.dispatch, request.actor),
    }
    return render(request, "indicators/evaluations/compare.html", context)


def find(request: Request, pk: int) -> Evaluation:
    related = ("indicator_set__jurisdiction", "scheme", "dispatch__letterhead", "dispatch__jurisdiction")
    found: Evaluation = get_object_or_404(Evaluation.objects.visible_to(request.actor).select_related(*related), pk=pk)
    return found


def figure_url(row: Evaluation, key: str) -> str:
    return f"{reverse('indicators:evaluation-figures', args=[row.pk])}?{urlencode({'key': key})}"


def _writes(request: Request, row: Evaluation) -> bool:
    return can(request.actor, Permission.EVALUATE_INDICATORS, within=row.indicator_set.jurisdiction.path)


def _signs(request: Request, row: Evaluation) -> bool:
    return can(request.actor, Permission.SIGN_DISPATCH, within=row.indicator_set.jurisdiction.path)


def _told_to(request: Request, row: Evaluation, figures: dict[str, Figure]) -> dict[str, Figure]:
    """Who writes and who signs read all that was computed; to others it tells what the document tells."""
    if _writes(request, row) or _signs(request, row):
        return figures
    return {key: figures[key] for key in named_in(_text(row)) if key in figures}


def _text(row: Evaluation) -> str:
    """With the names of its figures."""
    return str(row.dispatch.frozen.get("text", "") or row.dispatch.text)
