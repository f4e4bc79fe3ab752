"""What an uploaded piece of evidence is, from its bytes; the name only has to agree.

In: bytes, a file name.  Out: its media type and a name that can be kept; `Invalid` says what to send instead.
"""

from __future__ import annotations

import re
import unicodedata
import zipfile
from dataclasses import dataclass
from io import BytesIO

from duban.rulebook.refusals import Invalid

LONGEST_NAME = 200
FIELD = "files"
OFFERED = "PDF、Word、Excel、OFD、图片（png、jpg）、文本或 zip"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UNFIT = re.compile(r'[<>:"|?*]')  # in no name on the systems of offices
_OFFICE = "application/vnd.openxmlformats-officedocument."


@dataclass(frozen=True, slots=True)
class Kind:
    media_type: str
    endings: tuple[str, ...]  # the first is given to a name that has none of them


PDF = Kind("application/pdf", ("pdf",))
PNG = Kind("image/png", ("png",))
JPEG = Kind("image/jpeg", ("jpg", "jpeg"))
TEXT = Kind("text/plain", ("txt", "csv"))
ZIP = Kind("application/zip", ("zip",))
DOC = Kind("application/msword", ("doc", "wps"))
XLS = Kind("application/vnd.ms-excel", ("xls", "et"))
_IN_ZIP = (
    ("word/document.xml", Kind(f"{_OFFICE}wordprocessingml.document", ("docx",))),
    ("xl/workbook.xml", Kind(f"{_OFFICE}spreadsheetml.sheet", ("xlsx",))),
    ("OFD.xml", Kind("application/ofd", ("ofd",))),
)
_STREAMS = (("WordDocument", DOC), ("Workbook", XLS), ("Book", XLS))
_STARTS = ((b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG))


def kind_of(data: bytes) -> Kind:
    """What the bytes are; refused unless it is one of the kinds that are taken."""
    if not data.strip():
        raise Invalid("文件是空的，请检查后重新上传", FIELD)
    if data.startswith(b"PK\x03\x04"):
        return _in_zip(data)
    if data.startswith(_OLE):
        return _in_ole(data)
    if b"%PDF-" in data[:1024]:
        return PDF
    found = next((kind for start, kind in _STARTS if data.startswith(start)), None)
    if found or _is_text(data):
        return found or TEXT
    raise Invalid(f"这种文件不能作佐证材料，可以上传{OFFERED}", FIELD)


def kept_name(name: str, kind: Kind) -> str:
    """The name without folders and signs that hide or break it, ending as its content does."""
    plain = "".join(sign for sign in unicodedata.normalize("NFC", name) if unicodedata.category(sign)[0] != "C")
    plain = _UNFIT.sub("_", re.split(r"[/\\]", plain)[-1]).strip(" .")
    stem, dot, ending = plain.rpartition(".")
    if not dot or ending.lower() not in kind.endings:
        stem, ending = plain, kind.endings[0]
    return f"{stem.strip() or '佐证材料'}"[: LONGEST_NAME - 1 - len(ending)] + f".{ending}"


def _in_zip(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            members = set(package.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as broken:
        raise Invalid("文件已损坏，打不开，请重新导出后上传", FIELD) from broken
    if any(name.endswith("vbaProject.bin") for name in members):
        raise Invalid("文件带宏，请另存为不带宏的文件再上传", FIELD)
    return next((kind for member, kind in _IN_ZIP if member in members), ZIP)


def _in_ole(data: bytes) -> Kind:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Invalid("文件设了密码，请去掉密码后再上传", FIELD)
    for stream, kind in _STREAMS:
        if stream.encode("utf-16-le") in data:
            return kind
    raise Invalid(f"这种文件不能作佐证材料，可以上传{OFFERED}", FIELD)


def _is_text(data: bytes) -> bool:
    """Words in one of the two encodings in use, without the control signs that programs are full of."""
    if data.startswith((b"MZ", b"\x7fELF", b"#!")) or re.search(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]", data):
        return False
    for encoding in ("utf-8", "gb18030"):
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False
