"""Accounts, the roles they were granted, and their sessions.

One person, one account (GB/T 22239-2019 8.1.4.1 a); what it may do comes from grants, each a role in a unit.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from duban.apps.accounts.labels import browser_in_words
from duban.apps.organizations.models import Official, Unit
from duban.apps.organizations.validity import Validity, ValidityQuerySet, holds, ordered
from duban.rulebook import roles
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission, can
from duban.rulebook.roles import Role


class AccountQuerySet(models.QuerySet["Account"]):
    def visible_to(self, actor: Actor) -> AccountQuerySet:
        """Accounts of the units in the jurisdiction and below, for those who administer them."""
        if actor.is_system:
            return self
        if not can(actor, Permission.SEE_ACCOUNTS) or not actor.path:
            return self.none()
        return self.filter(unit__jurisdiction__path__startswith=actor.path)


class AccountManager(BaseUserManager["Account"]):
    def get_queryset(self) -> AccountQuerySet:
        return AccountQuerySet(self.model, using=self._db)

    def visible_to(self, actor: Actor) -> AccountQuerySet:
        return self.get_queryset().visible_to(actor)


class Account(AbstractBaseUser):
    """`unit` is where the person works; roles may be in other units too."""

    username = models.CharField("登录名", max_length=40, unique=True)
    name = models.CharField("姓名", max_length=40)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="accounts", verbose_name="所在单位")
    official = models.OneToOneField(
        Official, models.PROTECT, null=True, blank=True, related_name="account", verbose_name="对应人员"
    )
    is_active = models.BooleanField("启用", default=True)
    must_change_password = models.BooleanField("须修改密码", default=True)
    password_changed_at = models.DateTimeField("密码修改时间", null=True, blank=True)
    created_at = models.DateTimeField("创建时间", auto_now_add=True)

    objects = AccountManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "账号"
        ordering = ["username"]

    def __str__(self) -> str:
        return f"{self.name}（{self.username}）"


class RoleGrantQuerySet(ValidityQuerySet["RoleGrant"]):
    def in_force(self, *, on: date) -> RoleGrantQuerySet:
        """A role ends with its unit, whatever its own dates say."""
        return self.filter(holds(on), holds(on, "unit__"), account__is_active=True)

    def not_over(self, *, on: date) -> RoleGrantQuerySet:
        """In force now or later."""
        return self.filter(Q(until=None) | Q(until__gt=on))


class RoleGrant(Validity):
    """A role in a unit, from one day to another: one capacity in which the person can act."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="grants", verbose_name="账号")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="grants", verbose_name="单位")
    role = models.CharField("角色", max_length=20, choices=[(role.value, roles.LABELS[role]) for role in Role])

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        verbose_name = "角色授权"
        ordering = ["account", "pk"]
        constraints = [
            ordered("grant_ends_after_it_begins"),
            models.UniqueConstraint(
                fields=["account", "unit", "role"], condition=Q(until__isnull=True), name="one_open_grant"
            ),
        ]

    def __str__(self) -> str:
        return f"{roles.LABELS[Role(self.role)]}（{self.unit.name}）"


class FormerPassword(models.Model):
    """The hash of a password used before, so that it is not used again."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="former_passwords", verbose_name="账号")
    password = models.CharField("密码的散列值", max_length=128)
    set_at = models.DateTimeField("换下时间", auto_now_add=True)

    class Meta:
        verbose_name = "用过的密码"


class AccountSessionQuerySet(models.QuerySet["AccountSession"]):
    def live(self, *, at: datetime) -> AccountSessionQuerySet:
        """Those not ended and not yet too old (`why_over` says the same of one)."""
        return self.filter(
            ended_at=None,
            seen_at__gt=at - timedelta(minutes=settings.SESSION_IDLE_MINUTES),
            started_at__gt=at - timedelta(hours=settings.SESSION_HOURS),
        )


class AccountSession(models.Model):
    """A signed-in browser. `key_digest` is a hash of the session's key: reading this table gives no way in."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="sessions", verbose_name="账号")
    key_digest = models.CharField("会话标识的散列值", max_length=64, unique=True)
    started_at = models.DateTimeField("登录时间")
    seen_at = models.DateTimeField("最近操作")
    address = models.CharField("网络地址", max_length=60)
    browser = models.CharField("浏览器", max_length=300, blank=True)
    ended_at = models.DateTimeField("结束时间", null=True, blank=True)
    end_reason = models.CharField("结束原因", max_length=60, blank=True)

    objects = AccountSessionQuerySet.as_manager()

    class Meta:
        verbose_name = "登录会话"
        ordering = ["-started_at"]
        indexes = [models.Index(fields=["account", "ended_at"], name="account_open_sessions")]

    def __str__(self) -> str:
        return f"{self.account.name}的登录（{self.address}）"

    @property
    def browser_name(self) -> str:
        return browser_in_words(self.browser)

    def why_over(self, *, at: datetime) -> str:
        """Why it is no longer good, in words; "" while it is."""
        if self.ended_at is not None:
            return self.end_reason
        if self.seen_at <= at - timedelta(minutes=settings.SESSION_IDLE_MINUTES):
            return f"超过 {settings.SESSION_IDLE_MINUTES} 分钟没有操作"
        if self.started_at <= at - timedelta(hours=settings.SESSION_HOURS):
            return f"登录已满 {settings.SESSION_HOURS} 小时"
        return "" if self.account.is_active else "账号已停用"
