"""A database that other processes can use too, for tests of workers and schedules side by side."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from django.db import connection

HERE = Path(__file__).parent
START = "import django; django.setup(); from job_samples import *; from duban.apps.jobs import *\n"


class Installation:
    """In: a home folder. On SQLite a database file of its own, on PostgreSQL the tests' database."""

    def __init__(self, home: Path, migrated: Path) -> None:
        self.environment = {
            **os.environ,
            "DUBAN_HOME": str(home),
            "DUBAN_SECRET_KEY": "k" * 60,
            "DJANGO_SETTINGS_MODULE": "duban.site.settings",
            "PYTHONPATH": os.pathsep.join([str(HERE), str(HERE.parents[2] / "src")]),
            "DATABASE_URL": self._address(home),
        }
        if connection.vendor == "sqlite":
            shutil.copy(migrated, home / "jobs.sqlite3")

    def start(self, code: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", START + code]
        return subprocess.Popen(command, env=self.environment, stdout=subprocess.PIPE, text=True)

    def run(self, code: str) -> str:
        process = self.start(code)
        said, _ = process.communicate(timeout=60)
        assert process.returncode == 0
        return said.strip()

    @staticmethod
    def _address(home: Path) -> str:
        if connection.vendor == "sqlite":
            return f"sqlite:///{home / 'jobs.sqlite3'}"
        told = connection.settings_dict
        who = f"{told['USER']}:{told['PASSWORD']}@" if told["USER"] else ""
        return f"postgresql://{who}{told['HOST']}:{told['PORT'] or 5432}/{told['NAME']}"
