"""Rows of a draft of indicators are corrected, checked, left out, added and moved; answers change them, and back."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from reviewing import CAMPAIGN, draft, drafts, imported

from cast import City
from corpus import corpus_file
from duban.apps.audit.models import Event
from duban.apps.audit.sentences import sentence
from duban.apps.indicators.actions import draft_indicators as actions
from duban.apps.indicators.models import DraftIndicator
from duban.apps.plans.actions.imports import discard_import
from duban.apps.plans.actions.questions import answer_question
from duban.apps.plans.models import Correction, DraftName, MatchedBy, PlanImport, Question
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed

AT = datetime(2026, 4, 1, 2, 0, tzinfo=UTC)


@pytest.fixture
def row(city: City) -> PlanImport:
    return imported(city, CAMPAIGN)


def corrected(city: City, one: DraftIndicator, *, who: str = "office", **values: Any) -> DraftIndicator:
    return actions.correct_indicator(draft_indicator=one, seen=one.version, values=values, by=city.actor(who))


def answered(city: City, question: Question, answer: str) -> Question:
    return answer_question(question=question, answer=answer, at=AT, by=city.actor("office"))


def test_a_correction_is_kept_beside_what_was_read(city: City, row: PlanImport) -> None:
    one = draft(row, "2")

    corrected(city, one, name="研发投入强度", baseline_value=Decimal("1.60"))

    kept = {one.field: (one.before, one.after) for one in Correction.objects.filter(draft_row=one.pk)}
    assert kept == {"指标": ("研发经费投入强度", "研发投入强度"), "基期值": ("1.62", "1.6")}
    assert Correction.objects.filter(draft_task__isnull=False).count() == 0
    event = Event.objects.get(verb="plan_import.indicator_corrected")
    assert sentence(event).endswith("修改第2项的指标、基期值")


def test_the_same_values_again_are_no_correction(city: City, row: PlanImport) -> None:
    one = draft(row, "2")

    corrected(city, one, name=one.name, baseline_value=Decimal("1.62"))

    assert draft(row, "2").version == one.version
    assert not Correction.objects.exists()


def test_an_older_version_overwrites_nothing(city: City, row: PlanImport) -> None:
    old = draft(row, "2")
    corrected(city, draft(row, "2"), name="研发投入强度")

    with pytest.raises(Conflict, match="第2项已被他人修改"):
        corrected(city, old, name="研发强度")
    assert draft(row, "2").name == "研发投入强度"


def test_only_the_office_corrects_and_only_while_it_is_under_review(city: City, row: PlanImport) -> None:
    with pytest.raises(NotAllowed):
        corrected(city, draft(row, "2"), who="liaison", name="甲")
    with pytest.raises(NotAllowed):
        corrected(city, draft(row, "2"), who="county_office", name="甲")
    with pytest.raises(Invalid, match="请填写指标名称"):
        corrected(city, draft(row, "2"), name=" ")
    discard_import(plan_import=row, by=city.actor("office"))
    with pytest.raises(Conflict, match="已放弃"):
        corrected(city, draft(row, "2"), name="甲")


def test_names_follow_the_units_that_are_entered(city: City, row: PlanImport) -> None:
    corrected(city, draft(row, "2"), lead=["市财政局"])

    name = DraftName.objects.get(plan_import=row, name="市财政局")
    assert (name.unit, name.matched_by) == (city.units["财政"], MatchedBy.RECORD)


def test_who_says_a_direction_has_settled_it(city: City, row: PlanImport) -> None:
    corrected(city, draft(row, "2"), direction="lower_is_better")
    assert draft(row, "2").settled == ["direction"]

    actions.confirm_indicator(draft_indicator=draft(row, "1"), seen=1, checked=True, by=city.actor("office"))
    assert (draft(row, "1").checked, draft(row, "1").settled) == (True, ["direction"])


def test_what_is_left_out_is_not_checked_and_names_nobody(city: City, row: PlanImport) -> None:
    one = draft(row, "5")
    actions.remove_indicator(draft_indicator=one, seen=one.version, by=city.actor("office"))

    with pytest.raises(Conflict, match="不导入，不用核对"):
        actions.confirm_indicator(draft_indicator=one, seen=2, checked=True, by=city.actor("office"))
    assert not row.names.filter(name="区民政局").exists()
    actions.restore_indicator(draft_indicator=one, seen=2, by=city.actor("office"))
    assert row.names.filter(name="区民政局").exists()


def test_a_row_is_added_behind_another_once(city: City, row: PlanImport) -> None:
    newest = max(one.pk for one in drafts(row))
    given = {"plan_import": row, "seen": newest, "after": draft(row, "2"), "by": city.actor("office")}

    added = actions.add_indicator(values={"name": "高新技术企业数", "field": "经济发展"}, **given)

    assert [one.name for one in drafts(row)][2] == "高新技术企业数"
    assert added.settled == []
    with pytest.raises(Conflict, match="刚才又新增了指标"):
        actions.add_indicator(values={"name": "高新技术企业数"}, **given)


def test_rows_change_places_within_their_field(city: City, row: PlanImport) -> None:
    by = city.actor("office")
    actions.shift_indicator(draft_indicator=draft(row, "2"), seen=1, up=True, by=by)

    assert [one.number for one in drafts(row)][:2] == ["2", "1"]
    with pytest.raises(Conflict, match="已在本领域最前"):
        actions.shift_indicator(draft_indicator=draft(row, "2"), seen=2, up=True, by=by)
    with pytest.raises(Conflict, match="已在本领域最后"):
        actions.shift_indicator(draft_indicator=draft(row, "3", "(2)"), seen=1, up=False, by=by)


def test_one_answer_says_the_nature_of_all_and_can_be_taken_back(city: City, row: PlanImport) -> None:
    question = row.questions.get(code="nature-open")

    answered(city, question, "anticipatory")
    assert {(one.nature, tuple(one.settled)) for one in drafts(row)} == {("anticipatory", ("nature",))}

    answered(city, question, "")
    assert {(one.nature, tuple(one.settled)) for one in drafts(row)} == {("", ())}


def test_an_answer_is_not_taken_back_over_what_was_changed_since(city: City, row: PlanImport) -> None:
    question = row.questions.get(code="nature-open")
    answered(city, question, "anticipatory")
    corrected(city, draft(row, "2"), nature="binding")

    with pytest.raises(Conflict, match="第2项在回答之后又改过"):
        answered(city, question, "binding")


def test_the_direction_that_was_asked_is_what_was_answered(city: City) -> None:
    row = imported(city, corpus_file("003"))
    one = draft(row, "37", "(1)")
    question = row.questions.get(code="direction-open", message__contains="第37项")
    assert question.subject["tasks"] == [one.pk]

    answered(city, question, "within_range")

    one = draft(row, "37", "(1)")
    assert (one.direction, one.settled) == ("within_range", ["direction"])
    kept = Correction.objects.filter(draft_row=one.pk).values_list("field", flat=True)
    assert set(kept) == {"方向", "已确认"}


def test_shares_become_rates_only_when_somebody_says_so(city: City, row: PlanImport) -> None:
    question = row.questions.get(code="shares")
    about = set(question.subject["rows"])

    answered(city, question, "as_value")
    assert "rate" not in {one.kind for one in drafts(row)}
    answered(city, question, "as_rate")

    assert {one.pk for one in drafts(row) if one.kind == "rate"} == about


def test_one_name_stands_for_two_in_indicators_and_in_their_tasks(city: City, row: PlanImport) -> None:
    one = draft(row, "1")
    task = {**one.tasks[0], "lead": ["区工信局"]}
    corrected(city, one, tasks=[task, *one.tasks[1:]])
    question = Question.objects.create(
        plan_import=row,
        code="unit-aliases",
        message="“区工业和信息化局”与“区工信局”是同一单位吗？",
        subject={"names": ["区工业和信息化局", "区工信局"], "numbers": [], "tasks": []},
        answers=[["keep-0", "都用前者"], ["no", "不是"]],
    )

    answered(city, question, "keep-0")

    assert draft(row, "1").tasks[0]["lead"] == ["区工业和信息化局"]
    assert not row.names.filter(name="区工信局").exists()
