"""What the writer of an evaluation chose: which sections in which order, what adjustments are suggested.

In: JSON of `Evaluation.choices`.  Out: `Choices`, and JSON again; what is not there was left to the system.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from duban.rulebook.indicators import EvaluationKind

BODY = {
    "overall": "总体情况",
    "results": "完成情况",
    "natures": "约束性和预期性",
    "fields": "各领域",
    "ahead": "领先指标",
    "behind": "落后指标",
    "unfinished": "未完成指标",
    "missing": "数据缺口",
    "forecast": "趋势预测",
    "years": "历年情况",
    "places": "各地区",
    "suggestions": "调整建议",
    "demands": "工作要求",
}
ANNEXES = {
    "annex_items": "附件：指标情况表",
    "annex_behind": "附件：落后指标清单",
    "annex_fields": "附件：各领域指数表",
    "annex_forecast": "附件：预测情况表",
    "annex_results": "附件：指标完成情况表",
    "annex_years": "附件：历年完成率表",
    "annex_places": "附件：各地区情况表",
}
SECTIONS = BODY | ANNEXES
HEADINGS = {
    "overall": "总体情况",
    "results": "目标完成情况",
    "natures": "约束性和预期性指标情况",
    "fields": "各领域进展情况",
    "ahead": "进展较好的指标",
    "behind": "存在的问题",
    "unfinished": "未完成的指标",
    "missing": "数据情况",
    "forecast": "目标实现的趋势判断",
    "years": "历年进展",
    "places": "各地区情况",
    "suggestions": "调整建议",
    "demands": "下一步工作要求",
}
K = EvaluationKind
USUAL: dict[EvaluationKind, tuple[str, ...]] = {
    K.PERIODIC: ("overall", "fields", "ahead", "behind", "missing", "demands", "annex_items"),
    K.MID_TERM: (
        *("overall", "natures", "fields", "ahead", "behind", "missing", "forecast", "places", "suggestions", "demands"),
        *("annex_items", "annex_forecast", "annex_places"),
    ),
    K.FINAL: (
        *("results", "natures", "fields", "unfinished", "years", "places", "demands"),
        *("annex_results", "annex_years", "annex_places"),
    ),
}
LONGEST_SUGGESTIONS = 5000


@dataclass(frozen=True, slots=True)
class Choices:
    """`suggestions`: what the writer suggests to adjust; `seen`: how the figures read when the text was last saved."""

    sections: tuple[str, ...]
    suggestions: str = ""
    seen: Mapping[str, str] = field(default_factory=dict)

    def stored(self) -> dict[str, Any]:
        return {"sections": list(self.sections), "suggestions": self.suggestions, "seen": dict(self.seen)}

    def having_seen(self, seen: Mapping[str, str]) -> Choices:
        return replace(self, seen=seen)


def choices_of(kind: EvaluationKind, stored: Mapping[str, Any]) -> Choices:
    sections = stored.get("sections")
    chosen = USUAL[kind] if sections is None else tuple(one for one in sections if one in SECTIONS)
    return Choices(chosen, stored.get("suggestions", ""), stored.get("seen", {}))
