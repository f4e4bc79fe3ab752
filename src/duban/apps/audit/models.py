"""One event: who did what to what, when, before and after; chained to the event before it.

Nothing updates or deletes an event: the model refuses, the database's triggers refuse, and the chain tells.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import StrIndex, Substr

from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission, can
from duban.rulebook.refusals import Conflict


class EventQuerySet(models.QuerySet["Event"]):
    def visible_to(self, actor: Actor) -> EventQuerySet:
        """The record of a jurisdiction and those below is its audit administrator's; others read histories.

        What happened nowhere, as an installation does, belongs to the uppermost jurisdiction.
        """
        if actor.is_system:
            return self
        if not can(actor, Permission.SEE_RECORD) or not actor.path:
            return self.none()
        nowhere = Q(jurisdiction_path="") if actor.path.count("/") == 2 else Q(pk=None)
        return self.filter(nowhere | Q(jurisdiction_path__startswith=actor.path))

    def about(self, target: models.Model) -> EventQuerySet:
        """Events whose subjects include `target`, newest first."""
        subjects = Subject.objects.filter(kind=target._meta.label_lower, key=target.pk)
        return self.filter(pk__in=subjects.values("event")).order_by("-sequence")

    def update(self, **changes: Any) -> int:
        raise Conflict("操作记录不能修改")

    def delete(self) -> tuple[int, dict[str, int]]:
        raise Conflict("操作记录不能删除")


class Event(models.Model):
    """`before` and `after` hold the fields that changed; `hash` covers every field and the hash before it."""

    sequence = models.BigIntegerField("序号", primary_key=True)
    at = models.DateTimeField("时间", db_index=True)
    verb = models.CharField("事项", max_length=60, db_index=True)
    actor_account = models.BigIntegerField("账号", null=True, db_index=True)
    actor_name = models.CharField("操作人", max_length=60)
    actor_role = models.CharField("角色", max_length=20)
    actor_unit = models.CharField("单位", max_length=100)
    jurisdiction_path = models.CharField("行政区", max_length=200)
    target_kind = models.CharField("对象类别", max_length=60)
    target_key = models.BigIntegerField("对象", null=True)
    target_name = models.CharField("对象名称", max_length=300)
    subjects = models.JSONField("涉及对象", default=list)  # [["organizations.unit", 3], …]
    before = models.JSONField("修改前", default=dict)
    after = models.JSONField("修改后", default=dict)
    note = models.TextField("说明", blank=True)
    address = models.CharField("网络地址", max_length=60, blank=True)
    previous_hash = models.CharField("上一条校验值", max_length=64)
    hash = models.CharField("校验值", max_length=64)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = "操作记录"
        ordering = ["-sequence"]

    def __str__(self) -> str:
        return f"{self.sequence} {self.verb}"

    def save(self, *args: Any, **options: Any) -> None:
        if not self._state.adding:
            raise Conflict("操作记录不能修改")
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> tuple[int, dict[str, int]]:
        raise Conflict("操作记录不能删除")


@Event._meta.get_field("verb").register_lookup
class Family(models.Transform):
    """What stands before the dot of a verb: `verb__family`."""

    lookup_name = "family"

    def as_sql(self, compiler: Any, connection: Any, **_: Any) -> tuple[str, Any]:  # type: ignore[override]
        sql: tuple[str, Any] = compiler.compile(Substr(self.lhs, 1, StrIndex(self.lhs, Value(".")) - 1))
        return sql


class Subject(models.Model):
    """Where an event is looked up: one row per object it is about. Derived from `Event.subjects`."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="+", verbose_name="操作记录")
    kind = models.CharField("对象类别", max_length=60)
    key = models.BigIntegerField("对象")

    class Meta:
        verbose_name = "涉及对象"
        indexes = [models.Index(fields=["kind", "key", "event"], name="audit_subject_lookup")]


class Head(models.Model):
    """The end of the chain: one row, locked while an event is written."""

    count = models.BigIntegerField("条数", default=0)
    hash = models.CharField("最后一条的校验值", max_length=64, default="", blank=True)
    seal = models.CharField("封印", max_length=64)  # keyed, over count and hash

    class Meta:
        verbose_name = "记录末尾"
