"""Creating what the names of a document lack: every line to be looked at, changed or left out, then all at once."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from duban.apps.plans.actions import names as actions
from duban.apps.plans.forms.new_names import NewNamesForm
from duban.apps.plans.queries.names import open_names
from duban.apps.plans.views.imports import IMPORT, visible_import
from duban.apps.web.access import require
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request


@require(IMPORT)
def create_missing_units(request: Request, pk: int) -> HttpResponse:
    row = visible_import(request, pk)
    only = request.GET.get("name", "")
    form = NewNamesForm(request.POST or None, plan_import=row, names=list(open_names(row)), only=only)
    if form.is_valid():
        counts = attempt(
            form,
            actions.create_missing_units,
            plan_import=row,
            on=timezone.localdate(),
            by=request.actor,
            **form.cleaned_data,
        )
        if counts is not None:
            messages.success(request, _words(counts))
            return redirect("plans:names", pk=pk)
    return render(request, "plans/names/create.html", {"import": row, "form": form})


def _words(counts: dict[str, int]) -> str:
    return f"已办理：{actions.counted(counts)}。" if counts else "没有新建。"
