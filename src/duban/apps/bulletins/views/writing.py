"""Writing a bulletin: what it is of, what it tells, then its text beside the page as it will be printed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from duban.apps.bulletins.actions import bulletins as actions
from duban.apps.bulletins.figures.gathering import gather
from duban.apps.bulletins.forms.bulletins import BulletinForm, ChooseForm
from duban.apps.bulletins.models import Bulletin
from duban.apps.bulletins.queries.bulletins import plans_to_tell
from duban.apps.bulletins.state_now import Look, look_at
from duban.apps.bulletins.views.bulletin import figure_url, find
from duban.apps.bulletins.writing.choosing import Choices, choices_of
from duban.apps.bulletins.writing.panel import panel_of
from duban.apps.dispatch.actions.drafting import check_can_edit
from duban.apps.dispatch.models import Dispatch
from duban.apps.dispatch.queries.letterheads import letterheads_for
from duban.apps.dispatch.views.live_writing import answer_saved, sheet_of, typed_in
from duban.apps.organizations.forms.days import DayField
from duban.apps.plans.models import Plan, ReportingRound
from duban.apps.web.access import require
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request
from duban.rulebook.permissions import Permission

WRITE = Permission.WRITE_BULLETIN


@require(WRITE)
def new_bulletin(request: Request) -> HttpResponse:
    """Of which plan and round; then what it tells."""
    plan, round = _asked(request)
    if plan is None:
        return render(request, "bulletins/begin.html", {"plans": plans_to_tell(request.actor)})
    actions.check_can_write(plan, request.actor)
    if round is not None:
        actions.check_open_round(round)
    form = _choose_form(request, plan, round, _day(request, round), Choices())
    if request.method == "POST" and form.is_valid():
        given = {"plan": plan, "round": round, "as_of": form.cleaned_data["as_of"], "choices": form.choices}
        row = attempt(form, actions.draft_bulletin, **given, at=timezone.now(), by=request.actor)
        if row is not None:
            return redirect("bulletins:bulletin-edit", row.pk)
    return _choosing(request, form, plan, round)


@require(WRITE)
def choose_anew(request: Request, pk: int) -> HttpResponse:
    row = find(request, pk)
    check_can_edit(row.dispatch, request.actor)
    form = _choose_form(request, row.plan, row.round, _day(request, None) or row.as_of, choices_of(row.choices), row)
    if request.method == "POST" and form.is_valid():
        given = {"as_of": form.cleaned_data["as_of"], "choices": form.choices, "seen": form.cleaned_data["seen"]}
        attempt(form, actions.choose_anew, bulletin=row, **given, at=timezone.now(), by=request.actor)
        if not form.errors:
            messages.success(request, "已按选定的内容重写正文。")
            return redirect("bulletins:bulletin-edit", pk)
    return _choosing(request, form, row.plan, row.round, row)


@require(WRITE)
def edit_bulletin(request: Request, pk: int) -> HttpResponse:
    row, today = find(request, pk), timezone.localdate()
    check_can_edit(row.dispatch, request.actor)
    heads = letterheads_for(row.dispatch.kind, row.jurisdiction_id)
    form = BulletinForm(request.POST or None, bulletin=row, letterheads=heads, actor=request.actor, on=today)
    if request.method == "POST":
        is_valid = form.is_valid()
        if request.htmx:
            return _save_unasked(request, row, form)
        if is_valid and _save(request, row, form):
            messages.success(request, "已保存。")
            return redirect("bulletins:bulletin", pk)
    return render(request, "bulletins/edit.html", _written(row, form))


def _save(request: Request, row: Bulletin, form: BulletinForm, *, unasked: bool = False) -> Dispatch | None:
    given = {**form.values, "bulletin": row, "unasked": unasked, "at": timezone.now(), "by": request.actor}
    saved: Dispatch | None = attempt(form, actions.edit_bulletin, **given)
    return saved


def _save_unasked(request: Request, row: Bulletin, form: BulletinForm) -> HttpResponse:
    """What can be taken is kept, and the page at the right follows what is typed, kept or not."""
    saved = _save(request, row, form, unasked=True) if not form.errors else None
    typed, look = _typed(row, form)
    return answer_saved(request, form, saved, _sheet(row, typed, look))


def _written(row: Bulletin, form: BulletinForm) -> dict[str, Any]:
    """The page of what stands in the form, with its figures marked; what the panel beside it tells."""
    typed, look = _typed(row, form)
    panel = panel_of(typed.text, look)
    return {"row": row.dispatch, "bulletin": row, "form": form, "panel": panel, "sheet": _sheet(row, typed, look)}


def _typed(row: Bulletin, form: BulletinForm) -> tuple[Dispatch, Look]:
    typed = typed_in(form, row.dispatch)
    if form.is_bound and not form.errors:
        row.as_of = form.cleaned_data["as_of"]
    return typed, look_at(row, typed.text)


def _sheet(row: Bulletin, typed: Dispatch, look: Look) -> SafeString:
    changed = look.changed(typed.text)
    return sheet_of(typed, look.figures, look.content, lambda key: figure_url(row, key), changed)


def _asked(request: Request) -> tuple[Plan | None, ReportingRound | None]:
    """The plan and the round of the address."""
    if (key := _key(request, "round")) is not None:
        rounds = ReportingRound.objects.filter(plan__in=plans_to_tell(request.actor)).select_related(
            "plan__jurisdiction"
        )
        round = get_object_or_404(rounds, pk=key)
        return round.plan, round
    key = _key(request, "plan")
    return (None if key is None else get_object_or_404(plans_to_tell(request.actor), pk=key)), None


def _key(request: Request, name: str) -> int | None:
    asked = request.GET.get(name, "")
    if not asked:
        return None
    if not (asked.isascii() and asked.isdecimal() and len(asked) < 19):
        raise Http404
    return int(asked)


def _day(request: Request, round: ReportingRound | None) -> date | None:
    """The day of the address; else the day the round was closed, or today: until then something may still come."""
    field = DayField(label="", required=False)
    asked = request.POST.get("as_of") or request.GET.get("as_of", "")
    today = timezone.localdate()
    try:
        day = field.clean(asked)
    except ValidationError:
        day = None
    if day is None and round is not None and round.closed_at is not None:
        return timezone.localdate(round.closed_at)
    return min(day, today) if day else None


def _choose_form(
    request: Request,
    plan: Plan,
    round: ReportingRound | None,
    as_of: date | None,
    choices: Choices,
    row: Bulletin | None = None,
) -> ChooseForm:
    ground = gather(plan, round, as_of or timezone.localdate(), naming=choices.tasks or ())
    form = ChooseForm(request.POST or None, ground=ground, choices=choices)
    form.initial["seen"] = row.dispatch.version if row is not None else None
    return form


def _choosing(
    request: Request, form: ChooseForm, plan: Plan, round: ReportingRound | None, row: Bulletin | None = None
) -> HttpResponse:
    back = reverse("bulletins:bulletin", args=[row.pk]) if row is not None else reverse("bulletins:bulletins")
    context = {"form": form, "plan": plan, "round": round, "row": row, "back": back}
    return render(request, "bulletins/choose.html", context | {"ground": form.ground})
