"""The bytes decide what a file is; what cannot be read is refused in one sentence."""

from __future__ import annotations

import random
import struct

import pytest
from docx_writer import p, write_docx, write_zip

from duban.documents.errors import UnreadableFile
from duban.documents.reading import READERS, read
from duban.documents.reading.sniff import Format, sniff

HTML = "<!DOCTYPE html><html><body><p>正文</p></body></html>"


def compound(*streams: str) -> bytes:
    """An OLE file that holds empty streams of the given names, enough to be told apart."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    header += b"\xff" * (512 - len(header))
    fat = struct.pack("<II", 0xFFFFFFFD, 0xFFFFFFFE) + b"\xff" * 504
    entries = [entry("Root Entry", 5, child=1)]
    entries += [entry(name, 2, right=i + 2 if i + 1 < len(streams) else -1) for i, name in enumerate(streams)]
    directory = b"".join(entries)
    return header + fat + directory + bytes(512 - len(directory))


def entry(name: str, kind: int, *, right: int = -1, child: int = -1) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    return (
        raw.ljust(64, b"\0")
        + struct.pack("<HBBiii", len(raw), kind, 1, -1, right, child)
        + bytes(36)
        + struct.pack("<IQ", 0xFFFFFFFE, 0)
    )


@pytest.mark.parametrize(
    ("data", "form"),
    [
        ("正文".encode(), Format.TEXT),
        (HTML.encode(), Format.HTML),
        (HTML.encode("utf-16"), Format.HTML),
        (b"\xef\xbb\xbf \n<!-- saved from -->\n" + HTML.encode(), Format.HTML),
        (("<p>一段</p>" * 9).encode(), Format.HTML),
        ("增长<8%，>=60".encode(), Format.TEXT),
        ("BM类、MZ类、RIFF类指标".encode(), Format.TEXT),
        (write_docx(p("正文")), Format.DOCX),
        (write_zip({"xl/workbook.xml": b"<a/>"}), Format.XLSX),
        (write_zip({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b""}), Format.ODS),
        (write_zip({"OFD.xml": b"<a/>"}), Format.OFD),
        (write_zip({"plan.txt": b"a"}), Format.ZIP),
        (compound("WordDocument", "1Table"), Format.DOC),
        (compound("Workbook"), Format.XLS),
        (compound("Book"), Format.XLS),
        (b"%PDF-1.7\n", Format.PDF),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related\n", Format.WEB_ARCHIVE),
        (b"From: <Saved>\nSubject: =?gb2312?B?1f3OxA==?=\nContent-Type: multipart/related\n", Format.WEB_ARCHIVE),
        (b"\n\n%PDF-1.4\n", Format.PDF),
    ],
)
def test_the_bytes_tell_the_format(data: bytes, form: Format) -> None:
    assert sniff(data, "anything.docx") is form


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (compound("EncryptedPackage", "EncryptionInfo"), "加密"),
        (compound("VisioDocument"), "不是 Word 或 Excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"junk" * 9, "损坏"),
        (rb"{\rtf1\ansi abc}", "RTF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "图片"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "图片"),
        (b"BM" + bytes(50), "图片"),
        (b"MZ\x90\0" + bytes(50), "程序"),
        (b"Rar!\x1a\x07\x01\0" + bytes(50), "zip"),
        (random.Random(1).randbytes(5000), "无法识别"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>', "2003"),
        (write_zip({"[Content_Types].xml": b"", "ppt/presentation.xml": b""}), "演示文稿"),
        (write_zip({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b""}), "OpenDocument"),
        (write_docx(p("正文"))[:400], "损坏"),
        (b"PK\x03\x04", "损坏"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(data: bytes, sentence: str) -> None:
    with pytest.raises(UnreadableFile, match=sentence) as refusal:
        sniff(data, "plan.docx")
    assert str(refusal.value).endswith("。")


def test_a_text_called_docx_is_read_as_text() -> None:
    (file,) = read("一、总体要求".encode(), "plan.docx")

    assert (file.media_type, file.text) == ("text/plain", "一、总体要求")


def test_a_word_file_called_txt_is_read_as_word() -> None:
    (file,) = read(write_docx(p("正文")), "plan.txt")

    assert file.media_type.endswith("wordprocessingml.document")


def test_every_format_has_a_reader() -> None:
    assert set(READERS) == set(Format)
