"""Posts: the list with holders, a post's page, create in a unit, change, abolish, delete; the leaders of a place."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from duban.apps.organizations import holdings
from duban.apps.organizations.actions import posts as actions
from duban.apps.organizations.changes import token
from duban.apps.organizations.forms.posts import AbolishPostForm, ChangePostForm, CreatePostForm
from duban.apps.organizations.in_use import check_unused
from duban.apps.organizations.labels.people import VACANT
from duban.apps.organizations.models import Post, Unit
from duban.apps.organizations.queries import posts as queries
from duban.apps.organizations.queries.people import holder_of, tenures_of, vacancies
from duban.apps.organizations.queries.places import place_choices
from duban.apps.organizations.views.form_pages import bare_form, confirm_page, done, form_page
from duban.apps.web.access import require
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request
from duban.apps.web.table import Column, Table, page_link
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission, can, why_not

page_of = page_link("organizations:post")


def _seat(post: Post) -> str:
    return f"席位{post.seat}" if post.seat > 1 else ""


def _holder(post: Post) -> str:
    name: str | None = post.holder_name  # type: ignore[attr-defined]
    return name or format_html('<span class="warn">{}</span>', VACANT)


class PostTable(Table):
    key, caption, unit = "posts", "职务", "个"
    columns = (
        Column("title", "职务", link=page_of, under=_seat, sort="title", search="title", stay=True),
        Column(
            "unit",
            "单位",
            link=page_link("organizations:unit", "unit_id"),
            sort=("unit__order", "unit__name"),
            search="unit__name",
        ),
        Column(
            "holder",
            "现任",
            value=_holder,
            exported=lambda post: post.holder_name or VACANT,
            link=page_link("organizations:official", "holder_key"),
            sort="holder_name",
            search="holder_name",
        ),
        Column("held_since", "任职日期", sort="held_since", optional=True),
        Column("portfolio", "分管工作", search="portfolio", optional=True),
        Column(
            "state",
            "状态",
            value=lambda post: dict(queries.STATES)[post.state],
            filter="state",
            choices=queries.STATES,
            sort="state",
        ),
        Column(
            "place",
            "行政区",
            value=lambda post: post.unit.jurisdiction.name,
            filter="unit__jurisdiction",
            filter_value=lambda post: post.unit.jurisdiction_id,
            choices=place_choices,
            sort="unit__jurisdiction__path",
            optional=True,
        ),
    )
    default_sort = ("unit__jurisdiction__path", "unit__order", "unit", "order", "seat")
    empty = "这里列出各单位的职务和现任人员。职务在单位的页面上设立，也可以从表格或文件导入。"


@require(Permission.SEE_DIRECTORY)
def list_posts(request: Request) -> HttpResponse:
    table = PostTable(request, queries.posts_with_holders(request.actor, on=timezone.localdate()))
    if can(request.actor, Permission.CREATE_POST):
        table.empty_action = ("到组织机构选择单位", reverse("organizations:index"))
    return table.respond("organizations/posts/list.html")


@require(Permission.SEE_DIRECTORY)
def show_post(request: Request, pk: int) -> HttpResponse:
    today = timezone.localdate()
    posts = Post.objects.visible_to(request.actor).select_related("unit__jurisdiction")
    post = get_object_or_404(posts, pk=pk)
    context = {
        "post": post,
        "holder": holder_of(post, on=today),
        "tenures": tenures_of(post),
        "vacancies": vacancies(post, on=today),
        "hanging": holdings.by_kind(post, on=today, reader=request.actor),
        "today": today,
    }
    return render(request, "organizations/posts/post.html", context | _may(request.actor, post, today))


def _may(actor: Actor, post: Post, today: date) -> dict[str, Any]:
    """What this user may do with it, and why not."""
    return {
        "can_change": can(actor, Permission.CHANGE_POST, within=post.unit.jurisdiction.path),
        "why_not_abolish": why_not(actions.check_can_abolish, post, today),
        "why_not_delete": why_not(check_unused, post),
    }


@require(Permission.CREATE_POST)
def create_post(request: Request, unit_pk: int) -> HttpResponse:
    unit = get_object_or_404(Unit.objects.visible_to(request.actor), pk=unit_pk)
    form = CreatePostForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        post = attempt(form, actions.create_post, unit=unit, by=request.actor, **form.cleaned_data)
        if post is not None:
            messages.success(request, f"已新建职务“{post}”。")
            return redirect(page_of(post))
    cancel = reverse("organizations:unit", args=[unit.pk])
    return form_page(request, form, heading="新建职务", about=unit, submit="新建", cancel_url=cancel)


@require(Permission.CHANGE_POST)
def change_post(request: Request, pk: int) -> HttpResponse:
    post = get_object_or_404(Post.objects.visible_to(request.actor).select_related("unit"), pk=pk)
    fields = ("title", "portfolio", "leads_jurisdiction", "order")
    shown = {name: getattr(post, name) for name in fields} | {"seen": token(post)}
    form = ChangePostForm(request.POST or None, initial=shown)
    if done(request, form, actions.change_post, post=post):
        messages.success(request, "已保存。")
        return redirect(page_of(post))
    return form_page(request, form, heading="修改职务", about=post, submit="保存", cancel_url=page_of(post))


@require(Permission.ABOLISH_POST)
def abolish_post(request: Request, pk: int) -> HttpResponse:
    post = get_object_or_404(Post.objects.visible_to(request.actor).select_related("unit"), pk=pk)
    form = AbolishPostForm(request.POST or None)
    if done(request, form, actions.abolish_post, post=post):
        messages.success(request, f"已撤销职务“{post}”。")
        return redirect(page_of(post))
    words = {"heading": "撤销职务", "submit": "撤销职务", "cancel_url": page_of(post)}
    return form_page(request, form, about=post, kind="danger", **words)


@require(Permission.DELETE_POST)
def delete_post(request: Request, pk: int) -> HttpResponse:
    post = get_object_or_404(Post.objects.visible_to(request.actor).select_related("unit"), pk=pk)
    form = bare_form(request)
    if done(request, form, actions.delete_post, post=post):
        messages.success(request, f"已删除职务“{post}”。")
        return redirect("organizations:unit", post.unit_id)
    told = ["只能删除从未有人担任、没有事项挂靠的职务；其他的请撤销。", "删除后不能恢复；操作记录仍然保留。"]
    question = f"删除职务“{post}”"
    return confirm_page(request, form, question=question, consequences=told, cancel_url=page_of(post))
