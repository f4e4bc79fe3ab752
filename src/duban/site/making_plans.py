"""Make the demo's plans: two years' documents, imported as a clerk would, issued, acknowledged in part; and a county's.

In: the folder of samples, the city, the offices as actors.  Out: three plans in force; the county's breaks down tasks
of the city's, and a document of the county waits for its review.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import groupby
from pathlib import Path

from django.utils import timezone

from duban.apps.jobs.running import run_waiting
from duban.apps.organizations.models import Jurisdiction, Unit
from duban.apps.plans.actions.adoption import adopt_draft
from duban.apps.plans.actions.imports import start_import
from duban.apps.plans.actions.issuing import issue_plan
from duban.apps.plans.actions.links import Line, break_down_task
from duban.apps.plans.actions.names import create_missing_units, leave_name
from duban.apps.plans.actions.plans import create_plan
from duban.apps.plans.actions.questions import answer_question
from duban.apps.plans.actions.receipts import acknowledge_receipts
from duban.apps.plans.actions.sections import add_section
from duban.apps.plans.models import MatchedBy, NameKind, Plan, PlanImport, PlanImportState, Receipt
from duban.rulebook.actors import Actor
from duban.rulebook.refusals import Conflict
from duban.site.making_cases import cases_of
from duban.site.making_documents import Hands, bulletins_of, put_letterheads_in_use
from duban.site.making_inspections import inspections_of
from duban.site.making_listed import listed_cases_of
from duban.site.making_requests import closings_of, requests_of
from duban.site.making_supervision import Back, proposed_today, rounds_followed
from duban.site.making_year import Happening, liaison_of, make_year, morning

MUCH_TO_TELL = timedelta(days=150)  # after its plan was issued, supervision is told backwards from today
DAYS_TO_ACKNOWLEDGE = timedelta(days=5)
ACKNOWLEDGED_OF_TEN = 7  # of this year's tasks of each unit; last year's are all acknowledged
COUNTY_DAYS = (date(2026, 4, 5), date(2026, 7, 5), date(2026, 10, 5), date(2026, 12, 5))  # before the city's
COUNTY_TASKS = (  # number of the city's task, what the county does of it, lead unit, supporting unit
    ("18", "新建和改造提升高标准农田3.2万亩，撂荒耕地复耕复种2100亩。", "农业农村局", "自然资源局"),
    ("22", "新建改建农村公路56公里，改造危旧桥梁4座。", "交通运输局", "财政局"),
    ("22", "实施村道安全防护工程38公里。", "交通运输局", "应急管理局"),
    ("24", "改造城镇老旧小区9个，加装电梯18部。", "住房和城乡建设局", "财政局"),
    ("37", "新建、改扩建中小学校3所，新增义务教育学位2600个。", "教育局", "住房和城乡建设局"),
)


def make_plans(
    samples: Path, city: Jurisdiction, *, by: Actor, county_office: Actor, leader: Actor, now: datetime
) -> None:
    """Last year's plan first, so that this year's finds its counterparts."""
    last = _issued(_imported(samples / "work-plan-2025.txt", city, by), by)
    _acknowledge(last, of_ten=10)
    make_year(last, closings_of(last, by=by), by=by, now=now)
    put_letterheads_in_use(by, county_office)
    this = _issued(_imported(samples / "work-plan-2026.docx", city, by), by)
    _acknowledge(this, of_ten=ACKNOWLEDGED_OF_TEN)
    _break_down(this, by=county_office)
    told = [*requests_of(this, by=by), *_supervised(this, Hands(by, leader), now)]
    make_year(this, told, by=by, now=now)
    for plan in Plan.objects.filter(jurisdiction__path=county_office.path):
        make_year(plan, by=county_office, now=now)
    read_file(samples / "report-division.txt", Jurisdiction.objects.get(path=county_office.path), county_office)


def _supervised(plan: Plan, hands: Hands, now: datetime) -> list[Happening]:
    """After each round; from the middle of the year on also all that is under way today."""
    back, place = Back(now), plan.jurisdiction
    followed = [*rounds_followed(plan, hands), *bulletins_of(plan, hands, now=now)]
    if plan.issued_on is None or timezone.localdate(now) < plan.issued_on + MUCH_TO_TELL:
        return [*followed, proposed_today(plan, back)]
    under_way = [*cases_of(plan, hands, back), *listed_cases_of(place, hands, back)]
    return [*followed, *under_way, *inspections_of(place, hands, back), proposed_today(plan, back)]


def read_file(file: Path, place: Jurisdiction, by: Actor) -> PlanImport:
    """Uploaded and read by a job: the draft that a clerk reviews."""
    started = start_import(jurisdiction=place, data=file.read_bytes(), file_name=file.name, by=by)
    run_waiting()
    started.refresh_from_db()
    if started.state != PlanImportState.REVIEWING:
        raise Conflict(f"样例 {file.name} 没有读成：{started.failure}")
    return started


def _imported(file: Path, city: Jurisdiction, by: Actor) -> Plan:
    """Every doubt answered with its first answer, names not on record created or left as words, adopted."""
    started = read_file(file, city, by)
    on = started.issued_on or timezone.localdate()
    for question in started.questions.filter(blocks=True, answer=""):
        answer_question(question=question, answer=question.answers[0][0], at=morning(on), by=by)
    settle_names(started, on, by)
    return adopt_draft(plan_import=started, seen=None, on=on, by=by)


def settle_names(started: PlanImport, on: date, by: Actor) -> None:
    """What is not among the units of the workbook is founded; what is nobody in particular stays as words."""
    still_open = started.names.filter(matched_by=MatchedBy.OPEN)
    units = [name for name in still_open.filter(kind=NameKind.UNIT) if "有关" not in name.name]
    if units:
        create_missing_units(plan_import=started, names=units, on=on, by=by)
    for name in still_open.all():
        leave_name(draft_name=name, seen=None, by=by)


def _issued(plan: Plan, by: Actor, *, number: str = "", on: date | None = None) -> Plan:
    """Under the number and on the day of the document, where it has them."""
    on = on or plan.issued_on or timezone.localdate()
    return issue_plan(
        plan=plan,
        number=number or plan.number,
        issued_on=on,
        acknowledge_by=on + DAYS_TO_ACKNOWLEDGE,
        at=morning(on),
        by=by,
    )


def _acknowledge(plan: Plan, *, of_ten: int) -> None:
    """Each unit's liaison acknowledges the first of its tasks, the day after issue."""
    receipts = Receipt.objects.filter(task__plan=plan).select_related("unit__jurisdiction")
    rows = receipts.order_by("unit", "task__order", "pk")
    at = morning((plan.issued_on or timezone.localdate()) + timedelta(days=1))
    for unit, given in groupby(rows, key=lambda row: row.unit):
        mine = list(given)
        taken = mine[: -(-len(mine) * of_ten // 10)]
        acknowledge_receipts(receipts=taken, at=at, by=liaison_of(unit))


def _break_down(above: Plan, *, by: Actor) -> None:
    """The county makes tasks of its own of some that its government was given, and issues its plan two weeks later."""
    county = Jurisdiction.objects.get(path=by.path)
    on = (above.issued_on or timezone.localdate()) + timedelta(days=14)
    plan = create_plan(
        jurisdiction=county,
        year=above.year,
        title=f"{above.year}年{county.name}重点工作任务分工方案",
        issuer=f"{county.name}人民政府",
        reporting_dates=COUNTY_DAYS,
        by=by,
    )
    section = add_section(plan=plan, label="一、", title="承接市重点工作任务", by=by)
    for number, given in groupby(COUNTY_TASKS, key=lambda one: one[0]):
        lines = [Line(text, [_unit(county, lead)], [_unit(county, support)]) for _, text, lead, support in given]
        break_down_task(
            parent=above.tasks.get(number=number),
            plan=plan,
            section=section,
            lines=lines,
            deadline=date(above.year, 12, 31),
            acknowledge_by=None,
            at=morning(on),
            by=by,
        )
    issued = _issued(plan, by, number=f"临府〔{above.year}〕9号", on=on)
    _acknowledge(issued, of_ten=ACKNOWLEDGED_OF_TEN)


def _unit(county: Jurisdiction, name: str) -> Unit:
    return Unit.objects.get(jurisdiction=county, name=f"{county.name}{name}")
