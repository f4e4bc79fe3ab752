"""复核: within 30 days of the receipt, decided within 30 days, by somebody who took no part."""

from __future__ import annotations

from datetime import date

import inspection_scene as scene
import pytest
from inspection_scene import AT, days

from duban.apps.outbox.owing import Span
from duban.apps.supervision.actions import inspections, objections
from duban.apps.supervision.models import Conclusion, Inspection, Objection
from duban.apps.supervision.owing.inspections import owed_decisions
from duban.rulebook.dispatches import DispatchKind
from duban.rulebook.inspections import ConclusionState as N
from duban.rulebook.inspections import ObjectionState
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed
from duban.rulebook.roles import Role
from progress_cast import PICTURE
from supervision_cast import Supervised


def received(done: Supervised) -> Conclusion:
    return scene.receive(done, scene.conclude(done, scene.start(done)))


def file(done: Supervised, made: Conclusion, *, day: int = 1, **more: object) -> Objection:
    by = done.city.actor("stranger")
    return objections.file_objection(conclusion=made, text="停工项目已于8月复工。", at=days(day), by=by, **more)


def decide(done: Supervised, row: Objection, who: str = "leader", **more: object) -> Objection:
    told = {"upheld": True, "decision": "经核，复工在督查之后。"} | more
    return objections.decide_objection(objection=row, at=days(5), by=done.city.actor(who), **told)


def test_an_object_objects_with_its_files(supervised: Supervised) -> None:
    made = received(supervised)
    row = file(supervised, made, files=[("开工令.png", PICTURE)])

    made.refresh_from_db()
    assert (made.state, row.files.count()) == (N.CONTESTED, 1)
    assert (row.file_until, row.decide_until) == (date(2026, 10, 1), date(2026, 10, 2))
    assert file(supervised, made, day=2).pk == row.pk


@pytest.mark.parametrize("day", [1, 30])
def test_until_the_thirtieth_day_one_may_object(supervised: Supervised, day: int) -> None:
    assert file(supervised, received(supervised), day=day).state == ObjectionState.FILED


def test_after_the_thirtieth_day_it_is_refused_with_a_sentence(supervised: Supervised) -> None:
    with pytest.raises(Conflict, match="收到督查结论之日起30日内，已于10月1日届满"):
        file(supervised, received(supervised), day=31)


def test_what_was_not_received_is_received_first(supervised: Supervised) -> None:
    with pytest.raises(Conflict, match="先签收"):
        file(supervised, scene.conclude(supervised, scene.start(supervised)))


def test_only_the_object_objects(supervised: Supervised) -> None:
    with pytest.raises(NotAllowed):
        objections.file_objection(
            conclusion=received(supervised), text="有异议。", at=days(1), by=supervised.city.actor("liaison")
        )


def test_withdrawn_the_term_goes_on_as_it_was(supervised: Supervised) -> None:
    made = received(supervised)
    row, by = file(supervised, made), supervised.city.actor("stranger")

    objections.withdraw_objection(objection=row, at=days(2), by=by)

    made.refresh_from_db()
    assert made.state == N.RECEIVED
    assert file(supervised, made, day=30).pk != row.pk


def test_upheld_the_conclusion_is_final_with_the_decision(supervised: Supervised) -> None:
    made = received(supervised)
    row = decide(supervised, file(supervised, made))

    made.refresh_from_db()
    assert (row.state, made.state, made.final_on) == (ObjectionState.UPHELD, N.FINAL, date(2026, 9, 6))
    with pytest.raises(Conflict):
        decide(supervised, row)


def test_revised_both_conclusions_stand_side_by_side(supervised: Supervised) -> None:
    made = received(supervised)
    row = file(supervised, made)
    with pytest.raises(Invalid) as refused:
        decide(supervised, row, upheld=False)
    assert refused.value.field == "revised_opinion"

    decide(supervised, row, upheld=False, revised_opinion="撤销限期复工的意见。")

    made.refresh_from_db()
    assert (made.state, made.opinion, made.revised_opinion) == (N.REVISED, "限期复工。", "撤销限期复工的意见。")


def test_the_office_that_went_itself_stands_aside(supervised: Supervised) -> None:
    with pytest.raises(NotAllowed, match="应当回避"):
        decide(supervised, file(supervised, received(supervised)), who="office")


@pytest.mark.parametrize("part", ["member", "recorder", "drafter", "named"])
def test_whoever_took_part_stands_aside(supervised: Supervised, part: str) -> None:
    """A second person of the office decides, unless that person was in it: in each of the ways there are."""
    account = supervised.city.add_account("second", name="督小泽", unit="市政府办", role=Role.OFFICE)
    made = received(supervised)
    row, inspection = file(supervised, made), made.inspection
    assert objections.check_may_decide(row, supervised.city.actor("second")) is None
    if part == "member":
        inspection.members.create(name="督小泽（督查室）", account=account)
    if part == "named":
        inspection.members.create(name="督小泽（督查室）")
    if part == "recorder":
        kept = supervised.record
        kept.pk, kept.inspection, kept.recorded_account = None, inspection, account
        kept.save()
    if part == "drafter":
        Conclusion.objects.filter(pk=made.pk).update(drafted_account=account)

    with pytest.raises(NotAllowed, match="应当回避"):
        decide(supervised, row, who="second")


def test_a_second_person_of_the_office_may_decide(supervised: Supervised) -> None:
    supervised.city.add_account("second", name="督小泽", unit="市政府办", role=Role.OFFICE)
    row = decide(supervised, file(supervised, received(supervised)), who="second")

    assert row.decided_account == supervised.city.accounts["second"]


def test_a_leader_in_the_team_stands_aside_too(supervised: Supervised) -> None:
    made = received(supervised)
    made.inspection.members.create(name="顾清源（副市长）", account=supervised.city.accounts["leader"])

    with pytest.raises(NotAllowed, match="应当回避"):
        decide(supervised, file(supervised, made))


def test_the_decision_goes_out_as_a_document(supervised: Supervised) -> None:
    scene.write_under(supervised, DispatchKind.OBJECTION_DECISION)
    row, by = file(supervised, received(supervised)), supervised.city.actor("office")
    with pytest.raises(Conflict, match="还没有作出决定"):
        objections.write_decision(objection=row, at=AT, by=by)
    row = decide(supervised, row)

    paper = objections.write_decision(objection=row, at=days(6), by=by)

    assert objections.write_decision(objection=row, at=days(6), by=by).pk == paper.pk
    assert "维持原督查结论" in paper.text
    assert paper.copies.get().unit == supervised.units["文旅"]
    assert scene.issue(supervised, paper, at=days(7)).is_issued


def test_an_open_objection_keeps_the_inspection_open(supervised: Supervised) -> None:
    made = received(supervised)
    row, by = file(supervised, made), supervised.city.actor("office")
    inspection = Inspection.objects.get(pk=made.inspection_id)
    with pytest.raises(Conflict, match="1件复核申请没有决定"):
        inspections.close_inspection(inspection=inspection, at=AT, by=by)

    decide(supervised, row)
    assert inspections.close_inspection(inspection=inspection, at=days(6), by=by).state == "closed"


def test_the_decision_is_owed_by_the_office_until_it_is_made(supervised: Supervised) -> None:
    row = file(supervised, received(supervised))
    office, span = supervised.units["市政府办"].pk, Span(date(2026, 9, 1), date(2026, 12, 31))

    assert [(one.due, one.unit) for one in owed_decisions([office], span)] == [(row.decide_until, office)]
    assert list(owed_decisions([supervised.units["文旅"].pk], span)) == []
    decide(supervised, row)
    assert list(owed_decisions([office], span)) == []
    done = list(owed_decisions([office], Span(span.first, span.last, done=True)))
    assert [one.done_on for one in done] == [date(2026, 9, 6)]
