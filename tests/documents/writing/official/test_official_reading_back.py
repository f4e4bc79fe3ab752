"""What is written is read back by `duban.documents.pipeline` equal to what was written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.writing.official.papers import document, letter
from duban.documents.blocks import Table as ReadTable
from duban.documents.model import OfficialDocument, TaskDraft
from duban.documents.pipeline import Reading, readings, understand
from duban.documents.writing.official.docx import write_docx
from duban.documents.writing.official.paper import Annex, Block, Heading, Paper, Paragraph, Shape, Table

SAMPLES = Path(__file__).resolve().parents[4] / "samples"
BODIES = "青泽市人民政府 临川县人民政府办公室 青泽市人民政府督查室 中共青泽市委办公室 云栖区应急管理局".split()
MATTERS = st.sampled_from(
    (
        "2026年第一季度重点工作任务落实情况",
        "限期报送《营商环境若干措施》落实情况",
        "云栖区重大火灾隐患整改进展",
        "进一步做好新建公交站台等民生实事督办工作有关事项",
    )
)
NAMED = "市财政局 市教育局 市水利局 市交通运输局 市住房城乡建设局 临川县政府".split()
UNITS = st.lists(st.sampled_from(NAMED), min_size=1, max_size=5, unique=True)
DEEDS = st.sampled_from(
    (
        "新建公办幼儿园6所，新增学位1200个",
        "改造老旧小区12个",
        "建成高标准农田3.5万亩以上",
        "推进智慧水务平台建设",
        "新建公交站台60个，优化公交线路8条",
    )
)


def read_back(paper: Paper) -> OfficialDocument:
    (found,) = understand(write_docx(paper), "公文.docx").documents
    return found


def head(found: OfficialDocument) -> tuple[object, ...]:
    return found.number, found.title, found.issuer, found.issued_on, found.recipients, found.copied_to


def test_a_document_is_read_back() -> None:
    found = read_back(document())

    assert head(found) == (
        "青府办〔2026〕3号",
        "青泽市人民政府办公室关于2026年第一季度重点工作任务落实情况的督查通报",
        "青泽市人民政府办公室",
        date(2026, 4, 9),
        ("各县（市、区）人民政府", "市政府各部门", "各直属机构"),
        ("市委各部门", "市人大常委会办公室", "市政协办公室", "市监委", "市法院", "市检察院", "各人民团体"),
    )
    assert found.disclosure == "公开发布"
    assert [(item.level, item.label, item.title) for item in found.outline] == [
        (1, "一、", "总体情况"),
        (1, "二、", "主要做法和成效"),
        (2, "（一）", "加强统筹调度"),
        (3, "1.", "建立台账"),
        (4, "（1）", "逐项明确时限"),
        (1, "三、", "存在问题"),
        (1, "四、", "下一步要求"),
    ]


def test_a_letter_is_read_back() -> None:
    assert head(read_back(letter())) == (
        "青府办函〔2026〕16号",
        "青泽市人民政府办公室关于限期报送云栖区重大火灾隐患整治情况的函",
        "青泽市人民政府办公室",
        date(2026, 4, 12),
        ("临川县人民政府",),
        ("市应急管理局", "市消防救援局"),
    )


def test_a_document_to_a_higher_body_is_read_back() -> None:
    assert read_back(document(signed_by="贺知远")).number == "青府办〔2026〕3号"


@pytest.mark.parametrize("make", [document, letter])
def test_every_word_is_read_in_its_order(make) -> None:
    paper = make()
    (reading,) = readings(write_docx(paper), "公文.docx")
    written = [words for part in (paper.blocks, *(annex.blocks for annex in paper.annexes)) for words in texts(part)]
    at = 0
    for words in written:
        at = reading.file.text.index(words, at) + len(words)


def texts(blocks: tuple[Block, ...]) -> list[str]:
    found: list[str] = []
    for block in blocks:
        if isinstance(block, Table):
            found.extend([block.caption] * bool(block.caption))
            found.extend(cell for row in (block.header, *block.rows) for cell in row)
        elif isinstance(block, Heading):
            found.append(block.text)
        else:
            found.append(block.lead + block.text)
    return found


@settings(max_examples=60, deadline=None)
@given(
    shape=st.sampled_from((Shape.DOCUMENT, Shape.LETTER)),
    body=st.sampled_from(BODIES),
    matter=MATTERS,
    sort=st.sampled_from(("通报", "通知", "函")),
    serial=st.integers(1, 999),
    day=st.dates(date(2020, 1, 1), date(2035, 12, 31)),
    recipients=st.lists(st.sampled_from(BODIES), min_size=1, max_size=3, unique=True),
    copies=st.lists(st.sampled_from(BODIES), max_size=3, unique=True),
)
def test_the_head_and_foot_of_any_document_are_read_back(
    shape: Shape, body: str, matter: str, sort: str, serial: int, day: date, recipients: list[str], copies: list[str]
) -> None:
    number = f"青府办〔{day.year}〕{serial}号"
    paper = document(
        shape=shape,
        mark=body if shape is Shape.LETTER else f"{body}文件",
        title=f"{body}关于{matter}的{sort}",
        number=number,
        recipients="，".join(recipients),
        signatory=body,
        dated=day,
        printed_on=day,
        copies_to="，".join(copies),
        annexes=(),
    )

    assert head(read_back(paper)) == (number, paper.title, body, day, tuple(recipients), tuple(copies))


def plan(chapters: list[list[tuple[str, list[str], list[str]]]]) -> Paper:
    """A 分工方案: its tasks numbered through, under a heading of each chapter."""
    blocks: list[Block] = [Paragraph("为做好今年工作，制定如下分工。")]
    number = 0
    for chapter, tasks in enumerate(chapters):
        blocks.append(Heading(f"{'一二三四'[chapter]}、第{'一二三四'[chapter]}方面工作"))
        for deed, lead, support in tasks:
            number += 1
            roles = [f"牵头单位：{'、'.join(lead)}"] + [f"责任单位：{'、'.join(support)}"] * bool(support)
            blocks.append(Paragraph(f"{number}.{deed}。（{'；'.join(roles)}）"))
    return document(
        title="青泽市人民政府关于印发2026年青泽市重点工作任务分工方案的通知",
        blocks=(Paragraph("现将《2026年青泽市重点工作任务分工方案》印发给你们，请认真组织实施。"),),
        annexes=(Annex("2026年青泽市重点工作任务分工方案", tuple(blocks)),),
        signatory="青泽市人民政府",
    )


TASKS = st.lists(
    st.tuples(DEEDS, UNITS, st.integers(1, 3)).map(lambda task: (task[0], task[1][: task[2]], task[1][task[2] :])),
    min_size=1,
    max_size=4,
    unique_by=lambda task: task[0],
)


@settings(max_examples=60, deadline=None)
@given(st.lists(TASKS, min_size=1, max_size=4))
def test_a_plan_is_read_back_to_the_same_tasks(chapters: list[list[tuple[str, list[str], list[str]]]]) -> None:
    headings = [f"{number}、第{number}方面工作" for number in "一二三四"]
    written = [(headings[at], *task) for at, tasks in enumerate(chapters) for task in tasks]
    found = read_back(plan(chapters)).tasks

    assert [task.number for task in found] == [str(at) for at in range(1, len(written) + 1)]
    assert [
        (task.path[-1], task.text.rstrip("。"), list(task.lead), [*task.implement, *task.support]) for task in found
    ] == written


def rewritten(reading: Reading) -> Paper:
    """A plan that was read, as a paper: its notice up to the signature, its plan as the annex."""
    found = reading.document
    blocks = reading.file.blocks
    lines = [getattr(block, "text", "") for block in blocks]
    begin = next(at for at, line in enumerate(lines) if line.endswith("：") and at) + 1
    signed = next(at for at, line in enumerate(lines) if line == found.issuer and at > begin)
    annex = next((at for at, line in enumerate(lines) if line == found.annex_title and at > signed), None)
    annexes = () if annex is None else (Annex(lines[annex], tuple(map(_block, blocks[annex + 1 :]))),)
    return document(
        title=found.title,
        number=found.number,
        recipients=lines[begin - 1],
        blocks=tuple(Paragraph(line) for line in lines[begin:signed] if not line.startswith("附件")),
        annexes=annexes,
        signatory=found.issuer,
        dated=found.issued_on,
    )


def _block(block: object) -> Block:
    if not isinstance(block, ReadTable):
        return Paragraph(getattr(block, "text", ""))
    squares = {(cell.row, cell.column): cell.text for cell in block.cells}
    rows = tuple(tuple(squares.get((row, at), "") for at in range(block.width)) for row in range(block.height))
    return Table(rows[0], rows[1:])


def said(task: TaskDraft) -> tuple[object, ...]:
    people = (task.leaders, task.lead, task.implement, task.support)
    return task.number, task.path, task.text, task.measures, people, task.deadline, task.deadline_text


@pytest.mark.parametrize("name", ["work-plan-2025.txt", "work-plan-2026.txt", "report-division.txt"])
def test_a_sample_plan_written_anew_is_read_to_the_same_tasks(name: str) -> None:
    (reading,) = readings((SAMPLES / name).read_bytes(), name)
    again = read_back(rewritten(reading))

    assert head(again)[:5] == head(reading.document)[:5]
    assert list(map(said, again.tasks)) == list(map(said, reading.document.tasks))
    assert again.kind is reading.document.kind
