"""Indicators that stand in a table: one a row, with parts under 其中：.

In: `Grid`s.  Out: `IndicatorDraft`s with field, baseline, targets by year, nature and units.
Reads "健康水平 | 2 | 孕产妇死亡率 | /10万 | 8.76 | <8 | 预期性", "其中：…", "[15]", "增长30%", "持续提升".
What heads the columns says `columns`; pages are joined by `structure.tables`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from duban.documents.blocks import Block, Table
from duban.documents.model import Baseline, Diagnostic, IndicatorDraft, IndicatorFigure, IndicatorTarget, IndicatorTask
from duban.documents.recognition.indicators.cells import bound_for, cell_targets, cell_text, is_blank, unbound
from duban.documents.recognition.indicators.columns import Columns, read_columns
from duban.documents.recognition.indicators.direction import changes, read_direction
from duban.documents.recognition.indicators.kinds import Column, Values
from duban.documents.recognition.indicators.names import nature_of, split_name
from duban.documents.recognition.indicators.reading import IndicatorReading, doubts, without_units
from duban.documents.recognition.indicators.rows import Entry, read_rows
from duban.documents.recognition.indicators.value_columns import base_of
from duban.documents.recognition.responsibility import Field, Responsibility, RoleRules, combine
from duban.documents.recognition.targets import read_value
from duban.documents.structure.tables import Grid, GridRow, join_grids


def has_indicator_table(grid: Grid) -> bool:
    """Does every row of the table set a value for something measured?"""
    return read_columns(grid) is not None and bool(grid.rows)


def read_tables(blocks: Sequence[Block], *, rules: RoleRules, year: int | None) -> IndicatorReading:
    """The indicators of all indicator tables among `blocks`."""
    drafts: list[IndicatorDraft] = []
    diagnostics: list[Diagnostic] = []
    tables = [block for block in blocks if isinstance(block, Table)]
    for grid, columns in _continued(join_grids(tables), year):
        diagnostics += _left_out(grid, columns)
        for entry in read_rows(grid.rows, columns):
            draft, said = _draft(entry, columns, rules, year, unit=_unit_before(entry, drafts))
            drafts.append(draft)
            diagnostics += said
    return IndicatorReading(tuple(drafts), (*diagnostics, *without_units(drafts)), rules)


def _unit_before(entry: Entry, drafts: Sequence[IndicatorDraft]) -> str:
    """The unit that a part without one takes over."""
    return drafts[-1].measurement_unit if drafts and entry.part == "其中" else ""


def _left_out(grid: Grid, columns: Columns) -> list[Diagnostic]:
    """Says which columns were left out: those of counties, and targets for a part of a year."""
    reasons = ((columns.places, "分解到各地的数值"), (columns.parts_of_years, "年内分期的数值"))
    return [
        Diagnostic("info", "unplaced-text", f"表中“{'、'.join(names)}”各栏是{what}，未录入。", grid.place)
        for names, what in reasons
        if names
    ]


def _continued(grids: Sequence[Grid], year: int | None) -> Iterator[tuple[Grid, Columns]]:
    """Indicator tables; one that goes on under the same header after some text is one with the former."""
    waiting: tuple[Grid, Columns] | None = None
    for grid in grids:
        columns = read_columns(grid, year=year)
        if columns is None:
            continue
        if waiting and waiting[0].header == grid.header and _goes_on(grid.rows, columns):
            first = waiting[0]
            waiting = Grid(first.header, first.rows + grid.rows, first.place, first.caption), columns
            continue
        if waiting:
            yield waiting
        waiting = grid, columns
    if waiting:
        yield waiting


def _goes_on(rows: Sequence[GridRow], columns: Columns) -> bool:
    numbers = [row.text(columns.number).strip() for row in rows if columns.number is not None]
    return next((number for number in numbers if number), "1") not in ("1", "1.", "1、", "01")


def _draft(
    entry: Entry, columns: Columns, rules: RoleRules, year: int | None, *, unit: str
) -> tuple[IndicatorDraft, list[Diagnostic]]:
    """`unit`: of the whole that a part without a unit of its own belongs to."""
    name, in_name, nature = split_name(entry.name)
    row = entry.row
    unit = cell_text(row, columns.unit) or in_name or unit or _unit_of_values(row, columns)
    given = [values for values in columns.of(Column.BASELINE) if not is_blank(row.text(values.column))]
    base = base_of(given, columns.of(Column.TARGET))
    baseline = _baseline(row, base, unit)
    printed = tuple(target for values in columns.values for target in cell_targets(row, values, unit))
    direction, doubt = read_direction(name, baseline, [unbound(target) for target in printed], unit=unit)
    units = _units(row, columns, rules, year)
    if not (units.lead or units.implement or units.support) and entry.whole is not None:
        units = _units(entry.whole, columns, rules, year)
    draft = IndicatorDraft(
        number=entry.number,
        name=name,
        part=entry.part,
        field=entry.field,
        measurement_unit=unit,
        direction=direction,
        nature=nature_of(cell_text(row, columns.nature)) or nature,
        baseline=baseline,
        targets=tuple(_evaluated(bound_for(target, direction), row, columns) for target in printed),
        lead=units.lead or units.implement,
        tasks=_tasks(row, columns),
        source=entry.place,
        support=units.support + (units.implement if units.lead else ()),
        parent=split_name(entry.parent)[0],
        figures=tuple(_figure(row, values, unit) for values in given if _is_figure(values, base, columns)),
        weight=_weight(row, columns),
    )
    return draft, doubts(draft, doubt, undivided=units.undivided)


def _unit_of_values(row: GridRow, columns: Columns) -> str:
    """90%以上 in a table that names no units."""
    kinds = (Column.BASELINE, Column.TARGET)
    texts = [cell_text(row, values.column) for values in columns.values if values.kind in kinds]
    levels = [text for text in texts if text and not changes(text)]
    return next((unit for text in levels if (unit := read_value(text).unit)), "")


def _baseline(row: GridRow, base: Values | None, unit: str) -> Baseline | None:
    if base is None:
        return None
    text = cell_text(row, base.column)
    return Baseline(base.year, read_value(text, measurement_unit=unit).value, text)


def _is_figure(values: Values, base: Values | None, columns: Columns) -> bool:
    """A measured value beside the baseline; the baseline too when a target was set for its year."""
    goals = {one.year for one in columns.of(Column.TARGET)}
    return values.measured and (values is not base or values.year in goals)


def _figure(row: GridRow, values: Values, unit: str) -> IndicatorFigure:
    text = cell_text(row, values.column)
    return IndicatorFigure(values.year, values.month, read_value(text, measurement_unit=unit).value, text)


def _evaluated(target: IndicatorTarget, row: GridRow, columns: Columns) -> IndicatorTarget:
    """The target with the 评价值 that its year plans."""
    texts = [cell_text(row, one.column) for one in columns.of(Column.EVALUATION) if one.year == target.year]
    planned = next((read_value(text).value for text in texts if text), None)
    return replace(target, evaluation=planned)


def _weight(row: GridRow, columns: Columns) -> Decimal | None:
    """Of the row the weight begins in: one merged over parts is the whole's."""
    text = cell_text(row, columns.weight)
    begins = columns.weight is not None and row.begins(columns.weight)
    return read_value(text).value if text and begins else None


def _units(row: GridRow, columns: Columns, rules: RoleRules, year: int | None) -> Responsibility:
    said = {
        field: row.text(column)
        for field, column in (
            (Field.lead, columns.lead),
            (Field.responsible, columns.responsible),
            (Field.support, columns.support),
        )
        if column is not None and not is_blank(row.text(column))
    }
    return combine(said, rules=rules, year=year) if said else Responsibility()


def _tasks(row: GridRow, columns: Columns) -> tuple[IndicatorTask, ...]:
    text = cell_text(row, columns.tasks)
    cell = row.cells[columns.tasks] if columns.tasks is not None else None
    return (IndicatorTask(text, source=cell.place),) if cell and text else ()
