"""The record form of each method (art. 12), as data: what is asked beside day, place and what was found.

In: a method, what was entered.  Out: `Asked`s; the particulars as they are kept, or `Invalid`.
Nothing here asks for the name of an informant (art. 26).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from duban.rulebook.inspections import Method
from duban.rulebook.refusals import Invalid

DUE, ANSWERED, ANSWERED_BY = "due", "answered_at", "answered_by"


@dataclass(frozen=True, slots=True)
class Asked:
    """`key` in the particulars; a `day` is kept as 2026-04-20, a `number` in digits."""

    key: str
    label: str
    kind: Literal["line", "text", "day", "number"] = "line"
    is_required: bool = True
    hint: str = ""


M = Method
FORMS: dict[Method, tuple[Asked, ...]] = {
    M.SELF_CHECK: (
        Asked("demand", "自查要求", "text", hint="要督查对象自查、说明哪些事。"),
        Asked(DUE, "报送期限", "day"),
    ),
    M.HEARING: (
        Asked("speaker", "汇报人", hint="姓名和职务。"),
        Asked("points", "汇报要点", "text"),
    ),
    M.ON_SITE: (
        Asked("checked", "检查的内容"),
        Asked("sample", "抽查数", "number", is_required=False),
        Asked("failed", "不符合要求的", "number", is_required=False),
        Asked("host", "现场陪同人员", is_required=False),
    ),
    M.VISIT: (
        Asked("visited", "访谈对象", hint="姓名和职务；反映情况的群众不写姓名，写“群众1名”。"),
        Asked("questions", "访谈提纲", "text", is_required=False),
    ),
    M.UNANNOUNCED: (
        Asked("time", "时间", hint="几点到几点。"),
        Asked("seen", "看到的情况", "text", hint="不写提供线索的人。"),
    ),
    M.SYMPOSIUM: (
        Asked("form", "形式", hint="座谈会、听证会、统计、评估。"),
        Asked("topic", "议题"),
        Asked("opinions", "主要意见", "text", is_required=False),
    ),
    M.FILES: (
        Asked("list", "材料清单", "text", hint="一行一份。"),
        Asked(DUE, "提供期限", "day"),
        Asked("returned", "归还情况", is_required=False),
    ),
    M.CLUES: (
        Asked("channel", "渠道", hint="信函、电话、媒体、网络平台。"),
        Asked("count", "线索数", "number", is_required=False),
        Asked("handled", "处理情况", "text", is_required=False, hint="不写提供线索的人。"),
    ),
    M.INTERVIEW: (
        Asked("interviewed", "被约谈人", hint="姓名和职务。"),
        Asked("chair", "主持人"),
        Asked("promised", "表态和承诺", "text", is_required=False),
    ),
    M.ONLINE: (
        Asked("platform", "平台"),
        Asked("period", "数据时段", is_required=False),
        Asked("figures", "数据情况", "text", is_required=False),
    ),
}
LONGEST = {"line": 200, "text": 4000, "day": 10, "number": 9}


def checked_particulars(method: Method, given: Mapping[str, str]) -> dict[str, str]:
    """Only what the form asks for, without what was left empty."""
    found = {one.key: _checked(one, str(given.get(one.key) or "").strip()) for one in FORMS[method]}
    return {key: value for key, value in found.items() if value}


def _checked(asked: Asked, value: str) -> str:
    if not value:
        if asked.is_required:
            raise Invalid(f"请写{asked.label}", asked.key)
        return ""
    if len(value) > LONGEST[asked.kind]:
        raise Invalid(f"{asked.label}太长：最多 {LONGEST[asked.kind]} 个字", asked.key)
    if asked.kind == "day":
        try:
            return date.fromisoformat(value).isoformat()
        except ValueError:
            raise Invalid(f"{asked.label}请写日期，如 2026-04-20", asked.key) from None
    if asked.kind == "number" and not (value.isascii() and value.isdigit()):
        raise Invalid(f"{asked.label}请写整数", asked.key)
    return value
