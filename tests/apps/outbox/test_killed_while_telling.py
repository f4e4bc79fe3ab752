"""A worker killed between two messages: the next one goes on, and each person is told once."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
# A place with many liaisons whose unit owes something today; the clock stands at nine on a working Friday.
SETUP = """
import django; django.setup()
from datetime import date, datetime
from zoneinfo import ZoneInfo
from django.utils import timezone
MORNING = datetime(2026, 4, 10, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
timezone.now = lambda: MORNING
from duban.apps.outbox import owing, telling, jobs
from duban.apps.outbox.owing import Owed
from duban.apps.outbox.models import Message, Telling
def owed(units, span):
    return [Owed("报送进展情况", f"t:{unit}", "事项", MORNING.date(), "/", unit) for unit in units]
owing._SOURCES.clear(); owing.register("报送进展情况", owed)
from duban.apps.jobs.running import run_waiting
from duban.apps.jobs.lost import recover_lost_jobs
from django_tasks_db.models import DBTaskResult
"""
CAST = """
from duban.apps.organizations.models import Jurisdiction, Level, Unit
from duban.apps.accounts.models import Account, RoleGrant
place = Jurisdiction.objects.create(name="青泽市", level=Level.CITY)
unit = Unit.objects.create(name="青泽市发展和改革局", jurisdiction=place)
for number in range(12):
    account = Account.objects.create(username=f"l{number}", name="林联络", unit=unit)
    RoleGrant.objects.create(account=account, unit=unit, role="liaison")
jobs.remind.enqueue()
"""
SLOWLY = """
import time
one = telling._tell_one
def slowly(*given):
    made = one(*given); print("told" if made else "not told", flush=True); time.sleep(0.5); return made
telling._tell_one = slowly
run_waiting()
"""
AGAIN = "recover_lost_jobs(now=MORNING); DBTaskResult.objects.update(run_after=MORNING); run_waiting()\n"
COUNT = "print(Message.objects.count(), Message.objects.values('account').distinct().count(), end=' ')\n"
END = "print(Telling.objects.exclude(ended_at=None).count(), *DBTaskResult.objects.values_list('status', flat=True))"


def _process(home: Path, code: str) -> subprocess.Popen[str]:
    environment = {
        **os.environ,
        "DUBAN_HOME": str(home),
        "DUBAN_SECRET_KEY": "k" * 60,
        "DJANGO_SETTINGS_MODULE": "duban.site.settings",
        "PYTHONPATH": str(HERE.parents[2] / "src"),
        "DATABASE_URL": f"sqlite:///{home / 'killed.sqlite3'}",
    }
    return subprocess.Popen([sys.executable, "-c", SETUP + code], env=environment, stdout=subprocess.PIPE, text=True)


def _run(home: Path, code: str) -> str:
    process = _process(home, code)
    said, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    return said.strip()


def test_a_worker_killed_again_and_again_tells_each_person_once(tmp_path: Path, migrated: Path) -> None:
    shutil.copy(migrated, tmp_path / "killed.sqlite3")
    _run(tmp_path, CAST)
    for _ in range(2):
        worker = _process(tmp_path, "recover_lost_jobs(now=MORNING)\n" + SLOWLY)
        assert worker.stdout is not None
        assert [worker.stdout.readline().strip() for _ in range(2)] == ["told", "told"]
        worker.send_signal(signal.SIGKILL)
        worker.communicate(timeout=60)

    before, after = _run(tmp_path, COUNT + AGAIN + COUNT + END).split(" ", 2)[::2]
    assert 4 <= int(before) < 12
    assert after == "12 12 1 SUCCESSFUL"
