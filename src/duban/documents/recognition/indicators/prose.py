"""Indicators that are written out: each a heading, its units, its goal, its tasks.

In: the blocks of a document.  Out: `IndicatorDraft`s with fields, parts, baselines, targets and tasks.
Reads "（一）经济发展领域。" / "1、人均GDP。" / "牵头责任单位:市A局。" / "(1)工作目标。" / "(2)重点工作任务。".
Indicators in tables are read by `table`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from duban.documents.blocks import Block
from duban.documents.model import Diagnostic, IndicatorDraft, IndicatorTask
from duban.documents.recognition.indicators.direction import read_direction
from duban.documents.recognition.indicators.goals import Measure, read_goals
from duban.documents.recognition.indicators.headings import find_headings
from duban.documents.recognition.indicators.names import heading_name, nature_of, split_name
from duban.documents.recognition.indicators.pieces import PieceKind, cut
from duban.documents.recognition.indicators.reading import IndicatorReading, doubts, without_units
from duban.documents.recognition.indicators.sections import Section, gather
from duban.documents.recognition.indicators.tasks import read_tasks
from duban.documents.recognition.responsibility import (
    Field,
    Responsibility,
    RoleRules,
    combine,
    find_brackets,
    find_role_rules,
)

_FIELDS = {
    PieceKind.LEAD: Field.lead,
    PieceKind.RESPONSIBLE: Field.responsible,
    PieceKind.SUPPORT: Field.support,
}


def has_indicator_prose(blocks: Sequence[Block]) -> bool:
    """Does the document describe indicators one by one?"""
    return bool(find_headings(cut(blocks)))


def read_prose(blocks: Sequence[Block], *, rules: RoleRules, year: int | None) -> IndicatorReading:
    """All indicators written out in `blocks`; none in a task plan."""
    pieces = cut(blocks)
    roles = find_headings(pieces)
    if not roles:
        return IndicatorReading((), (), rules)
    drafts: list[IndicatorDraft] = []
    diagnostics: list[Diagnostic] = []
    for section in gather(pieces, roles):
        if not isinstance(section, Section):
            rules = find_role_rules(section.text, rules)
            continue
        served = read_tasks(section.tasks, rules=rules, year=year)
        rules = served.rules
        found, said = _drafts(section, served.tasks, rules, year)
        drafts += found
        diagnostics += said
    return IndicatorReading(tuple(drafts), (*diagnostics, *without_units(drafts)), rules)


@dataclass(frozen=True, slots=True)
class _Shared:
    """What all measures of a section have in common."""

    name: str
    unit: str
    units: Responsibility
    tasks: tuple[IndicatorTask, ...]


def _drafts(
    section: Section, tasks: tuple[IndicatorTask, ...], rules: RoleRules, year: int | None
) -> tuple[list[IndicatorDraft], list[Diagnostic]]:
    units = _units(section, rules, year)
    name, unit, _ = split_name(_bare_name(section, rules, year))
    shared = _Shared(name, section.unit.strip("。 ") or unit, units, tasks)
    measures = read_goals(section.said, name=name, year=year)
    drafts: list[IndicatorDraft] = []
    diagnostics: list[Diagnostic] = []
    for index, measure in enumerate(measures, 1):
        draft, doubt = _draft(section, shared, measure, f"({index})" if len(measures) > 1 else "")
        drafts.append(draft)
        diagnostics += doubts(draft, doubt, undivided=units.undivided and index == 1)
    return drafts, diagnostics


def _draft(section: Section, shared: _Shared, measure: Measure, part: str) -> tuple[IndicatorDraft, str]:
    name = measure.name or shared.name
    direction, doubt = read_direction(name, measure.baseline, [goal.target for goal in measure.goals])
    parent = shared.name if part else heading_name(section.parent.text) if section.parent else ""
    draft = IndicatorDraft(
        number=section.number,
        name=name,
        part=section.part + part,
        field=section.field,
        measurement_unit=shared.unit or measure.unit,
        direction=direction,
        nature=nature_of(section.nature) or split_name(section.name)[2],
        baseline=measure.baseline,
        targets=tuple(goal.bound_for(direction) for goal in measure.goals),
        lead=shared.units.lead or shared.units.implement,
        tasks=shared.tasks,
        source=section.place,
        support=shared.units.support + (shared.units.implement if shared.units.lead else ()),
        parent=parent,
    )
    return draft, doubt


def _units(section: Section, rules: RoleRules, year: int | None) -> Responsibility:
    """From labels, or from brackets in the heading: 森林覆盖率（责任单位：市林业局）."""
    said: dict[Field, str] = {}
    for piece in section.units:
        field = _FIELDS[piece.kind]
        said[field] = "、".join(text for text in (said.get(field, ""), piece.text.rstrip("。 ；;，,")) if text)
    units = combine(said, rules=rules, year=year) if said else Responsibility()
    for bracket in find_brackets(section.heading.text, rules=rules, year=year):
        units = units.merged(bracket.value)
    return units


def _bare_name(section: Section, rules: RoleRules, year: int | None) -> str:
    brackets = find_brackets(section.heading.text, rules=rules, year=year)
    text = section.heading.text[: brackets[0].start] if brackets else section.heading.text
    return heading_name(text)
