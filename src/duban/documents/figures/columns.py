"""The columns of the entry workbook, as data: the writing, the reading and the help all follow them.

In: nothing.  Out: `COLUMNS`; what stands in a column that is not `entered` is for reading only.
"""

from __future__ import annotations

from dataclasses import dataclass

SHEET, HELP_SHEET = "实际值", "说明"
SOURCE_LENGTH, NOTE_LENGTH = 200, 500
DECIMALS = 6
LARGEST_DIGITS = 18  # before the point


@dataclass(frozen=True, slots=True)
class Column:
    """`optional`: left out where no row has anything for it."""

    name: str
    field: str
    width: int
    entered: bool = False
    optional: bool = False
    hint: str = "只供查看，改了也不读回"


FIELD = Column("领域", "field", 12, optional=True)
NUMBER = Column("序号", "number", 7)
NAME = Column("指标", "name", 30)
UNIT = Column("单位", "unit", 10)
TARGET = Column("目标", "target", 16)
PLACE = Column("地区", "place", 12, optional=True)
MONTH = Column("截至月份", "month", 9, entered=True, hint="1 到 12；12 表示全年数")
VALUE = Column("数值", "value", 14, entered=True, hint=f"只填数字，不带单位；小数保留 {DECIMALS} 位，空着表示不填报")
NUMERATOR = Column("分子", "numerator", 13, entered=True, optional=True, hint="比率类指标填写，与分母口径一致")
DENOMINATOR = Column("分母", "denominator", 13, entered=True, optional=True, hint="比率类指标填写，不能是 0")
SOURCE = Column("数据来源", "source", 22, entered=True, hint="如统计公报、部门台账；可从列表中选，也可自己写")
NOTE = Column("备注", "note", 26, entered=True, hint="口径变化、与上年差别大的原因等，可不填")
KEY = Column("指标标识", "key", 14, hint="系统用来认出各行（已隐藏），请勿改动")
COLUMNS = (
    FIELD, NUMBER, NAME, UNIT, TARGET, PLACE, MONTH, VALUE, NUMERATOR, DENOMINATOR, SOURCE, NOTE, KEY,
)  # fmt: skip
FIGURES = (VALUE, NUMERATOR, DENOMINATOR)
HELP = (
    "在“实际值”表里浅色的格中填写，填好后回到指标页上传。上传之后先看对照，确认之前什么都不变。",
    "空着的行不读回；不填报的行可以删去。请不要增加行、不要改表头。",
    "灰色的格只供查看，改了也不读回；整行灰色的，备注里写着原因。",
    "不要用公式，请复制后粘贴为数值；不要合并单元格。",
)
LOCKED = "只读"  # behind the key of a row that is not read back


def column_of(heading: str) -> Column | None:
    """The column under a heading, however it is spread over its cell."""
    bare = "".join(heading.split())
    return next((column for column in COLUMNS if bare == column.name), None)
