"""A fact with what a case about it is to say: subject, basis, and the rows that lead to it.

In: a row of the record.  Out: `Found`; the rulebook reads its `fact` alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from duban.apps.organizations.models import Unit
from duban.apps.plans.models import Plan, Task
from duban.rulebook.cases import TRIGGERS, Trigger
from duban.rulebook.ladder import Fact
from duban.rulebook.texts import cited

LONGEST_NAME = 40
_CLAUSE_ENDS = re.compile("[，；。]")


@dataclass(frozen=True, slots=True)
class Found:
    """`links`: the fields of the case that lead to the rows, by their names."""

    fact: Fact
    unit: Unit
    subject: str
    basis: str
    links: Mapping[str, Any] = field(default_factory=dict)


def found(
    trigger: Trigger,
    unit: Unit,
    key: str,
    since: date,
    words: str,
    *,
    task: Task | None = None,
    subject: str = "",
    basis: str = "",
    times: int = 1,
    **links: Any,
) -> Found:
    """What a unit merged away owed, the unit it went to answers for."""
    acting = unit.merged_into or unit
    fact = Fact(trigger, acting.pk, key, since, words, task.pk if task else None, times)
    said = subject or f"{named(task)}{TRIGGERS[trigger].removeprefix('任务')}"
    return Found(fact, acting, said[:200], basis[:300], {"task": task, **links})


def named(task: Task | None) -> str:
    """第3项任务“新开工重点项目60个以上”: a long one by its first clause, quotes in it as quotes within quotes."""
    if task is None:
        return ""
    words = str(task).rstrip("。")
    clause = _CLAUSE_ENDS.split(words)[0] if len(words) > LONGEST_NAME else words
    short = cited(clause, most=LONGEST_NAME)
    return f"第{task.number}项任务{short}" if task.number else f"任务{short}"


def said_day(day: date) -> str:
    return f"{day.month}月{day.day}日"


def basis_of(plan: Plan, words: str) -> str:
    """青府〔2026〕6号关于…的要求."""
    return f"{plan.number or f'《{plan.title}》'}{words}"
