"""The words of one task by what they are: text, measures, who, by when.

In: the `Clauses` of a task's paragraphs in order.  Out: `Piece`s: a field, its words, where they stand.
A bracket that names units is cut out of the words around it; "工作措施：" opens measures that run until the next label.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from duban.documents.blocks import Found, Paragraph, Place
from duban.documents.recognition.responsibility import Field, Responsibility
from duban.documents.recognition.responsibility.rules import without_rules
from duban.documents.recognition.tasks.clauses import WHO, Clauses
from duban.documents.structure.spacing import close_gaps

_RULE = re.compile(r"[（(][^（()）]{0,60}(?:下同|不再\S{0,3}列|为牵头单位|牵头单位为)[^（()）]{0,20}[）)]\s*[。；]?")


_LEFT_OVER = re.compile(r"[，,；;、]+(?=[。；])")  # before a rule that was cut from a sentence


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a task. `responsibility` is set for a bracket, already read."""

    field: Field
    words: str
    paragraph: Paragraph
    place: Place
    responsibility: Responsibility | None = None


def pieces_of(clauses: Iterable[Clauses], items: frozenset[int] = frozenset()) -> list[Piece]:
    """The pieces of a task in reading order; the field of unlabelled words is carried on.

    `items`: ids of the paragraphs that are numbered items below the task's own; from the first on they are measures.
    """
    pieces: list[Piece] = []
    running = Field.text
    awaited: Field | None = None  # a label whose words stand on the next line
    for index, clause in enumerate(clauses):
        if id(clause.paragraph) in items:
            running = _after(Field.measures, running)
        if awaited and not clause.labels and not clause.brackets:
            pieces.append(_piece(clause, 0, len(clause.text), awaited))
            awaited = None
            continue
        awaited = _left_open(clause)
        for piece in _pieces(clause, running, opening=index == 0):
            pieces.append(piece)
            if piece.responsibility is None:
                running = _after(piece.field, running)
        if clause.labels:  # a label without words: "工作措施：" above its list
            running = _after(clause.labels[-1].value, running)
    return pieces


def _left_open(clause: Clauses) -> Field | None:
    """The field of a last label without words: "牵头单位：", and on the next line 市财政局."""
    if not clause.labels or clause.text[clause.labels[-1].end :].strip():
        return None
    field = clause.labels[-1].value
    return field if field in WHO or field is Field.deadline else None


def _after(field: Field, running: Field) -> Field:
    """What unlabelled words behind a piece belong to: measures go on; behind who and when they are measures."""
    if field is Field.text:
        return running
    return Field.measures


def _pieces(clause: Clauses, running: Field, *, opening: bool) -> Iterator[Piece]:
    labels = clause.labels
    text = clause.text
    first = labels[0].start if labels else len(text)
    # An item of the measures keeps its number, the task's own number is a field.
    yield from _cut(clause, 0 if opening or first == 0 else -clause.begin, first, running)
    for index, label in enumerate(labels):
        end = labels[index + 1].start if index + 1 < len(labels) else len(text)
        if label.value in WHO or label.value is Field.deadline:
            if not text[label.end : end].strip():
                continue
            yield _piece(clause, label.end, end, label.value)
        else:
            yield from _cut(clause, label.end, end, label.value)


def _cut(clause: Clauses, begin: int, end: int, field: Field) -> Iterator[Piece]:
    """The words of `text[begin:end]` without the brackets in it, and the brackets."""
    at = begin
    for bracket in clause.brackets:
        if bracket.start < at or bracket.end > end:
            continue
        yield from _words(clause, at, bracket.start, field)
        yield _bracket(clause, bracket)
        at = bracket.end
        if (
            clause.text[at : at + 1] in ("。", "；", ";")
            and at > begin
            and clause.text[bracket.start - 1 : bracket.start] in "。；;"
        ):
            at += 1  # "…落实到位。（市某局负责）。": the sentence had ended before the bracket
    yield from _words(clause, at, end, field)


def _words(clause: Clauses, begin: int, end: int, field: Field) -> Iterator[Piece]:
    if _RULE.sub("", _between(clause, begin, end)).strip(" *　。；"):
        yield _piece(clause, begin, end, field)


def _between(clause: Clauses, begin: int, end: int) -> str:
    """The words from `begin` to `end`, which count from behind the number and may reach back to it."""
    return clause.paragraph.text[clause.begin + begin : clause.begin + end]


def _piece(clause: Clauses, begin: int, end: int, field: Field) -> Piece:
    words = _between(clause, begin, end)
    begin += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip())
    place = clause.paragraph.place_of(clause.begin + begin, clause.begin + end)
    raw = _RULE.sub("", words).strip()
    if field not in WHO and "不再" in raw:
        raw = _LEFT_OVER.sub("", without_rules(raw)).strip()
    return Piece(field, raw if field in WHO else close_gaps(raw).replace("**", ""), clause.paragraph, place)


def _bracket(clause: Clauses, bracket: Found[Responsibility]) -> Piece:
    place = clause.paragraph.place_of(clause.begin + bracket.start, clause.begin + bracket.end)
    words = clause.text[bracket.start : bracket.end]
    return Piece(Field.division, words, clause.paragraph, place, bracket.value)
