"""The corpus through rules, stages, rosters, appointments, limits, copies and totals, by figures of its index."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from recognition_text import paragraphs, table

from duban.documents.recognition.limits.reading import read_time_limits
from duban.documents.recognition.notices.copies import read_copies, read_disclosure
from duban.documents.recognition.notices.declared_counts import read_declared_counts
from duban.documents.recognition.notices.recipients import is_recipients
from duban.documents.recognition.notices.rules import read_notice_rules
from duban.documents.recognition.people.appointments import read_appointments
from duban.documents.recognition.people.rosters import read_members
from duban.documents.recognition.stages.reading import read_stages

CORPUS = Path(os.environ.get("DUBAN_CORPUS", Path(__file__).parents[4] / "shared" / "corpus"))
if not CORPUS.is_dir():
    pytest.skip("the corpus is not here (DUBAN_CORPUS)", allow_module_level=True)


def text_of(number: str) -> str:
    return next(CORPUS.glob(f"{number}_*.txt")).read_text(encoding="utf-8")


def gazette(first: str, after: str = ""):
    """The paragraphs of one document of the gazette, from its number to that of the next."""
    text = text_of("001")
    start = text.rindex(first)
    return paragraphs(text[start : text.rindex(after) if after else len(text)])


MECHANISM = gazette("函〔2023〕16号", "函〔2023〕17号")
REMEDIATION = gazette("函〔2023〕17号", "函〔2023〕19号")
SEWAGE = gazette("函〔2023〕19号", "函〔2023〕21号")
QUALITY = gazette("函〔2023〕21号", "人事任免")
PERSONNEL = gazette("人事任免")


def test_the_city_plan_reports_on_five_days():
    rules = read_notice_rules(paragraphs(text_of("000")), year=2024)
    assert rules.implementation_plans_due_on == date(2024, 3, 11)
    assert rules.reporting_dates == tuple(date(2024, month, 10) for month in (4, 7, 10, 11, 12))
    assert (rules.report_to, rules.counts_in_appraisal, rules.interviews) == ("市政府督查室", True, False)


def test_the_gazettes_plan_reports_on_four_days_and_announces_interviews():
    rules = read_notice_rules(gazette("罗府办〔2023〕4号", "函〔2023〕16号"), year=2023)
    assert rules.reporting_dates == tuple(date(2023, month, 10) for month in (4, 7, 10, 12))
    assert (rules.implementation_plans_due_on, rules.report_to, rules.interviews) == (None, "市政府督查室", True)


def test_the_remediation_reports_monthly_in_four_stages():
    at = next(index for index, paragraph in enumerate(REMEDIATION) if paragraph.text.startswith("序号\t"))
    rows = table(*(tuple(paragraph.text.split("\t")) for paragraph in REMEDIATION[at:]))
    stages = read_stages([*REMEDIATION[:at], rows], year=2023)
    assert [(s.starts_on, s.ends_on) for s in stages] == [
        (date(2023, 2, 1), date(2023, 2, 28)),
        (date(2023, 3, 1), date(2023, 8, 31)),
        (date(2023, 9, 1), date(2023, 9, 30)),
        (date(2023, 10, 1), date(2023, 10, 31)),
    ]
    assert [len(s.work) for s in stages] == [3, 6, 3, 3]
    rules = read_notice_rules(REMEDIATION, year=2023)
    assert (rules.monthly_reporting_day, rules.report_to) == (23, "市领导小组办公室")


def test_the_campaign_goes_in_three_stages():
    stages = read_stages(paragraphs(text_of("003")), year=2018)
    assert [s.ends_on for s in stages] == [date(2018, 3, 31), date(2020, 6, 30), date(2020, 12, 31)]


@pytest.mark.parametrize(
    ("blocks", "sizes"),
    [
        (REMEDIATION, {"组长": 1, "副组长": 4}),
        (SEWAGE, {"组长": 1, "副组长": 2, "成员": 27}),
        (QUALITY, {"组长": 1, "副组长": 3, "成员": 33}),
    ],
)
def test_rosters_are_complete(blocks, sizes):
    members = read_members(blocks)
    assert {role: sum(member.role == role for member in members) for role in sizes} == sizes
    assert len({member.name for member in members}) == len(members) == sum(sizes.values())
    lines = [paragraph.text for paragraph in blocks]
    for member in members:
        assert any(line.replace(" ", "").endswith(member.name + member.post) for line in lines)


def test_three_are_appointed_and_one_is_removed():
    appointments = read_appointments(PERSONNEL)
    assert [one.action for one in appointments] == ["appoint"] * 3 + ["remove"]
    assert all(2 <= len(one.name) <= 3 and not one.post.endswith("职务") for one in appointments)


def test_the_mechanism_has_limits_and_most_have_an_owner():
    limits = read_time_limits(MECHANISM)
    assert [(int(limit.amount), limit.unit) for limit in limits[:8]] == [
        (3, "working_day"),
        (2, "hour"),
        (2, "hour"),
        (1, "hour"),
        (3, "working_day"),
        (3, "working_day"),
        (5, "working_day"),
        (3, "working_day"),
    ]
    assert all(limit.owner for limit in limits[:8])


def test_kinds_do_not_disturb_each_other():
    documents = (MECHANISM, REMEDIATION, SEWAGE, QUALITY, PERSONNEL)
    assert [len(read_stages(blocks, year=None)) >= 2 for blocks in documents] == [False, True, False, False, False]
    assert [len(read_members(blocks)) >= 2 for blocks in documents] == [False, True, True, True, False]
    assert [bool(read_appointments(blocks)) for blocks in documents] == [False, False, False, False, True]
    for number in ("000", "002", "004"):
        blocks = paragraphs(text_of(number))
        assert read_stages(blocks, year=None) == ()
        assert read_members(blocks) == ()
        assert read_appointments(blocks) == ()


def test_the_county_plan_states_its_totals_copies_and_disclosure():
    blocks = paragraphs(text_of("002"))
    counts, copies = read_declared_counts(blocks), read_copies(blocks)
    assert counts
    assert (counts.value.chapters, counts.value.groups, counts.value.tasks) == (8, 28, 127)
    assert copies
    assert len(copies.value) == 8
    assert read_disclosure(blocks) == "主动公开"


def test_the_campaign_states_its_indicators():
    counts = read_declared_counts(paragraphs(text_of("003")))
    assert counts
    assert (counts.value.chapters, counts.value.indicators) == (5, 42)
    assert read_declared_counts(paragraphs(text_of("000"))) is None


@pytest.mark.parametrize(("number", "lines"), [("000", 5), ("001", 6), ("002", 1), ("003", 1), ("004", 0)])
def test_every_line_of_recipients_is_known(number, lines):
    assert sum(is_recipients(paragraph.text) for paragraph in paragraphs(text_of(number))) == lines
