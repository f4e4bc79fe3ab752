"""The columns of the workbook, as data: the writing, the reading and the help all follow them.

In: how many targets a task has at most.  Out: `columns(…)`; "" as a field: written for people, never read back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

SHEET, HELP_SHEET = "进展情况", "说明"
MOST_TARGETS = 30
_FIGURE = re.compile(r"^完成数(\d{0,2})$")


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    field: str
    width: int
    hint: str = "只供查看"


NUMBER, TASK = Column("序号", "", 7), Column("任务", "", 34)
STATED = Column("自评", "stated", 10, "从下拉表中选一个")
TEXT = Column("进展情况", "text", 44, "做了什么，到什么程度，有什么数字；报送时必填")
PROBLEMS = Column("存在问题", "problems", 26, "没有可以不填")
COORDINATION = Column("需要协调的事项", "coordination", 20, "没有可以不填")
NEXT_STEP = Column("下一步打算", "next_step", 26, "写到时间和单位")
LAST, STATE = Column("上轮进展情况", "", 34), Column("状态", "", 10)
KEY = Column("报送标识", "key", 12, "系统用来认出是哪一项，请勿改动")
TEXT_FIELDS = (TEXT, PROBLEMS, COORDINATION, NEXT_STEP)
HELP = (
    "每项任务一行。填完成数、自评、进展情况、存在问题、需要协调的事项、下一步打算；其余各列只供查看。",
    "完成数填截至填报日的累计数，只写数字。任务有几个目标，就有几组“目标、完成数、上轮完成数”。",
    "填好后上传；上传之后先看对照，确认之前什么都不变。导入只是存为草稿，还要逐项或者一并报送。",
    "已报送、已审核的不能在这里改：先撤回，或者请督查室退回。不想改的行可以删去。",
    "不要改表头，不要用公式，不要合并单元格。",
)


def target_columns(place: int) -> tuple[Column, Column, Column]:
    """The three columns of a target; the first one's have no number."""
    end = str(place) if place > 1 else ""
    figure = Column(f"完成数{end}", f"figure{place}", 11, "截至填报日的累计数，填数字")
    return Column(f"目标{end}", "", 22), figure, Column(f"上轮完成数{end}", "", 11)


def columns(targets: int) -> list[Column]:
    told = [column for place in range(1, max(targets, 1) + 1) for column in target_columns(place)]
    return [NUMBER, TASK, *told, STATED, TEXT, PROBLEMS, COORDINATION, NEXT_STEP, LAST, STATE, KEY]


def column_of(heading: str) -> Column | None:
    """The column under a heading, if it is read back."""
    bare = "".join(heading.replace("*", "").split())
    if found := _FIGURE.match(bare):
        place = int(found.group(1) or 1)
        return target_columns(place)[1] if 1 <= place <= MOST_TARGETS else None
    return next((one for one in (STATED, *TEXT_FIELDS, KEY) if one.name == bare), None)
