"""Take bytes from this machine and put bytes back: files, standard input, standard output.

In: a path as typed ("-" is standard input).  Out: bytes and a name; or a `Refusal` that says why and what to do.
A file is written whole or not at all: first beside its place, then moved there. Knows nothing of documents.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from itertools import count

STANDARD_INPUT = "-"


class Refusal(Exception):
    """The command cannot go on; `str(refusal)` is one Chinese sentence for its user."""


def read(path: str, most: int) -> tuple[bytes, str]:
    """The bytes of the file, one more than `most` at most (an endless file ends there), and its name."""
    if path == STANDARD_INPUT:
        if sys.stdin is None:
            raise Refusal("没有标准输入，请给出文件的路径")
        return sys.stdin.buffer.read(most + 1), STANDARD_INPUT
    try:
        with open(path, "rb") as file:
            return file.read(most + 1), os.path.basename(path)
    except (OSError, ValueError) as error:
        raise Refusal(f"不能打开 {path}：{reason(error)}") from error


def write(data: bytes, path: str | None) -> None:
    """Write to the file, or to standard output where there is no path."""
    if path is None:
        if sys.stdout is None:
            raise Refusal("没有标准输出，请用 --output 给出路径")
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        return
    try:
        _replace(os.path.realpath(path), data)
    except (OSError, ValueError) as error:
        raise Refusal(f"不能写入 {path}：{reason(error)}") from error


def finish() -> None:
    """Hand over what standard output still holds, so that a failure shows now."""
    if sys.stdout is not None:
        sys.stdout.flush()


def shows_colors() -> bool:
    """Standard output is a terminal whose user has not asked for plain text (NO_COLOR)."""
    return sys.stdout is not None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def is_same(path: str, other: str) -> bool:
    """Both name one file that exists."""
    try:
        return os.path.samefile(path, other)
    except (OSError, ValueError):
        return False


def free_path(like: str, ending: str) -> str:
    """A name in the current folder that no file has yet: 方案.xlsx, 方案-2.xlsx, …; 台账.xlsx for standard input."""
    stem = os.path.splitext(os.path.basename(like))[0]
    stem = stem if stem.strip("-. ") else "台账"
    names = (f"{stem}{'' if number == 1 else f'-{number}'}{ending}" for number in count(1))
    return next(name for name in names if not os.path.lexists(name))


def _replace(path: str, data: bytes) -> None:
    mode = os.stat(path).st_mode if os.path.exists(path) else None
    if mode is not None and not stat.S_ISREG(mode):
        with open(path, "wb") as device:  # a pipe or /dev/null has no place beside it
            device.write(data)
        return
    draft = os.path.join(os.path.dirname(path), f".{os.path.basename(path)[:80]}.{os.getpid()}")
    try:
        with open(draft, "xb") as file:
            file.write(data)
        if mode is not None:
            os.chmod(draft, stat.S_IMODE(mode))
        os.replace(draft, path)
    except BaseException:
        if os.path.lexists(draft):
            os.remove(draft)
        raise


def reason(error: Exception) -> str:
    """Why the system refused, in Chinese."""
    match error:
        case FileNotFoundError():
            return "没有这个文件或文件夹，请核对路径"
        case IsADirectoryError():
            return "这是一个文件夹，请给出其中的文件"
        case NotADirectoryError():
            return "路径中有一段不是文件夹，请核对路径"
        case PermissionError():
            return "没有权限，请换一个位置或请管理员授权"
        case OSError(errno=errno.ENOSPC):
            return "磁盘已满，请换一个位置"
        case OSError(errno=errno.ENAMETOOLONG):
            return "路径太长，请改短"
        case OSError():
            return f"{error.strerror}"
    return "路径中有不能使用的字符"
