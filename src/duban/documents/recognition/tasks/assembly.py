"""Put one task together from its pieces, as a clerk would enter it.

In: the pieces of a task, its number and the headings above it.  Out: a `TaskDraft` and its doubts.
Rules of the parse contract: the text ends before the brackets that name units; "一是…二是…" under a task are measures;
a deadline is taken from its own label, else from the bracket, else from the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from duban.documents.blocks import Place
from duban.documents.model import Diagnostic, Target, TaskDraft
from duban.documents.recognition.quantities.deadlines import Deadline, find_deadline, read_deadline
from duban.documents.recognition.responsibility import Field, Responsibility, RoleRules, combine
from duban.documents.recognition.targets import find_targets
from duban.documents.recognition.tasks.clauses import WHO
from duban.documents.recognition.tasks.pieces import Piece
from duban.documents.structure.numbering import label_of

_FIRST_POINT = re.compile(r"(?<=[。：；;:，])\s*一是(?=.{2,400}?二是)", re.DOTALL)
_LEAST_TEXT = 6  # characters before "一是": fewer are no task of their own
_BETWEEN_ITEMS = " \u3000；;，,、"  # they part an item from the next
_ENDED = "。；！？：，、…”）)"


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds where a task stands: the plan's year, the rules in force, what its heading says for all below it."""

    year: int | None
    rules: RoleRules
    inherited: Responsibility


def assemble(
    pieces: Sequence[Piece], *, number: str, path: tuple[str, ...], source: Place, setting: Setting
) -> tuple[TaskDraft, tuple[Diagnostic, ...]]:
    """The task that `pieces` describe, and what is doubtful in it."""
    text, measures = _text_and_measures(pieces)
    who = responsibility_of(pieces, setting.rules, setting.year)
    deadline = _deadline(pieces, who, text, setting.year)
    task = TaskDraft(
        number=number,
        path=path,
        text=text,
        measures=measures,
        leaders=who.leaders or setting.inherited.leaders,
        lead=who.lead,
        implement=who.implement,
        support=who.support,
        deadline=deadline.day if deadline else None,
        deadline_text=deadline.text if deadline else "",
        targets=_targets(pieces, text, setting.year),
        source=source,
        places=_places(pieces, who),
    )
    if not (who.lead or who.implement or who.support):
        inherited = setting.inherited
        task = replace(task, lead=inherited.lead, implement=inherited.implement, support=inherited.support)
    return task, _doubts(task, who)


def _text_and_measures(pieces: Sequence[Piece]) -> tuple[str, str]:
    text = _joined([piece for piece in pieces if piece.field is Field.text and piece.responsibility is None])
    kept = [piece for piece in pieces if piece.responsibility is None and piece.field not in WHO]
    others = [piece for piece in kept if piece.field not in (Field.text, Field.deadline)]
    text = text.rstrip(_BETWEEN_ITEMS)
    measures = "\n".join(_measure(piece) for piece in others)
    if not measures and (point := _FIRST_POINT.search(text)) and point.start() >= _LEAST_TEXT:
        return text[: point.start()].rstrip("：:，"), text[point.start() :].strip()
    return text, measures


def _measure(piece: Piece) -> str:
    mark = {Field.target: "工作目标：", Field.remark: "备注："}.get(piece.field, "")
    return f"{mark}{piece.words.rstrip(_BETWEEN_ITEMS)}" if mark else piece.words


def _joined(parts: Sequence[Piece]) -> str:
    """A heading and the sentences under it as one text; within a paragraph only a bracket was cut out."""
    text = ""
    for index, part in enumerate(parts):
        same = index > 0 and parts[index - 1].paragraph is part.paragraph
        if text and text[-1] not in _ENDED and not (same and part.words[:1] in _ENDED):
            text += "。"
        text += part.words
    return text


def responsibility_of(pieces: Sequence[Piece], rules: RoleRules, year: int | None) -> Responsibility:
    """What the labels and the brackets of `pieces` say together of who answers."""
    values: dict[Field, str] = {}
    for piece in pieces:
        if piece.responsibility is None and piece.field in WHO:
            values[piece.field] = f"{values[piece.field]}；{piece.words}" if piece.field in values else piece.words
    who = combine(values, rules=rules, year=year) if values else Responsibility()
    for piece in pieces:
        if piece.responsibility is not None:
            who = who.merged(piece.responsibility)
    return who


def _deadline(pieces: Sequence[Piece], who: Responsibility, text: str, year: int | None) -> Deadline | None:
    for piece in pieces:
        if piece.field is Field.deadline:
            return read_deadline(piece.words, year=year)
    if who.deadline:
        return who.deadline
    found = find_deadline(text, year=year)
    return found.value if found else None


def _targets(pieces: Sequence[Piece], text: str, year: int | None) -> tuple[Target, ...]:
    aims = [piece.words for piece in pieces if piece.field is Field.target]
    found = [target.value for words in (text, *aims) for target in find_targets(words, year=year)]
    if not found:  # a heading whose promises stand in the numbered items below it
        items = [piece.words for piece in pieces if piece.field is Field.measures and label_of(piece.words)]
        found = [target.value for words in items for target in find_targets(words, year=year)]
    return tuple(replace(target, source=_place_of(target.text, pieces)) for target in found)


def _place_of(words: str, pieces: Sequence[Piece]) -> Place | None:
    for piece in pieces:
        at = piece.paragraph.text.find(words)
        if at >= 0:
            return piece.paragraph.place_of(at, at + len(words))
    return None


def _places(pieces: Sequence[Piece], who: Responsibility) -> tuple[tuple[str, Place], ...]:
    """Where each field was read: its own label's words, else the bracket."""
    places: dict[str, Place] = {}
    for piece in pieces:
        if piece.responsibility is None and piece.field is not Field.division:
            name = "lead" if piece.field is Field.responsible and who.lead else piece.field.value
            name = "implement" if name == "responsible" else name
            places[name] = places[name].until(piece.place) if name in places else piece.place
    for piece in pieces:
        if piece.field is Field.division:
            for name in ("leaders", "lead", "implement", "support"):
                if getattr(piece.responsibility or who, name):
                    places.setdefault(name, piece.place)
    return tuple(places.items())


def _doubts(task: TaskDraft, who: Responsibility) -> tuple[Diagnostic, ...]:
    if not who.undivided:
        return ()
    named = f"第{task.number}项" if task.number else f"“{task.text[:12]}…”"
    message = f"{named}列出多个责任单位而未分牵头与配合，暂记为负责单位。"
    return (Diagnostic("warning", "roles-undivided", message, task.source),)
