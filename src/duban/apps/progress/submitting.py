"""What filling, submitting and approving a report share: the row, locked; who may write it; what is filed.

In: a report, an actor, values and figures.  Out: refusals; the rows as they were filed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.query_utils import FilteredRelation

from duban.apps.audit import recording
from duban.apps.audit.recording import Entry
from duban.apps.organizations.changes import check_fits
from duban.apps.plans.models import Target
from duban.apps.plans.queries.receipts import check_answers_for
from duban.apps.progress import happenings, standing
from duban.apps.progress.models import Evidence, Report, ReportFigure, ReportSubmission
from duban.apps.progress.queries.rounds import check_open
from duban.apps.web import written_once
from duban.apps.web.built_once import built_once
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.figures import plain
from duban.rulebook.health import LABELS, STATED
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, Invalid
from duban.rulebook.reports import REPORT, WRITABLE, FilingState
from duban.rulebook.tasks import check_task_in_force

Figures = Mapping[int, Decimal | None]  # by the key of the target
Targets = Sequence[Any]  # as `targets_said` gives them
TEXT_WORDS = {"text": "进展情况", "problems": "存在问题", "coordination": "需要协调的事项", "next_step": "下一步打算"}
TEXTS = tuple(TEXT_WORDS)
LONGEST = 5000
_TOO_MUCH = Decimal(10) ** 16  # the column holds sixteen digits before the point
_CONTENT = (*TEXTS, "stated", "written_by", "changed_at", "begun_at")
_SENT = ("state", "submitted_at", "first_submitted_at", "submitted_by", "approved_by", "inner_note", "version")
FILED = [*_CONTENT, *_SENT]  # the columns that submitting writes
_HEAVY = ("task__search", "task__grams", "task__places", "task__measures")


class Overtaken(Conflict):
    """A colleague wrote into the report after the page was shown."""


def locked_reports(keys: Iterable[int]) -> list[Report]:
    """The rows with all that is asked before they may be written, in one query, locked in one order."""
    wanted = sorted(set(keys))
    found = _locked(*wanted)
    if len(found) < len(wanted):
        raise Conflict("这份进展情况已不存在，请刷新后再办")
    return found


@built_once
def _locked(*keys: int) -> QuerySet[Report]:
    rows = Report.objects.select_for_update(of=("self",)).select_related("task", "round", "unit__practice")
    return rows.filter(pk__in=keys).order_by("pk").defer(*_HEAVY)


def check_unit(report: Report, permission: Permission, by: Actor) -> None:
    """Refuse unless the actor may, and answers for the report's unit."""
    check_answers_for(report.unit, by, permission)


def check_wanted(report: Report) -> None:
    """Refuse when nothing is reported any more, or not yet: a closed round is locked."""
    check_open(report.round)
    check_in_force(report)


def check_in_force(report: Report) -> None:
    check_task_in_force(report.task.state, str(report.task))


def check_may_write(report: Report, by: Actor) -> None:
    """Refuse unless this person may change what is in the report now; the head also while approving it."""
    check_unit(report, Permission.WRITE_REPORT, by)
    check_wanted(report)
    approving = report.state == FilingState.INNER and permissions.can(by, Permission.APPROVE_REPORT)
    if report.state not in WRITABLE and not approving:
        raise Conflict(f"进展情况{report.get_state_display()}，不能修改")


def came_before(
    report: Report, values: Mapping[str, str], figures: Figures, targets: Targets, seen: int | None, by: Actor
) -> bool:
    """Whether just this was submitted from the same page: what is sent twice is filed once, and good both times."""
    sent = report.state == FilingState.SUBMITTED or (report.state == FilingState.INNER and needs_approval(report, by))
    if not sent or seen != report.version - 1:
        return False
    return all(getattr(report, name) == values[name] for name in values) and not _moved(figures, targets)


def check_return_read(report: Report, seen: int | None) -> None:
    """Refuse what was on a page from before the report was returned: its words would be filed as the answer to it."""
    if report.state == FilingState.RETURNED and seen is not None and seen != report.version:
        raise Conflict("进展情况已被退回或改过，请看过退回原因后再报送")


def needs_approval(report: Report, by: Actor) -> bool:
    """Whether the unit wants its head to look at it first, and this is not the head."""
    practice = getattr(report.unit, "practice", None)
    return bool(practice and practice.inner_approval) and not permissions.can(by, Permission.APPROVE_REPORT)


def write(report: Report, values: Mapping[str, str], figures: Figures, targets: Targets, seen: int | None) -> list[str]:
    """Put into the row what differs, write the figures; the names of the fields changed, "figures" among them.

    What a colleague wrote since the page was shown is not written over."""
    changed = [name for name in values if getattr(report, name) != values[name]]
    moved = _moved(figures, targets)
    if (changed or moved) and seen is not None and seen != report.version:
        raise Overtaken(f"{report.written_by or '同事'}刚刚改过这份进展情况，您写的没有覆盖它")
    for name in changed:
        _check_value(name, values[name])
        setattr(report, name, values[name])
    if moved:
        if any(value is not None and abs(value) >= _TOO_MUCH for value in moved.values()):
            raise Invalid("完成数太大，请核对计量单位")
        rows = [ReportFigure(report=report, target_id=key, value=value) for key, value in moved.items()]
        ReportFigure.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["report", "target"], update_fields=["value"]
        )
        for one in targets:
            if one.pk in moved:
                one.said, one.said_in = moved[one.pk], report.pk
    return [*changed, *(["figures"] if moved else [])]


def check_complete(report: Report) -> None:
    """Refuse to submit a report that says nothing; a figure that is missing is a hint, never a block."""
    if not report.text.strip():
        raise Invalid("请写进展情况：做了什么，到什么程度", "text")
    if not report.stated:
        raise Invalid("请选择自评", "stated")


def file_reports(rows: Sequence[Report], verb: str, *, at: datetime, by: Actor, targets: Targets | None = None) -> None:
    """Submit the rows as they are, and keep what was filed; a fixed number of queries, one less with the targets."""
    targets = targets_said(*(row.pk for row in rows)) if targets is None else targets
    contents = _contents(rows, targets)
    numbers = _numbers(rows)
    for row in rows:
        REPORT.check_move(FilingState(row.state), FilingState.SUBMITTED)
        row.state, row.submitted_at, row.inner_note = FilingState.SUBMITTED.value, at, ""
        row.first_submitted_at = row.first_submitted_at or at
        row.version += 1
        check_fits(row)
    _keep(rows)
    written_once.insert([_submission(row, numbers[row.pk] + 1, contents[row.pk], at) for row in rows])
    standing.stand_again(sorted({row.task_id for row in rows}))
    recording.record_many([entry(verb, row, after={"状态": row.get_state_display()}) for row in rows], by=by)
    happenings.tell_figures({one.said_in for one in targets if one.said_in}, verified=False, at=at, by=by)


def _submission(row: Report, number: int, values: dict[str, Any], at: datetime) -> ReportSubmission:
    said_by = {"by": row.submitted_by, "approved_by": row.approved_by}
    return ReportSubmission(report=row, number=number, at=at, due=row.due, values=values, **said_by)


def _keep(rows: Sequence[Report]) -> None:
    """One query; that for several weighs many times as much."""
    if len(rows) == 1:
        written_once.update(rows[0], FILED)
    else:
        Report.objects.bulk_update(rows, FILED)


def entry(verb: str, report: Report, *, before: Mapping[str, Any] | None = None, after: Mapping[str, Any]) -> Entry:
    about = [report.task, report.unit]
    return Entry(verb, report, before or {}, after, "", about, report.task.jurisdiction_path)


def _check_value(name: str, value: str) -> None:
    if name in TEXTS and len(value) > LONGEST:
        raise Invalid(f"太长：{len(value)} 个字，最多 {LONGEST} 个字", name)
    if name == "stated" and value and value not in STATED:
        raise Invalid("请从所列的自评中选择", name)


def _moved(figures: Figures, targets: Targets) -> dict[int, Decimal | None]:
    """The figures that differ from those in the report; refused where the target is not the task's."""
    known = {one.pk: one.said for one in targets}
    if figures.keys() - known.keys():
        raise Conflict("任务的量化目标刚刚改过，请刷新后再填")
    return {key: value for key, value in figures.items() if known[key] != value}


def _numbers(rows: Sequence[Report]) -> dict[int, int]:
    """How often each was submitted before; whoever comes first is not looked up."""
    again = [row.pk for row in rows if row.first_submitted_at is not None]
    found = dict.fromkeys((row.pk for row in rows), 0)
    if again:
        counted = ReportSubmission.objects.filter(report__in=again).order_by().values_list("report")
        found.update(counted.annotate(Count("pk")))
    return found


def _contents(rows: Sequence[Report], targets: Targets) -> dict[int, dict[str, Any]]:
    """What each says, by the names people know; the evidence by name and by the digest of its bytes."""
    figures = _figures(targets)
    files: dict[int, list[dict[str, str]]] = defaultdict(list)
    for file in _evidence(*(row.pk for row in rows)):
        files[file.report_id or 0].append({"文件名": file.name, "摘要": file.digest})
    return {row.pk: {**_said(row), "完成数": figures[row.pk], "佐证材料": files[row.pk]} for row in rows}


def _figures(targets: Targets) -> dict[int, dict[str, str]]:
    """The figures of each report by the names of the targets."""
    names: dict[int, str] = {}
    for _, ones in groupby(targets, key=lambda one: one.task_id):
        names |= figure_names(list({one.pk: one for one in ones}.values()))
    named: dict[int, dict[str, str]] = defaultdict(dict)
    for one in targets:
        if one.said is not None:
            named[one.said_in][names[one.pk]] = plain(one.said)
    return named


@built_once
def _evidence(*reports: int) -> QuerySet[Evidence]:
    return Evidence.objects.filter(report__in=reports, removed_at=None)


@built_once
def targets_said(*reports: int) -> QuerySet[Any]:
    """The targets of the reports' tasks, each once for every report that says a figure (`said`, `said_in`)."""
    tasks = Report.objects.filter(pk__in=reports).order_by().values("task")
    own = FilteredRelation("figures", condition=Q(figures__report__in=reports))
    rows = Target.objects.filter(task__in=tasks).annotate(own=own)
    return rows.annotate(said_in=F("own__report"), said=F("own__value")).order_by("task_id", "order", "pk")


def figure_names(targets: Sequence[Target]) -> dict[int, str]:
    """What each target is called in what was filed: its words, with the measure where several share them."""
    shared = Counter(target.text for target in targets)
    return {one.pk: one.text if shared[one.text] == 1 else f"{one.measure}：{one.text}" for one in targets}


def _said(row: Report) -> dict[str, str]:
    texts = {words: getattr(row, name) for name, words in TEXT_WORDS.items()}
    return {**texts, "自评": next((LABELS[one] for one in STATED if one == row.stated), "")}
