"""Run a reader apart: a third-party parser may eat memory, hang or crash, and this process must not.

In: a reader ("duban.documents.reading.pages.pdf:read_here") and bytes.  Out: its `ReadFile`.
The child gets the bytes on stdin and answers in JSON; `worker` is its other end.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from duban.documents.blocks import ReadFile
from duban.documents.errors import UnreadableFile
from duban.documents.reading import limits
from duban.documents.reading.transport import from_plain

WORKER = "duban.documents.reading.worker"
SOURCES = str(Path(__file__).resolve().parents[3])
NO_ANSWER = "文件无法读取：内容已损坏或过于复杂，请用办公软件打开并另存后再上传。"
TOO_SLOW = "文件过于复杂，在规定时间内没有读完，请拆分或另存为其他格式后再上传。"


def read_apart(reader: str, data: bytes, name: str) -> ReadFile:
    """What `reader` gives for `data`, run in a process of its own with limited memory and time."""
    header = json.dumps({"reader": reader, "name": name}).encode() + b"\n"
    with TemporaryDirectory(prefix="duban-") as folder:  # a killed child cannot clean up after itself
        try:
            answer = subprocess.run(
                [sys.executable, "-P", "-m", WORKER],
                input=header + data,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                timeout=limits.CHILD_SECONDS,
                env=_environment(folder),
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise UnreadableFile(TOO_SLOW) from error
    return _read_answer(answer.stdout)


def _read_answer(answer: bytes) -> ReadFile:
    try:
        plain = json.loads(answer)
        refusal = plain.get("refusal")
        if refusal is None:
            return from_plain(plain["file"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnreadableFile(NO_ANSWER) from error
    raise UnreadableFile(str(refusal))


def _environment(folder: str) -> dict[str, str]:
    """This process's environment, the place `duban` was loaded from (the child must run the same code), a folder."""
    paths = os.pathsep.join(filter(None, [SOURCES, os.environ.get("PYTHONPATH", "")]))
    return {**os.environ, "PYTHONPATH": paths, "TMPDIR": folder, "TEMP": folder}
