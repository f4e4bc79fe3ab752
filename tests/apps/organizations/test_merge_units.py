"""Two units become one from a day: what is told moves, the rest ends, and every day before stays as it was."""

from __future__ import annotations

from datetime import date

import pytest

from cast import City
from duban.apps.audit.models import Event
from duban.apps.organizations import merging
from duban.apps.organizations.actions.unit_merging import merge_units
from duban.apps.organizations.changes import token
from duban.apps.organizations.models import (
    Appointment,
    LeadingGroup,
    Membership,
    Official,
    Post,
    Unit,
    UnitGroup,
    UnitNameKind,
)
from duban.apps.organizations.queries.people import posts_of
from duban.apps.organizations.queries.unit_groups import members_of
from duban.apps.organizations.queries.units import How, UnitFinder
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed

TODAY = date(2026, 3, 2)
MERGER = date(2026, 2, 1)
EVE = date(2026, 1, 31)


class Scene:
    """文旅 with a head and a deputy, in a collective unit and a leading group; to be merged into 财政."""

    def __init__(self, city: City) -> None:
        self.city, self.losing, self.winning = city, city.units["文旅"], city.units["财政"]
        place = city.places["青泽市"]
        self.losing.names.create(name="市文旅局", kind=UnitNameKind.SHORT)
        self.head, self.deputy = (Post.objects.create(unit=self.losing, title=title) for title in ("局长", "副局长"))
        Post.objects.create(unit=self.winning, title="局长")
        for post, name in ((self.head, "文远行"), (self.deputy, "文小青")):
            person = Official.objects.create(jurisdiction=place, name=name)
            Appointment.objects.create(post=post, official=person, since=date(2024, 1, 1), basis="任字〔2024〕1号")
        self.group = UnitGroup.objects.create(jurisdiction=place, name="经济部门")
        self.group.members.create(unit=self.losing)
        self.body = LeadingGroup.objects.create(jurisdiction=place, name="旅游工作领导小组", office_unit=self.losing)
        Membership.objects.create(leading_group=self.body, post=self.deputy)
        Membership.objects.create(leading_group=self.body, unit=self.losing)

    def all_keys(self) -> dict[str, list[str]]:
        return {
            part.key: [item.key for item in part.listed(self.losing, self.winning, MERGER)] for part in merging.parts()
        }

    def offered(self) -> dict[str, list[str]]:
        return {
            part.key: [item.key for item in part.listed(self.losing, self.winning, MERGER) if item.moves]
            for part in merging.parts()
        }

    def merge(self, chosen: dict[str, list[str]] | None = None, **more: object) -> Unit:
        values: dict[str, object] = {"since": MERGER, "on": TODAY, "by": self.city.actor("office"), "basis": "方案"}
        return merge_units(
            losing=self.losing,
            winning=self.winning,
            chosen=self.all_keys() if chosen is None else chosen,
            **(values | more),  # type: ignore[arg-type]
        )


@pytest.fixture
def scene(city: City) -> Scene:
    return Scene(city)


def held(unit: Unit, day: date) -> set[tuple[str, str]]:
    return {(post.title, row.official.name if row else "") for post, row in posts_of(unit, on=day)}


def test_posts_and_holders_move_and_the_days_before_stay(scene: Scene) -> None:
    scene.merge()

    assert held(scene.losing, EVE) == {("局长", "文远行"), ("副局长", "文小青")}
    assert held(scene.winning, EVE) == {("局长", "")}
    assert held(scene.losing, MERGER) == set()
    assert held(scene.winning, MERGER) == {("局长", ""), ("局长", "文远行"), ("副局长", "文小青")}
    assert Post.objects.filter(unit=scene.winning, title="局长").count() == 2


def test_what_is_not_chosen_stays_behind_and_ends(scene: Scene) -> None:
    scene.merge(chosen={})

    assert held(scene.winning, MERGER) == {("局长", "")}
    ended = Appointment.objects.get(official__name="文远行")
    assert (ended.until, ended.end_basis) == (MERGER, "青泽市文化广电旅游局并入青泽市财政局")
    assert list(members_of(scene.group, on=MERGER)) == []


def test_a_title_the_other_unit_has_is_not_offered_to_move(scene: Scene) -> None:
    assert scene.offered()["posts"] == [str(scene.deputy.pk)]


def test_collective_units_and_leading_groups_follow(scene: Scene) -> None:
    scene.merge()

    assert list(members_of(scene.group, on=EVE)) == [scene.losing]
    assert list(members_of(scene.group, on=MERGER)) == [scene.winning]
    seats = Membership.objects.filter(leading_group=scene.body)
    assert {str(seat.unit or seat.post) for seat in seats.on(EVE)} == {
        "青泽市文化广电旅游局",
        "青泽市文化广电旅游局副局长",
    }
    assert {str(seat.unit or seat.post) for seat in seats.on(MERGER)} == {"青泽市财政局", "青泽市财政局副局长"}
    scene.body.refresh_from_db()
    assert scene.body.office_unit == scene.winning


def test_its_names_lead_to_the_other_unit_from_that_day(scene: Scene) -> None:
    scene.merge()
    before, after = (UnitFinder(scene.city.places["青泽市"], day) for day in (EVE, MERGER))

    for name in ("市文化广电旅游局", "市文旅局"):
        assert getattr(before.one(name), "unit", None) == scene.losing
        found = after.one(name)
        assert found is not None
        assert (found.unit, found.how) == (scene.winning, How.FORMER)


def test_the_unit_is_retired_and_says_where_it_went(scene: Scene) -> None:
    scene.merge()

    unit = Unit.objects.get(pk=scene.losing.pk)
    assert (unit.until, unit.merged_into) == (MERGER, scene.winning)
    assert not unit.names.filter(until=None).exists()
    event = Event.objects.get(verb="unit.merged")
    assert event.after["并入单位"] == "青泽市财政局"
    assert Event.objects.about(scene.winning).filter(pk=event.pk).exists()


def test_a_unit_below_the_one_that_goes_moves_up(scene: Scene) -> None:
    Unit.objects.filter(pk=scene.winning.pk).update(parent=scene.losing)
    below = scene.city.units["发改"]
    Unit.objects.filter(pk=below.pk).update(parent=scene.losing)
    scene.winning.refresh_from_db()

    scene.merge()

    assert Unit.objects.get(pk=scene.winning.pk).parent is None
    assert Unit.objects.get(pk=below.pk).parent == scene.winning


def test_a_unit_is_merged_once(scene: Scene) -> None:
    scene.merge()

    with pytest.raises(Conflict, match="已自2026年2月1日起并入“青泽市财政局”"):
        scene.merge()


def test_a_unit_is_not_merged_into_itself(scene: Scene) -> None:
    scene.winning = scene.losing

    with pytest.raises(Conflict, match="两个不同的单位"):
        scene.merge(chosen={})


def test_a_merger_is_not_entered_ahead(scene: Scene) -> None:
    with pytest.raises(Invalid, match="不能晚于今天"):
        scene.merge(since=date(2026, 3, 3))


def test_a_county_does_not_merge_units_of_the_city(scene: Scene) -> None:
    with pytest.raises(NotAllowed, match="本行政区及下级行政区"):
        scene.merge(by=scene.city.actor("county_office"))


def test_a_comparison_that_no_longer_holds_is_refused(scene: Scene) -> None:
    shown = token(Unit.objects.get(pk=scene.losing.pk)), token(Unit.objects.get(pk=scene.winning.pk))
    Unit.objects.filter(pk=scene.winning.pk).update(order=77)

    with pytest.raises(Conflict, match="“青泽市财政局”已被他人修改"):
        scene.merge(seen=shown)

    assert scene.city.events() == []
