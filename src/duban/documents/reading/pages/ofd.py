"""Read an .ofd document (GB/T 33190): its text and ruled lines, handed to `layout` page by page.

In: bytes.  Out: a `ReadFile` of paragraphs and tables with their pages.
Follows the package's own structure: OFD.xml, each Document.xml, its pages; what stands on a page's template is noise.
Elements are known by local name: writers use the namespace of 2016 and older ones.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from lxml import etree

from duban.documents.blocks import ReadFile
from duban.documents.errors import UnreadableFile
from duban.documents.reading import limits
from duban.documents.reading.isolation import read_apart
from duban.documents.reading.packages import Package, open_package
from duban.documents.reading.pages.geometry import Page, lines_of
from duban.documents.reading.pages.layout import is_garbled, read_pages
from duban.documents.reading.pages.ofd_page import POINTS, Content, box_of, read_content
from duban.documents.reading.xml import local_name, parse_xml

WHAT = "OFD 文件"
MEDIA_TYPE = "application/ofd"
ENTRY = "OFD.xml"
DEFAULT_BOX = (0.0, 0.0, 210.0, 297.0)  # millimetres
SCANNED = "该 OFD 没有文字（可能是扫描件），无法读取。请先用文字识别软件转换，或上传 Word 版。"
TOO_MANY_PAGES = f"该 OFD 超过 {limits.PDF_PAGES} 页，无法读取。请拆分后再上传。"
ENCRYPTED = f"{WHAT}设有密码，请去掉密码后再上传。"
GARBLED = "该 OFD 的字体没有文字编码，读出的是乱码。请上传 Word 版，或用文字识别软件转换后再上传。"
INCOMPLETE = f"{WHAT}不完整，缺少页面内容，请重新导出后再上传。"


def read(data: bytes, name: str) -> ReadFile:
    return read_apart(f"{__name__}:read_here", data, name)


def read_here(data: bytes, name: str) -> ReadFile:
    """`read` in this process, without its guards."""
    package = open_package(data, WHAT)
    if package.has("Encryptions.xml"):
        raise UnreadableFile(ENCRYPTED)
    pages: list[Page] = []
    for root in _document_roots(package):
        pages.extend(_Document(package, root).pages(len(pages)))
    if not pages:
        raise UnreadableFile(INCOMPLETE)
    if not any(glyph.text.strip() for page in pages for glyph in page.glyphs):
        raise UnreadableFile(SCANNED)
    if is_garbled(pages):
        raise UnreadableFile(GARBLED)
    return read_pages(pages, name, MEDIA_TYPE)


def _document_roots(package: Package) -> list[str]:
    entry = parse_xml(package.read(ENTRY), WHAT)
    return [_joined("", element.text or "") for element in _named(entry, "DocRoot")]


class _Document:
    """One of the documents in a package."""

    def __init__(self, package: Package, root: str) -> None:
        self._package = package
        self._folder = posixpath.dirname(root)
        self._root = parse_xml(package.read(root), WHAT)
        self._box = next((box for e in _named(self._root, "PageArea") if (box := _area(e))), DEFAULT_BOX)
        self._templates = {
            element.get("ID") or "": _joined(self._folder, element.get("BaseLoc") or "")
            for element in _named(self._root, "TemplatePage")
        }
        self._read_templates: dict[str, Content] = {}

    def pages(self, before: int) -> Iterator[Page]:
        """The pages, counted on from those of the documents before."""
        locations = [e.get("BaseLoc") or "" for e in _named(self._root, "Page")]
        if before + len(locations) > limits.PDF_PAGES:
            raise UnreadableFile(TOO_MANY_PAGES)
        for number, location in enumerate(locations, start=before + 1):
            yield self._page(_joined(self._folder, location), number)

    def _page(self, location: str, number: int) -> Page:
        if not self._package.has(location):
            raise UnreadableFile(INCOMPLETE)
        root = parse_xml(self._package.read(location), WHAT)
        box = next((found for e in _named(root, "Area") if (found := _area(e))), self._box)
        content = read_content(root)
        furniture: list[str] = []
        segments = list(content.segments)
        for used in _named(root, "Template"):
            template = self._template(used.get("TemplateID") or "")
            furniture.extend(line.text for line in lines_of(template.glyphs, number))
            segments.extend(template.segments)
        width, height = box[2] * POINTS, box[3] * POINTS
        return Page(number, width, height, tuple(content.glyphs), tuple(segments), tuple(furniture))

    def _template(self, identifier: str) -> Content:
        if identifier not in self._read_templates:
            location = self._templates.get(identifier, "")
            found = self._package.has(location)
            content = read_content(parse_xml(self._package.read(location), WHAT)) if found else Content()
            self._read_templates[identifier] = content
        return self._read_templates[identifier]


def _area(element: etree._Element) -> tuple[float, float, float, float] | None:
    """The paper's size, in millimetres."""
    found = next((box_of(child.text or "") for child in element if local_name(child) == "PhysicalBox"), None)
    return found if found and found[2] > 0 and found[3] > 0 else None


def _joined(folder: str, location: str) -> str:
    """A part's name, given relative to the folder of the part that names it; "/" is the package."""
    location = location.strip().replace("\\", "/")
    return posixpath.normpath(posixpath.join("/", folder, location)).lstrip("/")


def _named(root: etree._Element, name: str) -> Iterator[etree._Element]:
    return root.iter(f"{{*}}{name}")
