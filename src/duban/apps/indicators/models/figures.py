"""目标值 and 实际值: what is to be reached in which year, and what was, by whose figure."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from duban.apps.indicators.models.indicators import Indicator
from duban.apps.indicators.models.sight import of_indicators
from duban.apps.organizations.models import Jurisdiction, Unit
from duban.apps.progress.models import ReportFigure
from duban.rulebook.actors import Actor
from duban.rulebook.attainment.words import rounded
from duban.rulebook.indicators import (
    OBSERVATION_STATUSES,
    STATUS_RANKS,
    TARGET_LEVELS,
    TARGET_RULES,
    TargetLevel,
    TargetRule,
)

VALUE_PLACES, QUOTIENT_PLACES = 6, 2  # decimals on a page; computed with is always the whole value


class IndicatorTarget(models.Model):
    """`text`, comparator, `value`, `value_to` as the document has them; `rule` and `amount` what they mean.

    `goal`, `goal_to` and `holds` (a comparator) are the meaning in figures, None where no figure can be said; written
    by the actions whenever target, baseline or direction change, so that the database judges by them too."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="targets", verbose_name="指标")
    jurisdiction = models.ForeignKey(
        Jurisdiction, models.PROTECT, related_name="indicator_targets", verbose_name="行政区"
    )
    year = models.PositiveSmallIntegerField("年度")
    level = models.CharField(
        "层次",
        max_length=10,
        blank=True,
        choices=[(one.value, words) for one, words in TARGET_LEVELS.items()],
        default=TargetLevel.PLAIN.value,
    )
    comparator = models.CharField("关系", max_length=10, blank=True)
    value = models.DecimalField("目标值", max_digits=24, decimal_places=6, null=True, blank=True)
    value_to = models.DecimalField("目标值上限", max_digits=24, decimal_places=6, null=True, blank=True)
    text = models.CharField("原文", max_length=200)
    rule = models.CharField(
        "含义",
        max_length=20,
        choices=[(one.value, words) for one, words in TARGET_RULES.items()],
        default=TargetRule.VALUE.value,
    )
    amount = models.DecimalField("幅度", max_digits=24, decimal_places=6, null=True, blank=True)
    rule_confirmed = models.BooleanField("已确认", default=False)
    goal = models.DecimalField("应达到", max_digits=24, decimal_places=6, null=True, blank=True)
    goal_to = models.DecimalField("应达到上限", max_digits=24, decimal_places=6, null=True, blank=True)
    holds = models.CharField("判定关系", max_length=10, blank=True)
    evaluation = models.DecimalField("计划评价值", max_digits=7, decimal_places=2, null=True, blank=True)
    origin = models.CharField("来源", max_length=100, blank=True)

    class Meta:
        verbose_name = "目标值"
        ordering = ["indicator", "jurisdiction", "year", "level"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "jurisdiction", "year", "level"], name="one_target_a_year_and_level"
            )
        ]

    def __str__(self) -> str:
        return f"{self.year}年{self.text}"


class ObservationQuerySet(models.QuerySet["Observation"]):
    def visible_to(self, actor: Actor) -> ObservationQuerySet:
        """Figures of the indicators one sees: of the set's own place, and of the places one sees whole."""
        seen = self.filter(of_indicators(actor, "indicator"))
        if actor.is_system:
            return seen
        own = Q(jurisdiction=models.F("indicator__indicator_set__jurisdiction"))
        if actor.path and actor.sees_jurisdiction:
            own |= Q(jurisdiction__path__startswith=actor.path)
        return seen.filter(own)


class Observation(models.Model):
    """实际值 from January to the end of `month` (12: the year). A rate has numerator and denominator beside its value.

    Of each status one row is current, a correction replaces it and stays beside it; of the current ones that with the
    highest status `counts`. `report_figure`: it came with a report and is corrected there. One that was withdrawn is
    not current, and says why."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="observations", verbose_name="指标")
    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="observations", verbose_name="行政区")
    year = models.PositiveSmallIntegerField("年度")
    month = models.PositiveSmallIntegerField("截至月份", default=12)
    status = models.CharField(
        "性质", max_length=10, choices=[(one.value, words) for one, words in OBSERVATION_STATUSES.items()]
    )
    rank = models.PositiveSmallIntegerField("采用次序", editable=False, default=0)
    value = models.DecimalField("实际值", max_digits=24, decimal_places=6)
    numerator = models.DecimalField("分子", max_digits=24, decimal_places=6, null=True, blank=True)
    denominator = models.DecimalField("分母", max_digits=24, decimal_places=6, null=True, blank=True)
    source = models.CharField("数据来源", max_length=200)
    note = models.CharField("说明", max_length=500, blank=True)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="observations", verbose_name="填报单位"
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="填报账号"
    )
    entered_by = models.CharField("填报人", max_length=40)
    entered_at = models.DateTimeField("填报时间")
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name="更正的数"
    )
    reason = models.CharField("更正原因", max_length=500, blank=True)
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)
    withdrawn_by = models.CharField("撤回人", max_length=40, blank=True)
    withdrawal = models.CharField("撤回原因", max_length=500, blank=True)
    is_current = models.BooleanField("现行", default=True)
    counts = models.BooleanField("采用", default=True)
    report_figure = models.ForeignKey(
        ReportFigure, models.SET_NULL, null=True, blank=True, related_name="observations", verbose_name="完成数"
    )

    objects = ObservationQuerySet.as_manager()

    class Meta:
        verbose_name = "实际值"
        ordering = ["indicator", "jurisdiction", "year", "month", "-rank", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(month__gte=1, month__lte=12), name="observation_of_a_month"),
            models.UniqueConstraint(
                fields=["indicator", "jurisdiction", "year", "month", "status"],
                condition=Q(is_current=True),
                name="one_current_figure_a_status",
            ),
            models.UniqueConstraint(
                fields=["indicator", "jurisdiction", "year", "month"],
                condition=Q(counts=True),
                name="one_figure_counts",
            ),
        ]
        indexes = [
            models.Index(fields=["jurisdiction", "year", "indicator"], name="figures_of_place"),
            models.Index(
                fields=["indicator", "jurisdiction", "year", "month", "value"],
                condition=Q(counts=True),
                name="figures_that_count",
            ),
        ]

    @property
    def places(self) -> int:
        """Decimals as it is written: all that were entered, of the quotient of two figures two."""
        return VALUE_PLACES if self.numerator is None else QUOTIENT_PLACES

    @property
    def shown(self) -> str:
        return rounded(self.value, self.places)

    def __str__(self) -> str:
        return f"{self.indicator}{self.year}年{self.shown}"

    def save(self, *args: object, **kwargs: object) -> None:
        self.rank = STATUS_RANKS[next(one for one in STATUS_RANKS if one == self.status)]
        super().save(*args, **kwargs)  # type: ignore[arg-type]
