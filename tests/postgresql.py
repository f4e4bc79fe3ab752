"""Run a command beside a throw-away PostgreSQL: python tests/postgresql.py [--durable] -- <command…>

In: the command; its environment gets DATABASE_URL.  Out: its exit code. The cluster lives in a temporary folder,
listens on the loopback only, promises nothing after a crash unless asked to, and is gone afterwards. As root it runs
as postgres.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

USER = "postgres"
FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


@contextmanager
def cluster(settings: str = FAST) -> Iterator[str]:
    """Start a cluster and give the address of its database."""
    folder = Path(tempfile.mkdtemp(prefix="duban-postgresql-"))
    port = _free_port()
    try:
        if _owner():
            shutil.chown(folder, USER)
        data = folder / "data"
        _run("initdb", "-D", data, "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        options = f"-c listen_addresses=127.0.0.1 -p {port} -k {folder} -c max_connections=200 {settings}"
        _run("pg_ctl", "-D", data, "-l", folder / "log", "-w", "-o", options, "start")
        try:
            yield f"postgresql://{USER}@127.0.0.1:{port}/postgres"
        finally:
            _run("pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(program: str, *arguments: object) -> None:
    command = [_program(program), *map(str, arguments)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=tempfile.gettempdir(), user=_owner())


def _owner() -> str | None:
    """PostgreSQL refuses to run as root."""
    return USER if os.geteuid() == 0 else None


def _program(name: str) -> str:
    """On the path, or where Debian keeps it: the newest version."""
    found = shutil.which(name) or max(map(str, Path("/usr/lib/postgresql").glob(f"*/bin/{name}")), default="")
    if not found:
        sys.exit(f"{name} is not installed: PostgreSQL 15 or later is needed")
    return found


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main(arguments: list[str]) -> int:
    is_durable = arguments[:1] == ["--durable"]
    arguments = arguments[is_durable:]
    if arguments[:1] != ["--"] or len(arguments) < 2:
        sys.exit(__doc__)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # whoever ends this ends the cluster too
    with cluster("" if is_durable else FAST) as address:
        return subprocess.run(arguments[1:], env=os.environ | {"DATABASE_URL": address}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
