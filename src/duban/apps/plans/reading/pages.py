"""What the page of a document that was read shows: facts, doubts, and each kind of thing as a table of words; pure.

In: an `OfficialDocument`.  Out: `DocumentPage`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from duban.documents.model import Diagnostic, OfficialDocument, OutlineItem, TaskDraft
from duban.documents.writing import labels


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Doubt:
    level: str
    text: str
    place: str
    heavy: bool


@dataclass(frozen=True, slots=True)
class TaskRow:
    number: str
    text: str
    who: tuple[Fact, ...]
    targets: tuple[str, ...]
    deadline: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A table of one kind of thing."""

    title: str
    unit: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class DocumentPage:
    def __init__(self, document: OfficialDocument) -> None:
        self.document = document
        self.title = document.title or document.annex_title or "无标题"
        self.counts = labels.counts(document).split(" · ") if labels.counts(document) else []

    @cached_property
    def facts(self) -> list[Fact]:
        document = self.document
        facts = (
            Fact("类别", labels.KINDS[document.kind]),
            Fact("文号", document.number or ""),
            Fact("发文机关", document.issuer or ""),
            Fact("成文日期", labels.day(document.issued_on)),
            Fact("附件", document.annex_title or ""),
            Fact("主送", labels.listed(document.recipients)),
            Fact("要求", labels.rules(document.rules)),
            Fact("公开方式", document.disclosure or ""),
            Fact("压缩包内", document.member or ""),
        )
        return [fact for fact in facts if fact.value]

    @cached_property
    def doubts(self) -> list[Doubt]:
        return [_doubt(one) for one in self.document.diagnostics]

    @cached_property
    def chapters(self) -> list[tuple[str, list[TaskRow]]]:
        """Tasks below the headings they stand under."""
        grouped = groupby(self.document.tasks, key=lambda task: task.path)
        return [("　".join(path), [_task(task) for task in tasks]) for path, tasks in grouped]

    @cached_property
    def outline(self) -> tuple[OutlineItem, ...]:
        """Shown where there are no tasks and no indicators: they stand under their headings already."""
        return () if self.document.tasks or self.document.indicators else self.document.outline

    @cached_property
    def listings(self) -> list[Listing]:
        return [_without_empty_columns(listing) for listing in _listings(self.document) if listing.rows]


def _doubt(one: Diagnostic) -> Doubt:
    level = labels.DIAGNOSTIC_LEVELS.get(one.level, one.level)
    return Doubt(level, one.message, labels.place(one.source), heavy=one.level == "warning")


def _task(task: TaskDraft) -> TaskRow:
    who = (
        Fact("领导", labels.listed(task.leaders)),
        Fact("牵头", labels.listed(task.lead)),
        Fact("负责", labels.listed(task.implement)),
        Fact("配合", labels.listed(task.support)),
    )
    named = tuple(fact for fact in who if fact.value)
    targets = tuple(target.text for target in task.targets)
    return TaskRow(task.number, task.text, named, targets, labels.day(task.deadline) or task.deadline_text)


def _without_empty_columns(listing: Listing) -> Listing:
    filled = [at for at in range(len(listing.heads)) if any(row[at] for row in listing.rows)]
    rows = tuple(tuple(row[at] for at in filled) for row in listing.rows)
    return replace(listing, heads=tuple(listing.heads[at] for at in filled), rows=rows)


def _listings(document: OfficialDocument) -> Iterator[Listing]:
    yield Listing(
        "指标",
        "项",
        ("指标", "计量单位", "性质", "基期值", "目标值", "牵头单位"),
        tuple(
            (
                f"{one.part}{labels.indicator_name(one)}",
                one.measurement_unit,
                labels.NATURES[one.nature] if one.nature else "",
                labels.baseline(one),
                labels.indicator_targets(one, "；"),
                labels.listed(one.lead),
            )
            for one in document.indicators
        ),
    )
    stages = tuple((one.name, labels.period(one), "；".join(one.work)) for one in document.stages)
    yield Listing("阶段", "个", ("阶段", "时间", "工作"), stages)
    members = tuple((one.role, one.name, one.post) for one in document.members)
    yield Listing("成员", "名", ("小组职务", "姓名", "职务"), members)
    changes = tuple((labels.ACTIONS.get(one.action, one.action), one.name, one.post) for one in document.appointments)
    yield Listing("任免", "条", ("任免", "姓名", "职务"), changes)
    limits = tuple((one.owner, labels.amount(one), one.text) for one in document.time_limits)
    yield Listing("时限", "个", ("承担单位", "时限", "原文"), limits)
