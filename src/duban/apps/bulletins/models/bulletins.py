"""通报: the state of a plan at a round, written from the data, edited by a person; its document is a `Dispatch`."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from duban.apps.dispatch.models import Dispatch
from duban.apps.dispatch.models.dispatches import ISSUED
from duban.apps.organizations.models import Jurisdiction
from duban.apps.plans.models import Plan, ReportingRound
from duban.apps.plans.models.sight import of_plans
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission, can


class BulletinQuerySet(models.QuerySet["Bulletin"]):
    def visible_to(self, actor: Actor) -> BulletinQuerySet:
        """Drafts the office that writes them, issued ones who sees their document: also an office below."""
        if actor.is_system:
            return self
        sent = self.filter(dispatch__in=Dispatch.objects.visible_to(actor).order_by())
        if not can(actor, Permission.WRITE_BULLETIN):
            return sent
        plans = Plan.objects.filter(of_plans(actor)).order_by()
        own = Q(jurisdiction__path__startswith=actor.path, plan__in=plans)
        return sent.filter(own | Q(dispatch__state__in=ISSUED))


class Bulletin(models.Model):
    """`as_of`: the day whose figures it tells. `choices`: which sections, units and tasks the writer picked.

    `figures`: once issued, each figure by its key with value, words, definition and the keys of the rows it counted."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="bulletins", verbose_name="行政区")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="bulletins", verbose_name="方案")
    round = models.ForeignKey(
        ReportingRound, models.PROTECT, null=True, blank=True, related_name="bulletins", verbose_name="报送轮次"
    )
    as_of = models.DateField("数据截止日期")
    choices = models.JSONField("选定内容", default=dict)
    dispatch = models.OneToOneField(Dispatch, models.PROTECT, related_name="bulletin", verbose_name="公文")
    figures = models.JSONField("数据", default=dict)
    made_at = models.DateTimeField("生成时间")
    made_by = models.CharField("生成人", max_length=40)

    objects = BulletinQuerySet.as_manager()

    class Meta:
        verbose_name = "督查通报"
        ordering = ["-as_of", "-pk"]

    def __str__(self) -> str:
        return str(self.dispatch)
