"""Read a .pdf with a text layer: its glyphs and ruled lines, handed to `layout` page by page.

In: bytes.  Out: a `ReadFile` of paragraphs and tables with their pages.  The parsing runs in a process of its own.
A scanned, encrypted, broken or unreadably encoded file is refused in one sentence.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from duban.documents.blocks import ReadFile
from duban.documents.errors import UnreadableFile
from duban.documents.reading import limits
from duban.documents.reading.isolation import read_apart
from duban.documents.reading.layout import is_garbled, read_pages
from duban.documents.reading.page_geometry import Glyph, Page, Segment
from duban.documents.reading.radicals import plain_ideographs

MEDIA_TYPE = "application/pdf"
SCANNED = "该 PDF 没有文字层（可能是扫描件），无法读取。请先用文字识别软件转换，或上传 Word 版。"
ENCRYPTED = "该 PDF 设有密码，无法读取。请去掉密码后再上传。"
BROKEN = "该 PDF 已损坏或不完整，无法读取。请重新导出后再上传。"
GARBLED = "该 PDF 的字体没有文字编码，读出的是乱码。请上传 Word 版，或用文字识别软件转换后再上传。"
TOO_COMPLEX = "该 PDF 的页面内容异常庞大，已停止读取。请重新导出后再上传。"
TOO_MANY_PAGES = f"该 PDF 超过 {limits.PDF_PAGES} 页，无法读取。请拆分后再上传。"

FEWEST = 8  # characters on a page with text, on average; a scan has none, or a stamp's few
MOST_CONTENT = 20 * limits.MEBIBYTE  # unpacked drawing orders of one page; a dense map has about 5
MOST_GLYPHS = 30_000  # on one page: more is a map or an attack


def read(data: bytes, name: str) -> ReadFile:
    return read_apart(f"{__name__}:read_here", data, name)


def read_here(data: bytes, name: str) -> ReadFile:
    """`read` in this process, without its guards."""
    import pdfplumber
    from pdfplumber.utils.exceptions import PdfminerException

    start = max(data.find(b"%PDF-", 0, 2048), 0)  # some servers and mail programs put lines of their own before
    try:
        with pdfplumber.open(BytesIO(data[start:])) as document:
            pages = _read_all(document)
    except (UnreadableFile, MemoryError):
        raise
    except PdfminerException as error:
        raise UnreadableFile(ENCRYPTED if "Password" in repr(error) else BROKEN) from error
    except Exception as error:  # the parser raises many kinds on damaged files
        raise UnreadableFile(BROKEN) from error
    _check(pages)
    return read_pages(pages, name, MEDIA_TYPE)


def _read_all(document: Any) -> list[Page]:
    if len(document.pages) > limits.PDF_PAGES:
        raise UnreadableFile(TOO_MANY_PAGES)
    pages = []
    for number, page in enumerate(document.pages, start=1):
        pages.append(_read_page(page, number))
        page.close()  # a page keeps everything it found otherwise
    return pages


def _read_page(page: Any, number: int) -> Page:
    _check_content(page)
    left, top, right, bottom = page.bbox
    glyphs = tuple(_glyph(char, left, bottom) for char in page.chars[:MOST_GLYPHS] if _is_text(char, page.bbox))
    edges = (edge for edge in page.edges if not _is_page_wide(edge, right - left, bottom - top))
    segments = tuple(_segment(edge, left, top) for edge in edges)
    return Page(number, right - left, bottom - top, glyphs, segments)


def _check_content(page: Any) -> None:
    """Refuse a page whose content unpacks to an absurd size, before it is parsed."""
    from pdfminer.pdftypes import PDFStream, resolve1

    streams = (resolve1(content) for content in page.page_obj.contents)
    if sum(len(stream.get_data()) for stream in streams if isinstance(stream, PDFStream)) > MOST_CONTENT:
        raise UnreadableFile(TOO_COMPLEX)


def _is_text(char: dict[str, Any], box: tuple[float, float, float, float]) -> bool:
    """Upright glyphs on the page; a watermark stands aslant, leftovers of editing stand outside."""
    left, top, right, bottom = box
    on_page = left <= char["x0"] <= right and top <= char["top"] <= bottom
    return bool(char["upright"]) and on_page and char["size"] > 1


def _glyph(char: dict[str, Any], left: float, bottom: float) -> Glyph:
    size = float(char["size"])
    return Glyph(plain_ideographs(char["text"]), char["x0"] - left, char["x1"] - left, _baseline(char, bottom), size)


def _baseline(char: dict[str, Any], bottom: float) -> float:
    """Where the glyph stands; boxes of two fonts on one line have different feet."""
    baseline = bottom - float(char["matrix"][5])
    inside = char["top"] - char["size"] <= baseline <= char["bottom"] + char["size"]
    return baseline if inside else float(char["bottom"])


def _segment(edge: dict[str, Any], left: float, top: float) -> Segment:
    if edge["orientation"] == "v":
        return Segment(True, edge["x0"] - left, edge["top"] - top, edge["bottom"] - top)
    return Segment(False, edge["top"] - top, edge["x0"] - left, edge["x1"] - left)


def _is_page_wide(edge: dict[str, Any], width: float, height: float) -> bool:
    """A background as large as the page is no table."""
    return bool(edge["x1"] - edge["x0"] > 0.98 * width or edge["bottom"] - edge["top"] > 0.98 * height)


def _check(pages: list[Page]) -> None:
    glyphs = sum(1 for page in pages for glyph in page.glyphs if glyph.text.strip())
    with_text = sum(1 for page in pages if page.glyphs)
    if glyphs < FEWEST * max(with_text, 1) or with_text * 10 < len(pages):
        raise UnreadableFile(SCANNED)
    if is_garbled(pages):
        raise UnreadableFile(GARBLED)
