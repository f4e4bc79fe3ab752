from datetime import date
from typing import Any

import pytest
from staff import Staff

from duban.apps.audit.models import Event
from duban.apps.organizations.actions.appointments import appoint, correct_appointment, end_appointment
from duban.apps.organizations.changes import token
from duban.apps.organizations.models import Appointment
from duban.apps.organizations.queries.people import holder_of
from duban.rulebook.actors import SYSTEM
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed

DAY = date(2026, 3, 1)


def corrected(appointment: Appointment, **values: Any) -> Appointment:
    said = {"official": appointment.official, "since": appointment.since, "until": appointment.until, "by": SYSTEM}
    said |= {"acting": False, "basis": "", "end_basis": "", "reason": "录入有误"}
    return correct_appointment(appointment=appointment, **{**said, **values})


def test_a_correction_keeps_what_stood_before_and_why(staff: Staff) -> None:
    corrected(staff.qian_at_finance, since=date(2021, 7, 1), reason="任职日期录错")
    event = Event.objects.get(verb="appointment.corrected")
    assert event.before == {"任职日期": "2021年6月1日"}
    assert event.after == {"任职日期": "2021年7月1日"}
    assert event.note == "任职日期录错"
    assert holder_of(staff.finance, on=date(2021, 6, 15)) is None


def test_a_correction_needs_its_reason_and_a_change(staff: Staff) -> None:
    with pytest.raises(Invalid, match="更正原因"):
        corrected(staff.qian_at_finance, since=DAY, reason=" ")
    with pytest.raises(Invalid, match="没有改动"):
        corrected(staff.qian_at_finance)


def test_a_correction_does_not_run_into_the_next_holder(staff: Staff) -> None:
    end_appointment(appointment=staff.qian_at_finance, until=DAY, by=SYSTEM)
    appoint(post=staff.finance, official=staff.sun, since=DAY, by=SYSTEM)
    with pytest.raises(Conflict, match="孙立新自2026年3月1日起"):
        corrected(Appointment.objects.get(official=staff.qian), until=date(2026, 3, 2))


def test_a_record_made_void_held_on_no_day_and_leaves_the_post_free(staff: Staff) -> None:
    corrected(staff.qian_at_finance, until=staff.qian_at_finance.since)
    assert holder_of(staff.finance, on=date(2021, 6, 1)) is None
    assert appoint(post=staff.finance, official=staff.sun, since=date(2020, 1, 1), by=SYSTEM).pk


def test_the_wrong_person_is_set_right(staff: Staff) -> None:
    corrected(staff.qian_at_finance, official=staff.sun)
    held = holder_of(staff.finance, on=DAY)
    assert held is not None
    assert held.official == staff.sun
    assert Event.objects.about(staff.qian)[0].after == {"人员": "孙立新"}


def test_dates_the_wrong_way_round_are_refused(staff: Staff) -> None:
    with pytest.raises(Invalid, match="不能早于任职日期"):
        corrected(staff.qian_at_finance, until=date(2021, 5, 1))


def test_a_form_that_shows_old_values_is_refused(staff: Staff) -> None:
    seen = token(staff.qian_at_finance)
    corrected(staff.qian_at_finance, since=date(2021, 7, 1))
    with pytest.raises(Conflict, match="已被他人修改"):
        corrected(staff.qian_at_finance, since=date(2021, 8, 1), seen=seen)


def test_a_liaison_corrects_nothing(staff: Staff) -> None:
    with pytest.raises(NotAllowed):
        corrected(staff.qian_at_finance, since=DAY, by=staff.city.actor("liaison"))
