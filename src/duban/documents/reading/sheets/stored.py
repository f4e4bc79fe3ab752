"""The numbers an .xlsx workbook stores, with the digits that its cells do not show.

In: bytes.  Out: a `Decimal` by (sheet, "B7"), to the fifteen digits a spreadsheet program keeps; nothing for other
formats, which are read as they show themselves.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from lxml import etree

from duban.documents.reading.packages import open_package
from duban.documents.reading.sheets.number_formats import DIGITS_OF_A_FLOAT
from duban.documents.reading.sheets.xlsx import WHAT, sheet_parts
from duban.documents.reading.sniff import Format, sniff
from duban.documents.reading.xml import local_name, parse_xml


def stored_numbers(data: bytes) -> dict[tuple[str, str], Decimal]:
    if sniff(data, "") is not Format.XLSX:
        return {}
    package = open_package(data, WHAT)
    return {
        (name, cell.get("r") or ""): number
        for name, part in sheet_parts(package)
        for cell in parse_xml(package.read(part), WHAT).iter("{*}c")
        if cell.get("t", "n") == "n" and (number := _number(cell)) is not None
    }


def _number(cell: etree._Element) -> Decimal | None:
    text = next((child.text or "" for child in cell if local_name(child) == "v"), "")
    try:
        return Decimal(f"{Decimal(text):.{DIGITS_OF_A_FLOAT}g}")
    except InvalidOperation:
        return None
