"""What the pages of a listed case share: a page with one form, the way back to the case, a number in the address."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from duban.apps.supervision.models import ListedCase
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request


def case_url(row: ListedCase) -> str:
    return reverse("supervision:listed", args=[row.pk])


def step_page(
    request: Request,
    row: ListedCase,
    form: forms.Form,
    action: Callable[..., Any],
    texts: Mapping[str, str],
    **arguments: Any,
) -> HttpResponse:
    """The form, or back to the case when `action` took it. `texts`: heading, submit, done, perhaps kind and about."""
    if request.method == "POST" and form.is_valid():
        given = {**arguments, **form.cleaned_data}
        if attempt(form, action, **given, by=request.actor):
            messages.success(request, texts["done"])
            return redirect(case_url(row))
    context = {"form": form, "row": row, "cancel_url": case_url(row), **texts}
    return render(request, "supervision/listed/step.html", context)


def key_in(request: Request, name: str) -> int | None:
    asked = request.GET.get(name, "")
    return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 19 else None
