"""A limit that runs, stops, resumes and is extended: when it ends, how much of it is left, in words.

In: a moment, a `Limit`, stops, extensions, the calendar; moments in the time of the place.  Out: moments, `Standing`s.
Days: the day of the event does not count (民法典 201 I), the last day ends as the office closes (203 II). Hours run at
once (201 II), in the office's hours. Time in a stop does not run; on resuming, the days left count as in 201 I.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from duban.rulebook.refusals import Conflict, Invalid
from duban.rulebook.working_days import Distance, WorkCalendar, distance

MOST_DAYS, MOST_HOURS = 250, 400  # a year's working days; fifty of them in hours
NEAR_DAYS, NEAR_HOURS = 3, 8
_HOUR = timedelta(hours=1)
_TODAY = {"今天到期": "不到1个工作日"}  # the day on which it stopped is not today


@dataclass(frozen=True, slots=True)
class Limit:
    """So many working days, or so many working hours."""

    working_days: int | None = None
    working_hours: int | None = None

    def __post_init__(self) -> None:
        if (self.working_days is None) == (self.working_hours is None):
            raise Invalid("期限按工作日或工作小时计，只填一种", "limit")
        number, most = (self.working_days, MOST_DAYS) if self.in_days else (self.working_hours, MOST_HOURS)
        if not 1 <= (number or 0) <= most:
            raise Invalid(f"期限应在1至{most}个{self.measure}之间", "limit")

    @property
    def in_days(self) -> bool:
        return self.working_days is not None

    @property
    def measure(self) -> str:
        return "工作日" if self.in_days else "工作小时"

    @property
    def words(self) -> str:
        return f"{self.working_days or self.working_hours}个{self.measure}"


@dataclass(frozen=True, slots=True)
class Stop:
    """`ends`: None while it lasts."""

    begins: datetime
    ends: datetime | None = None


@dataclass(frozen=True, slots=True)
class Extension:
    at: datetime
    due: datetime


def first_due(begins: datetime, limit: Limit, calendar: WorkCalendar) -> datetime:
    """When the limit ends if nothing happens to it."""
    if limit.working_days is not None:
        return close_of(calendar.add_working_days(begins.date(), limit.working_days), begins, calendar)
    return calendar.add_working_hours(begins, timedelta(hours=limit.working_hours or 0))


def due(
    begins: datetime,
    limit: Limit,
    stops: Sequence[Stop],
    calendar: WorkCalendar,
    extensions: Sequence[Extension] = (),
) -> datetime:
    """When it ends after all that happened to it, in its order; a stop that still lasts moves nothing."""
    check_stops(stops)
    over = [(one.ends, one) for one in stops if one.ends is not None]
    happened: list[tuple[datetime, Stop | Extension]] = [*over, *((one.at, one) for one in extensions)]
    ends = first_due(begins, limit, calendar)
    for _, one in sorted(happened, key=lambda pair: pair[0]):
        ends = one.due if isinstance(one, Extension) else resumed(ends, one, limit, calendar)
    return ends


def resumed(ends: datetime, stop: Stop, limit: Limit, calendar: WorkCalendar) -> datetime:
    """When it ends after a stop is over: what was left when it stopped is left when it goes on."""
    if stop.ends is None:
        return ends
    if limit.in_days:
        left = calendar.working_days_between(stop.begins.date(), ends.date())
        day = calendar.on_or_after(calendar.add_working_days(stop.ends.date(), max(left, 0)))
        return datetime.combine(day, ends.timetz())
    return calendar.add_working_hours(stop.ends, calendar.working_time_between(stop.begins, ends))


def close_of(day: date, moment: datetime, calendar: WorkCalendar) -> datetime:
    """When the office closes on a day; `moment` gives the time zone."""
    return datetime.combine(day, calendar.hours[-1][1], moment.tzinfo)


def check_stops(stops: Sequence[Stop]) -> None:
    """Refuse a stop inside a stop, and one that ends before it begins."""
    last: Stop | None = None
    for one in sorted(stops, key=lambda stop: stop.begins):
        if one.ends is not None and one.ends < one.begins:
            raise Invalid("恢复时间早于暂停时间", "at")
        if last is not None and (last.ends is None or one.begins < last.ends):
            raise Conflict("计时已在暂停中，不能再次暂停")
        last = one


def check_can_stop(*, ends: datetime, ended: datetime | None, is_stopped: bool, at: datetime) -> None:
    if ended is not None:
        raise Conflict("计时已结束，不能暂停")
    if is_stopped:
        raise Conflict("计时已在暂停中，不能再次暂停")
    if at > ends:
        raise Conflict("期限已过，不能暂停；确需时间的，可以延长期限")


def check_can_resume(*, ended: datetime | None, is_stopped: bool) -> None:
    if ended is not None:
        raise Conflict("计时已结束，不能恢复")
    if not is_stopped:
        raise Conflict("计时没有暂停，不用恢复")


def check_can_extend(*, ended: datetime | None, is_stopped: bool) -> None:
    if ended is not None:
        raise Conflict("计时已结束，不能延长")
    if is_stopped:
        raise Conflict("计时暂停中，恢复以后再延长")


@dataclass(frozen=True, slots=True)
class Standing:
    """How a clock stands at a moment."""

    words: str
    nearness: str  # far, near, late
    is_late: bool
    is_stopped: bool = False


def standing(
    at: datetime,
    ends: datetime,
    calendar: WorkCalendar,
    *,
    in_days: bool,
    stopped: datetime | None = None,
    ended: datetime | None = None,
) -> Standing:
    """还有2个工作日, 已暂停，余3个工作日, 逾期1个工作日; of one that ended, how it ended."""
    moment = ended or stopped or at
    is_late = moment > ends
    left = _days_left(moment, ends, calendar) if in_days else _hours_left(moment, ends, calendar)
    if ended is not None:
        return Standing(left if is_late else "按期办理", "late" if is_late else "far", is_late)
    if stopped is not None:
        return Standing(f"已暂停，余{_TODAY.get(left, left).removeprefix('还有')}", "far", False, True)
    return Standing(left, "late" if is_late else _nearness(at, ends, calendar, in_days), is_late)


def elapsed(begins: datetime, at: datetime, stops: Sequence[Stop], calendar: WorkCalendar, *, in_days: bool) -> str:
    """已用2个工作日: the time that ran, without the stops."""
    if in_days:
        days = calendar.working_days_between(begins.date(), at.date())
        stood = (calendar.working_days_between(one.begins.date(), (one.ends or at).date()) for one in stops)
        return f"已用{max(days - sum(stood), 0)}个工作日"
    ran = calendar.working_time_between(begins, at)
    for one in stops:
        ran -= calendar.working_time_between(one.begins, one.ends or at)
    return f"已用{_hours(ran)}"


def _days_left(at: datetime, ends: datetime, calendar: WorkCalendar) -> str:
    far: Distance = distance(at.date(), ends.date(), calendar)
    if far.days:
        return far.words
    return "逾期不到1个工作日" if at > ends else "今天到期"


def _hours_left(at: datetime, ends: datetime, calendar: WorkCalendar) -> str:
    about = "" if calendar.is_announced(at.date(), ends.date()) else "约"
    if at > ends:
        return f"逾期{about}{_hours(calendar.working_time_between(ends, at))}"
    return f"还有{about}{_hours(calendar.working_time_between(at, ends))}"


def _hours(time: timedelta) -> str:
    """Whole hours, never one that is not there yet."""
    return f"{time // _HOUR}个工作小时" if time >= _HOUR else "不到1个工作小时"


def _nearness(at: datetime, ends: datetime, calendar: WorkCalendar, in_days: bool) -> str:
    if in_days:
        return distance(at.date(), ends.date(), calendar).nearness(NEAR_DAYS)
    return "near" if calendar.working_time_between(at, ends) <= NEAR_HOURS * _HOUR else "far"
