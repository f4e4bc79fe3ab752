"""What the workbook has: its sheets and their columns, as data.

In: nothing.  Out: `SHEETS`; the template, the reading, the export and the help all follow it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from duban.apps.organizations.models import Level, UnitKind


class Kind(Enum):
    """How a cell is understood."""

    TEXT = "text"
    NAMES = "names"
    DATE = "date"
    NUMBER = "number"
    YES_NO = "yes_no"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Column:
    """`longest` in characters, `most` of a number; `also`: other headings it is found under."""

    name: str
    kind: Kind = Kind.TEXT
    required: bool = False
    longest: int = 100
    most: int = 999_999
    choices: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    hint: str = ""
    width: int = 16

    @property
    def heading(self) -> str:
        return f"{self.name}*" if self.required else self.name


@dataclass(frozen=True, slots=True)
class Sheet:
    name: str
    columns: tuple[Column, ...]
    counted: str  # 个单位, 条任职: behind a number

    def column(self, heading: str) -> Column | None:
        """The column under a heading as people write it."""
        bare = heading.replace("*", "").replace("＊", "").replace("\n", "").replace(" ", "").strip()
        bare = bare.split("（")[0].split("(")[0]
        return next((column for column in self.columns if bare == column.name or bare in column.also), None)


_PLACE = Column(
    "行政区", required=True, longest=130, also=("所属行政区",), hint="写名称；有同名的，写成“临川县/石桥镇”", width=14
)
PLACES = Sheet(
    "行政区",
    (
        Column("名称", required=True, longest=60, also=("行政区", "行政区名称")),
        Column("级别", Kind.CHOICE, required=True, choices=tuple(Level.labels), width=14),
        Column("上级", required=True, longest=130, also=("上级行政区",), hint="本级行政区自己的一行可不填", width=14),
        Column("代码", longest=12, also=("行政区划代码",), hint="县级以上6位，镇（街道）9位"),
    ),
    "个行政区",
)
UNITS = Sheet(
    "单位",
    (
        _PLACE,
        Column("单位名称", required=True, also=("名称", "单位", "单位全称"), hint="写全称", width=28),
        Column(
            "简称/别名",
            Kind.NAMES,
            longest=300,
            also=("简称", "别名", "简称、别名"),
            hint="几个之间用“、”分开",
            width=24,
        ),
        Column("类别", Kind.CHOICE, required=True, choices=tuple(UnitKind.labels), also=("单位类别",), width=14),
        Column("上级单位", hint="写名称，应在本行政区或上级行政区", width=28),
        Column("统一社会信用代码", longest=18, also=("信用代码",), hint="18位", width=22),
        Column("成立日期", Kind.DATE, also=("设立日期",), width=13),
        Column("撤销日期", Kind.DATE, hint="从这一天起不再存在", width=13),
        Column("排序", Kind.NUMBER, hint="整数，小的在前", width=8),
    ),
    "个单位",
)
PEOPLE = Sheet(
    "人员",
    (
        Column("姓名", required=True, longest=40, width=12),
        _PLACE,
        Column("单位", required=True, also=("单位名称", "所在单位"), hint="全称、简称都可以", width=28),
        Column("职务", required=True, longest=60, hint="只写职务，不写单位", width=16),
        Column("席位", Kind.NUMBER, most=999, hint="同一职务有几个人时的序号，可不填", width=8),
        Column("分管工作", longest=300, also=("分工", "分管领域"), width=36),
        Column("任职日期", Kind.DATE, also=("任职时间",), width=13),
        Column("免职日期", Kind.DATE, also=("免职时间",), hint="从这一天起不再担任", width=13),
        Column("是否本级政府领导", Kind.YES_NO, choices=("是", "否"), also=("本级政府领导",), width=10),
        Column("备注", hint="用来区分同名的人", width=20),
    ),
    "条任职",
)
SHEETS = (PLACES, UNITS, PEOPLE)
