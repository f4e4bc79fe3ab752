"""The settings the tests run under: the real ones, told by an environment of their own."""

from __future__ import annotations

import os
import tempfile

_HOME = tempfile.mkdtemp(prefix="duban-tests-")
os.environ.update(DUBAN_HOME=_HOME, DUBAN_SECRET_KEY="a key for tests only, long enough to be taken as a secret")
os.environ.setdefault("DATABASE_URL", f"sqlite:///{_HOME}/duban.sqlite3")
_OURS = {"DUBAN_HOME", "DUBAN_SECRET_KEY", "DUBAN_CORPUS"}
for _name in [name for name in os.environ if name.startswith("DUBAN_") and name not in _OURS]:
    del os.environ[_name]

from duban.site.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["light_passwords.LightArgon2"]
