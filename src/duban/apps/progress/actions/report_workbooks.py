"""A unit's reports of a round come back from Excel: compared first, then kept as drafts, all or none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from duban.apps.organizations.changes import digest
from duban.apps.organizations.workbook.problems import Problem
from duban.apps.plans.models import ReportingRound
from duban.apps.progress.actions.reports import save_report
from duban.apps.progress.models import Report
from duban.apps.progress.queries.report_grid import rows_of
from duban.apps.progress.queries.rounds import check_open
from duban.apps.progress.report_book.comparing import Change, compared, words_of_all
from duban.apps.progress.report_book.reading import read_book
from duban.documents.errors import UnreadableFile
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed


class Faulty(Invalid):
    """The file has faults, each with its cell; nothing of it is taken."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(f"文件里有 {len(problems)} 处要改，没有导入", "file")
        self.problems = problems


def changes_in(round: ReportingRound, data: bytes, file_name: str, actor: Actor) -> list[Change]:
    """What the file would change of the actor's units; faults and a file without a change are refused."""
    permissions.check_can(actor, Permission.WRITE_REPORT)
    rows = rows_of(actor, round)
    if not rows:
        raise NotAllowed("本单位在这一轮没有要报的任务")
    check_open(round)
    try:
        book = read_book(data, file_name)
    except UnreadableFile as unreadable:
        raise Invalid(str(unreadable), "file") from unreadable
    changes = compared(book, rows)
    if book.problems:
        raise Faulty(book.problems)
    if not changes:
        raise Invalid("文件与现在的进展情况一致，没有改动", "file")
    return changes


def seen_of(changes: Sequence[Change]) -> str:
    """Gives the same word as long as the comparison says the same."""
    return digest(words_of_all(changes))


@transaction.atomic
def import_reports(
    *, round: ReportingRound, data: bytes, file_name: str, at: datetime, by: Actor, seen: str | None = None
) -> list[Report]:
    """Keep what the file says as drafts; refused when what it was compared with changed meanwhile."""
    changes = changes_in(round, data, file_name, by)
    if seen is not None and seen != seen_of(changes):
        raise Conflict("对照之后进展情况有了变化，请重新上传核对")
    return [
        save_report(
            report=change.row.report,
            values=change.values,
            figures=change.figures,
            seen=change.row.report.version,
            at=at,
            by=by,
        )
        for change in changes
    ]
