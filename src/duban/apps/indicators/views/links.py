"""A task's quantified target linked to an indicator, and unlinked."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from duban.apps.indicators.actions import links as actions
from duban.apps.indicators.changing import check_can_edit
from duban.apps.indicators.forms.links import LinkForm
from duban.apps.indicators.models import Indicator, TargetLink
from duban.apps.indicators.queries.links import proposed
from duban.apps.organizations.views.form_pages import bare_form, confirm_page, done, form_page
from duban.apps.web.access import require
from duban.apps.web.requests import Request
from duban.apps.web.table import page_link
from duban.rulebook.permissions import Permission


@require(Permission.EDIT_INDICATORS)
def link_target(request: Request, pk: int) -> HttpResponse:
    rows = Indicator.objects.visible_to(request.actor).select_related("indicator_set__jurisdiction")
    one = get_object_or_404(rows, pk=pk)
    check_can_edit(one.indicator_set, request.actor)
    targets, back = proposed(one, request.actor), page_link("indicators:indicator")(one)
    form = LinkForm(request.POST or None, targets=targets, initial={"year": one.indicator_set.ends})
    form.fields["target"].help_text = "" if targets else f"没有计量单位也是“{one.unit or '无'}”、还没有关联的任务目标。"
    if done(request, form, actions.link_target, indicator=one, at=timezone.now()):
        messages.success(request, "已关联，任务报送的完成数就是指标的实际值。")
        return redirect(back)
    template = "indicators/indicators/link.html"
    return form_page(
        request, form, heading="关联任务目标", submit="关联", cancel_url=back, about=one, template=template
    )


@require(Permission.EDIT_INDICATORS)
def unlink_target(request: Request, pk: int) -> HttpResponse:
    seen = Indicator.objects.visible_to(request.actor).order_by().values("pk")
    rows = TargetLink.objects.filter(indicator__in=seen).select_related(
        "indicator__indicator_set__jurisdiction", "target"
    )
    link = get_object_or_404(rows, pk=pk)
    check_can_edit(link.indicator.indicator_set, request.actor)
    form, back = bare_form(request), page_link("indicators:indicator")(link.indicator)
    if done(request, form, actions.unlink_target, link=link):
        messages.success(request, "已取消关联。")
        return redirect(back)
    told = ["以后报送的完成数不再成为实际值。", "已有的实际值留下，可以直接更正。"]
    question = f"取消“{link.target}”与指标“{link.indicator}”的关联吗？"
    return confirm_page(request, form, question=question, consequences=told, cancel_url=back, submit="取消关联")
