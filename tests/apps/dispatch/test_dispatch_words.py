"""Text and its blocks, templates and their live words, letterheads and where their numbers begin."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cast import City
from duban.apps.dispatch.actions.drafting import draft_dispatch
from duban.apps.dispatch.actions.issuing import issue_dispatch
from duban.apps.dispatch.actions.letterheads import (
    change_letterhead,
    create_letterhead,
    delete_letterhead,
    in_words,
    restore_letterhead,
    retire_letterhead,
    set_series_start,
    take_over_letterheads,
)
from duban.apps.dispatch.actions.receiving import acknowledge_copies
from duban.apps.dispatch.actions.wordings import set_wording
from duban.apps.dispatch.models import Dispatch, Letterhead
from duban.apps.dispatch.offered import offered_letterheads
from duban.apps.dispatch.owing import copies_owed
from duban.apps.dispatch.placeholders import check_placeholders, placeholders_of
from duban.apps.dispatch.queries.waiting import count_to_acknowledge
from duban.apps.dispatch.standing_wordings import STANDING
from duban.apps.dispatch.texts import blocks_of, text_of
from duban.apps.dispatch.wording import fill, words_for
from duban.apps.outbox.owing import Span
from duban.documents.writing.official.paper import Heading, Paragraph
from duban.rulebook.dispatches import DispatchKind
from duban.rulebook.refusals import Conflict, Invalid

AT = datetime(2026, 4, 13, 2, 0, tzinfo=UTC)
TODAY = date(2026, 4, 13)
K = DispatchKind


def test_lines_are_headings_by_their_numbers() -> None:
    text = "现通知如下。\n一、督办事项\n（一）加强领导。各单位要落实责任。\n1.名单\n1.5亿元资金已到位。\n（1）逐个列出"

    assert blocks_of(text) == (
        Paragraph("现通知如下。"),
        Heading("一、督办事项", 1),
        Paragraph("各单位要落实责任。", lead="（一）加强领导。"),
        Heading("1.名单", 3),
        Paragraph("1.5亿元资金已到位。"),
        Heading("（1）逐个列出", 4),
    )


@given(st.lists(st.text(alphabet="一二、（）1.。督办事项；3", min_size=1, max_size=90), max_size=8))
def test_blocks_give_the_lines_back(lines: list[str]) -> None:
    kept = [line.strip() for line in lines if line.strip()]

    assert text_of(blocks_of("\n".join(lines))).split("\n") == (kept or [""])


@pytest.mark.parametrize("kind", DispatchKind)
def test_every_standing_wording_knows_all_its_names(kind: DispatchKind) -> None:
    title, text = STANDING[kind]

    check_placeholders(kind, f"{title}\n{text}", "text")
    assert title
    assert text.strip() == text


def test_what_is_filled_in_is_never_read_again() -> None:
    assert fill("{甲}和{乙}", {"甲": "{乙}", "乙": "丙"}) == "{乙}和丙"


def test_an_unknown_name_is_named_and_refused(city: City) -> None:
    with pytest.raises(Invalid, match=r"不认识的占位符：\{限期\}"):
        set_wording(
            jurisdiction=city.places["青泽市"],
            kind=K.NOTICE,
            title="督办单",
            text="请于{限期}前报送{单位}。",
            on=TODAY,
            by=city.actor("office"),
        )
    assert "期限" in placeholders_of(K.NOTICE)


def test_the_offices_own_words_hold_from_their_day_on(city: City) -> None:
    place, by = city.places["青泽市"], city.actor("office")
    given = {"jurisdiction": place, "kind": K.NOTICE, "by": by}
    set_wording(**given, title="甲", text="甲文。", on=TODAY)
    set_wording(**given, title="乙", text="乙文。", on=TODAY + timedelta(days=3))

    assert words_for(K.NOTICE, place, TODAY - timedelta(days=1)) == STANDING[K.NOTICE]
    assert words_for(K.NOTICE, place, TODAY) == ("甲", "甲文。")
    assert words_for(K.NOTICE, place, TODAY + timedelta(days=3)) == ("乙", "乙文。")
    with pytest.raises(Conflict, match="没有改动"):
        set_wording(**given, title="乙", text="乙文。", on=TODAY + timedelta(days=4))


def test_a_building_of_the_government_writes_under_its_office(city: City) -> None:
    room = city.units["市政府办"]
    room.name = "青泽市人民政府督查室"

    marks = [(row.mark, row.code) for row in offered_letterheads(room)]

    assert marks == [
        ("青泽市人民政府办公室文件", "青府办"),
        ("青泽市人民政府办公室", "青府办函"),
        ("青泽市人民政府督查室督办单", "青督"),
        ("青泽市人民政府督查室催办单", "青催"),
    ]


@pytest.fixture
def head(city: City) -> Letterhead:
    take_over_letterheads(unit=city.units["市政府办"], by=city.actor("office"))
    return Letterhead.objects.get(code="青督")


def _issued(city: City, *, at: datetime = AT) -> Dispatch:
    by = city.actor("office")
    row = draft_dispatch(
        kind=K.NOTICE,
        jurisdiction=city.places["青泽市"],
        title="督办单",
        recipients="市发展改革局",
        units=[city.units["发改"]],
        text="请报送。",
        at=at,
        by=by,
    )
    return issue_dispatch(dispatch=row, at=at, by=by)


def test_a_changed_letterhead_leaves_what_was_issued(city: City, head: Letterhead) -> None:
    row = _issued(city)
    values = {"mark": "新督办单", "code": "青督新", "shape": "form", "kinds": ["notice"]}

    change_letterhead(letterhead=head, **values, by=city.actor("office"))

    old = Dispatch.objects.get(pk=row.pk)
    assert (old.paper["mark"], old.number) == ("青泽市人民政府办公室督办单", "青督〔2026〕1号")
    assert _issued(city).number == "青督新〔2026〕1号"


def test_a_used_letterhead_is_retired_and_not_deleted(city: City, head: Letterhead) -> None:
    by = city.actor("office")
    _issued(city)
    with pytest.raises(Conflict, match="只能停用"):
        delete_letterhead(letterhead=head, by=by)

    retire_letterhead(letterhead=head, at=AT, by=by)

    with pytest.raises(Conflict, match="用于督办单的发文机关"):
        _issued(city)
    with pytest.raises(Invalid, match="已停用，可以恢复使用"):
        create_letterhead(unit=head.unit, mark="督办单", code="青督", shape="form", kinds=["notice"], by=by)
    restore_letterhead(letterhead=head, by=by)
    assert _issued(city).number == "青督〔2026〕2号"


def test_a_stale_letterhead_form_changes_nothing(city: City, head: Letterhead) -> None:
    values = {name: getattr(head, name) for name in ("code", "shape", "kinds")}
    change_letterhead(letterhead=head, mark="甲", **values, seen=1, by=city.actor("office"))

    with pytest.raises(Conflict, match="已被他人修改"):
        change_letterhead(letterhead=head, mark="乙", **values, seen=1, by=city.actor("office"))
    assert in_words(Letterhead.objects.get(pk=head.pk))["发文机关标志"] == "甲"


@pytest.mark.parametrize("code", ["青督〔2026〕", "青督 1", "(青督)"])
def test_a_code_is_letters_alone(city: City, code: str) -> None:
    with pytest.raises(Invalid, match="代字只写汉字"):
        create_letterhead(
            unit=city.units["市政府办"], mark="甲", code=code, shape="form", kinds=["notice"], by=city.actor("office")
        )


def test_numbers_begin_after_those_on_paper_and_never_go_back(city: City, head: Letterhead) -> None:
    by, place = city.actor("office"), city.places["青泽市"]
    given = {"jurisdiction": place, "code": "青督", "year": 2026, "by": by}
    set_series_start(**given, last=15, reason="上半年用纸质登记")

    assert _issued(city).number == "青督〔2026〕16号"
    for last in (15, 16):
        with pytest.raises(Invalid, match="已经用到16号，只能往后设"):
            set_series_start(**given, last=last, reason="改回去")
    assert city.events().count("letterhead.numbered") == 1


def test_a_unit_owes_the_receipt_within_two_working_days(city: City, head: Letterhead) -> None:
    friday = datetime(2026, 4, 10, 2, 0, tzinfo=UTC)
    row, unit = _issued(city, at=friday), city.units["发改"]
    span = Span(date(2026, 4, 1), date(2026, 4, 30))

    (owed,) = copies_owed([unit.pk], span)

    assert (owed.due, owed.basis, owed.kind) == (date(2026, 4, 14), row.number, "签收公文")
    assert list(copies_owed([unit.pk], Span(date(2026, 4, 15), date(2026, 4, 30)))) == []
    assert count_to_acknowledge(city.actor("liaison")) == 1
    acknowledge_copies(copies=list(row.copies.all()), at=AT, by=city.actor("liaison"))
    assert list(copies_owed([unit.pk], span)) == []
    (done,) = copies_owed([unit.pk], Span(span.first, span.last, done=True))
    assert done.done_on == TODAY
    assert count_to_acknowledge(city.actor("liaison")) == 0
