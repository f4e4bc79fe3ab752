"""结果运用 and 线索移送: proposed, decided, carried out; a clue that is handed over, and its receipt."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from duban.apps.organizations.views.form_pages import form_page
from duban.apps.supervision.actions import proposals as actions
from duban.apps.supervision.actions import referrals
from duban.apps.supervision.forms.conclusions import (
    APPROVE,
    DecideProposalForm,
    OutcomeForm,
    ProposalForm,
    ReceiptForm,
    ReferralForm,
)
from duban.apps.supervision.models import Proposal, Referral
from duban.apps.supervision.views.inspection_rows import (
    conclusion_of,
    inspection_of,
    proposal_of,
    referral_of,
    step_page,
)
from duban.apps.web.access import require
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission


@require(Permission.MAKE_PROPOSAL)
def make_proposal(request: Request, pk: int) -> HttpResponse:
    row = conclusion_of(request, pk)
    form = ProposalForm(request.POST or None)
    told: dict[str, Any] = {
        "heading": "提出结果运用建议",
        "submit": "提出建议",
        "message": "建议已提出，等领导批准。",
        "about": row,
    }
    back = f"{reverse('supervision:conclusion', args=[pk])}#proposals"
    check, action = actions.check_can_propose, actions.make_proposal
    return step_page(request, row, form, action, check, back=back, **told, conclusion=row, at=timezone.now())


@require(Permission.DECIDE_PROPOSAL)
def decide_proposal(request: Request, pk: int) -> HttpResponse:
    row = proposal_of(request, pk)
    if request.method == "GET":
        actions.check_can_decide(row, request.actor)
    form = DecideProposalForm(request.POST or None, initial={"seen": row.version})
    back = f"{reverse('supervision:conclusion', args=[row.conclusion_id])}#proposals"
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        action = actions.approve_proposal if given.pop("verdict") == APPROVE else actions.refuse_proposal
        if attempt(form, action, **given, proposal=row, at=timezone.now(), by=request.actor):
            messages.success(request, "已批示。")
            return redirect(back)
    return form_page(request, form, heading="审批结果运用建议", submit="提交", cancel_url=back, about=_words(row))


@require(Permission.MAKE_PROPOSAL)
def finish_proposal(request: Request, pk: int) -> HttpResponse:
    row = proposal_of(request, pk)
    form = OutcomeForm(request.POST or None, initial={"seen": row.version})
    told: dict[str, Any] = {
        "heading": "登记落实情况",
        "submit": "登记",
        "message": "落实情况已登记。",
        "about": _words(row),
    }
    back = f"{reverse('supervision:conclusion', args=[row.conclusion_id])}#proposals"
    check, action = actions.check_can_finish, actions.finish_proposal
    return step_page(request, row, form, action, check, back=back, **told, proposal=row, at=timezone.now())


@require(Permission.REFER_CLUE)
def refer_clue(request: Request, pk: int) -> HttpResponse:
    row = inspection_of(request, pk)
    form = ReferralForm(request.POST or None)
    told: dict[str, Any] = {
        "heading": "移送问题线索",
        "submit": "登记移送",
        "message": "线索移送已登记。",
        "about": row,
    }
    back = f"{reverse('supervision:inspection', args=[pk])}#referrals"
    check, action = referrals.check_can_refer, referrals.refer_clue
    return step_page(request, row, form, action, check, back=back, **told, inspection=row, at=timezone.now())


@require(Permission.REFER_CLUE)
def note_receipt(request: Request, pk: int) -> HttpResponse:
    row = referral_of(request, pk)
    form = ReceiptForm(request.POST or None, initial={"seen": row.version, "receipt": row.receipt})
    told: dict[str, Any] = {"heading": "登记移送回执", "submit": "登记", "message": "回执已登记。", "about": row}
    back = f"{reverse('supervision:inspection', args=[row.inspection_id])}#referrals"
    return step_page(
        request, row, form, referrals.note_receipt, _may, back=back, **told, referral=row, at=timezone.now()
    )


def _may(row: Referral, by: Actor) -> None:
    referrals.check_may_refer(row.jurisdiction.path, by)


def _words(row: Proposal) -> str:
    return f"{row.conclusion.unit}，{row}"
