"""挂牌督办: the board, the page of one case, the sheet to print."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from duban.apps.supervision import file_owners
from duban.apps.supervision.actions import listed_acceptance, listed_board, listed_drafts, listed_stages
from duban.apps.supervision.listed_picture import stage_plan
from duban.apps.supervision.listed_ways import way_of
from duban.apps.supervision.models import ListedCase
from duban.apps.supervision.queries import listed as queries
from duban.apps.supervision.queries.files import with_files
from duban.apps.supervision.views.listed_lines import months_shown, stages_shown, steps_shown
from duban.apps.supervision.views.listed_table import ListedTable
from duban.apps.supervision.views.rectification_parts import items_context
from duban.apps.web.access import require
from duban.apps.web.requests import Request
from duban.rulebook.actors import Actor
from duban.rulebook.listings import ON_BOARD, ListedState
from duban.rulebook.permissions import Permission, can, why_not


@require(Permission.SEE_CASES)
def list_listed(request: Request) -> HttpResponse:
    table = ListedTable(request, queries.board(request.actor, on=timezone.localdate()))
    return table.respond("supervision/listed/board.html", {"may_list": can(request.actor, Permission.LIST_CASE)})


@require(Permission.SEE_CASES)
def show_listed(request: Request, pk: int) -> HttpResponse:
    return render(request, "supervision/listed/case.html", _page(request, listed_row(request, pk)))


@require(Permission.SEE_CASES)
def print_listed(request: Request, pk: int) -> HttpResponse:
    """One sheet: the case, its stages, months and acceptances, without anything to press."""
    return render(request, "supervision/listed/sheet.html", _page(request, listed_row(request, pk)))


def listed_row(request: Request, pk: int) -> ListedCase:
    return get_object_or_404(queries.seen_by(request.actor), pk=pk)


def _page(request: Request, row: ListedCase) -> dict[str, Any]:
    actor, on = request.actor, timezone.localdate()
    stages = list(row.stages.order_by("order"))
    is_kept = can(actor, Permission.LIST_CASE, within=row.jurisdiction.path)
    acceptances = list(row.acceptances.select_related("unit").order_by("at", "pk").prefetch_related(with_files()))
    return {
        "row": row,
        "on": on,
        "is_draft": row.state == ListedState.DRAFT,
        "is_on_board": row.state in ON_BOARD,
        "is_kept": is_kept,
        "picture": stage_plan(stages, due=row.due, on=on, is_judged=row.state in ON_BOARD),
        "stages": stages_shown(row, stages, actor, on=on),
        "steps": steps_shown(row, way_of(row, on=on), acceptances),
        "acceptances": [(one, file_owners.may_write(one, actor)) for one in acceptances],
        "months": months_shown(queries.months_of(row), on=on),
        "listed_by_document": queries.document_of(row, "listed.listed"),
        "delisted_by_document": queries.document_of(row, "listed.delisted") if row.delisted_on else "",
        **_buttons(row, actor),
        **items_context(row, actor, on=on),
    }


def _buttons(row: ListedCase, actor: Actor) -> dict[str, str]:
    """Why each cannot be pressed, "" where it can."""
    on = timezone.localdate()
    delist = why_not(listed_board.check_can_delist, row, actor, on=on)
    return {
        "why_not_edit": why_not(listed_drafts.check_may_edit, row, actor),
        "why_not_list": why_not(listed_board.check_can_list, row, actor),
        "why_not_withdraw": why_not(listed_drafts.check_can_withdraw, row, actor),
        "why_not_extend": why_not(listed_stages.check_can_extend, row, actor),
        "why_not_check": why_not(listed_acceptance.check_can_check_oneself, row, actor),
        "why_not_accept": why_not(listed_acceptance.check_can_accept, row, actor, on=on),
        "why_not_visit": why_not(listed_acceptance.check_can_visit, row, actor),
        "why_not_delist": delist,
        "why_not_relist": why_not(listed_board.check_can_relist, row, actor),
    }
