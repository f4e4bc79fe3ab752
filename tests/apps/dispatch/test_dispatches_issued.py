"""From a draft to the document that went out: signature, number, copies, receipts, correction."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from cast import City
from duban.apps.dispatch import happenings
from duban.apps.dispatch.actions.drafting import draft_dispatch, edit_dispatch, void_dispatch
from duban.apps.dispatch.actions.issuing import (
    correct_dispatch,
    issue_dispatch,
    return_dispatch,
    submit_dispatch,
)
from duban.apps.dispatch.actions.receiving import acknowledge_copies, acknowledge_copy
from duban.apps.dispatch.models import Copy, Dispatch, Letterhead, NumberSeries
from duban.apps.web import files
from duban.documents.pipeline import understand
from duban.documents.writing.official.paper import paper_from
from duban.rulebook.dispatches import DispatchKind
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed

AT = datetime(2026, 4, 13, 2, 0, tzinfo=UTC)
LATER = datetime(2027, 1, 4, 2, 0, tzinfo=UTC)
K = DispatchKind


class Office:
    """The office with its letterheads; `draft` writes a 督办单 to 发改 that needs no leader."""

    def __init__(self, city: City) -> None:
        self.city, self.by, self.leader = city, city.actor("office"), city.actor("leader")
        self.place, office = city.places["青泽市"], city.units["市政府办"]
        own = {"jurisdiction": self.place, "unit": office, "signatory": office.name, "printed_by": office.name}
        self.form = Letterhead.objects.create(**own, mark="督办单", code="青督", shape="form", kinds=[K.NOTICE])
        self.red = Letterhead.objects.create(
            **own,
            mark="青泽市人民政府办公室文件",
            code="青府办",
            shape="document",
            kinds=[K.BULLETIN],
            signed_by_leader=[K.BULLETIN],
        )

    def draft(self, kind: DispatchKind = K.NOTICE, **more: object) -> Dispatch:
        given: dict[str, object] = {
            "title": "关于报送进展情况的督办单",
            "recipients": "市发展改革局",
            "units": [self.city.units["发改"]],
            "text": "一、督办事项\n请报送进展情况。",
        }
        return draft_dispatch(kind=kind, jurisdiction=self.place, at=AT, by=self.by, **{**given, **more})

    def issue(self, row: Dispatch, at: datetime = AT) -> Dispatch:
        return issue_dispatch(dispatch=row, at=at, by=self.by)


@pytest.fixture
def office(city: City) -> Office:
    return Office(city)


def test_issuing_numbers_freezes_writes_and_delivers(office: Office) -> None:
    row = office.issue(office.draft(copies=[office.city.units["财政"]]))

    assert (row.state, row.number, row.dated) == ("issued", "青督〔2026〕1号", date(2026, 4, 13))
    assert row.copies_to == "青泽市财政局"
    assert {(one.unit.name, one.is_main, one.delivered_at) for one in row.copies.all()} == {
        ("青泽市发展和改革局", True, AT),
        ("青泽市财政局", False, AT),
    }
    assert paper_from(row.paper).number == "青督〔2026〕1号"
    assert understand(files.read(row.docx), "x.docx").documents[0].number == row.number
    assert office.city.events()[-1] == "dispatch.issued"


def test_numbers_follow_each_other_by_code_and_year(office: Office) -> None:
    numbers = [office.issue(office.draft(title=f"督办单{at}")).number for at in range(3)]
    later = office.issue(office.draft(title="明年"), at=LATER).number

    assert numbers == ["青督〔2026〕1号", "青督〔2026〕2号", "青督〔2026〕3号"]
    assert later == "青督〔2027〕1号"


def test_a_number_given_by_hand_is_the_next_one_or_refused(office: Office) -> None:
    row = office.draft()

    with pytest.raises(Invalid, match="下一个序号是1"):
        issue_dispatch(dispatch=row, at=AT, serial=7, by=office.by)
    assert issue_dispatch(dispatch=row, at=AT, serial=1, by=office.by).serial == 1


def test_what_fails_takes_no_number(office: Office) -> None:
    row = office.draft()
    refuse = _refusing()
    happenings.dispatch_issued.connect(refuse)
    try:
        with pytest.raises(Conflict, match="不行"):
            office.issue(row)
    finally:
        happenings.dispatch_issued.disconnect(refuse)

    assert not NumberSeries.objects.exclude(last=0).exists()
    assert office.issue(row).serial == 1


def _refusing():  # type: ignore[no-untyped-def]
    def refuse(**_: object) -> None:
        raise Conflict("不行")

    return refuse


def test_what_was_issued_is_never_edited_voided_or_issued_again(office: Office) -> None:
    row = office.issue(office.draft())
    words = {"title": "改", "recipients": "", "units": [], "text": "改"}

    with pytest.raises(Conflict, match="不能再修改"):
        edit_dispatch(dispatch=row, **words, at=AT, by=office.by)
    with pytest.raises(Conflict):
        void_dispatch(dispatch=row, reason="不要了", at=AT, by=office.by)
    with pytest.raises(Conflict):
        office.issue(row)
    assert Dispatch.objects.get(pk=row.pk).title == row.title


def test_a_leader_signs_what_the_letterhead_says(office: Office) -> None:
    row = office.draft(K.BULLETIN, title="关于第一季度进展情况的通报")
    with pytest.raises(NotAllowed, match="领导签发"):
        office.issue(row)
    submit_dispatch(dispatch=row, at=AT, by=office.by)
    with pytest.raises(NotAllowed, match="领导签发"):
        office.issue(row)

    signed = issue_dispatch(dispatch=row, at=AT, by=office.leader)

    assert (signed.number, signed.signed_by) == ("青府办〔2026〕1号", office.leader.name)


def test_a_leader_does_not_issue_a_draft(office: Office) -> None:
    with pytest.raises(NotAllowed, match="还没有送签"):
        issue_dispatch(dispatch=office.draft(), at=AT, by=office.leader)


def test_a_returned_document_says_why_and_can_be_edited_again(office: Office) -> None:
    row = submit_dispatch(dispatch=office.draft(K.BULLETIN), at=AT, by=office.by)
    words = {"title": "新标题", "recipients": "各县", "units": [], "text": "新正文。"}
    with pytest.raises(Conflict, match="已送签"):
        edit_dispatch(dispatch=row, **words, at=AT, by=office.by)

    back = return_dispatch(dispatch=row, reason="数据要核实", at=AT, by=office.leader)
    edited = edit_dispatch(dispatch=back, **words, at=AT, seen=back.version, by=office.by)

    assert (back.state, back.return_reason) == ("draft", "数据要核实")
    assert (edited.title, list(edited.copies.all())) == ("新标题", [])


def test_a_stale_form_overwrites_nothing(office: Office) -> None:
    row = office.draft()
    words = {"recipients": "市发展改革局", "units": [office.city.units["发改"]], "text": "正文。"}
    edit_dispatch(dispatch=row, title="甲", **words, at=AT, seen=1, by=office.by)

    with pytest.raises(Conflict, match="已被他人修改"):
        edit_dispatch(dispatch=row, title="乙", **words, at=AT, seen=1, by=office.by)
    with pytest.raises(Conflict, match="已被他人修改"):
        issue_dispatch(dispatch=row, at=AT, seen=1, by=office.by)


def test_a_place_left_open_is_named_before_it_goes_out(office: Office) -> None:
    row = office.draft(text="请于{期限}前报送。")

    with pytest.raises(Invalid, match=r"还没有填写：\{期限\}"):
        office.issue(row)


def test_a_brace_that_is_no_place_goes_out(office: Office) -> None:
    assert office.issue(office.draft(text="集合{x}的元素。")).number


def test_without_a_letterhead_the_refusal_says_where_to_set_one(office: Office) -> None:
    with pytest.raises(Conflict, match=r"约谈通知的发文机关.*设置"):
        office.draft(K.INTERVIEW)


def test_a_draft_made_twice_by_one_press_is_one(office: Office) -> None:
    assert office.draft(once=True).pk == office.draft(once=True).pk
    assert office.draft().pk != office.draft().pk


def test_nobody_is_sent_what_the_drafter_does_not_see(office: Office) -> None:
    county = office.city.actor("county_office")
    Letterhead.objects.create(
        jurisdiction=office.city.places["临川县"],
        unit=office.city.units["临川县府办"],
        mark="督办单",
        code="临督",
        shape="form",
        kinds=[K.NOTICE],
        signatory="临川县人民政府办公室",
        printed_by="临川县人民政府办公室",
    )

    with pytest.raises(Invalid, match="看到的范围"):
        draft_dispatch(
            kind=K.NOTICE,
            jurisdiction=office.city.places["临川县"],
            title="督办单",
            recipients="",
            units=[office.city.units["财政"]],
            text="正文。",
            at=AT,
            by=county,
        )


def test_a_correction_stands_in_the_place_of_what_it_corrects(office: Office) -> None:
    old = office.issue(office.draft(copies=[office.city.units["财政"]]))
    draft = correct_dispatch(dispatch=old, reason="第2行数字有误", at=AT, by=office.by)
    again = correct_dispatch(dispatch=old, reason="又一次", at=AT, by=office.by)
    assert (draft.kind, again.pk, old.number in draft.text) == ("correction", draft.pk, True)
    Copy.objects.filter(dispatch=draft, unit=office.city.units["财政"]).delete()

    new = office.issue(draft)

    assert Dispatch.objects.get(pk=old.pk).state == "corrected"
    assert new.number == "青督〔2026〕2号"
    assert {one.unit.name for one in new.copies.all()} == {"青泽市发展和改革局", "青泽市财政局"}
    with pytest.raises(Conflict):
        correct_dispatch(dispatch=old, reason="再更正", at=AT, by=office.by)


def test_a_correction_of_the_same_kind_begins_with_the_old_words(office: Office) -> None:
    old = office.issue(office.draft())

    draft = correct_dispatch(dispatch=old, reason="数字有误", same_kind=True, at=AT, by=office.by)

    assert (draft.kind, draft.title, draft.text) == (old.kind, old.title, old.text)


def test_a_unit_acknowledges_once(office: Office) -> None:
    row = office.issue(office.draft())
    copy, told = row.copies.get(), []
    happenings.copy_acknowledged.connect(listen := lambda copy, **_: told.append(copy.pk))

    done = acknowledge_copy(copy=copy, at=AT, by=office.city.actor("liaison"))
    again = acknowledge_copies(copies=[copy], at=LATER, by=office.city.actor("unit_head"))

    assert (done.acknowledged_at, done.acknowledged_by, again) == (AT, "林联络", [])
    assert told == [copy.pk]
    assert office.city.events()[-1] == "dispatch.acknowledged"
    happenings.copy_acknowledged.disconnect(listen)


def test_only_the_unit_acknowledges_and_only_what_went_out(office: Office) -> None:
    draft = office.draft()
    with pytest.raises(Conflict, match="还没有印发"):
        acknowledge_copy(copy=draft.copies.get(), at=AT, by=office.city.actor("liaison"))
    copy = office.issue(draft).copies.get()
    for who in ("stranger", "office", "leader"):
        with pytest.raises(NotAllowed):
            acknowledge_copy(copy=copy, at=AT, by=office.city.actor(who))
