"""A task's quantified target linked to an indicator, so that one figure is entered once and seen in both; unlinked."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from duban.apps.audit import recording
from duban.apps.indicators import report_following
from duban.apps.indicators.changing import check_can_edit, locked_set
from duban.apps.indicators.linking import check_linkable
from duban.apps.indicators.models import Indicator, IndicatorSet, Observation, TargetLink
from duban.apps.organizations.changes import locked
from duban.apps.plans.models import Target, Task
from duban.apps.progress.models import Report
from duban.rulebook.actors import Actor
from duban.rulebook.refusals import Conflict, NotAllowed


@transaction.atomic
def link_target(*, target: Target, indicator: Indicator, year: int, at: datetime, by: Actor) -> TargetLink:
    """From now on what is reported for the target is the indicator's figure; what was filed already is taken over."""
    hold_reports([target.task_id])
    one = locked_set(indicator.indicator_set)
    indicator = locked(indicator, "indicator_set__jurisdiction")
    check_can_edit(one, by)
    row = Target.objects.select_related("task__jurisdiction").get(pk=target.pk)
    if not Task.objects.visible_to(by).filter(pk=row.task_id).exists():
        raise NotAllowed("您看不到这项任务")
    known = TargetLink.objects.filter(target=row).select_related("indicator").first()
    if known is not None:
        if (known.indicator_id, known.year) == (indicator.pk, year):
            return known
        raise Conflict(f"这个目标已关联到指标“{known.indicator}”，请先取消")
    check_linkable(row, indicator, year)
    link = TargetLink.objects.create(target=row, indicator=indicator, year=year, linked_at=at, linked_by=by.name)
    _record("indicator_target.linked", link, one, by)
    report_following.take_filed([link], at=at, by=by)
    return link


@transaction.atomic
def unlink_target(*, link: TargetLink, by: Actor) -> None:
    """What came with reports stays, and is corrected by hand from now on."""
    hold_reports([link.target.task_id])
    one = locked_set(link.indicator.indicator_set)
    check_can_edit(one, by)
    row = TargetLink.objects.filter(pk=link.pk).select_related("target__task", "indicator").first()
    if row is None:
        raise Conflict("这个关联已被他人取消")
    came = Observation.objects.filter(indicator=row.indicator, report_figure__target=row.target)
    came.update(report_figure=None)
    _record("indicator_target.unlinked", row, one, by)
    row.delete()


def hold_reports(tasks: Collection[int]) -> None:
    """So that no report of the tasks is filed while they are linked: it would not be followed, nor taken over."""
    reports = Report.objects.select_for_update(of=("self",)).filter(task__in=tasks).order_by("pk")
    list(reports.values_list("pk", flat=True))


def _record(verb: str, link: TargetLink, one: IndicatorSet, by: Actor) -> None:
    target = link.target
    words = {"任务目标": target.text, "年度": link.year, "任务": str(target.task)}
    before, after = (words, {}) if verb.endswith("unlinked") else ({}, words)
    recording.record(
        verb,
        link.indicator,
        by=by,
        before=before,
        after=after,
        about=[one, target.task],
        jurisdiction_path=one.jurisdiction.path,
    )
