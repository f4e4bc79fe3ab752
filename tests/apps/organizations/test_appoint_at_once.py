"""Two offices that fill one seat at the same moment: one of them is told who was quicker."""

from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import connection
from staff import Staff

from cast import City
from duban.apps.organizations.actions.appointments import appoint
from duban.apps.organizations.models import Appointment, Official
from duban.rulebook.actors import SYSTEM
from duban.rulebook.refusals import Conflict


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_of_two_at_once_one_is_refused() -> None:
    staff, ready, refused = Staff(City()), Barrier(2), []

    def fill(official: Official) -> None:
        try:
            ready.wait()
            appoint(post=staff.deputies[0], official=official, since=date(2026, 3, 1), by=SYSTEM)
        except Conflict as refusal:
            refused.append(str(refusal))
        finally:
            connection.close()

    threads = [Thread(target=fill, args=[official]) for official in (staff.qian, staff.sun)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    held = Appointment.objects.get(post=staff.deputies[0])
    assert len(refused) == 1
    assert refused[0].startswith(f"{held.official.name}自2026年3月1日起任该职务")
