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
_SPELLED_OUT = (
    (re.compile(r"(?<=[省市县区州旗])(?:政府办|府办)(?:公室)?$"), "人民政府办公室"),
    (re.compile(r"(?<=[省市县区州旗])政府办公室$"), "人民政府办公室"),
    (re.compile(r"街道办$"), "街道办事处"),
    (re.compile(r"(?<=[省市县区州旗]委)办$"), "办公室"),
)
_COMMITTEE = re.compile(r"^(?P<level>[省市县区州旗])委(?!员会)")
_KINDS = (
    (r"中国共产党|中共|[省市县区]委|党委$|党工委$|纪委|监委|党校$", UnitKind.PARTY),
    (r"人大|政协", UnitKind.CONGRESS),
    (r"法院$|检察院$", UnitKind.JUDICIAL),
    (r"公司$|集团$|银行|支行$|分行$|供电局$|联通|移动$|电信$", UnitKind.COMPANY),
    (r"税务|海关$|海事|气象局|消防救援|烟草|邮政管理|人民银行|调查队$|生态环境局\S+分局", UnitKind.VERTICAL),
    (r"总工会|团[省市县区]委|妇联|妇女联合会|工商联|工商业联合会|科协|残联|文联|侨联|红十字会|供销", UnitKind.MASS),
    (r"中心$|医院$|学院$|学校$|中学$|大学$|馆$|台$|研究院$|研究所$", UnitKind.INSTITUTION),
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
    return match["place"] if match else ""


def new_unit(text: str, place: str) -> NewUnit:
    """How a unit of this name would be created."""
    if is_own_government(text, place):
        return NewUnit(f"{place}人民政府", kind=UnitKind.GOVERNMENT)
    if below := governed_place(text):
        ending = "办事处" if below.endswith("街道") else "人民政府"
        return NewUnit(below + ending, kind=UnitKind.GOVERNMENT, place=below)
    full = spelled_out(text)
    if committee := _COMMITTEE.match(full):
        full = f"中共{place}委员会{full[committee.end() :]}" if place.endswith(committee["level"]) else full
    elif full[0] == place[-1]:
        full = place + full[1:]
    kind = next((kind for pattern, kind in _KINDS if re.search(pattern, text)), UnitKind.OTHER)
    return NewUnit(full, short=text if text != full else "", kind=kind)
