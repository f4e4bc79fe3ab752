"""The standing indicators: a set in force with figures of two years and a county, a set being drawn up, an evaluation.

In: the standing supervision (its letterhead).  Out: `Measured`; rows as the actions leave them, written without them.
发改 is the unit of the liaison and the head and leads `rate` and `whole`; 财政, of `finance`, leads `spending`.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from duban.apps.dispatch.models import Dispatch
from duban.apps.indicators.models import (
    DraftIndicator,
    Evaluation,
    Indicator,
    IndicatorField,
    IndicatorSet,
    IndicatorTarget,
    IndicatorTask,
    IndicatorUnit,
    Observation,
    Scheme,
    SchemeField,
    SchemeLine,
    Stage,
    TargetLink,
)
from duban.apps.plans.models import PlanImport, SourceFile
from duban.rulebook.dispatches import DispatchKind
from duban.rulebook.indicators import (
    Direction,
    EvaluationKind,
    IndicatorKind,
    Nature,
    ObservationStatus,
    SetState,
    TargetLevel,
    TargetRule,
)
from duban.rulebook.tasks import ResponsibilityRole
from supervision_cast import Supervised

AT = datetime(2026, 2, 10, 2, 0, tzinfo=UTC)
WHO, INVENTED = "督小青", "演示数据（虚构）"


class Measured:
    """2025—2028; `rate` (higher, 60 → 72), `spending` (lower, 30 → 24, 确保 and 力争), `whole` of `part_a`, `part_b`.

    `stated` of 2026 counts at the city; `county_figure` is 临川县's of the same year. `corrected` replaces `wrong`.
    """

    def __init__(self, supervised: Supervised) -> None:
        self.supervised, self.city, self.units = supervised, supervised.city, supervised.city.units
        self.place, self.county = self.city.places["青泽市"], self.city.places["临川县"]
        self.set = self._set("青泽市民生指标提升行动", SetState.IN_FORCE)
        self.draft = self._set("青泽市营商环境指标（拟）", SetState.DRAFT)
        self.field, self.other = (
            IndicatorField.objects.create(indicator_set=self.set, title=title, order=order)
            for order, title in enumerate(("公共服务", "财政保障"), 1)
        )
        self.stage = Stage.objects.create(
            indicator_set=self.set,
            name="组织实施阶段",
            starts_on=date(2026, 1, 1),
            ends_on=date(2028, 6, 30),
            work="各单位按进度计划推进。",
            order=1,
        )
        self._indicators()
        self._scheme()
        self._figures()
        self._links()
        self._import()
        self._evaluation()

    def _set(self, title: str, state: SetState) -> IndicatorSet:
        return IndicatorSet.objects.create(
            jurisdiction=self.place, title=title, starts=2025, ends=2028, state=state, due_months=[6, 12]
        )

    def _indicators(self) -> None:
        self.rate = self._indicator("1", "公共服务事项网上办理率", self.field, "%", "60", lead="发改")
        self.spending = self._indicator(
            "2", "每万元财政支出行政成本", self.other, "元", "30", direction=Direction.LOWER, lead="财政"
        )
        self.whole = self._indicator(
            "3", "公共设施指数", self.field, "%", None, kind=IndicatorKind.COMPOSITE, lead="发改"
        )
        self.part_a, self.part_b = (
            self._indicator("3", name, self.field, "%", "50", part=part, parent=self.whole, lead="发改")
            for part, name in (("(1)", "社区服务站覆盖率"), ("(2)", "村级服务站覆盖率"))
        )
        self.task = IndicatorTask.objects.create(
            indicator=self.rate, order=1, text="梳理网上办理事项清单。", lead=["市发展和改革局"]
        )

    def _indicator(
        self,
        number: str,
        name: str,
        field: IndicatorField,
        unit: str,
        baseline: str | None,
        *,
        lead: str,
        direction: Direction = Direction.HIGHER,
        **more: object,
    ) -> Indicator:
        row = Indicator.objects.create(
            indicator_set=self.set,
            field=field,
            order=self.set.indicators.count() + 1,
            number=number,
            name=name,
            unit=unit,
            direction=direction,
            nature=Nature.ANTICIPATORY,
            baseline_year=2025 if baseline else None,
            baseline_value=Decimal(baseline) if baseline else None,
            baseline_text=f"{baseline}{unit}" if baseline else "",
            **more,
        )
        IndicatorUnit.objects.create(indicator=row, role=ResponsibilityRole.LEAD, unit=self.units[lead])
        return row

    def _scheme(self) -> None:
        self.scheme = Scheme.objects.create(
            indicator_set=self.set, number=1, since=date(2025, 1, 1), made_at=AT, made_by=WHO
        )
        for field in (self.field, self.other):
            SchemeField.objects.create(scheme=self.scheme, field=field)
        for indicator in self.set.indicators.all():
            SchemeLine.objects.create(scheme=self.scheme, indicator=indicator)

    def _figures(self) -> None:
        self.target = self._target(self.rate, 2028, ">=", "72")
        self._target(self.rate, 2026, ">=", "64")
        self._target(self.spending, 2028, "<=", "26", TargetLevel.ENSURE)
        self._target(self.spending, 2028, "<=", "24", TargetLevel.STRIVE)
        for part in (self.part_a, self.part_b):
            self._target(part, 2028, ">=", "80")
        self.stated = self._observation(self.rate, 2026, "65")
        self.wrong = self._observation(self.spending, 2026, "92", is_current=False, counts=False)
        self.corrected = self._observation(self.spending, 2026, "29", replaces=self.wrong, reason="小数点填错")
        self._observation(self.part_a, 2026, "60")
        self.county_figure = self._observation(self.rate, 2026, "58", place=self.county)

    def _target(
        self, indicator: Indicator, year: int, holds: str, goal: str, level: TargetLevel = TargetLevel.PLAIN
    ) -> IndicatorTarget:
        return IndicatorTarget.objects.create(
            indicator=indicator,
            jurisdiction=self.place,
            year=year,
            level=level,
            comparator=holds,
            value=Decimal(goal),
            text=f"{goal}{indicator.unit}",
            rule=TargetRule.VALUE,
            rule_confirmed=True,
            goal=Decimal(goal),
            holds=holds,
            origin="文件",
        )

    def _observation(self, indicator: Indicator, year: int, value: str, **more: object) -> Observation:
        return Observation.objects.create(
            indicator=indicator,
            jurisdiction=more.pop("place", self.place),
            year=year,
            status=ObservationStatus.STATED,
            value=Decimal(value),
            source=INVENTED,
            unit=self.units["发改"],
            account=self.city.accounts["liaison"],
            entered_by="林联络",
            entered_at=AT,
            **more,
        )

    def _links(self) -> None:
        plans = self.supervised.year.plans
        self.link = TargetLink.objects.create(
            target=plans.task("1").targets.get(), indicator=self.rate, year=2026, linked_at=AT, linked_by=WHO
        )

    def _import(self) -> None:
        """A file under review: one indicator that was read, its direction open."""
        source = SourceFile.objects.create(
            jurisdiction=self.place,
            account=self.city.accounts["office"],
            name="指标方案.txt",
            size=20,
            digest="1" * 64,
            media_type="text/plain",
        )
        self.plan_import = PlanImport.objects.create(
            source=source,
            account=self.city.accounts["office"],
            kind="indicators",
            state="reviewing",
            title="青泽市营商环境指标任务方案",
            text="1、企业开办时间。2025年3天，到2028年2天。",
        )
        self.drafted = DraftIndicator.objects.create(
            plan_import=self.plan_import,
            order=1,
            number="1",
            name="企业开办时间",
            unit="天",
            baseline_year=2025,
            baseline_value=Decimal(3),
            baseline_text="3天",
            targets=[{"year": 2028, "level": "", "comparator": "=", "value": "2", "text": "2天", "rule": "value"}],
            places={"name": [[2, 8]]},
        )

    def _evaluation(self) -> None:
        letterhead = self.supervised.letterhead
        letterhead.kinds = [*letterhead.kinds, DispatchKind.EVALUATION]
        letterhead.save(update_fields=["kinds"])
        dispatch = Dispatch.objects.create(
            jurisdiction=self.place,
            letterhead=letterhead,
            kind=DispatchKind.EVALUATION,
            title="青泽市民生指标提升行动2026年监测情况",
            text="现将有关情况通报如下。",
            signatory=letterhead.signatory,
            drafted_at=AT,
            drafted_by=WHO,
            drafted_account=self.city.accounts["office"],
            changed_at=AT,
        )
        self.evaluation = Evaluation.objects.create(
            indicator_set=self.set,
            kind=EvaluationKind.PERIODIC,
            year=2026,
            scheme=self.scheme,
            dispatch=dispatch,
            made_at=AT,
            made_by=WHO,
        )
