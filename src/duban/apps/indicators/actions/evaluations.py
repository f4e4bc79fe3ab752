"""Begin a bulletin or an evaluation, write on it, choose anew what it tells; all that comes after is its document's."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from duban.apps.audit import recording
from duban.apps.dispatch.actions.drafting import check_can_edit, draft_dispatch, edit_dispatch
from duban.apps.dispatch.live.filling import check_known, standing_in
from duban.apps.dispatch.models import Dispatch
from duban.apps.dispatch.queries.letterheads import letterhead_for
from duban.apps.dispatch.wording import fill, words_for
from duban.apps.indicators.evaluating import drafting
from duban.apps.indicators.evaluating.addressing import addressed, recipients
from duban.apps.indicators.evaluating.choosing import BODY, LONGEST_SUGGESTIONS, USUAL, Choices
from duban.apps.indicators.evaluating.periods import has_come, last_day, period_words
from duban.apps.indicators.evaluating.state_now import Look, look_at
from duban.apps.indicators.measuring import scheme_on
from duban.apps.indicators.models import Evaluation, IndicatorSet, Scheme
from duban.apps.organizations.changes import check_version, locked
from duban.apps.organizations.models import Unit
from duban.apps.web.templatetags.duban import day
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.bulletin_words import safe
from duban.rulebook.dispatches import DispatchKind, DispatchState
from duban.rulebook.indicators import EvaluationKind, SetState
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, Invalid
from duban.rulebook.texts import optional_text

_OPEN = (DispatchState.DRAFT, DispatchState.SUBMITTED)
_PRESSED_TWICE = timedelta(minutes=1)
_KEPT = ("title", "recipients", "note", "copies_to", "signatory", "urgency")


@transaction.atomic
def draft_evaluation(
    *,
    indicator_set: IndicatorSet,
    kind: EvaluationKind,
    year: int,
    month: int = 12,
    choices: Choices | None = None,
    at: datetime,
    by: Actor,
) -> Evaluation:
    """The text from the office's template, to every lead unit; asked for twice at once it is the same."""
    held = locked(indicator_set, "jurisdiction", no_key=True)
    check_can_write(held, by)
    kind = EvaluationKind(kind)
    check_period(held, kind, year, month, at)
    if (there := _open_one(held, kind, year, month)) is not None:
        if there.made_at >= at - _PRESSED_TWICE and there.dispatch.drafted_account_id == by.account:
            return there
        raise Conflict("这一期已有未印发的稿子，请在它上面修改")
    row = begun(held, kind, year, month)
    row.made_at, row.made_by = at, by.name
    look = look_at(row, _checked(choices or Choices(USUAL[kind])))
    title, text = _words(row, look, at)
    units = addressed(look.ground, by)
    row.dispatch = draft_dispatch(
        kind=DispatchKind.EVALUATION,
        jurisdiction=held.jurisdiction,
        title=drafting.title_of(title, look.figures),
        recipients=recipients(units),
        units=units,
        text=text,
        at=at,
        by=by,
    )
    row.choices = look.choices.having_seen(standing_in(text, look.figures)).stored()
    row.save()
    _record("evaluation.drafted", row, by)
    return row


@transaction.atomic
def edit_evaluation(
    *, evaluation: Evaluation, text: str, at: datetime, seen: int | None = None, by: Actor, **words: Any
) -> Dispatch:
    """`words`: what `edit_dispatch` takes besides. A name in braces that is no figure is refused."""
    row = _locked(evaluation)
    check_can_edit(row.dispatch, by)
    look = look_at(row)
    check_known(text, look.figures)
    row.choices = look.choices.having_seen(standing_in(text, look.figures)).stored()
    row.save(update_fields=["choices"])
    return edit_dispatch(dispatch=row.dispatch, text=text, at=at, seen=seen, by=by, **words)


@transaction.atomic
def rewrite_evaluation(
    *, evaluation: Evaluation, choices: Choices, at: datetime, seen: int | None = None, by: Actor
) -> Evaluation:
    """Other sections; the text is written anew from the template, what was typed is gone."""
    row = _locked(evaluation)
    check_can_edit(row.dispatch, by)
    check_version(row.dispatch, seen)
    look = look_at(row, _checked(choices))
    _, text = _words(row, look, at)
    row.choices = choices.having_seen(standing_in(text, look.figures)).stored()
    row.save(update_fields=["choices"])
    main, copies = _units(row.dispatch)
    kept = {name: getattr(row.dispatch, name) for name in _KEPT}
    edit_dispatch(dispatch=row.dispatch, units=main, copies=copies, text=text, unasked=True, at=at, by=by, **kept)
    _record("evaluation.rewritten", row, by)
    return row


def check_can_write(one: IndicatorSet, by: Actor) -> None:
    permissions.check_can(by, Permission.EVALUATE_INDICATORS, within=one.jurisdiction.path)
    if one.state == SetState.DRAFT:
        raise Conflict("指标体系还没有启用，没有可以评价的进展")
    if not Scheme.objects.filter(indicator_set=one).exists():
        raise Conflict("还没有计算办法，请先制定计算办法")


def check_period(one: IndicatorSet, kind: EvaluationKind, year: int, month: int, at: datetime) -> None:
    """Within the set's years, not before it has come; a final evaluation is of the last year, or of a set closed."""
    if not 1 <= month <= 12:
        raise Invalid("月份是1到12", "month")
    if not one.starts <= year <= one.ends:
        raise Invalid(f"请选择{one.starts}年到{one.ends}年", "year")
    if not has_come(year, month, timezone.localtime(at).date()):
        raise Invalid(f"还没有到{period_words(year, month)}的期末", "month")
    if kind is EvaluationKind.FINAL and year != one.ends and one.state != SetState.CLOSED:
        raise Invalid(f"终期评估在目标年（{one.ends}年）或者指标体系结束以后编写", "kind")


def begun(one: IndicatorSet, kind: EvaluationKind, year: int, month: int) -> Evaluation:
    """By the scheme in force at the period's end; not saved."""
    scheme = scheme_on(one, last_day(year, month))
    assert scheme is not None  # asked before
    return Evaluation(indicator_set=one, kind=kind.value, year=year, month=month, scheme=scheme)


def _words(row: Evaluation, look: Look, at: datetime) -> tuple[str, str]:
    today, place = timezone.localtime(at).date(), row.indicator_set.jurisdiction
    title, template = words_for(DispatchKind.EVALUATION, place, today)
    signatory = letterhead_for(DispatchKind.EVALUATION, place).signatory
    plain = {"发文机关": safe(signatory), "日期": day(today), "主送": "各牵头单位"}
    text = drafting.text_of(fill(template, plain), look.ground, look.choices)
    check_known(text, look.figures)
    return fill(title, plain), text


def _checked(choices: Choices) -> Choices:
    if not any(one in BODY for one in choices.sections):
        raise Invalid("请至少选择一节正文", "sections")
    text = optional_text(choices.suggestions, "suggestions", most=LONGEST_SUGGESTIONS)
    if "{" in text or "}" in text:
        raise Invalid("调整建议里不写花括号", "suggestions")
    return choices


def _locked(evaluation: Evaluation) -> Evaluation:
    """The document first, as who issues it does."""
    dispatch = locked(evaluation.dispatch, "letterhead", "jurisdiction")
    row = locked(evaluation, "indicator_set__jurisdiction", "scheme")
    row.dispatch = dispatch
    return row


def _open_one(one: IndicatorSet, kind: EvaluationKind, year: int, month: int) -> Evaluation | None:
    rows = Evaluation.objects.filter(indicator_set=one, kind=kind, year=year, month=month, dispatch__state__in=_OPEN)
    return rows.select_related("dispatch").order_by("-pk").first()


def _units(dispatch: Dispatch) -> tuple[Collection[Unit], Collection[Unit]]:
    copies = list(dispatch.copies.select_related("unit"))
    return [one.unit for one in copies if one.is_main], [one.unit for one in copies if not one.is_main]


def _record(verb: str, row: Evaluation, by: Actor) -> None:
    after = {
        "类别": row.get_kind_display(),
        "指标体系": str(row.indicator_set),
        "数据截至": period_words(row.year, row.month),
        "计算办法": f"第{row.scheme.number}版",
    }
    path = row.indicator_set.jurisdiction.path
    recording.record(verb, row, by=by, after=after, about=[row.indicator_set, row.dispatch], jurisdiction_path=path)
