from datetime import date, timedelta

import pytest
from staff import Staff

from duban.apps.organizations import holdings
from duban.apps.organizations.actions.appointments import appoint, end_appointment
from duban.apps.organizations.actions.memberships import add_member
from duban.apps.organizations.queries.leading_groups import seats
from duban.apps.organizations.queries.people import holder_of
from duban.rulebook.actors import SYSTEM
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed

DAY = date(2026, 3, 1)
EVE = DAY - timedelta(days=1)


def test_on_the_day_of_removal_the_person_no_longer_holds_the_post(staff: Staff) -> None:
    end_appointment(appointment=staff.qian_at_finance, until=DAY, basis="青人免〔2026〕1号", by=SYSTEM)
    held = holder_of(staff.finance, on=EVE)
    assert held is not None
    assert held.official == staff.qian
    assert held.end_basis == "青人免〔2026〕1号"
    assert holder_of(staff.finance, on=DAY) is None


def test_what_hangs_on_the_post_goes_to_the_successor_on_the_day_of_change(staff: Staff) -> None:
    group = staff.group()
    add_member(group=group, post=staff.finance, since=date(2023, 1, 10), by=SYSTEM)
    end_appointment(appointment=staff.qian_at_finance, until=DAY, by=SYSTEM)
    assert [seat.name for seat in seats(group, on=DAY)] == ["空缺"]
    appoint(post=staff.finance, official=staff.sun, since=DAY, by=SYSTEM)

    assert [seat.name for seat in seats(group, on=EVE)] == ["钱守正"]
    assert [seat.name for seat in seats(group, on=DAY)] == ["孙立新"]
    for day in (EVE, DAY):
        assert [one.label for one in holdings.hanging_on(staff.finance, on=day)] == ["青泽市质量强市工作领导小组成员"]


def test_a_removal_is_after_the_appointment(staff: Staff) -> None:
    with pytest.raises(Invalid, match="免职日期应晚于任职日期2021年6月1日") as refused:
        end_appointment(appointment=staff.qian_at_finance, until=date(2021, 6, 1), by=SYSTEM)
    assert refused.value.field == "until"


def test_nobody_is_removed_twice(staff: Staff) -> None:
    end_appointment(appointment=staff.qian_at_finance, until=DAY, by=SYSTEM)
    with pytest.raises(Conflict, match="钱守正已自2026年3月1日起不再担任"):
        end_appointment(appointment=staff.qian_at_finance, until=DAY, by=SYSTEM)
    assert staff.city.events().count("appointment.ended") == 1


def test_a_reader_removes_nobody(staff: Staff) -> None:
    with pytest.raises(NotAllowed):
        end_appointment(appointment=staff.qian_at_finance, until=DAY, by=staff.city.actor("reader"))
