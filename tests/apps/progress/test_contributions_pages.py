"""The pages of contributions: the list, giving, and deciding beside the form of the report without losing a word."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cast import City
from duban.apps.progress.models import Contribution, Report
from progress_cast import PICTURE, Year


def address(name: str, *args: int) -> str:
    return reverse(f"progress:{name}", args=args)


def given(year: Year, **more: Any) -> Contribution:
    row = year.contribution
    row.state, row.text, row.answered_at, row.answered_by = "given", "到位资金3亿元。", timezone.now(), "钱小满"
    for name, value in more.items():
        setattr(row, name, value)
    row.save()
    return row


def test_the_unit_asked_finds_what_waits_and_gives_it(year: Year, city: City) -> None:
    client = city.client("finance")
    page = client.get(address("contributions")).text
    assert "请提供资金到位情况。" in page
    assert "配合材料 <span" in page.replace("\n", " ")

    sent = {"text": "到位资金3亿元。", "seen": 1, "files": SimpleUploadedFile("到账单.pdf", PICTURE)}
    answer = client.post(address("contribution", year.contribution.pk), sent)

    assert answer.status_code == 302
    row = Contribution.objects.get(pk=year.contribution.pk)
    assert (row.state, row.text, row.evidence.get().name) == ("given", "到位资金3亿元。", "到账单.pdf")


def test_what_was_typed_stays_when_it_is_refused(year: Year, city: City) -> None:
    Contribution.objects.filter(pk=year.contribution.pk).update(version=7)

    answer = city.client("finance").post(address("contribution", year.contribution.pk), {"text": "我写的。", "seen": 1})

    assert "已被他人修改" in answer.text
    assert "我写的。" in answer.text


def test_the_lead_asks_from_its_report(year: Year, city: City) -> None:
    client = city.client("liaison")
    page = client.get(address("contributions-ask", year.report.pk)).text
    assert "临川县" in page
    assert str(city.units["财政"]) not in page.split("请哪些单位提供")[1]

    Report.objects.filter(pk=year.report.pk).update(due=timezone.localdate() + timedelta(days=9))
    sent = {"units": [city.units["临川县政府"].pk], "request": "请报开工项目。", "due": timezone.localdate()}
    answer = client.post(address("contributions-ask", year.report.pk), sent)

    assert answer.status_code == 302
    assert Contribution.objects.get(unit=city.units["临川县政府"]).request == "请报开工项目。"


def test_taking_over_saves_what_is_typed_and_adds_to_it(year: Year, city: City) -> None:
    row, report = given(year), year.report
    typed = {"text": "正在写的。", "stated": "on_pace", "seen": report.version, "version": row.version}

    answer = city.client("liaison").post(address("contribution-take-over", row.pk), typed)

    assert answer.status_code == 302
    assert Report.objects.get(pk=report.pk).text == f"正在写的。\n{row.unit}：到位资金3亿元。"


def test_when_the_form_cannot_be_saved_it_comes_back_and_nothing_is_taken_over(year: Year, city: City) -> None:
    row, key = given(year), year.report.task.targets.get().pk
    typed = {"text": "正在写的。", "seen": year.report.version, f"figure-{key}": "四十多", "version": row.version}

    answer = city.client("liaison").post(address("contribution-take-over", row.pk), typed)

    assert "正在写的。" in answer.text
    assert Contribution.objects.get(pk=row.pk).state == "given"


def test_the_form_of_the_report_shows_what_was_given_and_what_is_awaited(year: Year, city: City) -> None:
    page = city.client("liaison").get(address("report", year.report.pk)).text
    assert "撤回请求" in page
    given(year)

    page = city.client("liaison").get(address("report", year.report.pk)).text

    assert "到位资金3亿元。" in page
    assert address("contribution-take-over", year.contribution.pk) in page
    assert "不采用" in page


def test_others_find_nothing(year: Year, city: City) -> None:
    given(year)
    for who in ("office", "stranger", "county_office"):
        assert city.client(who).get(address("contribution", year.contribution.pk)).status_code == 404


def test_the_number_of_queries_does_not_grow(year: Year, city: City) -> None:
    client, url = city.client("finance"), address("contributions")
    client.get(url)
    with CaptureQueriesContext(connection) as one:
        client.get(url)
    row = year.contribution
    for number in range(4):
        task = year.plans.task("1")
        task.pk, task.order, task.number = None, 20 + number, str(20 + number)
        task.save()
        report = year.report
        report = Report.objects.create(
            task=task, unit=report.unit, round=report.round, due=report.due, original_due=report.due
        )
        row.pk, row.report = None, report
        row.save()
    with CaptureQueriesContext(connection) as several:
        client.get(url)
    assert len(several) == len(one)
