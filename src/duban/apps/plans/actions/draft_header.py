"""What the notice says of itself, corrected by a person: title, 文号, issuer, days, reporting dates, its own rules."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from duban.apps.organizations.changes import differences
from duban.apps.plans.actions.draft_changes import keep, opened, told
from duban.apps.plans.labels.plans import RULES
from duban.apps.plans.models import PlanImport
from duban.apps.plans.review.header import FIELDS, LABELS, header_token, rule_words
from duban.rulebook.actors import Actor
from duban.rulebook.refusals import Conflict, Invalid


@transaction.atomic
def correct_header(*, plan_import: PlanImport, seen: str, values: Mapping[str, Any], by: Actor) -> PlanImport:
    """Change what `values` holds of `FIELDS` and `RULES`; days are days, reporting dates a list of days."""
    plan_import = opened(plan_import, by)
    if seen != header_token(plan_import):
        raise Conflict("公文信息已被他人修改，请刷新后再改")
    if not values["title"].strip():
        raise Invalid("请填写标题", "title")
    before = _words(plan_import)
    for name in FIELDS:
        setattr(plan_import, name, values[name])
    plan_import.reporting_dates = sorted({_plain(day) for day in values["reporting_dates"]})
    plan_import.rules = plan_import.rules | {name: _plain(values[name]) for name in RULES}
    plan_import.rules |= {"reporting_dates": plan_import.reporting_dates}
    before, after = differences(before, _words(plan_import))
    if not after:
        return plan_import
    plan_import.save(update_fields=[*FIELDS, "rules"])
    keep(plan_import, None, before, after, by)
    told("header_corrected", plan_import, "、".join(after), by, before, after)
    return plan_import


def _words(plan_import: PlanImport) -> dict[str, Any]:
    """The header by the Chinese names of its fields."""
    own = {label: getattr(plan_import, name) for name, label in LABELS.items()}
    return own | rule_words(plan_import.rules)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
