"""Read one cell of an indicator table: its words, and the targets its value sets.

In: a row and a column.  Out: tidied text; `IndicatorTarget`s.
Reads "<8", "[15]", "25左右", "增长30%", "力争每年降低0.5个百分点以上", "确保60%，力争65%"; "—" is nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from duban.documents.model import Comparator, Direction, IndicatorTarget
from duban.documents.recognition.indicators.kinds import Column, Values
from duban.documents.recognition.targets import read_value
from duban.documents.structure.spacing import close_gaps
from duban.documents.structure.tables import GridRow

_BLANK = re.compile(r"[\s\-—–－―/／.…·\\]*|无|空|待定")
_LINES = re.compile(r"\s*\n\s*")
_LEVELS = re.compile(r"[，,；;、\s]*(?=确保|力争|保底|争取|冲刺)")
_STRIVE, _ENSURE = ("力争", "争取", "冲刺"), ("确保", "保底")
_LED = re.compile(r".*/|(?:19|20)\d\d年?度?")  # before the words of a heading that tell a level
_BOUND = re.compile(r"以上|不[低少小]于|超过|突破|至少|[≥>＞]")
_GROWS = re.compile(r"增速|增幅|增长")
_AGAINST = re.compile(r"[比较]上年|同比")
_TOLD = re.compile(r"年均|累计|增|降|减|\[|〔|【|平均")


def is_blank(text: str) -> bool:
    """Nothing, or a dash in its place."""
    return bool(_BLANK.fullmatch(text.strip()))


def cell_text(row: GridRow, column: int | None) -> str:
    """The cell's words on one line, gaps inside words closed; "" for a dash."""
    if column is None or is_blank(row.text(column)):
        return ""
    return close_gaps(_LINES.sub("", row.text(column)).strip())


def cell_targets(row: GridRow, values: Values, unit: str) -> Iterator[IndicatorTarget]:
    """What the row's cell in a column of targets demands; two levels give two."""
    text = cell_text(row, values.column)
    if values.kind not in (Column.TARGET, Column.GROWTH) or not text:
        return
    parts = [part for part in _LEVELS.split(text) if part]
    for part in parts if len(parts) > 1 and all(any(map(str.isdigit, part)) for part in parts) else [text]:
        figure = read_value(part, measurement_unit=unit)
        level = _level(part) or _level(_LED.sub("", values.heading))
        if level == "strive" and figure.comparator is Comparator.EQUAL:
            figure = replace(figure, comparator=Comparator.AT_LEAST)
        told = part if _TOLD.search(part) else _pace(values) + part
        yield IndicatorTarget(values.year, figure.comparator, figure.value, told, level, figure.value_to)


def _level(text: str) -> str | None:
    """Of 力争65%, and of 力争 or 力争目标 heading the column."""
    return "strive" if text.startswith(_STRIVE) else "ensure" if text.startswith(_ENSURE) else None


def unbound(target: IndicatorTarget) -> IndicatorTarget:
    """力争65% without the bound that its striving gives: it tells no direction."""
    return replace(target, comparator=Comparator.EQUAL) if _strives_only(target) else target


def bound_for(target: IndicatorTarget, direction: Direction | None) -> IndicatorTarget:
    """力争80 of something that shall fall is at most 80."""
    falls = direction is Direction.LOWER_IS_BETTER and _strives_only(target)
    return replace(target, comparator=Comparator.AT_MOST) if falls else target


def _strives_only(target: IndicatorTarget) -> bool:
    bound = target.level == "strive" and target.comparator is Comparator.AT_LEAST
    return bound and not _BOUND.search(target.text)


def _pace(values: Values) -> str:
    """年均增长 of a column that gives a pace, so that its 6.5 is not taken for the value itself."""
    grows = "增长" if _GROWS.search(values.heading) else ""
    if values.kind is not Column.GROWTH:
        return grows
    if _AGAINST.search(values.heading):
        return "比上年增长"
    return f"年均{grows}" if "均" in values.heading else "累计"
