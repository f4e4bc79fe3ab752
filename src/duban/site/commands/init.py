"""`duban init`: an empty installation with its first place, its first unit and its three administrators.

In: the home folder and the names.  Out: settings, database, accounts; the first passwords, printed once.
Three administrators, since no one of them may do all (GB/T 22239-2019): accounts, roles, and the record.
"""

from __future__ import annotations

import os
import secrets
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from duban.arguments import LEVELS
from duban.local_files import Refusal
from duban.site import env
from duban.site.commands.setting_up import migrate, set_up

if TYPE_CHECKING:
    from duban.apps.accounts.actions.installation import FirstAccount

_SETTINGS = """\
# 由 duban init 生成；每一项的说明见 docs/reference/settings.md。本文件含密钥，请勿外传，并与数据库一同备份。
DUBAN_SECRET_KEY={key}
"""


def init(chosen: Namespace, say: Callable[[str], None]) -> int:
    """Install into an empty folder; refuse where an installation is. What cannot be finished leaves no settings."""
    home = Path(chosen.home)
    write_settings(home, database=chosen.database)
    try:
        administrators = _install(chosen)
    except BaseException:
        (home / env.FILE).unlink(missing_ok=True)
        raise
    say(f"已在 {chosen.home} 建立{chosen.jurisdiction}的督办系统")
    for account in administrators:
        print(f"{account.role}\t登录名 {account.username}\t初始密码 {account.password}")
    say("初始密码只显示这一次，首次登录须修改")
    say(f"启动：duban serve --home {chosen.home}")
    return 0


def _install(chosen: Namespace) -> list[FirstAccount]:
    set_up(chosen.home)
    migrate()
    from django.utils import timezone

    from duban.apps.accounts.actions.installation import install
    from duban.apps.organizations.models import Level
    from duban.rulebook.refusals import RuleError

    level = dict(zip(LEVELS, Level, strict=True))[chosen.level]
    names = {"jurisdiction": chosen.jurisdiction, "code": chosen.code, "unit": chosen.unit}
    try:
        return install(**names, level=level, on=timezone.localdate())
    except RuleError as refusal:
        raise Refusal(str(refusal)) from refusal


def write_settings(home: Path, *, database: str | None = None) -> None:
    """Make the folder and its settings file, readable by its owner alone."""
    file = home / env.FILE
    if file.exists():
        raise Refusal(f"{home} 里已有安装，没有改动；要重新安装请换一个文件夹")
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise Refusal(f"不能写入 {home}：{error.strerror}") from error
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(_SETTINGS.format(key=secrets.token_urlsafe(48)))
        if database:
            stream.write(f"DATABASE_URL={database}\n")
