"""A closed round is written up: figures live until it is issued, frozen after; sent, acknowledged, corrected."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest
from playwright.sync_api import Page, expect

from duban.documents.pipeline import understand
from e2e.conftest import SignIn
from e2e.office_work import press
from e2e.supervised import TOLD, TOLD_TASKS
from e2e.supervision_work import check_sound, fill, said, sign

pytestmark = pytest.mark.usefixtures("campaign")
OWN = "本轮报送质量有所提高，个别单位仍未按时报送。"
TITLE = f"关于{TOLD}第1轮进展情况的督查通报"
NOTICE = "附件1中一个单位的名称有误，应为青泽市发展和改革局。"


def test_a_bulletin_goes_from_a_closed_round_to_its_correction(sign_in: SignIn, tmp_path: Path) -> None:
    office, leader, liaison = sign_in("office"), sign_in("leader", size="phone"), sign_in("liaison")
    _begin(office)
    _write(office)
    bulletin = _save(office)
    press(office, "送签、印发", within=".page-head")
    document, number = office.url, sign(office, leader)
    check_sound(leader)
    assert re.fullmatch(r"青府办〔20\d\d〕\d+号", number)

    word, paper = _download(office, "下载 Word", tmp_path), _download(office, "下载 PDF", tmp_path)
    _read_back(word, number)
    assert number in _text_of(paper)
    _acknowledge(liaison, number)
    office.goto(document)
    assert "林知夏签收" in office.inner_text("main")
    office.goto(bulletin)
    check_sound(office)
    assert "印发时的数据" in office.inner_text("main")
    assert not office.get_by_role("link", name="修改", exact=True).count()
    _correct(office, leader, document)
    liaison.goto(document)
    assert "已更正" in liaison.inner_text("main")


def _begin(page: Page) -> None:
    """From the page of the round; sections and names are ticked, what speaks for each stands beside it."""
    page.goto("/progress/rounds/")
    page.get_by_text("其他方案", exact=True).click()
    with page.expect_navigation():
        page.get_by_role("link", name=TOLD).click()
    press(page, "编写通报", within=".page-head")
    check_sound(page)
    assert TOLD in page.inner_text("main") or TOLD in page.inner_text(".page-head")
    press(page, "起草", within="form.bulletin-choices")
    page.wait_for_selector("form#form")


def _write(page: Page) -> None:
    """What is typed and a figure put in are on the page at the right before anything is pressed."""
    check_sound(page)
    text = page.locator("form#form [name=text]")
    assert "{" in text.input_value()
    text.press("Control+End")
    page.keyboard.type(f"\n{OWN}应报")
    with page.expect_response(re.compile("/edit/")):
        page.locator("[data-insert='{任务总数}']").click()
        page.keyboard.type("项。")
    sheet = page.locator(".document-sheet")
    expect(sheet).to_contain_text(f"{OWN}应报{len(TOLD_TASKS)}项")
    assert "{" not in sheet.inner_text()
    expect(page.locator("#saved")).to_contain_text("已自动保存")
    check_sound(page)


def _save(page: Page) -> str:
    fill(page, "form#form", title=TITLE)
    press(page, "保存", within="form#form")
    said(page, "已保存")
    check_sound(page)
    return page.url


def _download(page: Page, name: str, folder: Path) -> bytes:
    with page.expect_download() as found:
        page.get_by_role("link", name=name).click()
    kept = folder / found.value.suggested_filename
    found.value.save_as(kept)
    return kept.read_bytes()


def _read_back(word: bytes, number: str) -> None:
    """Our own reader finds in it what was written."""
    (found,) = understand(word, "通报.docx").documents
    assert found.title == TITLE
    assert str(found.number) == number


def _text_of(paper: bytes) -> str:
    with pdfplumber.open(BytesIO(paper)) as pages:
        return "".join(page.extract_text().replace(" ", "") for page in pages.pages)


def _acknowledge(page: Page, number: str) -> None:
    page.goto("/dispatch/received/")
    with page.expect_navigation():
        page.locator("main tbody tr", has_text=number).get_by_role("link", name=TITLE).click()
    check_sound(page)
    expect(page.locator(".document-sheet")).to_contain_text(OWN)
    press(page, "签收", within=".page-head")
    said(page, "签收")


def _correct(office: Page, leader: Page, document: str) -> None:
    """The issued one stays as it is; another with a number of its own says what was wrong."""
    office.goto(document)
    press(office, "更正", within=".page-head")
    fill(office, "main form.form", reason=NOTICE)
    check_sound(office)
    press(office, "拟更正稿", within="main form.form")
    text = office.locator("form#form [name=text]")
    if NOTICE not in text.input_value():
        text.press("Control+End")
        office.keyboard.type(f"\n{NOTICE}")
    press(office, "保存", within="form#form")
    press(office, "印发", within=".page-head")
    press(office, "印发", within="main form.form")
    said(office, "已印发，文号")
    office.goto(document)
    assert "已更正" in office.inner_text("main")
    leader.goto(document)
    check_sound(leader)


def test_a_bulletin_of_a_day_is_written_without_scripts(sign_in: SignIn) -> None:
    """A figure nobody knows is refused by its name, and nothing typed is lost."""
    page = sign_in("office", javascript=False)
    page.goto("/bulletins/new/")
    plan = page.locator("section.region", has=page.get_by_role("heading", name=TOLD, exact=True))
    with page.expect_navigation():
        plan.get_by_role("link", name="按日通报").click()
    press(page, "起草", within="form.bulletin-choices")
    text = page.locator("form#form [name=text]")
    text.fill(f"{OWN}应报{{任务总和}}项。")
    press(page, "保存", within="form#form")
    expect(page.locator("form#form")).to_contain_text("任务总和")
    expect(text).to_have_value(f"{OWN}应报{{任务总和}}项。")
    text.fill(f"{OWN}应报{{任务总数}}项。")
    press(page, "保存", within="form#form")

    said(page, "已保存")
    assert f"{OWN}应报{len(TOLD_TASKS)}项。" in page.inner_text(".document-sheet")
