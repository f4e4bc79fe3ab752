"""What a document is, judged by what was read in it; the title only decides between equals.

In: the title and what each recognition found.  Out: a `Kind`.
A plan with tasks stays a task plan though it also names a leading group; a roster stays one though it divides duties.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from duban.documents.model import Kind

_APPOINTS = re.compile(r"任\s*免|任命|任职|免职|聘任|免去")
_GROUP = re.compile(r"领导小组|指挥部|委员会|工作专班|工作组|联席会议|组成人员|成员名单|成员的")
_CAMPAIGN = re.compile(r"整治|整顿|排查|清理|检查|普查|活动")
_MECHANISM = re.compile(r"机制|制度|办法|规程|流程|细则|指南|规则|规定")


@dataclass(frozen=True, slots=True)
class Holds:
    """How much of each a document holds."""

    tasks: int = 0
    prose_indicators: int = 0
    table_indicators: int = 0
    stages: int = 0
    members: int = 0
    appointments: int = 0
    time_limits: int = 0
    report: bool = False


def kind_of(title: str, holds: Holds) -> Kind:
    """The kind of a document titled `title` that holds `holds`."""
    if holds.appointments and (_APPOINTS.search(title) or not holds.tasks):
        return Kind.APPOINTMENTS
    if holds.prose_indicators and holds.prose_indicators * 3 >= holds.tasks:
        return Kind.INDICATOR_PLAN
    if holds.members and _GROUP.search(title) and holds.tasks <= 3:
        return Kind.ROSTER
    if holds.tasks:
        return Kind.STAGE_PLAN if _runs_by_stages(title, holds) else Kind.TASK_PLAN
    if holds.report:
        return Kind.WORK_REPORT
    if holds.table_indicators:
        return Kind.INDICATOR_TABLE
    return _lesser(title, holds)


def _runs_by_stages(title: str, holds: Holds) -> bool:
    """A campaign (整治, 排查) in dated stages that also shares out a few duties."""
    return holds.stages > 2 and holds.tasks <= holds.stages + 1 and _CAMPAIGN.search(title) is not None


def _lesser(title: str, holds: Holds) -> Kind:
    if holds.time_limits and _MECHANISM.search(title):
        return Kind.MECHANISM
    if holds.stages:
        return Kind.STAGE_PLAN
    if holds.members:
        return Kind.ROSTER
    return Kind.MECHANISM if _MECHANISM.search(title) and holds.time_limits else Kind.OTHER
