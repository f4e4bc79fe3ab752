"""Many reports on one page: each row is saved by itself; the ticked ones are submitted together, each on its own."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from duban.apps.plans.models import ReportingRound
from duban.apps.progress import submitting
from duban.apps.progress.actions import reports as actions
from duban.apps.progress.forms.report_grid import RowForm, empty_form, prefix_of
from duban.apps.progress.models import Report
from duban.apps.progress.queries import report_grid as queries
from duban.apps.progress.queries import reports as one_report
from duban.apps.progress.queries.rounds import check_open
from duban.apps.progress.views.report_form import overtaken
from duban.apps.web.access import require
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Invalid, RuleError
from duban.rulebook.reports import FilingState

_SENT = re.compile(r"^r(\d{1,18})-text$")


@dataclass(slots=True)
class Outcome:
    """What became of the rows that were sent. `refused`: the forms with what is wrong, by the key of the report."""

    saved: int = 0
    submitted: int = 0
    to_head: int = 0
    refused: dict[int, RowForm] = field(default_factory=dict)
    theirs: dict[int, list[tuple[str, str]]] = field(default_factory=dict)
    gone: list[tuple[Report, str]] = field(default_factory=list)  # not to be written any more, and what was typed

    @property
    def words(self) -> str:
        told = ((self.submitted, "已报送"), (self.to_head, "已送单位审核"), (self.saved, "已保存"))
        return "，".join(f"{verb} {count} 项" for count, verb in told if count)


@require(Permission.WRITE_REPORT)
def show_grid(request: Request, pk: int) -> HttpResponse:
    round = _round(request, pk)
    check_open(round)
    if request.method != "POST":
        return _page(request, round, Outcome())
    outcome = _taken(request, round)
    if outcome.refused or outcome.gone:
        return _page(request, round, outcome)
    messages.success(request, f"{outcome.words or '没有改动'}。")
    return redirect("progress:report-grid", pk)


@require(Permission.WRITE_REPORT)
@require_POST
def save_row(request: Request, pk: int) -> HttpResponse:
    """A row saves itself while somebody types: what can be taken is kept, what cannot is named."""
    report = one_report.report_of(request.actor, pk)
    if report is None:
        raise Http404
    submitting.check_unit(report, Permission.WRITE_REPORT, request.actor)
    (row,) = queries.dressed([report])
    form, at = RowForm(request.POST, row=row), timezone.now()
    form.is_valid()
    context: dict[str, Any] = {"report": report, "form": form, "at": at}
    try:
        context["saved"] = actions.save_report(report=report, **_kept(form), at=at, by=request.actor)
    except submitting.Overtaken as refusal:
        context |= {"refusal": str(refusal), **overtaken(report, form)}
    except RuleError as refusal:
        context["refusal"] = str(refusal)
    wrong = {name: words[0] for name, words in form.errors.items() if name in form.fields}
    context["wrong"] = [(form.fields[name].label, words) for name, words in wrong.items()]
    return render(request, "progress/grid/_said.html", context)


def _kept(form: RowForm) -> dict[str, Any]:
    seen = form.cleaned_data.get("seen")
    if seen is None:
        raise Invalid("页面不完整，请刷新后再填")
    return {"values": form.values, "figures": form.figures, "seen": seen}


def _taken(request: Request, round: ReportingRound) -> Outcome:
    """Save every row that was changed and submit those that were ticked, each in a transaction of its own."""
    outcome, data = Outcome(), request.POST
    ticked = set(data.getlist("ids")) if "submit" in data else set()
    rows = {row.report.pk: row for row in queries.rows_to_fill(request.actor, round)}
    for row in rows.values():
        if f"{prefix_of(row.report)}-text" in data:
            submits = str(row.report.pk) in ticked
            _take(request, RowForm(data, row=row, submitting=submits), outcome, submits=submits)
    outcome.gone = _gone(request, round, {key for key in _sent(data) if key not in rows})
    return outcome


def _take(request: Request, form: RowForm, outcome: Outcome, *, submits: bool) -> None:
    report = form.row.report
    if not form.is_valid():
        outcome.refused[report.pk] = form
    if not (submits or form.differs):
        return
    if form.errors and submits:
        return
    action = actions.submit_report if submits else actions.save_report
    kept = _kept(form)
    done = attempt(form, action, report=report, **kept, at=timezone.now(), by=request.actor)
    now = overtaken(report, form) if form.errors else {}
    if now:  # the row stays on the page as it was typed, and knows the version it is to be compared with
        form.data = {**dict(form.data.items()), form.add_prefix("seen"): str(now["now"])}
    if done is None:
        outcome.refused[report.pk] = form
        outcome.theirs[report.pk] = now["theirs"] if now["now"] != kept["seen"] else []
    elif not submits:
        outcome.saved += 1
    elif done.state == FilingState.INNER:
        outcome.to_head += 1
    else:
        outcome.submitted += 1


def _sent(data: QueryDict) -> set[int]:
    return {int(found.group(1)) for name in data if (found := _SENT.match(name))}


def _gone(request: Request, round: ReportingRound, keys: set[int]) -> list[tuple[Report, str]]:
    """Rows that somebody submitted meanwhile, where what was typed is something else."""
    found = []
    for row in queries.rows_of(request.actor, round) if keys else ():
        typed = request.POST.get(f"{prefix_of(row.report)}-text", "").replace("\r\n", "\n").strip()
        if row.report.pk in keys and typed and typed != row.report.text:
            found.append((row.report, typed))
    return found


def _page(request: Request, round: ReportingRound, outcome: Outcome) -> HttpResponse:
    """What is still to be filled; the rows that were refused as they were typed."""
    rows = queries.rows_to_fill(request.actor, round)
    forms = [outcome.refused.get(row.report.pk) or empty_form(row) for row in rows]
    context = {
        "round": round,
        "forms": [(form, outcome.theirs.get(form.row.report.pk, [])) for form in forms],
        "several_units": len({row.report.unit_id for row in rows}) > 1,
        "due": min((row.report.due for row in rows), default=round.due),
        "outcome": outcome,
        "ticked": set(request.POST.getlist("ids")),
        "today": timezone.localdate(),
    }
    return render(request, "progress/grid/grid.html", context)


def _round(request: Request, pk: int) -> ReportingRound:
    round = queries.round_of(request.actor, pk)
    if round is None:
        raise Http404
    return round
