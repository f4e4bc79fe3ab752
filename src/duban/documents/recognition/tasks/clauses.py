"""What stands in each paragraph of a plan: field labels, responsibility brackets, and the role rules in force there.

In: the blocks of a body in order.  Out: `Clauses` per paragraph, each read once ("分管市领导：…", "（市某局牵头）").
Rules stated once ("排在首位的为牵头单位，下同") hold from there on. Does not decide what is a task.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from duban.documents.blocks import Block, Found, Paragraph
from duban.documents.recognition.responsibility import (
    Field,
    Responsibility,
    RoleRules,
    find_brackets,
    find_role_rules,
    labels_in,
)
from duban.documents.recognition.tasks.bare_units import bare_units
from duban.documents.recognition.tasks.deadline_brackets import with_deadlines
from duban.documents.structure.numbering import label_of as number_label

_FEWEST_WORDS = 4  # characters; fewer are no task
_BULLET = re.compile(r"[○●■◆◇★☆▲△□•·◎▪➢✓√]{1,3}\s*")
WHO = frozenset({Field.leaders, Field.lead, Field.implement, Field.support, Field.responsible, Field.division})
_BRACKET = re.compile(r"[（(〔\[【［﹙﹝｛{]")
_STATES_RULE = re.compile(r"下同|不再|首位|第一位|第一个|首个|排[列名在]?第?一|列第一")
_MID_LABEL = re.compile(r"(?:(?<=[。；;！）)])|(?<=[ \u3000\t]))\s*(?=[一-龥]{2,10}[：:])")


@dataclass(frozen=True, slots=True)
class Clauses:
    """One paragraph, read. Spans count from `begin`, the end of its number."""

    paragraph: Paragraph
    begin: int
    labels: tuple[Found[Field], ...]
    brackets: tuple[Found[Responsibility], ...]
    rules: RoleRules

    @property
    def text(self) -> str:
        return self.paragraph.text[self.begin :]

    @property
    def names_who(self) -> bool:
        """Whether the paragraph says who answers."""
        named = any(bracket.value.units or bracket.value.leaders for bracket in self.brackets)
        return named or any(label.value in WHO for label in self.labels)

    @property
    def begins_task(self) -> bool:
        """Whether words of its own stand here, not only labels or a bracket that belong to the words above."""
        if self.labels and self.labels[0].start == 0:
            return False
        own = len(self.text.strip()) - sum(bracket.end - bracket.start for bracket in self.brackets)
        return own >= _FEWEST_WORDS


def groups_of(clauses: Iterable[Clauses]) -> list[list[Clauses]]:
    """Unnumbered paragraphs, each with the labels and brackets on the lines below it."""
    groups: list[list[Clauses]] = []
    for clause in clauses:
        if clause.begins_task:
            groups.append([clause])
        elif groups:
            groups[-1].append(clause)
    return groups


def read_clauses(blocks: Iterable[Block], rules: RoleRules, year: int | None) -> dict[int, Clauses]:
    """`Clauses` of every paragraph, by `id` of the paragraph."""
    read: dict[int, Clauses] = {}
    bare: dict[int, Found[Responsibility]] = {}
    for block in blocks:
        if not isinstance(block, Paragraph):
            continue
        if _STATES_RULE.search(block.text):
            rules = find_role_rules(block.text, rules)
        clauses = _clauses(block, rules, year)
        read[id(block)] = clauses
        if not clauses.names_who and (found := bare_units(clauses.text, rules=rules, year=year)):
            bare[id(block)] = found
    if sum(clauses.names_who for clauses in read.values()) + len(bare) > 1:  # one alone is a sentence like any other
        for key, found in bare.items():
            read[key] = replace(read[key], brackets=(*read[key].brackets, found))
    return read


def _clauses(paragraph: Paragraph, rules: RoleRules, year: int | None) -> Clauses:
    number = number_label(paragraph.text)
    bullet = None if number else _BULLET.match(paragraph.text)
    begin = number.end if number else bullet.end() if bullet else 0
    text = paragraph.text[begin:] if begin else paragraph.text
    labels = labels_in(text) if "：" in text or ":" in text else ()
    brackets: tuple[Found[Responsibility], ...] = ()
    if not (labels and labels[0].value in WHO) and _BRACKET.search(text):
        brackets = with_deadlines(text, find_brackets(text, rules=rules, year=year), year)
    return Clauses(paragraph, begin, labels or _mid_labels(text, brackets), brackets, rules)


def _mid_labels(text: str, brackets: tuple[Found[Responsibility], ...]) -> tuple[Found[Field], ...]:
    """Labels from where a sentence has ended: "推进某事。工作措施：…"; those inside a bracket are the bracket's."""
    for pause in _MID_LABEL.finditer(text):
        at = pause.end()
        if any(bracket.start <= at < bracket.end for bracket in brackets):
            continue
        if found := labels_in(text[at:]):
            return tuple(Found(label.value, label.start + at, label.end + at) for label in found)
    return ()
