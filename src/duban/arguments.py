"""What can be typed after `duban`, and its help.

In: nothing.  Out: the parser; `command` of what it gives names the command, the rest are its options.
Imports argparse and nothing else, so that `duban --help` answers at once.
"""

from __future__ import annotations

import argparse
from typing import Any, NoReturn

from duban import __version__

WRONG_COMMAND = 2
DEFAULT_HOME = "duban-data"
LEVELS = ("省", "市", "县", "镇")
FORMATS = ("json", "table", "xlsx")
STEPS = ("reading", "joining", "documents", "outline", "recognition", "checks")  # pipeline's; a test holds them equal
_ABOUT_PARSE = """读一个公文文件，给出任务、指标、责任单位、时限和存疑之处。
退出码：0 读到公文；1 文件可读，但没有公文；2 文件无法读取，或结果无法写出。"""
_ABOUT_INIT = """建立一个空的系统，打印系统管理员、安全管理员、审计管理员的登录名和初始密码（只此一次）。"""
_ABOUT_SERVE = """启动网页、后台作业和定时工作，直到按 Ctrl+C。数据库自动升级到本版本。"""
_ABOUT_DEMO = """建立一个虚构的市，含县、镇、单位、领导、领导小组和各角色账号，然后启动；已建立过就直接启动。"""
_ABOUT_PASSWORD = (
    """给一个账号换上一次性密码并打印出来，登录后须修改。管理员忘记密码时由运维人员在服务器上使用，留有记录。"""
)
_ABOUT_VERIFY = """核验操作记录有没有被修改、删除、插入或调换。退出码：0 完整；1 不完整；2 无法核验。"""


def parser() -> argparse.ArgumentParser:
    duban = _Parser(prog="duban", description="督办：把政府一年的任务从文件变成台账，一直督办到落实。")
    duban.add_argument("--version", action="version", version=f"duban {__version__}", help="显示版本")
    commands = duban.add_subparsers(
        title="命令", metavar="<命令>", dest="command", required=True, parser_class=_Parser, prog="duban"
    )
    _add_parse(
        commands.add_parser("parse", help="读一个公文文件，给出任务、指标、责任和存疑", description=_ABOUT_PARSE)
    )
    _add_init(commands.add_parser("init", help="建立一个空的系统：设置、数据库和三类管理员", description=_ABOUT_INIT))
    _add_serve(commands.add_parser("serve", help="启动系统：网页、后台作业和定时工作", description=_ABOUT_SERVE))
    _add_demo(commands.add_parser("demo", help="启动一个有虚构数据的演示系统", description=_ABOUT_DEMO))
    _add_password(commands.add_parser("password", help="重置一个账号的密码", description=_ABOUT_PASSWORD))
    _add_audit(commands.add_parser("audit", help="核验操作记录是否完整"))
    return duban


def _add_parse(parse: argparse.ArgumentParser) -> None:
    parse.add_argument("file", metavar="文件", help="txt、html、docx、doc、pdf、xlsx、xls、ods、ofd、zip；- 是标准输入")
    parse.add_argument("--format", choices=FORMATS, help="json（默认）、table 表格、xlsx 台账")
    parse.add_argument("--output", metavar="路径", help="写到这个文件；以 .xlsx 结尾就写台账")
    parse.add_argument("--explain", choices=STEPS, metavar="步骤", help="只显示一步看到了什么： " + " ".join(STEPS))


def _add_init(init: argparse.ArgumentParser) -> None:
    _add_home(init, DEFAULT_HOME)
    init.add_argument("--jurisdiction", metavar="名称", required=True, help="行政区名称，如 青泽市")
    init.add_argument("--level", choices=LEVELS, default="市", help="行政区级别：省、市、县、镇，默认市")
    init.add_argument("--code", metavar="代码", default="", help="行政区划代码（GB/T 2260），可以不填")
    init.add_argument("--unit", metavar="名称", required=True, help="管理员所在单位的全称，如 青泽市人民政府办公室")
    init.add_argument("--database", metavar="地址", help="默认用内置的 SQLite；postgresql://用户:密码@主机:端口/库名")


def _add_serve(serve: argparse.ArgumentParser) -> None:
    _add_home(serve, DEFAULT_HOME)
    _add_listening(serve)


def _add_demo(demo: argparse.ArgumentParser) -> None:
    demo.add_argument("folder", metavar="样例", nargs="?", default="samples", help="样例文件夹，默认 samples")
    _add_home(demo, "out/demo")
    _add_listening(demo)
    demo.add_argument("--only-make", action="store_true", help="只建立数据，不启动")


def _add_password(password: argparse.ArgumentParser) -> None:
    password.add_argument("username", metavar="登录名", help="要重置密码的账号")
    _add_home(password, DEFAULT_HOME)


def _add_audit(audit: argparse.ArgumentParser) -> None:
    verbs = audit.add_subparsers(
        title="命令", metavar="<命令>", dest="verb", required=True, parser_class=_Parser, prog="duban audit"
    )
    verify = verbs.add_parser("verify", help="逐条核验操作记录", description=_ABOUT_VERIFY)
    _add_home(verify, DEFAULT_HOME)
    verify.add_argument("--expect", metavar="条数:校验值", help="与以前记下的末条比对，发现整库被换回旧备份的情形")


def _add_home(command: argparse.ArgumentParser, default: str) -> None:
    command.add_argument("--home", metavar="文件夹", default=default, help=f"数据所在的文件夹，默认 {default}")


def _add_listening(command: argparse.ArgumentParser) -> None:
    command.add_argument("--address", metavar="地址", default="127.0.0.1", help="监听的地址，默认 127.0.0.1")
    command.add_argument("--port", metavar="端口", type=_port, default=8000, help="监听的端口，默认 8000")
    command.add_argument("--workers", metavar="个数", type=_workers, default=2, help="网页进程个数，默认 2")


def _port(text: str) -> int:
    return _between(text, 1, 65535)


def _workers(text: str) -> int:
    return _between(text, 1, 64)


def _between(text: str, least: int, most: int) -> int:
    if not text.isdecimal() or not least <= int(text) <= most:
        raise argparse.ArgumentTypeError(f"“{text}”应为 {least} 到 {most} 之间的整数")
    return int(text)


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
