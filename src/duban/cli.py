"""The `duban` command: read a file and give what was understood; install, serve and check the system.

Exit codes: 0 done (parse: official documents found); 1 nothing found, or the record is not whole; 2 it cannot be done.
A failure is one Chinese line on stderr, never a traceback (`python -X dev -m duban.cli` shows defects whole).
Only argparse is imported before a command needs more: `duban --help` answers at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from duban import local_files
from duban.arguments import parser
from duban.local_files import Refusal

if TYPE_CHECKING:
    from argparse import Namespace

    from duban.documents.model import Understanding

FOUND, NONE_FOUND, FAILED, INTERRUPTED = 0, 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the value is the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:  # the shell may have closed it
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        chosen = parser().parse_args(arguments)
        code = _parse(chosen) if chosen.command == "parse" else _run(chosen)
        local_files.finish()
    except Refusal as refusal:
        return _fail(str(refusal))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is still buffered goes nowhere
        return _fail("输出没有写完：接收的一方已经关闭")
    except OSError as error:
        return _fail(f"输出没有写完：{local_files.reason(error)}")
    except KeyboardInterrupt:
        return _fail("已中断", INTERRUPTED)
    except Exception as defect:
        if sys.flags.dev_mode:
            raise
        return _fail(f"程序出错（{type(defect).__name__}），没有得到结果，请把所用的命令和文件交给维护人员")
    return code


def _parse(chosen: Namespace) -> int:
    if chosen.output and local_files.is_same(chosen.file, chosen.output):
        raise Refusal(f"不能写入 {chosen.output}：这就是要读的文件，请换一个路径")
    if chosen.explain:
        return _explain(chosen)
    understanding = _understand(chosen.file)
    form, output = chosen.format, chosen.output
    if form is None:
        form = "xlsx" if output and output.lower().endswith(".xlsx") else "json"
    if not understanding.documents and form != "json":
        return _nothing_in(understanding)
    if form == "xlsx" and not output:
        output = local_files.free_path(understanding.file, ".xlsx")
        _say(f"台账写到 {output}")
    local_files.write(_written(understanding, form, output), output)
    return FOUND if understanding.documents else _nothing_in(understanding)


def _explain(chosen: Namespace) -> int:
    from duban.documents import pipeline
    from duban.documents.errors import UnreadableFile
    from duban.documents.writing.width import printable

    data, name = _read(chosen.file)
    try:
        text = "".join(f"{printable(line)}\n" for line in pipeline.explain(data, name, chosen.explain))
    except UnreadableFile as error:
        raise Refusal(f"{_called(name)}：{error}") from error
    local_files.write(text.encode(errors="replace"), chosen.output)
    return FOUND


def _run(chosen: Namespace) -> int:
    """A command of the site: a module and a function of its name, called with what was typed."""
    from importlib import import_module

    command: str = chosen.command
    code: int = getattr(import_module(f"duban.site.commands.{command}"), command)(chosen, _say)
    return code


def _read(path: str) -> tuple[bytes, str]:
    from duban.documents.reading.limits import FILE_BYTES

    return local_files.read(path, FILE_BYTES)


def _understand(path: str) -> Understanding:
    data, name = _read(path)
    from duban.documents import pipeline
    from duban.documents.errors import UnreadableFile

    try:
        return pipeline.understand(data, name)
    except UnreadableFile as error:
        raise Refusal(f"{_called(name)}：{error}") from error


def _written(understanding: Understanding, form: str, output: str | None) -> bytes:
    from shutil import get_terminal_size

    from duban.documents.writing.formats import write

    color = output is None and local_files.shows_colors()
    return write(understanding, form, width=get_terminal_size((120, 24)).columns, color=color)


def _nothing_in(understanding: Understanding) -> int:
    _say(f"{_called(understanding.file)}：文件已读，其中没有公文")
    return NONE_FOUND


def _called(name: str) -> str:
    return "标准输入" if name == local_files.STANDARD_INPUT else name


def _say(sentence: str) -> None:
    if sys.stderr is not None:
        print(f"duban: {' '.join(sentence.split())}", file=sys.stderr)


def _fail(sentence: str, code: int = FAILED) -> int:
    _say(sentence)
    return code


if __name__ == "__main__":
    sys.exit(main())
