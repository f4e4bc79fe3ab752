"""How each action of filling, approving and submitting is tried: on the report of 发改, with what.

In: the scene, and who asks (a key of the cast).  Out: the action's arguments but `by`; merged into `CALLS`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from duban.apps.progress.models import Evidence, Report
from duban.apps.web import files
from pages.scene import Scene

AT = datetime(2026, 4, 9, 2, 0, tzinfo=UTC)
PICTURE = b"%PDF-1.4\n%%EOF\n"
Arguments = dict[str, Any]
SAID = {"text": "已开工46个。", "stated": "on_pace"}


def _in_state(scene: Scene, state: str) -> Report:
    report: Report = scene.of("report")
    report.state, report.text, report.stated, report.submitted_by = state, SAID["text"], SAID["stated"], "林联络"
    report.save()
    return report


def _evidence(scene: Scene) -> Evidence:
    return Evidence.objects.create(
        report=scene.of("report"),
        name="名单.pdf",
        size=len(PICTURE),
        digest=files.keep(PICTURE),
        media_type="application/pdf",
        account=scene.city.accounts["liaison"],
        uploaded_at=AT,
    )


REPORT_CALLS: dict[str, Callable[[Scene, str], Arguments]] = {
    "progress.reports.save_report": lambda scene, who: {"report": scene.of("report"), "values": SAID, "at": AT},
    "progress.reports.submit_report": lambda scene, who: {"report": scene.of("report"), "values": SAID, "at": AT},
    "progress.reports.withdraw_report": lambda scene, who: {"report": _in_state(scene, "submitted"), "at": AT},
    "progress.report_approval.approve_reports": lambda scene, who: {"reports": [_in_state(scene, "inner")], "at": AT},
    "progress.report_approval.send_back_report": lambda scene, who: {
        "report": _in_state(scene, "inner"),
        "note": "请补名单。",
    },
    "progress.unit_practice.set_unit_practice": lambda scene, who: {"unit": scene.of("unit"), "inner_approval": True},
    "progress.evidence.attach_evidence": lambda scene, who: {
        "owner": scene.of("report"),
        "data": PICTURE,
        "file_name": "名单.pdf",
        "at": AT,
    },
    "progress.evidence.remove_evidence": lambda scene, who: {"evidence": _evidence(scene), "at": AT},
}
