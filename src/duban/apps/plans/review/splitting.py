"""One task into two: where its text may be cut, and which of what was read goes with which part.

In: a text, a task's places and targets.  Out: places to cut; the two halves. Cuts stand behind 。 ； ， in that order
of likeness: 支持园区建设；新增企业30家。 is two tasks more often than 支持园区建设，做强产业 is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_RANKS = "。；，"
Span = list[int]


@dataclass(frozen=True, slots=True)
class Cut:
    at: int
    left: str
    right: str


def cuts(text: str) -> list[Cut]:
    """Every place at which the text may be cut, the likeliest first."""
    found = [(mark, at + 1) for at, mark in enumerate(text) if mark in _RANKS]
    inner = [(mark, at) for mark, at in found if text[:at].strip(_RANKS + " 　") and text[at:].strip(_RANKS + " 　")]
    ranked = sorted(inner, key=lambda one: (_RANKS.index(one[0]), one[1]))
    return [Cut(at, text[:at].strip(), text[at:].strip()) for _, at in ranked]


def halves(stretches: Sequence[Span], text: str, at: int) -> tuple[list[Span], list[Span]]:
    """The stretches a text was read from, cut with it; both parts keep all where they do not match the text."""
    if sum(end - start for start, end in stretches) != len(text):
        return list(stretches), list(stretches)
    left: list[Span] = []
    right: list[Span] = []
    for start, end in stretches:
        edge = min(max(start + at, start), end)
        at -= end - start
        left += [[start, edge]] if start < edge else []
        right += [[edge, end]] if edge < end else []
    return left, right


def goes_right(words: str, left: str, right: str) -> bool:
    """Whether these words are the second part's; what stands in neither, or in both, stays with the first."""
    return bool(words) and words in right and words not in left


def shared_targets(
    targets: Sequence[Mapping[str, Any]], left: str, right: str
) -> tuple[list[Mapping[str, Any]], list[Mapping[str, Any]]]:
    """Each target with the part that holds its words."""
    taken = [goes_right(str(target.get("text") or ""), left, right) for target in targets]
    return (
        [target for target, is_right in zip(targets, taken, strict=True) if not is_right],
        [target for target, is_right in zip(targets, taken, strict=True) if is_right],
    )
