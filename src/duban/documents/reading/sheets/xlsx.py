"""Read an .xlsx workbook: what its cells show, its merged ranges, all its sheets.

In: bytes.  Out: a `ReadFile`.  Formulas give the value that was stored with them and are never computed;
numbers and dates come as their formats show them ("35.2%", "2024年3月1日").
Blank formatted cells are cut away before parsing, so a sheet with a million of them stays quick.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from datetime import datetime

from lxml import etree

from duban.documents.blocks import ReadFile
from duban.documents.errors import UnreadableFile
from duban.documents.reading.packages import Package, open_package
from duban.documents.reading.sheets.date_formats import shown_moment
from duban.documents.reading.sheets.layout import Sheet, read_sheets
from duban.documents.reading.sheets.number_formats import BUILT_IN, GENERAL, shown_number
from duban.documents.reading.xml import local_name, parse_xml

WHAT = "Excel 文件"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BLANK_CELLS = re.compile(rb'<(?:\w{1,8}:)?c r="[A-Z]{1,3}\d{1,7}"[^<>]{0,80}/>')
BLANK_ROWS = re.compile(rb'<(?:\w{1,8}:)?row r="\d{1,7}"[^<>]{0,300}(?:/>|>\s{0,20}</(?:\w{1,8}:)?row>)')
CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
RELATION_STRICT = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


class _Workbook:
    """What all sheets of a workbook share: strings, number formats, the day dates count from."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.part = _main_part(package)
        self.relations = _relations(package, self.part)
        self.root = parse_xml(package.read(self.part), WHAT)
        self.since_1904 = any(e.get("date1904") in ("1", "true") for e in _named(self.root, "workbookPr"))
        self.strings = [_rich_text(item) for item in self._children("sharedStrings", "si")]
        self.formats = self._cell_formats()

    def sheets(self) -> Iterator[Sheet]:
        for name, part in self.parts():
            yield _read_sheet(self, name, part)

    def parts(self) -> Iterator[tuple[str, str]]:
        for element in _named(self.root, "sheet"):
            part = self.relations.get(element.get(RELATION) or element.get(RELATION_STRICT) or "", ("", ""))[1]
            if self.package.has(part):
                yield element.get("name") or "", part

    def _children(self, kind: str, tag: str) -> Iterator[etree._Element]:
        part = next((target for name, target in self.relations.values() if name == kind), "")
        return _named(parse_xml(self.package.read(part), WHAT), tag) if self.package.has(part) else iter(())

    def _cell_formats(self) -> list[str]:
        codes = dict(BUILT_IN)
        formats: list[str] = []
        for element in self._children("styles", "*"):
            name = local_name(element)
            if name == "numFmt":
                codes[_number(element.get("numFmtId"))] = element.get("formatCode") or GENERAL
            elif name == "xf" and local_name(element.getparent()) == "cellXfs":  # type: ignore[arg-type]
                formats.append(codes.get(_number(element.get("numFmtId")), GENERAL))
        return formats

    def shown(self, cell: etree._Element) -> str:
        """What a cell shows."""
        kind = cell.get("t") or "n"
        if kind == "inlineStr":
            return _rich_text(cell)
        value = next((child.text or "" for child in cell if local_name(child) == "v"), "")
        if kind == "s":
            index = _number(value)
            return self.strings[index] if 0 <= index < len(self.strings) else ""
        if kind in ("str", "e"):
            return value if kind == "str" else ""
        if kind == "b":
            return {"1": "TRUE", "0": "FALSE"}.get(value, "")
        return self._shown_value(value, _number(cell.get("s") or "0"), is_date=kind == "d")

    def _shown_value(self, value: str, style: int, *, is_date: bool) -> str:
        code = self.formats[style] if 0 <= style < len(self.formats) else GENERAL
        try:
            if is_date:
                return shown_moment(datetime.fromisoformat(value), "yyyy-m-d") or ""
            return shown_number(float(value), code, since_1904=self.since_1904)
        except ValueError:
            return value


def read(data: bytes, name: str) -> ReadFile:
    workbook = _Workbook(open_package(data, WHAT))
    return read_sheets(workbook.sheets(), name, MEDIA_TYPE)


def sheet_parts(package: Package) -> list[tuple[str, str]]:
    """Each sheet's name, and the part of the package it is in."""
    return list(_Workbook(package).parts())


def _read_sheet(workbook: _Workbook, name: str, part: str) -> Sheet:
    content = BLANK_ROWS.sub(b"", BLANK_CELLS.sub(b"", workbook.package.read(part)))
    root = parse_xml(content, WHAT)
    sheet = Sheet(name)
    row = -1
    for element in _named(root, "row"):
        row = _number(element.get("r") or str(row + 2)) - 1
        column = -1
        for cell in element:
            found = CELL.fullmatch(cell.get("r") or "")
            column = _column(found[1]) if found else column + 1
            sheet.put(row, column, workbook.shown(cell))
    sheet.merged = [span for element in _named(root, "mergeCell") if (span := _span(element.get("ref") or ""))]
    return sheet


def _span(reference: str) -> tuple[int, int, int, int] | None:
    """A merged range "A1:C3" as row, column, rows and columns."""
    ends = [CELL.fullmatch(end) for end in reference.split(":")]
    if len(ends) != 2 or ends[0] is None or ends[1] is None:
        return None
    top, left, bottom, right = int(ends[0][2]), _column(ends[0][1]), int(ends[1][2]), _column(ends[1][1])
    return (top - 1, left, bottom - top + 1, right - left + 1) if bottom >= top and right >= left else None


def _column(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1


def _number(text: str | None) -> int:
    try:
        return int(text or "")
    except ValueError:
        return -1


def _rich_text(item: etree._Element) -> str:
    """The text of a string with formatted runs, without the pronunciation printed above it."""
    texts = (e for e in _named(item, "t") if not any(local_name(parent) == "rPh" for parent in e.iterancestors()))
    return "".join(e.text or "" for e in texts).replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")


def _named(root: etree._Element, name: str) -> Iterator[etree._Element]:
    """The elements under `root` with that local name."""
    return root.iter("*" if name == "*" else f"{{*}}{name}")


def _main_part(package: Package) -> str:
    main = (target for kind, target in _relations(package, "").values() if kind == "officeDocument")
    return next(main, "xl/workbook.xml")


def _relations(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """A part's relations by id: (kind, the other part's name)."""
    folder, name = posixpath.split(part)
    listing = posixpath.join(folder, "_rels", f"{name}.rels")
    if not package.has(listing):
        if part:
            raise UnreadableFile(f"{WHAT}不完整，缺少工作表清单，请重新保存后再上传。")
        return {}
    relations = {}
    for element in _named(parse_xml(package.read(listing), WHAT), "Relationship"):
        target = posixpath.normpath(posixpath.join("/", folder, element.get("Target") or "")).lstrip("/")
        relations[element.get("Id") or ""] = ((element.get("Type") or "").rpartition("/")[2], target)
    return relations
