"""Damaged workbooks and OFD packages are read or refused: nothing but `UnreadableFile` escapes."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from ofd_writer import Ruled, Text, write_ofd
from workbook import workbook

from duban.documents.blocks import ReadFile
from duban.documents.errors import UnreadableFile
from duban.documents.reading.pages import ofd
from duban.documents.reading.sheets import ods, xlsx

ODS = Path(__file__).parent / "files" / "workbook.ods"
OFD = write_ofd(
    [Text("一、推进重点工作" * 9), Ruled([["序号", "任务"], ["1", "修路"], ["2", "建桥"]], [1, 3])], head="公报"
)
VALUE = re.compile(rb'"[^"<>]{1,40}"|>[^<>]{1,20}<')
PUT = (b"", b"-1", b"0", b"9" * 20, b"nan", b"1e308", b"x", b"A1:ZZZ9", b"1 2 3", b"../../x", b"M L", b"\xff")

Reader = Callable[[bytes, str], ReadFile]


def parts(data: bytes) -> dict[str, bytes]:
    package = zipfile.ZipFile(BytesIO(data))
    return {name: package.read(name) for name in package.namelist() if name.endswith((".xml", ".rels"))}


SOURCES: list[tuple[Reader, dict[str, bytes]]] = [
    (xlsx.read, parts(workbook())),
    (ods.read, parts(ODS.read_bytes())),
    (ofd.read_here, parts(OFD)),
]


def damaged(content: bytes, at: float, put: bytes) -> bytes:
    """The part with one attribute or text replaced."""
    values = [found.span() for found in VALUE.finditer(content)]
    if not values:
        return content[: int(at * len(content))]
    start, end = values[int(at * (len(values) - 1))]
    return content[: start + 1] + put + content[end - 1 :]


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(SOURCES), st.integers(0, 99), st.floats(0, 1), st.sampled_from(PUT), st.booleans())
def test_a_damaged_part_is_read_or_refused(
    source: tuple[Reader, dict[str, bytes]], which: int, at: float, put: bytes, lost: bool
):
    reader, whole = source
    name = sorted(whole)[which % len(whole)]
    changed = {**whole, name: damaged(whole[name], at, put)}
    if lost and at > 0.9:
        del changed[name]
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for part, content in changed.items():
            package.writestr(part, content)
    try:
        file = reader(target.getvalue(), "plan")
    except UnreadableFile:
        return
    assert file.blocks
