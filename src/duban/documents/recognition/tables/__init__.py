"""Tasks in tables: 序号 | 重点任务 | 工作措施 | 责任领导 | 牵头单位 | 责任单位 | 完成时限, in any order and wording.

In: grids of `duban.documents.structure.tables`.  Out: `TableReading`: tasks, their outline, and doubts.
`cards` makes one table of task cards, `columns` gives each column its role, `rows` gathers rows into tasks,
`headings` keeps the path, `tasks` makes drafts.
Indicator tables, rosters and stage tables are read elsewhere; `has_tasks` tells.
"""

from __future__ import annotations

from duban.documents.recognition.tables.cards import unfolded
from duban.documents.recognition.tables.reading import TableReading, has_tasks, read_task_tables

__all__ = ["TableReading", "has_tasks", "read_task_tables", "unfolded"]
