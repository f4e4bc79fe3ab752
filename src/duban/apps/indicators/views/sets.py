"""Sets of indicators: the list, what a set consists of as whoever draws it up sees it, one made, changed, deleted."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from duban.apps.indicators.actions import set_states
from duban.apps.indicators.actions import sets as actions
from duban.apps.indicators.changing import check_can_edit
from duban.apps.indicators.forms.sets import ChangeSetForm, SetForm
from duban.apps.indicators.labels.sets import EMPTY
from duban.apps.indicators.models import IndicatorSet
from duban.apps.indicators.queries.readiness import next_step, readiness, sets_with_counts
from duban.apps.indicators.queries.set_page import set_page
from duban.apps.organizations.queries.places import place_choices
from duban.apps.organizations.views.form_pages import bare_form, confirm_page, done, form_page
from duban.apps.web.access import require
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request
from duban.apps.web.table import Column, Table, page_link
from duban.rulebook.indicators import SET_LIFE
from duban.rulebook.permissions import Permission, can, why_not

page_of, settings_of = page_link("indicators:set"), page_link("indicators:set-settings")
FORM = "indicators/sets/form.html"


class SetTable(Table):
    key, caption, unit = "indicator-sets", "指标体系", "个"
    columns: tuple[Column, ...] = (
        Column(
            "title",
            "名称",
            link=page_of,
            under=lambda one: one.number,
            sort="title",
            search=("title", "number"),
            stay=True,
            place="title",
        ),
        Column(
            "place",
            "行政区",
            value=lambda one: one.jurisdiction.name,
            sort="jurisdiction__path",
            filter="jurisdiction",
            filter_value=lambda one: one.jurisdiction_id,
            choices=place_choices,
            place="who",
        ),
        Column("period", "期间", value=lambda one: period(one), sort=("ends", "starts"), place="due"),
        Column("indicator_count", "指标数", sort="indicator_count", number=True, place="figure"),
        Column(
            "state",
            "状态",
            value=lambda one: one.get_state_display(),
            sort="state",
            filter="state",
            choices=SET_LIFE.choices,
            place="state",
        ),
        Column("step", "下一步", value=next_step, link=lambda one: settings_of(one) if next_step(one) else ""),
    )
    default_sort = ("-ends", "jurisdiction__path", "-pk")
    empty = EMPTY


class SetTableOfReaders(SetTable):
    """For who draws nothing up: no next step."""

    key = "indicator-sets-read"
    columns = SetTable.columns[:-1]


def period(one: IndicatorSet) -> str:
    return f"{one.starts}年" if one.starts == one.ends else f"{one.starts}—{one.ends}年"


@require(Permission.SEE_INDICATORS)
def list_sets(request: Request) -> HttpResponse:
    can_edit = can(request.actor, Permission.EDIT_INDICATORS)
    table = (SetTable if can_edit else SetTableOfReaders)(request, sets_with_counts(request.actor))
    if can_edit:
        table.empty = f"{EMPTY}导入文件，或者手工新建。"
        table.empty_action = ("手工新建", reverse("indicators:set-create"))
    return table.respond("indicators/sets/list.html", {"can_edit": can_edit})


@require(Permission.EDIT_INDICATORS)
def show_settings(request: Request, pk: int) -> HttpResponse:
    """What the set consists of, what is still open, and what can be done with it."""
    one = set_of(request, pk)
    context = {"set": one, "shown": set_page(one), "ready": readiness(one), "period": period(one)}
    return render(request, "indicators/sets/settings.html", context | _what_one_may(request, one))


def _what_one_may(request: Request, one: IndicatorSet) -> dict[str, object]:
    actor = request.actor
    return {
        "why_not_edit": why_not(check_can_edit, one, actor),
        "why_not_start": why_not(set_states.check_can_start, one, actor),
        "why_not_take_back": why_not(set_states.check_can_take_back, one, actor),
        "why_not_delete": why_not(actions.check_can_delete_set, one, actor),
    }


@require(Permission.EDIT_INDICATORS)
def create_set(request: Request) -> HttpResponse:
    year = timezone.localdate().year
    shown = {"starts": year - 1, "ends": year, "due_months": [12], "due_days": 20}
    form = SetForm(request.POST or None, actor=request.actor, initial=shown)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, actions.create_set, at=timezone.now(), by=request.actor, **form.cleaned_data)
        if made is not None:
            messages.success(request, f"已新建“{made}”，接着可以增加领域和指标。")
            return redirect(settings_of(made))
    cancel = reverse("indicators:sets")
    return form_page(request, form, heading="新建指标体系", submit="新建", cancel_url=cancel, template=FORM)


@require(Permission.EDIT_INDICATORS)
def change_set(request: Request, pk: int) -> HttpResponse:
    one = set_to_edit(request, pk)
    form = ChangeSetForm(request.POST or None, indicator_set=one)
    if done(request, form, actions.change_set, indicator_set=one):
        messages.success(request, "已保存。")
        return redirect(settings_of(one))
    return form_page(
        request,
        form,
        heading="编辑指标体系",
        about=one,
        submit="保存",
        cancel_url=settings_of(one),
        template=FORM,
        set=one,
    )


@require(Permission.EDIT_INDICATORS)
def delete_set(request: Request, pk: int) -> HttpResponse:
    one = set_of(request, pk)
    actions.check_can_delete_set(one, request.actor)
    form = bare_form(request)
    if done(request, form, actions.delete_set, indicator_set=one):
        messages.success(request, f"已删除“{one}”。")
        return redirect("indicators:sets")
    told = [f"{one.indicators.count()}项指标和它们的目标值、实际值一并删除，不能恢复；操作记录仍然保留。"]
    if one.plan_import_id:
        told.append("它来自文件导入：文件和核对的结果还在，可以从那里重新生成。")
    return confirm_page(request, form, question=f"删除“{one}”", consequences=told, cancel_url=settings_of(one))


def set_of(request: Request, pk: int) -> IndicatorSet:
    """The set, if this user may see it."""
    rows = IndicatorSet.objects.visible_to(request.actor).select_related("jurisdiction", "plan_import__source")
    return get_object_or_404(rows, pk=pk)


def set_to_edit(request: Request, pk: int) -> IndicatorSet:
    """As `set_of`; refused with the reason unless one may edit it."""
    one = set_of(request, pk)
    check_can_edit(one, request.actor)
    return one
