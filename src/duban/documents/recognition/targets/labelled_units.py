"""Read figures whose unit stands in a bracket before them: 规上工业增加值增长（%）5, 一般公共预算收入（亿元）：120.

In: a task's text.  Out: `Labelled` figures with the span of their name.
Tables copied into a line write so. What a project costs in all (总投资（万元）8600) is no target.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from duban.documents.lexicon import commitments as words
from duban.documents.model import Comparator
from duban.documents.recognition.quantities.numbers import ARABIC, halve, read_number
from duban.documents.recognition.targets.figures import Figure, any_of, comparator_of

_UNIT = (
    r"%|‰|个?百分点|[十百千]?[万亿]?(?:美元|元|吨|亩|人次|人|家|个|户|件|公里|平方米|立方米"
    r"|项|辆|台|套|处|座|所|名|千瓦时|千瓦)"
)
_LABELLED = re.compile(
    rf"(?P<name>[^，,。；;：:、（()）\s\d“”]{{2,24}})[（(](?P<unit>{_UNIT})[)）]\s?[:：]?\s?"
    rf"(?P<before>{any_of(words.FLOORS, words.CEILINGS, words.ABOVE, words.BELOW, words.ABOUT, words.LEVELS)})?\s?"
    rf"(?P<value>{ARABIC})(?P<after>以上|以内|以下|左右)?(?=\s?(?:$|[，,。；;、\n]))"
)
_COST = re.compile(r"投资(?!.*(?:增|率|占))|占地|建筑面积|标准$|补助|补贴")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A figure and where its name begins and ends; the statement ends at `end`."""

    figure: Figure
    start: int
    name_end: int
    end: int


def labelled_figures(text: str) -> Iterator[Labelled]:
    """Every figure behind a bracket that holds its unit."""
    for match in _LABELLED.finditer(halve(text)):
        value = read_number(match["value"])
        if value is None or _COST.search(match["name"]):
            continue
        comparator: Comparator = comparator_of(match["before"] or "", match["after"] or "")
        figure = Figure(comparator, value, None, match["unit"], match[0])
        yield Labelled(figure, match.start(), match.end("name"), match.end())
