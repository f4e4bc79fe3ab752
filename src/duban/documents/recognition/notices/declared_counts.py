"""What a document says of its own size: 8 大类、28 大项、127 小项.

In: the blocks of one document, or the title of a heading.  Out: `DeclaredCounts` with its span in the text that
was read. Reads "共分解为9个方面56项重点任务", "共计135项", "5大领域42个指标"; of two levels the upper is the chapters.
Counts of a single task ("新建30个项目") are no totals. Does not compare; `duban.documents.checks` does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from duban.documents.blocks import Block, Found, Paragraph
from duban.documents.model import DeclaredCounts
from duban.documents.numerals import chinese_to_int
from duban.documents.structure.numbering import LabelKind, label_of

_N = r"[0-9０-９]{1,4}|[一二三四五六七八九十百两]{1,5}"
_CHAPTER = (
    r"大类别|个?大类|个?类别|类|个?(?:重点|主要|工作)?方面|个?大?方面|个?大?部分|个?(?:重点|主要|大)?领域|个?大?板块|"
    r"章|个?专题|大工程|大行动"
)
_GROUP = r"个?大项|中项|个?子类|个?小类|个?一级(?:任务|事项|指标)"
_KIND = (
    r"(?:重点|主要|具体|目标|年度|民生|改革|工作|任务|实事|细化|责任|量化|重要|"
    r"政府|攻坚|督查|督办|落实|建设|发展|监测|考核)"
)
_TASK = (
    rf"个?小项|个?二级(?:任务|事项)|[项条件个]{_KIND}{{0,4}}(?:任务|工作|事项|举措|措施|实事)"
    r"|[项条件](?![目\u4e00-\u9fff])"
)
_INDICATOR = r"[个项][\u4e00-\u9fff]{0,8}?指标|个?二级指标"
_COUNT = re.compile(
    rf"(?P<number>{_N})\s*(?:(?P<indicator>{_INDICATOR})|(?P<group>{_GROUP})|(?P<chapter>{_CHAPTER})|(?P<task>{_TASK}))"
)
_SAYS_SO = re.compile(
    r"(?:共计?|合计|总计|梳理|分解|细化|分为|分成|归纳|列出|列入|提出|明确|确定|涉及|包括|包含|含|形成|安排|部署|涵盖|设置|设定|整理|"
    r"任务|工作|事项|举措|指标|围绕|聚焦|清单|方案|要点|报告)"
)
_TOTAL = re.compile(
    r"(?:共计?|共有|共分解|合计|总计|梳理[出成为]?|分解[成为]?|细化[成为]?|分[为成]|归纳[成为]?|列出|列入|形成|共确定|确定|安排|"
    r"任务|工作|事项|举措|指标)(?:了|出|共|为|成|有|的|以下|如下|年|\s|[0-9]{4}|重点|主要|工作|任务|具体|事项|目标|政府|"
    r"报告|[《》〈〉“”]){0,16}$"
)
_LINKED = re.compile(r"[\s、，,和及与共计合的包括含分为细化成：:（(]{0,8}$")
_SENTENCE = re.compile(r"[^。；;！!\n]+")
_STOP = re.compile(r"其中|去年|上年|已完成|完成了")
_NOT_A_TOTAL = re.compile(r"\s*(?:工作措施|具体措施|工作目标|重点工作任务|主要措施|分管|责任|牵头|部门分工)")
_LONGEST = 1500
_IN_TITLE = re.compile(
    rf"\s*[（(]\s*(?:共计?|合计|计|总计)?\s*(?P<number>{_N})\s*(?:个?大项|个?小项|大类|类|项|个|条|件)[^（()）]{{0,8}}[)）]\s*$"
)


@dataclass(frozen=True, slots=True)
class _Count:
    level: str
    number: int
    start: int
    end: int


def group_counts(title: str) -> int | None:
    """The number that a heading says it holds: "…（共 4 大项）" gives 4."""
    match = _IN_TITLE.search(title[-40:])
    return _int(match["number"]) if match else None


def without_count(title: str) -> str:
    """The heading without the brackets that count what it holds."""
    match = _IN_TITLE.search(title[-40:])
    return title[: len(title) - len(title[-40:]) + match.start()] if match else title


def read_declared_counts(blocks: Sequence[Block]) -> Found[DeclaredCounts] | None:
    """The first statement of totals; one with more levels goes before one with fewer."""
    best: tuple[int, Found[DeclaredCounts]] | None = None
    for paragraph in (block for block in blocks if isinstance(block, Paragraph)):
        for counts in _statements(paragraph):
            if best is None or len(counts) > best[0]:
                place = paragraph.place_of(counts[0].start, counts[-1].end)
                best = len(counts), Found(_declared(counts), place.start, place.end)
    return best[1] if best else None


def _statements(paragraph: Paragraph) -> list[list[_Count]]:
    """The totals of each sentence that states some."""
    text = paragraph.text
    if len(text) > _LONGEST or _NOT_A_TOTAL.match(text) or not any(mark in text for mark in "项个类条件章"):
        return []
    if (label := label_of(text)) and group_counts(text) is not None:
        return []  # 一、…（共3项） counts its own chapter
    if label and label.kind not in (LabelKind.HAN, LabelKind.HAN_PAREN, LabelKind.CHAPTER):
        return []
    if label and _IN_TITLE.search(text[-40:]):
        return []  # a chapter says what it holds itself
    found = []
    for sentence in _SENTENCE.finditer(text):
        counts = _counts(text, sentence.start(), sentence.end())
        if counts and _is_total(text, sentence.start(), counts):
            found.append(counts)
    return found


def _counts(text: str, start: int, end: int) -> list[_Count]:
    """The counts that follow each other in a sentence, up to 其中."""
    stop = _STOP.search(text, start, end)
    counts: list[_Count] = []
    for match in _COUNT.finditer(text, start, stop.start() if stop else end):
        number = _int(match["number"])
        level = match.lastgroup or ""
        if number is None or text[match.start() - 1 : match.start()] in tuple("第年月之前近约超余"):
            continue
        if counts and not _LINKED.search(text[counts[-1].end : match.start()]):
            if len(counts) > 1:
                break
            counts = []
        counts.append(_Count(level, number, match.start(), match.end()))
    return counts


def _is_total(text: str, start: int, counts: Sequence[_Count]) -> bool:
    before = text[start : counts[0].start]
    if len(counts) > 1:
        return bool(_SAYS_SO.search(before) or _SAYS_SO.search(text[counts[-1].start : counts[-1].end])) and (
            [count.number for count in counts] == sorted(count.number for count in counts)
        )
    return counts[0].level in ("task", "indicator") and counts[0].number > 1 and bool(_TOTAL.search(before[-40:]))


def _declared(counts: Sequence[_Count]) -> DeclaredCounts:
    values: dict[str, int] = {}
    for count in counts:
        level = count.level
        if level in values and level == "task":  # 8项重点工作、35项具体任务
            values["chapter"] = values.pop("task")
        values.setdefault(level, count.number)
    if "chapter" not in values and "group" in values and ("task" in values or "indicator" in values):
        values["chapter"] = values.pop("group")
    return DeclaredCounts(values.get("chapter"), values.get("group"), values.get("task"), values.get("indicator"))


def _int(number: str) -> int | None:
    return int(number) if number.isdecimal() else chinese_to_int(number)
