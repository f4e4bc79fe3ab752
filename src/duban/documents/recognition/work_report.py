"""A government work report's promises: theme sentences under numbered chapters, and the targets in them.

In: the outline of a work report's body and its blocks.  Out: a `ReportReading`.
Each paragraph opens with a theme: "加快打造外联内畅立体交通网络。积极参与…". A report has no tasks yet; the office
splits it later. Real phrase by which a report is known: "各位代表", "我们将重点抓好以下八个方面的工作".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from duban.documents.blocks import Block, Paragraph, Place
from duban.documents.model import OutlineItem, Target
from duban.documents.recognition.targets import find_targets
from duban.documents.structure.outline import Node, Outline
from duban.documents.structure.spacing import close_gaps
from duban.documents.structure.spans import Spans

_TITLE = re.compile(r"政府工作报告(?:[（(][^（()）]{1,20}[）)])?$|工作报告$")
_SPOKEN = re.compile(
    r"各位代表|现在.{0,12}向大会|请予审议|请政协|我们将?(?:重点)?(?:抓好|做好)以下.{1,6}(?:方面|项).{0,4}工作"
)
_ADDRESS = re.compile(r"\s*各位(?:代表|委员|同志)")  # opens the closing words; no theme
_BEHIND = re.compile(r"回顾|总结|过去|取得的?成[绩就效]")  # 2025年工作回顾
_LONGEST_THEME = 40  # characters; a longer first sentence is prose, not a theme


def is_work_report(title: str | None, blocks: Sequence[Block]) -> bool:
    """Whether the text is a report to the congress: by its title, or spoken to 各位代表."""
    if title and _TITLE.search(title) and "分工" not in title and "任务" not in title:
        return True
    return any(isinstance(block, Paragraph) and _SPOKEN.search(block.text) for block in blocks)


@dataclass(frozen=True, slots=True)
class ReportReading:
    """`outline`: chapters and themes with their targets; `targets`: all that are promised, in reading order."""

    outline: tuple[OutlineItem, ...]
    targets: tuple[Target, ...]


def read_report(outline: Outline, blocks: Sequence[Block], year: int | None) -> ReportReading:
    """What a report promises; `blocks` are those the outline was built of."""
    told = {id(block): _targets(block, year) for block in blocks if isinstance(block, Paragraph)}
    items: list[OutlineItem] = []
    for node in outline.nodes:
        _visit(node, 1, told, items)
    behind = Spans(_looking_back(outline))
    promised = (told[id(block)] for block in blocks if id(block) in told and not behind.hold(block.place))
    return ReportReading(tuple(items), tuple(target for targets in promised for target in targets))


def _looking_back(outline: Outline) -> Iterator[Place]:
    """The chapters that tell of the year before: what they count was reached and is no promise."""
    return (block.place for node in outline.nodes if _BEHIND.search(node.title) for block in node.blocks())


def _visit(node: Node, level: int, told: Mapping[int, tuple[Target, ...]], items: list[OutlineItem]) -> None:
    items.append(OutlineItem(level, node.label_text, node.title, node.title_place, told[id(node.opening)]))
    for block in node.content:
        if isinstance(block, Paragraph) and (item := _theme(block, level + 1, told[id(block)])):
            items.append(item)
    for child in node.children:
        _visit(child, level + 1, told, items)


def _theme(paragraph: Paragraph, level: int, targets: tuple[Target, ...]) -> OutlineItem | None:
    first, stop, rest = paragraph.text.partition("。")
    if not stop or not rest or len(first) > _LONGEST_THEME or _ADDRESS.match(first):
        return None
    return OutlineItem(level, "", close_gaps(first).strip(), paragraph.place_of(0, len(first)), targets)


def _targets(paragraph: Paragraph, year: int | None) -> tuple[Target, ...]:
    return tuple(
        replace(found.value, source=paragraph.place_of(found.start, found.end))
        for found in find_targets(paragraph.text, year=year)
    )
