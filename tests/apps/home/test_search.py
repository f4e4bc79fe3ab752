"""The search in the sidebar."""

from __future__ import annotations

from datetime import date

import pytest

from cast import City
from duban.apps.home.queries.search import search
from duban.apps.organizations.actions.appointments import appoint
from duban.apps.organizations.actions.officials import create_official
from duban.apps.organizations.actions.posts import create_post
from duban.apps.organizations.models import UnitName
from duban.rulebook.actors import SYSTEM
from plan_cast import Plans

ON = date(2026, 4, 15)


def found(city: City, words: str, *, by: str = "office") -> dict[str, list[str]]:
    return {kind.label: [hit.text for hit in kind.hits] for kind in search(words, actor=city.actor(by), on=ON)}


def test_a_unit_is_found_by_any_of_its_names(city: City) -> None:
    UnitName.objects.create(unit=city.units["发改"], name="市发改局", kind="short")

    assert found(city, "发改局") == {"单位": ["青泽市发展和改革局"]}
    assert found(city, "发展和 改革") == {"单位": ["青泽市发展和改革局"]}


def test_people_and_posts_are_found_with_who_holds_them(city: City) -> None:
    post = create_post(unit=city.units["财政"], title="局长", by=SYSTEM)
    person = create_official(jurisdiction=city.places["青泽市"], name="林知夏", by=SYSTEM)
    appoint(post=post, official=person, since=date(2022, 1, 1), by=SYSTEM)

    assert found(city, "知夏") == {"人员": ["林知夏"]}
    assert found(city, "财政局局长") == {"职务": ["青泽市财政局局长"]}


def test_whole_names_come_before_parts_of_names(city: City) -> None:
    hits = found(city, "临川县人民政府")["单位"]

    assert hits == ["临川县人民政府", "临川县人民政府办公室"]


def test_nobody_finds_what_they_may_not_see(city: City) -> None:
    assert found(city, "财政局", by="county_office") == {}
    assert found(city, "财政局", by="stranger") == {}
    assert found(city, "财政局", by="finance") == {"单位": ["青泽市财政局"]}


@pytest.mark.parametrize("words", ["", "   ", "%", "无此单位"])
def test_words_that_name_nothing_find_nothing(city: City, words: str) -> None:
    assert found(city, words) == {}


def test_the_page_says_what_was_not_found(city: City) -> None:
    page = city.client("office").get("/search/", {"q": "无此单位"}).content.decode()

    assert "没有找到" in page
    assert 'value="无此单位"' in page


def test_an_audit_administrator_searches_no_directory(city: City) -> None:
    assert city.client("audit_admin").get("/search/", {"q": "财政"}).status_code == 404


def test_tasks_are_found_by_their_words_and_by_who_answers(plans: Plans) -> None:
    assert found(plans.city, "存量", by="finance") == {"任务": ["盘活存量资产。"]}
    assert found(plans.city, "存量", by="liaison") == {}
    assert len(found(plans.city, "财政局", by="leader")["任务"]) == 2


def test_plans_are_found_by_title_and_number(plans: Plans) -> None:
    assert found(plans.city, "青府〔2026〕6号", by="liaison") == {"方案": [plans.force.title]}
    assert found(plans.city, "2027年市", by="office") == {"方案": [plans.draft.title]}
    assert found(plans.city, "2027年市", by="leader") == {}


def test_an_administrator_finds_no_business(plans: Plans) -> None:
    assert found(plans.city, "存量", by="system_admin") == {}
