"""What a founding document says of the group beside its members: where its office is, what ends it; pure.

In: the document's text.  Out: words as printed; "" where it says nothing.
Term and end condition are to be written down (地方议事协调机构管理办法).
"""

from __future__ import annotations

import re

_OFFICE = re.compile(r"办公室[（(]?设在(?P<unit>[^，。；、（）()：]{2,40}?)(?=[，。；、（）()：]|$)")
_GROUP = r"(?:该|本)?(?:领导小组|协调小组|工作小组|指挥部|委员会|联席会议|专班|机构)"
_ENDS = re.compile(
    rf"(?P<words>(?:[^，。；：]{{0,20}}(?:完成|结束|届满|期满)(?:之?后|时)?，?)(?:{_GROUP})?(?:即|自行|自动|自然|随之)*(?:撤销|解散))"
)


def office_in(text: str) -> str:
    """办公室设在市水利局: the unit as printed."""
    match = _OFFICE.search(_unbroken(text))
    return match["unit"] if match else ""


def end_condition_in(text: str) -> str:
    """任务完成后自动撤销."""
    match = _ENDS.search(_unbroken(text))
    return match["words"] if match else ""


def _unbroken(text: str) -> str:
    return re.sub(r"\s+", "", text)
