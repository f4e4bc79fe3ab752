"""The pages of an import: upload, progress, what is wrong, what would change, what came of it."""

from __future__ import annotations

import pytest
from directory_books import book, imported, many, sheet_rows, uploaded
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cast import City
from duban.apps.jobs.progress import set_progress
from duban.apps.jobs.running import run_waiting
from duban.apps.organizations.actions.directory_work import progress_key
from duban.apps.organizations.models import DirectoryImport, Unit

UNIT = ("青泽市", "青泽市大数据局", "市数据局", "政府部门", "", "", "2024-03-01", "", 40)
WRONG = ("青泽市", "青泽市云局", "", "机关", "", "", "", "", "")


def page_of(row: DirectoryImport, name: str = "directory-import") -> str:
    return reverse(f"organizations:{name}", args=[row.pk])


def upload(client: Client, city: City, data: bytes, name: str = "单位.xlsx") -> DirectoryImport:
    form = {"file": SimpleUploadedFile(name, data), "jurisdiction": city.places["青泽市"].pk}
    answer = client.post(reverse("organizations:directory-import-start"), form)
    assert answer.status_code == 302, answer.content.decode()
    return DirectoryImport.objects.get()


def test_a_workbook_goes_from_upload_to_done_through_the_pages(city: City) -> None:
    client = city.client("office")
    row = upload(client, city, book(单位=[UNIT]))
    set_progress(progress_key(row.pk), "正在核对单位", 1, 4)
    waiting = client.get(page_of(row)).content.decode()
    assert "正在核对单位，已完成 25%" in waiting
    assert 'hx-trigger="every 2s"' in waiting

    run_waiting()
    compared = client.get(page_of(row)).content.decode()
    assert "青泽市大数据局" in compared
    assert "确认导入" in compared
    row.refresh_from_db()
    client.post(page_of(row, "directory-import-confirm"), {"seen": row.reading["token"]})
    run_waiting()

    assert "已导入单位和人员" in client.get(page_of(row)).content.decode()
    assert Unit.objects.filter(name="青泽市大数据局").exists()


def test_what_asks_for_progress_is_told_to_load_the_page_when_it_is_done(city: City) -> None:
    row = uploaded(city, book(单位=[UNIT]))

    answer = city.client("office").get(page_of(row), headers={"HX-Request": "true"})

    assert answer.headers["HX-Refresh"] == "true"


def test_what_is_wrong_is_shown_and_can_be_taken_along(city: City) -> None:
    row = uploaded(city, book(单位=[UNIT, WRONG]))
    client = city.client("office")

    shown = client.get(page_of(row)).content.decode()
    listed = b"".join(client.get(page_of(row, "directory-import-problems")).streaming_content)

    assert "1 处问题" in shown
    assert "确认导入" not in shown
    assert sheet_rows(listed, "问题")[1][:3] == ["单位", 3, "类别"]


def test_lines_are_shown_by_sheet_and_fate_and_page(city: City) -> None:
    row = uploaded(city, many(120, 0))
    client = city.client("office")

    new = client.get(page_of(row), {"sheet": "单位", "fate": "new", "page": 3}).content.decode()
    missing = client.get(page_of(row), {"sheet": "单位", "fate": "missing"}).content.decode()
    nonsense = client.get(page_of(row), {"sheet": "<b>", "fate": "x", "page": "y"}).content.decode()

    assert "第 101—120 行，共 120 行" in new
    assert "共 9 行" in missing
    assert "青泽市财政局" in missing
    assert "单位：新增" in nonsense


def test_a_file_with_nothing_new_says_so_and_its_button_says_why(city: City) -> None:
    imported(city, book(单位=[UNIT]))
    row = uploaded(city, book(单位=[UNIT]))

    shown = city.client("office").get(page_of(row)).content.decode()

    assert "文件与现有的单位和人员一致" in shown
    assert 'aria-disabled="true"' in shown
    assert "文件与记录一致，没有要导入的变化" in shown


@pytest.mark.parametrize(
    ("data", "words"), [(b"no table at all", "请上传 Excel"), (b"", "空"), (b"%PDF-1.4 x", "请上传 Excel")]
)
def test_a_wrong_file_is_refused_in_the_form(city: City, data: bytes, words: str) -> None:
    form = {"file": SimpleUploadedFile("a.xlsx", data), "jurisdiction": city.places["青泽市"].pk}

    answer = city.client("office").post(reverse("organizations:directory-import-start"), form)

    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not DirectoryImport.objects.exists()


def test_a_file_that_is_too_large_is_refused_in_the_form(city: City, settings: pytest.FixtureRequest) -> None:
    settings.UPLOAD_BYTES = 2**20  # type: ignore[attr-defined]
    form = {"file": SimpleUploadedFile("a.xlsx", bytes(2**20 + 1)), "jurisdiction": city.places["青泽市"].pk}

    answer = city.client("office").post(reverse("organizations:directory-import-start"), form)

    assert "文件超过 1 MB" in answer.content.decode()


def test_strangers_find_neither_the_import_nor_its_file(city: City) -> None:
    row = uploaded(city, book(单位=[UNIT]))
    names = ("directory-import", "directory-import-file", "directory-import-problems")

    for who in ("stranger", "county_office", "leader", "audit_admin", "reader"):
        assert [city.client(who).get(page_of(row, name)).status_code for name in names] == [404] * 3
        assert city.client(who).post(page_of(row, "directory-import-confirm"), {"seen": "x"}).status_code == 404


def test_who_sees_the_import_may_take_the_original_file(city: City) -> None:
    data = book(单位=[UNIT])
    row = uploaded(city, data)

    assert b"".join(city.client("office").get(page_of(row, "directory-import-file")).streaming_content) == data


def test_a_stale_confirmation_is_refused_with_a_sentence(city: City) -> None:
    row = uploaded(city, book(单位=[UNIT]))

    answer = city.client("office").post(page_of(row, "directory-import-confirm"), {"seen": "x"}, follow=True)

    assert "这份核对结果已更新，请看过新的结果再确认" in answer.content.decode()
    row.refresh_from_db()
    assert row.state == "compared"


def test_the_template_and_what_is_on_record_can_be_taken_along(city: City) -> None:
    client = city.client("county_office")

    template = b"".join(client.get(reverse("organizations:directory-template")).streaming_content)
    record = b"".join(client.get(reverse("organizations:directory-export")).streaming_content)

    assert [len(sheet_rows(template, name)) for name in ("行政区", "单位", "人员")] == [1, 1, 1]
    assert "免职日期" in str(sheet_rows(template, "填写说明"))
    assert [row[0] for row in sheet_rows(record, "行政区")[1:]] == ["临川县", "石桥镇"]
    assert [row[1] for row in sheet_rows(record, "单位")[1:]] == [
        "临川县人民政府",
        "临川县人民政府办公室",
        "石桥镇人民政府",
    ]


def test_the_queries_of_a_page_do_not_grow_with_the_file(city: City) -> None:
    client, asked = city.client("office"), []
    client.get(reverse("organizations:imports"))
    for size in (5, 200):
        row = uploaded(city, many(size, size))
        with CaptureQueriesContext(connection) as queries:
            client.get(page_of(row))
            client.get(reverse("organizations:imports"))
        asked.append(len(queries))

    assert asked[0] == asked[1]
