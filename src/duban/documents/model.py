"""What a document says: the values `duban parse` prints, and the Python API of the reading core.

In: nothing.  Out: frozen values; `None`, "" or () where the text has none.
Follows the parse contract; the JSON form is `duban.documents.plain`.
Figures are `Decimal`, days are `date`; texts are NFC and as printed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from duban.documents.blocks import Place


class Kind(StrEnum):
    """What a document is; decided by what it holds, not by its title alone."""

    TASK_PLAN = "task_plan"
    INDICATOR_PLAN = "indicator_plan"  # indicators in prose, each with tasks (指标任务攻坚行动)
    INDICATOR_TABLE = "indicator_table"  # indicators in a table (规划主要指标)
    WORK_REPORT = "work_report"
    STAGE_PLAN = "stage_plan"
    ROSTER = "roster"
    APPOINTMENTS = "appointments"
    MECHANISM = "mechanism"
    OTHER = "other"


class Comparator(StrEnum):
    """How a figure binds: 以上 >=, 以内 <=, a plain figure =, 左右 ~, 翻番 times, 保持平稳 words."""

    AT_LEAST = ">="
    AT_MOST = "<="
    ABOVE = ">"
    BELOW = "<"
    EQUAL = "="
    ABOUT = "~"
    RANGE = "range"
    TIMES = "times"
    WORDS = "words"


class Direction(StrEnum):
    HIGHER_IS_BETTER = "higher_is_better"
    LOWER_IS_BETTER = "lower_is_better"
    WITHIN_RANGE = "within_range"


class Nature(StrEnum):
    BINDING = "binding"  # 约束性
    ANTICIPATORY = "anticipatory"  # 预期性


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A doubt, for a person to decide: what, in a sentence, and where. Never an exception."""

    level: str  # "warning" | "info"
    code: str  # "numbering-gap", "unit-aliases", …
    message: str  # one Chinese sentence
    source: Place | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """A quantified commitment inside a text: 新增“跨域通办”事项200项以上."""

    measure: str
    comparator: Comparator
    value: Decimal | None
    unit: str
    text: str
    due: date | None = None
    value_to: Decimal | None = None  # the upper end of a range
    source: Place | None = None


@dataclass(frozen=True, slots=True)
class TaskDraft:
    """One task as a clerk would enter it; unit names complete, people without inner spaces."""

    number: str  # as printed without its mark: "8"; "" where the text gives none
    path: tuple[str, ...]  # headings above it: ("二、…", "（一）…")
    text: str
    measures: str = ""
    leaders: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    implement: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    deadline: date | None = None
    deadline_text: str = ""
    targets: tuple[Target, ...] = ()
    source: Place | None = None
    places: tuple[tuple[str, Place], ...] = ()  # ("leaders", place of the words it was read from), …


@dataclass(frozen=True, slots=True)
class Baseline:
    """基期值: the value an indicator starts from; `value` is None where the text has words (比重较低)."""

    year: int | None
    value: Decimal | None
    text: str


@dataclass(frozen=True, slots=True)
class IndicatorTarget:
    """目标值 for a year (a maintained value has one per year); `level` tells 确保 "ensure" from 力争 "strive"."""

    year: int | None
    comparator: Comparator
    value: Decimal | None
    text: str
    level: str | None = None
    value_to: Decimal | None = None
    evaluation: Decimal | None = None  # 评价值: the attainment in percent that a progress table plans for the year


@dataclass(frozen=True, slots=True)
class IndicatorFigure:
    """实际值 that a table came back with; `month` 6 for 上半年, None for the whole year."""

    year: int | None
    month: int | None
    value: Decimal | None
    text: str


@dataclass(frozen=True, slots=True)
class IndicatorTask:
    """A task that serves an indicator: 重点工作任务 with the units in brackets at its end."""

    text: str
    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    implement: tuple[str, ...] = ()
    source: Place | None = None


@dataclass(frozen=True, slots=True)
class IndicatorDraft:
    """One measured quantity. `part` tells the parts of one indicator apart: "(1)" for a sub-indicator or a second
    measure, "" for a whole one; 其中： rows have part "其中"."""

    number: str
    name: str
    part: str = ""
    field: str = ""
    measurement_unit: str = ""
    direction: Direction | None = None
    nature: Nature | None = None
    baseline: Baseline | None = None
    targets: tuple[IndicatorTarget, ...] = ()
    lead: tuple[str, ...] = ()
    tasks: tuple[IndicatorTask, ...] = ()
    source: Place | None = None
    support: tuple[str, ...] = ()
    parent: str = ""  # the indicator this is a part of: 环境质量指数
    figures: tuple[IndicatorFigure, ...] = ()  # actual values beside the baseline
    weight: Decimal | None = None  # 权重, 分值


@dataclass(frozen=True, slots=True)
class Stage:
    name: str
    starts_on: date | None
    ends_on: date | None
    work: tuple[str, ...] = ()
    source: Place | None = None


@dataclass(frozen=True, slots=True)
class Member:
    role: str  # 组长, 副组长, 成员
    name: str
    post: str
    source: Place | None = None


@dataclass(frozen=True, slots=True)
class GroupTerms:
    """What is said of a leading group beside its roster: 办公室设在…, 任务完成后自动撤销, 由接任者递补."""

    office: str | None = None  # the unit its office is at
    office_director: str | None = None
    term_ends_on: date | None = None
    end_condition: str | None = None
    successors_follow: bool = False  # whoever takes over a member's post takes the seat


@dataclass(frozen=True, slots=True)
class Appointment:
    action: str  # "appoint" | "remove"
    name: str
    post: str
    source: Place | None = None


@dataclass(frozen=True, slots=True)
class TimeLimit:
    text: str
    amount: Decimal
    unit: str  # "working_day" | "day" | "hour" | "month" | "minute"
    owner: str = ""
    source: Place | None = None


@dataclass(frozen=True, slots=True)
class NoticeRules:
    """What the notice itself demands: 落实方案 by when, 进展情况 on which dates and to whom, 考核, 约谈."""

    implementation_plans_due_on: date | None = None
    reporting_dates: tuple[date, ...] = ()
    monthly_reporting_day: int | None = None
    report_to: str | None = None
    counts_in_appraisal: bool = False
    interviews: bool = False


@dataclass(frozen=True, slots=True)
class DeclaredCounts:
    """The totals a document states of itself: 8 大类、28 大项、127 小项."""

    chapters: int | None = None
    groups: int | None = None
    tasks: int | None = None
    indicators: int | None = None


@dataclass(frozen=True, slots=True)
class OutlineItem:
    level: int  # counted from 1
    label: str  # "一、", "（一）", "" for a theme sentence without a number
    title: str
    source: Place | None = None
    targets: tuple[Target, ...] = ()


@dataclass(frozen=True, slots=True)
class OfficialDocument:
    """公文: one official document, notice and annex together, and all that was read in it."""

    kind: Kind
    title: str
    number: str | None = None
    issuer: str | None = None
    issued_on: date | None = None
    recipients: tuple[str, ...] = ()
    copied_to: tuple[str, ...] = ()
    disclosure: str | None = None
    occurrences: int = 1
    rules: NoticeRules = field(default_factory=NoticeRules)
    declared_counts: DeclaredCounts | None = None
    tasks: tuple[TaskDraft, ...] = ()
    indicators: tuple[IndicatorDraft, ...] = ()
    stages: tuple[Stage, ...] = ()
    members: tuple[Member, ...] = ()
    appointments: tuple[Appointment, ...] = ()
    time_limits: tuple[TimeLimit, ...] = ()
    outline: tuple[OutlineItem, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    annex_title: str | None = None
    targets: tuple[Target, ...] = ()  # of a text that has no tasks yet (work report)
    source: Place | None = None
    group: GroupTerms | None = None  # of a document with a roster
    member: str | None = None  # the file's name inside an archive


@dataclass(frozen=True, slots=True)
class Understanding:
    """Everything understood of one file."""

    file: str
    media_type: str
    documents: tuple[OfficialDocument, ...]
