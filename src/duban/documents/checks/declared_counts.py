"""Does the document hold as many chapters, groups, tasks and indicators as it says of itself?

In: one `OfficialDocument`.  Out: diagnostics "declared-count": “全文称127项，读出126项”.
"""

from __future__ import annotations

from duban.documents.model import Diagnostic, OfficialDocument


def declared_counts(document: OfficialDocument) -> list[Diagnostic]:
    """Totals stated in the text against what was read."""
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
