"""Read every document in a .zip: each member through the registry, a .zip inside it one level deep.

In: bytes.  Out: one `ReadFile` a member, in the archive's order.  A member that cannot be read stands there with
neither media type nor blocks, so that it can be named; when none can be read, the refusal names them all.
Leftovers of file managers (__MACOSX, .DS_Store, ~$plan.docx) are passed over.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from duban.documents.blocks import ReadFile
from duban.documents.errors import UnreadableFile
from duban.documents.reading import limits
from duban.documents.reading import read as read_file
from duban.documents.reading.isolation import TOO_SLOW
from duban.documents.reading.packages import open_package
from duban.documents.reading.sniff import Format, sniff

WHAT = "压缩包"
MOST_FILES = 200  # documents of one archive: each may take a reader of its own
MOST_SLOW = 2  # members that take too long before the archive is given up
LEVELS = 2
LEFTOVERS = {"thumbs.db", "desktop.ini"}
TOO_MANY = f"压缩包里的文件过多（超过 {MOST_FILES} 个），无法读取。请分批压缩后再上传。"
TOO_LARGE = "压缩包解开后过大，疑似异常压缩文件，已停止读取。请检查文件来源。"
TOO_DEEP = "压缩包里的压缩包又套着压缩包，无法读取。请解压后再上传。"
EMPTY = "压缩包里没有文件。请检查后重新上传。"
NAMED = 5  # files that a refusal names with their reasons


@dataclass(slots=True)
class _Tally:
    """What reading the archive and those inside it has cost so far."""

    files: int = 0
    size: int = 0
    slow: int = 0
    refusals: dict[str, str] = field(default_factory=dict)

    def count(self, content: bytes) -> None:
        self.files += 1
        self.size += len(content)
        if self.files > MOST_FILES:
            raise UnreadableFile(TOO_MANY)
        if self.size > limits.PACKAGE_BYTES:
            raise UnreadableFile(TOO_LARGE)

    def refuse(self, name: str, error: UnreadableFile) -> None:
        self.refusals[name] = str(error)
        self.slow += str(error) == TOO_SLOW
        if self.slow > MOST_SLOW:
            raise UnreadableFile(TOO_SLOW) from error


def read_all(data: bytes, name: str) -> tuple[ReadFile, ...]:
    """The documents in the archive; those that cannot be read are there without media type and blocks."""
    tally = _Tally()
    files = tuple(_members(data, "", tally, level=1))
    if not files:
        raise UnreadableFile(EMPTY)
    if not any(file.blocks for file in files):
        raise UnreadableFile(_refusal(tally.refusals))
    return files


def _members(data: bytes, folder: str, tally: _Tally, *, level: int) -> Iterator[ReadFile]:
    package = open_package(data, WHAT)
    names = [name for name in package.names if not _is_leftover(name)]
    if len(names) + tally.files > MOST_FILES:
        raise UnreadableFile(TOO_MANY)
    for member in names:
        name = posixpath.join(folder, member)
        try:
            content = package.read(member)
        except UnreadableFile as error:
            tally.refuse(name, error)
            yield _unread(name)
            continue
        tally.count(content)
        yield from _member(content, name, tally, level=level)


def _member(content: bytes, name: str, tally: _Tally, *, level: int) -> Iterator[ReadFile]:
    try:
        if content.strip() and sniff(content, name) is Format.ZIP:
            yield from _inner(content, name, tally, level=level)
        else:
            yield from (replace(file, name=name) for file in read_file(content, name))
    except UnreadableFile as error:
        tally.refuse(name, error)
        yield _unread(name)


def _inner(content: bytes, name: str, tally: _Tally, *, level: int) -> list[ReadFile]:
    if level >= LEVELS:
        raise UnreadableFile(TOO_DEEP)
    return list(_members(content, name, tally, level=level + 1))


def _is_leftover(name: str) -> bool:
    parts = name.split("/")
    hidden = any(part.startswith(".") or part == "__MACOSX" for part in parts)
    return hidden or parts[-1].startswith("~$") or parts[-1].lower() in LEFTOVERS


def _unread(name: str) -> ReadFile:
    return ReadFile(name=name, media_type="", text="", blocks=())


def _refusal(refusals: dict[str, str]) -> str:
    named = [f"“{name}”：{reason.rstrip('。')}" for name, reason in list(refusals.items())[:NAMED]]
    others = [f"“{name}”" for name in list(refusals)[NAMED:]]
    rest = f"；另有{'、'.join(others)}" if others else ""
    return f"压缩包里没有能读取的文件。{'；'.join(named)}{rest}。"
