"""An uploaded document becomes a draft under review, once; what is no plan says what it is instead."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cast import City
from corpus import corpus_file
from duban.apps.audit.models import Event
from duban.apps.audit.sentences import sentence
from duban.apps.jobs.running import run_waiting
from duban.apps.plans import jobs
from duban.apps.plans.actions.imports import KnownAlready, discard_import, start_import
from duban.apps.plans.models import NameKind, Plan, PlanImport, PlanImportKind, PlanImportState, SourceFile
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
PLAN, ROSTER = "report-division.txt", "leading-group.docx"


def sample(name: str) -> bytes:
    return (SAMPLES / name).read_bytes()


def started(city: City, data: bytes, name: str, *, place: str = "青泽市", who: str = "office") -> PlanImport:
    return start_import(jurisdiction=city.places[place], data=data, file_name=name, by=city.actor(who))


def read(city: City, name: str, data: bytes | None = None) -> PlanImport:
    """The import of a sample, after its job."""
    row = started(city, sample(name) if data is None else data, name)
    run_waiting()
    row.refresh_from_db()
    return row


def zipped(*names: str) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, sample(name))
    return out.getvalue()


def test_a_plan_becomes_a_draft_with_its_header_outline_tasks_and_names(city: City) -> None:
    row = read(city, "work-plan-2026.docx")

    assert (row.state, row.failure, row.position) == (PlanImportState.REVIEWING, "", 1)
    assert (row.title, row.year) == ("2026年青泽市重点工作任务分工方案", 2026)
    assert row.source.media_type.endswith("wordprocessingml.document")
    assert row.tasks.count() == 44
    assert row.sections.filter(parent=None).exists()
    assert row.names.filter(kind=NameKind.UNIT).exists()
    assert row.names.filter(kind=NameKind.LEADER).exists()
    assert row.document["tasks"][0]["text"] == row.tasks.first().text  # type: ignore[union-attr]
    assert city.events() == ["plan_import.started", "plan_import.read"]
    assert sentence(Event.objects.get(verb="plan_import.read")).endswith("的任务 44 项")


def test_only_the_office_imports_and_only_for_its_own_places(city: City) -> None:
    with pytest.raises(NotAllowed):
        started(city, sample(PLAN), PLAN, who="liaison")
    with pytest.raises(NotAllowed):
        started(city, sample(PLAN), PLAN, who="county_office")

    assert started(city, sample(PLAN), PLAN, place="临川县").source.jurisdiction == city.places["临川县"]


def test_the_same_file_is_not_imported_twice(city: City) -> None:
    first = read(city, PLAN)

    with pytest.raises(KnownAlready, match="上传，现在待核对，不用再传") as refused:
        started(city, sample(PLAN), "另一个名字.txt")

    assert refused.value.known == first
    assert PlanImport.objects.count() == 1


def test_a_file_that_was_given_up_may_be_uploaded_again(city: City) -> None:
    first = read(city, PLAN)
    discard_import(plan_import=first, by=city.actor("office"))

    again = read(city, "改名.txt", sample(PLAN))

    assert again.state == PlanImportState.REVIEWING
    assert SourceFile.objects.get().name == "改名.txt"
    assert city.events()[2] == "plan_import.discarded"


@pytest.mark.parametrize("state", [PlanImportState.WAITING, PlanImportState.READING])
def test_a_file_that_is_not_yet_read_may_be_given_up_and_uploaded_again(city: City, state: PlanImportState) -> None:
    row = started(city, sample(PLAN), PLAN)
    PlanImport.objects.filter(pk=row.pk).update(state=state)

    discard_import(plan_import=row, by=city.actor("office"))
    again = read(city, PLAN)

    row.refresh_from_db()
    assert (row.state, row.tasks.count()) == (PlanImportState.DISCARDED, 0)
    assert (again.state, again.pk) == (PlanImportState.REVIEWING, row.pk + 1)


def test_what_is_given_up_while_it_is_read_becomes_no_draft(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    row = started(city, sample(PLAN), PLAN)
    found = jobs.readings

    def slow(data: bytes, name: str) -> object:
        discard_import(plan_import=row, by=city.actor("office"))
        return found(data, name)

    monkeypatch.setattr(jobs, "readings", slow)
    run_waiting()

    row.refresh_from_db()
    assert (row.state, row.tasks.count()) == (PlanImportState.DISCARDED, 0)
    assert city.events() == ["plan_import.started", "plan_import.discarded"]


def test_what_was_given_up_is_not_said_to_have_failed(city: City) -> None:
    row = started(city, sample(PLAN), PLAN)
    discard_import(plan_import=row, by=city.actor("office"))

    jobs.reading_given_up(row.pk, {"name": "系统", "role": None})

    row.refresh_from_db()
    assert row.state == PlanImportState.DISCARDED


def test_what_was_adopted_cannot_be_given_up(city: City) -> None:
    row = started(city, sample(PLAN), PLAN)
    PlanImport.objects.filter(pk=row.pk).update(state=PlanImportState.ADOPTED)

    with pytest.raises(Conflict, match="已导入，不能放弃"):
        discard_import(plan_import=row, by=city.actor("office"))


def test_a_document_of_another_place_is_asked_about(city: City) -> None:
    county = read(city, PLAN)
    own = read(city, "work-plan-2026.docx")

    question = county.questions.get(code="issued-elsewhere")
    assert question.message == "这份公文是临川县人民政府办公室印发的，导入为青泽市的方案吗？"
    assert question.answers == [["as_chosen", "是青泽市的"]]
    assert not own.questions.exists()


def test_another_file_of_a_document_under_review_asks_which_one(city: City) -> None:
    first = read(city, "work-plan-2026.docx")
    second = read(city, "work-plan-2026.pdf")

    question = second.questions.get(code="same-document")
    assert question.subject["plan_import"] == first.pk
    assert "也在核对" in question.message
    assert question.blocks


def test_another_file_of_a_plan_corrects_it(city: City) -> None:
    plan = Plan.objects.create(
        jurisdiction=city.places["青泽市"],
        year=2026,
        title="2026年青泽市重点工作任务分工方案",
        number="青溪府〔2026〕6号",
    )
    first = read(city, "work-plan-2026.docx")
    plan.number = first.number
    plan.save()

    second = read(city, "work-plan-2026.pdf")

    assert first.number
    assert first.replaces is None
    assert second.replaces == plan
    told = second.questions.get(code="corrects-plan")
    assert not told.blocks


def test_a_plan_of_another_place_is_not_corrected(city: City, plans: object) -> None:
    county = Plan.objects.create(jurisdiction=city.places["临川县"], year=2026, title="临川县分工方案")

    with pytest.raises(Invalid, match="不是这个行政区的"):
        start_import(
            jurisdiction=city.places["青泽市"],
            data=sample(PLAN),
            file_name=PLAN,
            by=city.actor("office"),
            replaces=county,
        )


def test_a_file_without_tasks_says_what_it_is_instead(city: City) -> None:
    row = read(city, ROSTER)

    assert row.state == PlanImportState.FAILED
    assert row.failure == "读到 1 份公文，是机构成员名单，没有任务，也没有指标。名单和任免请到“导入名单和任免”办理。"
    assert city.events()[-1] == "plan_import.failed"


def test_of_a_gazette_the_plan_is_imported_with_its_place_among_the_documents(city: City) -> None:
    row = read(city, "gazette.txt")

    assert PlanImport.objects.count() == 1
    assert row.state == PlanImportState.REVIEWING
    assert row.tasks.count() == 6


def test_a_packed_file_gives_an_import_for_each_plan_in_it(city: City) -> None:
    row = read(city, "两份方案.zip", zipped("work-plan-2025.txt", "work-plan-2026.txt", ROSTER))

    rows = list(PlanImport.objects.order_by("pk"))
    assert [(one.state, one.year, one.position) for one in rows] == [("reviewing", 2025, 1), ("reviewing", 2026, 2)]
    assert rows[0] == row
    assert {one.source_id for one in rows} == {row.source_id}
    assert SourceFile.objects.get().media_type == "application/zip"


def test_the_queries_do_not_grow_with_the_tasks(city: City) -> None:
    asked = []
    for name in ("gazette.txt", "work-plan-2025.txt"):
        started(city, sample(name), name)
        with CaptureQueriesContext(connection) as queries:
            run_waiting()
        asked.append(len(queries))

    assert PlanImport.objects.get(source__name="work-plan-2025.txt").tasks.count() == 36
    assert asked[1] <= asked[0] + 4


def test_a_job_run_twice_makes_one_draft(city: City) -> None:
    row = read(city, PLAN)
    tasks = row.tasks.count()

    jobs.read_import.call(row.pk, {"name": "系统", "role": None})

    assert row.tasks.count() == tasks
    assert PlanImport.objects.count() == 1


def test_a_reading_that_is_given_up_says_so(city: City) -> None:
    row = started(city, sample(PLAN), PLAN)

    jobs.reading_given_up(row.pk, {"name": "系统", "role": None})

    row.refresh_from_db()
    assert (row.state, row.failure) == (PlanImportState.FAILED, jobs.NOT_READ)


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("空.docx", b"  ", "文件是空的"),
        ("方案.docx", b"MZ\x90\x00" + bytes(range(256)) * 40, "程序文件"),
        ("照片.pdf", b"\x89PNG\r\n\x1a\n" + bytes(4096), "图片文件"),
    ],
)
def test_what_is_no_document_is_refused_at_once_and_not_kept(city: City, name: str, data: bytes, why: str) -> None:
    with pytest.raises(Invalid, match=why):
        started(city, data, name)

    assert not SourceFile.objects.exists()
    assert not PlanImport.objects.exists()


def test_a_zip_bomb_becomes_a_sentence(city: City) -> None:
    out = BytesIO()
    with ZipFile(out, "w", compression=8) as archive:
        archive.writestr("方案.txt", b"0" * 300_000_000)

    row = read(city, "方案.zip", out.getvalue())

    assert row.state == PlanImportState.FAILED
    assert row.failure.endswith("。")
    assert not row.tasks.exists()


def test_letters_no_database_takes_do_not_stop_an_import(city: City) -> None:
    data = sample(PLAN).decode().replace("一、", "一、\x00", 1).encode()

    row = read(city, "坏字符.txt", data)

    assert row.state == PlanImportState.REVIEWING


@pytest.mark.parametrize(
    ("corpus", "tasks", "number"),
    [("000", 175, "云府〔2024〕6号"), ("001", 66, "罗府办〔2023〕4号"), ("002", 127, "新府〔2023〕28号")],
)
def test_the_real_plans_become_drafts(city: City, corpus: str, tasks: int, number: str) -> None:
    path = corpus_file(corpus)

    row = read(city, path.name, path.read_bytes())

    assert row.state == PlanImportState.REVIEWING
    assert (row.tasks.count(), row.number) == (tasks, number)
    assert PlanImport.objects.filter(kind=PlanImportKind.DOCUMENT).count() == 1
