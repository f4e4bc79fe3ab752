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
from duban.documents.reading.pages.geometry import Page
from duban.documents.reading.pages.layout import is_garbled, read_pages
from duban.documents.reading.pages.pdf_page import read_page

MEDIA_TYPE = "application/pdf"
SCANNED = "该 PDF 没有文字层（可能是扫描件），无法读取。请先用文字识别软件转换，或上传 Word 版。"
ENCRYPTED = "该 PDF 设有密码，无法读取。请去掉密码后再上传。"
BROKEN = "该 PDF 已损坏或不完整，无法读取。请重新导出后再上传。"
GARBLED = "该 PDF 的字体没有文字编码，读出的是乱码。请上传 Word 版，或用文字识别软件转换后再上传。"
TOO_MANY_PAGES = f"该 PDF 超过 {limits.PDF_PAGES} 页，无法读取。请拆分后再上传。"

FEWEST = 8  # characters on a page with text, on average; a scan has none, or a stamp's few


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
        pages.append(read_page(page, number))
        page.close()  # a page keeps everything it found otherwise
    return pages


def _check(pages: list[Page]) -> None:
    glyphs = sum(1 for page in pages for glyph in page.glyphs if glyph.text.strip())
    with_text = sum(1 for page in pages if page.glyphs)
    if glyphs < FEWEST * max(with_text, 1) or with_text * 10 < len(pages):
        raise UnreadableFile(SCANNED)
    if is_garbled(pages):
        raise UnreadableFile(GARBLED)
