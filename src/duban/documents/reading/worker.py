"""The child's end of `isolation`: read one file from stdin under limits, answer in JSON on stdout.

In: a JSON line {"reader", "name"} and then the file's bytes.  Out: {"file": …} or {"refusal": sentence}.
Run as `python -m duban.documents.reading.worker`; whatever a parser prints goes nowhere.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import sys

from duban.documents.errors import UnreadableFile
from duban.documents.reading import limits
from duban.documents.reading.transport import to_plain

READERS = "duban.documents.reading."
TOO_MUCH_MEMORY = "文件过于复杂，读取所需内存超过限制，请拆分或另存为其他格式后再上传。"


def main() -> None:
    answer_to = os.dup(sys.stdout.fileno())
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    _limit_resources()
    header = json.loads(sys.stdin.buffer.readline())
    answer = _answer(header["reader"], sys.stdin.buffer.read(), header["name"])
    with os.fdopen(answer_to, "w", encoding="utf-8", errors="backslashreplace") as out:
        out.write(answer)


def _answer(reader: str, data: bytes, name: str) -> str:
    try:
        module, _, function = reader.partition(":")
        if not module.startswith(READERS):
            raise UnreadableFile("没有这样的读取程序。")
        file = getattr(importlib.import_module(module), function)(data, name)
        return json.dumps({"file": to_plain(file)}, ensure_ascii=False)
    except UnreadableFile as refusal:
        return json.dumps({"refusal": str(refusal)})
    except MemoryError:
        return json.dumps({"refusal": TOO_MUCH_MEMORY})


def _limit_resources() -> None:
    """Bound memory and processor time where the platform can; elsewhere the parent's clock is the only guard."""
    try:
        import resource
    except ImportError:
        return
    for kind, most in ((resource.RLIMIT_AS, limits.CHILD_BYTES), (resource.RLIMIT_CPU, limits.CHILD_SECONDS)):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))


if __name__ == "__main__":
    main()
