"""A plan whose round is open today, and one whose last day was yesterday; one of everything that is filed and asked.

In: the demo.  Out: rows, made by the actions a user sets off. The demo's own rounds come and go with the date.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from django.utils import timezone

from duban.apps.accounts.actions.accounts import create_account
from duban.apps.accounts.actions.passwords import change_own_password
from duban.apps.accounts.actions.roles import grant_role
from duban.apps.accounts.models import Account
from duban.apps.accounts.queries import actor_of, capacities
from duban.apps.organizations.models import Jurisdiction, Post, Unit
from duban.apps.plans.actions.issuing import issue_plan
from duban.apps.plans.actions.plans import create_plan
from duban.apps.plans.actions.tasks import add_task
from duban.apps.plans.models import Plan, Task
from duban.apps.progress.actions.adjustments import ask_adjustment
from duban.apps.progress.actions.closures import ask_closure
from duban.apps.progress.actions.contributions import ask_contributions
from duban.apps.progress.actions.implementation import (
    ask_implementation_plans,
    save_implementation_plan,
    submit_implementation_plan,
)
from duban.apps.progress.actions.implementation_review import accept_implementation_plans
from duban.apps.progress.actions.instructions import answer_instruction, give_instruction
from duban.apps.progress.actions.milestones import finish_milestone
from duban.apps.progress.actions.reports import submit_report
from duban.apps.progress.actions.review import return_report
from duban.apps.progress.actions.rounds import open_round
from duban.apps.progress.actions.unit_practice import set_unit_practice
from duban.apps.progress.adjusting.postponing import wish
from duban.apps.progress.models import ImplementationPlan, Milestone, Report
from duban.rulebook.actors import Actor
from duban.rulebook.clocks import Limit
from duban.rulebook.milestones import Step
from duban.rulebook.requests import AdjustmentKind
from duban.rulebook.roles import Role
from duban.site.demonstration import CITY, PASSWORD
from e2e.campaign import ENDING, FINANCE, INDUSTRY, LATE_TASKS, PEOPLE, SUPPORTED, TASKS, TITLE

REASON = "没有附名单，数字无法核对；请补充名单。"
_WITHIN = Limit(working_days=5)


def make_campaign() -> None:
    today = timezone.localdate()
    for username, (name, unit, role) in PEOPLE.items():
        open_account(username, name, unit, Role(role), today)
    issue_open(ENDING, LATE_TASKS, due=today - timedelta(days=1))
    plan = issue_open(TITLE, TASKS, due=today + timedelta(days=14))
    _file_implementation_plans(plan, today)
    _report(plan)
    _set_inner_approval(FINANCE, "finance-head")
    _set_inner_approval(INDUSTRY, "head")
    submit(report_of(plan, "11"), "industry")
    _ask(plan, today)


def open_account(username: str, name: str, unit: str, role: Role, on: date) -> None:
    there = Unit.objects.get(name=unit)
    made, old = create_account(username=username, name=name, unit=there, by=acting("admin"))
    grant_role(account=made, role=role, unit=there, on=on, by=acting("security"))
    by = acting(username)
    change_own_password(account=made, old=old, new=PASSWORD, session_key="", at=timezone.now(), by=by)


def issue_open(title: str, tasks: Mapping[str, tuple[str, str]], *, due: date, ago: int = 20, opened: int = 2) -> Plan:
    """Issued `ago` days ago with one round, which was opened `opened` days ago."""
    by, on = acting("office"), timezone.localdate() - timedelta(days=ago)
    place = Jurisdiction.objects.get(name=CITY)
    plan = create_plan(jurisdiction=place, year=due.year, title=title, reporting_dates=[due], by=by)
    leader = Post.objects.get(unit__name="青泽市人民政府", title="常务副市长")
    end = max(date(due.year, 12, 31), due)
    for number, (text, lead) in tasks.items():
        led = [Unit.objects.get(name=lead)]
        helping = [Unit.objects.get(name=SUPPORTED[number])] if title == TITLE and number in SUPPORTED else []
        given = {"leaders": [leader], "lead": led, "support": helping}
        add_task(plan=plan, section=None, number=number, text=text, deadline=end, **given, by=by)
    by_day, at = on + timedelta(days=5), timezone.now() - timedelta(days=ago)
    issued = issue_plan(plan=plan, number="", issued_on=on, acknowledge_by=by_day, at=at, by=by)
    open_round(round=issued.rounds.get(), at=timezone.now() - timedelta(days=opened), by=by)
    return issued


def _file_implementation_plans(plan: Plan, today: date) -> None:
    """Of 8 accepted with a milestone done, of 9 accepted, of 10 submitted; the others are owed."""
    ask_implementation_plans(plan=plan, due=today + timedelta(days=5), on=today, by=acting("office"))
    by, filed = acting("industry"), []
    for number in ("8", "9", "10"):
        row = ImplementationPlan.objects.select_related("task", "unit").get(task=task_of(plan, number))
        step = Step(content="完成摸底和名单公示", due=today, section="企业科", person=by.name)
        kept = save_implementation_plan(
            implementation_plan=row, measures="逐户走访，分批培育。", steps=[step], at=timezone.now(), by=by
        )
        filed.append(submit_implementation_plan(implementation_plan=kept, at=timezone.now(), by=by))
    accept_implementation_plans(implementation_plans=filed[:2], at=timezone.now(), by=acting("office"))
    done = Milestone.objects.get(implementation_plan=filed[0])
    finish_milestone(milestone=done, done_on=today, words="名单已公示。", on=today, by=by)


def _report(plan: Plan) -> None:
    """Three of the industry wait for review, a fourth was returned."""
    for number in ("8", "9", "10", "12"):
        submit(report_of(plan, number), "industry")
    due = timezone.localdate() + timedelta(days=3)
    office, at = acting("office"), timezone.now()
    return_report(report=report_of(plan, "12"), reason=REASON, new_due=due, seen=None, at=at, by=office)


def _ask(plan: Plan, today: date) -> None:
    """What waits for an answer: two instructions, a postponement, a closure, material for a report."""
    by, at = acting("industry"), timezone.now()
    eighth, ninth, thirteenth = (task_of(plan, number) for number in ("8", "9", "13"))
    for task in (eighth, thirteenth):
        units = [one.unit for one in task.responsibilities.filter(role="lead")]
        give_instruction(task=task, units=units, text="请抓紧落地。", limit=_WITHIN, at=at, by=acting("leader"))
    first = eighth.instructions.get()
    answer_instruction(instruction=first, text="已排定到11月底的计划。", at=at, by=by)
    later = (ninth.deadline or today) + timedelta(days=60)
    said = {"reason": "设备到货推迟，预计两个月后完成。", "progress": "已改造41个。"}
    ask_adjustment(task=ninth, kind=AdjustmentKind.POSTPONE, after=wish(later), **said, at=at, by=by)
    asked = {"request": "请提供园区内在建的冷链仓库数。", "due": today + timedelta(days=5), "on": today}
    units = [Unit.objects.get(name=INDUSTRY)]
    ask_contributions(report=report_of(plan, "13"), units=units, **asked, at=at, by=acting("liaison"))
    statement = "培育名单内企业已全部通过认定。"
    ask_closure(task=eighth, statement=statement, finished_on=today, why_no_files="证书为纸质件。", at=at, by=by)


def _set_inner_approval(unit: str, head: str) -> None:
    set_unit_practice(unit=Unit.objects.get(name=unit), inner_approval=True, by=acting(head))


def submit(report: Report, username: str) -> None:
    values = {"text": "已完成首批评审，其余正在走访核实。", "next_step": "下月底前完成评审。", "stated": "on_pace"}
    submit_report(report=report, values=values, figures={}, at=timezone.now(), by=acting(username))


def task_of(plan: Plan, number: str) -> Task:
    return plan.tasks.select_related("plan", "jurisdiction").get(number=number)


def report_of(plan: Plan, number: str) -> Report:
    return Report.objects.select_related("task", "unit__jurisdiction", "round").get(task=task_of(plan, number))


def acting(username: str) -> Actor:
    account = Account.objects.get(username=username)
    return actor_of(account, capacities(account, on=timezone.localdate())[0])
