"""What is done with a listed case: documents, stages, days, checks and acceptances, its end and its return."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from duban.apps.organizations.changes import token
from duban.apps.supervision.actions import listed_acceptance, listed_board, listed_notices, listed_stages
from duban.apps.supervision.forms import listed_steps as forms
from duban.apps.supervision.models import ListedCase, ListedStage
from duban.apps.supervision.queries import listed as queries
from duban.apps.supervision.views.listed_cases import listed_row
from duban.apps.supervision.views.listed_pages import case_url, step_page
from duban.apps.web.access import require
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request
from duban.rulebook.listings import STEPS, Step
from duban.rulebook.permissions import Permission

P = Permission


@require(P.LIST_CASE)
@require_POST
def draft_notice(request: Request, pk: int) -> HttpResponse:
    row = listed_row(request, pk)
    made = listed_notices.draft_listing_notice(listed=row, at=timezone.now(), by=request.actor)
    messages.success(request, "挂牌通知已起草，印发以后这个事项即为挂牌。")
    return redirect("dispatch:dispatch", made.pk)


@require(P.DELIST_CASE)
@require_POST
def draft_delisting(request: Request, pk: int) -> HttpResponse:
    row = listed_row(request, pk)
    made = listed_notices.draft_delisting_notice(listed=row, at=timezone.now(), by=request.actor)
    messages.success(request, "摘牌通知已起草，印发以后这个事项即为摘牌。")
    return redirect("dispatch:dispatch", made.pk)


@require(P.LIST_CASE)
def register_listing(request: Request, pk: int) -> HttpResponse:
    row = listed_row(request, pk)
    listed_board.check_can_list(row, request.actor)
    shown = {"seen": row.version, "listed_on": timezone.localdate()}
    form = forms.RegisterListingForm(request.POST or None, initial=shown)
    texts = {"heading": "登记挂牌", "submit": "登记", "done": "已挂牌，本月起报送整治进展。"}
    texts["about"] = "上级或其他系统已经发文挂牌的，登记文件和日期；由本机关发文的，请起草挂牌通知。"
    return step_page(request, row, form, listed_board.register_listing, texts, listed=row, at=timezone.now())


@require(P.DELIST_CASE)
def register_delisting(request: Request, pk: int) -> HttpResponse:
    row, on = listed_row(request, pk), timezone.localdate()
    listed_board.check_can_delist(row, request.actor, on=on)
    form = forms.RegisterDelistingForm(request.POST or None, initial={"seen": row.version, "delisted_on": on})
    texts = {"heading": "登记摘牌", "submit": "登记", "done": "已摘牌销案。"}
    texts["about"] = "上级或其他系统已经发文摘牌的，登记文件和日期；由本机关发文的，请起草摘牌通知。"
    return step_page(request, row, form, listed_board.register_delisting, texts, listed=row, at=timezone.now())


@require(P.LIST_CASE)
def relist_case(request: Request, pk: int) -> HttpResponse:
    row = listed_row(request, pk)
    listed_board.check_can_relist(row, request.actor)
    form = forms.RelistForm(request.POST or None, initial={"seen": row.version})
    texts = {"heading": "反弹，重新挂牌", "submit": "重新挂牌", "done": "已重新挂牌，恢复每月报送。"}
    return step_page(request, row, form, listed_board.relist_case, texts, listed=row, at=timezone.now())


@require(P.LIST_CASE)
def extend_listed(request: Request, pk: int) -> HttpResponse:
    row = listed_row(request, pk)
    listed_stages.check_can_extend(row, request.actor)
    form = forms.ExtendListedForm(request.POST or None, initial={"seen": row.version})
    texts = {"heading": "延长整治期限", "submit": "延长", "done": "整治期限已延长，原期限保留。"}
    return step_page(request, row, form, listed_stages.extend_listed, texts, listed=row)


@require(P.REPORT_LISTED)
def finish_stage(request: Request, pk: int) -> HttpResponse:
    one = _stage(request, pk)
    listed_stages.check_can_finish(one.listed_case, one, request.actor)
    shown = {"seen": token(one), "done_on": timezone.localdate()}
    form = forms.FinishStageForm(request.POST or None, initial=shown)
    texts = {"heading": f"{one}完成", "submit": "登记完成", "done": f"{one}已登记完成。"}
    row, at = one.listed_case, timezone.now()
    return step_page(request, row, form, listed_stages.finish_stage, texts, stage=one, at=at)


@require(P.LIST_CASE)
def reopen_stage(request: Request, pk: int) -> HttpResponse:
    one = _stage(request, pk)
    listed_stages.check_can_reopen(one.listed_case, one, request.actor)
    form = forms.ReopenStageForm(request.POST or None, initial={"seen": token(one)})
    texts = {"heading": f"重新打开{one}", "submit": "重新打开", "done": f"{one}已重新打开。"}
    return step_page(request, one.listed_case, form, listed_stages.reopen_stage, texts, stage=one)


@require(P.LIST_CASE)
def extend_stage(request: Request, pk: int) -> HttpResponse:
    one = _stage(request, pk)
    listed_stages.check_can_extend_stage(one.listed_case, one, request.actor)
    form = forms.ExtendStageForm(request.POST or None, initial={"seen": token(one)})
    texts = {"heading": f"{one}延期", "submit": "延期", "done": f"{one}已延期，原完成时间保留。"}
    return step_page(request, one.listed_case, form, listed_stages.extend_stage, texts, stage=one)


@require(P.REPORT_LISTED)
def check_oneself(request: Request, pk: int) -> HttpResponse:
    row = listed_row(request, pk)
    listed_acceptance.check_can_check_oneself(row, request.actor)
    form = _finding_form(request, row, with_items=False)
    if _is_sent(request, form):
        given = {"found": form.found, "seen": form.cleaned_data["seen"], "at": timezone.now(), "by": request.actor}
        if attempt(form, listed_acceptance.self_check, listed=row, **given):
            messages.success(request, "自查已登记。")
            return redirect(case_url(row))
    return _finding_page(request, row, form, "自查")


@require(P.ACCEPT_LISTED)
def accept_step(request: Request, pk: int) -> HttpResponse:
    row, on = listed_row(request, pk), timezone.localdate()
    step = listed_acceptance.step_to_accept(row, request.actor, on=on)
    form = _finding_form(request, row, with_items=True)
    if _is_sent(request, form):
        given: dict[str, Any] = {"found": form.found, "items": form.cleaned_data["items"], "by": request.actor}
        seen = form.cleaned_data["seen"]
        if attempt(form, listed_acceptance.accept_step, listed=row, at=timezone.now(), seen=seen, **given):
            messages.success(request, f"{STEPS[step]}已登记。")
            return redirect(case_url(row))
    return _finding_page(request, row, form, STEPS[step])


@require(P.ACCEPT_LISTED)
def visit_again(request: Request, pk: int) -> HttpResponse:
    row = listed_row(request, pk)
    listed_acceptance.check_can_visit(row, request.actor)
    form = _finding_form(request, row, with_items=False)
    if _is_sent(request, form):
        given = {"found": form.found, "seen": form.cleaned_data["seen"], "at": timezone.now(), "by": request.actor}
        if attempt(form, listed_acceptance.visit_again, listed=row, **given):
            messages.success(request, "回访复查已登记。发现反弹的，点“反弹，重新挂牌”。")
            return redirect(case_url(row))
    return _finding_page(request, row, form, STEPS[Step.RECHECK])


def _finding_form(request: Request, row: ListedCase, *, with_items: bool) -> forms.FindingForm:
    shown = {"seen": row.version, "on": timezone.localdate()}
    files = request.FILES if request.method == "POST" else None
    return forms.FindingForm(request.POST or None, files, initial=shown, with_items=with_items)


def _is_sent(request: Request, form: forms.FindingForm) -> bool:
    return request.method == "POST" and not form.wants_more and form.is_valid()


def _finding_page(request: Request, row: ListedCase, form: forms.FindingForm, heading: str) -> HttpResponse:
    if form.is_bound and form.wants_more:
        form.errors.clear()
    return render(request, "supervision/listed/finding.html", {"row": row, "form": form, "heading": heading})


def _stage(request: Request, pk: int) -> ListedStage:
    return get_object_or_404(queries.stages_seen(request.actor), pk=pk)
