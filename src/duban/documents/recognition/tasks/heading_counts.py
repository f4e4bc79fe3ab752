"""Does a chapter hold as many tasks as its heading says? 一、产业发展（共3项） over two tasks.

In: the nodes of an outline and the tasks read.  Out: diagnostics "declared-count".
The number may count the tasks below the heading or the headings right under it. Totals of the whole document are
compared by `duban.documents.checks`, headings in tables by `recognition.tables`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from duban.documents.model import Diagnostic, TaskDraft
from duban.documents.recognition.notices.declared_counts import group_counts, without_count
from duban.documents.structure.outline import Node


def miscounted_headings(nodes: Sequence[Node], tasks: Sequence[TaskDraft]) -> list[Diagnostic]:
    """The headings whose number is neither that of their tasks nor that of their groups."""
    counted = Counter(heading for task in tasks for heading in set(task.path))
    return list(_doubts(nodes, counted))


def _doubts(nodes: Sequence[Node], counted: Counter[str]) -> Iterator[Diagnostic]:
    for node in nodes:
        stated = group_counts(node.title)
        heading = node.label_text + without_count(node.title)
        read = counted[heading] or counted[node.heading]
        if stated is not None and read and stated not in (read, len(node.children)):
            message = f"“{heading}”写明共{stated}项，读出{read}项任务，请核对。"
            yield Diagnostic("warning", "declared-count", message, node.title_place)
        yield from _doubts(node.children, counted)
