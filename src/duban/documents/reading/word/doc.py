"""Read a .doc file (Word 97–2003): converted to .docx, then read as one.

In: bytes.  Out: a `ReadFile`.  The converter is a third-party parser of a binary format: it runs apart.
A .doc that holds RTF, a page or a .docx never comes here: `sniff` looks at the bytes.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from duban.documents.blocks import ReadFile
from duban.documents.errors import UnreadableFile
from duban.documents.reading.isolation import read_apart
from duban.documents.reading.word import docx

MEDIA_TYPE = "application/msword"
ENCRYPTED = "这是加密的 Word 文件，请去掉密码后再上传。"
DAMAGED = "Word（.doc）文件已损坏或版本过旧，无法读取。请用 Word 或 WPS 打开，另存为 .docx 后再上传。"


def read(data: bytes, name: str) -> ReadFile:
    return read_apart(f"{__name__}:read_here", data, name)


def read_here(data: bytes, name: str) -> ReadFile:
    """Read in this process; only for the child of `isolation`."""
    return replace(docx.read(_converted(data), name), media_type=MEDIA_TYPE)


def _converted(data: bytes) -> bytes:
    """The file as .docx; the converter takes paths, so it gets a folder of its own."""
    from doc2docx import convert
    from doc2docx.errors import Doc2DocxError, EncryptedDocumentError

    _pass_over_padding()
    with TemporaryDirectory() as folder:
        source, target = Path(folder, "source.doc"), Path(folder, "target.docx")
        source.write_bytes(data)
        try:
            convert(source, target)
            return target.read_bytes()
        except EncryptedDocumentError as error:
            raise UnreadableFile(ENCRYPTED) from error
        except (Doc2DocxError, OSError, ValueError, LookupError, ArithmeticError, RecursionError) as error:
            raise UnreadableFile(DAMAGED) from error


def _pass_over_padding() -> None:
    """Let the converter take any byte that fills a paragraph's properties up to an even length, not only a zero.

    LibreOffice leaves there what its buffer held, in most tables; the converter calls such a file damaged.
    """
    from doc2docx.errors import InvalidWordDocument
    from doc2docx.msdoc import formatting

    strict = formatting.parse_grpprl

    def parse(data: bytes, *, label: str, allow_trailing_zero_padding: bool = False) -> Any:
        try:
            return strict(data, label=label, allow_trailing_zero_padding=allow_trailing_zero_padding)
        except InvalidWordDocument:
            if not allow_trailing_zero_padding:
                raise
            return strict(data[:-1], label=label)

    if strict.__name__ != parse.__name__:  # once in a process
        formatting.parse_grpprl = parse
