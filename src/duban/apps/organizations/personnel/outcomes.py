"""What an import did, in words."""

from __future__ import annotations

from collections.abc import Mapping

COUNTED = {
    "groups": "新建领导小组",
    "members": "列入成员",
    "left": "调出成员",
    "appointed": "登记任职",
    "ended": "登记免职",
    "units": "新建单位",
    "posts": "新建职务",
    "people": "新建人员",
}


def counted(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """What happened at least once, with how often."""
    return [(words, counts[name]) for name, words in COUNTED.items() if counts.get(name)]


def counts_in_words(counts: Mapping[str, int]) -> str:
    """新建领导小组1，列入成员37."""
    return "，".join(f"{words}{count}" for words, count in counted(counts)) or "与名册一致，没有变化"
