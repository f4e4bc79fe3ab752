"""A 督查 by the regulation in the autumn of the year: two units, one objects in time, one a day too late.

In: the year under supervision.  Out: what was refused and in which words, how conclusions and objection ended.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.db import transaction
from year_actors import at, liaison_of, unit_named
from year_supervision import Supervised

from duban.apps.dispatch.actions.issuing import issue_dispatch, submit_dispatch
from duban.apps.dispatch.models import Dispatch
from duban.apps.organizations.models import Unit
from duban.apps.supervision.actions import conclusions, inspection_approval, inspection_records, inspections, objections
from duban.apps.supervision.actions.rectifications import report_rectification, require_rectifications
from duban.apps.supervision.actions.verification import verify_rectification
from duban.apps.supervision.inspection_planning import InspectionPlan, Member
from duban.apps.supervision.models import Conclusion, Inspection, Objection, Rectification
from duban.apps.supervision.queries.overlaps import overlaps_of
from duban.rulebook.inspections import Category, ConclusionState, Form, Method, standing_of_conclusion
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed

BEGINS, ENDS = date(2024, 11, 4), date(2024, 11, 12)
RECEIVED = date(2024, 11, 15)
LAST_DAY, TOO_LATE = date(2024, 12, 15), date(2024, 12, 16)  # 30 days after the 15th of November; one more
DECIDED = date(2024, 12, 23)
ROADS, HOUSES = "交通运输局", "住房城乡建设局"


class Inspected:
    def __init__(self, life: Supervised) -> None:
        self.life, self.seen, self.city = life, life.seen, life.city
        self.office, self.leader = life.city.actor("office"), life.city.actor("leader")

    def tell(self) -> None:
        for month, day, step in (
            (10, 25, self.plan),
            (10, 29, self.approve),
            (11, 1, self.send_out),
            (11, 6, self.look),
            (11, 14, self.conclude),
            (11, 15, self.receive),
            (12, 15, self.object),
            (12, 16, self.object_too_late),
            (12, 23, self.decide),
            (12, 26, self.put_right),
            (12, 30, self.close),
        ):
            self.life.steps[date(2024, month, day)].append(step)

    def plan(self) -> None:
        wanted = InspectionPlan(
            title="滞后任务专项督查",
            category=Category.DEPLOYMENT,
            form=Form.SPECIAL,
            basis="市政府常务会议决定",
            content="第三季度滞后任务的原因和措施",
            scope="两个牵头单位",
            methods=[Method.ON_SITE, Method.HEARING],
            begins=BEGINS,
            ends=ENDS,
            units=[unit_named(ROADS), unit_named(HOUSES)],
            members=[Member("督小青（督查室）", self.city.accounts["office"]), Member("专家甲（高级工程师）")],
        )
        place = self.city.places["青泽市"]
        inspections.draft_inspection(jurisdiction=place, plan=wanted, at=at(date(2024, 10, 25)), by=self.office)

    def approve(self) -> None:
        """Before it is approved nobody is sent out."""
        day, row = date(2024, 10, 29), self._row()
        row = inspection_approval.submit_inspection(inspection=row, at=at(day), by=self.office)
        self._refused("sent_unapproved", lambda: self._notify(row, day, "会议要求。"))
        inspection_approval.approve_inspection(inspection=row, at=at(day, 15), by=self.leader)

    def send_out(self) -> None:
        """Both units owe their reports of the fourth round within these days; that wants a reason."""
        day, row = date(2024, 11, 1), self._row()
        self.seen.found["overlaps"] = [(one.unit, one.kind, one.when) for one in overlaps_of(row)]
        self._refused("overlap", lambda: self._notify(row, day, ""))
        issue_dispatch(dispatch=self._notify(row, day, "会议要求。"), at=at(day, 15), by=self.office)
        self.seen.found["sent_out"] = self._row().state

    def _notify(self, row: Inspection, day: date, reason: str) -> Dispatch:
        return inspection_approval.notify_inspection(
            inspection=row, overlap_reason=reason, at=at(day, 11), by=self.office
        )

    def look(self) -> None:
        day, row = date(2024, 11, 6), self._row()
        told = {"on": day, "text": "现场未施工。", "particulars": {"checked": "施工现场"}, "unit": unit_named(ROADS)}
        inspection_records.add_record(inspection=row, method=Method.ON_SITE, at=at(day, 17), by=self.office, **told)
        given = {"on": day, "text": "已听取汇报。", "unit": unit_named(HOUSES)}
        given["particulars"] = {"speaker": "分管负责人", "points": "进展和问题。"}
        inspection_records.add_record(inspection=row, method=Method.HEARING, at=at(day, 17), by=self.office, **given)
        other = {**told, "method": Method.FILES, "at": at(day, 17), "by": self.office}
        self._refused("method", lambda: inspection_records.add_record(inspection=row, **other))

    def conclude(self) -> None:
        day = date(2024, 11, 14)
        for name in (ROADS, HOUSES):
            texts = {"facts": "两处现场未施工。", "problems": "没有赶工计划。", "opinion": "限期整改。"}
            row = conclusions.draft_conclusion(
                inspection=self._row(), unit=unit_named(name), at=at(day), by=self.office, **texts
            )
            self._sign(conclusions.write_conclusion(conclusion=row, at=at(day, 10), by=self.office), day)
        self.seen.found["concluded"] = self._row().state

    def _sign(self, dispatch: Dispatch, day: date) -> None:
        submit_dispatch(dispatch=dispatch, at=at(day, 11), by=self.office)
        issue_dispatch(dispatch=dispatch, at=at(day, 15), by=self.leader)

    def receive(self) -> None:
        for name in (ROADS, HOUSES):
            unit = unit_named(name)
            conclusions.receive_conclusion(conclusion=self._of(unit), at=at(RECEIVED, 10), by=liaison_of(unit))

    def object(self) -> None:
        """On the thirtieth day, a Sunday, an hour before it ends."""
        self._object(unit_named(ROADS), LAST_DAY)
        objection = Objection.objects.get()
        self.seen.found["objected"] = (objection.file_until, objection.decide_until, self._of(unit_named(ROADS)).state)

    def object_too_late(self) -> None:
        self._refused("objection_late", lambda: self._object(unit_named(HOUSES), TOO_LATE))
        row = self._of(unit_named(HOUSES))
        self.seen.found["final"] = [
            standing_of_conclusion(ConclusionState(row.state), RECEIVED, on=day) for day in (LAST_DAY, TOO_LATE)
        ]

    def _object(self, unit: Unit, day: date) -> None:
        objections.file_objection(conclusion=self._of(unit), text="一处已经复工。", at=at(day, 23), by=liaison_of(unit))

    def decide(self) -> None:
        """Who led the team stands aside; somebody of the office who took no part decides."""
        row = Objection.objects.get()
        said = {"upheld": False, "decision": "一处确已复工。", "revised_opinion": "一处限期整改。", "at": at(DECIDED)}
        self._refused("decided_by_member", lambda: objections.decide_objection(objection=row, by=self.office, **said))
        other = self.city.actor("second_office")
        objections.decide_objection(objection=row, by=other, **said)
        self._sign(
            objections.write_decision(objection=Objection.objects.get(), at=at(DECIDED, 10), by=self.office), DECIDED
        )
        conclusion = self._of(unit_named(ROADS))
        self.seen.found["decided"] = (Objection.objects.get().state, conclusion.state, conclusion.final_on)
        items = [("复工并报赶工计划。", date(2024, 12, 27))]
        require_rectifications(origin=conclusion, unit=conclusion.unit, items=items, at=at(DECIDED, 16), by=self.office)

    def put_right(self) -> None:
        item, by = Rectification.objects.get(conclusion__isnull=False), liaison_of(unit_named(ROADS))
        report_rectification(rectification=item, statement="已复工。", at=at(date(2024, 12, 26)), by=by)

    def close(self) -> None:
        day = date(2024, 12, 30)
        self._refused(
            "closed_early", lambda: inspections.close_inspection(inspection=self._row(), at=at(day), by=self.office)
        )
        item = Rectification.objects.get(conclusion__isnull=False)
        found = {"passed": True, "on": day, "way": "site", "finding": "现场已复工。"}
        verify_rectification(rectification=item, at=at(day, 10), by=self.office, **found)
        inspections.close_inspection(inspection=self._row(), at=at(day, 11), by=self.office)
        self.seen.found["closed"] = self._row().state

    def _row(self) -> Inspection:
        return Inspection.objects.get()

    def _of(self, unit: Unit) -> Conclusion:
        return Conclusion.objects.select_related("unit__jurisdiction").get(unit=unit)

    def _refused(self, name: str, do: Callable[[], object]) -> None:
        try:
            with transaction.atomic():
                do()
        except (Conflict, Invalid, NotAllowed) as error:
            self.seen.refused[name] = str(error)
