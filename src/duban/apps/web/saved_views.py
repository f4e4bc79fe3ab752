"""The pages on which a saved view is named, changed, shared and deleted.

In: the table's key or the view, and in the address what is on screen (`query`) and where to return to (`back`).
"""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from duban.apps.web import actions
from duban.apps.web.forms import ChangeViewForm, SaveViewForm, attempt
from duban.apps.web.models import SavedView
from duban.apps.web.queries import check_may_change
from duban.apps.web.requests import Request
from duban.apps.web.table import Table, state
from duban.rulebook.permissions import Permission, why_not


def save_view(request: Request, key: str) -> HttpResponse:
    table = _table(key)
    form = SaveViewForm(request.POST or None, initial={name: request.GET.get(name, "") for name in ("query", "back")})
    if request.method == "POST" and form.is_valid():
        back, kept = _local(form.cleaned_data.pop("back")), form.cleaned_data
        if view := attempt(form, actions.save_view, table=table, by=request.actor, **kept):
            messages.success(request, f"已存为视图“{view}”")
            return redirect(_address(back, view))
    query, back = (form["query"].value() or "", _local(form["back"].value() or ""))
    page = {"form": form, "caption": table.caption, "conditions": _conditions(table, query), "back": back}
    return render(request, "web/view_save.html", page)


def change_view(request: Request, pk: int) -> HttpResponse:
    view = get_object_or_404(SavedView.objects.visible_to(request.actor), pk=pk)
    first = {"name": view.name, "query": request.GET.get("query", view.query), "seen": actions.token(view)}
    form = ChangeViewForm(request.POST or None, initial={**first, "back": request.GET.get("back", "")})
    if request.method == "POST" and form.is_valid():
        back, kept = _local(form.cleaned_data.pop("back")), form.cleaned_data
        if changed := attempt(form, actions.change_view, view=view, by=request.actor, **kept):
            messages.success(request, f"视图“{changed}”已更新")
            return redirect(_address(back, changed))
    return render(request, "web/view_change.html", {"form": form, **_around(request, view, form)})


@require_POST
def share_view(request: Request, pk: int) -> HttpResponse:
    view = get_object_or_404(SavedView.objects.visible_to(request.actor), pk=pk)
    view = actions.share_view(view=view, shared=request.POST.get("shared") == "1", by=request.actor)
    messages.success(request, f"视图“{view}”已共享给本行政区" if view.is_shared else f"视图“{view}”不再共享")
    return redirect(_address(_local(request.POST.get("back", "")), view))


@require_POST
def delete_view(request: Request, pk: int) -> HttpResponse:
    view = get_object_or_404(SavedView.objects.visible_to(request.actor), pk=pk)
    actions.delete_view(view=view, by=request.actor)
    messages.success(request, f"视图“{view}”已删除")
    return redirect(_local(request.POST.get("back", "")))


def _table(key: str) -> type[Table]:
    try:
        return Table.of_key(key)
    except LookupError:
        raise Http404 from None


def _around(request: Request, view: SavedView, form: ChangeViewForm) -> dict[str, object]:
    """What the page of a view says beside its form, and why a button on it cannot act."""
    table, actor = _table(view.table), request.actor
    return {
        "view": view,
        "caption": table.caption,
        "now": _conditions(table, view.query),
        "then": _conditions(table, form["query"].value() or ""),
        "back": _local(form["back"].value() or ""),
        "why_not_change": why_not(check_may_change, actor, view, Permission.SAVE_VIEW),
        "why_not_share": why_not(check_may_change, actor, view, Permission.SHARE_VIEW),
        "why_not_delete": why_not(check_may_change, actor, view, Permission.DELETE_VIEW),
    }


def _conditions(table: type[Table], query: str) -> str:
    return state.described(state.read(QueryDict(query), table.columns), table.columns)


def _local(back: str) -> str:
    """Where to return to: only an address of this site."""
    return back if back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None) else "/"


def _address(back: str, view: SavedView) -> str:
    """The page with the view on it."""
    kept = "&".join(part for part in (view.query, f"view={view.pk}") if part)
    return f"{back}{'&' if '?' in back else '?'}{kept}"
