"""A workbook whose sheets have titles of their own holds a document a sheet."""

from __future__ import annotations

import io

from openpyxl import Workbook

from duban.documents.pipeline import understand

HEADER = ["序号", "重点任务", "牵头单位", "完成时限"]


def workbook(*titles: str) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for at, title in enumerate(titles):
        sheet = book.create_sheet(f"表{at + 1}")
        if title:
            sheet.append([title])
            sheet.merge_cells("A1:D1")
        sheet.append(HEADER)
        sheet.append([1, f"新建学校{at + 1}所", "县教育局", "年内"])
        sheet.append([2, f"新建医院{at + 1}所", "县卫生健康局", "年内"])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def read(*titles: str) -> list[tuple[str, int]]:
    documents = understand(workbook(*titles), "台账.xlsx").documents
    return [(document.title, len(document.tasks)) for document in documents]


def test_two_titles_are_two_documents() -> None:
    titles = ("临川县2026年重点工作任务清单", "临川县2026年重点项目清单")
    assert read(*titles) == [(titles[0], 2), (titles[1], 2)]


def test_sheets_without_a_title_go_on_with_the_first() -> None:
    assert read("临川县2026年重点工作任务清单", "") == [("临川县2026年重点工作任务清单", 4)]
