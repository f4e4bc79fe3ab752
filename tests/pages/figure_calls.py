"""How entering figures is tried: the rate 发改 leads, of June and of the year, as its unit states it.

In: the scene, and who asks (a key of the cast).  Out: the action's arguments but `by`; merged into `INDICATOR_CALLS`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from duban.apps.indicators.entering import Entry
from duban.apps.indicators.figure_book import table_of
from duban.apps.indicators.queries.entry_grid import Sheet, rows_of
from duban.documents.figures import write_figures_workbook
from duban.rulebook.indicators import Aggregation, ObservationStatus
from pages.scene import Scene

AT = datetime(2027, 1, 11, 2, 0, tzinfo=UTC)
Arguments = dict[str, Any]


def _figure(scene: Scene) -> Arguments:
    return {
        "indicator": scene.of("indicator"),
        "place": scene.of("place"),
        "year": 2026,
        "month": 6,
        "status": ObservationStatus.STATED,
        "value": Decimal("62.5"),
        "source": "台账",
    }


def _added_up(scene: Scene, who: str) -> Arguments:
    indicator = scene.of("indicator")
    indicator.aggregation = Aggregation.SUM
    indicator.save()
    return {"indicator": indicator, "year": 2026, "month": 12, "incomplete": True, "at": AT}


def _linked(scene: Scene, who: str) -> Arguments:
    """The target of the scene's link, free again, and an indicator in its unit."""
    target, indicator = scene.of("target_link").target, scene.of("indicator")
    scene.of("target_link").delete()
    indicator.unit = target.unit
    indicator.save()
    return {"target": target, "indicator": indicator, "year": 2026, "at": AT}


def _headline(scene: Scene, who: str) -> Arguments:
    """The target of the scene's link, free again, as an indicator of the year."""
    target = scene.of("target_link").target
    scene.of("target_link").delete()
    return {"plan": target.task.plan, "targets": [target.pk], "title": "2026年主要预期目标", "at": AT}


def _filled(scene: Scene) -> bytes:
    """Taken out by 发改, with a figure of June in it."""
    sheet = Sheet(scene.of("indicator_set"), 2026, 6, ObservationStatus.STATED)
    table = table_of(sheet, rows_of(sheet, scene.city.actor("liaison")))
    first, *others = table.rows
    rows = (replace(first, value=Decimal("62.5"), source="台账"), *others)
    return write_figures_workbook(replace(table, rows=rows))


FIGURE_CALLS: dict[str, Callable[[Scene, str], Arguments]] = {
    "indicators.links.link_target": _linked,
    "indicators.set_plans.make_plan_of_tasks": lambda scene, who: {
        "indicator_set": scene.of("indicator_set"),
        "title": "民生指标重点工作任务",
        "year": 2026,
        "at": AT,
    },
    "indicators.year_sets.make_year_set": _headline,
    "indicators.links.unlink_target": lambda scene, who: {"link": scene.of("target_link")},
    "indicators.observations.enter_observation": lambda scene, who: {**_figure(scene), "at": AT},
    "indicators.observations.enter_many": lambda scene, who: {"entries": [Entry(**_figure(scene))], "at": AT},
    "indicators.observations.withdraw_observation": lambda scene, who: {
        "observation": scene.of("observation"),
        "reason": "口径有误",
        "at": AT,
    },
    "indicators.observations.sum_up_places": _added_up,
    "indicators.figure_imports.import_figures": lambda scene, who: {
        "indicator_set": scene.of("indicator_set"),
        "data": _filled(scene),
        "file_name": "指标数.xlsx",
        "status": ObservationStatus.STATED,
        "at": AT,
    },
}
