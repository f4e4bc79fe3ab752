"""Open a zip package (.docx, .xlsx, .ods, .ofd, .zip) and read its members without being hurt.

In: bytes from outside.  Out: a `Package`; members are unpacked one at a time, in memory, up to the limits.
Refuses bombs, too many members, sizes that lie, path tricks ("../x"), passwords, truncated files.
Does not know what the members mean; the reader of each format does.
"""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

from duban.documents.errors import UnreadableFile
from duban.documents.reading import limits

CENTRAL_ENTRY = b"PK\x01\x02"
ENCRYPTED_FLAG = 0x1
UTF8_FLAG = 0x800
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, IndexError)


class Package:
    """The members of a zip file, by name; what is read is counted against the limits."""

    def __init__(self, archive: zipfile.ZipFile, kind: str) -> None:
        self._archive = archive
        self._kind = kind
        self._unpacked = 0
        self._members = {_safe_name(info, kind): info for info in archive.infolist() if not info.is_dir()}

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._members)

    def has(self, name: str) -> bool:
        return name in self._members

    def read(self, name: str) -> bytes:
        """The bytes of a member; refuses one that is missing, encrypted, damaged or too large."""
        info = self._members.get(name)
        if info is None:
            raise UnreadableFile(f"{self._kind}不完整，缺少“{_shown(name)}”部分，请重新保存后再上传。")
        self._check(info)
        content = self._unpack(info)
        self._unpacked += len(content)
        return content

    def _check(self, info: zipfile.ZipInfo) -> None:
        if info.flag_bits & ENCRYPTED_FLAG:
            raise UnreadableFile(f"{self._kind}设有密码，请去掉密码后再上传。")
        if info.compress_type not in METHODS:
            raise UnreadableFile(f"{self._kind}的压缩方式不受支持，请用普通 zip 方式重新压缩后再上传。")
        too_dense = info.file_size > limits.PACKAGE_RATIO_FROM and (
            info.file_size > limits.PACKAGE_RATIO * max(info.compress_size, 1)
        )
        if too_dense or info.file_size > self._room():
            raise self._too_large()

    def _unpack(self, info: zipfile.ZipInfo) -> bytes:
        room = self._room()
        try:
            with self._archive.open(info) as member:
                content = member.read(room + 1)
        except BROKEN as error:
            raise UnreadableFile(f"{self._kind}已损坏或不完整，无法解开，请重新保存后再上传。") from error
        if len(content) > room:
            raise self._too_large()
        return content

    def _room(self) -> int:
        return min(limits.MEMBER_BYTES, limits.PACKAGE_BYTES - self._unpacked)

    def _too_large(self) -> UnreadableFile:
        return UnreadableFile(f"{self._kind}解开后过大，疑似异常压缩文件，已停止读取。请检查文件来源。")


def open_package(data: bytes, kind: str) -> Package:
    """The package in `data`; `kind` is what it is called in refusals: “Word 文件”, “压缩包”."""
    if data.count(CENTRAL_ENTRY) > limits.PACKAGE_MEMBERS:
        raise UnreadableFile(f"{kind}里的成员过多（超过 {limits.PACKAGE_MEMBERS} 个），已停止读取。")
    try:
        return Package(zipfile.ZipFile(BytesIO(data)), kind)
    except BROKEN as error:
        raise UnreadableFile(f"{kind}已损坏或不完整，无法打开，请重新保存后再上传。") from error


def member_name(info: zipfile.ZipInfo) -> str:
    """A member's name; archives made on Chinese Windows carry GBK names without saying so."""
    if info.flag_bits & UTF8_FLAG:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def _safe_name(info: zipfile.ZipInfo, kind: str) -> str:
    name = member_name(info).replace("\\", "/")
    if name.startswith("/") or ".." in name.split("/") or name[1:2] == ":" or "\0" in name:
        raise UnreadableFile(f"{kind}里有不安全的文件路径“{_shown(name)}”，已拒绝读取。请检查文件来源。")
    return name


def _shown(name: str) -> str:
    return "".join(character for character in name[:60] if character.isprintable())
