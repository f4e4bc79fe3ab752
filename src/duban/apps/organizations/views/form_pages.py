"""A page that holds one form: heading, what is concerned, what follows from it, the form; and what becomes of it.

In: a request, a form, an action with its arguments.  Out: what the action gave, or the page with what was refused.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request

FORM = "organizations/people/form.html"


def bare_form(request: Request) -> forms.Form:
    """The form of a page that only asks whether: nothing is entered, it is sent or not."""
    return forms.Form(request.POST if request.method == "POST" else None)


def done(request: Request, form: forms.Form, action: Callable[..., Any], **arguments: Any) -> bool:
    """Whether the form was sent, is right, and `action` took it; what was refused is said in the form."""
    if request.method != "POST" or not form.is_valid():
        return False
    attempt(form, action, by=request.actor, **arguments, **form.cleaned_data)
    return not form.errors


def form_page(
    request: Request,
    form: forms.Form,
    *,
    heading: str,
    submit: str,
    cancel_url: str,
    about: object = "",
    tab: str = "officials",
    template: str = FORM,
    **more: Any,
) -> HttpResponse:
    """`more` may hold `beside` (label and address of what may have to be done first) and `cancel` (its words)."""
    context = {"form": form, "heading": heading, "submit": submit, "cancel_url": cancel_url, "about": about, "tab": tab}
    return render(request, template, context | more)


def confirm_page(
    request: Request,
    form: forms.Form,
    *,
    question: str,
    consequences: list[str],
    cancel_url: str,
    submit: str = "删除",
) -> HttpResponse:
    """The question before what cannot be undone."""
    context = {"form": form, "question": question, "consequences": consequences, "cancel_url": cancel_url}
    return render(request, "components/confirm.html", context | {"submit": submit})
