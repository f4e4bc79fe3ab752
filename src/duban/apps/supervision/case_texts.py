"""The words of a case in its document: what the office's templates name in braces; the limit as it is when it goes out.

In: a case, the moment.  Out: values for `dispatch.wording.fill`; the text with its last date.
"""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from duban.apps.calendars.queries import work_calendar
from duban.apps.dispatch.happenings import Frozen, Origin
from duban.apps.dispatch.models import Dispatch
from duban.apps.supervision.case_record import limit_of
from duban.apps.supervision.models import Case
from duban.apps.web.templatetags.duban import day
from duban.rulebook.actors import Actor
from duban.rulebook.clocks import first_due

_STOPS = "。！？；"


def values_of(case: Case, *, at: datetime, issuer: str) -> dict[str, str]:
    today = timezone.localdate(at)
    return {
        "单位": case.unit.name,
        "主送": case.unit.name,
        "事项": case.subject,
        "原因": _sentence(case.reason),
        "依据": _sentence(case.basis),
        "要求": _sentence(case.demand.removeprefix("请")),
        "期限": due_words(case, at),
        "发文机关": issuer,
        "行政区": case.jurisdiction.name,
        "年份": str(today.year),
        "日期": day(today),
    } | ({"依据": case.basis.rstrip(_STOPS)} if case.document in ("letter", "criticism") else {})


def due_words(case: Case, at: datetime) -> str:
    """The day by which the unit answers if it is served at this moment."""
    return day(first_due(timezone.localtime(at), limit_of(case), work_calendar()).date())


def freeze(dispatch: Dispatch, at: datetime, by: Actor) -> Frozen:
    """The limit runs from the day of issue; the draft was written with the day it was drafted on."""
    case = Case.objects.filter(dispatch=dispatch).first()
    if case is None:
        return Frozen(dispatch.text, dispatch.content)
    drafted, issued = due_words(case, dispatch.drafted_at), due_words(case, at)
    text = dispatch.text.replace(drafted, issued)
    figures = {"期限": {"值": issued, "来源": f"印发当天起{limit_of(case).words}", "督办件": case.pk}}
    return Frozen(text, dispatch.content, figures)


def origin_of(dispatch: Dispatch, actor: Actor) -> Origin | None:
    case = Case.objects.visible_to(actor).filter(dispatch=dispatch).first()
    return Origin(f"督办件：{case.subject}", reverse("supervision:case", args=[case.pk])) if case else None


def _sentence(words: str) -> str:
    words = words.strip()
    return words if words.endswith(tuple(_STOPS)) else f"{words}。"
