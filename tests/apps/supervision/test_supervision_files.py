"""Files under supervision: what is taken, who adds, removes and reads them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from cast import City
from duban.apps.progress.keeping import MOST_FILES
from duban.apps.supervision import file_owners
from duban.apps.supervision.actions.files import attach_file, remove_file
from duban.apps.supervision.models import SupervisionFile
from duban.apps.supervision.models.files import OWNERS
from duban.apps.supervision.queries.files import files_of
from duban.apps.web import files
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed
from progress_cast import PICTURE
from supervision_cast import Supervised

AT = datetime(2026, 4, 20, 2, 0, tzinfo=UTC)


def attach(
    supervised: Supervised, data: bytes = PICTURE, name: str = "照片.pdf", who: str = "liaison"
) -> SupervisionFile:
    by = supervised.city.actor(who)
    return attach_file(owner=supervised.rectification, data=data, file_name=name, at=AT, by=by)


def test_a_file_is_kept_by_its_content(supervised: Supervised, city: City) -> None:
    row = attach(supervised, name="../照片.exe")

    assert (row.name, row.media_type, row.rectification) == (
        "照片.exe.pdf",
        "application/pdf",
        supervised.rectification,
    )
    assert files.read(row.digest) == PICTURE
    assert attach(supervised) == row
    assert city.events() == ["rectification.file_attached"]


@pytest.mark.parametrize(("data", "words"), [(b"", "空的"), (b"MZ\x90\x00\x03", "不能作佐证材料")])
def test_what_is_no_evidence_is_refused(supervised: Supervised, data: bytes, words: str) -> None:
    with pytest.raises(Invalid, match=words):
        attach(supervised, data)


def test_there_is_a_limit_to_number_and_size(supervised: Supervised, settings) -> None:
    for number in range(MOST_FILES):
        attach(supervised, PICTURE + str(number).encode())

    with pytest.raises(Invalid, match=f"最多 {MOST_FILES} 个"):
        attach(supervised, PICTURE + b"more")
    settings.UPLOAD_BYTES = 20
    with pytest.raises(Invalid, match="文件超过"):
        attach(supervised, PICTURE + b"larger")


@pytest.mark.parametrize("who", ["finance", "office", "leader", "reader", "county_office"])
def test_nobody_else_adds_or_removes(supervised: Supervised, city: City, who: str) -> None:
    row = attach(supervised)

    with pytest.raises(NotAllowed):
        attach(supervised, PICTURE + b"2", who=who)
    with pytest.raises(NotAllowed):
        remove_file(file=row, at=AT, by=city.actor(who))


def test_a_removed_file_is_gone_from_the_list_and_stays_in_the_house(supervised: Supervised, city: City) -> None:
    row = remove_file(file=attach(supervised), at=AT, by=city.actor("liaison"))

    assert not files_of(supervised.rectification).exists()
    assert city.client("office").get(reverse("supervision:file", args=[row.pk])).status_code == 200
    with pytest.raises(Conflict, match="已经移除"):
        remove_file(file=row, at=AT, by=city.actor("liaison"))


def test_nothing_changes_after_it_was_reported(supervised: Supervised, city: City) -> None:
    with pytest.raises(Conflict, match="待核查"):
        attach_file(owner=supervised.rectified, data=PICTURE, file_name="a.pdf", at=AT, by=city.actor("liaison"))


@pytest.mark.parametrize(
    ("who", "status"),
    [("office", 200), ("liaison", 200), ("leader", 200), ("finance", 404), ("stranger", 404), ("county_office", 404)],
)
def test_a_file_is_read_by_who_reads_what_it_belongs_to(
    supervised: Supervised, city: City, who: str, status: int
) -> None:
    answer = city.client(who).get(reverse("supervision:file", args=[attach(supervised).pk]))

    assert answer.status_code == status
    if status == 200:
        assert answer["Content-Disposition"].startswith("attachment")
        assert answer["X-Content-Type-Options"] == "nosniff"


def test_removing_leads_back_or_fills_the_place(supervised: Supervised, city: City) -> None:
    client, page = city.client("liaison"), reverse("supervision:rectification", args=[supervised.rectification.pk])
    address = reverse("supervision:file-remove", args=[attach(supervised).pk])
    here = client.get(page).wsgi_request.build_absolute_uri()

    assert client.post(address, HTTP_REFERER=here)["Location"].endswith(page)
    assert client.post(address, HTTP_HX_REQUEST="true").status_code == 409


def test_every_kind_of_owner_has_a_home_with_a_place(supervised: Supervised) -> None:
    rows = {
        "answer": supervised.answer,
        "rectification": supervised.rectification,
        "record": supervised.record,
        "objection": supervised.objection,
        "interview": supervised.interview,
        "listed_report": supervised.listed_report,
        "acceptance": supervised.acceptance,
    }
    assert set(rows) == set(OWNERS)
    for name, row in rows.items():
        assert file_owners.field_of(row) == name
        assert file_owners.home_of(row).jurisdiction == supervised.place
