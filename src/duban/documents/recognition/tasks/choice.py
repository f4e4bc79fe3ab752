"""Which items of an outline are tasks: those at the depth where the text says who answers.

In: an outline and what its paragraphs hold.  Out: the label kinds that carry tasks, and per chapter whether it holds
tasks at all. A plan numbers tasks 1．2．3．through all its chapters, or （一）（二）with the units in brackets;
指导思想, 基本原则, 保障措施 are numbered too and are none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from duban.documents.blocks import Paragraph
from duban.documents.recognition.tasks.clauses import Clauses
from duban.documents.structure.numbering import LabelKind
from duban.documents.structure.outline import Node

_CARRIES = 0.6  # share of a kind's items that must say who answers (or hold one that does) for it to carry tasks
_PLAIN_NUMBERS = frozenset({LabelKind.NUMBER, LabelKind.NUMBER_PAREN, LabelKind.CIRCLED})
_FEWEST_RUNS = 2  # headings with items, from which it shows whether their numbers run on
_PRINCIPLES = re.compile(
    r"指导思想|总体(?:要求|思路|目标)|基本原则|基本思路|工作原则|组织(?:领导|保障|实施)|保障措施|工作要求|有关要求|"
    r"工作机制|实施保障|职责分工|工作步骤|实施步骤|时间安排|督(?:查|促|导)|考核|附则|名词解释|责任体系|工作目标$"
)
_PROMISES = re.compile(r"任务|目标|重点|工作|行动|项目|实事|指标")


@dataclass(frozen=True, slots=True)
class Choice:
    """`ranks`: depths of the outline at which items are tasks; `chapters`: ids of the top nodes that hold any."""

    ranks: frozenset[int]
    chapters: frozenset[int]

    def holds(self, top: Node) -> bool:
        return id(top) in self.chapters


def choose(nodes: Sequence[Node], clauses: Mapping[int, Clauses]) -> Choice:
    """Where the tasks of this outline are."""
    naming = {id(node) for top in nodes for node in top.walk() if _names_below(node, clauses)}
    holding = [top for top in nodes if id(top) in naming]
    ranks = _carrying_ranks(holding, naming)
    chapters = {id(top) for top in holding}
    chapters |= {
        id(top) for before, top in _neighbours(nodes) if id(top) not in chapters and _runs_on(before, top, ranks)
    }
    chapters |= {id(top) for top in _unnamed_among(nodes, chapters, ranks)}
    return Choice(ranks, frozenset(chapters))


def _unnamed_among(nodes: Sequence[Node], chapters: set[int], ranks: frozenset[int]) -> list[Node]:
    """In a plain list of tasks those that name nobody: between two that do, and where 1．2．3．run on, at its ends."""
    held = [at for at, top in enumerate(nodes) if id(top) in chapters and not top.children]
    if len(held) < _FEWEST_RUNS:
        return []
    first = nodes[held[0]].label
    if first is None:
        return []
    return [
        top for at, top in enumerate(nodes)
        if id(top) not in chapters and top.rank in ranks and not top.children and not _PRINCIPLES.search(top.title)
        and (held[0] < at < held[-1] or (top.label and top.label.kind in _PLAIN_NUMBERS))
        and top.label and top.label.value == first.value + at - held[0]
    ]  # fmt: skip


def _names_below(node: Node, clauses: Mapping[int, Clauses]) -> bool:
    return any(
        isinstance(block, Paragraph) and id(block) in clauses and clauses[id(block)].names_who
        for block in node.blocks()
    )


def _carrying_ranks(holding: Sequence[Node], naming: set[int]) -> frozenset[int]:
    items: dict[int, list[bool]] = {}
    for top in holding:
        for node in top.walk():
            items.setdefault(node.rank, []).append(id(node) in naming)
    ranks = {rank for rank, named in items.items() if rank >= 0 and sum(named) >= _CARRIES * len(named)}
    return frozenset(ranks | _ranks_below_headings(holding, ranks))


def _ranks_below_headings(holding: Sequence[Node], ranks: set[int]) -> set[int]:
    """Ranks of items that a heading names the units for, their numbers running on from heading to heading.

    "一、工业经济（牵头领导：…；责任单位：…）" with 1．2．3．and "二、交通建设（…）" with 4．5．
    """
    deepest = max(ranks, default=-1)
    runs = [node.children for top in holding for node in top.walk() if node.rank == deepest and node.children]
    if len(runs) < _FEWEST_RUNS or not all(run[0].label and run[-1].label for run in runs):
        return set()
    ends = [(run[0].label.value, run[-1].label.value) for run in runs if run[0].label and run[-1].label]
    run_on = all(after[0] == before[1] + 1 for before, after in pairwise(ends))
    return {run[0].rank for run in runs} if run_on else set()


def _neighbours(nodes: Sequence[Node]) -> list[tuple[Node | None, Node]]:
    return list(zip([None, *nodes], nodes, strict=False))


def _runs_on(before: Node | None, top: Node, ranks: frozenset[int]) -> bool:
    """Whether a chapter that names nobody holds tasks all the same: its numbers go on from, or lead to, the others."""
    if _PRINCIPLES.search(top.title):
        return False
    deepest = [node for node in top.walk() if node.rank in ranks and node is not top]
    if not deepest or deepest[0].label is None:
        return False
    if before is not None:
        last = [node for node in before.walk() if node.rank == deepest[0].rank]
        if last and last[-1].label and last[-1].label.value + 1 == deepest[0].label.value:
            return True
    return _PROMISES.search(top.title) is not None
