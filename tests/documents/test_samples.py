"""Every sample is understood: what it is, how much of everything it holds, and the doubts that belong to it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from duban.documents.model import Kind, OfficialDocument
from duban.documents.pipeline import understand

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
DIRECTORY = "directory.xlsx"  # no document: the workbook of units and people that the demo imports
LARGEST = 3_000_000  # bytes, all samples together
PARTS = ("tasks", "indicators", "stages", "members", "appointments", "time_limits")


@dataclass(frozen=True)
class Expected:
    kind: Kind
    number: str | None
    issued_on: date | None
    holds: dict[str, int]
    doubts: dict[str, int] = field(default_factory=dict)


EXPECTED = {
    "work-plan-2025.txt": [Expected(Kind.TASK_PLAN, "青府〔2025〕4号", date(2025, 2, 12), {"tasks": 36})],
    "report-division.txt": [
        Expected(Kind.TASK_PLAN, "临政办发〔2026〕3号", date(2026, 2, 25), {"tasks": 14}, {"roles-undivided": 4})
    ],
    "key-projects.html": [Expected(Kind.TASK_PLAN, None, None, {"tasks": 10})],
    "indicator-campaign.txt": [Expected(Kind.INDICATOR_PLAN, "云府〔2026〕9号", date(2026, 3, 6), {"indicators": 8})],
    "indicator-progress.xlsx": [Expected(Kind.INDICATOR_TABLE, None, None, {"indicators": 8})],
    "indicator-progress.xls": [Expected(Kind.INDICATOR_TABLE, None, None, {"indicators": 8})],
    "health-plan.docx": [Expected(Kind.INDICATOR_TABLE, "临府〔2026〕12号", date(2026, 4, 15), {"indicators": 21})],
    "work-report.txt": [Expected(Kind.WORK_REPORT, None, date(2026, 1, 20), {})],
    "gazette.txt": [
        Expected(Kind.TASK_PLAN, "青府〔2026〕8号", date(2026, 3, 9), {"tasks": 6}, {"roles-undivided": 2}),
        Expected(Kind.ROSTER, "青府办函〔2026〕6号", date(2026, 3, 16), {"members": 9}),
        Expected(Kind.APPOINTMENTS, "青府人〔2026〕1号", date(2026, 3, 20), {"appointments": 3}),
    ],
    "fire-remediation.txt": [
        Expected(Kind.STAGE_PLAN, "海政办〔2026〕11号", date(2026, 3, 18), {"tasks": 4, "stages": 4})
    ],
    "leading-group.docx": [Expected(Kind.ROSTER, "青府办函〔2026〕21号", date(2026, 3, 2), {"members": 14})],
    "appointments.txt": [Expected(Kind.APPOINTMENTS, "青府人〔2026〕2号", date(2026, 3, 30), {"appointments": 7})],
    "approval-mechanism.txt": [Expected(Kind.MECHANISM, "云府办〔2026〕15号", date(2026, 4, 2), {"time_limits": 7})],
}


@cache
def documents(name: str) -> tuple[OfficialDocument, ...]:
    return understand((SAMPLES / name).read_bytes(), name).documents


def document(name: str) -> OfficialDocument:
    (only,) = documents(name)
    return only


def test_every_sample_is_expected_here_or_made_from_the_plan() -> None:
    names = {path.name for path in SAMPLES.iterdir() if path.is_file() and path.suffix != ".md"}

    assert {name for name in names if not name.startswith("work-plan-2026.")} == {*EXPECTED, DIRECTORY}


def test_all_samples_together_stay_small() -> None:
    assert sum(path.stat().st_size for path in SAMPLES.rglob("*") if path.is_file()) < LARGEST


@pytest.mark.parametrize("name", EXPECTED)
def test_a_sample_is_understood(name: str) -> None:
    found = [
        Expected(
            one.kind,
            one.number,
            one.issued_on,
            {part: len(getattr(one, part)) for part in PARTS if getattr(one, part)},
            dict(Counter(doubt.code for doubt in one.diagnostics)),
        )
        for one in documents(name)
    ]

    assert found == EXPECTED[name]


def test_last_years_plan_shares_its_tasks_with_this_years() -> None:
    last, this = document("work-plan-2025.txt"), document("work-plan-2026.txt")
    measured = {target.measure for task in last.tasks for target in task.targets}
    continued = [task for task in this.tasks if measured & {target.measure for target in task.targets}]

    assert len(continued) >= 25
    assert {leader for task in last.tasks for leader in task.leaders} == {
        leader for task in this.tasks for leader in task.leaders
    }
    assert all(task.lead and task.leaders and task.measures for task in last.tasks)
    assert last.rules.reporting_dates[:3] == (date(2025, 4, 10), date(2025, 7, 10), date(2025, 10, 10))
    assert (last.disclosure, last.copied_to) == ("主动公开", ("市委办公室", "市人大常委会办公室", "市政协办公室"))


def test_shared_suffixes_and_brackets_name_whole_units() -> None:
    tasks = {task.number: task for task in document("report-division.txt").tasks}

    assert tasks["三"].lead == ("县工业和信息化局", "县农业农村局")
    assert tasks["三"].support[-2:] == ("临川产业园管委会", "各乡镇人民政府")
    assert tasks["十二"].deadline == date(2026, 8, 31)
    assert document("key-projects.html").tasks[0].support[-2:] == ("白石镇政府", "石桥镇政府")


def test_a_merged_cell_holds_for_all_its_rows() -> None:
    tasks = document("key-projects.html").tasks

    assert [task.leaders for task in tasks[:4]] == [("沈越",), ("韩澍",), ("韩澍",), ("温言",)]
    assert [task.deadline for task in tasks[:3]] == [date(2026, 11, 30), date(2026, 11, 30), date(2026, 10, 31)]
    assert document("key-projects.html").rules.monthly_reporting_day == 25


def test_indicators_have_their_goals() -> None:
    growth, *_, energy = document("indicator-campaign.txt").indicators

    assert [(str(goal.value), goal.level) for goal in growth.targets] == [("7.5", "ensure"), ("8", "strive")]
    assert growth.baseline is not None
    assert (growth.baseline.year, str(growth.baseline.value)) == (2025, "6.1")
    assert energy.targets[0].value is None
    assert sum(len(indicator.tasks) for indicator in document("indicator-campaign.txt").indicators) >= 10


def test_the_progress_table_is_of_the_campaigns_indicators() -> None:
    campaign = {one.number + one.part: one for one in document("indicator-campaign.txt").indicators}
    table = {one.number + one.part: one for one in document("indicator-progress.xlsx").indicators}

    assert {key: (one.name, one.lead) for key, one in table.items()} == {
        key: (one.name, one.lead) for key, one in campaign.items()
    }
    assert [(one.field, {goal.year for goal in one.targets}) for one in table.values()] == [
        (one.field, {2026, 2027, 2028}) for one in campaign.values()
    ]
    for key, one in list(table.items())[:-1]:  # the last is set in words
        first = {(goal.value, goal.level) for goal in one.targets if goal.year == 2026}
        assert first == {(goal.value, goal.level) for goal in campaign[key].targets if goal.year == 2026}, key


def test_planned_attainment_is_no_target() -> None:
    for name in ("indicator-progress.xlsx", "indicator-progress.xls"):
        growth, research, *_, energy = document(name).indicators

        assert [str(goal.evaluation) for goal in growth.targets] == ["93.8", "93.8", "100", "100"]
        assert [(goal.year, str(goal.value), str(goal.evaluation)) for goal in research.targets] == [
            (2026, "1.9", "82.6"), (2027, "2.1", "91.3"), (2028, "2.3", "100"),
        ]  # fmt: skip
        assert [(goal.value, goal.evaluation) for goal in energy.targets] == [(None, None)] * 3


def test_the_table_of_a_five_year_plan_is_whole() -> None:
    indicators = document("health-plan.docx").indicators

    assert [one.number for one in indicators if not one.part] == [str(number) for number in range(1, 21)]
    assert [(one.part, one.name) for one in indicators if one.part] == [("其中", "县级医院")]
    assert sum(1 for one in indicators if one.nature == "binding") == 4
    assert {one.baseline.year for one in indicators if one.baseline} == {2025}


def test_a_report_promises_nothing_for_the_year_before() -> None:
    report = document("work-report.txt")

    assert len(report.targets) == 37
    assert "5.6" not in {str(target.value) for target in report.targets}
    assert not any(item.title.startswith("各位代表") for item in report.outline)


def test_people_have_their_roles_and_posts() -> None:
    group, staff = document("leading-group.docx").members, document("appointments.txt").appointments

    assert Counter(member.role for member in group) == {"组长": 1, "常务副组长": 1, "副组长": 3, "成员": 9}
    assert [(one.action, one.name) for one in staff if one.name == "周叙白"] == [
        ("appoint", "周叙白"),
        ("remove", "周叙白"),
    ]
    assert staff[4].name == "方舟"


def test_limits_are_days_and_hours() -> None:
    limits = document("approval-mechanism.txt").time_limits

    assert [(int(limit.amount), limit.unit) for limit in limits] == [
        (1, "working_day"),
        (2, "working_day"),
        (5, "working_day"),
        (3, "working_day"),
        (7, "working_day"),
        (24, "hour"),
        (3, "working_day"),
    ]


def test_stages_have_their_days() -> None:
    stages = document("fire-remediation.txt").stages

    assert [(stage.starts_on, stage.ends_on) for stage in stages[:2]] == [
        (date(2026, 3, 20), date(2026, 4, 10)),
        (date(2026, 4, 11), date(2026, 6, 30)),
    ]
