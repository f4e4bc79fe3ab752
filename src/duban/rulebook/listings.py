"""挂牌督办: the levels at which a problem is listed, its life until it comes off (摘牌销案), stages, months.

In: a state and the one wanted; days.  Out: tables; nothing, or a `Conflict`; words.  field.md 5, "挂牌督办", "Closing".
What time decides is computed from the day asked about.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from duban.rulebook.states import Life


class ListedLevel(StrEnum):
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"


LISTED_LEVELS: dict[ListedLevel, str] = {
    ListedLevel.PROVINCE: "省级挂牌",
    ListedLevel.CITY: "市级挂牌",
    ListedLevel.COUNTY: "县级挂牌",
}


class ListedState(StrEnum):
    DRAFT = "draft"
    LISTED = "listed"
    SELF_CHECKED = "self_checked"
    COUNTY_ACCEPTED = "county_accepted"
    CITY_ACCEPTED = "city_accepted"
    DELISTED = "delisted"
    WITHDRAWN = "withdrawn"


L = ListedState
LISTED = Life(
    "挂牌事项",
    {
        L.DRAFT: "拟挂牌",
        L.LISTED: "整治中",
        L.SELF_CHECKED: "已自查",
        L.COUNTY_ACCEPTED: "县级验收通过",
        L.CITY_ACCEPTED: "市级验收通过",
        L.DELISTED: "已摘牌",
        L.WITHDRAWN: "已撤销",
    },
    {
        L.DRAFT: {L.LISTED: "挂牌", L.WITHDRAWN: "撤销"},
        L.LISTED: {L.SELF_CHECKED: "自查合格", L.WITHDRAWN: "撤销"},
        L.SELF_CHECKED: {  # a unit of the city's own lies in no county
            L.COUNTY_ACCEPTED: "县级验收通过",
            L.CITY_ACCEPTED: "市级验收通过",
            L.LISTED: "验收不通过",
        },
        L.COUNTY_ACCEPTED: {  # what the county listed, the county takes off
            L.CITY_ACCEPTED: "市级验收通过",
            L.DELISTED: "摘牌",
            L.LISTED: "验收不通过",
        },
        L.CITY_ACCEPTED: {L.DELISTED: "摘牌", L.LISTED: "验收不通过"},
        L.DELISTED: {L.LISTED: "问题反弹，重新挂牌"},
        L.WITHDRAWN: {},
    },
)


ON_BOARD = (L.LISTED, L.SELF_CHECKED, L.COUNTY_ACCEPTED, L.CITY_ACCEPTED)  # months are reported until it comes off


class Step(StrEnum):
    SELF = "self"
    COUNTY = "county"
    CITY = "city"
    RECHECK = "recheck"


STEPS: dict[Step, str] = {
    Step.SELF: "自查",
    Step.COUNTY: "县级验收",
    Step.CITY: "市级验收",
    Step.RECHECK: "回访复查",
}
PASSED: dict[Step, ListedState] = {
    Step.SELF: L.SELF_CHECKED,
    Step.COUNTY: L.COUNTY_ACCEPTED,
    Step.CITY: L.CITY_ACCEPTED,
}


def steps_of(level: ListedLevel, *, in_county: bool) -> tuple[Step, ...]:
    """What is listed by a county ends with its acceptance; what lies in no county has none of a county."""
    if level is ListedLevel.COUNTY:
        return Step.SELF, Step.COUNTY
    return (Step.SELF, Step.COUNTY, Step.CITY) if in_county else (Step.SELF, Step.CITY)


def next_step(state: ListedState, steps: tuple[Step, ...]) -> Step | None:
    """The step that comes in this state; None when all are passed, or nothing is to be accepted."""
    if state is L.LISTED:
        return steps[0]
    reached = [PASSED[step] for step in steps]
    at = reached.index(state) + 1 if state in reached else len(steps)
    return steps[at] if at < len(steps) else None


def is_accepted(state: ListedState, steps: tuple[Step, ...]) -> bool:
    """Whether it may come off the board."""
    return state is PASSED[steps[-1]]


class StageStanding(StrEnum):
    DONE = "done"
    BEHIND = "behind"
    UNDER_WAY = "under_way"
    TO_COME = "to_come"


STAGE_STANDINGS: dict[StageStanding, str] = {
    StageStanding.DONE: "已完成",
    StageStanding.BEHIND: "逾期未完成",
    StageStanding.UNDER_WAY: "进行中",
    StageStanding.TO_COME: "未开始",
}


def stage_standing(begins: date | None, ends: date, done_on: date | None, *, on: date) -> StageStanding:
    if done_on is not None:
        return StageStanding.DONE
    if on > ends:
        return StageStanding.BEHIND
    return StageStanding.TO_COME if begins is not None and on < begins else StageStanding.UNDER_WAY


class ListedReportState(StrEnum):
    OWED = "owed"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"


R = ListedReportState
LISTED_REPORT = Life(
    "挂牌月报",
    {R.OWED: "未报送", R.SUBMITTED: "待审核", R.RETURNED: "已退回", R.ACCEPTED: "已审核"},
    {
        R.OWED: {R.SUBMITTED: "报送"},
        R.SUBMITTED: {R.ACCEPTED: "通过", R.RETURNED: "退回"},
        R.RETURNED: {R.SUBMITTED: "重报"},
        R.ACCEPTED: {},
    },
)


def report_due(month: date, day: int) -> date:
    """“每月23日”, “每月31日” on the last day of a shorter month; as printed, also where it is a day off."""
    return month.replace(day=min(day, monthrange(month.year, month.month)[1]))


def months_owed(listed_on: date, on: date, *, day: int) -> Iterator[date]:
    """The first days of the months to report on; listed after the day of its month, it begins with the next."""
    month = listed_on.replace(day=1)
    while month <= on:
        if report_due(month, day) >= listed_on:
            yield month
        month = date(month.year + month.month // 12, month.month % 12 + 1, 1)


def report_words(state: ListedReportState, due: date, first_on: date | None, *, on: date) -> str:
    """How a month stands: its state, and whether it came late or did not come (迟报、漏报)."""
    words = LISTED_REPORT.labels[state]
    if state is R.OWED:
        return "漏报" if on > due else words
    return f"{words}，迟报" if first_on is not None and first_on > due else words
