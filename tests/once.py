"""What takes long is made once a run, by the worker that comes first; the others wait for it and take what it left.

In: a name, how to make it at a path.  Out: the path, to be copied from and never changed.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import pytest


def once(name: str, make: Callable[[Path], None], factory: pytest.TempPathFactory) -> Path:
    folder = factory.getbasetemp()
    folder = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        made, unfinished = folder / name, folder / f"{name}.unfinished"
        if not made.exists():
            make(unfinished)
            unfinished.rename(made)
        return made
