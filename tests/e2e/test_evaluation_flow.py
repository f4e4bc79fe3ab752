"""A set's figures are written up: the bulletin live until it is issued, frozen after, computed anew beside it."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pdfplumber
from playwright.sync_api import Page, expect

from duban.documents.pipeline import understand
from e2e.conftest import SignIn
from e2e.office_work import press
from e2e.supervision_work import check_sound, fill, said, sign

TITLE = "关于民生指标提升行动2025年情况的通报"
MORE = "监测数据由督查室会同各牵头单位核对。"
WHY = "统计部门最终核实（虚构）"
GIVEN = "[value]:not([value=''])"


def test_an_evaluation_goes_from_the_set_to_its_comparison(sign_in: SignIn, tmp_path: Path) -> None:
    office, leader = sign_in("office"), sign_in("leader", size="phone")
    home = _begin(office)
    _write(office)
    evaluation = office.url
    check_sound(office)
    press(office, "送签、印发", within=".page-head")
    number = sign(office, leader)
    check_sound(leader)
    with office.expect_download() as found:
        office.get_by_role("link", name="下载 PDF").click()
    found.value.save_as(tmp_path / "out.pdf")
    with office.expect_download() as word:
        office.get_by_role("link", name="下载 Word").click()
    word.value.save_as(tmp_path / "out.docx")
    with pdfplumber.open(BytesIO((tmp_path / "out.pdf").read_bytes())) as paper:
        assert number in "".join(page.extract_text().replace(" ", "") for page in paper.pages)
    (read,) = understand((tmp_path / "out.docx").read_bytes(), "评估.docx").documents
    assert (read.title, str(read.number)) == (TITLE, number)

    frozen = _shown(office, evaluation)
    _correct(office, home)
    assert _shown(office, evaluation) == frozen
    press(office, "重新计算并比较", within=".page-head")
    check_sound(office)
    assert WHY in office.inner_text("main")


def _begin(page: Page) -> str:
    """From the city's set, of the year that is over; its address."""
    page.goto("/indicators/")
    with page.expect_navigation():
        page.locator("main tbody").get_by_role("link", name="民生指标提升行动").first.click()
    home = page.url.split("?")[0]
    page.goto(f"{home}?year=2025&month=12")
    check_sound(page)
    press(page, "编写通报、评估", within=".page-head")
    check_sound(page)
    assert "综合指数" in page.inner_text("main")
    press(page, "起草", within="form.bulletin-choices")
    page.wait_for_selector("form#form")
    return home


def _write(page: Page) -> None:
    """What is typed stands on the page at the right; a figure stays bound to its name."""
    text = page.locator("form#form [name=text]")
    assert "{" in text.input_value()
    text.press("Control+End")
    page.keyboard.type(f"\n{MORE}共有")
    with page.expect_response(re.compile("/edit/")):
        page.locator("[data-insert='{指标总数}']").click()
        page.keyboard.type("项指标。")
    sheet = page.locator(".document-sheet")
    expect(sheet).to_contain_text(re.compile(rf"{MORE}共有\d+项指标"))
    expect(page.locator("#saved")).to_contain_text("已自动保存")
    check_sound(page)
    fill(page, "form#form", title=TITLE)
    press(page, "保存", within="form#form")
    said(page, "已保存")


def _shown(page: Page, evaluation: str) -> str:
    page.goto(evaluation)
    check_sound(page)
    assert "印发时的数据" in page.inner_text("main")
    return page.inner_text(".document-sheet")


def _correct(page: Page, home: str) -> None:
    """A figure the evaluation used is corrected after the issue."""
    page.goto(f"{home}entry/?year=2025&month=12&status=verified")
    row = page.locator("table.figure-grid tr:not(.g-below)", has=page.locator(f"input[name$=value]{GIVEN}")).first
    value = row.get_by_label("数值")
    typed = {"更正原因": WHY, "数值": str(float(value.input_value()) - 1)}
    for label, words in typed.items():
        with page.expect_response("**/entry/row/**"):
            row.get_by_label(label).fill(words)
            row.get_by_label(label).press("Tab")
    expect(row.locator(".said")).to_contain_text("已保存")
