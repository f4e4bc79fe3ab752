"""The columns of the workbook, as data: the writing, the reading and the help all follow them.

In: nothing.  Out: `COLUMNS`; "" as a field: written for people, never read back.
"""

from __future__ import annotations

from dataclasses import dataclass

SHEET, HELP_SHEET = "落实方案", "说明"


@dataclass(frozen=True, slots=True)
class Column:
    """`longest` in letters."""

    name: str
    field: str
    width: int
    longest: int = 0
    also: tuple[str, ...] = ()
    hint: str = ""


NUMBER = Column("序号", "", 7, hint="只供查看")
TASK = Column("任务", "", 34, hint="只供查看")
MEASURES = Column("举措", "measures", 30, 5000, ("工作举措",), "每项任务写在第一行；不改就不动")
DUE = Column("完成时间", "due", 13, 20, ("时限",), "写到日，如 2026-06-30")
CONTENT = Column("工作内容", "content", 34, 2000, ("内容",), "这个节点要完成什么")
TARGET = Column("目标", "target", 18, 200, (), "写量化目标的指标；只有一个目标的任务可以不填")
FIGURE = Column("阶段目标值", "figure", 12, 24, (), "到那一天应达到的数")
SECTION = Column("科室", "section", 12, 60)
PERSON = Column("责任人", "person", 10, 40)
KEY = Column("任务标识", "key", 16, 60, hint="系统用来认出任务和节点，请勿改动；新增的行留空，算作上一行的任务")
COLUMNS = (NUMBER, TASK, MEASURES, DUE, CONTENT, TARGET, FIGURE, SECTION, PERSON, KEY)
STEP_FIELDS = (DUE.field, CONTENT.field, TARGET.field, FIGURE.field, SECTION.field, PERSON.field)
HELP = (
    "每个节点一行；一项任务有几个节点就写几行，在该任务的下面插入行，“任务标识”留空。",
    "删去节点：清空那一行的完成时间、工作内容等各格。",
    "改好后上传；上传之后先看对照，确认之前什么都不变。导入只是存为草稿，还要逐项或者一并报送。",
    "已报送、已审核的落实方案不能在这里改：先撤回，或者请督查室退回。",
    "不要改表头，不要用公式，不要合并单元格。",
)


def column_of(heading: str) -> Column | None:
    """The column under a heading as people write it."""
    bare = "".join(heading.replace("*", "").split())
    return next((column for column in COLUMNS if bare == column.name or bare in column.also), None)
