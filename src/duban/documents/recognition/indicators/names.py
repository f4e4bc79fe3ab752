"""The name of an indicator in its heading, and what brackets at its end say: unit, nature, explanation.

In: the text of a heading or a table's cell.  Out: names as printed, units, `Nature`.
Reads "1、人均GDP(2010年不变价)。", "森林覆盖率（%）", "耕地保有量（万亩，约束性）", "污水处理指数(包括…、…)".
"""

from __future__ import annotations

import re

from duban.documents.lexicon import indicators as words
from duban.documents.model import Nature

_LONGEST_NAME = 70
_ENDS = tuple(sorted(words.MEASURED_ENDS, key=len, reverse=True))
_EXPLAINED = re.compile(r"[（(](?:包括|其中|含|即|注|是指|指)[^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*[）)]?\s*$")
_LAST_BRACKET = re.compile(r"\s*[（(]([^（）()]{1,20})[）)]$")
_BRACKETS = re.compile(r"[（(〔【][^（）()〔〕【】]*[）)〕】]?")
_PER = re.compile(r"^(?:全市|全县|全区|城乡|农村)?(?:每|人均|户均|亩均|单位|万元|平均)")
_INDICATOR_WORD = re.compile(r"^指标\s*[一二三四五六七八九十\d]{0,3}\s*[:：、]?\s*")
_COUNT = "|".join(sorted(map(re.escape, words.COUNTS), key=len, reverse=True))
_ONE_UNIT = rf"[万亿千百十]{{0,2}}(?:{_COUNT})"
_PER_UNIT = rf"/(?:[万亿千百十\d]{{0,3}}(?:{_COUNT}|GDP)|[万亿千百十\d]{{1,3}})"
UNIT = rf"(?:{_ONE_UNIT}(?:{_PER_UNIT})?|/\d{{0,3}}[万千百十]?(?:{_COUNT})?)"
_WHOLE_UNIT = re.compile(UNIT)
_NATURES = (("约束", Nature.BINDING), ("预期", Nature.ANTICIPATORY))


def heading_name(text: str) -> str:
    """The indicator's name in a heading; "" when the text is too long to be one."""
    text = _INDICATOR_WORD.sub("", text[:400].strip(" *\u3000"))
    name = re.split(r"[。：:；;]", text, maxsplit=1)[0]
    name = _EXPLAINED.sub("", name).strip(" ，,、*\u3000")
    return name if len(name) <= _LONGEST_NAME else ""


def heading_rest(text: str) -> str:
    """What a heading's paragraph says after the name."""
    _, mark, rest = text.partition(next((mark for mark in text if mark in "。：:；;"), "\0"))
    return rest.strip() if mark else ""


def looks_measured(name: str) -> bool:
    """Is `name` something that is measured (森林覆盖率) and not something to do (提高森林覆盖率)?"""
    plain = _BRACKETS.sub("", name).strip(" 。“”\"'")
    if not 2 <= len(plain) <= 45 or any(mark in plain for mark in "，,；;"):
        return False
    if _PER.match(plain):
        return True
    return plain.endswith(_ENDS) and not plain.startswith(words.TASK_VERBS)


def split_name(name: str) -> tuple[str, str, Nature | None]:
    """A name without the unit and the nature its last bracket gives: 森林覆盖率（%） is 森林覆盖率, "%", None."""
    match = _LAST_BRACKET.search(name)
    if match is None:
        return name, "", None
    parts = [part.strip() for part in re.split(r"[，,、；;]", match[1])]
    nature = next((found for part in parts if (found := nature_of(part))), None)
    unit = next((part.removeprefix("单位：") for part in parts if is_unit(part.removeprefix("单位："))), "")
    if len(parts) != bool(nature) + bool(unit):
        return name, "", nature
    return name[: match.start()], unit, nature


def is_unit(text: str) -> bool:
    """A unit of measurement and nothing else: %, 万亩, 吨标准煤/万元, /10万."""
    return bool(_WHOLE_UNIT.fullmatch(text))


def nature_of(text: str) -> Nature | None:
    """约束性 or 预期性, in any of their wordings."""
    if len(text) > 8:
        return None
    return next((nature for word, nature in _NATURES if word in text), None)
