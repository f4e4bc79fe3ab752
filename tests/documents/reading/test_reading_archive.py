"""What a .zip gives: every document in it, and the names of those that could not be read."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from duban.documents.errors import UnreadableFile
from duban.documents.reading import read

TEXT = "临川县2025年重点工作分工方案\n".encode()
PICTURE = b"\x89PNG\r\n\x1a\n" + b"\0" * 64


def archive(*members: tuple[str, bytes]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members:
            package.writestr(name, content)
    return target.getvalue()


def names_of(data: bytes) -> list[tuple[str, bool]]:
    """Each file's name, and whether it was read."""
    return [(file.name, bool(file.blocks)) for file in read(data, "plans.zip")]


def test_every_document_is_read_under_its_own_name():
    data = archive(("一/方案.txt", TEXT), ("二.htm", b"<html><body><p>" + "附件".encode() + b"</p></body></html>"))
    assert names_of(data) == [("一/方案.txt", True), ("二.htm", True)]


def test_names_from_a_chinese_windows_are_right():
    data = archive(("plan-name.txt", TEXT)).replace(b"plan-name", "分工方案1".encode("gbk"))
    assert names_of(data) == [("分工方案1.txt", True)]


def test_a_member_that_cannot_be_read_is_named_and_empty():
    data = archive(("方案.txt", TEXT), ("公章.png", PICTURE), ("空.txt", b""))
    assert names_of(data) == [("方案.txt", True), ("公章.png", False), ("空.txt", False)]
    assert read(data, "x")[1].media_type == ""


def test_when_nothing_can_be_read_the_refusal_names_every_member():
    with pytest.raises(UnreadableFile) as refusal:
        read(archive(*((f"图{n}.png", PICTURE) for n in range(8))), "plans.zip")
    assert all(f"图{n}.png" in str(refusal.value) for n in range(8))
    assert "图片" in str(refusal.value)


def test_an_archive_inside_is_read_one_level_deep():
    inner = archive(("方案.txt", TEXT))
    assert names_of(archive(("附件.zip", inner), ("通知.txt", TEXT))) == [
        ("附件.zip/方案.txt", True),
        ("通知.txt", True),
    ]
    nested = archive(("更深.zip", archive(("里层.zip", inner))), ("通知.txt", TEXT))
    assert names_of(nested) == [("更深.zip/里层.zip", False), ("通知.txt", True)]


def test_leftovers_of_file_managers_are_passed_over():
    leftovers = ("__MACOSX/._方案.txt", ".DS_Store", "一/.hidden/x.txt", "~$方案.docx", "Thumbs.db", "desktop.ini")
    assert names_of(archive(*((name, TEXT) for name in leftovers), ("方案.txt", TEXT))) == [("方案.txt", True)]
    with pytest.raises(UnreadableFile, match="没有文件"):
        read(archive((".DS_Store", TEXT), ("二/", b"")), "plans.zip")


def test_a_bomb_among_the_members_is_named():
    data = archive(("方案.txt", TEXT), ("大.txt", b"\0" * 30_000_000))
    assert names_of(data) == [("方案.txt", True), ("大.txt", False)]


def test_members_beyond_the_limit_refuse_the_archive():
    with pytest.raises(UnreadableFile, match="文件过多"):
        read(archive(*((f"{n}.txt", TEXT) for n in range(201))), "plans.zip")


def test_ways_out_and_cut_off_archives_are_refused():
    for data in (archive(("../方案.txt", TEXT)), archive(("方案.txt", TEXT * 100))[:60]):
        with pytest.raises(UnreadableFile):
            read(data, "plans.zip")
