"""Files that mean harm, or are too much, are answered with a sentence on the page of importing a plan."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page

from e2e import uploads
from e2e.conftest import SignIn
from e2e.office_work import press
from e2e.soundness import faults_of_access, faults_of_form

START = "/plans/imports/start/"
_PROGRAM = b"MZ\x90\x00" + bytes(4000)


def refused(page: Page, file: FilePayload | Path) -> str:
    """What the page says of a file it does not take."""
    page.goto(START)
    page.set_input_files("input[type=file]", file)
    press(page, "读取并核对")
    assert page.url.endswith(START)
    assert not faults_of_form(page) + faults_of_access(page)
    return page.inner_text("main")


def test_a_program_called_a_document_is_refused(sign_in: SignIn) -> None:
    program = uploads.named("分工方案.docx", _PROGRAM)

    assert "分工方案.docx：" in refused(sign_in("office"), program)


@pytest.mark.parametrize(("megabytes", "sentence"), [(51, "文件超过 50 MB"), (200, "上传的内容超过了上限")])
def test_a_file_larger_than_the_site_takes_is_refused(
    sign_in: SignIn, tmp_path: Path, megabytes: int, sentence: str
) -> None:
    large = tmp_path / "分工方案.txt"
    with large.open("wb") as file:
        file.truncate(megabytes * 2**20)

    assert sentence in refused(sign_in("office"), large)


def test_a_script_in_the_name_of_a_file_is_only_words(sign_in: SignIn) -> None:
    page = sign_in("office")
    name = "<img src=x onerror=alert(1)><script>alert(2).docx"

    assert name in refused(page, uploads.named(name, _PROGRAM))
    assert page.locator("main img").count() == page.locator("main script").count() == 0


def test_what_holds_no_task_says_so_and_can_be_given_up(sign_in: SignIn) -> None:
    page = sign_in("office")
    page.goto(START)
    page.set_input_files("input[type=file]", uploads.named("便函.txt", "请各单位按时参加会议。\n".encode()))
    press(page, "读取并核对")
    page.wait_for_selector("h1:has-text('没有读成')")

    assert not faults_of_form(page) + faults_of_access(page)
    press(page, "放弃", within=".page-head")
    press(page, "放弃导入")
    assert page.inner_text("h1") == "导入核对"
