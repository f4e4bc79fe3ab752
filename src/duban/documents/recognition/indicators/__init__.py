"""Indicators (指标): what is measured, from which baseline, to which targets, by whom.

In: the blocks of one document.  Out: `IndicatorReading`.
Reads indicators written out one by one (指标任务攻坚行动) and tables (规划主要指标); the two may stand in one document.
"""

from __future__ import annotations

from collections.abc import Sequence

from duban.documents.blocks import Block
from duban.documents.recognition.indicators.prose import has_indicator_prose, read_prose
from duban.documents.recognition.indicators.reading import IndicatorReading
from duban.documents.recognition.indicators.table import has_indicator_table, read_tables
from duban.documents.recognition.responsibility import RoleRules

__all__ = ["IndicatorReading", "has_indicator_prose", "has_indicator_table", "read_indicators"]


def read_indicators(blocks: Sequence[Block], *, rules: RoleRules, year: int | None) -> IndicatorReading:
    """All indicators of a document, those written out before those in tables."""
    prose = read_prose(blocks, rules=rules, year=year)
    tables = read_tables(blocks, rules=prose.rules, year=year)
    return IndicatorReading(prose.indicators + tables.indicators, prose.diagnostics + tables.diagnostics, tables.rules)
