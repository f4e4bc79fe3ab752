"""The pages of people, posts, appointments and leading groups, as their users meet them."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from staff import Staff

from duban.apps.organizations.actions.memberships import add_member
from duban.apps.organizations.actions.officials import change_official
from duban.apps.organizations.changes import token
from duban.apps.organizations.models import Appointment, LeadingGroup, Membership, Official, Post
from duban.rulebook.actors import SYSTEM

DAY = date(2026, 3, 1)


def url(name: str, *keys: int) -> str:
    return reverse(f"organizations:{name}", args=keys)


@pytest.fixture
def office(staff: Staff) -> Client:
    return staff.city.client("office")


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def words_of(response: Any) -> str:
    return str(response.content.decode())


def test_the_list_of_people_shows_what_each_holds_today(staff: Staff, office: Client) -> None:
    text = words_of(office.get(url("officials")))
    assert "钱守正" in text
    assert "局长</td>" in text
    assert "青泽市财政局" in text


def test_people_are_found_by_name_and_by_office(staff: Staff, office: Client) -> None:
    text = words_of(office.get(url("officials"), {"q": "财政"}))
    assert "钱守正" in text
    assert "顾清源" not in text.split("<table")[1]


def test_a_vacant_post_is_called_so_in_the_list_and_on_its_page(staff: Staff, office: Client) -> None:
    listed = words_of(office.get(url("posts"), {"state": "vacant"}))
    assert listed.count("青泽市人民政府") >= 2
    assert "顾清源" not in listed.split("<table")[1]
    assert "空缺" in words_of(office.get(url("post", staff.deputies[0].pk)))


def test_the_lists_are_exported_as_shown(staff: Staff, office: Client) -> None:
    add_member(group=staff.group(), role="chair", post=staff.mayor, by=SYSTEM)
    lines = {
        "officials": "钱守正,局长,青泽市财政局",
        "posts": "市长,青泽市人民政府,顾清源",
        "leading-groups": "领导小组,顾清源",
    }
    for name, line in lines.items():
        exported = office.get(url(name), {"export": "csv"})
        assert line in b"".join(exported.streaming_content).decode()  # type: ignore[attr-defined]
    vacant = office.get(url("posts"), {"export": "csv", "state": "vacant"})
    assert "span" not in b"".join(vacant.streaming_content).decode()  # type: ignore[attr-defined]


def test_a_person_is_created_and_a_namesake_is_asked_about(staff: Staff, office: Client) -> None:
    said = {"jurisdiction": staff.city.places["青泽市"].pk, "name": "钱守正"}
    asked = office.post(url("official-create"), said)
    assert "是否同一人" in words_of(asked)
    made = office.post(url("official-create"), {**said, "remark": "女，1985年生"})
    assert made.status_code == 302
    assert Official.objects.filter(name="钱守正").count() == 2


def test_the_second_of_two_people_at_once_is_refused(staff: Staff, office: Client) -> None:
    seen = token(staff.sun)
    change_official(official=staff.sun, name="孙立新", remark="党外", by=SYSTEM)
    said = {"name": "孙丽新", "remark": "", "seen": seen}
    text = words_of(office.post(url("official-change", staff.sun.pk), said))
    assert "已被他人修改" in text
    staff.sun.refresh_from_db()
    assert staff.sun.name == "孙立新"


def test_somebody_is_appointed_by_words(staff: Staff, office: Client) -> None:
    said = {"post": "青泽市财政局局长", "official": "孙立新", "since": "2026年3月1日"}
    refused = words_of(office.post(url("appointment-appoint"), said))
    assert "钱守正自2021年6月1日起任该职务" in refused
    seat = "青泽市人民政府副市长（席位2）"
    assert office.post(url("appointment-appoint"), {**said, "post": seat}).status_code == 302
    assert Appointment.objects.get(official=staff.sun).post == staff.deputies[1]


def test_words_that_name_several_are_asked_about(staff: Staff, office: Client) -> None:
    said = {"post": "青泽市人民政府副市长", "official": "无此人", "since": "去年"}
    text = words_of(office.post(url("appointment-appoint"), said))
    assert "有多个，请写明是哪一个" in text
    assert "没有找到“无此人”" in text
    assert "这样的日期" in text


def test_suggestions_name_each_of_several_apart(staff: Staff, office: Client) -> None:
    text = words_of(office.get(url_of_kind("post"), {"field": "post", "post": "副市长"}))
    assert "青泽市人民政府副市长（席位2）" in text
    assert office.get(url_of_kind("plan"), {"q": "x"}).status_code == 404


def url_of_kind(kind: str) -> str:
    return reverse("organizations:subject-suggest", args=[kind])


def test_the_page_of_removal_says_what_goes_with_the_post(staff: Staff, office: Client) -> None:
    add_member(group=staff.group(), post=staff.finance, by=SYSTEM)
    page = url("appointment-end", staff.qian_at_finance.pk)
    assert "青泽市质量强市工作领导小组成员" in words_of(office.get(page))
    assert office.post(page, {"until": "2026-03-01", "basis": "青人免〔2026〕1号"}).status_code == 302
    assert Appointment.objects.get(pk=staff.qian_at_finance.pk).until == DAY


def test_a_successor_takes_over_in_one_step(staff: Staff, office: Client) -> None:
    page = url("holder-replace", staff.finance.pk)
    assert "钱守正" in words_of(office.get(page))
    said = {"official": "孙立新", "on": "2026-03-01", "seen": token(staff.qian_at_finance)}
    assert office.post(page, said).status_code == 302
    again = words_of(office.post(page, {**said, "official": "顾清源", "on": "2026-05-01"}))
    assert "已被他人修改" in again


def test_a_correction_shows_the_record_and_needs_a_reason(staff: Staff, office: Client) -> None:
    page = url("appointment-correct", staff.qian_at_finance.pk)
    assert 'value="2021-06-01"' in words_of(office.get(page))
    said = {"official": "钱守正", "since": "2021-07-01", "seen": token(staff.qian_at_finance)}
    assert "请填写这一项" in words_of(office.post(page, said))
    assert office.post(page, {**said, "reason": "录错"}).status_code == 302
    assert Appointment.objects.get(pk=staff.qian_at_finance.pk).since == date(2021, 7, 1)


def test_a_post_is_created_changed_abolished_deleted_on_its_pages(staff: Staff, office: Client) -> None:
    unit = staff.city.units["财政"]
    office.post(url("post-create", unit.pk), {"title": "副局长", "order": "2", "portfolio": "国库"})
    post = Post.objects.get(title="副局长")
    said = {"title": "副局长", "order": "2", "portfolio": "国库、预算", "seen": token(post)}
    assert office.post(url("post-change", post.pk), said).status_code == 302
    assert office.post(url("post-abolish", post.pk), {"until": "2026-03-01"}).status_code == 302
    post.refresh_from_db()
    assert (post.portfolio, post.until) == ("国库、预算", DAY)
    assert office.post(url("post-delete", post.pk)).status_code == 302
    assert not Post.objects.filter(pk=post.pk).exists()


def test_what_is_held_is_not_deleted_and_the_button_says_why(staff: Staff, office: Client) -> None:
    assert "任职正在使用" in words_of(office.get(url("post", staff.finance.pk)))
    assert "任职正在使用" in words_of(office.post(url("official-delete", staff.qian.pk)))
    assert Official.objects.filter(pk=staff.qian.pk).exists()


def test_leaders_are_shown_with_their_portfolio_as_of_a_day(staff: Staff, office: Client) -> None:
    now, then = office.get(url("leaders")), office.get(url("leaders"), {"on": "2021-05-01"})
    assert "顾清源" in words_of(now)
    assert "顾清源" not in words_of(then)
    assert words_of(then).count("空缺") >= 3
    assert "不是日期" in words_of(office.get(url("leaders"), {"on": "<script>"}))


def test_a_group_is_founded_filled_and_dissolved_on_its_pages(staff: Staff, office: Client) -> None:
    said = {"jurisdiction": staff.city.places["青泽市"].pk, "name": "防汛专班", "since": "2026-01-10"}
    office.post(url("leading-group-create"), {**said, "office_unit": "青泽市财政局"})
    group = LeadingGroup.objects.get()
    page = url("leading-group", group.pk)
    assert "未写明设立依据" in words_of(office.get(page))
    assert "未写明任期和撤销条件" in words_of(office.get(page))
    chair = {"role": "chair", "post": "青泽市人民政府市长", "listed_name": "江远", "listed_title": "市长"}
    assert office.post(url("member-add", group.pk), chair).status_code == 302
    assert "只填" in words_of(office.post(url("member-add", group.pk), {"role": "member"}))
    assert "江远 市长" in words_of(office.get(page))
    seat = Membership.objects.get()
    assert office.post(url("member-end", seat.pk), {"until": "2026-03-01"}).status_code == 302
    dissolving = {"until": "2026-04-01", "basis": "任务完成"}
    assert office.post(url("leading-group-dissolve", group.pk), dissolving).status_code == 302
    assert "已撤销" in words_of(office.get(page))


def test_a_group_is_seen_as_it_was_on_a_day(staff: Staff, office: Client) -> None:
    group = staff.group()
    add_member(group=group, post=staff.finance, by=SYSTEM)
    office.post(url("appointment-end", staff.qian_at_finance.pk), {"until": "2024-03-01"})
    page = url("leading-group", group.pk)
    assert "钱守正" in words_of(office.get(page, {"on": "2024-02-29"})).split("操作记录")[0]
    after = words_of(office.get(page, {"on": "2024-03-01"})).split("操作记录")[0]
    assert "钱守正" not in after
    assert "空缺" in after


def test_whoever_may_not_change_sees_no_buttons_and_finds_no_forms(staff: Staff) -> None:
    reader = staff.city.client("reader")
    page = url("post", staff.finance.pk)
    assert url("post-change", staff.finance.pk) not in words_of(reader.get(page))
    assert reader.get(url("post-change", staff.finance.pk)).status_code == 404
    assert reader.get(url("appointment-appoint")).status_code == 404


def test_a_county_does_not_see_the_city(staff: Staff) -> None:
    county = staff.city.client("county_office")
    group = staff.group()
    pages = [url("post", staff.finance.pk), url("official", staff.qian.pk), url("leading-group", group.pk)]
    pages += [url("appointment-end", staff.qian_at_finance.pk), url("post-create", staff.city.units["财政"].pk)]
    assert [county.get(page).status_code for page in pages] == [404] * len(pages)


def test_no_page_asks_more_when_there_is_more(staff: Staff, office: Client) -> None:
    group = staff.group()
    add_member(group=group, role="chair", post=staff.mayor, by=SYSTEM)
    add_member(group=group, official=staff.sun, by=SYSTEM)
    pages = [url(name) for name in ("officials", "posts", "leaders", "leading-groups")]
    pages += [url("official", staff.qian.pk), url("post", staff.finance.pk), url("leading-group", group.pk)]
    office.get(pages[0])  # the first request renews the session
    few = [queries_of(office, page) for page in pages]
    for number in range(12):
        post, person = staff.post("财政", "科长", leads=True), staff.person(f"郭第{number}")
        staff.holds(post, person, date(2022, 1, 1))
        staff.holds(staff.post("市政府", "顾问", leads=True), staff.qian, None)
        add_member(group=staff.group(f"第{number}专班"), role="chair", post=post, by=SYSTEM)
        add_member(group=group, post=post, by=SYSTEM)
        add_member(group=group, official=person, by=SYSTEM)
    assert [queries_of(office, page) for page in pages] == few
