"""Find every quantified commitment of a task: 新增“跨域通办”事项200项以上, 产值突破900亿元、税收突破45亿元.

In: a task's text, and the plan's year for 年内 and 全年.  Out: `Found` targets in reading order, spans of the text.
What a clause leaves out is taken from the clause before it in the sentence: its verb, or what it is said of.
Gives no source place; the caller knows where the text stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from duban.documents.blocks import Found
from duban.documents.lexicon import commitments as words
from duban.documents.lexicon.indicators import FALLING_NAMES, RISING_ENDS
from duban.documents.model import Comparator, Target
from duban.documents.recognition.targets import clauses as cut
from duban.documents.recognition.targets.actions import begins_with_action, is_of_the_whole
from duban.documents.recognition.targets.borrowing import completed, without_change
from duban.documents.recognition.targets.clauses import Clause
from duban.documents.recognition.targets.commitments import is_commitment
from duban.documents.recognition.targets.dues import Dues
from duban.documents.recognition.targets.figures import any_of
from duban.documents.recognition.targets.labelled_units import labelled_figures
from duban.documents.recognition.targets.layout import VERB, Laid, lay_out
from duban.documents.recognition.targets.measures import lead_start, tidy, trail_end
from duban.documents.recognition.targets.respectively import shared_subjects
from duban.documents.recognition.targets.sentences import SHARED_VERB, Sentence, part_of, whole_of
from duban.documents.recognition.targets.wordings import find_wordings

_FAST = re.compile(
    r"\d|[一二两三四五六七八九十百千][\u4e00-\u9fff]{0,8}?[家个项件条户人名位场次座处所套台亩元里米以成分]|过半|一半|半数|翻|倍"
    r"|全覆盖|平稳|稳定|同步|应.尽|清零|零[增新发]|持续|稳步|不断|逐[年步]|大幅|明显|显著|稳中|只[增减]|前|以内|区间|下达|平均"
    r"|进一步|零|消除|消灭|杜绝|达标|第一|[十百千]亿"
)
_STRIVES = re.compile(any_of(words.STRIVING))
_OPENS = re.compile(any_of((*words.STRIVING, "确保", "计划")))
_INNER_VERB = re.compile("新增|新建|建成|完成|培育|引进")  # 主城区新增绿地10万平方米、绿道20公里
_OTHER_VERB = re.compile(rf"(?:{any_of(words.DIRECTING)})")
_REACHES = re.compile(r"\s?(?:实现|达到|形成|带动)")  # lends from no verb before: 接待游客…、实现旅游收入…
_ONLY_CHANGE = re.compile(rf"(?:{any_of(words.CHANGES, ('同比', '年均', '比上年', '较上年', '再'))})+\s?$")
_MAX_NAME = 40
_FAR = 300  # no phrase governs a figure from further away; keeps endless sentences cheap


def find_targets(text: str, *, year: int | None = None) -> tuple[Found[Target], ...]:
    """Every target of `text`, brackets included, in reading order."""
    if not _FAST.search(text):
        return ()
    found = list(_find(text, year))
    by_end = {each.end: each.value for each in found}
    for start, inside in cut.brackets(text):
        whole = whole_of(by_end, start, inside)
        found.extend(Found(each.value, each.start + start, each.end + start) for each in _find(inside, year, whole))
    return tuple(sorted(found, key=lambda each: (each.start, each.end)))


def _find(text: str, year: int | None, whole: Target | None = None) -> Iterator[Found[Target]]:
    masked = cut.mask(text)
    dues = Dues(masked, year)
    yield from _labelled(text, masked)
    sentence = part_of(whole) if whole else Sentence()
    for clause in cut.clauses(masked):
        if clause.sentence_start != sentence.start:
            sentence = Sentence(clause.sentence_start)
        if not _FAST.search(masked, clause.start, clause.end):
            sentence.plain = clause
            sentence.committed = False
            continue
        yield from _Reader(text, masked, clause, dues, sentence).read()


def _labelled(text: str, masked: str) -> Iterator[Found[Target]]:
    for each in labelled_figures(text):
        start = lead_start(masked, each.start, each.name_end)
        figure = each.figure
        name = tidy(text[start : each.name_end])
        target = Target(name, figure.comparator, figure.value, figure.unit, text[start : each.end], None)
        if len(name) >= 2:
            yield Found(target, start, each.end)


def _subject_of(text: str, masked: str, clause: Clause) -> str:
    start = lead_start(masked, clause.start, clause.end)
    name = tidy(text[start : clause.end])
    return name if 2 <= len(name) <= 24 else ""


@dataclass(slots=True)
class _Reader:
    """Reads the targets of one clause."""

    text: str
    masked: str
    clause: Clause
    dues: Dues
    sentence: Sentence

    def read(self) -> list[Found[Target]]:
        laid = lay_out(self.masked, self.clause)
        found = list(self._figures(laid))
        found += self._wordings([(each.start, each.end) for each in found])
        self.sentence.told += [each.value.measure for each in found]
        if not found:
            self.sentence.committed = False
            self.sentence.plain = self.clause
        return found

    def _figures(self, laid: list[Laid]) -> Iterator[Found[Target]]:
        told = self.sentence.told
        if shared := shared_subjects(self.masked, self.clause, laid, len(told)):
            for target in shared:
                if not self.dues.is_past(self.clause, target.start):
                    of = without_change(told[-target.of]) if target.of else ""
                    measure = tidy(of + "".join(self.text[slice(*part)] for part in target.parts))
                    yield self._found(measure, target.laid, target.start, target.end, target.comparator)
            return
        floor = ""
        for one in laid:
            if not self._binds(one):
                self.sentence.committed = False
                continue
            if not one.joined:
                floor = one.written.before if one.written.before in words.FLOORS else ""
            yield self._one(one, floor)

    def _binds(self, one: Laid) -> bool:
        opened = bool(
            _OPENS.search(self.masked, max(self.clause.sentence_start, one.written.start - _FAR), one.written.start)
        )
        if self.dues.is_past(self.clause, one.written.at):
            return False
        return is_commitment(self.masked, one, after_commitment=self.sentence.committed, opened=opened)

    def _one(self, one: Laid, floor: str) -> Found[Target]:
        start = lead_start(self.masked, *one.left)
        end = trail_end(self.masked, start, one.left[1])
        left, right = self.text[start:end], self.text[slice(*one.right)]
        if one.head:
            right += self.text[slice(*one.head)]
        name_start = start if left.strip() else one.written.start
        measure = tidy(self._named(one, left, right))
        comparator = one.written.figure.comparator
        if comparator is Comparator.EQUAL and self._is_floor(one, floor):
            comparator = Comparator.AT_LEAST
        self._remember(one, left, measure)
        text_end = max(one.written.end, one.right[1]) if right and len(right) <= _MAX_NAME else one.written.end
        return self._found(measure, one, name_start, text_end, comparator)

    def _is_floor(self, one: Laid, floor: str) -> bool:
        """力争 makes the plain figures of its clause floors; 不少于2个省级、7个市级 binds both."""
        if is_falling(self.text[slice(*one.left)]):
            return False
        if one.written.before in ("保持在", "稳定在", "维持在", "保持", "为"):
            return bool(_STRIVES.search(self.masked, self._near(one), one.written.start))
        if one.joined and floor and not one.written.before and not self.masked[slice(*one.left)].strip():
            return True
        return bool(_STRIVES.search(self.masked, self._near(one), one.written.start))

    def _named(self, one: Laid, left: str, right: str) -> str:
        right = right.removeprefix("的") if len(right) <= _MAX_NAME else ""
        name = left + right
        if not right and (whole := self._completed(one, left)):
            return whole
        if _is_change_only(left) and not right:
            return without_change(self._subject()) + left
        if not name.strip(" 、，的"):
            subject = self._subject() or self._whole()
            return without_change(subject) if self._is_level(one) else subject
        follows = one.joined or (self.sentence.committed and one.written.kind == self.sentence.kind)
        raw = self.masked[slice(*one.left)]
        if (
            _OTHER_VERB.search(raw)
            or _REACHES.match(raw)
            or is_of_the_whole(one, raw)
            or (one.written.figure.unit in ("场", "场次") and not one.joined)
        ):
            return name  # 建成书屋3个，送戏下乡80场次
        if follows and self.sentence.verb and not one.written.before and not self._has_verb(left):
            return self.sentence.verb + name
        return name

    def _completed(self, one: Laid, left: str) -> str | None:
        told, kind = self.sentence.told, one.written.kind
        counted = bool(told) and told[-1] == self.sentence.subject and kind == self.sentence.kind
        return completed(tidy(left), self._subject(), self.sentence.verb, counted=counted)

    def _is_level(self, one: Laid) -> bool:
        """提高0.3个百分点，达到62% reaches a level, 增长6.5%，力争达到7% does not."""
        if not one.written.before:
            return False
        return one.written.kind != "share" or (one.written.figure.unit == "%" and "百分点" in self.sentence.unit)

    def _has_verb(self, left: str) -> bool:
        return bool(VERB.search(left)) or begins_with_action(left)

    def _near(self, one: Laid) -> int:
        """Where its clause begins, or not too far before the figure."""
        return max(self.clause.start, one.written.start - _FAR)

    def _subject(self) -> str:
        """What the sentence spoke of last."""
        plain = self.sentence.plain
        return (plain and _subject_of(self.text, self.masked, plain)) or self.sentence.subject

    def _whole(self) -> str:
        return self.text[lead_start(self.masked, self.clause.start, self.clause.end) : self.clause.end][:20]

    def _remember(self, one: Laid, left: str, measure: str) -> None:
        verb = SHARED_VERB.match(left.lstrip(" ")) or _INNER_VERB.search(left, 0, 12)
        if verb:
            self.sentence.verb = verb[0]
        elif not one.joined and left.strip() and (one.written.kind != self.sentence.kind or one.written.before):
            self.sentence.verb = ""
        self.sentence.kind, self.sentence.unit = one.written.kind, one.written.figure.unit
        self.sentence.subject, self.sentence.plain = measure or self.sentence.subject, None
        self.sentence.committed = True

    def _wordings(self, taken: list[tuple[int, int]]) -> Iterator[Found[Target]]:
        for worded in find_wordings(self.masked, self.clause):
            if any(start < worded.end and worded.start < end for start, end in taken):
                continue
            last = max((end for _, end in taken if end <= worded.start), default=self.clause.start)
            start = lead_start(self.masked, last, worded.start)
            name = tidy(self.text[start : trail_end(self.masked, start, worded.start)]) or self._subject()
            if len(name) < 2 or self.dues.is_past(self.clause, worded.start):
                continue
            taken.append((worded.start, worded.end))
            self.sentence.subject, self.sentence.plain = name, None
            text = self.text[start : worded.end].strip()
            due = self.dues.due(self.clause, worded.start)
            target = Target(name, worded.comparator, worded.value, "", text, due)
            yield Found(target, worded.end - len(text), worded.end)

    def _found(self, measure: str, one: Laid, start: int, end: int, comparator: Comparator) -> Found[Target]:
        figure = one.written.figure
        text = self.text[start:end]
        start += len(text) - len(text.lstrip(" 、"))
        text = self.text[start:end].rstrip()
        due = self.dues.due(self.clause, one.written.at) or self.sentence.due
        target = Target(measure, comparator, figure.value, figure.unit, text, due, figure.value_to)
        return Found(target, start, start + len(text))


def is_falling(name: str) -> bool:
    """Whether less is better of what `name` says, so that 力争 sets no floor: 失业率, but not 能耗降低率."""
    name = name.rstrip("为达到指标 ")
    return any(word in name for word in FALLING_NAMES) and not name.endswith(RISING_ENDS)


def _is_change_only(left: str) -> bool:
    return bool(left.strip()) and bool(_ONLY_CHANGE.fullmatch(left.strip()))
