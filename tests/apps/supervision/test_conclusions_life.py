"""督查结论: written, delivered as a document, received; what it leads to; when an inspection is closed."""

from __future__ import annotations

from datetime import date

import inspection_scene as scene
import pytest
from inspection_scene import AT, days

from duban.apps.audit.models import Event
from duban.apps.dispatch.actions.receiving import acknowledge_copy
from duban.apps.supervision.actions import conclusions, inspections, proposals, rectifications, referrals, verification
from duban.apps.supervision.models import Conclusion, Proposal, Referral
from duban.apps.supervision.views.conclusion_page import context_of
from duban.rulebook.inspections import ConclusionState as N
from duban.rulebook.inspections import InspectionState as State
from duban.rulebook.inspections import ProposalKind, ProposalState
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed
from supervision_cast import Supervised


def test_it_is_delivered_when_its_document_is_issued(supervised: Supervised) -> None:
    row = scene.start(supervised)

    made = scene.conclude(supervised, row)

    row.refresh_from_db()
    assert (made.state, row.state) == (N.DELIVERED, State.CONCLUDED)
    assert "限期复工" in made.dispatch.text
    assert made.dispatch.copies.get().unit == supervised.units["文旅"]


def test_an_object_learns_nothing_of_a_draft(supervised: Supervised) -> None:
    row, by = scene.start(supervised), supervised.city.actor("office")
    made = conclusions.draft_conclusion(
        inspection=row, unit=supervised.units["文旅"], facts="停工。", opinion="复工。", at=AT, by=by
    )

    assert supervised.city.client("stranger").get(f"/supervision/conclusions/{made.pk}/").status_code == 404


def test_with_several_objects_it_is_concluded_with_the_last(supervised: Supervised) -> None:
    row = scene.start(supervised, "文旅", "财政")
    scene.conclude(supervised, row)
    row.refresh_from_db()
    assert row.state == State.UNDER_WAY

    scene.conclude(supervised, row, "财政")
    row.refresh_from_db()
    assert row.state == State.CONCLUDED


def test_it_is_received_with_its_document_or_on_its_page(supervised: Supervised) -> None:
    row = scene.start(supervised, "文旅", "财政")
    first, second = scene.conclude(supervised, row), scene.conclude(supervised, row, "财政")

    acknowledge_copy(copy=first.dispatch.copies.get(), at=days(1), by=supervised.city.actor("stranger"))
    scene.receive(supervised, second, who="finance", at=days(2))

    for conclusion, day, name in ((first, 1, "文远行"), (second, 2, "钱小满")):
        conclusion.refresh_from_db()
        assert (conclusion.state, conclusion.received_at, conclusion.received_by) == (N.RECEIVED, days(day), name)
    assert second.dispatch.copies.get().acknowledged_at == days(2)


def test_what_was_delivered_is_not_changed_any_more(supervised: Supervised) -> None:
    made = scene.conclude(supervised, scene.start(supervised))

    with pytest.raises(Conflict, match="不能再改"):
        conclusions.change_conclusion(
            conclusion=made, facts="改。", opinion="改。", at=AT, by=supervised.city.actor("office")
        )


def test_one_conclusion_an_object(supervised: Supervised) -> None:
    row, by = scene.start(supervised), supervised.city.actor("office")
    told = {
        "inspection": row,
        "unit": supervised.units["文旅"],
        "facts": "停工。",
        "opinion": "复工。",
        "at": AT,
        "by": by,
    }
    first = conclusions.draft_conclusion(**told)

    assert conclusions.draft_conclusion(**told).pk == first.pk
    with pytest.raises(Conflict, match="已有督查结论"):
        conclusions.draft_conclusion(**told | {"facts": "没有停工。"})
    with pytest.raises(Invalid, match="不是这次督查的督查对象"):
        conclusions.draft_conclusion(**told | {"unit": supervised.units["财政"]})


@pytest.mark.parametrize(("day", "words"), [(30, "已签收"), (31, "已生效")])
def test_thirty_days_after_the_receipt_it_is_final_without_anybody(
    supervised: Supervised, day: int, words: str
) -> None:
    made = scene.receive(supervised, scene.conclude(supervised, scene.start(supervised)))
    assert context_of(made, supervised.city.actor("office"), at=days(day))["state"] == words
    assert Conclusion.objects.get(pk=made.pk).state == N.RECEIVED


def test_an_inspection_is_closed_when_everything_is_put_right(supervised: Supervised) -> None:
    row, by = scene.start(supervised), supervised.city.actor("office")
    made = scene.conclude(supervised, row)
    with pytest.raises(Conflict, match="没有送达、签收"):
        inspections.close_inspection(inspection=row, at=AT, by=by)
    made = scene.receive(supervised, made)
    item = rectifications.require_rectifications(
        origin=made, unit=made.unit, items=[("停工项目复工。", date(2026, 9, 30))], at=AT, by=by
    )[0]
    with pytest.raises(Conflict, match="还有1项整改没有完成"):
        inspections.close_inspection(inspection=row, at=AT, by=by)
    item = rectifications.report_rectification(
        rectification=item, statement="已复工。", at=days(3), by=supervised.city.actor("stranger")
    )
    with pytest.raises(Conflict, match="1项待核查"):
        inspections.close_inspection(inspection=row, at=AT, by=by)
    verification.verify_rectification(
        rectification=item, passed=True, finding="现场已复工。", on=date(2026, 9, 5), way="site", at=days(4), by=by
    )

    closed = inspections.close_inspection(inspection=row, at=days(5), by=by)
    assert (closed.state, closed.closed_at) == (State.CLOSED, days(5))
    again = inspections.reopen_inspection(inspection=row, reason="再次停工。", at=days(6), by=by)
    assert (again.state, again.closed_at) == (State.CONCLUDED, None)


def propose(done: Supervised, made: Conclusion, kind: ProposalKind = ProposalKind.CRITICISM) -> Proposal:
    by = done.city.actor("office")
    return proposals.make_proposal(conclusion=made, kind=kind, text="建议通报批评。", at=AT, by=by)


def test_a_proposal_is_nothing_until_a_leader_approves_it(supervised: Supervised) -> None:
    made = scene.conclude(supervised, scene.start(supervised))
    row, by = propose(supervised, made), supervised.city.actor("office")

    assert propose(supervised, made).pk == row.pk
    with pytest.raises(Conflict):
        proposals.finish_proposal(proposal=row, outcome="已通报。", at=AT, by=by)
    with pytest.raises(NotAllowed, match="领导"):
        proposals.approve_proposal(proposal=row, at=AT, by=by)
    proposals.approve_proposal(proposal=row, decision="同意。", at=AT, by=supervised.city.actor("leader"))
    gone = proposals.finish_proposal(proposal=row, outcome="已通报。", at=AT, by=by)
    assert (gone.state, gone.outcome, gone.decision) == (ProposalState.DONE, "已通报。", "同意。")


def test_a_refused_proposal_says_why_and_ends(supervised: Supervised) -> None:
    row = propose(supervised, scene.conclude(supervised, scene.start(supervised)))
    leader = supervised.city.actor("leader")
    with pytest.raises(Invalid):
        proposals.refuse_proposal(proposal=row, decision=" ", at=AT, by=leader)

    gone = proposals.refuse_proposal(proposal=row, decision="已整改。", at=AT, by=leader)

    assert gone.state == ProposalState.REFUSED
    with pytest.raises(Conflict):
        proposals.approve_proposal(proposal=row, at=AT, by=leader)


def test_nothing_is_held_against_an_object_while_its_objection_is_open(supervised: Supervised) -> None:
    leader = supervised.city.actor("leader")

    with pytest.raises(Conflict, match="正在复核"):
        proposals.approve_proposal(proposal=supervised.proposal, at=AT, by=leader)
    praise = propose(supervised, supervised.conclusion, ProposalKind.RESEARCH)
    assert proposals.approve_proposal(proposal=praise, at=AT, by=leader).state == ProposalState.APPROVED


@pytest.mark.parametrize("who", ["liaison", "unit_head", "reader"])
def test_its_object_and_readers_see_no_proposal(supervised: Supervised, who: str) -> None:
    page = supervised.city.client(who).get(f"/supervision/conclusions/{supervised.conclusion.pk}/").content.decode()

    assert "抽查的6个项目" in page
    assert "建议对发展和改革局予以通报批评" not in page


@pytest.mark.parametrize("who", ["leader", "reader", "liaison", "unit_head", "stranger", "county_office"])
def test_only_the_office_of_the_place_sees_a_referral(supervised: Supervised, who: str) -> None:
    row = supervised.referral
    row.text = "涉嫌虚报冒领的线索。"
    row.save()
    actor, client = supervised.city.actor(who), supervised.city.client(who)

    assert not Referral.objects.visible_to(actor).exists()
    page = client.get(f"/supervision/inspections/{supervised.inspection.pk}/")
    assert "虚报冒领" not in page.content.decode()
    assert client.get(f"/supervision/referrals/{row.pk}/receipt/").status_code == 404
    office = supervised.city.client("office").get(f"/supervision/inspections/{supervised.inspection.pk}/")
    assert "虚报冒领" in office.content.decode()


def test_the_record_does_not_tell_what_was_referred(supervised: Supervised) -> None:
    by = supervised.city.actor("office")
    row = referrals.refer_clue(
        inspection=supervised.inspection, receiver="青泽市监察委员会", text="虚报冒领。", at=AT, by=by
    )
    event = Event.objects.order_by("sequence").last()

    assert event.subjects == [["supervision.referral", row.pk]]
    assert "虚报" not in f"{event.before}{event.after}{event.note}"
    noted = referrals.note_receipt(referral=row, receipt="青监函〔2026〕8号", at=AT, by=by)
    assert noted.receipt == "青监函〔2026〕8号"
