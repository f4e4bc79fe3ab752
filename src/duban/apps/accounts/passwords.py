"""Which passwords are taken, and passwords for one use.

In: a password and the person's names.  Out: nothing, or `Invalid` that says what is missing.
GB/T 22239-2019 8.1.4.1 a: passwords are complex and changed regularly.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from duban.apps.accounts.models import Account
from duban.rulebook.refusals import Invalid

LEAST, MOST = 10, 128
CLASSES = 3
DIFFERENT = 5
KEPT = 5  # so many of the last ones are not taken again
RULES = (
    f"至少 {LEAST} 个字符，大写字母、小写字母、数字、符号中至少有 {CLASSES} 类；"
    f"不含登录名和姓名，不是常见密码，与最近 {KEPT} 次用过的不同"
)
_CLEAR = ("ABCDEFGHJKLMNPQRSTUVWXYZ", "abcdefghijkmnpqrstuvwxyz", "23456789")  # nothing that looks like another
_ENDINGS = "0123456789!@#$%^&*()-_=+.,?~ "


def check_taken(password: str, *, account: Account, field: str = "new") -> None:
    """Refuse a password that is weak, common, made of the person's names, or one of the last."""
    reason = why_weak(password, names=(account.username, account.name))
    if reason:
        raise Invalid(reason, field)
    former = account.former_passwords.order_by("-pk").values_list("password", flat=True)[: KEPT - 1]
    if any(check_password(password, used) for used in (account.password, *former) if used):
        raise Invalid(f"新密码不能是最近 {KEPT} 次用过的密码，请换一个", field)


def why_weak(password: str, *, names: tuple[str, ...] = ()) -> str:
    """What a password lacks, in words; "" when nothing."""
    if not LEAST <= len(password) <= MOST:
        return f"密码要有 {LEAST} 到 {MOST} 个字符，现在是 {len(password)} 个"
    if _classes(password) < CLASSES:
        return f"大写字母、小写字母、数字、符号中至少要有 {CLASSES} 类，请补上缺的"
    if len(set(password)) < DIFFERENT:
        return f"重复的字符太多，至少要有 {DIFFERENT} 个不同的字符"
    folded = password.casefold()
    if any(len(name) > 1 and name.casefold() in folded for name in names):
        return "密码里不能有登录名或姓名"
    return "这是常见密码，容易被猜到，请换一个" if _is_common(folded) else ""


def is_expired(account: Account, *, at: datetime) -> bool:
    """Whether the password is older than the office allows; 0 days: it never is."""
    changed = account.password_changed_at or account.created_at
    return settings.PASSWORD_DAYS > 0 and changed + timedelta(days=settings.PASSWORD_DAYS) <= at


def one_time() -> str:
    """A password to be written down and used once: three groups of four clear characters."""
    characters = [secrets.choice(_CLEAR[place % 3]) for place in range(12)]
    secrets.SystemRandom().shuffle(characters)
    return "-".join("".join(characters[start : start + 4]) for start in (0, 4, 8))


def _classes(password: str) -> int:
    ascii_letters = [character for character in password if character.isascii() and character.isalpha()]
    return sum(
        (
            any(character.isupper() for character in ascii_letters),
            any(character.islower() for character in ascii_letters),
            any(character.isdigit() for character in password),
            any(not (character.isascii() and character.isalnum()) for character in password),
        )
    )


def _is_common(folded: str) -> bool:
    """On the list of common ones, as it is or without what is put around it: Password-2026."""
    common = CommonPasswordValidator()
    for words in (folded, folded.strip(_ENDINGS)):
        try:
            common.validate(words)
        except ValidationError:
            return True
    return False
