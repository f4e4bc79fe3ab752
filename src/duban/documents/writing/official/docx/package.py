"""The parts of a Word file in one archive, with nothing in it of the hour or the machine that made it.

In: the paper and the XML of its body.  Out: bytes, the same for the same paper.
"""

from __future__ import annotations

import io
import zipfile
from html import escape

from duban.documents.writing.official.docx.section import (
    first_footer_xml,
    first_header_xml,
    page_number_xml,
    section_xml,
)
from duban.documents.writing.official.docx.styles import NAMESPACE, styles_xml
from duban.documents.writing.official.measures import FANG, HEI, KAI, SONG, XIAOBIAO
from duban.documents.writing.official.paper import Paper, Shape
from duban.documents.writing.official.words import on_lines, on_one_line

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_SUBSTITUTES = {FANG: "仿宋", KAI: "楷体", HEI: "SimHei", XIAOBIAO: "华文中宋", SONG: "SimSun"}
_SETTINGS = (
    '<w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/><w:characterSpacingControl w:val="doNotCompress"/>'
    "<w:compat><w:balanceSingleByteDoubleByteWidth/><w:doNotExpandShiftReturn/><w:useFELayout/>"
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    "</w:compat>"
    '<w:themeFontLang w:val="zh-CN" w:eastAsia="zh-CN"/>'
)


def packed(paper: Paper, body: str) -> bytes:
    """The archive of all parts."""
    document = (
        f'<w:document xmlns:w="{NAMESPACE}" xmlns:r="{_RELATION}">'
        f"<w:body>{body}{section_xml(paper.shape)}</w:body></w:document>"
    )
    parts = {
        "document": (document, "document.main"),
        "styles": (styles_xml(), "styles"),
        "settings": (f'<w:settings xmlns:w="{NAMESPACE}">{_SETTINGS}</w:settings>', "settings"),
        "fontTable": (_fonts(), "fontTable"),
        "odd": (page_number_xml(even=False), "footer"),
        "even": (page_number_xml(even=True), "footer"),
    }
    if paper.shape is Shape.LETTER:
        parts |= {"first-header": (first_header_xml(paper), "header"), "first-footer": (first_footer_xml(), "footer")}
    files = {
        "[Content_Types].xml": _types(parts),
        "_rels/.rels": _package_relations(),
        "docProps/core.xml": _core(paper),
        **{f"word/{name}.xml": content for name, (content, _) in parts.items()},
        "word/_rels/document.xml.rels": _relations(parts),
    }
    return _archive(files)


def _archive(files: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            archive.writestr(entry, (_XML + content).encode())
    return buffer.getvalue()


def _types(parts: dict[str, tuple[str, str]]) -> str:
    own = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kind}+xml"/>' for name, (_, kind) in parts.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        f"{own}</Types>"
    )


def _package_relations() -> str:
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="document" Type="{_RELATION}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="core" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
        "</Relationships>"
    )


def _relations(parts: dict[str, tuple[str, str]]) -> str:
    own = "".join(
        f'<Relationship Id="{name}" Type="{_RELATION}/{kind}" Target="{name}.xml"/>'
        for name, (_, kind) in parts.items()
        if name != "document"
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{own}</Relationships>'


def _fonts() -> str:
    """The standard's fonts, each with what a machine without it has instead."""
    own = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/></w:font>' for name, other in _SUBSTITUTES.items()
    )
    return f'<w:fonts xmlns:w="{NAMESPACE}">{own}</w:fonts>'


def _core(paper: Paper) -> str:
    """Title, author and language; the day of the document stands for the hour of its making."""
    day = f"{paper.dated.isoformat()}T00:00:00Z" if paper.dated else ""
    days = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{day}</dcterms:{name}>' for name in ("created", "modified")
    )
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(on_one_line(paper.title), quote=False)}</dc:title>"
        f"<dc:creator>{escape('、'.join(on_lines(paper.signatory)), quote=False)}</dc:creator>"
        f"<dc:language>zh-CN</dc:language>{days if day else ''}</cp:coreProperties>"
    )
