"""The pages of inspections, as the office, a leader and an object use them; what they cost."""

from __future__ import annotations

import inspection_scene as scene
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from duban.apps.supervision.models import Designation, Inspection, InspectionObject, InspectionRecord
from supervision_cast import Supervised

PLAN = {
    "title": "文旅项目专项督查",
    "category": "deployment",
    "form": "special",
    "basis": "市政府常务会议决定",
    "content": "项目建设情况",
    "units": "青泽市文化广电旅游局、青泽市财政局",
    "scope": "年度重点项目",
    "methods": ["on_site", "self_check"],
    "begins": "2026-09-01",
    "ends": "2026-09-11",
    "members": "督小青（督查室）\n专家甲（高级工程师）",
}


def send(client: Client, name: str, *keys: object, **given: object):  # type: ignore[no-untyped-def]
    return client.post(reverse(f"supervision:{name}", args=keys), given)


def queries(client: Client, name: str, *keys: object) -> int:
    with CaptureQueriesContext(
        connection,
    ) as counted:
        assert client.get(reverse(f"supervision:{name}", args=keys)).status_code == 200
    return len(counted)


def test_a_plan_is_typed_approved_and_sent_out(supervised: Supervised) -> None:
    office, leader = supervised.city.client("office"), supervised.city.client("leader")
    send(office, "inspection-draft", **PLAN)
    row = Inspection.objects.get(title=PLAN["title"])
    assert [one.account_id for one in row.members.all()] == [supervised.city.accounts["office"].pk, None]
    assert row.subjects.count() == 2

    send(office, "inspection-submit", row.pk, seen=1)
    assert "审批方案" in leader.get(reverse("supervision:inspection", args=[row.pk])).content.decode()
    send(leader, "inspection-decide", row.pk, seen=2, verdict="approve", opinion="同意。")
    refused = send(office, "inspection-send", row.pk, seen=3).content.decode()
    send(office, "inspection-send", row.pk, seen=3, overlap_reason="会议要求。")

    row.refresh_from_db()
    assert "仍要派出的理由" in refused
    assert (row.state, row.approval, row.overlap_reason) == ("under_way", "同意。", "会议要求。")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"units": "没有的单位"}, "没有找到单位或者集合单位“没有的单位”"),
        ({"members": ""}, "请填写这一项"),
        ({"ends": "2026-08-01"}, "结束日期早于开始日期"),
        ({"members": "督小青#nobody"}, "没有找到登录名为“nobody”的督小青"),
    ],
)
def test_what_is_wrong_in_a_plan_is_said_and_nothing_typed_is_lost(
    supervised: Supervised, changes: dict, words: str
) -> None:
    page = send(supervised.city.client("office"), "inspection-draft", **PLAN | changes).content.decode()

    assert words in page
    assert "年度重点项目" in page
    assert not Inspection.objects.filter(title=PLAN["title"]).exists()


def test_hostile_words_are_shown_as_words(supervised: Supervised) -> None:
    client = supervised.city.client("office")
    send(client, "inspection-draft", **PLAN | {"content": "<script>alert(1)</script>", "scope": "{{ 7 }}{主送}"})
    row = Inspection.objects.get(title=PLAN["title"])

    page = client.get(reverse("supervision:inspection", args=[row.pk])).content.decode()
    assert "<script>alert(1)" not in page
    assert "{{ 7 }}{主送}" in page


def test_the_object_answers_a_self_check_on_its_sheet(supervised: Supervised) -> None:
    office, unit = supervised.city.client("office"), supervised.city.client("liaison")
    Inspection.objects.filter(pk=supervised.inspection.pk).update(methods=["self_check"])
    given = {"unit": supervised.units["发改"].pk, "on": "2026-04-16", "demand": "逐项自查。", "due": "2026-04-22"}
    send(office, "inspection-record-add", supervised.inspection.pk, "self_check", **given)
    row = InspectionRecord.objects.get(method="self_check")

    assert "逐项自查。" in unit.get(reverse("supervision:inspection", args=[supervised.inspection.pk])).content.decode()
    send(unit, "self-check-answer", row.pk, seen=row.version, text="2个项目未开工。")
    assert "2个项目未开工。" in office.get(reverse("supervision:inspection-record", args=[row.pk])).content.decode()


@pytest.mark.parametrize("name", ["inspections", "inspection-year"])
def test_a_list_costs_the_same_with_many(supervised: Supervised, name: str) -> None:
    client = supervised.city.client("office")
    queries(client, name)
    few = queries(client, name)
    for at in range(12):
        row = Inspection.objects.get(pk=supervised.inspection.pk)
        row.pk, row.title = None, f"督查{at}"
        row.save()
        InspectionObject.objects.create(inspection=row, unit=supervised.units["财政"])

    assert queries(client, name) == few


def test_a_page_costs_the_same_with_many_objects_and_records(supervised: Supervised) -> None:
    client, row = supervised.city.client("office"), supervised.inspection
    queries(client, "inspection", row.pk)
    few = queries(client, "inspection", row.pk)
    for key in ("财政", "文旅", "临川县政府", "石桥镇政府"):
        InspectionObject.objects.create(inspection=row, unit=supervised.units[key])
        kept = supervised.record
        kept.pk, kept.unit = None, supervised.units[key]
        kept.save()

    assert queries(client, "inspection", row.pk) == few


def test_empty_pages_say_what_comes_here(supervised: Supervised) -> None:
    client = supervised.city.client("leader")
    Designation.objects.all().delete()

    assert "在这里列出事项" in client.get(reverse("supervision:designations")).content.decode()
    assert "这一年没有督查" in client.get(reverse("supervision:inspection-year") + "?year=2031").content.decode()
    assert client.get(reverse("supervision:inspection-year") + "?year=9999").status_code == 404


def test_the_history_of_an_inspection_is_the_offices(supervised: Supervised) -> None:
    row = scene.start(supervised)
    scene.conclude(supervised, row)

    address = reverse("supervision:inspection", args=[row.pk])
    assert "派出督查组" in supervised.city.client("office").get(address).content.decode()
    assert "派出督查组，" not in supervised.city.client("stranger").get(address).content.decode()
