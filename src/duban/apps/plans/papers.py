"""A plan as the document it goes out as: chapters, numbered tasks, 工作措施, who is in charge and who does what.

In: a plan.  Out: title, text (a line to a paragraph) and content of a `Dispatch`; read back, it gives the same tasks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from duban.apps.plans.comparing.sides import Named, TaskSide
from duban.apps.plans.models import Plan
from duban.apps.plans.queries.comparison import plan_side
from duban.apps.web.templatetags.duban import day

INTRODUCTION = "现将《{title}》印发给你们，请认真组织实施。"
_ARABIC = re.compile(r"[0-9]+(?:[-.][0-9]+)*")
_NOTICE = re.compile("关于印发.+的通知$")


def paper_text(plan: Plan) -> tuple[str, str, dict[str, Any]]:
    """Title, text and content of the document that gives the plan out."""
    lines = [INTRODUCTION.format(title=_bare(plan.title)), *task_lines(plan_side(plan).tasks)]
    return _title(plan), "\n".join(lines), {}


def task_lines(tasks: Sequence[TaskSide]) -> Iterator[str]:
    """The headings where they begin, and beneath them the tasks."""
    before: tuple[str, ...] = ()
    for task in tasks:
        pairs = enumerate(zip(before, task.path, strict=False))
        shared = next((at for at, (one, other) in pairs if one != other), len(before))
        yield from task.path[min(shared, len(task.path)) :]
        before = task.path
        yield from _of_task(task)


def _of_task(task: TaskSide) -> Iterator[str]:
    yield f"{_numbered(task.number)}{_flat(task.text)}"
    if task.measures:
        yield f"工作措施：{_flat(task.measures)}"
    if task.leader:
        yield f"分管领导：{_names(task.leader)}"
    if shared := _sharing(task):
        yield f"部门分工：{shared}"
    if task.deadline or task.deadline_text:
        yield f"完成时限：{task.deadline_text or day(task.deadline)}"


def _sharing(task: TaskSide) -> str:
    """市发展改革局牵头，各县（市、区）政府负责，市财政局配合。"""
    roles = ((task.lead, "牵头"), (task.implement, "负责"), (task.support, "配合"))
    said = "，".join(f"{_names(named)}{word}" for named, word in roles if named)
    return f"{said}。" if said else ""


def _numbered(number: str) -> str:
    """1．, （三）: as a task of that number begins."""
    if not number:
        return ""
    return f"{number}．" if _ARABIC.fullmatch(number) else f"（{number}）"


def _names(named: Iterable[Named]) -> str:
    return "、".join(dict.fromkeys(one.words for one in named))


def _flat(text: str) -> str:
    return "".join(line.strip() for line in text.split("\n"))


def _title(plan: Plan) -> str:
    return plan.title[:200] if _NOTICE.search(plan.title) else f"关于印发《{plan.title}》的通知"[:200]


def _bare(title: str) -> str:
    """The name of the plan alone, without who gave it out."""
    found = re.search("关于印发《?(.+?)》?的通知$", title)
    return found[1] if found else title
