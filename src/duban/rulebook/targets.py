"""How much of a thing decides what it is measured by: the measurement type of a target, proposed from its words.

In: the words of a target as the document has them.  Out: a `TargetKind`; a person confirms or changes it.
新增100家 adds up over the year, 达到80%以上 is a level, 增长7% a rate to date; pace is judged by the type, never alike.
"""

from __future__ import annotations

import re
from enum import StrEnum


class TargetKind(StrEnum):
    CUMULATIVE = "cumulative"
    LEVEL = "level"
    GROWTH = "growth"
    MILESTONE = "milestone"
    QUALITATIVE = "qualitative"


LABELS = {
    TargetKind.CUMULATIVE: "累计数",
    TargetKind.LEVEL: "水平值",
    TargetKind.GROWTH: "增长率",
    TargetKind.MILESTONE: "节点",
    TargetKind.QUALITATIVE: "定性",
}
_SHARE = ("%", "％", "‰", "个百分点")
_GROWTH = re.compile(r"增长|增幅|增速|递增|翻番|提高|提升|下降|降低|压减|减少")
_LEVEL = re.compile(r"达到|控制|保持|稳定|维持|率|占比|比重|覆盖|均|总量|余额|突破|规模|达")
_AT_MOST = re.compile(r"以内|以下|不超过|不高于|压缩到|压缩至|压减到|缩短到|缩短至|控制在")
_MILESTONE = re.compile(r"建成|完工|竣工|投产|开工|动工|通车|投用|投入使用|验收|挂牌|印发|出台")


def kind_of(words: str, *, unit: str, has_value: bool) -> TargetKind:
    """The type a target most likely has, from its words and its unit of measure."""
    if not has_value:
        return TargetKind.MILESTONE if _MILESTONE.search(words) else TargetKind.QUALITATIVE
    if unit in _SHARE:
        return (
            TargetKind.GROWTH if _GROWTH.search(words) and not re.search(r"达到|率|占比", words) else TargetKind.LEVEL
        )
    if _AT_MOST.search(words):
        return TargetKind.LEVEL  # what has to stay below does not add up
    if re.search(r"新增|新建|新培育|新引进|累计|完成|培育|引进|建设|改造|实施|创建|举办|开展|建成|推广", words):
        return TargetKind.CUMULATIVE
    return TargetKind.LEVEL if _LEVEL.search(words) else TargetKind.CUMULATIVE
