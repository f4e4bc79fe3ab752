"""One of everything in the city, so that every address and every action has something to be tried on.

In: the standing cast.  Out: `Scene`, whose objects are named as the tables name them.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from openpyxl import Workbook

from cast import SINCE, City
from duban.apps.accounts.models import AccountSession
from duban.apps.jobs.upkeep import prune_jobs
from duban.apps.organizations.actions import personnel_imports
from duban.apps.organizations.models import (
    Appointment,
    DirectoryImport,
    Jurisdiction,
    LeadingGroup,
    Level,
    Membership,
    Official,
    Post,
    Unit,
    UnitGroup,
    UnitGroupMember,
    UnitName,
)
from duban.apps.organizations.models.imports import ImportState
from duban.apps.organizations.personnel.drafts import from_json
from duban.apps.outbox.models import Feed, Message, Robot
from duban.apps.plans.models import (
    DraftName,
    DraftTask,
    MatchedBy,
    NameKind,
    Plan,
    PlanImport,
    PlanImportState,
    Task,
    TaskLink,
)
from duban.apps.plans.reading import tickets
from duban.apps.plans.reading.tickets import Ticket
from duban.apps.supervision.models import SupervisionFile
from duban.apps.web import files
from duban.apps.web.models import SavedView
from duban.rulebook.tasks import ReceiptState
from indicator_cast import Measured
from plan_cast import Plans
from progress_cast import Year
from supervision_cast import Supervised

NOTICE = """青泽市人民政府关于周明远等同志职务任免的通知
青政人〔2026〕3号
各县（区）人民政府，市政府各部门：
　　市政府决定：
　　任命周明远为青泽市财政局副局长。
青泽市人民政府
2026年3月2日
"""


class Scene:
    """Objects of the city by name; those of `own` belong to whoever asks."""

    def __init__(self, city: City) -> None:
        self.city = city
        self.plans = Plans(city)
        unit, office = city.units["发改"], city.accounts["office"]
        place = city.places["青泽市"]
        post = Post.objects.create(unit=unit, title="局长", since=SINCE)
        official = Official.objects.create(jurisdiction=place, name="周明远")
        group = LeadingGroup.objects.create(jurisdiction=place, name="重点项目领导小组", since=SINCE, office_unit=unit)
        units = UnitGroup.objects.create(jurisdiction=place, name="市直重点部门")
        personnel = self._personnel_import()
        sheet = from_json(personnel.reading).sheets[0]
        self.objects: dict[str, Any] = {
            "place": place,
            "town": city.places["石桥镇"],
            "unit": unit,
            "other": city.units["财政"],
            "name": UnitName.objects.create(unit=unit, name="市发改局", since=SINCE),
            "post": post,
            "vacant": Post.objects.create(unit=unit, title="总工程师", since=SINCE),
            "official": official,
            "appointment": Appointment.objects.create(post=post, official=official, since=SINCE),
            "group": group,
            "member": Membership.objects.create(leading_group=group, unit=unit, since=SINCE),
            "units": units,
            "listed": UnitGroupMember.objects.create(group=units, unit=unit, since=SINCE),
            "personnel": personnel,
            "directory": self._directory_import(),
            "empty": Jurisdiction.objects.create(name="东山县", level=Level.COUNTY, parent=place),
            "spare": Unit.objects.create(name="青泽市档案局", jurisdiction=place, since=SINCE),
            "idle": Official.objects.create(jurisdiction=place, name="许闲云"),
            "unstaffed": LeadingGroup.objects.create(jurisdiction=place, name="普查领导小组", since=SINCE),
            "unlisted": UnitGroup.objects.create(jurisdiction=place, name="各区县"),
            "account": city.accounts["stranger"],
            "grant": city.grants["stranger"],
            "session": AccountSession.objects.create(
                account=city.accounts["stranger"],
                key_digest="0" * 64,
                started_at=timezone.now(),
                seen_at=timezone.now(),
                address="192.0.2.9",
            ),
            "view": SavedView.objects.create(account=office, table="units", name="重点单位"),
        }
        self.objects |= self._of_plans()
        self.objects |= self._of_receipts()
        self.objects |= self._of_corrections()
        self.objects |= self._of_the_year()
        self.objects |= self._of_reminders()
        reading = tickets.issue(Ticket(files.keep(NOTICE.encode()), "任免.txt"), to=city.actor("office"))
        self.words = {
            "sheet": sheet.key,
            "line": sheet.lines[0].key,
            "table": "units",
            "kind": "unit",
            "notice_kind": "notice",
            "on_site": "on_site",
            "year": "2026",
            "month": "10",
            "day": "10",
            "event": "1",
            "ticket": reading,
            "origin": "case",
            "way": "up",
        }

    def _of_plans(self) -> dict[str, Any]:
        """`plan` and `task` are in force, `draft_plan` and `plan_task` are not; `review` is an import under review."""
        plans = self.plans
        return {
            "plan": plans.force,
            "draft_plan": plans.draft,
            "task": plans.task("1"),
            "plan_task": plans.task("1", plans.draft),
            "plan_section": plans.draft.sections.get(),
            "plan_target": plans.task("1", plans.draft).targets.get(),
            "receipt": plans.receipt("1", "发改"),
            "source": plans.review.source,
            "review": plans.review,
            "draft_task": plans.review.tasks.first(),
            "next_draft_task": plans.review.tasks.last(),
            "draft_section": plans.review.sections.get(),
            "draft_name": plans.review.names.get(name="市金融局"),
            "draft_leader": plans.review.names.get(name="贺知远"),
            "question": plans.review.questions.get(),
        }

    def _of_receipts(self) -> dict[str, Any]:
        """`objection`: of 财政 to the task in force; `task_link`: a task of the county that carries it out."""
        objection = self.plans.receipt("1", "财政")
        objection.state, objection.objection = ReceiptState.OBJECTED, "由市统计局承担。"
        objection.save()
        place = self.city.places["临川县"]
        county_plan = Plan.objects.create(jurisdiction=place, year=2026, title="2026年县重点任务分工方案")
        shared = {"plan": county_plan, "jurisdiction": place, "jurisdiction_path": place.path, "year": 2026}
        linked = Task.objects.create(**shared, text="新开工项目12个。")
        return {
            "objection": objection,
            "county_plan": county_plan,
            "county_task": Task.objects.create(**shared, text="盘活资产3宗。"),
            "task_link": TaskLink.objects.create(parent=self.plans.task("1"), child=linked),
        }

    def _of_corrections(self) -> dict[str, Any]:
        """`correction` of the plan in force: one task changed, one added, one left out and to be kept."""
        plan, review = self.plans.force, self.plans.review
        correction = PlanImport.objects.create(
            source=review.source,
            account=review.account,
            state=PlanImportState.REVIEWING,
            title=plan.title,
            year=plan.year,
            replaces=plan,
            choices={"dropped": {str(self.plans.task("2").pk): "keep"}},
        )
        lead = {"name": "市发展改革局", "unit": self.city.units["发改"], "matched_by": MatchedBy.RECORD}
        DraftName.objects.create(plan_import=correction, kind=NameKind.UNIT, **lead)
        shared = {"plan_import": correction, "deadline": self.plans.task("1").deadline, "lead": ["市发展改革局"]}
        return {
            "correction": correction,
            "corrected_task": DraftTask.objects.create(**shared, order=1, number="1", text="新开工重点项目80个以上。"),
            "added_task": DraftTask.objects.create(**shared, order=2, number="3", text="建成市民中心。"),
        }

    def _of_the_year(self) -> dict[str, Any]:
        """As `progress_cast.Year` describes them; `report_round` is open, `later_round` is not."""
        year = Year(self.plans)
        self.objects |= self._of_supervision(year)
        return {
            "report_round": year.round,
            "later_round": year.later,
            "report": year.report,
            "filed_report": year.filed,
            "submission": year.submission,
            "contribution": year.contribution,
            "evidence": year.evidence,
            "implementation_plan": year.implementation_plan,
            "filed_plan": year.filed_plan,
            "milestone": year.milestone,
            "inner_duty": year.duty,
            "adjustment": year.adjustment,
            "closure": year.closure,
            "closing_task": year.closure.task,
            "instruction": year.instruction,
            "clock": year.instruction.clock,
        }

    def _of_supervision(self, year: Year) -> dict[str, Any]:
        """As `supervision_cast.Supervised` describes them."""
        done = Supervised(year)
        self.objects |= self._of_indicators(done)
        return {
            "letterhead": done.letterhead,
            "dispatch_draft": done.draft,
            "dispatch": done.issued,
            "copy": done.copy,
            "bulletin": done.bulletin,
            "proposed_case": done.proposed,
            "case": done.case,
            "answered_case": done.answered,
            "case_answer": done.answer,
            "interview": done.interview,
            "scheduled_interview": done.scheduled,
            "designation": done.designation,
            "inspection_draft": done.inspection_draft,
            "inspection": done.inspection,
            "inspection_record": done.record,
            "conclusion": done.conclusion,
            "conclusion_objection": done.objection,
            "proposal": done.proposal,
            "referral": done.referral,
            "listed_case": done.listed,
            "listed_stage": done.stage,
            "listed_report": done.listed_report,
            "submitted_month": done.submitted_month,
            "rectification": done.rectification,
            "rectified": done.rectified,
            "supervision_file": SupervisionFile.objects.create(
                rectification=done.rectification,
                name="名单.txt",
                size=6,
                digest=files.keep("名单".encode()),
                media_type="text/plain",
                account=self.city.accounts["liaison"],
                uploaded_at=timezone.now(),
            ),
        }

    def _of_indicators(self, supervised: Supervised) -> dict[str, Any]:
        """As `indicator_cast.Measured` describes them."""
        measured = Measured(supervised)
        return {
            "indicator_set": measured.set,
            "indicator_draft_set": measured.draft,
            "indicator_field": measured.field,
            "indicator_stage": measured.stage,
            "indicator": measured.rate,
            "finance_indicator": measured.spending,
            "indicator_target": measured.target,
            "observation": measured.stated,
            "finance_observation": measured.corrected,
            "indicator_task": measured.task,
            "target_link": measured.link,
            "scheme": measured.scheme,
            "indicator_import": measured.plan_import,
            "drafted_indicator": measured.drafted,
            "evaluation": measured.evaluation,
        }

    def _of_reminders(self) -> dict[str, Any]:
        """`message` and `feed` are the liaison's; `failed_job` holds nothing of anybody."""
        account, now = self.city.accounts["liaison"], timezone.now()
        return {
            "message": Message.objects.create(account=account, day=now.date(), made_at=now, subject="督办提醒"),
            "feed": Feed.objects.create(account=account, digest="0" * 64, made_at=now),
            "robot": Robot.objects.create(
                jurisdiction=self.city.places["青泽市"], name="工作群", address="https://robots.example/send?key=1"
            ),
            "failed_job": DBTaskResult.objects.create(
                status="FAILED",
                args_kwargs={"args": [], "kwargs": {}},
                task_path=prune_jobs.module_path,
                backend_name="default",
                run_after=now,
                finished_at=now,
                exception_class_path="builtins.ValueError",
            ),
        }

    def of(self, name: str) -> Any:
        """The object of this name, as the database has it now."""
        found = self.objects[name]
        return type(found)._default_manager.get(pk=found.pk)

    def workbook(self) -> bytes:
        """A workbook as people fill it, with nothing but its first headings."""
        book, out = Workbook(), BytesIO()
        book.save(out)
        return out.getvalue()

    def argument(self, word: str) -> str:
        """The key of the object of this name, or the word this name stands for."""
        return str(self.objects[word].pk) if word in self.objects else self.words[word]

    def _personnel_import(self) -> Any:
        return personnel_imports.start_import(
            jurisdiction=self.city.places["青泽市"],
            data=NOTICE.encode(),
            file_name="任免.txt",
            by=self.city.actor("office"),
        )

    def _directory_import(self) -> DirectoryImport:
        return DirectoryImport.objects.create(
            jurisdiction=self.city.places["青泽市"],
            account=self.city.accounts["system_admin"],
            file_name="单位和人员.xlsx",
            file_digest=files.keep(self.workbook()),
            state=ImportState.FAULTY,
        )
