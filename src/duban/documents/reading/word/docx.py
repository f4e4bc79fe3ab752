"""Read a .docx file as it prints: paragraphs with their automatic numbers, tables with merged cells, footnotes.

In: bytes.  Out: a `ReadFile`; footnotes and endnotes come after the body, with the style "footnote".
`docx_walk` walks the body, `docx_numbering` counts, `docx_tables` lays tables out.
Does not read page headers and footers, comments or what a tracked change deleted.
"""

from __future__ import annotations

import posixpath

from lxml import etree

from duban.documents.blocks import ReadFile
from duban.documents.errors import UnreadableFile
from duban.documents.reading.assembly import Assembly
from duban.documents.reading.packages import Package, open_package
from duban.documents.reading.word.names import KIND, RELATIONSHIP, W, word_part
from duban.documents.reading.word.numbering import Numbering
from duban.documents.reading.word.styles import Styles
from duban.documents.reading.word.walk import Walk
from duban.documents.reading.xml import parse_xml

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
NOTES = (("footnotes", f"{W}footnote"), ("endnotes", f"{W}endnote"))
DAMAGED = "Word 文件已损坏，找不到正文，请用 Word 或 WPS 打开并另存后再上传。"


def read(data: bytes, name: str) -> ReadFile:
    package = open_package(data, KIND)
    main = _targets(package, "").get("officeDocument", "word/document.xml")
    document = word_part(package, main)
    body = None if document is None else document.find(W + "body")
    if body is None:
        raise UnreadableFile(DAMAGED)
    parts = {
        kind: word_part(package, _targets(package, main).get(kind, f"word/{kind}.xml"))
        for kind in ("styles", "numbering", "footnotes", "endnotes")
    }
    assembly = Assembly()
    styles = Styles(parts["styles"])
    chunks = _targets(package, main, key="Id")
    walk = Walk(styles, Numbering(parts["numbering"], styles), lambda chunk: package.read(chunks.get(chunk, "")))
    walk.read(body, assembly)
    for kind, tag in NOTES:
        _read_notes(walk, parts[kind], tag, assembly)
    return assembly.finish(name, MEDIA_TYPE)


def _read_notes(walk: Walk, root: etree._Element | None, tag: str, assembly: Assembly) -> None:
    for note in [] if root is None else root.findall(tag):
        if note.get(W + "type", "normal") == "normal":
            walk.read(note, assembly, style="footnote")


def _targets(package: Package, part: str, *, key: str = "Type") -> dict[str, str]:
    """Where the parts that `part` refers to are, by the last word of their type (or by `Id`); "" is the package."""
    folder, file = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{file}.rels")
    if not package.has(relations):
        return {}
    found = {}
    for relation in parse_xml(package.read(relations), KIND).iter(RELATIONSHIP):
        target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target") or ""))
        found[(relation.get(key) or "").rpartition("/")[2]] = target.lstrip("/")
    return found
