"""Tasks written as prose: which numbered items are tasks, and what a clerk would enter for each.

`read_tasks(outline, …)` is the whole of it; tables of tasks are `duban.documents.recognition.tables`.
"""

from duban.documents.recognition.tasks.prose import TaskReading, read_tasks

__all__ = ["TaskReading", "read_tasks"]
