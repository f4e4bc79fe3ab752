"""指标: what is measured, which way is better, what a target's words mean, whose figure it is, how it is judged.

In: nothing.  Out: enums with their words, the life of a set of indicators.
全面小康监测, 五年规划 and yearly plans use the same words; how each method computes is `attainment`'s.
"""

from __future__ import annotations

from enum import StrEnum

from duban.rulebook.states import Life


class Direction(StrEnum):
    """The values are the reading core's."""

    HIGHER = "higher_is_better"
    LOWER = "lower_is_better"
    WITHIN = "within_range"


DIRECTIONS: dict[Direction, str] = {
    Direction.HIGHER: "正向（越高越好）",
    Direction.LOWER: "逆向（越低越好）",
    Direction.WITHIN: "适度（在区间内）",
}


class Nature(StrEnum):
    BINDING = "binding"
    ANTICIPATORY = "anticipatory"


NATURES: dict[Nature, str] = {Nature.BINDING: "约束性", Nature.ANTICIPATORY: "预期性"}


class IndicatorKind(StrEnum):
    """A rate is kept as numerator and denominator; a composite has no figure of its own, its parts have."""

    VALUE = "value"
    RATE = "rate"
    GROWTH = "growth"
    COMPOSITE = "composite"


INDICATOR_KINDS: dict[IndicatorKind, str] = {
    IndicatorKind.VALUE: "数值",
    IndicatorKind.RATE: "比率（分子、分母）",
    IndicatorKind.GROWTH: "增速",
    IndicatorKind.COMPOSITE: "合成（由分项组成）",
}


class TargetLevel(StrEnum):
    """确保 and 力争 may stand side by side for one year."""

    PLAIN = ""
    ENSURE = "ensure"
    STRIVE = "strive"


TARGET_LEVELS: dict[TargetLevel, str] = {
    TargetLevel.PLAIN: "目标",
    TargetLevel.ENSURE: "确保",
    TargetLevel.STRIVE: "力争",
}


class TargetRule(StrEnum):
    """What the words of a target mean; the words are kept beside it."""

    VALUE = "value"  # 60, ≥60, <8
    ABOUT = "about"  # 25左右
    RANGE = "range"  # 3.5—4
    GROW_FROM_BASE = "grow_from_base"  # 增长30%, 翻一番: of the baseline
    ADD_TO_BASE = "add_to_base"  # 提高5个百分点, 增加200张: so much more than the baseline
    STEP_A_YEAR = "step_a_year"  # 每年降低0.5个百分点以上: from the baseline, for each year
    GROW_A_YEAR = "grow_a_year"  # 年均增长6%: of the year before, compound from the baseline
    IMPROVE = "improve"  # 持续提升: better than the year before, at first than the baseline
    KEEP = "keep"  # 保持平稳
    WORDS = "words"  # 与经济增长基本同步: a person judges


TARGET_RULES: dict[TargetRule, str] = {
    TargetRule.VALUE: "达到数值",
    TargetRule.ABOUT: "在数值左右",
    TargetRule.RANGE: "在区间内",
    TargetRule.GROW_FROM_BASE: "比基期增长",
    TargetRule.ADD_TO_BASE: "比基期增减",
    TargetRule.STEP_A_YEAR: "每年变动",
    TargetRule.GROW_A_YEAR: "年均增长",
    TargetRule.IMPROVE: "持续改善",
    TargetRule.KEEP: "保持平稳",
    TargetRule.WORDS: "只有文字，由人评定",
}


class ObservationStatus(StrEnum):
    """Whose figure it is, in rising order: of two for one period the later one here counts (统计法)."""

    STATED = "stated"
    VERIFIED = "verified"
    PUBLISHED = "published"


OBSERVATION_STATUSES: dict[ObservationStatus, str] = {
    ObservationStatus.STATED: "自报",
    ObservationStatus.VERIFIED: "部门核定",
    ObservationStatus.PUBLISHED: "统计部门发布",
}
STATUS_RANKS: dict[ObservationStatus, int] = {status: rank for rank, status in enumerate(ObservationStatus)}


class Aggregation(StrEnum):
    """How the value of a place follows from those below it; rates are never averaged."""

    NONE = "none"
    SUM = "sum"
    RATE = "rate"


AGGREGATIONS: dict[Aggregation, str] = {
    Aggregation.NONE: "不由下级汇总",
    Aggregation.SUM: "下级数值相加",
    Aggregation.RATE: "下级分子、分母分别相加后相除",
}


class Method(StrEnum):
    """How attainment is computed; `auto`: by direction and targets (`attainment.method_for`)."""

    AUTO = "auto"
    RATIO = "ratio"
    INVERSE = "inverse"
    INTERVAL = "interval"
    SCALED = "scaled"
    KEEP = "keep"
    TWO_LEVEL = "two_level"
    COMPOSITE = "composite"
    MET = "met"


METHODS: dict[Method, str] = {
    Method.AUTO: "按方向和目标确定",
    Method.RATIO: "正向比率法",
    Method.INVERSE: "逆向比率法",
    Method.INTERVAL: "区间法",
    Method.SCALED: "基期比例法",
    Method.KEEP: "保持法",
    Method.TWO_LEVEL: "两级目标法",
    Method.COMPOSITE: "合成法",
    Method.MET: "达标法",
}


class SetState(StrEnum):
    DRAFT = "draft"
    IN_FORCE = "in_force"
    CLOSED = "closed"


SET_LIFE = Life(
    "指标体系",
    {SetState.DRAFT: "拟定中", SetState.IN_FORCE: "执行中", SetState.CLOSED: "已结束"},
    {
        SetState.DRAFT: {SetState.IN_FORCE: "启用"},
        SetState.IN_FORCE: {SetState.CLOSED: "结束", SetState.DRAFT: "退回拟定"},
        SetState.CLOSED: {SetState.IN_FORCE: "重新启用"},
    },
)


class EvaluationKind(StrEnum):
    PERIODIC = "periodic"
    MID_TERM = "mid_term"
    FINAL = "final"


EVALUATION_KINDS: dict[EvaluationKind, str] = {
    EvaluationKind.PERIODIC: "监测通报",
    EvaluationKind.MID_TERM: "中期评估",
    EvaluationKind.FINAL: "终期评估",
}
