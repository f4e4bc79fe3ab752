"""The plan as its office typed it in Word: numbered automatically, cells merged, changes tracked, a footnote.

What Word computes (一、（一）1) stands in no text here; 以上 was inserted and 左右 deleted under tracking.
"""

from __future__ import annotations

from typing import Any

from official import HEADING_FONT, body, imprint, red_head, signature, title
from plan import PLAN, Chapter, Row, rows
from word import cell, footer, new_section, para, run, table, table_row, write_docx

WIDTHS = (1500, 640, 3260, 3260, 1120, 1640, 1920, 1060)
CHAPTERS, TASKS = 1, 2  # the two lists
REVIEWED = 'w:author="市政府督查室" w:date="2026-02-06T10:00:00Z"'
REPLACED = ("增长7.5%", "左右", "以上")  # before it, deleted, inserted
NOTE = "任务按市《政府工作报告》章节顺序排列，责任领导按市政府领导同志分工确定。"

LEVELS = [(0, "chineseCountingThousand", "%1、"), (1, "chineseCountingThousand", "（%2）")]


def plan_docx() -> bytes:
    head = red_head(PLAN["issuer"], PLAN["number"]) + title(PLAN["title"])
    notice = para(PLAN["recipients_printed"]) + "".join(map(body, PLAN["body"])) + para("") + body(PLAN["annex_line"])
    signed = para("") + _controlled(signature(PLAN["issuer"], PLAN["issued_printed"]))
    annex = para("附件", font=HEADING_FONT) + title(PLAN["annex_title"]) + _introduction() + _table()
    return write_docx(
        head + notice + signed + body(f"（{PLAN['disclosure_line']}）") + new_section() + annex
        + imprint(PLAN["copied_line"], PLAN["imprint"], width=sum(WIDTHS)),
        landscape=True,
        numbering=_numbering(),
        footnotes=_footnotes(),
        footer=footer(PLAN["invented"]),
    )  # fmt: skip


def _controlled(paragraphs: str) -> str:
    """Paragraphs inside a content control, as templates of offices have them."""
    return f'<w:sdt><w:sdtPr><w:alias w:val="落款"/></w:sdtPr><w:sdtContent>{paragraphs}</w:sdtContent></w:sdt>'


def _introduction() -> str:
    mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"/></w:r>'
    return para(run(PLAN["annex_intro"]) + mark, indent=2, raw=True)


def _footnotes() -> str:
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for number, kind in enumerate(("separator", "continuationSeparator"))
    )
    mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
    note = para(mark + run(NOTE, size=9), style="Footnote", line=0, raw=True)
    return f'{separators}<w:footnote w:id="2">{note}</w:footnote>'


def _numbering() -> str:
    chapters = "".join(_level(*level) for level in LEVELS)
    tasks = _level(0, "decimal", "%1")
    lists = {CHAPTERS: chapters, TASKS: tasks}
    return "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        for number, levels in lists.items()
    ) + "".join(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>' for number in lists)


def _level(index: int, form: str, text: str) -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:rPr><w:sz w:val="21"/></w:rPr></w:lvl>'
    )


def _table() -> str:
    header = "".join(
        cell(_text(name, "center", HEADING_FONT), width) for name, width in zip(PLAN["columns"], WIDTHS, strict=True)
    )
    return table(table_row(header, header=True) + "".join(map(_row, rows())), WIDTHS)


def _row(row: Chapter | Row) -> str:
    if isinstance(row, Chapter):
        content = para(run(_bare(row.title), font=HEADING_FONT, size=10.5), number=(CHAPTERS, 0), line=320, raw=True)
        return table_row(cell(content, sum(WIDTHS), span=len(WIDTHS)))
    return table_row(_group(row) + _task_cells(row.task))


def _group(row: Row) -> str:
    if row.group is None:
        return cell("", WIDTHS[0], merge="continue")
    content = para(run(_bare(row.group), size=10.5), number=(CHAPTERS, 1), line=320, raw=True)
    return cell(content, WIDTHS[0], merge="restart")


def _task_cells(task: dict[str, Any]) -> str:
    contents = [
        para("", number=(TASKS, 0), align="center", line=320, raw=True),
        _task_text(task["text"]),
        _text(task["measures"]),
        "".join(_text(name, "center") for name in task["leaders"]),
        "".join(_text(name, "center") for name in task["lead"]),
        _text(task["support_printed"]),
        _text(task["deadline_text"], "center"),
    ]
    return "".join(cell(content, width) for content, width in zip(contents, WIDTHS[1:], strict=True))


def _text(text: str, align: str = "left", font: str = "") -> str:
    return para(text, align=align, line=320, font=font, size=10.5)


def _task_text(text: str) -> str:
    before, deleted, inserted = REPLACED
    head, found, tail = text.partition(before + inserted)
    if not found:
        return _text(text)
    gone = run(deleted, size=10.5).replace("w:t>", "w:delText>").replace("<w:t ", "<w:delText ")
    changed = (
        f'<w:del w:id="11" {REVIEWED}>{gone}</w:del><w:ins w:id="12" {REVIEWED}>{run(inserted, size=10.5)}</w:ins>'
    )
    return para(run(head + before, size=10.5) + changed + run(tail, size=10.5), align="left", line=320, raw=True)


def _bare(title_text: str) -> str:
    """Without the number that Word counts: 一、… and （一）…."""
    return title_text.partition("）" if title_text.startswith("（") else "、")[2]
