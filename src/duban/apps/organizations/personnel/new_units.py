"""What a unit not on record would be created as: its name in full, its short name, its kind, and in which place; pure.

In: the unit as printed (市水务局, 石桥镇政府), the name of the place whose document it is.  Out: `NewUnit`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from duban.apps.organizations.models import UnitKind


@dataclass(frozen=True, slots=True)
class NewUnit:
    """`place`: of a government, the place it governs; "" for a unit of the document's own place."""

    name: str
    short: str = ""
    kind: UnitKind = UnitKind.DEPARTMENT
    place: str = ""


_OWN_GOVERNMENT = re.compile(r"^[省市县区州盟旗镇乡]?(?:人民)?政府$")
_GOVERNMENT = re.compile(r"^(?P<place>\S{2,}?(?:镇|乡|街道|县|区|市|旗))(?:人民政府|政府|办事处|办)?$")
_NO_PLACE = re.compile(r"^(?:各|相关|有关|所有|其他)|(?:军分|园|开发|高新|示范|功能|合作|保税|景|矿|社)区|[、（）]")
_SPELLED_OUT = (
    (re.compile(r"(?<=[省市县区州旗])(?:政府办|府办)(?:公室)?$"), "人民政府办公室"),
    (re.compile(r"(?<=[省市县区州旗])政府办公室$"), "人民政府办公室"),
    (re.compile(r"街道办$"), "街道办事处"),
    (re.compile(r"(?<=[省市县区州旗]委)办$"), "办公室"),
    (re.compile(r"(?<=[省市县区州旗]委)政法委$"), "政法委员会"),
    (re.compile(r"(?<=[省市县区州旗]委)编办$"), "机构编制委员会办公室"),
    (re.compile(r"(?<=[省市县区州旗]委)网信办$"), "网络安全和信息化委员会办公室"),
    (re.compile(r"(?<=[省市县区州旗]委)国安办$"), "国家安全委员会办公室"),
)
_BOARD = re.compile(r"(?<=\S)（[^（）]+）$")  # 市卫生健康局（中医药局）: one body under two names
# 市 that is no place but begins a word: 市场监管局, 市容管理局
_NOT_THE_CITY = re.compile(r"^市(?:场|容|民(?:中心|服务)|政(?:公用|工程|园林|管理|设施))")
_LONGEST_BARE = 9
_COMMITTEE = re.compile(r"^(?P<level>[省市县区州旗])委(?!员会)")
_LEAGUE = re.compile(r"^(?:共青)?团(?P<level>[省市县区州旗])委$")
_KINDS = (
    (r"^共?青?团[省市县区]委|共青团", UnitKind.MASS),
    (r"中国共产党|中共|[省市县区]委(?!员会)|党委$|工委$|纪委|监委|党校$|编办$|编委办$|文明办$", UnitKind.PARTY),
    (r"人大|政协", UnitKind.CONGRESS),
    (r"法院$|检察院$", UnitKind.JUDICIAL),
    (r"人民银行|金融监督?管理?总局|金融监管局|监管分局$", UnitKind.VERTICAL),
    (r"公司$|集团$|银行|支行$|分行$|供电局$|联通|移动$|电信$", UnitKind.COMPANY),
    (r"税务|海关$|海事|气象局|消防救援|烟草|邮政管理|人民银行|调查队$|生态环境局\S+分局", UnitKind.VERTICAL),
    (r"总工会|妇联|联合会$|工商联|科协|残联|文联|侨联|红十字会|供销|贸促会", UnitKind.MASS),
    (r"军分区|人武部|人民武装部|武警|创[\u4e00-\u9fff]办$|(?:禁毒|河长|湖长|林长|田长|防控|双拥)办$", UnitKind.OTHER),
    (r"公积金|社保基金|中心$|医院$|学院$|学校$|中学$|大学$|馆$|台$|研究院$|研究所$", UnitKind.INSTITUTION),
    (r"局$|委$|委员会$|办$|办公室$|厅$|室$", UnitKind.DEPARTMENT),
)


def is_own_government(text: str, place: str) -> bool:
    """市政府 and 青泽市人民政府 are the government of 青泽市, and so is what no unit is named for (副市长)."""
    return not text or bool(_OWN_GOVERNMENT.match(text)) or text in (f"{place}政府", f"{place}人民政府")


def spelled_out(text: str) -> str:
    """市府办 is 市人民政府办公室, 柳溪街道办 is 柳溪街道办事处."""
    for pattern, words in _SPELLED_OUT:
        text = pattern.sub(words, text)
    return text


def governed_place(text: str) -> str:
    """The place a government below is named for: 石桥镇 of 石桥镇政府; "" where it is none."""
    match = _GOVERNMENT.match(text)
    return match["place"] if match and not _NO_PLACE.search(text) else ""


def new_unit(text: str, place: str) -> NewUnit:
    """How a unit of this name would be created."""
    if is_own_government(text, place):
        return NewUnit(f"{place}人民政府", kind=UnitKind.GOVERNMENT)
    if below := governed_place(text):
        ending = "办事处" if below.endswith("街道") else "人民政府"
        return NewUnit(below + ending, kind=UnitKind.GOVERNMENT, place=below)
    full = _in_full(spelled_out(_BOARD.sub("", text)), place)
    kind = next((kind for pattern, kind in _KINDS if re.search(pattern, _BOARD.sub("", text))), UnitKind.OTHER)
    if kind == UnitKind.DEPARTMENT and _lacks_place(full, place):
        full = place + full
    return NewUnit(full, short=text if text != full else "", kind=kind)


def _in_full(text: str, place: str) -> str:
    """With the place the words leave out or shorten: 市水务局 of 青泽市."""
    if (league := _LEAGUE.match(text)) and place.endswith(league["level"]):
        return f"共青团{place}委员会"
    if committee := _COMMITTEE.match(text):
        of_place = place.endswith(committee["level"])
        return f"中共{place}委员会{text[committee.end() :]}" if of_place else text
    if text[0] == place[-1] and not _NOT_THE_CITY.match(text):
        return place + text[1:]
    return text


def _lacks_place(text: str, place: str) -> bool:
    """商务局 names no place at all, 青泽供电局 and 临江市水务局 do."""
    bare = len(text) <= _LONGEST_BARE and not re.search(r"[省市县区州旗镇](?!场|容|政)", text)
    return bare and place[:2] not in text
