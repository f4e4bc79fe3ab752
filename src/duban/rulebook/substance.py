"""Does a report say something: what a reader would ask about it, as hints to whoever writes and whoever reviews it.

In: what is said now and was said in the last round (`Said`), the targets (`Aim`).  Out: `Hint`s, the gravest first.
Hints never block. Better silent than wrong: tests hold how often each speaks on sentences as units write them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from duban.rulebook import empty_phrases
from duban.rulebook.figures import plain
from duban.rulebook.health import Health
from duban.rulebook.said_numbers import Stated, agrees, stated
from duban.rulebook.targets import TargetKind


class Weight(StrEnum):
    """The gravest first."""

    LIKELY = "likely"  # something is likely wrong
    WORTH = "worth"  # worth another look


class Part(StrEnum):
    """Where in the report a hint belongs."""

    TEXT = "text"
    PROBLEMS = "problems"
    NEXT_STEP = "next_step"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class Said:
    """`figures` by the key of their target; `stated`: how the unit judges itself."""

    text: str = ""
    problems: str = ""
    next_step: str = ""
    figures: Mapping[int, Decimal | None] = field(default_factory=dict)
    stated: Health | None = None


@dataclass(frozen=True, slots=True)
class Aim:
    """A target as far as a report can be held against it."""

    key: int
    measure: str
    unit: str
    value: Decimal | None
    kind: TargetKind


@dataclass(frozen=True, slots=True)
class Hint:
    """`spans`: from and to in the text it is about; `aim`: the target whose figure it is about."""

    code: str
    words: str
    part: Part
    weight: Weight = Weight.WORTH
    spans: tuple[tuple[int, int], ...] = ()
    aim: int | None = None


ALIKE, SKELETON_ALIKE = 0.92, 0.97  # shares of pieces of three characters in common
SHORTEST_COMPARED = 12  # characters; shorter texts are alike by chance
MANY_PHRASES = 0.4  # of the characters
_PIECE = 3
_FIGURES = frozenset({TargetKind.CUMULATIVE, TargetKind.LEVEL, TargetKind.GROWTH})
_MARKS = re.compile(r"[^\w%％]+|_")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_PHRASE = re.compile("|".join([*sorted(empty_phrases.FIXED, key=len, reverse=True), empty_phrases.COMPOUND]))
_FACT = re.compile(
    r"\d|《[^》]+》|“[^”]{2,}”|"
    r"[一二三四五六七八九十两百]+(?:个|家|项|次|条|座|公里|亩|户|人|期|处|场|批|轮|所|台|宗|份|名|件|天|栋|标段)|"
    r"建成|印发|出台|签订|开工|动工|竣工|投产|封顶|验收|招标|中标|挂牌|揭牌|交付|投用|投入使用|启用|上线|立项|批复|备案|"
    r"已(?:经|全部|基本)?(?:完成|通过|拨付|启动|成立|组建|上报|报送|下达)"
)
_TIME = re.compile(
    r"\d\s*[月日号]|[一二三四五六七八九十]+月|[上中下]旬|年底|年末|年内|年前|季度|半年|月底|月末|月初|本周|下周|本月|下月|近日|"
    r"\d+\s*个?(?:工作日|天|周)|国庆|春节|节前|节后|汛期|周[一二三四五六日]|20\d\d"
)
_WHO = re.compile(r"[局办委厅处科室队组站县区市镇乡村街道公司集团中心院校]|由\w{2,10}(?:负责|牵头)|牵头|专班")
_NOTHING = re.compile(r"^[\s。，]*(?:无|暂无|没有|无问题|暂无问题|无存在问题)?[\s。]*$")


def hints(now: Said, before: Said | None, aims: Sequence[Aim]) -> list[Hint]:
    """All that a reader would ask, the gravest first."""
    found = [*_repeated(now, before), *_hollow(now.text), *_plain(now)]
    for aim in aims:
        if aim.kind in _FIGURES:
            found += _of_figure(aim, now, before)
    return sorted(found, key=lambda hint: list(Weight).index(hint.weight))


def likeness(one: str, other: str) -> float:
    """How much of two texts is the same, wherever it stands: from 0 to 1; punctuation does not count."""
    first, second = _pieces(_MARKS.sub("", one)), _pieces(_MARKS.sub("", other))
    both = sum((first & second).values())
    return 2 * both / ((first.total() + second.total()) or 1)


def _pieces(text: str) -> Counter[str]:
    return Counter(text[at : at + _PIECE] for at in range(len(text) - _PIECE + 1))


def _repeated(now: Said, before: Said | None) -> list[Hint]:
    """Two cases: the same words with the same numbers, and the same words with other numbers (milder)."""
    if before is None or now.stated is before.stated is Health.DONE:
        return []
    if min(len(_MARKS.sub("", now.text)), len(_MARKS.sub("", before.text))) < SHORTEST_COMPARED:
        return []
    whole = likeness(now.text, before.text)
    same_numbers = _NUMBER.findall(now.text) == _NUMBER.findall(before.text)
    span = ((0, len(now.text)),)
    if whole >= ALIKE and same_numbers:
        words = "与上轮文字相同" if whole == 1 else f"与上轮文字几乎相同（{whole:.0%}）"
        return [Hint("repeated", f"{words}，请写本轮的新进展", Part.TEXT, Weight.LIKELY, span)]
    if not same_numbers and likeness(_NUMBER.sub("0", now.text), _NUMBER.sub("0", before.text)) >= SKELETON_ALIKE:
        return [Hint("only-figures-changed", "与上轮相比只改了数字，请补充本轮做了什么", Part.TEXT, Weight.WORTH, span)]
    return []


def _hollow(text: str) -> list[Hint]:
    """Phrases without content: worse where there is no number, name or date at all."""
    spans = tuple(match.span() for match in _PHRASE.finditer(text))
    if not spans:
        return []
    first = text[slice(*spans[0])]
    if not _says_facts(text, spans):
        words = f"没有数字、时间或具体事项，只有“{first}”等说法，请写明做了什么、到了哪一步"
        return [Hint("without-content", words, Part.TEXT, Weight.LIKELY, spans)]
    length = len(_MARKS.sub("", text))
    if len(spans) > 1 and sum(end - begin for begin, end in spans) >= MANY_PHRASES * length:
        return [Hint("many-phrases", f"“{first}”等一般说法较多，请多写具体进展", Part.TEXT, Weight.WORTH, spans)]
    return []


def _says_facts(text: str, spans: Sequence[tuple[int, int]]) -> bool:
    """Outside the phrases."""
    edges = [0, *(at for span in spans for at in span), len(text)]
    return any(_FACT.search(text[begin:end]) for begin, end in list(pairwise(edges))[::2])


def _plain(now: Said) -> list[Hint]:
    found = []
    if now.stated is Health.BEHIND and _NOTHING.match(now.problems):
        found.append(Hint("behind-without-problem", "自评滞后，请写明存在的问题", Part.PROBLEMS, Weight.LIKELY))
    if now.next_step.strip() and not _NOTHING.match(now.next_step) and not _TIME.search(now.next_step):
        missing = "完成时间" if _WHO.search(now.next_step) else "完成时间和由谁负责"
        found.append(Hint("next-step-without-time", f"下一步打算没有写{missing}", Part.NEXT_STEP))
    return found


def _of_figure(aim: Aim, now: Said, before: Said | None) -> list[Hint]:
    figure, last = now.figures.get(aim.key), before.figures.get(aim.key) if before else None
    if figure is None:
        if aim.value is None:
            return []
        words = f"“{aim.measure}”没有填完成数（目标{plain(aim.value)}{aim.unit}）"
        return [Hint("figure-missing", words, Part.FIGURE, Weight.LIKELY, aim=aim.key)]
    found = []
    if aim.kind is TargetKind.CUMULATIVE and last is not None and figure < last:
        words = f"“{aim.measure}”填{plain(figure)}{aim.unit}，低于上轮的{plain(last)}{aim.unit}，请核对是否为累计数"
        found.append(Hint("figure-lower", words, Part.FIGURE, Weight.LIKELY, aim=aim.key))
    unlike = _unlike(aim, figure, last, now.text)
    if unlike is not None:
        words = f"正文写“{now.text[unlike.start : unlike.end]}”，“{aim.measure}”填的是{plain(figure)}{aim.unit}，请核对"
        span = ((unlike.start, unlike.end),)
        found.append(Hint("figure-unlike-text", words, Part.FIGURE, Weight.LIKELY, span, aim.key))
    return found


def _unlike(aim: Aim, figure: Decimal, last: Decimal | None, text: str) -> Stated | None:
    """The total the text states that is not the figure; None where it says it, says none, or says only a step of it."""
    said = stated(text, aim.measure, aim.unit, is_rate=aim.kind is TargetKind.GROWTH)
    if any(agrees(figure, one) for one in said):
        return None
    others = [one for one in said if one.value != aim.value]
    others = [one for one in others if one.is_total] or _one_alone(others)
    if aim.kind is TargetKind.CUMULATIVE and last is not None:
        others = [one for one in others if one.is_total or one.value > figure]
    return others[-1] if others else None


def _one_alone(said: list[Stated]) -> list[Stated]:
    """Several figures for one measure, none said to be the whole, are its parts."""
    return said if len({one.value for one in said}) == 1 else []
