"""The task plans of the corpus: every task, leader, unit and text against the lines they stand in."""

from __future__ import annotations

import re
from datetime import date

import pytest

from corpus import corpus_document, corpus_text, understood
from duban.documents.model import Kind, OfficialDocument, TaskDraft

PROSE = [("000", None, 175, 11), ("001", "罗府办〔2023〕4号", 66, 9)]


def joined_lines(number: str, begin: str, end: str) -> list[str]:
    """The lines of a corpus text between two marks, each with the continuation a page break tore off."""
    text = corpus_text(number)
    start = text.index(begin)
    lines: list[str] = []
    for line in (line.strip() for line in text[start : text.index(end, start)].splitlines()):
        anew = re.match(r"\d+\s*[.．]|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\S{2,6}：", line)
        if line and lines and not anew:
            lines[-1] += line
        elif line:
            lines.append(line)
    return lines


def raw_tasks(lines: list[str]) -> list[dict[str, str]]:
    """Number, text, leaders and division of each task, cut by their marks alone."""
    tasks: list[dict[str, str]] = []
    for line in lines:
        if match := re.match(r"(\d+)\s*[.．]\s*(.+)", line):
            tasks.append({"number": match[1], "text": match[2]})
        elif match := re.match(r"(分管市领导|部门分工|工作措施)：\s*(.+)", line):
            tasks[-1][match[1]] = match[2]
    return tasks


def raw_of(number: str) -> list[dict[str, str]]:
    if number == "000":
        return raw_tasks(joined_lines("000", "\n1．", "\n云浮市人民政府关于印发"))
    return raw_tasks(joined_lines("001", "\n1. 地区生产总值", "\n罗定市人民政府办公室关于印发《"))


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.fixture(params=PROSE, ids=lambda case: case[0])
def prose_plan(request: pytest.FixtureRequest) -> tuple[OfficialDocument, list[dict[str, str]], int, int]:
    corpus, number, tasks, chapters = request.param
    return corpus_document(corpus, number), raw_of(corpus), tasks, chapters


def test_every_task_is_read_once_and_in_order(prose_plan) -> None:
    plan, raw, tasks, chapters = prose_plan
    assert plan.kind is Kind.TASK_PLAN
    assert [task.number for task in plan.tasks] == [str(number) for number in range(1, tasks + 1)]
    assert [task.number for task in plan.tasks] == [task["number"] for task in raw]
    assert len({task.path[0] for task in plan.tasks}) == chapters
    assert len([item for item in plan.outline if item.level == 1]) == chapters


def test_texts_and_measures_are_whole(prose_plan) -> None:
    plan, raw, _, _ = prose_plan
    for task, lines in zip(plan.tasks, raw, strict=True):
        assert squeezed(task.text) == squeezed(lines["text"])
        assert squeezed(task.measures) == squeezed(lines.get("工作措施", ""))


def test_leaders_are_those_of_the_line(prose_plan) -> None:
    plan, raw, _, _ = prose_plan
    for task, lines in zip(plan.tasks, raw, strict=True):
        assert "、".join(task.leaders) == lines["分管市领导"]


def test_units_are_those_of_the_line_in_their_roles(prose_plan) -> None:
    plan, raw, _, _ = prose_plan
    for task, lines in zip(plan.tasks, raw, strict=True):
        division = squeezed(lines["部门分工"])
        before_lead, _, behind = division.partition("牵头")
        assert task.lead
        assert all(name in before_lead for name in task.lead), task.number
        assert len(task.lead) == len(re.split(r"[、，]", re.sub(r"（[^）]*）", "", before_lead)))
        for name in (*task.implement, *task.support):
            assert name in behind or name.removesuffix("街道") in behind, (task.number, name)
        given = [name for name in re.split(r"[、，；]", re.sub(r"（[^）]*）", "", behind).strip("，；。")) if name]
        assert len(task.implement) + len(task.support) >= len(given), task.number
        roles = re.sub(r"（[^）]*）", "", behind).strip("，；。")
        assert bool(task.implement) == ("负责" in roles), task.number
        assert bool(task.support) == ("配合" in roles), task.number


def test_the_source_of_a_task_is_the_span_it_was_read_from() -> None:
    text = corpus_text("000")
    for task in corpus_document("000").tasks:
        assert task.source is not None
        span = text[task.source.start : task.source.end]
        assert span.startswith(task.number)
        assert squeezed(task.text) in squeezed(span)
        assert task.lead[-1] in span


def test_the_notice_of_000() -> None:
    plan = corpus_document("000")
    assert plan.occurrences == 5
    assert plan.number == "云府〔2024〕6号"
    assert plan.issued_on == date(2024, 3, 1)
    assert plan.rules.implementation_plans_due_on == date(2024, 3, 11)
    dates = [(day.month, day.day) for day in plan.rules.reporting_dates]
    assert dates == [(4, 10), (7, 10), (10, 10), (11, 10), (12, 10)]
    assert plan.rules.report_to == "市政府督查室"
    assert plan.rules.counts_in_appraisal
    assert not plan.rules.interviews
    assert len(plan.recipients) == 3


def test_the_headline_targets_of_000_have_figures() -> None:
    plan = corpus_document("000")
    headline = [task for task in plan.tasks if task.path == (plan.tasks[0].path[0],)]
    assert len(headline) == 7
    assert all(task.targets for task in headline)
    assert [target.comparator.value for task in headline for target in task.targets][:2] == [">=", "="]


def test_the_rules_of_001() -> None:
    rules = corpus_document("001", "罗府办〔2023〕4号").rules
    assert [(day.year, day.month, day.day) for day in rules.reporting_dates] == [
        (2023, 4, 10), (2023, 7, 10), (2023, 10, 10), (2023, 12, 10),
    ]  # fmt: skip
    assert rules.interviews
    assert rules.counts_in_appraisal


def test_001_is_a_gazette_of_seven() -> None:
    kinds = [document.kind for document in understood("001").documents]
    assert kinds == [
        Kind.INDICATOR_TABLE, Kind.TASK_PLAN, Kind.MECHANISM, Kind.STAGE_PLAN, Kind.ROSTER, Kind.ROSTER,
        Kind.APPOINTMENTS,
    ]  # fmt: skip


def table_rows() -> list[list[str]]:
    rows = [line.split("\t") for line in corpus_text("002").splitlines() if line.count("\t") >= 4]
    return [row for row in rows if len(row) > 1 and row[1].strip().isdigit()]


def test_002_has_its_127_tasks_in_8_chapters_and_28_groups() -> None:
    plan = corpus_document("002")
    assert plan.kind is Kind.TASK_PLAN
    assert [task.number for task in plan.tasks] == [str(number) for number in range(1, 128)]
    assert len({task.path[0] for task in plan.tasks}) == 8
    assert len({task.path[:2] for task in plan.tasks}) == 28
    assert plan.declared_counts is not None
    assert (plan.declared_counts.chapters, plan.declared_counts.groups, plan.declared_counts.tasks) == (8, 28, 127)
    assert not [doubt for doubt in plan.diagnostics if doubt.code == "declared-count"]
    assert plan.disclosure == "主动公开"
    assert plan.copied_to


def test_002_rows_give_texts_leaders_and_units() -> None:
    for task, row in zip(corpus_document("002").tasks, table_rows(), strict=True):
        check_row(task, row)


def check_row(task: TaskDraft, row: list[str]) -> None:
    _, number, text, leaders, lead, support, *_ = [*row, "", ""]
    assert task.number == number.strip()
    assert squeezed(task.text) == squeezed(text)
    assert "".join(task.leaders) == squeezed(leaders)
    assert "".join(task.lead) == squeezed(lead)
    given = re.split(r"[、，]", squeezed(support))
    assert len(task.support) == len(given), task.number
    for name, printed in zip(task.support, given, strict=True):
        assert name.startswith(printed), task.number
        assert name == printed or name == f"{printed}镇政府" or name == f"{printed}政府"
