"""What does each line of a draft mean here, and what will importing it do? Unit, person, seat, step, question.

In: a draft, a `Directory`.  Out: one `Meaning` per line, in the order of import: by date, removals first.
A line whose meaning needs a person's word has a question and is not imported until it is answered.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from duban.apps.organizations import naming
from duban.apps.organizations.models import Appointment, Official, Post, Unit
from duban.apps.organizations.personnel import questions
from duban.apps.organizations.personnel.drafts import NEW, Draft, Line, Sheet, seen
from duban.apps.organizations.personnel.new_units import NewUnit, governed_place, new_unit
from duban.apps.organizations.personnel.questions import Question
from duban.apps.organizations.personnel.steps import Step
from duban.apps.organizations.personnel.titles import is_single
from duban.apps.organizations.queries.personnel import LIKE_ENOUGH, Directory


@dataclass(frozen=True, slots=True)
class Meaning:
    """`held`: the appointment that a removal ends, or that stands in the way of the newcomer."""

    sheet: Sheet
    line: Line
    step: Step
    day: date | None = None
    unit: Unit | None = None
    unit_new: NewUnit | None = None
    person: Official | None = None
    seat: Post | None = None
    held: Appointment | None = None
    question: Question | None = None

    @property
    def unit_words(self) -> str:
        return self.unit.name if self.unit else self.unit_new.name if self.unit_new else ""

    @property
    def creates_person(self) -> bool:
        return self.person is None and self.step not in (Step.LEFT_OUT, Step.AS_UNIT)


@dataclass
class _Claims:
    """What earlier lines of the draft do to seats: who leaves one, and who takes one of which there is only one."""

    left: set[int] = field(default_factory=set)  # keys of appointments that end
    taken: dict[tuple[str, str], str] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)  # name of each new unit, and how it was printed first

    def similar(self, text: str, place: str) -> str:
        """A new unit printed otherwise that may be the same."""
        names = [naming.bare(naming.key(one), naming.key(place)) for one in (text, *self.units.values())]
        alike = zip(names[1:], self.units.values(), strict=True)
        full = new_unit(text, place).name
        likely = (one for name, one in alike if naming.likeness(names[0], name) >= LIKE_ENOUGH)
        return "" if full in self.units else next(likely, "")

    def note(self, meaning: Meaning) -> None:
        if meaning.step in (Step.END, Step.REPLACE) and meaning.held is not None:
            self.left.add(meaning.held.pk)
        if meaning.step in (Step.APPOINT, Step.NEW_SEAT, Step.REPLACE) and is_single(meaning.line.title):
            self.taken[(meaning.unit_words, meaning.line.title)] = meaning.line.name
        if meaning.step in (Step.END, Step.RECORD_AND_END):
            self.taken.pop((meaning.unit_words, meaning.line.title), None)
        if meaning.unit_new is not None:
            self.units.setdefault(meaning.unit_new.name, meaning.line.unit)


def meanings(draft: Draft, directory: Directory) -> list[Meaning]:
    """Every line with its meaning; a number of queries that does not grow with the lines."""
    units = (directory.unit(line.unit) for _, line in draft.lines())
    chosen = (directory.unit_by_key(line.unit_choice) for _, line in draft.lines() if line.unit_choice)
    known = [unit for unit in (*units, *chosen) if unit is not None]
    directory.load(names=(line.name for _, line in draft.lines()), units=known)
    claims, found = _Claims(), []
    for sheet in sheets_in_order(draft):
        for line in lines_in_order(sheet):
            meaning = meaning_of(sheet, line, directory, claims)
            claims.note(meaning)
            found.append(meaning)
    return found


def fingerprint(found: Iterable[Meaning]) -> str:
    """What a person saw before confirming: another one, if an import would now do anything else."""
    parts = [
        (m.line.key, seen(m.line), m.step, m.unit and m.unit.pk, m.person and m.person.pk, m.seat and m.seat.pk)
        for m in found
    ]
    sheets = [seen(sheet) for sheet in {m.sheet.key: m.sheet for m in found}.values()]
    return hashlib.sha256(json.dumps([sheets, parts], ensure_ascii=False).encode()).hexdigest()[:32]


def asked(found: Iterable[Meaning]) -> list[Question]:
    """The open questions, each once."""
    return questions.together([meaning.question for meaning in found if meaning.question is not None])


def sheets_in_order(draft: Draft) -> list[Sheet]:
    """The documents as they are imported: the earlier first, those without a day last."""
    return sorted(draft.sheets, key=lambda sheet: (sheet.day or "9999", sheet.key))


def lines_in_order(sheet: Sheet) -> list[Line]:
    """The lines as they are imported: removals, appointments, members."""
    kinds = ("remove", "appoint", "member")
    return sorted(sheet.lines, key=lambda line: kinds.index(line.kind))


def meaning_of(sheet: Sheet, line: Line, directory: Directory, claims: _Claims | None = None) -> Meaning:
    """The meaning of one line."""
    meaning = Meaning(sheet, line, Step.LEFT_OUT, day=sheet.day_of(line))
    if sheet.skip or line.skip:
        return meaning
    claims = claims or _Claims()
    meaning = _with_person(_with_unit(meaning, directory, claims), directory)
    if meaning.day is None:
        return replace(meaning, step=Step.ASKED, question=questions.no_day(sheet))
    if line.kind == "member" and not sheet.group_name:
        return replace(meaning, step=Step.ASKED, question=questions.no_group(sheet))
    if meaning.question is not None:
        return replace(meaning, step=Step.ASKED)
    if meaning.unit is None and meaning.unit_new is None:
        return replace(meaning, step=Step.IN_PERSON)
    if not line.title:
        return replace(meaning, step=Step.AS_UNIT if line.kind == "member" else Step.ASKED, question=_no_title(line))
    step = _removal if line.kind == "remove" else _holding
    return step(meaning, directory, claims)


def _no_title(line: Line) -> Question | None:
    return None if line.kind == "member" else questions.no_title(line)


def _with_unit(meaning: Meaning, directory: Directory, claims: _Claims) -> Meaning:
    line = meaning.line
    if line.unit_choice:
        return replace(meaning, unit=directory.unit_by_key(line.unit_choice))
    if not line.unit and not line.title:
        return meaning
    unit = directory.unit(line.unit) if line.unit_choice is None else None
    if unit is not None:
        return replace(meaning, unit=unit)
    proposed = new_unit(line.unit, directory.jurisdiction.name)
    if proposed.place and directory.place(proposed.place) is None:
        if line.answer == questions.IN_PERSON:
            return meaning
        return replace(meaning, question=questions.no_place(line, governed_place(line.unit)))
    alike = directory.similar(line.unit) if line.unit_choice is None else []
    if alike:
        return replace(meaning, unit_new=proposed, question=questions.which_unit(line, alike))
    other = claims.similar(line.unit, directory.jurisdiction.name) if line.unit_choice is None else ""
    if other:
        return replace(meaning, unit_new=proposed, question=questions.same_unit(line, other))
    return replace(meaning, unit_new=proposed)


def _with_person(meaning: Meaning, directory: Directory) -> Meaning:
    line = meaning.line
    if line.person_choice == NEW:
        return meaning
    namesakes = directory.people(line.name)
    if line.person_choice:
        return replace(meaning, person=next((one for one in namesakes if one.pk == line.person_choice), None))
    place = meaning.unit.jurisdiction_id if meaning.unit else directory.jurisdiction.pk
    if len(namesakes) > 1 or any(one.jurisdiction_id != place for one in namesakes):
        asked = meaning.question or questions.which_person(line, namesakes)
        return replace(meaning, question=asked)
    return replace(meaning, person=namesakes[0] if namesakes else None)


def _removal(meaning: Meaning, directory: Directory, claims: _Claims) -> Meaning:
    line, day = meaning.line, meaning.day
    assert day is not None
    mine = [held for held in _history(meaning, directory) if _is(held.official, meaning.person)]
    ended = next((held for held in mine if held.until == day), None)
    if ended:
        return replace(meaning, step=Step.KNOWN, held=ended, seat=ended.post)
    held = next((one for one in mine if one.until is None and (one.since is None or one.since < day)), None)
    if held:
        return replace(meaning, step=Step.END, held=held, seat=held.post)
    if line.answer == questions.ADD:
        return replace(meaning, step=Step.RECORD_AND_END, seat=_vacant(meaning, directory, claims, None))
    return replace(meaning, step=Step.ASKED, question=questions.not_held(meaning.line, meaning.unit_words))


def _holding(meaning: Meaning, directory: Directory, claims: _Claims) -> Meaning:
    """An appointment, or a member who therefore holds the office on that day."""
    line, day = meaning.line, meaning.day
    assert day is not None
    history = _history(meaning, directory)
    mine = [held for held in history if _is(held.official, meaning.person) and held.pk not in claims.left]
    known = next((held for held in mine if held.holds_on(day) or (held.since and held.since > day)), None)
    if known:
        return replace(meaning, step=Step.KNOWN, held=known, seat=known.post)
    if line.kind == "member" and line.answer == questions.IN_PERSON:
        return replace(meaning, step=Step.IN_PERSON)
    vacant = _vacant(meaning, directory, claims, day)
    if not is_single(line.title):
        return replace(meaning, step=Step.APPOINT if vacant else Step.NEW_SEAT, seat=vacant)
    holder = next((h for h in history if h.pk not in claims.left and (h.until is None or h.until > day)), None)
    name = holder.official.name if holder else claims.taken.get((meaning.unit_words, line.title), "")
    if not name or name == line.name:
        return replace(meaning, step=Step.APPOINT if vacant else Step.NEW_SEAT, seat=vacant)
    if holder and holder.since and holder.since >= day:
        asked = questions.taken_later(line, meaning.unit_words, name)
        return replace(meaning, step=Step.ASKED, question=asked)
    if line.answer == questions.REPLACE:
        return replace(meaning, step=Step.REPLACE, held=holder, seat=holder.post if holder else None)
    return replace(meaning, step=Step.ASKED, question=questions.taken(line, meaning.unit_words, name), held=holder)


def _history(meaning: Meaning, directory: Directory) -> list[Appointment]:
    seats = directory.seats(meaning.unit, meaning.line.title) if meaning.unit else []
    return [held for seat in seats for held in seat.history]  # type: ignore[attr-defined]


def _vacant(meaning: Meaning, directory: Directory, claims: _Claims, day: date | None) -> Post | None:
    """The first seat that nobody holds from `day` on (None: ever)."""
    for seat in directory.seats(meaning.unit, meaning.line.title) if meaning.unit else []:
        held = [one for one in seat.history if one.pk not in claims.left]  # type: ignore[attr-defined]
        if all(day is not None and one.until is not None and one.until <= day for one in held):
            return seat
    return None


def _is(one: Official, other: Official | None) -> bool:
    return other is not None and one.pk == other.pk
