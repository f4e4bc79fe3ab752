"""The real document of indicators, from the file to the curve, in a real browser; its figures are invented."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Locator, Page, expect

from corpus import corpus_file
from e2e.office_work import answer_questions, press, settle_names
from e2e.real_server import Places
from e2e.server import running_city
from e2e.soundness import faults_of_access, faults_of_form
from e2e.uploads import named

START = "/plans/imports/start/"
FIRST, SECOND = "人均GDP(2010年不变价)", "服务业增加值占GDP比重"
SOURCE, REASON = "虚构数据，仅供测试", "统计口径调整（虚构）"
FIGURES = {2017: "36000", 2018: "41000", 2019: "47000"}
CURVE = f"{FIRST}（元）历年实际值与目标"


@pytest.fixture(scope="module")
def places(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Places]:
    corpus_file("003")
    with running_city(tmp_path_factory.mktemp("indicators") / "home") as city:
        places = Places(browser, city)
        yield places
        places.close()


@pytest.fixture(autouse=True)
def _browsers_do_not_complain(places: Places) -> Iterator[None]:
    yield
    assert not places.complaints, "\n".join(places.complaints)


@pytest.fixture(scope="module")
def in_force(places: Places) -> str:
    """The address of the set: read, answered, its second indicator corrected, adopted, put in force."""
    page = places.page("yunfu")
    read(page, "003", "读出 42 项指标", doubts=15)
    correct_unit(page)
    return put_in_force(page, "攻坚行动工作方案")


@pytest.fixture(scope="module")
def health(places: Places) -> str:
    """The table of the health plan, which a gazette holds beside tasks, rosters and appointments."""
    page = places.page("luoding")
    read(page, "001", "读出 20 项指标（21 行）", doubts=1)
    return put_in_force(page, "卫生")


def read(page: Page, number: str, found: str, *, doubts: int) -> None:
    """Of a file with several documents the one of indicators; each doubt gets its first answer, names are settled."""
    file = corpus_file(number)
    page.goto(START)
    page.set_input_files("input[type=file]", named(file.name, file.read_bytes()))
    press(page, "读取并核对")
    page.wait_for_selector("h1:has-text('导入核对')")
    of_indicators = page.locator("tbody tr", has=page.get_by_role("cell", name="指标文件", exact=True))
    if of_indicators.count():
        of_indicators.get_by_role("link").first.click()
    look(page, "导入核对：")
    assert found in page.inner_text(".page-head")
    assert answer_questions(page) == doubts
    settle_names(page)


def put_in_force(page: Page, title: str) -> str:
    with page.expect_navigation():
        page.locator("#review-actions a.primary").click()
    look(page, "导入为指标体系")
    press(page, "导入", within="main form.form")
    address = page.url.replace("settings/", "")
    page.goto(f"{address}settings/")
    look(page, title)
    press(page, "启用")
    look(page, "启用指标体系")
    press(page, "启用", within="main form.form")
    return address


@pytest.fixture(scope="module")
def measured(places: Places, in_force: str) -> str:
    """Three years of the first indicator are entered side by side."""
    page = places.page("yunfu")
    page.goto(f"{in_force}entry/years/?status=verified")
    look(page, "历年数据")
    for year, value in FIGURES.items():
        page.get_by_label(f"{FIRST}{year}年数值").fill(value)
    page.fill("main [name=source]", SOURCE)
    press(page, "保存", within="main form[method=post]")
    return in_force


def look(page: Page, heading: str) -> None:
    page.wait_for_selector(f"h1:has-text('{heading}')", state="attached")
    faults = faults_of_form(page) + faults_of_access(page)
    assert not faults, f"{heading}: {faults}"


def correct_unit(page: Page) -> None:
    """By keys, as every review is corrected."""
    row = page.locator("li[data-task]").nth(1)
    page.keyboard.press("j")
    row.locator(".detail").wait_for()
    page.keyboard.press("e")
    row.locator("[name=unit]").fill("百分比")
    row.get_by_role("button", name="保存").click()
    row.locator(".detail").wait_for()
    page.reload()
    assert f"{SECOND}（百分比）" in row.inner_text()


def open_indicator(page: Page, address: str, name: str) -> None:
    page.goto(address)
    with page.expect_navigation():
        page.locator("#table a", has_text=name).first.click()
    look(page, name)


def years_of(page: Page) -> dict[str, str]:
    """The table beneath the curve: year and actual figure."""
    rows: list[Locator] = page.locator("table.year-table tbody tr").all()
    return {row.locator("th").inner_text(): row.locator("td").first.inner_text() for row in rows}


def test_figures_of_several_years_give_attainment_and_working(places: Places, measured: str) -> None:
    page = places.page("yunfu")
    page.goto(f"{measured}?year=2019&month=12")
    look(page, "攻坚行动工作方案")
    assert "81%" in page.locator("#table tr", has_text=FIRST).first.inner_text()  # 47000 ÷ 58000
    assert page.locator("ol.phases li").count() == 3
    open_indicator(page, f"{measured}?year=2019&month=12", FIRST)
    assert "正向比率法：47000 ÷ 58000 × 100 = 81%" in page.inner_text("#working")
    assert page.locator(".indicator-facts").inner_text().count("数据不足") == 0


def test_the_curve_is_told_to_who_cannot_see_it_and_stands_on_paper(places: Places, measured: str) -> None:
    page = places.page("yunfu")
    open_indicator(page, f"{measured}?year=2019&month=12", FIRST)
    curve = page.get_by_role("img", name=CURVE)
    assert curve.count() == 1
    assert "云浮市" in (curve.locator("> desc").text_content() or "")
    told = years_of(page)
    assert list(told) == [f"{year}年" for year in range(2016, 2021)]
    assert [told[f"{year}年"] for year in FIGURES] == list(FIGURES.values())

    with pdfplumber.open(BytesIO(page.pdf(format="A4"))) as paper:
        text = "".join(sheet.extract_text() or "" for sheet in paper.pages)
        drawn = sum(len(sheet.lines) + len(sheet.curves) for sheet in paper.pages)
    assert all(value in text for value in FIGURES.values())
    assert drawn > 20
    page.set_viewport_size({"width": 390, "height": 844})
    look(page, FIRST)


def test_a_workbook_goes_out_is_filled_in_and_comes_back(places: Places, measured: str, tmp_path: Path) -> None:
    page = places.page("yunfu")
    page.goto(f"{measured}entry/?year=2019&month=12&status=verified")
    look(page, "填报指标")
    with page.expect_download() as found:
        page.get_by_role("link", name="导出表格").click()
    found.value.save_as(tmp_path / "out.xlsx")
    page.goto(f"{measured}entry/import/")
    page.set_input_files("input[type=file]", named("填好.xlsx", filled(tmp_path / "out.xlsx", SECOND, "45.5")))
    press(page, "读取并核对")
    look(page, "核对指标数")
    assert page.locator("table.compared tbody tr").count() == 1
    press(page, "保存这 1 个数")
    assert "已导入 1 个数" in page.inner_text("#messages")
    open_indicator(page, f"{measured}?year=2019&month=12", SECOND)
    assert years_of(page)["2019年"] == "45.5"


def filled(path: Path, name: str, value: str) -> bytes:
    """The row of this indicator given a figure and its source."""
    book, out = load_workbook(path), BytesIO()
    heads: dict[str, int] = {}
    for row in book["实际值"].iter_rows():
        words = [str(cell.value or "").strip() for cell in row]
        if "指标" in words:
            heads = {word: at for at, word in enumerate(words) if word}
        elif heads and name in words[heads["指标"]]:
            row[heads["数值"]].value, row[heads["数据来源"]].value = float(value), SOURCE
    book.save(out)
    return out.getvalue()


def test_the_table_of_a_plan_in_a_gazette_becomes_a_set_of_its_own(places: Places, health: str) -> None:
    page = places.page("luoding")
    page.goto(health)
    look(page, "卫生")
    rows = page.locator("#table tbody tr:not(.group)")
    assert rows.count() == 21
    assert rows.filter(has_text="没有报数").count() >= 20  # a whole says it of its parts


def test_a_correction_says_why_and_keeps_what_was(places: Places, measured: str) -> None:
    page = places.page("yunfu")
    page.goto(f"{measured}entry/?year=2018&month=12&status=verified")
    row = page.locator("table.figure-grid tr", has_text=FIRST)
    for label, typed in {"更正原因": REASON, "数值": "41500"}.items():
        with page.expect_response("**/entry/row/**"):
            row.get_by_label(label).fill(typed)
            row.get_by_label(label).press("Tab")
    expect(row.locator(".said")).to_contain_text("已保存")
    open_indicator(page, f"{measured}?year=2019&month=12", FIRST)
    assert years_of(page)["2018年"] == "41500"
    history = page.inner_text("table.figure-history")
    assert "41000元" in history
    assert f"更正：{REASON}" in history


def test_pages_of_the_set_are_sound_at_both_sizes(places: Places, measured: str) -> None:
    for size in ("desk", "phone"):
        page = places.page("yunfu", size=size)
        for address, heading in {
            "": "攻坚行动工作方案",
            "places/": "各地比较",
            "evaluations/new/?year=2019&month=12": "编写通报和评估",
        }.items():
            page.goto(f"{measured}{address}")
            look(page, heading)
