"""Settings from the environment, each refused by name when it is wrong.

In: names and defaults.  Out: typed values; `WrongSetting` says which variable, what is wrong and what to write.
The file `duban.env` in the home folder is read first; what the environment says goes before it.
"""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

FILE = "duban.env"
_YES, _NO = ("1", "yes", "on", "true"), ("0", "no", "off", "false")


class WrongSetting(ImproperlyConfigured):
    """The message names the variable and says what to write instead."""


def load(home: Path) -> None:
    """Take `NAME=value` lines of the home folder's file into the environment, where it says nothing itself."""
    file = home / FILE
    if not file.is_file():
        return
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        name, equals, value = line.strip().partition("=")
        if not name or name.startswith("#"):
            continue
        if not equals:
            raise WrongSetting(f"{FILE} 第 {number} 行应写成“名称=值”")
        os.environ.setdefault(name.strip(), value.strip())


def text(name: str, default: str | None = None) -> str:
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if default is None:
        raise WrongSetting(f"缺少设置 {name}：请写在环境变量或 {FILE} 里（用 duban init 可自动生成）")
    return default


def secret(name: str, *, least: int) -> str:
    """A secret of at least `least` characters; NAME_FILE may name a file that holds it."""
    file = os.environ.get(f"{name}_FILE", "").strip()
    if file:
        try:
            value = Path(file).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise WrongSetting(f"{name}_FILE 指向的文件不能读：{error.strerror}") from error
    else:
        value = text(name)
    if len(value) < least:
        raise WrongSetting(f"{name} 太短：至少 {least} 个字符")
    return value


def flag(name: str, default: bool) -> bool:
    value = text(name, "yes" if default else "no").lower()
    if value not in _YES + _NO:
        raise WrongSetting(f"{name} 应为 yes 或 no，现在是“{value}”")
    return value in _YES


def number(name: str, default: int, *, least: int, most: int) -> int:
    value = text(name, str(default))
    if not value.isdecimal() or not least <= int(value) <= most:
        raise WrongSetting(f"{name} 应为 {least} 到 {most} 之间的整数，现在是“{value}”")
    return int(value)


def names(name: str, default: str) -> list[str]:
    """A list separated by commas."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def choice(name: str, default: str, among: tuple[str, ...]) -> str:
    value = text(name, default)
    if value not in among:
        raise WrongSetting(f"{name} 应为 {'、'.join(among)} 之一，现在是“{value}”")
    return value


def address(name: str) -> str:
    """Where the site is reached, without a slash at its end; "" where nothing is said."""
    value = text(name, "").rstrip("/")
    if value and (urlsplit(value).scheme not in ("http", "https") or not urlsplit(value).hostname):
        raise WrongSetting(f"{name} 应以 https:// 或 http:// 开头，后接主机名，现在是“{value}”")
    return value


def database(name: str, default: str) -> dict[str, object]:
    """Django's settings for `sqlite:///path` or `postgresql://user:password@host:port/name`."""
    address = urlsplit(text(name, default))
    if address.scheme == "sqlite" and len(address.path) > 1:
        return _sqlite(unquote(address.path[1:]))
    if address.scheme in ("postgres", "postgresql") and len(address.path) > 1:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(address.path[1:]),
            "USER": unquote(address.username or ""),
            "PASSWORD": unquote(address.password or ""),
            "HOST": address.hostname or "",
            "PORT": str(address.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    raise WrongSetting(f"{name} 应写成 sqlite:///文件路径 或 postgresql://用户:密码@主机:端口/库名")


def _sqlite(path: str) -> dict[str, object]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",  # a writer waits at its start, not in its middle
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
            "PRAGMA mmap_size=268435456;",  # rows of a large ledger are read without a call for each page
        },
    }
