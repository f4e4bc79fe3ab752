"""`duban serve` as it comes, in a group of processes of its own, so that all of it can be killed at once.

In: the home folder, a port.  Out: a server that answers; its log is in the home folder.
"""

from __future__ import annotations

import os
import random
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

PATIENCE = 120.0  # seconds until it answers


class Server:
    def __init__(self, home: Path, port: int) -> None:
        self.home, self.port, self.starts = home, port, 0
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        duban = str(Path(sys.executable).with_name("duban"))
        command = [duban, "serve", "--home", str(self.home), "--port", str(self.port)]
        with (self.home / "serve.log").open("ab") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
        self.starts += 1
        self._wait()

    def kill(self) -> None:
        """The server, its workers, the jobs and the schedule, at one blow."""
        assert self._process is not None
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(30)
        while self._answers():  # the others of the group take a moment to go
            time.sleep(0.05)

    def _answers(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def _wait(self) -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if self._answers():
                return
            if self._process is None or self._process.poll() is not None:
                raise ChildProcessError(self.log())
            time.sleep(0.1)
        raise TimeoutError(self.log())

    def log(self) -> str:
        return (self.home / "serve.log").read_text(errors="replace")[-2000:]


def free_port() -> int:
    """Below those a client's own end is given: one that calls while nobody listens could else reach itself."""
    for port in random.sample(range(20_000, 30_000), 100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port
    raise OSError("no port is free")
