"""What importing one line of a draft does: units, people, seats, appointments, seats in groups; by the actions of each.

Used inside the transaction of `apply_import`; each line finds what those before it created.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from duban.apps.organizations.actions.appointments import appoint, end_appointment, replace_holder
from duban.apps.organizations.actions.leading_groups import change_leading_group, create_leading_group
from duban.apps.organizations.actions.memberships import add_member, end_member
from duban.apps.organizations.actions.officials import create_official
from duban.apps.organizations.actions.posts import create_post
from duban.apps.organizations.actions.units import create_unit
from duban.apps.organizations.models import LeadingGroup, Official, Post, Unit, UnitKind
from duban.apps.organizations.personnel.drafts import NEW, Line, Sheet
from duban.apps.organizations.personnel.matching import Meaning
from duban.apps.organizations.personnel.steps import Step
from duban.apps.organizations.personnel.titles import leads_government
from duban.apps.organizations.queries.personnel import Directory, groups_named, office_of
from duban.rulebook.actors import Actor
from duban.rulebook.refusals import Conflict, RuleError


@contextmanager
def naming(line: Line) -> Iterator[None]:
    """A refusal says whom it is about."""
    try:
        yield
    except RuleError as refusal:
        raise Conflict(f"{line.name}，{line.words}：{refusal}") from refusal


@dataclass
class Work:
    """`listed`: the seats in groups that each sheet names, by the sheet's key."""

    directory: Directory
    by: Actor
    groups: dict[str, LeadingGroup] = field(default_factory=dict)
    listed: dict[str, set[int]] = field(default_factory=dict)
    members: list[tuple[Meaning, Post | None, Official | None, Unit | None]] = field(default_factory=list)
    namesakes: dict[str, Official] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    steps: dict[str, str] = field(default_factory=dict)
    offices: dict[str, str] = field(default_factory=dict)  # in full, by the key of the line

    def do(self, meaning: Meaning) -> None:
        """Import one line."""
        if meaning.question is not None:
            raise Conflict(meaning.question.text)
        self.steps[meaning.line.key] = meaning.step.value
        if meaning.step is Step.LEFT_OUT:
            return
        unit = meaning.unit or self._new_unit(meaning)
        person = None if meaning.step is Step.AS_UNIT else meaning.person or self._new_person(meaning, unit)
        seat = self._hold(meaning, unit, person) if unit and person else None
        if seat or unit:
            self.offices[meaning.line.key] = str(seat or unit)
        if meaning.line.kind == "member":
            self.members.append((meaning, seat, None if seat else person, None if seat or person else unit))
        self.directory.forget(name=meaning.line.name, unit=unit)

    def finish(self, sheet: Sheet) -> None:
        """List the members of a roster; it names all of its group: whoever else was a member no longer is one."""
        for member in self.members:
            with naming(member[0].line):
                self._list(*member)
        self.members.clear()
        group = self.groups.get(sheet.key)
        day = sheet.first_day
        if group is None or day is None:
            return
        for seat in group.memberships.on(day).exclude(pk__in=self.listed[sheet.key]):
            end_member(membership=seat, until=day, basis=sheet.basis, by=self.by)
            self.counts["left"] += 1

    def outcome(self) -> dict[str, object]:
        """As it is kept with the import."""
        groups = {group.pk: group.name for group in self.groups.values()}
        listed = [{"key": key, "name": name} for key, name in groups.items()]
        return {"counts": dict(self.counts), "groups": listed, "steps": self.steps, "offices": self.offices}

    def _new_unit(self, meaning: Meaning) -> Unit | None:
        proposed = meaning.unit_new
        if proposed is None:
            return None
        place = self.directory.place(proposed.place) or self.directory.jurisdiction
        short = [proposed.short] if proposed.short else []
        unit = create_unit(jurisdiction=place, name=proposed.name, kind=proposed.kind, short_names=short, by=self.by)
        self.directory.learn_unit(meaning.line.unit, unit)
        self.counts["units"] += 1
        return unit

    def _new_person(self, meaning: Meaning, unit: Unit | None) -> Official:
        """A namesake of somebody on record is told apart by the office the document names."""
        line = meaning.line
        if line.person_choice == NEW and line.name in self.namesakes:
            return self.namesakes[line.name]
        place = unit.jurisdiction if unit else self.directory.jurisdiction
        remark = line.words[:100] if line.person_choice == NEW else ""
        person = create_official(jurisdiction=place, name=line.name, remark=remark, by=self.by)
        self.namesakes[line.name] = person
        self.counts["people"] += 1
        return person

    def _hold(self, meaning: Meaning, unit: Unit, person: Official) -> Post | None:
        """The seat that `person` holds, or leaves, by this line."""
        sheet, day, held = meaning.sheet, meaning.day, meaning.held
        assert day is not None
        if meaning.step is Step.IN_PERSON:
            return None
        if meaning.step is Step.KNOWN:
            return meaning.seat
        if meaning.step is Step.END and held is not None:
            return self._end(meaning, held.pk)
        seat = meaning.seat or self._new_seat(meaning, unit)
        acting = meaning.line.acting
        basis = sheet.basis if meaning.line.kind == "appoint" else f"{sheet.basis}（名单所列）"
        self.counts["appointed"] += 1
        if meaning.step is Step.REPLACE:
            replace_holder(post=seat, official=person, on=day, acting=acting, basis=basis, by=self.by)
            self.counts["ended"] += 1
        elif meaning.step is Step.RECORD_AND_END:
            recorded = appoint(post=seat, official=person, since=None, acting=acting, by=self.by)
            self._end(meaning, recorded.pk)
        else:
            appoint(post=seat, official=person, since=day, acting=acting, basis=basis, by=self.by)
        return seat

    def _end(self, meaning: Meaning, key: int) -> Post:
        assert meaning.day is not None
        appointment = self.directory.appointment(key)
        end_appointment(appointment=appointment, until=meaning.day, basis=meaning.sheet.basis, by=self.by)
        self.counts["ended"] += 1
        return appointment.post

    def _new_seat(self, meaning: Meaning, unit: Unit) -> Post:
        self.counts["posts"] += 1
        leads = unit.kind == UnitKind.GOVERNMENT and leads_government(meaning.line.title)
        return create_post(unit=unit, title=meaning.line.title, leads_jurisdiction=leads, by=self.by)

    def _list(self, meaning: Meaning, seat: Post | None, person: Official | None, unit: Unit | None) -> None:
        """Put the seat, the person or the unit into the group, unless it is there in this role."""
        group, line, day = self._group(meaning.sheet), meaning.line, meaning.day
        assert day is not None
        listed = self.listed.setdefault(meaning.sheet.key, set())
        same = group.memberships.on(day).filter(role=line.role, post=seat, official=person, unit=unit).first()
        if same is None:
            same = add_member(
                group=group,
                role=line.role,
                post=seat,
                official=person,
                unit=unit,
                since=day,
                listed_name=line.name,
                listed_title=line.words,
                by=self.by,
            )
            self.counts["members"] += 1
        listed.add(same.pk)

    def _group(self, sheet: Sheet) -> LeadingGroup:
        if sheet.key in self.groups:
            return self.groups[sheet.key]
        place = self.directory.jurisdiction
        group = groups_named(place, [sheet.group_name]).get(sheet.group_name)
        if group is None:
            group = create_leading_group(
                jurisdiction=place,
                name=sheet.group_name,
                since=sheet.first_day,
                basis=sheet.basis,
                office_unit=office_of(sheet, self.directory),
                term_ends_on=sheet.term,
                end_condition=sheet.end_condition,
                by=self.by,
            )
            self.counts["groups"] += 1
        else:
            self._adjust(group, sheet)
        self.groups[sheet.key] = group
        return group

    def _adjust(self, group: LeadingGroup, sheet: Sheet) -> None:
        """A later document says where the office is and how the group ends; what it is silent about stays."""
        change_leading_group(
            group=group,
            name=group.name,
            since=group.since,
            basis=group.basis,
            duties=group.duties,
            office_unit=office_of(sheet, self.directory) or group.office_unit,
            term_ends_on=sheet.term or group.term_ends_on,
            end_condition=sheet.end_condition or group.end_condition,
            by=self.by,
        )
