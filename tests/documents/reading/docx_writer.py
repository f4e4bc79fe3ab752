"""Write small .docx files for tests, part by part, so that a test controls every element in them."""

from __future__ import annotations

import zipfile
from io import BytesIO

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>{}</Types>'
)
OVERRIDE = (
    '<Override PartName="/word/{0}.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{0}+xml"/>'
)
RELATION_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def write_docx(body: str, **parts: str) -> bytes:
    """A .docx whose body holds `body`; `parts` are the insides of styles, numbering, footnotes …"""
    names = [f"w:{name}" for name in parts]
    members = {
        "[Content_Types].xml": CONTENT_TYPES.format("".join(OVERRIDE.format(name) for name in parts)),
        "_rels/.rels": relations({"officeDocument": "word/document.xml"}),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relations({name: f"{name}.xml" for name in parts}),
    }
    for name, (part, inside) in zip(names, parts.items(), strict=True):
        members[f"word/{part}.xml"] = f"<{name} {NAMESPACES}>{inside}</{name}>"
    return write_zip({name: content.encode() for name, content in members.items()})


def write_zip(members: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def relations(targets: dict[str, str]) -> str:
    entries = "".join(
        f'<Relationship Id="r{index}" Type="{RELATION_TYPE}{kind}" Target="{target}"/>'
        for index, (kind, target) in enumerate(targets.items())
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{entries}</Relationships>'
    )


def p(text: str = "", *, num: tuple[int, int] | None = None, style: str = "", properties: str = "") -> str:
    """A paragraph; `num` is (numId, level)."""
    inside = f'<w:pStyle w:val="{style}"/>' if style else ""
    if num:
        inside += f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>'
    return f"<w:p><w:pPr>{inside}{properties}</w:pPr>{r(text) if text else ''}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def tc(*paragraphs: str, span: int = 1, merge: str = "") -> str:
    inside = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    if merge:
        inside += f'<w:vMerge w:val="{merge}"/>'
    return f"<w:tc><w:tcPr>{inside}</w:tcPr>{''.join(paragraphs) or '<w:p/>'}</w:tc>"


def tbl(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def abstract(number: int, *levels: str, link: str = "") -> str:
    inside = f'<w:numStyleLink w:val="{link}"/>' if link else "".join(levels)
    return f'<w:abstractNum w:abstractNumId="{number}">{inside}</w:abstractNum>'


def lvl(index: int, form: str, text: str, *, start: int = 1, more: str = "", suff: str = "") -> str:
    after = f'<w:suff w:val="{suff}"/>' if suff else ""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}{after}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def num(number: int, abstract_number: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract_number}"/>{overrides}</w:num>'


def start_override(level: int, start: int) -> str:
    return f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
