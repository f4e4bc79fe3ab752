"""Read a web archive (.mht), the form in which offices often save a page, or a Word text called .doc.

In: bytes of a MIME message.  Out: the `ReadFile` of the page in it; pictures and other parts are left alone.
"""

from __future__ import annotations

import email
from email.message import Message

from duban.documents.blocks import ReadFile
from duban.documents.errors import UnreadableFile
from duban.documents.reading import limits
from duban.documents.reading.isolation import read_apart
from duban.documents.reading.web import html

PARTS = 2_000  # pictures, styles and frames of one page
DAMAGED = "网页归档（.mht）文件已损坏或没有正文，无法读取。请打开后另存为 .html 或 .docx 再上传。"


def read(data: bytes, name: str) -> ReadFile:
    return read_apart(f"{__name__}:read_here", data, name)  # messages inside messages cost the square of their number


def read_here(data: bytes, name: str) -> ReadFile:
    """Read in this process; only for the child of `isolation`."""
    if len(data) > limits.HTML_BYTES:
        raise UnreadableFile(html.TOO_LARGE)
    return html.read(_page(data), name)


def _page(data: bytes) -> bytes:
    """The first page of the archive, in UTF-8 where its part declares a charset."""
    try:
        parts = list(email.message_from_bytes(data).walk())[:PARTS]
        page = next((part for part in parts if part.get_content_type() == "text/html"), None)
        content = _content(page)
    except (RecursionError, ValueError, LookupError, TypeError, AssertionError) as error:
        raise UnreadableFile(DAMAGED) from error
    if not content:
        raise UnreadableFile(DAMAGED)
    return content


def _content(page: Message | None) -> bytes:
    content = page.get_payload(decode=True) if page is not None else b""
    if page is None or not isinstance(content, bytes):
        return b""
    charset = page.get_content_charset()
    encoding = html.CHARSETS.get((charset or "").lower(), charset)
    return content.decode(encoding, "replace").encode() if encoding else content
