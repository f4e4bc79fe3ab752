"""Read a file's bytes into blocks: paragraphs and tables, each with its place.

In: bytes and the file's name.  Out: `ReadFile` values: one, or several from a .zip.
A file that cannot be read is an `UnreadableFile` whose text says why and what to do.
Each format's module is imported only when a file needs it; the name is never trusted, the bytes are.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import cast

from duban.documents.blocks import ReadFile
from duban.documents.reading.sniff import Format, check_size, sniff

READERS: dict[Format, str] = {
    Format.TEXT: "text",
    Format.HTML: "web.html",
    Format.WEB_ARCHIVE: "web.archive",
    Format.DOCX: "word.docx",
    Format.DOC: "word.doc",
    Format.PDF: "pages.pdf",
    Format.XLSX: "sheets.xlsx",
    Format.XLS: "sheets.xls",
    Format.ODS: "sheets.ods",
    Format.OFD: "pages.ofd",
    Format.ZIP: "archive",
}


def read(data: bytes, name: str) -> tuple[ReadFile, ...]:
    """The files in `data`: those of an archive, else the one."""
    check_size(data)
    form = sniff(data, name)
    module = import_module(f"{__name__}.{READERS[form]}")
    if form is Format.ZIP:
        return cast(Callable[[bytes, str], tuple[ReadFile, ...]], module.read_all)(data, name)
    return (cast(Callable[[bytes, str], ReadFile], module.read)(data, name),)
