"""Hostile files: each is refused, or read, within seconds and within memory."""

from __future__ import annotations

import io
import struct
import time
import zipfile
from collections.abc import Iterator

import pytest
from docx_writer import p, write_docx, write_zip

from duban.documents.errors import UnreadableFile
from duban.documents.reading import limits, read
from duban.documents.reading.isolation import read_apart
from duban.documents.reading.packages import open_package
from duban.documents.reading.xml import parse_xml

BOMB = (
    '<!DOCTYPE lolz [<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10)) + "]>"
)


@pytest.fixture(autouse=True)
def within_seconds() -> Iterator[None]:
    started = time.process_time()
    yield
    assert time.process_time() - started < 5


def nested(tag: str, depth: int, inside: str = "深处") -> str:
    return f"<{tag}>" * depth + inside + f"</{tag}>" * depth


def packed(members: list[tuple[str, bytes]]) -> bytes:
    return write_zip(dict(members))


def test_a_zip_bomb_is_refused() -> None:
    bomb = packed([("word/document.xml", bytes(50 * limits.MEBIBYTE))])

    with pytest.raises(UnreadableFile, match="过大"):
        read(bomb, "plan.docx")


def test_a_size_that_lies_is_refused() -> None:
    data = packed([("a.txt", b"x" * 5000)])
    lying = data.replace(struct.pack("<I", 5000), struct.pack("<I", 50))

    with pytest.raises(UnreadableFile):
        open_package(lying, "压缩包").read("a.txt")


def test_what_all_members_unpack_to_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PACKAGE_BYTES", 1500)
    package = open_package(packed([("a", b"x" * 1000), ("b", b"y" * 1000)]), "压缩包")

    package.read("a")
    with pytest.raises(UnreadableFile, match="过大"):
        package.read("b")


def test_too_many_members_are_refused() -> None:
    data = b"PK\x03\x04" + b"PK\x01\x02" * (limits.PACKAGE_MEMBERS + 1)

    with pytest.raises(UnreadableFile, match="过多"):
        read(data, "a.zip")


@pytest.mark.parametrize("name", ["../etc/passwd", "/etc/passwd", "C:/windows/a", "a/../../b", "..\\b"])
def test_path_tricks_are_refused(name: str) -> None:
    with pytest.raises(UnreadableFile, match="不安全"):
        open_package(packed([(name, b"x")]), "压缩包")


def test_encrypted_and_unusual_members_are_refused() -> None:
    data = bytearray(packed([("a.txt", b"x" * 100)]))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.txt", "x")

    with pytest.raises(UnreadableFile, match="密码"):
        open_package(bytes(data), "压缩包").read("a.txt")
    with pytest.raises(UnreadableFile, match="压缩方式"):
        open_package(other.getvalue(), "压缩包").read("a.txt")


def test_a_missing_member_is_named() -> None:
    with pytest.raises(UnreadableFile, match=r"OFD\.xml"):
        open_package(packed([("a", b"")]), "OFD 文件").read("OFD.xml")


def test_member_names_of_chinese_windows_are_read() -> None:
    data = packed([("AAAA.txt", b"x")]).replace(b"AAAA", "方案".encode("gbk"))

    assert open_package(data, "压缩包").names == ("方案.txt",)


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_a_truncated_word_file_is_refused(share: float) -> None:
    data = write_docx(p("正文" * 500))

    with pytest.raises(UnreadableFile, match="损坏"):
        read(data[: int(len(data) * share)], "plan.docx")


def test_entities_are_refused_in_a_word_file() -> None:
    document = f"{BOMB}<document><body>&a9;</body></document>"

    with pytest.raises(UnreadableFile):
        read(packed([("word/document.xml", document.encode())]), "plan.docx")


@pytest.mark.parametrize(
    "document",
    [
        BOMB + "<a>&a9;</a>",
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        '<!DOCTYPE a SYSTEM "http://127.0.0.1:1/a.dtd"><a/>',
        nested("a", 20_000),
        nested("a", limits.XML_DEPTH + 1),
        "<a>" + "<b/>" * (limits.XML_MARKUP + 1) + "</a>",
        "<a><b></a>",
        "",
    ],
    ids=["bomb", "file", "network", "deep", "deeper than allowed", "huge", "malformed", "empty"],
)
def test_hostile_xml_is_refused(document: str) -> None:
    with pytest.raises(UnreadableFile):
        parse_xml(document.encode(), "Word 文件")


def test_xml_as_deep_as_allowed_is_read() -> None:
    assert parse_xml(nested("a", limits.XML_DEPTH).encode(), "Word 文件").tag == "a"


def test_deep_nesting_in_a_page_is_refused_and_less_deep_is_read() -> None:
    with pytest.raises(UnreadableFile, match="嵌套过深"):
        read(f"<html><body>{nested('div', 20_000)}".encode(), "a.html")
    assert read(f"<html><body>{nested('div', 1_500)}".encode(), "a.html")[0].text == "深处"


def test_entities_of_a_page_are_not_expanded() -> None:
    (file,) = read(f"{BOMB}<html><body><p>正文</p>&a9;</body></html>".encode(), "a.html")

    assert "正文" in file.text
    assert len(file.text) < 100


@pytest.mark.parametrize(
    "line", ["市财政局" * 50_000, "1、" * 100_000, "\t" * 200_000 + "甲", "（" * 200_000, "<" * 200_000]
)
def test_a_line_of_200_000_characters_is_read(line: str) -> None:
    assert read(f"{line}\n乙".encode(), "a.txt")[0].text.endswith("乙")
    assert read(f"<html><body><p>{line.replace('<', '&lt;')}</p><p>乙".encode(), "a.html")[0].text.endswith("乙")
    assert read(write_docx(p(line.replace("<", "&lt;")) + p("乙")), "a.docx")[0].text.endswith("乙")


def test_a_line_beyond_the_limit_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="过长"):
        read(("长" * (limits.LINE_CHARACTERS + 1)).encode(), "a.txt")


def test_spans_that_would_fill_memory_are_refused() -> None:
    rows = "<tr><td colspan=1000 rowspan=65000>甲<td colspan=1000>乙" * 3_000

    with pytest.raises(UnreadableFile, match="过长"):
        read(f"<html><body><table>{rows}</table></body></html>".encode(), "a.html")


def test_a_page_of_nothing_but_tags_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="过大"):
        read(b"<html>" + b"<p>" * (limits.HTML_MARKUP + 1), "a.html")


def test_a_file_beyond_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FILE_BYTES", 10)

    with pytest.raises(UnreadableFile, match="MB"):
        read(b"x" * 11, "a.txt")


def test_a_reader_apart_is_killed_when_it_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "CHILD_SECONDS", 0.01)

    with pytest.raises(UnreadableFile, match="规定时间"):
        read_apart("duban.documents.reading.text:read", b"x", "a.txt")


@pytest.mark.parametrize(
    "reader", ["os:system", "duban.documents.reading.text:nothing", "duban.documents.reading.nothing:read"]
)
def test_a_reader_apart_that_fails_is_a_sentence(reader: str) -> None:
    with pytest.raises(UnreadableFile):
        read_apart(reader, b"true", "a.txt")


def test_a_reader_apart_gives_what_it_gives_here() -> None:
    text = "标题\n序号\t任务\t单位\n1\t修路\t市交通局\n\ud800".encode("utf-8", "surrogatepass")

    assert read_apart("duban.documents.reading.text:read", text, "计划\0.txt") == read(text, "计划\0.txt")[0]
