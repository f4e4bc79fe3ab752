"""What reading indicators gives: drafts, doubts, and the rules of responsibility in force afterwards.

In: nothing.  Out: `IndicatorReading`, and the sentences its diagnostics say.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from duban.documents.model import Diagnostic, IndicatorDraft
from duban.documents.recognition.responsibility import RoleRules


@dataclass(frozen=True, slots=True)
class IndicatorReading:
    indicators: tuple[IndicatorDraft, ...]
    diagnostics: tuple[Diagnostic, ...]
    rules: RoleRules


def called(draft: IndicatorDraft) -> str:
    """第37项(1)“森林覆盖率”, as a diagnostic names it."""
    number = f"第{draft.number}项" if draft.number else "指标"
    return f"{number}{draft.part}“{draft.name}”"


def doubts(draft: IndicatorDraft, open_direction: str, *, undivided: bool = False) -> list[Diagnostic]:
    """What one draft leaves open."""
    found = []
    if not draft.targets:
        found.append(_warning("indicator-without-figure", f"{called(draft)}没有写明目标值", draft))
    if open_direction:
        found.append(_warning("direction-open", f"{called(draft)}：{open_direction}", draft))
    if undivided and len(draft.lead) > 1:
        found.append(_warning("roles-undivided", f"{called(draft)}列出多个责任单位，未写明由谁牵头", draft))
    return found


def without_units(drafts: Iterable[IndicatorDraft]) -> list[Diagnostic]:
    """Indicators and their tasks that name no unit where others of the document do."""
    drafts = list(drafts)
    found = []
    if any(draft.lead for draft in drafts):
        found += [_warning("no-unit", f"{called(draft)}未写明责任单位", draft) for draft in drafts if not draft.lead]
    tasks = {task.source: (draft, task) for draft in drafts for task in draft.tasks}
    bare = [(draft, task) for draft, task in tasks.values() if not (task.lead or task.support or task.implement)]
    if len(bare) < len(tasks):
        found += [
            Diagnostic("warning", "no-unit", f"{called(draft)}的任务“{_short(task.text)}”未写明责任单位", task.source)
            for draft, task in bare
        ]
    return found


def _warning(code: str, message: str, draft: IndicatorDraft) -> Diagnostic:
    return Diagnostic("warning", code, message, draft.source)


def _short(text: str) -> str:
    return text if len(text) <= 20 else text[:20] + "…"
