"""What leaves the house: to a real mail server and a real robot, at most once, for its day only."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from owed_things import Things
from servers import MailServer, RobotServer

from cast import City
from duban.apps.jobs.running import run_waiting
from duban.apps.outbox import channels
from duban.apps.outbox.channels import Doubtful, NotSent
from duban.apps.outbox.delivering import CUT_OFF, SWITCHED_OFF, TOO_LATE
from duban.apps.outbox.models import Channel, Delivery, Message, MessageState, Robot, Subscription
from duban.apps.outbox.telling import tell

CHINA = ZoneInfo("Asia/Shanghai")
FRIDAY = date(2026, 4, 10)
MORNING = datetime.combine(FRIDAY, time(8, 30), CHINA)


@pytest.fixture
def morning():
    with time_machine.travel(MORNING, tick=False) as moving:
        yield moving


def wants_email(city: City, address: str = "lin@qingze.example") -> None:
    Subscription.objects.create(account=city.accounts["liaison"], email=address)


def robot_of(city: City, group: RobotServer, unit: str = "") -> Robot:
    return Robot.objects.create(
        jurisdiction=city.places["青泽市"],
        unit=city.units[unit] if unit else None,
        name="督查工作群",
        address=group.address,
    )


def outcome() -> tuple[str, int, str]:
    row = Delivery.objects.get()
    return row.state, row.tries, row.failure


def test_who_wants_it_gets_an_email_that_says_it_all(city, things: Things, mail: MailServer, morning, settings) -> None:
    settings.ADDRESS = "https://duban.qingze.example"
    wants_email(city)
    things.owe(city.units["发改"].pk, FRIDAY)
    tell(at=MORNING)
    run_waiting()

    (letter,) = mail.taken
    assert (letter["To"], letter["From"]) == ("lin@qingze.example", "duban@qingze.example")
    assert letter["Subject"] == "督办提醒：1件今天到期"
    text = letter.get_content()
    assert "· 报送进展情况：新开工重点项目60个以上（4月10日，今天到期）" in text
    assert "https://duban.qingze.example/plans/1/" in text
    assert "https://duban.qingze.example/reminders/settings/" in text
    assert outcome() == (MessageState.SENT, 1, "")


def test_without_the_address_of_the_site_a_letter_names_no_link(city, things, mail: MailServer, morning) -> None:
    wants_email(city)
    things.owe(city.units["发改"].pk, FRIDAY)
    tell(at=MORNING)
    run_waiting()

    assert "/plans/" not in mail.taken[0].get_content()


def test_without_a_mail_server_there_is_no_letter_but_a_message(city, things, settings, morning) -> None:
    settings.EMAIL_HOST = ""
    wants_email(city)
    things.owe(city.units["发改"].pk, FRIDAY)
    tell(at=MORNING)

    assert Message.objects.count() == 2
    assert not Delivery.objects.exists()


def test_an_address_nobody_has_is_tried_as_told_and_then_failed(city, things, mail: MailServer, morning) -> None:
    wants_email(city, "refused@qingze.example")
    things.owe(city.units["发改"].pk, FRIDAY)
    tell(at=MORNING)
    for _ in range(40):
        run_waiting()
        morning.shift(timedelta(minutes=1))

    assert outcome() == (MessageState.FAILED, 5, "邮件服务器不收这个地址")
    assert mail.taken == []


def test_a_letter_that_may_have_been_taken_is_not_sent_again(city, things, mail: MailServer, morning) -> None:
    mail.dies_after_taking = True
    wants_email(city)
    things.owe(city.units["发改"].pk, FRIDAY)
    tell(at=MORNING)
    for _ in range(10):
        run_waiting()
        morning.shift(timedelta(minutes=5))

    assert len(mail.taken) == 1
    assert outcome()[:2] == (MessageState.DOUBTFUL, 1)


def test_a_group_hears_counts_alone_unit_by_unit_once_a_day(city, things, group: RobotServer, morning) -> None:
    robot_of(city, group)
    things.owe(city.units["发改"].pk, FRIDAY)
    things.owe(city.units["发改"].pk, date(2026, 4, 9))
    things.owe(city.units["财政"].pk, FRIDAY)
    tell(at=MORNING)
    tell(at=MORNING)
    run_waiting()

    ((path, content_type, said),) = group.taken
    assert path.endswith("key=secret-of-the-group")
    assert content_type.startswith("application/json")
    assert said["msgtype"] == "text"
    assert said["text"]["content"].splitlines() == [
        "督办提醒 青泽市 4月10日（周五）",
        "1件逾期，2件今天到期。",
        "青泽市发展和改革局：1件逾期，1件今天到期",
        "青泽市财政局：1件今天到期",
        "请登录督办系统办理",
    ]
    assert Delivery.objects.get().address == ""


def test_the_group_of_a_unit_hears_of_that_unit(city, things, group: RobotServer, morning) -> None:
    robot_of(city, group, "财政")
    things.owe(city.units["发改"].pk, FRIDAY)
    tell(at=MORNING)
    assert run_waiting() == 0

    assert group.taken == []


def test_the_group_of_a_place_does_not_hear_what_offices_below_ask_for(city, things, group, morning) -> None:
    robot_of(city, group)
    things.owe(city.units["石桥镇政府"].pk, FRIDAY, place=city.places["临川县"].pk)
    tell(at=MORNING)

    assert not Delivery.objects.exists()


def test_a_text_for_a_group_is_never_longer_than_it_takes(city, things, group: RobotServer, morning) -> None:
    from duban.apps.organizations.models import Unit

    robot_of(city, group)
    for number in range(60):
        unit = Unit.objects.create(
            name=f"青泽市第{number}综合行政执法管理服务指导中心", jurisdiction=city.places["青泽市"]
        )
        things.owe(unit.pk, FRIDAY)
    tell(at=MORNING)

    body = Delivery.objects.get().body
    assert len(body.encode()) <= 2000
    assert body.splitlines()[1] == "60件今天到期。"
    assert body.endswith("请登录督办系统办理")


def test_a_robot_that_refuses_is_tried_again_and_is_heard_once(city, things, group: RobotServer, morning) -> None:
    group.answer = b'{"errcode":45009,"errmsg":"reach max api daily quota limit"}'
    robot_of(city, group)
    things.owe(city.units["发改"].pk, FRIDAY)
    tell(at=MORNING)
    run_waiting()
    assert outcome() == (MessageState.WAITING, 1, "机器人没有接收，代码 45009")

    group.answer = b'{"errcode":0}'
    morning.shift(timedelta(minutes=2))
    run_waiting()
    assert outcome() == (MessageState.SENT, 2, "")


def test_a_robot_that_takes_it_and_is_silent_is_not_asked_again(city, group: RobotServer, monkeypatch) -> None:
    monkeypatch.setattr(channels, "SECONDS", 0.3)
    group.wait = 1.0

    with pytest.raises(Doubtful, match="没有答复"):
        channels.post_text(group.address, "测试")
    assert len(group.taken) == 1


def test_a_redirect_is_not_followed(group: RobotServer) -> None:
    group.status, group.headers = 302, {"Location": group.address}

    with pytest.raises(NotSent, match="302"):
        channels.post_text(group.address, "测试")
    assert len(group.taken) == 1


@pytest.mark.parametrize("address", ["file:///etc/hostname", "ftp://127.0.0.1/x", "data:text/plain,x"])
def test_only_http_is_spoken(address: str) -> None:
    with pytest.raises(NotSent, match="https"):
        channels.post_text(address, "测试")


def test_where_nobody_listens_it_says_so_without_the_secret() -> None:
    gone = RobotServer()
    gone.server_close()

    with pytest.raises(NotSent) as refusal:
        channels.post_text(gone.address, "测试")
    assert str(refusal.value) == "对方拒绝连接"


def test_what_was_under_way_when_the_worker_died_is_doubtful_not_doubled(city, things, group, morning) -> None:
    robot_of(city, group)
    things.owe(city.units["发改"].pk, FRIDAY)
    tell(at=MORNING)
    Delivery.objects.update(state=MessageState.SENDING, tries=1)
    run_waiting()

    assert group.taken == []
    assert outcome() == (MessageState.DOUBTFUL, 1, CUT_OFF)


def test_what_did_not_go_out_on_its_day_does_not_go_out_later(city, things, group, morning) -> None:
    robot_of(city, group)
    things.owe(city.units["发改"].pk, FRIDAY)
    tell(at=MORNING)
    morning.shift(timedelta(days=1))
    run_waiting()

    assert group.taken == []
    assert outcome() == (MessageState.FAILED, 0, TOO_LATE)


def test_a_robot_switched_off_in_between_is_silent(city, things, group, morning) -> None:
    robot = robot_of(city, group)
    things.owe(city.units["发改"].pk, FRIDAY)
    tell(at=MORNING)
    Robot.objects.filter(pk=robot.pk).update(is_active=False)
    run_waiting()

    assert group.taken == []
    assert outcome() == (MessageState.FAILED, 0, SWITCHED_OFF)


def test_a_message_goes_each_way_once(city: City) -> None:
    message = Message.objects.create(account=city.accounts["liaison"], day=FRIDAY, made_at=MORNING, subject="督办提醒")
    Delivery.objects.create(message=message, day=FRIDAY, channel=Channel.EMAIL)

    from django.db import IntegrityError, transaction

    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.create(message=message, day=FRIDAY, channel=Channel.EMAIL)
