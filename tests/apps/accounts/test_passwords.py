"""Which passwords are taken."""

from __future__ import annotations

import pytest
from django.test import override_settings
from django.utils import timezone

from cast import PASSWORD, City
from duban.apps.accounts import passwords

NAMES = ("linlianluo", "林联络")


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("Short-1", "10 到 128 个字符，现在是 7 个"),
        ("Aa1-" * 40, "10 到 128 个字符"),
        ("alllowercase-only", "至少要有 3 类"),
        ("ALL-CAPITALS-ONLY", "至少要有 3 类"),
        ("2026041020260410", "至少要有 3 类"),
        ("Aa1Aa1Aa1Aa1", "重复的字符太多"),
        ("My-LinLianLuo-1", "登录名或姓名"),
        ("林联络-Abcdef-1", "登录名或姓名"),
        ("Password-2026", "常见密码"),
        ("1234Qwerty@1234", "常见密码"),
    ],
)
def test_a_weak_password_is_refused_with_what_it_lacks(password: str, reason: str) -> None:
    assert reason in passwords.why_weak(password, names=NAMES)


@pytest.mark.parametrize("password", [PASSWORD, "清泽春天-Spring-7", "no-capital-but-9"])
def test_a_good_password_is_taken(password: str) -> None:
    assert passwords.why_weak(password, names=NAMES) == ""


def test_a_password_for_one_use_is_good_and_never_the_same() -> None:
    made = {passwords.one_time() for _ in range(50)}

    assert len(made) == 50
    assert {passwords.why_weak(password) for password in made} == {""}
    assert not set("".join(made)) & set("0O1lI")


def test_a_password_without_a_limit_of_days_never_expires(city: City) -> None:
    with override_settings(PASSWORD_DAYS=0):
        assert not passwords.is_expired(city.accounts["office"], at=timezone.now().replace(year=2099))
