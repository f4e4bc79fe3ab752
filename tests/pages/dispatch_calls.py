"""How each action of documents is tried: on what, with what; merged into `CALLS`.

In: the scene, and who asks (a key of the cast).  Out: the action's arguments but `by`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from duban.apps.dispatch.models import Dispatch, Letterhead
from duban.rulebook.dispatches import DispatchKind, DispatchState
from pages.scene import Scene

AT = datetime(2026, 4, 14, 2, 0, tzinfo=UTC)
Arguments = dict[str, Any]
_WORDS: Arguments = {"mark": "青泽市人民政府督查室文件", "code": "青督发", "shape": "document", "kinds": ["bulletin"]}


def _submitted(scene: Scene) -> Dispatch:
    row: Dispatch = scene.of("dispatch_draft")
    row.state = DispatchState.SUBMITTED.value
    row.save()
    return row


def _unused(scene: Scene, *, retired: bool = False) -> Letterhead:
    head: Letterhead = scene.of("letterhead")
    head.pk, head.code, head.retired_at = None, "青闲", AT if retired else None
    head.save()
    return head


DISPATCH_CALLS: dict[str, Callable[[Scene, str], Arguments]] = {
    "dispatch.drafting.draft_dispatch": lambda scene, who: {
        "kind": DispatchKind.NOTICE,
        "jurisdiction": scene.of("place"),
        "title": "关于报送进展情况的督办单",
        "recipients": "市发展改革局",
        "units": [scene.of("unit")],
        "text": "请报送。",
        "at": AT,
    },
    "dispatch.drafting.edit_dispatch": lambda scene, who: {
        "dispatch": scene.of("dispatch_draft"),
        "title": "新标题",
        "recipients": "市发展改革局",
        "units": [scene.of("unit")],
        "text": "新正文。",
        "at": AT,
    },
    "dispatch.drafting.void_dispatch": lambda scene, who: {
        "dispatch": scene.of("dispatch_draft"),
        "reason": "不再发了。",
        "at": AT,
    },
    "dispatch.issuing.submit_dispatch": lambda scene, who: {"dispatch": scene.of("dispatch_draft"), "at": AT},
    "dispatch.issuing.return_dispatch": lambda scene, who: {
        "dispatch": _submitted(scene),
        "reason": "请核实数据。",
        "at": AT,
    },
    "dispatch.issuing.issue_dispatch": lambda scene, who: {"dispatch": scene.of("dispatch_draft"), "at": AT},
    "dispatch.issuing.correct_dispatch": lambda scene, who: {
        "dispatch": scene.of("dispatch"),
        "reason": "数字有误。",
        "at": AT,
    },
    "dispatch.receiving.acknowledge_copy": lambda scene, who: {"copy": scene.of("copy"), "at": AT},
    "dispatch.receiving.acknowledge_copies": lambda scene, who: {"copies": [scene.of("copy")], "at": AT},
    "dispatch.letterheads.create_letterhead": lambda scene, who: {"unit": scene.of("unit"), **_WORDS},
    "dispatch.letterheads.change_letterhead": lambda scene, who: {"letterhead": scene.of("letterhead"), **_WORDS},
    "dispatch.letterheads.take_over_letterheads": lambda scene, who: {"unit": scene.of("unit")},
    "dispatch.letterheads.retire_letterhead": lambda scene, who: {"letterhead": _unused(scene), "at": AT},
    "dispatch.letterheads.restore_letterhead": lambda scene, who: {"letterhead": _unused(scene, retired=True)},
    "dispatch.letterheads.delete_letterhead": lambda scene, who: {"letterhead": _unused(scene)},
    "dispatch.letterheads.set_series_start": lambda scene, who: {
        "jurisdiction": scene.of("place"),
        "code": "青府办",
        "year": 2026,
        "last": 15,
        "reason": "上半年用纸质登记。",
    },
    "dispatch.wordings.set_wording": lambda scene, who: {
        "jurisdiction": scene.of("place"),
        "kind": DispatchKind.NOTICE,
        "title": "关于{事项}的督办单",
        "text": "请于{期限}前反馈。",
        "on": AT.date(),
    },
}
