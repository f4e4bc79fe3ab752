"""`duban password`: a one-time password for an account, for whoever runs the server.

In: the home folder, a login name.  Out: the password, printed once; the record tells that the system reset it.
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable

from duban.local_files import Refusal
from duban.site.commands.setting_up import require_installation, set_up


def password(chosen: Namespace, say: Callable[[str], None]) -> int:
    require_installation(chosen.home)
    set_up(chosen.home)
    from django.utils import timezone

    from duban.apps.accounts.actions.passwords import reset_password
    from duban.apps.accounts.models import Account
    from duban.rulebook.actors import SYSTEM

    account = Account.objects.get_queryset().filter(username=chosen.username.strip().lower()).first()
    if account is None:
        raise Refusal(f"没有登录名为 {chosen.username} 的账号")
    print(reset_password(account=account, at=timezone.now(), on=timezone.localdate(), by=SYSTEM))
    say(f"{account.name}的一次性密码只显示这一次，登录后须修改；已在别处登录的都已退出")
    return 0
