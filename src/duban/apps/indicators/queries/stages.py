"""The stages of a set against today: which is over, which goes on and how far, which is to come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from duban.apps.indicators.models import IndicatorSet, Stage
from duban.apps.web.pictures import per_cent


@dataclass(frozen=True, slots=True)
class StageMark:
    """`state`: past, now, coming, or "" where the document gives no dates; `today`: across the stage that goes on."""

    stage: Stage
    state: str
    today: str

    @property
    def words(self) -> str:
        return {"past": "已结束", "now": "进行中", "coming": "未开始", "": "没有写明日期"}[self.state]


def stages_of(one: IndicatorSet, *, on: date) -> list[StageMark]:
    return [_mark(stage, on) for stage in one.stages.all()]


def _mark(stage: Stage, on: date) -> StageMark:
    begin, end = stage.starts_on, stage.ends_on
    if begin is None and end is None:
        return StageMark(stage, "", "")
    if end is not None and end < on:
        return StageMark(stage, "past", "")
    if begin is not None and begin > on:
        return StageMark(stage, "coming", "")
    if begin is None or end is None:
        return StageMark(stage, "now", "")
    return StageMark(stage, "now", per_cent((on - begin).days + 1, (end - begin).days + 1))
