"""The real thing, running: an installation made once, served by `duban serve` on a free port.

In: an empty folder.  Out: `Demo`, its address; stopped at the end. The demo, or the places of the real documents.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_START = 180  # seconds the server gets to answer


@dataclass(frozen=True)
class Demo:
    url: str
    home: Path


def make_demo(home: Path) -> None:
    _run("duban.cli", "demo", str(ROOT / "samples"), "--home", str(home), "--only-make")


@contextmanager
def running_demo(made: Path, home: Path) -> Iterator[Demo]:
    """A copy of the one that was made."""
    shutil.copytree(made, home)
    with _serving(home) as demo:
        yield demo


@contextmanager
def running_city(home: Path) -> Iterator[Demo]:
    """The places of the real documents, before their first plan."""
    _run("e2e.installing", str(home))
    with _serving(home) as city:
        yield city


def add_campaign(demo: Demo) -> None:
    """While it is served."""
    _run("e2e.campaigning", str(demo.home))


@contextmanager
def _serving(home: Path) -> Iterator[Demo]:
    port = _free_port()
    server = _started("duban.cli", "serve", "--home", str(home), "--port", str(port))
    demo = Demo(f"http://127.0.0.1:{port}", home)
    try:
        _wait_for(demo.url, server)
        yield demo
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)


def _run(module: str, *typed: str) -> None:
    assert _started(module, *typed).wait() == 0, f"{module} {' '.join(typed)} failed"


def _started(module: str, *typed: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", module, *typed], env=_environment(), cwd=ROOT)


def _environment() -> dict[str, str]:
    """This machine's environment without the tests' own settings; the tests' modules are found."""
    ours = ("DUBAN_HOME", "DUBAN_SECRET_KEY", "DATABASE_URL", "DJANGO_SETTINGS_MODULE")
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    paths = [str(ROOT / "tests"), *filter(None, [kept.get("PYTHONPATH")])]
    return kept | {"PYTHONPATH": os.pathsep.join(paths)}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    patience = time.monotonic() + _START
    while time.monotonic() < patience:
        assert server.poll() is None, "the server ended before it answered"
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
        else:
            return
    raise AssertionError(f"no answer within {_START} seconds")
