"""Who must not read it asks for it on every page, and in ways no page offers: what a unit has not filed is its own."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse
from openpyxl import load_workbook

from cast import City
from duban.apps.home.queries import rounds as home_rounds
from duban.apps.home.queries import year as home_year
from duban.apps.outbox import channels
from duban.apps.outbox.actions.robots import add_robot
from duban.apps.outbox.owing import Span, owed_by
from duban.apps.progress.actions.adjustment_review import grant_adjustment
from duban.apps.progress.actions.adjustments import ask_adjustment
from duban.apps.progress.actions.evidence import attach_evidence, remove_evidence
from duban.apps.progress.actions.reports import save_report, submit_report, withdraw_report
from duban.apps.progress.actions.review import accept_report, return_report
from duban.apps.progress.actions.rounds import close_round
from duban.apps.progress.adjusting import terminating
from duban.apps.progress.models import Evidence, ImplementationPlan, Milestone, Report
from duban.apps.progress.pasting import rows_pasted
from duban.apps.progress.queries.filed import story_of
from duban.rulebook.refusals import Conflict, Invalid
from duban.rulebook.requests import AdjustmentKind
from pages.scene import Scene
from pages.test_urls_and_roles import _arguments, lines
from progress_cast import PICTURE, Year

SECRET = "沉潜"  # in everything the unit has written and not filed
AT = datetime(2026, 4, 9, 2, 0, tzinfo=UTC)
LATER = datetime(2026, 4, 13, 2, 0, tzinfo=UTC)  # the first working day after the round was due
SAID = {"text": f"{SECRET}一", "problems": f"{SECRET}二", "coordination": f"{SECRET}三", "next_step": f"{SECRET}四"}
PAGES = ("plans:task", "plans:unit-tasks", "plans:ledger", "home:home")
FILED_ONLY = {"pk=filed_report": "pk=report", "pk=filed_plan": "pk=implementation_plan"}  # asked for all the same


def keep_secrets(scene: Scene) -> None:
    liaison, report = scene.city.actor("liaison"), scene.of("report")
    save_report(
        report=report,
        values={**SAID, "stated": "on_pace"},
        figures={scene.of("task").targets.get().pk: Decimal("31.4159")},
        at=AT,
        by=liaison,
    )
    attach_evidence(owner=report, data=PICTURE + b"x", file_name=f"{SECRET}.pdf", at=AT, by=liaison)
    Report.objects.filter(pk=report.pk).update(inner_note=f"{SECRET}五")
    written = {"measures": f"{SECRET}六", "inner_note": f"{SECRET}七", "state": "draft"}
    ImplementationPlan.objects.filter(pk=scene.of("implementation_plan").pk).update(**written)
    step = {"content": f"{SECRET}八", "person": f"{SECRET}九", "section": f"{SECRET}十"}
    Milestone.objects.filter(pk=scene.of("milestone").pk).update(**step)


def text_of(answer: Any) -> str:
    data = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if not data.startswith(b"PK"):
        return str(data.decode(errors="replace"))
    sheets = load_workbook(BytesIO(data)).worksheets
    return "\n".join(str(cell.value) for sheet in sheets for row in sheet.rows for cell in row)


@pytest.mark.parametrize("who", ["office", "finance", "leader", "county_office"])
def test_no_page_and_no_post_tells_others_what_a_unit_has_not_filed(city: City, who: str) -> None:
    scene, client = Scene(city), city.client(who)
    keep_secrets(scene)
    told = []
    for name, words, *_ in lines():
        if not name.startswith("progress:") and name not in PAGES:
            continue
        address = reverse(name, kwargs=_arguments(scene, FILED_ONLY.get(words, words)))
        for how in ("get", "post"):
            with transaction.atomic():
                told += [(how, address)] if _tells(client, how, address) else []
                transaction.set_rollback(True)
    told += [("xlsx", name) for name in ("rounds", "implementations") if _tells_in_a_file(scene, client, name)]

    assert told == []
    assert SECRET in text_of(city.client("liaison").get(reverse("progress:report", args=[scene.of("report").pk])))


def _tells(client: Any, how: str, address: str) -> bool:
    answer = client.get(address) if how == "get" else client.post(address, {"seen": "1"})
    return SECRET in text_of(answer) or "31.4159" in text_of(answer)


def _tells_in_a_file(scene: Scene, client: Any, name: str) -> bool:
    keys = {"rounds": [], "implementations": [scene.of("plan").pk]}[name]
    return _tells(client, "get", reverse(f"progress:{name}", args=keys) + "?export=xlsx")


def test_a_file_taken_back_before_it_was_filed_is_read_by_nobody_else(year: Year, city: City) -> None:
    liaison, report = city.actor("liaison"), year.report
    kept = attach_evidence(owner=report, data=PICTURE + b"1", file_name="a.pdf", at=AT, by=liaison)
    mistaken = attach_evidence(owner=report, data=PICTURE + b"2", file_name="b.pdf", at=AT, by=liaison)
    remove_evidence(evidence=mistaken, at=AT + timedelta(minutes=1), by=liaison)
    submit_report(report=report, values={"text": "做", "stated": "on_pace"}, at=AT + timedelta(minutes=2), by=liaison)

    def read_by_the_office(file: Evidence) -> int:
        return city.client("office").get(reverse("progress:evidence", args=[file.pk])).status_code

    assert (read_by_the_office(kept), read_by_the_office(mistaken)) == (200, 404)
    withdraw_report(report=report, at=AT + timedelta(minutes=3), by=liaison)
    assert read_by_the_office(kept) == 404


def test_what_was_taken_back_is_not_beside_what_was_filed_instead(year: Year, city: City) -> None:
    liaison, office = city.actor("liaison"), city.client("office")
    submit_report(report=year.report, values={"text": SECRET, "stated": "on_pace"}, at=AT, by=liaison)
    withdraw_report(report=year.report, at=AT, by=liaison)
    submit_report(report=year.report, values={"text": "已开工46个。"}, at=AT, by=liaison)

    page = office.get(reverse("progress:review-report", args=[year.report.pk])).text

    assert "已开工46个。" in page
    assert SECRET not in page


def test_what_was_taken_back_counts_as_not_come_also_in_the_story(year: Year, city: City) -> None:
    submit_report(report=year.report, values={"text": "做", "stated": "on_pace"}, at=AT, by=city.actor("liaison"))
    withdraw_report(report=year.report, at=AT, by=city.actor("liaison"))

    entry = story_of(year.report.task, city.actor("office"), on=date(2026, 4, 14))[0]

    assert (entry.came, entry.late) == ("未报送", "逾期2个工作日未报")


@pytest.mark.parametrize("over", ["9" * 5000, "-1", "１", "x"])
def test_a_version_that_was_never_shown_is_not_a_defect(year: Year, city: City, over: str) -> None:
    address = reverse("progress:report-save", args=[year.report.pk])

    answer = city.client("liaison").post(address, {"seen": "1", "over": over, "text": "已开工。"})

    assert answer.status_code in (302, 400, 409)


@pytest.mark.parametrize("day", ["0000年6月", "0000年二季度", "2026年2月30日", "13月", "9999年9月"])
def test_a_day_that_does_not_exist_stands_as_it_was_pasted(day: str) -> None:
    assert [row["content"] for row in rows_pasted(f"完成可行性研究报告的批复\t{day}", 2026)] == [
        "完成可行性研究报告的批复"
    ]


def test_what_waits_for_the_head_in_a_closed_round_waits_no_more(year: Year, city: City) -> None:
    Report.objects.filter(pk=year.report.pk).update(state="inner")
    head = city.actor("unit_head")
    assert [one.title for one in home_year._inner(head)] == ["审核本单位的填报"]

    year.round.closed_at = AT
    year.round.save()

    assert home_year._inner(head) == []


def test_the_units_that_owe_most_lead_to_what_they_owe(year: Year, city: City) -> None:
    shown = home_rounds.next_round(city.actor("office"), on=date(2026, 4, 9))
    assert shown is not None

    (row,) = home_rounds.owing_most(shown).rows

    assert "新开工重点项目60个以上" in city.client("office").get(row.url).text


def test_what_an_office_above_asks_is_told_by_the_rules_of_that_office(year: Year, city: City) -> None:
    ImplementationPlan.objects.filter(pk=year.implementation_plan.pk).update(state="accepted")
    Milestone.objects.filter(pk=year.milestone.pk).update(due=date(2026, 4, 20))
    span = Span(date(2026, 1, 1), date(2026, 12, 31), done=True)

    owed = owed_by([city.units["发改"].pk, city.units["财政"].pk], span)

    assert {one.kind for one in owed} >= {"报送落实方案", "节点", "办理批示"}
    assert {one.place for one in owed} == {city.places["青泽市"].pk}


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/hosts",
        "javascript:alert(1)",
        "http://[::1",
        "http://robots.example:abc/",
        "http://robots.example/路径",
        "http://例.robots.example/",
        "http://robots.example/a b",
        "http://robots..example/",
        "http://robots.example/\r\nX-Injected: 1",
    ],
)
def test_an_address_nothing_can_be_sent_to_is_refused_and_never_breaks_a_job(city: City, address: str) -> None:
    place = city.places["青泽市"]

    with pytest.raises(Invalid, match="地址"):
        add_robot(jurisdiction=place, unit=None, name="群", address=address, by=city.actor("system_admin"))
    with pytest.raises(channels.NotSent, match="地址"):
        channels.post_text(address, "督办提醒")


def test_a_task_that_ends_over_a_filed_report_does_not_hold_its_round_open(year: Year, city: City) -> None:
    office, finance = city.actor("office"), city.actor("finance")
    asked = {"kind": AdjustmentKind.TERMINATE, "after": terminating.wish(), "reason": "政策调整。", "at": LATER}
    row = ask_adjustment(task=year.filed.task, **asked, by=finance)
    grant_adjustment(adjustment=row, decision="同意。", at=LATER, by=office)

    with pytest.raises(Conflict, match="已终止，不再办理"):
        return_report(report=year.filed, reason="没有数字。", new_due=None, seen=None, at=LATER, by=office)
    accept_report(report=year.filed, verified=None, figures={}, note="", seen=None, at=LATER, by=office)
    close_round(round=year.round, at=LATER, by=office)

    assert city.client("leader").get(reverse("plans:task", args=[row.task_id])).status_code == 200
