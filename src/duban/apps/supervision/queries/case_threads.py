"""The thread of a case: what was proposed, decided, sent, said and found, in its order.

In: a case with `with_thread`, whether its reader knows of what came before it was served.  Out: `Line`s.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Prefetch, QuerySet

from duban.apps.progress.models import ClockExtension, ClockStop
from duban.apps.supervision.models import Case, CaseAnswer, SupervisionFile
from duban.apps.supervision.queries.rectifications import Line
from duban.apps.web.templatetags.duban import moment
from duban.rulebook.cases import CaseState as C


def with_thread(rows: QuerySet[Case]) -> QuerySet[Case]:
    """Whatever the page of a case reads, in a fixed number of queries."""
    files = Prefetch("files", SupervisionFile.objects.filter(removed_at=None))
    answers = Prefetch("answers", CaseAnswer.objects.prefetch_related(files))
    related = ("jurisdiction", "unit__merged_into", "unit__jurisdiction", "clock", "dispatch", "interview", "raised_to")
    linked = (
        "task__plan",
        "report__round",
        "milestone",
        "implementation_plan",
        "instruction",
        "raised_from",
        "indicator",
    )
    rows = rows.select_related(*related, *linked).defer("task__search", "task__grams", "task__measures")
    return rows.prefetch_related(answers, "clock__stops", "clock__extensions")


def thread(row: Case, *, is_inside: bool) -> list[Line]:
    """`is_inside`: for who knows of proposals; a unit reads from the day it was served."""
    lines = [*(_before(row) if is_inside else ()), *_after(row), *_of_clock(row)]
    return sorted(lines, key=lambda line: line.at)


def _before(row: Case) -> Iterator[Line]:
    words = row.rule.get("words", "")
    yield Line("提出", row.proposed_at, row.proposed_by, row.reason, words)
    if row.submitted_at is not None:
        yield Line("呈批", row.submitted_at, row.submitted_by)
    if row.decided_at is not None and (row.decided_at != row.served_at or row.decision):
        word = "不予督办" if row.state == C.DISMISSED else "退回" if row.state == C.PROPOSED else "同意发出"
        yield Line(word, row.decided_at, row.decided_by, row.decision)


def _after(row: Case) -> Iterator[Line]:
    if row.served_at is not None:
        number = row.dispatch.number if row.dispatch is not None else ""
        yield Line(f"发出{row.get_level_display()}", row.served_at, row.served_by, row.demand, number)
    if row.acknowledged_at is not None:
        yield Line("签收", row.acknowledged_at, row.acknowledged_by)
    for answer in row.answers.all():
        late = "逾期反馈" if answer.is_late else ""
        yield Line("反馈", answer.at, answer.by, answer.text, late, answer.is_late, list(answer.files.all()))
        if answer.checked_at is not None:
            word = "核查通过" if answer.is_accepted else "退回重办"
            yield Line(word, answer.checked_at, answer.checked_by, answer.finding, "", not answer.is_accepted)
    if row.ended_at is not None and not _was_checked(row):
        yield Line(row.get_state_display(), row.ended_at, row.ended_by, row.ending)


def _of_clock(row: Case) -> Iterator[Line]:
    """Stops and extensions; what was said to an answer with a new limit stands with that answer."""
    if row.clock is None:
        return
    checked = {answer.checked_at for answer in row.answers.all()}
    for stop in row.clock.stops.all():
        yield from _of_stop(stop)
    for one in row.clock.extensions.all():
        yield _of_extension(one, is_told=one.at in checked)


def _of_stop(stop: ClockStop) -> Iterator[Line]:
    yield Line("暂停计时", stop.stopped_at, stop.stopped_by, stop.reason)
    if stop.resumed_at is not None:
        yield Line("恢复计时", stop.resumed_at, stop.resumed_by)


def _of_extension(one: ClockExtension, *, is_told: bool) -> Line:
    note = f"期限由{moment(one.before)}改为{moment(one.after)}"
    return Line("新的期限", one.at, one.by, "" if is_told else one.reason, note)


def _was_checked(row: Case) -> bool:
    return any(answer.checked_at == row.ended_at for answer in row.answers.all())
