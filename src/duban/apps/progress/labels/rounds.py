"""The words of this part."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "round.opened": "{target}开始填报，请{after[单位]}个单位报送{after[应报]}项进展情况",
    "round.closed": "关闭{target}：应报{after[应报]}项，已报{after[已报]}项",
    "round.reopened": "重新打开{target}",
    "round.days_changed": "调整“{target}”的报送日期",
}
