"""The columns of a plan's ledger, as data: the writing, the reading and the help all follow them.

In: nothing.  Out: `COLUMNS`; "" as a field: written for people, never read back.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

SHEET, HELP_SHEET = "任务", "说明"


class Kind(Enum):
    """How a cell is understood."""

    TEXT = "text"
    NAMES = "names"
    TARGETS = "targets"
    DATE = "date"
    KEY = "key"


@dataclass(frozen=True, slots=True)
class Column:
    """`longest` in letters, of one name where there are several."""

    name: str
    field: str
    width: int
    kind: Kind = Kind.TEXT
    longest: int = 0
    also: tuple[str, ...] = ()
    hint: str = ""


_NAMES = "几个之间用“、”分开"
CHAPTER = Column("大类", "chapter", 14, longest=300, also=("章", "一级标题"), hint="连同序号，如“一、扩大有效投资”")
GROUP = Column("大项", "group", 14, longest=300, also=("节", "二级标题"), hint="连同序号；再往下的标题另起一行写")
NUMBER = Column("序号", "number", 7, longest=20)
TEXT = Column("任务内容", "text", 40, longest=5000, also=("重点任务", "工作任务", "任务"), hint="必须填写")
DEADLINE = Column("完成时限", "deadline", 13, Kind.DATE, also=("完成时间", "时限"), hint="写到日，如 2026-06-30")
STATE = Column("状态", "", 8, hint="只供查看，改了也不读回")
KEY = Column("任务标识", "key", 14, Kind.KEY, longest=40, hint="系统用来认出原有的任务，请勿改动；新增的行留空")
COLUMNS = (
    NUMBER,
    CHAPTER,
    GROUP,
    TEXT,
    Column("工作措施", "measures", 34, longest=5000, also=("主要措施", "措施")),
    Column("分管领导", "leader", 11, Kind.NAMES, longest=200, also=("责任领导", "分管市领导"), hint=_NAMES),
    Column("牵头单位", "lead", 16, Kind.NAMES, longest=200, hint=_NAMES),
    Column("负责单位", "implement", 16, Kind.NAMES, longest=200, hint=_NAMES),
    Column("配合单位", "support", 18, Kind.NAMES, longest=200, also=("责任单位",), hint=_NAMES),
    Column("量化目标", "targets", 22, Kind.TARGETS, longest=500, hint="每个目标一行，如“新增企业100家以上”"),
    DEADLINE,
    Column("时限原文", "deadline_text", 12, longest=200, hint="文件里的说法，如“年内”“长期坚持”"),
    STATE,
    KEY,
)
HELP = (
    "在“任务”表里直接改，改好后回到方案页“导入台账”上传。上传之后先看对照，确认之前什么都不变。",
    "改一格，就只改那一格；删去一行，表示不再有这项任务；新增任务就插入一行，“任务标识”留空。",
    "复制已有的行来新增时，请把复制出来那一行的“任务标识”（最后一列，已隐藏）清空。",
    "列可以换位置；不要改表头，不要加列。少了的列表示那一项内容都不改。",
    "不要用公式；大类、大项可以合并单元格，其他列不要合并。",
    "已办结、已终止的任务不会因导入而改变。",
)


def column_of(heading: str) -> Column | None:
    """The column under a heading as people write it."""
    bare = "".join(heading.replace("*", "").split())
    return next((column for column in COLUMNS if bare == column.name or bare in column.also), None)
