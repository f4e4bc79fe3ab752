"""约谈: proposed, arranged by the people of the day, put off, written down with what was promised, closed, reopened."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from cast import SINCE, City
from duban.apps.audit.models import Event
from duban.apps.dispatch.models import Letterhead
from duban.apps.organizations.models import Appointment, Official, Post
from duban.apps.outbox.owing import Span
from duban.apps.supervision.actions import interview_notices as notices
from duban.apps.supervision.actions import interview_records as records
from duban.apps.supervision.actions import interviews as actions
from duban.apps.supervision.actions.verification import relapse_rectification, verify_rectification
from duban.apps.supervision.models import Case, Interview, Rectification
from duban.apps.supervision.owing.interviews import owed_interviews
from duban.apps.supervision.queries import interviews as queries
from duban.apps.supervision.queries import waiting_items
from duban.rulebook.cases import CaseState, InterviewState
from duban.rulebook.dispatches import DispatchKind
from duban.rulebook.interviews import check_when
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed
from duban.rulebook.working_days import WorkCalendar
from progress_cast import PICTURE
from supervision_cast import Supervised

AT = datetime(2026, 4, 14, 2, 0, tzinfo=UTC)
PLANNED = datetime(2026, 4, 20, 1, 30, tzinfo=UTC)  # a Monday, 09:30 in the city
AFTER = datetime(2026, 4, 20, 9, 0, tzinfo=UTC)
JUNE = date(2026, 6, 1)


@pytest.fixture
def head(city: City) -> Post:
    """The post of the unit's head; 郑发展 until the end of March, 方接任 since."""
    post = Post.objects.create(unit=city.units["发改"], title="局长", since=SINCE)
    _appoint(post, "郑发展", city, until=date(2026, 4, 18))
    _appoint(post, "方接任", city, since=date(2026, 4, 18))
    return post


def _appoint(post: Post, name: str, city: City, since: date = SINCE, until: date | None = None) -> Official:
    official = Official.objects.create(jurisdiction=city.places["青泽市"], name=name)
    Appointment.objects.create(post=post, official=official, since=since, until=until)
    return official


def schedule(row: Interview, city: City, **more) -> Interview:
    given = {"planned_at": PLANNED, "place": "201会议室", "chair": "贺知远", "others": ["林联络"], "at": AT, **more}
    return actions.schedule_interview(interview=row, by=city.actor("office"), **given)


def record(row: Interview, city: City, **more) -> Interview:
    came = list(row.participants.values_list("pk", flat=True))
    given = {"held_at": PLANNED, "record": "指出滞后问题。", "attended": came, "at": AFTER, **more}
    return records.record_interview(interview=row, by=city.actor("office"), **given)


def settle(city: City) -> None:
    """As if what was promised had been reported done, and checked."""
    Rectification.objects.filter(interview__isnull=False).update(state="done", statement="已办。", done_at=AFTER)
    for row in Rectification.objects.filter(interview__isnull=False):
        given = {"passed": True, "on": AFTER.date(), "way": "files", "finding": "材料齐全。"}
        verify_rectification(rectification=row, at=AFTER, by=city.actor("office"), **given)


def test_by_hand_it_is_proposed_once_for_a_reason(supervised: Supervised, city: City) -> None:
    given = {"unit": city.units["财政"], "reason": "资金拨付缓慢。", "basis": "市政府常务会议", "at": AT}
    row = actions.propose_interview(**given, by=city.actor("office"))

    assert (row.state, row.jurisdiction, row.case) == ("proposed", supervised.place, None)
    assert actions.propose_interview(**given, by=city.actor("office")) == row
    assert city.events() == ["interview.proposed"]


def test_a_case_has_one_interview(supervised: Supervised, city: City) -> None:
    given = {"unit": city.units["发改"], "basis": "青督〔2026〕1号", "case": supervised.case, "at": AT}
    row = actions.propose_interview(reason="滞后。", **given, by=city.actor("office"))

    assert actions.propose_interview(reason="仍滞后。", **given, by=city.actor("office")) == row


@pytest.mark.parametrize("who", ["liaison", "unit_head", "leader", "reader"])
def test_only_the_office_proposes_and_arranges(supervised: Supervised, city: City, who: str) -> None:
    with pytest.raises(NotAllowed):
        actions.propose_interview(unit=city.units["财政"], reason="缓慢。", basis="会议", at=AT, by=city.actor(who))


def test_no_unit_of_another_place_is_called(supervised: Supervised, city: City) -> None:
    with pytest.raises(NotAllowed, match="本行政区"):
        actions.propose_interview(
            unit=city.units["财政"], reason="缓慢。", basis="会议", at=AT, by=city.actor("county_office")
        )


def test_who_comes_is_named_as_of_the_day_it_is_held(supervised: Supervised, city: City, head: Post) -> None:
    row = schedule(supervised.interview, city, posts=[head], hosts=["督小青"])

    people = [(one.name, one.is_interviewed) for one in row.participants.all()]
    assert people == [("方接任（青泽市发展和改革局局长）", True), ("林联络", True), ("督小青", False)]
    assert (row.state, row.chair, row.place) == ("scheduled", "贺知远", "201会议室")
    assert city.events() == ["interview.scheduled"]


def test_the_chair_is_who_holds_the_post_that_day(supervised: Supervised, city: City, head: Post) -> None:
    assert schedule(supervised.interview, city, chair_post=head, chair="").chair == "方接任"


def test_a_vacant_post_does_not_chair_but_may_be_asked(supervised: Supervised, city: City) -> None:
    vacant = Post.objects.create(unit=city.units["发改"], title="总工程师", since=SINCE)

    with pytest.raises(Invalid, match="空缺"):
        schedule(supervised.interview, city, chair_post=vacant)
    row = schedule(supervised.interview, city, posts=[vacant], others=[])
    assert row.participants.get().name == "青泽市发展和改革局总工程师（空缺）"


@pytest.mark.parametrize(
    ("planned", "words"),
    [
        (datetime(2026, 4, 10, 9, 30), "应晚于现在"),
        (datetime(2026, 4, 18, 9, 30), "不是工作日"),
        (datetime(2026, 4, 20, 7, 59), "办公时间"),
        (datetime(2026, 4, 20, 12, 0), "办公时间"),
        (datetime(2026, 4, 20, 18, 0), "办公时间"),
    ],
)
def test_it_is_held_on_a_working_day_in_office_hours(planned: datetime, words: str) -> None:
    with pytest.raises(Invalid, match=words):
        check_when(planned, datetime(2026, 4, 14, 10, 0), WorkCalendar())


@pytest.mark.parametrize(
    ("given", "field"),
    [({"place": " "}, "place"), ({"chair": ""}, "chair_post"), ({"others": [" "]}, "posts")],
)
def test_what_is_missing_is_said(supervised: Supervised, city: City, given: dict, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        schedule(supervised.interview, city, **given)

    assert refused.value.field == field
    assert Interview.objects.get(pk=supervised.interview.pk).state == "proposed"


def test_a_clash_of_the_chair_is_told_and_can_be_overruled(supervised: Supervised, city: City) -> None:
    Interview.objects.filter(pk=supervised.scheduled.pk).update(planned_at=PLANNED + timedelta(hours=1))

    with pytest.raises(Conflict, match="时间冲突：2026年4月20日 10:30约谈青泽市发展和改革局（贺知远主持）"):
        schedule(supervised.interview, city)
    assert schedule(supervised.interview, city, chair="顾清源").state == "scheduled"
    assert schedule(supervised.interview, city, despite_clash=True).chair == "贺知远"


def test_a_clash_of_who_comes_is_told_by_post_and_by_person(supervised: Supervised, city: City, head: Post) -> None:
    schedule(supervised.scheduled, city, posts=[head], chair="顾清源", planned_at=PLANNED)
    second = Post.objects.create(unit=city.units["财政"], title="局长", since=SINCE)
    Appointment.objects.create(post=second, official=Official.objects.get(name="方接任"), since=SINCE)

    with pytest.raises(Conflict, match="时间冲突"):
        schedule(supervised.interview, city, posts=[second])
    assert schedule(supervised.interview, city, posts=[second], planned_at=PLANNED + timedelta(hours=5))


def test_put_off_the_record_keeps_what_was(supervised: Supervised, city: City) -> None:
    schedule(supervised.scheduled, city, planned_at=PLANNED + timedelta(days=1), place="301会议室")

    event = Event.objects.latest("sequence")
    assert event.verb == "interview.rescheduled"
    assert (event.before["地点"], event.after["地点"]) == ("市政府201会议室", "301会议室")


def test_a_stale_page_does_not_overwrite(supervised: Supervised, city: City) -> None:
    with pytest.raises(Conflict, match="已被他人修改"):
        schedule(supervised.interview, city, seen=7)


def test_the_unit_sees_it_once_it_is_arranged(supervised: Supervised, city: City) -> None:
    liaison = city.actor("liaison")

    assert list(queries.listed(liaison)) == [supervised.scheduled]
    schedule(supervised.interview, city, despite_clash=True)
    assert queries.listed(liaison).count() == 2


def test_what_was_cancelled_before_it_was_told_stays_in_the_office(supervised: Supervised, city: City) -> None:
    actions.cancel_interview(interview=supervised.interview, reason="已整改。", at=AT, by=city.actor("office"))

    for who, seen in (("office", True), ("leader", True), ("reader", False), ("unit_head", False)):
        found = Interview.objects.visible_to(city.actor(who)).filter(pk=supervised.interview.pk)
        assert found.exists() == seen, who


def test_what_was_promised_becomes_items_with_days(supervised: Supervised, city: City) -> None:
    row = record(
        supervised.scheduled,
        city,
        commitments=[("6月底前开工2个。", JUNE), ("每周报进度。", JUNE)],
        files=[("签到表.pdf", PICTURE)],
    )

    assert (row.state, row.recorded_by, row.held_at) == ("held", "督小青", PLANNED)
    assert [item.text for item in row.items.all()] == ["6月底前开工2个。", "每周报进度。"]
    assert row.files.get().name == "签到表.pdf"
    assert row.participants.get().attended is True
    assert Event.objects.latest("sequence").after["承诺"] == 2
    with pytest.raises(Conflict):
        record(row, city)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"held_at": AFTER + timedelta(hours=1)}, "held_at"),
        ({"record": " "}, "record"),
        ({"attended": []}, "attended"),
    ],
)
def test_a_record_says_when_what_and_who(supervised: Supervised, city: City, given: dict, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        record(supervised.scheduled, city, **given)

    assert refused.value.field == field


def test_it_is_closed_when_all_that_was_promised_is_checked(supervised: Supervised, city: City) -> None:
    row = record(supervised.scheduled, city, commitments=[("6月底前开工2个。", JUNE)])
    office = city.actor("office")

    with pytest.raises(Conflict, match="还有 1 项承诺没有核查通过"):
        records.close_interview(interview=row, at=AFTER, by=office)
    settle(city)
    assert records.close_interview(interview=row, at=AFTER, by=office).state == "closed"


def test_a_promise_that_comes_back_opens_it_again(supervised: Supervised, city: City) -> None:
    row = record(supervised.scheduled, city, commitments=[("6月底前开工2个。", JUNE)])
    settle(city)
    records.close_interview(interview=row, at=AFTER, by=city.actor("office"))

    relapse_rectification(
        rectification=row.items.get(),
        reason="又停工。",
        due=JUNE,
        on=AFTER.date(),
        at=AFTER,
        by=city.actor("office"),
    )

    row.refresh_from_db()
    assert (row.state, row.closed_at) == (InterviewState.HELD, None)
    assert "interview.reopened" in city.events()


def test_the_case_is_answered_by_the_interview_and_ends_with_it(supervised: Supervised, city: City) -> None:
    Interview.objects.filter(pk=supervised.scheduled.pk).update(case=supervised.case)
    supervised.rectification.delete()

    row = record(supervised.scheduled, city, commitments=[("6月底前开工2个。", JUNE)])
    case = Case.objects.get(pk=supervised.case.pk)
    assert case.state == CaseState.ANSWERED
    assert "6月底前开工2个。（6月1日前）" in case.answers.get().text
    settle(city)
    records.close_interview(interview=row, at=AFTER, by=city.actor("office"))
    case.refresh_from_db()
    assert (case.state, case.answers.get().is_accepted) == (CaseState.ENDED, True)


def test_the_notice_says_what_was_arranged(supervised: Supervised, city: City) -> None:
    with pytest.raises(Conflict, match="约谈通知"):
        notices.draft_interview_notice(interview=supervised.scheduled, at=AT, by=city.actor("office"))
    Letterhead.objects.filter(pk=supervised.letterhead.pk).update(kinds=[DispatchKind.INTERVIEW])

    paper = notices.draft_interview_notice(interview=supervised.scheduled, at=AT, by=city.actor("office"))

    assert paper.recipients == "青泽市发展和改革局"
    for words in ("2026年4月20日 18:00", "市政府201会议室", "贺知远", "郑发展（青泽市发展和改革局局长）"):
        assert words in paper.text
    again = notices.draft_interview_notice(interview=supervised.scheduled, at=AT, by=city.actor("office"))
    assert again == paper


def test_no_notice_before_it_is_arranged(supervised: Supervised, city: City) -> None:
    with pytest.raises(Conflict, match="安排以后才拟通知"):
        notices.draft_interview_notice(interview=supervised.interview, at=AT, by=city.actor("office"))


def test_the_unit_owes_to_come(supervised: Supervised, city: City) -> None:
    units, span = [city.units["发改"].pk], Span(date(2026, 4, 1), date(2026, 4, 30))

    assert [one.due for one in owed_interviews(units, span)] == [date(2026, 4, 20)]
    record(supervised.scheduled, city)
    assert not list(owed_interviews(units, span))
    done = list(owed_interviews(units, Span(span.first, span.last, done=True)))
    assert [one.done_on for one in done] == [date(2026, 4, 20)]


def test_the_first_pages_are_told_what_waits(supervised: Supervised, city: City) -> None:
    office = [one.title for one in waiting_items.of_office(city.actor("office"), at=AFTER + timedelta(hours=2))]
    unit = [(one.title, one.count) for one in waiting_items.of_unit(city.actor("liaison"))]

    assert office == ["核查整改", "安排约谈青泽市发展和改革局", "记录约谈青泽市发展和改革局"]
    assert unit == [("参加约谈", ""), ("整改", "1 项")]
    record(supervised.scheduled, city)
    assert "办结约谈青泽市发展和改革局" in [
        one.title for one in waiting_items.of_office(city.actor("office"), at=AFTER)
    ]


def test_the_leader_in_charge_of_the_task_is_proposed(supervised: Supervised) -> None:
    leader = supervised.year.plans.leader

    assert queries.proposed_chair(supervised.case.unit, supervised.case) == leader
    assert queries.proposed_chair(supervised.case.unit, None) in {leader, None}
