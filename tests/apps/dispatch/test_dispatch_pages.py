"""The pages of documents: who sees what, what a button does, what is typed is kept and shown."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from cast import City
from duban.apps.dispatch.actions.drafting import draft_dispatch
from duban.apps.dispatch.actions.issuing import issue_dispatch, submit_dispatch
from duban.apps.dispatch.actions.letterheads import take_over_letterheads
from duban.apps.dispatch.models import Copy, Dispatch, Letterhead
from duban.apps.organizations.models import GroupRule, UnitGroup
from duban.apps.web import files
from duban.rulebook.dispatches import DispatchKind

AT = datetime(2026, 4, 13, 2, 0, tzinfo=UTC)
K = DispatchKind
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def drafted(city: City) -> Dispatch:
    """A 督办单 of the office to 发改, ready to go."""
    by = city.actor("office")
    take_over_letterheads(unit=city.units["市政府办"], by=by)
    return draft_dispatch(
        kind=K.NOTICE,
        jurisdiction=city.places["青泽市"],
        title="关于报送进展情况的督办单",
        recipients="市发展改革局",
        units=[city.units["发改"]],
        text="一、督办事项\n请报送进展情况。",
        at=AT,
        by=by,
    )


def filled(row: Dispatch, **more: object) -> dict[str, object]:
    values = {"title": row.title, "recipients": row.recipients, "units": "青泽市发展和改革局", "text": row.text}
    return {**values, "letterhead": row.letterhead_id, "signatory": row.signatory, "seen": row.version, **more}


def test_a_new_document_begins_with_the_words_of_its_template(city: City, drafted: Dispatch) -> None:
    client = city.client("office")

    answer = client.post("/dispatch/new/", {"kind": "listing"})

    row = Dispatch.objects.latest("pk")
    assert answer.url == f"/dispatch/{row.pk}/edit/"
    assert "{级别}挂牌督办" in row.title
    page = client.get(answer.url).content.decode()
    assert "青泽市人民政府办公室文件" in page
    assert 'class="official official-document"' in page


def test_pressing_twice_begins_one_document(city: City, drafted: Dispatch) -> None:
    client = city.client("office")
    there = Dispatch.objects.count()

    addresses = {client.post("/dispatch/new/", {"kind": "notice"}).url for _ in range(2)}

    assert (len(addresses), Dispatch.objects.count()) == (1, there + 1)


def test_without_a_letterhead_the_page_says_so(city: City) -> None:
    page = city.client("office").post("/dispatch/new/", {"kind": "notice"}).content.decode()

    assert "还没有用于督办单的发文机关" in page


def test_what_is_typed_is_saved_by_itself_and_shown_as_printed(city: City, drafted: Dispatch) -> None:
    answer = city.client("office").post(
        f"/dispatch/{drafted.pk}/edit/", filled(drafted, title="新的标题", units="发改局"), **HTMX
    )
    wrong = answer.content.decode()
    assert "没有找到“发改局”" not in wrong
    assert "主送单位（收文）需要改正" in wrong
    assert "新的标题" in wrong

    saved = city.client("office").post(f"/dispatch/{drafted.pk}/edit/", filled(drafted, title="新的标题"), **HTMX)

    assert 'name="seen" value="2"' in saved.content.decode()
    assert "新的标题" in saved.content.decode()
    assert Dispatch.objects.get(pk=drafted.pk).title == "新的标题"
    assert "dispatch.edited" not in city.events()


def test_a_stale_form_is_told_so_and_keeps_what_was_typed(city: City, drafted: Dispatch) -> None:
    Dispatch.objects.filter(pk=drafted.pk).update(version=5)

    page = city.client("office").post(f"/dispatch/{drafted.pk}/edit/", filled(drafted, title="我写的")).content.decode()

    assert "已被他人修改" in page
    assert 'value="我写的"' in page
    assert Dispatch.objects.get(pk=drafted.pk).title == drafted.title


def test_hostile_words_are_shown_as_words(city: City, drafted: Dispatch) -> None:
    hostile = '<script>alert(1)</script>{{x}}\u202e\x07"镕喆😀'
    client = city.client("office")
    client.post(f"/dispatch/{drafted.pk}/edit/", filled(drafted, title=hostile, text=hostile * 50))

    page = client.get(f"/dispatch/{drafted.pk}/").content.decode()
    file = b"".join(client.get(f"/dispatch/{drafted.pk}/docx/"))

    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
    assert file[:2] == b"PK"


def test_a_collective_unit_stands_for_its_members(city: City, drafted: Dispatch) -> None:
    UnitGroup.objects.create(
        jurisdiction=city.places["青泽市"], name="各县（区）政府", rule=GroupRule.GOVERNMENTS_BELOW
    )

    city.client("office").post(
        f"/dispatch/{drafted.pk}/edit/", filled(drafted, units="青泽市财政局、各县（区）政府", recipients="")
    )

    row = Dispatch.objects.get(pk=drafted.pk)
    assert {one.unit.name for one in row.copies.all()} == {"青泽市财政局", "临川县人民政府", "云栖区人民政府"}
    assert row.recipients == "青泽市财政局、临川县人民政府、云栖区人民政府"


def test_the_office_issues_and_the_unit_acknowledges(city: City, drafted: Dispatch) -> None:
    office, unit = city.client("office"), city.client("liaison")
    ask = office.get(f"/dispatch/{drafted.pk}/issue/").content.decode()
    assert "青督〔" in ask
    assert unit.get(f"/dispatch/{drafted.pk}/").status_code == 404
    office.post(f"/dispatch/{drafted.pk}/issue/", {"seen": drafted.version})
    row = Dispatch.objects.get(pk=drafted.pk)
    assert row.state == "issued"

    page = unit.get(f"/dispatch/{row.pk}/").content.decode()
    assert row.number in page
    assert ">签收</button>" in page
    assert (
        f'formaction="/dispatch/received/{row.copies.get().pk}/acknowledge/"'
        in unit.get("/dispatch/received/").content.decode()
    )
    unit.post("/dispatch/received/acknowledge/", {"ids": [row.copies.get().pk]})

    assert Copy.objects.get(dispatch=row).acknowledged_by == "林联络"
    assert "林联络签收" in office.get(f"/dispatch/{row.pk}/").content.decode()
    assert city.client("stranger").get(f"/dispatch/{row.pk}/").status_code == 404


def test_issuing_twice_is_one_document_and_one_number(city: City, drafted: Dispatch) -> None:
    office = city.client("office")
    answers = [office.post(f"/dispatch/{drafted.pk}/issue/", {"seen": drafted.version}) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 409]
    assert Dispatch.objects.filter(serial__isnull=False).count() == 1


def test_a_leader_finds_what_is_to_be_signed_and_signs_it(city: City, drafted: Dispatch) -> None:
    row = draft_dispatch(
        kind=K.LISTING,
        jurisdiction=city.places["青泽市"],
        title="关于挂牌督办的通知",
        recipients="各县（区）人民政府",
        units=[],
        text="现予挂牌督办。",
        at=AT,
        by=city.actor("office"),
    )
    leader = city.client("leader")
    assert leader.get(f"/dispatch/{row.pk}/").status_code == 404
    submit_dispatch(dispatch=row, at=AT, by=city.actor("office"))

    assert '公文 <span class="n">1</span>' in leader.get("/dispatch/").content.decode()
    page = leader.get(f"/dispatch/{row.pk}/").content.decode()
    assert ">签发</a>" in page
    assert ">退回修改</a>" in page
    assert leader.post(f"/dispatch/{row.pk}/issue/", {"seen": 2}).status_code == 302
    assert Dispatch.objects.get(pk=row.pk).signed_by == city.actor("leader").name


def test_the_archive_says_whether_the_numbers_are_whole(city: City, drafted: Dispatch) -> None:
    by = city.actor("office")
    issue_dispatch(dispatch=drafted, at=AT, by=by)
    assert "青督〔2026〕1号，1件" in city.client("office").get("/dispatch/").content.decode()
    Dispatch.objects.filter(pk=drafted.pk).update(serial=4)
    more = draft_dispatch(
        kind=K.NOTICE,
        jurisdiction=city.places["青泽市"],
        title="督办单二",
        recipients="市财政局",
        units=[],
        text="请报送。",
        at=AT,
        by=by,
    )
    issue_dispatch(dispatch=more, at=AT, by=by)

    assert "青督〔2026〕2号至4号，缺3号" in city.client("office").get("/dispatch/").content.decode()


def test_the_archive_is_exported(city: City, drafted: Dispatch) -> None:
    answer = city.client("office").get("/dispatch/?export=xlsx")

    rows = list(load_workbook(BytesIO(b"".join(answer))).active.values)
    assert rows[0][0] == "标题"
    assert rows[1][0] == drafted.title


def test_a_kept_file_that_was_tampered_with_is_told(city: City, drafted: Dispatch) -> None:
    row = issue_dispatch(dispatch=drafted, at=AT, by=city.actor("office"))
    client = city.client("office")
    assert "印发时的文件完好" in client.get(f"/dispatch/{row.pk}/").content.decode()
    files._path(row.docx).write_bytes(b"other")

    assert "缺失或被改动" in client.get(f"/dispatch/{row.pk}/").content.decode()
    files._path(row.docx).unlink()


def test_lists_ask_the_same_however_many_rows_there_are(city: City, drafted: Dispatch) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            client.get("/dispatch/")
        return len(found)

    client = city.client("office")
    client.get("/dispatch/")
    few = asked()
    for at in range(5):
        row = draft_dispatch(
            kind=K.NOTICE,
            jurisdiction=city.places["青泽市"],
            title=f"督办单{at}",
            recipients="市财政局",
            units=[city.units["财政"], city.units["文旅"]],
            text="请报送。",
            at=AT,
            by=city.actor("office"),
        )
        issue_dispatch(dispatch=row, at=AT, by=city.actor("office"))

    assert asked() <= few + 1


def test_letterheads_are_taken_over_once(city: City) -> None:
    client = city.client("office")
    assert "照此新建 4 个" in client.get("/dispatch/letterheads/").content.decode()
    for _ in range(2):
        client.post("/dispatch/letterheads/offered/")

    assert sorted(Letterhead.objects.values_list("code", flat=True)) == ["青催", "青府办", "青府办函", "青督"]
    page = client.get("/dispatch/letterheads/").content.decode()
    assert "照此新建" not in page


def test_a_template_shows_which_names_it_knows(city: City) -> None:
    page = city.client("office").get("/dispatch/wordings/notice/").content.decode()

    assert "&#123;期限&#125;" in page
    answer = city.client("office").post(
        "/dispatch/wordings/notice/", {"title": "督办单", "text": "请于{限期}前报送。", "seen": "x"}
    )
    assert "已被他人修改" in answer.content.decode()
