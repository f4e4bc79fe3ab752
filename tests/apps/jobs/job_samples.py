"""Jobs for the tests: they leave lines in the file they are given."""

from __future__ import annotations

import time
from datetime import timedelta
from pathlib import Path

from django_tasks import task

from duban.apps.jobs.retrying import retried


def note(file: str, line: str) -> None:
    with Path(file).open("a", encoding="utf-8") as lines:
        lines.write(line + "\n")


def noted(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").split() if file.exists() else []


@task()
def write(file: str, line: str) -> str:
    note(file, line)
    return line


@task()
def write_slowly(file: str, seconds: float) -> None:
    note(file, "began")
    time.sleep(seconds)
    note(file, "ended")


@task()
def write_once_slowly(file: str) -> None:
    """Slow the first time, quick when it is run again."""
    again = Path(file).exists()
    note(file, "again" if again else "began")
    if not again:
        time.sleep(60)


def told(file: str) -> None:
    note(file, "given-up")


@task()
@retried(times=3, wait=timedelta(minutes=1), given_up=told)
def fail(file: str) -> None:
    note(file, "tried")
    raise ValueError("it does not work")


@task()
def tick() -> None:
    pass
