"""The figures of units: what they lead, what they owed and reported, who is praised, who is behind.

In: `Ground`, which units the writer praises.  Out: a `UnitLine` for each lead unit; figures.
Praised may be who reported all in time, had nothing returned, and leads no task that lags.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from duban.apps.bulletins.figures.ground import Ground, ReportFact, TaskFact
from duban.apps.dispatch.live.figures import Figure, counted, said
from duban.rulebook.bulletin_words import named, share, told

PRAISE = "牵头任务没有滞后、逾期；有报送轮次的，应报事项全部按时报送、没有退回"


@dataclass(frozen=True, slots=True)
class UnitLine:
    key: int
    name: str
    led: tuple[TaskFact, ...]
    reports: tuple[ReportFact, ...]

    def came(self, *how: str) -> int:
        return sum(one.came in how for one in self.reports)

    @property
    def returned(self) -> int:
        return sum(one.was_returned for one in self.reports)

    @property
    def lagging(self) -> list[TaskFact]:
        return [task for task in self.led if task.lags]

    @property
    def may_be_praised(self) -> bool:
        """Who only has tasks of which nothing is known is not."""
        in_time = self.came("on_time") == len(self.reports) and not self.returned
        known = bool(self.reports) or any(task.health in ("done", "ahead") for task in self.led)
        return bool(self.led) and known and in_time and not self.lagging

    @property
    def is_behind(self) -> bool:
        return bool(self.lagging) or self.came("late", "missing") > 0


def lines_of(ground: Ground) -> list[UnitLine]:
    """The units that lead tasks or owed reports, in the order of the organisation."""
    found = []
    for key in ground.units:
        led = tuple(task for task in ground.tasks if key in task.leads)
        reports = tuple(one for one in ground.reports if one.unit == key)
        if led or reports:
            found.append(UnitLine(key, ground.unit(key), led, reports))
    return found


def of_units(ground: Ground, praised: Collection[int] | None) -> Iterator[Figure]:
    """`praised`: chosen by the writer of those who may be; None: all of them."""
    lines = lines_of(ground)
    yield _units("牵头单位数", [one for one in lines if one.led], "牵头任务的单位。")
    good = [one for one in lines if one.may_be_praised and (praised is None or one.key in praised)]
    yield from _named("表扬单位", good, f"{PRAISE}；由编写人从中选定。")
    yield said("表扬情况", _praise(ground, good), PRAISE + "。", of="unit", rows=[one.key for one in good])
    yield from _named(
        "落后单位", [one for one in lines if one.is_behind], "有滞后、逾期任务，或者迟报、漏报的牵头单位。"
    )


def of_reports(ground: Ground) -> Iterator[Figure]:
    reports, lines = ground.reports, lines_of(ground)
    yield _reports("应报数", reports, "本轮应报送的进展情况，不含免报的。")
    filed = [one for one in reports if one.came in ("on_time", "late")]
    yield _reports("已报数", filed, "到截至日已报送的，含迟报。")
    for word, came, about in _CAME:
        yield _reports(f"{word}数", [one for one in reports if one.came == came], about)
    yield _reports("退回数", [one for one in reports if one.was_returned], "到截至日曾被退回的，不论后来是否通过。")
    yield _reports("审核通过数", [one for one in reports if one.is_accepted], "到截至日审核通过的。")
    in_time = sum(one.came == "on_time" for one in reports)
    yield said("按时报送率", share(in_time, len(reports)) or "0%", "按时报送的占应报的。")
    yield from _named("迟报单位", [one for one in lines if one.came("late")], "有进展情况迟报的单位。")
    yield from _named("漏报单位", [one for one in lines if one.came("missing")], "到截至日有进展情况漏报的单位。")
    yield from _named("退回单位", [one for one in lines if one.returned], "有进展情况被退回的单位。")
    yield said("报送分布", _spread(reports), "按时、迟报、漏报、未到期的进展情况；没有的不列。")
    yield said("迟报漏报情况", _faults(lines), "迟报、漏报的单位；没有的不写。")
    yield said("退回情况", _returns(lines, reports), "被退回的进展情况和单位；没有的不写。")


_CAME = (
    ("按时", "on_time", "报送期限以内首次报送的。"),
    ("迟报", "late", "超过原报送期限首次报送的，退回后重报不影响。"),
    ("漏报", "missing", "原报送期限已过，到截至日没有报送的。"),
    ("未到期", "pending", "到截至日没有报送，期限未过的。"),
)


def _praise(ground: Ground, good: Sequence[UnitLine]) -> str:
    if not good:
        return "没有符合表扬条件的单位。"
    names = named([one.name for one in good])
    filed = "，应报事项全部按时报送、没有退回" if ground.reports else ""
    return f"{names}牵头的任务没有滞后、逾期{filed}，予以表扬。"


def _spread(reports: Sequence[ReportFact]) -> str:
    parts = [(word, sum(one.came == came for one in reports)) for word, came, _ in _CAME]
    words = told(parts)
    if not words:
        return "没有应报事项"
    faultless = not any(one.came in ("late", "missing", "pending") for one in reports)
    return f"全部按时报送，共{len(reports)}项" if faultless else words


def _faults(lines: Sequence[UnitLine]) -> str:
    late, missing = ([one.name for one in lines if one.came(what)] for what in ("late", "missing"))
    parts = [f"{word}的有{named(names)}" for word, names in (("迟报", late), ("漏报", missing)) if names]
    return f"{'；'.join(parts)}。" if parts else ""


def _returns(lines: Sequence[UnitLine], reports: Sequence[ReportFact]) -> str:
    names = [one.name for one in lines if one.returned]
    count = sum(one.was_returned for one in reports)
    return f"被退回{count}项，涉及{named(names)}。" if names else ""


def _named(key: str, lines: Sequence[UnitLine], definition: str) -> Iterator[Figure]:
    """How many they are, and who."""
    yield _units(f"{key}数", lines, definition)
    yield said(key, named([one.name for one in lines]) or "无", definition, of="unit", rows=[one.key for one in lines])


def _units(key: str, lines: Sequence[UnitLine], definition: str) -> Figure:
    return counted(key, [one.key for one in lines], definition, of="unit")


def _reports(key: str, reports: Sequence[ReportFact], definition: str) -> Figure:
    return counted(key, [one.key for one in reports], definition, of="report")
