"""Share figures out among their subjects: 自来水普及率和水质达标率分别达到97%和90%以上 are two targets.

In: a masked clause laid out around its figures.  Out: one `Share` per figure, none when the clause has no 分别.
A short first subject borrows its noun: 省、市重点专科分别达到12个、100个 names 省重点专科 and 市重点专科.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from duban.documents.lexicon import commitments as words
from duban.documents.model import Comparator
from duban.documents.recognition.targets.clauses import Clause
from duban.documents.recognition.targets.figures import any_of, before_figure, comparator_of
from duban.documents.recognition.targets.layout import VERB, Laid, Span
from duban.documents.recognition.targets.measures import lead_start

_SPLITS = (re.compile(r"、|以及|和|及|与"), re.compile(r"、"), re.compile(r"以及|和|与"))
_CHANGE = re.compile(rf"(?:同比|年均)?(?:{any_of(words.CHANGES)})")
_NOBODY = re.compile(r"\s?(?:同比|比上年|较上年|比去年|年均)?")


@dataclass(frozen=True, slots=True)
class Share:
    """One subject's figure; `parts` are the spans that make its name, `start:end` the whole statement.

    `of` counts back to the target whose name it goes on: …1800万人次、…150亿元，分别增长10%和12%.
    """

    laid: Laid
    parts: tuple[Span, ...]
    comparator: Comparator
    start: int
    end: int
    of: int = 0


def shared_subjects(masked: str, clause: Clause, laid: list[Laid], known: int = 0) -> list[Share]:
    """The figures after 分别, each with its own subject; `known` targets were told before in the sentence."""
    at = masked.find("分别", clause.start, clause.end)
    figures = [one for one in laid if one.written.at > at]
    if at < 0 or len(figures) < 2:
        return []
    start = lead_start(masked, clause.start, at)
    first, last = figures[0].written, figures[-1].written
    verb = _verb(masked, at + 2, first.at)
    if verb and known >= len(figures) and _NOBODY.fullmatch(masked, start, at):
        return [
            Share(one, (verb[1],), _binding(masked, one, figures), at, last.end, len(figures) - number)
            for number, one in enumerate(figures)
        ]
    subjects = _subjects(masked, start, at, len(figures))
    if len(subjects) != len(figures):
        return []
    return [
        Share(one, _parts(subject, subjects[-1], verb, masked), _binding(masked, one, figures), start, last.end)
        for one, subject in zip(figures, subjects, strict=True)
    ]


def _binding(masked: str, one: Laid, figures: list[Laid]) -> Comparator:
    own = one.written.figure.comparator
    if own is not Comparator.EQUAL:
        return own
    before, _ = before_figure(masked, figures[0].written.at)
    return comparator_of(before, figures[-1].written.after)


def _subjects(masked: str, start: int, end: int, count: int) -> list[Span]:
    for split in _SPLITS:
        spans: list[Span] = []
        begin = start
        for match in split.finditer(masked, start, end):
            spans.append((begin, match.start()))
            begin = match.end()
        spans.append((begin, end))
        if len(spans) == count and all(left < right for left, right in spans):
            return spans
    return []


def _verb(masked: str, start: int, end: int) -> tuple[str, Span] | None:
    """The verb between 分别 and the figures that belongs to the name: 新增 before it, 增长 after it."""
    change = _CHANGE.search(masked, start, end)
    if change and not masked.startswith(("到", "至"), change.end()):
        return "after", (change.start(), change.end())
    verb = VERB.match(masked, start, end)
    if verb and verb[0] not in ("达到", "实现", "突破"):
        return "before", (verb.start(), verb.end())
    return None


def _parts(subject: Span, last: Span, verb: tuple[str, Span] | None, masked: str) -> tuple[Span, ...]:
    parts = [subject]
    length = subject[1] - subject[0]
    if subject != last and length <= 2 and last[1] - last[0] > length + 1:
        parts.append((last[0] + length, last[1]))
    if verb:
        parts.insert(0 if verb[0] == "before" else len(parts), verb[1])
    return tuple(parts)
