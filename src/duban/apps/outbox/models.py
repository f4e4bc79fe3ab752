"""The outbox: one message for each person and day, each way it goes out, and where those ways lead."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.db.models import Q

from duban.apps.organizations.models import Jurisdiction, Unit
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission, can


class MessageState(models.TextChoices):
    """Sent at most once: what was under way when its worker was killed is doubtful, and not sent again."""

    WAITING = "waiting", "待发送"
    SENDING = "sending", "正在发送"
    SENT = "sent", "已发送"
    FAILED = "failed", "没有发成"
    DOUBTFUL = "doubtful", "不能确定"


class Message(models.Model):
    """What one person is told on one day; shown in the application, and sent each further way that is set up.

    `items`: [{"kind", "title", "due", "url", "unit", "distance", "when": "late" | "today" | "before"}, …] as they
    were when it was made."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="messages", verbose_name="收件人"
    )
    day = models.DateField("日期")
    made_at = models.DateTimeField("生成时间")
    subject = models.CharField("标题", max_length=200)
    items = models.JSONField("内容", default=list)
    read_at = models.DateTimeField("阅读时间", null=True, blank=True)

    class Meta:
        verbose_name = "提醒"
        ordering = ["-day", "-pk"]
        constraints = [models.UniqueConstraint(fields=["account", "day"], name="one_message_a_day")]

    def __str__(self) -> str:
        return self.subject


class Channel(models.TextChoices):
    EMAIL = "email", "电子邮件"
    WEBHOOK = "webhook", "群机器人"


class Delivery(models.Model):
    """One way a message goes out, once; `tries` and `failure` say what became of it.

    `address`: of an e-mail; the way to a group is its robot's own, which is a secret."""

    message = models.ForeignKey(
        Message, models.CASCADE, null=True, blank=True, related_name="deliveries", verbose_name="提醒"
    )
    robot = models.ForeignKey(
        "Robot", models.CASCADE, null=True, blank=True, related_name="deliveries", verbose_name="群机器人"
    )
    day = models.DateField("日期")
    channel = models.CharField("渠道", max_length=10, choices=Channel.choices)
    address = models.CharField("地址", max_length=500, blank=True)
    is_test = models.BooleanField("测试", default=False)
    body = models.TextField("正文", blank=True)
    state = models.CharField("状态", max_length=10, choices=MessageState.choices, default=MessageState.WAITING)
    tries = models.PositiveSmallIntegerField("次数", default=0)
    sent_at = models.DateTimeField("发送时间", null=True, blank=True)
    failure = models.TextField("失败原因", blank=True)

    class Meta:
        verbose_name = "发送"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["message", "channel"], name="delivery_once_each_way"),
            models.UniqueConstraint(
                fields=["robot", "day"], condition=Q(is_test=False), name="robot_speaks_once_a_day"
            ),
        ]
        indexes = [models.Index(fields=["channel", "state"], name="deliveries_by_way")]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} {self.day:%Y-%m-%d}"


class RobotQuerySet(models.QuerySet["Robot"]):
    def visible_to(self, actor: Actor) -> RobotQuerySet:
        """Those of the jurisdiction and below, for who sets them up."""
        if actor.is_system:
            return self
        if not can(actor, Permission.SET_REMINDERS) or not actor.path:
            return self.none()
        return self.filter(jurisdiction__path__startswith=actor.path)


class Robot(models.Model):
    """群机器人: the webhook of a group (企业微信 and the like) that gets the digest of a unit or a whole place."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.CASCADE, related_name="robots", verbose_name="行政区")
    unit = models.ForeignKey(Unit, models.CASCADE, null=True, blank=True, related_name="robots", verbose_name="单位")
    name = models.CharField("名称", max_length=60)
    address = models.URLField("地址", max_length=500, unique=True)
    is_active = models.BooleanField("启用", default=True)

    objects = RobotQuerySet.as_manager()

    class Meta:
        verbose_name = "群机器人"
        ordering = ["jurisdiction__path", "name"]

    def __str__(self) -> str:
        return self.name

    @property
    def host(self) -> str:
        """Where it leads, without the secret that is in the address."""
        return urlsplit(self.address).hostname or ""

    @property
    def audience(self) -> str:
        """Whose digest it is."""
        return self.unit.name if self.unit else self.jurisdiction.name


class Subscription(models.Model):
    """How one person is reminded: by e-mail or not; quiet for a while."""

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="subscription", verbose_name="账号"
    )
    email = models.EmailField("电子邮件", blank=True)
    quiet_until = models.DateField("暂不提醒至", null=True, blank=True)

    class Meta:
        verbose_name = "提醒设置"

    def __str__(self) -> str:
        return f"{self.account}的提醒设置"


class Feed(models.Model):
    """日历订阅: a secret address that shows what a person's units owe, or one of them; only the digest is kept.

    It shows what the person answers for at the time it is asked, nothing once the role is over."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="feeds", verbose_name="账号")
    unit = models.ForeignKey(Unit, models.CASCADE, null=True, blank=True, related_name="feeds", verbose_name="单位")
    digest = models.CharField("密钥的散列值", max_length=64, unique=True)
    made_at = models.DateTimeField("生成时间")

    class Meta:
        verbose_name = "日历订阅"
        constraints = [
            models.UniqueConstraint(fields=["account", "unit"], name="one_feed_of_a_unit"),
            models.UniqueConstraint(fields=["account"], condition=Q(unit=None), name="one_feed_of_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.unit.name}的日历订阅" if self.unit else "我的日历订阅"


class Telling(models.Model):
    """A day on which reminders were made; what fell on a day when nothing ran is told on the next."""

    day = models.DateField("日期", unique=True)
    begun_at = models.DateTimeField("开始时间")
    ended_at = models.DateTimeField("完成时间", null=True, blank=True)

    class Meta:
        verbose_name = "提醒日"
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}"
