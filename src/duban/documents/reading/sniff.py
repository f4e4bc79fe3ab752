"""What a file is, from its bytes; the name is not trusted.

In: bytes and the name.  Out: a `Format`, or an `UnreadableFile` that says what the file is instead.
A text called plan.docx is text; an encrypted .docx, a picture, an RTF, a program are refused in a sentence.
Does not read the content; the reader of each format does, and may still refuse it.
"""

from __future__ import annotations

import codecs
import re
from enum import StrEnum
from io import BytesIO

from duban.documents.errors import UnreadableFile
from duban.documents.reading import limits
from duban.documents.reading.characters import utf16_without_mark
from duban.documents.reading.packages import Package, open_package

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
HEAD = 65_536  # bytes looked at to tell text from other things
HTML_START = re.compile(r"<(?:!doctype\s+html|(?:[a-z]{1,9}:)?html|head|body)\b", re.I)
HTML_TAG = re.compile(r"</?(?:div|p|br|table|tr|td|span|a|meta|script|ul|li|h[1-6]|font|strong)\b[^<>]{0,500}>", re.I)
MANY_TAGS = 8
OFFICE_XML = re.compile(r"<\?mso-application|<w:wordDocument|<pkg:package|<Workbook\b")
CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
MANY_CONTROLS = 0.02  # of the bytes; text has none, a damaged one a few, random bytes 11 %

RTF = "这是 RTF 文件，暂不支持。请用 Word 或 WPS 打开，另存为 .docx 后再上传。"
OFFICE_2003 = "这是 Word 2003 或 Excel 2003 的 XML 文件，暂不支持。请打开后另存为 .docx 或 .xlsx 再上传。"
WEB_ARCHIVE = re.compile(r"^(?:MIME-Version:|Content-Type:\s*multipart/)", re.I | re.M)
NOT_KNOWN = "无法识别这种文件。请上传 Word、PDF、Excel、OFD、网页或文本文件。"
BINARY_STARTS: tuple[tuple[tuple[bytes, ...], str], ...] = (
    (
        (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"RIFF"),
        "这是图片文件，没有可读取的文字。请先做文字识别，或上传 Word、PDF 文件。",
    ),
    ((b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe"), "这是程序文件，不是公文，不能上传。"),
    (
        (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ"),
        "这种压缩格式暂不支持。请解压后上传，或改用 .zip 压缩。",
    ),
)


class Format(StrEnum):
    TEXT = "text"
    HTML = "html"
    WEB_ARCHIVE = "web_archive"
    DOCX = "docx"
    DOC = "doc"
    PDF = "pdf"
    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    OFD = "ofd"
    ZIP = "zip"


MARKS: tuple[tuple[str, Format], ...] = (
    ("word/document.xml", Format.DOCX),
    ("xl/workbook.xml", Format.XLSX),
    ("OFD.xml", Format.OFD),
)


def check_size(data: bytes) -> None:
    if not data.strip():
        raise UnreadableFile("文件是空的，没有内容可读。请检查后重新上传。")
    if len(data) > limits.FILE_BYTES:
        raise UnreadableFile(f"文件超过 {limits.FILE_BYTES // limits.MEBIBYTE} MB，请拆分或压缩其中的图片后再上传。")


def sniff(data: bytes, name: str) -> Format:
    """The format of `data`; `name` is used only where the bytes leave it open, which they do not today."""
    if data.startswith(ZIP):
        return _in_zip(data)
    if data.startswith(OLE):
        return _in_ole(data)
    if b"%PDF-" in data[:1024]:
        return Format.PDF
    return _in_plain(data)


def _in_zip(data: bytes) -> Format:
    package = open_package(data, "文件")
    for member, form in MARKS:
        if package.has(member):
            return form
    if package.has("mimetype") and package.has("content.xml"):
        return _open_document(package)
    if package.has("[Content_Types].xml"):
        return _other_office(package)
    return Format.ZIP


def _open_document(package: Package) -> Format:
    if b"spreadsheet" in package.read("mimetype"):
        return Format.ODS
    raise UnreadableFile("这是 OpenDocument 文字或演示文件，暂不支持。请另存为 .docx 后再上传。")


def _other_office(package: Package) -> Format:
    """Some programs name the main part otherwise; what the package holds still tells."""
    names = package.names
    if any(member.startswith("word/document") and member.endswith(".xml") for member in names):
        return Format.DOCX
    if any(member.startswith("xl/worksheets/") for member in names):
        return Format.XLSX
    raise UnreadableFile("这种 Office 文件（如演示文稿、.xlsb）暂不支持。请另存为 .docx 或 .xlsx 后再上传。")


def _in_ole(data: bytes) -> Format:
    streams = _ole_streams(data)
    if "encryptedpackage" in streams:
        raise UnreadableFile("这是加密的 Office 文件，请去掉密码后再上传。")
    if "worddocument" in streams:
        return Format.DOC
    if streams & {"workbook", "book"}:
        return Format.XLS
    raise UnreadableFile("这种文件不是 Word 或 Excel 文档，无法读取。请另存为 .docx 或 .xlsx 后再上传。")


def _ole_streams(data: bytes) -> set[str]:
    import olefile  # type: ignore[import-untyped]

    try:
        with olefile.OleFileIO(BytesIO(data)) as ole:
            return {path[0].lower() for path in ole.listdir() if len(path) == 1}
    except Exception as error:  # olefile raises many kinds on damaged files
        raise UnreadableFile("文件已损坏或不完整，无法打开，请重新保存后再上传。") from error


def _in_plain(data: bytes) -> Format:
    if data.lstrip().startswith(b"{\\rtf"):
        raise UnreadableFile(RTF)
    text = _head_as_text(data)
    if text is None:
        raise UnreadableFile(next((why for starts, why in BINARY_STARTS if data.startswith(starts)), NOT_KNOWN))
    if OFFICE_XML.search(text[:4000]):
        raise UnreadableFile(OFFICE_2003)
    if WEB_ARCHIVE.search(text[:2000]):
        return Format.WEB_ARCHIVE
    is_html = HTML_START.search(text[:4000]) or len(HTML_TAG.findall(text)) >= MANY_TAGS
    return Format.HTML if is_html else Format.TEXT


def _head_as_text(data: bytes) -> str | None:
    """The beginning as characters, good enough to find tags in; `None` when it is no text."""
    head = data[:HEAD]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head.decode("utf-16", "replace")
    controls = len(CONTROLS.findall(head))
    if controls <= MANY_CONTROLS * len(head):
        return head.removeprefix(codecs.BOM_UTF8).decode("latin-1")
    encoding = utf16_without_mark(head)
    return head.decode(encoding, "replace") if encoding else None
