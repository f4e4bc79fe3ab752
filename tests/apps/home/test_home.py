"""Each role's first page: what waits, and that nothing is shown to whom it does not concern."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cast import City
from duban.apps.audit.actions import verify_record
from duban.apps.audit.models import Event
from duban.apps.audit.sentences import sentence
from duban.apps.organizations.actions.appointments import appoint
from duban.apps.organizations.actions.leading_groups import create_leading_group
from duban.apps.organizations.actions.memberships import add_member
from duban.apps.organizations.actions.officials import create_official
from duban.apps.organizations.actions.posts import create_post
from duban.apps.organizations.models import LeadingGroup, Official, Post
from duban.rulebook.actors import SYSTEM
from duban.rulebook.roles import Role

LONG_AGO = date(2021, 5, 1)


def page(city: City, key: str) -> str:
    response = city.client(key).get("/")
    assert response.status_code == 200
    return response.content.decode()


def leader_post(city: City, title: str = "副市长", portfolio: str = "") -> Post:
    return create_post(unit=city.units["市政府"], title=title, portfolio=portfolio, leads_jurisdiction=True, by=SYSTEM)


def somebody(city: City, name: str, post: Post) -> Official:
    person = create_official(jurisdiction=city.places["青泽市"], name=name, by=SYSTEM)
    appoint(post=post, official=person, since=LONG_AGO, by=SYSTEM)
    return person


def group_past_its_term(city: City) -> LeadingGroup:
    return create_leading_group(
        jurisdiction=city.places["青泽市"],
        name="青泽市食品安全工作领导小组",
        since=LONG_AGO,
        basis="青府办函〔2021〕5号",
        term_ends_on=timezone.localdate() - timedelta(days=1),
        by=SYSTEM,
    )


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_a_first_page(city: City, role: Role) -> None:
    assert "<h1>工作台</h1>" in page(city, role.value)


def test_the_administrator_sees_what_is_still_to_be_set_up(city: City) -> None:
    text = page(city, "system_admin")

    assert re.search(r">下级行政区</td><td[^>]*>3 个<", text)
    assert "还没有；可从成立文件导入" in text
    assert "各类角色都有人担任" in text


def test_the_first_thing_still_to_be_set_up_is_the_next_step(city: City) -> None:
    text = page(city, "system_admin")

    assert text.count(">下一步<") == 1
    step = re.search(r">下一步<.*?</tr>", text, re.S)
    assert step
    assert "人员与职务" in step[0]
    assert "/organizations/imports/new/" in step[0]


def test_what_was_verified_today_does_not_wait(city: City) -> None:
    verify_record(by=city.actor("audit_admin"))

    text = page(city, "audit_admin")
    assert "今天已核验操作记录" in text
    assert "去核验" not in text


def test_a_role_that_nobody_has_is_named(city: City) -> None:
    city.grants["leader"].delete()

    assert "还没有人担任：领导" in page(city, "system_admin")
    assert "角色无人担任" in page(city, "security_admin")


def test_an_account_without_a_role_waits_for_the_security_administrator(city: City) -> None:
    city.grants["stranger"].delete()

    text = page(city, "security_admin")

    assert "给文远行授予角色" in text
    assert f'href="/accounts/{city.accounts["stranger"].pk}/"' in text


def test_the_office_is_told_of_vacant_leaders_and_groups_past_their_term(city: City) -> None:
    leader_post(city, "市长")
    group_past_its_term(city)

    text = page(city, "office")

    assert "青泽市人民政府市长空缺" in text
    assert "青泽市食品安全工作领导小组任期已满" in text


def test_a_group_that_lacks_its_basis_is_a_doubt(city: City) -> None:
    create_leading_group(jurisdiction=city.places["青泽市"], name="青泽市防汛工作领导小组", by=SYSTEM)

    assert "去补正" in page(city, "office")


def test_what_concerns_the_city_is_not_shown_to_the_county(city: City) -> None:
    leader_post(city, "市长")
    group_past_its_term(city)

    text = page(city, "county_office")

    assert "市长" not in text
    assert "食品安全" not in text


def test_a_leader_sees_the_own_posts_and_groups(city: City) -> None:
    post = leader_post(city, "副市长", "财政、税务")
    official = somebody(city, "顾清源", post)
    account = city.accounts["leader"]
    account.official = official
    account.save()
    add_member(group=group_past_its_term(city), role="chair", post=post, by=SYSTEM)

    text = page(city, "leader")

    assert "财政、税务" in text
    assert re.search(r"食品安全工作领导小组</a></span><span><small>组长", text)


def test_a_leader_without_a_person_on_record_is_told_what_to_do(city: City) -> None:
    assert "还没有对应到人员" in page(city, "leader")


def test_a_liaison_sees_the_own_unit_and_no_other(city: City) -> None:
    own = create_post(unit=city.units["发改"], title="局长", by=SYSTEM)
    somebody(city, "郑重", own)
    other = create_post(unit=city.units["文旅"], title="局长", by=SYSTEM)
    somebody(city, "文澜", other)

    text = page(city, "liaison")

    assert "局长 郑重" in text
    assert "文澜" not in text


def test_the_audit_administrator_is_asked_to_verify(city: City) -> None:
    assert "还没有核验过" in page(city, "audit_admin")


def test_recent_changes_are_told_in_sentences(city: City) -> None:
    create_post(unit=city.units["发改"], title="局长", by=city.actor("office"))

    assert sentence(Event.objects.latest("sequence")) in page(city, "office")


@pytest.mark.parametrize("key", ["office", "system_admin", "liaison", "leader", "security_admin"])
def test_the_queries_of_a_first_page_do_not_grow(city: City, key: str) -> None:
    browser = city.client(key)

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            browser.get("/")
        return len(asked)

    leader_post(city, "市长")
    somebody(city, "顾清源", leader_post(city))
    group_past_its_term(city)
    browser.get("/")
    few = queries()
    for number in range(6):
        somebody(city, f"顾清{number}", leader_post(city))
        leader_post(city)
        create_leading_group(jurisdiction=city.places["青泽市"], name=f"第{number}领导小组", by=SYSTEM)

    assert queries() == few
