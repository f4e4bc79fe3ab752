"""What the pages of an import show: each document with its lines in words, what will be done, what is still asked.

In: a draft and its meanings, or an outcome.  Out: `DraftPage`, `OutcomePage`; no queries.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from duban.apps.organizations.models import LeadingGroup
from duban.apps.organizations.personnel import matching
from duban.apps.organizations.personnel.drafts import Draft, Line, Sheet
from duban.apps.organizations.personnel.matching import Meaning
from duban.apps.organizations.personnel.outcomes import counted
from duban.apps.organizations.personnel.questions import Question
from duban.apps.organizations.personnel.steps import WORDS, Step


@dataclass(frozen=True, slots=True)
class LineShown:
    """`done` in words; `new`: what will be created for it."""

    line: Line
    step: Step
    done: str
    office: str = ""
    new: tuple[str, ...] = ()

    @property
    def action(self) -> str:
        return {"appoint": "任职", "remove": "免职"}.get(self.line.kind, "")


@dataclass(frozen=True, slots=True)
class SheetShown:
    """`group`: the one on record of that name, which the document then adjusts."""

    sheet: Sheet
    members: list[LineShown]
    changes: list[LineShown]
    group: LeadingGroup | None = None
    group_key: int | None = None  # of the one it founded or adjusted, once imported


class DraftPage:
    def __init__(self, draft: Draft, meanings: Sequence[Meaning], groups: Mapping[str, LeadingGroup]) -> None:
        self._draft, self._meanings, self._groups = draft, meanings, groups
        self.fingerprint = matching.fingerprint(meanings)

    @cached_property
    def questions(self) -> list[Question]:
        return matching.asked(self._meanings)

    @cached_property
    def sheets(self) -> list[SheetShown]:
        by_key = {one.line.key: one for one in self._meanings}
        return [
            SheetShown(
                sheet,
                [_shown(by_key[line.key]) for line in sheet.members],
                [_shown(by_key[line.key]) for line in sheet.changes],
                self._groups.get(sheet.group_name),
            )
            for sheet in self._draft.sheets
        ]

    @cached_property
    def summary(self) -> list[tuple[str, int]]:
        """读出名单几份、成员几人、任免几条、将新建单位几个."""
        taken = [one for one in self._meanings if one.step is not Step.LEFT_OUT]
        kinds = Counter(one.line.kind for one in taken)
        units = {one.unit_new.name for one in taken if one.unit_new is not None}
        figures = (
            ("成员", kinds["member"]),
            ("任职", kinds["appoint"]),
            ("免职", kinds["remove"]),
            ("将新建单位", len(units)),
            ("将新建人员", len({one.line.name for one in taken if one.creates_person})),
        )
        return [(words, count) for words, count in figures if count]

    @property
    def why_not_apply(self) -> str:
        if self.questions:
            return f"先回答上面 {len(self.questions)} 个问题"
        if all(one.step is Step.LEFT_OUT for one in self._meanings):
            return "没有要导入的内容"
        return ""


class OutcomePage:
    def __init__(self, draft: Draft, outcome: Mapping[str, Any]) -> None:
        self._draft = draft
        self._steps: Mapping[str, str] = outcome.get("steps", {})
        self.counts = counted(outcome.get("counts", {}))
        self._offices: Mapping[str, str] = outcome.get("offices", {})
        self._groups = {group["name"]: group["key"] for group in outcome.get("groups", [])}

    @cached_property
    def sheets(self) -> list[SheetShown]:
        return [
            SheetShown(
                sheet,
                [*map(self._line, sheet.members)],
                [*map(self._line, sheet.changes)],
                group_key=self._groups.get(sheet.group_name) if sheet.members else None,
            )
            for sheet in self._draft.sheets
            if not sheet.skip
        ]

    def _line(self, line: Line) -> LineShown:
        step = Step(self._steps.get(line.key, Step.LEFT_OUT))
        return LineShown(line, step, WORDS[step], office=self._offices.get(line.key, ""))


def _shown(meaning: Meaning) -> LineShown:
    line = meaning.line
    new = []
    if meaning.step not in (Step.LEFT_OUT, Step.ASKED):
        if meaning.unit_new is not None:
            new.append("单位")
        if meaning.creates_person:
            new.append("人员")
        if meaning.seat is None and meaning.step in (Step.NEW_SEAT, Step.RECORD_AND_END):
            new.append("职务")
    title = f"{line.title}（代理、主持工作）" if line.acting else line.title
    done = WORDS[meaning.step]
    if meaning.step is Step.REPLACE and meaning.held is not None:
        done = f"接任{meaning.held.official.name}"
    return LineShown(line, meaning.step, done, office=f"{meaning.unit_words}{title}", new=tuple(new))
