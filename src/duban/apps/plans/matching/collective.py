"""Does a name stand for many units, and by which rule are they found? Pure.

In: a name (各县（市、区）政府, 市直各部门, 市安委会各成员单位), its place and level.  Out: `Collective` or None.
Names that leave open who is meant (有关部门, 相关镇政府) are vague: they never match by rule.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from duban.apps.organizations import naming
from duban.apps.organizations.models import GroupRule, Level

_VAGUE = re.compile(r"有关|相关|涉及|其他|属地|所在地")
_MEMBERS = re.compile(
    r"^(?P<group>\S*?(?:领导小组|联席会议|委员会|指挥部|安委会|工作组|专班|[\u4e00-\u9fff]{2,}委))(?:各|的)*成员单位$"
)
_LEVELS = r"(?:[省市县区州盟旗镇乡街场]|街道|乡镇|镇街|地区|地市)"
_PLACES = re.compile(rf"^(?:全[省市县区])?各(?P<levels>(?:{_LEVELS}|[（）、/])+)(?:政府|办事处|政府办事处)?$")
_EVERYWHERE = re.compile(r"^各地区?$")
_TOWN = re.compile(r"[镇乡街]")
_DEPARTMENTS = re.compile(
    r"^(?:[省市县区州盟旗]|本级)?(?:直|直属|级|政府|府)*(?:机关)?各?(?:组成|工作)?(?<!^)(?:部门|单位)$"
)
_MANY = re.compile(r"^(?:各|所有|全体)|各[\u4e00-\u9fff]{0,6}(?:部门|单位|局|镇|街道|公司|学校)$|相关镇|有关镇")
_BRACKETS = str.maketrans("〈〉<>《》[]〔〕{}【】", "（）（）（）（）（）（）（）")


@dataclass(frozen=True, slots=True)
class Collective:
    """`rule`: how its members are found; `certain`: no doubt that the rule says who is meant; `vague`: nobody can say.

    `leading_group`: for members of one, its name without its place (安委会)."""

    rule: GroupRule
    certain: bool = False
    vague: bool = False
    leading_group: str = ""


def group_key(name: str) -> str:
    """What spellings of one collective name share: brackets of any shape, 人民政府 and 政府."""
    return naming.key(name.translate(_BRACKETS))


def collective(name: str, place: str, level: Level) -> Collective | None:
    """None: the name is one unit's."""
    text = _without_place(group_key(name), place)
    if members := _MEMBERS.match(text):
        return Collective(GroupRule.LEADING_GROUP, leading_group=members["group"])
    if _VAGUE.search(text):
        return Collective(GroupRule.LISTED, vague=True)
    if _EVERYWHERE.match(text):
        return Collective(_below(level), certain=True)
    if (places := _PLACES.match(text)) and not (places["levels"] == "市" and level is Level.CITY):
        return _places_below(places["levels"])
    if _DEPARTMENTS.match(text):
        return Collective(GroupRule.DEPARTMENTS, certain=_means_all_departments(text))
    return Collective(GroupRule.LISTED) if _MANY.search(text) else None


def _places_below(levels: str) -> Collective:
    """各县（市、区） are all of them, and so are 各镇（街）; 各县 alone or 各街道 alone may be some."""
    if _TOWN.search(levels):
        return Collective(GroupRule.TOWN_GOVERNMENTS, certain="镇" in levels or "乡" in levels)
    return Collective(GroupRule.GOVERNMENTS_BELOW, certain=len(set(levels) & set("县市区州旗盟")) > 1)


def _means_all_departments(text: str) -> bool:
    """市直各部门, 市政府各组成部门, 各部门, 市直各单位 are all; 县府直属各单位 may be others."""
    return "部门" in text or re.match(r"^[省市县区州盟旗]直各?单位$", text) is not None


def _below(level: Level) -> GroupRule:
    return GroupRule.TOWN_GOVERNMENTS if level in (Level.COUNTY, Level.TOWN) else GroupRule.GOVERNMENTS_BELOW


def _without_place(text: str, place: str) -> str:
    """青泽市直各部门 as 市直各部门."""
    whole, short = naming.place_prefixes(naming.key(place))
    return short + text[len(whole) :] if text.startswith(whole) else text
