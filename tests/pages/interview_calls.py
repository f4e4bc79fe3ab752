"""How each action of files, rectifications and interviews is tried: on what, with what; merged into `CALLS`.

In: the scene, and who asks (a key of the cast).  Out: the action's arguments but `by`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from duban.apps.dispatch.models import Letterhead
from duban.apps.supervision.models import Interview, Rectification, SupervisionFile
from duban.apps.web import files
from duban.rulebook.cases import InterviewState, RectificationState
from duban.rulebook.dispatches import DispatchKind
from pages.scene import Scene
from progress_cast import PICTURE

AT = datetime(2026, 4, 21, 2, 0, tzinfo=UTC)  # after the scheduled interview
PLANNED = datetime(2026, 4, 27, 2, 0, tzinfo=UTC)
DUE = date(2026, 6, 1)
Arguments = dict[str, Any]


def _file(scene: Scene) -> SupervisionFile:
    return SupervisionFile.objects.create(
        rectification=scene.of("rectification"),
        name="照片.pdf",
        size=len(PICTURE),
        digest=files.keep(PICTURE),
        media_type="application/pdf",
        account=scene.city.accounts["liaison"],
        uploaded_at=AT,
    )


def _verified(scene: Scene) -> Rectification:
    row: Rectification = scene.of("rectified")
    row.state = RectificationState.VERIFIED
    row.save()
    return row


def _held(scene: Scene) -> Interview:
    row: Interview = scene.of("scheduled_interview")
    row.state, row.held_at = InterviewState.HELD, AT
    row.save()
    return row


def _with_letterhead(scene: Scene) -> Interview:
    head = scene.of("letterhead")
    Letterhead.objects.filter(pk=head.pk).update(kinds=[*head.kinds, DispatchKind.INTERVIEW])
    row: Interview = scene.of("scheduled_interview")
    return row


def _record(scene: Scene) -> Arguments:
    row: Interview = scene.of("scheduled_interview")
    came = list(row.participants.values_list("pk", flat=True))
    return {"interview": row, "held_at": row.planned_at, "record": "指出问题。", "attended": came, "at": AT}


_CHECK = {"on": date(2026, 4, 20), "way": "site", "finding": "到现场看过。", "at": AT}
INTERVIEW_CALLS: dict[str, Callable[[Scene, str], Arguments]] = {
    "supervision.files.attach_file": lambda scene, who: {
        "owner": scene.of("rectification"),
        "data": PICTURE,
        "file_name": "照片.pdf",
        "at": AT,
    },
    "supervision.files.remove_file": lambda scene, who: {"file": _file(scene), "at": AT},
    "supervision.rectifications.require_rectifications": lambda scene, who: {
        "origin": scene.of("case"),
        "unit": scene.of("unit"),
        "items": [("补齐手续。", DUE)],
        "at": AT,
    },
    "supervision.rectifications.report_rectification": lambda scene, who: {
        "rectification": scene.of("rectification"),
        "statement": "已补报。",
        "at": AT,
    },
    "supervision.rectifications.extend_rectification": lambda scene, who: {
        "rectification": scene.of("rectification"),
        "due": DUE,
        "reason": "汛期。",
        "at": AT,
    },
    "supervision.rectifications.cancel_rectification": lambda scene, who: {
        "rectification": scene.of("rectification"),
        "reason": "写错了。",
        "at": AT,
    },
    "supervision.verification.verify_rectification": lambda scene, who: {
        "rectification": scene.of("rectified"),
        "passed": True,
        **_CHECK,
    },
    "supervision.verification.verify_rectifications": lambda scene, who: {
        "rectifications": [scene.of("rectified")],
        **_CHECK,
    },
    "supervision.verification.relapse_rectification": lambda scene, who: {
        "rectification": _verified(scene),
        "reason": "又停工。",
        "due": DUE,
        "on": date(2026, 4, 20),
        "at": AT,
    },
    "supervision.interviews.propose_interview": lambda scene, who: {
        "unit": scene.of("other"),
        "reason": "资金拨付缓慢。",
        "basis": "市政府常务会议",
        "at": AT,
    },
    "supervision.interviews.schedule_interview": lambda scene, who: {
        "interview": scene.of("interview"),
        "planned_at": PLANNED,
        "place": "201会议室",
        "chair": "贺知远",
        "others": ["林联络"],
        "at": AT,
    },
    "supervision.interviews.cancel_interview": lambda scene, who: {
        "interview": scene.of("interview"),
        "reason": "已整改。",
        "at": AT,
    },
    "supervision.interview_notices.draft_interview_notice": lambda scene, who: {
        "interview": _with_letterhead(scene),
        "at": AT,
    },
    "supervision.interview_records.record_interview": lambda scene, who: _record(scene),
    "supervision.interview_records.close_interview": lambda scene, who: {"interview": _held(scene), "at": AT},
}
