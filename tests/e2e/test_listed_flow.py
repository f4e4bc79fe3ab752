"""A listed case: its stages read from a document and corrected, listed, a month reported, returned and accepted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO

import pytest
from docx import Document
from playwright.sync_api import FilePayload, Page, expect

from e2e.conftest import SignIn
from e2e.office_work import press
from e2e.supervised import LISTED_UNIT
from e2e.supervision_work import check_sound, choose, fill, pdf, said

pytestmark = pytest.mark.usefixtures("campaign")
TITLE = "云栖区旧货市场火灾隐患"
SCHEME = "云栖区旧货市场火灾隐患整治方案"
STAGES = (("动员部署阶段", -40, -11), ("集中整治阶段", -10, 40), ("验收销号阶段", 41, 70))
DONE = "已拆除违章搭建26处，疏散通道全部打通。"
MORE = "请补充消防设施维修情况。"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def test_stages_are_read_corrected_listed_and_a_month_reported(sign_in: SignIn) -> None:
    office, unit, leader = sign_in("office"), sign_in("head"), sign_in("leader", size="phone")
    listed = _draft(office)
    _correct(office)
    unit.goto(listed)
    assert "没有找到" in unit.inner_text("body")
    _list(office)

    month = _report(unit, listed)
    _review(office, month, "退回重报", MORE)
    unit.goto(month)
    expect(unit.locator(".note-box.returned")).to_contain_text(MORE)
    fill(unit, "main form.form", text=f"{DONE}消防设施已修复。")
    press(unit, "报送", within="main form.form")
    _review(office, month, "通过", "")

    leader.goto(listed)
    _look_at_the_picture(leader)
    assert "已审核" in leader.inner_text("#months") or "通过" in leader.inner_text("#months")
    office.goto(f"{listed}sheet/")
    check_sound(office)


def _draft(page: Page) -> str:
    """With a document, in one step."""
    page.goto("/supervision/listed/")
    check_sound(page)
    press(page, "拟订挂牌事项", within=".page-head")
    form = "main form.form"
    fill(page, form, title=TITLE, unit=LISTED_UNIT, problem="疏散通道堵塞，违章搭建30处。", basis="市安委会检查通报")
    page.locator(f"{form} [name=report_day]").fill("31")  # the last day of every month
    page.set_input_files(f"{form} input[type=file]", _scheme())
    check_sound(page)
    press(page, "保存，填写整治阶段")
    page.wait_for_selector("h1:has-text('核对读出的阶段')")
    check_sound(page)
    return page.url.split("stages/")[0]


def _scheme() -> FilePayload:
    """As an office writes one: a notice, and its annex with a table of stages. Its days lie about today."""
    found = Document()
    for line in _lines():
        found.add_paragraph(line)
    table = found.add_table(rows=0, cols=3)
    rows = [
        ("整治阶段", "完成时限", "主要工作"),
        *((name, _term(a, b), f"{name}的各项工作。") for name, a, b in STAGES),
    ]
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    data = BytesIO()
    found.save(data)
    return {"name": f"{SCHEME}.docx", "mimeType": _WORD, "buffer": data.getvalue()}


def _lines() -> Iterator[str]:
    begun = _day(-45)
    yield f"云栖区人民政府办公室关于印发{SCHEME}的通知"
    yield f"云府办函〔{begun.year}〕17号"
    yield "各镇人民政府、街道办事处："
    yield f"现将《{SCHEME}》发给你们。"
    yield "云栖区人民政府办公室"
    yield _in_words(begun)
    yield SCHEME
    yield "整治工作分三个阶段进行。"


def _day(number: int) -> date:
    return date.today() + timedelta(days=number)


def _in_words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _term(begins: int, ends: int) -> str:
    return f"{_in_words(_day(begins))}至{_in_words(_day(ends))}"


def _correct(page: Page) -> None:
    """Beside each stage stands what the document says; a day is put right."""
    names = [one.input_value() for one in page.locator("fieldset.stage-line [name$=-name]").all()]
    assert names == [name for name, _, _ in STAGES]
    assert _term(*STAGES[1][1:]) in page.locator("fieldset.stage-line").nth(1).inner_text()
    page.locator("[name=stages-1-ends]").fill(_day(38).isoformat())
    page.locator("[name=stages-2-name]").fill("")
    press(page, "采用这些阶段")
    expect(page.get_by_text("请填写阶段名称")).to_be_visible()
    page.locator("[name=stages-2-name]").fill("验收摘牌阶段")
    check_sound(page)
    press(page, "采用这些阶段")
    page.wait_for_selector(f"h1:has-text('{TITLE}')")
    table = page.inner_text("#stages table")
    assert "验收摘牌阶段" in table
    assert _in_words(_day(38)) in table or f"{_day(38).month}月{_day(38).day}日" in table
    check_sound(page)


def _list(page: Page) -> None:
    press(page, "上级已发文，登记挂牌", within=".page-head")
    fill(page, "main form.form", document="青泽市安全生产委员会办公室关于挂牌督办的通知（青安办〔2026〕3号）")
    press(page, "登记", within="main form.form")
    said(page, "已挂牌")
    assert "青安办〔2026〕3号" in page.inner_text("dl.listed-facts")


def _report(page: Page, listed: str) -> str:
    """The month, with a photograph's worth of proof; its address."""
    page.goto(listed)
    check_sound(page)
    with page.expect_navigation():
        page.locator("#months tbody a").first.click()
    fill(page, "main form.form", text=DONE)
    page.set_input_files("main form.form input[type=file]", pdf("拆除现场.pdf"))
    check_sound(page)
    press(page, "报送", within="main form.form")
    said(page, "月报已报送")
    assert "拆除现场.pdf" in page.inner_text("main")
    return page.url


def _review(page: Page, month: str, verdict: str, opinion: str) -> None:
    page.goto(month)
    choose(page, "main form.form", verdict)
    check_sound(page)
    press(page, "提交审核", within="main form.form")
    if opinion:
        expect(page.get_by_text("请写明退回的原因，要补什么").first).to_be_visible()
        fill(page, "main form.form", opinion=opinion)
        press(page, "提交审核", within="main form.form")
    said(page, "月报已")


def _look_at_the_picture(page: Page) -> None:
    """On a phone it keeps within the screen, and says in words what it draws."""
    picture = page.locator("svg.stages-picture")
    expect(picture).to_be_visible()
    box = picture.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert "动员部署阶段" in (picture.get_attribute("aria-label") or "")
    assert picture.locator("rect").count() >= len(STAGES)
    check_sound(page)
