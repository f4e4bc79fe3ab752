"""The tests hash passwords at the lowest price; the product does not."""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher, get_hashers_by_algorithm
from django.utils.module_loading import import_string

from duban.site import settings


def test_the_product_hashes_passwords_at_the_price_of_the_framework() -> None:
    (hasher,) = settings.PASSWORD_HASHERS

    assert import_string(hasher) is Argon2PasswordHasher


def test_the_tests_hash_by_the_same_algorithm() -> None:
    assert set(get_hashers_by_algorithm()) == {Argon2PasswordHasher.algorithm}
