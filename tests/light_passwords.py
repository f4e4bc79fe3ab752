"""The hasher of the tests: the one the product uses, at its lowest price; a tenth of the time went into it."""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher


class LightArgon2(Argon2PasswordHasher):
    time_cost, memory_cost, parallelism = 1, 8, 1
