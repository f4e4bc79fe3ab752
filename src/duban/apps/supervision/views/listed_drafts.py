"""A listed case until it is on the board: drafted, corrected, given its stages by hand or from a document."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from duban.apps.organizations.models import Jurisdiction
from duban.apps.plans.actions.reading import read_document
from duban.apps.plans.models import Task
from duban.apps.plans.reading import tickets
from duban.apps.plans.reading.tickets import Ticket
from duban.apps.supervision.actions import listed_drafts as actions
from duban.apps.supervision.forms import listed as forms
from duban.apps.supervision.forms.listed_steps import WithdrawForm
from duban.apps.supervision.listed_reading import Told, told_in
from duban.apps.supervision.models import ListedCase
from duban.apps.supervision.views.listed_cases import listed_row
from duban.apps.supervision.views.listed_pages import case_url, key_in, step_page
from duban.apps.web.access import require
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request
from duban.rulebook.permissions import Permission

LIST = Permission.LIST_CASE


@require(LIST)
def draft_listing(request: Request) -> HttpResponse:
    """With a document, the next page shows the stages read from it."""
    task = _task(request)
    initial = {"basis": task.plan.number or task.plan.title, "title": task.text[:60]} if task else {}
    sent = request.method == "POST"
    form = forms.NewListingForm(
        request.POST if sent else None, request.FILES if sent else None, initial=initial, actor=request.actor
    )
    if sent and form.is_valid() and (row := _drafted(request, form, task)):
        return _read_file(request, form, row) or redirect("supervision:listed-stages", row.pk)
    context = {"form": form, "task": task, "heading": "拟订挂牌事项", "submit": "保存，填写整治阶段"}
    return render(
        request, "supervision/listed/edit.html", context | {"cancel_url": reverse("supervision:listed-cases")}
    )


@require(LIST)
def edit_listing(request: Request, pk: int) -> HttpResponse:
    row = listed_row(request, pk)
    actions.check_may_edit(row, request.actor)
    kept = {name: getattr(row, name) for name in forms.ListingForm.base_fields} | {"seen": row.version}
    form = forms.ChangeListingForm(request.POST or None, initial=kept, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        given = {"listed": row, "listing": form.listing(row.task), "seen": form.cleaned_data["seen"]}
        if attempt(form, actions.edit_listing, **given, by=request.actor):
            messages.success(request, "已保存。")
            return redirect("supervision:listed", pk)
    context = {"form": form, "row": row, "task": row.task, "heading": "修改挂牌事项", "submit": "保存"}
    return render(request, "supervision/listed/edit.html", context | {"cancel_url": case_url(row)})


@require(LIST)
def write_stages(request: Request, pk: int) -> HttpResponse:
    """By hand: line by line."""
    row = listed_row(request, pk)
    actions.check_may_edit(row, request.actor)
    if request.method != "POST":
        return _stages_page(request, row, forms.stages_kept(list(row.stages.order_by("order"))))
    return _taken(request, row, forms.stages_posted(request.POST), None)


@require(LIST)
def read_stages(request: Request, pk: int) -> HttpResponse:
    row = listed_row(request, pk)
    actions.check_may_edit(row, request.actor)
    form = forms.ReadStagesForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and (found := _read_file(request, form, row)):
        return found
    return render(request, "supervision/listed/read.html", {"form": form, "row": row})


@require(LIST)
def take_stages(request: Request, pk: int, word: str) -> HttpResponse:
    """What was read, beside the words of the source, to be corrected and taken over."""
    row, ticket = listed_row(request, pk), tickets.opened(word, by=request.actor)
    actions.check_may_edit(row, request.actor)
    if ticket is None:
        raise Http404
    told = told_in(ticket.digest, ticket.name)
    at = key_in(request, "document") or 0
    if told and at >= len(told):
        raise Http404
    source = Source(ticket, told, at)
    if request.method == "POST" and told:
        return _taken(request, row, forms.stages_posted(request.POST), source)
    return _stages_page(request, row, forms.stages_told(source.stages), source)


@require(LIST)
def withdraw_listing(request: Request, pk: int) -> HttpResponse:
    row = listed_row(request, pk)
    actions.check_can_withdraw(row, request.actor)
    form = WithdrawForm(request.POST or None, initial={"seen": row.version})
    texts = {"heading": "撤销挂牌事项", "submit": "撤销", "kind": "danger", "done": "已撤销。"}
    return step_page(request, row, form, actions.withdraw_listing, texts, listed=row, at=timezone.now())


class Source:
    """A file that was read, and which of its documents is looked at."""

    def __init__(self, ticket: Ticket, told: list[Told], at: int) -> None:
        self.ticket, self.told, self.at = ticket, told, at

    @property
    def document(self) -> Told | None:
        return self.told[self.at] if self.told else None

    @property
    def stages(self) -> tuple[Any, ...]:
        return self.document.stages if self.document else ()

    @property
    def named(self) -> str:
        return f"{self.document.named if self.document else ''}｜{self.ticket.name}"[:200]


def _drafted(request: Request, form: forms.NewListingForm, task: Task | None) -> ListedCase | None:
    place = get_object_or_404(Jurisdiction, pk=request.actor.jurisdiction)
    listing, at = form.listing(task), timezone.now()
    return attempt(form, actions.draft_listing, jurisdiction=place, listing=listing, at=at, by=request.actor)


def _read_file(request: Request, form: Any, row: ListedCase) -> HttpResponse | None:
    """To the stages that were read; None when there is no file, or it cannot be read."""
    file = form.cleaned_data.get("file")
    if file is None:
        return None
    digest = attempt(form, read_document, data=file.read(), name=file.name, by=request.actor)
    if digest is None:
        messages.error(request, f"挂牌事项已保存；文件没有读出来：{'；'.join(map(str, form.errors.get('file', [])))}")
        return None
    word = tickets.issue(Ticket(digest, file.name), to=request.actor)
    return redirect("supervision:listed-take", row.pk, word)


def _taken(request: Request, row: ListedCase, stages: forms.StageSet, source: Source | None) -> HttpResponse:
    if stages.is_valid() and request.POST.get("do") != "more":
        drafts = forms.stages_written(stages, source.stages if source else ())
        asked = {"source": source.named, "digest": source.ticket.digest} if source else {}
        seen = request.POST.get("seen", "")
        version = int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 10 else -1
        first = stages.forms[0] if stages.forms else forms.StageForm({})
        first.is_valid()
        given = {"listed": row, "stages": drafts, "seen": version, **asked}
        if attempt(first, actions.take_stages, **given, by=request.actor):
            messages.success(request, f"已确定 {len(drafts)} 个整治阶段。")
            return redirect("supervision:listed", row.pk)
    return _stages_page(request, row, stages, source)


def _stages_page(
    request: Request, row: ListedCase, stages: forms.StageSet, source: Source | None = None
) -> HttpResponse:
    """A line for each stage; beside those that were read, the words of the source."""
    quotes = [one.quote for one in source.stages] if source else []
    lines = [(form, quotes[at] if at < len(quotes) else "") for at, form in enumerate(stages.forms)]
    context = {"row": row, "stages": stages, "lines": lines, "source": source, "seen": row.version}
    return render(request, "supervision/listed/stages.html", context)


def _task(request: Request) -> Task | None:
    key = key_in(request, "task")
    if key is None:
        return None
    return get_object_or_404(Task.objects.visible_to(request.actor).select_related("plan"), pk=key)
