"""What can be typed after `duban`, and its help.

In: nothing.  Out: the parser; `command` of what it gives names the command, the rest are its options.
Imports argparse and nothing else, so that `duban --help` answers at once.
"""

from __future__ import annotations

import argparse
from typing import Any, NoReturn

from duban import __version__

WRONG_COMMAND = 2
FORMATS = ("json", "table", "xlsx")
STEPS = ("reading", "joining", "documents", "outline", "recognition", "checks")  # pipeline's; a test holds them equal
_ABOUT_PARSE = """读一个公文文件，给出任务、指标、责任单位、时限和存疑之处。
退出码：0 读到公文；1 文件可读，但没有公文；2 文件无法读取，或结果无法写出。"""


def parser() -> argparse.ArgumentParser:
    duban = _Parser(prog="duban", description="督办：把公文里的任务、指标和责任读成台账。")
    duban.add_argument("--version", action="version", version=f"duban {__version__}", help="显示版本")
    commands = duban.add_subparsers(
        title="命令", metavar="<命令>", dest="command", required=True, parser_class=_Parser, prog="duban"
    )
    _add_parse(
        commands.add_parser("parse", help="读一个公文文件，给出任务、指标、责任和存疑", description=_ABOUT_PARSE)
    )
    _add_demo(commands.add_parser("demo", help="读一个文件夹里的样例，显示表格，写出台账"))
    return duban


def _add_parse(parse: argparse.ArgumentParser) -> None:
    parse.add_argument("file", metavar="文件", help="txt、html、docx、doc、pdf、xlsx、xls、ods、ofd、zip；- 是标准输入")
    parse.add_argument("--format", choices=FORMATS, help="json（默认）、table 表格、xlsx 台账")
    parse.add_argument("--output", metavar="路径", help="写到这个文件；以 .xlsx 结尾就写台账")
    parse.add_argument("--explain", choices=STEPS, metavar="步骤", help="只显示一步看到了什么： " + " ".join(STEPS))


def _add_demo(demo: argparse.ArgumentParser) -> None:
    demo.add_argument("folder", metavar="文件夹", nargs="?", default="samples", help="默认 samples")
    demo.add_argument("--output", metavar="文件夹", default="out/demo", help="台账写到这里，默认 out/demo")


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Says 用法 where argparse says usage."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    def __init__(self, **options: Any) -> None:
        super().__init__(add_help=False, formatter_class=_Formatter, allow_abbrev=False, **options)
        self._positionals.title, self._optionals.title = "参数", "选项"
        self.add_argument("-h", "--help", action="help", help="显示用法")

    def error(self, message: str) -> NoReturn:
        self.exit(WRONG_COMMAND, f"duban: 命令有误（{message}），用法见 {self.prog} --help\n")
