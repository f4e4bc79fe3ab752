"""Where indicators stand outside their own pages: on the page of a unit's tasks, and of a leader's."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from duban.apps.indicators.queries import answered
from duban.apps.organizations.models import Official, Unit
from duban.apps.plans import regions
from duban.apps.plans.regions import Region
from duban.rulebook.actors import Actor

TEMPLATE = "indicators/standings/_region.html"


def register() -> None:
    """Called when the application is ready."""
    regions.register("unit", Region("indicators", "指标", TEMPLATE, of_unit, "top", 70))
    regions.register("official", Region("indicators", "指标", TEMPLATE, of_leader, "top", 70))


def of_unit(unit: Unit, actor: Actor, on: date) -> Mapping[str, Any] | None:
    return _region(answered.of_unit(unit, actor, on=on))


def of_leader(official: Official, actor: Actor, on: date) -> Mapping[str, Any] | None:
    return _region(answered.of_leader(official, actor, on=on))


def _region(found: answered.Answered) -> Mapping[str, Any] | None:
    return {"sets": found, "count": sum(len(lines) for _, lines in found)} if found else None
