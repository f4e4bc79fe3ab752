"""Which workers are alive: each holds a lock on a file of its own, and a killed one loses it at once.

In: a worker's id.  Out: a lock held while it works; whether another one's is held.
The operating system frees the lock however a process ends, so no clock and no heartbeat is needed.
All workers of an installation share its home folder, as they share the uploads in it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from django.conf import settings

if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def alive(worker: str) -> Iterator[None]:
    """Count as alive while the block runs."""
    path = _path(worker)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        _lock(file)
        try:
            yield
        finally:
            path.unlink(missing_ok=True)


def is_alive(worker: str) -> bool:
    path = _path(worker)
    try:
        with path.open("rb+") as file:
            _lock(file)
            with suppress(OSError):
                path.unlink()
            return False
    except FileNotFoundError:
        return False
    except OSError:
        return True


def count_alive() -> int:
    """How many workers live; the files that killed ones left are removed."""
    return sum(is_alive(path.name) for path in _path("").glob("*"))


def _path(worker: str) -> Path:
    return Path(settings.HOME) / "workers" / worker
