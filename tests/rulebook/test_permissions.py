"""The table of permissions is total, its sentences are words, and it is asked with the place."""

from __future__ import annotations

import pytest

from duban.rulebook.actors import SYSTEM, Actor
from duban.rulebook.permissions import ALLOWED, LABELS, Permission, can, check_can, why_not
from duban.rulebook.refusals import NotAllowed
from duban.rulebook.roles import ADMINISTRATORS, BUSINESS, Role

CITY, COUNTY, OTHER = "/1/", "/1/2/", "/3/"


def actor(role: Role, path: str = CITY) -> Actor:
    return Actor(name="某人", role=role, account=1, unit=1, unit_name="某单位", jurisdiction=1, path=path)


def test_every_permission_has_its_roles_and_its_words() -> None:
    assert set(ALLOWED) == set(LABELS) == set(Permission)
    assert all(ALLOWED.values())
    assert len(set(LABELS.values())) == len(LABELS)


@pytest.mark.parametrize("permission", Permission)
def test_whoever_may_not_is_told_who_may(permission: Permission) -> None:
    for role in set(Role) - ALLOWED[permission]:
        with pytest.raises(NotAllowed, match=f"^只有.+可以{LABELS[permission]}$"):
            check_can(actor(role), permission)


@pytest.mark.parametrize(
    ("path", "within", "allowed"),
    [
        (CITY, CITY, True),
        (CITY, COUNTY, True),
        (COUNTY, CITY, False),
        (CITY, OTHER, False),
        ("/1/", "/10/", False),
        ("", CITY, False),
    ],
)
def test_a_right_reaches_the_own_place_and_those_below(path: str, within: str, allowed: bool) -> None:
    assert can(actor(Role.OFFICE, path), Permission.RENAME_UNIT, within=within) is allowed


def test_the_reason_is_the_same_for_the_button_and_the_refusal() -> None:
    reason = why_not(check_can, actor(Role.LIAISON), Permission.MERGE_UNITS, within=CITY)

    with pytest.raises(NotAllowed) as refused:
        check_can(actor(Role.LIAISON), Permission.MERGE_UNITS, within=CITY)
    assert reason == str(refused.value) == "只有系统管理员、督查室可以合并单位"
    assert why_not(check_can, actor(Role.OFFICE), Permission.MERGE_UNITS, within=CITY) == ""


def test_the_system_is_held_back_by_nothing() -> None:
    assert all(can(SYSTEM, permission, within=CITY) for permission in Permission)


@pytest.mark.parametrize("permission", Permission)
def test_whoever_has_no_role_does_what_everyone_may_and_nothing_else(permission: Permission) -> None:
    nobody = Actor(name="某人", account=1)

    assert can(nobody, permission) is (ALLOWED[permission] == frozenset(Role))
    assert not nobody.is_system
    assert not nobody.sees_jurisdiction


def test_no_administrator_reads_documents_and_no_other_role_administers() -> None:
    separated = (Permission.CREATE_ACCOUNT, Permission.GRANT_ROLE, Permission.SEE_RECORD)

    assert not ADMINISTRATORS & ALLOWED[Permission.READ_DOCUMENT]
    assert not any(BUSINESS & ALLOWED[permission] for permission in separated)
    assert [len(ALLOWED[permission]) for permission in separated] == [1, 1, 1]
    assert len(frozenset.union(*(ALLOWED[permission] for permission in separated))) == 3
