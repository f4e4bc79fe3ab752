"""Does the document hold as many chapters, groups, tasks and indicators as it says of itself?

In: one `OfficialDocument`.  Out: diagnostics "declared-count": “全文称127项，读出126项”.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import islice

from duban.documents.model import Diagnostic, OfficialDocument, OutlineItem
from duban.documents.recognition.declared_counts import group_counts


def declared_counts(document: OfficialDocument) -> list[Diagnostic]:
    """Totals stated in the text against what was read."""
    return [*_of_document(document), *_of_headings(document)]


def _of_headings(document: OfficialDocument) -> list[Diagnostic]:
    """一、…（共3项） against the tasks, or the headings, right under it."""
    found: list[Diagnostic] = []
    counted = Counter(heading for task in document.tasks for heading in set(task.path))
    for index, item in enumerate(document.outline):
        stated = group_counts(item.title)
        if stated is None:
            continue
        heading = item.label + item.title
        tasks = counted[heading]
        if tasks and stated not in (tasks, _right_below(document.outline, index)):
            message = f"“{heading}”写明{stated}项，读出{tasks}项任务，请核对。"
            found.append(Diagnostic("warning", "declared-count", message, item.source))
    return found


def _right_below(outline: Sequence[OutlineItem], index: int) -> int:
    """How many headings stand one level under the one at `index`."""
    level = outline[index].level
    count = 0
    for item in islice(outline, index + 1, None):
        if item.level <= level:
            break
        count += item.level == level + 1
    return count


def _of_document(document: OfficialDocument) -> list[Diagnostic]:
    declared = document.declared_counts
    if declared is None:
        return []
    chapters = {task.path[0] for task in document.tasks if task.path}
    groups = {task.path[:2] for task in document.tasks if len(task.path) > 1}
    indicators = {indicator.number for indicator in document.indicators}
    pairs = [
        ("大类", declared.chapters, len(chapters)),
        ("大项", declared.groups, len(groups)),
        ("项任务", declared.tasks, len(document.tasks)),
        ("项指标", declared.indicators, len(indicators)),
    ]
    return [
        Diagnostic("warning", "declared-count", f"文中称共{stated}{what}，读出{read}{what}，请核对。", document.source)
        for what, stated, read in pairs
        if stated is not None and read and stated != read
    ]
