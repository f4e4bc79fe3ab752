"""Saved views (视图): a table as somebody wants to see it again, kept for oneself or shared with a jurisdiction."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from duban.rulebook.actors import Actor


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def visible_to(self, actor: Actor) -> SavedViewQuerySet:
        """One's own, and those shared with one's jurisdiction or one above it."""
        return self.filter(Q(account=actor.account) | Q(shared_path__in=paths_above(actor.path)))


class SavedView(models.Model):
    """`query` is the table's part of an address; `shared_path`, the path of a jurisdiction, is empty if not shared."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views", verbose_name="保存人"
    )
    table = models.CharField("列表", max_length=60)
    name = models.CharField("名称", max_length=30)
    query = models.CharField("条件", max_length=4000, blank=True)
    shared_path = models.CharField("共享范围", max_length=200, blank=True, db_index=True)
    order = models.PositiveIntegerField("排序", default=0)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = "视图"
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["account", "table", "name"], name="saved_view_name_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_shared(self) -> bool:
        return bool(self.shared_path)


def paths_above(path: str) -> list[str]:
    """The path itself and those of all jurisdictions above: "/1/4/" gives "/1/" and "/1/4/"."""
    keys = path.strip("/").split("/") if path else []
    return [f"/{'/'.join(keys[: number + 1])}/" for number in range(len(keys))]
