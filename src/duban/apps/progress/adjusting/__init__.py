"""调整: the four kinds of change to a task in force, each with how it is checked, done and told."""

from __future__ import annotations

from duban.apps.progress.adjusting import content, postponing, responsibility, terminating
from duban.apps.progress.adjusting.way import Way
from duban.rulebook.requests import AdjustmentKind

WAYS: dict[AdjustmentKind, Way] = {
    AdjustmentKind.POSTPONE: postponing.WAY,
    AdjustmentKind.CONTENT: content.WAY,
    AdjustmentKind.RESPONSIBILITY: responsibility.WAY,
    AdjustmentKind.TERMINATE: terminating.WAY,
}
