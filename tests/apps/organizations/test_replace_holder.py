from datetime import date, timedelta

import pytest
from staff import Staff

from duban.apps.organizations.actions.appointments import replace_holder
from duban.apps.organizations.models import Appointment
from duban.apps.organizations.queries.people import holder_of
from duban.rulebook.actors import SYSTEM
from duban.rulebook.refusals import Conflict, Invalid

DAY = date(2026, 3, 1)


def test_one_step_ends_the_one_and_begins_the_other_on_the_same_day(staff: Staff) -> None:
    replace_holder(post=staff.finance, official=staff.sun, on=DAY, basis="青人任〔2026〕2号", by=SYSTEM)
    before, after = holder_of(staff.finance, on=DAY - timedelta(days=1)), holder_of(staff.finance, on=DAY)
    assert before is not None
    assert after is not None
    assert (before.official, after.official) == (staff.qian, staff.sun)
    assert before.end_basis == after.basis == "青人任〔2026〕2号"
    assert staff.city.events()[-2:] == ["appointment.ended", "appointment.appointed"]


def test_a_vacant_post_has_nobody_to_replace(staff: Staff) -> None:
    with pytest.raises(Conflict, match="2026年3月1日该职务空缺"):
        replace_holder(post=staff.deputies[0], official=staff.sun, on=DAY, by=SYSTEM)


def test_nobody_succeeds_himself(staff: Staff) -> None:
    with pytest.raises(Invalid, match="钱守正当日已任该职务"):
        replace_holder(post=staff.finance, official=staff.qian, on=DAY, by=SYSTEM)


def test_when_the_second_half_is_refused_the_first_is_undone(staff: Staff) -> None:
    replace_holder(post=staff.finance, official=staff.sun, on=DAY, by=SYSTEM)
    staff.qian_at_finance.refresh_from_db()
    with pytest.raises(Conflict):
        replace_holder(post=staff.finance, official=staff.gu, on=date(2025, 3, 1), by=SYSTEM)
    assert Appointment.objects.get(official=staff.qian).until == DAY
    assert staff.city.events().count("appointment.ended") == 1
