"""How the workbook of reports is tried: taken out by 发改, filled, brought back.

In: the scene, and who asks (a key of the cast).  Out: the action's arguments but `by`; merged into `CALLS`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from duban.apps.progress.models import Report
from duban.apps.progress.queries.report_grid import rows_of
from duban.apps.progress.report_book.writing import report_workbook
from pages.scene import Scene

AT = datetime(2026, 4, 9, 2, 0, tzinfo=UTC)
Arguments = dict[str, Any]


def _filled(scene: Scene) -> bytes:
    """Written while the report has a text, which the database has not any more."""
    report: Report = scene.of("report")
    report.text = "已开工46个。"
    report.save()
    data = report_workbook(rows_of(scene.city.actor("liaison"), report.round), title="进展情况", subtitle="")
    report.text = ""
    report.save()
    return data


WORKBOOK_CALLS: dict[str, Callable[[Scene, str], Arguments]] = {
    "progress.report_workbooks.import_reports": lambda scene, who: {
        "round": scene.of("report_round"),
        "data": _filled(scene),
        "file_name": "进展情况.xlsx",
        "at": AT,
    },
}
