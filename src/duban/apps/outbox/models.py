"""The outbox: one message for each person and day, each way it goes out, and where those ways lead."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from duban.apps.organizations.models import Jurisdiction, Unit


class MessageState(models.TextChoices):
    WAITING = "waiting", "待发送"
    SENT = "sent", "已发送"
    FAILED = "failed", "没有发成"


class Message(models.Model):
    """What one person is told on one day; shown in the application, and sent each further way that is set up.

    `items`: [{"kind", "title", "due", "url", "when": "before" | "today" | "late"}, …] as they were when it was made."""

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
    """One way a message goes out, once; `tries` and `failure` say what became of it."""

    message = models.ForeignKey(
        Message, models.CASCADE, null=True, blank=True, related_name="deliveries", verbose_name="提醒"
    )
    robot = models.ForeignKey(
        "Robot", models.CASCADE, null=True, blank=True, related_name="deliveries", verbose_name="群机器人"
    )
    day = models.DateField("日期")
    channel = models.CharField("渠道", max_length=10, choices=Channel.choices)
    address = models.CharField("地址", max_length=500)
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
            models.UniqueConstraint(fields=["robot", "day"], name="robot_speaks_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} {self.day:%Y-%m-%d}"


class Robot(models.Model):
    """群机器人: the webhook of a group (企业微信 and the like) that gets the digest of a unit or a whole place."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.CASCADE, related_name="robots", verbose_name="行政区")
    unit = models.ForeignKey(Unit, models.CASCADE, null=True, blank=True, related_name="robots", verbose_name="单位")
    name = models.CharField("名称", max_length=60)
    address = models.URLField("地址", max_length=500)
    is_active = models.BooleanField("启用", default=True)

    class Meta:
        verbose_name = "群机器人"
        ordering = ["jurisdiction__path", "name"]

    def __str__(self) -> str:
        return self.name


class Subscription(models.Model):
    """How one person is reminded: by e-mail or not; the secret of the calendar feeds; quiet for a while."""

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="subscription", verbose_name="账号"
    )
    email = models.EmailField("电子邮件", blank=True)
    feed_digest = models.CharField("日历订阅密钥摘要", max_length=64, blank=True, db_index=True)
    quiet_until = models.DateField("暂不提醒至", null=True, blank=True)

    class Meta:
        verbose_name = "提醒设置"

    def __str__(self) -> str:
        return f"{self.account}的提醒设置"
