"""Writing an evaluation: which kind and period, what it tells, then its text beside the page as it will be printed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from duban.apps.dispatch.actions.drafting import check_can_edit
from duban.apps.dispatch.live.panel import panel_of
from duban.apps.dispatch.models import Dispatch
from duban.apps.dispatch.queries.letterheads import letterhead_for, letterheads_for
from duban.apps.dispatch.views.live_writing import answer_saved, sheet_of, typed_in
from duban.apps.indicators.actions import evaluations as actions
from duban.apps.indicators.evaluating.choosing import USUAL, Choices, choices_of
from duban.apps.indicators.evaluating.computing import grouped, unnamed
from duban.apps.indicators.evaluating.state_now import look_at
from duban.apps.indicators.forms.evaluations import ChooseForm, EvaluationForm, PeriodForm
from duban.apps.indicators.models import Evaluation, IndicatorSet
from duban.apps.indicators.set_addresses import set_url
from duban.apps.indicators.views.evaluation import figure_url, find
from duban.apps.indicators.views.sets import set_of
from duban.apps.web.access import require
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request
from duban.rulebook.dispatches import DispatchKind
from duban.rulebook.indicators import EvaluationKind
from duban.rulebook.permissions import Permission, why_not

WRITE = Permission.EVALUATE_INDICATORS
TOLD = (
    *("指标总数", "进度分布", "综合指数", "指数覆盖率", "较上期", "达标数", "落后名单", "缺数据情况"),
    *("必达情况", "预测情况", "完成数", "未完成名单", "地区情况"),
)


@require(WRITE)
def new_evaluation(request: Request, pk: int) -> HttpResponse:
    """Which kind and period, by the address; then what it tells, with the figures as they are now."""
    one = set_of(request, pk)
    actions.check_can_write(one, request.actor)
    asked = PeriodForm(request.GET, indicator_set=one, on=timezone.localdate())
    kind, year, month = asked.asked
    form = ChooseForm(request.POST or None, choices=Choices(USUAL[kind]))
    if request.method == "POST" and form.is_valid():
        given = {"indicator_set": one, "kind": kind, "year": year, "month": month, "choices": form.choices}
        row = attempt(form, actions.draft_evaluation, **given, at=timezone.now(), by=request.actor)
        if row is not None:
            return redirect("indicators:evaluation-edit", row.pk)
    why = why_not(letterhead_for, DispatchKind.EVALUATION, one.jurisdiction)
    why = why or why_not(actions.check_period, one, kind, year, month, timezone.now())
    row = actions.begun(one, kind, year, month)
    context = {"period": asked, "why_not": why, "told": [] if why else _told(row)}
    return _choosing(request, form, one, row, context | {"back": set_url(one.pk)})


@require(WRITE)
def choose_anew(request: Request, pk: int) -> HttpResponse:
    row = find(request, pk)
    check_can_edit(row.dispatch, request.actor)
    choices = choices_of(EvaluationKind(row.kind), row.choices)
    form = ChooseForm(request.POST or None, choices=choices, seen=row.dispatch.version)
    if request.method == "POST" and form.is_valid():
        given = {"evaluation": row, "choices": form.choices, "seen": form.cleaned_data["seen"]}
        attempt(form, actions.rewrite_evaluation, **given, at=timezone.now(), by=request.actor)
        if not form.errors:
            messages.success(request, "已按选定的内容重写正文。")
            return redirect("indicators:evaluation-edit", pk)
    back = reverse("indicators:evaluation", args=[pk])
    return _choosing(request, form, row.indicator_set, row, {"told": _told(row), "back": back})


@require(WRITE)
def edit_evaluation(request: Request, pk: int) -> HttpResponse:
    row, today = find(request, pk), timezone.localdate()
    check_can_edit(row.dispatch, request.actor)
    heads = letterheads_for(row.dispatch.kind, row.indicator_set.jurisdiction_id)
    form = EvaluationForm(request.POST or None, evaluation=row, letterheads=heads, actor=request.actor, on=today)
    if request.method == "POST":
        is_valid = form.is_valid()
        if request.htmx:
            saved = _save(request, row, form, unasked=True) if is_valid else None
            return answer_saved(request, form, saved, _sheet(row, typed_in(form, row.dispatch)))
        if is_valid and _save(request, row, form):
            messages.success(request, "已保存。")
            return redirect("indicators:evaluation", pk)
    return render(request, "indicators/evaluations/edit.html", _written(row, form))


def _save(request: Request, row: Evaluation, form: EvaluationForm, *, unasked: bool = False) -> Dispatch | None:
    given = {**form.values, "evaluation": row, "unasked": unasked, "at": timezone.now(), "by": request.actor}
    saved: Dispatch | None = attempt(form, actions.edit_evaluation, **given)
    return saved


def _written(row: Evaluation, form: EvaluationForm) -> dict[str, Any]:
    """The page of what stands in the form, with its figures marked; what the panel beside it tells."""
    look, typed = look_at(row), typed_in(form, row.dispatch)
    panel = panel_of(
        typed.text, look.figures, grouped(look.figures), look.changed(typed.text), unnamed(look.ground, typed.text)
    )
    return {"row": row.dispatch, "evaluation": row, "form": form, "panel": panel, "sheet": _sheet(row, typed)}


def _sheet(row: Evaluation, typed: Dispatch) -> SafeString:
    look = look_at(row)
    return sheet_of(typed, look.figures, look.content, lambda key: figure_url(row, key), look.changed(typed.text))


def _told(row: Evaluation) -> list[Any]:
    """The figures one looks at first."""
    figures = look_at(row).figures
    return [figures[key] for key in TOLD if key in figures and figures[key].words]


def _choosing(
    request: Request, form: ChooseForm, one: IndicatorSet, row: Evaluation, context: dict[str, Any]
) -> HttpResponse:
    return render(request, "indicators/evaluations/choose.html", {"form": form, "set": one, "row": row, **context})
