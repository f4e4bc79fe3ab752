"""The 2026 plan of 青泽市 as data: what every work-plan-2026.* is made from, and what its reading is held to.

In: plan_2026.json.  Out: its fields by name, and the rows of its table in order.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PLAN: dict[str, Any] = json.loads(Path(__file__).with_name("plan_2026.json").read_text(encoding="utf-8"))
STEM = "work-plan-2026"


@dataclass(frozen=True)
class Chapter:
    """A row over the whole width: 一、着力扩大有效需求，巩固经济回升向好势头（共3大项）."""

    title: str


@dataclass(frozen=True)
class Row:
    """A task; `group` is the text of the merged cell on its left, on the group's first row."""

    task: dict[str, Any]
    group: str | None
    height: int  # how many rows the group's cell covers


def rows() -> Iterator[Chapter | Row]:
    """The rows below the header, as printed."""
    for chapter in PLAN["chapters"]:
        yield Chapter(chapter["title"])
        for group in chapter["groups"]:
            for index, task in enumerate(group["tasks"]):
                yield Row(task, None if index else group["title"], len(group["tasks"]))


def squares(task: dict[str, Any], between: str) -> list[str]:
    """The cells of a task from 序号 on; several leaders or lead units are parted by `between`."""
    return [
        task["number"],
        task["text"],
        task["measures"],
        between.join(task["leaders"]),
        between.join(task["lead"]),
        task["support_printed"],
        task["deadline_text"],
    ]
