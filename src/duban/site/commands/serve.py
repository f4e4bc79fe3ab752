"""`duban serve`: the web server, the jobs and the schedule, started and stopped together.

In: the home folder, where to listen.  Out: runs until told to stop (SIGINT, SIGTERM) or until one of the three ends.
"""

from __future__ import annotations

import hashlib
import os
import signal
import socket
import subprocess
import sys
import time
from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType

from duban.local_files import Refusal
from duban.site.commands.setting_up import migrate, require_installation, set_up

_PATIENCE = 10  # seconds a process gets to stop by itself
_COLLECTED = ".collected"  # among the static files: which they are
_SERVER = ("granian", "duban.site.wsgi:application", "--interface", "wsgi", "--blocking-threads", "1", "--no-ws")


def serve(chosen: Namespace, say: Callable[[str], None]) -> int:
    """Prepare the database and the static files, then run all three."""
    require_installation(chosen.home)
    check_port(chosen.address, chosen.port)
    prepare(chosen.home)
    say(f"督办系统在 http://{chosen.address}:{chosen.port}/ ，按 Ctrl+C 停止")
    return run(chosen.address, chosen.port, chosen.workers)


def prepare(home: str) -> None:
    """The database at this version, static files collected under names that never change their content."""
    Path(home, "static").mkdir(parents=True, exist_ok=True)  # the settings look whether files are collected here
    set_up(home)
    migrate()
    collect(Path(home, "static"))


def collect(folder: Path) -> None:
    """Copy and compress the static files, unless they are those of the last start: it takes as long as all else."""
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    told = hashlib.sha256()
    for path, storage in (found for finder in get_finders() for found in finder.list([])):
        file = storage.path(path)
        told.update(f"{path}\0{os.path.getsize(file)}\0{os.stat(file).st_mtime_ns}\n".encode())
    mark = folder / _COLLECTED
    if mark.is_file() and mark.read_text() == told.hexdigest():
        return
    mark.unlink(missing_ok=True)
    call_command("collectstatic", verbosity=0, interactive=False)
    mark.write_text(told.hexdigest())


def check_port(address: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as error:
            raise Refusal(f"不能在 {address}:{port} 上服务：{error.strerror}；请用 --port 换一个端口") from error


def run(address: str, port: int, workers: int) -> int:
    """Run the three processes until one ends or a signal comes; give 0 when told to stop, else 2."""
    listen = ("--host", address, "--port", str(port), "--workers", str(workers), "--log-level", "warning")
    commands = ((*_SERVER, *listen), ("duban.site.background", "jobs"), ("duban.site.background", "schedule"))
    told: list[int] = []

    def stop(number: int, frame: FrameType | None) -> None:
        told.append(number)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    processes = [subprocess.Popen([sys.executable, "-m", *command], env=os.environ) for command in commands]
    try:
        while not told and all(process.poll() is None for process in processes):
            time.sleep(0.2)
    finally:
        _stop(processes)
    return 0 if told else 2


def _stop(processes: Sequence[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
