"""What the events about a set, its stages, an indicator and its targets say of them, in words.

In: a row with what hangs on it.  Out: its values by their Chinese names.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from duban.apps.indicators.models import Indicator, IndicatorSet, IndicatorTarget, Scheme, SchemeLine, Stage
from duban.apps.organizations.labels.people import in_words
from duban.rulebook.figures import plain
from duban.rulebook.indicators import TargetRule
from duban.rulebook.tasks import ROLE_LABELS, UNIT_ROLES


def set_values(one: IndicatorSet) -> dict[str, Any]:
    return {
        "名称": one.title,
        "文号": one.number,
        "发文机关": one.issuer,
        "成文日期": in_words(one.issued_on, ""),
        "基期年": one.starts,
        "目标年": one.ends,
        "报数截至月份": "、".join(map(str, one.due_months)),
        "期满后多少日内报数": one.due_days,
        "下级没有自己目标的，按本级目标评价": one.shares_targets,
    }


def stage_values(stage: Stage) -> dict[str, Any]:
    return {
        "阶段": stage.name,
        "开始日期": in_words(stage.starts_on, ""),
        "结束日期": in_words(stage.ends_on, ""),
        "工作内容": stage.work,
    }


def indicator_values(indicator: Indicator) -> dict[str, Any]:
    """All columns a person enters, and who answers in each role; one query."""
    named: dict[str, list[str]] = {role.value: [] for role in UNIT_ROLES}
    rows = indicator.units.filter(through=None).select_related("unit", "unit_group").order_by("order", "pk")
    for row in rows:
        named[row.role].append(str(row))
    return {
        "序号": indicator.number,
        "分项": indicator.part,
        "指标": indicator.name,
        "领域": str(indicator.field or ""),
        "上级指标": str(indicator.parent or ""),
        "口径": indicator.definition,
        "计量单位": indicator.unit,
        "类型": indicator.get_kind_display(),
        "方向": indicator.get_direction_display(),
        "性质": indicator.get_nature_display(),
        "基期年": indicator.baseline_year,
        "基期值": plain(indicator.baseline_value),
        "基期值原文": indicator.baseline_text,
        "由下级汇总": indicator.get_aggregation_display(),
        "年内逐月累计": indicator.accrues,
        **{ROLE_LABELS[role]: named[role.value] for role in UNIT_ROLES if named[role.value]},
    }


def targets_values(targets: Iterable[IndicatorTarget]) -> dict[str, str]:
    """Each target by its year and level: 2026年确保 → 不低于60（≥60）."""
    return {f"{one.year}年{one.get_level_display()}": target_words(one) for one in targets}


def target_words(target: IndicatorTarget) -> str:
    """The words, and what they mean where that is something else: 增长30%（比基期增长，应达到1.378）."""
    said = [target.get_rule_display()] if target.rule not in _PLAIN else []
    if target.goal is not None:
        goal = plain(target.goal) + (f"至{plain(target.goal_to)}" if target.goal_to is not None else "")
        said += [f"应达到{goal}"] if goal not in target.text else []
    said += [f"计划评价值{plain(target.evaluation)}"] if target.evaluation is not None else []
    return f"{target.text}（{'，'.join(said)}）" if said else target.text


_PLAIN = (TargetRule.VALUE, TargetRule.ABOUT, TargetRule.RANGE)


def scheme_values(scheme: Scheme) -> dict[str, Any]:
    """Settings, and each field and indicator with its weight and method; two queries."""
    fields = scheme.fields.select_related("field")
    lines = scheme.lines.select_related("indicator")
    return {
        "版次": scheme.number,
        "自何日起": in_words(scheme.since),
        **{label: getattr(scheme, name) for name, label in SCHEME_WORDS.items()},
        **{f"领域“{row.field}”": f"权重{plain(row.weight)}" for row in fields},
        **{f"指标“{row.indicator.number}{row.indicator.part}{row.indicator}”": line_words(row) for row in lines},
    }


SCHEME_WORDS = {
    "cap": "单项最高按100计",
    "tolerance": "允许误差（%）",
    "behind_points": "落后多少个百分点为滞后",
    "severe_points": "落后多少个百分点为严重滞后",
    "ahead_points": "领先多少个百分点为快于时序",
}


def line_words(line: SchemeLine) -> str:
    """权重1，区间法（3至6），必达."""
    bounds = f"（{plain(line.lower)}至{plain(line.upper)}）" if line.lower is not None or line.upper is not None else ""
    said = [f"权重{plain(line.weight)}", line.get_method_display() + bounds, "必达" if line.must_pass else ""]
    return "，".join(filter(None, said))


def stage_days(stage: Stage) -> str:
    """2026年1月1日至2028年6月30日."""
    begins, ends = in_words(stage.starts_on, ""), in_words(stage.ends_on, "")
    return f"{begins}至{ends}" if begins and ends else f"自{begins}起" if begins else f"至{ends}" * bool(ends)
