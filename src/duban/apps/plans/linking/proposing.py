"""Which of these texts say the same as this one, and by what one sees it?

In: the text of a task, candidates by key.  Out: `Proposal`s, the likeliest first, each with what both have in common.
A pair of characters weighs the more, the fewer candidates have it: 高新技术企业 tells, 工作 does not.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

LEAST = 0.11  # likeness below which a candidate is not proposed
_FIGURES_COUNT = 1.15
_SHOWN_WORDS, _SHORTEST = 4, 3
_FIGURE = re.compile(r"\d+(?:\.\d+)?\s*(?:万亿|亿|万|千|百)?(?:个百分点|平方公里|公里|[%％‰\u4e00-\u9fff])")
_YEAR = re.compile(r"(?:19|20)\d\d年?|\d+月|\d+日|\d+年")
# What every plan says of every task, and so tells nothing.
_SAID_OF_ALL = frozenset(
    "加快 推动 推进 建设 发展 实施 积极 大力 加强 全面 深入 完善 提升 持续 深化 力争 年内 全年 确保 工作 项目 促进 "
    "落实 开展 扎实 做好 强化 支持 打造 着力 有序 不断 进一 一步 以上 健全 规划 充分 发挥 优势 纵深 资源".split()
)
_BREAK = re.compile(r"[^\u4e00-\u9fffA-Za-z]+")


@dataclass(frozen=True, slots=True)
class Proposal:
    """`likeness` from 0 to 1; `words` the longest phrases in common, `figures` those that stand in both."""

    key: int
    likeness: float
    words: tuple[str, ...]
    figures: tuple[str, ...]


def propose(text: str, candidates: Mapping[int, str], *, most: int = 10) -> list[Proposal]:
    """The candidates that look like `text`, at most so many."""
    pairs = {key: _pairs(words) for key, words in candidates.items()}
    weights = _weights([*pairs.values(), _pairs(text)])
    own, own_figures = _pairs(text), figures(text)
    ranked = []
    for key, words in candidates.items():
        alike = _likeness(own, pairs[key], weights)
        alike *= _FIGURES_COUNT if own_figures & figures(words) else 1
        if alike >= LEAST:
            ranked.append((min(alike, 1.0), key))
    ranked.sort(key=lambda one: (-one[0], one[1]))
    return [
        Proposal(
            key, alike, shared_phrases(text, candidates[key]), tuple(sorted(own_figures & figures(candidates[key])))
        )
        for alike, key in ranked[:most]
    ]


def figures(text: str) -> frozenset[str]:
    """Quantities with the first character of their unit (60个, 7%), without years and days."""
    bare = _YEAR.sub(" ", text)
    return frozenset(re.sub(r"\s", "", one).replace("％", "%") for one in _FIGURE.findall(bare))


def shared_phrases(one: str, other: str) -> tuple[str, ...]:
    """The longest phrases that stand in both, the longest first, none inside another."""
    found: list[str] = []
    for run in _BREAK.split(one):
        start = 0
        while start + _SHORTEST <= len(run):
            length = _common_length(run, start, other)
            if length >= _SHORTEST:
                found.append(run[start : start + length])
            start += max(length - 1, 1) if length >= _SHORTEST else 1
    longest = sorted(dict.fromkeys(found), key=len, reverse=True)
    kept: list[str] = []
    for phrase in longest:
        if not any(phrase in other_phrase for other_phrase in kept):
            kept.append(phrase)
    return tuple(kept[:_SHOWN_WORDS])


def _common_length(run: str, start: int, other: str) -> int:
    """How many characters of `run` from `start` on stand in `other` as they are."""
    length = 0
    while start + length < len(run) and run[start : start + length + 1] in other:
        length += 1
    return length


def _pairs(text: str) -> Counter[str]:
    """Pairs of neighbouring characters, broken at signs and figures, that tell something."""
    pairs = (run[at : at + 2] for run in _BREAK.split(text) for at in range(len(run) - 1))
    return Counter(pair for pair in pairs if pair not in _SAID_OF_ALL)


def _weights(texts: list[Counter[str]]) -> dict[str, float]:
    spread = Counter(pair for one in texts for pair in one)
    return {pair: math.log(1 + len(texts) / count) for pair, count in spread.items()}


def _likeness(one: Counter[str], other: Counter[str], weights: Mapping[str, float]) -> float:
    """Half how alike the two are, half how much of `one` stands in `other`: a county says it among other things."""
    shared = sum(weights[pair] ** 2 for pair in one.keys() & other.keys())
    own, others = (sum(weights[pair] ** 2 for pair in pairs) for pairs in (one, other))
    return (shared / math.sqrt(own * others) + shared / own) / 2 if own and others else 0.0
