"""Writing a document: the fields at the left, the page at the right; saved while somebody types."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from duban.apps.dispatch.actions import drafting as actions
from duban.apps.dispatch.forms.documents import DispatchForm, NewForm, VoidForm
from duban.apps.dispatch.happenings import beginning_of, editor_of
from duban.apps.dispatch.models import Dispatch
from duban.apps.dispatch.queries.letterheads import letterhead_for, letterheads_for
from duban.apps.dispatch.showing import shown
from duban.apps.dispatch.views.document import find
from duban.apps.dispatch.wording import fill, words_for
from duban.apps.organizations.models import Jurisdiction
from duban.apps.organizations.views.form_pages import confirm_page, done
from duban.apps.web.access import require
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request
from duban.apps.web.templatetags.duban import day
from duban.rulebook.dispatches import DispatchKind
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, Invalid


@require(Permission.DRAFT_DISPATCH)
def new_dispatch(request: Request) -> HttpResponse:
    """Choose the kind; the draft begins with the words of its template."""
    form = NewForm(request.POST or None, initial={"kind": request.GET.get("kind", "")})
    if request.method == "POST" and form.is_valid():
        if elsewhere := beginning_of(form.cleaned_data["kind"]):
            return redirect(elsewhere)
        row = attempt(form, actions.draft_dispatch, **_begun(request, DispatchKind(form.cleaned_data["kind"]), form))
        if row is not None:
            return redirect("dispatch:dispatch-edit", row.pk)
    context = {"form": form, "settings": reverse("dispatch:letterheads")}
    return render(request, "dispatch/documents/new.html", context)


@require(Permission.DRAFT_DISPATCH)
def edit_dispatch(request: Request, pk: int) -> HttpResponse:
    row, today = find(request, pk), timezone.localdate()
    actions.check_can_edit(row, request.actor)
    if elsewhere := editor_of(row):
        return redirect(elsewhere)
    heads = letterheads_for(row.kind, row.jurisdiction_id)
    form = DispatchForm(request.POST or None, dispatch=row, letterheads=heads, actor=request.actor, on=today)
    if request.method == "POST":
        is_valid = form.is_valid()
        if request.htmx:
            return _save_unasked(request, row, form)
        if is_valid and _save(request, row, form):
            messages.success(request, "已保存。")
            return redirect("dispatch:dispatch", pk)
    return render(request, "dispatch/documents/edit.html", {"row": row, "form": form, "sheet": _sheet(row, form)})


@require(Permission.DRAFT_DISPATCH)
def void_dispatch(request: Request, pk: int) -> HttpResponse:
    row = find(request, pk)
    actions.check_can_void(row, request.actor)
    form = VoidForm(request.POST or None, initial={"seen": row.version})
    if done(request, form, actions.void_dispatch, dispatch=row, at=timezone.now()):
        messages.success(request, f"已作废“{row.title}”。")
        return redirect("dispatch:dispatches")
    return confirm_page(
        request,
        form,
        question="作废这件公文稿吗？",
        consequences=["它没有文号，作废后不再印发。", "稿子留在记录里，注明已作废。"],
        cancel_url=reverse("dispatch:dispatch", args=[pk]),
        submit="作废",
    )


def _begun(request: Request, kind: DispatchKind, form: NewForm) -> dict[str, Any]:
    """What the new draft begins with; the words that are known are put in, the others stay to be seen."""
    place = get_object_or_404(Jurisdiction, pk=request.actor.jurisdiction)
    now, today = timezone.now(), timezone.localdate()
    try:
        signatory = letterhead_for(kind, place).signatory
    except Conflict:
        signatory = ""  # the action refuses, and says what is missing
    known = {"行政区": place.name, "年份": str(today.year), "日期": day(today), "发文机关": signatory}
    title, text = words_for(kind, place, today)
    begun = {"kind": kind, "jurisdiction": place, "recipients": "", "units": [], "once": True}
    return {**begun, "title": fill(title, known), "text": fill(text, known), "at": now, "by": request.actor}


def _save(request: Request, row: Dispatch, form: DispatchForm, *, unasked: bool = False) -> Dispatch | None:
    given = {"dispatch": row, "unasked": unasked, "at": timezone.now(), "by": request.actor}
    saved: Dispatch | None = attempt(form, actions.edit_dispatch, **form.values, **given)
    return saved


def _save_unasked(request: Request, row: Dispatch, form: DispatchForm) -> HttpResponse:
    """What can be taken is kept, and the page at the right follows what is typed, kept or not."""
    saved = _save(request, row, form, unasked=True) if not form.errors else None
    wrong = [str(form.fields[name].label) for name in form.errors if name in form.fields]
    said = {"row": saved, "wrong": wrong, "errors": form.non_field_errors(), "at": timezone.now()}
    page = render_to_string("dispatch/documents/_saved.html", {**said, "sheet": _sheet(row, form)}, request)
    return HttpResponse(page)


def _sheet(row: Dispatch, form: DispatchForm) -> Any:
    """The page of what stands in the form."""
    if not form.is_bound:
        return shown(row)
    typed = Dispatch(letterhead=row.letterhead, kind=row.kind, content=row.content)
    for name in ("title", "recipients", "text", "note", "copies_to", "signatory", "urgency"):
        setattr(typed, name, str(form.cleaned_data.get(name, form.data.get(name, "")) or ""))
    if not form.errors:
        typed.letterhead, typed.recipients = form.values["letterhead"], form.values["recipients"]
    typed.signatory = typed.signatory or typed.letterhead.signatory
    try:
        return shown(typed)
    except Invalid:
        return ""
