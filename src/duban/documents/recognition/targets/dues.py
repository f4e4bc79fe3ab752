"""By when a target is due: the nearest phrase of its sentence that governs it (年内, 到2025年, 3月底前).

In: the deadlines found in a text, and where a figure stands.  Out: its day, or None; whether it is of the past.
Nearest is: before it in its clause, then after it there, then the clauses before it, then the clause right after.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import date

from duban.documents.blocks import Found
from duban.documents.recognition.quantities.deadlines import Deadline, find_deadlines
from duban.documents.recognition.targets.clauses import Clause

_GONE = re.compile(r"(?<![\d比较])(?P<year>(?:19|20)\d\d)年(?!度?前|版)|(?<![比较])(?:去年|上年(?!同期)|上一年|往年)")
_AHEAD = re.compile(r"力争|确保|争取|努力|计划|预期|到20|今年|年内|全年|目标(?!任务完成)")
_FAR = 300  # no phrase governs a figure from further away
_FIGURE_OF_ITS_OWN = re.compile(r"\d\s?[^\d\s年月日号季]")
_SCOPE = re.compile(r"[，,；;：:]")


def _start(found: Found[Deadline]) -> int:
    return found.start


def _narrowed(day: date | None, said: list[Found[Deadline]]) -> date | None:
    """推动2024年6个项目建设，11月底前完工: what follows says more closely when in the year."""
    closer = said[0].value.day if said else None
    return closer if day and closer and closer.year == day.year and closer < day else day


@dataclass(frozen=True, slots=True)
class Dues:
    """The deadlines of a text, sought sentence by sentence and only where a target asks."""

    masked: str
    year: int | None
    sought: dict[int, tuple[Found[Deadline], ...]] = field(default_factory=dict)

    def due(self, clause: Clause, at: int) -> date | None:
        """The day by which a target written at `at` is due."""
        found = self._found(clause)
        found = found[bisect_left(found, at - _FAR, key=_start) : bisect_left(found, at + _FAR, key=_start)]
        before = [each for each in found if each.start < at]
        here = [each for each in before if each.start >= clause.start]
        there = [each for each in found if at <= each.start < self._reach(clause, found)]
        within = [each for each in there if each.start < clause.end]
        for choice in (here[-1:], within[:1], before[-1:], there[:1]):
            if choice:
                return _narrowed(choice[0].value.day, there[-1:])
        return None

    def is_past(self, clause: Clause, at: int) -> bool:
        """Whether a year gone by governs `at`: 2016年，我市…为64%."""
        last = max(
            _GONE.finditer(self.masked, max(clause.sentence_start, at - _FAR), at), key=re.Match.start, default=None
        )
        if last is None or _AHEAD.search(self.masked, last.end(), at):
            return False
        if last.start() < clause.start and last.start() - clause.sentence_start > 8:
            return False
        if last["year"]:
            return self.year is not None and int(last["year"]) < self.year and not self._is_range(last)
        return not re.match(r"[^，,；;]{0,6}(?:增长|基础|水平|同期)", self.masked[last.end() : last.end() + 12])

    def _is_range(self, year: re.Match[str]) -> bool:
        return bool(re.match(r"\s?[-—–~～至到]", self.masked[year.end() : year.end() + 2]))

    def _found(self, clause: Clause) -> tuple[Found[Deadline], ...]:
        start = clause.sentence_start
        if start not in self.sought:
            sentence = find_deadlines(self.masked[start : clause.sentence_end], year=self.year)
            self.sought[start] = tuple(
                Found(each.value, each.start + start, each.end + start) for each in sentence if each.value.day
            )
        return self.sought[start]

    def _reach(self, clause: Clause, found: tuple[Found[Deadline], ...]) -> int:
        """The end of the clause, or of the next when that one only says by when: 12月底前完工."""
        stop = _SCOPE.search(self.masked, clause.end + 1, clause.sentence_end)
        end = stop.start() if stop else clause.sentence_end
        said = sum(each.end - each.start for each in found if clause.end <= each.start < end)
        if _FIGURE_OF_ITS_OWN.search(self.masked, clause.end + 1, end):
            return clause.end
        return end if said and end - clause.end - 1 - said <= 8 else clause.end
