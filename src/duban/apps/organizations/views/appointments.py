"""Who takes and leaves a post: appoint, replace, end, correct. Each page says what hangs on the post."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from duban.apps.organizations import holdings
from duban.apps.organizations.actions import appointments as actions
from duban.apps.organizations.changes import token
from duban.apps.organizations.forms.posts import (
    AppointForm,
    CorrectAppointmentForm,
    EndAppointmentForm,
    ReplaceHolderForm,
)
from duban.apps.organizations.models import Appointment, Official, Post
from duban.apps.organizations.queries.people import holder_of
from duban.apps.organizations.views.form_pages import done, form_page
from duban.apps.organizations.views.posts import page_of
from duban.apps.web.access import require
from duban.apps.web.requests import Request
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission

HANDOVER = "organizations/posts/handover.html"


@require(Permission.APPOINT)
def appoint(request: Request) -> HttpResponse:
    """`?post=` or `?official=` in the address fills the form in."""
    named = {"post": _named(request, Post, "post"), "official": _named(request, Official, "official")}
    form = AppointForm(request.POST or None, initial=named, actor=request.actor)
    if done(request, form, actions.appoint):
        post = form.cleaned_data["post"]
        messages.success(request, f"已记录任职：{form.cleaned_data['official']}任{post}。")
        return redirect(page_of(post))
    cancel = page_of(named["post"]) if named["post"] else reverse("organizations:officials")
    return form_page(request, form, heading="办理任职", submit="任职", cancel_url=cancel, beside=_new_official())


@require(Permission.APPOINT)
def replace_holder(request: Request, pk: int) -> HttpResponse:
    post = get_object_or_404(Post.objects.visible_to(request.actor).select_related("unit"), pk=pk)
    leaving = holder_of(post, on=timezone.localdate())
    shown = {"seen": token(leaving) if leaving else ""}
    form = ReplaceHolderForm(request.POST or None, initial=shown, actor=request.actor)
    if done(request, form, actions.replace_holder, post=post):
        messages.success(request, f"已办理交接：{form.cleaned_data['official']}接任{post}。")
        return redirect(page_of(post))
    told = {"beside": _new_official(), **_handover(post, leaving, request.actor)}
    words = {"heading": "办理接任", "submit": "接任", "cancel_url": page_of(post)}
    return form_page(request, form, about=post, template=HANDOVER, **words, **told)


@require(Permission.END_APPOINTMENT)
def end_appointment(request: Request, pk: int) -> HttpResponse:
    appointment = _visible(request, pk)
    post = appointment.post
    form = EndAppointmentForm(request.POST or None)
    if done(request, form, actions.end_appointment, appointment=appointment):
        messages.success(request, f"已记录免职：{appointment.official}不再担任{post}。该职务空缺。")
        return redirect(page_of(post))
    words = {"heading": "办理免职", "submit": "免职", "cancel_url": page_of(post)}
    told = _handover(post, appointment, request.actor)
    return form_page(request, form, about=appointment, template=HANDOVER, **words, **told)


@require(Permission.CORRECT_APPOINTMENT)
def correct_appointment(request: Request, pk: int) -> HttpResponse:
    appointment = _visible(request, pk)
    fields = ("official", "since", "until", "acting", "basis", "end_basis")
    shown = {name: getattr(appointment, name) for name in fields} | {"seen": token(appointment)}
    form = CorrectAppointmentForm(request.POST or None, initial=shown, actor=request.actor)
    if done(request, form, actions.correct_appointment, appointment=appointment):
        messages.success(request, "已更正，更正前的内容留在操作记录里。")
        return redirect(page_of(appointment.post))
    words = {"heading": "更正任免记录", "submit": "更正", "cancel_url": page_of(appointment.post)}
    return form_page(request, form, about=appointment, **words)


def _new_official() -> tuple[str, str]:
    return "新建人员", reverse("organizations:official-create")


def _visible(request: Request, pk: int) -> Appointment:
    appointments = Appointment.objects.visible_to(request.actor).select_related("official", "post__unit")
    return get_object_or_404(appointments, pk=pk)


def _handover(post: Post, leaving: Appointment | None, reader: Actor) -> dict[str, Any]:
    """What the page says of the post: who leaves it, and what of it `reader` may know goes with it."""
    hanging = holdings.by_kind(post, on=timezone.localdate(), reader=reader)
    return {"post": post, "leaving": leaving, "hanging": hanging}


def _named(request: Request, model: type[Post] | type[Official], parameter: str) -> Any:
    """The row a parameter of the address names, if this user may see it."""
    key = request.GET.get(parameter, "")
    if not key.isdecimal() or len(key) > 18:
        return None
    return model.objects.visible_to(request.actor).filter(pk=int(key)).first()
