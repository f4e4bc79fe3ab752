"""Posts: seats, changes, abolition, deletion, and who answered through time."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries
from staff import Staff

from duban.apps.organizations.actions.appointments import appoint, end_appointment
from duban.apps.organizations.actions.memberships import add_member, end_member
from duban.apps.organizations.actions.posts import abolish_post, change_post, create_post, delete_post
from duban.apps.organizations.changes import token
from duban.apps.organizations.models import Post
from duban.apps.organizations.queries.people import (
    holders_of,
    posts_held_by,
    posts_of,
    vacancies,
    who_answered,
)
from duban.rulebook.actors import SYSTEM
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed

DAY = date(2026, 3, 1)


def test_posts_of_one_title_in_one_unit_are_several_seats(staff: Staff) -> None:
    assert [post.seat for post in staff.deputies] == [1, 2]
    assert staff.post("财政", "副局长").seat == 1


def test_a_post_without_an_order_comes_last_in_its_unit(staff: Staff) -> None:
    unit = staff.city.units["文旅"]
    first = create_post(unit=unit, title="局长", order=3, by=SYSTEM)
    last = create_post(unit=unit, title="副局长", by=SYSTEM)

    assert [post for post, _ in posts_of(unit, on=DAY)] == [first, last]


def test_the_portfolio_changes_and_a_stale_form_does_not_overwrite_it(staff: Staff) -> None:
    seen = token(staff.mayor)
    said = {"title": "市长", "leads_jurisdiction": True, "by": SYSTEM}
    changed = change_post(post=staff.mayor, portfolio="政府全面工作", seen=seen, **said)  # type: ignore[arg-type]
    assert changed.portfolio == "政府全面工作"
    with pytest.raises(Conflict, match="已被他人修改"):
        change_post(post=staff.mayor, portfolio="审计", seen=seen, **said)  # type: ignore[arg-type]


def test_a_post_that_takes_another_title_takes_a_free_seat_of_it(staff: Staff) -> None:
    other = staff.post("市政府", "副市长（挂职）")
    changed = change_post(post=other, title="副市长", portfolio="", leads_jurisdiction=False, by=SYSTEM)
    assert changed.seat == 3


def test_a_held_post_is_not_abolished(staff: Staff) -> None:
    with pytest.raises(Conflict, match="钱守正自2021年6月1日起任该职务"):
        abolish_post(post=staff.finance, until=DAY, by=SYSTEM)
    end_appointment(appointment=staff.qian_at_finance, until=DAY, by=SYSTEM)
    abolish_post(post=staff.finance, until=DAY, by=SYSTEM)
    assert posts_of(staff.city.units["财政"], on=date(2026, 2, 28)) != []
    assert posts_of(staff.city.units["财政"], on=DAY) == []


def test_a_post_on_which_a_seat_hangs_is_not_abolished(staff: Staff) -> None:
    seat = add_member(group=staff.group(), post=staff.deputies[0], by=SYSTEM)
    with pytest.raises(Conflict, match="青泽市质量强市工作领导小组成员"):
        abolish_post(post=staff.deputies[0], until=DAY, by=SYSTEM)
    end_member(membership=seat, until=DAY, by=SYSTEM)
    assert abolish_post(post=staff.deputies[0], until=DAY, by=SYSTEM).until == DAY


def test_a_post_does_not_end_before_it_began(staff: Staff) -> None:
    post = create_post(unit=staff.city.units["财政"], title="总会计师", since=DAY, by=SYSTEM)
    with pytest.raises(Invalid, match="不能早于设立日期"):
        abolish_post(post=post, until=date(2026, 2, 1), by=SYSTEM)


def test_only_a_post_nobody_ever_held_is_deleted(staff: Staff) -> None:
    with pytest.raises(Conflict, match="1 个任职"):
        delete_post(post=staff.finance, by=SYSTEM)
    delete_post(post=staff.deputies[1], by=SYSTEM)
    assert Post.objects.filter(title="副市长").count() == 1


def test_a_unit_that_is_gone_gets_no_posts(staff: Staff) -> None:
    unit = staff.city.units["文旅"]
    unit.until = date(2025, 1, 1)
    unit.save()
    with pytest.raises(Conflict, match="已自2025年1月1日起撤销"):
        create_post(unit=unit, title="局长", since=DAY, by=SYSTEM)


def test_a_reader_creates_no_post(staff: Staff) -> None:
    with pytest.raises(NotAllowed):
        create_post(unit=staff.city.units["财政"], title="副局长", by=staff.city.actor("reader"))


def test_holders_of_many_posts_are_found_in_one_query(
    staff: Staff, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    posts = [staff.mayor, staff.finance, *staff.deputies]
    with django_assert_num_queries(1):
        held = holders_of(posts, on=DAY)
    assert {key: row.official.name for key, row in held.items()} == {
        staff.mayor.pk: "顾清源",
        staff.finance.pk: "钱守正",
    }


def test_the_posts_of_a_person_are_those_of_the_day(staff: Staff) -> None:
    appoint(post=staff.deputies[0], official=staff.qian, since=DAY, by=SYSTEM)
    assert [str(one.post) for one in posts_held_by(staff.qian, on=date(2026, 2, 28))] == ["青泽市财政局局长"]
    assert len(posts_held_by(staff.qian, on=DAY)) == 2


def test_who_answered_is_told_without_a_gap(staff: Staff) -> None:
    end_appointment(appointment=staff.qian_at_finance, until=date(2025, 3, 1), by=SYSTEM)
    appoint(post=staff.finance, official=staff.sun, since=date(2025, 6, 1), by=SYSTEM)
    told = [
        (one.since, one.until, one.appointment.official.name if one.appointment else "空缺")
        for one in who_answered(staff.finance, (date(2021, 1, 1), date(2026, 1, 1)))
    ]
    assert told == [
        (date(2021, 1, 1), date(2021, 6, 1), "空缺"),
        (date(2021, 6, 1), date(2025, 3, 1), "钱守正"),
        (date(2025, 3, 1), date(2025, 6, 1), "空缺"),
        (date(2025, 6, 1), date(2026, 1, 1), "孙立新"),
    ]


def test_the_vacancies_of_a_post_lie_between_its_holders_and_after_the_last(staff: Staff) -> None:
    assert vacancies(staff.finance, on=DAY) == []
    assert vacancies(staff.deputies[0], on=DAY) == []
    end_appointment(appointment=staff.qian_at_finance, until=date(2025, 3, 1), by=SYSTEM)
    gone = staff.holds(staff.finance, staff.sun, date(2025, 6, 1))
    end_appointment(appointment=gone, until=DAY, by=SYSTEM)
    told = [(one.since, one.last_day) for one in vacancies(staff.finance, on=DAY)]
    assert told == [(date(2025, 3, 1), date(2025, 5, 31)), (DAY, DAY)]
