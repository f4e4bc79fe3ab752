"""One plan, made from data in every format, is read back as the data it was made from."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from duban.documents.model import Kind, OfficialDocument, TaskDraft
from duban.documents.pipeline import understand
from duban.documents.reading import read

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
PLAN = json.loads((SAMPLES / "making" / "plan_2026.json").read_text(encoding="utf-8"))
WITH_NOTICE = ["txt", "html", "docx", "pdf", "doc", "ofd"]
TABLE_ONLY = ["xlsx", "xls"]
FORMATS = WITH_NOTICE + TABLE_ONLY
COUNTED = re.compile(r"（共\d+大项）")
WHITE = re.compile(r"\s+")


@cache
def documents(form: str) -> tuple[OfficialDocument, ...]:
    path = SAMPLES / f"work-plan-2026.{form}"
    return understand(path.read_bytes(), path.name).documents


def document(form: str) -> OfficialDocument:
    (only,) = documents(form)
    return only


def printed() -> list[dict[str, Any]]:
    """The tasks of the data, each with the titles above it."""
    return [
        {
            "path": [COUNTED.sub("", chapter["title"]), group["title"]],
            **{name: value for name, value in task.items() if name != "support_printed"},
        }
        for chapter in PLAN["chapters"]
        for group in chapter["groups"]
        for task in group["tasks"]
    ]


def plain(task: TaskDraft) -> dict[str, Any]:
    def iso(day: Any) -> str | None:
        return day.isoformat() if day else None

    return {
        "path": list(task.path),
        "number": task.number,
        "text": task.text,
        "measures": task.measures,
        "leaders": list(task.leaders),
        "lead": list(task.lead),
        "support": list(task.support),
        "implement": list(task.implement),
        "deadline_text": task.deadline_text,
        "deadline": iso(task.deadline),
        "targets": [
            [t.measure, str(t.comparator), None if t.value is None else str(t.value), t.unit, t.text, iso(t.due)]
            for t in task.targets
        ],
    }


@pytest.mark.parametrize("form", FORMATS)
def test_the_tasks_are_those_of_the_data(form: str) -> None:
    assert [plain(task) for task in document(form).tasks] == printed()


def test_an_archive_holds_the_tasks_of_each_of_its_files() -> None:
    found = documents("zip")

    assert [one.member for one in found] == ["通知/分工方案.docx", "附表/任务分工表.xlsx"]
    assert [[plain(task) for task in one.tasks] for one in found] == [printed(), printed()]


@pytest.mark.parametrize("form", WITH_NOTICE)
def test_the_notice_is_that_of_the_data(form: str) -> None:
    found = document(form)

    assert found.kind is Kind.TASK_PLAN
    assert (found.title, found.annex_title) == (PLAN["title"], PLAN["annex_title"])
    assert (found.number, found.issuer) == (PLAN["number"], PLAN["issuer"])
    assert found.issued_on is not None
    assert found.issued_on.isoformat() == PLAN["issued_on"]
    assert list(found.recipients) == PLAN["recipients"]
    assert list(found.copied_to) == PLAN["copied_to"]
    assert found.disclosure == PLAN["disclosure"]
    assert found.occurrences == 1


@pytest.mark.parametrize("form", WITH_NOTICE)
def test_the_rules_are_those_of_the_data(form: str) -> None:
    found, rules = document(form), PLAN["rules"]

    assert found.rules.implementation_plans_due_on is not None
    assert found.rules.implementation_plans_due_on.isoformat() == rules["implementation_plans_due_on"]
    assert [day.isoformat() for day in found.rules.reporting_dates] == rules["reporting_dates"]
    assert found.rules.report_to == rules["report_to"]
    assert (found.rules.counts_in_appraisal, found.rules.interviews) == (True, True)
    counts = found.declared_counts
    assert counts is not None
    assert {name: getattr(counts, name) for name in PLAN["declared_counts"]} == PLAN["declared_counts"]


@pytest.mark.parametrize("form", TABLE_ONLY)
def test_a_workbook_has_the_title_of_the_annex(form: str) -> None:
    found = document(form)

    assert (found.kind, found.title) == (Kind.TASK_PLAN, PLAN["annex_title"])


@pytest.mark.parametrize("form", FORMATS)
def test_every_place_points_at_its_words(form: str) -> None:
    path = SAMPLES / f"work-plan-2026.{form}"
    (file,) = read(path.read_bytes(), path.name)
    text, wrong = file.text, []
    for task in document(form).tasks:
        assert task.source is not None
        if WHITE.sub("", task.text) not in WHITE.sub("", text[task.source.start : task.source.end]):
            wrong.append(task.number)
        wrong += [
            (task.number, name, text[place.start : place.end])
            for name, place in task.places
            if name == "leaders" and WHITE.sub("", text[place.start : place.end]) not in "".join(task.leaders)
        ]

    assert wrong == []


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_of_it_is_doubtful(form: str) -> None:
    assert [(doubt.code, doubt.message) for doubt in document(form).diagnostics] == []
