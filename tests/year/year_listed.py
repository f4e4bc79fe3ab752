"""A case listed on the strength of the real plan of 001, lived by its own days of 2023: stages, months, acceptances.

In: the standing city, the corpus.  Out: the case, on the board and off it, and again; only through the actions.
"""

from __future__ import annotations

from datetime import date

from year_actors import at

from cast import City
from corpus import corpus_file
from duban.apps.dispatch.actions.issuing import issue_dispatch, submit_dispatch
from duban.apps.dispatch.actions.letterheads import take_over_letterheads
from duban.apps.dispatch.models import Dispatch
from duban.apps.supervision.actions.listed_acceptance import Finding, accept_step, self_check, visit_again
from duban.apps.supervision.actions.listed_board import relist_case
from duban.apps.supervision.actions.listed_drafts import Listing, StageDraft, draft_listing, take_stages
from duban.apps.supervision.actions.listed_notices import draft_delisting_notice, draft_listing_notice
from duban.apps.supervision.actions.listed_reports import (
    accept_listed_report,
    return_listed_report,
    submit_listed_report,
)
from duban.apps.supervision.actions.listed_stages import finish_stage
from duban.apps.supervision.actions.rectifications import report_rectification
from duban.apps.supervision.actions.verification import verify_rectification
from duban.apps.supervision.listed_months import bring_into_line
from duban.apps.supervision.listed_reading import Told, told_in
from duban.apps.supervision.models import ListedCase, ListedReport, Rectification
from duban.apps.web import files
from duban.rulebook.listings import ListedLevel

NUMBER = "罗府办函〔2023〕17号"
DONE = {1: date(2023, 2, 27), 2: date(2023, 9, 4), 3: date(2023, 9, 28), 4: date(2023, 10, 30)}
FILED = {month: date(2023, month, 20) for month in (2, 3, 4, 5, 7, 9, 10, 12)} | {6: date(2023, 6, 25)}  # never: August


class Listed:
    def __init__(self, city: City) -> None:
        self.city, self.row = city, ListedCase()
        self.office, self.leader, self.unit = (city.actor(who) for who in ("office", "leader", "town_liaison"))
        self.county = city.actor("county_office")

    def told(self) -> Told:
        path = corpus_file("001")
        (plan,) = [one for one in told_in(files.keep(path.read_bytes()), path.name) if one.number == NUMBER]
        return plan

    def list(self) -> None:
        """Drafted on Monday 6 February, its notice signed on the 8th."""
        take_over_letterheads(unit=self.city.units["市政府办"], by=self.office)
        plan, drafted = self.told(), date(2023, 2, 6)
        listing = Listing(
            title="石桥镇火灾高风险区域",
            problem="消防设施不足。",
            level=ListedLevel.CITY,
            unit=self.city.units["石桥镇政府"],
            basis="火灾高风险区域整治方案",
            report_day=plan.report_day or 0,
        )
        place = self.city.places["青泽市"]
        self.row = draft_listing(jurisdiction=place, listing=listing, at=at(drafted), by=self.office)
        stages = [StageDraft(one.name, one.begins, one.ends, one.work) for one in plan.stages]
        take_stages(listed=self.row, stages=stages, source=plan.named, by=self.office)
        self._issue(draft_listing_notice(listed=self.row, at=at(drafted, 10), by=self.office), date(2023, 2, 8))

    def report(self, month: int, *, returned: bool = False) -> None:
        """Asked for on the first, reported on its day, taken the next; one is sent back first."""
        bring_into_line(on=date(2023, month, 1) if month > 2 else date(2023, 2, 8))
        day = FILED.get(month)
        if day is None:
            return
        row = ListedReport.objects.get(listed_case=self.row, month=date(2023, month, 1))
        submit_listed_report(report=row, text="按计划整治。", at=at(day), by=self.unit)
        if returned:
            return_listed_report(report=row, opinion="没有数字。", at=at(day, 15), by=self.office)
            submit_listed_report(report=row, text="已整治8处。", at=at(day, 17), by=self.unit)
        accept_listed_report(report=row, at=at(day, 18), by=self.office)

    def finish(self, order: int) -> None:
        stage, day = self.row.stages.get(order=order), DONE[order]
        finish_stage(stage=stage, statement="已完成。", done_on=day, at=at(day), by=self.unit)

    def check(self, day: date) -> None:
        self_check(listed=self.row, found=Finding(day, True, "自查合格。"), at=at(day), by=self.unit)

    def accept(self, day: date, *, by_city: bool = False) -> None:
        by = self.office if by_city else self.county
        accept_step(listed=self.row, found=Finding(day, True, "现场验收合格。"), at=at(day), by=by)

    def refuse(self, day: date, due: date) -> None:
        found = Finding(day, False, "仍缺消火栓。")
        accept_step(listed=self.row, found=found, items=[("补建消火栓2处。", due)], at=at(day), by=self.county)

    def put_right(self, day: date) -> None:
        item = Rectification.objects.get(listed_case=self.row)
        report_rectification(rectification=item, statement="已补建。", at=at(day), by=self.unit)
        found = {"passed": True, "on": day, "way": "site", "finding": "已补建。"}
        verify_rectification(rectification=item, at=at(day, 15), by=self.office, **found)

    def take_off(self, day: date) -> Dispatch:
        return self._issue(draft_delisting_notice(listed=self.row, at=at(day), by=self.office), day)

    def come_back(self, day: date, due: date) -> None:
        visit_again(listed=self.row, found=Finding(day, False, "又占用通道。"), at=at(day), by=self.office)
        relist_case(listed=self.row, reason="问题反弹。", due=due, at=at(day, 15), by=self.office)

    def now(self) -> ListedCase:
        return ListedCase.objects.get(pk=self.row.pk)

    def _issue(self, dispatch: Dispatch, day: date) -> Dispatch:
        submit_dispatch(dispatch=dispatch, at=at(day, 10), by=self.office)
        return issue_dispatch(dispatch=dispatch, at=at(day, 15), by=self.leader)
