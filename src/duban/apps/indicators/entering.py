"""What a figure must be before it is kept, and which of the figures beside it still count then.

In: an `Entry`, the `Ground` it falls on (rows already read and locked).  Out: the row to be written, or a refusal.
Nothing here writes; `actions.observations` does, for one figure or many alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone

from duban.apps.indicators.models import Indicator, Observation
from duban.apps.indicators.queries import observations as queries
from duban.apps.indicators.queries.observations import Cell
from duban.apps.organizations import changes
from duban.apps.organizations.models import Jurisdiction
from duban.apps.progress.models import ReportFigure
from duban.rulebook.actors import Actor
from duban.rulebook.indicators import OBSERVATION_STATUSES, STATUS_RANKS, IndicatorKind, ObservationStatus, SetState
from duban.rulebook.observations import DECIMALS, period_end, period_words, value_of_rate
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed, RuleError

_LARGEST = Decimal(10) ** 18


@dataclass(frozen=True, slots=True)
class Entry:
    """A figure as somebody gives it. `seen`: the key of the figure of this status that was shown, 0 where none was;
    None: nothing was shown, as when it comes with a report."""

    indicator: Indicator
    place: Jurisdiction
    year: int
    month: int
    status: ObservationStatus
    source: str
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    note: str = ""
    reason: str = ""
    seen: int | None = None
    report_figure: ReportFigure | None = None

    @property
    def cell(self) -> Cell:
        return self.indicator.pk, self.place.pk, self.year, self.month

    @property
    def words(self) -> str:
        return f"{self.place}{self.indicator}{period_words(self.year, self.month)}"


@dataclass(slots=True)
class Entered:
    """What became of one: the row in use now, or why it was refused. `is_new`: False where it was there already."""

    entry: Entry
    observation: Observation | None = None
    refusal: RuleError | None = None
    is_new: bool = False
    replaced: Observation | None = None


@dataclass(slots=True)
class Ground:
    """What is there: the indicators locked, which of them the giver sees and leads, the figures in use."""

    by: Actor
    at: datetime
    on: date
    indicators: dict[int, Indicator]
    visible: set[int]
    led: set[int]
    figures: dict[Cell, list[Observation]]
    taken: set[Cell] = field(default_factory=set)

    def current(self, entry: Entry) -> Observation | None:
        return next((row for row in self.figures.get(entry.cell, ()) if row.status == entry.status), None)


def ground_of(entries: Sequence[Entry], indicators: dict[int, Indicator], at: datetime, by: Actor) -> Ground:
    return Ground(
        by=by,
        at=at,
        on=timezone.localdate(at),
        indicators=indicators,
        visible=queries.visible_indicators(by, indicators),
        led=queries.led_by(by, indicators.values()),
        figures=queries.current_at({entry.cell for entry in entries}),
    )


def check_may_give(
    indicator: Indicator, place: Jurisdiction, status: ObservationStatus, by: Actor, *, is_seen: bool, led: set[int]
) -> None:
    """Refuse whoever may not give this figure, and whoever may but another one."""
    given = queries.statuses_for(by, indicator, place, led) if is_seen else ()
    if not given:
        raise NotAllowed(f"{place}的“{indicator}”由牵头单位、本级督查室或该地填报")
    if status not in given:
        named = "、".join(OBSERVATION_STATUSES[one] for one in given)
        raise NotAllowed(f"您只能填报{named}数")


def prepared(entry: Entry, ground: Ground) -> Entered:
    """The row to be written, or the one that is there when nothing changes."""
    indicator = ground.indicators[entry.indicator.pk]
    check_may_give(
        indicator, entry.place, entry.status, ground.by, is_seen=indicator.pk in ground.visible, led=ground.led
    )
    return made(entry, ground)


def made(entry: Entry, ground: Ground) -> Entered:
    """The same where nobody is asked whether one may: a linked report gives the figure."""
    indicator = ground.indicators[entry.indicator.pk]
    _check_when(entry, indicator, ground.on)
    row = _row(entry, indicator, ground)
    before = ground.current(entry)
    if before is not None and _same(before, row):
        return Entered(entry, before)
    _check_seen(entry, before)
    if before is not None:
        row.replaces, row.reason = before, _reason(entry, before, row)
    if entry.cell in ground.taken:
        raise Invalid(f"{entry.words}填了两次")
    ground.taken.add(entry.cell)
    others = [one for one in ground.figures.get(entry.cell, ()) if one.status != entry.status]
    row.counts = all(one.rank < row.rank for one in others)
    changes.check_fits(row)
    return Entered(entry, row, is_new=True, replaced=before)


def _check_when(entry: Entry, indicator: Indicator, on: date) -> None:
    of = indicator.indicator_set
    if of.state != SetState.IN_FORCE:
        raise Conflict(f"“{of}”{of.get_state_display()}，不能填报")
    if not entry.place.path.startswith(of.jurisdiction.path):
        raise Invalid(f"{entry.place}不在{of.jurisdiction}范围内", "place")
    if not of.starts <= entry.year <= of.ends:
        raise Invalid(f"年度应在{of.starts}年到{of.ends}年之间", "year")
    if not 1 <= entry.month <= 12:
        raise Invalid("截至月份应在 1 到 12 之间", "month")
    if entry.report_figure is None and period_end(entry.year, entry.month) > on:
        raise Invalid(f"{period_words(entry.year, entry.month)}还没有过完，到期后再填报", "month")


def _row(entry: Entry, indicator: Indicator, ground: Ground) -> Observation:
    if indicator.kind == IndicatorKind.COMPOSITE:
        raise Invalid("合成指标没有自己的数，请填报它的分项")
    source, note = (" ".join(text.split()) for text in (entry.source, entry.note))
    if not source:
        raise Invalid("请写明数据来源", "source")
    value, numerator, denominator = _figures(entry, indicator)
    return Observation(
        indicator=indicator,
        jurisdiction=entry.place,
        year=entry.year,
        month=entry.month,
        status=entry.status.value,
        rank=STATUS_RANKS[entry.status],
        value=value,
        numerator=numerator,
        denominator=denominator,
        source=source,
        note=note,
        unit_id=ground.by.unit,
        account_id=ground.by.account,
        entered_by=ground.by.name,
        entered_at=ground.at,
        report_figure=entry.report_figure,
    )


def _figures(entry: Entry, indicator: Indicator) -> tuple[Decimal, Decimal | None, Decimal | None]:
    if indicator.kind != IndicatorKind.RATE:
        if entry.value is None:
            raise Invalid("请填写数值", "value")
        return _fitting(entry.value, "value"), None, None
    if entry.numerator is None or entry.denominator is None:
        lacking = "numerator" if entry.numerator is None else "denominator"
        raise Invalid("比率要填分子和分母，由系统计算", lacking)
    over, under = _fitting(entry.numerator, "numerator"), _fitting(entry.denominator, "denominator")
    if under <= 0:
        raise Invalid("分母应大于 0", "denominator")
    return _fitting(value_of_rate(over, under, indicator.unit), "numerator"), over, under


def _fitting(value: Decimal, name: str) -> Decimal:
    if not value.is_finite() or abs(value) >= _LARGEST:
        raise Invalid("数字过大，请核对计量单位", name)
    return value.quantize(DECIMALS, ROUND_HALF_UP)


def _check_seen(entry: Entry, before: Observation | None) -> None:
    """What came with a report is corrected there; what somebody else wrote meanwhile is not written over."""
    if before is not None and before.report_figure_id and entry.report_figure is None:
        raise Conflict(f"{entry.words}的数来自报送的进展情况，请在那里更正")
    if entry.seen is None or entry.seen == (before.pk if before else 0):
        return
    if before is None:
        raise Conflict(f"{entry.words}的数已被他人撤回，请刷新后再改")
    told = f"{before.entered_by}{'更正' if entry.seen else '填报'}为{before.shown}"
    raise Conflict(f"{entry.words}的数已被{told}，请刷新后再改")


def _reason(entry: Entry, before: Observation, row: Observation) -> str:
    """Whoever only says more about the same figure need not give one."""
    reason = entry.reason.strip()
    if not reason and _numbers(before) != _numbers(row):
        raise Invalid(f"{entry.words}已填 {before.shown}，更正要写明原因", "reason")
    return reason or "补充来源或说明"


def _numbers(row: Observation) -> tuple[Decimal | None, ...]:
    return row.value, row.numerator, row.denominator


def _same(before: Observation, row: Observation) -> bool:
    return (*_numbers(before), before.source, before.note) == (*_numbers(row), row.source, row.note)


def overtaken(done: Iterable[Entered], ground: Ground) -> list[int]:
    """The keys of figures that count no more because a new one of a higher status does."""
    cells = {one.entry.cell for one in done if one.is_new and one.observation and one.observation.counts}
    return [row.pk for cell in cells for row in ground.figures.get(cell, ()) if row.counts]
