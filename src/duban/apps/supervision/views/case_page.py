"""What the page of a case shows to whom: how it stands, its thread, the forms of who may act, the reasons why not.

In: a case with its thread, the actor, the moment.  Out: the context of `supervision/cases/case.html`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from duban.apps.dispatch.models import Dispatch
from duban.apps.indicators.models import Indicator
from duban.apps.progress import clock_holders
from duban.apps.progress.actions import clocks
from duban.apps.progress.models import Report
from duban.apps.progress.queries.clocks import standing_of
from duban.apps.supervision import file_owners
from duban.apps.supervision.actions import cases as deciding
from duban.apps.supervision.actions import cases_answering as answering
from duban.apps.supervision.actions import cases_raising as raising
from duban.apps.supervision.actions import cases_serving as serving
from duban.apps.supervision.forms.cases import AnswerForm, CheckForm, OpinionForm, SeenForm, ServeForm
from duban.apps.supervision.models import Case, Interview
from duban.apps.supervision.queries.case_threads import thread
from duban.apps.supervision.queries.cases import cases_for, is_over
from duban.apps.supervision.views.rectification_parts import items_context
from duban.rulebook.actors import Actor
from duban.rulebook.cases import CaseState as C
from duban.rulebook.permissions import Permission, can, why_not


def context_of(row: Case, actor: Actor, *, at: datetime) -> dict[str, Any]:
    seen = {"seen": row.version}
    inside = can(actor, Permission.SERVE_CASE, within=row.jurisdiction.path)
    inside = inside or can(actor, Permission.APPROVE_CASE, within=row.jurisdiction.path)
    stop = next((one for one in row.clock.stops.all() if one.resumed_at is None), None) if row.clock else None
    held = clock_holders.held_by(row.clock) if row.clock else None
    runs = row.clock is not None and row.clock.ended_at is None
    return {
        "row": row,
        "is_inside": inside,
        "stop": stop,
        "standing": standing_of(row.clock, stopped=stop.stopped_at if stop else None, at=at) if row.clock else None,
        "lines": thread(row, is_inside=inside),
        "links": list(_links(row, actor)),
        "is_over": row.state == C.SERVED and Case.objects.filter(is_over(timezone.localdate(at)), pk=row.pk).exists(),
        "may_write": any(file_owners.may_write(one, actor) for one in list(row.answers.all())[-1:]),
        "can_stop": runs and held is not None and not why_not(clocks.check_may_stop, held, actor),
        **_forms(row, actor, seen, at),
        **_buttons(row, actor, seen, at),
        **(items_context(row, actor, on=timezone.localdate(at)) if row.served_at else {}),
    }


def _forms(row: Case, actor: Actor, seen: dict[str, int], at: datetime) -> dict[str, Any]:
    serve = why_not(serving.check_can_serve, row, actor, at=at)
    answer = why_not(answering.check_can_answer, row, actor)
    check = why_not(answering.check_can_verify, row, actor)
    return {
        "serve_form": None if serve else ServeForm(level=row.level, initial=seen),
        "submit_form": None
        if why_not(deciding.check_can_submit, row, actor) or not serve
        else ServeForm(level=row.level, initial=seen),
        "approve_form": None if why_not(deciding.check_can_approve, row, actor) else OpinionForm(initial=seen),
        "answer_form": None if answer else AnswerForm(initial=seen),
        "check_form": None if check else CheckForm(initial=seen),
        "why_not_check": check if row.state == C.ANSWERED and can(actor, Permission.VERIFY_CASE) else "",
    }


def _buttons(row: Case, actor: Actor, seen: dict[str, int], at: datetime) -> dict[str, Any]:
    """What the actor may do on a page of its own."""
    asked = (
        ("修改", "case-edit", deciding.check_can_edit),
        ("不予督办", "case-dismiss", deciding.check_can_dismiss),
        ("升级", "case-raise", raising.check_can_raise),
        ("办结", "case-end", answering.check_can_end),
        ("撤回", "case-withdraw", answering.check_can_withdraw),
        ("重新督办", "case-reopen", answering.check_can_reopen),
    )
    found = [
        (label, reverse(f"supervision:{name}", args=[row.pk]))
        for label, name, check in asked
        if not why_not(check, row, actor)
        and not (name == "case-dismiss" and row.state == C.SUBMITTED)  # then it is part of the leader's form
    ]
    may_sign = row.acknowledged_at is None and not why_not(answering.check_can_acknowledge, row, actor)
    may_write = not why_not(serving.check_can_write, row, actor)
    return {
        "buttons": found,
        "acknowledge_form": SeenForm(initial=seen) if may_sign and row.state == C.SERVED else None,
        "write_form": SeenForm(initial=seen) if may_write else None,
    }


def _links(row: Case, actor: Actor) -> Iterator[tuple[str, str, str]]:
    """What it is about, where the reader sees it: name, words, address."""
    if row.task is not None:
        number = f"第{row.task.number}项　" if row.task.number else ""
        yield "任务", f"{number}{row.task}", reverse("plans:task", args=[row.task_id])
    if row.indicator is not None and Indicator.objects.visible_to(actor).filter(pk=row.indicator.pk).exists():
        yield "指标", str(row.indicator), reverse("indicators:indicator", args=[row.indicator_id])
    if row.report is not None and Report.objects.visible_to(actor).filter(pk=row.report.pk).exists():
        yield "进展情况", f"{row.report.round}进展情况", reverse("progress:report", args=[row.report_id])
    if row.implementation_plan_id is not None:
        words = f"节点“{row.milestone}”" if row.milestone is not None else "落实方案"
        yield "落实方案", words, reverse("progress:implementation", args=[row.implementation_plan_id])
    if row.instruction is not None:
        yield "批示", str(row.instruction), reverse("progress:instruction", args=[row.instruction_id])
    if row.dispatch is not None and Dispatch.objects.visible_to(actor).filter(pk=row.dispatch.pk).exists():
        yield "公文", str(row.dispatch), reverse("dispatch:dispatch", args=[row.dispatch_id])
    others = (("上一层级", row.raised_from), ("已升级为", getattr(row, "raised_to", None)))
    for label, other in others:
        if other is not None and cases_for(actor).filter(pk=other.pk).exists():
            yield label, str(other), reverse("supervision:case", args=[other.pk])
    interview = getattr(row, "interview", None)
    if interview is not None and Interview.objects.visible_to(actor).filter(pk=interview.pk).exists():
        yield (
            "约谈",
            f"{interview}，{interview.get_state_display()}",
            reverse("supervision:interview", args=[interview.pk]),
        )
