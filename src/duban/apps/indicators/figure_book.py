"""The entry workbook of a set: out with what is there, and back in, compared figure by figure before anything changes.

In: rows of the grid; an uploaded file.  Out: a `FiguresTable`; `Change`s and problems, cell by cell.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from duban.apps.indicators import entering
from duban.apps.indicators.entering import Entry
from duban.apps.indicators.models import IndicatorSet, Observation
from duban.apps.indicators.queries import entry_grid
from duban.apps.indicators.queries.entry_grid import Row, Sheet
from duban.documents.figures import FigureProblem, FigureRow, FiguresTable, FilledRow, FilledTable
from duban.rulebook.actors import Actor
from duban.rulebook.figures import plain
from duban.rulebook.indicators import ObservationStatus
from duban.rulebook.observations import period_words
from duban.rulebook.refusals import Conflict, Invalid

_TABLE = re.compile(r"^s(\d{1,18})-y(\d{4})$")
_ROW = re.compile(r"^i(\d{1,18})-j(\d{1,18})-m(\d{1,2})-o(\d{1,18})$")
_COLUMNS = {"value": "数值", "numerator": "分子", "denominator": "分母", "source": "数据来源", "month": "截至月份"}
_ASKED_LATER = "待写明"  # the reason is asked once for the whole file, after it was compared


def table_of(sheet: Sheet, rows: Sequence[Row]) -> FiguresTable:
    of = sheet.indicator_set
    period = period_words(sheet.year, sheet.month)
    broken_down = any(not row.is_own for row in rows)
    return FiguresTable(
        key=f"s{of.pk}-y{sheet.year}",
        title=f"{of}{sheet.year}年指标数",
        subtitle=f"截至{period}，共 {len(rows)} 行",
        year=sheet.year,
        rows=tuple(_line(row, broken_down) for row in rows),
        sources=tuple(dict.fromkeys(row.source for row in rows if row.source))[:50],
    )


def _line(row: Row, broken_down: bool) -> FigureRow:
    now, indicator = row.current, row.indicator
    parent = f"{indicator.parent}：" if indicator.parent else ""
    return FigureRow(
        key=f"i{indicator.pk}-j{row.place.pk}-m{row.month}-o{now.pk if now else 0}",
        name=f"{parent}{indicator.name}",
        number=f"{indicator.number}{indicator.part}",
        field=str(indicator.field or ""),
        unit=indicator.unit,
        target=row.goal,
        place=row.place.name if broken_down else "",
        month=row.month,
        value=now.value if now else None,
        numerator=now.numerator if now else None,
        denominator=now.denominator if now else None,
        source=row.source,
        note=now.note if now else "",
        by_rate=row.is_rate,
        locked=row.locked,
    )


@dataclass(slots=True)
class Change:
    """What becomes of one figure. `is_overtaken`: somebody entered another one since the workbook was taken out."""

    row: Row
    entry: Entry
    before: Observation | None
    after: Observation
    is_overtaken: bool = False

    @property
    def doubts(self) -> list[str]:
        return self.row.doubts(self.after)

    @property
    def is_correction(self) -> bool:
        """Whether another figure than the one there: then a reason is asked."""
        parts = ("value", "numerator", "denominator")
        return self.before is not None and any(getattr(self.before, one) != getattr(self.after, one) for one in parts)

    @property
    def words(self) -> str:
        """What the comparison said of it, to know it again."""
        after = self.after
        said = (after.numerator, after.denominator, after.source, after.note)
        return f"{self.entry.cell}:{self.entry.status}:{self.before and self.before.pk}>{plain(after.value)}:{said}"


@dataclass(slots=True)
class Comparison:
    changes: list[Change] = field(default_factory=list)
    problems: list[FigureProblem] = field(default_factory=list)

    @property
    def asks_reason(self) -> bool:
        return any(one.is_correction for one in self.changes)


def year_of(of: IndicatorSet, filled: FilledTable) -> int:
    """The year the workbook is of; refused when it is of another set."""
    found = _TABLE.match(filled.key)
    if found is None:
        raise Invalid("认不出是哪一份指标数表；请重新导出，填好再导回", "file")
    if int(found[1]) != of.pk:
        raise Invalid("这是另一个指标体系的表，请在那里导入", "file")
    return int(found[2])


def compared(
    of: IndicatorSet, filled: FilledTable, status: ObservationStatus, *, at: datetime, by: Actor
) -> Comparison:
    """Row by row what the file would change, and what cannot be taken; its queries grow with the months in it."""
    year, found = year_of(of, filled), Comparison(problems=list(filled.problems))
    asked = [(one, key) for one in filled.rows if not one.is_blank and (key := _key(one, found))]
    months = {one.month or int(key[3]) for one, key in asked}
    sheets = {month: Sheet(of, year, month, status) for month in sorted(months)}
    rows = {(month, row.key): row for month, sheet in sheets.items() for row in entry_grid.rows_of(sheet, by)}
    older = Observation.objects.in_bulk({int(key[4]) for _, key in asked})
    entries = []
    for one, key in asked:
        month = one.month or int(key[3])
        row = rows.get((month, f"f{key[1]}-{key[2]}"))
        if row is None:
            _fault(found, one, "", "不是由您填报的指标")
        elif row.locked:
            _fault(found, one, "", f"{row.locked}，在报送里更正")
        elif not _is_untouched(one, row, key, older):
            entries.append((one, row, _entry(one, row, year, month), row.is_overtaken(int(key[4]), int(key[3]))))
    _prepare(found, entries, at, by)
    return found


def _key(one: FilledRow, found: Comparison) -> re.Match[str] | None:
    key = _ROW.match(one.key)
    if key is None:
        _fault(found, one, "", "认不出是哪一项指标；请重新导出，不要新增行")
    return key


def _is_untouched(one: FilledRow, row: Row, key: re.Match[str], older: Mapping[int, Observation]) -> bool:
    """Whether the file has what was there when it was taken out, which somebody changed since."""
    then = older.get(int(key[4]))
    if then is None or then == row.current or (one.month or int(key[3])) != int(key[3]):
        return False
    now = (one.numerator, one.denominator) if row.is_rate else (one.value,)
    return now == ((then.numerator, then.denominator) if row.is_rate else (then.value,))


def _entry(one: FilledRow, row: Row, year: int, month: int) -> Entry:
    return Entry(
        indicator=row.indicator,
        place=row.place,
        year=year,
        month=month,
        status=row.status,
        value=None if row.is_rate else one.value,
        numerator=one.numerator,
        denominator=one.denominator,
        source=one.source or row.source,
        note=one.note,
        reason=_ASKED_LATER,
        seen=row.current.pk if row.current else 0,
    )


def _prepare(found: Comparison, entries: Sequence[tuple[FilledRow, Row, Entry, bool]], at: datetime, by: Actor) -> None:
    """What would be written, by the rules of entering one."""
    indicators = {row.indicator.pk: row.indicator for _, row, _, _ in entries}
    ground = entering.ground_of([entry for _, _, entry, _ in entries], indicators, at, by)
    for one, row, entry, is_overtaken in entries:
        try:
            done = entering.prepared(entry, ground)
        except (Invalid, Conflict) as refusal:
            _fault(found, one, getattr(refusal, "field", ""), str(refusal))
            continue
        if done.is_new and done.observation is not None:
            found.changes.append(Change(row, entry, done.replaced, done.observation, is_overtaken))


def _fault(found: Comparison, one: FilledRow, name: str, reason: str) -> None:
    found.problems.append(FigureProblem(one.line, _COLUMNS.get(name, ""), "", reason, f"{one.place}{one.name}"[:60]))
