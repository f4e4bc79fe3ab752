"""What writing a bulletin of 175 tasks and 60 units costs: against the same text through python-docx, in the same run.

In: nothing.  Out: one table; exit code 1 where a goal is missed. The rival sets no layout, only words and two tables.
"""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from statistics import median

from docx import Document

from duban.documents.writing.official.docx import write_docx
from duban.documents.writing.official.paper import Annex, Block, Heading, Paper, Paragraph, Shape, Table

TASKS, UNITS, TIMES = 175, 60, 5
SECONDS_GOAL, RATIO_GOAL = 1.0, 5.0
SENTENCE = "该任务本季度完成投资{}万元，占年度计划的{}%，{}月底前可见形象进度，存在问题是前期手续办理较慢。"


@dataclass(frozen=True)
class Cost:
    ours: float  # seconds
    theirs: float

    @property
    def ratio(self) -> float:
        return self.ours / self.theirs

    @property
    def is_missed(self) -> bool:
        return self.ours > SECONDS_GOAL or self.ratio > RATIO_GOAL


def bulletin(tasks: int, units: int) -> Paper:
    """A 通报 that says a sentence of every task, and has a table of the tasks and one of the units."""
    blocks: list[Block] = [
        Heading("一、总体情况"),
        Paragraph(f"本季度共{tasks}项任务，涉及{units}个单位。"),
        Heading("二、分项情况"),
    ]
    blocks += [Paragraph(SENTENCE.format(at * 37, at % 100, at % 12 + 1), lead=f"{at}.") for at in range(1, tasks + 1)]
    of_tasks = Table(
        ("序号", "任务", "牵头单位", "责任单位", "进展情况", "评价"),
        tuple((str(at), f"任务{at}", f"单位{at % units}", "各县（市、区）", SENTENCE, "正常") for at in range(tasks)),
        widths=(1, 3, 2, 2, 6, 1),
    )
    of_units = Table(
        ("序号", "单位", "任务", "按期", "滞后", "逾期", "迟报", "排名"),
        tuple((str(at), f"单位{at}", "3", "2", "1", "0", "0", str(at)) for at in range(units)),
    )
    return Paper(
        shape=Shape.DOCUMENT,
        mark="青泽市人民政府办公室文件",
        title="青泽市人民政府办公室关于2026年第一季度重点工作任务落实情况的督查通报",
        number="青府办〔2026〕3号",
        recipients="各县（市、区）人民政府",
        blocks=tuple(blocks),
        annexes=(Annex("重点工作任务落实情况表", (of_tasks,)), Annex("各单位任务落实情况表", (of_units,))),
        signatory="青泽市人民政府办公室",
        dated=date(2026, 4, 9),
        copies_to="市委办公室，市人大常委会办公室，市政协办公室",
        printed_by="青泽市人民政府办公室",
        printed_on=date(2026, 4, 9),
    )


def plainly(paper: Paper) -> bytes:
    """The same words through python-docx, a paragraph and a cell at a time."""
    document = Document()
    for line in (paper.mark, paper.number, paper.title, f"{paper.recipients}："):
        document.add_paragraph(line)
    for block in (*paper.blocks, *(block for annex in paper.annexes for block in annex.blocks)):
        if isinstance(block, Table):
            _table(document, block)
        else:
            document.add_paragraph(block.lead + block.text if isinstance(block, Paragraph) else block.text)
    for line in (paper.signatory, str(paper.dated), paper.copies_to, paper.printed_by):
        document.add_paragraph(line)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _table(document: Document, block: Table) -> None:
    rows = (block.header, *block.rows)
    table = document.add_table(rows=len(rows), cols=len(block.header))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


def cost(paper: Paper, times: int = TIMES) -> Cost:
    """The median seconds of both, measured in turns."""
    rounds = [(_seconds(write_docx, paper), _seconds(plainly, paper)) for _ in range(times)]
    return Cost(median(ours for ours, _ in rounds), median(theirs for _, theirs in rounds))


def _seconds(write: Callable[[Paper], bytes], paper: Paper) -> float:
    begun = time.perf_counter()
    write(paper)
    return time.perf_counter() - begun


def main() -> int:
    found = cost(bulletin(TASKS, UNITS))
    print(f"a bulletin of {TASKS} tasks and {UNITS} units as .docx, median of {TIMES}")
    print(f"  ours         {found.ours:7.3f} s   (goal {SECONDS_GOAL} s)")
    print(f"  python-docx  {found.theirs:7.3f} s")
    print(f"  ratio        {found.ratio:7.2f}     (goal {RATIO_GOAL})")
    return int(found.is_missed)


if __name__ == "__main__":
    sys.exit(main())
