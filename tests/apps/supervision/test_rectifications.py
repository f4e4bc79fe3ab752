"""整改事项: asked for with a day, reported done, checked by somebody else, extended, come back, cancelled."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from cast import City
from duban.apps.audit.models import Event
from duban.apps.outbox.owing import Span
from duban.apps.supervision.actions import rectifications as actions
from duban.apps.supervision.actions import verification
from duban.apps.supervision.models import Rectification
from duban.apps.supervision.owing.rectifications import owed_items
from duban.apps.supervision.queries import rectifications as queries
from duban.rulebook.cases import CaseState, InterviewState, RectificationState
from duban.rulebook.inspections import ConclusionState
from duban.rulebook.listings import ListedState
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed
from duban.rulebook.roles import Role
from progress_cast import PICTURE
from supervision_cast import Supervised

AT = datetime(2026, 4, 20, 2, 0, tzinfo=UTC)
MAY_1, MAY_20, JUNE_1 = date(2026, 5, 1), date(2026, 5, 20), date(2026, 6, 1)


def require(supervised: Supervised, *items: tuple[str, date], origin=None, who: str = "office") -> list[Rectification]:
    city = supervised.city
    asked = items or (("补齐手续。", MAY_20),)
    return actions.require_rectifications(
        origin=origin or supervised.case, unit=city.units["发改"], items=asked, at=AT, by=city.actor(who)
    )


def report(row: Rectification, city: City, who: str = "liaison", **more) -> Rectification:
    given = {"statement": "已补报。", "at": AT, "by": city.actor(who), **more}
    return actions.report_rectification(rectification=row, **given)


def verify(row: Rectification, city: City, who: str = "office", **more) -> Rectification:
    given = {"passed": True, "on": AT.date(), "way": "site", "finding": "到现场看过。", "at": AT, **more}
    return verification.verify_rectification(rectification=row, by=city.actor(who), **given)


def relapse(row: Rectification, city: City, **more) -> Rectification:
    given = {"reason": "工地又停了。", "due": JUNE_1, "on": AT.date(), "at": AT, "by": city.actor("office"), **more}
    return verification.relapse_rectification(rectification=row, **given)


def test_several_are_asked_for_at_once_each_with_its_day(supervised: Supervised, city: City) -> None:
    first, second = require(supervised, ("补齐手续。", MAY_20), ("公开进度。", JUNE_1))

    assert (first.text, first.due, first.original_due, first.case) == ("补齐手续。", MAY_20, MAY_20, supervised.case)
    assert (second.due, second.state, second.unit) == (JUNE_1, RectificationState.OPEN, city.units["发改"])
    assert city.events() == ["rectification.required"] * 2


def test_sent_twice_it_is_one(supervised: Supervised) -> None:
    again = require(supervised, ("补齐手续。", MAY_20), ("补齐手续。", JUNE_1))

    assert require(supervised) == again
    assert supervised.case.items.filter(text="补齐手续。").count() == 1


def test_what_was_cancelled_can_be_asked_for_again(supervised: Supervised, city: City) -> None:
    row = require(supervised)[0]
    actions.cancel_rectification(rectification=row, reason="写错了。", at=AT, by=city.actor("office"))

    assert require(supervised) != [row]


@pytest.mark.parametrize(
    ("items", "words"),
    [([], "至少写一条"), ([("  ", MAY_20)], "请写整改事项"), ([("补齐。", date(2026, 4, 19))], "不能早于今天")],
)
def test_a_line_has_words_and_a_day_to_come(supervised: Supervised, city: City, items: list, words: str) -> None:
    with pytest.raises(Invalid, match=words):
        actions.require_rectifications(
            origin=supervised.case, unit=city.units["发改"], items=items, at=AT, by=city.actor("office")
        )


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("case", CaseState.PROPOSED),
        ("case", CaseState.WITHDRAWN),
        ("interview", InterviewState.SCHEDULED),
        ("conclusion", ConclusionState.DRAFT),
        ("listed", ListedState.DELISTED),
    ],
)
def test_nothing_is_asked_before_the_unit_was_told_or_after_it_is_given_up(
    supervised: Supervised, name: str, state: str
) -> None:
    origin = getattr(supervised, name)
    type(origin).objects.filter(pk=origin.pk).update(state=state)

    with pytest.raises(Conflict, match="才能"):
        require(supervised, origin=origin)


@pytest.mark.parametrize("who", ["liaison", "unit_head", "leader", "reader", "county_office"])
def test_only_the_office_of_the_place_asks(supervised: Supervised, who: str) -> None:
    with pytest.raises(NotAllowed):
        require(supervised, who=who)


def test_the_unit_reports_it_done_with_files(supervised: Supervised, city: City) -> None:
    row = report(supervised.rectification, city, files=[("照片.pdf", PICTURE)])

    assert (row.state, row.statement, row.done_by, row.first_done_at) == ("done", "已补报。", "林联络", AT)
    assert row.files.get().name == "照片.pdf"
    assert city.events() == ["rectification.file_attached", "rectification.done"]
    with pytest.raises(Conflict, match="待核查，不能改为待核查"):
        report(row, city)


@pytest.mark.parametrize("who", ["finance", "stranger", "office", "leader", "county_office"])
def test_nobody_else_reports_it(supervised: Supervised, city: City, who: str) -> None:
    with pytest.raises(NotAllowed):
        report(supervised.rectification, city, who)


def test_a_stale_page_does_not_overwrite(supervised: Supervised, city: City) -> None:
    with pytest.raises(Conflict, match="已被他人修改"):
        report(supervised.rectification, city, seen=9)


def test_a_check_that_passes_is_kept_with_its_day_way_and_finding(supervised: Supervised, city: City) -> None:
    row = verify(supervised.rectified, city)

    check = row.verifications.get()
    assert (row.state, row.verified_at) == ("verified", AT)
    assert (check.passed, check.way, check.finding, check.by) == (True, "site", "到现场看过。", "督小青")
    assert (check.statement, check.stated_by) == ("已全部开工。", "林联络")
    assert city.events() == ["rectification.verified"]


def test_a_check_that_fails_sends_it_back_with_a_new_day(supervised: Supervised, city: City) -> None:
    row = verify(supervised.rectified, city, passed=False, due=JUNE_1, finding="还差1个。")

    assert (row.state, row.due, row.original_due, row.returns) == ("open", JUNE_1, date(2026, 5, 15), 1)
    again = report(row, city, statement="全部开工。")
    titles = [(line.title, line.text) for line in queries.thread(again)]
    assert titles == [
        ("提出", "2个项目限期开工。"),
        ("报完成", "已全部开工。"),
        ("核查退回", "还差1个。"),
        ("报完成", "全部开工。"),
    ]


def test_returned_without_a_day_the_day_stays(supervised: Supervised, city: City) -> None:
    assert verify(supervised.rectified, city, passed=False).due == date(2026, 5, 15)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"finding": " "}, "finding"),
        ({"way": "phone"}, "way"),
        ({"on": date(2026, 4, 21)}, "on"),
        ({"passed": False, "due": date(2026, 4, 1)}, "due"),
    ],
)
def test_a_check_is_written_down_properly(supervised: Supervised, city: City, given: dict, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        verify(supervised.rectified, city, **given)

    assert refused.value.field == field


def test_who_reported_it_does_not_verify_it(supervised: Supervised, city: City) -> None:
    Rectification.objects.filter(pk=supervised.rectification.pk).update(unit=city.units["市政府办"])
    row = report(supervised.rectification, city, "office")
    city.add_account("office2", name="督小青", unit="市政府办", role=Role.OFFICE)

    with pytest.raises(NotAllowed, match="须由他人核查"):
        verify(row, city)
    assert verify(row, city, "office2").state == "verified"


def test_several_are_verified_together_or_none(supervised: Supervised, city: City) -> None:
    other = report(supervised.rectification, city)
    given = {"on": AT.date(), "way": "files", "finding": "材料齐全。", "at": AT, "by": city.actor("office")}
    fresh = require(supervised)[0]

    with pytest.raises(Conflict):
        verification.verify_rectifications(rectifications=[supervised.rectified, other, fresh], **given)
    assert not Rectification.objects.filter(state="verified").exists()

    done = verification.verify_rectifications(rectifications=[supervised.rectified, other], **given)
    assert {row.state for row in done} == {"verified"}
    assert [row.verifications.get().finding for row in done] == ["材料齐全。"] * 2


def test_a_later_day_keeps_the_first_one(supervised: Supervised, city: City) -> None:
    given = {"reason": "汛期。", "by": city.actor("office"), "rectification": supervised.rectification}
    row = actions.extend_rectification(due=JUNE_1, at=AT, **given)

    assert (row.due, row.original_due) == (JUNE_1, date(2026, 5, 15))
    assert "说明" not in Event.objects.latest("sequence").before
    with pytest.raises(Invalid, match="应晚于现在的期限"):
        actions.extend_rectification(due=MAY_20, at=AT, **given)


def test_extended_after_the_day_the_record_says_so(supervised: Supervised, city: City) -> None:
    actions.extend_rectification(
        rectification=supervised.rectification,
        due=JUNE_1 + timedelta(days=30),
        reason="汛期。",
        at=AT + timedelta(days=40),
        by=city.actor("office"),
    )

    assert Event.objects.latest("sequence").after["说明"] == "（期限过后办理）"


def test_a_problem_that_comes_back_is_open_again(supervised: Supervised, city: City) -> None:
    row = relapse(verify(supervised.rectified, city), city)

    assert (row.state, row.due, row.relapses, row.verified_at) == ("open", JUNE_1, 1, None)
    assert [line.title for line in queries.thread(row)][-1] == "问题反弹"
    with pytest.raises(Conflict):
        relapse(row, city)


def test_what_waits_for_a_check_is_returned_and_not_a_relapse(supervised: Supervised, city: City) -> None:
    with pytest.raises(Conflict, match="请退回"):
        relapse(supervised.rectified, city)


def test_late_is_what_is_not_reported_by_its_day(supervised: Supervised) -> None:
    rows = Rectification.objects.all()

    assert list(rows.filter(queries.late(date(2026, 5, 16)))) == [supervised.rectification]
    assert not rows.filter(queries.late(date(2026, 5, 15))).exists()


def test_a_unit_owes_it_until_it_is_reported(supervised: Supervised, city: City) -> None:
    units, span = [city.units["发改"].pk], Span(MAY_1, JUNE_1)

    owed = list(owed_items(units, span))
    assert [(one.title, one.due, one.done_on) for one in owed] == [("整改：补报进展情况。", date(2026, 5, 15), None)]
    report(supervised.rectification, city)
    assert not list(owed_items(units, span))
    assert {one.done_on for one in owed_items(units, Span(MAY_1, JUNE_1, done=True))} == {
        AT.date(),
        date(2026, 4, 16),
    }


@pytest.mark.parametrize(("who", "count"), [("office", 1), ("liaison", 1), ("finance", 0), ("leader", 0)])
def test_what_waits_is_counted_for_whom_it_waits(supervised: Supervised, city: City, who: str, count: int) -> None:
    assert queries.count_waiting(city.actor(who)) == count
