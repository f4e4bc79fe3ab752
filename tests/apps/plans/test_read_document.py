"""Reading a document: what is shown, what can be taken away, who may see it."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from cast import City

SAMPLES = Path(__file__).resolve().parents[3] / "samples"


def upload(browser: Client, name: str, data: bytes | None = None) -> str:
    """The address to which the upload of a sample leads, or the page that refuses it."""
    content = data if data is not None else (SAMPLES / name).read_bytes()
    response = browser.post("/documents/read/", {"file": SimpleUploadedFile(name, content)})
    return response["Location"] if response.status_code == 302 else response.content.decode()


def test_a_plan_is_shown_with_its_tasks(city: City) -> None:
    browser = city.client("liaison")

    page = browser.get(upload(browser, "work-plan-2026.docx")).content.decode()

    assert "任务分工方案" in page
    assert "44 项任务" in page
    assert "牵头" in page
    assert city.events() == ["document.read"]


def test_each_document_of_a_gazette_is_shown(city: City) -> None:
    browser = city.client("office")

    page = browser.get(upload(browser, "gazette.txt")).content.decode()

    assert "读出 3 份公文" in page


def test_what_was_read_is_taken_away_as_a_ledger(city: City) -> None:
    browser = city.client("office")

    response = browser.get(upload(browser, "work-plan-2026.txt") + "ledger/")

    book = load_workbook(BytesIO(b"".join(response.streaming_content)))  # type: ignore[attr-defined]
    assert "任务" in book.sheetnames[0]


def test_another_account_finds_nothing_at_that_address(city: City) -> None:
    address = upload(city.client("liaison"), "appointments.txt")

    assert city.client("liaison").get(address).status_code == 200
    assert city.client("stranger").get(address).status_code == 404
    assert city.client("office").get(address).status_code == 404
    assert city.client("liaison").get(address[:-4] + "abc/").status_code == 404


def test_an_unreadable_file_says_why(city: City) -> None:
    page = upload(city.client("office"), "方案.docx", b"PK\x03\x04 not a document")

    assert 'role="alert"' in page
    assert "form-errors" in page
    assert city.events() == []


@pytest.mark.parametrize("role", ["system_admin", "security_admin", "audit_admin", "leader", "reader"])
def test_who_reads_no_documents_finds_no_page(city: City, role: str) -> None:
    assert city.client(role).get("/documents/read/").status_code == 404


def test_people_in_a_document_lead_to_their_import(city: City) -> None:
    office, liaison = city.client("office"), city.client("liaison")

    assert "导入名单和任免" in office.get(upload(office, "leading-group.docx")).content.decode()
    assert "导入名单和任免" not in liaison.get(upload(liaison, "leading-group.docx")).content.decode()
