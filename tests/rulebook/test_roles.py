"""Which roles exclude each other, and what each sees."""

from __future__ import annotations

from itertools import permutations

import pytest

from duban.rulebook.actors import SYSTEM, Actor
from duban.rulebook.refusals import Conflict
from duban.rulebook.roles import ADMINISTRATORS, BUSINESS, JURISDICTION_WIDE, LABELS, UNIT_WIDE, Role, check_can_hold


def test_every_role_is_named_and_sorted() -> None:
    assert set(LABELS) == set(Role)
    assert set(Role) == ADMINISTRATORS | BUSINESS
    assert not ADMINISTRATORS & BUSINESS
    assert set(Role) - JURISDICTION_WIDE - UNIT_WIDE == {Role.AUDIT_ADMIN}  # it sees the record, not the directory


@pytest.mark.parametrize(("held", "wanted"), list(permutations(Role, 2)))
def test_an_administrator_is_nothing_else(held: Role, wanted: Role) -> None:
    if {held, wanted} & ADMINISTRATORS:
        with pytest.raises(Conflict, match="不能由同一人担任"):
            check_can_hold(wanted, [held])
    else:
        check_can_hold(wanted, [held])


@pytest.mark.parametrize("role", Role)
def test_a_role_may_be_held_in_several_units(role: Role) -> None:
    check_can_hold(role, [role])


@pytest.mark.parametrize("role", Role)
def test_what_is_seen_follows_from_role_and_unit(role: Role) -> None:
    plain = Actor(name="某人", role=role, unit_name="某局")
    governing = Actor(name="某人", role=role, unit_name="某市人民政府", unit_governs=True)

    assert plain.sees_jurisdiction is (role in JURISDICTION_WIDE)
    assert governing.sees_jurisdiction
    assert plain.capacity == f"{LABELS[role]}（某局）"


def test_the_system_acts_in_its_own_name() -> None:
    assert (SYSTEM.is_system, SYSTEM.sees_jurisdiction, SYSTEM.capacity) == (True, True, "系统")
