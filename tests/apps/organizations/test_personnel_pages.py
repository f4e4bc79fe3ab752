"""The pages of an import from a document: from the upload to the outcome, and who may see them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cast import City
from duban.apps.organizations.models import LeadingGroup, PersonnelImport

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
ROSTER = """青泽市人民政府办公室关于成立青泽市防汛工作领导小组的通知

青府办函〔2026〕{number}号

各县（市、区）人民政府：

组　长：顾清禾　副市长

{members}

青泽市人民政府办公室

2026年3月2日
"""


def start(browser: Client, name: str = "leading-group.docx", text: str = "") -> str:
    """Upload; gives the address of the draft, or the page that refuses."""
    data = text.encode() if text else (SAMPLES / name).read_bytes()
    place = PersonnelImport._meta.get_field("jurisdiction").related_model.objects.get(name="青泽市")
    response = browser.post(
        "/organizations/personnel/new/", {"file": SimpleUploadedFile(name, data), "jurisdiction": place.pk}
    )
    return response["Location"] if response.status_code == 302 else response.content.decode()


def answered(browser: Client, address: str) -> str:
    """The draft once the first answer was given to each question."""
    page = browser.get(address).content.decode()
    while found := re.search(r'name="([\w-]+)" value="([^"]+)" aria-describedby', page):
        browser.post(f"{address}answer/", {found[1]: found[2]})
        page = browser.get(address).content.decode()
    return page


def test_a_roster_goes_from_upload_to_outcome(city: City) -> None:
    browser = city.client("office")
    address = start(browser)
    assert 'aria-disabled="true"' in browser.get(address).content.decode()

    seen = re.search(r'name="seen" value="(\w+)"', answered(browser, address))
    assert seen
    outcome = browser.post(f"{address}apply/", {"seen": seen[1]}, follow=True).content.decode()

    group = LeadingGroup.objects.get()
    assert "已导入名单和任免" in outcome
    assert f'href="/organizations/leading-groups/{group.pk}/"' in outcome
    assert group.office_unit == city.units["发改"] or group.office_unit is None
    assert group.end_condition == "任务完成后自动撤销"


def test_a_draft_confirmed_as_it_no_longer_is_stays_a_draft(city: City) -> None:
    browser = city.client("office")
    address = start(browser)
    answered(browser, address)

    page = browser.post(f"{address}apply/", {"seen": "of yesterday"}, follow=True).content.decode()

    assert "没有导入：核对期间名册有了变化" in page
    assert not LeadingGroup.objects.exists()


def test_a_line_and_a_document_are_corrected_on_their_pages(city: City) -> None:
    browser = city.client("office")
    address = start(browser)
    line = browser.get(f"{address}lines/1-8/").content.decode()
    seen = re.search(r'name="seen" value="(\w+)"', line)
    assert seen

    changed = {"unit": "市财政局", "title": "总会计师", "seen": seen[1], "day": "2026-03-05"}
    assert browser.post(f"{address}lines/1-8/", changed).status_code == 302
    assert "总会计师" in browser.get(address).content.decode()
    stale = browser.post(f"{address}lines/1-8/", {**changed, "title": "局长"}).content.decode()
    assert "已被他人修改" in stale
    assert browser.get(f"{address}documents/1/").status_code == 200
    assert browser.get(f"{address}documents/9/").status_code == 404


def test_an_import_is_given_up_after_a_question(city: City) -> None:
    browser = city.client("office")
    address = start(browser)

    assert "放弃导入“leading-group.docx”" in browser.get(f"{address}discard/").content.decode()
    browser.post(f"{address}discard/")

    assert "已放弃" in browser.get(address).content.decode()


def test_the_file_is_given_back_as_it_was(city: City) -> None:
    browser = city.client("office")
    response = browser.get(f"{start(browser)}file/")

    assert b"".join(response.streaming_content) == (SAMPLES / "leading-group.docx").read_bytes()  # type: ignore[attr-defined]


def test_a_second_upload_and_an_unreadable_file_are_refused_in_the_form(city: City) -> None:
    browser = city.client("office")
    start(browser)

    assert "正在核对" in start(browser)
    assert 'role="alert"' in start(browser, name="名单.docx", text="PK not a document")


@pytest.mark.parametrize("key", ["liaison", "leader", "reader", "security_admin", "audit_admin"])
def test_who_may_not_import_finds_no_page(city: City, key: str) -> None:
    address = start(city.client("office"))

    for page in ("/organizations/personnel/", "/organizations/personnel/new/", address):
        assert city.client(key).get(page).status_code == 404


def test_a_county_does_not_see_the_imports_of_its_city(city: City) -> None:
    address = start(city.client("office"))

    assert city.client("county_office").get(address).status_code == 404
    assert city.client("system_admin").get(address).status_code == 200


def test_the_queries_of_a_draft_do_not_grow_with_its_lines(city: City) -> None:
    browser = city.client("office")

    def queries(members: int) -> int:
        listed = "\n\n".join(f"成　员：白景{'甲乙丙丁戊己'[at]}　市财政局副局长" for at in range(members))
        address = start(browser, name="名单.txt", text=ROSTER.format(number=members, members=listed))
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(address).status_code == 200
        return len(asked)

    queries(1)
    assert queries(6) == queries(2)
