"""Bring up Django for a command, on the installation in a home folder.

In: the folder.  Out: nothing; or a `Refusal` that names the wrong setting, or says that nothing is installed there.
"""

from __future__ import annotations

import os
from pathlib import Path

from duban.local_files import Refusal
from duban.site import env


def set_up(home: str) -> None:
    """Settings from `home` and the environment, applications loaded; the database is not touched."""
    os.environ["DUBAN_HOME"] = str(Path(home).absolute())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duban.site.settings")
    import django

    try:
        django.setup()
    except env.WrongSetting as wrong:
        raise Refusal(str(wrong)) from wrong


def require_installation(home: str) -> None:
    """Refuse where `duban init` has not been, unless the environment brings its own settings."""
    if not Path(home, env.FILE).is_file() and not os.environ.get("DUBAN_SECRET_KEY"):
        raise Refusal(f"{home} 里没有安装：请先运行 duban init --home {home}")


def migrate() -> None:
    """Bring the database to this version."""
    from django.core.management import call_command
    from django.db.utils import OperationalError

    try:
        call_command("migrate", verbosity=0, interactive=False)
    except OperationalError as error:
        raise Refusal(f"不能连接数据库（DATABASE_URL）：{' '.join(str(error).split())}") from error
