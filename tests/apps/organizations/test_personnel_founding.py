"""The office and the end of a group, from its founding document."""

from __future__ import annotations

import pytest

from duban.apps.organizations.personnel.founding import end_condition_in, office_in


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("领导小组办公室设在市水利局，承担日常工作。", "市水利局"),
        ("由所在单位向领导小组办公室（设在青泽市生态环境局临川分局）提出。", "青泽市生态环境局临川分局"),
        ("指挥部办公室设在市水\n利局，办公室主任由温如玉同志兼任。", "市水利局"),
        ("领导小组下设办公室和督导组。", ""),
    ],
)
def test_the_office_is_read(text: str, unit: str) -> None:
    assert office_in(text) == unit


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("领导小组为阶段性工作机制，任务完成后自动撤销。", "任务完成后自动撤销"),
        ("按程序报批；工作结束后，该领导小组自行撤销。", "工作结束后，该领导小组自行撤销"),
        ("领导小组定期召开会议。", ""),
    ],
)
def test_what_ends_the_group_is_read(text: str, condition: str) -> None:
    assert end_condition_in(text) == condition
