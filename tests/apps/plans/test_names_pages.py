"""The page of names and its part on the review page: pressed answers, other choices, what is to be created."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from duban.apps.organizations.models import Official, Unit
from duban.apps.plans.models import DraftName, MatchedBy, NameKind, PlanImport, PlanImportState
from plan_cast import Plans

HTMX = {"HX-Request": "true"}


@pytest.fixture
def office(plans: Plans) -> Client:
    return plans.city.client("office")


def open_name(plans: Plans) -> DraftName:
    return plans.review.names.get(name="市金融局")


def page(plans: Plans) -> str:
    return reverse("plans:names", args=[plans.review.pk])


def answers(plans: Plans, **values: object) -> dict[str, object]:
    return {"answer": f"unit:{plans.city.units['财政'].pk}", "seen": open_name(plans).version} | values


def test_the_page_lists_open_names_first_with_what_may_be_done(plans: Plans, office: Client) -> None:
    text = office.get(page(plans)).content.decode()

    assert text.index("待对应 1 个") < text.index("已办理 4 个")
    assert "新建“青泽市金融局”" in text
    assert "4 个单位，3 个已对应" in text
    assert f"{reverse('plans:review', args=[plans.review.pk])}?name=" in text


def test_a_pressed_answer_matches_remembers_and_comes_back(plans: Plans, office: Client) -> None:
    address = reverse("plans:name-match", args=[open_name(plans).pk])

    response = office.post(address, answers(plans, keep_as_alias="on"))

    assert response["Location"] == page(plans)
    assert open_name(plans).unit == plans.city.units["财政"]
    assert plans.city.units["财政"].names.filter(name="市金融局").exists()


def test_from_the_review_page_one_comes_back_to_it(plans: Plans, office: Client) -> None:
    response = office.post(
        reverse("plans:name-leave", args=[open_name(plans).pk]), {"seen": open_name(plans).version, "back": "review"}
    )

    assert response["Location"] == reverse("plans:review", args=[plans.review.pk])
    assert open_name(plans).matched_by == MatchedBy.LEFT


@pytest.mark.parametrize(("target", "expected"), [("names", 'id="names"'), ("names-summary", 'id="names-summary"')])
def test_htmx_gets_the_part_that_asked(plans: Plans, office: Client, target: str, expected: str) -> None:
    address = reverse("plans:name-match", args=[open_name(plans).pk])

    response = office.post(address, answers(plans), headers=HTMX | {"HX-Target": target})

    text = response.content.decode()
    assert expected in text
    assert "<html" not in text
    assert "4 个单位，都已对应" in text


def test_a_stale_answer_is_a_conflict(plans: Plans, office: Client) -> None:
    response = office.post(reverse("plans:name-match", args=[open_name(plans).pk]), answers(plans, seen=0))

    assert response.status_code == 409
    assert "已被他人修改" in response.content.decode()


@pytest.mark.parametrize("answer", ["", "unit:x", "unit:999999", "group:1;drop", "posts:", "unit:1,2,3"])
def test_an_answer_that_was_not_offered_is_refused(plans: Plans, office: Client, answer: str) -> None:
    address = reverse("plans:name-match", args=[open_name(plans).pk])

    response = office.post(address, answers(plans, answer=answer))

    assert response.status_code == 400
    assert open_name(plans).matched_by == MatchedBy.OPEN


def test_another_unit_is_chosen_by_its_name(plans: Plans, office: Client) -> None:
    row = open_name(plans)
    address = reverse("plans:name-match", args=[row.pk])
    assert office.get(address).status_code == 200

    wrong = office.post(address, {"unit": "青泽市天文局", "seen": row.version})
    right = office.post(address, {"unit": "青泽市财政局", "seen": row.version})

    assert "没有找到“青泽市天文局”" in wrong.content.decode()
    assert right.status_code == 302
    assert open_name(plans).unit == plans.city.units["财政"]


def test_a_leader_is_chosen_among_the_posts(plans: Plans, office: Client) -> None:
    row = DraftName.objects.create(plan_import=plans.review, kind=NameKind.LEADER, name="各副市长")
    address = reverse("plans:name-match", args=[row.pk])
    assert "青泽市人民政府常务副市长（贺知远）" in office.get(address).content.decode()

    office.post(address, {"posts": [plans.leader.pk], "seen": 1})

    assert list(row.posts.all()) == [plans.leader]


def test_everything_missing_is_created_from_one_page(plans: Plans, office: Client) -> None:
    address = reverse("plans:names-create-units", args=[plans.review.pk])
    row = open_name(plans)
    form = office.get(address).context["form"]
    sent = {"seen": form["seen"].value(), f"n{row.pk}-choice": "unit:department", f"n{row.pk}-name": "青泽市金融工作局"}

    first, second = office.post(address, sent), office.post(address, sent)

    assert first["Location"] == page(plans)
    assert "已被他人修改" in second.content.decode()
    assert open_name(plans).unit == Unit.objects.get(name="青泽市金融工作局")


def test_what_cannot_be_created_is_said_beside_everything_typed(plans: Plans, office: Client) -> None:
    address = reverse("plans:names-create-units", args=[plans.review.pk])
    row = open_name(plans)
    seen = office.get(address).context["form"]["seen"].value()
    sent = {"seen": seen, f"n{row.pk}-choice": "unit:department", f"n{row.pk}-name": "青泽市财政局"}

    text = office.post(address, sent).content.decode()
    unnamed = office.post(address, sent | {f"n{row.pk}-name": " "}).content.decode()

    assert "“市金融局”：“青泽市财政局”已是“青泽市财政局”的全称" in text
    assert "请填写名称" in unnamed
    assert open_name(plans).matched_by == MatchedBy.OPEN


def test_a_leader_is_created_on_a_page_of_its_own(plans: Plans, office: Client) -> None:
    row = DraftName.objects.create(plan_import=plans.review, kind=NameKind.LEADER, name="苏见山")
    known = Official.objects.create(jurisdiction=plans.place, name="苏见山", remark="退休返聘")
    address = reverse("plans:name-create-leader", args=[row.pk])
    assert "苏见山（退休返聘）" in office.get(address).content.decode()

    office.post(address, {"title": "副市长", "official": known.pk, "since": "2026-01-01", "seen": 1})

    assert row.posts.get().appointments.get().official == known


def test_an_import_that_is_done_only_shows_its_names(plans: Plans, office: Client) -> None:
    PlanImport.objects.filter(pk=plans.review.pk).update(state=PlanImportState.ADOPTED)

    text = office.get(page(plans)).content.decode()

    assert "不能再修改核对稿" in text
    assert reverse("plans:name-match", args=[open_name(plans).pk]) not in text


def test_an_empty_directory_says_what_to_do_first(plans: Plans, office: Client) -> None:
    assert "名册还是空的" not in office.get(page(plans)).content.decode()
    county = plans.city.places["临川县"]
    plans.review.source.jurisdiction = county
    plans.review.source.save()

    text = plans.city.client("county_office").get(page(plans)).content.decode()

    assert "临川县的名册还是空的" in text
    assert "新建缺少的单位和领导" in text


def test_many_open_names_cost_as_many_queries_as_one(plans: Plans, office: Client) -> None:
    office.get(page(plans))
    with CaptureQueriesContext(connection) as few:
        office.get(page(plans))
    for number in range(30):
        DraftName.objects.create(plan_import=plans.review, kind=NameKind.UNIT, name=f"市第{number}局")
        DraftName.objects.create(plan_import=plans.review, kind=NameKind.LEADER, name=f"领导{number}")

    with CaptureQueriesContext(connection) as many:
        text = office.get(page(plans)).content.decode()

    assert "待对应 61 个" in text
    assert len(many) <= len(few) + 4  # asking for people at all: those of the names, what they hold, where
