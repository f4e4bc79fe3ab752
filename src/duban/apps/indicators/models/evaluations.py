"""评估: the state of a set at a period's end written up, computed by a scheme, frozen when its document is issued."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from duban.apps.dispatch.models import Dispatch
from duban.apps.dispatch.models.dispatches import ISSUED
from duban.apps.indicators.models.schemes import Scheme
from duban.apps.indicators.models.sets import IndicatorSet
from duban.apps.indicators.models.sight import of_sets
from duban.rulebook.actors import Actor
from duban.rulebook.indicators import EVALUATION_KINDS
from duban.rulebook.permissions import Permission, can


class EvaluationQuerySet(models.QuerySet["Evaluation"]):
    def visible_to(self, actor: Actor) -> EvaluationQuerySet:
        """Drafts the office that writes them; issued ones who sees their document."""
        if actor.is_system:
            return self
        sent = Q(dispatch__in=Dispatch.objects.visible_to(actor).order_by(), dispatch__state__in=ISSUED)
        if not can(actor, Permission.EVALUATE_INDICATORS):
            return self.filter(sent)
        sets = IndicatorSet.objects.filter(of_sets(actor)).order_by()
        own = Q(indicator_set__in=sets, indicator_set__jurisdiction__path__startswith=actor.path)
        return self.filter(sent | own)


class Evaluation(models.Model):
    """Figures up to the end of `month` of `year`. `results`: once issued, each indicator's attainment, class and
    forecast with method, inputs and working, the index by field, the keys of the figures they were computed from."""

    indicator_set = models.ForeignKey(IndicatorSet, models.PROTECT, related_name="evaluations", verbose_name="指标体系")
    kind = models.CharField(
        "类别", max_length=10, choices=[(one.value, words) for one, words in EVALUATION_KINDS.items()]
    )
    year = models.PositiveSmallIntegerField("年度")
    month = models.PositiveSmallIntegerField("截至月份", default=12)
    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="evaluations", verbose_name="计算办法")
    dispatch = models.OneToOneField(Dispatch, models.PROTECT, related_name="indicator_evaluation", verbose_name="公文")
    choices = models.JSONField("选定内容", default=dict)
    results = models.JSONField("结果", default=dict)
    made_at = models.DateTimeField("生成时间")
    made_by = models.CharField("生成人", max_length=40)

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        verbose_name = "指标评估"
        ordering = ["-year", "-month", "-pk"]

    def __str__(self) -> str:
        return str(self.dispatch)
