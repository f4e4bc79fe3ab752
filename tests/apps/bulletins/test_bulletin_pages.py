"""The pages of bulletins: begun on a round's page, chosen, written beside the page as printed, issued, compared."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duban.apps.bulletins.actions.bulletins import draft_bulletin
from duban.apps.bulletins.models import Bulletin
from duban.apps.bulletins.writing.choosing import Choices
from duban.apps.dispatch.actions.issuing import issue_dispatch, submit_dispatch
from duban.apps.dispatch.models import Dispatch
from duban.apps.plans.models import Responsibility, Task
from duban.apps.progress.models import Report
from duban.apps.progress.standing import stand_again_all
from duban.rulebook.dispatches import DispatchKind
from supervision_cast import Supervised

AT = datetime(2026, 4, 14, 2, 0, tzinfo=UTC)
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def ready(supervised: Supervised) -> Supervised:
    """Nothing is written of the open round yet."""
    Bulletin.objects.all().delete()
    stand_again_all(jurisdiction=supervised.place.pk)
    return supervised


@pytest.fixture
def drafted(ready: Supervised) -> Bulletin:
    year = ready.year
    given = {"plan": year.plans.force, "round": year.round, "as_of": date(2026, 4, 13), "choices": Choices()}
    return draft_bulletin(**given, at=AT, by=ready.city.actor("office"))


def filled(row: Bulletin, **more: object) -> dict[str, object]:
    one = Dispatch.objects.get(pk=row.dispatch_id)
    values = {"title": one.title, "recipients": one.recipients, "units": "青泽市发展和改革局", "text": one.text}
    values |= {"letterhead": one.letterhead_id, "signatory": one.signatory, "seen": one.version}
    return {**values, "as_of": row.as_of.isoformat(), **more}


def test_the_page_of_a_round_leads_to_its_bulletin(ready: Supervised) -> None:
    office, round = ready.city.client("office"), ready.year.round

    page = office.get(f"/progress/rounds/{round.pk}/").content.decode()
    assert f'href="/bulletins/new/?round={round.pk}"' in page
    answer = office.post(
        f"/bulletins/new/?round={round.pk}", {"sections": ["overall", "lagging"], "as_of": "2026-04-13"}
    )

    row = Bulletin.objects.get()
    assert answer.url == f"/bulletins/{row.pk}/edit/"
    assert f'href="/bulletins/{row.pk}/"' in office.get(f"/progress/rounds/{round.pk}/").content.decode()
    assert "编写通报" not in ready.city.client("liaison").get(f"/progress/rounds/{round.pk}/").content.decode()


def test_the_choices_say_why(ready: Supervised) -> None:
    page = ready.city.client("office").get(f"/bulletins/new/?round={ready.year.round.pk}&as_of=2026-04-13")

    html = page.content.decode()
    assert "牵头1项，按时报送1项" in html
    assert "青泽市发展和改革局，" in html


def test_without_a_section_nothing_is_begun(ready: Supervised) -> None:
    page = ready.city.client("office").post(f"/bulletins/new/?round={ready.year.round.pk}", {"as_of": "2026-04-13"})

    assert "请至少选择一节" in page.content.decode()
    assert not Bulletin.objects.exists()


@pytest.mark.parametrize("asked", ["round=x", "round=99999999999999999999", "plan=0", "round=-1"])
def test_an_address_of_nothing_is_not_there(ready: Supervised, asked: str) -> None:
    assert ready.city.client("office").get(f"/bulletins/new/?{asked}").status_code == 404


def test_the_figures_are_marked_in_the_page_and_lead_to_their_rows(ready: Supervised, drafted: Bulletin) -> None:
    office = ready.city.client("office")

    page = office.get(f"/bulletins/{drafted.pk}/edit/").content.decode()
    assert '<a class="live-figure" href="/bulletins/' in page
    assert "\ue010" not in page
    rows = office.get(f"/bulletins/{drafted.pk}/figures/?key=漏报数").content.decode()
    assert f'href="/plans/ledger/{ready.year.report.task_id}/"' in rows
    assert office.get(f"/bulletins/{drafted.pk}/figures/?key=没有").status_code == 404


def test_what_is_typed_is_saved_by_itself_and_shown_with_the_figures(ready: Supervised, drafted: Bulletin) -> None:
    values = filled(drafted, text="一、总体情况\n共{任务总数}项。")

    answer = ready.city.client("office").post(f"/bulletins/{drafted.pk}/edit/", values, **HTMX).content.decode()

    assert "已自动保存" in answer
    assert ">2</a>项。" in answer
    assert Dispatch.objects.get(pk=drafted.dispatch_id).text == "一、总体情况\n共{任务总数}项。"


def test_a_wrong_name_is_said_and_what_was_typed_stays(ready: Supervised, drafted: Bulletin) -> None:
    page = ready.city.client("office").post(f"/bulletins/{drafted.pk}/edit/", filled(drafted, text="共{乱写}项。"))

    html = page.content.decode()
    assert "不认识的数据：{乱写}" in html
    assert "共{乱写}项。</textarea>" in html


def test_what_changed_since_it_was_saved_is_shown(ready: Supervised, drafted: Bulletin) -> None:
    Report.objects.filter(pk=ready.year.report.pk).update(state="submitted", first_submitted_at=AT.replace(day=11))

    page = ready.city.client("office").get(f"/bulletins/{drafted.pk}/edit/").content.decode()

    assert "上次保存以后" in page
    assert "live-figure is-changed" in page


def test_the_documents_editor_leads_to_this_one(ready: Supervised, drafted: Bulletin) -> None:
    answer = ready.city.client("office").get(f"/dispatch/{drafted.dispatch_id}/edit/")

    assert answer.url == f"/bulletins/{drafted.pk}/edit/"


def test_a_document_of_this_kind_is_begun_here(ready: Supervised) -> None:
    assert ready.city.client("office").post("/dispatch/new/", {"kind": "bulletin"}).url == "/bulletins/new/"


def test_a_leader_reads_the_draft_with_its_figures_before_signing(ready: Supervised, drafted: Bulletin) -> None:
    head = drafted.dispatch.letterhead
    head.signed_by_leader = [DispatchKind.BULLETIN.value]
    head.save()
    leader = ready.city.client("leader")
    assert leader.get(f"/bulletins/{drafted.pk}/").status_code == 404
    submit_dispatch(dispatch=drafted.dispatch, at=AT, by=ready.city.actor("office"))

    page = leader.get(f"/dispatch/{drafted.dispatch_id}/").content.decode()
    assert "共有任务2项" in page
    assert "{任务总数}" not in page
    assert leader.get(f"/bulletins/{drafted.pk}/").status_code == 200
    assert ready.city.client("liaison").get(f"/bulletins/{drafted.pk}/").status_code == 404


def test_an_issued_one_is_compared_with_the_record_of_now(ready: Supervised, drafted: Bulletin) -> None:
    office = ready.city.client("office")
    assert office.get(f"/bulletins/{drafted.pk}/compare/").status_code == 409
    out = issue_dispatch(dispatch=drafted.dispatch, at=AT, by=ready.city.actor("office"))

    assert "没有不同" in office.get(f"/bulletins/{drafted.pk}/compare/").content.decode()
    Report.objects.filter(round=ready.year.round).update(state="released")
    page = office.get(f"/bulletins/{drafted.pk}/compare/").content.decode()
    assert "应报数" in page
    assert f"/dispatch/{out.pk}/correct/" in page
    assert office.get(f"/bulletins/{drafted.pk}/edit/").status_code == 409
    assert "本轮通报" in ready.city.client("liaison").get(f"/progress/rounds/{ready.year.round.pk}/").content.decode()


def test_a_unit_reads_the_issued_one_but_only_its_own_rows(ready: Supervised, drafted: Bulletin) -> None:
    issue_dispatch(dispatch=drafted.dispatch, at=AT, by=ready.city.actor("office"))

    liaison, address = ready.city.client("liaison"), f"/bulletins/{drafted.pk}/figures/"

    assert "另有 1 项不在您能看到的范围内" in liaison.get(f"{address}?key=表扬情况").content.decode()
    assert liaison.get(f"{address}?key=按时报送率").status_code == 404
    assert "按时报送率" not in liaison.get(address).content.decode()
    assert "按时报送率" in ready.city.client("leader").get(address).content.decode()


@pytest.mark.parametrize("address", ["edit/", "", "figures/", "choose/"])
def test_the_number_of_queries_does_not_grow_with_the_plan(ready: Supervised, drafted: Bulletin, address: str) -> None:
    office, plan = ready.city.client("office"), ready.year.plans.force
    few = _queries(office, f"/bulletins/{drafted.pk}/{address}")
    section = Task.objects.filter(plan=plan).first().section  # type: ignore[union-attr]
    for order in range(10, 40):
        task = Task.objects.create(
            plan=plan,
            section=section,
            jurisdiction=plan.jurisdiction,
            jurisdiction_path=plan.jurisdiction.path,
            year=2026,
            order=order,
            number=str(order),
            text=f"第{order}个项目开工。",
            deadline=date(2026, 4, 1),
            state="in_force",
        )
        unit = ready.units[("发改", "财政")[order % 2]]
        Responsibility.objects.create(task=task, role="lead", unit=unit, since=date(2026, 3, 1))
        Report.objects.create(
            task=task, unit=unit, round=ready.year.round, due=date(2026, 4, 10), original_due=date(2026, 4, 10)
        )
    stand_again_all(jurisdiction=plan.jurisdiction_id)

    assert _queries(office, f"/bulletins/{drafted.pk}/{address}") <= few


def _queries(client: object, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(address).status_code == 200  # type: ignore[attr-defined]
    return len(found)
