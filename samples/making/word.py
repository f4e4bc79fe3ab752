"""Write official documents as .docx: the parts of the package, paragraphs in the fonts of the standard, ruled tables.

Out: bytes, always the same for the same body. Fonts are named (仿宋_GB2312, 黑体, 方正小标宋简体), not embedded.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO
from xml.sax.saxutils import escape

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
ROOTS = {
    "styles": "styles",
    "numbering": "numbering",
    "footnotes": "footnotes",
    "footer": "ftr",
    "settings": "settings",
}
MADE_ON = (2026, 2, 9, 9, 0, 0)

STYLES = (
    "<w:docDefaults><w:rPrDefault><w:rPr>"
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="仿宋_GB2312"/>'
    '<w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/>'
    "</w:rPr></w:rPrDefault></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="a"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Footnote"><w:name w:val="footnote text"/><w:basedOn w:val="a"/>'
    '<w:rPr><w:sz w:val="18"/></w:rPr></w:style>'
)


def write_docx(body: str, *, landscape: bool = False, **parts: str) -> bytes:
    """The package with this body; `parts` are the insides of numbering, footnotes, footer and settings."""
    parts = {"styles": STYLES, **parts}
    members = {
        "[Content_Types].xml": _content_types(parts),
        "_rels/.rels": _relations({"officeDocument": "word/document.xml"}),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}{section(landscape)}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations({name: f"{name}.xml" for name in parts}),
    }
    for name, inside in parts.items():
        members[f"word/{name}.xml"] = f"<w:{ROOTS[name]} {NAMESPACES}>{inside}</w:{ROOTS[name]}>"
    return write_zip({name: (HEAD + content).encode() for name, content in members.items()})


def write_zip(members: Mapping[str, bytes]) -> bytes:
    """An archive whose members all have the day of the document."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, MADE_ON)
            info.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(info, content)
    return target.getvalue()


def _content_types(parts: Mapping[str, str]) -> str:
    overrides = {"document": "document.main", **{name: name for name in parts}}
    listed = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{WORD}{kind}+xml"/>' for name, kind in overrides.items()
    )
    return (
        f'<Types xmlns="{PACKAGE}content-types"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f"{listed}</Types>"
    )


def _relations(targets: Mapping[str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}{name}" Target="{target}"/>' for name, target in targets.items()
    )
    return f'<Relationships xmlns="{PACKAGE}relationships">{listed}</Relationships>'


def section(landscape: bool = False) -> str:
    """A4 with the margins of GB/T 9704; the footer carries the page number."""
    size = (
        '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>' if landscape else '<w:pgSz w:w="11906" w:h="16838"/>'
    )
    margins = "1304 1247 1304 1247" if landscape else "2098 1474 1985 1588"
    sides = zip(("top", "right", "bottom", "left"), margins.split(), strict=True)
    inside = " ".join(f'w:{side}="{width}"' for side, width in sides)
    footer = '<w:footerReference w:type="default" r:id="footer"/>'
    return f'<w:sectPr>{footer}{size}<w:pgMar {inside} w:header="851" w:footer="992" w:gutter="0"/></w:sectPr>'


def new_section() -> str:
    """Ends an upright section."""
    return f"<w:p><w:pPr>{section()}</w:pPr></w:p>"


def footer(note: str) -> str:
    """— 1 — in the middle, and below it in small grey print what this document is."""
    page = '<w:fldSimple w:instr=" PAGE "><w:r><w:rPr><w:sz w:val="28"/></w:rPr><w:t>1</w:t></w:r></w:fldSimple>'
    dash = run("— ", size=14), run(" —", size=14)
    return para(dash[0] + page + dash[1], align="center", raw=True) + para(
        run(note, size=9, color="808080"), align="center", raw=True
    )


def run(text: str, *, font: str = "", size: float = 0, color: str = "", bold: bool = False) -> str:
    inside = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}"/>' if font else ""
    inside += "<w:b/>" if bold else ""
    inside += f'<w:color w:val="{color}"/>' if color else ""
    inside += f'<w:sz w:val="{2 * size:g}"/><w:szCs w:val="{2 * size:g}"/>' if size else ""
    return f'<w:r><w:rPr>{inside}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def para(
    text: str,
    *,
    align: str = "both",
    indent: int = 0,
    right: int = 0,
    number: tuple[int, int] | None = None,
    style: str = "",
    extra: str = "",
    line: int = 560,
    raw: bool = False,
    font: str = "",
    size: float = 0,
) -> str:
    """A paragraph; `number` is (list, level), `indent` and `right` in characters, `raw` text already holds runs."""
    inside = f'<w:pStyle w:val="{style}"/>' if style else ""
    inside += f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>' if number else ""
    inside += extra
    inside += f'<w:spacing w:line="{line}" w:lineRule="exact"/>' if line else ""
    inside += f'<w:ind w:firstLineChars="{100 * indent}" w:firstLine="{320 * indent}"/>' if indent else ""
    inside += f'<w:ind w:rightChars="{100 * right}" w:right="{320 * right}"/>' if right else ""
    inside += f'<w:jc w:val="{align}"/>'
    return f"<w:p><w:pPr>{inside}</w:pPr>{text if raw else run(text, font=font, size=size)}</w:p>"


def cell(content: str, width: int, *, span: int = 1, merge: str = "") -> str:
    """`merge`: "restart" begins a merged cell, "continue" goes on with it."""
    inside = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    inside += f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    inside += f'<w:vMerge w:val="{merge}"/>' if merge else ""
    return f'<w:tc><w:tcPr>{inside}<w:vAlign w:val="center"/></w:tcPr>{content or "<w:p/>"}</w:tc>'


def table_row(cells: str, *, header: bool = False) -> str:
    repeated = "<w:tblHeader/>" if header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{cells}</w:tr>"


EVERY_SIDE = ("top", "left", "bottom", "right", "insideH", "insideV")


def table(rows: str, widths: tuple[int, ...], *, sides: tuple[str, ...] = EVERY_SIDE) -> str:
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in sides)
    frame = f"<w:tblBorders>{borders}</w:tblBorders>" if sides else ""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    form = f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>{frame}<w:tblLayout w:type="fixed"/>'
    return f"<w:tbl><w:tblPr>{form}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
