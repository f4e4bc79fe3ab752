"""The pages of listed cases: board and file, a case from a document to the end, hostile input, constant queries."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from listed_cast import STAGES, checked, delisted, listed, staged
from openpyxl import load_workbook

from cast import City
from duban.apps.plans.models import Task
from duban.apps.supervision.listed_picture import stage_plan
from duban.apps.supervision.models import ListedCase, ListedReport, ListedStage
from plan_cast import Plans
from progress_cast import PICTURE

HOSTILE = "=1+1<script>alert(1)</script>"
BOARD = reverse("supervision:listed-cases")


def page(city: City, who: str, name: str, *args: object) -> str:
    return city.client(who).get(reverse(f"supervision:{name}", args=args)).content.decode()


def test_an_office_drafts_with_a_document_and_comes_to_the_stages(city: City) -> None:
    text = "青泽市2026年整治工作方案\n\n一、工作步骤\n\n（一）动员部署阶段（2026年3月1日至3月31日）。开会。\n"
    data = {"title": "老街隐患", "level": "city", "unit": "石桥镇人民政府", "problem": "通道占用。", "basis": "通报"}
    file = SimpleUploadedFile("方案.txt", text.encode())

    answer = city.client("office").post(
        reverse("supervision:listed-create"), {**data, "report_day": "23", "file": file}, follow=True
    )

    assert "核对读出的阶段" in answer.content.decode()
    assert ListedCase.objects.get().title == "老街隐患"


def test_a_case_of_a_task_stands_on_its_page(plans: Plans) -> None:
    city, task = plans.city, plans.task("1")
    url = f"{reverse('supervision:listed-create')}?task={task.pk}"
    data = {"title": "开工隐患", "level": "city", "unit": "青泽市财政局", "problem": "停工。", "basis": "通报"}
    city.client("office").post(url, {**data, "report_day": "23"})
    ListedCase.objects.update(state="listed")

    dossier = city.client("office").get(reverse("plans:task", args=[task.pk])).content.decode()

    assert "开工隐患" in dossier
    assert f"/supervision/listed/create/?task={task.pk}" in dossier
    assert Task.objects.get(pk=task.pk).listed_cases.count() == 1


def test_the_board_is_exported_with_stages_in_words_and_no_formula(city: City) -> None:
    listed(city, title=HOSTILE)

    answer = city.client("office").get(f"{BOARD}?export=xlsx")
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active

    values = [cell.value for cell in sheet[2]]
    assert values[0] == HOSTILE
    assert sheet["A2"].data_type == "s"
    assert any("动员部署阶段2026年3月31日；集中整治阶段2026年8月31日" in str(one) for one in values)


def test_what_is_written_is_shown_as_written(city: City) -> None:
    row = listed(city, title=HOSTILE, problem=HOSTILE)
    ListedStage.objects.filter(listed_case=row).update(name=HOSTILE, places={"quote": HOSTILE})

    for name in ("listed", "listed-sheet"):
        assert "<script>alert" not in page(city, "office", name, row.pk)
    assert "<script>alert" not in page(city, "office", "listed-cases")


@pytest.mark.parametrize("name", ["listed-cases", "listed"])
def test_no_page_asks_more_for_more_rows(city: City, name: str) -> None:
    row, client = listed(city), city.client("office")
    url = reverse(f"supervision:{name}", args=[row.pk] if name == "listed" else [])
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    listed(city, title="第二处隐患")
    checked(city, listed(city, title="第三处隐患"))
    for month in range(4, 10):
        ListedReport.objects.create(listed_case=row, month=date(2026, month, 1), due=date(2026, month, 23))
    for order in range(5, 10):
        end = date(2026, 10, 31)
        ListedStage.objects.create(listed_case=row, order=order, name="再整治阶段", ends=end, original_ends=end)
    with CaptureQueriesContext(connection) as many:
        client.get(url)

    slack = 2  # under acceptance: the places and offices that accept, once for all
    assert len(many) <= len(few) + slack


def test_a_month_is_reported_and_reviewed_on_its_page(city: City) -> None:
    month = listed(city).reports.get()
    submit = reverse("supervision:listed-report-submit", args=[month.pk])
    review = reverse("supervision:listed-report-review", args=[month.pk])
    file = SimpleUploadedFile("照片.pdf", PICTURE)

    said = city.client("town_liaison").post(submit, {"text": "已整改8处。", "seen": "1", "files": file}, follow=True)
    assert "月报已报送" in said.content.decode()
    assert "照片.pdf" in said.content.decode()
    empty = city.client("office").post(review, {"verdict": "return", "seen": "2"})
    assert "请写明退回的原因" in empty.content.decode()
    city.client("office").post(review, {"verdict": "return", "opinion": "请附名单。", "seen": "2"})

    assert "请附名单。" in page(city, "town_liaison", "listed-report", month.pk)
    assert "重报" in page(city, "town_liaison", "listed-report", month.pk)


def test_a_failed_acceptance_asks_for_items_and_lists_them(city: City) -> None:
    row = checked(city, listed(city))
    url = reverse("supervision:listed-accept", args=[row.pk])
    data = {"on": "2026-10-11", "finding": "仍缺消火栓。", "verdict": "fail", "seen": str(row.version)}
    client = city.client("county_office")

    assert "请列出整改事项和期限" in client.post(url, data).content.decode()
    done = client.post(url, {**data, "text_1": "补建消火栓。", "due_1": "2030-11-20"}, follow=True).content.decode()

    assert "补建消火栓。" in done
    assert ListedCase.objects.get().state == "listed"


def test_the_unit_that_guides_sees_it_and_presses_nothing(city: City) -> None:
    row = listed(city)

    shown = page(city, "liaison", "listed", row.pk)

    assert "石桥镇老街火灾隐患" in shown
    for words in ("登记自查", "登记验收", "延长整治期限", "登记完成"):
        assert words not in shown
    assert city.client("finance").get(reverse("supervision:listed", args=[row.pk])).status_code == 404


def test_what_cannot_be_done_yet_says_why(city: City) -> None:
    row = staged(city)
    row.stages.all().delete()

    assert "还没有整治阶段，请先从文件读取或手工填写" in page(city, "office", "listed", row.pk)


def test_a_listed_case_stands_on_the_page_of_its_unit_until_it_is_over(city: City) -> None:
    row = listed(city)
    url = reverse("plans:unit-tasks", args=[row.unit_id])
    assert row.title in city.client("office").get(url).content.decode()

    ListedCase.objects.update(state="delisted")
    assert row.title not in city.client("office").get(url).content.decode()


def test_the_sheet_has_everything_and_nothing_to_press(city: City) -> None:
    row = delisted(city)

    sheet = page(city, "office", "listed-sheet", row.pk)

    for words in ("消防通道占用12处。", "集中整治阶段", "2026年3月", "市级验收", "现场检查，已全部整改。"):
        assert words in sheet
    assert "登记回访复查" not in sheet


def test_the_picture_places_stages_by_their_days(city: City) -> None:
    row = listed(city)
    first = row.stages.get(order=1)
    first.done_on = date(2026, 3, 30)
    first.save()

    plan = stage_plan(row.stages.all(), due=row.due, on=date(2026, 9, 15))

    assert plan is not None
    assert [bar.kind for bar in plan.bars] == ["done", "behind", "under_way", "to_come"]
    assert [bar.x for bar in plan.bars] == ["0.0%", "12.7%", "75.1%", "87.3%"]
    assert plan.due == "100.0%"
    assert [bar.anchor for bar in plan.bars] == ["start", "start", "end", "end"]
    assert "集中整治阶段4月1日—8月31日，逾期未完成" in plan.summary
    assert stage_plan([], due=None, on=date(2026, 9, 15)) is None
    assert stage_plan(row.stages.all(), due=None, on=date(2030, 1, 1)).today == ""


def test_an_extended_stage_shows_where_it_was_to_end(city: City) -> None:
    row = listed(city)
    row.stages.filter(order=2).update(ends=date(2026, 9, 15))

    plan = stage_plan(row.stages.all(), due=row.due, on=date(2026, 5, 1))

    assert [bool(bar.was) for bar in plan.bars] == [False, True, False, False]
    assert "原定2026年8月31日" in page(city, "office", "listed", row.pk)
    assert len(STAGES) == len(plan.bars)
