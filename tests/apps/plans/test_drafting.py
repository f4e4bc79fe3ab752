"""What of a document stands in its draft: titles, outline, targets, and the words each value was read from."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from cast import City
from corpus import corpus_file
from duban.apps.plans.drafting import words
from duban.apps.plans.drafting.building import fill_draft
from duban.apps.plans.drafting.places import places_of
from duban.apps.plans.drafting.source import blocks_of
from duban.apps.plans.models import DraftTask, PlanImport, SourceFile
from duban.documents.blocks import Paragraph, Place, ReadFile
from duban.documents.model import Comparator, Kind, OfficialDocument, Target, TaskDraft
from duban.documents.pipeline import Reading, readings

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
CORPUS = ("000", "001", "002")
NAMED = ("leaders", "lead", "implement", "support")


def document(title: str = "", annex: str | None = None, **values: object) -> OfficialDocument:
    return OfficialDocument(Kind.TASK_PLAN, title, annex_title=annex, **values)  # type: ignore[arg-type]


def empty_import(city: City) -> PlanImport:
    account = city.accounts["office"]
    source = SourceFile.objects.create(
        jurisdiction=city.places["青泽市"], account=account, name="方案.txt", size=1, digest="0" * 64
    )
    return PlanImport.objects.create(source=source, account=account)


def plan_in(path: Path) -> Reading:
    return next(one for one in readings(path.read_bytes(), path.name) if one.document.tasks)


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize(
    ("title", "annex", "plan"),
    [
        ("青泽市人民政府关于印发2026年任务分工方案的通知", "2026 年任务分工方案", "2026年任务分工方案"),
        ("青泽市人民政府关于印发2026年重点任务分工方案的通知", None, "2026年重点任务分工方案"),
        ("青泽市人民政府办公室关于印发《青泽市协同机制（试行）》的通知", None, "青泽市协同机制（试行）"),
        ("关于印发《甲方案》和《乙方案》的通知", None, "《甲方案》和《乙方案》"),
        ("2026年青泽市民生实事", None, "2026年青泽市民生实事"),
        ("通知", "附件1：任务分解表", "任务分解表"),
    ],
)
def test_a_plan_has_its_own_title_not_that_of_the_notice(title: str, annex: str | None, plan: str) -> None:
    assert words.title_of(document(title, annex)) == plan


@pytest.mark.parametrize(
    ("printed", "label", "title"),
    [
        ("一、扩大有效投资", "一、", "扩大有效投资"),
        ("(三)擦亮生态底色", "(三)", "擦亮生态底色"),
        ("第一章 总则", "第一章", "总则"),
        ("民生实事", "", "民生实事"),
        ("一、", "", "一、"),
    ],
)
def test_a_heading_is_told_from_its_number(printed: str, label: str, title: str) -> None:
    assert words.heading(printed) == (label, title)


def test_names_light_up_alone_and_a_completed_name_lights_up_its_clause() -> None:
    text = "部门分工：市发展改革、财政局牵头，市府办、市政府办公室\n负责。"
    clause = Place(5, len(text))
    task = TaskDraft(
        "1",
        (),
        "甲",
        lead=("市发展改革局", "市财政局"),
        implement=("市府办", "市政府办公室"),
        places=(("lead", clause), ("implement", clause)),
    )

    places = places_of(task, text)

    assert places["lead"] == [[5, len(text)]]
    assert [text[start:end] for start, end in places["implement"]] == ["市府办", "市政府办公室"]


def test_a_short_name_is_not_found_inside_a_longer_one() -> None:
    text = "市财政局国库科、市财政局"
    task = TaskDraft("1", (), "甲", lead=("市财政局", "市财政局国库科"), places=(("lead", Place(0, len(text))),))

    assert places_of(task, text) == {"lead": [[0, 7], [8, 12]]}


def test_a_page_number_inside_a_paragraph_is_left_out_of_what_is_shown() -> None:
    text = "扩大有\n- 3 -\n效投资。"
    whole = Place(0, len(text))
    joined = Paragraph("扩大有效投资。", whole, origin=((0, 0), (3, 10)))
    broken = Paragraph("扩大有效投资。", Place(0, 8), origin=((0, 0), (3, 4)))
    file = ReadFile("甲.pdf", "application/pdf", text, (joined,))

    (block,) = blocks_of(document(source=whole), file)
    (plain,) = blocks_of(document(), ReadFile("甲.txt", "text/plain", "扩大有\n效投资。", (broken,)))

    assert "".join(text[start:end] for start, end in block["runs"]) == "扩大有效投资。"
    assert "runs" not in plain


def test_a_table_is_shown_row_by_row_with_its_cells() -> None:
    reading = plan_in(SAMPLES / "work-plan-2026.docx")
    text = reading.file.text

    rows = [block for block in blocks_of(reading.document, reading.file) if block["kind"] == "row"]

    assert all(block["start"] <= start <= end <= block["end"] for block in rows for start, end in block["cells"])
    assert any(text[start:end].startswith("序号") for block in rows for start, end in block["cells"])


def test_figures_dates_and_kinds_of_targets_are_kept_as_they_were_read(city: City) -> None:
    target = Target("新增企业", Comparator.AT_LEAST, Decimal("12.50"), "家", "新增企业12.50家", source=Place(0, 4))
    task = TaskDraft("1", ("一、经济",), "新增企业", targets=(target,), source=Place(0, 4))
    row = empty_import(city)

    fill_draft(row, document("2026年方案", tasks=(task,)), ReadFile("甲.txt", "text/plain", "新增企业", ()))

    stored = DraftTask.objects.get().targets
    assert stored == [
        {
            "measure": "新增企业",
            "comparator": ">=",
            "value": "12.50",
            "value_to": None,
            "unit": "家",
            "text": "新增企业12.50家",
            "due": None,
            "kind": "cumulative",
            "place": [0, 4],
        }
    ]


def test_headings_make_a_tree_in_the_order_of_the_text(city: City) -> None:
    paths = (("一、甲", "（一）乙"), ("一、甲", "（二）丙"), ("二、丁",), ("一、甲", "（一）乙"), ())
    tasks = tuple(TaskDraft(str(at), path, f"任务{at}") for at, path in enumerate(paths, 1))
    row = empty_import(city)

    fill_draft(row, document("2026年方案", tasks=tasks), ReadFile("甲.txt", "text/plain", "", ()))

    found = [(one.label, one.title, str(one.parent or "")) for one in row.sections.select_related("parent")]
    assert found == [("一、", "甲", ""), ("（一）", "乙", "一、甲"), ("（二）", "丙", "一、甲"), ("二、", "丁", "")]
    assert [str(one.section or "") for one in row.tasks.select_related("section")] == [
        "（一）乙",
        "（二）丙",
        "二、丁",
        "（一）乙",
        "",
    ]


def test_what_is_too_long_for_its_column_is_cut_and_says_so(city: City) -> None:
    name, heading = "市" * 300, "一、" + "长" * 400
    task = TaskDraft("1", (heading,), "甲", lead=(name,), deadline_text="年" * 300)
    row = empty_import(city)

    fill_draft(row, document("题" * 400, tasks=(task,), number="文" * 90), ReadFile("甲.txt", "text/plain", "", ()))

    stored = DraftTask.objects.get()
    for value, longest in ((row.title, 300), (row.number, 60), (stored.lead[0], 200), (stored.deadline_text, 200)):
        assert len(value) == longest
        assert value.endswith("…")
    assert row.names.get().name == stored.lead[0]


@pytest.mark.parametrize("corpus", CORPUS)
def test_every_place_of_every_task_lies_inside_what_is_shown(corpus: str) -> None:
    reading = plan_in(corpus_file(corpus))
    blocks = [(block["start"], block["end"]) for block in blocks_of(reading.document, reading.file)]

    places = [
        place
        for task in reading.document.tasks
        for spans in places_of(task, reading.file.text).values()
        for place in spans
    ]

    assert places
    assert [place for place in places if not any(start <= place[0] < place[1] <= end for start, end in blocks)] == []


@pytest.mark.parametrize("corpus", CORPUS)
def test_the_words_at_a_place_are_the_words_of_the_field(corpus: str) -> None:
    reading = plan_in(corpus_file(corpus))
    text = reading.file.text
    strayed = []
    for task in reading.document.tasks:
        places = places_of(task, text)
        for field, spans in places.items():
            read = [squeezed(text[start:end]) for start, end in spans]
            if field in ("text", "measures"):
                right = "".join(read) == squeezed(getattr(task, field))
            elif field == "targets":
                right = len(read) == len(task.targets)
            else:
                right = set(read) == {squeezed(name) for name in getattr(task, field)} or len(read) == 1
            if not right:
                strayed.append((task.number, field, read))

    assert strayed == []


def test_a_document_printed_five_times_is_shown_once() -> None:
    reading = plan_in(corpus_file("000"))
    blocks = blocks_of(reading.document, reading.file)

    assert reading.document.occurrences == 5
    assert len(blocks) < len(reading.file.blocks) / 4
    assert [block["start"] for block in blocks] == sorted(block["start"] for block in blocks)
