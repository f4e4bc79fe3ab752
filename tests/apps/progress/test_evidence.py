"""Evidence: what is taken, by its content; who adds, removes and reads it; what hostile uploads come to."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cast import City
from duban.apps.progress.actions.evidence import attach_evidence, remove_evidence
from duban.apps.progress.actions.reports import submit_report
from duban.apps.progress.evidence_kinds import LONGEST_NAME, PDF, kept_name, kind_of
from duban.apps.progress.keeping import MOST_FILES
from duban.apps.progress.models import Evidence, Report
from duban.apps.web import files
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed
from progress_cast import FILED, PICTURE, Year

AT = datetime(2026, 4, 9, 2, 0, tzinfo=UTC)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def packed(*members: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name in members:
            package.writestr(name, "内容")
    return out.getvalue()


def attach(year: Year, city: City, data: bytes = PICTURE, name: str = "名单.pdf", who: str = "liaison") -> Evidence:
    return attach_evidence(owner=year.report, data=data, file_name=name, at=AT, by=city.actor(who))


TAKEN = [
    (PICTURE, "application/pdf"),
    (b"\x89PNG\r\n\x1a\n....", "image/png"),
    (b"\xff\xd8\xff\xe0....", "image/jpeg"),
    (packed("[Content_Types].xml", "word/document.xml"), "wordprocessingml.document"),
    (packed("[Content_Types].xml", "xl/workbook.xml"), "spreadsheetml.sheet"),
    (packed("OFD.xml"), "application/ofd"),
    (packed("现场.jpg"), "application/zip"),
    (OLE + "WordDocument".encode("utf-16-le"), "application/msword"),
    (OLE + "Workbook".encode("utf-16-le"), "application/vnd.ms-excel"),
    ("名单：甲、乙。\n".encode(), "text/plain"),
    ("名单：甲、乙。\n".encode("gb18030"), "text/plain"),
]
REFUSED = [
    (b"", "空的"),
    (b" \n", "空的"),
    (b"MZ\x90\x00\x03", "不能作佐证材料"),
    (b"MZ, said the file", "不能作佐证材料"),
    (b"\x7fELF\x02\x01", "不能作佐证材料"),
    (b"#!/bin/sh\nrm -r x\n", "不能作佐证材料"),
    (b"GIF89a\x01\x00", "不能作佐证材料"),
    (b"Rar!\x1a\x07", "不能作佐证材料"),
    (b"\x00\x01\x02", "不能作佐证材料"),
    (b"PK\x03\x04broken", "已损坏"),
    (packed("word/document.xml", "word/vbaProject.bin"), "带宏"),
    (OLE + "EncryptedPackage".encode("utf-16-le"), "密码"),
    (OLE + b"installer", "不能作佐证材料"),
]


@pytest.mark.parametrize(("data", "media_type"), TAKEN)
def test_what_a_file_is_is_read_from_its_bytes(data: bytes, media_type: str) -> None:
    assert kind_of(data).media_type.endswith(media_type)


@pytest.mark.parametrize(("data", "words"), REFUSED)
def test_what_is_no_evidence_is_refused_with_the_reason(data: bytes, words: str) -> None:
    with pytest.raises(Invalid, match=words) as refused:
        kind_of(data)

    assert refused.value.field == "files"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("名单.pdf", "名单.pdf"),
        ("名单.PDF", "名单.PDF"),
        ("名单.exe", "名单.exe.pdf"),
        ("名单", "名单.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\文件\\名单.pdf", "名单.pdf"),
        ("名单\u202efdp.exe", "名单fdp.exe.pdf"),
        ('<script>"名单".pdf', "_script__名单_.pdf"),
        ("名\x00单\r\n.pdf", "名单.pdf"),
        ("...", "佐证材料.pdf"),
        (".pdf", "pdf.pdf"),
        ("名" * 300 + ".pdf", "名" * (LONGEST_NAME - 4) + ".pdf"),
    ],
)
def test_a_name_is_kept_without_what_hides_or_breaks_it(name: str, kept: str) -> None:
    assert kept_name(name, PDF) == kept
    assert len(kept) <= LONGEST_NAME


def test_a_file_is_kept_by_its_content(year: Year, city: City) -> None:
    row = attach(year, city)

    assert (row.name, row.size, row.media_type, row.report) == (
        "名单.pdf",
        len(PICTURE),
        "application/pdf",
        year.report,
    )
    assert files.read(row.digest) == PICTURE
    assert city.events() == ["report.evidence_attached"]


def test_the_same_file_twice_is_one(year: Year, city: City) -> None:
    assert attach(year, city) == attach(year, city, name="另一个名字.pdf")
    assert year.report.evidence.count() == 1


def test_there_is_a_limit_to_the_files_of_one_thing(year: Year, city: City) -> None:
    for number in range(MOST_FILES):
        attach(year, city, PICTURE + str(number).encode())

    with pytest.raises(Invalid, match=f"最多 {MOST_FILES} 个"):
        attach(year, city, PICTURE + b"more")


def test_a_file_larger_than_the_site_takes_is_refused(year: Year, city: City, settings) -> None:
    settings.UPLOAD_BYTES = 20

    with pytest.raises(Invalid, match="文件超过"):
        attach(year, city)


@pytest.mark.parametrize("who", ["stranger", "finance", "office", "county_office", "leader", "reader"])
def test_nobody_else_adds_or_removes(year: Year, city: City, who: str) -> None:
    row = attach(year, city)

    with pytest.raises(NotAllowed):
        attach(year, city, PICTURE + b"2", who=who)
    with pytest.raises(NotAllowed):
        remove_evidence(evidence=row, at=AT, by=city.actor(who))


def test_nothing_is_added_to_what_was_submitted(year: Year, city: City) -> None:
    with pytest.raises(Conflict, match="待审核，不能修改"):
        attach_evidence(owner=year.filed, data=PICTURE, file_name="a.pdf", at=AT, by=city.actor("finance"))
    with pytest.raises(Conflict, match="待审核，不能修改"):
        remove_evidence(evidence=year.evidence, at=AT, by=city.actor("finance"))


def test_a_removed_file_stays_with_what_was_filed(year: Year, city: City) -> None:
    row, liaison = attach(year, city), city.actor("liaison")
    submit_report(report=year.report, values={"text": "已开工。", "stated": "on_pace"}, at=AT, by=liaison)
    Report.objects.filter(pk=year.report.pk).update(state="returned")

    remove_evidence(evidence=row, at=AT + timedelta(days=3), by=liaison)

    with pytest.raises(Conflict, match="已经移除"):
        remove_evidence(evidence=row, at=AT + timedelta(days=3), by=liaison)
    assert year.report.submissions.get().values["佐证材料"] == [{"文件名": "名单.pdf", "摘要": row.digest}]
    address = reverse("progress:evidence", args=[row.pk])
    page = city.client("office").get(reverse("progress:report", args=[year.report.pk]))
    assert address in page.text
    assert city.client("office").get(address).status_code == 200


def test_a_file_is_always_a_download_of_its_own_type(year: Year, city: City) -> None:
    answer = city.client("office").get(reverse("progress:evidence", args=[year.evidence.pk]))

    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == "application/pdf"
    assert b"".join(answer.streaming_content) == PICTURE


@pytest.mark.parametrize(
    ("who", "status"), [("liaison", 200), ("unit_head", 200), ("office", 404), ("leader", 404), ("finance", 404)]
)
def test_before_it_is_filed_only_the_unit_reads_it(year: Year, city: City, who: str, status: int) -> None:
    address = reverse("progress:evidence", args=[attach(year, city).pk])

    assert city.client(who).get(address).status_code == status


def test_what_is_added_after_filing_is_the_units_own_until_it_files_again(year: Year, city: City) -> None:
    Report.objects.filter(pk=year.filed.pk).update(state="returned")
    new = attach_evidence(
        owner=year.filed, data=PICTURE + b"2", file_name="b.pdf", at=FILED + timedelta(1), by=city.actor("finance")
    )

    assert city.client("office").get(reverse("progress:evidence", args=[new.pk])).status_code == 404
    assert city.client("office").get(reverse("progress:evidence", args=[year.evidence.pk])).status_code == 200


def test_thirty_files_at_once_are_refused_before_they_are_kept(year: Year, city: City) -> None:
    many = [SimpleUploadedFile(f"{number}.pdf", PICTURE + str(number).encode()) for number in range(30)]

    page = city.client("liaison").post(reverse("progress:report-evidence", args=[year.report.pk]), {"files": many})

    assert f"最多 {MOST_FILES} 个佐证材料" in page.text
    assert not year.report.evidence.exists()


def test_a_name_with_markup_is_shown_as_text(year: Year, city: City) -> None:
    file = SimpleUploadedFile("<img src=x onerror=alert(1)>.pdf", PICTURE)

    page = city.client("liaison").post(reverse("progress:report-evidence", args=[year.report.pk]), {"files": [file]})

    assert "<img" not in page.text
    assert year.report.evidence.get().name.endswith(".pdf")


def test_removing_leads_back_to_the_page(year: Year, city: City) -> None:
    row, page = attach(year, city), reverse("progress:report", args=[year.report.pk])
    client, address = city.client("liaison"), reverse("progress:evidence-remove", args=[row.pk])

    here = client.get(page).wsgi_request.build_absolute_uri()
    answer = client.post(address, HTTP_REFERER=here)
    assert answer["Location"].endswith(page)
    assert client.post(address, HTTP_HX_REQUEST="true").status_code == 409
    elsewhere = client.post(
        reverse("progress:evidence-remove", args=[attach(year, city).pk]), HTTP_REFERER="https://elsewhere.example/"
    )
    assert elsewhere["Location"] == "/"
