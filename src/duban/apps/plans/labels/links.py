"""What the events of links between tasks up and down the tree read like."""

from __future__ import annotations

# The words of the task below stand in no event: its parent's history is read by every place the parent was given to.
SENTENCES: dict[str, str] = {
    "task.linked": "{after[行政区]}把任务“{target}”落实到本级任务",
    "task.unlinked": "{before[行政区]}取消任务“{target}”与本级任务的关联",
}
