"""An import of rosters and appointments: what is asked, what is done, what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from personnel_scene import ON, Scene

from cast import City
from duban.apps.audit.models import Event
from duban.apps.audit.sentences import sentence
from duban.apps.organizations.actions.appointments import appoint
from duban.apps.organizations.actions.leading_groups import create_leading_group
from duban.apps.organizations.actions.officials import create_official
from duban.apps.organizations.actions.personnel_application import apply_import
from duban.apps.organizations.actions.personnel_imports import change_line, discard_import
from duban.apps.organizations.actions.posts import create_post
from duban.apps.organizations.models import Appointment, LeadingGroup, Official, PersonnelImport, Post, Unit
from duban.apps.organizations.personnel.drafts import Line, from_json, seen
from duban.apps.organizations.personnel.matching import fingerprint
from duban.apps.organizations.queries.people import holder_of
from duban.rulebook.actors import SYSTEM
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
DAY = date(2026, 3, 30)
LONG_AGO = date(2021, 5, 1)
NOTICE = """青泽市人民政府关于{who}等同志职务任免的通知

青府人〔2026〕{number}号

各县（市、区）人民政府，市政府各部门：

　　市政府决定：

{lines}

青泽市人民政府

2026年3月30日
"""


def notice(*lines: str, number: int = 2) -> str:
    body = "\n\n".join(f"　　{line}；" for line in lines)
    return NOTICE.format(who="林知夏", number=number, lines=body)


def held(city: City, unit: str, title: str, name: str) -> Post:
    """A post of a unit, held since long ago."""
    post = create_post(unit=city.units[unit], title=title, by=SYSTEM)
    person = create_official(jurisdiction=city.places["青泽市"], name=name, by=SYSTEM)
    appoint(post=post, official=person, since=LONG_AGO, by=SYSTEM)
    return post


def line_of(scene: Scene, name: str) -> Line:
    draft = from_json(PersonnelImport.objects.get(pk=scene.row.pk).reading)
    return next(line for _, line in draft.lines() if line.name == name)


def test_an_appointment_on_paper_is_one_on_record(city: City) -> None:
    scene = Scene(city, notice("林知夏任青泽市财政局副局长（试用期一年）"))

    scene.apply()

    one = Appointment.objects.get()
    assert (str(one.post), one.official.name, one.since) == ("青泽市财政局副局长", "林知夏", DAY)
    assert one.basis == "青府人〔2026〕2号"
    assert city.events()[-3:] == ["post.created", "appointment.appointed", "personnel_import.applied"]


def test_a_removal_ends_what_was_held_until_that_day(city: City) -> None:
    post = held(city, "财政", "副局长", "秦砚舟")

    Scene(city, notice("免去秦砚舟的青泽市财政局副局长职务")).apply()

    before = holder_of(post, on=date(2026, 3, 29))
    assert before is not None
    assert before.official.name == "秦砚舟"
    assert before.end_basis == "青府人〔2026〕2号"
    assert holder_of(post, on=DAY) is None


def test_who_is_removed_in_the_same_document_leaves_the_seat_to_the_newcomer(city: City) -> None:
    post = held(city, "财政", "局长", "秦砚舟")
    scene = Scene(city, notice("林知夏任青泽市财政局局长", "免去秦砚舟的青泽市财政局局长职务"))
    assert scene.questions() == []

    scene.apply()

    now = holder_of(post, on=DAY)
    assert now is not None
    assert now.official.name == "林知夏"
    assert Post.objects.count() == 1


def test_a_seat_of_which_there_is_one_is_asked_about_when_it_is_held(city: City) -> None:
    post = held(city, "财政", "局长", "秦砚舟")
    scene = Scene(city, notice("林知夏任青泽市财政局局长"))
    assert [question.text for question in scene.questions()] == [
        "青泽市财政局局长在册的是秦砚舟，文件写的是林知夏，以谁为准？"
    ]

    scene.answer("replace")
    scene.apply()

    now = holder_of(post, on=DAY)
    assert now is not None
    assert now.official.name == "林知夏"
    assert Appointment.objects.get(official__name="秦砚舟").until == DAY


def test_a_second_deputy_gets_a_seat_of_their_own(city: City) -> None:
    held(city, "财政", "副局长", "秦砚舟")
    scene = Scene(city, notice("林知夏任青泽市财政局副局长"))
    assert scene.steps() == {"林知夏 副局长": "new_seat"}

    scene.apply()

    assert sorted(Post.objects.values_list("title", "seat")) == [("副局长", 1), ("副局长", 2)]


def test_the_removal_of_somebody_not_on_record_is_asked_about(city: City) -> None:
    scene = Scene(city, notice("免去秦砚舟的青泽市财政局副局长职务"))
    assert "名册里没有秦砚舟任青泽市财政局副局长的记录" in scene.questions()[0].text
    with pytest.raises(Conflict, match="还有 1 个问题没有回答"):
        scene.apply()

    scene.answer("add")
    scene.apply()

    one = Appointment.objects.get()
    assert (one.since, one.until, one.end_basis) == (None, DAY, "青府人〔2026〕2号")


def test_what_is_left_out_leaves_no_trace(city: City) -> None:
    scene = Scene(city, notice("免去秦砚舟的青泽市财政局副局长职务"))
    scene.answer("skip")

    row = scene.apply()

    assert row.outcome["counts"] == {}
    assert not Official.objects.exists()


def test_a_unit_of_a_similar_name_is_asked_about(city: City) -> None:
    scene = Scene(city, notice("林知夏任青泽市发展和改革委员会副主任"))
    (question,) = scene.questions()
    assert question.answers[0].label == "是青泽市发展和改革局"

    scene.answer(f"unit:{city.units['发改'].pk}")
    scene.apply()

    assert Post.objects.get().unit == city.units["发改"]


def test_a_unit_not_on_record_is_created_with_both_names(city: City) -> None:
    Scene(city, notice("林知夏任市审计局局长")).apply()

    unit = Unit.objects.get(name="青泽市审计局")
    assert sorted(unit.names.values_list("name", flat=True)) == ["市审计局", "青泽市审计局"]


def test_namesakes_are_asked_about(city: City) -> None:
    place = city.places["青泽市"]
    create_official(jurisdiction=place, name="林知夏", remark="财政局", by=SYSTEM)
    second = create_official(jurisdiction=place, name="林知夏", remark="文旅局", by=SYSTEM)
    scene = Scene(city, notice("林知夏任青泽市财政局副局长"))
    assert scene.questions()[0].text == "名册里有2位林知夏，是哪一位？"

    scene.answer(f"person:{second.pk}")
    scene.apply()

    assert Appointment.objects.get().official == second


def test_a_namesake_in_another_place_is_asked_about(city: City) -> None:
    create_official(jurisdiction=city.places["临川县"], name="林知夏", by=SYSTEM)
    scene = Scene(city, notice("林知夏任青泽市财政局副局长"))
    assert scene.questions()[0].text == "临川县有一位林知夏，是同一人吗？"

    scene.answer("person:0")
    scene.apply()

    assert Official.objects.filter(name="林知夏").count() == 2


def test_a_roster_makes_the_group_with_its_seats_on_posts(city: City) -> None:
    scene = Scene(city, (SAMPLES / "leading-group.docx").read_bytes(), name="leading-group.docx")
    scene.answer(f"unit:{city.units['发改'].pk}", to="市发展改革局")
    scene.answer("in_person", to="行政区里没有“海棠市”")
    assert scene.questions() == []

    scene.apply()

    group = LeadingGroup.objects.get()
    seats = list(group.memberships.select_related("post__unit"))
    assert (group.name, group.basis) == ("青泽市重点项目攻坚行动领导小组", "青府办函〔2026〕21号")
    assert len(seats) == 15
    assert str(seats[0].post) == "青泽市人民政府市长"
    assert seats[0].post is not None
    assert seats[0].post.leads_jurisdiction
    assert [seat.listed_name for seat in seats if seat.post is None] == ["罗望"]


def test_a_changed_roster_ends_the_seats_it_no_longer_lists(city: City) -> None:
    group = create_leading_group(
        jurisdiction=city.places["青泽市"], name="青泽市食品安全工作领导小组", since=LONG_AGO, by=SYSTEM
    )
    text = """青泽市人民政府办公室关于调整青泽市食品安全工作领导小组成员的通知

青府办函〔2026〕{number}号

各县（市、区）人民政府：

组　长：顾清禾　副市长

成　员：{members}

青泽市人民政府办公室

2026年{month}月2日
"""
    first = text.format(number=5, month=2, members="白景行　市财政局局长\n\n林知夏　市文化广电旅游局局长")
    second = text.format(number=9, month=3, members="白景行　市财政局局长")

    Scene(city, first).apply()
    Scene(city, second).apply()

    on_both_sides = [
        sorted(group.memberships.on(day).values_list("listed_name", flat=True))
        for day in (date(2026, 3, 1), date(2026, 3, 2))
    ]
    assert on_both_sides == [sorted(["顾清禾", "白景行", "林知夏"]), sorted(["顾清禾", "白景行"])]
    assert LeadingGroup.objects.count() == 1


def test_a_later_document_says_where_the_office_is_and_how_the_group_ends(city: City) -> None:
    group = create_leading_group(
        jurisdiction=city.places["青泽市"],
        name="青泽市食品安全工作领导小组",
        since=LONG_AGO,
        basis="青府办函〔2020〕1号",
        term_ends_on=date(2027, 12, 31),
        by=SYSTEM,
    )
    text = """青泽市人民政府办公室关于调整青泽市食品安全工作领导小组成员的通知

青府办函〔2026〕5号

各县（市、区）人民政府：

组　长：顾清禾　副市长

成　员：白景行　市财政局局长

领导小组办公室设在市财政局，承担日常工作。工作任务完成后自动撤销。

青泽市人民政府办公室

2026年2月2日
"""

    Scene(city, text).apply()

    group.refresh_from_db()
    assert group.office_unit == city.units["财政"]
    assert group.end_condition == "工作任务完成后自动撤销"
    assert (group.basis, group.term_ends_on) == ("青府办函〔2020〕1号", date(2027, 12, 31))
    assert "leading_group.changed" in city.events()


def test_the_same_file_is_recognised(city: City) -> None:
    text = notice("林知夏任青泽市财政局副局长")
    scene = Scene(city, text)
    with pytest.raises(Invalid, match="正在核对"):
        Scene(city, text)

    scene.apply()

    with pytest.raises(Invalid, match="已经导入过"):
        Scene(city, text)


def test_a_draft_given_up_may_be_uploaded_again(city: City) -> None:
    text = notice("林知夏任青泽市财政局副局长")
    scene = Scene(city, text)

    discard_import(personnel_import=scene.row, by=scene.by)

    assert Scene(city, text).row.pk != scene.row.pk
    with pytest.raises(Conflict, match="已放弃"):
        scene.apply()


def test_a_record_that_changed_meanwhile_is_looked_at_again(city: City) -> None:
    scene = Scene(city, notice("林知夏任青泽市财政局副局长"))
    shown = fingerprint(scene.meanings())
    held(city, "财政", "副局长", "林知夏")

    with pytest.raises(Conflict, match="名册有了变化"):
        apply_import(personnel_import=scene.row, seen=shown, on=ON, by=scene.by)
    assert Appointment.objects.count() == 1


def test_what_is_on_record_is_not_entered_twice(city: City) -> None:
    held(city, "财政", "副局长", "林知夏")
    scene = Scene(city, notice("林知夏任青泽市财政局副局长"))
    assert scene.steps() == {"林知夏 副局长": "known"}

    scene.apply()

    assert Appointment.objects.count() == 1


def test_a_line_is_corrected(city: City) -> None:
    scene = Scene(city, notice("林知夏任青泽市财政局副局长"))
    line = line_of(scene, "林知夏")
    wanted = replace(line, title="总会计师", day="2026-04-01")

    change_line(
        personnel_import=scene.row,
        key=line.key,
        unit=wanted.unit,
        title=wanted.title,
        day=date.fromisoformat(wanted.day),
        acting=False,
        skip=False,
        unit_choice=None,
        person_choice=None,
        seen=seen(line),
        by=scene.by,
    )
    scene.apply()

    one = Appointment.objects.get()
    assert (one.post.title, one.since) == ("总会计师", date(2026, 4, 1))
    told = Event.objects.get(verb="personnel_import.corrected")
    assert told.note == "林知夏，青泽市财政局副局长"
    assert (told.before, told.after) == (
        {"职务": "副局长", "日期": ""},
        {"职务": "总会计师", "日期": "2026-04-01"},
    )


def test_a_line_two_people_change_at_once_is_changed_by_the_first(city: City) -> None:
    scene = Scene(city, notice("林知夏任青泽市财政局副局长"))
    line = line_of(scene, "林知夏")
    values = {"unit": line.unit, "day": None, "acting": False, "skip": False, "unit_choice": None}
    change = {**values, "person_choice": None, "key": line.key, "seen": seen(line), "by": scene.by}
    change_line(personnel_import=scene.row, title="总会计师", **change)  # type: ignore[arg-type]

    with pytest.raises(Conflict, match="已被他人修改"):
        change_line(personnel_import=scene.row, title="总经济师", **change)  # type: ignore[arg-type]
    assert line_of(scene, "林知夏").title == "总会计师"


def test_one_refused_line_leaves_nothing_done(city: City) -> None:
    scene = Scene(city, notice("林知夏任市审计局局长", "白景行任青泽市财政局副局长"))
    Unit.objects.filter(pk=city.units["财政"].pk).update(until=date(2027, 1, 1))
    before = Unit.objects.count()

    with pytest.raises(Conflict, match="白景行，青泽市财政局副局长：“青泽市财政局”已自2027年1月1日起撤销"):
        scene.apply()

    assert Unit.objects.count() == before
    assert not Appointment.objects.exists()


def test_a_file_that_names_nobody_is_refused(city: City) -> None:
    with pytest.raises(Invalid, match="没有读到"):
        Scene(city, (SAMPLES / "work-plan-2026.txt").read_bytes(), name="work-plan-2026.txt")


def test_who_may_not_import_is_told_who_may(city: City) -> None:
    with pytest.raises(NotAllowed, match="只有系统管理员、督查室可以导入名单和任免"):
        Scene(city, notice("林知夏任青泽市财政局副局长"), by="liaison")


def test_the_history_reads_as_sentences(city: City) -> None:
    Scene(city, notice("林知夏任青泽市财政局副局长")).apply()

    last = Event.objects.order_by("-sequence")[0]
    assert sentence(last) == "导入“文件.txt”：登记任职1，新建职务1，新建人员1"


def test_the_sample_appointments_are_imported(city: City) -> None:
    scene = Scene(city, (SAMPLES / "appointments.txt").read_bytes(), name="appointments.txt")
    while questions := scene.questions():
        answers = [answer.value for answer in questions[0].answers]
        scene.answer("add" if "add" in answers else answers[0], to=questions[0].text)

    scene.apply()

    assert Appointment.objects.filter(since=DAY, until=None).count() == 4
    assert Appointment.objects.filter(since=None, until=DAY).count() == 3
