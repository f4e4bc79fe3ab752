"""群机器人: the groups that get a digest, and what became of deliveries."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from duban.apps.organizations.changes import token
from duban.apps.outbox.actions import robots as actions
from duban.apps.outbox.channels import email_is_set_up
from duban.apps.outbox.forms import AddRobotForm, ChangeRobotForm
from duban.apps.outbox.models import Robot
from duban.apps.outbox.queries.messages import last_telling, latest_deliveries, robots_of
from duban.apps.web.access import require
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request
from duban.rulebook.permissions import Permission

SET = Permission.SET_REMINDERS


@require(SET)
@require_GET
def list_robots(request: Request) -> HttpResponse:
    context = {
        "robots": robots_of(request.actor),
        "deliveries": latest_deliveries(request.actor),
        "told": last_telling(),
        "email": settings.EMAIL_HOST if email_is_set_up() else "",
        "sender": settings.DEFAULT_FROM_EMAIL,
        "site": settings.ADDRESS,
        "feeds": settings.FEEDS,
    }
    return render(request, "outbox/robots.html", context)


@require(SET)
def add_robot(request: Request) -> HttpResponse:
    form = AddRobotForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, actions.add_robot, by=request.actor, **form.cleaned_data)
        if made:
            messages.success(request, f"已添加“{made}”，可以发一条测试消息")
            return redirect("outbox:robots")
    return _form_page(request, form, "添加群机器人")


@require(SET)
def change_robot(request: Request, pk: int) -> HttpResponse:
    robot = _visible(request, pk)
    shown = {"name": robot.name, "unit": robot.unit, "seen": token(robot)}
    form = ChangeRobotForm(request.POST or None, actor=request.actor, initial=shown)
    if request.method == "POST" and form.is_valid():
        attempt(form, actions.change_robot, robot=robot, by=request.actor, **form.cleaned_data)
    if form.is_bound and not form.errors:
        messages.success(request, "已保存")
        return redirect("outbox:robots")
    return _form_page(request, form, f"修改“{robot}”")


@require(SET)
@require_POST
def switch_robot(request: Request, pk: int) -> HttpResponse:
    robot = _visible(request, pk)
    wanted = request.POST.get("to", "off") == "on"
    actions.switch_robot(robot=robot, is_active=wanted, by=request.actor)
    messages.success(request, f"“{robot}”已{'启用' if wanted else '停用'}")
    return redirect("outbox:robots")


@require(SET)
@require_POST
def send_test(request: Request, pk: int) -> HttpResponse:
    robot = _visible(request, pk)
    actions.send_test(robot=robot, on=timezone.localdate(), by=request.actor)
    messages.success(request, "测试消息已交给后台发送，结果见下方“最近的发送”")
    return redirect("outbox:robots")


def _visible(request: Request, pk: int) -> Robot:
    return get_object_or_404(Robot.objects.visible_to(request.actor).select_related("unit", "jurisdiction"), pk=pk)


def _form_page(request: Request, form: object, title: str) -> HttpResponse:
    context = {"form": form, "title": title, "cancel_url": reverse("outbox:robots")}
    return render(request, "outbox/robot_form.html", context)
