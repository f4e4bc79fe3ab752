"""Give what was understood as plain values: the JSON that `duban parse` prints.

In: `Understanding`.  Out: dictionaries, lists, strings, numbers, in the order of `docs/reference/parse-output.md`.
A day is "2024-12-31"; a figure is a whole number where it can be; what the text does not have is null.
Keys are added here and never renamed or dropped: other programs read them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from math import isfinite
from typing import Any

from duban.documents.blocks import Place
from duban.documents.model import (
    Appointment,
    Baseline,
    DeclaredCounts,
    Diagnostic,
    GroupTerms,
    IndicatorDraft,
    IndicatorFigure,
    IndicatorTarget,
    IndicatorTask,
    Member,
    NoticeRules,
    OfficialDocument,
    OutlineItem,
    Stage,
    Target,
    TaskDraft,
    TimeLimit,
    Understanding,
)

Plain = dict[str, Any]

_LONGEST_WHOLE_NUMBER = 40  # digits; a longer one is no figure of an office, and must not fill the memory


def to_json(understanding: Understanding) -> str:
    """The JSON text, indented, Chinese as it is."""
    return json.dumps(as_plain(understanding), ensure_ascii=False, indent=1)


def as_plain(understanding: Understanding) -> Plain:
    """Exactly what the contract of `duban parse --format json` names."""
    return {
        "file": understanding.file,
        "media_type": understanding.media_type,
        "documents": [_document(document) for document in understanding.documents],
    }


def _document(document: OfficialDocument) -> Plain:
    return {
        "kind": str(document.kind),
        "title": document.title or None,
        "number": document.number,
        "issuer": document.issuer,
        "issued_on": _day(document.issued_on),
        "recipients": list(document.recipients),
        "copied_to": list(document.copied_to),
        "disclosure": document.disclosure,
        "occurrences": document.occurrences,
        "rules": _rules(document.rules),
        "declared_counts": _declared_counts(document.declared_counts),
        "tasks": [_task(task) for task in document.tasks],
        "indicators": [_indicator(indicator) for indicator in document.indicators],
        "stages": [_stage(stage) for stage in document.stages],
        "members": [_member(member) for member in document.members],
        "appointments": [_appointment(appointment) for appointment in document.appointments],
        "time_limits": [_time_limit(limit) for limit in document.time_limits],
        "outline": [_outline_item(item) for item in document.outline],
        "diagnostics": [_diagnostic(diagnostic) for diagnostic in document.diagnostics],
        "annex_title": document.annex_title,
        "targets": [_target(target) for target in document.targets],
        "source": _place(document.source),
        "member": document.member,
        "group": _group(document.group),
    }


def _rules(rules: NoticeRules) -> Plain:
    return {
        "implementation_plans_due_on": _day(rules.implementation_plans_due_on),
        "reporting_dates": [day.isoformat() for day in rules.reporting_dates],
        "monthly_reporting_day": rules.monthly_reporting_day,
        "report_to": rules.report_to,
        "counts_in_appraisal": rules.counts_in_appraisal,
        "interviews": rules.interviews,
    }


def _group(terms: GroupTerms | None) -> Plain | None:
    if terms is None:
        return None
    return {
        "office": terms.office,
        "office_director": terms.office_director,
        "term_ends_on": _day(terms.term_ends_on),
        "end_condition": terms.end_condition,
        "successors_follow": terms.successors_follow,
    }


def _declared_counts(counts: DeclaredCounts | None) -> Plain | None:
    if counts is None:
        return None
    return {
        "chapters": counts.chapters,
        "groups": counts.groups,
        "tasks": counts.tasks,
        "indicators": counts.indicators,
    }


def _task(task: TaskDraft) -> Plain:
    return {
        "number": task.number,
        "path": list(task.path),
        "text": task.text,
        "measures": task.measures,
        "leaders": list(task.leaders),
        "lead": list(task.lead),
        "implement": list(task.implement),
        "support": list(task.support),
        "deadline": _day(task.deadline),
        "deadline_text": task.deadline_text or None,
        "targets": [_target(target) for target in task.targets],
        "source": _place(task.source),
        "places": _places(task.places),
    }


def _places(places: Iterable[tuple[str, Place]]) -> dict[str, list[Plain | None]]:
    """Places by the name of the value that was read there; a value may have been read from several."""
    by_name: dict[str, list[Plain | None]] = {}
    for name, place in places:
        by_name.setdefault(name, []).append(_place(place))
    return by_name


def _target(target: Target) -> Plain:
    return {
        "measure": target.measure,
        "comparator": str(target.comparator),
        "value": _number(target.value),
        "unit": target.unit,
        "text": target.text,
        "due": _day(target.due),
        "value_to": _number(target.value_to),
        "source": _place(target.source),
    }


def _indicator(indicator: IndicatorDraft) -> Plain:
    return {
        "number": indicator.number,
        "part": indicator.part,
        "field": indicator.field,
        "name": indicator.name,
        "measurement_unit": indicator.measurement_unit,
        "direction": _word(indicator.direction),
        "nature": _word(indicator.nature),
        "baseline": _baseline(indicator.baseline),
        "targets": [_indicator_target(target) for target in indicator.targets],
        "lead": list(indicator.lead),
        "tasks": [_indicator_task(task) for task in indicator.tasks],
        "source": _place(indicator.source),
        "support": list(indicator.support),
        "parent": indicator.parent,
        "figures": [_indicator_figure(figure) for figure in indicator.figures],
        "weight": _number(indicator.weight),
    }


def _baseline(baseline: Baseline | None) -> Plain | None:
    if baseline is None:
        return None
    return {"year": baseline.year, "value": _number(baseline.value), "text": baseline.text}


def _indicator_target(target: IndicatorTarget) -> Plain:
    return {
        "year": target.year,
        "comparator": str(target.comparator),
        "value": _number(target.value),
        "text": target.text,
        "level": target.level,
        "value_to": _number(target.value_to),
        "evaluation": _number(target.evaluation),
    }


def _indicator_figure(figure: IndicatorFigure) -> Plain:
    return {"year": figure.year, "month": figure.month, "value": _number(figure.value), "text": figure.text}


def _indicator_task(task: IndicatorTask) -> Plain:
    return {
        "text": task.text,
        "lead": list(task.lead),
        "support": list(task.support),
        "implement": list(task.implement),
        "source": _place(task.source),
    }


def _stage(stage: Stage) -> Plain:
    return {
        "name": stage.name,
        "starts_on": _day(stage.starts_on),
        "ends_on": _day(stage.ends_on),
        "work": list(stage.work),
        "source": _place(stage.source),
    }


def _member(member: Member) -> Plain:
    return {"role": member.role, "name": member.name, "post": member.post, "source": _place(member.source)}


def _appointment(appointment: Appointment) -> Plain:
    return {
        "action": appointment.action,
        "name": appointment.name,
        "post": appointment.post,
        "source": _place(appointment.source),
    }


def _time_limit(limit: TimeLimit) -> Plain:
    return {
        "text": limit.text,
        "amount": _number(limit.amount),
        "unit": limit.unit,
        "owner": limit.owner,
        "source": _place(limit.source),
    }


def _outline_item(item: OutlineItem) -> Plain:
    return {
        "level": item.level,
        "label": item.label,
        "title": item.title,
        "source": _place(item.source),
        "targets": [_target(target) for target in item.targets],
    }


def _diagnostic(diagnostic: Diagnostic) -> Plain:
    return {
        "level": diagnostic.level,
        "code": diagnostic.code,
        "message": diagnostic.message,
        "source": _place(diagnostic.source),
    }


def _place(place: Place | None) -> Plain | None:
    """Offsets always; page, paragraph, sheet and cell only where the file has them."""
    if place is None:
        return None
    plain: Plain = {"start": place.start, "end": place.end}
    more = {"page": place.page, "paragraph": place.paragraph, "sheet": place.sheet, "cell": place.cell}
    return plain | {name: value for name, value in more.items() if value is not None}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _word(value: str | None) -> str | None:
    return str(value) if value else None


def _number(value: Decimal | None) -> int | float | None:
    """200 for 200.0, 3.5 for 3.5; null for what JSON cannot say."""
    if value is None or not value.is_finite():
        return None
    if value.adjusted() < _LONGEST_WHOLE_NUMBER and value == value.to_integral_value():
        return int(value)
    number = float(value)
    return number if isfinite(number) else None
