from datetime import date, timedelta

import pytest
from staff import Staff

from duban.apps.organizations.actions.appointments import appoint, end_appointment
from duban.apps.organizations.actions.posts import abolish_post
from duban.apps.organizations.models import Appointment
from duban.apps.organizations.queries.people import holder_of
from duban.rulebook.actors import SYSTEM
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed

DAY = date(2026, 3, 1)


def test_the_appointed_holds_the_post_from_that_day_and_not_before(staff: Staff) -> None:
    seat = staff.deputies[0]
    appoint(post=seat, official=staff.sun, since=DAY, basis="青人任〔2026〕2号", by=staff.city.actor("office"))

    held = holder_of(seat, on=DAY)
    assert held is not None
    assert held.official == staff.sun
    assert holder_of(seat, on=DAY - timedelta(days=1)) is None
    assert staff.city.events()[-1] == "appointment.appointed"


def test_a_post_held_today_is_not_given_to_another(staff: Staff) -> None:
    with pytest.raises(Conflict, match="顾清源自2022年1月1日起任该职务"):
        appoint(post=staff.mayor, official=staff.sun, since=DAY, by=SYSTEM)
    assert Appointment.objects.filter(official=staff.sun).count() == 0


def test_a_past_tenure_that_overlaps_is_refused_with_its_dates(staff: Staff) -> None:
    end_appointment(appointment=staff.gu_as_mayor, until=DAY, by=SYSTEM)
    appoint(post=staff.mayor, official=staff.sun, since=DAY, by=SYSTEM)
    end = date(2026, 6, 1)
    end_appointment(appointment=Appointment.objects.get(official=staff.sun), until=end, by=SYSTEM)

    with pytest.raises(Conflict, match="顾清源2022年1月1日至2026年3月1日任该职务"):
        appoint(post=staff.mayor, official=staff.qian, since=date(2026, 2, 28), by=SYSTEM)
    assert appoint(post=staff.mayor, official=staff.qian, since=end, by=SYSTEM).pk


def test_a_later_appointment_on_record_is_found_too(staff: Staff) -> None:
    appoint(post=staff.deputies[0], official=staff.sun, since=date(2026, 9, 1), by=SYSTEM)
    with pytest.raises(Conflict, match="孙立新自2026年9月1日起"):
        appoint(post=staff.deputies[0], official=staff.qian, since=DAY, by=SYSTEM)


def test_a_tenure_without_known_beginning_counts_from_ever(staff: Staff) -> None:
    appoint(post=staff.deputies[0], official=staff.sun, since=None, by=SYSTEM)
    assert holder_of(staff.deputies[0], on=date(1990, 1, 1)) is not None
    with pytest.raises(Conflict, match="自日期不详起"):
        appoint(post=staff.deputies[0], official=staff.qian, since=None, by=SYSTEM)


def test_an_abolished_post_takes_nobody(staff: Staff) -> None:
    abolish_post(post=staff.deputies[1], until=DAY, by=SYSTEM)
    with pytest.raises(Conflict, match="该职务已自2026年3月1日起撤销"):
        appoint(post=staff.deputies[1], official=staff.sun, since=date(2025, 1, 1), by=SYSTEM)


def test_nobody_takes_a_post_before_it_was_created(staff: Staff) -> None:
    staff.finance.since = date(2021, 1, 1)
    staff.finance.save()
    end_appointment(appointment=staff.qian_at_finance, until=DAY, by=SYSTEM)
    with pytest.raises(Invalid, match="自2021年1月1日起设立"):
        appoint(post=staff.finance, official=staff.sun, since=date(2020, 12, 31), by=SYSTEM)


def test_a_liaison_appoints_nobody(staff: Staff) -> None:
    with pytest.raises(NotAllowed, match="只有系统管理员、督查室可以任职"):
        appoint(post=staff.deputies[0], official=staff.sun, since=DAY, by=staff.city.actor("liaison"))


def test_a_county_does_not_appoint_in_the_city(staff: Staff) -> None:
    with pytest.raises(NotAllowed, match="本行政区"):
        appoint(post=staff.deputies[0], official=staff.sun, since=DAY, by=staff.city.actor("county_office"))
