"""Who answers, said in a last sentence without brackets: "…完成投资120亿元。由县发改局牵头，各镇配合。"

In: a paragraph's text.  Out: the `Responsibility` with the span of that sentence (or of the whole line, where a
line says nothing else), None where any of its words is about something else: "各部门要密切配合" is no unit's role.
"""

from __future__ import annotations

import re

from duban.documents.blocks import Found
from duban.documents.recognition.responsibility import Responsibility, RoleRules, read_responsibility
from duban.documents.recognition.responsibility.forms import looks_like_unit
from duban.documents.recognition.responsibility.nesting import cut
from duban.documents.recognition.responsibility.unit_lists import split_units
from duban.documents.recognition.tasks.deadline_brackets import deadline_alone

_ROLE = (
    r"(?:牵头|负责|配合|参与|参加|协助|落实|承办|协办|主办|组织实施)"
    r"(?:负责|落实|实施|抓总|抓落实|配合|做好|推进|完成){0,2}"
)
_AT_END = re.compile(rf"{_ROLE}[）)]?[。；;]?\s*$|完成[。；;]?\s*$")
_HAS_ROLE = re.compile(_ROLE)
_ENDS_IN_ROLE = re.compile(rf"{_ROLE}$")
_SENTENCE_END = re.compile(r"[。；;]|——?|[…]{1,2}")
_COMMA = re.compile(r"[，,]")
_LONGEST = 300  # characters of such a sentence
_SHORTEST = 5


def bare_units(text: str, *, rules: RoleRules, year: int | None) -> Found[Responsibility] | None:
    """The last sentence of `text`, when it says who answers and nothing else."""
    if not _AT_END.search(text[-20:]) or not _HAS_ROLE.search(text[-_LONGEST:]):
        return None
    body = text.rstrip("。；; 　")
    start = 0
    for mark in _SENTENCE_END.finditer(body, max(0, len(body) - _LONGEST)):
        start = mark.end()
    words = _without_stray_bracket(body[start:]).strip()
    if not _SHORTEST <= len(words) <= _LONGEST or "：" in words or ":" in words:
        return None
    if not all(_is_about_who(clause, year) for _, clause in cut(words, _COMMA)):
        return None
    found = read_responsibility(words, rules=rules, year=year)
    if found is None or not found.units or not all(looks_like_unit(name) for name in found.units):
        return None
    return Found(found, len(text[:start].rstrip("—")) if text[:start].endswith("—") else start, len(text))


def _without_stray_bracket(words: str) -> str:
    """A closing mark whose opening mark the page lost."""
    if words.endswith(("）", ")")) and words.count("（") + words.count("(") < words.count("）") + words.count(")"):
        return words[:-1]
    return words


def _is_about_who(clause: str, year: int | None) -> bool:
    """Units with their role, units alone, or a deadline."""
    words = re.sub(r"^(?:并?由|并)", "", clause.strip())
    if _ENDS_IN_ROLE.search(words):
        return True
    if deadline_alone(words, year) is not None:
        return True
    names = split_units(words)
    return bool(names) and all(looks_like_unit(name) for name in names)
