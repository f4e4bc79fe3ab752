"""The last hour of a round: everybody submits at once, the office reviews, pages are open; then with kill -9.

In: `DATABASE_URL`, SQLite without it; --small, --users N, --kills N.  Out: a table; code 1 where a goal is missed.
Reports per second: submit POSTs answered with success while only they are sent, against POSTs that insert one row
behind the same session, CSRF check and account, by the same browsers with the same form; the two take turns.
"""

from __future__ import annotations

import argparse
import os
import secrets
import sys
import tempfile
import threading
from functools import partial
from pathlib import Path
from typing import Any

from deadline_clients import Browser, Sent, Tally, all_at_once, file_report, look, review, submit, values_of
from deadline_found import Found, found_in_database
from deadline_rows import Seats, fill
from deadline_server import Server, free_port

GOAL, TURNS, BARE_POSTS = 0.5, 3, 2
UP_SECONDS = 4.0  # between two kills
SENT: tuple[Sent, ...] = (*["once"] * 6, "at_once", "again")  # of eight users one clicks twice, one presses again


def prepare(folder: Path) -> None:
    """Django on an empty database of the measurement's own, with a city; also what the server is told."""
    os.environ.update(
        DUBAN_HOME=str(folder),
        DUBAN_SECRET_KEY=secrets.token_hex(32),
        DATABASE_URL=os.environ.get("DATABASE_URL", f"sqlite:///{folder / 'deadline.sqlite3'}"),
        DJANGO_SETTINGS_MODULE="deadline_site",
        PYTHONPATH=os.pathsep.join([str(Path(__file__).parent), *filter(None, [os.environ.get("PYTHONPATH")])]),
    )
    import django
    from django.core.management import call_command
    from django.db import connection

    django.setup()
    call_command("migrate", verbosity=0)
    from bare_insert import Row
    from django.utils import timezone

    from duban.apps.accounts.actions.installation import install
    from duban.apps.organizations.models import Level

    install(jurisdiction="青泽市", level=Level.CITY, code="", unit="青泽市人民政府办公室", on=timezone.localdate())
    with connection.schema_editor() as schema:
        schema.create_model(Row)


def take_turns(browsers: list[Browser], tally: Tally) -> tuple[float, float]:
    """Submits and bare inserts per second, block after block; each browser submits one report a block."""
    for browser in browsers:
        browser.patient = True
    all_at_once([partial(one.get, "list", f"/progress/reports/{one.seat.reports[0][0]}/") for one in browsers], tally)
    for browser in browsers:
        browser.patient = False
    seconds, inserts = {"submit": 0.0, "bare": 0.0}, len(browsers) * BARE_POSTS
    for turn in range(TURNS):
        for what in ("submit", "bare") if turn % 2 else ("bare", "submit"):
            work = _submit_one if what == "submit" else _insert
            seconds[what] += all_at_once(
                [lambda one=one, work=work, turn=turn: work(one, turn) for one in browsers], tally
            )
    return len(tally.acknowledged) / seconds["submit"], TURNS * inserts / seconds["bare"]


def _submit_one(browser: Browser, turn: int) -> None:
    submit(browser, browser.seat.reports[turn], "1")


def _insert(browser: Browser, turn: int) -> None:
    report = browser.seat.reports[turn]
    for _ in range(BARE_POSTS):
        browser.post("bare", f"/bare/{report[0]}/", values_of(report, "1", "已完成。"), good=(302,))


def busy_hour(seats: Seats, port: int, tally: Tally, begin: int, end: int, *, patient: bool = False) -> float:
    """Each files reports `begin` to `end` of those that are theirs, while the office reviews and pages are open."""
    stop = threading.Event()
    pages = ("/", "/progress/rounds/", f"/progress/rounds/{seats.round}/", "/plans/ledger/")
    around = [
        _around(review, Browser(seat, port, tally, patient=patient), at, stop)
        for at, seat in enumerate(seats.reviewers)
    ]
    around += [_around(look, Browser(seat, port, tally, patient=patient), pages, stop) for seat in seats.leaders]

    def file_all(at: int, browser: Browser) -> None:
        for report in browser.seat.reports[begin:end]:
            file_report(browser, report, saves=2 + at % 2, with_file=at % 5 == 0, sent=SENT[at % len(SENT)])

    browsers = [Browser(seat, port, tally, patient=patient) for seat in seats.filers]
    for thread in around:
        thread.start()
    seconds = all_at_once([partial(file_all, at, one) for at, one in enumerate(browsers)], tally)
    stop.set()
    for thread in around:
        thread.join()
    return seconds


def _around(work: Any, browser: Browser, *arguments: Any) -> threading.Thread:
    return threading.Thread(target=work, args=(browser, *arguments))


def with_kills(server: Server, seats: Seats, tally: Tally, begin: int, end: int, kills: int) -> int:
    """The busy hour, and the server with all that belongs to it killed again and again; how often."""
    done, count = threading.Event(), 0

    def hour() -> None:
        busy_hour(seats, server.port, tally, begin, end, patient=True)
        done.set()

    filing = threading.Thread(target=hour)
    filing.start()
    while not done.wait(UP_SECONDS) and count < kills:
        server.kill()
        count += 1
        server.start()
    filing.join()
    return count


def say(name: str, words: str, reached: bool | None = None) -> bool:
    verdict = "" if reached is None else f"  {'reached' if reached else 'MISSED'}"
    print(f"{name:<34}{words}{verdict}", flush=True)
    return reached is not False


def report_turns(tally: Tally, rates: tuple[float, float], users: int) -> bool:
    submits, bare = rates
    say(
        "submit alone",
        f"{submits:.1f} reports/s, slowest of 100: {tally.time_of('submit', 0.99):.1f} s ({users} at once)",
    )
    say("bare insert, same form", f"{bare:.1f} rows/s")
    return say("ratio", f"{submits / bare:.2f} (goal {GOAL})", submits / bare >= GOAL)


def report_hour(tally: Tally, seconds: float) -> bool:
    requests = sum(len(times) for times in tally.seconds.values())
    say(
        "busy hour",
        f"{len(tally.acknowledged) / seconds:.1f} reports/s, {requests / seconds:.0f} requests/s of all kinds",
    )
    for what in sorted(tally.seconds):
        middle, slow = tally.time_of(what, 0.5), tally.time_of(what, 0.95)
        say(f"  {what}", f"{len(tally.seconds[what]):>6}   median {middle:5.1f} s, slowest of 20 {slow:5.1f} s")
    say("  sent twice", f"{len(tally.twice)} forms, good both times; filed once each, as is counted below")
    return _without_error("busy hour", tally)


def _without_error(name: str, tally: Tally) -> bool:
    for words in tally.errors[:5]:
        print(f"  {words}", file=sys.stderr)
    return say(f"{name}: errors", f"{len(tally.errors)} (goal 0)", not tally.errors)


def report_kills(tally: Tally, kills: int, goal: int) -> bool:
    again, submits = tally.tried_again.total(), tally.tried_again["submit"]
    say("killed", f"{kills} times (goal at least {goal}); {again} requests tried again, {submits} of them submits")
    say("  sent twice", f"{len(tally.twice)} forms, good both times")
    return _without_error("killed", tally) and kills >= goal


def report_found(found: Found, tallies: list[Tally]) -> bool:
    """Every acknowledged report and file is there, once; nothing else is."""
    came = [key for tally in tallies for key in (*tally.acknowledged, *tally.said_before)]
    lost, doubled = set(came) - found.filed.keys(), [key for key, times in found.filed.items() if times != 1]
    good = say(
        "acknowledged reports", f"{len(came)}, lost {len(lost)}, doubled {len(doubled)}", not lost and not doubled
    )
    known = len(set(came)) == len(came) == len(found.filed) == found.events
    good &= say("filed, events of it", f"{len(found.filed)}, {found.events} (as many as acknowledged)", known)
    files = {key for tally in tallies for key in tally.files}
    whole = files == set(found.files) and len(files) == len(found.files) and not found.broken_files
    good &= say("files", f"{len(files)} acknowledged, {len(found.files)} kept, {found.broken_files} broken", whole)
    good &= say("chain of the record", found.chain, found.chain_is_sound)
    return good & say("database", found.database, found.database == "ok")


def main(chosen: argparse.Namespace) -> int:
    users = chosen.users or (20 if chosen.small else 500)
    kills = chosen.kills or (3 if chosen.small else 10)
    with tempfile.TemporaryDirectory(prefix="duban-benchmark-", dir=chosen.folder) as folder:
        prepare(Path(folder))
        seats = fill(max(users * 2 // 5, 1), users)
        server = Server(Path(folder), free_port())
        server.start()
        try:
            reached = _measure(server, seats, kills)
        finally:
            server.kill()
    return 0 if reached else 1


def _measure(server: Server, seats: Seats, kills: int) -> bool:
    from django.db import connection

    users = len(seats.filers)
    say("deadline day", f"{connection.vendor}, {users} users, `duban serve` as it comes (2 web processes)")
    turns, hour, killed = Tally(), Tally(), Tally()
    rates = take_turns([Browser(seat, server.port, turns) for seat in seats.filers], turns)
    reached = report_turns(turns, rates, users) & _without_error("submit alone", turns)
    reached &= report_hour(hour, busy_hour(seats, server.port, hour, TURNS, TURNS + 1))
    count = with_kills(server, seats, killed, TURNS + 1, TURNS + 3, kills)
    reached &= report_kills(killed, count, kills)
    return reached & report_found(found_in_database(), [turns, hour, killed])


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true", help="20 users, 3 kills: about a minute")
    parser.add_argument("--users", type=int, help="500; units are two for five users")
    parser.add_argument("--kills", type=int, help="10 at least")
    parser.add_argument("--folder", help="where the database and the files lie while it runs")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main(arguments()))
