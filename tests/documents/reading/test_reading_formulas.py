"""The cells of a workbook that hold formulas are known by sheet and address."""

from __future__ import annotations

from io import BytesIO

from openpyxl import Workbook

from duban.documents.reading.sheets.formulas import formula_cells


def test_each_formula_is_named_by_its_sheet_and_cell() -> None:
    book, out = Workbook(), BytesIO()
    first, second = book.active, book.create_sheet("任务")
    assert first is not None
    first.title = "汇总"
    first["B2"] = "=SUM(A1:A9)"
    second["C7"] = "=B2&C3"
    second["C8"] = "文字"
    book.save(out)

    assert formula_cells(out.getvalue()) == {("汇总", "B2"), ("任务", "C7")}


def test_a_file_of_another_kind_has_none() -> None:
    assert formula_cells("任务,单位\n".encode()) == frozenset()
