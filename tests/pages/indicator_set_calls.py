"""How sets, fields, stages, indicators, targets and schemes by hand are tried; merged into `INDICATOR_CALLS`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from duban.apps.indicators.actions.indicators import Content
from duban.apps.indicators.actions.schemes import Line, Settings
from duban.apps.indicators.models import Indicator, IndicatorSet
from duban.apps.indicators.target_reading import Wanted
from duban.apps.organizations.changes import token
from duban.rulebook.indicators import Direction, SetState
from pages.scene import Scene

AT = datetime(2026, 7, 1, 2, 0, tzinfo=UTC)
Call = Callable[[Scene, str], dict[str, Any]]
HEAD = {"title": "营商环境指标", "starts": 2025, "ends": 2028}


def _drafted(scene: Scene, state: SetState = SetState.DRAFT) -> IndicatorSet:
    """The set that is drawn up, with one indicator, in a state it may be in."""
    one: IndicatorSet = scene.of("indicator_draft_set")
    Indicator.objects.create(indicator_set=one, name="企业开办时间", direction=Direction.LOWER)
    one.state = state
    one.save()
    return one


def _scheme(scene: Scene, who: str) -> dict[str, Any]:
    one = scene.of("indicator_set")
    return {
        "indicator_set": one,
        "since": date(2026, 7, 1),
        "settings": Settings(True, Decimal(5), 10, 30, 10),
        "fields": {field.pk: Decimal(2) for field in one.fields.all()},
        "lines": [Line(row.pk, Decimal(3)) for row in one.indicators.all()],
        "reason": "调整权重",
        "at": AT,
    }


SET_CALLS: dict[str, Call] = {
    "indicators.sets.create_set": lambda scene, who: {"jurisdiction": scene.of("place"), "at": AT, **HEAD},
    "indicators.sets.change_set": lambda scene, who: {
        "indicator_set": scene.of("indicator_draft_set"),
        "number": "",
        "issuer": "",
        "issued_on": None,
        "due_months": [12],
        "due_days": 10,
        **HEAD,
    },
    "indicators.sets.delete_set": lambda scene, who: {"indicator_set": scene.of("indicator_draft_set")},
    "indicators.set_states.start_set": lambda scene, who: {
        "indicator_set": _drafted(scene),
        "issued_on": date(2026, 7, 1),
        "on": date(2026, 7, 1),
        "at": AT,
    },
    "indicators.set_states.close_set": lambda scene, who: {"indicator_set": scene.of("indicator_set")},
    "indicators.set_states.take_back_set": lambda scene, who: {
        "indicator_set": _drafted(scene, SetState.IN_FORCE),
        "reason": "漏了指标",
    },
    "indicators.set_states.reopen_set": lambda scene, who: {
        "indicator_set": _drafted(scene, SetState.CLOSED),
        "reason": "补报",
    },
    "indicators.fields.add_field": lambda scene, who: {
        "indicator_set": scene.of("indicator_set"),
        "title": "营商环境",
        "at": AT,
    },
    "indicators.fields.rename_field": lambda scene, who: {"field": scene.of("indicator_field"), "title": "政务服务"},
    "indicators.fields.move_field": lambda scene, who: {"field": scene.of("indicator_field"), "way": "down"},
    "indicators.fields.remove_field": lambda scene, who: {"field": scene.of("indicator_field")},
    "indicators.fields.add_stage": lambda scene, who: {"indicator_set": scene.of("indicator_set"), "name": "总结"},
    "indicators.fields.change_stage": lambda scene, who: {
        "stage": scene.of("indicator_stage"),
        "name": "实施阶段",
        "starts_on": None,
        "ends_on": None,
        "work": "",
    },
    "indicators.fields.move_stage": lambda scene, who: {"stage": scene.of("indicator_stage"), "way": "up"},
    "indicators.fields.remove_stage": lambda scene, who: {"stage": scene.of("indicator_stage")},
    "indicators.indicators.add_indicator": lambda scene, who: {
        "indicator_set": scene.of("indicator_set"),
        "content": Content(name="企业开办时间"),
        "reason": "增补",
        "at": AT,
    },
    "indicators.indicators.change_indicator": lambda scene, who: {
        "indicator": scene.of("indicator"),
        "content": Content(name="网上办理率"),
        "reason": "名称有误",
        "at": AT,
    },
    "indicators.indicators.settle_indicators": lambda scene, who: {
        "indicator_set": scene.of("indicator_set"),
        "choices": {scene.of("indicator").pk: (Direction.LOWER.value, "")},
    },
    "indicators.indicators.move_indicator": lambda scene, who: {
        "indicator": scene.of("indicator"),
        "after": scene.of("finance_indicator"),
    },
    "indicators.indicators.remove_indicator": lambda scene, who: {
        "indicator": _drafted(scene).indicators.get(),
    },
    "indicators.targets.set_targets": lambda scene, who: {
        "indicator": scene.of("indicator"),
        "place": scene.of("place"),
        "wanted": [Wanted(2028, "", "≥70", ">=", Decimal(70))],
        "reason": "按新文件",
    },
    "indicators.targets.confirm_targets": lambda scene, who: {
        "indicator_set": scene.of("indicator_set"),
        "seen": {scene.of("indicator_target").pk: token(scene.of("indicator_target"))},
    },
    "indicators.schemes.make_scheme": _scheme,
}
