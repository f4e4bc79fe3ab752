"""Whether a task's quantified target can be an indicator's target of a year, and why not.

In: a target, an indicator, a year.  Out: a refusal that says what differs; figures are never converted.
"""

from __future__ import annotations

from duban.apps.indicators.models import Indicator
from duban.apps.plans.models import Target
from duban.rulebook.indicators import IndicatorKind, SetState
from duban.rulebook.refusals import Conflict, Invalid
from duban.rulebook.targets import TargetKind
from duban.rulebook.tasks import TaskState

QUANTIFIED = (TargetKind.CUMULATIVE, TargetKind.LEVEL, TargetKind.GROWTH)
OPEN = (TaskState.DRAFT, TaskState.IN_FORCE)
_SAME = {"％": "%", "百分点": "个百分点"}


def check_linkable(target: Target, indicator: Indicator, year: int) -> None:
    """Refuse what would make one figure mean two things."""
    of = indicator.indicator_set
    if of.state == SetState.CLOSED:
        raise Conflict("指标体系已结束，不能再关联")
    if target.task.state not in OPEN:
        raise Conflict("任务已办结或终止，不能再关联")
    if target.kind not in QUANTIFIED:
        raise Invalid(f"{target.get_kind_display()}目标没有数，不能关联", "target")
    if not target.task.jurisdiction_path.startswith(of.jurisdiction.path):
        raise Invalid(f"任务属于{target.task.jurisdiction}，不在{of.jurisdiction}范围内", "target")
    if indicator.kind == IndicatorKind.COMPOSITE:
        raise Conflict("合成指标没有自己的数，请关联它的分项")
    if indicator.kind == IndicatorKind.RATE:
        raise Conflict("比率指标按分子、分母填报，任务的完成数只有一个数，不能关联")
    if not of.starts <= year <= of.ends:
        raise Invalid(f"年度应在{of.starts}年到{of.ends}年之间", "year")
    _check_same_quantity(target, indicator)


def _check_same_quantity(target: Target, indicator: Indicator) -> None:
    if _unit_of(target.unit) != _unit_of(indicator.unit):
        words = f"任务目标的计量单位是“{target.unit or '无'}”，指标的是“{indicator.unit or '无'}”"
        raise Invalid(f"{words}，不能关联；系统不换算，请先改成一致", "target")
    if (target.kind == TargetKind.GROWTH) != (indicator.kind == IndicatorKind.GROWTH):
        words = f"任务目标是{target.get_kind_display()}，指标是{indicator.get_kind_display()}"
        raise Invalid(f"{words}，不是同一个数，不能关联", "target")


def _unit_of(words: str) -> str:
    """万 元 and ％ are as 万元 and %."""
    bare = "".join(words.split())
    return _SAME.get(bare, bare)
