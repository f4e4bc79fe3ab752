"""The processes beside the web server: `python -m duban.site.background jobs` or `schedule`.

Each runs until it is told to stop (SIGTERM, SIGINT) and finishes what it is doing first.
"""

from __future__ import annotations

import os
import signal
import sys
import threading


def main(which: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "duban.site.settings")
    import django

    django.setup()
    from duban.apps.jobs import running

    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    {"jobs": running.run_worker, "schedule": running.run_schedule}[which](stop)


if __name__ == "__main__":
    main(sys.argv[1])
