"""A set's figures come back from Excel: compared first, then kept, all or none."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from duban.apps.indicators.actions.observations import enter_many
from duban.apps.indicators.figure_book import Comparison, compared
from duban.apps.indicators.models import IndicatorSet, Observation
from duban.apps.organizations.changes import digest
from duban.documents.errors import UnreadableFile
from duban.documents.figures import FigureProblem, read_figures_workbook
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.indicators import ObservationStatus
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed


class Faulty(Invalid):
    """The file has faults, each with its cell; nothing of it is taken."""

    def __init__(self, problems: list[FigureProblem]) -> None:
        super().__init__(f"文件里有 {len(problems)} 处要改，没有导入", "file")
        self.problems = problems


def changes_in(
    of: IndicatorSet, data: bytes, file_name: str, status: ObservationStatus, *, at: datetime, actor: Actor
) -> Comparison:
    """What the file would change; faults and a file without a change are refused."""
    permissions.check_can(actor, Permission.ENTER_OBSERVATION)
    if not IndicatorSet.objects.visible_to(actor).filter(pk=of.pk).exists():
        raise NotAllowed(f"“{of}”没有要您填报的指标")
    try:
        filled = read_figures_workbook(data, file_name)
    except UnreadableFile as unreadable:
        raise Invalid(str(unreadable), "file") from unreadable
    found = compared(of, filled, status, at=at, by=actor)
    if found.problems:
        raise Faulty(sorted(found.problems, key=lambda one: one.line))
    if not found.changes:
        raise Invalid("文件里没有新填的数，也没有改动", "file")
    return found


def seen_of(found: Comparison) -> str:
    """Gives the same word as long as the comparison says the same."""
    return digest([one.words for one in found.changes])


@transaction.atomic
def import_figures(
    *,
    indicator_set: IndicatorSet,
    data: bytes,
    file_name: str,
    status: ObservationStatus,
    reason: str = "",
    seen: str | None = None,
    at: datetime,
    by: Actor,
) -> list[Observation]:
    """Keep what the file says; refused when what it was compared with changed meanwhile."""
    found = changes_in(indicator_set, data, file_name, status, at=at, actor=by)
    if seen is not None and seen != seen_of(found):
        raise Conflict("对照之后指标数有了变化，请重新上传核对")
    if found.asks_reason and not reason.strip():
        raise Invalid("有更正的数，请写明更正原因", "reason")
    done = enter_many(entries=[replace(one.entry, reason=reason) for one in found.changes], at=at, by=by)
    if refused := next((one.refusal for one in done if one.refusal is not None), None):
        raise refused
    return [one.observation for one in done if one.observation is not None]
