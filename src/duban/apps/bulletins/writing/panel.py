"""What stands beside a bulletin's text while it is written: its outline, its figures, what changed, what is not named.

In: the text, `Look`.  Out: `Panel`.
"""

from __future__ import annotations

import re

from duban.apps.bulletins.state_now import Look
from duban.apps.dispatch.live import panel
from duban.apps.dispatch.live.figures import Figure
from duban.apps.dispatch.placeholders import named_in

_CHAPTER = re.compile("第[0-9]+章.*")
_GROUPS = (
    ("报送", re.compile(".*(应报|已报|按时|迟报|漏报|退回|审核|未到期|报送).*")),
    ("任务", re.compile("任务总数|.*(完成|超前|正常|启动|滞后|逾期|序时|分布|上期).*")),
)
_OTHER = ("督办反馈数", "督办未反馈数", "落后单位", "落后单位数")


def panel_of(text: str, look: Look) -> panel.Panel:
    named = set(named_in(text))
    names = look.ground.names
    unnamed = [task for task in look.ground.lagging if f"任务{names[task.key]}" not in named]
    return panel.panel_of(text, look.figures, grouped(look.figures), look.changed(text), unnamed)


def grouped(figures: dict[str, Figure]) -> list[tuple[str, list[Figure]]]:
    """By what they are about; those of chapters and single tasks apart."""
    found: dict[str, list[Figure]] = {"任务": [], "报送": [], "单位和办理": [], "各章": [], "点名任务": []}
    for one in figures.values():
        found[_group(one)].append(one)
    return [(label, some) for label, some in found.items() if some]


def _group(one: Figure) -> str:
    if one.key.startswith("任务") and one.key != "任务总数":
        return "点名任务"
    if _CHAPTER.fullmatch(one.key):
        return "各章"
    if one.key in _OTHER:
        return "单位和办理"
    return next((label for label, pattern in _GROUPS if pattern.fullmatch(one.key)), "单位和办理")
