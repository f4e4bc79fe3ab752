"""提醒, 提醒设置 and 群机器人 in the browser."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from owed_things import Things

from cast import City
from duban.apps.jobs.running import run_waiting
from duban.apps.organizations.changes import token
from duban.apps.outbox.actions.robots import add_robot, change_robot, send_test, switch_robot
from duban.apps.outbox.actions.subscriptions import change_settings
from duban.apps.outbox.models import Delivery, Feed, Message, Robot, Subscription
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed

ADDRESS = "https://robots.example/send?key=secret"


def message_of(city: City, key: str = "liaison", day: date = date(2026, 4, 10)) -> Message:
    item = {"kind": "报送进展情况", "title": "新开工项目", "url": "/x/", "due": "2026-04-10", "unit": 1}
    items = [{**item, "distance": "今天到期", "working_days": 0, "when": "today"}]
    return Message.objects.create(
        account=city.accounts[key], day=day, made_at=timezone.now(), subject="督办提醒：1件今天到期", items=items
    )


def robot_of(city: City, **values: object) -> Robot:
    given = {"unit": None, "name": "工作群", "address": ADDRESS, **values}
    return add_robot(jurisdiction=city.places["青泽市"], by=city.actor("system_admin"), **given)  # type: ignore[arg-type]


def test_the_sidebar_counts_unread_messages_until_they_are_read(city: City) -> None:
    client, first = city.client("liaison"), message_of(city)
    message_of(city, day=date(2026, 4, 13))
    page = client.get(reverse("outbox:messages")).content.decode()
    assert 'aria-current="page">提醒 2</a>' in page
    assert "今天到期" in page

    client.post(reverse("outbox:message-read", args=[first.pk]))
    assert "1 条未读" in client.get(reverse("outbox:messages")).content.decode()
    client.post(reverse("outbox:messages-read"))
    assert "没有未读的提醒" in client.get(reverse("outbox:messages")).content.decode()


def test_a_message_is_its_owner_s_alone(city: City) -> None:
    message = message_of(city)

    assert city.client("unit_head").post(reverse("outbox:message-read", args=[message.pk])).status_code == 404
    assert "新开工项目" not in city.client("unit_head").get(reverse("outbox:messages")).content.decode()


def test_the_list_costs_the_same_for_many_messages(city: City, django_assert_num_queries) -> None:
    client = city.client("liaison")
    message_of(city)
    with time_machine.travel(datetime(2026, 4, 10, 9), tick=False):
        client.get(reverse("outbox:messages"))

    def count() -> int:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("outbox:messages"))
        return len(asked)

    few = count()
    for number in range(1, 8):
        message_of(city, day=date(2026, 4, 10) + timedelta(days=number))
    assert count() == few


def test_one_sets_an_address_and_quiet_days(city: City, settings) -> None:
    settings.EMAIL_HOST = "mail.example"
    today = timezone.localdate()
    client, address = city.client("liaison"), reverse("outbox:settings")
    seen = client.get(address).context["form"]["seen"].value()
    sent = {"email": "lin@qingze.example", "quiet_until": today.isoformat(), "seen": seen}

    assert client.post(address, sent).status_code == 302
    row = Subscription.objects.get()
    assert (row.email, row.quiet_until) == ("lin@qingze.example", today)
    assert "已被他人修改" in client.post(address, {**sent, "email": "x@qingze.example"}).content.decode()
    assert "lin@" not in str(list(city.events()))


def test_no_address_is_taken_while_there_is_no_mail_server(city: City, settings) -> None:
    settings.EMAIL_HOST = ""

    with pytest.raises(Invalid, match="邮件服务器"):
        change_settings(email="a@b.example", quiet_until=None, on=date(2026, 4, 1), by=city.actor("liaison"))
    assert "还没有设置邮件服务器" in city.client("liaison").get(reverse("outbox:settings")).content.decode()


@pytest.mark.parametrize("day", [date(2026, 3, 31), date(2026, 12, 31)])
def test_quiet_lasts_from_today_and_not_for_ever(city: City, day: date) -> None:
    with pytest.raises(Invalid):
        change_settings(email="", quiet_until=day, on=date(2026, 4, 1), by=city.actor("liaison"))


def test_a_feed_s_address_is_shown_once_and_works(city: City, things: Things) -> None:
    client = city.client("liaison")
    address = client.post(reverse("outbox:feed-renew")).context["address"]

    assert city.client("reader").get(urlsplit(address).path).status_code == 200
    settings_page = client.get(reverse("outbox:settings")).content.decode()
    assert address not in settings_page
    assert "换新地址" in settings_page
    client.post(reverse("outbox:feed-end", args=[Feed.objects.get().pk]))
    assert not Feed.objects.exists()


def test_a_robot_is_added_changed_and_switched_off_and_its_secret_is_never_shown(city: City) -> None:
    client = city.client("system_admin")
    place = city.places["青泽市"].pk
    sent = {"jurisdiction": place, "name": "督查工作群", "unit": "", "address": ADDRESS}
    assert client.post(reverse("outbox:robot-add"), sent).status_code == 302
    robot = Robot.objects.get()
    changed = {"name": "督查群", "unit": "", "address": "", "seen": token(robot)}
    assert client.post(reverse("outbox:robot-change", args=[robot.pk]), changed).status_code == 302
    client.post(reverse("outbox:robot-switch", args=[robot.pk]), {"to": "off"})

    robot.refresh_from_db()
    assert (robot.name, robot.address, robot.is_active) == ("督查群", ADDRESS, False)
    assert "secret" not in client.get(reverse("outbox:robots")).content.decode()
    assert city.events() == ["reminder.robot_added", "reminder.robot_changed", "reminder.robot_switched_off"]
    from duban.apps.audit.models import Event

    assert "secret" not in str(list(Event.objects.values_list("before", "after", "note")))


def test_a_double_press_adds_one_robot(city: City) -> None:
    robot_of(city)

    with pytest.raises(Invalid, match="已经添加过"):
        robot_of(city)


@pytest.mark.parametrize("address", ["ftp://robots.example/x", "file:///etc/passwd", "https://"])
def test_only_addresses_of_the_web_are_taken(city: City, address: str) -> None:
    with pytest.raises(Invalid, match="https"):
        robot_of(city, address=address)


def test_a_stale_form_changes_no_robot(city: City) -> None:
    robot = robot_of(city)
    seen = token(robot)
    switch_robot(robot=robot, is_active=False, by=city.actor("system_admin"))

    with pytest.raises(Conflict, match="已被他人修改"):
        change_robot(robot=robot, unit=None, name="甲", address="", seen=seen, by=city.actor("system_admin"))


def test_the_county_s_administrator_sets_up_the_county_alone(city: City) -> None:
    robot = robot_of(city)

    with pytest.raises(NotAllowed, match="本行政区"):
        switch_robot(robot=robot, is_active=False, by=city.actor("county_admin"))
    assert "工作群" not in city.client("county_admin").get(reverse("outbox:robots")).content.decode()


def test_a_test_reaches_the_group_beside_the_message_of_the_day(city: City, group) -> None:
    robot = robot_of(city, address=group.address)
    today = timezone.localdate()
    Delivery.objects.create(robot=robot, day=today, channel="webhook", state="sent")
    send_test(robot=robot, on=today, by=city.actor("system_admin"))
    with pytest.raises(Conflict, match="还在发送"):
        send_test(robot=robot, on=today, by=city.actor("system_admin"))
    run_waiting()

    assert "督办系统测试消息" in group.taken[0][2]["text"]["content"]
    page = city.client("system_admin").get(reverse("outbox:robots")).content.decode()
    assert "工作群（测试）" in page
    assert "已发送" in page


def test_a_failure_is_said_in_words(city: City) -> None:
    robot = robot_of(city)
    Delivery.objects.create(
        robot=robot, day=date(2026, 4, 10), channel="webhook", state="failed", failure="对方拒绝连接", tries=5
    )

    assert "对方拒绝连接" in city.client("system_admin").get(reverse("outbox:robots")).content.decode()
