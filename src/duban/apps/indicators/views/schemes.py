"""计算办法 of a set: the version in force and those before, to be read; the next one as a copy to be changed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from duban.apps.indicators.actions import schemes as actions
from duban.apps.indicators.changing import check_can_edit
from duban.apps.indicators.forms.schemes import SchemeForm
from duban.apps.indicators.measuring import scheme_on
from duban.apps.indicators.models import Indicator, IndicatorSet, Scheme
from duban.apps.indicators.queries.schemes import judged, judged_rows, scheme_view
from duban.apps.indicators.scheme_rows import newest_scheme
from duban.apps.indicators.views.sets import set_to_edit
from duban.apps.organizations.views.form_pages import done
from duban.apps.web.access import require
from duban.apps.web.requests import Request
from duban.rulebook.permissions import Permission, can, why_not


@require(Permission.SEE_INDICATORS)
def show_scheme(request: Request, pk: int) -> HttpResponse:
    """The version in force today; to be read by whoever sees the set."""
    one = _set(request, pk)
    return _shown(request, one, scheme_on(one, timezone.localdate()))


@require(Permission.SEE_INDICATORS)
def show_version(request: Request, pk: int) -> HttpResponse:
    sets = IndicatorSet.objects.visible_to(request.actor).order_by()
    scheme = get_object_or_404(Scheme.objects.filter(indicator_set__in=sets), pk=pk)
    return _shown(request, _set(request, scheme.indicator_set_id), scheme)


def _shown(request: Request, one: IndicatorSet, scheme: Scheme | None) -> HttpResponse:
    seen = set(Indicator.objects.visible_to(request.actor).filter(indicator_set=one).values_list("pk", flat=True))
    every = judged_rows(one)
    rows = [row for row in every if row.pk in seen]
    path = one.jurisdiction.path
    context = {
        "set": one,
        "scheme": scheme,
        "view": scheme_view(scheme, rows, one.fields.all()),
        "versions": one.schemes.order_by("-number"),
        "in_force": scheme_on(one, timezone.localdate()),
        "in_place": actions.changes_in_place(one, newest_scheme(one)),
        "is_whole": len(rows) == len(every),
        "may_edit": can(request.actor, Permission.EDIT_INDICATORS, within=path),
        "why_not_make": why_not(check_can_edit, one, request.actor),
    }
    return render(request, "indicators/schemes/scheme.html", context)


@require(Permission.EDIT_INDICATORS)
def make_scheme(request: Request, pk: int) -> HttpResponse:
    """The newest version as it is, to be changed; while the set is drawn up it is changed in place."""
    one = set_to_edit(request, pk)
    newest, fields, rows = newest_scheme(one), list(one.fields.all()), judged_rows(one)
    in_place = actions.changes_in_place(one, newest)
    since = newest.since if in_place and newest else timezone.localdate()
    shown = {"since": since, "seen": actions.seen_of(newest)}
    form = SchemeForm(
        request.POST if request.method == "POST" else None,
        scheme=newest,
        fields=fields,
        indicators=rows,
        in_place=in_place,
        initial=shown,
    )
    if done(request, form, actions.make_scheme, indicator_set=one, at=timezone.now()):
        messages.success(request, "已保存。" if in_place else "已制定新版计算办法。")
        return redirect("indicators:scheme", one.pk)
    lines = [(judged(row, None), form.inputs_of(row)) for row in rows]
    context = {"set": one, "form": form, "lines": lines, "in_place": in_place, "newest": newest}
    return render(
        request, "indicators/schemes/form.html", context | {"cancel_url": reverse("indicators:scheme", args=[one.pk])}
    )


def _set(request: Request, pk: int) -> IndicatorSet:
    rows = IndicatorSet.objects.visible_to(request.actor).select_related("jurisdiction")
    return get_object_or_404(rows, pk=pk)
