"""后台工作: what waits, runs, failed; run a failed one again."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST
from django_tasks_db.models import DBTaskResult

from duban.apps.jobs import actions, queries
from duban.apps.jobs.alive import count_alive
from duban.apps.jobs.labels import NO_WORKER
from duban.apps.web.access import require
from duban.apps.web.requests import Request
from duban.rulebook.permissions import Permission, why_not


@require(Permission.SEE_JOBS)
@require_GET
def list_jobs(request: Request) -> HttpResponse:
    workers = count_alive()
    context = {
        "waiting": queries.waiting(),
        "running": queries.running(),
        "failed": queries.failed(),
        "finished": queries.finished(),
        "regular": queries.regular(now=timezone.now()),
        "workers": workers,
        "no_worker": "" if workers else NO_WORKER,
        "why_not": why_not(actions.check_can_run, request.actor),
    }
    return render(request, "jobs/jobs.html", context)


@require(Permission.RUN_JOB_AGAIN)
@require_POST
def run_again(request: Request, pk: UUID) -> HttpResponse:
    if not DBTaskResult.objects.filter(pk=pk).exists():
        raise Http404
    actions.run_again(key=pk, at=timezone.now(), by=request.actor)
    messages.success(request, "已重新排入队列")
    return redirect("jobs:jobs")
