"""What events of targets read like, and the comparators by their words."""

from __future__ import annotations

from duban.rulebook.indicators import TARGET_RULES, TargetRule

SENTENCES: dict[str, str] = {
    "indicator_target.set": "设定指标“{target}”的目标值（{after[行政区]}）",
    "indicator_target.changed": "修改指标“{target}”的目标值（{after[行政区]}）",
    "indicator_target.confirmed": "确认指标“{target}”目标值的含义",
}
COMPARATORS = [
    ("=", "按方向"),
    (">=", "不低于"),
    (">", "高于"),
    ("<=", "不高于"),
    ("<", "低于"),
    ("~", "左右"),
    ("range", "区间"),
    ("times", "倍"),
    ("words", "只有文字"),
]
RULES = [(rule.value, TARGET_RULES[rule]) for rule in TargetRule]
