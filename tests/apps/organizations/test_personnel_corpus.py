"""The real rosters and appointments of one gazette: who answered on both sides of each change."""

from __future__ import annotations

from datetime import date

import pytest
from personnel_scene import Scene

from cast import SINCE, City
from corpus import corpus_file
from duban.apps.organizations.models import (
    Appointment,
    Jurisdiction,
    LeadingGroup,
    Level,
    MembershipRole,
    Official,
    Post,
    Unit,
    UnitKind,
    UnitName,
    UnitNameKind,
)
from duban.apps.organizations.queries.people import holder_of
from duban.rulebook.refusals import Conflict
from duban.rulebook.roles import Role

CHANGE = date(2023, 3, 31)
DAY_BEFORE = date(2023, 3, 30)


@pytest.fixture
def scene(city: City) -> Scene:
    """The gazette, uploaded by the office of its city, which knows only its own government and that office."""
    place = Jurisdiction.objects.create(name="罗定市", level=Level.CITY)
    for name, kind in (("罗定市人民政府", UnitKind.GOVERNMENT), ("罗定市人民政府办公室", UnitKind.DEPARTMENT)):
        city.units[name] = _unit(place, name, kind)
    city.add_account("gazette", name="督小青", unit="罗定市人民政府办公室", role=Role.OFFICE)
    file = corpus_file("001")
    return Scene(city, file.read_bytes(), name=file.name, by="gazette")


def _unit(place: Jurisdiction, name: str, kind: UnitKind = UnitKind.DEPARTMENT) -> Unit:
    unit = Unit.objects.create(jurisdiction=place, name=name, kind=kind, since=SINCE)
    UnitName.objects.create(unit=unit, name=name, kind=UnitNameKind.OFFICIAL, since=SINCE)
    return unit


def removed_before() -> Post:
    """The office from which somebody is removed, held since long ago."""
    place = Jurisdiction.objects.get(name="罗定市")
    bureau = _unit(place, "罗定市人力资源和社会保障局")
    post = Post.objects.create(unit=bureau, title="副局长")
    person = Official.objects.create(jurisdiction=place, name="肖枫")
    Appointment.objects.create(post=post, official=person, since=SINCE)
    return post


def test_the_real_gazette_is_imported(scene: Scene) -> None:
    post = removed_before()
    scene.answer("in_person", to="怎样登记")  # the towns are not on record
    scene.answer("same:市市场监管局", to="是同一单位吗")
    scene.say("4", day=CHANGE)
    assert scene.questions() == []

    scene.apply()

    group = LeadingGroup.objects.get(name="罗定市质量强市工作领导小组")
    roles = [seat.role for seat in group.memberships.all()]
    assert (group.basis, group.since) == ("罗府办函〔2023〕21号", date(2023, 3, 28))
    assert (roles.count(MembershipRole.CHAIR), roles.count(MembershipRole.DEPUTY)) == (1, 3)
    assert roles.count(MembershipRole.MEMBER) == 33
    assert LeadingGroup.objects.count() == 2  # the plan with a group of its own was left out
    held_before = holder_of(post, on=DAY_BEFORE)
    assert held_before is not None
    assert held_before.official.name == "肖枫"
    assert holder_of(post, on=CHANGE) is None


def test_three_are_appointed_on_the_day_and_not_before(scene: Scene) -> None:
    removed_before()
    scene.answer("in_person", to="怎样登记")
    scene.answer("same:市市场监管局", to="是同一单位吗")
    scene.say("4", day=CHANGE)

    scene.apply()

    named = {"彭健", "黄劲", "张永坤"}
    told = Appointment.objects.filter(basis="《人事任免》").select_related("official", "post__unit")
    assert {one.official.name for one in told} == named
    assert all(holder_of(one.post, on=DAY_BEFORE) is None for one in told)
    assert all(holder_of(one.post, on=CHANGE) == one for one in told)
    acting = next(one for one in told if one.acting)
    assert str(acting.post) == "罗定市国防动员办公室主任"
    bureau = Appointment.objects.get(post__unit__name="罗定市发展和改革委员会")
    assert bureau.official == acting.official  # one person, two offices
    assert bureau.since == date(2023, 3, 10)  # the earlier of two rosters that list it


def test_the_gazette_waits_for_the_day_it_does_not_give(scene: Scene) -> None:
    assert "没有写明日期" in scene.questions()[-1].text
    with pytest.raises(Conflict, match="个问题没有回答"):
        scene.apply()
    assert Appointment.objects.count() == 0
