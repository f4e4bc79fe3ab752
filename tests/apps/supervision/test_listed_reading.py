"""Stages read from documents of an invented city: tables, bare days, several documents in one file, hostile files."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import reverse
from listed_cast import drafted

from cast import City
from duban.apps.plans.reading import tickets
from duban.apps.plans.reading.tickets import Ticket
from duban.apps.supervision.listed_reading import told_in
from duban.apps.supervision.models import ListedCase, ListedStage
from duban.apps.web import files

TABLE = """青泽市人民政府办公室关于印发青泽市2026年消防隐患整治方案的通知

青府办函〔2026〕17号

各镇人民政府、街道办事处：

现将《青泽市2026年消防隐患整治方案》发给你们。

青泽市人民政府办公室

2026年2月10日

青泽市2026年消防隐患整治方案

一、工作要求

各单位每月23日前报送整治工作情况。

附件：青泽市2026年消防整治进度表

附件
青泽市2026年消防整治进度表

序号	整治阶段	完成时限	主要工作
1	动员部署阶段	2月28日前	1. 召开动员会。 2. 签订责任书。
2	集中整治阶段	2026 年 3 月 1 日至 8 月 31 日	1. 全面排查。 2. 逐项整改。
3	迎检验收阶段	2026年9月1日至9月30日	1. 查漏补缺。
"""
PROSE = """青泽市人民政府办公室关于印发青泽市2026年自建房安全整治工作方案的通知

青府办函〔2026〕21号

各镇人民政府：

现将《青泽市2026年自建房安全整治工作方案》发给你们。

青泽市人民政府办公室

2026年3月2日

青泽市2026年自建房安全整治工作方案

一、工作步骤

（一）排查摸底阶段（2026年3月2日至4月30日）。逐户排查，建立台账。

（二）集中整治阶段（2026年5月1日至10月31日）。分类处置，逐户销号。
"""


def take_url(city: City, row: ListedCase, data: bytes, name: str, who: str = "office") -> str:
    word = tickets.issue(Ticket(files.keep(data), name), to=city.actor(who))
    return reverse("supervision:listed-take", args=[row.pk, word])


def zipped() -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as pack:
        pack.writestr("消防.txt", TABLE)
        pack.writestr("自建房.txt", PROSE)
    return out.getvalue()


def test_a_table_with_bare_days_takes_its_year_from_the_heading(city: City) -> None:
    (told,) = told_in(files.keep(TABLE.encode()), "推进表.txt")

    assert [(one.name, one.begins, one.ends) for one in told.stages] == [
        ("动员部署阶段", None, date(2026, 2, 28)),
        ("集中整治阶段", date(2026, 3, 1), date(2026, 8, 31)),
        ("迎检验收阶段", date(2026, 9, 1), date(2026, 9, 30)),
    ]
    assert told.report_day == 23
    assert told.stages[1].work == "1. 全面排查。\n2. 逐项整改。"
    assert "集中整治阶段" in told.stages[1].quote


def test_of_several_documents_one_is_chosen(city: City) -> None:
    row, client = drafted(city), city.client("office")
    url = take_url(city, row, zipped(), "整治方案.zip")

    first = client.get(url).content.decode()
    second = client.get(f"{url}?document=1").content.decode()

    assert "青府办函〔2026〕17号" in first
    assert "迎检验收阶段" in first
    assert "青府办函〔2026〕21号" in second
    assert "排查摸底阶段" in second
    assert client.get(f"{url}?document=2").status_code == 404


def test_what_was_read_is_corrected_and_taken_over_with_its_source(city: City) -> None:
    row, client = drafted(city), city.client("office")
    url = take_url(city, row, TABLE.encode(), "推进表.txt")
    page = client.get(url)
    data = {"seen": str(row.version), "stages-TOTAL_FORMS": "3", "stages-INITIAL_FORMS": "3", "do": "save"}
    for at, form in enumerate(page.context["stages"].forms):
        data |= {f"stages-{at}-{name}": str(value or "") for name, value in form.initial.items()}
    data["stages-0-ends"] = "2026-02-27"

    done = client.post(url, data, follow=True)

    assert "已确定 3 个整治阶段。" in done.content.decode()
    first, second, _ = ListedStage.objects.order_by("order")
    assert (first.ends, second.begins) == (date(2026, 2, 27), date(2026, 3, 1))
    assert "集中整治阶段" in second.places["quote"]
    row.refresh_from_db()
    assert row.source.endswith("｜推进表.txt")
    assert client.post(url, data, follow=True).status_code == 200
    assert city.events().count("listed.stages_taken") == 1


def test_a_stage_without_its_day_is_said_beside_it(city: City) -> None:
    row = drafted(city)
    data = {"seen": "1", "stages-TOTAL_FORMS": "1", "stages-INITIAL_FORMS": "0", "stages-0-name": "动员阶段"}

    page = city.client("office").post(reverse("supervision:listed-stages", args=[row.pk]), data).content.decode()

    assert "请填写完成时间" in page
    assert not row.stages.exists()


def test_a_ticket_of_somebody_else_opens_nothing(city: City) -> None:
    row = drafted(city)
    url = take_url(city, row, TABLE.encode(), "推进表.txt", who="county_office")

    assert city.client("office").get(url).status_code == 404


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "a.txt"),
        (b"MZ\x90\x00" + b"\x00" * 600, "a.docx"),
        (b"PK\x03\x04broken", "a.docx"),
        (b"\x00" * 64, "a.pdf"),
    ],
)
def test_a_file_that_is_no_document_is_refused_with_a_sentence(city: City, data: bytes, name: str) -> None:
    row = drafted(city)
    file = BytesIO(data)
    file.name = name

    answer = city.client("office").post(reverse("supervision:listed-read", args=[row.pk]), {"file": file})

    assert answer.status_code == 200
    assert answer.context["form"].errors["file"]


def test_a_file_without_stages_says_so(city: City) -> None:
    row = drafted(city)
    url = take_url(city, row, "今天开会。".encode(), "记录.txt")

    assert "没有读出分阶段的安排" in city.client("office").get(url).content.decode()


@pytest.mark.parametrize("junk", ["-1", "99999999999999999999", "abc", "１"])
def test_junk_in_the_hidden_fields_changes_nothing(city: City, junk: str) -> None:
    row, client = drafted(city), city.client("office")
    data = {"seen": junk, "stages-TOTAL_FORMS": "1", "stages-INITIAL_FORMS": "0", "stages-0-told": junk}
    data |= {"stages-0-name": "动员阶段", "stages-0-ends": "2026-03-31"}

    answer = client.post(reverse("supervision:listed-stages", args=[row.pk]), data)

    assert answer.status_code == 200
    assert not row.stages.exists()
