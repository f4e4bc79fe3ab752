"""What is said of a leading group beside its roster."""

from __future__ import annotations

from datetime import date

import pytest

from duban.documents.model import GroupTerms
from duban.documents.recognition.people.group_terms import read_group_terms


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        (
            "领导小组办公室设在市发展改革局，承担日常工作，办公室主任由林知夏同志兼任。",
            GroupTerms(office="市发展改革局", office_director="林知夏"),
        ),
        ("指挥部下设办公室，办公室设在县林业局，江海波同志兼任办公室主任。", GroupTerms("县林业局", "江海波")),
        ("办公室主任由市水利局局长兼任。", None),
        ("领导小组为阶段性工作机制，任务完成后自动撤销。", GroupTerms(end_condition="任务完成后自动撤销")),
        ("普查工作结束后，领导小组自行撤销。", GroupTerms(end_condition="普查工作结束后，领导小组自行撤销")),
        ("领导小组任期至2027年12月31日。", GroupTerms(term_ends_on=date(2027, 12, 31))),
        ("领导小组任期至2027年2月30日。", None),
        ("成员职务如有变动，由接任者自然递补，不再发文。", GroupTerms(successors_follow=True)),
        ("各成员单位要加强协作，及时报送工作进展。", None),
        ("撤销违规设立的收费站。", None),
    ],
)
def test_the_terms_of_a_group_are_read(text: str, terms: GroupTerms | None) -> None:
    assert read_group_terms([text]) == terms


def test_the_first_word_on_each_matter_counts() -> None:
    terms = read_group_terms(["办公室设在市水利局。", "联络办公室设在市财政局。任务完成后自动撤销。"])

    assert terms == GroupTerms(office="市水利局", end_condition="任务完成后自动撤销")
