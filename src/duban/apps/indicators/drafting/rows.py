"""An indicator as the core read it, as a row of a draft: values as their columns keep them, what they mean proposed.

In: an `IndicatorDraft`, the text it was read from, the document's year.  Out: `DraftIndicator`, unsaved.
What the text leaves open stays open: a share is a value until somebody says that numerator and denominator are kept.
"""

from __future__ import annotations

import re
from decimal import Decimal

from duban.apps.indicators.drafting.places import places_of, places_of_task
from duban.apps.indicators.models import DraftIndicator
from duban.apps.plans.drafting.building import names_of
from duban.apps.plans.drafting.targets import figure
from duban.apps.plans.drafting.words import cut, storable
from duban.apps.plans.models import PlanImport
from duban.documents.model import IndicatorDraft, IndicatorFigure, IndicatorTarget, IndicatorTask
from duban.documents.plain import Plain
from duban.rulebook.indicators import IndicatorKind
from duban.rulebook.target_rules import rule_of

_MOST = Decimal(10) ** 18  # what the columns hold before the point
_GROWTH = re.compile(r"(?:增速|增长率|增幅|增长速度)(?:[（(].*)?$")


def draft_row(plan_import: PlanImport, read: IndicatorDraft, *, order: int) -> DraftIndicator:
    unit, name, baseline = cut(read.measurement_unit, 30), cut(storable(read.name), 200), read.baseline
    return DraftIndicator(
        plan_import=plan_import,
        order=order,
        number=cut(read.number, 20),
        part=cut(read.part, 20),
        parent=cut(storable(read.parent), 200),
        field=cut(storable(read.field), 100),
        name=name,
        unit=unit,
        kind=kind_of_name(name).value,
        direction=read.direction.value if read.direction else "",
        nature=read.nature.value if read.nature else "",
        baseline_year=baseline.year if baseline else None,
        baseline_value=fitting(baseline.value) if baseline else None,
        baseline_text=cut(storable(baseline.text), 200) if baseline else "",
        weight=read.weight if read.weight is not None and abs(read.weight) < 10**4 else None,
        targets=[_target(one, name, unit, plan_import.year) for one in read.targets],
        figures=[_figure(one) for one in read.figures],
        lead=names_of(read.lead),
        support=names_of(read.support),
        tasks=[_task(one, plan_import.text) for one in read.tasks],
        places=places_of(read, plan_import.text),
    )


def kind_of_name(name: str) -> IndicatorKind:
    return IndicatorKind.GROWTH if _GROWTH.search(name) else IndicatorKind.VALUE


def target_row(
    *, year: int | None, level: str, comparator: str, value: Decimal | None, value_to: Decimal | None, text: str,
    name: str, unit: str, evaluation: Decimal | None = None,
) -> Plain:  # fmt: skip
    """A target as a draft keeps it, with the rule its words seem to mean."""
    rule, amount = rule_of(text, comparator=comparator, value=value, value_to=value_to, unit=unit, name=name)
    return {
        "year": year,
        "level": level,
        "comparator": comparator,
        "value": figure(value),
        "value_to": figure(value_to),
        "text": cut(storable(text), 200),
        "rule": rule.value,
        "amount": figure(amount),
        "evaluation": figure(evaluation),
    }


def fitting(value: Decimal | None) -> Decimal | None:
    """A figure its column can keep; a number no indicator has is left to its words."""
    return value if value is not None and value.is_finite() and abs(value) < _MOST else None


def _target(read: IndicatorTarget, name: str, unit: str, year: int | None) -> Plain:
    """One without a year is of the document's own."""
    value = fitting(read.value)
    return target_row(
        year=read.year or year,
        level=read.level or "",
        comparator=read.comparator.value if value is not None else "words",
        value=value,
        value_to=fitting(read.value_to),
        text=read.text,
        name=name,
        unit=unit,
        evaluation=fitting(read.evaluation),
    )


def _figure(read: IndicatorFigure) -> Plain:
    return {
        "year": read.year,
        "month": read.month or 12,
        "value": figure(fitting(read.value)),
        "text": cut(storable(read.text), 200),
    }


def _task(read: IndicatorTask, text: str) -> Plain:
    """Units that were not divided into lead and support are listed as support."""
    return {
        "text": storable(read.text),
        "lead": names_of(read.lead),
        "support": names_of((*read.support, *read.implement)),
        "places": places_of_task(read, text),
    }
