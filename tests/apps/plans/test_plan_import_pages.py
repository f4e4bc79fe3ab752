"""The pages of imports: upload, progress, what went wrong, answers, the source; and what a hostile file finds."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from cast import City
from duban.apps.jobs.running import run_waiting
from duban.apps.plans.actions.imports import discard_import
from duban.apps.plans.models import PlanImport, PlanImportState, SourceFile
from duban.apps.plans.reading import tickets
from duban.apps.plans.reading.tickets import Ticket
from duban.apps.web import files
from plan_cast import Plans

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
START = "/plans/imports/start/"


def sample(name: str) -> bytes:
    return (SAMPLES / name).read_bytes()


def upload(browser: Client, city: City, *named: tuple[str, bytes], address: str = START, place: str = "青泽市") -> str:
    """Where the upload leads, or the page that refuses it."""
    sent = [SimpleUploadedFile(name, data) for name, data in named]
    response = browser.post(address, {"documents": sent, "jurisdiction": city.places[place].pk})
    return response["Location"] if response.status_code == 302 else response.content.decode()


def shown(browser: Client, address: str) -> str:
    return browser.get(address).content.decode()


def test_an_upload_leads_to_its_progress_and_then_to_the_review(city: City) -> None:
    browser = city.client("office")

    address = upload(browser, city, ("方案.docx", sample("work-plan-2026.docx")))
    waiting = shown(browser, address)
    run_waiting()
    row = PlanImport.objects.get()

    assert "已排队，马上开始" in waiting
    assert "可以离开这一页" in waiting
    assert browser.get(address)["Location"] == reverse("plans:review", args=[row.pk])
    assert browser.get(address, headers={"HX-Request": "true"})["HX-Redirect"] == address


def test_while_it_is_read_only_the_progress_is_asked_again(city: City) -> None:
    browser = city.client("office")
    address = upload(browser, city, ("方案.docx", sample("work-plan-2026.docx")))

    part = browser.get(address, headers={"HX-Request": "true"}).content.decode()

    assert part.lstrip().startswith("<section")
    assert "<html" not in part


def test_several_files_begin_an_import_each(city: City) -> None:
    browser = city.client("office")

    address = upload(browser, city, ("甲.txt", sample("work-plan-2025.txt")), ("乙.txt", sample("work-plan-2026.txt")))

    assert address == reverse("plans:imports")
    assert set(PlanImport.objects.values_list("source__name", flat=True)) == {"甲.txt", "乙.txt"}
    assert "开始读取：甲.txt、乙.txt" in shown(browser, address)


def test_a_file_with_several_plans_leads_to_the_list(city: City) -> None:
    browser = city.client("office")
    address = upload(browser, city, ("两份.zip", sample("work-plan-2026.zip")))
    run_waiting()

    answer = browser.get(address, headers={"HX-Request": "true"})

    assert answer["HX-Redirect"] == reverse("plans:imports")
    assert "里读出 2 份，请分别核对" in shown(browser, reverse("plans:imports"))


def test_of_several_files_the_refused_one_says_why_and_the_others_go_on(city: City) -> None:
    browser = city.client("office")

    page = upload(browser, city, ("甲.txt", sample("work-plan-2025.txt")), ("乙.docx", b"MZ\x90" + bytes(5000)))

    assert "乙.docx：这是程序文件，不是公文，不能上传。" in page
    assert "开始读取：甲.txt" in page
    assert SourceFile.objects.get().name == "甲.txt"


def test_the_same_file_again_leads_to_the_import_it_already_is(city: City) -> None:
    browser = city.client("office")
    address = upload(browser, city, ("方案.txt", sample("work-plan-2026.txt")))
    run_waiting()

    page = upload(browser, city, ("方案.txt", sample("work-plan-2026.txt")))

    assert "现在待核对，不用再传" in page
    assert f'href="{address}"' in page
    assert PlanImport.objects.count() == 1


def test_without_a_file_the_page_says_what_is_missing(city: City) -> None:
    assert "请选择要导入的公文" in upload(city.client("office"), city)


def test_more_files_than_a_request_takes_are_refused(city: City) -> None:
    many = [(f"{at}.txt", b"\xe7\x94\xb2") for at in range(21)]

    assert "一次最多 20 个文件" in upload(city.client("office"), city, *many)
    assert not PlanImport.objects.exists()


def test_a_file_above_the_limit_is_refused(city: City, settings: object) -> None:
    settings.UPLOAD_BYTES = 1000  # type: ignore[attr-defined]

    page = upload(city.client("office"), city, ("大.txt", b"a" * 1001))

    assert "请分成几份再上传" in page
    assert not SourceFile.objects.exists()


def test_a_request_of_two_hundred_megabytes_is_answered_before_it_is_read(city: City) -> None:
    response = city.client("office").post(
        START, b"--x", content_type="multipart/form-data; boundary=x", CONTENT_LENGTH="209715200"
    )

    assert response.status_code == 413
    assert "文件或内容太大" in response.content.decode()


def test_a_name_that_is_a_script_is_only_a_name(city: City) -> None:
    browser = city.client("office")
    name = "<script>alert(1)</script>.txt"

    address = upload(browser, city, (name, sample("work-plan-2026.txt")))
    pages = [shown(browser, address), shown(browser, reverse("plans:imports"))]

    assert all("<script>alert" not in page for page in pages)


def test_a_failed_reading_says_why_and_what_to_do(city: City) -> None:
    browser = city.client("office")
    address = upload(browser, city, ("名单.docx", sample("leading-group.docx")))
    run_waiting()

    page = shown(browser, address)

    assert "是机构成员名单，没有任务" in page
    assert reverse("organizations:personnel-start") in page
    assert reverse("plans:import-start") in page


@pytest.mark.parametrize("who", ["county_office", "system_admin", "liaison", "leader"])
def test_nobody_else_sees_an_import_or_takes_its_source(city: City, plans: Plans, who: str) -> None:
    browser = city.client(who)

    for name in ("plans:import", "plans:source", "plans:import-discard"):
        assert browser.get(reverse(name, args=[plans.review.pk])).status_code == 404


def test_the_source_is_kept_by_the_browser_and_never_shown_by_it(city: City) -> None:
    browser = city.client("office")
    data = "<html><script>alert(1)</script><p>一、甲</p></html>".encode()
    address = upload(browser, city, ("方案.html", data))

    response = browser.get(f"{address}source/")

    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert b"".join(response.streaming_content) == data  # type: ignore[attr-defined]


def test_an_import_is_given_up_on_a_page_that_asks(city: City, plans: Plans) -> None:
    browser = city.client("office")
    address = reverse("plans:import-discard", args=[plans.review.pk])

    assert "放弃导入" in shown(browser, address)
    assert browser.post(address)["Location"] == reverse("plans:imports")
    assert "已放弃" in shown(browser, reverse("plans:import", args=[plans.review.pk]))
    assert "已放弃，不能放弃" in browser.post(address).content.decode()


def test_an_answer_returns_to_the_questions_of_the_review(city: City, plans: Plans) -> None:
    browser, question = city.client("office"), plans.review.questions.get()

    response = browser.post(reverse("plans:question-answer", args=[question.pk]), {"answer": "as_printed", "seen": ""})

    assert response["Location"] == f"{reverse('plans:review', args=[plans.review.pk])}#questions"
    question.refresh_from_db()
    assert question.answer == "as_printed"


def test_a_question_leads_to_its_tasks_and_answers_lie_folded_below(city: City, plans: Plans) -> None:
    task, question = plans.review.tasks.all()[0], plans.review.questions.get()
    question.subject = {"tasks": [task.pk] * 13, "numbers": ["第1项"] * 13}
    question.save()
    browser, address = city.client("office"), reverse("plans:review", args=[plans.review.pk])

    page = shown(browser, address)
    browser.post(reverse("plans:question-answer", args=[question.pk]), {"answer": "as_printed", "seen": ""})

    assert f'href="?task={task.pk}#task-{task.pk}"' in page
    assert "等 13 项" in page
    assert "已回答 1 处存疑" not in page
    assert "已回答 1 处存疑" in shown(browser, address)


def test_a_question_of_another_place_is_nobodys(city: City, plans: Plans) -> None:
    address = reverse("plans:question-answer", args=[plans.review.questions.get().pk])

    assert city.client("county_office").post(address, {"answer": "as_printed"}).status_code == 404


def test_the_list_says_what_is_next_and_the_sidebar_how_many_wait(city: City, plans: Plans) -> None:
    page = shown(city.client("office"), reverse("plans:imports"))

    assert "核对" in page
    assert '导入核对 <span class="n">1</span>' in page
    discard_import(plan_import=plans.review, by=city.actor("office"))
    assert '导入核对 <span class="n">' not in shown(city.client("office"), reverse("plans:imports"))


def test_a_plan_that_is_corrected_is_named_and_its_place_is_fixed(city: City, plans: Plans) -> None:
    browser = city.client("office")
    address = f"{START}?plan={plans.force.pk}"

    assert plans.force.title in shown(browser, address)
    upload(browser, city, ("更正.docx", sample("work-plan-2026.docx")), address=address)
    run_waiting()

    row = PlanImport.objects.exclude(pk=plans.review.pk).get()
    assert (row.state, row.replaces) == (PlanImportState.REVIEWING, plans.force)


@pytest.mark.parametrize("asked", ["x", "99999999999", "999"])
def test_a_plan_that_is_not_there_cannot_be_corrected(city: City, asked: str) -> None:
    assert city.client("office").get(f"{START}?plan={asked}").status_code == 404


def test_what_was_only_read_becomes_an_import_without_another_upload(city: City) -> None:
    browser = city.client("office")
    word = tickets.issue(Ticket(files.keep(sample("work-plan-2026.txt")), "方案.txt"), to=city.actor("office"))
    page = shown(browser, reverse("plans:reading", args=[word]))

    first = browser.post(reverse("plans:reading-import", args=[word]))
    again = browser.post(reverse("plans:reading-import", args=[word]))

    assert "导入为方案" in page
    assert PlanImport.objects.get().source.name == "方案.txt"
    assert first["Location"] == again["Location"]


def test_only_the_office_is_offered_to_import_what_was_read(city: City) -> None:
    word = tickets.issue(Ticket(files.keep(sample("work-plan-2026.txt")), "方案.txt"), to=city.actor("liaison"))

    assert "导入为方案" not in shown(city.client("liaison"), reverse("plans:reading", args=[word]))
