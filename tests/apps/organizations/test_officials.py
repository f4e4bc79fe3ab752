"""People: created, told apart, changed, deleted."""

import re
from datetime import date

import pytest
from staff import Staff

from duban.apps.audit.models import Event
from duban.apps.organizations.actions.officials import change_official, create_official, delete_official
from duban.apps.organizations.models import Official
from duban.rulebook.actors import SYSTEM
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed


def test_blanks_that_align_a_name_are_no_part_of_it(staff: Staff) -> None:
    assert staff.person("黄　劲").name == "黄劲"
    assert staff.person("Anna  Li").name == "Anna Li"


def test_one_name_in_two_places_needs_no_remark(staff: Staff) -> None:
    assert staff.person("钱守正", place="临川县").pk != staff.qian.pk


def test_namesakes_in_one_place_are_told_apart_by_different_remarks(staff: Staff) -> None:
    with pytest.raises(Invalid, match="是否同一人") as refused:
        staff.person("钱守正")
    assert refused.value.field == "remark"
    assert staff.person("钱守正", remark="女，1985年生").pk
    with pytest.raises(Invalid, match="钱守正（女，1985年生）"):
        staff.person("钱守正", remark="女，1985年生")


def test_a_change_keeps_both_sides(staff: Staff) -> None:
    by = staff.city.actor("system_admin")
    change_official(official=staff.sun, name="孙丽新", remark="", by=by)
    event = Event.objects.get(verb="official.changed")
    assert (event.before, event.after) == ({"姓名": "孙立新"}, {"姓名": "孙丽新"})


def test_a_change_into_a_namesake_is_asked_about(staff: Staff) -> None:
    with pytest.raises(Invalid, match="是否同一人"):
        change_official(official=staff.sun, name="钱守正", remark="", by=SYSTEM)


def test_nothing_changed_leaves_no_event(staff: Staff) -> None:
    change_official(official=staff.sun, name="孙立新", remark="", by=SYSTEM)
    assert "official.changed" not in staff.city.events()


def test_who_ever_held_a_post_is_not_deleted(staff: Staff) -> None:
    with pytest.raises(Conflict, match="1 个任职"):
        delete_official(official=staff.qian, by=SYSTEM)
    delete_official(official=staff.sun, by=SYSTEM)
    assert not Official.objects.filter(pk=staff.sun.pk).exists()


def test_who_was_deleted_meanwhile_is_said_to_be_gone(staff: Staff) -> None:
    shown = Official.objects.get(pk=staff.sun.pk)
    delete_official(official=staff.sun, by=SYSTEM)

    with pytest.raises(Conflict, match="“孙立新”已被他人删除"):
        change_official(official=shown, name="孙丽新", remark="", by=SYSTEM)


def test_a_county_and_a_liaison_create_nobody_in_the_city(staff: Staff) -> None:
    for key in ("county_office", "liaison"):
        with pytest.raises(NotAllowed):
            create_official(jurisdiction=staff.city.places["青泽市"], name="新人", by=staff.city.actor(key))


def test_a_persons_page_links_only_to_posts_its_reader_may_open(staff: Staff) -> None:
    staff.holds(staff.post("文旅", "局长"), staff.qian, date(2024, 5, 1))

    text = staff.city.client("finance").get(f"/organizations/officials/{staff.qian.pk}/").content.decode()

    assert "青泽市文化广电旅游局局长" in text
    assert len(re.findall(r'href="/organizations/posts/\d+/"', text)) == 1
