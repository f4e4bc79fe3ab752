"""The demo's listed cases: one in its second stage with its monthly reports, one whose notice waits for the leader.

In: the place, whose hands, days before today.  Out: what happens when, for `make_year`.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from duban.apps.dispatch.actions.issuing import submit_dispatch
from duban.apps.organizations.models import Jurisdiction, Unit
from duban.apps.supervision.actions.listed_drafts import Listing, StageDraft, draft_listing, take_stages
from duban.apps.supervision.actions.listed_notices import draft_listing_notice
from duban.apps.supervision.actions.listed_reports import (
    accept_listed_report,
    return_listed_report,
    submit_listed_report,
)
from duban.apps.supervision.actions.listed_stages import finish_stage
from duban.apps.supervision.listed_months import bring_into_line
from duban.apps.supervision.models import ListedCase, ListedReport, ListedStage
from duban.rulebook.listings import ListedLevel
from duban.site.making_documents import Hands, acknowledge, send_out
from duban.site.making_supervision import Back
from duban.site.making_year import Happening, liaison_of, morning

DAY = timedelta(days=1)
PROBLEM = "老街连片木结构房屋86间，消防通道最窄处1.6米，市政消火栓缺12个，电动自行车在楼道内停放、充电。"
STAGES = (  # name, what is done, ends so many working days before today
    ("动员部署阶段", "成立工作专班，制定整治方案，逐户告知。", 40),
    ("集中整治阶段", "打通消防通道，补建消火栓，建设集中充电点，改造线路。", -15),
    ("巩固提升阶段", "逐户复查，建立长效管护机制。", -45),
    ("验收销号阶段", "自查合格后，逐级申请验收。", -65),
)
PROBLEMS, NEXT = "4户常年在外，线路改造不能入户。", "委托亲属到场，本月内完成入户。"
SAID = ("已打通消防通道2处，补建消火栓5个。", "消防通道全部打通，补建消火栓9个，线路改造完成41户。")


def listed_cases_of(place: Jurisdiction, hands: Hands, back: Back) -> list[Happening]:
    """石桥镇's is under way; the one of the district waits for a signature."""
    town, district = _unit("石桥镇人民政府"), _unit("青泽高新技术产业开发区管理委员会")
    street = Street(place, town, hands, back)
    factory = partial(_submit_other, place, district, hands, back)
    return [
        street.on(55, street.begin),
        street.on(41, street.finish_first),
        *street.months(),
        Happening(back.at(1, 16), partial(factory, at=back.at(1, 16))),
    ]


class Street:
    """The case of the town, step by step."""

    def __init__(self, place: Jurisdiction, unit: Unit, hands: Hands, back: Back) -> None:
        self.place, self.unit, self.hands, self.back = place, unit, hands, back
        self.person, self.title = liaison_of(unit), "石桥老街连片木结构房屋火灾隐患"

    def on(self, day: int, do: Any, *given: Any) -> Happening:
        return Happening(self.back.at(day), partial(do, *given, at=self.back.at(day)))

    @property
    def row(self) -> ListedCase:
        return ListedCase.objects.select_related("unit__jurisdiction", "jurisdiction").get(title=self.title)

    def begin(self, *, at: datetime) -> None:
        row = _drafted(self.place, self.unit, self.title, PROBLEM, self.back.day(-65), self.hands, at)
        take_stages(listed=row, stages=_stages(self.back), by=self.hands.office)
        notice = draft_listing_notice(listed=self.row, at=at, by=self.hands.office)
        acknowledge(send_out(notice, self.hands, at=at), at=at + 2 * DAY)

    def finish_first(self, *, at: datetime) -> None:
        stage = ListedStage.objects.select_related("listed_case").get(listed_case=self.row, order=1)
        done, said = self.back.day(41), "专班已成立，86户全部告知到位。"
        finish_stage(stage=stage, statement=said, done_on=done, at=at, by=self.person)

    def months(self) -> list[Happening]:
        """The last one that was due came late and was returned: it waits for review; this month's is owed."""
        today, found = self.back.day(0), []
        days = _days_due(self.back.day(55), today - 5 * DAY)
        for number, due in enumerate(days):
            is_last = due == days[-1]
            at = morning(due + 2 * DAY) if is_last else morning(due - DAY)
            said = SAID[min(number, len(SAID) - 1)]
            found.append(Happening(at, partial(self._month, due, said, is_last, at=at)))
        return [*found, Happening(self.back.this_morning, partial(bring_into_line, on=today))]

    def _month(self, due: date, said: str, is_last: bool, *, at: datetime) -> None:
        bring_into_line(on=max(due, at.date()))
        report = ListedReport.objects.filter(listed_case=self.row, due=due).select_related("listed_case").first()
        if report is None:
            return
        submit = partial(submit_listed_report, problems=PROBLEMS, next_steps=NEXT, by=self.person)
        sent = submit(report=report, text=said, at=at)
        if is_last:
            reason, mended = "请补充未改造户的名单和办结时间。", f"{said}未改造户名单已附，12户月底前完成。"
            sent = return_listed_report(report=sent, opinion=reason, at=at + DAY, by=self.hands.office)
            submit(report=sent, text=mended, at=at + 2 * DAY)
        else:
            accept_listed_report(report=sent, opinion="继续推进。", at=at + DAY, by=self.hands.office)


def _submit_other(place: Jurisdiction, unit: Unit, hands: Hands, back: Back, *, at: datetime) -> None:
    problem = "标准厂房内分租企业17家，防火分隔缺失，疏散楼梯堆放物料，自动喷水系统停用。"
    row = _drafted(place, unit, "高新区分租厂房火灾隐患", problem, back.day(-60), hands, at)
    stages = [
        StageDraft("排查建档阶段", back.day(0), back.day(-10), "逐户核查，建立隐患清单。"),
        StageDraft("集中整改阶段", back.day(-11), back.day(-45), "恢复防火分隔和喷水系统，清理疏散通道。"),
        StageDraft("验收阶段", back.day(-46), back.day(-60), "组织验收。"),
    ]
    taken = take_stages(listed=row, stages=stages, by=hands.office)
    notice = draft_listing_notice(listed=taken, at=at, by=hands.office)
    submit_dispatch(dispatch=notice, at=at, by=hands.office)


def _drafted(
    place: Jurisdiction, unit: Unit, title: str, problem: str, due: date, hands: Hands, at: datetime
) -> ListedCase:
    listing = Listing(
        title=title,
        problem=problem,
        goal="消防通道畅通，消防设施完好有效，重大隐患清零。",
        level=ListedLevel.CITY,
        unit=unit,
        supervisor=_unit("青泽市应急管理局"),
        basis="市安全生产委员会全体会议决定",
        due=due,
    )
    return draft_listing(jurisdiction=place, listing=listing, at=at, by=hands.office)


def _stages(back: Back) -> list[StageDraft]:
    begins, found = back.day(55), []
    for name, work, ends in STAGES:
        found.append(StageDraft(name, begins, back.day(ends), work))
        begins = back.day(ends) + DAY
    return found


def _days_due(since: date, until: date) -> list[date]:
    """The 23rds after the one day and before the other."""
    days = (since + timedelta(days=number) for number in range((until - since).days))
    return [day for day in days if day.day == 23]


def _unit(name: str) -> Unit:
    return Unit.objects.select_related("jurisdiction").get(name=name)
