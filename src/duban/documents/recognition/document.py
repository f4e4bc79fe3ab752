"""Understand one document: its notice, and the tasks, indicators, stages, people and limits of its body.

In: a `DocumentText` (structure's work).  Out: an `OfficialDocument` without the checks' doubts, and the places of all
words that became something. Each recognition is asked for what it alone can read; `kind` says what the whole is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from duban.documents.blocks import Block, Paragraph, Place, Table
from duban.documents.model import (
    Appointment,
    Diagnostic,
    GroupTerms,
    IndicatorDraft,
    Kind,
    Member,
    OfficialDocument,
    OutlineItem,
    Stage,
    Target,
    TaskDraft,
    TimeLimit,
)
from duban.documents.recognition.indicators import has_indicator_prose, has_indicator_table, read_indicators
from duban.documents.recognition.kind import Holds, kind_of
from duban.documents.recognition.limits.reading import read_time_limits
from duban.documents.recognition.limits.tables import is_limit_table
from duban.documents.recognition.notices.reading import Notice, read_notice
from duban.documents.recognition.notices.remarks import remarks_in
from duban.documents.recognition.people.appointments import read_appointments
from duban.documents.recognition.people.group_terms import read_group_terms
from duban.documents.recognition.people.roster_tables import is_roster
from duban.documents.recognition.people.rosters import opens_with_member, read_members
from duban.documents.recognition.responsibility import RoleRules, find_role_rules
from duban.documents.recognition.stages.reading import read_stages
from duban.documents.recognition.stages.tables import is_stage_table
from duban.documents.recognition.tables import has_tasks, read_task_tables, unfolded
from duban.documents.recognition.tasks import read_tasks
from duban.documents.recognition.tasks.heading_counts import miscounted_headings
from duban.documents.recognition.work_report import is_work_report, read_report
from duban.documents.recognition.years import first_year_of, year_of
from duban.documents.structure.documents import DocumentText
from duban.documents.structure.outline import Node, Outline, build_outline
from duban.documents.structure.spans import Spans
from duban.documents.structure.tables import Grid, join_grids


@dataclass(slots=True)
class Body:
    """What was read in a document's body."""

    tasks: tuple[TaskDraft, ...] = ()
    indicators: tuple[IndicatorDraft, ...] = ()
    stages: tuple[Stage, ...] = ()
    members: tuple[Member, ...] = ()
    appointments: tuple[Appointment, ...] = ()
    time_limits: tuple[TimeLimit, ...] = ()
    outline: tuple[OutlineItem, ...] = ()
    targets: tuple[Target, ...] = ()
    group: GroupTerms | None = None
    diagnostics: list[Diagnostic] = field(default_factory=list)
    placed: list[Place] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Recognised:
    document: OfficialDocument
    placed: tuple[Place, ...]


def recognise(text: DocumentText) -> Recognised:
    """The document that `text` is."""
    year = year_of(text.title, text.annex_title, text.number, text.issued_on)
    begins = first_year_of((text.annex_title, text.title), text.issued_on, year)
    rules = RoleRules()
    for block in text.notice if text.annex else ():
        if isinstance(block, Paragraph):
            rules = find_role_rules(block.text, rules)
    remarks = remarks_in(text.body)
    aside = {id(remark) for remark in remarks}
    blocks = [block for block in text.body if id(block) not in aside]
    outline = build_outline(blocks)
    body = Body(placed=[remark.place for remark in remarks])
    prose = _indicators(blocks, outline, rules, year, body)
    if not prose:
        _tasks(outline, blocks, rules, begins, body)
    _people_and_time(text, begins, body)
    kind = _kind(text, body, prose)
    _by_kind(kind, text, outline, year, body)
    notice = read_notice(_outside(text.notice, body), _outside(text.annex, body), begins, text.issued_on)
    return Recognised(_document(text, kind, notice, body), _placed(text, notice, outline, body))


def _indicators(blocks: Sequence[Block], outline: Outline, rules: RoleRules, year: int | None, body: Body) -> bool:
    """Read indicators; True when they stand in prose, with tasks of their own."""
    prose = has_indicator_prose(blocks)
    grids = join_grids([block for block in blocks if isinstance(block, Table)])
    tabled = [grid for grid in grids if has_indicator_table(grid)]
    if not prose and all(has_tasks(grid) for grid in tabled):
        return False
    reading = read_indicators(blocks, rules=rules, year=year)
    body.indicators = reading.indicators
    body.diagnostics.extend(reading.diagnostics)
    body.placed.extend(_sources(reading.indicators))
    body.placed.extend(grid.place for grid in tabled)
    if prose:
        _headings_beside(outline, body)
    return prose


def _headings_beside(outline: Outline, body: Body) -> None:
    """The headings around the indicators, level by level, with the words under them."""
    inside = Spans(body.placed)
    items: list[OutlineItem] = []

    def visit(nodes: Sequence[Node], level: int) -> None:
        for node in nodes:
            if inside.hold(node.opening.place):
                continue
            items.append(OutlineItem(level, node.label_text, node.title, node.title_place))
            body.placed.extend(block.place for block in (node.opening, *node.content))
            visit(node.children, level + 1)

    visit(outline.nodes, 1)
    body.outline = tuple(items)


def _tasks(outline: Outline, blocks: Sequence[Block], rules: RoleRules, year: int | None, body: Body) -> None:
    prose = read_tasks(outline, rules=rules, year=year)
    tabled = [block for block in blocks if isinstance(block, Table) and not _read_elsewhere(block)]
    grids = join_grids([unfolded(table) for table in tabled])
    tables = read_task_tables(grids, rules=rules, year=year, above=_paths(grids, outline))
    written = [task for task in prose.tasks if not opens_with_member(task.text)]
    body.tasks = tuple(sorted((*written, *tables.tasks), key=_start))
    body.outline = tuple(sorted((*prose.outline, *tables.outline), key=_start))
    body.diagnostics.extend((*prose.diagnostics, *tables.diagnostics))
    body.diagnostics.extend(miscounted_headings(outline.nodes, written))
    body.placed.extend(prose.placed)
    body.placed.extend(grid.place for grid in grids if has_tasks(grid) or not grid.rows)


def _read_elsewhere(table: Table) -> bool:
    """A table with units or people that holds stages, time limits or a roster, no tasks."""
    return is_stage_table(table) or is_limit_table(table) or is_roster(table)


def _start(item: TaskDraft | OutlineItem) -> int:
    return item.source.start if item.source else 0


def _paths(grids: Sequence[Grid], outline: Outline) -> list[tuple[str, ...]]:
    """The headings each grid stands under."""
    paths: dict[int, tuple[str, ...]] = {}

    def visit(nodes: Sequence[Node], above: tuple[str, ...]) -> None:
        for node in nodes:
            path = (*above, node.heading)
            paths.update((block.place.start, path) for block in node.content if isinstance(block, Table))
            visit(node.children, path)

    visit(outline.nodes, ())
    return [paths.get(grid.place.start, ()) for grid in grids]


def _people_and_time(text: DocumentText, year: int | None, body: Body) -> None:
    blocks = (*text.notice, *text.annex)
    inside = Spans(_sources(body.tasks))
    outside = [block for block in blocks if not inside.hold(block.place)]
    body.stages = read_stages(outside, year=year)
    body.members = read_members(outside)
    body.appointments = read_appointments(outside)
    if body.members:
        body.group = read_group_terms(block.text for block in outside if isinstance(block, Paragraph))
    told = _sources(body.stages) + _sources(body.members) + _sources(body.appointments)
    starts = sorted(place.start for place in told)
    body.placed.extend((*told, *_tables_with(blocks, starts)))


def _tables_with(blocks: Sequence[Block], starts: Sequence[int]) -> list[Place]:
    """The tables that something was read in: the header and the telephone numbers of a roster are part of it."""
    tables = [block.place for block in blocks if isinstance(block, Table)]
    return [place for place in tables if bisect_left(starts, place.start) < bisect_left(starts, place.end)]


class _Sourced(Protocol):
    @property
    def source(self) -> Place | None: ...


def _sources(items: Sequence[_Sourced]) -> list[Place]:
    return [item.source for item in items if item.source]


def _kind(text: DocumentText, body: Body, prose: bool) -> Kind:
    title = f"{text.title or ''} {text.annex_title or ''}"
    limits = read_time_limits(text.body)
    holds = Holds(
        tasks=len(body.tasks),
        prose_indicators=len(body.indicators) if prose else 0,
        table_indicators=0 if prose else len(body.indicators),
        stages=len(body.stages),
        members=len(body.members),
        appointments=len(body.appointments),
        time_limits=len(limits),
        report=is_work_report(text.annex_title or text.title, text.body),
    )
    body.time_limits = limits
    return kind_of(title, holds)


def _by_kind(kind: Kind, text: DocumentText, outline: Outline, year: int | None, body: Body) -> None:
    """Drop what only other kinds have; a report's outline carries its targets."""
    if kind is not Kind.MECHANISM:
        body.time_limits = ()
    if kind is not Kind.APPOINTMENTS:
        body.appointments = ()
    if kind is Kind.WORK_REPORT:
        report = read_report(outline, text.body, year)
        body.outline, body.targets = report.outline, report.targets


def _outside(blocks: Sequence[Block], body: Body) -> list[Paragraph]:
    """The paragraphs that are no task and no indicator: the notice's own words, 保障措施, 工作要求."""
    inside = Spans(_sources(body.tasks) + _sources(body.indicators))
    return [block for block in blocks if isinstance(block, Paragraph) and not inside.hold(block.place)]


def _placed(text: DocumentText, notice: Notice, outline: Outline, body: Body) -> tuple[Place, ...]:
    own = [block.place for block in text.notice] if text.annex else []
    preamble = [block.place for block in outline.preamble if isinstance(block, Paragraph)]
    return (*text.used, *notice.used, *own, *preamble, *body.placed)


def _document(text: DocumentText, kind: Kind, notice: Notice, body: Body) -> OfficialDocument:
    return OfficialDocument(
        kind=kind,
        title=text.title or text.annex_title or "",
        number=text.number,
        issuer=text.issuer,
        issued_on=text.issued_on,
        recipients=notice.recipients,
        copied_to=notice.copied_to,
        disclosure=notice.disclosure,
        occurrences=text.occurrences,
        rules=notice.rules,
        declared_counts=notice.declared_counts,
        tasks=body.tasks,
        indicators=body.indicators,
        stages=body.stages,
        members=body.members,
        appointments=body.appointments,
        time_limits=body.time_limits,
        outline=body.outline,
        diagnostics=(*text.diagnostics, *body.diagnostics),
        annex_title=text.annex_title,
        targets=body.targets,
        source=text.place,
        group=body.group,
    )
