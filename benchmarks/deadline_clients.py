"""Browsers of the standard library: one connection each, a session, the page's CSRF token; they wait and try again.

In: a seat, a port.  Out: what was acknowledged, how long each answer took, what went wrong.
"""

from __future__ import annotations

import http.client
import re
import secrets
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, Literal
from urllib.parse import urlencode

from deadline_rows import BROWSER, TEXT, Seat

TIMEOUT, PAUSE = 180.0, 0.3
BEFORE = ("，不能修改", "看过退回原因")  # what a submit is told that comes again when somebody has decided on the first
Sent = Literal["once", "at_once", "again"]  # a double click; the button pressed again after the answer
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
_SEEN = re.compile(r'name="seen" value="(\d+)"')
_WAITING = re.compile(r'data-waiting="(\d+)"')
_UNSETTLED = (OSError, http.client.HTTPException)


class Tally:
    """What all of them saw."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.seconds: dict[str, list[float]] = defaultdict(list)
        self.acknowledged: list[int] = []
        self.said_before: list[int] = []  # submitted again, and told that it had come
        self.twice: list[int] = []  # of those acknowledged: sent twice, and good both times
        self.files: list[int] = []
        self.tried_again: Counter[str] = Counter()
        self.errors: list[str] = []

    def answered(self, what: str, seconds: float) -> None:
        with self._lock:
            self.seconds[what].append(seconds)

    def error(self, words: str) -> None:
        with self._lock:
            self.errors.append(words)

    def again(self, what: str) -> None:
        with self._lock:
            self.tried_again[what] += 1

    def time_of(self, what: str, share: float) -> float:
        times = sorted(self.seconds[what]) or [0.0]
        return times[min(int(len(times) * share), len(times) - 1)]


class Browser:
    """`patient`: what fails on the way is tried again, as a person does while the server is away."""

    def __init__(self, seat: Seat, port: int, tally: Tally, *, patient: bool = False) -> None:
        self.seat, self.tally, self.patient = seat, tally, patient
        self._port, self._token = port, ""
        self._cookies = {"duban_session": seat.cookie}
        self._connection: http.client.HTTPConnection | None = None

    def beside(self) -> Browser:
        """The same browser's second connection."""
        other = Browser(self.seat, self._port, self.tally, patient=self.patient)
        other._token, other._cookies = self._token, dict(self._cookies)
        return other

    def get(self, what: str, page: str, good: Sequence[int] = (200,)) -> str:
        text = self.ask(what, "GET", page, good=good)[1]
        found = _TOKEN.search(text)
        self._token = found[1] if found else self._token
        return text

    def post(
        self, what: str, page: str, values: dict[str, Any], *, file: bytes = b"", good: Sequence[int] = (200,)
    ) -> tuple[int, str]:
        values = {"csrfmiddlewaretoken": self._token, **values}
        if what in ("save", "accept", "return"):  # as htmx sends it
            body, kind = urlencode(values).encode(), "application/x-www-form-urlencoded"
            return self.ask(what, "POST", page, body, {"Content-Type": kind, "HX-Request": "true"}, good)
        body, kind = _in_parts(values, file)
        return self.ask(what, "POST", page, body, {"Content-Type": kind}, good)

    def ask(
        self,
        what: str,
        method: str,
        page: str,
        body: bytes = b"",
        headers: dict[str, str] | None = None,
        good: Sequence[int] = (200,),
    ) -> tuple[int, str]:
        while True:
            begin = time.perf_counter()
            try:
                status, text = self._once(method, page, body, headers or {})
            except _UNSETTLED as failure:
                self.close()
                if not self.patient:
                    self.tally.error(f"{method} {page}: {failure!r}")
                    return 0, ""
                self.tally.again(what)
                time.sleep(PAUSE)
                continue
            self.tally.answered(what, time.perf_counter() - begin)
            if status not in good:
                self.tally.error(f"{method} {page}: {status}")
            return status, text

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None

    def _once(self, method: str, page: str, body: bytes, headers: dict[str, str]) -> tuple[int, str]:
        if self._connection is None:
            self._connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=TIMEOUT)
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        sent = {"User-Agent": BROWSER, "Cookie": cookies, "Origin": f"http://127.0.0.1:{self._port}"}
        self._connection.request(method, page, body or None, sent | headers)
        response = self._connection.getresponse()
        text = response.read().decode("utf-8")
        for line in response.headers.get_all("Set-Cookie", ()):
            name, _, value = line.partition(";")[0].partition("=")
            self._cookies[name] = value
        return response.status, text


def values_of(report: tuple[int, int], seen: str, words: str = "") -> dict[str, str]:
    """What the form sends; the last sentence is new."""
    pk, target = report
    text = TEXT.format(at=pk) + words
    return {"seen": seen, "stated": "on_pace", "text": text, f"figure-{target}": "80", "next_step": "继续推进。"}


def submit(browser: Browser, report: tuple[int, int], seen: str, sent: Sent = "once") -> None:
    """Submit it; what a server that went away did not answer is sent again. One form is filed once, however often."""
    answers: list[str] = []
    browsers = [browser] if sent == "once" else [browser, browser.beside()]
    works = [partial(_send, one, report, seen, answers) for one in browsers]
    if sent == "at_once":
        all_at_once(works, browser.tally)
    else:
        for work in works:
            work()
    if sent != "once":
        for one in browsers:  # the server lets go of whoever is silent while the other is answered
            one.close()
    if not all(answers):
        return
    tally = browser.tally
    (tally.acknowledged if "filed" in answers else tally.said_before).append(report[0])
    if answers.count("filed") > 1:
        tally.twice.append(report[0])


def _send(browser: Browser, report: tuple[int, int], seen: str, answers: list[str]) -> None:
    page = f"/progress/reports/{report[0]}/submit/"
    status, text = browser.post("submit", page, values_of(report, seen, "已核对。"), good=(200, 302))
    answers.append("filed" if status == 302 else "before" if any(words in text for words in BEFORE) else "")
    if status and not answers[-1]:
        browser.tally.error(f"{page}: refused")


def file_report(browser: Browser, report: tuple[int, int], *, saves: int, with_file: bool, sent: Sent) -> None:
    """Open the form, write while it saves itself, upload, submit, and be led to the next."""
    pk, tally = report[0], browser.tally
    page = f"/progress/reports/{pk}/"
    seen = _seen(browser.get("form", page))
    for at in range(saves):
        seen = _seen(browser.post("save", f"{page}save/", values_of(report, seen, f"第{at + 1}稿。"))[1])
    if with_file:
        status, _ = browser.post("upload", f"{page}evidence/", {"seen": seen}, file=_pdf(pk))
        if status == 200:
            tally.files.append(pk)
    submit(browser, report, seen, sent)
    browser.get("list", "/progress/reports/")


def _seen(page: str) -> str:
    found = _SEEN.search(page)
    return found[1] if found else ""


def review(browser: Browser, number: int, stop: threading.Event) -> None:
    """One of those that wait, every fifth returned; a colleague may be faster."""
    turn = number
    while not stop.wait(1.0):
        waiting = _WAITING.findall(browser.get("queue", "/progress/review/"))
        if not waiting:
            continue
        pk = waiting[(number * 7) % len(waiting)]
        page = f"/progress/review/{pk}/"
        found = _SEEN.search(browser.get("review", page, good=(200, 302)))
        if found is None:
            continue
        turn += 1
        if turn % 5:
            browser.post("accept", f"{page}accept/", {"seen": found[1], "verified": "on_pace"})
        else:
            browser.post("return", f"{page}return/", {"seen": found[1], "reason": "请补充投资完成情况。"})


def look(browser: Browser, pages: Sequence[str], stop: threading.Event) -> None:
    """A page left open, looked at again every few seconds."""
    while not stop.is_set():
        for page in pages:
            browser.get("dashboard", page)
            if stop.wait(3.0):
                return


def all_at_once(works: Iterable[Callable[[], None]], tally: Tally) -> float:
    """Run them at the same time, each in its own thread; the seconds from the first to the last answer."""
    gate = threading.Event()

    def run(work: Callable[[], None]) -> None:
        gate.wait()
        try:
            work()
        except Exception as defect:  # a thread's end must be seen
            tally.error(f"{defect!r}")

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    begin = time.perf_counter()
    gate.set()
    for thread in threads:
        thread.join()
    return time.perf_counter() - begin


def _in_parts(values: dict[str, Any], file: bytes) -> tuple[bytes, str]:
    mark = secrets.token_hex(12)
    named = [(f'name="{name}"', str(value).encode()) for name, value in values.items()]
    named.append(('name="files"; filename="%s"' % ("证明.pdf" if file else ""), file))
    parts = [f"--{mark}\r\nContent-Disposition: form-data; {name}\r\n\r\n".encode() + value for name, value in named]
    return b"\r\n".join([*parts, f"--{mark}--\r\n".encode()]), f"multipart/form-data; boundary={mark}"


def _pdf(pk: int) -> bytes:
    return b"%%PDF-1.4\n%% %d\n" % pk + secrets.token_bytes(30_000) + b"\n%%EOF\n"
