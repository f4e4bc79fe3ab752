"""The outline of a draft by hand: sections added, renamed, moved, removed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from duban.apps.organizations.changes import token
from duban.apps.organizations.views.form_pages import bare_form, confirm_page, done, form_page
from duban.apps.plans.actions import sections as actions
from duban.apps.plans.actions.plans import check_can_edit
from duban.apps.plans.forms.plans import ChangeSectionForm, SectionForm
from duban.apps.plans.models import Plan, Section
from duban.apps.plans.views.plans import page_of, plan_to_edit
from duban.apps.web.access import require
from duban.apps.web.requests import Request
from duban.rulebook.permissions import Permission, why_not


@require(Permission.EDIT_PLAN)
def add_section(request: Request, pk: int) -> HttpResponse:
    plan = plan_to_edit(request, pk)
    form = SectionForm(request.POST or None, plan=plan)
    if done(request, form, actions.add_section, plan=plan):
        messages.success(request, f"已增加章节“{form.cleaned_data['title']}”。")
        return redirect(page_of(plan))
    return form_page(
        request,
        form,
        heading="增加章节",
        about=plan,
        submit="增加",
        cancel_url=page_of(plan),
        template="plans/plans/form.html",
    )


@require(Permission.EDIT_PLAN)
def change_section(request: Request, pk: int) -> HttpResponse:
    section = _section(request, pk)
    shown = {"label": section.label, "title": section.title, "parent": section.parent_id or "", "seen": token(section)}
    form = ChangeSectionForm(request.POST or None, plan=section.plan, section=section, initial=shown)
    if done(request, form, actions.change_section, section=section):
        messages.success(request, "已保存。")
        return redirect(page_of(section.plan))
    siblings = list(section.plan.sections.filter(parent=section.parent_id).order_by("order", "pk"))
    return form_page(
        request,
        form,
        heading="修改章节",
        about=section.plan,
        submit="保存",
        cancel_url=page_of(section.plan),
        template="plans/plans/section.html",
        section=section,
        why_not_remove=why_not(actions.check_can_remove_section, section, request.actor),
        **_steps(section, siblings),
    )


def _steps(section: Section, siblings: list[Section]) -> dict[str, Any]:
    """Behind which sibling the section comes when it goes one up or one down; "first": before all."""
    place = siblings.index(section)
    up = siblings[place - 2].pk if place > 1 else "first"
    down = siblings[place + 1].pk if place + 1 < len(siblings) else ""
    return {"up": up if place else "", "down": down}


@require(Permission.EDIT_PLAN)
@require_POST
def move_section(request: Request, pk: int) -> HttpResponse:
    section, asked = _section(request, pk), request.POST.get("after", "")
    after = get_object_or_404(section.plan.sections.all(), pk=asked) if asked.isdecimal() else None
    actions.move_section(section=section, after=after, by=request.actor)
    messages.success(request, f"已移动章节“{section}”。")
    return redirect("plans:section-change", section.pk)


@require(Permission.EDIT_PLAN)
def remove_section(request: Request, pk: int) -> HttpResponse:
    section = _section(request, pk)
    form = bare_form(request)
    if done(request, form, actions.remove_section, section=section):
        messages.success(request, f"已删除章节“{section}”。")
        return redirect(page_of(section.plan))
    told = ["只能删除其下没有任务和章节的。", "删除后不能恢复；操作记录仍然保留。"]
    cancel = page_of(section.plan)
    return confirm_page(request, form, question=f"删除章节“{section}”", consequences=told, cancel_url=cancel)


def _section(request: Request, pk: int) -> Section:
    rows = Section.objects.filter(plan__in=Plan.objects.visible_to(request.actor))
    section = get_object_or_404(rows.select_related("plan__jurisdiction"), pk=pk)
    check_can_edit(section.plan, request.actor)
    return section
