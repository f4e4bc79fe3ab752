"""督查: its plan, what overlaps, its approval, what a change of it needs; a department only where it is designated."""

from __future__ import annotations

from datetime import date, timedelta

import inspection_scene as scene
import pytest
from inspection_scene import AT

from duban.apps.audit.models import Event
from duban.apps.supervision.actions import designations, inspection_approval, inspections
from duban.apps.supervision.models import Designation, Inspection
from duban.apps.supervision.queries.overlaps import inspected_this_year, overlaps_of
from duban.rulebook.dispatches import DispatchKind
from duban.rulebook.inspections import InspectionState as State
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed
from supervision_cast import Supervised


def seen_by(done: Supervised, row: Inspection, who: str) -> bool:
    return Inspection.objects.visible_to(done.city.actor(who)).filter(pk=row.pk).exists()


def test_a_plan_keeps_its_objects_and_one_head(supervised: Supervised) -> None:
    row = scene.draft(supervised, "文旅", "财政")

    assert [one.unit.name for one in row.subjects.all()] == ["青泽市财政局", "青泽市文化广电旅游局"]
    assert [(one.name, one.is_head) for one in row.members.all()] == [
        ("督小青（督查室）", True),
        ("专家甲（高级工程师）", False),
    ]
    assert supervised.city.events()[-1] == "inspection.drafted"


def test_the_same_plan_sent_twice_is_one(supervised: Supervised) -> None:
    assert scene.draft(supervised).pk == scene.draft(supervised).pk
    assert supervised.city.events().count("inspection.drafted") == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": " "}, "title"),
        ({"basis": ""}, "basis"),
        ({"units": []}, "units"),
        ({"members": []}, "members"),
        ({"methods": []}, "methods"),
        ({"ends": scene.BEGINS - timedelta(days=1)}, "ends"),
        ({"scope": "长" * 5001}, "scope"),
    ],
)
def test_what_the_regulation_wants_is_asked_for(supervised: Supervised, changes: dict, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        scene.draft(supervised, **changes)

    assert refused.value.field == field


def test_a_unit_outside_the_place_is_no_object_of_the_county(supervised: Supervised) -> None:
    by, county = supervised.city.actor("county_office"), supervised.city.places["临川县"]

    with pytest.raises(Conflict, match="不在临川县范围内"):
        inspections.draft_inspection(jurisdiction=county, plan=scene.plan(supervised), at=AT, by=by)


def test_a_designated_department_goes_within_its_period(supervised: Supervised) -> None:
    given = supervised.designation
    row = scene.draft(supervised, designation=given, begins=date(2026, 6, 1), ends=date(2026, 6, 5))

    assert row.designation == given
    with pytest.raises(Conflict, match="超出授权期限"):
        scene.draft(supervised, designation=given, begins=date(2026, 6, 25), ends=date(2026, 7, 1))


def test_a_designation_that_was_ended_meanwhile_stops_the_submission(supervised: Supervised) -> None:
    given = supervised.designation
    row = scene.draft(supervised, designation=given, begins=date(2026, 6, 1), ends=date(2026, 6, 5))
    leader = supervised.city.actor("leader")
    designations.end_designation(designation=given, until=date(2026, 5, 1), reason="任务已完成。", by=leader)

    with pytest.raises(Conflict, match="超出授权期限"):
        inspection_approval.submit_inspection(inspection=row, at=AT, by=supervised.city.actor("office"))


def test_the_department_that_leads_is_not_its_own_object(supervised: Supervised) -> None:
    with pytest.raises(Invalid, match="不能同时是督查对象"):
        scene.draft(
            supervised,
            "财政",
            designation=supervised.designation,
            begins=date(2026, 6, 1),
            ends=date(2026, 6, 5),
        )


def test_a_leader_designates_once_and_only_a_leader(supervised: Supervised) -> None:
    told = {
        "jurisdiction": supervised.place,
        "unit": supervised.units["文旅"],
        "matter": "旅游市场秩序",
        "scope": "各县（区）",
        "duty": "核查整治情况",
        "basis": "市政府专题会议纪要",
        "since": date(2026, 9, 1),
        "until": date(2026, 12, 1),
        "at": AT,
    }
    first = designations.designate_unit(**told, by=supervised.city.actor("leader"))

    assert designations.designate_unit(**told, by=supervised.city.actor("leader")).pk == first.pk
    assert Designation.objects.filter(matter="旅游市场秩序").count() == 1
    with pytest.raises(NotAllowed, match="领导"):
        designations.designate_unit(**told, by=supervised.city.actor("office"))
    with pytest.raises(Invalid, match="晚于"):
        designations.designate_unit(**told | {"until": date(2026, 9, 1)}, by=supervised.city.actor("leader"))


def test_what_supervises_the_same_object_then_is_shown(supervised: Supervised) -> None:
    row = scene.draft(supervised, "发改", begins=date(2026, 4, 20), ends=date(2026, 4, 30))

    found = {(one.kind, one.title) for one in overlaps_of(row)}

    assert ("督查", "重点项目开工专项督查") in found
    assert ("督办件", "督办单：任务滞后") in found
    assert {one.unit for one in overlaps_of(row)} == {"青泽市发展和改革局"}


def test_a_report_due_in_its_days_overlaps(supervised: Supervised) -> None:
    day = supervised.year.round.due
    row = scene.draft(supervised, "发改", begins=day, ends=day)
    other = scene.draft(supervised, "发改", begins=day + timedelta(days=1), ends=day + timedelta(days=2))

    assert "报送" in {one.kind for one in overlaps_of(row)}
    assert "报送" not in {one.kind for one in overlaps_of(other)}


def test_the_number_of_queries_does_not_grow_with_overlaps(supervised: Supervised, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    row = scene.draft(supervised, "发改", "财政", "文旅", begins=date(2026, 4, 1), ends=date(2026, 4, 30))

    with django_assert_num_queries(4):
        overlaps_of(row)


def test_an_overlap_needs_a_reason_before_the_team_goes(supervised: Supervised) -> None:
    row = scene.approve(supervised, scene.draft(supervised, "发改", is_announced=False))
    by = supervised.city.actor("office")

    with pytest.raises(Invalid, match="仍要派出的理由") as refused:
        inspection_approval.start_inspection(inspection=row, at=AT, by=by)
    gone = inspection_approval.start_inspection(inspection=row, overlap_reason="事发突然。", at=AT, by=by)

    assert refused.value.field == "overlap_reason"
    assert (gone.state, gone.overlap_reason) == (State.UNDER_WAY, "事发突然。")


def test_no_team_goes_before_a_leader_approved(supervised: Supervised) -> None:
    row, by = scene.draft(supervised, is_announced=False), supervised.city.actor("office")

    with pytest.raises(Conflict):
        inspection_approval.start_inspection(inspection=row, at=AT, by=by)
    submitted = inspection_approval.submit_inspection(inspection=row, at=AT, by=by)
    with pytest.raises(NotAllowed):
        inspection_approval.approve_inspection(inspection=submitted, at=AT, by=by)


def test_a_returned_plan_says_why_and_is_written_again(supervised: Supervised) -> None:
    office, leader = supervised.city.actor("office"), supervised.city.actor("leader")
    row = inspection_approval.submit_inspection(inspection=scene.draft(supervised), at=AT, by=office)
    with pytest.raises(Invalid):
        inspection_approval.return_inspection(inspection=row, opinion=" ", at=AT, by=leader)

    back = inspection_approval.return_inspection(inspection=row, opinion="缩短时间。", at=AT, by=leader)

    assert (back.state, back.approval, back.approved_plan) == (State.DRAFT, "缩短时间。", {})


def test_an_approved_plan_is_changed_only_through_a_new_approval(supervised: Supervised) -> None:
    row, by = scene.approve(supervised, scene.draft(supervised)), supervised.city.actor("office")
    wider = scene.plan(supervised, "文旅", "财政")
    with pytest.raises(Conflict, match="变更方案"):
        inspections.change_inspection(inspection=row, plan=wider, at=AT, by=by)

    row = inspections.revise_inspection(inspection=row, reason="增加对象。", at=AT, by=by)
    row = inspections.change_inspection(inspection=row, plan=wider, at=AT, by=by)

    assert (row.state, row.approved_plan["units"]) == (State.DRAFT, ["青泽市文化广电旅游局"])
    with pytest.raises(Conflict):
        inspection_approval.start_inspection(inspection=row, at=AT, by=by)
    page = supervised.city.client("leader").get(f"/supervision/inspections/{row.pk}/").content.decode()
    assert "增加督查对象：青泽市财政局" in page


def test_a_stale_plan_does_not_overwrite(supervised: Supervised) -> None:
    row, by = scene.draft(supervised), supervised.city.actor("office")
    given = scene.plan(supervised, scope="全部项目")
    inspections.change_inspection(inspection=row, plan=given, seen=1, at=AT, by=by)

    with pytest.raises(Conflict, match="已被他人修改"):
        inspections.change_inspection(inspection=row, plan=scene.plan(supervised), seen=1, at=AT, by=by)


def test_an_object_with_a_record_stays_in_the_plan(supervised: Supervised) -> None:
    by = supervised.city.actor("office")
    row = inspections.revise_inspection(inspection=supervised.inspection, reason="换对象。", at=AT, by=by)

    with pytest.raises(Conflict, match="不能从督查对象中去掉"):
        inspections.change_inspection(inspection=row, plan=scene.plan(supervised, "文旅"), at=AT, by=by)


def test_the_notice_sends_the_team_when_it_is_issued(supervised: Supervised) -> None:
    scene.write_under(supervised, DispatchKind.INSPECTION)
    row, by = scene.approve(supervised, scene.draft(supervised)), supervised.city.actor("office")

    notice = inspection_approval.notify_inspection(inspection=row, at=AT, by=by)
    again = inspection_approval.notify_inspection(inspection=row, at=AT, by=by)

    row.refresh_from_db()
    assert (notice.pk, row.state, seen_by(supervised, row, "stranger")) == (again.pk, State.APPROVED, False)
    assert "年度重点文旅项目" in notice.text
    scene.issue(supervised, notice)
    row.refresh_from_db()
    assert (row.state, seen_by(supervised, row, "stranger")) == (State.UNDER_WAY, True)


def test_a_plan_taken_back_voids_a_notice_that_did_not_go_out(supervised: Supervised) -> None:
    scene.write_under(supervised, DispatchKind.INSPECTION)
    row, by = scene.approve(supervised, scene.draft(supervised)), supervised.city.actor("office")
    notice = inspection_approval.notify_inspection(inspection=row, at=AT, by=by)

    row = inspections.revise_inspection(inspection=row, reason="换时间。", at=AT, by=by)

    notice.refresh_from_db()
    row.refresh_from_db()
    assert (notice.state, row.dispatch, row.state) == ("void", None, State.DRAFT)


def test_an_unannounced_inspection_is_told_to_its_object_with_the_conclusion(supervised: Supervised) -> None:
    row = scene.start(supervised)

    assert [seen_by(supervised, row, who) for who in ("office", "leader", "stranger", "reader")] == [
        True,
        True,
        False,
        False,
    ]
    scene.receive(supervised, scene.conclude(supervised, row))
    assert seen_by(supervised, row, "stranger")


def test_the_office_of_an_object_below_learns_nothing_of_an_unannounced_one(supervised: Supervised) -> None:
    row = scene.start(supervised, "临川县政府")

    assert not seen_by(supervised, row, "county_office")


def test_a_member_of_the_team_sees_it_once_it_goes(supervised: Supervised) -> None:
    team = [*scene.plan(supervised).members, scene.Member("钱小满（财政局）", supervised.city.accounts["finance"])]
    row = scene.draft(supervised, is_announced=False, members=team)
    assert not seen_by(supervised, row, "finance")
    row = scene.approve(supervised, row)
    by = supervised.city.actor("office")
    inspection_approval.start_inspection(inspection=row, overlap_reason="已报告。", at=AT, by=by)

    assert seen_by(supervised, row, "finance")


def test_what_was_inspected_this_year_is_counted_by_object(supervised: Supervised) -> None:
    first = scene.start(supervised)
    unit = supervised.units["文旅"].pk

    assert inspected_this_year([unit], 2026)[unit] == 1
    assert inspected_this_year([unit], 2026, but=first.pk)[unit] == 0
    assert inspected_this_year([unit], 2025)[unit] == 0


def test_called_off_it_says_why_and_stays(supervised: Supervised) -> None:
    row, by = scene.draft(supervised), supervised.city.actor("office")

    gone = inspections.cancel_inspection(inspection=row, reason="与专项检查合并。", at=AT, by=by)

    assert (gone.state, gone.cancel_reason) == (State.CANCELLED, "与专项检查合并。")
    assert Event.objects.order_by("sequence").last().note == "与专项检查合并。"
    with pytest.raises(Conflict):
        inspections.cancel_inspection(inspection=gone, reason="再次。", at=AT, by=by)
