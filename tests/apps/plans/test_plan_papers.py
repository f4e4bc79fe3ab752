"""A plan written as the document it goes out as, read back: the same tasks."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cast import City
from duban.apps.dispatch.actions.letterheads import take_over_letterheads
from duban.apps.dispatch.models import Dispatch
from duban.apps.dispatch.texts import blocks_of
from duban.apps.plans.comparing.sides import Named, TaskSide
from duban.apps.plans.papers import paper_text, task_lines
from duban.documents.model import TaskDraft
from duban.documents.pipeline import understand
from duban.documents.writing.official.docx import write_docx
from duban.documents.writing.official.paper import Paper, Shape
from plan_cast import Plans

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
PLANS = ("report-division.txt", "work-plan-2025.txt", "work-plan-2026.docx")


def read(name: str, data: bytes) -> list[TaskDraft]:
    documents = understand(data, name).documents
    return [task for document in documents for task in document.tasks]


def as_side(task: TaskDraft) -> TaskSide:
    def named(words: tuple[str, ...]) -> tuple[Named, ...]:
        return tuple(Named(one) for one in words)

    roles = {"leader": task.leaders, "lead": task.lead, "implement": task.implement, "support": task.support}
    return TaskSide(
        key=0,
        path=task.path,
        number=task.number,
        text=task.text,
        measures=task.measures,
        targets=(),
        deadline=task.deadline,
        deadline_text=task.deadline_text,
        **{role: named(words) for role, words in roles.items()},
    )


def written(lines: list[str], year: int) -> bytes:
    paper = Paper(
        shape=Shape.DOCUMENT,
        mark="青泽市人民政府文件",
        title=f"青泽市人民政府关于印发{year}年重点任务分工方案的通知",
        number=f"青府〔{year}〕5号",
        recipients="各县（市、区）人民政府，市政府各部门",
        blocks=blocks_of("\n".join(lines)),
        signatory="青泽市人民政府",
        dated=date(year, 2, 9),
    )
    return write_docx(paper)


@pytest.mark.parametrize("name", PLANS)
def test_the_document_read_back_gives_the_same_tasks(name: str) -> None:
    tasks = read(name, (SAMPLES / name).read_bytes())

    lines = ["现将分工方案印发给你们。", *task_lines([as_side(task) for task in tasks])]
    again = read("again.docx", written(lines, 2025 if "2025" in name else 2026))

    assert len(again) == len(tasks) > 10
    for before, after in zip(tasks, again, strict=True):
        assert _told(after) == _told(before)


def _told(task: TaskDraft) -> dict[str, Any]:
    names = ("number", "text", "measures", "leaders", "lead", "implement", "support", "path", "deadline")
    return {name: getattr(task, name) for name in names}


def test_a_plan_is_written_in_chapters_with_who_does_what(plans: Plans) -> None:
    title, text, content = paper_text(plans.force)

    assert title == "关于印发《2026年市《政府工作报告》重点任务分工方案》的通知"
    assert text.splitlines()[1:5] == [
        "一、扩大有效投资",
        "1．新开工重点项目60个以上。",
        "分管领导：贺知远",
        "部门分工：青泽市发展和改革局牵头，各县（市、区）政府负责，青泽市财政局配合。",
    ]
    assert content == {}


def test_the_office_makes_a_draft_of_the_plan(city: City, plans: Plans) -> None:
    take_over_letterheads(unit=city.units["市政府办"], by=city.actor("office"))
    client = city.client("office")
    assert "生成公文稿" in client.get(f"/plans/{plans.force.pk}/").content.decode()

    first, second = (client.post(f"/plans/{plans.force.pk}/paper/") for _ in range(2))

    row = Dispatch.objects.get(kind="plan")
    assert (first.url, second.url) == (f"/dispatch/{row.pk}/edit/",) * 2
    assert "1．新开工重点项目60个以上。" in row.text
    assert city.client("liaison").post(f"/plans/{plans.force.pk}/paper/").status_code == 404
