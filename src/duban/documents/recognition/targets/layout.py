"""Lay a clause out around its figures: what stands before each, what after, and which go together.

In: a masked clause and its figures.  Out: `Laid` figures; 新增A30家、B30家 are joined, 打造4个A has its noun after.
A figure that only describes what another counts (2个投资20亿元以上的项目, 投资10亿元以上项目5个) is left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from duban.documents.lexicon import commitments as words
from duban.documents.recognition.targets.clauses import Clause
from duban.documents.recognition.targets.figures import Written, any_of, comparator_of, find_figures, is_bound

Span = tuple[int, int]

VERB = re.compile(any_of(words.COMMITTING))
_JOINS = re.compile(r"\s?(?:以及|、|和|及|与|或)\s?")
_GAP = re.compile(r"\s*(?=\d|$)|\s+(?=[\u4e00-\u9fff]{2,20}$)")  # 道路6条12公里; 基地3个 面积2000亩
_SHARE_OF = re.compile(r"的?[^，、]{0,14}(?:占比|比例|比重|率)")
_LAST_JOIN = re.compile(r"(?:以及|和|及|与)\s?$")
_ATTRIBUTE = re.compile(rf"(?:{any_of(words.ATTRIBUTES)})(?:均|达到?|超过?|不低于|在|为)?\s?$")
_RIGHT_STOP = re.compile(r"[（(]|、|(?:和|及|以及|与)(?:一批|若干|一系列)|等(?=[^级候待])")
_GOAL = r"(?:目标任务|任务目标|指标任务|目标|任务|指标|要求|水平)"
_ONLY_GOAL = re.compile(
    rf"的(?:年度|工作|预期|总体|既定|攻坚|约束性)?{_GOAL}.*|(?:年度)?目标\s?"
    r"|的?(?:大关|关口|台阶|规模(?!以上|化)|水平).*|(?:于|在|到|全部|均|要(?!素|点|件)|\d{1,2}月|年内|年底).*"
)
_CHANGES = re.compile(rf"(?:{any_of(words.CHANGES)})\s?$")
_LEVEL_WORDS = frozenset(words.FLOORS + words.CEILINGS + words.LEVELS + words.BELOW) - {"为", "是"}
_GRADE = re.compile(r".{1,6}?级(?=.)")
_SIZED = re.compile(r"的?(?:自然村|村|行政村|居民点|供水|企业|工程)")
_AFTER_NOUN = re.compile(r"(?<=..)(?:以上|左右)$")
_TIME_TAKEN = re.compile(r"(?:天数|日数|时间|时长|时限|周期|工期|年限)\s?$")
_REACH = re.compile(r"(?:服务)?(?:半径|范围)?内?[^\d，、]{0,6}覆盖率")  # 公交站点500米覆盖率
_HEAD = re.compile(r"的?[^、，的]{2,14}$")


@dataclass(frozen=True, slots=True)
class Laid:
    """A figure with the words before it (`left`) and after it (`right`), spans of the text."""

    written: Written
    left: Span
    right: Span
    joined: bool = False  # with the figure before it: 、和及
    head: Span | None = None  # the noun it shares with a later one: 2个…、5个…的重大项目


def lay_out(masked: str, clause: Clause) -> list[Laid]:
    """The clause's figures that count something of their own."""
    figures = [one for one in find_figures(masked, clause.start, clause.end) if _is_amount(masked, one)]
    if not figures:
        return []
    kept = _without_attributes(masked, figures)
    laid: list[Laid] = []
    left, joined = clause.start, False
    for number, written in enumerate(kept):
        following = kept[number + 1] if number + 1 < len(kept) else None
        if following is None:
            right_end, next_left, next_joined = clause.end, clause.end, False
        else:
            right_end, next_left, next_joined = _split(
                masked,
                written.end,
                following.start,
                share=following.kind == "share",
                again=written.kind == following.kind,
            )
        if _LAST_JOIN.search(masked, left, written.start) or masked[left : written.start].endswith("、"):
            left = written.start
        right = _right(masked, written.end, right_end)
        laid.append(Laid(_closed(masked, written, right), (left, written.start), right, joined))
        left, joined = next_left, next_joined
    return _with_heads(masked, laid, len(kept) < len(figures))


def _closed(masked: str, written: Written, right: Span) -> Written:
    """掌握2项劳动技能以上: the word that binds the figure stands after the noun."""
    after = _AFTER_NOUN.search(masked, *right)
    if not after or written.after or written.kind != "count":
        return written
    return replace(written, after=after[0], figure=replace(written.figure, comparator=comparator_of("", after[0])))


def _is_amount(masked: str, written: Written) -> bool:
    """A span of time describes (65岁及以上老年人, 30年到期) unless a verb moves it: 缩短至3个工作日, 增加1岁."""
    if written.chinese and written.figure.value == 1 and not is_bound(written):
        return False
    if masked[max(0, written.at - 1)] in "每由从":
        return False  # 每千人口, 由8个减少到4个
    if written.figure.unit in ("户", "人") and written.after and _SIZED.match(masked, written.end):
        return False  # 20户以上自然村
    if written.kind == "amount" and _REACH.match(masked, written.end):
        return False
    if written.kind != "time":
        return True
    near = max(0, written.start - 4)
    if is_bound(written) and _TIME_TAKEN.search(masked, near, written.start):
        return True  # 优良天数320天以上
    return written.before in _LEVEL_WORDS or bool(_CHANGES.search(masked, near, written.start))


def _without_attributes(masked: str, figures: list[Written]) -> list[Written]:
    dropped: set[int] = set()
    for number in range(len(figures) - 1):
        first, second = figures[number], figures[number + 1]
        between = masked[first.end : second.start]
        if _sizes_share(first, second, between):
            dropped.add(number)
        if "、" in between or number in dropped or VERB.search(between):
            continue
        if _sizes(first, second, between):
            dropped.add(number)
        elif (first.kind == "share" and second.kind == "amount" and between.startswith("的") and is_bound(first)) or (
            first.kind == "count"
            and second.kind in ("amount", "time")
            and not between.startswith(" ")
            and _ATTRIBUTE.search(between)
        ):
            dropped.add(number + 1)
    return [figure for number, figure in enumerate(figures) if number not in dropped]


def _sizes(first: Written, second: Written, between: str) -> bool:
    """投资10亿元以上项目5个, 10亿元以上5个: the first tells the size of what the second counts."""
    if second.kind == "count" and first.kind in ("amount", "time"):
        return bool(between.strip(" 和及与")) or (first.kind == "amount" and is_bound(first) and not between.strip())
    return first.kind == "amount" and second.kind == "share" and between.startswith("的")


def _sizes_share(first: Written, second: Written, between: str) -> bool:
    """收入50万元以上村占比达到40%, 500万元以上项目开工率95%."""
    if first.kind != "amount" or second.kind != "share" or not first.after:
        return False
    return bool(_SHARE_OF.fullmatch(between))


def _split(masked: str, start: int, end: int, *, share: bool, again: bool) -> tuple[int, int, bool]:
    """Where the words after one figure end, where those before the next begin, and whether the two are joined."""
    if (join := _GAP.match(masked, start, end)) and (join.end() < end or not again):  # `$` is `end`
        return start, join.end(), True
    if join := _JOINS.match(masked, start, end):
        return start, join.end(), True
    comma = masked.rfind("、", start, end)
    if comma >= 0:
        return comma, comma + 1, True
    if join := _LAST_JOIN.search(masked, start, end):
        return join.start(), join.end(), True
    if verb := VERB.search(masked, start + 1, end):
        return verb.start(), verb.start(), False
    return (start, start, False) if share else (end, end, False)


def _right(masked: str, start: int, end: int) -> Span:
    stop = _RIGHT_STOP.search(masked, start, end)
    if stop:
        end = stop.start()
    if _ONLY_GOAL.fullmatch(masked, start, end):
        end = start
    while end > start and masked[end - 1] in " \u3000":
        end -= 1
    return start, end


def _with_heads(masked: str, laid: list[Laid], dropped: bool) -> list[Laid]:
    """5个投资8亿元以上的重大项目 lends 的重大项目 to the 2个投资20亿元以上 it is joined with."""
    done: list[Laid] = []
    for number, one in enumerate(laid):
        following = laid[number + 1] if number + 1 < len(laid) else None
        words_after = masked[slice(*one.right)]
        if following and following.joined and re.fullmatch(r".{1,6}级", words_after):
            grade = _GRADE.match(masked, *following.right)
            one = Laid(
                one.written, one.left, one.right, one.joined, (grade.end(), following.right[1]) if grade else None
            )
        elif (
            dropped and following and following.joined and re.search(r"(?:元|亩|米|吨|瓦)(?:以上|左右)?$", words_after)
        ):
            head = _HEAD.search(masked, *following.right)
            if head:
                one = Laid(one.written, one.left, one.right, one.joined, (head.start(), head.end()))
        done.append(one)
    return done
