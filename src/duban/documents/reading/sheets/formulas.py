"""Which cells of an .xlsx workbook hold a formula: their values are what was computed last, perhaps nothing.

In: bytes.  Out: (sheet, "B7") of each; nothing for other formats, which are read as they show themselves.
"""

from __future__ import annotations

from duban.documents.reading.packages import open_package
from duban.documents.reading.sheets.xlsx import WHAT, sheet_parts
from duban.documents.reading.sniff import Format, sniff
from duban.documents.reading.xml import local_name, parse_xml


def formula_cells(data: bytes) -> frozenset[tuple[str, str]]:
    if sniff(data, "") is not Format.XLSX:
        return frozenset()
    package = open_package(data, WHAT)
    return frozenset(
        (name, cell.get("r") or "")
        for name, part in sheet_parts(package)
        for cell in parse_xml(package.read(part), WHAT).iter("{*}c")
        if any(local_name(child) == "f" for child in cell)
    )
