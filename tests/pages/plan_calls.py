"""How each action of plans is tried: on what, with what; everything is of the city, and right but for who asks.

In: the scene, and who asks (a key of the cast).  Out: the action's arguments but `by`; merged into `CALLS`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from duban.apps.plans.labels.plans import RULES
from duban.apps.plans.models import DraftSection, MatchedBy
from duban.apps.plans.review.header import FIELDS, header_token
from duban.apps.plans.workbook.writing import plan_workbook
from pages.by_hand_calls import BY_HAND
from pages.receipt_calls import RECEIPTS
from pages.scene import NOTICE, Scene

AT = datetime(2026, 7, 1, 2, 0, tzinfo=UTC)
Arguments = dict[str, Any]
Call = Callable[[Scene, str], Arguments]

_IMPORTS: dict[str, Call] = {
    "plans.imports.start_import": lambda scene, who: {
        "jurisdiction": scene.of("place"),
        "data": NOTICE.encode(),
        "file_name": "方案.txt",
    },
    "plans.imports.discard_import": lambda scene, who: {"plan_import": scene.of("review")},
    "plans.questions.answer_question": lambda scene, who: {
        "question": scene.of("question"),
        "answer": "as_printed",
        "at": AT,
    },
}


def _seen(name: str, **more: Any) -> Call:
    """A row of the draft under review, as it was shown."""

    def arguments(scene: Scene, who: str) -> Arguments:
        task = scene.of(name)
        return {"draft_task": task, "seen": task.version, **more}

    return arguments


def _another_section(scene: Scene, who: str) -> Arguments:
    """An empty heading behind the only one there is."""
    section = DraftSection.objects.create(plan_import=scene.of("review"), label="二、", title="改善民生", order=2)
    return {"draft_section": section, "seen": section.version}


def _header(scene: Scene, who: str) -> Arguments:
    review = scene.of("review")
    values = {name: getattr(review, name) for name in FIELDS} | dict.fromkeys(RULES) | {"number": "青府〔2026〕6号"}
    return {"plan_import": review, "seen": header_token(review), "values": values}


_REVIEW: dict[str, Call] = {
    "plans.drafts.correct_task": _seen("draft_task", values={"text": "新开工重点项目80个以上。"}),
    "plans.drafts.confirm_task": _seen("draft_task", checked=True),
    "plans.drafts.remove_task": _seen("draft_task"),
    "plans.drafts.restore_task": _seen("draft_task"),
    "plans.drafts.add_task": lambda scene, who: {
        "plan_import": scene.of("review"),
        "seen": scene.of("next_draft_task").pk,
        "values": {"text": "开展项目前期工作。"},
    },
    "plans.draft_parts.split_task": _seen("draft_task", at=5),
    "plans.draft_parts.merge_task": _seen("next_draft_task"),
    "plans.draft_parts.move_task": lambda scene, who: {
        "draft_task": scene.of("next_draft_task"),
        "seen": 1,
        "section": scene.of("draft_section"),
    },
    "plans.draft_parts.shift_task": _seen("draft_task", up=False),
    "plans.draft_sections.correct_section": lambda scene, who: {
        "draft_section": scene.of("draft_section"),
        "seen": 1,
        "label": "一、",
        "title": "扩大投资",
    },
    "plans.draft_sections.add_section": lambda scene, who: {
        "plan_import": scene.of("review"),
        "seen": scene.of("draft_section").pk,
        "label": "二、",
        "title": "改善民生",
    },
    "plans.draft_sections.merge_section": _another_section,
    "plans.draft_sections.remove_section": _another_section,
    "plans.draft_header.correct_header": _header,
}
_NAMES: dict[str, Call] = {
    "plans.names.match_name": lambda scene, who: {
        "draft_name": scene.of("draft_name"),
        "unit": scene.of("other"),
        "seen": None,
        "on": AT.date(),
    },
    "plans.names.leave_name": lambda scene, who: {"draft_name": scene.of("draft_name"), "seen": None},
    "plans.names.reopen_name": lambda scene, who: {"draft_name": scene.of("draft_name"), "seen": None},
    "plans.names.match_open_names": lambda scene, who: {"plan_import": scene.of("review")},
    "plans.names.create_missing_units": lambda scene, who: {
        "plan_import": scene.of("review"),
        "names": [scene.of("draft_name")],
        "on": AT.date(),
    },
    "plans.names.create_leader": lambda scene, who: {
        "draft_name": scene.of("draft_leader"),
        "title": "市长",
        "remark": "市长",
        "since": AT.date(),
    },
}


def _ready(scene: Scene, who: str) -> Arguments:
    """The draft with nothing left open."""
    review = scene.of("review")
    review.questions.update(answer="as_printed")
    review.names.filter(matched_by=MatchedBy.OPEN).update(matched_by=MatchedBy.LEFT)
    return {"plan_import": review, "seen": None, "on": AT.date()}


def _ledger(scene: Scene, who: str) -> Arguments:
    """The plan's ledger as it went out, with one number changed."""
    book, out = load_workbook(BytesIO(plan_workbook(scene.of("plan")))), BytesIO()
    book["任务"]["A4"].value = "1-1"
    book.save(out)
    return {"plan": scene.of("plan"), "data": out.getvalue(), "file_name": "台账.xlsx"}


_ADOPTION: dict[str, Call] = {
    "plans.adoption.adopt_draft": _ready,
    "plans.adoption.correct_plan": lambda scene, who: {
        "plan_import": scene.of("correction"),
        "seen": None,
        "on": AT.date(),
        "at": AT,
    },
    "plans.comparison.part_tasks": lambda scene, who: {
        "draft_task": scene.of("corrected_task"),
        "task": scene.of("task"),
    },
    "plans.comparison.pair_tasks": lambda scene, who: {"draft_task": scene.of("added_task"), "task": scene.of("task")},
    "plans.comparison.decide_dropped": lambda scene, who: {
        "plan_import": scene.of("correction"),
        "choices": {scene.of("task").pk: "keep"},
    },
    "plans.workbooks.start_workbook_import": _ledger,
}
PLAN_CALLS: dict[str, Call] = {**_NAMES, **_ADOPTION, **_IMPORTS, **_REVIEW, **BY_HAND, **RECEIPTS}
